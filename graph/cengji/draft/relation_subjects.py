"""Who acts where a verb tells a relation: named right before it, first in its clause or sentence, or in the sentence before."""

from __future__ import annotations

import re

from cengji.draft.context import Context, Mentions
from cengji.draft.passages import Span
from cengji.draft.relation_ends import is_taken, last_of_chain, listed_up_to, longest, opens_clause
from cengji.draft.relation_verbs import ADVERBIAL, GATHERED
from cengji.draft.statements import Statement
from cengji.text.characters import plain_name

__all__ = ["Subjects"]

_TOPIC = 200  # characters at the beginning of a sentence that tell who acts
_TAKES_OFFICE = re.compile("[^，,。；]{0,6}(?:任|成立|组建|组成)")
_TAKE_IN = (
    "area-party-committee",
    "block-party-organization",
    "joint",
    "leading-group",
    "residents",
    "team",
    "grand-party-committee",
)  # what has members from other bodies
_OF_SEVERAL = re.compile("(?:联合|综合|区域|大)(?:党委|党总支|党支部|工委)$")  # so do these
_NOT_BY_MEASURES = frozenset({"contacts", "coordinates", "leads", "guides"})
_NO_SERVANTS = frozenset(
    {"scheme", "rule", "programme", "reform", "campaign", "list", "brand", "working-method"}
)  # kinds of what serves nobody itself
_BETWEEN = 12  # characters between a word and what it takes
_ADVERB = 4
_LONGEST_LIST = 60
_WITH = re.compile("(?:联合|会同|携手|协同)$")
_STOPS = re.compile("[，,。；;：:]")
_MEMBERS = "draws-members-from"
_ORGANIZED = ("groups", "bodies", "person_groups")


class Subjects:
    """Where those who can act are printed: bodies, groups and people, ``parties`` with the holders of posts, ``mentions`` with measures."""

    def __init__(self, context: Context, mentions: Mentions, agents: Mentions, parties: Mentions) -> None:
        self._context = context
        self._mentions, self._agents, self._parties = mentions, agents, parties
        self._bodies = context.by_name("bodies")

    def joint_before(self, start: int, place: int) -> list[Statement]:
        """Return the alliance, board or team named last before a place in its sentence: 组建联盟，吸纳…."""
        kinds = self._context.knowledge
        named = [one for (_, stop), one in self._agents.within(start, place) if stop <= place and one.section != "person_groups"]
        joint = [
            one for one in named if _OF_SEVERAL.search(one.label) or any(kinds.is_below("body-kind", one.kind, kind) for kind in _TAKE_IN)
        ]
        return joint[-1:]

    def handing_up(self, start: int, place: int) -> list[Statement]:
        """Return who cannot settle a matter, or who gathers it, right before it is handed up: 网格长解决不了的上报…, 由楼门长收集后报…."""
        clause = GATHERED.search(self._context.text, max(start, place - _LONGEST_LIST), place)
        if clause is None:
            return []
        return [one for (_, stop), one in self._parties.within(max(start, place - 2 * _LONGEST_LIST), place) if stop == clause.start()][:1]

    def topic(self, start: int, relation: str) -> list[Statement]:
        """Return who acts in the sentence before in the same paragraph, where none is named in this one; of members what has some."""
        passages, text = self._context.passages, self._context.text
        number = passages.sentence_at(start)
        before = passages.sentences[number - 1] if number > 0 else (start, start)
        if "\n" in text[before[1] : start]:
            return []
        before = before[0], min(before[1], before[0] + _TOPIC)
        if relation == _MEMBERS:
            return self.joint_before(*before)
        named = longest(self._mentions.within(*before))
        acting = [
            (span[0], one.section == "measures", number, (span, one))
            for number, (span, one) in enumerate(named)
            if not is_taken(text, before[0], span[0]) and not (one.section == "measures" and not _acts(one, relation))
        ]
        first = last_of_chain(named, min(acting)[-1]) if acting else None
        return [self._bodies.get(plain_name(first.label), first)] if first else []

    def listed_before(self, start: int, place: int) -> list[tuple[Span, Statement]]:
        """Return who is printed before a place without punctuation between, listed or not."""
        comma = max(self._context.text.rfind(mark, start, place) for mark in "，,。；;")
        return [(span, one) for span, one in self._agents.within(max(start, comma + 1), place) if span[1] <= place]

    def before(self, agents: Mentions, start: int, place: int, *, adjoining: bool, gives: bool) -> list[Statement]:
        """Return who acts: what ends right before the verb, with what is listed before it, else what the clause or sentence names first."""
        text = self._context.text
        before = longest([(span, one) for span, one in agents.within(start, place) if span[1] <= place])
        acting = listed_up_to(text, agents, start, place, _ADVERB)
        if acting and not self._is_of_other_verb(acting, start, place, gives=gives):
            return [one for _, one in acting]
        if adjoining:
            return []
        if (
            before
            and text[before[-1][0][0] - 1] == "由"
            and not _TAKES_OFFICE.match(text, before[-1][0][1])
            and _STOPS.search(text, before[-1][0][1], place)
        ):
            return [before[-1][1]]  # 由街道吹哨，统筹物业
        acting = [pair for pair in before if not is_taken(text, start, pair[0][0])]
        comma = max(text.rfind(mark, start, place) for mark in "，,。；;")
        clause = [pair for pair in acting if pair[0][0] > comma]
        if not acting:
            return [one for span, one in before if self._context.text[span[0] - 1 : span[0]] == "由"][-1:]  # 由街道吹哨，…统筹物业
        opening = [pair for pair in acting if opens_clause(text, start, pair[0][0])]
        if not (clause or opening):
            return []
        first = (clause or opening[-1:])[0]
        return [last_of_chain(before, first)]

    def _is_of_other_verb(self, acting: list[tuple[Span, Statement]], start: int, place: int, *, gives: bool) -> bool:
        """Return whether those named right before a verb belong to another one: 协调辖区单位，联合…, 联合团区委整合….

        :param gives: whether the verb is one of what is set up for somebody, and may be named so: 建起驿站，为骑手供水.
        """
        text, first = self._context.text, acting[0][0][0]
        if _WITH.search(text, start, first):
            return True
        parted = _STOPS.search(text, acting[-1][0][1], place) is not None
        return parted and (ADVERBIAL.search(text, start, first) is not None or not (gives or opens_clause(text, start, first)))

    def named_first(self, agents: Mentions, start: int, place: int) -> list[Statement]:
        """Return who is named first in a sentence up to a place, though something stands before it in its clause."""
        before = longest([(span, one) for span, one in agents.within(start, place) if span[1] <= place])
        acting = [pair for pair in before if not is_taken(self._context.text, start, pair[0][0])]
        return [last_of_chain(before, acting[0])] if acting else []


def _acts(measure: Statement, relation: str) -> bool:
    """Return whether a measure may be what does something: a platform serves, a scheme does not."""
    return relation not in _NOT_BY_MEASURES and not (relation == "serves" and measure.kind in _NO_SERVANTS)
