"""Semantic faults planted into the packaged cases, by kind, from a seed: what a check must find, and on which line.

Every plant changes one field of one item of one case file as text, so that all the rest stays as it was. It was
written before the checks that find them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

__all__ = ["KINDS", "Edit", "Item", "Plant", "Sheet", "add_field", "plant", "read_number", "set_field"]


@dataclass(frozen=True, slots=True)
class Plant:
    """A case file with one fault in it; ``line`` is the changed one (from 1) and ``field`` the last name of its field."""

    kind: str
    case: str
    text: str
    line: int
    field: str
    change: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a section: its key, and the lines (from 0) that it takes."""

    section: str
    key: str
    first: int
    last: int


class Sheet:
    """A case file as lines, with its items."""

    def __init__(self, case: str, text: str) -> None:
        self.case, self.lines = case, text.split("\n")
        self.items: list[Item] = []
        section, key, first = "", "", 0
        for at, line in enumerate([*self.lines, "end:"]):
            top, entry = re.match(r"([a-z_]+):", line), re.match(r"  - key: (\S+)", line)
            if key and (top or entry):
                self.items.append(Item(section, key, first, at))
                key = ""
            section = top[1] if top else section
            if entry:
                key, first = entry[1], at

    def of(self, *sections: str) -> list[Item]:
        return [item for item in self.items if item.section in sections]

    def field(self, item: Item, name: str) -> tuple[int, str] | None:
        """Return line (from 0) and value of a field that stands on a line of its own."""
        for at in range(item.first, item.last):
            if match := re.fullmatch(rf"    {name}: (.*)", self.lines[at]):
                return at, match[1]
        return None

    def value(self, item: Item, name: str) -> str:
        found = self.field(item, name)
        return found[1] if found else ""

    def with_line(self, at: int, new: str) -> str:
        return "\n".join([*self.lines[:at], new, *self.lines[at + 1 :]])

    def with_added(self, at: int, new: str) -> str:
        return "\n".join([*self.lines[: at + 1], new, *self.lines[at + 1 :]])


Edit = tuple[str, int, str, str]
"""The new text, the changed line from 0, its field, and what was done."""


def set_field(sheet: Sheet, item: Item, name: str, new: str) -> Edit | None:
    found = sheet.field(item, name)
    if found is None:
        return None
    at, old = found
    return None if old == new else (sheet.with_line(at, f"    {name}: {new}"), at, name, f"{item.key}.{name}: {old} -> {new}")


def add_field(sheet: Sheet, item: Item, name: str, new: str) -> Edit | None:
    if sheet.field(item, name):
        return set_field(sheet, item, name, new)
    return sheet.with_added(item.first, f"    {name}: {new}"), item.first + 1, name, f"{item.key}.{name} = {new}"


def read_number(sheet: Sheet, item: Item, name: str = "value") -> str:
    value = sheet.value(item, name).strip('"')
    return value if re.fullmatch(r"\d+(\.\d+)?", value) and re.search(r"\d", sheet.value(item, "written")) else ""


def _wrong_value(sheet: Sheet, draw: random.Random) -> Edit | None:
    item = draw.choice(sheet.of("figures"))
    value = read_number(sheet, item)
    if not value:
        return None
    number = float(value)
    wrong = draw.choice([number * 10, number + 1, number * 2, 999.0 if number != 999 else 998.0])
    return set_field(sheet, item, "value", f"{wrong:g}" if wrong < 1e6 else f"{wrong:.0f}")


def _wrong_comparator(sheet: Sheet, draw: random.Random) -> Edit | None:
    item = draw.choice(sheet.of("figures"))
    if not read_number(sheet, item) or sheet.value(item, "role") == "threshold":
        return None
    now = sheet.value(item, "comparator") or "exact"
    return add_field(sheet, item, "comparator", draw.choice([one for one in ("exact", "moreThan", "lessThan", "atMost") if one != now]))


def _wrong_precision(sheet: Sheet, draw: random.Random) -> Edit | None:
    item = draw.choice(sheet.of("figures"))
    if not read_number(sheet, item) or sheet.value(item, "comparator") not in ("", "exact"):
        return None
    now = sheet.value(item, "precision").strip('"')
    return add_field(sheet, item, "precision", f"{float(now) * 10:g}" if now else "10")


def _wrong_unit(sheet: Sheet, draw: random.Random) -> Edit | None:
    item = draw.choice(sheet.of("figures"))
    swaps = {"person": "person-time", "person-time": "person", "cny": "usd", "household": "person", "percent": "percentage-point",
             "team-unit": "person", "household-unit": "household", "project-item": "person"}  # fmt: skip
    unit = sheet.value(item, "unit")
    printed = re.search(r"人|名|元|户|%|支|家|项", sheet.value(item, "written"))
    return set_field(sheet, item, "unit", swaps[unit]) if unit in swaps and printed else None


def _wrong_kind(sheet: Sheet, draw: random.Random) -> Edit | None:
    item = draw.choice(sheet.of("figures"))
    kinds = {"person": ["money", "share", "area"], "item": ["money", "share", "area"], "cny": ["count", "share"],
             "percent": ["count", "money"], "square-metre": ["count", "money"]}  # fmt: skip
    unit = sheet.value(item, "unit")
    return set_field(sheet, item, "kind", draw.choice(kinds[unit])) if unit in kinds else None


def _negative_count(sheet: Sheet, draw: random.Random) -> Edit | None:
    item = draw.choice(sheet.of("figures"))
    value = read_number(sheet, item)
    return set_field(sheet, item, "value", f"-{value}") if value and sheet.value(item, "kind") == "count" else None


def _fractional_count(sheet: Sheet, draw: random.Random) -> Edit | None:
    item = draw.choice(sheet.of("figures"))
    value = read_number(sheet, item)
    return set_field(sheet, item, "value", f"{value}.5") if value and "." not in value and sheet.value(item, "kind") == "count" else None


def _share_over_hundred(sheet: Sheet, draw: random.Random) -> Edit | None:
    item = draw.choice(sheet.of("figures"))
    value = read_number(sheet, item)
    if not value or sheet.value(item, "kind") != "share":
        return None
    return set_field(sheet, item, "value", f"{float(value) + draw.choice([100, 200, 50.5 + 100]):g}")


def _evidence(sheet: Sheet, draw: random.Random) -> tuple[Item, int, re.Match[str]] | None:
    item = draw.choice(sheet.items)
    for at in range(item.first, item.last):
        match = re.match(
            r"    evidence: \{text: (?P<text>[^,'\"]+), start: (?P<start>\d+), end: (?P<end>\d+), sha256: (?P<digest>\w+)\}$",
            sheet.lines[at],
        )
        if match:
            return item, at, match
    return None


def _evidence_length(sheet: Sheet, draw: random.Random) -> Edit | None:
    found = _evidence(sheet, draw)
    if found is None:
        return None
    item, at, match = found
    end = int(match["end"]) + draw.choice([1, 2, 5])
    return sheet.with_line(at, sheet.lines[at].replace(f"end: {match['end']}", f"end: {end}")), at, "evidence", f"{item.key}: end {end}"


def _evidence_text(sheet: Sheet, draw: random.Random) -> Edit | None:
    found = _evidence(sheet, draw)
    if found is None or len(match_text := found[2]["text"]) < 3:
        return None
    item, at, _ = found
    other = draw.choice([c for c in "东西南北中" if c not in match_text])
    changed = match_text[:-1] + other
    return (
        sheet.with_line(at, sheet.lines[at].replace(f"text: {match_text},", f"text: {changed},")),
        at,
        "evidence",
        f"{item.key}: {changed}",
    )


def _evidence_digest(sheet: Sheet, draw: random.Random) -> Edit | None:
    found = _evidence(sheet, draw)
    if found is None:
        return None
    item, at, match = found
    wrong = match["digest"][:-1] + ("0" if match["digest"][-1] != "0" else "1")
    return sheet.with_line(at, sheet.lines[at].replace(match["digest"], wrong)), at, "evidence", f"{item.key}: digest"


def _same_ends_of_a_ratio(sheet: Sheet, draw: random.Random) -> Edit | None:
    parts = ("numerator", "denominator")
    figures = sheet.of("figures")
    shares = [item for item in figures if sheet.value(item, "kind") == "share" and not any(sheet.field(item, part) for part in parts)]
    if not shares:
        return None
    item, other = draw.choice(shares), draw.choice(sheet.of("figures"))
    text = sheet.with_added(item.first, f"    numerator: {other.key}\n    denominator: {other.key}")
    return text, item.first + 2, "denominator", f"{item.key}: numerator = denominator = {other.key}"


def _relation_to_itself(sheet: Sheet, draw: random.Random) -> Edit | None:
    item = draw.choice(sheet.of("relations"))
    return set_field(sheet, item, "object", sheet.value(item, "subject"))


def _parent_below(sheet: Sheet, draw: random.Random) -> Edit | None:
    """Make a rung's group or body subordinate to that of a lower rung of the same ladder."""
    ladders = [item for item in sheet.of("ladders") if sheet.value(item, "line") in ("party", "administrative")]
    if not ladders:
        return None
    ladder = draw.choice(ladders)
    rungs = [m[2] for at in range(ladder.first, ladder.last) if (m := re.fullmatch(r"      - (group|body): (\S+)", sheet.lines[at]))]
    if len(rungs) < 2:
        return None
    high, low = sorted(draw.sample(range(len(rungs)), 2))
    item = next((item for item in sheet.of("groups", "bodies") if item.key == rungs[high]), None)
    return add_field(sheet, item, "parent", rungs[low]) if item and rungs[high] != rungs[low] else None


def _tier_against_rung(sheet: Sheet, draw: random.Random) -> Edit | None:
    """Map the group or body of a rung to another tier than the rung."""
    ladder = draw.choice(sheet.of("ladders"))
    rungs = [at for at in range(ladder.first, ladder.last) if sheet.lines[at].startswith("      - ")]
    at = draw.choice(rungs)
    body = re.search(r"body: ([a-z0-9-]+)", sheet.lines[at])
    end = next((other for other in rungs if other > at), ladder.last)
    text = "\n".join(sheet.lines[at:end])
    tier = None if "alternatives" in text or "disputed" in text else re.search(r"\btier: ([a-z-]+)", text)
    item = next((item for item in sheet.of("groups", "bodies") if body and item.key == body[1]), None)
    if item is None or tier is None or sheet.value(item, "tier"):
        return None
    return add_field(sheet, item, "tier", draw.choice([one for one in ("county", "area", "estate") if one != tier[1]]))


def _code_length(sheet: Sheet, draw: random.Random) -> Edit | None:
    item = draw.choice(sheet.of("places"))
    code = sheet.value(item, "code").strip('"')
    if not code:
        return None
    wrong = draw.choice([code[:-1], code + "1", code + "001", code[:-2] if len(code) > 2 else code + "0"])
    return set_field(sheet, item, "code", f'"{wrong}"')


def _place_upside_down(sheet: Sheet, draw: random.Random) -> Edit | None:
    """Put a place into one of a lower tier."""
    order = ["province", "prefecture", "county", "subdistrict", "area", "community", "sub-community", "estate", "building"]
    places = [(item, order.index(tier)) for item in sheet.of("places") if (tier := sheet.value(item, "tier")) in order]
    item, tier = draw.choice(places)
    lower = [other.key for other, rank in places if rank > tier]
    return add_field(sheet, item, "part_of", draw.choice(lower)) if lower else None


def _date_after_document(sheet: Sheet, draw: random.Random) -> Edit | None:
    published = next((m[1] for line in sheet.lines if (m := re.fullmatch(r'  published: "(\d{4})-\d\d-\d\d"', line))), "")
    events = [item for item in sheet.of("events") if sheet.field(item, "date")]
    if not published or not events:
        return None
    year = int(published) + draw.randrange(1, 10)
    return set_field(sheet, draw.choice(events), "date", draw.choice([f'"{year}"', f'"{year}-03"', f'"{year}-05-01"']))


def _nothing_changed(sheet: Sheet, draw: random.Random) -> Edit | None:
    item, group = draw.choice(sheet.of("events")), draw.choice(sheet.of("groups"))
    if sheet.field(item, "before") or sheet.field(item, "after"):
        return None
    text = sheet.with_added(item.first, f"    before: {group.key}\n    after: {group.key}")
    return text, item.first + 2, "after", f"{item.key}: before = after = {group.key}"


def _invisible_label(sheet: Sheet, draw: random.Random) -> Edit | None:
    item = draw.choice(sheet.of("bodies", "groups", "measures", "places"))
    found = sheet.field(item, "label")
    match = re.match(r"\{zh: ([^,]+)", found[1]) if found else None
    if found is None or match is None:
        return None
    kind = draw.randrange(3)
    label = match[1].strip("'\"“”")
    new = ['"\\u3000"', '"\\u200b\\u200b"', f'"{label[:1]}\\u200b{label[1:]}"'][kind]
    line = sheet.lines[found[0]].replace(f"{{zh: {match[1]}", f"{{zh: {new}", 1)
    return sheet.with_line(found[0], line), found[0], "label", f"{item.key}.label: {new}"


SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高"
GIVEN = ["伟", "芳", "秀英", "建国", "丽", "志强", "晓明", "海燕", "国平", "静"]
TITLES = ["同志", "先生", "女士", "书记", "主任", "局长", "老师"]


def _person(sheet: Sheet, draw: random.Random) -> Edit | None:
    item = draw.choice(sheet.of("bodies", "posts"))
    found = sheet.field(item, "label")
    match = re.match(r"\{zh: ([^,}]+)", found[1]) if found else None
    if found is None or match is None:
        return None
    name = draw.choice(SURNAMES) + draw.choice(GIVEN) + draw.choice(TITLES)
    line = sheet.lines[found[0]].replace(f"{{zh: {match[1]}", f"{{zh: {name}", 1)
    return sheet.with_line(found[0], line), found[0], "label", f"{item.key}.label: {name}"


KINDS: dict[str, Callable[[Sheet, random.Random], Edit | None]] = {
    "value-against-print": _wrong_value,
    "comparator-against-print": _wrong_comparator,
    "precision-against-print": _wrong_precision,
    "unit-against-print": _wrong_unit,
    "kind-against-unit": _wrong_kind,
    "negative-count": _negative_count,
    "fractional-count": _fractional_count,
    "share-over-100": _share_over_hundred,
    "evidence-length": _evidence_length,
    "evidence-text": _evidence_text,
    "evidence-digest": _evidence_digest,
    "numerator-is-denominator": _same_ends_of_a_ratio,
    "relation-to-itself": _relation_to_itself,
    "parent-below": _parent_below,
    "tier-against-rung": _tier_against_rung,
    "code-length": _code_length,
    "place-upside-down": _place_upside_down,
    "date-after-document": _date_after_document,
    "nothing-changed": _nothing_changed,
    "invisible-label": _invisible_label,
    "person": _person,
}


def plant(kind: str, make: Callable[[Sheet, random.Random], Edit | None], cases: dict[str, str], count: int, seed: int) -> Iterator[Plant]:
    """Yield so many different plants of a kind, over the case files given as text by case; the same for the same seed.

    Fewer come where the cases have not as many places for them.
    """
    draw = random.Random(f"{kind} {seed}")  # noqa: S311 - a reproducible draw
    sheets = [Sheet(case, text) for case, text in sorted(cases.items())]
    seen: set[str] = set()
    for _ in range(200 * count):
        sheet = draw.choice(sheets)
        try:
            edit = make(sheet, draw)
        except (IndexError, ValueError):  # nothing, or too little, to choose from
            continue
        if edit and (sheet.case + edit[3]) not in seen:
            seen.add(sheet.case + edit[3])
            yield Plant(kind, sheet.case, edit[0], edit[1] + 1, edit[2], edit[3])
            if len(seen) == count:
                return
