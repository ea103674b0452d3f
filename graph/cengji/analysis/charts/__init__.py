"""Charts of analyses, fit for a paper: what they show as plain records, and drawings of these by matplotlib (extra ``charts``)."""

from cengji.analysis.charts.drawing import draw_chart, write_chart
from cengji.analysis.charts.records import Chart, Item, Mark
from cengji.analysis.charts.selection import chart_of

__all__ = ["Chart", "Item", "Mark", "chart_of", "draw_chart", "write_chart"]
