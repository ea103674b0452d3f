"""`cengji coverage`: is every numeral and name of the documents accounted for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cengji.cli.source import Source, case_options, sources_option

if TYPE_CHECKING:
    from cengji.cases import LoadedCase
    from cengji.text.clean import Cleaned
    from cengji.text.coverage import Token

__all__ = ["coverage"]


@click.command()
@click.argument("case", required=False)
@case_options
@sources_option(required=True)
@click.option("--propose", is_flag=True, help="Print YAML stubs for what is not covered.")
@click.option("--lexical", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A list of your own of lexical uses, to add.")
@click.option("--format", "-f", "form", default="table", type=click.Choice(["table", "json"]), help="[default: table]")
def coverage(*, case: str | None, source: Source, sources: Path, propose: bool, lexical: Path | None, form: str) -> None:
    """List which numerals and names of the documents no statement accounts for.

    Each must be inside the evidence of a statement, a lexical use (四川, 一些), or excluded in the case
    with a reason. CASE names one case; all are covered without it. Exit code 1 below 100 %.

    \b
    cengji coverage --sources ../documents
    cengji coverage gusu --sources ../documents --propose > stubs.yaml
    """
    from cengji.cases import load_cases
    from cengji.cases.proposals import propose as stubs
    from cengji.core.errors import UsageError
    from cengji.dataset import read_ontology

    loaded = load_cases(source.case_paths(), read_ontology().vocabulary)
    chosen = [one for one in loaded if case in (None, one.case.case)]
    if not chosen:
        raise UsageError(f"there is no case {case!r} (there are: {', '.join(one.case.case for one in loaded)})")
    reports = {one.case.case: _tokens(one, sources, lexical) for one in chosen}
    if propose:
        click.echo("".join(f"# {key}\n{stubs(document, tokens)}" for key, (document, tokens) in reports.items()), nl=False)
    elif form == "json":
        click.echo(json.dumps({key: _json(tokens) for key, (_, tokens) in reports.items()}, ensure_ascii=False, indent=1))
    else:
        for key, (document, tokens) in reports.items():
            _print(key, document, tokens)
    if any(token.account == "open" for _, tokens in reports.values() for token in tokens):
        click.get_current_context().exit(1)


def _tokens(loaded: LoadedCase, sources: Path, lexical: Path | None) -> tuple[Cleaned, list[Token]]:
    from cengji.cases.case import evidence_of
    from cengji.core.errors import InputError
    from cengji.text.clean import clean
    from cengji.text.coverage import account_for
    from cengji.text.sources import SourceFolder
    from cengji.text.wordlists import lexical_uses

    file = SourceFolder(sources).find(loaded.case.document.sha256)
    if file is None:
        problem = f"no file in {sources} has the SHA-256 of the document"
        raise InputError.of(loaded.path, problem, "put your copy of it there", field="document.sha256")
    document = clean(file.text, path=str(file.path))
    proofs = [(one.start, one.end) for one in evidence_of(loaded.case) if one.start is not None and one.end is not None]
    excluded = [
        (one.start, one.end)
        for exclusion in loaded.case.exclusions
        for one in exclusion.evidence
        if one.start is not None and one.end is not None
    ]
    return document, account_for(document, proofs, excluded, lexical_uses(*([lexical] if lexical else [])))


def _counts(tokens: list[Token]) -> dict[str, dict[str, int]]:
    counts = {kind: dict.fromkeys(("evidence", "lexical", "excluded", "open"), 0) for kind in ("numeral", "name")}
    for token in tokens:
        counts[token.kind][token.account] += 1
    return counts


def _json(tokens: list[Token]) -> dict[str, object]:
    opened = [{"kind": t.kind, "start": t.start, "end": t.end, "text": t.text} for t in tokens if t.account == "open"]
    return {"counts": _counts(tokens), "open": opened}


def _print(key: str, document: Cleaned, tokens: list[Token]) -> None:
    for token in tokens:
        if token.account == "open":
            start, end = document.clean_span(token.start, token.end)
            around = (
                " ".join(document.text[max(0, start - 8) : start].split())
                + f"【{token.text}】"
                + " ".join(document.text[end : end + 8].split())
            )
            click.echo(f"{key} {token.start}-{token.end} {token.kind}: {around}")
    for kind, counts in _counts(tokens).items():
        total, left = sum(counts.values()), counts["open"]
        share = 100 * (total - left) / total if total else 100.0
        parts = ", ".join(f"{number} {name}" for name, number in counts.items())
        click.echo(f"{key}: {share:.1f} % of {total} {kind}s ({parts})", err=True)
