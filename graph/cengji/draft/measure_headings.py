"""The parts of measures that headings repeat."""

from __future__ import annotations

import re

from cengji.draft.item_lists import FEWEST_ITEMS, quotes_in
from cengji.draft.measure_collection import MeasureCollection
from cengji.draft.outline import Outline, ordinal_of

__all__ = ["read_headings"]

_LONGEST_NOUN = 12
_QUOTE = re.compile(r"“([^“”\n]{1,20})”")


def read_headings(found: MeasureCollection, outline: Outline) -> None:
    """Read the headings that repeat the parts of something, as parts of it: “微、治、优” and 立足于“微”强基础."""
    _read_repeated_quotes(found, outline)
    parts = {name: one for one in found.in_order() if one.rule == "listed-part" for name in (one.label, *one.aliases)}
    letters = {item: one for one in found.in_order() for name in (one.label, *one.aliases) for item in name.split("、") if len(item) == 1}
    for heading in outline.headings:
        for quote in _QUOTE.finditer(found.context.text, *heading.span):
            if whole := letters.get(quote[1]):
                found.note_part(quote[1], quote.span(), whole)
        line = found.context.text[slice(*heading.span)].strip()
        _, title = ordinal_of(line)
        name = next((title[at:] for at in range(len(title) - 1) if title[at:] in parts), None)
        if name and title != line and len(title) <= _LONGEST_NOUN:
            part = parts[name]
            start = found.context.text.index(title, *heading.span)
            part.spans.append((start, start + len(title)))
            part.aliases = [one for one in dict.fromkeys((part.label, *part.aliases)) if one != title]
            part.label = title
            found.by_name.setdefault(title, part)


def _read_repeated_quotes(found: MeasureCollection, outline: Outline) -> None:
    """Read three or more names in quotes, of which headings repeat most, as the parts of what begins their sentence."""
    text, passages = found.context.text, found.context.passages
    headings = "\n".join(text[slice(*heading.span)] for heading in outline.headings)
    for quotes in passages.once(quotes_in, 0, len(text)):
        names = [name for name, _ in quotes if name in headings]
        if len(names) < FEWEST_ITEMS:
            continue
        place = quotes[0][1][0] - 1
        start, _ = passages.sentences[passages.sentence_at(place)]
        whole = next((one for at in range(start, place) if (one := found.characters.get(at))), None)
        for name in names:
            part = found.by_name.get(name)
            if part and part.kind != "element" and part is not whole:
                part.fields.update(kind="element", generic=None, part_of=whole)
