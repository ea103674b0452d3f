"""Networks as JSON (Cytoscape, node-link) and as DOT."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

from cengji.export import xml
from cengji.export.network import COLOURS, Edge, Network, Node

__all__ = ["cytoscape", "dot", "node_link"]

_PIECE: Final = 2000


def cytoscape(network: Network) -> Iterator[bytes]:
    """Yield the network as Cytoscape JSON (cyjs): elements with data and positions, whose y grows downwards."""
    yield b'{"data": {"name": "cengji"}, "directed": true, "multigraph": true, "elements": {"nodes": [\n'
    yield from _listed(
        {"data": {"id": node.iri, "value": node.iri, "name": node.label, **_node(node)}, "position": {"x": node.x, "y": -node.y}}
        for node in network.nodes
    )
    yield b'], "edges": [\n'
    yield from _listed({"data": {"id": f"e{place}", "key": place, **_edge(edge)}} for place, edge in enumerate(network.edges))
    yield b"]}}\n"


def node_link(network: Network) -> Iterator[bytes]:
    """Yield the network as node-link JSON, the form of NetworkX and D3: ``nodes`` with ``id``, ``edges`` with ``source`` and ``target``."""
    yield b'{"directed": true, "multigraph": true, "graph": {"name": "cengji"}, "nodes": [\n'
    yield from _listed({"id": node.iri, **_node(node), "x": node.x, "y": node.y} for node in network.nodes)
    yield b'], "edges": [\n'
    yield from _listed({"key": place, **_edge(edge)} for place, edge in enumerate(network.edges))
    yield b"]}\n"


def dot(network: Network) -> Iterator[bytes]:
    """Yield the network in the DOT language of Graphviz, with places for ``neato -n`` and colours by type."""
    yield b'digraph cengji {\n  graph [charset="UTF-8"];\n  node [shape=box, style=filled, fontname="Noto Sans CJK SC"];\n'
    for node in network.nodes:
        colour = COLOURS.get(node.type, COLOURS["thing"])
        ink = "white" if int(colour[1:3], 16) * 3 + int(colour[3:5], 16) * 6 + int(colour[5:7], 16) < 1100 else "black"
        given = f'label={_quoted(node.label)}, class={_quoted(node.type)}, fillcolor="{colour}", fontcolor={ink}, pos="{node.x},{node.y}"'
        yield f"  {_quoted(node.iri)} [{given}];\n".encode()
    for edge in network.edges:
        label = edge.relation.rsplit("/", 1)[-1]
        yield f"  {_quoted(edge.source)} -> {_quoted(edge.target)} [label={_quoted(label)}];\n".encode()
    yield b"}\n"


def _node(node: Node) -> dict[str, Any]:
    given = asdict(node)
    return {
        "label": node.label,
        **{name: given[name] for name in given if name not in ("iri", "x", "y") and given[name]},
        "colour": _colour(node),
    }


def _edge(edge: Edge) -> dict[str, Any]:
    return {name: text for name, text in asdict(edge).items() if text}


def _colour(node: Node) -> str:
    return COLOURS.get(node.type, COLOURS["thing"])


def _listed(values: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    """Yield JSON values one a line, with commas between them."""
    for place, value in enumerate(values):
        yield f"{',' if place else ''}{json.dumps(value, ensure_ascii=False)}\n".encode()


def _quoted(text: str) -> str:
    """Quote a text for DOT so that Graphviz shows it as it is: its escapes (``\\N``, ``\\l``) and entities are taken apart.

    A long text is written in pieces: Graphviz reads no string of more than 16,384 bytes.
    """
    pieces = [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)] or [""]
    return " + ".join(f'"{_escaped(xml.shown(piece))}"' for piece in pieces)


def _escaped(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")
