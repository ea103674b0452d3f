"""Updates of a store on disk: whole or not at all, and nothing from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from cengji.core.errors import CengjiError, QueryError, UsageError
from cengji.dataset import Dataset
from cengji.query.catalogue import read_query_text
from cengji.query.update import Change, update_store

QUADS = "<urn:a> <urn:p> <urn:o> <urn:g> .\n<urn:b> <urn:p> <urn:o> <urn:g> .\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Two quads on disk."""
    Dataset.on_disk(tmp_path / "store", lambda: ox.parse(QUADS, format=ox.RdfFormat.N_QUADS), digest="x")
    return tmp_path / "store"


def quads(path: Path) -> list[str]:
    """Return what the store holds."""
    return [f"{quad} ." for quad in Dataset.on_disk(path).sorted_quads]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("INSERT DATA { GRAPH <urn:h> { <urn:c> a cj:Case } }", 3),
        ("DELETE DATA { GRAPH <urn:g> { <urn:a> <urn:p> <urn:o> } }", 1),
        ("DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", 0),
        ("DROP GRAPH <urn:g> ; INSERT DATA { GRAPH <urn:g> { <urn:c> <urn:p> <urn:o> } }", 1),
    ],
)
def test_an_update_changes_the_store(store: Path, text: str, after: int) -> None:
    assert update_store(store, read_query_text(text)) == Change(2, after)
    assert len(quads(store)) == after


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("LOAD <http://a.example/>", UsageError, "line 1: LOAD is refused: an update may not fetch or read files; "),
        ("LOAD <file:///etc/passwd> INTO GRAPH <urn:g>", UsageError, "line 1: LOAD is refused: "),
        (
            "INSERT { ?s ?p ?o } WHERE { SERVICE <http://a.example/> { ?s ?p ?o } }",
            UsageError,
            "line 1: SERVICE <http://a.example/> is refused",
        ),
        ("INSERT DATA { GRAPH <urn:h> { <urn:c> a cj:Case }", QueryError, "-e is not SPARQL 1.1 Update: error at 1:"),
        ("SELECT * { ?s ?p ?o }", QueryError, "-e is not SPARQL 1.1 Update: "),
        ("DROP GRAPH <urn:g> ; DROP GRAPH <urn:absent>", CengjiError, ""),
    ],
)
def test_a_refused_update_changes_nothing(store: Path, text: str, kind: type[CengjiError], message: str) -> None:
    before = quads(store)
    with pytest.raises(kind) as caught:
        update_store(store, read_query_text(text, "-e", "-e"))
    assert str(caught.value).startswith(message)
    assert quads(store) == before


def test_a_place_without_a_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no store in "):
        update_store(tmp_path / "nowhere", read_query_text("DROP ALL"))
    assert not (tmp_path / "nowhere").exists()
