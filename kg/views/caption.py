"""What stands around a drawing: title, legend, what was left out, and the source line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.views.contents import KINDS, Contents, Node
from kg.views.sheet import FAINT, Sheet, width, wrapped

KIND_WORDS = {kind: kind.capitalize() for kind in KINDS} | {"organization": "Organisation"}


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands around a drawing."""

    title: str
    tool: str
    source: str


def source(contents: Contents) -> str:
    """The only article with publisher and date, else how many there are."""
    if len(contents.sources) == 1:
        (one,) = contents.sources
        return ", ".join(filter(None, (one.title or one.id, one.publisher, one.published)))
    return f"{len(contents.sources):,} articles"


def head(sheet: Sheet, caption: Caption) -> None:
    """Draw the title, two lines at most."""
    for place, line in enumerate(wrapped(caption.title, sheet.width - 40, 18, 2, bold=True)):
        sheet.text(20, 34 + 23 * place, line, 18, bold=True)


def head_height(wide: float, caption: Caption) -> float:
    """How many pixels the title takes."""
    return 30 + 23 * len(wrapped(caption.title, wide - 40, 18, 2, bold=True))


def foot(sheet: Sheet, caption: Caption, kinds: list[str], top: float, note: str) -> None:
    """Draw the legend of kinds, then the source line."""
    x = 20.0
    for kind in kinds:
        words = KIND_WORDS[kind]
        sheet.shape(kind, x + 8, top - 4, 5)
        sheet.text(x + 20, top, words, 12, FAINT)
        x += 38 + width(words, 12)
    source_line(sheet, caption, top + 24, note)


def source_line(sheet: Sheet, caption: Caption, y: float, note: str) -> None:
    """Draw what was left out, where the words are from, and what drew them."""
    line = " ".join(filter(None, (note, f"Source: {caption.source}. Drawn by {caption.tool}.")))
    sheet.text(20, y, wrapped(line, sheet.width - 40, 11.5, 1)[0], 11.5, FAINT)


def kinds_of(nodes: Sequence[Node]) -> list[str]:
    """The kinds of the nodes in the order of legends."""
    return [kind for kind in KINDS if any(node.kind == kind for node in nodes)]


def left_out(contents: Contents, drawn: int | None = None) -> str:
    """``"80 of 412 nodes, by number of meetings."``, or nothing where all are drawn."""
    shown = len(contents.nodes) if drawn is None else drawn
    return f"{shown:,} of {contents.total:,} nodes, by number of meetings." if shown < contents.total else ""


def when(event: Node) -> str:
    """The date of an event, that it is inferred, and its status unless held."""
    status = f" · {event.status}" if event.status not in {"", "held"} else ""
    return f"{event.when}{' (inferred)' if event.inferred else ''}{status}"
