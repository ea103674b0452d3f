"""Networks in XML as bodies: GraphML, of yEd or ours, and GEXF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError, fromstring

from cengji.core.errors import InputError
from cengji.tables.records import Found
from cengji.tables.trees import network_records

__all__ = ["read_network"]

_ENTITY: Final = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")


def read_network(data: bytes, name: str) -> Found:
    """Return the bodies of a network; of yEd's, what stands in a box is its name, and a group node is above what it holds.

    :raises InputError: if it is no XML, declares entities, or is neither GraphML nor GEXF.
    """
    if _ENTITY.search(data) or data.startswith(_WIDE):
        raise InputError.of(name, "declares XML entities, or is not UTF-8", "save it again from the program that wrote it")
    try:
        root = fromstring(data)  # noqa: S314 - entities are refused above
    except ParseError as error:
        raise InputError.of(name, f"is not XML: {error}", "save it again from the program that wrote it", line=error.position[0]) from error
    kind = _local(root.tag)
    if kind == "graphml":
        return _graphml(root, name)
    if kind == "gexf":
        return _gexf(root, name)
    raise InputError.of(name, f"is XML of no form that is known: <{kind}>", "give GraphML, GEXF or RDF/XML (.rdf)")


def _graphml(root: Element, name: str) -> Found:
    keys = {key.get("id", ""): key.get("attr.name") or key.get("yfiles.type") or "" for key in root if _local(key.tag) == "key"}
    nodes: list[tuple[str, Mapping[str, Any]]] = []
    edges: list[tuple[str, str, Mapping[str, Any]]] = []
    for element, upper in _inside(root, ""):
        said = {keys.get(part.get("key", ""), ""): _data_text(part) for part in element if _local(part.tag) == "data"}
        if _local(element.tag) == "edge":
            edges.append(
                (element.get("source", ""), element.get("target", ""), said | {"label": said.get("label") or said.get("edgegraphics")})
            )
            continue
        label = said.get("label") or said.get("nodegraphics") or said.get("description")
        nodes.append((element.get("id", ""), said | {"label": label or element.get("id", "")}))
        if upper:
            edges.append((upper, element.get("id", ""), {}))
    return network_records(name, "GraphML", nodes, edges)


def _inside(element: Element, upper: str) -> Iterator[tuple[Element, str]]:
    """Yield nodes, each with the node that holds it, and edges."""
    for part in element:
        kind = _local(part.tag)
        if kind == "graph":
            yield from _inside(part, upper)
        elif kind == "node":
            yield part, upper
            yield from _inside(part, part.get("id", ""))
        elif kind == "edge":
            yield part, ""


def _data_text(part: Element) -> str:
    """Return the text of a datum; of the graphics of yEd the first label that is not blank."""
    if not len(part):
        return part.text or ""
    labels = [(one.text or "").strip() for one in part.iter() if _local(one.tag) in ("NodeLabel", "EdgeLabel")]
    return next(filter(None, labels), "").replace("\n", "")


def _gexf(root: Element, name: str) -> Found:
    titles: dict[tuple[str, str], str] = {}
    for held in root.iter():
        if _local(held.tag) == "attributes":
            titles |= {(held.get("class", ""), one.get("id", "")): one.get("title", "") for one in held}
    nodes: list[tuple[str, Mapping[str, Any]]] = []
    edges: list[tuple[str, str, Mapping[str, Any]]] = []
    for element in root.iter():
        kind = _local(element.tag)
        if kind not in ("node", "edge"):
            continue
        values = (one for one in element.iter() if _local(one.tag) == "attvalue")
        said = {titles.get((kind, one.get("for", one.get("id", ""))), ""): one.get("value", "") for one in values}
        if kind == "edge":
            edges.append((element.get("source", ""), element.get("target", ""), said))
        else:
            nodes.append((element.get("id", ""), {"label": element.get("label", "")} | said))
            if upper := element.get("pid"):
                edges.append((upper, element.get("id", ""), {}))
    return network_records(name, "GEXF", nodes, edges)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
