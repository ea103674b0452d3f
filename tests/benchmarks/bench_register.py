"""Building a register against SQL written by hand, `oxigraph load` and morph-kgc: CPU of fresh processes, side by side in one run.

Run by name; ratios, not times, are asserted, and what a process took at most. ``CENGJI_REGISTER_BODIES`` sets the sizes: the first
is compared with others, and with the rest for how memory and the cost of a quad grow, with 1000000,100000,5000000 up to 4e7 quads.
``CENGJI_REGISTER_MORPH`` is how many bodies morph-kgc is given. The SQL keeps what ours keeps: every value is looked at for what wants
an escape, IRIs keep their iunreserved characters, the lines are sorted by bytes. It checks no row and writes no Parquet.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from cengji.register.simulate import write_simulation
from tests.register.environments import MORPH, make_environment
from tests.register.test_simulate import UNITS

LIMIT, LOADING, BESIDE, MEMORY = 1.3, 1.2, 1.45, 2.5e9
FASTER = 3.0  # of 100,000 bodies; 8 is the aim for a million, where it is 8.2 and 9.3
SIZES: Final = [int(size) for size in os.environ.get("CENGJI_REGISTER_BODIES", "1000000,100000").split(",")]
ROUNDS: Final = int(os.environ.get("CENGJI_REGISTER_ROUNDS", "2"))
MORPH_BODIES: Final = int(os.environ.get("CENGJI_REGISTER_MORPH", "100000"))
ROWS: Final = """
SELECT printf('%010d', n) AS code,
 CASE WHEN n % 97 = 0 THEN '第"' || n || '"号\\机构'
  WHEN n % 89 = 0 THEN '机构' || n || chr(10) || '分部' ELSE '基层组织第' || n || '号' END AS name,
 CASE WHEN n >= 7 THEN printf('%010d', n // 7) END AS up,
 ((n * 2654435761) % 997)::BIGINT AS size,
 CASE WHEN n % 3 = 0 THEN 'a/b ' || (n % 50) ELSE 'kind' || (n % 50) END AS kind,
 CASE WHEN n % 3 <> 1 THEN '街道 ' || ((n * 7919) % 100000) || '号' END AS address,
 (DATE '1950-01-01' + (n % 25000)::INTEGER)::DATE AS founded,
 CASE WHEN n % 3 <> 0 THEN 'http://example.org/home/' || n END AS home
FROM range(1, {count} + 1) AS t(n) ORDER BY hash(n)"""
MAPPING: Final = """\
@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <http://example.org/> .
<#Org> rml:logicalSource [ rml:source "SOURCE" ; rml:referenceFormulation ql:CSV ] ;
    rr:subjectMap [ rr:template "http://example.org/org/{code}" ; rr:class ex:Org ; rr:graph ex:g ] ;
    rr:predicateObjectMap [ rr:predicate ex:code ; rr:objectMap [ rml:reference "code" ] ] ;
    rr:predicateObjectMap [ rr:predicate ex:name ; rr:objectMap [ rml:reference "name" ; rr:language "zh" ] ] ;
    rr:predicateObjectMap [ rr:predicate ex:size ; rr:objectMap [ rml:reference "size" ; rr:datatype xsd:integer ] ] ;
    rr:predicateObjectMap [ rr:predicate ex:kind ; rr:objectMap [ rr:template "http://example.org/kind/{kind}" ] ] ;
    rr:predicateObjectMap [ rr:predicate ex:address ; rr:objectMap [ rml:reference "address" ] ] ;
    rr:predicateObjectMap [ rr:predicate ex:founded ; rr:objectMap [ rml:reference "founded" ; rr:datatype xsd:date ] ] ;
    rr:predicateObjectMap [ rr:predicate ex:home ; rr:objectMap [ rml:reference "home" ; rr:termType rr:IRI ] ] ;
    rr:predicateObjectMap [ rr:predicate ex:under ; rr:objectMap [ rr:parentTriplesMap <#Org> ;
        rr:joinCondition [ rr:child "up" ; rr:parent "code" ] ] ] .
"""
MAKE: Final = """
import sys, duckdb
rows = duckdb.sql(sys.argv[1])
rows.write_csv(sys.argv[2]) if sys.argv[2].endswith("csv") else rows.write_parquet(sys.argv[2])
"""
OURS: Final = """
import sys
from cengji.api import build_register
build_register([sys.argv[1]], sys.argv[2], sys.argv[3])
"""
HAND: Final = r"""
import sys, duckdb
escapes = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}
escaped = "v"
for code in (92, *range(32), 34, 127):
    escaped = f"replace({escaped}, chr({code}), '{escapes.get(code, f'{chr(92)}u{code:04X}')}')"
other = (r"[^A-Za-z0-9._~\-\x{A0}-\x{D7FF}\x{F900}-\x{FDCF}\x{FDF0}-\x{FFEF}"
    + "".join(rf"\x{{{plane:X}0000}}-\x{{{plane:X}FFFD}}" for plane in range(1, 14)) + r"\x{E1000}-\x{EFFFD}]")
here = duckdb.connect()
here.execute("SET memory_limit = '6GB'")
here.execute(f"SET temp_directory = '{sys.argv[2]}.spill'")
here.execute("SET enable_progress_bar = false")
here.execute(rf"CREATE MACRO lit(v) AS CASE WHEN regexp_matches(v, '[\x00-\x1F\x7F\"\\]') THEN {escaped} ELSE v END")
here.execute(f'''CREATE MACRO enc(v) AS CASE WHEN regexp_matches(v, '{other}') THEN array_to_string(list_transform(
    string_split(v, ''), lambda c: CASE WHEN regexp_matches(c, '{other}') THEN url_encode(c) ELSE c END), '') ELSE v END''')
here.execute(f'''COPY (
WITH o AS (SELECT *, '<http://example.org/org/' || enc(code) || '> <http://example.org/' AS head FROM read_parquet('{sys.argv[1]}'))
SELECT line FROM (
    SELECT '<http://example.org/org/' || enc(code)
        || '> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://example.org/Org> <http://example.org/g> .' AS line FROM o
    UNION ALL SELECT head || 'code> "' || lit(code) || '" <http://example.org/g> .' FROM o
    UNION ALL SELECT head || 'name> "' || lit(name) || '"@zh <http://example.org/g> .' FROM o
    UNION ALL SELECT head || 'size> "' || size || '"^^<http://www.w3.org/2001/XMLSchema#integer> <http://example.org/g> .' FROM o
    UNION ALL SELECT head || 'kind> <http://example.org/kind/' || enc(kind) || '> <http://example.org/g> .' FROM o
    UNION ALL SELECT head || 'address> "' || lit(address) || '" <http://example.org/g> .' FROM o WHERE address IS NOT NULL
    UNION ALL SELECT head || 'founded> "' || founded || '"^^<http://www.w3.org/2001/XMLSchema#date> <http://example.org/g> .' FROM o
    UNION ALL SELECT head || 'home> <' || home || '> <http://example.org/g> .' FROM o WHERE home IS NOT NULL
    UNION ALL SELECT head || 'under> <http://example.org/org/' || enc(u.code) || '> <http://example.org/g> .'
        FROM o JOIN (SELECT code FROM o) AS u ON o.up = u.code
) ORDER BY line
) TO '{sys.argv[2]}' (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER E'\\x01', NULLSTR '')''')
"""
LOAD: Final = """
import sys
from pathlib import Path
if sys.argv[2] == "alone":
    import pyoxigraph as ox
    ox.Store(str(Path(sys.argv[1]) / "alone")).bulk_load(path=str(Path(sys.argv[1]) / "quads.nq"), format=ox.RdfFormat.N_QUADS)
else:
    from cengji.api.registers import _schemes
    from cengji.register.connection import connect
    from cengji.register.stores import fill_store
    fill_store(Path(sys.argv[1]), [Path(sys.argv[1]) / "quads.nq"], _schemes(), connect(Path(sys.argv[1]), "1500MB"))
"""


def run(*command: object) -> tuple[float, int]:
    """Return the CPU seconds of a process, and the bytes of memory that it had at most."""
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def prepare(folder: Path, bodies: int, ending: str) -> tuple[Path, Path]:
    """Write a table of so many bodies, and a mapping for it, to a folder."""
    source, mapping = folder / f"orgs-{bodies}.{ending}", folder / f"orgs-{bodies}.ttl"
    # In a process of its own: what one has taken at most counts for those that it starts too.
    run(sys.executable, "-c", MAKE, ROWS.format(count=bodies), source)
    mapping.write_text(MAPPING.replace("SOURCE", str(source)), encoding="utf-8")
    return source, mapping


def build(folder: Path, bodies: int, ending: str = "parquet") -> tuple[float, int, int]:
    """Return the CPU seconds, the memory and the quads of a build."""
    source, mapping = prepare(folder, bodies, ending)
    seconds, memory = run(sys.executable, "-c", OURS, source, mapping, folder / f"out-{bodies}")
    quads = int(json.loads((folder / f"out-{bodies}/report.json").read_text(encoding="utf-8"))["quads"])
    sys.stderr.write(
        f"\n{bodies:,} bodies, {quads:,} quads: {seconds:.1f} s CPU, {seconds / quads * 1e6:.2f} µs a quad, {memory / 1e9:.2f} GB\n"
    )
    return seconds, memory, quads


def test_a_register_costs_at_most_what_sql_by_hand_does_and_a_third(tmp_path: Path) -> None:
    bodies = SIZES[0]
    ours, hand = [], []
    for _ in range(ROUNDS):
        ours.append(build(tmp_path, bodies))
        hand.append(run(sys.executable, "-c", HAND, tmp_path / f"orgs-{bodies}.parquet", tmp_path / "hand.nq"))
        subprocess.run(["cmp", tmp_path / "hand.nq", tmp_path / f"out-{bodies}/quads.nq"], check=True)
    ratio = min(ours)[0] / min(hand)[0]
    sys.stderr.write(f"{bodies:,} bodies: by hand {min(hand)[0]:.1f} s CPU, {min(hand)[1] / 1e9:.2f} GB; ratio {ratio:.2f}\n")
    assert ratio <= LIMIT
    assert max(memory for _, memory, _ in ours) <= MEMORY


@pytest.mark.skipif(len(SIZES) < 2, reason="CENGJI_REGISTER_BODIES names one size")
def test_memory_grows_less_than_rows_and_a_quad_costs_the_same(tmp_path: Path) -> None:
    found = []
    for bodies in sorted(SIZES):
        found.append(build(tmp_path, bodies))
        shutil.rmtree(tmp_path / f"out-{bodies}")
    for (less, small, few), (more, large, many) in pairwise(found):
        assert large / small <= many / few / 1.5
        assert more / many <= 1.25 * less / few


def test_loading_costs_at_most_a_fifth_more_than_oxigraph(tmp_path: Path) -> None:
    """Loading alone is held to the goal; with the optimizing, schemes, classes and columns that a register's store has beside, to more.

    The register is one in terms of the model, so that all of these go with its store.
    """
    bodies = min(SIZES)
    write_simulation(UNITS, bodies, 7, tmp_path)
    run(sys.executable, "-c", OURS, tmp_path / "synthetic-bodies.csv", tmp_path / "synthetic.rml.ttl", tmp_path / "out")
    found: dict[str, list[float]] = {}
    oxigraph = Path(sysconfig.get_path("scripts")) / "oxigraph"
    for turn in range(ROUNDS):
        peer = tmp_path / f"peer-{turn}"
        for name, command in {
            "alone": (sys.executable, "-c", LOAD, tmp_path / "out", "alone"),
            "all": (sys.executable, "-c", LOAD, tmp_path / "out", "all"),
            "load": (oxigraph, "load", "--location", peer, "--file", tmp_path / "out/quads.nq"),
            "optimize": (oxigraph, "optimize", "--location", peer),
        }.items():
            found.setdefault(name, []).append(run(*command)[0])
        shutil.rmtree(tmp_path / "out/alone")
        shutil.rmtree(peer)
    alone, whole, load, optimize = (min(found[name]) for name in ("alone", "all", "load", "optimize"))
    sys.stderr.write(
        f"\n{bodies:,} bodies: loading alone {alone:.1f} s CPU, oxigraph load {load:.1f}, ratio {alone / load:.2f};"
        f" with optimizing, schemes, classes and columns {whole:.1f}: {whole / load:.2f} of that,"
        f" {whole / (load + optimize):.2f} of oxigraph load and optimize ({optimize:.1f})\n"
    )
    assert alone / load <= LOADING
    assert whole / load <= BESIDE


def test_a_register_is_built_faster_than_by_morph_kgc(tmp_path: Path) -> None:
    """The clock is told beside the CPU, though other work on the machine spoils it; ours has as many threads as there are cores."""
    source, mapping = prepare(tmp_path, MORPH_BODIES, "csv")
    python = make_environment("morph-kgc")
    begun = time.monotonic()
    ours, less = run(sys.executable, "-c", OURS, source, mapping, tmp_path / "out")
    between = time.monotonic()
    theirs, memory = run(python, "-c", MORPH, mapping, tmp_path / "peer.nq")
    clock = between - begun, time.monotonic() - between
    count = (tmp_path / "peer.nq").read_bytes().count(b" .\n")
    said = f"ours {ours:.1f} s CPU, {clock[0]:.0f} s by the clock, {less / 1e9:.2f} GB; morph-kgc {theirs:.1f} s CPU, {clock[1]:.0f} s"
    times = f"{theirs / ours:.1f} times ours by CPU, {clock[1] / clock[0]:.1f} by the clock"
    sys.stderr.write(f"\n{MORPH_BODIES:,} bodies: {said}, {memory / 1e9:.2f} GB, {count:,} lines: {times}\n")
    assert count == json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))["quads"]
    assert theirs / ours >= FASTER
