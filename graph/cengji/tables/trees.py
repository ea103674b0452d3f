"""JSON of charts, lists and query results: OrgChart, Popolo, node-link, results of SPARQL and of Wikidata, plain lists of objects."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from cengji.core.errors import InputError
from cengji.core.namespaces import SCHEME
from cengji.tables.grid import Grid
from cengji.tables.records import Found, PostRecord, Record, tabulate_records
from cengji.text.persons import is_person

__all__ = ["network_records", "read_json"]

_DEEPEST: Final = 60
_TYPES: Final = frozenset({"body", "group"})
_ABOVE: Final = frozenset({"subordinateTo", "subOrganizationOf", "unitOf", "parent", "subordinate to", "上级", "隶属"})
_BODY_WORDS: Final = re.compile(
    r"\b(department|office|bureau|committee|team|division|unit|branch|group|section|centre|center|council|board|ministry|agency|service|services"
    r"|company|ltd|inc|commission|directorate|authority|university|school|institute|affairs|district|town|township|village|community"
    r"|subdistrict|county|city|operations|engineering|finance|sales|marketing|it|hr|legal)\b",
    re.IGNORECASE,
)
_HAN: Final = re.compile("[\u3400-\u9fff]")
_HALF: Final = 0.5


def read_json(data: bytes, name: str) -> Found:
    """Return the bodies of a file of JSON, by the form that its keys tell.

    :raises InputError: if it is not JSON, or of no form that is known.
    """
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        raise InputError.of(name, f"is not JSON: {error}", "mend it there, and save it as UTF-8", line=line) from error
    return _form(value, name)


def _form(value: Any, name: str) -> Found:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        if isinstance(value.get("nodes"), list) and isinstance(value.get("edges", value.get("links")), list):
            return _node_link(value, name)
        if isinstance(value.get("elements"), dict):
            elements = value["elements"]
            return _node_link({key: [one.get("data", {}) for one in elements.get(key, ())] for key in ("nodes", "edges")}, name)
        if isinstance(value.get("results"), dict) and isinstance(value["results"].get("bindings"), list):
            rows = [{key: _text(term.get("value")) for key, term in row.items()} for row in value["results"]["bindings"]]
            return _plain_list(rows, name, "results of SPARQL")
        if isinstance(value.get("organizations"), list):
            return _popolo(value, name)
        if _children(value) is not None:
            return _chart([value], name)
        lists = [held for held in value.values() if isinstance(held, list) and held and all(isinstance(one, dict) for one in held)]
        if len(lists) == 1:
            return _form(lists[0], name)
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        if any(_children(one) is not None for one in value):
            return _chart(value, name)
        if all("pid" in one or "id" in one for one in value) and any("pid" in one for one in value):
            return _chart(value, name)
        if any("parent_id" in one or "other_names" in one or "identifiers" in one for one in value):
            return _popolo({"organizations": value}, name)
        return _plain_list([{key: _text(held) for key, held in one.items()} for one in value], name, "list of objects")
    looked = "an OrgChart (children, pid), Popolo (organizations), node-link (nodes, edges), results of SPARQL, a list of objects"
    raise InputError.of(name, f"is JSON of no form that is known; looked for {looked}", "save the list of bodies as CSV")


def _children(value: Mapping[str, Any]) -> list[Any] | None:
    return next((value[key] for key in ("children", "items", "subordinates") if isinstance(value.get(key), list)), None)


def _chart(roots: Sequence[dict[str, Any]], name: str) -> Found:
    """Read a chart: objects within objects, or objects with ``id`` and ``pid``.

    Where its names are those of persons, the titles, such as posts, stand for the nodes, and the names are left out.
    """
    nodes = list(_walk(roots, "", ""))
    values = [value for value, _, _ in nodes]
    called, notes = _call(values)
    ids = {id(value): _text(value.get("id")) or place for value, place, _ in nodes}
    above = {place: ids[id(value)] for value, place, _ in nodes}
    records = []
    for value, place, upper in nodes:
        parent = above[upper] if upper else _text(value.get("pid", value.get("parentId", value.get("parent", ""))))
        level, kind = _text(value.get("level")), _text(value.get("type", value.get("category", "")))
        records.append(Record(ids[id(value)], called(value), "", parent, level, kind, "", place))
    has_ids = all(value.get("id") not in (None, "") for value in values)
    if not has_ids:
        notes = [*notes, f"{name}: not all nodes have an id: those are known by their place in the file"]
    return tabulate_records(name, "OrgChart", records, notes=notes)


def _call(values: Sequence[dict[str, Any]]) -> tuple[Callable[[dict[str, Any]], str], list[str]]:
    """Return what gives a node its name, and a note where it is not the one called so."""
    names = [_text(value.get("name", value.get("label", value.get("text", "")))) for value in values]
    titles = [_text(value.get("title", value.get("position", value.get("department", "")))) for value in values]
    persons = sum(is_person(one) or (bool(one) and not _HAN.search(one) and not _BODY_WORDS.search(one)) for one in names)
    named = [one for one in names if one]
    if sum(map(bool, titles)) > _HALF * len(values) and (not named or persons > _HALF * len(named)):
        note = "the names of the chart may be those of persons, and are left out: the titles stand for the nodes"
        return (lambda value: _text(value.get("title", value.get("position", value.get("department", ""))))), [note] if named else []
    note = "titles are left out: they may name persons"
    return (lambda value: _text(value.get("name", value.get("label", value.get("text", ""))))), [note] if any(titles) else []


def _walk(values: Sequence[Any], at: str, upper: str, depth: int = 0) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Yield the objects of a tree from the top, each with its place and that of the one above."""
    for number, value in enumerate(values):
        if not isinstance(value, dict):
            continue
        place = f"{at}[{number}]" if at or len(values) > 1 else "$"
        yield value, place, upper
        if depth < _DEEPEST:
            yield from _walk(_children(value) or (), f"{place}.children", place, depth + 1)


def _popolo(value: Mapping[str, Any], name: str) -> Found:
    """Read Popolo (https://www.popoloproject.com/specs/): organizations and posts; persons and memberships are left out."""
    records = []
    for number, one in enumerate(value["organizations"]):
        aliases = "|".join(_text(other.get("name")) for other in one.get("other_names") or () if isinstance(other, dict))
        parent = _text(one.get("parent_id")) or _text((one.get("parent") or {}).get("id") if isinstance(one.get("parent"), dict) else "")
        place = f"organizations[{number}]"
        ident = _text(one.get("id", one.get("_id", "")))
        records.append(Record(ident, _text(one.get("name")), "", parent, "", _text(one.get("classification")), aliases, place))
    posts = [
        PostRecord(
            _text(one.get("id")) or f"{number}", _text(one.get("label")) or _text(one.get("role")), _text(one.get("organization_id"))
        )
        for number, one in enumerate(value.get("posts") or ())
        if isinstance(one, dict)
    ]
    left = {key: len(value.get(key) or ()) for key in ("persons", "memberships")}
    notes = [f"{name}: {number} {key} left out: no person enters the graph" for key, number in left.items() if number]
    return tabulate_records(name, "Popolo", records, posts=[post for post in posts if post.label], notes=notes)


def _node_link(value: Mapping[str, Any], name: str) -> Found:
    """Read the node-link form of NetworkX and D3, and Cytoscape's: our own bodies and groups, or all nodes of others'."""
    links = value.get("edges", value.get("links"))
    nodes = [one for one in value["nodes"] if isinstance(one, dict)]
    edges = [(_text(one.get("source")), _text(one.get("target")), one) for one in links or () if isinstance(one, dict)]
    return network_records(name, "node-link", [(_text(one.get("id")), one) for one in nodes], edges)


def network_records(
    name: str, form: str, nodes: Sequence[tuple[str, Mapping[str, Any]]], edges: Sequence[tuple[str, str, Mapping[str, Any]]]
) -> Found:
    """Return the bodies of a network: ours by their types and relations; of another's each node, and edges from the upper to the lower."""
    is_ours = any(_text(one.get("type")) in _TYPES and "label" in one for _, one in nodes) and any(
        "relation" in edge for _, _, edge in edges
    )
    notes = []
    above: dict[str, list[str]] = {}
    if is_ours:
        kept = [(key, one) for key, one in nodes if _text(one.get("type")) in _TYPES]
        ids = {key: _text(one.get("iri")) or key for key, one in nodes}
        for source, target, edge in edges:
            if _text(edge.get("relation")) in _ABOVE:
                above.setdefault(source, []).append(ids.get(target, target))
        if len(kept) < len(nodes):
            notes.append(f"{name}: {len(nodes) - len(kept)} nodes are no bodies (places, measures, figures …) and are not read")
    else:
        kept, ids = list(nodes), {key: key for key, _ in nodes}
        up = any(_text(edge.get("relation", edge.get("label"))) in _ABOVE for _, _, edge in edges)
        for source, target, _ in edges:
            lower, upper = (source, target) if up else (target, source)
            above.setdefault(lower, []).append(upper)
        if edges:
            notes.append(f"{name}: an edge is read as going from the {'lower to the upper' if up else 'upper to the lower'} body")
    records = [_network_record(ids[key], one, above.get(key, ()), is_ours=is_ours) for key, one in kept]
    return tabulate_records(name, form, records, notes=notes, is_verbatim=is_ours)


def _network_record(ident: str, node: Mapping[str, Any], above: Sequence[str], *, is_ours: bool) -> Record:
    english, is_english = _text(node.get("en")), False
    name = _text(node.get("zh")) or _text(node.get("label")) or _text(node.get("name")) or _text(node.get("title")) or ident
    if is_ours:  # as they stand, with blanks at either end
        zh, english, name = (held if isinstance(held := node.get(key), str) else _text(held) for key in ("zh", "en", "label"))
        name, is_english = zh or name, not zh and name == english
    kind = _text(node.get("kind")) if _text(node.get("kind")).startswith(SCHEME) else _text(node.get("kind_zh"))
    level = _text(node.get("tier")) or _text(node.get("level"))
    upper, is_group = "|".join(dict.fromkeys(above)), _text(node.get("type")) == "group"
    return Record(ident, name, english, upper, level, kind, "", f"node {ident}", is_group, is_english)


def _plain_list(rows: Sequence[Mapping[str, str]], name: str, form: str) -> Found:
    """Return a list of objects as a table, its keys as headings; SPARQL results say the same body in several rows."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    grid = Grid(name, "", [keys, *([row.get(key, "") for key in keys] for row in rows)])
    grid.places = ["the keys", *(f"[{number}]" for number in range(len(rows)))]
    return Found(grid, form)


def _text(value: object) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
