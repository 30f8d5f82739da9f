"""Articles from CSV and TSV: a heading with the names of the columns, one article per row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping

from kg.errors import SourceError
from kg.sources.columns import columns, record
from kg.sources.limits import MAX_LINE, megabytes
from kg.sources.record import Record, Source, read_lines

_DELIMITERS = ",;\t|"


def read_table(source: Source, told: Mapping[str, str]) -> Iterator[Record | SourceError]:
    """The records of a table in order, lazily; empty rows are passed over.

    The sign that parts the columns is the most frequent of comma, semicolon, tab and bar in the heading.
    ``told`` maps fields to columns. A row that cannot be read comes as a SourceError with its line.
    """
    csv.field_size_limit(MAX_LINE)
    lines = _lines(source)
    heading = next(lines, "")
    delimiter = max(_DELIMITERS, key=heading.count)
    names = _next(csv.reader([heading], delimiter=delimiter), source.name) or []
    chosen = columns(names, told, source.name)
    rows = csv.reader(lines, delimiter=delimiter)
    begin = 2
    while (row := _next(rows, source.name)) is not None:
        place = f"{source.name}, line {begin:,}"
        begin = rows.line_num + 2
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(names):
            what = f"{len(row)} cells, but the heading names {len(names)} columns"
            yield SourceError(f"{place}: {what}. Put quotes around cells that hold '{delimiter}'.", place)
            continue
        try:
            yield record(dict(zip(names, row, strict=False)), chosen, place)
        except SourceError as error:
            yield error


def _next(rows: Iterator[list[str]], name: str) -> list[str] | None:
    try:
        return next(rows, None)
    except csv.Error as error:
        place = f"{name}, near line {getattr(rows, 'line_num', 0) + 1:,}"
        if "limit" in str(error):
            what = f"a cell of more than {megabytes(MAX_LINE)}. Is a quote missing?"
        elif "new-line character" in str(error):
            what = "a carriage return stands alone. End lines with a line feed, or quote the cell."
        else:
            what = f"{error}. Is a quote missing?"
        raise SourceError(f"{place}: {what}", place) from error


def _lines(source: Source) -> Iterator[str]:
    """The lines with their ends, so that cells keep theirs."""
    for number, line in read_lines(source, MAX_LINE):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
            if line.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise SourceError(f"{source.name}: this is UTF-16. Save the file as UTF-8.", source.name)
        try:
            yield line.decode("utf-8") + "\n"
        except UnicodeDecodeError as error:
            place = f"{source.name}, line {number:,}"
            raise SourceError(
                f"{place}: not UTF-8, byte {line[error.start]:#04x} cannot be read."
                f" Convert it first, for example: iconv -f WINDOWS-1252 -t UTF-8 {source.name} > utf8.csv",
                place,
            ) from error
