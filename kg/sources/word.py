"""Articles from Word files (.docx): one for each file. Needs python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.table import Table

from kg.errors import SourceError
from kg.sources.limits import MAX_MAIL, MAX_WORD, megabytes
from kg.sources.record import Record, Source, read_whole

_PARTS = 5_000


def read_word(source: Source) -> Iterator[Record]:
    """The one record of a Word file: its paragraphs and the rows of its tables, in order.

    A title or first heading at the start is the headline. The dates in the file are when it was written and
    saved, so no day of publication is taken from it. Nothing that the file links to is opened.
    """
    data = read_whole(source, MAX_MAIL, "Word file")
    _refuse_bomb(data, source.name)
    try:
        document = docx.Document(io.BytesIO(data))
        blocks = [(style, text) for style, text in _blocks(document) if text]
    except Exception as error:
        # python-docx lets what its own parsers raise through: KeyError, ValueError, lxml's errors.
        raise SourceError(
            f"{source.name}: not a whole Word file ({error}). Save it again.", source.name
        ) from error
    if not blocks:
        raise SourceError(
            f"{source.name}: no text in this Word file. Give one that holds an article.", source.name
        )
    style, first = blocks[0]
    heading = first if style in ("Title", "Heading 1") else None
    yield Record("\n\n".join(text for _, text in blocks) + "\n", source.name, heading=heading)


def _refuse_bomb(data: bytes, name: str) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile as error:
        raise SourceError(
            f"{name}: not a Word file of the kind .docx ({error}). Save it as one.", name
        ) from error
    size = sum(part.file_size for part in parts)
    if size > MAX_WORD or len(parts) > _PARTS:
        raise SourceError(
            f"{name}: unpacks to {megabytes(size)} in {len(parts):,} parts; at most"
            f" {megabytes(MAX_WORD)} are read of a Word file.",
            name,
        )


def _blocks(document: Document) -> Iterator[tuple[str, str]]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells: dict[Any, str] = {cell._tc: " ".join(cell.text.split()) for cell in row.cells}
                yield "Table", " | ".join(filter(None, cells.values()))
        else:
            lines = (" ".join(line.split()) for line in block.text.split("\n"))
            yield (block.style.name or "") if block.style else "", "\n".join(filter(None, lines))
