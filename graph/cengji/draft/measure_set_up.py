"""What bodies, teams and outlets are called with the verb that sets them up, which is another name of the measure."""

from __future__ import annotations

import re

from cengji.draft.measure_collection import MeasureCollection

__all__ = ["name_with_verb"]

_KINDS = frozenset({"organization-setting", "team", "facility"})
_FAR = 14  # characters of a verb with what is counted or quoted before a name
_LONGEST = 24
_SET_UP = re.compile(
    "(?P<verb>成立|组建|设立|设置|建立|建成|新建|打造|搭建|配建|增设|开设|开办|筹建)(?:了|起)?(?:一[支个批套]|首[个支批家])?"
    "(?:\\d[\\d万千百余多]*|[一二两三四五六七八九十]+)?[个支家处座所]?[“‘]?$"
)


def name_with_verb(found: MeasureCollection) -> None:
    """Give what is set up another name with the verb, as it is printed where it is first named: 成立督促跟进组, of 成立4个督促跟进组."""
    text = found.context.text
    for one in found.in_order():
        if one.kind not in _KINDS:
            continue
        verbs = (_SET_UP.search(text, max(0, start - _FAR), start) for start, _ in sorted(one.spans))
        verb = next((match["verb"] for match in verbs if match), None)
        name = f"{verb}{one.label}" if verb else one.label
        if verb and not one.label.startswith(verb) and name not in one.aliases and name not in found.by_name and len(name) <= _LONGEST:
            one.aliases.append(name)
