"""The certain bounds of a curated figure; the rule itself is :func:`cengji.text.bounds.certain_bounds`."""

from __future__ import annotations

from cengji.cases.model import Figure
from cengji.text.bounds import Bounds, certain_bounds

__all__ = ["Bounds", "bounds_of"]


def bounds_of(figure: Figure) -> Bounds:
    """Return what the figure as printed makes certain, in base units, by its comparator and precision."""
    return certain_bounds(
        figure.comparator,
        value=figure.value,
        lower=figure.lower,
        upper=figure.upper,
        precision=figure.precision,
        kind=figure.kind,
    )
