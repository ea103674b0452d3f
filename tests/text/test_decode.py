"""Documents in: UTF-8 and GB18030 are read, anything else is refused by name and with a remedy."""

from __future__ import annotations

import io
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cengji.core.errors import InputError
from cengji.text.decode import LARGEST, Decoded, TextKind, decode
from cengji.text.sources import SourceFolder

PROSE = "姑苏区推进支部建在网格上，整合各方资源力量，为居民提供服务。全区有168个社区党组织，我们在这里工作。\n"
TRADITIONAL = "吳江區堅持發展為民，把提升人民群眾幸福感作為出發點。我們在全區有66個社區黨組織，這是工作的要求。\n"
OTHERS = {
    "big5": TRADITIONAL,
    "shift_jis": "行政区画と町内会の組織について、住民の協力を求めています。",
    "euc_kr": "주민자치회는 마을의 일을 함께 결정한다. ",
    "koi8_r": "Городское управление и местные советы. ",
    "latin_1": "Grünflächenämter müssen öffentlich über Maßnahmen für größere Städte berichten. ",
}


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        decode(data, "a.txt")
    problem, remedy = str(caught.value).split(" — ")
    assert remedy
    return problem


@pytest.mark.parametrize("text", [PROSE, TRADITIONAL, "姑苏区\r\n168个\r", "ASCII only", "𠮷野家，是个店"])
def test_utf_8_is_read_as_it_stands(text: str) -> None:
    assert decode(text.encode()) == Decoded(text, "utf-8", TextKind.PLAIN)
    assert decode(b"\xef\xbb\xbf" + text.encode()) == Decoded(text, "utf-8", TextKind.PLAIN)


@pytest.mark.parametrize("text", [PROSE, TRADITIONAL, "姑苏区", PROSE + "𠮷"])
def test_gb18030_is_read(text: str) -> None:
    assert decode(text.encode("gb18030")) == Decoded(text, "gb18030", TextKind.PLAIN)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"<!DOCTYPE html><html><body><p>{PROSE}</p></body></html>", TextKind.HTML),
        (f'• <code id="g60kg"></code>\n{PROSE}', TextKind.PLAIN),
        ("\n".join(PROSE.replace("，", "")[at : at + 16] for at in range(0, 45, 15)) * 4, TextKind.PDF),
        (PROSE * 3, TextKind.PLAIN),
    ],
)
def test_the_kind_is_guessed(text: str, kind: TextKind) -> None:
    assert decode(text.encode()).kind is kind


def packed(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, PROSE)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "a.txt: is empty"),
        (b" \r\n\t", "a.txt: is empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a.txt: is a PDF file"),
        (packed("notes.txt"), "a.txt: is a ZIP archive"),
        (packed("word/document.xml"), "a.txt: is a Word document (.docx)"),
        (packed("xl/workbook.xml"), "a.txt: is an Excel workbook (.xlsx)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.txt: is an old Office file (.doc, .xls, .ppt)"),
        (b"{\\rtf1\\ansi", "a.txt: is an RTF file"),
        (b"\x1f\x8b\x08\0", "a.txt: is packed with gzip"),
        (b"\x89PNG\r\n\x1a\n\0", "a.txt: is a PNG picture"),
        (PROSE.encode("utf-16"), "a.txt: is UTF-16"),
        (PROSE.encode("utf-16-le"), "a.txt: is UTF-16 without a byte-order mark"),
        (PROSE.encode("utf-16-be"), "a.txt: is UTF-16 without a byte-order mark"),
        (PROSE.encode("utf-32"), "a.txt: is UTF-32"),
        ("plain".encode("utf-16-le"), "a.txt: is UTF-16 without a byte-order mark"),
        ("姑苏\0区".encode(), "a.txt: holds a NUL byte at byte 6: it is no plain text"),
        ("姑苏\n\x07区".encode(), "a.txt:2: holds the control character U+0007 at code point 3: it is no plain text"),
        (PROSE.encode() + b"\xed\xa0\x80", f"a.txt:2: holds a lone surrogate (0xED) at byte {len(PROSE.encode())}"),
        (b"\xed\xa0\x80", "a.txt:1: holds a lone surrogate (0xED) at byte 0"),
        (PROSE.encode() + b"\xff", f"a.txt:2: holds a byte that is not UTF-8 (0xFF) at byte {len(PROSE.encode())}"),
        (PROSE.encode()[:-5], f"a.txt:1: holds a byte that is not UTF-8 (0xE4) at byte {len(PROSE.encode()) - 7}"),
        (b"caf\xe9", "a.txt: is neither UTF-8 (wrong at byte 3) nor GB18030 (wrong at byte 3)"),
        (b"a" * (LARGEST + 1), f"a.txt: has {LARGEST + 1} bytes; at most {LARGEST} are read"),
    ],
)  # fmt: skip
def test_anything_else_is_refused_by_name(data: bytes, problem: str) -> None:
    assert refusal(data) == problem


@pytest.mark.parametrize("encoding", OTHERS)
def test_another_encoding_is_never_read_as_gb18030(encoding: str) -> None:
    assert refusal((OTHERS[encoding] * 3).encode(encoding)).startswith("a.txt: is n")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except InputError as error:
        assert error.faults[0].remedy
    else:
        assert decoded.text.encode(decoded.encoding) in (data, data.removeprefix(b"\xef\xbb\xbf"))


def test_documents_are_found_in_the_folders_below_but_not_in_hidden_ones(tmp_path: Path) -> None:
    (tmp_path / "more" / "2025").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    for at, text in (("a.txt", "甲"), ("more/2025/b.txt", "乙"), (".git/c.txt", "丙")):
        (tmp_path / at).write_text(text, encoding="utf-8")
    (tmp_path / "more" / "again").symlink_to(tmp_path)
    folder = SourceFolder(tmp_path)
    found = [folder.find(sha256(text.encode()).hexdigest()) for text in "甲乙丙"]
    assert [file and file.text for file in found] == ["甲", "乙", None]
