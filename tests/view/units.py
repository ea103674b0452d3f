"""A register of some thousands of units, as the divisions of China are registered; its names are made up."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from cengji.core.namespaces import CJ, ID, PREFIXES, SCHEME
from cengji.dataset import Dataset

__all__ = ["COUNT", "HOSTILE_UNIT", "PLACE", "units_dataset"]

PLACE = f"{ID}place/"
_GRAPH = ox.NamedNode("https://w3id.org/cengji/graph/register/units")
_SHAPE = (
    (2, "province", "省", 3),
    (4, "prefecture", "市", 3),
    (6, "county", "县", 5),
    (9, "subdistrict", "街道", 7),
    (12, "community", "社区居委会", 11),
)
COUNT = 3 + 9 + 45 + 315 + 3465
"""How many places there are."""
_SIGNS = "东西南北中和平安宁福寿康乐兴旺"
HOSTILE_UNIT = "100101001000"
"""The code of a community with a hostile name."""
HOSTILE = '</script><img src=x onerror="document.title=1">"); document.title=2;//\u2028‮\\'


def units_dataset() -> Dataset:
    """Return the register: places with codes and tiers, each with a body beside it, as zones have none some counties without."""
    return Dataset(_quads())


def _quads() -> Iterator[ox.Quad]:
    for code, tier, name in _units("", 0):
        place = ox.NamedNode(PLACE + code)
        yield from (
            _quad(place, PREFIXES["rdf"] + "type", ox.NamedNode(CJ + "Place")),
            _quad(place, PREFIXES["skos"] + "prefLabel", ox.Literal(name, language="zh")),
            _quad(place, PREFIXES["skos"] + "notation", ox.Literal(code)),
            _quad(place, CJ + "commonTier", ox.NamedNode(f"{SCHEME}tier/{tier}")),
        )
        above = code[: {4: 2, 6: 4, 9: 6, 12: 9}.get(len(code), 0)]
        if above:
            yield _quad(place, CJ + "partOfPlace", ox.NamedNode(PLACE + above))
        if len(code) == 6 and code.endswith("04"):
            continue
        body = ox.NamedNode(f"{ID}register/body/{code}")
        kind = "residents-committee" if len(code) == 12 else "government"
        yield from (
            _quad(body, PREFIXES["rdf"] + "type", ox.NamedNode(CJ + ("ResidentsBody" if len(code) == 12 else "GovernmentBody"))),
            _quad(body, PREFIXES["skos"] + "prefLabel", ox.Literal(name if len(code) == 12 else name + "人民政府", language="zh")),
            _quad(body, PREFIXES["org"] + "classification", ox.NamedNode(f"{SCHEME}body-kind/{kind}")),
            _quad(body, CJ + "atPlace", place),
        )


def _units(above: str, depth: int) -> Iterator[tuple[str, str, str]]:
    """Yield code, tier and name of the units below one."""
    if depth == len(_SHAPE):
        return
    length, tier, suffix, number = _SHAPE[depth]
    for nth in range(number):
        code = above + str(10 + nth if not above else nth).zfill(length - len(above))
        name = HOSTILE if code == HOSTILE_UNIT else _name(code) + suffix
        yield code, tier, name
        yield from _units(code, depth + 1)


def _name(code: str) -> str:
    """Return a name of two or three signs; communities of one name lie in many streets, and 重庆 is read by its phrase."""
    number = int(code)
    if code == "11":
        return "重庆"
    return "".join(_SIGNS[(number // step) % len(_SIGNS)] for step in ((1, 7) if len(code) == 12 else (1, 13, 5)))


def _quad(subject: ox.NamedNode, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Quad:
    return ox.Quad(subject, ox.NamedNode(predicate), value, _GRAPH)
