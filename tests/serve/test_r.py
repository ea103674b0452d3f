"""The page on R: its code runs as it stands, without a warning, and finds what the library and the network hold."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from typing import Any, Final

import pytest

import cengji
from cengji.core.namespaces import CJ
from cengji.dataset import Dataset
from cengji.export import write, write_answer
from cengji.export.figures import tabulate_figures
from cengji.export.words import network_in_words
from tests.conftest import ROOT, need
from tests.serve.conftest import Served

pytestmark = pytest.mark.foreign

HAS: Final = 'quit(status = !all(sapply(c("readr", "igraph", "RSQLite"), requireNamespace, quietly = TRUE)))'
ENDING: Final = """
listed <- function(...) paste0("[", paste(..., sep = ",", collapse = ","), "]")
cat("\\nFOUND", listed(
  length(nodes$id), length(edges$source), vcount(network), ecount(network), vcount(drawn), ecount(drawn), sum(E(drawn)$weight),
  sum(V(network)$weight), max(degree(run, mode = "in")), sum(per_tier$rungs), nrow(ladders), nrow(measures), nrow(found),
  sum(figures$value, na.rm = TRUE), sum(is.na(figures$upper)), listed(dQuote(paste(grids$iri, grids$more), FALSE))
), "\\n")
"""


@pytest.fixture(scope="module")
def said(served: Served, dataset: Dataset, two_cases: Dataset, tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """Return what the code of the page finds: figures of all cases, the network and the database of two, and answers of the server."""
    plain = [shutil.which("Rscript") or "", "--no-save", "--no-init-file", "--no-site-file"]
    need(
        "R with readr, igraph, RSQLite (python tests/system_packages.py)", plain[0] and subprocess.run([*plain, "-e", HAS]).returncode == 0
    )
    folder = tmp_path_factory.mktemp("r")
    (folder / "tables").mkdir()
    (folder / "tables" / "figures.csv").write_bytes(b"".join(write_answer(tabulate_figures(dataset)[0], "csv")))
    for name, file in (("nodes", "nodes.csv"), ("edges", "edges.csv"), ("graphml", "cengji.graphml"), ("sqlite", "cengji.sqlite")):
        (folder / file).write_bytes(b"".join(write(two_cases, name)))
    page = (ROOT / "docs" / "r.md").read_text(encoding="utf-8")
    code = "".join(re.findall(r"```r\n(.*?)```", page, re.DOTALL)).replace("http://127.0.0.1:8001", served.url)
    (folder / "page.R").write_text(f"options(warn = 2)\n{code}{ENDING}", encoding="utf-8")
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run([*plain, "page.R"], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert (folder / "network.pdf").read_bytes().startswith(b"%PDF")
    return list(json.loads(done.stdout.rpartition("FOUND ")[2]))


def test_r_reads_network_and_database_whole(said: list[Any], two_cases: Dataset) -> None:
    network = network_in_words(two_cases)
    counts = [len(network), network.number_of_edges()]
    assert said[:6] == counts * 3
    assert said[6] == sum(edge["weight"] for *_, edge in network.edges(data=True))
    assert said[7] == sum(node["weight"] for _, node in network.nodes(data=True))
    runners = [target for *_, target, relation in network.edges(keys=True) if relation == "runBy"]
    assert said[8] == max(map(runners.count, set(runners)))
    labels = [node["label"] for _, node in network.nodes(data=True)]
    assert said[11] == sum(node["type"] == "measure" for _, node in network.nodes(data=True))
    assert said[12] >= sum("网格" in label for label in labels) - labels.count("网格") > 5


def test_r_asks_the_server(said: list[Any], dataset: Dataset) -> None:
    assert said[9] == len(dataset.rows(f"SELECT DISTINCT ?rung ?tier {{ ?rung a <{CJ}Rung> ; <{CJ}commonTier> ?tier }}")) > 50
    assert said[10] == len(cengji.Graph(dataset).query("ladders", case="gusu"))


def test_r_says_certainly_possibly_and_no_as_the_library_does(said: list[Any], dataset: Dataset) -> None:
    figures = tabulate_figures(dataset)[0]
    place = {column.name: at for at, column in enumerate(figures.columns)}
    assert said[13] == pytest.approx(sum(float(row[place["value"]][0]) for row in figures.rows if row[place["value"]]))
    assert said[14] == sum(not row[place["upper"]] for row in figures.rows)
    words = {"certain": "certainly", "possible": "possibly", "no": "no"}
    rows = cengji.Graph(dataset).query("more-than", indicator="grid-count", threshold=2000).typed()
    expected = {f"{row.figure} {words[row.answer]}" for row in rows if row.figure}
    assert set(said[15]) == expected and len({one.split()[1] for one in expected}) > 1
