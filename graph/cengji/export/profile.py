"""Views of the dataset in the words of other vocabularies, by the CONSTRUCT queries in ``queries/profile``."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from typing import Final

import pyoxigraph as ox

from cengji.core.errors import CengjiWarning
from cengji.core.queryfile import read_query_file
from cengji.core.resources import query_files, resource_dir
from cengji.dataset import Dataset
from cengji.export.turtle import write_turtle

__all__ = ["PROFILES", "derive_profile", "write_profile"]

# What each profile is, by name; the queries of a profile begin with its name.
PROFILES: Final[Mapping[str, str]] = {
    "org": "W3C Organization Ontology: the named bodies, their posts and changes",
    "cpov": "Core Public Organisation Vocabulary: all bodies in their hierarchy, the public ones told apart",
    "cube": "RDF Data Cube: the figures, a structure a kind, with bounds and comparators as attributes",
    "dcat": "DCAT-AP 3 and VoID: the build described, with its sources and counts",
    "schemaorg": "schema.org Dataset: the build described for search engines",
    "skos": "SKOS: the concept schemes alone",
}
_CUBE: Final = "http://purl.org/linked-data/cube#"


def derive_profile(dataset: Dataset, name: str) -> Dataset:
    """Return the triples of a profile as a dataset of its own, in its default graph.

    :raises KeyError: if there is no such profile.
    """
    PROFILES[name]
    triples: set[ox.Triple] = set()
    for path in query_files("profile"):
        if path.stem.partition("-")[0] != name:
            continue
        query = read_query_file(path, resource_dir("queries"))
        triples.update(dataset.construct(query.fill({"digest": str(ox.Literal(dataset.digest))} if query.parameters else {})))
    return Dataset(ox.Quad(*triple) for triple in triples)


def write_profile(dataset: Dataset, name: str) -> Iterator[bytes]:
    """Return a profile as Turtle; a :class:`CengjiWarning` says that it is empty."""
    derived = derive_profile(dataset, name)
    if not len(derived):
        warnings.warn(CengjiWarning(f"{name} is empty: the data hold nothing for this profile ({PROFILES[name]})"), stacklevel=2)
    if name == "cube" and (alike := _count_alike(derived)):
        problem = f"{alike} observations have all dimensions in common with another: where one value is wanted, choose by cube:figure"
        warnings.warn(CengjiWarning(problem), stacklevel=2)
    return write_turtle(derived)


def _count_alike(cube: Dataset) -> int:
    """Return how many observations another precedes that has the same dimensions in the same set of data (IC-12)."""
    dimensions = {quad.object for quad in cube.store.quads_for_pattern(None, ox.NamedNode(_CUBE + "dimension"), None)}
    keys: dict[str, set[tuple[str, str]]] = {}
    for predicate in (ox.NamedNode(_CUBE + "dataSet"), *(one for one in dimensions if isinstance(one, ox.NamedNode))):
        for quad in cube.store.quads_for_pattern(None, predicate, None):
            keys.setdefault(str(quad.subject), set()).add((str(predicate), str(quad.object)))
    return len(keys) - len({frozenset(key) for key in keys.values()})
