"""What the page is refused, in both languages: it shows the one that it is in."""

from __future__ import annotations

from typing import Final

from cengji.core.errors import UsageError
from cengji.core.texts import Text

__all__ = ["REFUSALS", "RefusalError"]

REFUSALS: Final = {
    "no-difference": Text("没有这一处分歧", "there is no such difference"),
    "needed": Text("{entries} 离不开它：请先处理", "{entries} cannot stand without it: settle that first"),
    "concept-used": Text("案例用到概念 {key}：请先处理", "the case uses the concept {key}: settle that first"),
    "concept-taken": Text("案例另有概念 {key}：请先处理", "the case has another concept {key}: settle that first"),
    "no-entry": Text("案例的 {section} 下没有第 {index} 条", "the case has no entry {index} under {section}"),
    "merge": Text("请选同一类的两条合并", "merge two entries of one section"),
    "spread": Text("请指明所开条目已填的一栏，及同类的其他条目", "name a field that the open statement fills, and others of its kind"),
    "no-action": Text("没有操作“{action}”", "there is no action {action!r}"),
    "fields": Text("请指明要改的栏", "name the fields to mend"),
    "two": Text("请指明两条", "name two entries"),
    "section": Text("请指明类别", "name the section"),
    "concept": Text("请指明概念表和概念名", "name the scheme and the concept"),
    "no-evidence": Text("此条不带依据", "this takes no evidence"),
    "no-rung": Text("阶梯没有这一级", "the ladder has no such rung"),
    "nothing-named": Text("所标文字里没有此栏可再填的", "the marked text names nothing more that this field may hold"),
    "version": Text("请指明所见的版本", "name the version that you have seen"),
    "addresses": Text("请按类别和位置指明各条", "name each entry by its section and its place"),
    "entries": Text("请指明条目", "name the entries"),
    "mark": Text("请先标出文字", "mark some text first"),
    "person": Text(
        "看来是人名，不入案例：请用职务或人群", "this looks like the name of a person, which enters no case: use the post or the group"
    ),
    "list": Text("请指明列出条目的栏", "name a field that lists keys"),
    "neither-names": Text("请指明两者之一提到另一者的栏", "name a field in which one of the two names the other"),
}


class RefusalError(UsageError):
    """What the page asked for is not done, and ``said`` tells why in both languages."""

    def __init__(self, name: str, **values: object) -> None:
        """Say a refusal of this name with its places filled in.

        >>> RefusalError("needed", entries="ladders/lines (rungs)").said.zh
        'ladders/lines (rungs) 离不开它：请先处理'
        """
        said = REFUSALS[name]
        self.said = Text(said.zh.format(**values), said.en.format(**values))
        super().__init__(self.said.en)
