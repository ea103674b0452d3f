"""`cengji draft`: an article becomes a proposed case."""

from __future__ import annotations

import sys
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cengji.cli.files import print_message, write_output
from cengji.cli.source import part_option
from cengji.core.errors import UsageError
from cengji.core.memory import without_collector

if TYPE_CHECKING:
    from cengji.api import Case

__all__ = ["draft"]


@click.command()
@click.argument("article", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", default="-", help="The case file or workbook (.xlsx) to write; - is standard output.  [default: -]")
@click.option("--place", default=None, metavar="NAME|CODE", help="The place that the article is about, by name or division code.")
@part_option
@click.option(
    "--cases", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A case of your own to learn from."
)
@click.option("--model", "url", metavar="URL", help="Let the model of this server propose too: the text of the article goes there.")
@click.option("--model-name", "name", default="default", help="The name of the model.  [default: default]")
@click.option("--model-requests", "requests", default=40, type=click.IntRange(1), help="At most so many requests.  [default: 40]")
@click.option("--model-tokens", "tokens", default=200_000, type=click.IntRange(1), help="Stop after so many tokens.  [default: 200000]")
@click.option("--model-timeout", "timeout", default=120.0, type=click.FloatRange(0, min_open=True), help="Seconds a request.")
@click.option("--yes", is_flag=True, help="Send the text to the server of --model without asking.")
@without_collector
def draft(
    *,
    article: Path,
    output: str,
    place: str | None,
    part: tuple[str, str] | None,
    cases: tuple[Path, ...],
    url: str | None,
    name: str,
    requests: int,
    tokens: int,
    timeout: float,
    yes: bool,
) -> None:
    """Draft a whole case from an article, every statement with its evidence.

    ARTICLE is a report as plain text or HTML; of a Word or PDF file the text is written beside it, as NAME.txt. What the draft
    says is proposed by rules, each entry naming its own under `proposed`: nothing counts as stated before you accept it by
    taking that line away. It passes `cengji check`.
    A file that is there already is left alone.

    --model names a server that speaks the protocol of OpenAI's chat completions; its key is taken from CENGJI_MODEL_KEY. You are
    told what will leave the machine, and asked. What the model says enters only where the text prints it, once, the kind exists and
    the number is read the same, as `proposed: model-…`; the rest is listed with the reason. Answers are kept: a run that was
    stopped goes on from there.

    \b
    cengji draft report.txt -o qingshan.yaml --place 420107
    cengji draft report.txt -o qingshan.yaml --model http://127.0.0.1:8080/v1 --model-name qwen3
    cengji draft digest.txt -o digest-qingshan.yaml --part 青山区： 志愿服务
    """
    from cengji.api import Case, Model

    if output != "-" and Path(output).exists():
        raise UsageError(f"{output} is there already; name another file with -o")
    model = None
    if url is not None:
        confirm = partial(_confirm, yes=yes)
        model = Model(url=url, name=name, requests=requests, tokens=tokens, timeout=timeout, confirm=confirm)
    case = Case.draft(article, place=place, part=part, cases=cases, model=model)
    workbook = Path(output).suffix.lower() == ".xlsx"
    write_output(output, case.to_xlsx() if workbook else case.text.encode())
    if output != "-":
        click.echo(f"{output}: {case.summary}", err=True)
    if url is not None:
        _list_refused(case)


def _confirm(told: str, *, yes: bool) -> bool:
    """Say what will leave the machine; without --yes ask whether it may."""
    print_message(told)
    if yes:
        return True
    if not sys.stdin.isatty():
        raise UsageError("nothing was sent: say --yes where nobody can be asked")
    return click.confirm("Send it?", err=True)


def _list_refused(case: Case) -> None:
    reasons = ", ".join(f"{count} {reason}" for reason, count in Counter(one.reason for one in case.refused).most_common())
    for one in case.refused:
        print_message(f"refused: {one.reason}: {one.section} {one.quote}".rstrip())
    print_message(f"of what the model said {len(case.refused)} refused{f' ({reasons})' if reasons else ''}")
