"""Periods: what a figure, an event or a measure says of its time, as an interval of days by a named rule."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Final, NamedTuple

import pyoxigraph as ox

from cengji.dataset.statements.sink import Sink
from cengji.dataset.terms import CJ, concept_iri, date_literal, yearless_literal

__all__ = ["Time", "time_of_beginning", "time_of_event", "write_period"]

_LEAP_YEAR: Final = 2000
_YEARLESS: Final = re.compile(r"--(\d\d)(?:-(\d\d))?|(\d{1,2})月(?:(\d{1,2})日)?")


class Time(NamedTuple):
    """A time as printed, its first and last possible day as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, and the key of the rule."""

    written: str | None
    start: str | None
    end: str | None
    rule: str
    yearless: str | None = None


def time_of_event(date: str | None, written: str | None) -> Time | None:
    """Return when an event happened: somewhere within the day, month or year of its date; None if nothing is said.

    >>> time_of_event("2016-07", "去年7月").rule, time_of_event(None, "近年来").rule, time_of_event(None, "7月").yearless
    ('month', 'unresolvable', '--07')
    """
    if date:
        return Time(written, date, date, {4: "calendar-year", 7: "month", 10: "day"}[len(date)])
    return _undated(written)


def time_of_beginning(since: str | None, written: str | None) -> Time | None:
    """Return from when a measure is in force, without an end; None if nothing is said."""
    if since:
        return Time(written, since, None, {4: "begins-in-year", 7: "begins-in-month", 10: "begins-on-day"}[len(since)])
    return _undated(written)


def write_period(sink: Sink, owner: ox.NamedNode, key: str, time: Time | None) -> None:
    """State the period of the thing with this key, if it has one."""
    if time is None:
        return
    node, rule = sink.new("period", key), concept_iri("rule", time.rule)
    sink.add(owner, sink.stated, [(CJ.period, node)])
    sink.thing(node, sink.stated, "Period")
    sink.add(node, sink.stated, [
        (CJ.asWritten, time.written),
        (CJ.startDate, date_literal(_first_day(time.start)) if time.start else None),
        (CJ.endDate, date_literal(_last_day(time.end)) if time.end else None),
        (CJ.monthAndDay, yearless_literal(time.yearless) if time.yearless else None),
        (CJ.resolutionRule, rule),
        (CJ.granularity, sink.ontology.granularities.get(rule.value)),
    ])  # fmt: skip


def _undated(written: str | None) -> Time | None:
    if written is None:
        return None
    yearless = _read_yearless(written)
    return Time(written, None, None, "year-lacking" if yearless else "unresolvable", yearless)


def _read_yearless(written: str) -> str | None:
    """Return a month, or month and day, printed without a year as ``--MM`` or ``--MM-DD``."""
    found = _YEARLESS.fullmatch(written)
    if found is None:
        return None
    month, day = int(found[1] or found[3]), found[2] or found[4]
    if month not in range(1, 13) or (day and int(day) not in range(1, monthrange(_LEAP_YEAR, month)[1] + 1)):
        return None
    return f"--{month:02d}" + (f"-{int(day):02d}" if day else "")


def _first_day(text: str) -> str:
    return (text + "-01-01")[:10]


def _last_day(text: str) -> str:
    if len(text) == 4:
        return text + "-12-31"
    if len(text) == 7:
        year, month = map(int, text.split("-"))
        return f"{text}-{monthrange(year, month)[1]:02d}"
    return text
