"""The network for Cytoscape: its JSON with a style of Cytoscape.js, and the same style for Cytoscape on the desktop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

from cengji.core.terms import local_name
from cengji.dataset import Dataset
from cengji.export.network import as_json, as_xml, coloured_network
from cengji.export.words import Choice
from cengji.projection import COLOURS

__all__ = ["write_cytoscape", "write_cytoscape_style"]

_LINE: Final = "#A0A8B0"
"""The colour of links."""
_WIDTHS: Final = ((1, 1.0), (10, 6.0))
"""The weight and the width of the thinnest and of the thickest link."""
_WRAP: Final = 110
"""How wide a label is at most, in pixels."""
# What the style of the desktop says of all nodes and links; the rest are mappings.
_NODES: Final[Mapping[str, str]] = {
    "NODE_BORDER_WIDTH": "0.0",
    "NODE_LABEL_COLOR": "#111111",
    "NODE_LABEL_FONT_SIZE": "9",
    "NODE_LABEL_POSITION": "S,N,c,0.00,2.00",
    "NODE_LABEL_WIDTH": f"{_WRAP}.0",
    "NODE_SHAPE": "ELLIPSE",
}
_EDGES: Final[Mapping[str, str]] = {
    "EDGE_LABEL_COLOR": "#444444",
    "EDGE_LABEL_FONT_SIZE": "7",
    "EDGE_STROKE_UNSELECTED_PAINT": _LINE,
    "EDGE_TARGET_ARROW_SHAPE": "DELTA",
    "EDGE_TARGET_ARROW_UNSELECTED_PAINT": _LINE,
}


def write_cytoscape(dataset: Dataset, choice: Choice | None = None) -> Iterator[bytes]:
    """Yield the network as Cytoscape JSON (cyjs): elements with data and positions, whose y grows downwards, and a style.

    ``cytoscape({container, ...json})`` draws it: labels in words, colours by type, sizes, relations and weights on the links.
    """
    from networkx import cytoscape_data

    graph = coloured_network(dataset, choice)
    data = cytoscape_data(graph, name="label")
    data["data"] = {**graph.graph, "shared_name": graph.graph["name"]}
    data |= {"layout": {"name": "preset"}, "style": _style()}
    for node in data["elements"]["nodes"]:
        said = node["data"]
        said["shared_name"] = said["id"]  # what Cytoscape joins tables and networks by
        if "parent" in said:
            said["belongs_to"] = said.pop("parent")  # in this form a "parent" is a box around the node
        if "value" in graph.nodes[said["id"]]:
            said["figure_value"] = graph.nodes[said["id"]]["value"]  # in this form "value" is the node
        node["position"] = {"x": node["data"].pop("x"), "y": -node["data"].pop("y")}
    for place, edge in enumerate(data["elements"]["edges"]):
        said = edge["data"]
        key = local_name(said["relation"])
        said |= {"id": f"e{place}", "interaction": key, "shared_interaction": key}
        said["shared_name"] = f"{said['source']} ({key}) {said['target']}"
        ends = [graph.nodes[said[end]]["label"] for end in ("source", "target")]
        said["name"] = f"{ends[0]} ({said['label']}) {ends[1]}"
    yield as_json(data)


def write_cytoscape_style() -> Iterator[bytes]:
    """Yield a style for Cytoscape's desktop program, which takes none from its JSON: File → Import → Styles from File.

    It draws what :func:`write_cytoscape` and the GraphML say as the style of Cytoscape.js does.
    """
    root = Element("vizmap", {"id": "cengji", "documentVersion": "3.1"})
    style = SubElement(root, "visualStyle", {"name": "cengji"})
    SubElement(SubElement(style, "network"), "visualProperty", {"name": "NETWORK_BACKGROUND_PAINT", "default": "#FFFFFF"})
    node = SubElement(style, "node")
    SubElement(node, "dependency", {"name": "nodeSizeLocked", "value": "true"})
    for name, value in _NODES.items():
        SubElement(node, "visualProperty", {"name": name, "default": value})
    colours = SubElement(node, "visualProperty", {"name": "NODE_FILL_COLOR", "default": COLOURS["document"]})
    colours = SubElement(colours, "discreteMapping", {"attributeType": "string", "attributeName": "type"})
    for kind, colour in COLOURS.items():
        SubElement(colours, "discreteMappingEntry", {"attributeValue": kind, "value": colour})
    _pass_through(node, "NODE_SIZE", "20.0", "float", "size")
    _pass_through(node, "NODE_LABEL", "", "string", "label")
    edge = SubElement(style, "edge")
    SubElement(edge, "dependency", {"name": "arrowColorMatchesEdge", "value": "false"})
    for name, value in _EDGES.items():
        SubElement(edge, "visualProperty", {"name": name, "default": value})
    _pass_through(edge, "EDGE_LABEL", "", "string", "label")
    widths = SubElement(edge, "visualProperty", {"name": "EDGE_WIDTH", "default": str(_WIDTHS[0][1])})
    widths = SubElement(widths, "continuousMapping", {"attributeType": "integer", "attributeName": "weight"})
    for weight, width in _WIDTHS:
        values = dict.fromkeys(("lesserValue", "equalValue", "greaterValue"), str(width))
        SubElement(widths, "continuousMappingPoint", {**values, "attrValue": str(weight)})
    yield as_xml(root)


def _pass_through(parent: Element, name: str, default: str, kind: str, attribute: str) -> None:
    """Add a property of the picture that is an attribute of the data as it is."""
    shown = SubElement(parent, "visualProperty", {"name": name, "default": default})
    SubElement(shown, "passthroughMapping", {"attributeType": kind, "attributeName": attribute})


def _style() -> list[dict[str, Any]]:
    """Return a style sheet of Cytoscape.js for what :func:`write_cytoscape` writes."""
    node = {"label": "data(label)", "width": "data(size)", "height": "data(size)", "font-size": 9, "text-valign": "bottom"}
    node |= {
        "text-wrap": "wrap",
        "text-overflow-wrap": "anywhere",
        "text-max-width": f"{_WRAP}px",
        "background-color": "data(colour)",
        "min-zoomed-font-size": 7,
    }
    (low, thin), (high, thick) = _WIDTHS
    edge = {"label": "data(label)", "curve-style": "bezier", "target-arrow-shape": "triangle", "font-size": 7}
    edge |= {"width": f"mapData(weight, {low}, {high}, {thin}, {thick})", "text-rotation": "autorotate", "min-zoomed-font-size": 7}
    edge |= {"line-opacity": 0.6, "line-color": _LINE, "target-arrow-color": _LINE}
    return [{"selector": "node", "style": node}, {"selector": "edge", "style": edge}]
