"""Numbers that are printed twice and state one thing: the parts of a name, and what a heading says before the text does."""

from __future__ import annotations

from cengji.draft.context import Context
from cengji.draft.outline import Outline
from cengji.draft.passages import Span
from cengji.draft.statements import Statement
from cengji.text.reading import Reading

__all__ = ["claim_of", "without_headings"]


def without_headings(context: Context, figures: list[Statement]) -> list[Statement]:
    """Return figures without those of headings that the text repeats: these are further evidence."""
    text, outline = context.text, Outline(context.passages)
    told: dict[tuple[object, ...], Statement] = {}
    of_headings = []
    for one in figures:
        heading = outline.heading_over(one.start)
        if heading and heading.span[0] <= one.start < heading.span[1]:
            of_headings.append(one)
        else:
            told.setdefault((one.fields["written"], one.fields["unit"], text[one.spans[0][1] : one.spans[0][1] + 2]), one)
    repeated = set()
    for one in of_headings:
        again = told.get((one.fields["written"], one.fields["unit"], text[one.spans[0][1] : one.spans[0][1] + 2]))
        if again and len(str(one.fields["written"])) > 1:
            again.spans += one.spans
            repeated.add(id(one))
    return [one for one in figures if id(one) not in repeated]


def claim_of(context: Context, figure: Statement, reading: Reading, quoted: Span | None) -> tuple[str, str] | None:
    """Return what makes two numbers one claim that is printed twice: the parts of a name with what they are, None where nothing does."""
    text = context.text
    if quoted and reading.measure_word is None and "+" not in (behind := text[reading.start : reading.end + 1]):
        return "name", behind
    if quoted:
        return text[slice(*quoted)], str(reading.start - quoted[0])
    return ("design", text[reading.start : reading.end + 2]) if figure.fields["role"] == "design" else None
