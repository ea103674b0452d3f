"""Which places and bodies a text names that no register has, and what is none."""

from __future__ import annotations

from pathlib import Path

from tests.draft.drafting import draft


def labels(case: dict, section: str) -> set[str]:
    return {one["label"]["zh"] for one in case.get(section, [])}


def test_a_village_that_acts_at_the_beginning_of_a_clause_is_a_place(tmp_path: Path) -> None:
    case = draft(
        tmp_path,
        "塘洲镇：织密治理网\n江西省吉安市泰和县塘洲镇划分网格。樟溪村党支部建立党小组，朱家村成立合作社，一些村成立协会，就是村把事办好，"
        "难事报村党组织。幸福社区成立调解队，老旧小区成立支部。",
    )
    assert labels(case, "places") == {"江西省", "吉安市", "泰和县", "塘洲镇", "樟溪村", "朱家村", "幸福社区"}
    assert case["title"]["zh"] == "塘洲镇"  # which the title prints before the county that settles which one is meant
