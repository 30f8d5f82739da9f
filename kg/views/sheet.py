"""A sheet to draw on in pixels, from the top left corner: words, lines, dots and the shapes of kinds.

All text is plain: no markup and no mathematics is read in it. Widths are those of the font that ships with
matplotlib, so that a drawing is the same on every machine.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.patches import Circle, FancyBboxPatch, PathPatch, Polygon
from matplotlib.path import Path as Outline

from kg.views.exports import COLOURS

INK, FAINT, LINE, STRONG, PAPER, EVENT = "#1a2028", "#5b6470", "#dcdfe3", "#9aa3ae", "#fbfbfa", "#d55e00"
FONT = "DejaVu Sans"
DPI = 100
#: Points of the shapes of kinds for a size of 1, centred.
_POINTS: dict[str, Sequence[tuple[float, float]]] = {
    "state": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "organization": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "group": ((-1.1, 0), (-0.55, -1), (0.55, -1), (1.1, 0), (0.55, 1), (-0.55, 1)),
    "issue": ((0, -1), (1.1, 0.9), (-1.1, 0.9)),
    "place": ((0, 1), (1.1, -0.9), (-1.1, -0.9)),
    "meeting": ((-1.5, -0.8), (1.5, -0.8), (1.5, 0.8), (-1.5, 0.8)),
    "act": ((-1.3, -0.9), (1.3, -0.9), (1.3, 0.5), (-0.1, 0.5), (-0.7, 1.1), (-0.7, 0.5), (-1.3, 0.5)),
    "change": ((-1.4, -0.75), (0.6, -0.75), (1.5, 0), (0.6, 0.75), (-1.4, 0.75)),
    "process": ((-1.4, 0), (-0.9, -0.75), (0.9, -0.75), (1.4, 0), (0.9, 0.75), (-0.9, 0.75)),
}


class Sheet:
    """A drawing of ``width`` by ``height`` pixels under way."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor=PAPER)
        FigureCanvasAgg(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)
        self._axes.axis("off")

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 13,
        colour: str = INK,
        *,
        bold: bool = False,
        anchor: str = "left",
        turn: float = 0,
    ) -> None:
        """Words on the base line at ``y``; ``size`` in pixels; ``turn`` in degrees against the clock."""
        self._axes.text(
            x,
            y,
            words,
            fontsize=size * 72 / DPI,
            color=colour,
            family=FONT,
            weight="bold" if bold else "normal",
            ha=anchor,
            va="baseline",
            rotation=turn,
            rotation_mode="anchor",
            parse_math=False,
        )

    def line(
        self, points: Sequence[tuple[float, float]], colour: str = LINE, wide: float = 1, dash: str = "-"
    ) -> None:
        """A line through the points; ``dash`` as matplotlib writes it."""
        xs, ys = zip(*points, strict=True)
        self._axes.plot(xs, ys, color=colour, linewidth=wide * 72 / DPI, linestyle=dash, zorder=1)

    def curve(
        self, start: tuple[float, float], end: tuple[float, float], colour: str = STRONG, dash: str = "-"
    ) -> None:
        """A line that leaves and arrives level."""
        bend = (end[0] - start[0]) / 2
        points = [start, (start[0] + bend, start[1]), (end[0] - bend, end[1]), end]
        outline = Outline(points, [Outline.MOVETO, *[Outline.CURVE4] * 3])
        patch = PathPatch(outline, fill=False, edgecolor=colour, linewidth=0.9, linestyle=dash, zorder=1)
        self._axes.add_patch(patch)

    def dot(
        self, x: float, y: float, radius: float = 6.5, *, ring: bool = False, colour: str = EVENT
    ) -> None:
        """A filled dot or a ring."""
        fill = PAPER if ring else colour
        self._axes.add_patch(
            Circle((x, y), radius, facecolor=fill, edgecolor=colour, linewidth=1.7, zorder=3)
        )

    def shape(self, kind: str, x: float, y: float, size: float = 6) -> None:
        """The shape of a kind of node, in its colour."""
        colour = COLOURS[kind]
        if kind == "person":
            self._axes.add_patch(Circle((x, y), size, facecolor=colour, linewidth=0, zorder=3))
            return
        points = [(x + size * dx, y + size * dy) for dx, dy in _POINTS[kind]]
        self._axes.add_patch(Polygon(points, closed=True, facecolor=colour, linewidth=0, zorder=3))

    def box(self, x: float, y: float, wide: float, high: float, colour: str, *, round_: float = 3) -> None:
        """A box with an outline."""
        style = f"round,pad=0,rounding_size={round_}"
        patch = FancyBboxPatch(
            (x, y), wide, high, style, facecolor="#ffffff", edgecolor=colour, linewidth=0.9, zorder=2
        )
        self._axes.add_patch(patch)

    def bar(self, x: float, y: float, wide: float, high: float, colour: str) -> None:
        """A filled bar."""
        points = [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]
        self._axes.add_patch(Polygon(points, closed=True, facecolor=colour, linewidth=0, zorder=2))

    def saved(self, format_: str, title: str, tool: str) -> bytes:
        """The file: "svg", "png" or "pdf". No clock and no random number in it."""
        out = io.BytesIO()
        facts: dict[str, dict[str, str | None]] = {
            "svg": {"Title": title, "Creator": tool, "Date": None},
            "pdf": {"Title": title, "Creator": tool, "Producer": None, "CreationDate": None},
            "png": {"Title": title.encode("latin-1", "replace").decode("latin-1"), "Software": tool},
        }
        settings: Any = {
            "svg.fonttype": "none",
            "svg.hashsalt": "diplokg",
            "pdf.fonttype": 42,
            "path.simplify": False,
        }
        with rc_context(settings), _quietly():
            self._figure.savefig(
                out, format=format_, dpi=DPI * (2 if format_ == "png" else 1), metadata=facts[format_]
            )
        return out.getvalue()


@contextmanager
def _quietly() -> Iterator[None]:
    """Characters that the font lacks are drawn as boxes, without a warning for each."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        yield


@cache
def _font(bold: bool) -> str:
    return str(findfont(FontProperties(family=FONT, weight="bold" if bold else "normal")))


@cache
def width(words: str, size: float = 13, bold: bool = False) -> float:
    """The width of the words in pixels."""
    font = get_font(_font(bold))
    font.set_size(size, 72)
    with _quietly():
        font.set_text(words, 0)
    return float(font.get_width_height()[0]) / 64


def wrapped(words: str, room: float, size: float = 13, most: int = 2, bold: bool = False) -> list[str]:
    """Lines that fit into ``room`` pixels, ``most`` at most; what is left out shows as ``…``."""
    lines: list[str] = []
    line = ""
    for word in words[:400].split():
        longer = f"{line} {word}".strip()
        if not line or width(longer, size, bold) <= room:
            line = longer
        else:
            lines.append(line)
            line = word
    lines += [line] if line else []
    kept = lines[:most]
    if len(lines) > most or len(words) > 400:
        kept[-1] += " …"
    return [_fitted(it, room, size, bold) for it in kept]


def _fitted(words: str, room: float, size: float, bold: bool) -> str:
    if width(words, size, bold) <= room:
        return words
    while len(words) > 1 and width(f"{words}…", size, bold) > room:
        words = words[:-1].rstrip(" …")
    return f"{words}…"
