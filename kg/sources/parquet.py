"""Articles from Parquet: one for each row. Needs pyarrow."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from kg.errors import SourceError
from kg.sources.columns import Columns, columns, record
from kg.sources.limits import MAX_RATIO, MAX_TEXT, RATIO_FROM, megabytes
from kg.sources.record import Record, Source, read_whole

_ROWS = 64


def read_parquet(source: Source, told: Mapping[str, str]) -> Iterator[Record | SourceError]:
    """The records of a Parquet file in order, a few rows at a time; only the columns that are used are read.

    ``told`` maps fields to columns. A row that cannot be read comes as a SourceError with its number.
    """
    number = 0
    try:
        stream = _seekable(source)
        file = pq.ParquetFile(stream, pre_buffer=False)
        _refuse_bomb(file, stream, source.name)
        chosen = columns(file.schema_arrow.names, told, source.name)
        used = list(dict.fromkeys(chosen.of.values()))
        for batch in file.iter_batches(batch_size=_ROWS, columns=used, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield read_row(row, chosen, f"{source.name}, row {number:,}")
    except (pa.ArrowException, OSError, ValueError, RuntimeError) as error:
        where = f"{source.name}, after row {number:,}" if number else source.name
        what = str(error).partition("\n")[0]
        raise SourceError(f"{where}: this Parquet file is broken ({what}). Get it again.", where) from error


def read_row(row: Mapping[str, Any], chosen: Columns, place: str) -> Record | SourceError:
    """The record of one row."""
    try:
        return record({name: _plain(value) for name, value in row.items()}, chosen, place)
    except SourceError as error:
        return error


def _seekable(source: Source) -> BinaryIO:
    stream = source.open()
    return (
        stream if stream.seekable() else io.BytesIO(read_whole(source, 4 * MAX_TEXT, "packed Parquet file"))
    )


def _refuse_bomb(file: pq.ParquetFile, stream: BinaryIO, name: str) -> None:
    """Raise SourceError where the rows unpack to too many times the size of the file.

    The sizes of columns would tell more, but what describes a column ends the process where it is malformed.
    """
    packed = stream.seek(0, io.SEEK_END)
    meta = file.metadata
    size = sum(meta.row_group(group).total_byte_size for group in range(meta.num_row_groups))
    if size > RATIO_FROM and size > MAX_RATIO * max(1, packed):
        raise SourceError(
            f"{name}: it unpacks to {megabytes(size)}, more than {MAX_RATIO} times its size."
            " It is not read: news does not pack like that.",
            name,
        )


def _plain(value: Any) -> object:
    """Dates as strings, and nothing for what is not a number (pandas writes it for an empty cell)."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return None if isinstance(value, float) and value != value else value
