"""Names that cannot be: blank ones, ones with characters that print nothing, names of persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from unicodedata import category

from cengji.cases.hierarchy import Found
from cengji.cases.tree import Path

if TYPE_CHECKING:
    from cengji.cases.loader import LoadedCase

__all__ = ["check_labels"]

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付方白邹"
    "孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_HONORIFICS = "同志|先生|女士|小姐|书记|主任|局长|老师|阿姨|师傅|院长|部长|镇长|区长|市长|县长|社长|队长|站长|科长"
_PERSON = re.compile(rf"(?:[{_SURNAMES}][\u4e00-\u9fff]{{0,2}}|(?:欧阳|上官|司马|诸葛)[\u4e00-\u9fff]{{1,2}})(?P<title>{_HONORIFICS})")
_NO_NAME_ENDS = "省市区县镇乡村街道社组部委局办会院站所党网格楼栋片站队室厅处科企团工妇"


def check_labels(loaded: LoadedCase, names: frozenset[str]) -> Iterator[Found]:
    """Yield the names that no body, post or place bears.

    :param names: of kinds and places, which are no names of persons.
    """
    for (section, index), item in loaded.case.placed_items():
        label = getattr(item, "label", None)
        if label is None or isinstance(label, str):
            continue
        at: Path = (section, index, "label")
        texts = [(at, label.zh), (at, label.en), *(((section, index, "aliases"), alias) for alias in getattr(item, "aliases", ()))]
        for path, text in texts:
            if text is not None and (not any(category(sign)[0] in "LN" for sign in text) or any(category(sign) == "Cf" for sign in text)):
                problem = f"{text.encode('unicode_escape').decode()} is blank or holds invisible characters"
                yield "error", "invisible-label", path, problem, "write the name as it is printed"
        if section in ("bodies", "posts", "groups", "person_groups"):
            for path, text in texts:
                if text and _is_person(text, names):
                    problem = f"{text} looks like a person; the graph holds posts and bodies, no persons"
                    yield "warning", "looks-like-a-person", path, problem, "name the post or the body instead"


def _is_person(label: str, names: frozenset[str]) -> bool:
    match = _PERSON.fullmatch(label)
    name = label.removesuffix(match["title"]) if match else ""
    return bool(match) and name[-1] not in _NO_NAME_ENDS and not any(name in known or known in name for known in names)
