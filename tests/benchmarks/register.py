"""A synthetic national register: the packaged cases over and over, each time as other places with other keys.

So it has the proportions of real cases in every respect, conforms where they do, and needs no invented names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from cengji import open as open_graph
from cengji.api import build_register
from cengji.core.namespaces import ID, PREFIXES, ROOT, SCHEMES
from cengji.dataset import Dataset
from cengji.register import simulate

__all__ = ["bodies", "build", "load", "register", "write"]


def register(triples: int) -> Iterator[str]:
    """Yield at least so many triples as lines of N-Quads: the schemes once, then copies of the cases and their places.

    The n-th copy has ``-n`` after the key of each case and place; division codes stay, since no others are valid.
    """
    lines = sorted(f"{quad} .\n" for quad in open_graph().dataset)
    shared = [line for line in lines if line.endswith(f"<{SCHEMES}> .\n")]
    own = [line for line in lines if not line.endswith(f"<{SCHEMES}> .\n")]
    cases = sorted({line.split("/case/", 1)[1].split(">")[0] for line in own if line.startswith(f"<{ROOT}case/")})
    keys = re.compile(
        rf"({re.escape(ROOT)}(?:(?:id|case|curation)/(?:{'|'.join(cases)})|{re.escape(ID.removeprefix(ROOT))}place/[a-z0-9-]+))(?=[/>])"
    )
    yield from shared
    written, copy = len(shared), 0
    while written < triples:
        copy += 1
        yield from (keys.sub(rf"\g<1>-{copy:04d}", line) for line in own)
        written += len(own)


def bodies(number: int) -> Iterator[str]:
    """Yield a tree of so many bodies over six tiers as lines of N-Quads; what hangs on what follows from its number."""

    def line(subject: str, predicate: str, term: str) -> str:
        return f"<{ROOT}{subject}> <{PREFIXES[predicate.split(':')[0]]}{predicate.split(':')[1]}> {term} <{ROOT}graph/register> .\n"

    for tier in range(1, 7):
        name = f"scheme/tier/level-{tier}"
        yield line(name, "skos:inScheme", f"<{ROOT}scheme/tier>")
        yield line(name, "cj:rank", f'"{10 * tier}"^^<{PREFIXES["xsd"]}integer>')
    level = [0] * number
    for n in range(number):
        name = f"id/register/body/b{n}"
        if n:
            above = n // (4 + n % 37)
            while level[above] >= 5:
                above //= 5
            level[n] = level[above] + 1
            yield line(name, "cj:subordinateTo", f"<{ROOT}id/register/body/b{above}>")
        yield line(name, "rdf:type", f"<{PREFIXES['cj']}Body>")
        yield line(name, "skos:prefLabel", f'"机构{n}"@zh')
        yield line(name, "cj:commonTier", f"<{ROOT}scheme/tier/level-{level[n] + 1}>")


def build(folder: Path, number: int) -> Path:
    """Build a register of so many bodies, with the mapping of `register simulate`, nine triples each; give its store."""
    folder.mkdir()
    table = folder / "synthetic-bodies.csv"
    tiers = ("province", "prefecture", "county", "subdistrict", "community")
    with table.open("w", encoding="utf-8", newline="\n") as file:
        file.write("key,name,class,kind,tier,parent,place,seed\n")
        for n in range(number):
            depth = min(len(f"{n:b}") // 4, 4)
            file.write(f"{n},（模拟）党组织{n},PartyBody,{tiers[depth]}-party-committee,{tiers[depth]},{n // 16 if n else ''},{n},0\n")
    build_register([table], simulate.MAPPING, folder / "register", store=True)
    return folder / "register" / "store"


def write(path: Path, triples: int) -> Path:
    """Write the register to a file of N-Quads; give its path."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(register(triples))
    return path


def load(path: Path) -> Dataset:
    """Read a file of N-Quads as pyoxigraph does it fastest."""
    dataset = Dataset(())
    dataset.store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    return dataset
