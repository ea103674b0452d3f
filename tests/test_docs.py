"""Docs that cannot drift: the site builds strictly and documents everything, examples run, the READMEs agree."""

from __future__ import annotations

import contextlib
import doctest
import importlib.util
import io
import itertools
import re
import shlex
import subprocess
import sys
from collections import Counter
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click
import pytest
import yaml

import cengji
from cengji.cases import load_cases
from cengji.cli.main import cengji as command
from cengji.cli.reference.entries import read_reference
from cengji.core.namespaces import CJ, PREFIXES, SCHEME, SHAPES
from cengji.dataset import Dataset, Ontology
from cengji.export.formats import FORMATS
from cengji.query import Catalogue
from tests.conftest import ROOT, need
from tests.query.engines import oxigraph_rows, rdflib_rows

DOCS = ROOT / "docs"
README, README_ZH, CI = ROOT / "README.md", DOCS / "README.zh.md", ROOT / ".ci" / "run"
PAGES = sorted([README, *ROOT.glob("C*.md"), *DOCS.rglob("*.md")])


class Page(HTMLParser):
    """A page of the site: its anchors, the links in it, and what a browser loads with it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.anchors: Counter[str] = Counter()
        self.links: set[str] = set()
        self.loaded: set[str] = set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.anchors.update([values["id"] or ""] if "id" in values else [])
        if tag == "a":
            self.links.add(values.get("href") or "")
        else:
            self.loaded.update(filter(None, (values.get("src"), values.get("srcset"), values.get("href") if tag == "link" else None)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built with every warning an error."""
    need("Sphinx, MyST and Furo", all(map(importlib.util.find_spec, ("sphinx", "myst_parser", "furo"))))
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-n", "--keep-going", str(DOCS), "-d", str(out / "cache"), str(out / "html")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return out / "html"


@pytest.fixture(scope="module")
def site(folder: Path) -> dict[Path, Page]:
    return {path: Page(path) for path in folder.rglob("*.html")}


def test_every_link_of_the_site_leads_somewhere(site: dict[Path, Page]) -> None:
    broken = []
    for path, page in site.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or not link.strip("#"):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file() or (parts.fragment and unquote(parts.fragment) not in site[target].anchors):
                broken.append((path.name, link))
    assert broken == []


def test_the_site_loads_nothing_from_the_network(folder: Path, site: dict[Path, Page]) -> None:
    loaded = {address for page in site.values() for address in page.loaded}
    styles = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.css"))
    loaded.update(re.findall(r"(?:url\(|@import\s+)['\"]?([^'\")\s]+)", styles))
    assert {address for address in loaded if re.match(r"(?:\w+:)?//", address)} == set()


def test_everything_declared_has_an_entry(folder: Path, site: dict[Path, Page], ontology: Ontology) -> None:
    anchors = {name: site[folder / "reference" / f"{name}.html"].anchors for name in ("model", "schemes", "shapes", "queries", "cli")}
    declared = {iri.removeprefix(SCHEME) for iri in ontology.declared if iri.startswith(SCHEME)}
    names = {
        "model": {iri.removeprefix(CJ) for iri in ontology.declared if iri.startswith(CJ)},
        "schemes": {iri.replace("/", "-") for iri in declared if "/" in iri},
        "shapes": {t.subject.value.removeprefix(SHAPES) for t in ontology.shapes if t.object.value.endswith("#NodeShape")},  # type: ignore[union-attr]
        "queries": {query.name for query in Catalogue()},
        "cli": {f"cengji-{name}" for name in command.list_commands(command.make_context("cengji", [], resilient_parsing=True))},
    }
    assert {name: wanted - anchors[name].keys() for name, wanted in names.items()} == {name: set() for name in names}
    assert [anchor for name in ("model", "schemes") for anchor in names[name] if anchors[name][anchor] > 1] == []


def test_the_site_describes_the_public_names_of_the_package(folder: Path, site: dict[Path, Page]) -> None:
    anchors = site[folder / "api.html"].anchors
    names = {f"cengji.{name}" for name in ("open", *cengji.__all__) if name not in ("__version__", "errors")}
    assert names | {f"cengji.core.errors.{name}" for name in cengji.errors.__all__} - anchors.keys() == names & anchors.keys()


@pytest.mark.parametrize(
    "path", [path for path in PAGES if path != README_ZH and "```py" in path.read_text(encoding="utf-8")], ids=lambda path: path.name
)
def test_the_examples_of_a_page_run(path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for language, code in re.findall(r"```(python|pycon)\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL):
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            if language == "python":
                exec(compile(code, str(path), "exec"), names)  # noqa: S102
                continue
            example = doctest.DocTestParser().get_doctest(code, names, path.name, str(path), 0)
            results = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, clear_globs=False)
            names = example.globs
        assert results.failed == 0, printed.getvalue()


def test_each_pattern_of_the_model_finds_the_same_on_both_engines(two_cases: Dataset) -> None:
    patterns = re.findall(r"```sparql\n(.*?)```", (DOCS / "reference" / "model.md").read_text(encoding="utf-8"), re.DOTALL)
    rdf, prefixes = two_cases.to_rdflib(), "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    assert len(patterns) == 16
    for pattern in patterns:
        rows = oxigraph_rows(two_cases, prefixes + pattern)
        assert rows, pattern
        assert Counter(rdflib_rows(rdf, prefixes + pattern)) == Counter(rows), pattern


def test_relative_links_lead_somewhere_on_a_forge() -> None:
    links = [(path, link) for path in PAGES for link in re.findall(r"\]\((?!\w+:|#)([^)#]+)", path.read_text(encoding="utf-8"))]
    assert len(links) > 100
    assert [(path.name, link) for path, link in links if not (path.parent / link).exists()] == []


def test_the_files_that_pages_name_are_there() -> None:
    pattern = r"`((?:graph|queries|ontology|tests|docs|\.ci)/[\w./-]*)`"
    named = {(path.name, name) for path in PAGES for name in re.findall(pattern, path.read_text(encoding="utf-8"))}
    assert len(named) > 20
    assert {one for one in named if not (ROOT / one[1]).exists()} == set()


def test_every_decision_is_listed() -> None:
    listed = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    for path in (DOCS / "decisions").glob("0*.md"):
        title = re.sub(r"^# \d+:? ", "", path.read_text(encoding="utf-8").splitlines()[0])
        assert f"| [{path.name[:4]}]({path.name}) | {title} |" in listed


def _refusal(words: list[str]) -> str:
    """Return what the command line has against these words, empty where it would run them."""
    context = command.make_context("cengji", [], resilient_parsing=True)
    verb: click.Command | None = command
    while isinstance(verb, click.Group) and words:
        verb, words = verb.get_command(context, words[0]), words[1:]
    try:
        assert verb, "no such command"
        verb.make_context("cengji", words)
    except (AssertionError, click.UsageError) as error:
        return "" if "does not exist" in str(error) else str(error)
    return ""


def test_the_command_line_understands_what_the_pages_say() -> None:
    refused = []
    for path in PAGES:
        for block in re.findall(r"```sh\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL):
            for line in re.findall(r"^(?:\w+=\S+ )*(?:\S*/)?cengji (\w.+)", block, re.MULTILINE):
                words = list(itertools.takewhile(lambda word: word not in ("<", ">", "|"), shlex.split(line, comments=True)))
                refused += [(path.name, line, why) for why in [_refusal(words)] if why]
    assert refused == []


def _commands(path: Path) -> list[str]:
    return [block.strip() for block in re.findall(r"```(?:sh|python)\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)]


def test_ci_runs_the_readme_test_command() -> None:
    tests = next(block for block in _commands(README) if "pytest" in block)
    lines = [line for line in CI.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert lines == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', "export CENGJI_REQUIRE_ALL=1", tests]


def test_both_readmes_give_the_same_commands() -> None:
    assert _commands(README) == _commands(README_ZH)


def test_both_readmes_have_the_same_headings() -> None:
    english, chinese = (re.findall(r"^#+ .*$", path.read_text(encoding="utf-8"), re.MULTILINE) for path in (README, README_ZH))
    assert [heading.split(" ")[0] for heading in english] == [heading.split(" ")[0] for heading in chinese]


def test_the_table_of_the_architecture_is_the_rule_of_the_imports() -> None:
    from tests.test_imports import BOTTOM, MAY_IMPORT, ROOMS

    lines = (DOCS / "architecture.md").read_text(encoding="utf-8").splitlines()
    rows = [
        (part.strip(" `"), parts, names.strip()) for _, part, _, parts, names, _ in (x.split("|") for x in lines if x.startswith("| `"))
    ]
    allowed = {part: set(re.findall(r"`(\w+)`", parts)) for part, parts, _ in rows}
    assert allowed == {part: set(needs - BOTTOM) for part, needs in MAY_IMPORT.items() if part not in ("cengji", "__main__")}
    used = {
        (part, {"pyyaml": "yaml", "python-calamine": "python_calamine", "python-docx": "docx"}.get(name, name))
        for part, _, names in rows
        for name in filter(None, names.split(", "))
    }
    ruled = {(place.split("/")[0].removesuffix(".py"), name) for name, places in ROOMS.items() for place in places}
    assert ruled <= used


def test_pictures_and_pages_name_only_terms_that_exist(ontology: Ontology) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (DOCS / "_static" / "model.svg", *PAGES)]
    named = {name for text in texts for name in re.findall(r"\bcj:(\w+)", text)}
    assert named - {iri.removeprefix(CJ) for iri in ontology.declared} == set()


def test_the_glossary_uses_the_labels_of_the_ontology(ontology: Ontology) -> None:
    labels = {term.label.en: term.label.zh for term in read_reference(ontology).terms["Class"]}
    rows = re.findall(r"^\| ([a-z ]+) \| ([^|]+) \|", (DOCS / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    shared = [(term, chinese) for term, chinese in rows if term in labels]
    assert len(shared) >= 10
    assert [(term, chinese) for term, chinese in shared if labels[term] not in chinese] == []


def test_the_citation_is_that_of_the_newest_version() -> None:
    newest = re.search(r"^## \[(\d+\.\d+\.\d+)\] - (\S+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert newest
    assert newest.groups() == (cited["version"], cited["date-released"])


def test_the_case_of_the_tutorial_is_accepted_and_its_document_is_the_one_printed(ontology: Ontology, tmp_path: Path) -> None:
    page = (DOCS / "start.md").read_text(encoding="utf-8")
    (case,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    document = re.findall(r"printf '(.*)\\n'", page)[0] + "\n"
    path = tmp_path / "qingshan.yaml"
    path.write_text(case, encoding="utf-8")
    (loaded,) = load_cases([path], ontology.vocabulary)
    assert (loaded.case.document.sha256, loaded.case.document.characters) == (sha256(document.encode()).hexdigest(), len(document))


def test_the_pages_count_the_export_formats() -> None:
    number = len(FORMATS)
    said = {"README.md": f"{number} export formats", "docs/README.zh.md": f"{number} 种", "docs/start.md": f"{number - 1} other formats"}
    assert [name for name, words in said.items() if words not in (ROOT / name).read_text(encoding="utf-8")] == []
