"""One HTML file that shows the contents: no request leaves it, and no text of an article can act in it."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from kg.views.contents import RELATIONS, Contents, Node, Statement
from kg.views.passages import Extent
from kg.views.payload import dumped, payload

STATIC = Path(__file__).parent / "static"
#: Statements in the table for readers without JavaScript; more would make the page slow for all others.
PLAIN_ROWS = 2_000
_POLICY = (
    "default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; img-src data: blob:; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)


def page(
    contents: Contents,
    *,
    title: str,
    tool: str,
    extent: Extent = "sentences",
    view: str = "matrix",
    theme: str = "auto",
    home: str = "",
) -> str:
    """The page, ending with a line feed; the same contents give the same page.

    ``extent`` says how much of the articles is quoted: the sentences with evidence, all of the text, or none.
    ``view`` is what opens first (matrix, columns, network, table), ``theme`` auto, light or dark. ``home`` is
    the address of an explorer that has a page of each node, where there is one.
    """
    data = payload(contents, title=title, tool=tool, extent=extent, view=view, theme=theme, home=home)
    style, script = built("view.css"), built("view.js")
    policy = _POLICY.format(script=_hash(script), style=_hash(style))
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="en" data-theme="{escape(theme)}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f'<meta name="generator" content="{escape(tool)}">',
            f"<title>{escape(title)}</title>",
            '<link rel="icon" href="data:,">',
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            f"<noscript>{_plain(contents, data, extent)}</noscript>",
            f'<script type="application/json" id="data">{dumped(data)}</script>',
            f"<script>{script}</script>",
            "</body>",
            "</html>",
            "",
        )
    )


@cache
def built(name: str) -> str:
    """A file that ``web/`` builds; read once."""
    return (STATIC / name).read_text(encoding="utf-8").strip()


def _hash(words: str) -> str:
    return base64.b64encode(hashlib.sha256(words.encode("utf-8")).digest()).decode("ascii")


def _plain(contents: Contents, data: dict[str, Any], extent: Extent) -> str:
    """The statements as a table, for readers without JavaScript."""
    title = escape(data["meta"]["title"])
    shown = contents.statements[:PLAIN_ROWS]
    nodes = {node.iri: node for node in contents.nodes}
    rows = "".join(_plain_row(it, nodes, contents, extent) for it in shown)
    if not shown:
        return f"<main><h1>{title}</h1><p>No diplomatic event was found.</p></main>"
    more = (
        f"<p>The first {len(shown):,} of {len(contents.statements):,} statements.</p>"
        if len(shown) < len(contents.statements)
        else ""
    )
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Statement", "When", "Words", "Source"))
    return (
        f"<main><h1>{title}</h1><p>The drawings of this page need JavaScript; all statements stand here.</p>"
        f"{more}<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></main>"
    )


def _plain_row(it: Statement, nodes: dict[str, Node], contents: Contents, extent: Extent) -> str:
    subject, object_ = nodes[it.subject], nodes[it.object]
    event = object_ if object_.is_event else subject
    quotes = " … ".join(dict.fromkeys(stretch.quote for stretch in it.evidence)) if extent != "none" else ""
    sources = dict.fromkeys(contents.sources[stretch.source] for stretch in it.evidence)
    said = f"{subject.label} {RELATIONS[it.relation][0]} {object_.label}"
    if it.detail:
        said += f" ({it.detail})"
    cells = (said, event.when, quotes, "; ".join(source.title or source.id for source in sources))
    return "<tr>" + "".join(f"<td><bdi>{escape(cell)}</bdi></td>" for cell in cells) + "</tr>"
