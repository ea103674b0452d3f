"""The sheet that a chart is drawn on: texts, lines and areas in millimetres from the upper left, in one font, light or dark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from cengji.analysis.charts.records import Sureness
from cengji.analysis.records import Words
from cengji.core.extras import require_extra
from cengji.core.texts import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["COLUMNS", "SMALL", "THEMES", "Sheet", "Theme", "number_text"]

COLUMNS: Final = {1: 85.0, 2: 178.0}
"""The width in millimetres of one column of a journal, and of two."""
SMALL: Final = 6.0
"""The smallest letters, in points."""
MARGIN: Final = 1.5
_MM: Final = 25.4 / 72
_SLACK: Final = 1.04  # renderers space letters by whole dots
_STRAIGHT: Final = str.maketrans("‘’“”", "''\"\"")  # fonts with Chinese characters have curved marks as wide as these
_WORD: Final = re.compile(
    r"[（“《]?[\u2e80-\u9fff\uf900-\uffef](?:[，。；：、）》”！？%])*|(?:[^\s\u2e80-\uffef]|\u00a0)+[，。；：、）》”！？]*\s*|\s+"
)


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours: of the paper, of letters and lines, of values, from the least to the most of a matrix."""

    paper: str
    ink: str
    quiet: str
    rule: str
    value: str
    disputed: str
    ramp: tuple[str, str]


THEMES: Final = {
    "light": Theme("#ffffff", "#1a1a1a", "#595959", "#cfcfcf", "#1f5b99", "#b0480c", ("#eef3f8", "#1f5b99")),
    "dark": Theme("#14181d", "#f0f0f0", "#b4bbc3", "#454d57", "#86b6ea", "#f2a56f", ("#212a34", "#86b6ea")),
}


@dataclass(slots=True)
class Sheet:
    """What is to be drawn, in order; ``width`` is that of the paper, ``y`` how far down it is filled."""

    width: float
    language: Language
    theme: Theme
    family: str
    y: float = MARGIN
    _steps: list[Callable[[Axes], object]] = field(default_factory=list)

    @property
    def right(self) -> float:
        """Where the margin on the right begins."""
        return self.width - MARGIN

    def say(self, words: Words) -> str:
        """Return words in the language of the sheet."""
        return self.plain(words.of(self.language))

    def plain(self, text: str) -> str:
        """Return an English text with straight quotation marks, a Chinese one as it is."""
        return text.translate(_STRAIGHT) if self.language == "en" else text

    def measure(self, text: str, size: float = SMALL) -> float:
        """Return how wide a text of a size in points is, in millimetres."""
        return _measure(text, self.family, size)

    def balance(self, text: str, width: float, most: int) -> list[str]:
        """Return the lines of a label, of about the same length."""
        lines = self.wrap(text, width, most=most)
        for share in (0.55, 0.65, 0.75, 0.85, 0.93) if len(lines) > 1 and not lines[-1].endswith("…") else ():
            even = self.wrap(text, width * share, most=most)
            if len(even) == len(lines) and not even[-1].endswith("…"):
                return even
        return lines

    def wrap(self, text: str, width: float, size: float = SMALL, most: int = 9) -> list[str]:
        """Return the lines of a text; where there are more than ``most``, the last ends in an ellipsis."""
        text, lines = self.plain(text), [""]
        for word in _WORD.findall(text):
            if lines[-1] and self.measure(lines[-1] + word.rstrip(), size) > width + 0.2:
                lines[-1] = lines[-1].rstrip()
                lines.append("")
            lines[-1] += word
        lines = [line.rstrip() for line in lines]
        if len(lines) > most:
            lines = lines[:most]
            while lines[-1] and self.measure(lines[-1] + "…", size) > width:
                lines[-1] = lines[-1][:-1]
            lines[-1] += "…"
        return lines

    def text(self, x: float, y: float, text: str, *, size: float = SMALL, colour: str = "", at: str = "left", turned: bool = False) -> None:
        """Put a text with its middle at this height; ``at`` is left, center or right of x, ``turned`` upwards from y."""
        colour = colour or self.theme.ink
        turn: dict[str, Any] = {"rotation": 90, "ha": "center", "va": "bottom"} if turned else {"ha": at, "va": "center_baseline"}
        self._steps.append(lambda axes: axes.text(x, y, text, fontsize=size, color=colour, parse_math=False, **turn))

    def paragraph(self, text: str, *, size: float = SMALL, colour: str = "", leading: float = 1.35) -> None:
        """Put a text in lines over the whole width, and go on below it."""
        for line in self.wrap(text, self.right - MARGIN, size):
            self.y += size * leading * _MM
            self.text(MARGIN, self.y - size * leading * _MM / 2, line, size=size, colour=colour)

    def line(self, x: float, y: float, x2: float, y2: float, *, colour: str = "", width: float = 0.5, dashed: bool = False) -> None:
        """Draw a line, ``width`` in points."""
        colour, style = colour or self.theme.rule, (0, (2, 1.5)) if dashed else "-"
        self._steps.append(lambda axes: axes.plot([x, x2], [y, y2], color=colour, linewidth=width, linestyle=style, solid_capstyle="butt"))

    def area(self, corners: list[tuple[float, float]], colour: str, *, edge: str = "none", hatched: bool = False) -> None:
        """Fill an area."""

        def draw(axes: Axes) -> None:
            from matplotlib.patches import Polygon

            axes.add_patch(
                Polygon(corners, closed=True, facecolor=colour, edgecolor=edge, linewidth=0.5, hatch="////" if hatched else None)
            )

        self._steps.append(draw)

    def box(self, x: float, y: float, width: float, height: float, colour: str, *, edge: str = "none") -> None:
        """Fill a rectangle whose upper left corner is x, y."""
        self.area([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], colour, edge=edge)

    def frame(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Draw the edge of a rectangle."""
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
        self._steps.append(lambda axes: axes.plot(*zip(*corners, strict=True), color=colour, linewidth=0.9, solid_joinstyle="miter"))

    def point(self, x: float, y: float, sureness: Sureness, *, size: float = 4.2) -> None:
        """Put a mark: filled where all is stated, hollow where something is inferred, a hollow diamond where it is disputed."""
        theme = self.theme
        colour = theme.disputed if sureness == "disputed" else theme.value
        inside, shape = (colour if sureness == "stated" else theme.paper), "D" if sureness == "disputed" else "o"
        self._steps.append(
            lambda axes: axes.plot(
                [x], [y], shape, markersize=size * (0.85 if shape == "D" else 1), markerfacecolor=inside, markeredgecolor=colour,
                markeredgewidth=0.9, zorder=3,
            )
        )  # fmt: skip

    def arrow(self, x: float, y: float, *, rightwards: bool, colour: str) -> None:
        """Put the head of an arrow with its tip at x."""
        back = x - 1.3 if rightwards else x + 1.3
        self.area([(x, y), (back, y - 0.8), (back, y + 0.8)], colour)

    def figure(self) -> Figure:
        """Return the sheet as a figure of matplotlib, as high as it is filled."""
        with require_extra("charts"):
            from matplotlib.figure import Figure
        height = self.y + MARGIN
        figure = Figure(figsize=(self.width / 25.4, height / 25.4), facecolor=self.theme.paper)
        axes = figure.add_axes((0, 0, 1, 1), facecolor="none")
        axes.set_xlim(0, self.width)
        axes.set_ylim(height, 0)
        axes.set_axis_off()
        for step in self._steps:
            step(axes)
        axes.set_xlim(0, self.width)
        axes.set_ylim(height, 0)
        return figure

    def row_labels(self, labels: list[str], width: float) -> Iterator[tuple[list[str], float]]:
        """Yield for each label its lines, six at most, and the height of its row."""
        for label in labels:
            lines = self.balance(label, width, most=6)
            yield lines, len(lines) * SMALL * 1.15 * _MM + 0.7

    def label(self, lines: list[str], right: float, middle: float) -> None:
        """Put the lines of a label to the left of x, around a height."""
        for number, line in enumerate(lines):
            self.text(right, middle + (number - (len(lines) - 1) / 2) * SMALL * 1.15 * _MM, line, at="right")


@cache
def _measure(text: str, family: str, size: float) -> float:
    with require_extra("charts"):
        from matplotlib.font_manager import FontProperties
        from matplotlib.textpath import text_to_path
    width, _, _ = text_to_path.get_text_width_height_descent(text, FontProperties(family=family, size=size), ismath=False)
    return float(width) * _MM * _SLACK


def number_text(number: float) -> str:
    """Return a number as it is printed in a chart: whole, or with three significant digits.

    >>> number_text(21.0), number_text(7.357142), number_text(0.5661), number_text(154.5)
    ('21', '7.36', '0.566', '154.5')
    """
    if number == int(number):
        return f"{int(number):,}"
    return f"{number:,.1f}" if abs(number) >= 100 else f"{number:.3g}"
