"""Agreement for Python: two curations of one document compared."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

from cengji.agreement import Agreement as Result
from cengji.agreement import Report, agreement_csv, agreement_json, agreement_markdown, compare_curations, report_agreement
from cengji.api.source import case_path
from cengji.cases.loader import LoadedCase, load_case
from cengji.core.errors import Fault, InputError
from cengji.dataset import read_ontology

__all__ = ["Agreement", "agree"]


@dataclass(frozen=True, repr=False)
class Agreement:
    """How far two curations of a document agree: true where nothing is to settle.

    ``result`` holds counts and coefficients by kind, attribute and link, and ``differences``, the list to settle.

    >>> import cengji
    >>> agreement = cengji.agree("gusu", "gusu")
    >>> bool(agreement), agreement.result.kinds[0].name, agreement.result.kinds[0].exact_f
    (True, 'places', 1.0)
    """

    result: Result

    def __bool__(self) -> bool:
        """Return whether there is nothing to settle."""
        return not self.result.differences

    def report(self) -> Report:
        """Return what people read: tables of texts, a line for each thing to settle, with its place in the file, and notes."""
        return report_agreement(self.result)

    def to_markdown(self) -> str:
        """Return the report as Markdown."""
        return agreement_markdown(self.result)

    def to_csv(self) -> str:
        """Return the list to settle as CSV, with file, line and raw characters of both curations."""
        return agreement_csv(self.result)

    def to_json(self) -> str:
        """Return all of it as JSON."""
        return agreement_json(self.result)

    def __repr__(self) -> str:
        """Return the files and how much is to settle."""
        return f"<Agreement of {self.result.first} with {self.result.second}: {len(self.result.differences)} to settle, see .to_markdown()>"

    def _repr_html_(self) -> str:
        """Return the report for a notebook."""
        return f"<pre>{escape(self.to_markdown())}</pre>"


def agree(first: Path | str, second: Path | str) -> Agreement:
    """Return how far two curations of one document agree, matched by the characters of their evidence; what is only proposed is left out.

    >>> import cengji
    >>> cengji.agree("gusu", "gusu").report().notes[-1]
    '0 to settle'

    :param first: a case file, or the key of a packaged case.
    :param second: the other one, of the same document.
    :raises UsageError: if there is no such packaged case.
    :raises InputError: if a case is faulty, with every fault, or they are of different documents.
    """
    ontology = read_ontology()
    loaded: list[LoadedCase] = []
    faults: list[Fault] = []
    for one in (first, second):
        try:
            loaded.append(load_case(case_path(one), ontology.vocabulary))
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    return Agreement(compare_curations(*loaded))
