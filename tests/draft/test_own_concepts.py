"""A draft declares what it names of the concepts of other cases, so that it passes the check by itself and beside these."""

from __future__ import annotations

from pathlib import Path

import pytest

from cengji.api.drafting import learn_packaged
from cengji.cases.loader import check_case, load_cases
from cengji.cases.shorthand import expand_case
from cengji.cases.tree import read_tree
from cengji.cases.writer import write_case
from cengji.core.resources import case_files
from cengji.dataset import Ontology
from cengji.draft import draft_case
from cengji.draft.write import lacking_concepts
from cengji.text.clean import clean
from cengji.text.decode import decode
from tests.draft.test_any_text import assert_passes

ARTICLE = "湖南省怀化市溆浦县发展红心蜜柚产业，建立种养农民专业合作社。"


def test_concepts_named_in_any_field_are_declared_with_those_above_them() -> None:
    declared = {(scheme, key): {"key": key} for scheme in ("measure-function", "generic-measure", "audience", "unit") for key in "abcd"}
    declared["measure-function", "a"]["broader"] = "b"
    declared["measure-function", "b"]["broader"] = "c"
    declared["measure-function", "c"]["broader"] = "one-of-the-ontology"
    value = {
        "concepts": {"audience": [{"key": "b"}]},
        "measures": [{"key": "d", "function": ["a", "service"], "generic": {"measure": "c"}, "audience": ["a", "b"]}],
        "figures": [{"key": "c", "unit": "d"}],
    }
    found = {scheme: [one["key"] for one in held] for scheme, held in lacking_concepts(value, declared).items()}
    assert found == {"audience": ["a"], "generic-measure": ["c"], "measure-function": ["a", "b", "c"], "unit": ["d"]}


def test_a_draft_with_a_function_of_another_case_passes_by_itself(ontology: Ontology) -> None:
    value = draft_case(clean(ARTICLE), learn_packaged(), key="text", sha256="0" * 64).value
    assert "industry-development" in [key for one in value["measures"] for key in one["function"]]
    assert check_case(read_tree(write_case(expand_case(value), {}).encode(), "x"), "x", ontology.vocabulary)[1] == []


@pytest.mark.slow
def test_the_draft_of_every_document_passes_by_itself_and_loads_beside_the_packaged_cases(
    sources: Path, ontology: Ontology, tmp_path: Path
) -> None:
    drafts = []
    for article in sorted(sources.rglob("*.txt")):
        document = clean(decode(article.read_bytes(), str(article)).text)
        assert_passes(document.raw, learn_packaged(), ontology)
        value = draft_case(document, learn_packaged(), key=article.stem, sha256=f"{len(drafts):064}").value
        drafts.append(tmp_path / f"{article.stem}.yaml")
        drafts[-1].write_text(write_case(expand_case(value | {"case": f"drafted-{len(drafts)}"}), {}), encoding="utf-8")
    assert len(drafts) > len(list(sources.glob("*.txt")))
    together = load_cases([*case_files(), *drafts], ontology.vocabulary)
    assert len({one.case.case for one in together}) == len(case_files()) + len(drafts), "the same concepts in the same words"
