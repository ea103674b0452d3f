"""The ontology as the program reads it: its parts, the keys of its schemes, and what kinds say of things."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from cengji.core.errors import InputError
from cengji.core.namespaces import CJ, ONTOLOGY, SCHEME, SHAPES
from cengji.core.resources import ontology_files
from cengji.dataset import Ontology, read_ontology


def locals_of(pairs: dict[str, object]) -> dict[str, str]:
    """Shorten a mapping from concepts to classes or properties."""
    return {key.removeprefix(SCHEME): getattr(value, "value", str(value)).removeprefix(CJ) for key, value in pairs.items()}


def test_parts_are_kept_apart(ontology: Ontology) -> None:
    for part, folder, own in ((ontology.axioms, "", CJ), (ontology.schemes, "schemes", SCHEME), (ontology.shapes, "shapes", SHAPES)):
        subjects = {triple.subject.value for triple in part}
        assert {s for s in subjects if s.startswith((CJ, SCHEME, SHAPES))} == {s for s in subjects if s.startswith(own)}
        assert len(part) > len(ontology_files(folder))
    assert {t.subject.value for t in ontology.axioms} >= {ONTOLOGY, CJ + "Figure", CJ + "evidence"}


def test_no_triple_is_written_twice(ontology: Ontology) -> None:
    assert [t for part in (ontology.axioms, ontology.schemes, ontology.shapes) for t, count in Counter(part).items() if count > 1] == []


def test_vocabulary_has_a_scheme_a_file(ontology: Ontology) -> None:
    schemes = ontology.vocabulary.schemes
    assert set(schemes) == {path.stem for path in ontology_files("schemes")}
    assert schemes["status"] == {"stated", "inferred", "disputed"}
    assert schemes["comparator"] == {"exact", "moreThan", "atLeast", "nearly", "lessThan", "atMost", "approximately", "range"}
    assert schemes["role"] == {"stock", "result", "input", "target", "changeFrom", "changeTo", "design", "threshold"}
    assert "subdistrict" in schemes["tier"]


def test_kinds_name_classes_and_properties_that_are_declared(ontology: Ontology) -> None:
    classes, properties = locals_of(ontology.instance_classes), locals_of(ontology.direct_properties)
    assert classes["body-kind/party"] == "PartyBody"
    assert classes["measure-kind/mechanism"] == "Mechanism"
    assert properties["relation/contacts"] == "contacts"
    assert {kind.split("/")[0] for kind in classes} == {"body-kind", "measure-kind"}
    assert {kind.split("/")[0] for kind in properties} == {"relation"}
    assert {CJ + name for name in (*classes.values(), *properties.values())} <= ontology.declared


def test_broader_concepts(ontology: Ontology) -> None:
    broader = locals_of(ontology.broader)
    assert broader["body-kind/action-branch"] == SCHEME + "body-kind/party-branch"
    assert "body-kind/party" not in broader


def test_each_scheme_has_one_class_of_concepts(ontology: Ontology) -> None:
    assert locals_of(ontology.concept_classes) == {
        "aggregation": "Aggregation", "audience": "Audience", "body-kind": "BodyKind", "comparator": "Comparator",
        "direction": "Direction",
        "event-kind": "EventKind", "evidence-state": "EvidenceState", "figure-kind": "FigureKind", "generic-measure": "GenericMeasure",
        "grant-mode": "GrantMode", "granularity": "Granularity", "indicator": "Indicator", "ladder-kind": "LadderKind", "line": "Line",
        "measure-function": "MeasureFunction", "measure-kind": "MeasureKind", "outcome-mode": "OutcomeMode",
        "relation": "RelationKind", "role": "FigureRole", "rule": "InterpretationRule",
        "source-kind": "SourceKind", "stage": "Stage", "status": "Status", "tier": "Tier", "unit": "Unit",
    }  # fmt: skip


def test_declared_terms_are_those_with_a_type(ontology: Ontology) -> None:
    assert {CJ + "Figure", CJ + "asWritten", SCHEME + "unit", SCHEME + "unit/person", SHAPES + "Figure"} <= ontology.declared
    assert CJ + "Figrue" not in ontology.declared


def test_reading_again_gives_the_same(ontology: Ontology) -> None:
    assert read_ontology() == ontology


def test_broken_turtle_is_named_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("@prefix cj: <https://w3id.org/cengji/ontology#> .\n\ncj:a cj:b cj:c .\ncj:c cj:d ; .\n", encoding="utf-8")
    monkeypatch.setattr("cengji.dataset.ontology.ontology_files", lambda folder: [broken] if folder == "schemes" else [])
    with pytest.raises(InputError) as caught:
        read_ontology()
    (fault,) = caught.value.faults
    assert (fault.path, fault.line, fault.field, fault.remedy) == (str(broken), 4, "", "mend it there")
    assert fault.problem.startswith("is not Turtle: ")
