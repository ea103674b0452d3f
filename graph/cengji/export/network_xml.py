"""Networks in XML: GraphML 1.0 and GEXF 1.2."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cengji.export import xml
from cengji.export.network import COLOURS, Edge, Network, Node

__all__ = ["gexf", "graphml"]

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NODE: Final = ("iri", "type", "zh", "en", "case", "kind", "tier", "line", "place", "status")
_EDGE: Final = ("relation", "claim", "status")
_SIZE: Final = 10.0


def graphml(network: Network) -> Iterator[bytes]:
    """Yield the network as GraphML: labels, types and the rest as data, x and y, colours as ``r``, ``g``, ``b``."""
    keys = [("node", name, "string") for name in ("label", *_NODE)]
    keys += [("node", name, "double") for name in "xy"] + [("node", name, "int") for name in "rgb"]
    keys += [("edge", name, "string") for name in ("label", *_EDGE)]
    yield f'{_HEAD}<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'.encode()
    for domain, name, kind in keys:
        yield f'  <key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'.encode()
    yield b'  <graph id="cengji" edgedefault="directed">\n'
    numbers = {node.iri: f"n{place}" for place, node in enumerate(network.nodes)}
    for node in network.nodes:
        data = {"label": node.label} | {name: getattr(node, name) for name in (*_NODE, *"xy")}
        data |= dict(zip("rgb", _channels(node), strict=True))
        yield f'    <node id="{numbers[node.iri]}">{_data("node", data)}</node>\n'.encode()
    for place, edge in enumerate(network.edges):
        data = {"label": _relation(edge)} | {name: getattr(edge, name) for name in _EDGE}
        ends = f'source="{numbers[edge.source]}" target="{numbers[edge.target]}"'
        yield f'    <edge id="e{place}" {ends}>{_data("edge", data)}</edge>\n'.encode()
    yield b"  </graph>\n</graphml>\n"


def gexf(network: Network) -> Iterator[bytes]:
    """Yield the network as GEXF for Gephi: labels, attributes, colours by type, places in the lanes of the tiers."""
    yield (
        f'{_HEAD}<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">\n'
        "  <meta>\n    <creator>cengji</creator>\n"
        "    <description>as reported by the documents named in the graph</description>\n  </meta>\n"
        '  <graph defaultedgetype="directed" mode="static">\n'
    ).encode()
    yield _attributes("node", _NODE)
    yield _attributes("edge", _EDGE)
    yield b"    <nodes>\n"
    for node in network.nodes:
        red, green, blue = _channels(node)
        yield (
            f"      <node id={_attribute(node.iri)} label={_attribute(node.label)}>{_values(node, _NODE)}"
            f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:position x="{node.x}" y="{node.y}" z="0"/>'
            f'<viz:size value="{_SIZE}"/></node>\n'
        ).encode()
    yield b"    </nodes>\n    <edges>\n"
    for place, edge in enumerate(network.edges):
        ends = f"source={_attribute(edge.source)} target={_attribute(edge.target)} label={_attribute(_relation(edge))}"
        yield f'      <edge id="e{place}" {ends}>{_values(edge, _EDGE)}</edge>\n'.encode()
    yield b"    </edges>\n  </graph>\n</gexf>\n"


def _data(domain: str, values: dict[str, object]) -> str:
    return "".join(f'<data key="{domain}-{name}">{xml.text(xml.shown(str(value)))}</data>' for name, value in values.items() if value != "")


def _attributes(domain: str, names: tuple[str, ...]) -> bytes:
    lines = "".join(f'      <attribute id="{name}" title="{name}" type="string"/>\n' for name in names)
    return f'    <attributes class="{domain}" mode="static">\n{lines}    </attributes>\n'.encode()


def _values(one: Node | Edge, names: tuple[str, ...]) -> str:
    given = [(name, getattr(one, name)) for name in names]
    return "<attvalues>" + "".join(f'<attvalue for="{name}" value={_attribute(text)}/>' for name, text in given if text) + "</attvalues>"


def _attribute(text: str) -> str:
    return xml.attribute(xml.shown(text))


def _relation(edge: Edge) -> str:
    """Return the name of a link: the key of its relation kind."""
    return edge.relation.rsplit("/", 1)[-1]


def _channels(node: Node) -> tuple[int, int, int]:
    colour = COLOURS.get(node.type, COLOURS["thing"])
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
