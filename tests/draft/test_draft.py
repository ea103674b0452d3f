"""Drafts: a whole proposed case that passes the check, states nothing, and finds what an article plainly prints."""

from __future__ import annotations

from pathlib import Path

import pytest

import cengji
from cengji.api.drafting import learn
from cengji.cases.loader import LoadedCase
from cengji.cases.shorthand import expand_case
from cengji.cases.tree import read_tree
from cengji.core.errors import InputError, UsageError
from cengji.dataset import Ontology
from cengji.draft import Knowledge
from cengji.draft.header import read_header
from cengji.draft.passages import Passages
from cengji.text.clean import clean
from tests.draft.drafting import draft

ARTICLE = """第3版:基层治理

江苏省苏州市姑苏区：一张网管到底

《 古城日报 》( 2024年05月06日 第 3 版)

江苏省苏州市姑苏区推进街道体制改革，形成街道党工委—社区党委—网格党支部“三级联动”体系。全区划分1236个综合网格，\
配备6600余名网格员，覆盖率达76.9%。白洋湾街道金筑社区党委推行“三问三定”工作法，将问事于民、问需于民、问计于民作为“三问”。
区委出台《关于加强网格治理的意见》，成立党建联盟，近2000名党员参加，投入资金1008万元。
"""


@pytest.fixture(scope="module")
def knowledge(ontology: Ontology, cases: list[LoadedCase]) -> Knowledge:
    return learn(ontology, [one.case for one in cases])


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("documents") / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def drafted(article: Path) -> cengji.Case:
    return cengji.Case.draft(article)


def entries(case: cengji.Case, section: str) -> list[dict[str, object]]:
    return list(expand_case(read_tree(case.text.encode(), "draft").value)[section])


def labels(case: cengji.Case, section: str) -> list[str]:
    return [str(one["label"]["zh"]) for one in entries(case, section)]  # type: ignore[index]  # shorthands are written out


def test_a_draft_passes_the_check_with_every_evidence_in_its_place(drafted: cengji.Case, article: Path, tmp_path: Path) -> None:
    path = drafted.write(tmp_path / "draft.yaml")
    found = cengji.open(cases=path, only=True).check(article.parent)
    assert found.errors == ()
    assert set(found.evidence_states) == {"ok"}


def test_a_draft_states_nothing_until_it_is_accepted(drafted: cengji.Case, tmp_path: Path) -> None:
    path = drafted.write(tmp_path / "draft.yaml")
    assert len(cengji.open(cases=path, only=True).query("places")) == 0
    accepted = "".join(line for line in drafted.text.splitlines(keepends=True) if not line.lstrip().startswith("proposed:"))
    path.write_text(accepted, encoding="utf-8")
    assert len(cengji.open(cases=path, only=True).query("places")) == len(entries(drafted, "places"))


def test_nothing_accepted_rests_on_a_proposal(drafted: cengji.Case, tmp_path: Path) -> None:
    figures = drafted.text.index("\nfigures:")
    end = drafted.text.index("proposed: numeral\n", figures)
    path = tmp_path / "draft.yaml"
    path.write_text(drafted.text[:end] + drafted.text[end:].replace("proposed: numeral\n", "note: 已核\n", 1), encoding="utf-8")
    with pytest.raises(InputError, match="is only proposed"):
        cengji.open(cases=path, only=True)


def test_what_is_plainly_printed_is_found(drafted: cengji.Case) -> None:
    value = read_tree(drafted.text.encode(), "draft").value
    head = {name: value["document"][name] for name in ("title", "publisher", "published", "page")}
    assert head == {"title": "江苏省苏州市姑苏区：一张网管到底", "publisher": "古城日报", "published": "2024-05-06", "page": "第3版"}
    codes = {one["label"]["zh"]: one.get("code") for one in entries(drafted, "places")}  # type: ignore[index]
    assert codes == {"江苏省": "32", "苏州市": "3205", "姑苏区": "320508", "白洋湾街道": "320508017", "金筑社区": None}
    figures = {one["written"]: (str(one.get("value")), one.get("comparator"), one["unit"]) for one in entries(drafted, "figures")}
    assert figures["1236个"] == ("1236", "exact", "item")
    assert figures["6600余名"] == ("6600", "moreThan", "person")
    assert figures["近2000名"] == ("2000", "nearly", "person")
    assert figures["1008万元"] == ("10080000", "exact", "cny")
    assert {"综合网格", "街道党工委", "社区党委", "网格党支部"} <= set(labels(drafted, "groups"))
    assert {"金筑社区党委", "区委"} <= set(labels(drafted, "bodies"))
    ladder, *_ = entries(drafted, "ladders")
    assert [one["body"] for one in ladder["rungs"]] == ["jie-dao-dang-gong-wei", "she-qu-dang-wei", "wang-ge-dang-zhi-bu"]  # type: ignore[attr-defined]
    assert {"街道体制改革", "三问三定工作法"} <= set(labels(drafted, "measures"))


@pytest.mark.parametrize(
    ("credit", "told"),
    [
        ("（湖南日报 2024-11-08 第6版）", ("湖南日报", "2024-11-08", "第6版")),
        ("（《农民日报》2023年5月6日）", ("农民日报", "2023-05-06", None)),
        ("来源：红网", ("红网", None, None)),
        ("（记者了解到，该报名网上办理）", (None, None, None)),
        ("（织密一张网）", (None, None, None)),
        ("（2024年5月6日数据）", (None, None, None)),
    ],
)
def test_a_source_credited_at_the_end_is_read(credit: str, told: tuple[str | None, ...]) -> None:
    body = "荷塘区推行网格化管理，划分网格120个，配备网格员120名，街道党工委每月召开一次联席会议，研究解决居民反映的问题。" * 2
    header = read_header(Passages(clean(f"荷塘区：一张网管到底\n{body}\n{credit}\n")))
    assert (header.publisher, header.published, header.page) == told


def test_what_the_site_prints_around_an_article_is_neither_its_title_nor_counted(tmp_path: Path) -> None:
    page = "首页 > 工作动态 > 基层\n荷塘区：一张网管到底\n来源：荷塘日报 发布时间：2024-05-06 09:30 浏览次数：815\n"
    page += "荷塘区划分网格120个。\n责任编辑：某某\n湘ICP备12345678号\n"
    header = read_header(Passages(clean(page)))
    assert (header.title, header.publisher, header.published) == ("荷塘区：一张网管到底", "荷塘日报", "2024-05-06")
    assert [one["written"] for one in draft(tmp_path, page, "株洲市荷塘区")["figures"]] == ["120个"]


DOINGS = """江苏省苏州市姑苏区：一张网管到底

姑苏区推行“三个一”改革，推进网格管理“一图明”、资料汇总“一账清”、群众办事“一站办”。

“一图明”强管理

2023年4月，姑苏区启动“红色引擎”行动。按照四步走的思路，推行“四步协商”法，形成确定题目、准备材料、当面商量和公布结果的工作流程。

“一站办”优服务

推进街道体制改革，建立岗位责任清单。由居委会提出、街道党工委复核、区委批准，形成工作格局。\
开展居委会、业主委员会、物业公司“三位一体”建设，从“单打独斗”转为协同。
"""


@pytest.fixture(scope="module")
def doings(tmp_path_factory: pytest.TempPathFactory) -> cengji.Case:
    path = tmp_path_factory.mktemp("doings") / "doings.txt"
    path.write_text(DOINGS, encoding="utf-8")
    return cengji.Case.draft(path)


def test_what_a_measure_is_part_of_is_read_of_lists_and_headings(doings: cengji.Case) -> None:
    measures = {one["key"]: one for one in entries(doings, "measures")}
    wholes = {one["label"]["zh"]: measures.get(one.get("part_of")) for one in measures.values()}  # type: ignore[index]
    named = {part: whole and whole["label"]["zh"] for part, whole in wholes.items()}  # type: ignore[index]
    assert {part: named[part] for part in ("一图明", "一账清", "一站办")} == dict.fromkeys(("一图明", "一账清", "一站办"), "三个一改革")
    assert (named["红色引擎行动"], named["街道体制改革"]) == ("一图明", "一站办"), "headings repeat the parts"
    assert named["岗位责任清单"] == "街道体制改革", "what something wide takes in"
    steps = {part for part, whole in named.items() if whole == "工作流程"}
    assert steps == {"确定题目", "准备材料", "当面商量", "公布结果"}
    assert "单打独斗" not in named, "an image"


def test_who_is_tied_to_whom_and_what_happened_when_is_read(doings: cengji.Case) -> None:
    kinds = {one["kind"]: len(one["rungs"]) for one in entries(doings, "ladders")}  # type: ignore[arg-type]
    assert kinds == {"escalation": 3}, "who researches, checks and decides"
    held = [(one["relation"], one["object"]) for one in entries(doings, "relations")]
    assert [one for one in held if one[0] == "consists-of"] == [
        ("consists-of", "ju-wei-hui"),
        ("consists-of", "ye-zhu-wei-yuan-hui"),
        ("consists-of", "wu-ye-gong-si"),
    ]
    assert [(one["label"]["zh"], one.get("date")) for one in entries(doings, "events")] == [("启动红色引擎行动", "2023-04")]  # type: ignore[index]


def test_the_same_article_gives_the_same_draft(drafted: cengji.Case, article: Path) -> None:
    assert cengji.Case.draft(article).text == drafted.text


def test_a_place_is_named_or_refused(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("鼓楼区建立12个社区党委。", encoding="utf-8")
    doubtful = {one["label"]["zh"]: one for one in entries(cengji.Case.draft(article), "places")}["鼓楼区"]  # type: ignore[index]
    assert "code" not in doubtful, "four districts have this name"
    assert "同名区划有4个" in str(doubtful["note"])
    assert entries(cengji.Case.draft(article, place="350102"), "places")[0]["code"] == "350102"
    with pytest.raises(UsageError, match="has no '月球市'"):
        cengji.Case.draft(article, place="月球市")


def test_a_place_that_several_bear_the_name_of_is_asked_for_unless_the_article_tells_which(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("青山镇划分58个网格。", encoding="utf-8")
    with pytest.raises(UsageError, match="places are called '青山镇'; give the code of one: 220802101 吉林省白城市洮北区青山镇"):
        cengji.Case.draft(article, place="青山镇")
    article.write_text("十堰市郧阳区青山镇划分58个网格。", encoding="utf-8")
    assert '"420304110"' in cengji.Case.draft(article, place="青山镇").text


def test_a_town_of_another_county_is_not_taken_for_one_that_the_register_lacks(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("江西赣州章贡区划分80个网格。水南镇开展活动12场。", encoding="utf-8")
    town = {one["label"]["zh"]: one for one in entries(cengji.Case.draft(article), "places")}["水南镇"]  # type: ignore[index]
    assert "code" not in town, "the only one that the register has in the province lies in 吉水县"
    assert town["part_of"] == "zhang-gong-qu"


def test_divisions_are_read_as_they_are_mostly_printed(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("湖南怀化溆浦县由九溪江乡迁来，与玉龙县和苏、浙、沪交流。", encoding="utf-8")
    codes = {one["label"]["zh"]: one.get("code") for one in entries(cengji.Case.draft(article, place="溆浦县"), "places")}  # type: ignore[index]
    wanted = {"湖南省": "43", "怀化市": "4312", "溆浦县": "431224", "江苏省": "32", "浙江省": "33", "上海市": "31"}
    assert {name: codes.get(name) for name in wanted} == wanted
    assert "溪江乡" not in codes, "it is no more than the end of a name"


def test_posts_and_people_are_told_apart_and_placed(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(
        "江苏省苏州市姑苏区成立城市治理领导小组，区委书记担任组长。街道党工委书记联系社区党组织书记，老党员和困难群众参加。\n"
        "由61项237条精简为43项82条，每个社区配备3名律师、法官。整合公安、市场监管等部门。",
        encoding="utf-8",
    )
    case = cengji.Case.draft(article)
    held = {one["label"]["zh"]: one["post_in"] for one in entries(case, "posts")}  # type: ignore[index]
    assert held["区委书记"] == "qu-wei"
    assert held["组长"] == "cheng-shi-zhi-li-ling-dao-xiao-zu"
    assert "社区党组织书记" in held
    assert {"老党员", "困难群众"} <= set(labels(case, "person_groups"))
    assert {"公安部门", "市场监管部门"} <= set(labels(case, "groups"))
    figures = {str(one["written"]): one for one in entries(case, "figures")}
    assert [figures[name]["role"] for name in ("61项", "237条", "43项", "82条")] == ["changeFrom", "changeFrom", "changeTo", "changeTo"]
    assert "paired_with" in figures["43项"]
    assert figures["3名"]["per"]
