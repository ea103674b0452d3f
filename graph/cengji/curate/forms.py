"""The forms of the page, made from the case model: what the model gains, the page has."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Final, get_args

from cengji.cases.case import Case, Concept, DeclarableScheme
from cengji.cases.parts import Part, roles_of
from cengji.cases.shorthand import compact, expand, field_order, holds_many
from cengji.cases.tree import parse_number
from cengji.cases.workbook.headings import SHEETS, heading
from cengji.cases.workbook.sheets import kind_of
from cengji.core.texts import Text

__all__ = [
    "HEAD",
    "SECTIONS",
    "describe_concept_forms",
    "describe_forms",
    "held_in",
    "is_own",
    "model_of",
    "respell",
    "scheme_of",
    "section_of",
]

HEAD: Final = "case"
"""Stands for the head of a case where a section does: its key, title and document."""
_CONCEPTS: Final = "concepts."
_SCHEMES: Final[tuple[str, ...]] = get_args(DeclarableScheme)
SECTIONS: Final = (HEAD, *(name for name in field_order(Case) if name in holds_many(Case)), *(_CONCEPTS + one for one in _SCHEMES))
"""The sections of the page in reading order: the head, those of a case, and one for the case's own concepts of each scheme."""
_OWN: Final = frozenset({"key", "label", "aliases", "title", "written", "rungs", "evidence", "proposed"})
_TRUTHS: Final = {"true": True, "false": False}


def scheme_of(section: str) -> str | None:
    """Return of which scheme the entries of a section are concepts, None where they are none.

    >>> scheme_of("concepts.body-kind"), scheme_of("bodies")
    ('body-kind', None)
    """
    return section.removeprefix(_CONCEPTS) if section.startswith(_CONCEPTS) else None


def section_of(scheme: str) -> str:
    """Return the section of the case's own concepts of a scheme."""
    return _CONCEPTS + scheme


def held_in(value: Mapping[str, Any], section: str) -> list[Any]:
    """Return the entries of a section as the case holds them, none where it has no such list; the head is the case itself."""
    scheme = scheme_of(section)
    holder = value.get("concepts") if scheme else value
    held = [value] if section == HEAD else holder.get(scheme or section) if isinstance(holder, Mapping) else None
    return held if isinstance(held, list) else []


def model_of(section: str) -> type[Part]:
    """Return the part of the case model that an entry of a section is."""
    if scheme_of(section):
        return Concept
    return Case if section == HEAD else roles_of(Case)[section].model or Part


def is_own(field: str) -> bool:
    """Return whether each entry has a field for itself: what it is called, where it is printed; no two say the same there.

    >>> is_own("label"), is_own("run_by")
    (True, False)
    """
    return field in _OWN


_SECTION_WORDS: Final = {"groups": "组织群", "ladders": "阶梯"}
"""What sections are called where the name of the sheet would also be that of something else: 人群, 层级."""


@cache
def describe_forms() -> dict[str, Any]:
    """Return the form of each section: its name and help in both languages, and its fields in reading order.

    A field that holds a part has ``fields`` itself.
    """
    return {
        section: {**_named(section, words), "zh": _SECTION_WORDS.get(section, words[0]), "fields": _fields(model_of(section), ())}
        for section, words in SHEETS.items() if section in SECTIONS and not scheme_of(section)
    }  # fmt: skip


def describe_concept_forms(titles: Mapping[str, Text]) -> dict[str, Any]:
    """Return the forms of the case's own concepts, one for each scheme that a case may add to, by the titles of the schemes."""
    forms: dict[str, Any] = {}
    for section in SECTIONS:
        if scheme := scheme_of(section):
            title = titles[scheme]
            words = (f"新概念：{title['zh']}", *SHEETS["concepts"][1:])
            fields = _fields(Concept, ())
            broader = next(one for one in fields if one["name"] == "broader")
            broader |= {"kind": "concept", "scheme": scheme}
            forms[section] = {**_named(section, words), "en": f"New: {title['en'].lower()}", "fields": fields}
    return forms


def _fields(model: type[Part], above: tuple[str, ...]) -> list[dict[str, Any]]:
    hidden = ("concepts", *(holds_many(Case) if model is Case else ()))
    return [_field(model, name, above) for name in field_order(model) if name not in hidden]


def _field(model: type[Part], name: str, above: tuple[str, ...]) -> dict[str, Any]:
    role, info = roles_of(model)[name], model.model_fields[name]
    default = None if info.is_required() else info.default
    field: dict[str, Any] = {
        **_named(name, _heading((*above, name), role.model)),
        "many": name in holds_many(model),
        "required": info.is_required(),
        "own": is_own(name),
        "default": default if isinstance(default, str) else None,
        "kind": "part" if role.model else "key" if role.ref else "concept" if role.scheme else _plain_kind(model, name),
    }
    if role.model:
        inner = (*above, name) if name in ("evidence", "document", "part", "generic", "per", "time") else ()
        field["fields"] = _fields(role.model, inner)
    if role.ref:
        field["sections"] = role.ref.sections
    if role.scheme:
        field["scheme"] = role.scheme.scheme
    return field


def _plain_kind(model: type[Part], name: str) -> str:
    """Return what is typed into a field; the key of an entry itself is a text, since nothing completes it."""
    kind = kind_of(model, name)
    return "text" if kind == "key" else kind


def _named(name: str, words: tuple[str, str, str]) -> dict[str, str]:
    zh, help_zh, help_en = words
    return {"name": name, "zh": zh, "en": name.replace("_", " "), "help_zh": help_zh, "help_en": help_en}


# What has no column of its own in the workbook, or shares that of its part.
_WORDS = {
    "evidence.text": ("所印短语", "最多24字", "the printed expression, at most 24 characters"),
    "document": ("文献", "案例所据的文献", "the document that the case rests on"),
    "document.part": ("文献的一部分", "文献只有一部分说本案例时填写", "where only a part of the document is about this case"),
    "time": ("时间", "数字所指的时间", "the time that the figure is of"),
}


def _heading(path: tuple[str, ...], part: type[Part] | None) -> tuple[str, str, str]:
    """Return the words of a field: its own, those of its column, of the sheet of what it lists, or of the first column of its part."""
    name = ".".join(path)
    if name in _WORDS:
        return _WORDS[name]
    inside = (f"{name}.{field}" for field in (field_order(part) if part else ()))
    for column in (name, path[-1], *inside):
        try:
            return heading(column)
        except KeyError:
            continue
    return next(words for sheet, words in SHEETS.items() if sheet.rpartition(".")[2] == path[-1])


def respell(model: type[Part], old: Any, new: Any) -> Any:  # noqa: ANN401 - plain YAML values
    """Return a part that the page sends as a case file writes it: what has not changed is spelt as before.

    The page writes shorthands out and sends numbers as texts.

    >>> from cengji.cases.organization import Group
    >>> old = {"key": "a", "label": "社区", "evidence": "12个社区"}
    >>> respell(Group, old, {"key": "a", "label": {"zh": "社区"}, "evidence": [{"text": "12个社区"}], "kind": "community-unit"})
    {'key': 'a', 'label': '社区', 'kind': 'community-unit', 'evidence': '12个社区'}
    """
    if not isinstance(new, dict):
        return new
    full = {name: _typed(model, name, held) for name, held in new.items() if held not in (None, "", [], {})}
    if old is not None and expand(model, old) == full:
        return old
    if not isinstance(old, dict):
        return compact(model, full)
    roles, written = roles_of(model), compact(model, full)
    if not isinstance(written, dict):
        return written
    for name, held in full.items():
        if name in old and name in roles:
            written[name] = _respell_field(model, name, old[name], held, written[name])
    return written


def _respell_field(model: type[Part], name: str, old: Any, full: Any, written: Any) -> Any:  # noqa: ANN401 - plain YAML values
    if expand(model, {name: old}).get(name) == full:
        return old
    part = roles_of(model)[name].model
    if part is None:
        return written
    if name not in holds_many(model):
        return respell(part, old, full)
    if isinstance(old, list) and isinstance(written, list):
        before = {str(expand(part, one)): one for one in old}
        pairs = old if len(old) == len(full) else [None] * len(full)
        return [before.get(str(one), respell(part, other, one)) for one, other in zip(full, pairs, strict=True)]
    return written


def _typed(model: type[Part], name: str, held: Any) -> Any:  # noqa: ANN401 - plain YAML values
    """Return a value of the page as the case file has it: numbers and truths for their texts, parts without their blanks."""
    if isinstance(held, list):
        return [one for one in (_typed(model, name, one) for one in held) if one not in (None, "", {})]
    role = roles_of(model).get(name)
    if role and role.model and isinstance(held, dict):
        return {inner: _typed(role.model, inner, one) for inner, one in held.items() if one not in (None, "", [], {})}
    if role is None or not isinstance(held, str) or role != type(role)():
        return held
    kind = kind_of(model, name)
    if kind == "boolean":
        return _TRUTHS.get(held, held)
    number: int | Decimal | None = parse_number(held) if kind in ("number", "integer") else None
    return held if number is None else number
