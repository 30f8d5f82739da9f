"""The matrix as a picture: who was at which meeting."""

from __future__ import annotations

from kg.views.caption import Caption, head, head_height, left_out, source_line, when
from kg.views.contents import Contents, Node
from kg.views.grid import OPEN, PRESENT, Grid, grid
from kg.views.sheet import EVENT, FAINT, LINE, STRONG, Sheet, width, wrapped

#: Actors for whom there is room on a page.
COLUMNS = 24


def draw_matrix(contents: Contents, caption: Caption) -> Sheet:
    """The meetings in rows by time, the actors in columns by side."""
    cells = grid(contents, COLUMNS)
    names = [wrapped(actor.label, 190, 12, 2) for actor in cells.columns]
    left, step, room = 330.0, 32.0, 250.0
    xs, x = [], left + 16
    for side in cells.sides:
        for _ in side.actors:
            xs.append(x)
            x += step
        x += 14
    reach = max([0.0, *(max(width(line, 12) for line in name) for name in names)]) + 24
    about = x + 18
    wide = max(about + room, 660)
    top = head_height(wide, caption) + reach * 0.86 + 14
    issues = {event.iri: _issues(contents, event.iri) for event in cells.rows}
    rows: list[tuple[str | list[str], float, tuple[Node, float, list[str]] | None]] = []
    y, year = top, ""
    for event in cells.rows:
        if (event.day[:4] or "Undated") != year:
            year = event.day[:4] or "Undated"
            y += 28
            rows.append((year, y, None))
        title, chips = wrapped(event.label, left - 44, 13, 3), wrapped(issues[event.iri], room - 24, 12, 4)
        high = float(max(34 + 17 * len(title), 18 + 16 * len(chips)))
        rows.append((title, y, (event, high, chips)))
        y += high
    sheet = Sheet(wide, y + 100)
    head(sheet, caption)
    for place, (actor, name) in enumerate(zip(cells.columns, names, strict=True)):
        sheet.line([(xs[place], top), (xs[place], y)], LINE)
        sheet.shape(actor.kind, xs[place], top - 9, 5)
        for number, line in enumerate(name):
            sheet.text(xs[place] + 10 + 14 * number * 0.86, top - 16 + 14 * number * 0.5, line, 12, turn=60)
    for words, at, what in rows:
        if what is None:
            sheet.text(20, at - 9, str(words), 12.5, FAINT, bold=True)
        else:
            _matrix_row(sheet, cells, xs, (list(words), at, *what), about)
    _sides(sheet, cells, xs, y)
    note = f"{len(cells.columns)} of {len(cells.columns) + cells.hidden} actors." if cells.hidden else ""
    _matrix_foot(sheet, caption, y + 62, " ".join(filter(None, (note, left_out(contents)))))
    return sheet


def _matrix_row(
    sheet: Sheet,
    cells: Grid,
    xs: list[float],
    row: tuple[list[str], float, Node, float, list[str]],
    about: float,
) -> None:
    title, y, event, high, chips = row
    sheet.line([(20, y), (sheet.width - 20, y)], LINE)
    for number, line in enumerate(title):
        sheet.text(20, y + 21 + 17 * number, line, 13)
    sheet.text(20, y + 21 + 17 * len(title), wrapped(when(event), 290, 12, 1)[0], 12, FAINT)
    middle, ties = y + high / 2, cells.ties[event.iri]
    there = [xs[place] for place, actor in enumerate(cells.columns) if actor.iri in ties]
    if len(there) > 1:
        sheet.line(
            [(there[0], middle), (there[-1], middle)], EVENT, 2.4, "--" if event.status in OPEN else "-"
        )
    for place, actor in enumerate(cells.columns):
        if actor.iri in ties:
            sheet.dot(xs[place], middle, ring=ties[actor.iri] not in PRESENT)
    for number, line in enumerate(chips):
        sheet.text(about, middle + 4 - 8 * (len(chips) - 1) + 16 * number, line, 12, FAINT)


def _issues(contents: Contents, event: str) -> str:
    labels = {node.iri: node.label for node in contents.nodes}
    ordered = sorted(
        (it.tie != "place", labels[it.object])
        for it in contents.statements
        if it.subject == event and it.tie in {"about", "place"}
    )
    return " · ".join(label for _, label in ordered)


def _sides(sheet: Sheet, cells: Grid, xs: list[float], y: float) -> None:
    place = 0
    for side in cells.sides:
        first, last = xs[place], xs[place + len(side.actors) - 1]
        sheet.line([(first - 11, y + 10), (last + 11, y + 10)], STRONG, 3)
        alone = len(side.actors) == 1 and side.actors[0].label == side.name
        if not alone:
            label = wrapped(side.name, max(last - first + 34, 36), 12, 1)
            sheet.text(first - 11, y + 28, label[0] if label else "", 12, FAINT)
        place += len(side.actors)


def _matrix_foot(sheet: Sheet, caption: Caption, top: float, note: str) -> None:
    x = 20.0
    for ring, words in ((False, "took part or spoke"), (True, "a party, addressed or cited")):
        sheet.dot(x + 7, top - 4, 5, ring=ring)
        sheet.text(x + 20, top, words, 12, FAINT)
        x += 40 + width(words, 12)
    for dash, words in (("-", "held"), ("--", "planned or called off")):
        sheet.line([(x, top - 4), (x + 24, top - 4)], EVENT, 2.4, dash)
        sheet.text(x + 32, top, words, 12, FAINT)
        x += 52 + width(words, 12)
    source_line(sheet, caption, top + 24, note)
