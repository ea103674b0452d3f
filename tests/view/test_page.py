"""The page as text: self-contained, escaped, the same for the same graph."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import Any

import pytest

from cengji.core.errors import UsageError
from cengji.core.pinyin import syllables
from cengji.dataset import Dataset
from cengji.view import Content, Part, page, page_of
from cengji.view.content import cut_content
from tests.conftest import ROOT
from tests.counting import calls
from tests.view.sample import BASE, HOSTILE, PLACES, hostile_graph, sample_graph


class Blocks(HTMLParser):
    """Collects the tags of a page and the content of its script and style blocks."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.blocks.append((tag, dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] in ("script", "style"):
            tag, attributes, so_far = self.blocks[-1]
            self.blocks[-1] = (tag, attributes, so_far + data)

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}", {}))


def data_of(text: str) -> dict[str, Any]:
    [block] = [content for _, attributes, content in Blocks(text).blocks if attributes.get("type") == "application/json"]
    return dict(json.loads(block))


def policy_of(text: str) -> str:
    [policy] = [a["content"] for _, a in Blocks(text).tags if a.get("http-equiv") == "Content-Security-Policy"]
    return policy or ""


def test_the_same_graph_gives_the_same_bytes_under_any_hash_seed() -> None:
    program = "import hashlib; from cengji.view import page; from tests.view.sample import sample_graph as s; "
    program += "print(hashlib.sha256(page(s()).encode()).hexdigest())"
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True, env=environment)
    assert done.stdout.strip() == hashlib.sha256(page(sample_graph()).encode()).hexdigest()


def test_the_policy_names_every_block_by_digest_and_refuses_the_rest() -> None:
    text = page(sample_graph())
    policy = policy_of(text)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag, attributes, content in Blocks(text).blocks:
        if attributes.get("type") not in ("application/json", "application/ld+json"):  # which run nothing
            digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy, tag


def test_nothing_is_asked_of_the_network() -> None:
    for tag, attributes in Blocks(page(sample_graph())).tags:
        for name in ("src", "href", "action", "srcset", "data", "poster"):
            assert (attributes.get(name) or "data:").startswith(("data:", "#")), (tag, attributes)
        assert not any(name.startswith("on") or name == "style" for name in attributes), (tag, attributes)


@pytest.mark.parametrize("label", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_label_stays_a_text(label: str) -> None:
    harmless, text = page(sample_graph()), page(sample_graph(label=label))
    assert [tag for tag, _ in Blocks(text).tags] == [tag for tag, _ in Blocks(harmless).tags]
    nodes = data_of(text)["nodes"]
    shown = re.sub("[\ud800-\udfff]", "\ufffd", label)
    assert shown in nodes["zh"]
    assert [shown] in nodes["alias"]
    assert policy_of(text) == policy_of(harmless)


def test_halves_of_characters_become_the_replacement_sign() -> None:
    text = page(sample_graph(label="一\ud800二\udfff"))
    assert "一\ufffd二\ufffd" in data_of(text)["nodes"]["zh"]
    assert text.encode()


def test_hostile_texts_everywhere_add_no_tag() -> None:
    harmless, text = page(sample_graph()), page(hostile_graph())
    assert [tag for tag, _ in Blocks(text).tags] == [tag for tag, _ in Blocks(harmless).tags]
    assert policy_of(text) == policy_of(harmless)


def test_texts_stand_in_the_data_block_as_characters() -> None:
    text = page(sample_graph())
    assert "云溪连心办法0" in text
    assert "\\u4e91" not in text
    assert text.count("云溪连心办法0") == 1
    assert not re.search(r"[<>&']", re.search(r'id="data"[^>]*>(.*?)</script>', text, re.DOTALL)[1])  # type: ignore[index]  # it is there


def test_the_columns_fit_together() -> None:
    data = data_of(page(sample_graph()))
    count = len(data["nodes"]["id"])
    for table in ("nodes", "edges", "rungs", "ladders", "figures", "evidence", "concepts", "places"):
        assert len({len(column) for column in data[table].values()}) == 1, table
    assert max(data["edges"]["from"] + data["edges"]["to"]) < count
    assert [data["nodes"]["zh"][at] for at in data["places"]["node"]] == list(PLACES.values())
    assert data["options"]["physics"] == {"enabled": False}
    assert len(data["rungs"]["row"]) == 20


def test_the_notice_of_the_library_and_the_publisher_are_there() -> None:
    text = page(sample_graph())
    assert "vis.js is dual licensed" in text
    assert "虚构日报" in text


def test_an_empty_graph_gives_a_page() -> None:
    data = data_of(page(Content()))
    tables = (
        "concepts",
        "places",
        "nodes",
        "edges",
        "documents",
        "rows",
        "ladders",
        "rungs",
        "measures",
        "dates",
        "derivedTiers",
        "audit",
        "figures",
        "evidence",
    )
    assert {name: data[name] for name in tables} == {name: {} for name in tables}


def test_the_cost_of_a_page_grows_with_its_nodes_and_no_faster() -> None:
    small, large = sample_graph(copies=10), sample_graph(copies=40)
    page(small)  # imports and caches are not counted
    costs = [calls(lambda graph=graph: page(graph)) / len(graph.nodes) for graph in (small, large)]
    assert costs[1] < 1.5 * costs[0]


def test_pinyin_follows_the_phrase() -> None:
    assert syllables("重庆") == "chong qing"
    assert syllables("街道A") == "jie dao"
    assert syllables("plain") == ""


def test_phrases_are_cut_as_pypinyin_cuts_them() -> None:
    from pypinyin import lazy_pinyin

    for text in ("银行行长重庆长乐区", "还款重重地长大", "中国人民银行行行长", "朝阳区朝阳街道重复", "参差不齐差一点"):
        assert syllables(text) == " ".join(lazy_pinyin(text, v_to_u=False)), text


def described_in(text: str) -> dict[str, Any]:
    [block] = [content for _, attributes, content in Blocks(text).blocks if attributes.get("type") == "application/ld+json"]
    return dict(json.loads(block))


def test_the_page_says_which_data_set_it_is(dataset: Dataset) -> None:
    described = described_in(page_of(dataset))
    assert (described["@context"], described["@type"], described["@id"]) == (
        "https://schema.org", "Dataset", "https://w3id.org/cengji/dataset",
    )  # fmt: skip
    assert {name["@language"] for name in described["name"]} == {name["@language"] for name in described["description"]} == {"zh", "en"}
    assert described["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert described["creator"] == {"@type": "Organization", "name": "Cengji"}
    assert described["version"]
    assert re.fullmatch(r"\d{4}[-\d]*/\d{4}[-\d]*", described["temporalCoverage"])
    assert [place["name"][0]["@value"] for place in described["spatialCoverage"]] == ["福州市", "广汉市", "姑苏区", "柳州市", "吴江区"]
    sources = {source["name"]: source for source in described["isBasedOn"]}
    assert len(sources) == 5
    assert sources["福州市城市基层党建报道"]["publisher"]["name"] == "台海网"
    assert "publisher" not in sources["运用工业思维激发城市基层党建引领社会治理新效能"]  # it names none
    part = described_in(page_of(dataset, part=Part(cases=("gusu",))))
    assert [place["@id"] for place in part["spatialCoverage"]] == ["https://w3id.org/cengji/id/place/320508"]
    assert len(part["isBasedOn"]) < 5


def test_hostile_titles_do_not_end_the_description() -> None:
    described = described_in(page(hostile_graph()))
    assert len(described["isBasedOn"]) == len(described["spatialCoverage"]) == 5


def test_a_case_of_nothing_gives_no_page() -> None:
    whole = sample_graph()
    kept = {node.iri for node in whole.nodes if node.type in ("place", "document")}
    assert cut_content(whole, kept).is_empty
    assert not whole.is_empty
    with pytest.raises(UsageError, match="云溪区 the graph holds the name alone: there is nothing to show"):
        Part(things=frozenset({f"{BASE}id/place/yunxi"})).of(whole)
