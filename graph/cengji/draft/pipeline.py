"""A raw article → a whole proposed case: the steps in their order, each with the statements of those before it at hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cengji.core.keys import key_of
from cengji.draft.bodies import find_bodies
from cengji.draft.context import Context
from cengji.draft.denials import keep_stated
from cengji.draft.english.labels import name_in_english
from cengji.draft.events import find_events
from cengji.draft.exclusions import find_exclusions
from cengji.draft.figure_times import date_figures
from cengji.draft.figures import find_figures
from cengji.draft.header import Header, read_header
from cengji.draft.home import choose_home
from cengji.draft.knowledge import Knowledge
from cengji.draft.ladders import find_ladders
from cengji.draft.languages import latin_language
from cengji.draft.latin import choose_latin_home, find_latin_bodies, find_latin_places
from cengji.draft.links.actors import state_runners
from cengji.draft.links.figures import link_figures
from cengji.draft.links.functions import state_functions
from cengji.draft.links.targets import state_targets
from cengji.draft.measures import find_measures
from cengji.draft.organs import find_organs
from cengji.draft.outcomes import find_outcomes
from cengji.draft.passages import Passages
from cengji.draft.passed_ladders import find_passed_ladders
from cengji.draft.people import find_person_groups
from cengji.draft.places import find_places
from cengji.draft.policies import find_policies
from cengji.draft.posts import find_posts
from cengji.draft.problems import find_problems
from cengji.draft.register import read_register
from cengji.draft.relations import find_relations
from cengji.draft.repeats import rest_on_repeats
from cengji.draft.settle_places import settle_places
from cengji.draft.statements import Statement
from cengji.draft.typesetting import bring_back, typeset
from cengji.draft.write import lacking_concepts, write_statements
from cengji.text.clean import Cleaned

__all__ = ["Drafted", "draft_case", "find_statements"]

_STEPS = (
    find_latin_bodies, find_organs, find_bodies, find_person_groups, find_measures, find_posts, find_ladders, find_figures,
    find_policies, find_events, find_relations, find_passed_ladders, find_problems, find_outcomes, find_exclusions,
)  # fmt: skip
_NO_TITLE = "（无标题）"
_NO_PLACE = "（未知地点）"
_KIND_OF_PLACE = re.compile("(?<=..)(?:街道|社区|小区|[省市区县旗镇乡村])$")


@dataclass(frozen=True, slots=True)
class Drafted:
    """The plain value of a drafted case, shorthands written out by whoever writes it, and how much of each kind it proposes."""

    value: dict[str, Any]

    @property
    def counts(self) -> dict[str, int]:
        """The number of entries by section."""
        return {name: len(held) for name, held in self.value.items() if isinstance(held, list)}


def draft_case(
    document: Cleaned,
    knowledge: Knowledge,
    *,
    key: str,
    sha256: str,
    place: str | None = None,
    part: Mapping[str, Any] | None = None,
    more: Callable[[Context], Iterable[Statement]] | None = None,
) -> Drafted:
    """Return the draft of a case: every statement with its evidence and the rule that proposes it.

    :param document: the document, or the part of it that is about the case.
    :param key: the key of the case, where its place gives none; of a part it is the key of the document.
    :param sha256: the digest of the bytes of the document.
    :param part: how the part of a shared document is found and where it stands; its title is what it begins with.
    :param place: the name or code of the place that the document is about, where it is not to be found by itself.
    :param more: what else is proposed beside what the rules find.
    :raises UsageError: if the register has no such place, or several.
    """
    context = find_statements(document, knowledge, place=place)
    if more:
        context.add(more(context))
    root = context.home
    named = key_of(_KIND_OF_PLACE.sub("", root.label)) if root.label != _NO_PLACE else ""
    known = key_of(key) or "draft"
    case = named.replace("-", "") if named else known
    head = {
        "case": f"{known}-{case}" if part and named else case,
        "title": {"zh": root.label, "en": root.english} if root.english else root.label,
    }
    if not named:
        root.key = f"{case}-place"  # keys of places are those of all cases
    entries = write_statements(document, context.statements)
    concepts = lacking_concepts(entries, knowledge.declared)
    described = _document(read_header(context.passages), document, sha256)
    if language := latin_language(document.text):
        described["language"] = language
    if part:
        described |= {"key": known, "title": _NO_TITLE, "part": {"title": described["title"], **part}}
    told = {"document": described, **({"concepts": concepts} if concepts else {})}
    return Drafted({**head, **told, **entries})


def find_statements(document: Cleaned, knowledge: Knowledge, *, place: str | None = None) -> Context:
    """Return all that a document is found to state, and about which place.

    :raises UsageError: if the register has no such place, or several.
    """
    reading = typeset(document)
    passages = Passages(reading)
    register = read_register()
    home = choose_home(passages, register, place)
    places = find_places(passages, knowledge, register, home)
    places += find_latin_places(passages)
    root = next((one for one in places if home and one.fields.get("code") == home.code), None) if home else choose_latin_home(places)
    if root is None:
        code = {"code": home.code, "tier": home.tier} if home else {}
        root = Statement("places", home.name if home else _NO_PLACE, [], "given" if home else "unknown", dict(code))
        places.insert(0, root)
    context = Context(passages, knowledge, register, root, places)
    for step in _STEPS:
        context.add(keep_stated(context, step(context)))
    settle_places(context)
    state_functions(context)
    state_runners(context)
    state_targets(context)
    date_figures(context)
    link_figures(context)
    rest_on_repeats(context)
    name_in_english(context)
    if reading is document:
        return context
    bring_back(context.statements, document, reading)
    return Context(Passages(document), knowledge, register, root, context.statements)


def _document(header: Header, document: Cleaned, sha256: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "title": header.title or _NO_TITLE,
        "publisher": header.publisher,
        "kind": "news-report",
        "published": header.published,
        "date_written": header.date_written,
        "page": header.page,
        "sha256": sha256,
        "characters": len(document.raw),
    }
    return {name: value for name, value in told.items() if value is not None}
