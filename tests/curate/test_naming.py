"""Values that follow from one action: English names by those that the case has settled, a list by a run that names what it lacks."""

from __future__ import annotations

from typing import Any

import pytest

from cengji.core.errors import UsageError
from cengji.curate.article import Article
from cengji.curate.session import Session
from tests.curate.test_doing import do, run_of


def english(session: Session, section: str, index: int) -> Any:  # noqa: ANN401 - a plain value
    label = session.tree.value[section][index].get("label")
    return label.get("en") if isinstance(label, dict) else None


def test_a_name_that_is_settled_names_what_is_proposed_after_it(session: Session, article: Article) -> None:
    do(session, article, "mend", ("groups", 0), fields={"label": {"zh": "社区党组织", "en": "Party bodies of communities"}})
    do(session, article, "mend", ("figures", 0), fields={"counted": {"zh": "社区党组织"}})
    assert session.tree.value["figures"][0]["counted"]["en"] == "Party bodies of communities"
    do(session, article, "accept", ("groups", 2))
    do(session, article, "add", section="posts", **run_of(article, "网格"))
    do(session, article, "mend", ("posts", 0), fields={"post_in": "grids", "proposed": "noun-of-post"})
    do(session, article, "mend", ("groups", 1), fields={"label": {"zh": "网格", "en": "Cells"}, "proposed": None})
    assert english(session, "posts", 0) == "Cell"
    assert english(session, "groups", 2) is None, "what is accepted stays as it is"


def test_only_what_was_not_touched_follows_a_name(session: Session, article: Article) -> None:
    proposed = {"key": "a", "label": {"zh": "网格长", "en": "Head of the cells"}, "post_in": "grids", "proposed": "noun-of-post"}
    do(session, article, "add", section="posts", **run_of(article, "网格"))
    do(session, article, "mend", ("posts", 0), fields=proposed)
    do(session, article, "mend", ("groups", 1), fields={"label": {"zh": "网格", "en": "Cells"}, "proposed": None})
    assert english(session, "posts", 0) == "Head of the cells", "typed by hand"


def test_a_marked_run_fills_a_list_with_all_that_it_names(session: Session, article: Article) -> None:
    before = session.text
    run = run_of(article, "青山区建立12个社区党组织，划分80余个网格")
    assert do(session, article, "name", ("measures", 0), field="acts_on", **run) == "measures/red-steward"
    assert session.tree.value["measures"][0]["acts_on"] == ["qingshan", "party-organizations", "grids"], "in the order of the text"
    with pytest.raises(UsageError, match="names nothing more"):
        do(session, article, "name", ("measures", 0), field="acts_on", **run)
    do(session, article, "name", ("measures", 0), field="audience", **run_of(article, "惠及居民1.4万人"))
    assert session.tree.value["measures"][0]["audience"] == ["residents"], "of concepts those that are named"
    for field in ("kind", "label", "evidence", "nonsense"):
        with pytest.raises(UsageError, match="lists keys"):
            do(session, article, "name", ("measures", 0), field=field, **run)
    for _ in range(2):
        do(session, article, "undo")
    assert session.text == before, "each is one action"


def test_an_event_is_made_for_what_it_involves(session: Session, article: Article) -> None:
    run = run_of(article, "建立12个社区党组织")
    assert do(session, article, "add", ("measures", 0), section="events", field="involves", **run) is not None
    assert session.tree.value["events"][0]["involves"] == ["party-organizations", "red-steward"]
