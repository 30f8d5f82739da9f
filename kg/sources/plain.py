"""Articles from plain text and Markdown: one for each file."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import SourceError
from kg.sources.decode import decode
from kg.sources.limits import MAX_TEXT
from kg.sources.record import Record, Source, read_whole

_NAMES = {
    "date": "published",
    "link": "url",
    "source": "publisher",
    "author": "publisher",
    "lang": "language",
}


def read_text(source: Source) -> Iterator[Record]:
    """The one record of a text file."""
    yield Record(decode(read_whole(source, MAX_TEXT, "text"), source.name), source.name)


def read_markdown(source: Source) -> Iterator[Record]:
    """The one record of a Markdown file: its words, and what its front matter says."""
    from kg.sources.markdown import front_matter, plain_text

    stated, body = front_matter(decode(read_whole(source, MAX_TEXT, "text"), source.name))
    words, heading = plain_text(body)
    if not words.strip():
        raise SourceError(f"{source.name}: no text below the front matter. Give the text of an article.")
    fields = dict(stated)
    for other, name in _NAMES.items():
        if other in stated:
            fields.setdefault(name, stated[other])
    yield Record(words, source.name, fields, heading=heading)
