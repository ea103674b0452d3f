"""`anchor`, `check --sources` and `coverage` as a curator uses them."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from cengji.cli import cengji
from cengji.core.namespaces import CJ, EVIDENCE_CHECK, SCHEME
from cengji.core.resources import case_files
from cengji.dataset import Dataset
from cengji.dataset.evidence import check_evidence
from tests.cases.command import HERE


def run(*arguments: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(cengji, list(map(str, arguments)))
    return done.exit_code, done.stdout, done.stderr


def test_coverage_of_the_packaged_cases_is_complete(sources: Path) -> None:
    code, out, _ = run("coverage", "--sources", sources, "-f", "json")
    report = json.loads(out)
    assert (code, sorted(report)) == (0, sorted(path.stem for path in case_files()))
    assert [token for case in report.values() for token in case["open"]] == []


def test_proposals_leave_the_list_of_what_is_open_on_standard_error(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("青山区有12个社区，划分为80余个网格。\n", encoding="utf-8")
    assert run("draft", tmp_path / "report.txt", "-o", tmp_path / "qingshan.yaml")[0] == 0
    code, out, _ = run("coverage", "--cases", tmp_path / "qingshan.yaml", "--only", "--sources", tmp_path)
    proposed = run("coverage", "--cases", tmp_path / "qingshan.yaml", "--only", "--sources", tmp_path, "--propose")
    assert (code, len(out.splitlines())) == (1, 2)
    assert proposed[0] == 1 and proposed[2].startswith(out) and proposed[1].startswith("# qingshan\n")


def test_packaged_cases_are_anchored_already(sources: Path) -> None:
    for path in case_files():
        assert run("anchor", path.stem, "--sources", sources, "-o", "-")[:2] == (0, path.read_text(encoding="utf-8"))


def test_all_evidence_of_the_packaged_cases_is_where_it_says(dataset: Dataset, sources: Path) -> None:
    assert {one.checked.state for one in check_evidence(dataset, sources)} == {"ok"}


def test_anchor_fills_a_file_in_place_and_refuses_the_rest(tmp_path: Path, sources: Path) -> None:
    whole = next(path for path in case_files() if path.stem == "guanghan").read_text(encoding="utf-8")
    head = whole[: whole.index("\nplaces:")]
    case = tmp_path / "again.yaml"
    case.write_text(
        head + "\nplaces:\n  - {key: p, label: 广汉市, evidence: 四川省德阳市广汉市}  # 地\n  - {key: q, label: 社区, evidence: 社区}\n",
        encoding="utf-8",
    )
    code, out, err = run("anchor", case, "--sources", sources)
    text = case.read_text(encoding="utf-8")
    assert (code, out) == (1, "")
    assert "evidence: {text: 四川省德阳市广汉市, start: " in text
    assert text.endswith("}  # 地\n  - {key: q, label: 社区, evidence: 社区}\n")
    assert "places[1].evidence: '社区' is printed " in err
    assert err.splitlines()[-1] == f"{case}: 1 anchored, 1 refused"


def test_an_unknown_case_or_document_is_said(tmp_path: Path) -> None:
    assert run("anchor", "nowhere", "--sources", tmp_path)[0] == 2
    code, _, err = run("anchor", "gusu", "--sources", tmp_path)
    assert (code, "document.sha256: no file in" in err) == (3, True)
    code, _, err = run("coverage", "gusu", "--sources", tmp_path)
    assert (code, "document.sha256: no file in" in err) == (3, True)


def test_check_writes_its_result_as_rdf(tmp_path: Path, sources: Path) -> None:
    result, case = tmp_path / "result.nq", next(path for path in case_files() if path.stem == "fuzhou")
    code, out, err = run("check", "--cases", case, "--only", "--sources", sources, "--result", result)
    lines = result.read_text(encoding="utf-8").splitlines()
    assert (code, out) == (0, "")
    assert err.splitlines()[0] == f"evidence: {len(lines)} ok"
    ok = f"<{CJ}evidenceState> <{SCHEME}evidence-state/ok> <{EVIDENCE_CHECK}> ."
    assert {line.split(" ", 1)[1] for line in lines} == {ok}


def test_a_missing_document_is_no_pass(tmp_path: Path) -> None:
    code, _, err = run("check", "--cases", HERE / "two_streets.yaml", "--only", "--sources", tmp_path)
    assert code == 1
    assert [line for line in err.splitlines() if " ok" in line] == []
    assert sum("[document-missing]" in line for line in err.splitlines()) == 1


def test_result_needs_sources() -> None:
    assert run("check", "--result", "-")[0] == 2
