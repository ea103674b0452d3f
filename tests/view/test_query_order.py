"""The engine inside a page orders values of all kinds as the command line does, where its own sort would break or mix them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest

from cengji.core.namespaces import PREFIXES
from cengji.dataset import Dataset
from cengji.dataset.ordering import order_keys, order_totally
from cengji.query import Catalogue
from cengji.view import Asking, page
from cengji.view.engine import BrowserEngine
from tests.conftest import ROOT, need
from tests.dataset.test_ordering import ALL, DESCENDING, FAULTY, KEPT, PREFIX, make_many_mixed, make_values_of_all_kinds
from tests.view.conftest import Open, write_page
from tests.view.sample import sample_graph
from tests.view.tabs import FirefoxTab
from tests.view.test_query_view import fragment

SCRIPT = ROOT / "graph" / "cengji" / "view" / "page" / "script"
REWRITE = f"""import {{ readFileSync }} from "node:fs";
import {{ orderTotally }} from "{(SCRIPT / "query-order.js").as_uri()}";
const {{ texts, keys }} = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(texts.map((text) => orderTotally(text, keys))));"""
ODD = (
    "SELECT ?o { ?s ?p ?o } ORDERBY?o",
    "SELECT ?o { ?s ?p ?o } ORDER BYDESC(?o)ASC(?s)LIMIT 3",
    "SELECT ?o { ?s cj:ORDER BY ?o . ?ORDER BY ?o . <urn:ORDER BY> 层ORDER BY ?o } order#\n#x ORDER\r\nBY ?o$s",
    "SELECT ?o { ?s ?p '''ORDER BY ?o''', \"\"\"it's ORDER BY ?o\"\"\", 'a\\'ORDER BY ?o' } ORDER BY ?o",
    "SELECT ?o { ?s ?p ?o } ORDER BY (((?o))) ((?o + 1)) cj:f(?o) <urn:f>((?o), ?s)",
    "SELECT ?o { ?s ?p ?o } ORDER BY EXISTS { ?s ?p 1.5 } CONCAT('$&', \"?value\", ?o) DESC(STR(?o)) desc(ucase(?o)) # ?s",
    "SELECT ?o { { SELECT ?o { ?s ?p ?o } ORDER BY ?o LIMIT 3 } FILTER EXISTS { ?s ?p ?o } } ORDER BY IF(EXISTS { ?s ?p ?o }, ?o, 1)",
    "SELECT ?o { ?s ?p ?o } ORDER" + " " * 5000 + "# " * 5000,
)


def answered(dataset: Dataset, text: str) -> object:
    """Return what Python answers, as SPARQL results in JSON."""
    return json.loads(dataset.select(text).serialize(format=ox.QueryResultsFormat.JSON) or b"")


@pytest.fixture(scope="module", params=["of all kinds", "many"])
def mixed(request: pytest.FixtureRequest, browser_engine: BrowserEngine, tmp_path_factory: pytest.TempPathFactory) -> tuple[Dataset, Path]:
    """Values of several kinds, and a page whose engine holds them; of so many the engine's own sort breaks."""
    dataset = make_many_mixed() if request.param == "many" else make_values_of_all_kinds()
    data = b"".join(f"{quad.subject} {quad.predicate} {quad.object} .\n".encode() for quad in dataset.store)
    asking = Asking(engine=browser_engine, data=data, united=False)
    return dataset, write_page(tmp_path_factory.mktemp("mixed"), page(sample_graph(), asking))


@pytest.mark.foreign
def test_the_page_writes_the_keys_that_python_writes() -> None:
    texts = [*DESCENDING, *(ALL + text for text in FAULTY), *KEPT, *ODD, *(query.text for query in Catalogue())]
    given = json.dumps({"texts": texts, "keys": order_keys()})
    need("node", shutil.which("node"))
    done = subprocess.run(["node", "--input-type=module", "--eval", REWRITE], input=given, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [order_totally(text) for text in texts]
    assert sum(order_totally(text) != text for text in texts) > 60


@pytest.mark.browser
@pytest.mark.parametrize("key", ["?value", "DESC(?value) ?thing"])
def test_mixed_values_stand_in_the_order_of_python(open_page: Open, mixed: tuple[Dataset, Path], key: str) -> None:
    dataset, path = mixed
    text = f"{PREFIX}SELECT ?value {{ ?thing ?property ?value }} ORDER BY {key} OFFSET {2200 if len(dataset) > 1000 else 0}"
    tab = open_page(fragment(name="-", q=text, run="1", shape="json"), path=path)
    shown = json.loads(tab.locator(".answer-json").text_content())
    asked = answered(dataset, f"{text} LIMIT 200")
    assert shown == asked


@pytest.mark.browser
def test_in_firefox_too_mixed_values_stand_in_the_order_of_python(firefox: FirefoxTab, mixed: tuple[Dataset, Path]) -> None:
    dataset, path = mixed
    text = f"{PREFIX}{ALL}DESC(?value) LIMIT 200"
    firefox.open(path.as_uri() + fragment(name="-", q=text, run="1", shape="json"))
    firefox.until("() => document.querySelector('.answer-json')")
    assert json.loads(firefox.ask("() => document.querySelector('.answer-json').textContent")) == answered(dataset, text)


@pytest.mark.browser
def test_a_fault_of_a_key_is_found_where_it_was_written(open_page: Open, mixed: tuple[Dataset, Path]) -> None:
    text = "SELECT ?value {\n  ?thing ?property ?value } ORDER BY ?value\nLIMIT few"
    tab = open_page(fragment(name="-", q=text, run="1") + "&lang=en", path=mixed[1])
    assert tab.locator(".query-fault").text_content().startswith("Line 3, column 7")
    assert PREFIXES["xsd"] not in tab.locator(".query-fault").text_content()
