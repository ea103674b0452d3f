"""Completion in the shell: names of queries and of their parameters, and the values these may take."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class

from cengji.core.errors import CengjiError

if TYPE_CHECKING:
    from cengji.core.queryfile import Parameter

__all__ = ["complete_parameter", "complete_query", "register_bash"]


def complete_query(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
    """Return the queries of the library with their questions; files where none begins so."""
    from cengji.query.catalogue import Catalogue

    found = [CompletionItem(query.name, help=query.header("question", "en")) for query in Catalogue() if query.name.startswith(incomplete)]
    return found or [CompletionItem(incomplete, type="file")]


def complete_parameter(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
    """Return ``name=`` for each parameter of the query that is not given yet, and after the equals sign the values."""
    from cengji.query.catalogue import Catalogue

    # While the value of an option is missing, click leaves the argument among the words it could not place.
    asked = ctx.params.get("name") or next(iter(ctx.args), "")
    try:
        query = Catalogue().open(asked)
    except CengjiError:
        return []
    name, equals, value = incomplete.partition("=")
    if equals:
        found = next((parameter for parameter in query.parameters if parameter.name == name), None)
        choices = _values(ctx, found, value) if found else []
        return [CompletionItem(f"{name}={choice}", help=told) for choice, told in choices]
    given = {one.partition("=")[0] for one in ctx.params.get("parameters") or ()}
    return [
        CompletionItem(f"{parameter.name}=", help=parameter.note)
        for parameter in query.parameters
        if parameter.name.startswith(name) and parameter.name not in given
    ]


def _values(ctx: click.Context, parameter: Parameter, begun: str) -> list[tuple[str, str]]:
    """Return values that begin so, each with what it means: keys, or labels where the value is no key."""
    if parameter.type == "boolean":
        return [(choice, "") for choice in ("false", "true") if choice.startswith(begun)]
    if parameter.type != "iri":
        return []
    from cengji import api
    from cengji.core.terms import local_name
    from cengji.query.names import Names

    given = ctx.params
    try:
        graph = api.open(cases=given.get("cases") or (), only=bool(given.get("only")), data=given.get("data") or ())
        choices = Names(graph.data).choices(parameter.name, parameter.family)
    except CengjiError:
        return []
    labels: dict[str, list[str]] = {}
    for node, label in choices:
        labels.setdefault(local_name(node), []).append(label)
    keys = [(key, "; ".join(dict.fromkeys(names))) for key, names in sorted(labels.items()) if key.startswith(begun)]
    return keys or [(label, "") for label in sorted({label for _, label in choices}) if label.startswith(begun)]


class _Bash(BashComplete):
    """Bash takes ``case=gusu`` for three words; they are one here, and the answer is what stands after the equals sign."""

    source_template = BashComplete.source_template.replace(
        "COMPREPLY+=($value)\n", "COMPREPLY+=($value)\n            [[ $value == *= ]] && compopt -o nospace 2>/dev/null\n"
    )

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one that is being completed, and that one."""
        words = os.environ["COMP_WORDS"].split("\n")
        place = int(os.environ["COMP_CWORD"])
        joined: list[str] = []
        for word in words[1 : place + 1]:
            if joined and (word == "=" or joined[-1].endswith("=")):
                joined[-1] += word
            else:
                joined.append(word)
        incomplete = joined.pop() if joined else ""
        return joined, incomplete

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Return an item as bash is to put it in place of its word."""
        return f"{item.type},{item.value.partition('=')[2] or item.value}"


def register_bash() -> None:
    """Let bash complete values after an equals sign."""
    add_completion_class(_Bash)
