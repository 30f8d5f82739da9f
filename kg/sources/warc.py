"""Articles from web archives (WARC): one for each page in them. Needs warcio."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from kg.errors import SourceError
from kg.sources.limits import MAX_PAGE, megabytes
from kg.sources.page import NoArticleError, page_record, page_text
from kg.sources.page_facts import web_address
from kg.sources.record import Record, Source
from kg.sources.sidefile import charset_in

_PAGES = ("text/html", "application/xhtml+xml")
_KINDS = ("response", "resource", "conversion")


def read_warc(source: Source) -> Iterator[Record | SourceError]:
    """The records of the pages in an archive, in its order, one at a time.

    What is no page (pictures, scripts, redirects, errors) is passed over, and so is a page without an
    article: most pages of a crawl are none. The text that a "conversion" record holds is an article as it
    is. The address is the record's, the day the page's own: when it was crawled says nothing.
    """
    stream = _Piecewise(source.open())
    if not stream.peek().startswith((b"WARC/", b"filedesc:")):
        raise SourceError(f"{source.name}: no WARC file: it does not begin like one.", source.name)
    logging.getLogger("warcio").setLevel(logging.CRITICAL)
    number = 0
    try:
        for entry in _entries(ArchiveIterator(stream, arc2warc=True)):
            number += 1
            if entry.rec_type in _KINDS:
                yield from _page(entry, f"{source.name}, record {number:,}")
    except (ArchiveLoadFailed, EOFError, ValueError, OSError) as error:
        place = f"{source.name}, near record {number:,}"
        what = " ".join(str(error).split())[:120]
        raise SourceError(f"{place}: this WARC file is broken here ({what}). Get it again.", place) from error


class _Piecewise:
    """A stream that gives what it has: what is whole is read before what is cut off is complained of."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = (
            stream
            if isinstance(stream, io.BufferedReader)
            else io.BufferedReader(cast("io.RawIOBase", stream))
        )

    def peek(self) -> bytes:
        return self._stream.peek(16)[:16]

    def read(self, size: int = -1) -> bytes:
        return self._stream.read1(size)


def _entries(archive: Iterator[Any]) -> Iterator[Any]:
    while True:
        try:
            yield next(archive)
        except StopIteration:
            return
        except AttributeError as error:  # warcio looks at a header line that is not there
            raise ArchiveLoadFailed("a header is missing") from error


def _page(entry: Any, place: str) -> Iterator[Record | SourceError]:
    headers = entry.http_headers
    kind = (headers.get_header("Content-Type") if headers else entry.content_type) or ""
    media = kind.partition(";")[0].strip().lower()
    if headers is not None and headers.get_statuscode() not in ("200", "203"):
        return
    plain = entry.rec_type == "conversion" and media == "text/plain"
    if media not in _PAGES and not plain:
        return
    data = entry.content_stream().read(MAX_PAGE + 1)
    if len(data) <= MAX_PAGE and getattr(entry.raw_stream, "limit", 0) > 0 and not entry.raw_stream.read(1):
        raise EOFError("its last record is cut off")
    address = web_address(entry.rec_headers.get_header("WARC-Target-URI"))
    if len(data) > MAX_PAGE:
        yield SourceError(f"{place}: {address} is larger than {megabytes(MAX_PAGE)}. It is not read.", place)
    elif plain:
        yield Record(page_text(data, "utf-8"), place, {"url": address} if address else {})
    else:
        try:
            yield page_record(data, place, charset=charset_in(kind), address=address)
        except NoArticleError:
            return
        except SourceError as error:
            yield error
