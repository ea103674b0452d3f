"""How many values a curator types or changes from a draft, against those of a case that is written from nothing.

    python -m tests.curate.effort --sources DIR [CASE …]

Each packaged case is drafted with the others as knowledge (tests/draft/leave_one_out.py). A scripted curator then makes the case of
it by the actions of the page: he rejects what the case does not state, accepts the rest, makes what is missing from the text it
rests on, and mends the fields that differ. At the end the case says what the packaged one says. The place of the draft is given, as
a curator gives it. A value is a plain value of a field (a number, a name in one language, a reference), a key, or a piece of evidence,
whose characters nobody types. One value of a list that takes the place of another is one change, as it is one click and one choice on the
page. The key of an entry that is drafted or made of marked text stays: any will do; what is made while an entry is open that names it, or
that it is part of, is named by that. Concepts count as typed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from cengji.api.drafting import learn
from cengji.cases.case import Case
from cengji.cases.held_keys import references
from cengji.cases.loader import check_case
from cengji.cases.parts import Part, roles_of
from cengji.cases.shorthand import expand, expand_case, holds_many
from cengji.cases.tree import read_tree
from cengji.cases.writer import write_case
from cengji.core.resources import case_files
from cengji.curate.actions import Address, accept, add, entry_at, mend, reject, spread
from cengji.curate.adding import Open, add_for, offers
from cengji.curate.article import Article
from cengji.curate.defaults import default_entry
from cengji.curate.following import follow
from cengji.curate.forms import HEAD, describe_forms, is_own, model_of
from cengji.curate.marked import named_in
from cengji.curate.own_names import spread_names
from cengji.dataset import read_ontology
from cengji.draft import draft_case
from cengji.text.clean import clean
from cengji.text.sources import SourceFolder
from tests.conftest import FIVE_CASES
from tests.draft.leave_one_out import Comparison, kinds_left, knowledge_without, read_cases

Value = dict[str, Any]
NOT_COUNTED = ("proposed", "evidence")
NAMES = ("label", "counted")
EDGES = re.compile("[，,。；;：:、和与及或]|[的由向对在让为]")
LONGEST_RUN = 60  # characters that are marked at once


@dataclass
class Effort:
    """Values typed or changed from a draft, values of the case, and how often each action was done."""

    case: str
    blank: int
    typed: int
    actions: dict[str, int]

    @property
    def share(self) -> float:
        """The values left, of those of the case."""
        return self.typed / self.blank


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:  # noqa: ANN401 - plain values
    """Yield the plain values of an entry with their paths; those of a list are told by what they are, parts of one by their place."""
    if isinstance(value, Mapping):
        for name, one in value.items():
            if name not in NOT_COUNTED:
                yield from leaves(one, (*path, name))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from leaves(one, (*path, str(place) if isinstance(one, Mapping | list) else f"={one}"))
    else:
        yield path, str(value)


def list_of(path: tuple[str, ...]) -> tuple[str, ...]:
    """Return the list that a plain value stands in, else the value itself: what is put in the place of another is one change."""
    return path[:-1] if path and path[-1].startswith("=") else path


def spelt(value: Any) -> Any:  # noqa: ANN401 - plain values
    """Return a value with every plain value in it as text: 4 is 4, however exact."""
    if isinstance(value, Mapping):
        return {name: spelt(one) for name, one in value.items()}
    return [spelt(one) for one in value] if isinstance(value, list) else str(value)


def difference(have: Mapping[str, Any], want: Mapping[str, Any]) -> int:
    """Return how many values are to be typed, changed or cleared to make one entry of another.

    A piece of evidence is missing where no other shares a character with it; what else there is may stay.
    """
    old, new = dict(leaves(have)), dict(leaves(want))
    typed = Counter(list_of(path) for path, one in new.items() if old.get(path) != one)
    cleared = Counter(list_of(path) for path in old if path not in new)
    changed = sum(max(typed[path], cleared[path]) for path in typed | cleared)
    marked = {place for one in evidence_of(have) if "start" in one for place in range(one["start"], one["end"])}
    return changed + sum("start" in one and marked.isdisjoint(range(one["start"], one["end"])) for one in evidence_of(want))


def evidence_of(value: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - plain values
    """Yield every piece of evidence."""
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from one if name == "evidence" else evidence_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from evidence_of(one)


def count(value: Mapping[str, Any]) -> int:
    """Return how many values an entry has."""
    return sum(1 for _ in leaves(value)) + sum(1 for _ in evidence_of(value))


def told(model: type[Part], entry: Any) -> Value:  # noqa: ANN401 - a plain value
    """Return an entry with its shorthands written out, without what it says by saying nothing."""
    fields = model.model_fields
    return {name: one for name, one in expand(model, entry).items() if fields[name].is_required() or one != fields[name].default}


def renamed(value: Value, keys: Mapping[str, str]) -> Value:
    """Return a case with other keys for some entries, wherever it names them; a key that is free then and taken now gives way."""
    value = deepcopy(value)
    taken = set(keys.values()) - keys.keys()
    for section, held in value.items():
        for entry in held if isinstance(held, list) else ():
            for holder, at, key in list(references(model_of(section), entry)):
                holder[at] = keys.get(key, f"{key}-other" if key in taken else key)
            if "key" in entry:
                entry["key"] = keys.get(entry["key"], f"{entry['key']}-other" if entry["key"] in taken else entry["key"])
    return value


def printed_label(article: Article, want: Mapping[str, Any], spans: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """Return where the article prints the label of an entry, with or without quotation marks in it, upon its evidence; that is marked."""
    label = (want.get("label") or {}).get("zh")
    printed = re.finditer("[“”‘’]*".join(map(re.escape, label)), article.document.text) if label else ()
    rests = [article.document.clean_span(*span) for span in spans]
    return next((one.span() for one in printed if any(start < one.end() and one.start() < end for start, end in rests)), None)


class Curator:
    """Makes one case of another by the actions of the page, and counts."""

    def __init__(self, value: Value, article: Article) -> None:
        self.value, self.article = value, article
        self.typed = 0
        self.actions = dict.fromkeys(("reject", "accept", "add", "mend", "mark", "spread"), 0)

    def place(self, key: str) -> tuple[str, int]:
        """Return where the entry of a key stands."""
        return next(
            (section, index)
            for section, held in self.value.items()
            if isinstance(held, list)
            for index, one in enumerate(held)
            if one.get("key") == key
        )

    def decide(self, keys: Mapping[str, str]) -> None:
        """Reject what has no counterpart, accept the rest, and give that the keys of its counterparts."""
        away: list[Address] = []
        kept: list[Address] = []
        for section, held in self.value.items():
            for index, one in enumerate(held if isinstance(held, list) else ()):
                (kept if one.get("key") in keys else away).append((section, index))
        self.actions["reject"] += len(away)
        self.actions["accept"] += len(kept)
        self.value = reject(self.value, away)
        self.value = renamed(self.value, keys)

    def make(self, section: str, want: Mapping[str, Any], named_in: Iterable[Open] = ()) -> Address:
        """Make an entry from the text that it rests on; return where it stands.

        :param named_in: what may be open, since one names the other; the first of these is.
        """
        spans = [(one["start"], one["end"]) for one in want.get("evidence", ()) if "start" in one]
        spans += [(one["start"], one["end"]) for rung in want.get("rungs", ()) for one in rung.get("evidence", ()) if "start" in one]
        entry: Value = {}
        if spans:
            run = printed_label(self.article, want, spans) or self.article.trimmed("raw", *min(spans))
            entry = default_entry(self.article, section, run, self.value)
        self.actions["add"] += 1
        entry |= {"key": want["key"]} if "key" in want else {}
        opened = next(iter(named_in), None)
        self.value = add_for(self.value, section, entry, opened) if opened else add(self.value, section, entry)
        return section, len(self.value[section]) - 1

    def finish(self, address: tuple[str, int], want: Value, fields: list[str]) -> None:
        """Mend the fields of an entry in which it differs."""
        model = model_of(address[0])
        if address[0] != HEAD:
            self.value = accept(self.value, [address])
        have = told(model, {name: one for name, one in entry_at(self.value, address).items() if name in fields})
        wrong = {name: want.get(name) for name in dict.fromkeys((*have, *want)) if have.get(name) != want.get(name)}
        if wrong:
            followed = self.follow(address[0], have, want)
            had, new = ({name: one[name] for name in wrong if one.get(name)} for one in (have | followed, want))
            self.typed += self.least(address[0], had, new, want) - self.said_elsewhere(address[0], have, {name: new[name] for name in new})
            self.actions["mend"] += len(wrong)
            self.value = spread_names(self.article, self.value, mend(self.value, address, wrong), address)

    def spread(self, address: Address, want: Value, others: list[tuple[Address, Value]]) -> None:
        """Say of all statements of a stretch that is marked what one says that is finished, where that spares more than the mark."""
        model = model_of(address[0])
        beside = [(other, wished, told(model, entry_at(self.value, other))) for other, wished in others if other != address]
        spans = sorted(
            (one["start"], one["end"], at) for at, (_, _, have) in enumerate(beside) for one in have.get("evidence", ()) if "start" in one
        )
        for name in want if spans else ():
            if is_own(name):
                continue
            said = {name: want[name]}
            wrong = {at for at, (_, wished, _) in enumerate(beside) if wished.get(name) != want[name]}
            for run in runs_without(spans, wrong):
                spared = sum(difference({name: have[name]} if name in have else {}, said) for _, _, have in (beside[at] for at in run))
                if spared > 1:
                    self.value = spread(self.value, address, [beside[at][0] for at in sorted(run)], [name])
                    self.typed += 1
                    self.actions["spread"] += 1

    def least(self, section: str, had: Value, new: Value, want: Value) -> int:
        """Return how many values are changed at least: what a list lacks is put in one by one, or by marking a run that names it."""
        changed = difference(had, new)
        for name in had | new:
            marked = self.marked(section, name, listed(had.get(name)), listed(new.get(name)), want)
            if marked:
                runs, keys = marked
                filled = had | {name: [*listed(had.get(name)), *keys]}
                if (fewer := runs + difference(filled, new)) < changed:
                    had, changed = filled, fewer - runs
                    self.typed += runs
                    self.actions["mark"] += runs
        return changed

    def marked(self, section: str, name: str, had: list[Any], new: list[Any], want: Value) -> tuple[int, list[str]] | None:
        """Return how many runs of the paragraphs on which an entry rests name several of what a list lacks, and that; None if none does."""
        model, lacking = model_of(section), {one for one in new if isinstance(one, str)} - {str(one) for one in had}
        role = roles_of(model).get(name)
        if role is None or name not in holds_many(model) or not (role.ref or role.scheme) or len(lacking) < 2:
            return None
        runs, found = 0, []
        for span in self.runs(want):
            keys = set(named_in(self.article, section, name, span, self.value))
            if len(keys) > 1 and keys <= lacking:
                runs, lacking = runs + 1, lacking - keys
                found += sorted(keys)
        return (runs, found) if runs else None

    def runs(self, want: Value) -> Iterator[tuple[int, int]]:
        """Yield the runs between two points or joining words in the paragraphs on which an entry rests, the longest first."""
        text = self.article.document.text
        spans = [self.article.document.clean_span(one["start"], one["end"]) for one in evidence_of(want) if "start" in one]
        paragraphs = {(text.rfind("\n", 0, start) + 1, (text + "\n").find("\n", end)) for start, end in spans}
        cuts = [
            sorted({first, last, *(at for one in EDGES.finditer(text, first, last) for at in one.span())}) for first, last in paragraphs
        ]
        found = {(first, last) for held in cuts for first in held for last in held if 0 < last - first <= LONGEST_RUN}
        return iter(sorted(found, key=lambda one: (one[0] - one[1], one)))

    def follow(self, section: str, have: Value, want: Value) -> Value:
        """Return what the page makes of the Chinese names and of the bodies of rungs that are typed first; count these."""
        typed: Value = {}
        for name in ("label", "counted"):
            had, wished = (one.get(name) if isinstance(one.get(name), dict) else {} for one in (have, want))
            if wished and had.get("zh") != wished["zh"]:
                typed[name] = {**had, "zh": wished["zh"]}
                self.typed += 1
        if section == "ladders":
            held = {one["body"]: one for one in have.get("rungs", ())}
            self.typed += sum(one["body"] not in held for one in want["rungs"])
            typed["rungs"] = [held.get(one["body"], {"body": one["body"]}) for one in want["rungs"]]
        return follow(self.article, section, have, typed, self.value)

    def said_elsewhere(self, section: str, have: Value, want: Value) -> int:
        """Return how many English texts the page gives because their Chinese, which is typed, is said elsewhere."""
        given = follow(self.article, section, have, {name: without_english(one) for name, one in want.items()}, self.value)
        old, new = dict(leaves(have)), dict(leaves(want))
        return sum(path[-1] == "en" and path[0] not in NAMES and one == new.get(path) != old.get(path) for path, one in leaves(given))


def runs_without(spans: list[tuple[int, int, int]], wrong: set[int]) -> Iterator[set[int]]:
    """Yield what rests on each stretch of the text on which nothing wrong rests, of spans with what rests on them, in reading order."""
    bad = [(start, end) for start, end, at in spans if at in wrong]
    run: set[int] = set()
    first = last = 0
    for start, end, at in spans:
        reach = (first, max(last, end)) if run else (start, end)
        if holds_one(reach, bad):
            if run:
                yield run
            run, reach = set(), (start, end)
        if not holds_one(reach, bad):
            run.add(at)
            first, last = reach
    if run:
        yield run


def holds_one(stretch: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    """Return whether one of some spans lies within a stretch."""
    return any(stretch[0] <= start and end <= stretch[1] for start, end in spans)


def without_english(value: Any) -> Any:  # noqa: ANN401 - plain values
    """Return a value with the Chinese of its texts alone."""
    if isinstance(value, Mapping):
        return {name: without_english(one) for name, one in value.items() if not (name == "en" and "zh" in value)}
    return [without_english(one) for one in value] if isinstance(value, list) else value


def home_of(case: Case) -> str:
    """Return the code or the name of the place that most of a case is about."""
    places = Counter(place for _, item in case.items() if (place := getattr(item, "place", None)))
    place = next(one for one in case.places if one.key == places.most_common(1)[0][0])
    return place.code or place.label.zh


def same_names(drafted: Value, gold: Value, pairs: Mapping[str, str]) -> dict[str, str]:
    """Return what the draft and the case call the same in the same section, though they rest on other words."""
    found: dict[str, str] = {}
    for section, held in gold.items():
        names = {(one.get("label") or {}).get("zh"): one["key"] for one in held if "key" in one} if isinstance(held, list) else {}
        for one in drafted.get(section, ()) if names else ():
            key = names.get((one.get("label") or {}).get("zh"))
            if key and one["key"] not in pairs and key not in (*pairs.values(), *found.values()):
                found[one["key"]] = key
    return found


def listed(value: Any) -> list[Any]:  # noqa: ANN401 - plain values
    """Return what a field holds as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def naming(section: str, want: Value, there: Iterable[tuple[Address, Value]]) -> Iterator[Open]:
    """Yield the entries that may be open when another is made, since one names the other in a field that the page offers."""
    for address, held in there:
        for other, field in offers(address[0]) if "key" in held and "key" in want else ():
            opened = Open(address, field)
            naming, named = (want, held) if opened.is_named else (held, want)
            if other == section and named["key"] in listed(naming.get(field)):
                yield opened


def curate(gold: Value, drafted: Value, comparison: Comparison, article: Article) -> Effort:
    """Return what it takes to make a case of its draft."""
    curator = Curator(drafted, article)
    pairs = {key: item.key for key, item in comparison.gold_of.items()}
    pairs |= same_names(drafted, gold, pairs)
    curator.decide(pairs)
    head = ["case", "title", "document"]
    curator.finish((HEAD, 0), told(Case, {name: gold[name] for name in head}), head)
    curator.typed += sum(1 for scheme in gold.get("concepts", {}).values() for one in scheme for _ in leaves(one))
    made: list[tuple[Address, Value]] = []
    kept = set(pairs.values())
    for section in describe_forms():
        model = model_of(section)
        for entry in gold.get(section, ()) if section != HEAD else ():
            want = told(model, entry)
            is_kept = want.get("key") in kept
            made.append((curator.place(want["key"]) if is_kept else curator.make(section, want, naming(section, want, made)), want))
    for address, want in made:
        curator.finish(address, want, list(model_of(address[0]).model_fields))
        curator.spread(address, want, [one for one in made if one[0][0] == address[0]])
    for section in describe_forms():
        if section != HEAD:
            have, want = (
                sorted(json.dumps(spelt(told(model_of(section), one)), sort_keys=True) for one in value.get(section, ()))
                for value in (curator.value, gold)
            )
            assert have == want, (section, next(pair for pair in zip(have, want, strict=False) if pair[0] != pair[1]))
    blank = sum(count(told(model_of(section), one)) for section, held in gold.items() if isinstance(held, list) for one in held)
    blank += count({name: gold[name] for name in (*head, "concepts") if name in gold})
    return Effort(gold["case"], blank, curator.typed, curator.actions)


def measure(keys: list[str], sources: Path) -> list[Effort]:
    """Return what each case takes."""
    cases, ontology, folder = read_cases(), read_ontology(), SourceFolder(sources)
    whole = learn(ontology, [case for case, _ in cases.values()])
    found = []
    for path in case_files():
        if path.stem not in (keys or FIVE_CASES):
            continue
        gold = cases[path.stem][0]
        knowledge = knowledge_without(gold, cases, ontology)
        file = folder.find(gold.document.sha256)
        assert file is not None
        article = Article(clean(file.text, path=str(file.path)), knowledge)
        drafted = draft_case(article.document, knowledge, key=gold.case, sha256=gold.document.sha256, place=home_of(gold))
        case, _ = check_case(read_tree(write_case(expand_case(drafted.value), {}).encode(), ""), "", ontology.vocabulary)
        assert case is not None
        value = expand_case(read_tree(path.read_bytes(), path.name).value)
        comparison = Comparison(gold, case, kinds_left(gold, whole, knowledge))
        found.append(curate(value, expand_case(drafted.value), comparison, article))
    return found


def table(efforts: list[Effort]) -> Iterator[str]:
    """Yield a table in Markdown, a row a case."""
    yield "| case | values | left to type or change | rejected | accepted | made of marked text | fields mended | said of others at once |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for one in efforts:
        done = " | ".join(str(one.actions[name]) for name in ("reject", "accept", "add", "mend", "spread"))
        yield f"| {one.case} | {one.blank} | {one.typed} ({100 * one.share:.0f} %) | {done} |"
    yield f"median {100 * median(one.share for one in efforts):.0f} %"


def main(show: Callable[[str], None] = print) -> None:
    """Measure; print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*")
    parser.add_argument("--sources", default=os.environ.get("CENGJI_SOURCES"), type=Path)
    given = parser.parse_args()
    for line in table(measure(given.cases, given.sources)):
        show(line)


if __name__ == "__main__":
    main()
