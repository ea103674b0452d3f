"""A new case: a file whose blanks a curator fills in, with every section and field explained where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cengji.cases.workbook.headings import SHEETS, heading
from cengji.cases.workbook.sheets import Column, Sheet, all_sheets

__all__ = ["write_blank_case"]

_HEADER: Final = """\
#: 新案例 · a new case, {key}
#: 1. 填好带 * 的空白处 · fill in the blanks marked *.
#: 2. 要用的行去掉行首的“#: ” · take "#: " away from the lines you use; drop what stays empty.
#: 3. cengji check --cases {key}.yaml --only      还缺什么 · what is missing or wrong
#: 4. cengji anchor {key}.yaml --sources DIR       填写证据的锚点 · fills in the anchors of the evidence
#: 5. cengji view --cases {key}.yaml --only -o {key}.html
"""
# What takes a line out of the file; readers take it for help, not for a remark of the curator.
_OFF: Final = "#: "
_BLANK_TEXT: Final = "{zh: , en: }"
_FIELD_OF_DOCUMENT: Final = 2  # steps of the path of a field of the document itself
# Where the explanations begin.
_COLUMN: Final = 44


def write_blank_case(key: str, *, sha256: str = "", characters: int | None = None) -> str:
    """Return the text of a new case file: what is needed as blanks, all else as comments.

    :param sha256: the digest of the document, if it is at hand; ``characters`` is its number of code points.
    """
    case, _, *sections = all_sheets()
    known = {"case": key, "document.sha256": f'"{sha256}"' if sha256 else "", "document.characters": str(characters or "")}
    lines = [_HEADER.format(key=key)]
    for column in case.columns:
        if column.path[0] in ("case", "title") and column.name != "title.en":
            value = known.get(column.name, _BLANK_TEXT)
            lines.append(_explain_query(f"{column.path[0]}: {value}", column, required=column.required))
    lines += ["\ndocument:\n", *_document(case, known), "\n"]
    lines += [_explain_query("licence: ", column, required=False) for column in case.columns if column.name == "licence"]
    lines.append(f"\n{_OFF}概念：词表里没有的概念 · concepts that the schemes lack\n{_OFF}concepts:\n{_OFF}  body-kind:\n")
    lines.append(f"{_OFF}    - {{key: , zh: , en: , broader: }}\n")
    for sheet in sections:
        if not sheet.owners:
            name, zh, en = SHEETS[sheet.section]
            off = "" if sheet.section == "places" else _OFF
            lines.append(f"\n{_OFF}{name}：{zh} · {en}\n")
            lines += _section(sheet, off, 0, key)
    return "".join(lines)


def _document(case: Sheet, known: dict[str, str]) -> Iterator[str]:
    """Yield a line a field of the document; what only one that several cases share has is taken out."""
    for column in case.columns:
        if column.path[0] == "document" and len(column.path) == _FIELD_OF_DOCUMENT:
            off = _OFF if column.path[1] == "key" else ""
            yield _explain_query(f"{off}  {column.path[1]}: {known.get(column.name, '')}", column, required=column.required)
    for column in case.columns:
        if column.path == ("document", "part", "title"):
            yield _explain_query(f"{_OFF}  part: {{title: , first: , last: }}", column, required=False)


def _section(sheet: Sheet, off: str, indent: int, key: str) -> Iterator[str]:
    """Yield a list with one blank entry; the places, of which a case needs one, are not taken out."""
    margin = " " * indent
    yield f"{off}{margin}{sheet.path[-1]}:\n"
    lead = f"{margin}  - "
    for name, columns in _by_field(sheet).items():
        parts = dict.fromkeys(column.path[1] for column in columns if len(column.path) > 1)
        value = "{" + ", ".join(f"{part}: " for part in parts) + "}" if parts and name != "evidence" else ""
        if name == "key" and not off:
            value = key
        required = columns[0].required or (sheet.section == "exclusions" and name == "evidence")
        yield _explain_query(f"{off or ('' if required else _OFF)}{lead}{name}: {value}", columns[0], required=required)
        lead = f"{margin}    "
    for child in all_sheets():
        if child.path[:-1] == sheet.path:
            yield from _section(child, off, indent + 4, key)


def _by_field(sheet: Sheet) -> dict[str, list[Column]]:
    """Return the columns of a sheet by their field."""
    fields: dict[str, list[Column]] = {}
    for column in sheet.columns:
        fields.setdefault(column.path[0], []).append(column)
    return fields


def _explain_query(line: str, column: Column, *, required: bool) -> str:
    """Return a line with what its field means beside it."""
    zh, help_zh, help_en = heading(column.name)
    scheme = f"；词表 {column.scheme}" if column.scheme else ""
    return f"{line.rstrip():<{_COLUMN}}  #: {'*' if required else ''}{zh}：{help_zh} · {help_en}{scheme}\n"
