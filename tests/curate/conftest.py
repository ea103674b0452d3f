"""What the tests of the curator's page share: an article, its case, and both under curation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from cengji.api.curating import concept_names
from cengji.api.drafting import learn_packaged
from cengji.cases.anchor import anchor
from cengji.curate.article import Article
from cengji.curate.session import Session
from cengji.dataset import Ontology
from cengji.draft import Knowledge
from cengji.text.clean import clean

Enter = Callable[..., Any]
PATIENCE = 120_000  # milliseconds to wait for what must come
# Characters above U+FFFF, traditional ones, pinyin, and markup that must neither run nor break the page.
ARTICLE = """\
青山區(qīng shān qū)网格治理观察

𠮷村是青山區的一个村。青山区建立12个社区党组织，划分80余个网格。
推行“红色管家”机制，化解矛盾320件，惠及居民1.4万人。
<img src=x onerror="window.hurt=1"><script>window.hurt=2</script>
&lt;b onclick=window.hurt=3&gt;“</span>网格合伙人”制度由社区党组织牵头推行。
"""
CASE = """\
# 青山区 · a case of the tests
case: qingshan
title: {zh: 青山区, en: Qingshan}
document:
  title: 青山区网格治理观察
  kind: news-report
  published: "2024-05-01"
  sha256: DIGEST
  characters: LENGTH

places:
  # the place of the case
  - key: qingshan
    label: {zh: 青山区, en: Qingshan District}
    tier: county  # by its name
    division: true
    evidence: {text: 青山区, occurrence: 1}
groups:
  - key: party-organizations
    label: 社区党组织
    kind: community-party-organization
    place: qingshan
    evidence: 12个社区党组织
  - key: grids # kept as it was
    label: 网格
    kind: grid-unit
    place: qingshan
    proposed: counted-noun
    evidence: 80余个网格
  - key: grids-again
    label: 网格单元
    kind: grid-unit
    place: qingshan
    proposed: head-noun
    evidence: {text: 网格, occurrence: 2}
ladders:
  - key: lines
    label: 区—社区—网格
    line: administrative
    place: qingshan
    proposed: chain
    status: inferred
    rungs:
      - {body: party-organizations, tier: community}
      - {body: grids, tier: grid} # the lower
measures:
  - key: red-steward
    label: 红色管家机制
    kind: mechanism
    place: qingshan
    run_by: party-organizations
    proposed: quoted-name
    evidence: “红色管家”机制
figures:
  - key: grids-size
    written: 80余个
    value: 80
    comparator: moreThan
    unit: item
    kind: count
    indicator: grid-count
    about: grids
    place: qingshan
    reading_lower: 80
    reading_upper: 90
    reading_rule: yu-next-unit
    proposed: numeral
    evidence: 80余个
# the end
"""

MARK = """text => {
  const walker = document.createTreeWalker(document.querySelector('#article'), NodeFilter.SHOW_TEXT), nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const start = nodes.map(node => node.textContent).join('').indexOf(text), range = document.createRange();
  let before = 0;
  for (const node of nodes) {
    const length = node.textContent.length, end = start + text.length;
    if (before <= start && start < before + length) range.setStart(node, start - before);
    if (before < end && end <= before + length) range.setEnd(node, end - before);
    before += length;
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
"""Marks a text of the article, as the mouse does."""


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """What the schemes and the packaged cases teach."""
    return learn_packaged()


@pytest.fixture(scope="session")
def article(knowledge: Knowledge) -> Article:
    return Article(clean(ARTICLE), knowledge)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The article, as a file."""
    path = tmp_path / "article.txt"
    path.write_bytes(ARTICLE.encode())
    return path


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The case, as a file."""
    text = CASE.replace("DIGEST", sha256(ARTICLE.encode()).hexdigest()).replace("LENGTH", str(len(ARTICLE)))
    path = tmp_path / "qingshan.yaml"
    anchored = anchor(text, path.name, clean(ARTICLE))
    assert anchored.faults == ()
    path.write_bytes(anchored.text.encode())
    return path


@pytest.fixture
def session(case: Path, tmp_path: Path) -> Session:
    return Session(case, tmp_path / "log.jsonl")


@pytest.fixture
def curation(session: Session, article: Article, ontology: Ontology) -> Any:  # noqa: ANN401 - Starlette may be missing
    server = pytest.importorskip("cengji.curate.server")
    return server.Curation(session, article, concept_names(ontology), ontology.vocabulary, ontology.scheme_titles)


@pytest.fixture
def link(curation: Any) -> Iterator[str]:  # noqa: ANN401
    """The link of a page that is served, good once."""
    from cengji.curate import server

    told: Future[str] = Future()
    stopping: list[Any] = []

    class Stoppable(server.uvicorn.Server):  # type: ignore[misc]  # the server as it is, and how to end it
        def __init__(self, config: Any) -> None:  # noqa: ANN401
            super().__init__(config)
            stopping.append(self)

    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(1) as pool:
        patch.setattr(server.uvicorn, "Server", Stoppable)
        served = pool.submit(server.serve, curation, told.set_result)
        served.add_done_callback(lambda done: done.exception() and told.set_exception(done.exception()))
        yield told.result()
        stopping[0].should_exit = True
        served.result()


@pytest.fixture
def enter(chromium: Any, link: str) -> Iterator[Enter]:  # noqa: ANN401
    """Open the page; at the end it has talked to nobody else and said and run nothing."""
    contexts: list[Any] = []
    asked: set[str] = set()
    said: list[str] = []

    def go(size: tuple[int, int] = (1440, 900), *, language: str = "zh", dark: bool = False) -> Any:  # noqa: ANN401
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale="zh-CN" if language == "zh" else "en-GB",
        )
        contexts.append(context)
        return load(context, link)

    def load(context: Any, address: str) -> Any:  # noqa: ANN401
        tab = context.new_page()
        tab.set_default_timeout(PATIENCE)
        tab.on("request", lambda request: asked.add(request.url.split("/")[2]))
        tab.on("console", lambda message: said.append(message.text))
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.goto(address)
        tab.wait_for_selector("html[data-ready]")
        return tab

    go.load = load  # type: ignore[attr-defined]
    yield go
    for context in contexts:
        for tab in context.pages:
            assert tab.evaluate("window.hurt") is None
        context.close()
    assert asked == {link.split("/")[2]}
    assert [text for text in said if "409" not in text and "422" not in text] == []
