"""The one-way order of the house (design.md, section 2), read from the imports of every module."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from tests.conftest import ROOT

PACKAGE: Final = ROOT / "graph" / "cengji"
FILES: Final = sorted(path for path in PACKAGE.rglob("*.py") if "node_modules" not in path.parts)
BOTTOM: Final = frozenset({"cengji", "core"})
MAY_IMPORT: Final = {
    "cengji": frozenset({"api", "core", "query"}),
    "core": frozenset(),
    "text": BOTTOM,
    "cases": BOTTOM | {"text"},
    "agreement": BOTTOM | {"text", "cases"},
    "draft": BOTTOM | {"text", "cases"},
    "dataset": BOTTOM | {"text", "cases"},
    "tables": BOTTOM | {"text", "cases", "dataset"},
    "query": BOTTOM | {"dataset"},
    "projection": BOTTOM | {"dataset"},
    "analysis": BOTTOM | {"dataset", "query", "projection"},
    "view": BOTTOM | {"dataset", "projection", "analysis"},
    "export": BOTTOM | {"dataset", "projection"},
    "diff": BOTTOM | {"dataset"},
    "curate": BOTTOM | {"text", "cases", "agreement", "draft"},
    "serve": BOTTOM | {"dataset", "query"},
    "register": BOTTOM,
    "api": BOTTOM
    | {
        "text",
        "cases",
        "agreement",
        "draft",
        "dataset",
        "query",
        "projection",
        "analysis",
        "view",
        "export",
        "diff",
        "curate",
        "serve",
        "tables",
        "register",
    },
    "cli": BOTTOM | {"text", "cases", "dataset", "query", "projection", "view", "export", "diff", "api"},
    "__main__": frozenset({"cli"}),
}
"""Part of the package → the other parts it may import; ``cengji`` is the package's own ``__init__``."""
ROOMS: Final = {
    "click": ("cli/",),
    "duckdb": ("export/duck.py", "register/"),
    "docx": ("draft/office.py",),
    "ibis": ("register/",),
    "igraph": ("api/conversion.py", "register/closure.py"),
    "networkx": ("agreement/matching.py", "analysis/", "projection/", "export/", "api/conversion.py"),
    "openpyxl": ("cases/workbook/", "tables/workbooks.py"),
    "pandas": ("api/frames.py", "query/table.py", "query/frames.py"),
    "matplotlib": ("analysis/charts/",),
    "polars": ("query/table.py", "query/frames.py", "export/parquet.py"),
    "pyoxigraph": (
        "core/terms.py",
        "analysis/terms.py",
        "projection/columns.py",
        "projection/things.py",
        "projection/links.py",
        "projection/source.py",
        "dataset/",
        "query/",
        "export/",
        "diff/",
        "serve/",
        "tables/",
        "register/",
        "api/",
        "cli/",
    ),
    "xlrd": ("tables/hidden.py",),
    "python_calamine": ("register/sheets.py", "tables/workbooks.py"),
    "pypdf": ("draft/office.py",),
    "pypinyin": (
        "text/raw_forms.py",
        "core/pinyin.py",
    ),
    "pyshacl": ("dataset/",),
    "pyspark": ("register/engines.py",),
    "pyvis": ("view/page/", "projection/convert.py", "api/conversion.py"),
    "rdflib": (
        "dataset/",
        "register/mapping.py",
        "register/rule_sql.py",
        "register/rule_terms.py",
        "register/rules.py",
        "api/conversion.py",
    ),
    "requests": ("query/connection.py",),
    "prometheus_client": ("serve/meters.py",),
    "starlette": ("core/web.py", "curate/server.py", "curate/guard.py", "serve/app.py"),
    "urllib3": ("query/connection.py",),
    "uvicorn": ("curate/server.py", "serve/door.py", "serve/server.py"),
    "uvloop": ("serve/server.py",),
    "wcwidth": ("cli/screen.py",),
    "xlsxwriter": ("cases/workbook/", "export/xlsx.py"),
    "yaml": ("cases/",),
}
"""Third-party library → where alone it may be imported."""
LONGEST: Final = 400
IMPORTING: Final = frozenset({"__import__", "import_module", "lazy_module"})


def place(path: Path) -> str:
    """Return a module's path inside the package."""
    return path.relative_to(PACKAGE).as_posix()


def part(path: Path) -> str:
    """Return the part of the package that a module belongs to."""
    name = place(path).split("/")[0].removesuffix(".py")
    return "cengji" if name == "__init__" else name


def is_type_checking(node: ast.AST) -> bool:
    """Return whether a node is an ``if TYPE_CHECKING:`` block, which never runs."""
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def running(node: ast.AST) -> Iterator[ast.AST]:
    """Yield every node below one, those inside functions too, but not what stands under ``if TYPE_CHECKING:``."""
    for child in ast.iter_child_nodes(node):
        if is_type_checking(child):
            assert isinstance(child, ast.If)
            for other in child.orelse:
                yield other
                yield from running(other)
        else:
            yield child
            yield from running(child)


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Yield the full names of the modules that a module imports, ``from cengji import x`` as ``cengji.x``."""
    return imports_of(tree(path))


def imports_of(root: ast.AST) -> Iterator[str]:
    """Yield the same of a node of a syntax tree."""
    for node in running(root):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide where they lead"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in IMPORTING:
            name, *_ = node.args
            yield ast.unparse(name).strip("f'\"")


def libraries(node: ast.AST) -> set[str]:
    """Return the top-level names of the modules that are imported below a node of a syntax tree."""
    return {name.partition(".")[0] for name in imports_of(node)}


def parts_imported(path: Path) -> set[str]:
    """Return the parts of the package that a module imports, its own left out."""
    own = {name.split(".")[1] for name in imports(path) if name.startswith("cengji.")}
    return {"cengji" if name == "__version__" else name for name in own} - {part(path)}


def violations(found: Callable[[Path], Iterable[str]]) -> list[str]:
    """Return what a rule finds in all modules, each after its module."""
    return [f"{place(path)}: {what}" for path in FILES for what in sorted(found(path))]


def test_arrows_go_one_way() -> None:
    assert violations(lambda path: parts_imported(path) - MAY_IMPORT[part(path)]) == []


def test_each_library_stays_in_its_room() -> None:
    def strangers(path: Path) -> set[str]:
        return {library for library in libraries(tree(path)) & ROOMS.keys() if not place(path).startswith(ROOMS[library])}

    assert violations(strangers) == []


def test_cases_drafts_and_text_know_no_rdf() -> None:
    rdf = {"rdflib", "pyoxigraph", "pyshacl", "owlready2"}
    assert violations(lambda path: libraries(tree(path)) & rdf if part(path) in ("agreement", "cases", "draft", "text") else ()) == []


def test_every_part_is_in_the_order() -> None:
    assert {part(path) for path in FILES} - MAY_IMPORT.keys() == set()


def test_the_order_has_no_cycle() -> None:
    done: set[str] = set()
    while ready := {name for name, needs in MAY_IMPORT.items() if name not in done and needs - {name, "cengji"} <= done}:
        done |= ready
    assert done == MAY_IMPORT.keys()


def test_no_module_is_too_long() -> None:
    lengths = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_nothing_prints_or_leaves_the_process() -> None:
    def called(path: Path) -> set[str]:
        return {node.func.id for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}

    assert violations(lambda path: called(path) & {"print", "exit", "quit", "breakpoint", "eval", "exec"}) == []


def test_every_module_opens_with_its_duty() -> None:
    duties = {place(path): ast.get_docstring(tree(path)) or "" for path in FILES}
    assert [name for name, duty in duties.items() if not duty.partition("\n")[0].endswith(".")] == [], "the first line is a sentence"


def test_the_reader_of_imports_sees_what_runs_and_nothing_else() -> None:
    source = """
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import rdflib
else:
    import json
def f():
    import click
    if x:
        from cengji.view import page
    class A:
        import pyvis.network
    import_module(f"cengji.cli.{x}")
"""
    found = list(imports_of(ast.parse(source)))
    assert found == ["typing.TYPE_CHECKING", "json", "click", "cengji.view.page", "pyvis.network", "cengji.cli.{x}"]
