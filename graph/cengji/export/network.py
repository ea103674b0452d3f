"""Networks: the projection, placed and coloured, by the writers of NetworkX; and in DOT."""

from __future__ import annotations

import json
import warnings
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import Element, indent, tostring

from cengji.core.errors import CengjiWarning
from cengji.core.neutralize import neutralize_xml
from cengji.dataset import Dataset
from cengji.export.words import network_in_words
from cengji.projection import COLOURS

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["write_cytoscape", "write_dot", "write_gexf", "write_graphml", "write_node_link"]

# Graphviz reads no string of more than 16,384 bytes: a long one is written in pieces of so many characters.
_PIECE: Final = 2000
_SIZE: Final = 10.0


def write_graphml(dataset: Dataset, relations: Collection[str] = ()) -> Iterator[bytes]:
    """Yield the network as GraphML 1.0: nodes ``n0`` …, edges ``e0`` …, all attributes as data, colours as ``r``, ``g``, ``b``."""
    from networkx import MultiDiGraph
    from networkx.readwrite.graphml import GraphMLWriter

    graph = _network(dataset, relations)
    for iri, node in graph.nodes(data=True):
        node["iri"] = iri
        _replace_forbidden(node)
        node |= dict(zip("rgb", _channels(node.pop("colour")), strict=True))
    numbers = {iri: f"n{place}" for place, iri in enumerate(graph)}
    numbered = MultiDiGraph()
    numbered.add_nodes_from((numbers[iri], node) for iri, node in graph.nodes(data=True))
    links = enumerate(graph.edges(data=True))
    numbered.add_edges_from((numbers[source], numbers[target], f"e{place}", edge) for place, (source, target, edge) in links)
    yield _serialize(GraphMLWriter(numbered).xml)


def write_gexf(dataset: Dataset, relations: Collection[str] = ()) -> Iterator[bytes]:
    """Yield the network as GEXF 1.3 for Gephi: labels, attributes, colours by type, placed by tier.

    What NetworkX writes against the schema of 1.3 (a name of the graph, a false namespace of its schema) or by the
    clock (the date) is left out.
    """
    from networkx.readwrite.gexf import GEXFWriter

    graph = _network(dataset, relations)
    for _, node in graph.nodes(data=True):
        _replace_forbidden(node)
        red, green, blue = _channels(node.pop("colour"))
        position = {"x": node.pop("x"), "y": node.pop("y"), "z": 0}
        node["viz"] = {"color": {"r": red, "g": green, "b": blue}, "position": position, "size": _SIZE}
    root = GEXFWriter(graph, version="1.3").xml
    for name in ("xmlns:xsi", "xsi:schemaLocation"):
        root.attrib.pop(name, None)
    meta, drawn = root
    meta.attrib.pop("lastmodifieddate", None)
    drawn.attrib.pop("name", None)
    meta[0].text = "cengji: as reported by the documents named in the graph"
    yield _serialize(root)


def write_cytoscape(dataset: Dataset, relations: Collection[str] = ()) -> Iterator[bytes]:
    """Yield the network as Cytoscape JSON (cyjs): elements with data and positions, whose y grows downwards."""
    from networkx import cytoscape_data

    graph = _network(dataset, relations)
    data = cytoscape_data(graph, name="label")
    data["data"] = dict(graph.graph)
    for node in data["elements"]["nodes"]:
        said = node["data"]
        said["shared_name"] = said["id"]
        if "value" in graph.nodes[said["id"]]:
            said["figure_value"] = graph.nodes[said["id"]]["value"]  # in this form "value" is the node
        node["position"] = {"x": node["data"].pop("x"), "y": -node["data"].pop("y")}
    for place, edge in enumerate(data["elements"]["edges"]):
        said = edge["data"]
        said |= {"id": f"e{place}", "interaction": said["relation"], "shared_interaction": said["relation"]}
        said["shared_name"] = f"{said['source']} ({said['relation']}) {said['target']}"
    yield _json(data)


def write_node_link(dataset: Dataset, relations: Collection[str] = ()) -> Iterator[bytes]:
    """Yield the network as node-link JSON, the form of NetworkX and D3: ``nodes`` with ``id``, ``edges`` with ``source`` and ``target``."""
    from networkx import node_link_data

    yield _json(node_link_data(_network(dataset, relations), edges="edges"))


def write_dot(dataset: Dataset, relations: Collection[str] = ()) -> Iterator[bytes]:
    """Yield the network in the DOT language of Graphviz, with places for ``neato -n`` and colours by type."""
    graph = _network(dataset, relations)
    yield b'digraph cengji {\n  graph [charset="UTF-8"];\n  node [shape=box, style=filled, fontname="Noto Sans CJK SC"];\n'
    for iri, node in graph.nodes(data=True):
        red, green, blue = _channels(node["colour"])
        ink = "white" if red * 3 + green * 6 + blue < 1100 else "black"
        look = f'fillcolor="{node["colour"]}", fontcolor={ink}, pos="{node["x"]},{node["y"]}"'
        yield f"  {_quote(iri)} [label={_quote(node['label'])}, class={_quote(node['type'])}, {look}];\n".encode()
    for source, target, edge in graph.edges(data=True):
        yield f"  {_quote(source)} -> {_quote(target)} [label={_quote(edge.get('relation_zh', edge['label']))}];\n".encode()
    yield b"}\n"


def _network(dataset: Dataset, relations: Collection[str]) -> nx.MultiDiGraph:
    """Return the things and links in words, each thing with its ``colour``; its IRI is the node itself and said once.

    A :class:`CengjiWarning` says that there is none.
    """
    graph = network_in_words(dataset, relations)
    if not graph:
        warnings.warn(CengjiWarning("the network is empty: the data hold no body, group or place"), stacklevel=3)
    for _, node in graph.nodes(data=True):
        del node["iri"]
        node["colour"] = COLOURS[node["type"]]
    return graph


def _replace_forbidden(values: dict[str, Any]) -> None:
    """Put U+FFFD in the place of each character that XML cannot hold."""
    values.update({name: neutralize_xml(text) for name, text in values.items() if isinstance(text, str)})


def _channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of ``#RRGGBB``, each from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _serialize(root: Element) -> bytes:
    """Return a document of XML, indented; as one text it is written several times faster than into a file of bytes."""
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()


def _json(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode() + b"\n"


def _quote(text: str) -> str:
    """Quote a text for DOT so that Graphviz shows it as it is: its escapes (``\\N``, ``\\l``) and entities are taken apart."""
    pieces = [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)] or [""]
    return " + ".join(f'"{_escape(neutralize_xml(piece))}"' for piece in pieces)


def _escape(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")
