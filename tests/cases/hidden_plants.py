"""Faults that two fields hide between them, planted as in :mod:`tests.cases.plants`: print and evidence, links, ends, signs.

Each plant is a whole case file with one contradiction; ``line`` is where it must be found.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.cases.plants import KINDS as PLAIN
from tests.cases.plants import Edit, Item, Sheet, add_field, read_number, set_field

__all__ = ["KINDS"]

_TIERS = ["province", "prefecture", "county", "subdistrict", "area", "community", "sub-community", "estate", "building"]
_UNPRINTED = [
    "\u3164",
    "\u115f",
    "\u1160",
    "\uffa0",
    "\u2800",
    "\u180e",
    "\U000e0041",
    "\u034f",
    "\ufe0f",
    "\u17b4",
    "\u2063",
    "\ue000",
    "\ufffd",
]
_PEOPLE = [
    "王伟",
    "李秀英",
    "欧阳修文",
    "司马光明",
    "尉迟恭",
    "王某某",
    "刘德全",
    "书记王某某",
    "社区书记张桂梅",
    "王大姐",
    "老李",
    "小张",
    "王某某等",
    "李建国等3人",
    "王某某工作室",
    "老王调解室",
    "阿依古丽·买买提",
    "令狐冲",
    "皇甫嵩",
    "上官婉儿",
    "长孙无忌",
    "仇和平",
    "韦国清",
    "网格员王芳",
    "李奶奶",
    "刘叔",
    "周主席",
    "吴区长",
    "郑常委",
    "冯副主任",
    "李总",
]
_DOERS = [
    "王建国同志当选书记",
    "李明主任主抓机制",
    "王某某工作法",
    "刘芳工作室",
    "任命陈志强为主任",
    "欧阳锋任书记",
    "老李调解法",
    "周建国先生捐款",
]


def _then(edit: Edit | None, key: str, more: Callable[[Sheet, Item], Edit | None]) -> Edit | None:
    """Make a second edit of the item of this key."""
    if edit is None:
        return None
    sheet = Sheet("", edit[0])
    return more(sheet, next(item for item in sheet.items if item.key == key))


def _written_beside_evidence(sheet: Sheet, draw: random.Random) -> Edit | None:
    """Change value and printed expression alike, so that only the evidence says otherwise."""
    item = draw.choice(sheet.of("figures"))
    value, written = read_number(sheet, item), sheet.value(item, "written")
    if (
        not value
        or value not in written
        or not written[0].isdigit()
        or sheet.field(item, "comparator")
        or "text: " not in sheet.value(item, "evidence")
    ):
        return None
    other = str(int(float(value)) + draw.randrange(1, 9))
    first = set_field(sheet, item, "value", other)
    return _then(first, item.key, lambda now, again: set_field(now, again, "written", written.replace(value, other)))


def _reading_against_print(sheet: Sheet, draw: random.Random) -> Edit | None:
    item, name = draw.choice(sheet.of("figures")), draw.choice(["reading_lower", "reading_upper"])
    found = sheet.field(item, name)
    return set_field(sheet, item, name, f"{float(found[1]) + draw.choice([-1, 1, 10]):.0f}") if found else None


def _order_against_print(sheet: Sheet, draw: random.Random) -> Edit | None:
    item = draw.choice(sheet.of("figures"))
    counted = sheet.value(item, "kind") == "count" and re.match(r"\d+[个名家项]", sheet.value(item, "written"))
    counted = counted and not re.search("[每均]", sheet.value(item, "evidence"))  # for each of something, it is a ratio
    return set_field(sheet, item, "kind", draw.choice(["ordinal", "rank", "ratio"])) if counted else None


def _below_zero(sheet: Sheet, draw: random.Random) -> Edit | None:
    """Make a quantity negative whose print cannot be read."""
    item = draw.choice(sheet.of("figures"))
    value, kind = read_number(sheet, item), sheet.value(item, "kind")
    if not value.isdigit() or kind not in ("count", "duration", "area", "frequency", "ordinal", "share"):
        return None
    first = set_field(sheet, item, "written", "若干")
    return _then(first, item.key, lambda now, again: set_field(now, again, "value", f"-{value}"))


def _part_of_itself(sheet: Sheet, draw: random.Random) -> Edit | None:
    if draw.random() < 0.2:
        item, name = draw.choice(sheet.of("figures")), draw.choice(["numerator", "denominator", "paired_with"])
    else:
        item, name = draw.choice(sheet.of("measures")), draw.choice(["succeeds", "rolled_out_from", "feeds_into"])
    return add_field(sheet, item, name, item.key)


def _circle_of_origins(sheet: Sheet, draw: random.Random) -> Edit | None:
    name = draw.choice(["succeeds", "rolled_out_from"])
    first, second = draw.sample(sheet.of("measures"), 2)
    if sheet.field(first, name) or sheet.field(second, name):
        return None
    return _then(add_field(sheet, second, name, first.key), first.key, lambda now, again: add_field(now, again, name, second.key))


def _named_twice(sheet: Sheet, draw: random.Random) -> Edit | None:
    item, body = draw.choice(sheet.of("measures")), draw.choice(sheet.of("bodies", "groups"))
    name = draw.choice(["led_by", "assisted_by", "acts_on"])
    return None if sheet.field(item, name) else add_field(sheet, item, name, f"[{body.key}, {body.key}]")


def _alias_repeats(sheet: Sheet, draw: random.Random) -> Edit | None:
    item = draw.choice(sheet.of("measures", "posts"))
    if sheet.field(item, "aliases") or "zh:" not in sheet.value(item, "label"):
        return None
    label = sheet.value(item, "label").split("zh:")[1].split(",")[0].strip(" {}")
    return add_field(sheet, item, "aliases", draw.choice([f"[{label}]", f"[别的名称, {label}]"]))


def _both_ways(sheet: Sheet, draw: random.Random) -> Edit | None:
    item, relation = draw.choice(sheet.of("relations")), draw.choice(["leads", "reports-to", "escalates-to", "dispatches-to", "guides"])
    low, high = sheet.value(item, "object"), sheet.value(item, "subject")
    first = set_field(sheet, item, "relation", relation) or (("\n".join(sheet.lines), 0, "", ""))
    back = f"  - {{key: planted, subject: {low}, relation: {relation}, object: {high}, status: inferred, note: 另一方向}}"
    now = Sheet(sheet.case, first[0])
    return now.with_added(item.first - 1, back), item.first, "object", f"{item.key}: {relation} both ways"


def _power_to_itself(sheet: Sheet, draw: random.Random) -> Edit | None:
    powers = sheet.of("powers")
    if not powers:
        return None
    item, (other, body) = draw.choice(powers), draw.sample(sheet.of("bodies", "groups"), 2)
    first = add_field(sheet, item, "granted_by", draw.choice([body.key, f"[{other.key}, {body.key}]"]))
    return _then(first, item.key, lambda now, again: set_field(now, again, "granted_to", body.key))


def _place_upside_down_by_two(sheet: Sheet, draw: random.Random) -> Edit | None:
    """Put a place into one of a lower tier by way of a place without tier."""
    places = [(item, _TIERS.index(tier)) for item in sheet.of("places") if (tier := sheet.value(item, "tier")) in _TIERS]
    (high, upper), (low, lower) = draw.sample(places, 2)
    wholes = {item.key: sheet.value(item, "part_of") for item, _ in places}
    above = low.key
    while above and above != high.key:
        above = wholes.get(above, "")
    if upper >= lower or above:  # a circle is another fault
        return None
    key = f"planted-{draw.randrange(9)}"
    between = f"  - {{key: {key}, label: 中间地带, part_of: {low.key}, status: inferred, note: 无层级}}"
    now = Sheet(sheet.case, sheet.with_added(places[0][0].first - 1, between))
    again = next(item for item in now.items if item.key == high.key)
    return add_field(now, again, "part_of", key)


def _parent_in_smaller_place(sheet: Sheet, draw: random.Random) -> Edit | None:
    wholes = {item.key: sheet.value(item, "part_of") for item in sheet.of("places")}
    actor, parent = draw.sample(sheet.of("bodies"), 2)
    own, ground = sheet.value(actor, "place"), sheet.value(parent, "place")
    inside = wholes.get(ground) == own and own and not sheet.field(parent, "parent") and not sheet.field(parent, "member_of")
    return add_field(sheet, actor, "parent", parent.key) if inside else None


def _time_backwards(sheet: Sheet, draw: random.Random) -> Edit | None:
    item = draw.choice(sheet.of("figures"))
    start, end = draw.choice([("2019-06-01", "2019-05-01"), ("2020", "2018"), ("2018-12", "2018-01"), ("2020-02-02", "2019")])
    period = f'{{written: 其间, start: "{start}", end: "{end}", rule: unresolvable}}'
    return None if sheet.field(item, "time") else add_field(sheet, item, "time", period)


def _unprinted_text(sheet: Sheet, draw: random.Random) -> Edit | None:
    """Write characters that print nothing instead of a text, or amid it."""
    sign = draw.choice(_UNPRINTED)
    text = '"' + draw.choice(["", "社区"]) + f"\\U{ord(sign):08x}" + '"'
    section, name = draw.choice(
        [("bodies", "aliases"), ("groups", "note"), ("measures", "purpose"), ("figures", "counted"), ("events", "note")]
    )
    return add_field(sheet, draw.choice(sheet.of(section)), name, f"[{text}]" if name == "aliases" else text)


def _radicals_for_characters(sheet: Sheet, draw: random.Random) -> Edit | None:
    """Write a text as it is copied out of a PDF, some of its characters as radicals."""
    text = draw.choice(["⽹格", "⺠⽣服务", "户⼝", "\ufa1b利"])
    section, name = draw.choice(
        [("bodies", "aliases"), ("groups", "note"), ("measures", "purpose"), ("figures", "counted"), ("events", "note")]
    )
    return add_field(sheet, draw.choice(sheet.of(section)), name, f"[{text}]" if name == "aliases" else text)


def _person_in_a_label(sheet: Sheet, draw: random.Random) -> Edit | None:
    sections, names = draw.choice(
        [(("bodies", "posts", "groups", "person_groups"), _PEOPLE), (("measures", "events", "powers", "outcomes"), _DOERS)]
    )
    return set_field(sheet, draw.choice(sheet.of(*sections)), "label", draw.choice(names))


KINDS: dict[str, Callable[[Sheet, random.Random], Edit | None]] = {
    **PLAIN,
    "written-beside-evidence": _written_beside_evidence,
    "reading-against-print": _reading_against_print,
    "order-against-print": _order_against_print,
    "below-zero": _below_zero,
    "part-of-itself": _part_of_itself,
    "circle-of-origins": _circle_of_origins,
    "alias-repeats": _alias_repeats,
    "named-twice": _named_twice,
    "both-ways": _both_ways,
    "power-to-itself": _power_to_itself,
    "place-upside-down-by-two": _place_upside_down_by_two,
    "parent-in-smaller-place": _parent_in_smaller_place,
    "time-backwards": _time_backwards,
    "unprinted-text": _unprinted_text,
    "radicals-for-characters": _radicals_for_characters,
    "person-in-a-label": _person_in_a_label,
}
