"""The coverage of a case: which numerals and names of its document no statement accounts for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cengji.cases.case import Case, evidence_of
from cengji.cases.loader import load_case
from cengji.cases.parts import Evidence
from cengji.text.clean import Cleaned
from cengji.text.coverage import Account, Token, account_for

__all__ = ["Coverage", "cover"]


@dataclass(frozen=True, repr=False)
class Coverage:
    """Which numerals and names of a document are accounted for: by evidence, as lexical uses, by exclusion, or are ``open``.

    >>> from cengji.text.clean import clean
    >>> from cengji.text.coverage import account_for
    >>> from cengji.text.wordlists import lexical_uses
    >>> document = clean("全区设立168个社区。")
    >>> coverage = Coverage("gusu", document, tuple(account_for(document, [], [], lexical_uses())))
    >>> coverage
    <Coverage of gusu: 0.0 % of numerals, 100.0 % of names; 1 open, see .open, .stubs()>
    >>> coverage.context(coverage.open[0])
    '全区设立【168个】社区。'
    """

    key: str
    document: Cleaned
    tokens: tuple[Token, ...]
    case: Case | None = None

    @property
    def open(self) -> tuple[Token, ...]:
        """The tokens that no statement accounts for, in reading order."""
        return tuple(token for token in self.tokens if token.account is Account.OPEN)

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many numerals and how many names have each account."""
        counts = {kind: dict.fromkeys(("evidence", "lexical", "excluded", "open"), 0) for kind in ("numeral", "name")}
        for token in self.tokens:
            counts[token.kind][token.account] += 1
        return counts

    @property
    def shares(self) -> dict[str, float]:
        """The percentage accounted for of the numerals and of the names; 100 where there are none."""
        totals = {kind: sum(counts.values()) for kind, counts in self.counts.items()}
        return {kind: 100 * (total - self.counts[kind]["open"]) / total if total else 100.0 for kind, total in totals.items()}

    def context(self, token: Token) -> str:
        """Return a token in brackets among the 8 characters before and after it."""
        start, end = self.document.clean_span(token.start, token.end)
        before, after = self.document.text[max(0, start - 8) : start], self.document.text[end : end + 8]
        return f"{' '.join(before.split())}【{token.text}】{' '.join(after.split())}"

    def stubs(self) -> str:
        """Return ready YAML for every open token: what a draft proposes there, the rest as exclusions, and what these refer to.

        What the case names already is referred to by its key.
        """
        from cengji.api.drafting import learn_packaged
        from cengji.cases.shorthand import expand_case
        from cengji.cases.writer import write_case
        from cengji.draft import propose

        return write_case(expand_case(propose(self.document, learn_packaged(), self.tokens, self.case)), {}).lstrip()

    def to_dict(self) -> dict[str, object]:
        """Return the counts and the open tokens as plain values, raw code points among them."""
        return {"counts": self.counts, "open": [{"kind": t.kind, "start": t.start, "end": t.end, "text": t.text} for t in self.open]}

    def __repr__(self) -> str:
        """Return the shares and the number of open tokens."""
        shares = ", ".join(f"{share:.1f} % of {kind}s" for kind, share in self.shares.items())
        return f"<Coverage of {self.key}: {shares}; {len(self.open)} open, see .open, .stubs()>"


def cover(key: str, path: Path, document: Cleaned, lexical: Path | str | None = None) -> Coverage:
    """Return the coverage of a document by the case in a file; what is only proposed accounts for nothing."""
    from cengji.dataset import read_ontology
    from cengji.text.wordlists import lexical_uses

    loaded = load_case(path, read_ontology().vocabulary)
    case = loaded.case.accepted()
    excluded = [one for exclusion in case.exclusions for one in exclusion.evidence]
    uses = lexical_uses(*([Path(lexical)] if lexical else []))
    proofs, language = _spans(evidence_of(case)), case.document.language
    return Coverage(key, document, tuple(account_for(document, proofs, _spans(excluded), uses, language=language)), loaded.case)


def _spans(evidence: Iterable[Evidence]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in evidence if one.start is not None and one.end is not None]
