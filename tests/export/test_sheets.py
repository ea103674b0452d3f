"""Tables: which sheets, columns and cells a dataset gives, and every statement in them."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from cengji.dataset import Dataset
from cengji.export import Sheet, tabulate, tabulate_answer
from cengji.export.sheets import Column
from tests.dataset.small import trig

DATA = """
<case/x> {
  <id/x/group/grids> a cj:Actor, cj:BodyGroup ; skos:prefLabel "网格"@zh, "grids"@en ; cj:evidence <id/x/evidence/a>, <id/x/evidence/b> .
  <id/x/group/b> a cj:BodyGroup ; skos:prefLabel "乙"@zh ; cj:subsetOf <id/x/group/grids> ; cj:rank 7 ; skos:note "n" .
  <id/x/evidence/a> a cj:Evidence ; oa:hasSource <id/x/document/source> ; cj:printedExpression "80个" ; oa:hasSelector <id/x/selector/a> .
  <id/x/selector/a> oa:start 3 ; oa:end 6 . <id/x/document/source> dcterms:title "报道"@zh .
}
<graph/derived> { <id/x/group/grids> cj:firstEvidence <id/x/evidence/a> . }
<graph/schemes> { <scheme/tier/grid> a skos:Concept, cj:Tier ; skos:prefLabel "网格"@zh . }
"""


def test_a_class_gives_a_sheet_and_a_property_a_column() -> None:
    found = {sheet.name: sheet for sheet in tabulate(Dataset(trig(DATA)))}
    assert list(found) == ["BodyGroup", "Evidence", "Concept", "Other"]
    groups = found["BodyGroup"]
    head = [(column.name, column.kind, column.language, column.separator) for column in groups.columns]
    assert head == [
        ("iri", "iri", "", ""), ("prefLabel_zh", "string", "zh", ""), ("prefLabel_en", "string", "en", ""), ("type", "iri", "", "|"),
        ("evidence", "iri", "", "|"), ("firstEvidence", "iri", "", ""), ("note", "string", "", ""), ("rank", "integer", "", ""),
        ("subsetOf", "iri", "", ""), ("subsetOf_zh", "string", "", ""), ("subsetOf_en", "string", "", ""),
        ("evidence_document", "string", "", ""), ("evidence_start", "integer", "", ""), ("evidence_end", "integer", "", ""),
        ("evidence_printed", "string", "", ""),
    ]  # fmt: skip
    base = "https://w3id.org/cengji/"
    cj = f"{base}ontology#"
    assert groups.texts == (
        (f"{base}id/x/group/b", "乙", "", f"{cj}BodyGroup", "", "", "n", "7", f"{base}id/x/group/grids", "网格", "grids", "", "", "", ""),
        (
            f"{base}id/x/group/grids", "网格", "grids", f"{cj}Actor|{cj}BodyGroup", f"{base}id/x/evidence/a|{base}id/x/evidence/b",
            f"{base}id/x/evidence/a", "", "", "", "", "", "报道", "3", "6", "80个",
        ),
    )  # fmt: skip


def test_every_statement_of_the_cases_is_in_some_cell(two_cases: Dataset) -> None:
    """Lossless up to graph names and datatypes: property columns hold each object of each subject, and nothing else."""
    found = {
        (row[0][0], column.property, column.language, text)
        for sheet in tabulate(two_cases)
        for row in sheet.rows
        for column, cell in zip(sheet.columns, row, strict=True)
        if column.property
        for text in cell
    }
    stated = {
        (q.subject.value, q.predicate.value, (q.object.language or "") if isinstance(q.object, ox.Literal) else "", q.object.value)
        for q in two_cases
    }
    assert found == stated


def test_separator_is_one_that_no_value_contains() -> None:
    data = trig('<urn:x:a> a cj:Place ; cj:page "1|2", "3" . <urn:x:b> a cj:Place ; cj:page "4" .')
    (sheet,) = tabulate(Dataset(data))
    column = next(column for column in sheet.columns if column.name == "page")
    assert column.separator == "¦"
    assert sheet.texts[0][sheet.columns.index(column)] == "1|2¦3"


def test_names_of_sheets_and_columns_are_distinct_and_safe() -> None:
    data = trig(
        """
      <urn:x:a> a <urn:y/..> ; <urn:p/name> 1 ; <urn:q/name> 2 ; <urn:q/Name> 3 ; <urn:r/iri> 4 .
      <urn:x:b> a <urn:z/..> . <urn:x:c> a <urn:z/a[b>, <urn:z/averyveryverylongnameofaclassindeed> . <urn:x:d> cj:page "x" .
    """.replace("a[b", "a%5Bb")
    )
    found = tabulate(Dataset(data))
    assert [sheet.name for sheet in found] == ["__", "___2", "a_5Bb", "Other"]
    assert [column.name for column in found[0].columns] == ["iri", "type", "Name", "iri_2", "name_2", "name_3"]


def test_answer_keeps_columns_rows_and_kinds() -> None:
    number = ox.Literal("1.50", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
    sheet = tabulate_answer("q", ["a", "b"], [(ox.NamedNode("urn:x:a"), number), (None, ox.Literal(7))])
    assert sheet == Sheet("q", (Column("a", "iri"), Column("b", "decimal")), ((("urn:x:a",), ("1.50",)), ((), ("7",))))
    assert sheet.texts == (("urn:x:a", "1.50"), ("", "7"))


@pytest.mark.parametrize("number", [0, 1])
def test_nothing_gives_no_sheet_and_an_empty_answer_its_header(number: int) -> None:
    assert tabulate(Dataset(())) == []
    assert tabulate_answer("q", ["a"] * number, []).texts == ()
