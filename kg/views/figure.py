"""Pictures for papers and slides: matrix, columns or network, with title, legend and source line."""

from __future__ import annotations

from kg.views.caption import Caption, foot, head, source
from kg.views.contents import Contents
from kg.views.draw_columns import draw_columns
from kg.views.draw_matrix import draw_matrix
from kg.views.draw_network import draw_network
from kg.views.sheet import Sheet


def figure(contents: Contents, view: str, format_: str, *, title: str, tool: str) -> bytes:
    """The picture as a file of ``format_`` ("svg", "png", "pdf"); ``view`` is matrix, columns or network.

    The same contents give the same bytes with the same release of matplotlib. What has no room is counted
    in the picture.
    """
    caption = Caption(title, tool, source(contents))
    if not contents.nodes:
        sheet = _empty(caption)
    elif view == "columns":
        sheet = draw_columns(contents, caption)
    elif view == "network":
        sheet = draw_network(contents, caption)
    else:
        sheet = draw_matrix(contents, caption)
    return sheet.saved(format_, title, tool)


def _empty(caption: Caption) -> Sheet:
    sheet = Sheet(640, 170)
    head(sheet, caption)
    sheet.text(20, 84, "No diplomatic event was found.", 14)
    foot(sheet, caption, [], 120, "")
    return sheet
