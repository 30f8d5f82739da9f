"""Who, what and why in three columns, as a picture."""

from __future__ import annotations

from kg.views.caption import Caption, foot, head, head_height, kinds_of, left_out, when
from kg.views.contents import Contents, Node
from kg.views.exports import COLOURS
from kg.views.grid import by_day, grid
from kg.views.sheet import FAINT, STRONG, Sheet, wrapped

Box = tuple[float, float, float, float, list[str], Node]


def draw_columns(contents: Contents, caption: Caption) -> Sheet:
    """Actors, meetings, issues and places, with a line for each statement."""
    wide = 1040.0
    rooms, xs = (260.0, 380.0, 240.0), (20.0, 360.0, 780.0)
    cells = grid(contents, len(contents.nodes))
    meetings = {row.iri for row in cells.rows}
    near = {
        iri
        for it in contents.statements
        for iri in (it.subject, it.object)
        if {it.subject, it.object} & meetings
    }
    top = head_height(wide, caption) + 18
    groups: tuple[list[tuple[str, list[Node]]], ...] = (
        [(side.name, list(side.actors)) for side in cells.sides],
        [("", sorted(cells.rows, key=by_day))],
        [
            (name, [node for node in contents.nodes if node.kind == kind and node.iri in near])
            for kind, name in (("issue", "Issues"), ("place", "Places"))
        ],
    )
    boxes: dict[str, Box] = {}
    words: list[tuple[float, float, str]] = []
    bottom = top
    for column, own in enumerate(groups):
        y = top + 16
        for name, nodes in own:
            if name and nodes:
                words.append((xs[column], y + 12, wrapped(name, rooms[column], 12.5, 1, bold=True)[0]))
                y += 22
            for node in nodes:
                lines = wrapped(node.label, rooms[column] - 46, 12.5, 2)
                high = 12.0 + 17 * len(lines) + (16 if node.is_event else 0)
                boxes[node.iri] = (xs[column], y, rooms[column], high, lines, node)
                y += high + 8
            y += 8 if nodes else 0
        bottom = max(bottom, y)
    sheet = Sheet(wide, bottom + 70)
    head(sheet, caption)
    for x, name in zip(xs, ("WHO", "WHAT, EARLIEST FIRST", "WHY AND WHERE"), strict=True):
        sheet.text(x, top, name, 11, FAINT, bold=True)
    for x, y, name in words:
        sheet.text(x, y, name, 12.5, bold=True)
    _columns_links(sheet, contents, boxes)
    for x, y, room, high, lines, node in boxes.values():
        sheet.box(
            x, y, room, high, COLOURS[node.kind], round_=3 if node.is_event or node.kind == "state" else 12
        )
        sheet.shape(node.kind, x + 18, y + high / 2, 5.5)
        for number, line in enumerate(lines):
            sheet.text(x + 36, y + 20 + 17 * number, line, 12.5)
        if node.is_event:
            sheet.text(
                x + 36, y + 19 + 17 * len(lines), wrapped(when(node), room - 46, 11.5, 1)[0], 11.5, FAINT
            )
    drawn = [it[-1] for it in boxes.values()]
    foot(sheet, caption, kinds_of(drawn), bottom + 24, left_out(contents))
    return sheet


def _columns_links(sheet: Sheet, contents: Contents, boxes: dict[str, Box]) -> None:
    for it in contents.statements:
        if it.subject in boxes and it.object in boxes and it.relation != "country":
            one, other = sorted((boxes[it.subject], boxes[it.object]), key=lambda box: box[0])
            if one[0] != other[0]:
                start, end = (one[0] + one[2], one[1] + one[3] / 2), (other[0], other[1] + other[3] / 2)
                dash = "--" if it.relation.endswith(("-planned", "-off")) else "-"
                sheet.curve(start, end, STRONG, dash)
