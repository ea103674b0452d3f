"""Places in English: the proper part in pinyin, what says the kind translated."""

from __future__ import annotations

from cengji.core.pinyin import syllables

__all__ = ["name_place"]

# What ends the name of a place, longest first, and the word for it.
_KINDS = (
    ("特别行政区", "Special Administrative Region"), ("经济技术开发区", "Economic and Technological Development Zone"),
    ("高新技术产业开发区", "High-tech Industrial Development Zone"), ("旅游度假区", "Tourist Resort"), ("工业园区", "Industrial Park"),
    ("产业园", "Industrial Park"), ("工业园", "Industrial Park"), ("科技城", "Science and Technology City"), ("科技园", "Science Park"),
    ("开发区", "Development Zone"), ("度假区", "Resort"), ("居民区", "Residential Area"), ("经济区", "Economic Zone"),
    ("街道", "Subdistrict"),
    ("社区", "Community"),
    ("小区", "Estate"), ("省", "Province"), ("市", "City"), ("区", "District"), ("县", "County"), ("旗", "Banner"),
    ("镇", "Town"), ("乡", "Township"), ("村", "Village"),
)  # fmt: skip
_REGIONS = {
    "广西壮族自治区": "Guangxi Zhuang Autonomous Region", "内蒙古自治区": "Inner Mongolia Autonomous Region",
    "宁夏回族自治区": "Ningxia Hui Autonomous Region", "新疆维吾尔自治区": "Xinjiang Uygur Autonomous Region",
    "西藏自治区": "Xizang Autonomous Region", "陕西省": "Shaanxi Province",
}  # fmt: skip
_LONGEST_PROPER = 4  # characters of a name in pinyin; a longer one holds words that mean something
_SHORTEST_PROPER = 2  # of two characters with the kind the whole is the proper name: 泗县


def name_place(chinese: str) -> str | None:
    """Return the English name of a place; none where it is no proper name with one word for its kind.

    >>> name_place("西安市"), name_place("龙攀苑社区"), name_place("泗县"), name_place("玉龙纳西族自治县")
    ("Xi'an City", 'Longpanyuan Community', 'Si County', None)
    """
    if chinese in _REGIONS:
        return _REGIONS[chinese]
    kind, english = next(((kind, english) for kind, english in _KINDS if chinese.endswith(kind)), ("", ""))
    proper = chinese.removesuffix(kind) if kind else ""
    if not proper or len(proper) > _LONGEST_PROPER or "自治" in chinese or "族" in proper:
        return None
    read = syllables(proper).split()
    if len(read) != len(proper):
        return None
    return f"{_join(read).capitalize()} {english}"


def _join(read: list[str]) -> str:
    """Return syllables as one word, an apostrophe before a vowel."""
    return "".join(f"'{one}" if at and one[0] in "aeo" else one for at, one in enumerate(read))
