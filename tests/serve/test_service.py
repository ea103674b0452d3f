"""What goes wrong while a server runs: killed workers, a killed server, clients that leave, floods, new builds, a full disk."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from select import select
from urllib.parse import urlencode

import pytest

from tests.serve.conftest import CROSS, PATIENCE, Served, serving, until

SIZE = 2_000_000  # bytes of a file beyond which the disk of a test is full
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def below(pid: int) -> set[int]:
    """Return the processes that a process has begun, and those that these have."""
    rows = [
        line.split() for line in subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout.splitlines()
    ]
    family = {pid}
    for _ in range(4):
        family |= {int(one) for one, parent in rows if int(parent) in family}
    return family - {pid}


def clocks(pid: int) -> dict[int, float]:
    """Return the seconds of processor time that each process below one has taken."""
    found = {}
    for one in below(pid):
        with suppress(OSError):
            found[one] = time.clock_gettime((~one << 3) | 2)
    return found


def wait_for_worker(pid: int, before: dict[int, float], *, but: int = 0) -> int:
    """Return the process below one, another than ``but``, that has worked for 0.2 s since its clock was read."""
    found: list[int] = []

    def look() -> list[int]:
        found[:] = [one for one, spent in clocks(pid).items() if one != but and spent - before.get(one, 0.0) > 0.2]
        return found

    until(look)
    return found[0]


def test_misspelt_terms_are_named_beside_the_answer(served: Served) -> None:
    query = "PREFIX cj: <https://w3id.org/cengji/ontology#> SELECT ?s { ?s a cj:Mesure, cj:社区 }"
    first, again = served.sparql(query), served.sparql(query)
    assert (first.status, again.status) == (200, 200)
    told = "cj:Mesure is no term of the model; did you mean cj:Measure?; cj:\\u793e\\u533a is no term of the model"
    assert first.headers["cengji-warning"].startswith(told)
    assert again.headers["cengji-warning"] == first.headers["cengji-warning"]
    assert "cengji-warning" not in served.sparql(query.replace("Mesure, cj:社区", "Measure")).headers


def test_an_answer_is_given_again_without_being_computed(served: Served) -> None:
    query = "SELECT ?s { ?s a <https://w3id.org/cengji/ontology#Measure> } ORDER BY ?s"
    first = served.sparql(query, accept_encoding="gzip")
    assert first.headers["content-encoding"] == "gzip"
    assert gzip.decompress(first.body) == served.sparql(query).body
    tag = first.headers["etag"]
    again = served.sparql(query, accept_encoding="gzip", if_none_match=tag)
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    others = (served.sparql(query), served.sparql(query + " "), served.sparql(query, accept="text/csv"))
    assert tag not in {other.headers["etag"] for other in others}
    for chance in ("RAND()", "NOW()", "UUID()", "STRUUID()"):
        got = served.sparql(f"SELECT ({chance} AS ?x) {{}}")
        assert ("etag" in got.headers, got.headers["cache-control"]) == (False, "no-store")
    page = served.ask("GET", "/", accept_encoding="gzip")
    assert served.ask("GET", "/", if_none_match=page.headers["etag"]).status == 304


def test_the_page_has_a_strict_policy(served: Served) -> None:
    got = served.ask("GET", "/")
    assert (got.status, got.media) == (200, "text/html")
    policy = got.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'unsafe-inline'" not in policy


def test_things_are_looked_up_by_people_and_by_programs(served: Served) -> None:
    seen = served.ask("GET", "/id/gusu/group/area-party-committees", accept="text/html,*/*;q=0.8")
    assert (seen.status, seen.headers["location"]) == (303, "/about/id/gusu/group/area-party-committees")
    page = served.ask("GET", seen.headers["location"], accept="text/html,*/*;q=0.8")
    assert (page.media, "区域党委" in page.body.decode()) == ("text/html", True)
    for media, suffix in (("text/turtle", "ttl"), ("application/n-triples", "nt"), ("application/ld+json", "jsonld")):
        assert served.ask("GET", seen.headers["location"], accept=media).media == media
        assert served.ask("GET", f"{seen.headers['location']}.{suffix}").media == media
    assert served.ask("GET", "/about/id/gusu/group/nothing", accept="text/html").status == 404


def test_the_library_is_asked_by_name(served: Served) -> None:
    got = served.ask("GET", "/query/ladders?" + urlencode({"case": "姑苏区", "format": "json"}))
    by_key = served.ask("GET", "/query/ladders?case=gusu")
    assert got.values() == by_key.values() != []
    lacking = served.ask("GET", "/query/evidence-of")
    assert (lacking.status, "needs thing=" in lacking.json()["detail"]) == (400, True)
    assert served.ask("GET", "/query/laders").status == 404
    paths = served.ask("GET", "/openapi.json").json()["paths"]
    assert set(paths) > {"/sparql", "/query/ladders", "/store"}
    answers = [operation["responses"]["200"]["headers"] for operation in paths["/sparql"].values()]
    assert ["cengji-warning" in headers for headers in answers] == [True, True]


def write(path: Path, number: int) -> None:
    other = path.with_suffix(".new")
    other.write_text("".join(f"<urn:s{n}> <urn:p> 'value {n} {'x' * 40}' .\n" for n in range(number)), encoding="utf-8")
    other.replace(path)


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory, served: Served) -> Iterator[tuple[Served, Path]]:  # noqa: ARG001 - after it
    """A server of a file that changes, on a disk that takes no file of more than 2 MB; one query at once, six more wait."""
    folder = tmp_path_factory.mktemp("changing")
    data = folder / "data.ttl"
    write(data, 10)
    arguments = ("--data", str(data), "--reload", "--workers", "1", "--queue", "6", "--no-page")
    with serving(*arguments, XDG_CACHE_HOME=str(folder / "cache")) as server:
        yield server, data


def count(served: Served) -> int:
    got = served.sparql(COUNT)
    assert got.status == 200, got.body
    return int(got.values()[0]["n"])


def test_a_query_beyond_its_time_is_told_so_and_gone(changing: tuple[Served, Path]) -> None:
    served, _ = changing
    got = served.sparql(CROSS.format(1), seconds=0.5)
    assert (got.status, got.json()["type"].rsplit("/", 1)[1]) == (503, "time-limit")
    until(lambda: served.metric("cengji_busy_workers") == 0)


def begun(served: Served, text: str, busy: int) -> HTTPConnection:
    """Ask until the query is begun, as so many-th: it is refused as long as the worker for the one that was ended is not there."""
    last = time.monotonic() + PATIENCE
    while True:
        connection = HTTPConnection(served.host, served.port)
        connection.request("GET", "/sparql?" + urlencode({"query": text}))
        until(lambda: served.metric("cengji_busy_workers") == busy or select([connection.sock], [], [], 0)[0])  # noqa: B023 - called here
        if not select([connection.sock], [], [], 0)[0]:
            return connection
        connection.close()
        assert time.monotonic() < last, "it was refused each time"


def test_what_is_like_a_query_that_ran_away_has_the_places_of_long_ones_only(changing: tuple[Served, Path]) -> None:
    """Two places there are; the third is refused at once, while others, and one like it later, are begun."""
    served, _ = changing
    alike = "SELECT (SUM(?n) AS ?all) {{ {{ SELECT (COUNT(*) AS ?n) {0} }} FILTER(?n != {1}) }}"
    cross = CROSS[CROSS.index("{{") :].format("'x'")
    first = served.sparql(alike.format(cross, 1), seconds=4)  # on a busy machine it gets little of the processor
    until(lambda: served.metric("cengji_busy_workers") == 0)
    waiting = [begun(served, alike.format(cross, number + 1), busy=number) for number in (1, 2)]
    before = served.metric("cengji_refused_runaways")
    third = served.sparql(alike.format(cross, 4).replace("?n", "?m"))
    assert served.metric("cengji_refused_runaways") == before + 1
    assert [got.json()["type"].rsplit("/", 1)[1] for got in (first, third)] == ["time-limit", "busy"]
    assert int(third.headers["retry-after"]) > 0
    assert count(served)
    for connection in waiting:
        connection.close()
    until(lambda: served.metric("cengji_busy_workers") == 0)
    assert served.sparql(alike.format(cross, 5), seconds=0.5).json()["type"].endswith("time-limit")


def test_what_a_client_has_left_is_ended(changing: tuple[Served, Path]) -> None:
    served, _ = changing
    before = served.metric('cengji_ended_workers{reason="client"}')
    connection = HTTPConnection(served.host, served.port)
    connection.request("GET", "/sparql?" + urlencode({"query": CROSS.format(2)}))
    until(lambda: served.metric("cengji_busy_workers") == 1)
    connection.close()
    until(lambda: served.metric('cengji_ended_workers{reason="client"}') == before + 1)
    until(lambda: served.metric("cengji_busy_workers") == 0)


@pytest.mark.skipif(sys.platform != "linux", reason="the worker is known by its processor time, from Linux's clocks")
def test_a_killed_worker_is_noticed_by_nobody(changing: tuple[Served, Path]) -> None:
    """The query that it had is begun again by another worker, and others are answered meanwhile."""
    served, _ = changing
    expected, before = count(served), clocks(served.process.pid)
    connection = HTTPConnection(served.host, served.port)
    connection.request("GET", "/sparql?" + urlencode({"query": CROSS.format(3)}))
    killed = wait_for_worker(served.process.pid, before)
    os.kill(killed, signal.SIGKILL)
    again = wait_for_worker(served.process.pid, {**before, **clocks(served.process.pid)}, but=killed)
    assert served.sparql(f"{COUNT} #again").values() == [{"n": str(expected)}]
    assert served.metric("cengji_busy_workers") == 1
    connection.close()
    until(lambda: served.metric("cengji_busy_workers") == 0)
    until(lambda: again not in below(served.process.pid))
    until(lambda: served.metric("cengji_workers ") >= 3)


@pytest.mark.skipif(sys.platform != "linux", reason="only there the data are held in memory")
def test_the_end_of_the_process_that_holds_the_data_is_noticed_by_nobody(changing: tuple[Served, Path]) -> None:
    """Its workers end with it; another loads the data again, and its workers do what was under way."""
    served, _ = changing
    before, family = count(served), below(served.process.pid)
    holder = max(family, key=lambda pid: sum(parent_of(one) == pid for one in family))
    query = CROSS.format(5) + " #held"
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(served.sparql, query, seconds=10)
        until(lambda: served.metric("cengji_busy_workers") == 1)
        os.kill(holder, signal.SIGKILL)
        assert served.sparql(f"{COUNT} #held").values() == [{"n": str(before)}]
        assert asked.result().json()["type"].endswith("time-limit")
    until(lambda: not [pid for pid in family if parent_of(pid) == holder and is_running(pid)])


def test_a_new_build_takes_the_place_of_the_old_and_no_request_is_lost(changing: tuple[Served, Path]) -> None:
    served, data = changing
    assert count(served) == 10
    seen: list[int] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            seen.append(count(served))

    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(ask)
        write(data, 25)
        try:
            until(lambda: count(served) == 25)
        finally:
            stop.set()
        asking.result()
    assert set(seen) <= {10, 25}
    assert seen == sorted(seen)


def test_faulty_data_leave_the_old_build_in_service(changing: tuple[Served, Path]) -> None:
    served, data = changing
    before = count(served)
    data.write_text("nonsense", encoding="utf-8")
    until(lambda: served.metric('cengji_reloads_total{outcome="failed"}') >= 1)
    assert count(served) == before
    until(lambda: any("were not published anew" in line for line in served.said))  # its reader may lag behind what it counts
    data.write_text("", encoding="utf-8")
    until(lambda: served.metric('cengji_reloads_total{outcome="failed"}') >= 2)
    assert count(served) == before, "a file that was cut is no graph without statements"
    write(data, 12)
    until(lambda: count(served) == 12)


ODD = """\
@prefix c: <https://w3id.org/cengji/> .
<https://w3id.org/cengji/id/甲:1> c:p "as it reads" . <https://w3id.org/cengji/id/%E4%B9%99> c:p "as a browser writes it" .
<https://w3id.org/cengji/id/a.ttl> c:p "of a file" . <https://w3id.org/cengji/id/a> c:p "another" .
<https://w3id.org/cengji/id/x> c:p "a\\rb" , "c\\u0001d" . <https://w3id.org/cengji/id/y> c:p "a\\rb" ; c:1 "z" .
"""


def test_odd_iris_and_texts_are_told_as_they_are(changing: tuple[Served, Path]) -> None:
    served, data = changing
    data.write_text(ODD, encoding="utf-8")
    until(lambda: count(served) == 8)

    def look(path: str, accept: str = "application/n-triples") -> str:
        at = served.ask("GET", path, accept=accept).headers["location"]
        return served.ask("GET", at, accept=accept).body.decode()

    for path, text in (
        ("%E7%94%B2:1", "as it reads"),
        ("%E7%94%B2%3A1", "as it reads"),
        ("%E4%B9%99", "as a browser"),
        ("a.ttl", "of a file"),
    ):
        assert text in look(f"/id/{path}")
        assert text in look(f"/id/{path}", "text/html")
    assert "of a file" not in look("/id/a")
    xml = {"accept": "application/sparql-results+xml"}
    assert b"a&#13;b" in served.sparql("SELECT * { <https://w3id.org/cengji/id/y> ?p ?o }", **xml).body
    told = served.sparql("SELECT * { <https://w3id.org/cengji/id/x> ?p ?o }", **xml)
    assert (told.status, "U+0001" in told.json()["detail"]) == (406, True)
    for path in ("/store?default", "/about/id/x.rdf", "/about/id/y.rdf"):
        assert served.ask("GET", path, accept="application/rdf+xml").status == 406, path
    assert served.ask("GET", "/about/id/a.rdf", if_none_match="*").status == 304
    write(data, 12)
    until(lambda: count(served) == 12)


def test_a_full_disk_leaves_the_old_build_in_service(changing: tuple[Served, Path]) -> None:
    import resource

    served, data = changing
    before, failed = count(served), served.metric('cengji_reloads_total{outcome="failed"}')
    resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE, (SIZE, resource.RLIM_INFINITY))
    write(data, 60_000)
    until(lambda: served.metric('cengji_reloads_total{outcome="failed"}') > failed)
    assert count(served) == before
    resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    write(data, 13)
    until(lambda: count(served) == 13)


def test_a_flood_is_turned_away_with_a_time_to_come_back(changing: tuple[Served, Path]) -> None:
    served, _ = changing
    with ThreadPoolExecutor(24) as pool:
        answers = list(pool.map(lambda number: served.sparql(CROSS.format(number) + f" #{number}", seconds=2), range(24)))
    kinds = {answer.json()["type"].rsplit("/", 1)[1] if answer.status != 200 else "answered" for answer in answers}
    assert kinds <= {"answered", "busy", "time-limit"}
    busy = [answer for answer in answers if answer.status == 503 and answer.json()["type"].endswith("busy")]
    assert all(answer.headers["retry-after"] for answer in busy)
    assert busy
    assert count(served) == 13


@pytest.mark.skipif(sys.platform != "linux", reason="what a process has begun is read from Linux's /proc")
def test_a_killed_server_leaves_no_worker(changing: tuple[Served, Path]) -> None:
    served, _ = changing
    left = below(served.process.pid)
    assert left
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(served.sparql, CROSS.format(4))
        until(lambda: served.metric("cengji_busy_workers") == 1)
        served.process.kill()
        with pytest.raises((OSError, HTTPException)):
            asked.result()
    until(lambda: not [pid for pid in left if is_running(pid)])


@pytest.mark.skipif(sys.platform != "linux", reason="only there the data are held in memory")
def test_data_too_large_for_memory_are_read_from_disk_with_the_same_answers(served: Served, cache: Path) -> None:
    text = "SELECT ?s ?p ?o { ?s a <https://w3id.org/cengji/ontology#Ladder> ; ?p ?o } ORDER BY ?s ?p ?o"
    with serving("--in-memory", "1", "--workers", "1", "--no-page", XDG_CACHE_HOME=str(cache)) as other:
        assert other.sparql(text).body == served.sparql(text).body
        assert other.ask("GET", "/query/ladders?case=gusu").body == served.ask("GET", "/query/ladders?case=gusu").body
        until(lambda: len(holding(other)) == 3)  # where a worker was slow to begin, another may be on its way out
        os.kill(holding(other)[0], signal.SIGKILL)
        until(lambda: len(holding(other)) == 3)
        assert other.sparql(f"{text} #").body == served.sparql(text).body
    assert not holding(served)


def holding(served: Served) -> list[int]:
    """Return the processes of a server that have a store open."""
    return [one for one in below(served.process.pid) if holds(one, "/store/")]


def holds(pid: int, part: str) -> bool:
    """Return whether a process has a file open whose path has this part."""
    try:
        return any(part in str(one.readlink()) for one in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return False


def parent_of(pid: int) -> int:
    """Return the process that has begun one, 0 where it is gone."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"
