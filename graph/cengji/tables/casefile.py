"""The start of a case from bodies of tables: places, bodies and a ladder, with blanks where only its document can tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from cengji.cases.writer import write_entry
from cengji.core.errors import InputError
from cengji.core.keys import Keys, key_of
from cengji.core.pinyin import syllables
from cengji.tables.bodies import Bodies
from cengji.tables.placing import Placing
from cengji.tables.tiers import Scale, division_prefix

__all__ = ["write_case_start"]

_MOST: Final = 2000
_HEADER: Final = """\
#: 由表格生成的案例开头 · the start of a case, made from {files}
#: 1. 填写文献与标题的空白 · fill in the blanks of document and title: a case says what one document states.
#: 2. 给每个组织补上证据 · give each body its evidence; drop what the document does not state.
#: 3. cengji check --cases {key}.yaml --only      还缺什么 · what is missing
case: {key}
title: {{zh: , en: }}
document:
  title:
  publisher:
  kind:
  sha256: ""
  characters:
"""
_CODE: Final = re.compile(r"[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}")
_DIVISIONS: Final = {  # levels of divisions that the names of the kinds do not have
    **dict.fromkeys(("县", "区", "县级市", "自治县", "旗", "自治旗"), "district-unit"),
    **dict.fromkeys(("乡", "民族乡", "苏木"), "town-unit"),
    **dict.fromkeys(("行政村", "建制村", "嘎查"), "village-unit"),
}


def write_case_start(key: str, files: Sequence[str], bodies: Bodies, placing: Placing, scale: Scale) -> str:
    """Return a case file with a place for the root, the kinds that the schemes lack, and the bodies with superiors and tiers.

    What a case needs and tables do not say is left blank: the document, evidence. Numbers are left out, as they need evidence.

    :raises InputError: if there are more bodies than a case holds.
    """
    if len(bodies) > _MOST:
        problem = f"hold {len(bodies):,} bodies; a case is what one document says, of at most {_MOST:,}"
        raise InputError.of(", ".join(files), problem, "write a graph (.ttl, .nq) instead")
    given = Keys()
    keys = [given.give(name, "bodies") for name in bodies.names]
    kinds, declared = _kinds(bodies, scale)
    top = next((body for body, upper in enumerate(bodies.parents) if upper < 0), 0)
    place = given.give(bodies.names[top], "places")  # a key is one of the whole case
    lines = [_HEADER.format(key=key, files=", ".join(files))]
    if declared:
        lines.append("concepts:\n  body-kind:\n")
        lines += [line + "\n" for one in declared for line in write_entry(one, indent=4)]
    lines.append("\nplaces:\n")
    root: dict[str, Any] = {"key": place, "label": _label(bodies, top)}
    code = division_prefix(bodies.ids[top])
    if _CODE.fullmatch(code):
        root["code"] = code
    if placing.tiers[top]:
        root["tier"] = placing.tiers[top]
    lines += [line + "\n" for line in write_entry(root, indent=2)]
    lines.append("\nbodies:\n")
    for body in range(len(bodies)):
        entry: dict[str, Any] = {"key": keys[body], "label": _label(bodies, body), "kind": kinds[body], "place": place}
        if bodies.parents[body] >= 0:
            entry["parent"] = keys[bodies.parents[body]]
        if placing.tiers[body]:
            entry["tier"] = placing.tiers[body]
        lines += [line + "\n" for line in write_entry(entry, indent=2)]
        lines.append("    evidence:\n")
    return "".join(lines)


def _label(bodies: Bodies, body: int) -> Mapping[str, str]:
    name, english = bodies.names[body], bodies.english[body]
    if name.isascii() and not english:
        return {"en": name}
    return {"zh": name, "en": english} if english else {"zh": name}


def _kinds(bodies: Bodies, scale: Scale) -> tuple[list[str], list[dict[str, str]]]:
    """Return the key of the kind of each body, and the kinds to declare; a body without one is of the kind of its level."""
    declared: dict[str, dict[str, str]] = {}
    keys: list[str] = []
    for body, word in enumerate(bodies.kinds):
        name = word or bodies.levels[body] or "组织"
        found = scale.kinds.get(name) or scale.kinds.get(name.lower()) or _DIVISIONS.get(name, "")
        if not found:
            found = key_of(name) or "body"
            declared.setdefault(found, {"key": found, "zh": name, "en": syllables(name) or name})
        keys.append(found)
    return keys, list(declared.values())
