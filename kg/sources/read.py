"""Articles from what the user names: files, folders, patterns, standard input. Nothing is fetched."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import urlsplit

from kg.errors import SourceError
from kg.model import Article
from kg.sources.assemble import Given, article, day
from kg.sources.copies import Copies
from kg.sources.formats import HEAD, Format, format_of, reader_of, suffix_of
from kg.sources.identifiers import identifiers, safe
from kg.sources.listing import files_of
from kg.sources.record import Record, Source
from kg.sources.sidefile import SideFile, side_file
from kg.sources.unpack import packing, unpacked

__all__ = ["STDIN", "Given", "day", "files_of", "read", "read_each"]

STDIN = "-"


def read(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Article]:
    """The articles of files, folders, patterns and ``-``, in order.

    Lazy: a file is opened when its first article is asked for, and of a file of many articles one at a time
    is held. Folders are read in the order of their names, a file that is named twice is read once. Ids are
    those of ``identifiers`` or of the source; one that was taken gets the hash of the text behind it. What
    prints a text again that was read before comes as that text with its own source (``kg.sources.copies``).
    ``stdin`` stands for standard input. Raises SourceError for what cannot be read; ``read_each`` gives
    errors as values.
    """
    given = Given(published, title, url, publisher, language)
    for item in read_each(paths, given, stdin=stdin):
        if isinstance(item, SourceError):
            raise item
        yield item


def read_each(
    paths: Iterable[str | Path], given: Given, *, stdin: BinaryIO | None = None, settled: bool = True
) -> Iterator[Article | SourceError]:
    """As ``read``, but what cannot be read comes as a SourceError in its place and reading goes on.

    Not ``settled``, a copy comes with the text that it has itself.
    """
    listed: dict[Path, Path] = {}
    steps: list[Path | str | SourceError] = []
    for path in paths:
        if str(path) == STDIN:
            steps.append(STDIN)
            continue
        try:
            files = [f for f in files_of(path) if f.resolve() not in listed]
        except SourceError as error:
            steps.append(error)
            continue
        steps += files
        listed |= {f.resolve(): f for f in files}
    yield from _in_turn(steps, identifiers(listed.values()), given, stdin, settled)


def _in_turn(
    steps: Iterable[Path | str | SourceError],
    names: dict[Path, str],
    given: Given,
    stdin: BinaryIO | None,
    settled: bool,
) -> Iterator[Article | SourceError]:
    taken = set[str]()
    with closing(Copies()) as copies:
        for step in steps:
            if isinstance(step, SourceError):
                yield step
                continue
            try:
                for item in _articles(step, names, given, stdin):
                    if isinstance(item, Article):
                        item = _unique(item, taken)
                        yield copies.settle(item) if settled else item
                    else:
                        yield item
            except SourceError as error:
                yield error


def _unique(item: Article, taken: set[str]) -> Article:
    """The article under an id that none before it has, in capital letters or not."""
    unique, number = item.id, 1
    while unique.casefold() in taken:
        unique = f"{item.id}-{item.digest[:8]}" + (f"-{number}" if number > 1 else "")
        number += 1
    taken.add(unique.casefold())
    return item if unique == item.id else replace(item, id=unique)


def _articles(
    step: Path | str, names: dict[Path, str], given: Given, stdin: BinaryIO | None
) -> Iterator[Article | SourceError]:
    opened: AbstractContextManager[BinaryIO]
    if isinstance(step, str):
        name, suffix, identifier, beside = "standard input", "", "stdin", SideFile()
        opened = nullcontext(_standard_input(stdin))
    else:
        name, (suffix, _), identifier, beside = str(step), suffix_of(step), names[step], side_file(step)
        opened = closing(_opened(step))
    with opened as stream:
        where = step if isinstance(step, Path) else None
        yield from articles_in(stream, name, suffix, identifier, beside, given, where)


def articles_in(
    stream: BinaryIO,
    name: str,
    suffix: str,
    identifier: str,
    beside: SideFile,
    given: Given,
    path: Path | None = None,
) -> Iterator[Article | SourceError]:
    """The articles of one opened source, ids not yet made unique, copies not yet settled.

    Raises SourceError for what ends the reading of the source, and where no article is in it.
    """
    plain, head = _plain(stream, name)
    format = format_of(name, suffix, head, given.format)
    source = Source(name, lambda: plain, path, beside.charset, beside.address)
    number = 0
    for item in reader_of(format, given.columns, name)(source):
        number += 1
        if isinstance(item, Record):
            item = _with(item, beside, format)
        yield article_of(item, number, format, identifier, given)
    if number == 0:
        raise empty(name)


def empty(name: str) -> SourceError:
    """What is said of a source without articles."""
    return SourceError(f"{name}: no article is in it: it has no records.", name)


def article_of(
    item: Record | SourceError, number: int, format: Format, of_file: str, given: Given
) -> Article | SourceError:
    """The article of the record that comes as the ``number``-th of its source; an error as it is."""
    if isinstance(item, SourceError):
        return item
    return _article(item, _identifier(item, of_file, format, number), given)


def _article(record: Record, identifier: str, given: Given) -> Article | SourceError:
    try:
        return article(record, identifier, given)
    except SourceError as error:
        return error


def _with(record: Record, beside: SideFile, format: Format) -> Record:
    """The record with what the file beside says of it. Front matter goes before that, for it is the
    author's own; what a page says of itself does not, for the file was written about the page.
    """
    if format.many or not beside.fields:
        return record
    if format.name == "markdown":
        return replace(record, fields={**beside.fields, **record.fields})
    return replace(record, fields={**record.fields, **beside.fields})


def _identifier(record: Record, of_file: str, format: Format, number: int) -> str:
    """The id that the source gives, the file's for a file of one article, else the address, else a number."""
    if record.id:
        return safe(record.id)
    if not format.many:
        return of_file
    if address := record.fields.get("url"):
        with suppress(ValueError):  # what is no address names nothing
            parts = urlsplit(address)
            return safe(f"{(parts.hostname or '').removeprefix('www.')}{parts.path}-{parts.query}")
    return f"{of_file}-{number}"


def _plain(stream: BinaryIO, name: str) -> tuple[BinaryIO, bytes]:
    """The stream unpacked, and its first bytes, which it still gives."""
    peeked = _peekable(stream)
    try:
        packed = packing(peeked.peek(HEAD)[:HEAD])
        if packed is not None:
            peeked = _peekable(unpacked(cast("BinaryIO", peeked), packed, name))
        return cast("BinaryIO", peeked), peeked.peek(HEAD)[:HEAD]
    except OSError as error:
        raise SourceError(f"{name}: cannot be read: {error.strerror or error}.", name) from error


def _peekable(stream: BinaryIO) -> io.BufferedReader:
    return (
        stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream))
    )


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        raise SourceError(f"{file}: cannot be read: {error.strerror or error}.", str(file)) from error


def _standard_input(stdin: BinaryIO | None) -> BinaryIO:
    stream = stdin if stdin is not None else sys.stdin.buffer
    if isinstance(stream, io.TextIOBase):
        raise TypeError("stdin must be a binary stream")
    return stream
