"""Where things stand: the ladders in lanes, the network radially, by tier and by force."""

from typing import Final

from cengji.view.layout.force import force
from cengji.view.layout.lanes import LaneCell, LaneRow, Lanes, lanes
from cengji.view.layout.radial import Point, radial
from cengji.view.layout.tiers import Band, TierLayout, by_tier
from cengji.view.layout.tree import parents

WHOLE_LIMIT: Final = 3000
"""Most nodes that are drawn all at once and laid out here; of a larger graph the page draws a part."""

__all__ = [
    "WHOLE_LIMIT",
    "Band",
    "LaneCell",
    "LaneRow",
    "Lanes",
    "Point",
    "TierLayout",
    "by_tier",
    "force",
    "lanes",
    "parents",
    "radial",
]
