"""Where nouns that name a post are printed: the listed ones, and other jobs that somebody is said to be taken in for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cengji.draft.body_kinds import BodyKinds
from cengji.draft.context import Context
from cengji.draft.knowledge import Knowledge
from cengji.draft.passages import Span
from cengji.draft.word_lists import either, words
from cengji.text.characters import plain_name

__all__ = ["is_qualifier", "post_nouns"]

# What a longer word goes on with that is no post: 委员会, 律师协会, 书记处.
_GOES_ON = re.compile("[会处部站局]|调解(?!员)|援助|协会|事务所|大会|之家|办公室|工作室|联席")
# A job by the end of its name: 民情观察员, 值班长, 规划师.
_JOB = re.compile(f"[\u4e00-\u9fff“”]{{1,10}}?(?:{either(words('posts', 'ends'))})(?=[”’]|$)")
_ENDS = tuple(words("posts", "ends"))
_NO_JOB = re.compile(f"(?:{either(words('posts', 'no jobs'))})$")
_CLASSIFIER = re.compile("^(?:[N若数几每]?[名位个]|[Nn]名)(?=..)")
_PEOPLE = ("名", "位")
# Right before a job that somebody is taken in for.
_ROLE = re.compile(f"(?:{either(words('posts', 'taken in'))})[了有好成为]?(?:\\d*[一二两三几多]?[名个位])?[“‘]?$")
_COUNTED = re.compile("\\d[\\d.]*[万千百]?[余多]?[名位]")
_TAKES = ("设", "聘", "有")
_SETS = re.compile("[\u4e00-\u9fff]{1,6}(?<![建开])[设聘](?:有|立|置)?(?![施计备])(?=..)")  # 每个楼栋设楼栋长
_NEAR = 12
_SHORTEST, _LONGEST = 2, 12  # characters of a job that is not listed
_QUALIFIER = re.compile(f"(?:{either(words('posts', 'qualifiers'))})+")


def post_nouns(context: Context) -> Iterator[tuple[Span, Span]]:
    """Yield the phrase that each noun stands in and the noun, in reading order."""
    pattern = context.knowledge.learn(_pattern)
    kinds = context.knowledge.learn(BodyKinds)
    for start, end in context.passages.phrases:
        known = [match.span() for match in pattern.finditer(context.text, start, end) if not _GOES_ON.match(context.text, match.end(), end)]
        if job := _job(context, start, end):
            inside = [span for span in known if job[0] <= span[0] and span[1] <= job[1]]
            if not any(_is_named_for_body(kinds, plain_name(context.text[job[0] : span[0]])) for span in inside):
                known = [span for span in known if span not in inside] + [job]
        yield from (((start, end), span) for span in known)


def is_qualifier(holder: str) -> bool:
    """Return whether what stands before a noun says which kind of post it is."""
    return _QUALIFIER.fullmatch(holder) is not None


def _is_named_for_body(kinds: BodyKinds, before: str) -> bool:
    """Return whether what stands before a noun names a body, which the post is then held in: 小区 of 小区网格员."""
    return kinds.is_name(before) or kinds.of(before) is not None


def _pattern(knowledge: Knowledge) -> re.Pattern[str]:
    """Return the pattern of the nouns that name a post: the listed ones, and those of the cases that end in none of these."""
    listed = words("posts", "offices")
    names = {plain_name(name) for name, _, _ in knowledge.labelled("posts") if 2 <= len(name) <= 8}
    return re.compile(either({*listed, *(name for name in names if not name.endswith(listed))}))


def _job(context: Context, start: int, end: int) -> Span | None:
    """Return the job that a phrase is, if it is said that somebody is taken in for it, or people are counted by it."""
    text = context.text
    if not text.endswith(_ENDS, start, end) and text.find("”", start, end) < 0 and text.find("’", start, end) < 0:
        return None
    begin = start + text.startswith(("“", "‘"), start)
    begin = sets.end() if (sets := _SETS.match(text, begin, end)) else begin
    begin += text[begin : begin + 1] in _TAKES and _COUNTED.match(text, end) is not None  # 设民情员640名
    counts = _CLASSIFIER.match(text[begin:end])
    begin += counts.end() if counts else 0
    job = _JOB.match(text[begin:end])
    if job is None or not _SHORTEST <= len(job[0]) <= _LONGEST or _NO_JOB.search(job[0]):
        return None
    counted = context.passages.counts.get(start)
    behind = _COUNTED.match(text, begin + job.end()) if begin + job.end() == end else None  # 民情员640名
    is_counted = behind is not None or (counted is not None and counted.readings[0].measure_word in _PEOPLE)
    if counts or is_counted or _ROLE.search(text, max(0, begin - _NEAR), begin):
        return begin, begin + job.end()
    return None
