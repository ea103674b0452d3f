"""Who comes into what: 推动商户组建联盟, 选拔负责人进入“大工委”, 从居民中招募队员, 发动党员报到."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cengji.draft.context import Context, Mentions
from cengji.draft.passages import Span
from cengji.draft.statements import Statement

__all__ = ["Told", "taken_in"]

_MEMBERS = "draws-members-from"
# 推动20余家商户组建“爱心联盟”, 统筹党员、能人组成服务队
_FOUND = re.compile(
    "(?:推动|组织|发动|动员|引导|吸引|号召|统筹|整合|鼓励)(?P<whose>[^。；]{2,60}?)(?:发起成立|组建|成立|组成)了?(?P<to>[^，,。；]{2,24})"
)
# 选拔驻区单位负责人进入街道“大工委”
_ENTER = re.compile(
    "(?:选拔|推选|推荐|吸收|吸纳|邀请|聘请|动员|引导|鼓励)(?P<whose>[^。；]{2,60}?)(?:进入|加入|充实到|编入)(?P<to>[^，,。；]{2,14})"
)
# 从退役军人中招募调解员
_CHOSEN = re.compile(
    "从(?P<whose>[^，,。；从]{2,24}?)(?:当?中|里)(?:公开|择优|广泛)?(?:招募|选拔|选聘|选出|推选|遴选|吸纳|选取|聘请)(?P<to>[^，,。；]{2,16})"
)
# 成立服务团，由党委书记任团长，8名第一书记为成员
_AS_MEMBERS = re.compile("(?P<whose>[^。；;，,为由以]{2,48})为(?:小组|主要)?成员(?=[，,。；;的])")
# 发动200余名在职党员报到
_REPORT = re.compile("(?:发动|组织|动员|吸引|引导|推动|号召)(?P<whose>[^，,。；到向回]{2,24}?)“?双?报到")
_SETS_UP = re.compile("成立|组建|建立|设立")
_DO_ELSE = re.compile("参加|参与|起来|联合|会同")  # 发动党员参加行动，组建小分队
_OF_LEVEL = ("community-unit", "village-unit", "estate-unit", "subdistrict-unit", "town-unit")
_TEAM = ("joint", "team", "leading-group", "residents", "party", "social")

_FORMED = ("joint", "team", "leading-group")
_NEAR = 24  # characters behind its members in which a body is named


@dataclass(frozen=True, slots=True)
class Told:
    """A relation as a set phrase tells it, with the characters that do and the word for it."""

    subject: Statement
    relation: str
    object: Statement
    span: Span
    word: str


def taken_in(context: Context, agents: Mentions, parties: Mentions, start: int, end: int) -> Iterator[Told]:
    """Yield that a body draws members from those who are brought into it, and that who is brought to report serves a community."""
    text = context.text
    for phrase, word in ((_FOUND, "组建"), (_ENTER, "进入"), (_CHOSEN, "招募")):
        for told in phrase.finditer(text, start, end):
            if phrase is not _CHOSEN and (_SETS_UP.search(told["whose"]) or (phrase is _FOUND and _DO_ELSE.search(told["whose"]))):
                continue
            to = _first_body(context, agents, told.span("to"))
            for span, one in _all(parties, told.span("whose")) if to else ():
                if one.rule == "place-as-body" or text.endswith("在", start, span[0]):
                    continue  # 在某社区探索成立: where
                whose = _whose(one)
                if one.section == "posts" and not any(body is whose for _, body in agents.within(*told.span("whose"))):
                    continue  # of which body they are is not printed there
                if whose is not to:
                    yield Told(to, _MEMBERS, whose, (span[0], told.end("to")), word)  # type: ignore[arg-type]  # it is asked
    for told in _AS_MEMBERS.finditer(text, start, end):
        of_it = text[told.end() : told.end() + 1] == "的"  # 以党员为成员的服务队
        team = _first_body(context, agents, (told.end(), min(end, told.end() + _NEAR)) if of_it else (start, told.start()), _FORMED)
        for span, one in _all(parties, told.span("whose")) if team else ():
            if (whose := _whose(one)) is not team:
                yield Told(team, _MEMBERS, whose, (span[0], told.end()), "为成员")  # type: ignore[arg-type]  # it is asked
    for told in _REPORT.finditer(text, start, end):
        units = [one for (_, last), one in agents.within(start, told.start()) if last <= told.start() and one.kind in _OF_LEVEL]
        for span, one in _all(parties, told.span("whose"))[-1:] if units else ():
            if one.section == "person_groups" and span[1] == told.end("whose"):
                yield Told(one, "serves", units[-1], (span[0], told.end()), "报到")


def _whose(one: Statement) -> Statement:
    """Return the body of a post, of whose holders somebody is: 单位负责人."""
    body = one.fields.get("post_in")
    return body if isinstance(body, Statement) and one.section == "posts" else one


def _all(parties: Mentions, span: Span) -> list[tuple[Span, Statement]]:
    """Return the longest of what is named at each place within a stretch."""
    found = [(each, one) for each, one in parties.within(*span) if span[0] <= each[0] and each[1] <= span[1]]
    return [(each, one) for each, one in found if not any(o[0] <= each[0] and each[1] <= o[1] and o != each for o, _ in found)]


def _first_body(context: Context, agents: Mentions, span: Span, among: tuple[str, ...] = _TEAM) -> Statement | None:
    """Return the team, board or organization that is named last within a stretch."""
    kinds = context.knowledge
    named = [one for each, one in _all(agents, span) if one.section in ("bodies", "groups")]
    teams = [one for one in named if any(kinds.is_below("body-kind", one.kind, kind) for kind in among)]
    return teams[-1] if teams else None
