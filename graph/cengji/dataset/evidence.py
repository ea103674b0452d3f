"""The evidence of a dataset held against the user's copies of the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from cengji.core.namespaces import EVIDENCE_CHECK
from cengji.core.resources import query_text
from cengji.dataset.check import Finding
from cengji.dataset.store import Dataset
from cengji.dataset.terms import CJ, concept_iri, integer
from cengji.text.evidence import SliceCheck, State, Verifier
from cengji.text.sources import SourceFile, SourceFolder

__all__ = ["EvidenceCheck", "check_evidence", "evidence_findings", "evidence_quads"]

_COMMON = 2  # characters of an expression that tell no document from others
_MISSING = (
    "the document {title} is missing: no file in {folder} has its SHA-256 {digest}; {number} pieces of its evidence are unchecked",
    "文献{title}缺失:{folder} 中没有文件的 SHA-256 为 {digest};其 {number} 条证据未能核对",
)
_LENGTH = (
    "{title} is said to have {stated:,} characters, the file of its digest has {found:,}: state that number",
    "{title}所记为 {stated:,} 个字符,校验和相同的文件有 {found:,} 个:请改为后者",
)
_MESSAGES = {
    State.MOVED: (
        "the evidence {printed} moved from {start} to {found}: anchor it again",
        "证据{printed}从 {start} 移到 {found}:请重新锚定",
    ),
    State.CHANGED: (
        "the evidence {printed} at {start} is changed: its characters are found nowhere",
        "位于 {start} 的证据{printed}已改变:原字符无处可寻",
    ),
    State.UNANCHORED: (
        "the evidence {printed} has no characters yet: run `cengji anchor`",
        "证据{printed}还没有字符位置:请运行 cengji anchor",
    ),
}


@dataclass(frozen=True, slots=True)
class EvidenceCheck:
    """What became of one piece of evidence; ``start`` and ``end`` are as stated, raw code points."""

    evidence: str
    thing: str
    document: str
    printed: str
    start: int | None
    end: int | None
    checked: SliceCheck


def check_evidence(dataset: Dataset, folder: Path) -> list[EvidenceCheck]:
    """Hold every piece of evidence against the documents in a folder, found by their SHA-256.

    Where no file has the digest of a document, the readable file in which most of its evidence is found counts as its changed
    copy, if that is at least half; else all its evidence is missing. Each expression counts once, by its characters beyond the
    second: words of two, 社区 or 群众, stand in any article.

    :raises InputError: if the folder or a document cannot be read.
    """
    sources = SourceFolder(folder)
    digests = {document or "": (digest or "").lower() for document, digest, *_ in dataset.rows(query_text("internal/document-digests"))}
    claims: dict[str, list[tuple[str, ...]]] = {document: [] for document in digests}
    for row in dataset.rows(query_text("internal/evidence")):
        cells = tuple(cell or "" for cell in row)
        claims.setdefault(cells[2], []).append(cells)
    others = sources.others(set(digests.values()))
    return [
        check
        for document, rows in claims.items()
        for check in _check_document(rows, sources.find(digests.get(document, "")) or _changed_copy(rows, others))
    ]


def _check_document(rows: list[tuple[str, ...]], file: SourceFile | None) -> Iterator[EvidenceCheck]:
    verifier = Verifier(file.text) if file else None
    for evidence, thing, document, printed, digest, start, end in rows:
        if not digest:
            checked = SliceCheck(State.UNANCHORED)
        elif verifier is None:
            checked = SliceCheck(State.MISSING)
        else:
            checked = verifier.check(int(start), int(end), digest)
        yield EvidenceCheck(evidence, thing, document, printed, int(start) if start else None, int(end) if end else None, checked)


def _changed_copy(rows: list[tuple[str, ...]], files: list[SourceFile]) -> SourceFile | None:
    """Return the file that holds most of the evidence, weighed by what tells documents apart; None where none holds half."""
    spans = {row[4]: (int(row[5]), int(row[6])) for row in rows if row[4]}
    weights = {digest: max(0, end - start - _COMMON) for digest, (start, end) in spans.items()}
    scored = []
    for file in files:
        verifier = Verifier(file.text)
        found = sum(weight for digest, weight in weights.items() if verifier.check(*spans[digest], digest).state is not State.CHANGED)
        scored.append((found, file.path.name, file))
    best = max(scored, default=None, key=lambda score: score[:2])
    return best[2] if best and best[0] and 2 * best[0] >= sum(weights.values()) else None


def evidence_findings(dataset: Dataset, checks: list[EvidenceCheck], folder: Path) -> list[Finding]:
    """Return an error for every piece of evidence that does not stand where it says, in reading order.

    A missing document is one error, by its title, and so is one whose length is not what is stated.
    """
    findings = []
    sources = SourceFolder(folder)
    missing = Counter(one.document for one in checks if one.checked.state is State.MISSING)
    for document, digest, title, characters in (
        tuple(cell or "" for cell in row) for row in dataset.rows(query_text("internal/document-digests"))
    ):
        if document in missing:
            values = {"title": f"“{title}”", "folder": folder, "digest": digest.lower(), "number": missing[document]}
            en, zh = (message.format_map(values) for message in _MISSING)
            findings.append(Finding("error", "document-missing", document, en, zh))
        file = sources.find(digest.lower())
        if file and characters and int(characters) != len(file.text):
            values = {"title": f"“{title}”", "stated": int(characters), "found": len(file.text)}
            en, zh = (message.format_map(values) for message in _LENGTH)
            findings.append(Finding("error", "document-length", document, en, zh))
    for one in checks:
        if one.checked.state in _MESSAGES:
            values = {"printed": one.printed and f"“{one.printed}”", "start": one.start, "found": one.checked.found_at}
            en, zh = (message.format_map(values) for message in _MESSAGES[one.checked.state])
            findings.append(Finding("error", f"evidence-{one.checked.state}", one.thing, en, zh))
    return findings


def evidence_quads(checks: list[EvidenceCheck]) -> list[ox.Quad]:
    """Return the result as RDF: the state of each piece of evidence, in a graph of its own."""
    graph = ox.NamedNode(EVIDENCE_CHECK)
    quads = set()
    for one in checks:
        node = ox.NamedNode(one.evidence)
        quads.add(ox.Quad(node, CJ.evidenceState, concept_iri("evidence-state", one.checked.state), graph))
        if one.checked.found_at is not None:
            quads.add(ox.Quad(node, CJ.foundAt, integer(one.checked.found_at), graph))
    return sorted(quads, key=str)
