"""Parts of the graph: a case, a place, named things or a named graph, each readable by itself."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from cengji.core.errors import UsageError
from cengji.core.namespaces import CASE, CJ, CURATION, ID, PREFIXES
from cengji.dataset import Dataset
from cengji.export import add_context, find_at_place, find_in_case, select_graphs
from tests.dataset.small import trig

TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
DATA = """
<case/x> {
  <case/x> a cj:Case . <id/place/a> a cj:Place ; cj:partOfPlace <id/place/top> ; cj:evidence <id/x/evidence/p> .
  <id/x/body/b> a cj:Body ; cj:atPlace <id/place/a> ; cj:inCase <case/x> ; cj:leads <id/x/body/c> ; cj:evidence <id/x/evidence/b> .
  <id/x/body/c> a cj:Body ; skos:prefLabel "丙"@zh ; cj:atPlace <id/place/b> ; cj:inCase <case/x> ; skos:note "not said"@en .
  <id/x/figure/f> a cj:Figure ; cj:about <id/x/body/b> ; cj:indicator <scheme/indicator/size> ; cj:inCase <case/x> .
  <id/x/relation/r> a cj:RelationClaim ; cj:claimSubject <id/x/body/b> ; cj:claimObject <id/x/body/c> .
  <id/x/evidence/b> a cj:Evidence . <id/x/evidence/p> a cj:Evidence .
}
<case/y> {
  <id/place/a> cj:evidence <id/y/evidence/p> . <id/y/evidence/p> a cj:Evidence .
  <id/y/body/z> a cj:Body ; cj:sameBody <id/x/body/b> . }
<graph/places> { <id/place/top> a cj:Place . <id/place/b> a cj:Place . }
<graph/schemes> {
  <scheme/indicator/size> a skos:Concept ; skos:inScheme <scheme/indicator> . <scheme/indicator> a skos:ConceptScheme .
  <scheme/indicator/other> a skos:Concept . }
"""


def described(part: Dataset) -> set[str]:
    """Return what a part says something of, without the bases."""
    return {q.subject.value.removeprefix("https://w3id.org/cengji/").removeprefix("id/") for q in part}


def test_place_takes_what_is_there_and_what_is_said_of_it() -> None:
    data = Dataset(trig(DATA))
    part = add_context(data, find_at_place(data, ox.NamedNode(f"{ID}place/a")))
    assert described(part) == {
        "place/a", "place/top", "x/body/b", "x/body/c", "x/figure/f", "x/relation/r", "x/evidence/b", "x/evidence/p",
        "case/x", "scheme/indicator/size", "scheme/indicator",
    }  # fmt: skip
    mentioned = {q.predicate.value.rsplit("#")[-1] for q in part if q.subject.value == f"{ID}x/body/c"}
    assert mentioned == {"type", "prefLabel"}
    assert set(part) <= set(data)


def test_case_leaves_out_what_other_cases_say_of_a_place_they_share() -> None:
    data = Dataset(trig(DATA))
    part = add_context(data, find_in_case(data, "x"))
    assert "y/evidence/p" not in described(part)
    assert set(part) == {
        q for q in data if "/y" not in str(q.graph_name) and "other" not in str(q.subject)
    }  # fmt: skip


def test_larger_place_holds_what_is_at_the_places_within() -> None:
    data = Dataset(trig(DATA))
    assert f"{ID}x/body/b" in find_at_place(data, ox.NamedNode(f"{ID}place/top"))


def test_every_case_of_the_packaged_data_is_whole(dataset: Dataset) -> None:
    for case in ("gusu", "wujiang", "guanghan", "liuzhou", "fuzhou"):
        part = add_context(dataset, find_in_case(dataset, case))
        own = {ox.NamedNode(base + case) for base in (CASE, CURATION)}
        assert {q for q in dataset if q.graph_name in own} <= set(part)
        assert {q.graph_name.value for q in part if q.graph_name.value.startswith((CASE, CURATION))} == {name.value for name in own}
        typed = {q.subject for q in part.store.quads_for_pattern(None, TYPE, None)}
        named = {q.object for q in part if isinstance(q.object, ox.NamedNode) and q.object.value.startswith(ID)}
        assert named <= typed


def test_named_graphs_alone(dataset: Dataset) -> None:
    for name, iri in (("gusu", CASE + "gusu"), ("curation/gusu", CURATION + "gusu"), (CASE + "wujiang", CASE + "wujiang")):
        part = select_graphs(dataset, [name])
        assert set(part) == {q for q in dataset if q.graph_name == ox.NamedNode(iri)}
    assert len(select_graphs(dataset, ["gusu", "derived"])) > len(select_graphs(dataset, ["derived"])) > 0


def test_unknown_case_and_graph_are_refused_with_the_known_ones(dataset: Dataset) -> None:
    with pytest.raises(UsageError, match=r"there is no case 'atlantis'; the data hold: .*fuzhou, .*wujiang"):
        find_in_case(dataset, "atlantis")
    with pytest.raises(UsageError, match=r"(?s)there is no graph 'x', 'y'; the data hold:\n.*  https://w3id.org/cengji/case/fuzhou\n"):
        select_graphs(dataset, ["x", "gusu", "y"])


def test_things_said_by_iri_bring_what_it_takes_to_read_them(dataset: Dataset) -> None:
    figure = min(q.subject.value for q in dataset.store.quads_for_pattern(None, TYPE, ox.NamedNode(CJ + "Figure")))
    kinds = {iri.split("/")[1] for iri in described(add_context(dataset, {figure})) if "/" in iri and not iri.startswith("scheme")}
    assert kinds >= {"figure", "evidence", "selector", "document"}
