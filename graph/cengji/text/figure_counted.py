"""The noun right behind a figure, where it is plain what the figure counts."""

from __future__ import annotations

import re

from cengji.text.figure_currency import currency_units
from cengji.text.numerals import NUMERAL_CHARACTERS
from cengji.text.reading import Reading

__all__ = ["find_counted"]

_COUNTED = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:社区|街道|小区|网格|片区|园区|支部|党委|党组织|组织|总支|小组|单位|企业|机构|项目|工程|平台|中心|窗口|办公室"
    r"|居民|群众|党员|干部|书记|人才|队伍|[^\W\d_]员|[^\W\d_]者|站|室|问题|事项|清单|制度|措施|标准|阵地|村)(?=[,，。;；、:：!！?？)）”’」』》\n]|$)"
)
_NO_NOUN = re.compile(r"[到的了和与在由为被等及或将对向从是有纳其]")
_SELF_COUNTING = frozenset({"person", "person-time", "percent"})
_NUMERAL_IN = re.compile(f"[{NUMERAL_CHARACTERS}]")


def find_counted(text: str, reading: Reading, end: int) -> str | None:
    """Return the noun that begins at ``end``, right behind a reading: 网格 of 5个网格; None where the unit says what is counted."""
    if reading.unit in _SELF_COUNTING or reading.unit in currency_units():
        return None
    match = _COUNTED.match(text, end)
    return match[0] if match and not _NO_NOUN.search(match[0]) and not _NUMERAL_IN.search(match[0]) else None
