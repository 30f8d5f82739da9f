"""Articles from RSS and Atom feeds: one for each item, its full content or else its summary."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from kg.errors import SourceError
from kg.sources.dates import day_in
from kg.sources.limits import MAX_FEED
from kg.sources.page import fragment_blocks
from kg.sources.page_facts import web_address
from kg.sources.record import Record, Source, read_whole

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,5000}>|&(?:#\d+|#x[\da-fA-F]+|\w+);")
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF|channel)\b", re.IGNORECASE)
_HEAD = 8192


def is_feed(head: bytes) -> bool:
    """Whether a file that begins like this is a feed."""
    return _FEED.search(head[:_HEAD]) is not None


def read_feed(source: Source) -> Iterator[Record | SourceError]:
    """The records of a feed in its order.

    The text is the item's title and the words of its content; the day that of "published", else "issued",
    never "updated". Addresses other than http and https are left out. An item without words comes as a
    SourceError. No entity is expanded that is not one of XML's and HTML's own, and nothing is fetched.
    """
    import feedparser

    data = read_whole(source, MAX_FEED, "feed")
    # A stream, for feedparser would take a string for an address to fetch.
    try:
        parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # whatever its parts raise: codecs, parsers, dates
        what = " ".join(str(error).split())[:120] or type(error).__name__
        raise SourceError(
            f"{source.name}: this feed is broken ({what}). Get it again.", source.name
        ) from error
    if not parsed.get("version") and not parsed.entries:
        raise SourceError(f"{source.name}: no RSS or Atom feed is in it. Give a feed.", source.name)
    for number, entry in enumerate(parsed.entries, start=1):
        place = f"{source.name}, item {number:,}"
        try:
            yield _record(entry, parsed.feed, place, _dated(entry, parsed.version))
        except SourceError as error:
            yield error


def _dated(entry: Any, version: str) -> str:
    """What the item says of when it was published; dc:date comes as "updated", which RSS itself lacks."""
    own = entry.get("published") or entry.get("issued")
    return own or (entry.get("updated") if version.startswith("rss") else None) or ""


def _record(entry: Any, feed: Any, place: str, dated: str) -> Record:
    title = " ".join(" ".join(_words(entry.get("title"))).split()) or None
    words = _content(entry)
    if not words:
        raise SourceError(f"{place}: this item has no content and no summary.", place)
    if title and " ".join(words[0].split()) == title:
        words = words[1:]
    text = "\n\n".join(([title] if title else []) + words) + "\n"
    address = web_address(entry.get("link")) or web_address(entry.get("id"))
    day = day_in(dated)
    fields = {
        "title": title,
        "published": day.isoformat() if day else None,
        "url": address,
        "publisher": _publisher(entry, feed),
    }
    stated = {key: value for key, value in fields.items() if value}
    return Record(text, place, stated, None if address else entry.get("id") or None, heading=title)


def _content(entry: Any) -> list[str]:
    """The longest of the item's contents, else its summary."""
    contents = [_words(part.get("value")) for part in entry.get("content", [])]
    best = max(contents, key=lambda words: sum(map(len, words)), default=[])
    return best or _words(entry.get("summary"))


def _words(value: object) -> list[str]:
    if not isinstance(value, str) or not value.strip():
        return []
    if _MARKUP.search(value):
        return fragment_blocks(value)
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", value) if part.strip()]


def _publisher(entry: Any, feed: Any) -> str | None:
    for value in ((entry.get("source") or {}).get("title"), feed.get("publisher"), feed.get("title")):
        if words := _words(value):
            return " ".join(words)
    return None
