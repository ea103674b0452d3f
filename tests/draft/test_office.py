"""Word and PDF files: their text is kept as a plain file beside them, which the draft cites."""

from __future__ import annotations

from pathlib import Path

import pytest

import cengji
from cengji.core.errors import CengjiWarning, InputError
from tests.conftest import need

SENTENCE = "江苏省苏州市姑苏区划分12个网格。"


def word(path: Path) -> Path:
    need("python-docx", pytest.importorskip("docx"))
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    document.add_paragraph(SENTENCE)
    document.add_table(1, 2).cell(0, 1).text = "白洋湾街道"
    changed = document.add_paragraph("甲")
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    changed._p.append(parse_xml(f"<w:ins {space}><w:r><w:t>乙</w:t></w:r></w:ins>"))
    changed._p.append(parse_xml(f"<w:del {space}><w:r><w:delText>丙</w:delText></w:r></w:del>"))
    document.save(str(path))
    return path


def test_a_word_file_is_drafted_from_its_text(tmp_path: Path) -> None:
    article = word(tmp_path / "report.docx")
    with pytest.warns(CengjiWarning, match=r"report\.docx\.txt is the text of report\.docx"):
        case = cengji.Case.draft(article)
    text = (tmp_path / "report.docx.txt").read_text(encoding="utf-8")
    assert [line for line in text.split("\n") if line] == [SENTENCE, "白洋湾街道", "甲乙"]
    found = cengji.open(cases=case.write(tmp_path / "draft.yaml"), only=True).check(tmp_path)
    assert (found.errors, set(found.evidence_states)) == ((), {"ok"})


@pytest.mark.parametrize(("name", "data"), [("broken.docx", b"PK\x03\x04 word/ broken"), ("broken.pdf", b"%PDF-1.7 broken")])
def test_a_broken_file_is_refused_in_words(name: str, data: bytes, tmp_path: Path) -> None:
    article = tmp_path / name
    article.write_bytes(data)
    with pytest.raises(InputError, match="can be read"):
        cengji.Case.draft(article)


def test_a_pdf_without_text_is_refused(tmp_path: Path) -> None:
    need("pypdf", pytest.importorskip("pypdf"))
    import pypdf

    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(tmp_path / "scan.pdf")
    with pytest.raises(InputError, match="holds no text to read"):
        cengji.Case.draft(tmp_path / "scan.pdf")
