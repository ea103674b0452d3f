"""The ladders, measures and figures of a graph as data frames, with labels in Chinese and English beside the IRIs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cengji.api.asking import Asking
from cengji.core.lazy import lazy_module

if TYPE_CHECKING:
    import pandas as pd
else:
    (pd,) = (lazy_module(name, extra="frames") for name in ("pandas",))

__all__ = ["Framing"]


class Framing(Asking):
    """What is asked most often, as data frames; :class:`cengji.Graph` says how a graph is opened."""

    def ladders(self, case: str | None = None) -> pd.DataFrame:
        """Return the rungs of all ladders as a pandas data frame: a row a rung, from the top of each ladder to its foot.

        The columns are those of the query ``ladders``, and after each column ``x`` of IRIs ``x_zh`` and ``x_en``, their labels.

        >>> import cengji
        >>> frame = cengji.open().ladders("gusu")
        >>> frame[frame.ladder.str.endswith("/party")][["position", "rung", "common_tier_en"]].values.tolist()[2]
        [3, '区域党委', 'area']

        :param case: only this case, by key, label or IRI.
        :raises UsageError: if there is no such case.
        :raises UnavailableError: if pandas is not installed (extra ``frames``).
        """
        return self._frame("ladders", case)

    def measures(self, case: str | None = None) -> pd.DataFrame:
        """Return the measures as a pandas data frame, a row each, as :meth:`ladders` does.

        The columns are those of the query ``measures``; the runners (``run_by``) and their labels are joined by ``|``.

        >>> import cengji
        >>> frame = cengji.open().measures("gusu")
        >>> frame[frame.run_by_zh == "区域党委"].kind_en.iloc[0]
        'mechanism'

        :param case: only this case, by key, label or IRI.
        :raises UsageError: if there is no such case.
        :raises UnavailableError: if pandas is not installed (extra ``frames``).
        """
        return self._frame("measures", case)

    def figures(self, case: str | None = None) -> pd.DataFrame:
        """Return the figures as a pandas data frame, a row each, as :meth:`ladders` does.

        The columns are those of the query ``figures``: ``value``, ``lower`` and ``upper`` are in the unit of the row, and missing
        where nothing, or no bound, is known.

        >>> import cengji
        >>> frame = cengji.open().figures("gusu")
        >>> frame[frame.written == "1236个"][["value", "unit_en"]].values.tolist()[0]
        [1236.0, 'item']

        :param case: only this case, by key, label or IRI.
        :raises UsageError: if there is no such case.
        :raises UnavailableError: if pandas is not installed (extra ``frames``).
        """
        return self._frame("figures", case)

    def _frame(self, query: str, case: str | None) -> pd.DataFrame:
        from cengji.query.companions import add_both_labels

        table = self.query(query) if case is None else self.query(query, case=case)
        return add_both_labels(table, self.names).to_pandas()
