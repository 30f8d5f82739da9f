"""Markdown to what an article holds: its front matter, its heading, and its words without markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*?)[ \t]*$")
_QUOTED = re.compile(r"""^(["'])(.*)\1$""")


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The ``key: value`` lines between two lines ``---`` at the start, and the text that follows them.

    Keys are lower-cased, quotes around values removed; lists and nested values are passed over. Without
    front matter the text comes back as it is.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    fields: dict[str, str] = {}
    for line in (match[1] or "").splitlines():
        field = _FIELD.match(line)
        if field and field[2]:
            quoted = _QUOTED.match(field[2])
            value = quoted[2].strip() if quoted else field[2]
            fields |= {field[1].lower(): value} if value else {}
    return fields, text[match.end() :]


def plain_text(markdown: str) -> tuple[str, str | None]:
    """The words of a Markdown text, blocks apart by blank lines, and the heading with which it begins.

    Emphasis, link targets, images, HTML and rules are left out; code keeps its characters; line breaks
    inside a paragraph stay. A heading "# Talks" and a paragraph "*Two* envoys met." give the blocks "Talks"
    and "Two envoys met." and the heading "Talks"; a text that begins with a paragraph has none.
    """
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    blocks = [(kind, words) for kind, words in _blocks(tokens) if words.strip()]
    if not blocks:
        return "", None
    heading = blocks[0][1] if blocks[0][0] == "heading_open" else None
    return "\n\n".join(words for _, words in blocks) + "\n", heading


def _blocks(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    opened = ""
    for token in tokens:
        if token.type == "inline":
            yield opened, "".join(_words(token.children or [])).strip()
        elif token.type in ("fence", "code_block"):
            yield token.type, token.content.rstrip("\n")
        elif token.nesting == 1:
            opened = token.type


def _words(children: list[Token]) -> Iterator[str]:
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif child.type in ("text", "code_inline", "text_special"):
            yield child.content
