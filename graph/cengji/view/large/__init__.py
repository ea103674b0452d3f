"""The page of a graph too large for one file: its top tiers in the page, all else in parts beside it that are read when they are opened."""

from cengji.view.large.folder import PARTS, large_page
from cengji.view.large.sizes import Sizes

__all__ = ["PARTS", "Sizes", "large_page"]
