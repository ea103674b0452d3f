"""Relations told by set phrases rather than by one verb: 选派干部到社区, 社区派单、党员接单, 由社会组织托管运营."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from cengji.draft.context import Context, Mentions
from cengji.draft.passages import Span
from cengji.draft.relation_ends import longest
from cengji.draft.relation_members import Told, taken_in
from cengji.draft.statements import Statement

__all__ = ["Told", "read_formulas"]

_SENT = re.compile(
    "(?:选派|抽调|下派|派出|派遣|派驻|选调|(?<![选下指分轮委特])派(?![单发送驻出遣员]))(?P<whom>[^，,。；]{0,24}?)(?:到|赴|入驻|进驻|前往|下沉|驻点)(?=(?P<to>[^，,。；]{1,16}))"
)
_FROM = re.compile("从(?P<whose>[^，,。；从]{2,12})$")
# 社区派单、党员接单
_ORDERS = re.compile("(?P<by>[\u4e00-\u9fff]{2,10})(?:派单|下单)[、，,](?P<to>[\u4e00-\u9fff]{2,10})接单")
# 需要部门配合的由街道“吹哨”
_WHISTLE = re.compile(
    "(?:需要?|涉及)(?P<to>[^，,。；由]{2,14}?)(?:协同|配合|协调|联动|支持|解决|处置)[^，,。；由]{0,6}[，,]?由(?P<by>[^，,。；]{2,12}?)“?吹哨"
)
# 街道“吹哨”、部门“报到”
_CALLED = re.compile("(?P<by>[\u4e00-\u9fff]{2,10})“?吹哨”?[、，,](?P<to>[\u4e00-\u9fff]{2,10}?)“?报到")
# 由社区党委牵头，业委会、物业企业共同召开
_CONVENED = re.compile("由(?P<by>[^，,。；由]{2,16}?)牵头[，,](?P<to>[^，,。；]{4,40}?)(?:共同|联合|参与|参加|配合|协同|协助|召开|组成)")
# 在社区党委领导下，业委会…
_UNDER = re.compile(
    "在(?P<by>[^，,。；在]{2,16}?)的?(?:统一|坚强)?(?P<how>领导|带领|指导)(?:和[\u4e00-\u9fff]{2,4})?下[，,](?:我|由)?(?=(?P<to>[^，,。；]{2,12}))"
)
# 在职党员到社区报到
_REPORTED = re.compile("(?:主动|积极|全部|就近|分别|均|都)*[到进向回](?=[^，,。；到进]{2,10}?“?双?报到)")
_TAKES = re.compile("(?:担任|兼任|挂任)[^，,。；、]{0,8}")
_NAMED_WITH = re.compile("[、和及与]?(?:以及)?(?:辖区|相关|各)?")
_HEADS_IT = re.compile("书记|主任|[组队会部所团格楼院站]长|主席|负责人|召集人")
_AND = re.compile("[、和及与]|以及|[、和及与]近?\\d[\\d.]*[万千百]?[余多]?[名个家]")
_RUN = re.compile(
    "由(?P<by>[^，,。；由]{2,16}?)(?:统一|负责)?(?:托管|代管|兜底管理|运营管理|管理运[作营]|承接运营|(?:负责)?(?:日常|具体)?(?:运营|运维))(?:运营)?(?=[，,。；])"
)
# 对软弱涣散村，由县领导包联、县直单位结对
_ASSIGNED = re.compile("对(?P<to>[^，,。；]{2,30})[，,]由(?P<by>[^。；]{4,48})")
_LOOKS_AFTER = re.compile("(?P<contacts>包联|挂联|联系|包保|挂点|挂钩)|(?P<pairs>结对|帮扶|帮带)")
# Who examines what is handed on: 由社区党组织研究、街道党工委审核、区委组织部审定
_EXAMINES = re.compile("研究|提名|申报|初审|初核|复审|复核|审核|审查|审议|审定|审批|批准|把关|备案")
_FEWEST_STEPS = 2
_HANDED_ON = re.compile("[、和及与或”“]*(?:以及)?|[，,]|[，,]由|[，、]报|后由")
_LISTED = re.compile("[、，,。；]|$")
_BELOW = re.compile("(?:下设|内设|分设)(?!办公室)")
_PHRASES = (
    (_ORDERS, "dispatches-to", "派单"),
    (_WHISTLE, "dispatches-to", "吹哨"),
    (_CALLED, "dispatches-to", "吹哨"),
)
_TELLING = re.compile(
    "为(?:小组|主要)?成员|由|[下内分]设|接单|[选抽下派]|报到|[进加]入|组建|组成|成立|从|[担兼挂]任|[领指][导]下|带领下"
)  # characters without one of which nothing is told so


def read_formulas(context: Context, agents: Mentions, parties: Mentions, things: Mentions) -> Iterator[Told]:
    """Yield the relations that set phrases tell: ``agents`` and, with holders of posts, ``parties`` act, ``things`` are acted on."""
    text = context.text
    for start, end in context.passages.sentences:
        yield from _examined(context, agents, start, end)
        if not _TELLING.search(text, start, end):
            continue
        for phrase, relation, word in _PHRASES:
            for told in phrase.finditer(text, start, end):
                by, to = _first(parties, told.span("by")), _first(parties, told.span("to"))
                if by and to:
                    yield Told(by, relation, to, told.span(), word)
        yield from _reported(context, parties, start, end)
        yield from taken_in(context, agents, parties, start, end)
        yield from _seated(context, parties, start, end)
        yield from _convened(context, agents, start, end)
        yield from _under(context, parties, start, end)
        yield from _set_up_below(context, start, end)
        yield from _sent(context, parties, start, end)
        yield from _run(context, parties, things, start, end)
        yield from _assigned(context, parties, start, end)


def _reported(context: Context, parties: Mentions, start: int, end: int) -> Iterator[Told]:
    """Yield that those who report to a body serve it: 机关党组织和在职党员到社区报到."""
    for told in _REPORTED.finditer(context.text, start, end):
        to = next((one for _, one in parties.within(told.end(), told.end() + 2)), None)
        begin = told.start()
        for (first, last), by in reversed(parties.within(start, told.start())) if to else ():
            if last == begin or _AND.fullmatch(context.text, last, begin):
                begin = first
                yield Told(by, "serves", to, (first, told.end() + len(to.label)), "报到")  # type: ignore[arg-type, union-attr]  # it is asked


def _seated(context: Context, parties: Mentions, start: int, end: int) -> Iterator[Told]:
    """Yield that a body draws members from that whose holders of a post take a seat in it: 项目经理兼任社区党委兼职委员."""
    posts = [(span, one) for span, one in parties.within(start, end) if one.section == "posts"]
    for ((first, last), one), ((begin, stop), other) in pairwise(posts):
        whose, where = one.fields.get("post_in"), other.fields.get("post_in")
        taken = isinstance(whose, Statement) and isinstance(where, Statement) and whose is not where and not _HEADS_IT.search(other.label)
        if taken and _TAKES.fullmatch(context.text, last, begin):
            yield Told(where, "draws-members-from", whose, (first, stop), "担任")  # type: ignore[arg-type]  # it is asked


def _convened(context: Context, agents: Mentions, start: int, end: int) -> Iterator[Told]:
    """Yield that who takes the lead coordinates those listed behind it who do something together."""
    for told in _CONVENED.finditer(context.text, start, end):
        by, end_of = _first(agents, told.span("by")), None
        for (first, last), one in longest(agents.within(*told.span("to"))) if by else ():
            if not _NAMED_WITH.fullmatch(context.text, told.start("to") if end_of is None else end_of, first):
                break  # whom one of them brings along, or what else they do
            end_of = last
            if one is not by and last <= told.end("to"):
                yield Told(by, "coordinates", one, (told.start(), last), "牵头")  # type: ignore[arg-type]  # it is asked


def _under(context: Context, parties: Mentions, start: int, end: int) -> Iterator[Told]:
    """Yield that one leads or guides another: 在社区党委领导下，业委会…."""
    for told in _UNDER.finditer(context.text, start, end):
        by = _first(parties, told.span("by"))
        to = next((one for _, one in parties.within(told.start("to"), told.start("to") + 1)), None)
        if by and to and by is not to:
            yield Told(by, "guides" if told["how"] == "指导" else "leads", to, (told.start(), told.end() + len(to.label)), told["how"])


def _set_up_below(context: Context, start: int, end: int) -> Iterator[Told]:
    """Yield that a body consists of those that are listed and counted below it: 下设党群工作、矛盾调处两个工作组."""
    for verb in _BELOW.finditer(context.text, start, end):
        listed = [
            (span, one, above)
            for span, one in context.mentions("bodies").within(verb.end(), end)
            if one.rule == "listed" and isinstance(above := one.fields.get("parent"), Statement)
        ]
        for span, one, above in listed if len(listed) >= _FEWEST_STEPS else ():
            yield Told(above, "consists-of", one, span, "")


def _sent(context: Context, parties: Mentions, start: int, end: int) -> Iterator[Told]:
    """Yield that a body whose people are picked sends them to where they go."""
    text = context.text
    for told in _SENT.finditer(text, start, end):
        to = [one for (first, _), one in parties.within(told.start("to"), told.start("to") + 3) if one.section != "posts"]
        whose = _FROM.search(text, start, told.start())
        by = _first(parties, whose.span("whose")) if whose else None
        named = [one for (first, _), one in parties.within(*told.span("whom")) if first == told.start("whom")]
        by = by or next((one for one in named if one.section in ("bodies", "groups")), None)
        if by is None:
            acting = [one for _, one in longest([each for each in parties.within(start, told.start()) if each[0][1] <= told.start()])]
            by = acting[0] if acting else None
        if by and to and by.section in ("bodies", "groups"):
            yield Told(by, "sends-staff-to", to[0], (told.start(), told.end() + len(to[0].label)), "选派")


def _run(context: Context, parties: Mentions, things: Mentions, start: int, end: int) -> Iterator[Told]:
    """Yield that somebody runs what the sentence names first."""
    for told in _RUN.finditer(context.text, start, end):
        by = _first(parties, told.span("by"))
        run = [one for (_, last), one in things.within(start, told.start()) if last <= told.start()]
        if by and run and run[0] is not by:
            yield Told(by, "manages-for", run[0], told.span(), "")


def _assigned(context: Context, parties: Mentions, start: int, end: int) -> Iterator[Told]:
    """Yield who looks after whom that is named before all of them."""
    text = context.text
    for told in _ASSIGNED.finditer(text, start, end):
        to = _first(parties, told.span("to"))
        for (_, last), one in parties.within(*told.span("by")) if to else ():
            verb = _LOOKS_AFTER.match(text, last)
            if verb is not None and _LISTED.match(text, verb.end()):
                yield Told(one, "contacts" if verb["contacts"] else "pairs-with", to, (last - len(one.label), verb.end()), verb[0])  # type: ignore[arg-type]  # it is asked


def _examined(context: Context, agents: Mentions, start: int, end: int) -> Iterator[Told]:
    """Yield that bodies which examine something one after the other hand it on: 由社区党组织研究、街道党工委审核."""
    steps = []
    for (first, last), one in agents.within(start, end):
        if one.section in ("bodies", "groups") and (verb := _EXAMINES.match(context.text, last, end)):
            steps.append((first, verb.end(), one))
    if len({one.label for _, _, one in steps}) < _FEWEST_STEPS:
        return
    for (first, stop, one), (begin, last, other) in pairwise(steps):
        if _HANDED_ON.fullmatch(context.text, stop, begin):
            yield Told(one, "reports-to", other, (first, last), context.text[begin:last].removeprefix(other.label))


def _first(mentions: Mentions, span: Span) -> Statement | None:
    """Return the longest of what is named first within a stretch."""
    found = [(first, -last, one) for (first, last), one in mentions.within(*span) if last <= span[1]]
    return min(found, key=lambda each: each[:2])[2] if found else None
