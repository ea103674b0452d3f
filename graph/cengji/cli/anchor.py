"""`cengji anchor`: evidence of a case file gets its characters."""

from __future__ import annotations

from pathlib import Path

import click

from cengji.cli.source import sources_option
from cengji.core.errors import UsageError

__all__ = ["anchor", "case_path", "case_text"]


@click.command()
@click.argument("case")
@sources_option(required=True)
@click.option("-o", "--output", default=None, help="Write the anchored file here instead of in place; - is standard output.")
def anchor(*, case: str, sources: Path, output: str | None) -> None:
    """Fill in the raw offsets and digests of a case's evidence.

    CASE is the key of a packaged case or a case file. Comments, order and layout of the file stay.
    An expression that the document prints several times is refused with its places; say which one
    with `occurrence:`. Exit code 1 if some evidence could not be anchored.

    \b
    cengji anchor my-case.yaml --sources ../documents
    """
    from cengji.cases.anchor import anchor as fill
    from cengji.cli.files import write_output
    from cengji.text.clean import clean
    from cengji.text.sources import SourceFolder

    path = case_path(case)
    text = case_text(path)
    digest = _document_digest(text, path)
    document = SourceFolder(sources).find(digest)
    if document is None:
        raise UsageError(f"{sources} holds no file whose SHA-256 is the document's, {digest}")
    result = fill(text, str(path), clean(document.text, path=str(document.path)))
    if result.filled or output:
        write_output(output or str(path), result.text.encode())
    for fault in result.faults:
        click.echo(str(fault), err=True)
    click.echo(f"{path}: {result.filled} anchored, {len(result.faults)} refused", err=True)
    if result.faults:
        click.get_current_context().exit(1)


def case_path(case: str) -> Path:
    """Return the file of a packaged case by its key, or the case file named.

    :raises UsageError: if it is neither.
    """
    from cengji.core.resources import case_files

    path = Path(case)
    if path.suffix in (".yaml", ".yml"):
        return path
    packaged = {file.stem: file for file in case_files()}
    if case not in packaged:
        raise UsageError(f"there is no packaged case {case!r} (there are: {', '.join(packaged)}); name a .yaml file for another")
    return packaged[case]


def case_text(path: Path) -> str:
    """Return the text of a case file.

    :raises InputError: if it cannot be read or is not UTF-8.
    """
    from cengji.core.errors import InputError

    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise InputError.of(path, f"cannot be read: {error.strerror}", "name a readable case file") from error
    except UnicodeDecodeError as error:
        raise InputError.of(path, "is not UTF-8", "save the file as UTF-8") from error


def _document_digest(text: str, path: Path) -> str:
    from cengji.cases.tree import read_tree
    from cengji.core.errors import InputError

    value = read_tree(text.encode(), str(path)).value
    document = value.get("document") if isinstance(value, dict) else None
    digest = document.get("sha256") if isinstance(document, dict) else None
    if not isinstance(digest, str):
        remedy = "give the digest that `sha256sum` prints for the document"
        raise InputError.of(path, "has no document.sha256", remedy, field="document.sha256")
    return digest
