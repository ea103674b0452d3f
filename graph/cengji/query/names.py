"""What things are called: the IRI that a person means, the label of an IRI, the names one may choose from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Final

import pyoxigraph as ox

from cengji.core.errors import UsageError
from cengji.core.namespaces import CASE, ID, PREFIXES, SCHEME
from cengji.core.resources import query_text
from cengji.core.terms import local_name
from cengji.core.texts import NAMES_IN
from cengji.query.answers import Queryable

__all__ = ["Names", "batches"]

_SHOWN: Final = (ID, CASE, SCHEME)
# The ladders, rungs and groups made of foreign data, which bear the names of its bodies: these are meant.
_MADE: Final = f"{ID}foreign/"
# The parameter that takes whatever a case states; figures and claims have keys and no labels.
_ANYTHING: Final = "thing"
_BATCH: Final = 200
_LIKE_A_KEY: Final = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*")


class Names:
    """The names of the things in some data; what was looked up once is kept."""

    def __init__(self, data: Queryable) -> None:
        """Look names up in these data."""
        self.data = data
        self._found: dict[tuple[str, str, str], ox.NamedNode] = {}
        self._all: list[tuple[str, str]] | None = None

    def node(self, name: str, value: str, family: str = "") -> ox.NamedNode:
        """Find the node that a person means; of several that share a name, the one of the kind that the parameter is named after.

        With a ``family`` (``…/scheme/indicator/``) it has to be one whose IRI begins so and that the data have, or an IRI of somebody else:
        a question about an indicator that is none would be answered as one of which nobody has figures.

        Taken in this order: an IRI, a compact IRI, the short form that the screen shows (``gusu/group/grids``,
        ``indicator/size``), a key, a label.

        :raises UsageError: if nothing is called so, with the nearest names, or several things are, with their IRIs.
        """
        if (name, value, family) not in self._found:
            prefix, colon, rest = value.partition(":")
            if colon and prefix in ("http", "https", "urn"):
                return self._known(name, ox.NamedNode(value), family)
            if colon and prefix in PREFIXES:
                return self._known(name, ox.NamedNode(PREFIXES[prefix] + rest), family)
            self._found[name, value, family] = self._search(name, value, family)
        return self._found[name, value, family]

    def _known(self, name: str, node: ox.NamedNode, family: str) -> ox.NamedNode:
        """Return a node that is of a family, if one of the project is asked for, and in the data.

        :raises UsageError: if it is not.
        """
        iri = node.value
        if not family or not iri.startswith(_SHOWN):
            return node
        if _may_be(iri, family) and list(self.data.rows(query_text("internal/occurs", node=[node]))):
            return node
        return self._refuse(name, iri.removeprefix(family), family)

    def labels(self, iris: Iterable[str], language: str = NAMES_IN) -> dict[str, ox.Literal]:
        """Return the label of each IRI that has one: in this language (``zh``, ``en``), else in a variant of it, else in another."""
        ranked: dict[str, tuple[bool, bool]] = {}
        found: dict[str, ox.Literal] = {}
        for some in batches(iris):
            for node, label, tag in self.data.rows(query_text("internal/labels", node=some)):
                rank = tag != language, not (tag or "").startswith(f"{language}-")
                if node and label is not None and (node not in found or rank < ranked[node]):
                    found[node], ranked[node] = ox.Literal(label, language=tag or None), rank
        return found

    def choices(self, name: str, family: str = "") -> list[tuple[str, str]]:
        """Return what a parameter is likely to take, each with a name: the nodes of its family, or of the kind it is named after."""
        return [(node, label) for node, label in self.entries() if (node.startswith(family) if family else f"/{name}/" in node)]

    def _search(self, name: str, value: str, family: str) -> ox.NamedNode:
        rows = self._likely(name, value)
        if family:
            rows = [row for row in rows if _may_be(row[0], family)]
        for candidates in _candidates(rows, value) or _candidates([row for row in self.entries() if _may_be(row[0], family)], value):
            found = (
                {node for node in candidates if f"/{name}/" in node}
                or {node for node in candidates if not node.startswith(_MADE)}
                or candidates
            )
            if len(found) == 1:
                return ox.NamedNode(found.pop())
            choices = "\n  ".join(sorted(found)[:12])
            raise UsageError(f"{name}={value!r} may mean several things; give one of these IRIs:\n  {choices}")
        return self._refuse(name, value, family)

    def _refuse(self, name: str, value: str, family: str) -> ox.NamedNode:
        choices = self.choices(name, family)
        near = _near(value, choices) or _near(value, [row for row in self.entries() if _may_be(row[0], family)])
        remedy = "try its IRI"
        if family:
            remedy = "give a case" if family == CASE else f"give a concept of the scheme {family.removeprefix(SCHEME).rstrip('/')}"
        raise UsageError(f"nothing is called {value!r} ({name}); " + (f"did you mean {' or '.join(near)}?" if near else remedy))

    def _likely(self, name: str, value: str) -> list[tuple[str, str]]:
        """Return the nodes that the engine finds quickly under this name, each with a name."""
        called = (ox.Literal(value), *(ox.Literal(value, language=language) for language in ("zh", "en")))
        found = _pairs(self.data.rows(query_text("internal/nodes-called", called=called)))
        if _LIKE_A_KEY.fullmatch(value):
            ending = [ox.Literal(f"/{value}")]
            found += _pairs(self.data.rows(query_text("internal/nodes-keyed", ending=ending)))
            if name == _ANYTHING or "/" in value:
                found += _pairs(self.data.rows(query_text("internal/statements-keyed", ending=ending)))
        return found

    def entries(self) -> list[tuple[str, str]]:
        """Return every name in the data with the IRI of the thing that bears it: labels, aliases and codes, by IRI and name."""
        if self._all is None:
            self._all = _pairs(self.data.rows(query_text("internal/names")))
        return self._all


def _may_be(node: str, family: str) -> bool:
    """Return whether a node may be one of a family: it is of it, or of somebody else."""
    return node.startswith(family) or not node.startswith(_SHOWN)


def _pairs(rows: Iterable[tuple[str | None, ...]]) -> list[tuple[str, str]]:
    return [(node, label) for node, label in rows if node and label]


def _candidates(rows: Sequence[tuple[str, str]], value: str) -> list[set[str]]:
    """Return the sets of nodes that a value may mean, likeliest first, none of them empty."""
    nodes = {node for node, _ in rows}
    shown = nodes & {base + value for base in _SHOWN}
    keyed = {node for node in nodes if local_name(node) == value}
    labelled = {node for node, label in rows if label == value}
    return [found for found in (shown, keyed, labelled) if found]


def batches(iris: Iterable[str]) -> Iterator[list[ox.NamedNode]]:
    """Yield distinct IRIs in order, some at a time, so that no query gets too long."""
    wanted = sorted(set(iris))
    for start in range(0, len(wanted), _BATCH):
        yield [ox.NamedNode(iri) for iri in wanted[start : start + _BATCH]]


def _near(value: str, rows: Sequence[tuple[str, str]]) -> list[str]:
    names = {label for _, label in rows} | {local_name(node) for node, _ in rows}
    return get_close_matches(value, sorted(names), n=3, cutoff=0.5)
