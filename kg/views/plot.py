"""Counts of a graph as bars: meetings over time, actors and issues by their meetings."""

from __future__ import annotations

from collections import Counter

from kg.views.caption import Caption, head, head_height, source, source_line
from kg.views.contents import Contents
from kg.views.exports import COLOURS
from kg.views.sheet import EVENT, FAINT, LINE, Sheet, wrapped

WIDTH, ROW, MOST = 900.0, 23.0, 12


def plot(contents: Contents, format_: str, *, title: str, tool: str) -> bytes:
    """The picture as a file of ``format_`` ("svg", "png", "pdf"): groups of bars with their numbers."""
    caption = Caption(title, tool, source(contents))
    meetings = [node for node in contents.nodes if node.kind == "meeting"]
    years = Counter(node.day[:4] or "undated" for node in meetings)
    actors = [(node.label, node.meetings, COLOURS[node.kind]) for node in contents.nodes if node.is_actor]
    issues = [
        (node.label, node.meetings, COLOURS["issue"]) for node in contents.nodes if node.kind == "issue"
    ]
    groups = [
        ("Meetings by year", _years(years)),
        ("Actors by meetings", _most(actors)),
        ("Issues by meetings", _most(issues)),
    ]
    shown = [(name, bars) for name, bars in groups if bars]
    top = head_height(WIDTH, caption) + 10
    high = top + sum(44 + ROW * len(bars) for _, bars in shown) + 50
    sheet = Sheet(WIDTH, max(high, top + 90))
    head(sheet, caption)
    if not shown:
        sheet.text(20, top + 20, "No meeting was found.", 14)
    y = top
    for name, bars in shown:
        y = _group(sheet, name, bars, y)
    source_line(sheet, caption, sheet.height - 18, "")
    return sheet.saved(format_, title, tool)


def _years(years: Counter[str]) -> list[tuple[str, int, str]]:
    """Every year from the first to the last, decades where there are too many; undated last."""
    known = sorted(int(year) for year in years if year.isdecimal())
    bars: list[tuple[str, int, str]] = []
    if known:
        step = 1 if known[-1] - known[0] < 25 else 10 if known[-1] - known[0] < 250 else 100
        for first in range(known[0] // step * step, known[-1] + 1, step):
            count = sum(years[f"{year:04}"] for year in range(first, first + step))
            bars.append((str(first) if step == 1 else f"{first}–{first + step - 1}", count, EVENT))
    if years["undated"]:
        bars.append(("undated", years["undated"], FAINT))
    return bars


def _most(bars: list[tuple[str, int, str]]) -> list[tuple[str, int, str]]:
    counted = sorted((it for it in bars if it[1]), key=lambda it: (-it[1], it[0]))
    return counted[:MOST]


def _group(sheet: Sheet, name: str, bars: list[tuple[str, int, str]], y: float) -> float:
    left, most = 300.0, max(count for _, count, _ in bars)
    sheet.text(20, y + 20, name, 13.5, bold=True)
    y += 32
    for label, count, colour in bars:
        line = wrapped(label, left - 40, 12.5, 1)[0]
        sheet.text(left - 12, y + 14, line, 12.5, anchor="right")
        long = (sheet.width - left - 70) * count / most
        if count:
            sheet.bar(left, y + 3, long, ROW - 8, colour)
        sheet.text(left + long + 8, y + 14, f"{count:,}", 12, FAINT)
        y += ROW
    sheet.line([(left, y - ROW * len(bars)), (left, y)], LINE)
    return y + 12
