"""Relations that set phrases and verbs tell in reports of other places, and none where a word only looks so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.draft import drafting


def told(folder: Path, text: str, place: str = "金牛区") -> set[tuple[str, str, str]]:
    """Return the relations that are drafted of a text, each as the labels of its ends around its kind."""
    drafted: dict[str, Any] = drafting.draft(folder, text, place)
    sections = ("bodies", "groups", "person_groups", "posts", "measures")
    labels = {one["key"]: one["label"]["zh"] for section in sections for one in drafted.get(section, ())}
    return {(labels[one["subject"]], one["relation"], labels[one["object"]]) for one in drafted.get("relations", ())}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("选派区直机关20名干部到社区担任第一书记。", ("区直机关", "sends-staff-to", "社区")),
        ("推行社区派单、物业企业接单。", ("社区", "dispatches-to", "物业企业")),
        ("需要职能部门配合的由街道“吹哨”。", ("街道", "dispatches-to", "职能部门")),
        ("建成老年食堂，由社会组织托管运营。", ("社会组织", "manages-for", "老年食堂")),
        ("对软弱涣散村，由县直单位结对，限期整改。", ("县直单位", "pairs-with", "软弱涣散村")),
        ("街道不能解决的问题，提交区职能部门处理。", ("街道", "escalates-to", "区职能部门")),
        ("社区党委定期召集物业企业议事。", ("社区党委", "coordinates", "物业企业")),
        ("社区大党委吸纳驻区单位负责人担任兼职委员。", ("社区大党委", "draws-members-from", "驻区单位")),
        ("街道党工委统筹公安、市场监管等部门。", ("街道党工委", "coordinates", "公安、市场监管等部门")),
        ("需要部门配合的由街道吹哨，统筹业委会、物业企业。", ("街道", "coordinates", "业委会")),
        ("“红商圈”联盟下设党群工作、矛盾调处两个工作组。", ("红商圈联盟", "consists-of", "党群工作组")),
        ("办不了的由街道“吹哨”、部门“报到”。", ("街道", "dispatches-to", "部门")),
        ("街道再转派社区网格，限时办结。", ("街道", "dispatches-to", "社区网格")),
        ("街道难以解决的提级交由区信访局处理。", ("街道", "escalates-to", "区信访局")),
        ("由社区党委牵头，业委会、物业企业共同商议。", ("社区党委", "coordinates", "物业企业")),
        ("在社区党委领导下，业委会负责公示。", ("社区党委", "leads", "业委会")),
        ("在职党员到社区报到。", ("在职党员", "serves", "社区")),
        ("机关党组织和近千名在职党员到社区报到。", ("机关党组织", "serves", "社区")),
        ("物业企业派人，物业项目经理兼任社区党委兼职委员。", ("社区党委", "draws-members-from", "物业企业")),
        ("由社区工作者为残疾人提供代办。", ("社区工作者", "serves", "残疾人")),
        ("街道党工委协同辖区企业开展义诊。", ("街道党工委", "pairs-with", "辖区企业")),
        ("区民政局向社区派驻专员。", ("区民政局", "sends-staff-to", "社区")),
        ("街区党组织兜底管理流动党员。", ("街区党组织", "manages-for", "流动党员")),
        ("县直单位包联示范村，乡镇干部包联行政村。", ("乡镇干部", "contacts", "行政村")),
        ("街道纪工委会同区民政局开展检查。", ("街道纪工委", "pairs-with", "区民政局")),
        ("区民政局、区教育局组成“周五”联合小分队。", ("周五联合小分队", "draws-members-from", "区教育局")),
        ("街道办事处为残疾人介绍零活。", ("街道办事处", "serves", "残疾人")),
        ("楼栋党小组统领业委会、物业企业。", ("楼栋党小组", "leads", "物业企业")),
        ("区委组织部派3名干部到社区担任第一书记。", ("区委组织部", "sends-staff-to", "社区")),
        ("街道办事处定期向区委汇报工作。", ("街道办事处", "answers-to", "区委")),
        ("街道党工委动员20余家商户组建“爱心商户联盟”。", ("爱心商户联盟", "draws-members-from", "商户")),
        ("区里选拔驻区单位负责人进入街道“大工委”。", ("街道大工委", "draws-members-from", "驻区单位")),
        ("成立红星调解队，从退役军人中招募红星调解队。", ("红星调解队", "draws-members-from", "退役军人")),
        ("金牛区抓治理。樟溪社区发动200余名在职党员报到认岗。", ("在职党员", "serves", "樟溪社区")),
        ("街道派出所与社区党委建立联动模式。", ("街道派出所", "pairs-with", "社区党委")),
        ("社区党委联合业委会，对小区车位进行统计。", ("社区党委", "pairs-with", "业委会")),
        ("社区党委不能解决的，提请街道党工委协调。", ("社区党委", "escalates-to", "街道党工委")),
        ("建设覆盖12个街道的社区食堂。", ("社区食堂", "serves", "街道")),
        ("红日驿站开放一年，覆盖6个社区。", ("红日驿站", "serves", "社区")),
        ("金牛区抓治理。抚琴街道举办邻里节，带动驻区单位共同参与。", ("抚琴街道", "leads", "驻区单位")),
        ("街道党工委组织在职党员参加义诊。", ("街道党工委", "coordinates", "在职党员")),
        ("物业企业配合社区居委会做好宣传。", ("物业企业", "supports", "社区居委会")),
        ("社区干部联系服务群众，每月入户。", ("社区干部", "contacts", "群众")),
        ("居民代表多次向社区居委会提出意见。", ("居民代表", "reports-to", "社区居委会")),
        ("区民政局将工单流转至街道。", ("区民政局", "dispatches-to", "街道")),
        ("社区党委为残疾人链接资源。", ("社区党委", "serves", "残疾人")),
        ("在街道党工委领导下，由业委会公示。", ("街道党工委", "leads", "业委会")),
        ("成立邻里服务团，由街道办事处主任任团长，社区党组织书记为成员。", ("邻里服务团", "draws-members-from", "社区党组织")),
        ("社区党委发动在职党员入户宣传。", ("社区党委", "coordinates", "在职党员")),
        ("街道干部包社区、楼栋长包楼栋。", ("街道干部", "contacts", "社区")),
        ("社区妇联牵头，居民组建志愿队，由居民党员组成。", ("志愿队", "draws-members-from", "居民党员")),
    ],
)
def test_set_phrases_and_verbs_tell_relations(tmp_path: Path, text: str, relation: tuple[str, str, str]) -> None:
    assert relation in told(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("选派有乡镇领导经历的老同志任第一书记。", "leads"),
        ("由社区党委书记担任总网格长。", "draws-members-from"),
        ("区委成立社区治理工作领导小组，由区委书记任组长。", "leads"),
        ("党组织领导、多元力量协同、群众参与。", "leads"),
        ("片区推行行业统筹等6种区域党组织设置方式。", "coordinates"),
        ("街道党工委助力社区治理，通过资源整合社区服务升级。", "supports"),
        ("社区通过派驻党建指导员实现党建联建。", "sends-staff-to"),
        ("由镇农技专家与村干部组成的团队实地勘察。", "draws-members-from"),
        ("街道与群众共同商议，与居民共同制定公约。", "pairs-with"),
        ("街道党工委统筹建立5个行业党组织。", "coordinates"),
        ("在“一家人”调解室基础上，联合区司法局开展调解。", "based-on"),
        ("社区工作者成为群众提供意见的渠道。", "serves"),
        ("引导兼职委员进入社区党委。", "draws-members-from"),
        ("每巷一格，由社区干部担任网格长。", "draws-members-from"),
        ("出现骨干示范带动、居民跟进的势头。", "leads"),
        ("金牛区培训楼长，引导他们主动配合社区。", "supports"),
        ("社区党委利用各方资源为残疾人送餐。", "based-on"),
        ("全市完成加装电梯，覆盖社区的11个小区。", "serves"),
        ("由包保单位干部担任支部书记的顾问。", "contacts"),
        ("街道每年评出优秀居民和优秀共建单位。", "pairs-with"),
        ("社区设立地区建设协调发展委员会。", "coordinates"),
        ("街道将工作重心下沉到小区。", "sends-staff-to"),
        ("在做好市直单位“双报到”的基础上，推动社区与包联单位对接。", "based-on"),
        ("配备驻村指导员、义务调解员。", "guides"),
        ("社区党委统筹加强物业企业管理。", "coordinates"),
        ("社区党委整合成立物业企业。", "coordinates"),
        ("社区包联负责网格。", "contacts"),
        ("以党代表及挂点领导进社区互动学、支部党员共同学为形式。", "leads"),
        ("金牛区联系村党支部书记安抚家属；协调街道派出所查阅记录。", "escalates-to"),
        ("街道把26个专业窗口整合成14个综合窗口。", "coordinates"),
        ("期望楼长们积极配合社区的各项工作。", "supports"),
        ("推动在职党员下沉社区，联合区检察院等单位组建党建联盟。", "draws-members-from"),
        ("推动在职党员下沉社区。", "sends-staff-to"),
        ("依托网格员、居民党员、志愿者等力量，第一时间协调物业企业。", "leads"),
        ("发动居民党员参加清洁行动，组建红星小分队。", "draws-members-from"),
        ("把物业公司统筹起来，抚琴街道在西南街社区探索成立党支部。", "manages-for"),
        ("街道推行“三色”格局。为居民提供助餐。依托“邻里帮”小程序，鼓励党员认领“小心愿”。", "based-on"),
    ],
)
def test_words_that_only_look_so_tell_none(tmp_path: Path, text: str, kind: str) -> None:
    assert kind not in {relation for _, relation, _ in told(tmp_path, text)}


def test_of_a_chain_of_places_the_last_is_meant(tmp_path: Path) -> None:
    found = told(tmp_path, "物业公司与金牛区抚琴街道西南街社区签约共建。")
    assert {other for _, relation, other in found if relation == "pairs-with"} == {"西南街社区"}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("金牛区抚琴街道西南街社区依托党群服务中心，为残疾人提供午餐。", "西南街社区"),
        ("金牛区抚琴街道推行恳谈制度，社区党组织每月开会，向居民汇报进度。", "社区党组织"),
        ("社区党委协调物业企业，整合驻区单位。", "社区党委"),
        ("社区党委会同业委会，统筹物业企业。", "社区党委"),
        ("社区党委开门办事，联合业委会全面整合驻区单位。", "社区党委"),
        ("金牛区重视此事。完善街道机关联户制度，统筹物业企业。", "金牛区"),
        ("抚琴街道推行巡查，将居民反映的事项上报至金牛区委。", "抚琴街道"),
    ],
)
def test_who_acts_is_named_last_of_a_chain_or_opens_a_clause(tmp_path: Path, text: str, subject: str) -> None:
    kinds = ("serves", "answers-to", "coordinates", "reports-to")
    assert {one for one, relation, _ in told(tmp_path, text) if relation in kinds} == {subject}


def test_who_is_made_up_of_others_acts(tmp_path: Path) -> None:
    text = "社区孵化“乐学工作室”。由退休教师组成的“灯下”助学志愿服务队，每周为困境儿童开展辅导。"
    text += "在滨江苑小区设立2个党小组，每个党小组5人，由楼长或居民党员组成。"
    found = told(tmp_path, text)
    assert {subject for subject, relation, _ in found if relation == "serves"} == {"灯下助学志愿服务队"}
    assert {subject for subject, relation, target in found if relation == "draws-members-from" and target == "居民党员"} == {"党小组"}


def test_what_some_are_is_not_what_rests_on_them(tmp_path: Path) -> None:
    found = told(tmp_path, "街道党工委运用“红日”“邻里通”等学习平台，推行网上送课制度。")
    assert "学习平台" not in {one for one, relation, _ in found if relation == "based-on"}


def test_those_whom_a_party_brings_along_and_who_founded_it_are_no_party(tmp_path: Path) -> None:
    found = told(tmp_path, "由街道党工委牵头，社区居委会组织高层住户召开议事会，物业企业参加。")
    assert {other for _, relation, other in found if relation == "coordinates"} == {"社区居委会"}
    found = told(tmp_path, "这支巡查队由区民政局成立的自防队演变而来，主要由退役军人组成。")
    assert "区民政局" not in {other for _, relation, other in found if relation == "draws-members-from"}


def test_what_a_verb_has_taken_acts_in_no_later_clause(tmp_path: Path) -> None:
    found = told(
        tmp_path, "由社区党委统筹牵头，联动驻区单位，依托党群服务中心，整合物业企业。联系村党支部书记安抚家属；协调街道派出所查阅记录。"
    )
    assert {one for one, relation, _ in found if relation in ("coordinates", "based-on")} == {"社区党委"}


def test_where_somebody_is_founded_is_none_of_its_members(tmp_path: Path) -> None:
    found = told(tmp_path, "把居民党员统筹起来，抚琴街道在西南街社区探索成立红星党支部。")
    assert not {"抚琴街道", "西南街社区"} & {other for _, relation, other in found if relation == "draws-members-from"}
