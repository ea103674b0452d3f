"""Networks: the projection, placed and coloured, by the writers of NetworkX."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import Element, indent, tostring

from cengji.core.errors import CengjiWarning
from cengji.core.memory import without_collector
from cengji.core.neutralize import neutralize_xml
from cengji.core.terms import local_name
from cengji.dataset import Dataset
from cengji.export.words import Choice, network_in_words
from cengji.projection import COLOURS

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["SPREAD", "as_json", "as_xml", "channels", "coloured_network", "write_gexf", "write_graphml", "write_node_link"]


SPREAD: Final = (4, 3)
"""So many times farther apart than in the projection things stand across and down: there is room for the largest, and for a label."""

_GEXF_ORDER: Final = ("attvalues", "color", "position", "size")
"""What a node of GEXF holds, in the order in which the schema names it."""


def write_graphml(dataset: Dataset, choice: Choice | None = None) -> Iterator[bytes]:
    """Yield the network as GraphML 1.0: nodes ``n0`` …, edges ``e0`` …, all attributes as data, colours as ``r``, ``g``, ``b``."""
    yield _as_graphml(dataset, choice)


@without_collector
def _as_graphml(dataset: Dataset, choice: Choice | None) -> bytes:
    from networkx import MultiDiGraph
    from networkx.readwrite.graphml import GraphMLWriter

    graph = coloured_network(dataset, choice)
    for iri, node in graph.nodes(data=True):
        node["iri"] = iri
        _replace_forbidden(node)
        node |= dict(zip("rgb", channels(node.pop("colour")), strict=True))
    numbers = {iri: f"n{place}" for place, iri in enumerate(graph)}
    numbered = MultiDiGraph()
    numbered.add_nodes_from((numbers[iri], node) for iri, node in graph.nodes(data=True))
    links = enumerate(graph.edges(data=True))
    numbered.add_edges_from((numbers[source], numbers[target], f"e{place}", edge) for place, (source, target, edge) in links)
    return as_xml(GraphMLWriter(numbered).xml)


def write_gexf(dataset: Dataset, choice: Choice | None = None) -> Iterator[bytes]:
    """Yield the network as GEXF 1.3 for Gephi: labels, attributes, colours by type, placed by tier.

    The kind of a link is the key of its relation: by kinds Gephi keeps several links between two things apart.

    What NetworkX writes against the schema of 1.3 (a name of the graph, a false namespace of its schema) or by the
    clock (the date) is left out.
    """
    yield _as_gexf(dataset, choice)


@without_collector
def _as_gexf(dataset: Dataset, choice: Choice | None) -> bytes:
    from networkx.readwrite.gexf import GEXFWriter

    graph = coloured_network(dataset, choice)
    for _, node in graph.nodes(data=True):
        _replace_forbidden(node)
        red, green, blue = channels(node.pop("colour"))
        position = {"x": node.pop("x"), "y": node.pop("y"), "z": 0}
        node["viz"] = {"color": {"r": red, "g": green, "b": blue}, "position": position, "size": node.pop("size")}
    root = GEXFWriter(graph, version="1.3").xml
    for name in ("xmlns:xsi", "xsi:schemaLocation"):
        root.attrib.pop(name, None)
    meta, drawn = root
    meta.attrib.pop("lastmodifieddate", None)
    drawn.attrib.pop("name", None)
    for element in drawn.iter("node"):
        element[:] = sorted(element, key=lambda child: _GEXF_ORDER.index(child.tag.rpartition("}")[2]))
    for element, (*_, relation) in zip(drawn.iter("edge"), graph.edges(keys=True), strict=True):
        element.set("kind", local_name(relation))
    meta[0].text = "cengji: as reported by the documents named in the graph"
    return as_xml(root)


def write_node_link(dataset: Dataset, choice: Choice | None = None) -> Iterator[bytes]:
    """Yield the network as node-link JSON, the form of NetworkX and D3: ``nodes`` with ``id``, ``edges`` with ``source`` and ``target``."""
    from networkx import node_link_data

    yield as_json(node_link_data(coloured_network(dataset, choice), edges="edges"))


def coloured_network(dataset: Dataset, choice: Choice | None) -> nx.MultiDiGraph:
    """Return the things and links in words, each thing with its ``colour``, spread out; its IRI is the node itself and said once.

    A :class:`CengjiWarning` says that there is none.
    """
    graph = network_in_words(dataset, choice)
    if not graph:
        warnings.warn(CengjiWarning("the network is empty: the data hold no body, group or place"), stacklevel=4)
    for _, node in graph.nodes(data=True):
        del node["iri"]
        node["colour"] = COLOURS[node["type"]]
        node["x"], node["y"] = node["x"] * SPREAD[0], node["y"] * SPREAD[1]
    return graph


def _replace_forbidden(values: dict[str, Any]) -> None:
    """Put U+FFFD in the place of each character that XML cannot hold."""
    values.update({name: neutralize_xml(text) for name, text in values.items() if isinstance(text, str)})


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of ``#RRGGBB``, each from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def as_xml(root: Element) -> bytes:
    """Return a document of XML, indented; as one text it is written several times faster than into a file of bytes."""
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()


def as_json(data: dict[str, Any]) -> bytes:
    """Return JSON of one line, its characters as they are."""
    return json.dumps(data, ensure_ascii=False).encode() + b"\n"
