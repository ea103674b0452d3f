"""No text breaks a draft: changed by chance, cut, foreign, blank; each passes the check, at a cost that grows with its length."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from types import FrameType

import pytest

from cengji.api.drafting import learn
from cengji.cases.loader import LoadedCase, check_case
from cengji.cases.shorthand import expand_case
from cengji.cases.tree import read_tree
from cengji.cases.writer import write_case
from cengji.dataset import Ontology, build_dataset, check_dataset
from cengji.draft import Knowledge, draft_case
from cengji.text.clean import clean
from tests.draft.test_draft import ARTICLE, DOINGS

FOREIGN = (
    "Kelurahan Landungsari membagi wilayahnya dalam 7 RW dan 24 RT; setiap RT mengirim 2 kader.\n",
    "The ward committee set up 14 neighbourhood groups in 2019, each of 25 to 50 families (76.9%).\n",
    "В районе создано 120 комитетов, в каждом по 3–5 человек.\n",
    "أنشأت البلدية ١٢ لجنة في الأحياء.\n",
    "町内会は12の班に分かれ、各班に班長1名を置く。\n",
    "เทศบาลแบ่งชุมชนเป็น ๑๒ เขต\n",
)
BLANK = (" \n\t\n", "。", "\ufeff", "“”《》（）", "\n" * 500, "三" * 400, "“" * 300, "一、" * 200)
SIGNS = "“”、，。《》（）()0123456789万亿—+%-一二三半个级第\n王李的等区委党员目前我们"
GROUPS, TEXTS = 12, 25


@pytest.fixture(scope="module")
def knowledge(ontology: Ontology, cases: list[LoadedCase]) -> Knowledge:
    return learn(ontology, [one.case for one in cases])


def texts(seed: int) -> Iterator[str]:
    """Yield the texts of a group: articles once or twice with characters changed, stretches cut out, foreign and blank ones among them."""
    chance = random.Random(seed)  # noqa: S311 - texts, no secrets
    for number in range(TEXTS):
        text = list((ARTICLE, DOINGS, ARTICLE + DOINGS)[number % 3] * chance.randrange(1, 3))
        for _ in range(chance.randrange(200)):
            text[chance.randrange(len(text))] = chance.choice(SIGNS)
        if number % 5 == 0:
            text.insert(chance.randrange(len(text)), FOREIGN[(seed + number) % len(FOREIGN)])
        start = chance.randrange(50)
        stop = chance.randrange(start, len(text)) if number % 4 == 0 else len(text)
        yield "".join(text[start:stop])
    yield FOREIGN[seed % len(FOREIGN)] * 3
    yield BLANK[seed % len(BLANK)]


def assert_passes(text: str, knowledge: Knowledge, ontology: Ontology) -> None:
    value = draft_case(clean(text), knowledge, key="text", sha256="0" * 64).value
    case, faults = check_case(read_tree(write_case(expand_case(value), {}).encode(), "x"), "x", ontology.vocabulary)
    assert case is not None
    assert faults == []
    assert [one for one in check_dataset(build_dataset([case], ontology, proposed=True), ontology) if one.severity == "error"] == []


@pytest.mark.parametrize("seed", [pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, GROUPS + 1)])
def test_no_text_breaks_a_draft(seed: int, knowledge: Knowledge, ontology: Ontology) -> None:
    for text in texts(seed):
        assert_passes(text, knowledge, ontology)


def test_no_text_of_a_few_breaks_a_draft(knowledge: Knowledge, ontology: Ontology) -> None:
    for text in [*list(texts(0))[:2], *BLANK[:3]]:
        assert_passes(text, knowledge, ontology)


@pytest.mark.slow
def test_a_text_of_a_megabyte_is_drafted(knowledge: Knowledge, ontology: Ontology) -> None:
    piece = ARTICLE + DOINGS + "".join(FOREIGN)
    text = piece * (1_000_000 // len(piece.encode()) + 1)
    assert len(text.encode()) > 1_000_000
    assert_passes(text, knowledge, ontology)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        ARTICLE + DOINGS,
        (ARTICLE + DOINGS).replace("\n", ""),
        "姑苏区建立“三个一”机制，目前投入3万元，",
        "推行“甲乙”机制，破解“停车难”，形成共治的格局，",
    ],
)
def test_four_times_the_text_takes_four_times_the_calls(piece: str, knowledge: Knowledge) -> None:
    short, long = (calls(piece * (size // len(piece)), knowledge) for size in (20_000, 80_000))
    assert long < 5.5 * short


def calls(text: str, knowledge: Knowledge) -> int:
    """Return how many functions are called to draft a text."""
    document, count = clean(text), 0

    def note(_frame: FrameType, _event: str, _what: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(note)
    try:
        draft_case(document, knowledge, key="text", sha256="0" * 64)
    finally:
        sys.setprofile(None)
    return count
