"""A case file for Python: begun, anchored, covered, turned into a workbook and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from cengji.api.case_text import CaseText
from cengji.api.coverage import Coverage, cover
from cengji.api.document import describe_document
from cengji.cases.anchor import Anchored, anchor, part_of
from cengji.cases.correction import Corrected, Correction, correct, read_corrections
from cengji.cases.loader import check_case
from cengji.cases.migration import Migrated, migrate
from cengji.cases.tree import read_tree
from cengji.core.errors import InputError
from cengji.core.files import read_file, replace_file
from cengji.draft.model.settings import Model

if TYPE_CHECKING:
    from cengji.draft.model import Refused

__all__ = ["Case", "Model"]


class Case(CaseText):
    """The file of a case: its path and its text, which :meth:`anchor` changes and :meth:`write` writes.

    >>> import cengji
    >>> cengji.Case("gusu")
    <Case gusu: gusu.yaml, 姑苏区:“一线争先、一体行动” 党建引领提升服务中心任务效能; try .anchor(sources), .coverage(sources)>
    """

    refused: tuple[Refused, ...] = ()

    @classmethod
    def new(cls, key: str, *, document: Path | str | None = None) -> Case:
        """Return a new case: what is needed as blanks, all else as comments with their explanation; not written yet.

        >>> import cengji
        >>> cengji.Case.new("qingshan").text.splitlines()[0]
        '#: 新案例 · a new case, qingshan'

        :param document: the document, which fills in its digest and length.
        :raises UsageError: if the key is not 1 to 63 of the characters a-z, 0-9 and -.
        :raises InputError: if the document cannot be read.
        """
        from cengji.cases.blank_case import write_blank_case

        known = describe_document(key, document)
        return cls.of_text(write_blank_case(key, sha256=known.get("sha256", ""), characters=known.get("characters")), f"{key}.yaml")

    @staticmethod
    def new_xlsx(key: str, *, document: Path | str | None = None) -> bytes:
        """Return a new case as a workbook to fill in; takes and raises what :meth:`new` does.

        >>> import cengji
        >>> cengji.Case.new_xlsx("qingshan")[:2]
        b'PK'

        :raises UnavailableError: if XlsxWriter is not installed.
        """
        from cengji.cases.workbook import write_workbook
        from cengji.dataset import read_ontology

        return write_workbook(
            {"case": key, "document": describe_document(key, document), "places": [{"key": key}]}, {}, read_ontology().labels
        )

    @classmethod
    def draft(
        cls,
        article: Path | str,
        *,
        place: str | None = None,
        part: tuple[str, str] | None = None,
        cases: Iterable[Path | str] = (),
        model: Model | None = None,
    ) -> Case:
        """Return a whole proposed case from an article, not written yet: each statement with its evidence and the rule that proposes it.

        What it proposes counts as nothing before somebody accepts it by taking its line ``proposed`` away. The names of the
        schemes and of the packaged cases are what it knows; the same article and knowledge give the same draft. The text of a
        Word or PDF file (extra ``draft``) is written beside it, and evidence counts its characters there.

        >>> import cengji, pathlib, tempfile
        >>> article = pathlib.Path(tempfile.mkdtemp()) / "article.txt"
        >>> _ = article.write_text("江苏省苏州市姑苏区建立168个社区党组织。", encoding="utf-8")
        >>> cengji.Case.draft(article).summary
        '3 places, 1 body, 1 group, 1 measure, 1 figure, 1 event; 8 of them proposed'

        :param place: the name or division code of the place that the article is about, where it is not to be found by itself.
        :param part: of a document about several cases, the first and the last expression of the part about this one.
        :param cases: case files of your own, to learn from too.
        :param model: a language model that may propose too (:class:`cengji.Model`): the text of the article then leaves the machine.
            What it says enters only where the text prints it, once, and the kind exists; the rest is in ``refused``, with the reason.
        :raises InputError: if the article cannot be read, or one of the cases is faulty.
        :raises UsageError: if the register of divisions has no such place, or the address of the model is of no use.
        :raises UnavailableError: if the server of the model fails or the budget does not do; what it answered is kept.
        """
        from cengji.api.drafting import draft

        text, path, refused = draft(Path(article), place=place, part=part, cases=map(Path, cases), model=model)
        case = cls.of_text(text, path)
        case.refused = refused
        return case

    @classmethod
    def from_xlsx(cls, path: Path | str, *, keep: Path | str | None = None, drop: bool = False) -> Case:
        """Return the case that a workbook says, not written yet; the column # becomes comments.

        What of the workbook is of no use is a :class:`cengji.core.errors.CengjiWarning`, and so is what was kept.

        >>> import cengji, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     content = cengji.Case("gusu").to_xlsx(f"{folder}/mine.xlsx")
        ...     case = cengji.Case.from_xlsx(f"{folder}/mine.xlsx")
        ...     case.key, case.write().name
        ('gusu', 'mine.yaml')

        :param keep: a case file to be replaced: evidence that the workbook has without its characters keeps those that it has there,
            and comments stay.
        :param drop: whether entries that this file has and the workbook lacks may go.
        :raises InputError: with every fault, by sheet and cell; or if the file to be replaced is no case file.
        :raises UsageError: if the file to be replaced is of another case, or has entries that the workbook lacks.
        :raises UnavailableError: if openpyxl is not installed.
        """
        from cengji.api.workbooks import read_case

        return cls.of_text(read_case(Path(path), None if keep is None else cls(keep), drop=drop), keep or Path(path).with_suffix(".yaml"))

    def anchor(self, sources: Path | str) -> Anchored:
        """Fill in the raw offsets and digests of the evidence that has none; the rest of the text stays as it is.

        Return how many pieces were ``filled``, and why others were not, as ``faults``: an expression that the document
        does not print, or prints several times while the file does not say which (``occurrence``).

        >>> import cengji
        >>> case = cengji.Case("gusu")
        >>> case.anchor("documents").filled  # doctest: +SKIP
        0

        :param sources: the folder of your copies of the documents, found by their SHA-256.
        :raises InputError: if the document is not there, or the text is not the YAML of a case file.
        """
        found = anchor(self.text, str(self.path), self._document(sources))
        self.text = found.text
        self.__dict__.pop("_tree", None)
        return found

    def migrate(self) -> Migrated:
        """Bring the text of an earlier version into the present form; comments stay, and so does the rest of the text.

        Return its ``changes``: line, field and what became of it. Before 0.2 `results` of a measure held figures of any role;
        each goes under `inputs`, `results` or `figures` as its role says.

        >>> import cengji
        >>> cengji.Case("gusu").migrate().changes
        ()

        :raises InputError: if the text is not the YAML of a case file.
        """
        found = migrate(self.text, str(self.path))
        self.text = found.text
        self.__dict__.pop("_tree", None)
        return found

    def correct(self, notes: Path | str) -> Corrected:
        """Make the corrections of this case that a reader of the page has exported with his notes; comments and layout stay.

        Return the ``changes``: line, field, old and new value; ``already`` counts what the file says already. The text is
        not changed if anything stands against it, nor is the file before :meth:`write`.

        >>> import cengji
        >>> cengji.Case("gusu").correct("cengji-notes.json").changes  # doctest: +SKIP
        ((2219, 'measures[0].label.en', "'Strive' → 'Strive first'"),)

        :param notes: the JSON of the notes.
        :raises InputError: with every correction that cannot be made, and every fault that the corrected case would have.
        """
        from cengji.dataset import read_ontology

        found = correct(self.text, str(self.path), [one for one in self.corrections(notes) if one.case == self.key])
        _, faults = check_case(read_tree(found.text.encode(), str(self.path)), str(self.path), read_ontology().vocabulary)
        if found.changes and faults:
            raise InputError(faults)
        self.text = found.text
        self.__dict__.pop("_tree", None)
        return found

    @staticmethod
    def corrections(notes: Path | str) -> list[Correction]:
        """Return the corrections, of any case, among the notes that a page has exported as JSON.

        >>> import cengji, pathlib, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     notes = pathlib.Path(folder, "cengji-notes.json")
        ...     _ = notes.write_text('{"format": "cengji-notes/1", "notes": []}')
        ...     cengji.Case.corrections(notes)
        []

        :raises InputError: if the file holds no such notes, with every fault.
        """
        return read_corrections(read_file(Path(notes), "name the JSON that the page has exported"), str(notes))

    def curate(
        self, source: Path | str, *, against: Path | str | None = None, port: int = 0, ready: Callable[[str], object] = print
    ) -> None:
        """Serve the curator's page of the written file, on this machine only, until the process is interrupted (extra ``curate``).

        Each action on the page is written to the file at once, as edits of its text. What another program writes to it meanwhile
        is noticed and never overwritten.

        >>> import cengji
        >>> cengji.Case("qingshan.yaml").curate("report.txt")  # doctest: +SKIP
        http://127.0.0.1:41873/#...

        :param source: your copy of the article.
        :param against: another curation of the same document, whose differences (:func:`cengji.agree`) the page lists to be settled.
        :param port: where to listen; 0 is any port that is free.
        :param ready: is called with the link when the page can be opened; it is good for one browser.
        :raises InputError: if the article cannot be read, or is not the document that the case names.
        :raises UnavailableError: if the port is taken, or Starlette or uvicorn is not installed.
        """
        from cengji.api.curating import curate

        curate(self.path, Path(source), ready, port=port, against=None if against is None else Path(against))

    def coverage(self, sources: Path | str, *, lexical: Path | str | None = None) -> Coverage:
        """Return which numerals and names of the document the statements of the written file account for; proposed ones do not.

        Of a document of which only a part is about the case, that part.

        :param sources: the folder of your copies of the documents, found by their SHA-256.
        :param lexical: a list of your own of lexical uses, to add.
        :raises InputError: if the document is not there, or the file is faulty.
        """
        document = self._document(sources)
        located = part_of(self._tree, document)
        return cover(self.key, self.path, document.within(*located) if located else document, lexical)

    def to_xlsx(self, path: Path | str | None = None) -> bytes:
        """Return the case as a workbook, a sheet a section, a row a thing; also written to ``path`` if given. Comments go to the column #.

        >>> import cengji
        >>> cengji.Case("gusu").to_xlsx()[:2]
        b'PK'

        :raises InputError: with every fault of the case.
        :raises UnavailableError: if XlsxWriter is not installed, or the file cannot be written.
        """
        from cengji.cases.comments import comments_of
        from cengji.cases.shorthand import expand_case
        from cengji.cases.workbook import write_workbook
        from cengji.dataset import read_ontology

        ontology = read_ontology()
        _, faults = check_case(self._tree, str(self.path), ontology.vocabulary)
        if faults:
            raise InputError(faults)
        content = write_workbook(expand_case(self._tree.value), comments_of(self.text, self._tree), ontology.labels)
        if path is not None:
            replace_file(Path(path), content)
        return content
