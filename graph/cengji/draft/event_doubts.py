"""Where a verb of events tells none: what is done again and again, must or can be done, is only spoken of or announced."""

from __future__ import annotations

import re

from cengji.draft.passages import Span

__all__ = ["is_no_event"]

# What is done again and again: 每月召开一次会议.
_AGAIN = re.compile("(?:每(?:半年|[年月周日天季])度?|定期|不定期|经常|常态化|适时|每[逢晚])[^，,。；;]{0,16}$")
_EVERY = re.compile("每[年月周季半]|定期|不定期")  # 每月由社区党委牵头，业委会、物业企业共同召开
# What must, can or could not be done: 必须升级改造, 暂未推选出楼长.
_NOT_DONE = re.compile("(?:必须|[需须]要|应当|即可|可以|能够|暂未|尚未|未能|并未|如需|若要)[^，。；]{0,10}$")
# What a verb is no deed in: a paper, a task, what is to be changed: 改造工作由…负责, 改造议事会.
_NO_DEED = re.compile(
    "(?:改造|加装|新建|修建|建成)(?:工作|工程|方案|意愿|范围|资金|项目|后|前|时|中|类|的|小区|议事会|指引|政策|内容|对象|任务|计划|难)"
    "|试行\\d|成立的?(?:批复|文件|仪式|大会|授牌|揭牌)"
    "|机构改革(?:意见|方案|文件|精神|要求|[将把后中])"
    "|创建(?:工作|活动)|(?:走访|征集|整治|慰问)(?:过程|活动|制度|机制|工作|情况)"
    "|(?:探索|推行|推进|实施|提出|启动)[将把]"
)
_ANNOUNCES = re.compile("(?:^|[。；\n])[ 　]*[一二三四五六七八九]是$")  # 二是培育“一核多元”的联盟


def is_no_event(text: str, kind: str, verb: Span, sentence: Span) -> bool:
    """Return whether a verb tells nothing that happened once, by what stands around it in its sentence."""
    start, place = sentence[0], verb[0]
    if _AGAIN.search(text, start, place) or _NOT_DONE.search(text, start, place) or _NO_DEED.match(text, place):
        return True
    if kind == "meeting":
        return _EVERY.search(text, start, place) is not None
    return kind == "founding" and _ANNOUNCES.search(text, max(0, start - 1), place) is not None
