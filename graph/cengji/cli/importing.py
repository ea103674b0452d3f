"""`cengji import`: tables, charts and networks of an office read into a graph or the start of a case."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cengji.cli.files import print_message, write_output
from cengji.core.errors import InputError
from cengji.core.neutralize import neutralize_text

if TYPE_CHECKING:
    from cengji.api.importing import Import

__all__ = ["importing"]

_MOST_LINES = 60
_MAP = ".map.yaml"


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--map", "map_file", default=None, type=click.Path(dir_okay=False, path_type=Path), help="How columns are read; made if absent."
)
@click.option("--base", default=None, metavar="IRI", help="What the IRIs of the bodies begin with; else the file's own.")
@click.option("--data-format", default=None, type=click.Choice(("ttl", "nt", "nq", "trig", "jsonld", "rdf")), help="Syntax of RDF files.")
@click.option("-o", "--output", default=None, help="The graph (.ttl .trig .nq .nt .jsonld .rdf) or start of a case (.yaml) to write.")
def importing(*, files: tuple[Path, ...], map_file: Path | None, base: str | None, data_format: str | None, output: str | None) -> None:
    """Read what an office has: lists of bodies, charts, networks, query results.

    FILE is a workbook (.xlsx .xls .ods), .csv, .tsv or .txt, JSON (OrgChart, Popolo, node-link, Wikidata), GraphML, GEXF, a UK
    organogram, RDF (Wikidata, schema.org, SKOS-XL), or an export of Cengji. How each column is read is shown first, and kept
    beside the output as a map to change and to give again. Without -o nothing is written. Exit code 3 if anything is wrong: each
    fault is told by file, sheet and cell, and nothing is written.

    \b
    cengji import units.xlsx
    cengji import units.xlsx -o units.ttl && cengji view --data units.ttl
    cengji import march.csv --map units.map.yaml -o march.nq
    """
    from cengji.api.importing import read_tables

    known = map_file if map_file is not None and map_file.exists() else None
    found = read_tables(files, map_file=known, base=base, data_format=data_format)
    for line in _shown(found, min(shutil.get_terminal_size().columns, 80)):
        click.echo(line, err=True)
    for note in found.notes:
        print_message(f"cengji: {note}")
    if found.faults:
        raise InputError(found.faults)
    content = None if output is None else found.write(output)
    target = map_file if map_file is not None else Path(output).with_suffix(_MAP) if output not in (None, "-") else None
    if known is None and target is not None and found.columns():
        if target.exists():
            click.echo(f"{target} is there already and was not used; give it by --map, or remove it", err=True)
        else:
            write_output(str(target), found.map_text.encode())
            click.echo(f"wrote {target}: how the columns were read, for the next time", err=True)
    if content is None or output is None:
        click.echo("nothing is written: name a file with -o", err=True)
        return
    write_output(output, content)
    if output != "-":
        click.echo(f"wrote {output}: {_next_step(output)}", err=True)


def _next_step(output: str) -> str:
    if output.lower().endswith((".yaml", ".yml")):
        return f"fill in its blanks, then: cengji check --cases {output} --only"
    return f"cengji view --data {output}"


def _shown(found: Import, width: int) -> Iterator[str]:
    """Yield how the files were read: a sentence a table, then columns and levels as tables of at most so many screen cells."""
    from cengji.cli.screen import grid_lines

    for sentence in found.summary():
        yield neutralize_text(sentence)
    for names, rows in (
        (("table", "column", "read as", "example"), found.columns()),
        (("level", "tier", "bodies", "why"), [(word, tier or "open", str(bodies), why) for word, tier, bodies, why in found.levels()]),
    ):
        if rows:
            yield ""
            yield from grid_lines(names, rows[:_MOST_LINES], width)
            if len(rows) > _MOST_LINES:
                yield f"… and {len(rows) - _MOST_LINES} more"
    yield ""
