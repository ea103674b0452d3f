"""morph-kgc, another processor of RML, makes the same quads of the nasty rows, but for what it is known to do otherwise."""

from __future__ import annotations

import subprocess
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from cengji import api
from tests.register.environments import MORPH, make_environment
from tests.register.nasty import MAPPING, NASTY
from tests.register.test_build import write, write_nasty

EMPTY = str(1 + [value for value, _, _ in NASTY].index(""))


def as_uri(term: ox.NamedNode | ox.Literal) -> ox.NamedNode | ox.Literal:
    """Return an IRI as a URI (RFC 3987, section 3.1): morph-kgc encodes iunreserved characters too, against R2RML 7.3."""
    return ox.NamedNode(quote(term.value, safe="%:/~")) if isinstance(term, ox.NamedNode) else term


def read(lines: list[bytes]) -> tuple[set[tuple[object, ...]], list[bytes]]:
    """Return the quads of lines, and the lines that are none."""
    found: set[tuple[object, ...]] = set()
    wrong = []
    for line in lines:
        try:
            quad = next(iter(ox.parse(line, format=ox.RdfFormat.N_QUADS)))
            found.add((quad.subject, quad.predicate, as_uri(quad.object), quad.graph_name))  # type: ignore[arg-type]
        except SyntaxError:
            wrong.append(line)
    return found, wrong


@pytest.mark.slow
def test_another_processor_makes_the_same_of_the_nasty_rows(tmp_path: Path) -> None:
    source = write_nasty(tmp_path / "nasty.csv")
    mapping = write(tmp_path, m__ttl=MAPPING.replace('rml:source "nasty"', f'rml:source "{source}"'))["m__ttl"]
    api.build_register([source], mapping, tmp_path / "out")
    subprocess.run([make_environment("morph-kgc"), "-c", MORPH, mapping, tmp_path / "peer.nq"], check=True, capture_output=True)
    ours, ours_wrong = read((tmp_path / "out/quads.nq").read_bytes().splitlines(keepends=True))
    theirs, theirs_wrong = read([line + b" .\n" for line in (tmp_path / "peer.nq").read_bytes().split(b" .\n") if line])
    assert ours_wrong == []
    # It does not escape a constant: "k"" is no literal.
    assert {line.split()[1] for line in theirs_wrong} == {b"<http://example.org/kind>"} and len(theirs_wrong) == len(NASTY) + 1
    # It takes the empty text of a CSV file for no value.
    known = {quad for quad in ours if str(quad[1]) == "<http://example.org/kind>"}
    known |= {quad for quad in ours if str(quad[0]) == f"<http://example.org/row/{EMPTY}>" and "#type" not in str(quad[1])}
    assert ours - known == theirs
