"""Names of divisions as they can be compared: without their types, and with their types written in one way."""

from __future__ import annotations

import re
from typing import Final

from cengji.core.pinyin import syllables

__all__ = ["is_placeholder", "is_respelled", "stem", "type_of_name", "written_plainly"]

_ASIDE: Final = re.compile(r"[(（][^()（）]*[)）]|[\s()（）·]")
_OFFICE: Final = re.compile(r"(?<=.)(街?街道办事处|街道办|街办事处|街办|街街道|街道地区|街道|办事处)$")
_MANAGED: Final = re.compile(r"(人民政府|管理委员会|管委会|管理区|行政事务管理中心|社区服务中心|服务中心|有限公司|有限责任公司)$")
_TYPES: Final = re.compile(r"(街道|民族乡|镇|乡|苏木|地区|自治州|自治县|市|区|县|旗|盟)$")
_PEOPLES: Final = re.compile(
    r"((满|回|苗|彝|土家|侗|瑶|壮|藏|蒙古|朝鲜|布依|白|哈尼|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|"
    r"普米|怒|鄂温克|裕固|哈萨克|维吾尔|柯尔克孜|鄂伦春|俄罗斯|塔吉克|各)族)+$"
)
_COMMUNITY: Final = re.compile(r"(社区居民委员会|社区居委会|村民委员会|居民委员会|村委会|居委会|社区|村)+$")
_PLACEHOLDER: Final = re.compile(r"直辖|直属|虚拟|虚镇|类似")
_LEAST: Final = 2


def written_plainly(name: str) -> str:
    """Return a name with its type written in the usual way, without offices, committees and what stands in brackets.

    >>> [written_plainly(name) for name in ("吉大街道办", "首义路街办事处", "畹町农场管理委员会", "建民办事处")]
    ['吉大街道', '首义路街道', '畹町农场', '建民街道']
    """
    return _OFFICE.sub("街道", _MANAGED.sub("", _ASIDE.sub("", name)))


def stem(name: str) -> str:
    """Return a name without the type of the division and the peoples that it is named after.

    >>> stem("雒城街道办事处"), stem("雒城镇"), stem("金筑社区居委会"), stem("沙洲村委会"), stem("宽帮满族镇")
    ('雒城', '雒城', '金筑', '沙洲', '宽帮')
    """
    for text, pattern in ((name, _COMMUNITY), (written_plainly(name), _TYPES)):
        cut = pattern.sub("", text)
        if cut != text and cut:
            return (_PEOPLES.sub("", cut) or cut) if pattern is _TYPES else cut
    return name


def type_of_name(name: str) -> str:
    """Return the type that a name ends with, townships of peoples as townships; empty for none.

    >>> type_of_name("群加藏族乡"), type_of_name("雒城街道"), type_of_name("黎平县")
    ('乡', '街道', '县')
    """
    found = _TYPES.search(name)
    return found[0].removeprefix("民族") if found else ""


def is_placeholder(name: str) -> bool:
    """Return whether a name is none, but says that units have no unit between.

    >>> is_placeholder("天涯区直辖村级区划"), is_placeholder("天涯镇")
    (True, False)
    """
    return bool(_PLACEHOLDER.search(name))


def is_respelled(old: str, new: str) -> bool:
    """Return whether two stems are so alike that one may be the other in another spelling: renamed, or the same name written otherwise.

    They sound alike, or differ in one character, or one has all characters of the other in their order.

    >>> is_respelled("呼鲁斯太", "呼勒斯太"), is_respelled("唐吾", "鄌郚"), is_respelled("万金", "召陵区万金")
    (True, True, True)
    >>> is_respelled("九龙", "新龙场")
    False
    """
    longer, shorter = sorted((old, new), key=len, reverse=True)
    rest = iter(longer)
    if len(shorter) >= _LEAST and all(character in rest for character in shorter):
        return True
    if len(longer) == len(shorter) >= _LEAST and sum(one != other for one, other in zip(old, new, strict=True)) == 1:
        return True
    return syllables(old) == syllables(new) != ""
