"""What a reader of one format takes and gives: an opened source, and records of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from kg.errors import SourceError

FIELDS = ("title", "published", "url", "publisher", "language")


@dataclass(frozen=True, slots=True)
class Record:
    """One article as its source has it, before it is normalised.

    ``fields`` are strings named as in FIELDS, ``published`` an ISO 8601 date or date-time. ``id`` is what
    the source calls it, ``None`` where it has no name of its own: then the file or the address names it.
    ``heading`` is the headline that the text begins with. ``place`` says where it stood, for messages:
    "news.jsonl, line 12", "feed.xml, item 3".
    """

    text: str
    place: str
    fields: Mapping[str, str] = field(default_factory=dict)
    id: str | None = None
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file or stream to read records from.

    ``name`` is for messages; ``path`` is ``None`` for standard input and for members of archives; ``open``
    gives its bytes, decompressed and bounded in size, from the start.
    """

    name: str
    open: Callable[[], BinaryIO]
    path: Path | None = None


Reader = Callable[[Source], Iterator[Record | SourceError]]
"""Records in the order of the source, lazily. A record that cannot be read comes as a SourceError in its
place; what ends the reading of the source is raised."""
