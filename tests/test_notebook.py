"""The notebook of the docs: each of its cells runs, in order, and what it shows is there; its outputs are not committed.

The cells run in this process by IPython, which pyvis brings: a kernel of its own would need Jupyter's client, ZeroMQ and Tornado, and
would build the cases a second time.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell

from tests.analysis.test_charts import HAVE_FONT
from tests.conftest import ROOT, need

NOTEBOOK: dict[str, Any] = json.loads((ROOT / "docs" / "notebooks" / "tour.ipynb").read_text(encoding="utf-8"))
CODE = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]


def test_no_output_is_committed() -> None:
    assert NOTEBOOK["nbformat"] == 4
    assert [cell["id"] for cell in CODE if cell["outputs"] or cell["execution_count"] is not None] == []
    assert len({cell["id"] for cell in NOTEBOOK["cells"]}) == len(NOTEBOOK["cells"])


@pytest.mark.foreign  # IPython runs it
def test_every_cell_runs_and_shows_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    need("a Chinese font", HAVE_FONT)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    shell = InteractiveShell(user_ns={}, history_load_length=0)
    shell.history_manager.enabled = False
    try:
        shown = []
        for cell in CODE:
            done = shell.run_cell("".join(cell["source"]))
            assert done.success, (cell["id"], done.error_before_exec or done.error_in_exec)
            shown.append(done.result)
    finally:
        shell.history_manager.end_session()
    assert any(result is not None and "五级联动" in getattr(result, "_repr_html_", str)() for result in shown)
    assert sum("<svg" in str(getattr(result, "data", "")) for result in shown) == 2
    assert {path.name for path in tmp_path.iterdir()} >= {"gusu.ttl", "gusu.xlsx", "gusu.html"}
