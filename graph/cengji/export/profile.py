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
    "cpov": "Core Public Organisation Vocabulary: government bodies and public institutions alone",
    "cube": "RDF Data Cube: the figures, with bounds and comparators as attributes",
    "dcat": "DCAT 3 and VoID: the build described, with its sources and counts",
}
# What fills a cube, which has its frame of dimensions, measures and attributes without any figure.
_OBSERVATION: Final = ox.NamedNode("http://purl.org/linked-data/cube#Observation")


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
    if not len(derived) or (name == "cube" and not any(quad.object == _OBSERVATION for quad in derived)):
        warnings.warn(CengjiWarning(f"{name} is empty: the data hold nothing for this profile ({PROFILES[name]})"), stacklevel=2)
    return write_turtle(derived)
