"""The network as a picture."""

from __future__ import annotations

from kg.views.caption import Caption, foot, head, head_height, kinds_of
from kg.views.contents import Contents
from kg.views.netplan import plan
from kg.views.sheet import INK, PAPER, Sheet


def draw_network(contents: Contents, caption: Caption) -> Sheet:
    """Meetings with everyone and everything tied to them."""
    drawn = plan(contents)
    top = head_height(drawn.width, caption)
    sheet = Sheet(drawn.width, top + drawn.height + 70)
    head(sheet, caption)
    for start, end, dashed in drawn.links:
        points = [(start[0], start[1] + top), (end[0], end[1] + top)]
        sheet.line(points, "#c3c8cf", 1, "--" if dashed else "-")
    for spot in drawn.spots:
        sheet.dot(spot.x, spot.y + top, spot.radius * 1.55, colour=PAPER)
        sheet.shape(spot.node.kind, spot.x, spot.y + top, spot.radius)
        if spot.label is not None:
            x, y, wide, _ = spot.label
            middle = abs(x + wide / 2 - spot.x) < 1
            anchor = "center" if middle else "left" if x >= spot.x else "right"
            at = spot.x if middle else x if anchor == "left" else x + wide
            for number, line in enumerate(spot.lines):
                sheet.text(at, y + top + 11.5 + 15 * number, line, 12, INK, anchor=anchor)
    missing = sum(spot.label is None for spot in drawn.spots)
    shown = len(drawn.spots)
    few = f"Meetings and what is tied to them: {shown:,} of {contents.total:,} nodes."
    notes = [few if shown < contents.total else "", f"{missing} labels had no room." if missing else ""]
    legend = kinds_of([spot.node for spot in drawn.spots])
    foot(sheet, caption, legend, top + drawn.height + 24, " ".join(filter(None, notes)))
    return sheet
