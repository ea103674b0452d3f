"""The network in DOT, its boxes placed so that none lies on another."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cengji.core.neutralize import neutralize_xml
from cengji.dataset import Dataset
from cengji.export.network import channels, coloured_network
from cengji.export.words import Choice

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["write_dot"]

# Graphviz reads no string of more than 16,384 bytes: a long one is written in pieces of so many characters.
_PIECE: Final = 2000
_LINE: Final = 12
"""So many characters a label has on a line."""
_LETTER: Final = 14
_GAPS: Final = {"x": 24, "y": 72}
"""The room between columns and between rows, where the labels of links stand."""
_INCH: Final = 72


@dataclass(frozen=True, slots=True)
class _Box:
    """A label in lines, and its width and height in points."""

    label: str
    width: int
    height: int


def write_dot(dataset: Dataset, choice: Choice | None = None) -> Iterator[bytes]:
    """Yield the network in the DOT language of Graphviz, with places for ``neato -n`` and colours by type, the boxes above the links.

    Things stand in the columns and rows of the projection, each as wide and high as its largest box.
    """
    graph = coloured_network(dataset, choice)
    boxes = {iri: _box(node["label"]) for iri, node in graph.nodes(data=True)}
    places = {axis: _spread(graph, axis, boxes) for axis in ("x", "y")}
    yield b'digraph cengji {\n  graph [charset="UTF-8", outputorder=edgesfirst];\n'
    yield f'  node [shape=box, style=filled, fixedsize=true, fontsize={_LETTER - 1}, fontname="Noto Sans CJK SC"];\n'.encode()
    yield b'  edge [color="#A0A8B0", arrowsize=0.7, fontsize=10, fontcolor="#444444", fontname="Noto Sans CJK SC"];\n'
    for iri, node in graph.nodes(data=True):
        red, green, blue = channels(node["colour"])
        ink = "white" if red * 3 + green * 6 + blue < 1100 else "black"
        box = boxes[iri]
        size = f"width={box.width / _INCH:.2f}, height={box.height / _INCH:.2f}"
        look = f'fillcolor="{node["colour"]}", fontcolor={ink}, pos="{places["x"][node["x"]]},{places["y"][node["y"]]}", {size}'
        yield f"  {_quote(iri)} [label={_quote(box.label)}, class={_quote(node['type'])}, {look}];\n".encode()
    for source, target, edge in graph.edges(data=True):
        said = f"label={_quote(edge['label'])}, weight={edge['weight']}"
        yield f"  {_quote(source)} -> {_quote(target)} [{said}];\n".encode()
    yield b"}\n"


def _box(label: str) -> _Box:
    lines = [part for line in label.splitlines() or [""] for part in textwrap.wrap(line, _LINE, drop_whitespace=False) or [""]]
    longest = max(map(len, lines))
    return _Box("\n".join(lines), _LETTER * max(2, longest) + 12, (_LETTER + 4) * len(lines) + 10)


def _spread(graph: nx.MultiDiGraph, axis: str, boxes: Mapping[str, _Box]) -> dict[int, int]:
    """Return where each column (``x``) or row (``y``) of the network stands, in points: as far apart as their largest boxes ask for."""
    needed: dict[int, int] = {}
    for iri, node in graph.nodes(data=True):
        extent = boxes[iri].width if axis == "x" else boxes[iri].height
        needed[node[axis]] = max(needed.get(node[axis], 0), extent)
    found: dict[int, int] = {}
    at = 0
    for place in sorted(needed):
        at += needed[place] // 2 + 1
        found[place] = at
        at += needed[place] // 2 + 1 + _GAPS[axis]
    return found


def _quote(text: str) -> str:
    """Quote a text for DOT so that Graphviz shows it as it is: its escapes (``\\N``, ``\\l``) and entities are taken apart."""
    pieces = [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)] or [""]
    return " + ".join(f'"{_escape(neutralize_xml(piece))}"' for piece in pieces)


def _escape(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")
