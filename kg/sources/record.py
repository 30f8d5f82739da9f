"""What a reader of one format takes and gives: an opened source, and records of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from kg.errors import SourceError
from kg.sources.limits import megabytes

FIELDS = ("title", "published", "url", "publisher", "language")


@dataclass(frozen=True, slots=True)
class Record:
    """One article as its source has it, before it is normalised.

    ``fields`` are strings named as in FIELDS, ``published`` a date in words or ISO 8601. ``id`` is what
    the source calls it, ``None`` where it has no name of its own: then the address or the file names it.
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
    gives its bytes, unpacked, once, from the start; whoever made the source closes them. ``charset`` and
    ``address`` are what the headers of a saved page say of it.
    """

    name: str
    open: Callable[[], BinaryIO]
    path: Path | None = None
    charset: str | None = None
    address: str | None = None


Reader = Callable[[Source], Iterator[Record | SourceError]]
"""Records in the order of the source, lazily. A record that cannot be read comes as a SourceError in its
place; what ends the reading of the source is raised."""


def read_whole(source: Source, limit: int, what: str) -> bytes:
    """All bytes of a source that must be small enough to be held; raises SourceError when it is not.

    ``what`` names its kind in the message: "web page".
    """
    data = source.open().read(limit + 1)
    if len(data) > limit:
        raise SourceError(
            f"{source.name}: larger than {megabytes(limit)}, the most that is read of a {what}."
            " Split it into its articles.",
            source.name,
        )
    if not data.strip():
        raise SourceError(
            f"{source.name}: the file is empty. Give a file that holds the text of an article.", source.name
        )
    return data


def read_lines(source: Source, limit: int) -> Iterator[tuple[int, bytes]]:
    """The lines of a source with their numbers from 1, without their ends, lazily.

    Raises SourceError for a line that is longer than ``limit`` bytes.
    """
    stream = source.open()
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit:
            place = f"{source.name}, line {number:,}"
            raise SourceError(f"{place}: longer than {megabytes(limit)}. Is this a file of lines?", place)
        yield number, line.removesuffix(b"\n").removesuffix(b"\r")
