"""Events, posts, concurrent holdings, secondments and cited documents."""

from __future__ import annotations

from cengji.dataset.statements.period import time_of_event, write_period
from cengji.dataset.statements.sink import Sink
from cengji.dataset.terms import CJ, DCTERMS, ORG, RDF_TYPE, concept_iri, date_literal

__all__ = ["write"]


def write(sink: Sink) -> None:
    """State what happened, the posts, and the documents that the source cites."""
    _events(sink)
    _posts(sink)
    _holdings(sink)
    _secondments(sink)
    _policies(sink)


def _events(sink: Sink) -> None:
    for event in sink.case.events:
        iri = sink.item(event, sink.stated)
        before, after = _by_section(sink, event.before), _by_section(sink, event.after)
        changes = bool(event.before or event.after or event.founds)
        sink.thing(iri, sink.stated, "Event", *(("OrganizationalChange",) if changes else ()))
        sink.add(iri, sink.stated, [
            (CJ.eventKind, concept_iri("event-kind", event.kind)),
            (CJ.atPlace, sink[event.place]),
            (CJ.eventDate, date_literal(event.date) if event.date else None),
            (CJ.dateAsWritten, event.date_written),
            (CJ.involves, sink.all(event.involves)),
            (CJ.groupBefore, sink.all(before["groups"])),
            (ORG.originalOrganization, sink.all(before["bodies"])),
            (CJ.groupAfter, sink.all(after["groups"])),
            (ORG.resultingOrganization, sink.all(sorted({*after["bodies"], *event.founds}))),
            (CJ.input, sink.all(event.inputs)),
            (CJ.resultedIn, sink.all(event.results)),
            (CJ.quantifiedBy, sink.all(event.figures)),
        ])  # fmt: skip
        write_period(sink, iri, event.key, time_of_event(event.date, event.date_written))


def _by_section(sink: Sink, keys: list[str]) -> dict[str, list[str]]:
    return {section: [key for key in keys if sink.sections[key] == section] for section in ("bodies", "groups")}


def _posts(sink: Sink) -> None:
    for post in sink.case.posts:
        iri = sink.item(post, sink.stated)
        in_body = sink.sections[post.post_in] == "bodies"
        sink.thing(iri, sink.stated)
        sink.add(iri, sink.stated, [
            (RDF_TYPE, ORG.Post),
            (ORG.postIn if in_body else CJ.postInGroup, sink[post.post_in]),
        ])  # fmt: skip


def _holdings(sink: Sink) -> None:
    for holding in sink.case.concurrent_holdings:
        iri = sink.item(holding, sink.stated)
        sink.thing(iri, sink.stated, "ConcurrentHolding")
        sink.add(iri, sink.stated, [
            (CJ.holdsPost, sink.all(holding.posts)),
            (CJ.quantifiedBy, sink.all(holding.figures)),
        ])  # fmt: skip


def _secondments(sink: Sink) -> None:
    for secondment in sink.case.secondments:
        iri = sink.item(secondment, sink.stated)
        sink.thing(iri, sink.stated, "Secondment")
        sink.add(iri, sink.stated, [
            (CJ.secondedFrom, sink[secondment.sent_from] if secondment.sent_from else None),
            (CJ.secondedTo, sink[secondment.sent_to]),
            (CJ.secondedToPost, sink[secondment.post] if secondment.post else None),
            (CJ.quantifiedBy, sink.all(secondment.figures)),
        ])  # fmt: skip


def _policies(sink: Sink) -> None:
    for policy in sink.case.policies:
        iri = sink.item(policy, sink.stated)
        sink.thing(iri, sink.stated, "PolicyDocument")
        sink.add(iri, sink.stated, [
            (DCTERMS.title, sink.printed(policy.title)),
            (CJ.issuedBy, sink[policy.issued_by] if policy.issued_by else None),
            (DCTERMS.issued, date_literal(policy.date) if policy.date else None),
            (CJ.basisOf, sink.all(policy.basis_of)),
        ])  # fmt: skip
