"""The formats by name: what each is, and the writer of a dataset, of its parts as files, or of an answer."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from cengji.core.errors import UsageError
from cengji.dataset import Dataset, read_ontology
from cengji.export.csvw import write_csv, write_csv_files, write_csv_for_excel
from cengji.export.cytoscape import write_cytoscape, write_cytoscape_style
from cengji.export.dot import write_dot
from cengji.export.duck import write_duckdb
from cengji.export.figures import tabulate_figures
from cengji.export.ladders import write_ladders
from cengji.export.lists import tabulate_links, tabulate_things, write_edge_list, write_node_list
from cengji.export.neo4j import write_neo4j_files
from cengji.export.network import write_gexf, write_graphml, write_node_link
from cengji.export.owl import write_owl
from cengji.export.parquet import write_parquet, write_parquet_files
from cengji.export.profile import PROFILES, write_profile
from cengji.export.rdf import RDF_WRITERS
from cengji.export.relational import Relations, relate
from cengji.export.sheets import Sheet, tabulate
from cengji.export.sqlite import write_sqlite
from cengji.export.words import Choice
from cengji.export.xlsx import write_xlsx

__all__ = ["ALIASES", "FORMATS", "Format", "tables_of", "write", "write_answer", "write_files"]

Chunks = Iterator[bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its file suffix, what it is in a line, and what writes it.

    ``files`` gives the files of a format of several by name, which :func:`write` puts into one ZIP archive; ``answer``
    writes one table, and only table formats have it; ``network`` and ``network_files`` write a choice of things and links.
    """

    suffix: str
    description: str
    dataset: Callable[[Dataset], Chunks] | None = None
    files: Callable[[Dataset], dict[str, bytes]] | None = None
    answer: Callable[[Sheet], Chunks] | None = None
    network: Callable[[Dataset, Choice], Chunks] | None = None
    network_files: Callable[[Dataset, Choice], dict[str, bytes]] | None = None


def write(dataset: Dataset, name: str, choice: Choice | None = None) -> Chunks:
    """Return a dataset in a format, in chunks; what is several files comes as a ZIP archive.

    :param choice: for a network, which part of it.
    :raises UsageError: if there is no such format, relation, class or size, or it is no network and any of them is named.
    :raises InputError: naming every statement that the format cannot hold.
    :raises UnavailableError: if the format needs a library that is not installed.
    """
    found, choice = _format(name), choice or Choice()
    _refuse_choice(found, name, choice)
    if found.network is not None:
        return found.network(dataset, choice)
    if found.dataset is not None:
        return found.dataset(dataset)
    return iter([_zip_files(write_files(dataset, name, choice))])


def write_files(dataset: Dataset, name: str, choice: Choice | None = None) -> dict[str, bytes]:
    """Return a dataset as the files of a format of several, by file name; takes and raises what :func:`write` does.

    :raises UsageError: if the format is one file.
    """
    found, choice = _format(name), choice or Choice()
    _refuse_choice(found, name, choice)
    if found.network_files is not None:
        return found.network_files(dataset, choice)
    if found.files is None:
        raise UsageError(f"{name} is one file, not a folder of them: name a file to write to")
    return found.files(dataset)


def _refuse_choice(found: Format, name: str, choice: Choice) -> None:
    """Refuse to choose from what is no network."""
    if found.network or found.network_files or not (choice.relations or choice.classes or choice.size != Choice().size):
        return
    networks = ", ".join(one for one in FORMATS if FORMATS[one].network or FORMATS[one].network_files)
    said = "{relations}" if choice.relations else "{classes}" if choice.classes else "{size}"
    raise UsageError.naming(said + " is for networks ({networks}), not {name}", networks=networks, name=name)


def write_answer(sheet: Sheet, name: str) -> Chunks:
    """Return the answer to a query as one table; raises what :func:`write` raises.

    :raises UsageError: if the format is none of tables.
    """
    found = _format(name)
    if found.answer is None:
        raise UsageError(f"{name} holds no table; use one of: {', '.join(one for one in FORMATS if FORMATS[one].answer)}")
    return found.answer(sheet)


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise UsageError(f"there is no format {name!r}; use one of: {', '.join(FORMATS)}")
    return FORMATS[name]


def _zip_files(files: Mapping[str, bytes]) -> bytes:
    """Return the files as a ZIP archive, in their order; its bytes depend on nothing but the files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression=zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))  # the earliest that ZIP can say, in place of a clock
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # Unix, on every system: a file that all may read
            archive.writestr(entry, data)
    return content.getvalue()


def tables_of(dataset: Dataset) -> list[Sheet]:
    """Return all tables of a dataset: the figures to compute with, then a table a class."""
    return [*tabulate_figures(dataset), *tabulate(dataset)]


def _csv(dataset: Dataset, *, excel: bool) -> dict[str, bytes]:
    return write_csv_files(tables_of(dataset), read_ontology().term_labels, excel=excel)


def _parquet(dataset: Dataset) -> dict[str, bytes]:
    return write_parquet_files(tables_of(dataset), read_ontology().term_labels)


def _database(dataset: Dataset, writer: Callable[[Relations], Chunks]) -> Chunks:
    network = [tabulate_things(dataset), tabulate_links(dataset)]
    return writer(relate(tables_of(dataset), network, read_ontology().term_labels, dataset.digest))


def _workbook(dataset: Dataset) -> Chunks:
    return write_xlsx(tables_of(dataset), read_ontology().term_labels)


_RDF: Final[Mapping[str, tuple[str, str]]] = {
    "turtle": (".ttl", "Turtle to be read: sections by class, all graphs merged"),
    "trig": (".trig", "TriG: the same, graph by graph"),
    "nt": (".nt", "N-Triples, sorted, all graphs merged"),
    "nq": (".nq", "N-Quads, canonical and sorted"),
    "json-ld": (".jsonld", "JSON-LD, compacted with the project's context, graph by graph"),
    "rdf-xml": (".rdf", "RDF/XML, all graphs merged"),
    "turtle-1.2": (".ttl", "Turtle of RDF 1.2: each claim reifies its triple"),
}

# Every format by name, in the order in which they are listed.
FORMATS: Final[Mapping[str, Format]] = {
    **{name: Format(*_RDF[name], dataset=writer) for name, writer in RDF_WRITERS.items()},
    "graphml": Format(".graphml", "GraphML: the network for yEd, NetworkX, igraph", network=write_graphml),
    "gexf": Format(".gexf", "GEXF: the network for Gephi, placed and coloured", network=write_gexf),
    "cytoscape": Format(".cyjs", "Cytoscape JSON: the network for Cytoscape", network=write_cytoscape),
    "cytoscape-style": Format(".xml", "the style of that network for Cytoscape on the desktop", lambda _: write_cytoscape_style()),
    "node-link": Format(".json", "node-link JSON: the network for NetworkX and D3", network=write_node_link),
    "dot": Format(".dot", "DOT: the network for Graphviz", network=write_dot),
    "edges": Format(".csv", "CSV: the links in words, with evidence; opens in spreadsheets", network=write_edge_list),
    "nodes": Format(".csv", "CSV: the things in words, figures with numbers; opens in spreadsheets", network=write_node_list),
    "neo4j": Format(".zip", "CSV for neo4j-admin: the network, typed", network_files=write_neo4j_files),
    "svg": Format(".svg", "SVG: the ladders side by side on the common scale", write_ladders),
    "csv": Format(".zip", "CSV, exact, a file a class, with CSV on the Web metadata", files=partial(_csv, excel=False), answer=write_csv),
    "csv-excel": Format(
        ".zip", "the same for spreadsheet programs: no cell can run", files=partial(_csv, excel=True), answer=write_csv_for_excel
    ),
    "xlsx": Format(".xlsx", "XLSX workbook, a sheet a class", _workbook, answer=lambda sheet: write_xlsx([sheet], {})),
    "parquet": Format(".zip", "Parquet, typed, a file a class", files=_parquet, answer=lambda sheet: iter([write_parquet(sheet)])),
    "sqlite": Format(".sqlite", "SQLite: one file of all tables, with keys, labels, full text", partial(_database, writer=write_sqlite)),
    "duckdb": Format(".duckdb", "DuckDB: the same, typed and commented", partial(_database, writer=write_duckdb)),
    **{name: Format(".ttl", description, partial(write_profile, name=name)) for name, description in PROFILES.items()},
    "owl": Format(".ttl", "OWL 2: the ontology alone, for editors and reasoners", write_owl),
}

# Other names that people know a format by.
ALIASES: Final[Mapping[str, str]] = {
    "cyjs": "cytoscape",
    "jsonld": "json-ld",
    "n-quads": "nq",
    "n-triples": "nt",
    "nquads": "nq",
    "ntriples": "nt",
    "rdf/xml": "rdf-xml",
    "rdfxml": "rdf-xml",
    "ttl": "turtle",
}
