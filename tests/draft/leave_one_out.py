"""How much of each case its draft finds, and how much of the draft is right, each case drafted with the others as knowledge.

    python -m tests.draft.leave_one_out --sources DIR [CASE …] [--misses KIND]

Every concept that only the left-out case refers to is taken out first, and every other name that only its file prints.
A statement is found if one of the same section has evidence at some of the same characters; each counts once. What is
drafted is right if it is so paired, and kind, label or value, parent and tier agree as well; the label of an event and of a
ladder are words of the curator: there kind, and of ladders the rungs, decide; of problems and outcomes that a measure refers to it that
does so in the case. *Right as left* reads a kind that was taken out as the
nearest broader one that is left: the case as it can still be said.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cengji.agreement.matching import characters_of, match, names_of
from cengji.api.drafting import learn
from cengji.cases.case import Case
from cengji.cases.loader import check_case, load_cases
from cengji.cases.organization import Ladder
from cengji.cases.parts import Item, Part, Text, roles_of
from cengji.cases.shorthand import expand_case
from cengji.cases.tree import read_tree
from cengji.cases.writer import write_case
from cengji.core.resources import case_files
from cengji.dataset import Ontology, read_ontology
from cengji.draft import Drafted, Knowledge, draft_case
from cengji.text.characters import plain_name
from cengji.text.clean import clean
from cengji.text.sources import SourceFolder
from tests.conftest import FIVE_CASES

KINDS = {
    "figures": ("figures",),
    "places": ("places",),
    "bodies and groups": ("bodies", "groups"),
    "person groups": ("person_groups",),
    "measures": ("measures",),
    "ladders": ("ladders",),
    "posts": ("posts",),
    "events": ("events",),
    "relations": ("relations",),
    "problems": ("problems",),
    "outcomes": ("outcomes",),
    "cited documents": ("policies",),
}
_OF_DRAFT = ("right", "right as left")  # shares of what is drafted; all others are of what the cases have
PARENT = {"places": "part_of", "bodies": "parent", "groups": "parent", "measures": "part_of", "posts": "post_in"}
REFERRING = {"problems": "addresses", "outcomes": "outcomes"}
"""The fields of measures that refer to what has no kind of its own."""


@dataclass
class Score:
    """Counts of one kind: of the case, of the draft, paired, right, and pairs that agree in one respect."""

    gold: int = 0
    drafted: int = 0
    found: int = 0
    right: int = 0
    right_as_left: int = 0
    agree: dict[str, int] = field(default_factory=dict)

    def shares(self) -> dict[str, float]:
        """Return the share found of the case, the share right of the draft, and of the case what agrees in one respect.

        Of a case that has nothing of the kind, and of a draft that proposes nothing of it, there is no share: neither found nor missed.
        """
        told = {"found": self.found / self.gold} if self.gold else {}
        told |= {"right": self.right / self.drafted, "right as left": self.right_as_left / self.drafted} if self.drafted else {}
        return told | ({name: count / self.gold for name, count in sorted(self.agree.items())} if self.gold else {})

    def __add__(self, other: Score) -> Score:
        """Return the counts of both."""
        agree = {name: self.agree.get(name, 0) + other.agree.get(name, 0) for name in {**self.agree, **other.agree}}
        counts = (getattr(self, name) + getattr(other, name) for name in ("gold", "drafted", "found", "right", "right_as_left"))
        return Score(*counts, agree)


def knowledge_without(left_out: Case, cases: dict[str, tuple[Case, str]], ontology: Ontology) -> Knowledge:
    """Return what the other cases and the ontology teach, without what only the case left out brought into the schemes."""
    others = [case for key, (case, _) in cases.items() if key != left_out.case]
    own_text, other_text = cases[left_out.case][1], "".join(text for key, (_, text) in cases.items() if key != left_out.case)
    own_keys, other_keys = set(concept_keys(left_out)), {key for case in others for key in concept_keys(case)}
    knowledge = learn(ontology, others)
    schemes = {}
    for scheme, concepts in knowledge.schemes.items():
        schemes[scheme] = {
            key: replace(
                concept, names=(concept.names[0], *(name for name in concept.names[1:] if name not in own_text or name in other_text))
            )
            for key, concept in concepts.items()
            if (scheme, key) not in own_keys - other_keys
        }
    return Knowledge(schemes, tuple(others))


def kinds_left(left_out: Case, whole: Knowledge, left: Knowledge) -> dict[str, str | None]:
    """Return the nearest broader concept that is left of each concept taken out, None where none is: the case as it can still be said."""
    found: dict[str, str | None] = {}
    for scheme, key in set(concept_keys(left_out)):
        at: str | None = key
        while at and not left.knows(scheme, at):
            at = whole.schemes[scheme][at].broader if at in whole.schemes.get(scheme, {}) else None
        if at != key:
            found[key] = at
    return found


def concept_keys(part: Part) -> Iterator[tuple[str, str]]:
    """Yield scheme and key of every concept that a part of a case refers to."""
    for name, role in roles_of(type(part)).items():
        held = getattr(part, name)
        for one in held if isinstance(held, list) else [held]:
            if role.scheme and isinstance(one, str):
                yield role.scheme.scheme, one
            elif isinstance(one, Part):
                yield from concept_keys(one)


class Comparison:
    """One case and its draft."""

    def __init__(self, gold: Case, drafted: Case, left: dict[str, str | None] | None = None) -> None:
        self.left = left or {}
        self.gold = {item.key: item for _, item in gold.items()}
        self.drafted = {item.key: item for _, item in drafted.items()}
        self.by_section: dict[str, tuple[list[Item], list[Item]]] = {}
        for sections in KINDS.values():
            for section in sections:
                self.by_section[section] = ([i for s, i in gold.items() if s == section], [i for s, i in drafted.items() if s == section])
        self.pairs = {section: self.pair(section, *both) for section, both in self.by_section.items()}
        self.gold_of = {drafted.key: gold for pairs in self.pairs.values() for gold, drafted in pairs}

    def pair(self, section: str, gold: list[Item], drafted: list[Item]) -> list[tuple[Item, Item]]:
        """Return pairs with overlapping evidence, each item at most once, with the best agreement over all."""

        def weigh(one: Item, other: Item) -> int:
            shared = len(characters_of(one) & characters_of(other))
            return shared and shared + 10_000 * self.likeness(section, one, other)

        return [(gold[number], drafted[index]) for number, index in match(gold, drafted, weigh)]

    def likeness(self, section: str, gold: Item, drafted: Item) -> int:
        if section == "figures":
            return 2 * same_value(gold, drafted) + (getattr(gold, "unit", 0) == getattr(drafted, "unit", 1))
        if section == "relations":
            ends = [(self.gold.get(getattr(gold, end)), self.drafted.get(getattr(drafted, end))) for end in ("subject", "object")]
            alike = sum(bool(names_of(one) & names_of(other)) for one, other in ends)
            return 3 * (getattr(gold, "relation", 0) == getattr(drafted, "relation", 1)) + alike
        return 2 * bool(names_of(gold) & names_of(drafted)) + (getattr(gold, "kind", 0) == getattr(drafted, "kind", 1))

    def same_thing(self, gold_key: str | None, drafted_key: str | None) -> bool:
        """Return whether two references mean the same: both nothing, a pair, or a common name."""
        if gold_key is None or drafted_key is None:
            return gold_key == drafted_key
        if self.gold_of.get(drafted_key) is self.gold.get(gold_key):
            return True
        return bool(names_of(self.gold.get(gold_key)) & names_of(self.drafted.get(drafted_key)))

    def respects(self, section: str, gold: Any, drafted: Any) -> dict[str, bool]:  # noqa: ANN401 - items of any section
        """Return in what a pair agrees."""
        if section == "figures":
            value = same_value(gold, drafted) and gold.unit == drafted.unit and gold.comparator == drafted.comparator
            told = {"value": value, "indicator": gold.indicator == drafted.indicator, "subject": self.same_thing(gold.about, drafted.about)}
            return told | {"role": gold.role == drafted.role, "written": same_value(gold, drafted)}
        if section == "relations":
            ends = self.same_thing(gold.subject, drafted.subject) and self.same_thing(gold.object, drafted.object)
            return {"kind": gold.relation == drafted.relation, "ends": ends}
        if section == "ladders":
            rungs = [(one.body, one.beside) for one in gold.rungs], [(one.body, one.beside) for one in drafted.rungs]
            same = len(rungs[0]) == len(rungs[1]) and all(self.same_thing(a[0], b[0]) and a[1] == b[1] for a, b in zip(*rungs, strict=True))
            return {"kind": gold.kind == drafted.kind, "rungs": same}
        if section in REFERRING:
            wanted, linked = (_referring(held, REFERRING[section], one.key) for held, one in ((self.gold, gold), (self.drafted, drafted)))
            return {"measure": any(self.same_thing(one, other) for one in wanted for other in linked)}
        if section == "policies":
            return {"label": plain_name(gold.title) == plain_name(drafted.title)}
        told = {"kind": getattr(gold, "kind", None) == getattr(drafted, "kind", None)}
        if section == "events":
            return told
        told["label"] = bool(names_of(gold) & names_of(drafted))
        if section in PARENT:
            told["parent"] = self.same_thing(getattr(gold, PARENT[section]), getattr(drafted, PARENT[section]))
        told["tier"] = getattr(gold, "tier", None) == getattr(drafted, "tier", None)
        return told

    def is_right(self, section: str, gold: Item, drafted: Item) -> bool:
        told = self.respects(section, gold, drafted)
        return told["value"] if section == "figures" else all(told.values())

    def is_right_as_left(self, section: str, gold: Any, drafted: Any) -> bool:  # noqa: ANN401 - items of any section
        """Return whether a pair agrees, kinds that were taken out of the schemes read as the nearest broader ones that are left."""
        told = self.respects(section, gold, drafted)
        if "kind" in told and getattr(gold, "kind", None) in self.left:
            told["kind"] = self.left[gold.kind] in (None, drafted.kind)
        return told["value"] if section == "figures" else all(told.values())

    def score(self, kind: str) -> Score:
        total = Score()
        for section in KINDS[kind]:
            gold, drafted = self.by_section[section]
            total.gold += len(gold)
            total.drafted += len(drafted)
            total.found += len(self.pairs[section])
            for one, other in self.pairs[section]:
                total.right += self.is_right(section, one, other)
                total.right_as_left += self.is_right_as_left(section, one, other)
                for name, same in self.respects(section, one, other).items():
                    total.agree[name] = total.agree.get(name, 0) + same
        return total

    def misses(self, kind: str) -> Iterator[str]:
        """Yield what is not found, what is drafted for nothing, and in what pairs differ."""
        for section in KINDS[kind]:
            gold, drafted = self.by_section[section]
            paired = {one.key for one, _ in self.pairs[section]}, {other.key for _, other in self.pairs[section]}
            yield from (f"  - {section} {describe(one)}" for one in gold if one.key not in paired[0])
            yield from (f"  + {section} {describe(one)}" for one in drafted if one.key not in paired[1])
            for one, other in self.pairs[section]:
                wrong = [name for name, same in self.respects(section, one, other).items() if not same]
                if wrong:
                    yield f"  ~ {section} {','.join(wrong)}: {describe(one)} | {describe(other)}"


def _referring(items: dict[str, Any], name: str, key: str) -> list[str]:
    """Return the keys of the measures that refer to a thing."""
    return [item.key for item in items.values() if key in getattr(item, name, ())]


def by_rule(compared: dict[str, Comparison], kind: str) -> Iterator[str]:
    """Yield a line a rule: how many statements it drafts, how many of them are paired, how many right."""
    counts: dict[str, list[int]] = {}
    for one in compared.values():
        for section in KINDS[kind]:
            pairs = {other.key: gold for gold, other in one.pairs[section]}
            for other in one.by_section[section][1]:
                count = counts.setdefault(f"{section} {other.proposed}", [0, 0, 0])
                count[0] += 1
                count[1] += other.key in pairs
                count[2] += other.key in pairs and one.is_right(section, pairs[other.key], other)
    yield from (f"  {rule}: {total} drafted, {found} found, {right} right" for rule, (total, found, right) in sorted(counts.items()))


def same_value(gold: Any, drafted: Any) -> bool:  # noqa: ANN401 - items of any section
    """Return whether two figures have the same numbers."""
    return (gold.value, gold.lower, gold.upper) == (drafted.value, drafted.lower, drafted.upper)


def describe(item: Any) -> str:  # noqa: ANN401 - an item of any section
    """Return an item in a few words."""
    label = getattr(item, "label", None)
    fields = ("written", "unit", "comparator", "role", "indicator", "about", "kind", "relation", "subject", "object", "part_of", "parent")
    held = {name: getattr(item, name, None) for name in (*fields, "post_in", "tier", "proposed")}
    told = [label.zh if isinstance(label, Text) else "", *(f"{name}={value}" for name, value in held.items() if value)]
    if isinstance(item, Ladder):
        told.append(">".join(rung.body for rung in item.rungs))
    return " ".join(told) + " " + "; ".join(f"{one.text}@{one.start}" for one in item.evidence[:3])


def draft_left_out(gold: Case, knowledge: Knowledge, ontology: Ontology, folder: SourceFolder) -> tuple[Case, Drafted]:
    """Return the draft of a case by what the others teach, loaded as the case that its file says."""
    file = folder.find(gold.document.sha256)
    assert file is not None, f"no document for {gold.case}"
    document, part = clean(file.text, path=str(file.path)), gold.document.part
    if part is not None and part.start is not None and part.end is not None:
        document = document.within(part.start, part.end)
    drafted = draft_case(document, knowledge, key=gold.case, sha256=gold.document.sha256)
    text = write_case(expand_case(drafted.value), {})
    case, faults = check_case(read_tree(text.encode(), gold.case), gold.case, ontology.vocabulary)
    assert case is not None and not faults, "\n".join(map(str, faults[:20]))
    return case, drafted


def read_cases() -> dict[str, tuple[Case, str]]:
    """Return the packaged cases with the text of their files, by key."""
    loaded = load_cases(case_files(), read_ontology().vocabulary)
    return {one.case.case: (one.case, re.sub(r"sha256: \w+", "", Path(one.path).read_text(encoding="utf-8"))) for one in loaded}


def compare_all(keys: list[str], sources: Path) -> dict[str, Comparison]:
    """Return the comparison of each of these cases, else of those that no draft began, with its draft by what all others teach."""
    cases, ontology, folder = read_cases(), read_ontology(), SourceFolder(sources)
    whole = learn(ontology, [case for case, _ in cases.values()])
    compared = {}
    for key in keys or FIVE_CASES:
        gold = cases[key][0]
        knowledge = knowledge_without(gold, cases, ontology)
        compared[key] = Comparison(gold, draft_left_out(gold, knowledge, ontology, folder)[0], kinds_left(gold, whole, knowledge))
    return compared


def table(compared: dict[str, Comparison]) -> Iterator[str]:
    """Yield a table in Markdown, a row a kind: the average over the cases that have any, the worst case, and the share of all together."""
    yield "| kind | in the cases | drafted | found | right | right as left | of the cases, also equal |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for kind in KINDS:
        scores = {key: one.score(kind) for key, one in compared.items()}
        whole = sum(scores.values(), Score())
        averages = {}
        for name, all_together in whole.shares().items():
            shares = {key: one.shares().get(name, 0.0) for key, one in scores.items() if (one.drafted if name in _OF_DRAFT else one.gold)}
            worst = min(shares, key=lambda key: (shares[key], key))
            average = 100 * sum(shares.values()) / len(shares)
            averages[name] = f"{average:.0f} % ({worst} {100 * shares[worst]:.0f}; all {100 * all_together:.0f})"
        found, right, as_left = (averages.pop(name, "none") for name in ("found", "right", "right as left"))
        totals = f"{whole.gold} | {whole.drafted}"
        yield f"| {kind} | {totals} | {found} | {right} | {as_left} | {', '.join(f'{name} {share}' for name, share in averages.items())} |"


def main(show: Callable[[str], None] = print) -> None:
    """Draft and compare; print the table, or what one kind misses."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*")
    parser.add_argument("--sources", default=os.environ.get("CENGJI_SOURCES"), type=Path)
    parser.add_argument("--misses", choices=KINDS)
    given = parser.parse_args()
    compared = compare_all(given.cases, given.sources)
    if given.misses:
        for key, one in compared.items():
            show(key)
            for line in one.misses(given.misses):
                show(line)
        for line in by_rule(compared, given.misses):
            show(line)
    for line in table(compared):
        show(line)


if __name__ == "__main__":
    main()
