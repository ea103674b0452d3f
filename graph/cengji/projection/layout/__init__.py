"""Where things stand in the network: by tier, radially, by force."""

from cengji.projection.layout.force import place_by_force
from cengji.projection.layout.radial import Point, place_radially
from cengji.projection.layout.tiers import Band, TierLayout, place_by_tier

__all__ = ["Band", "Point", "TierLayout", "place_by_force", "place_by_tier", "place_radially"]
