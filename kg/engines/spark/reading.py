"""Articles by Spark's own readers: lines of text, rows of Parquet, whole files; parsed by ``kg.sources``.

What comes out is what ``kg.sources.read`` gives before ids are made unique and copies are settled: same ids,
same places in messages, same order by (file, number).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.engines.spark.listing import File, plain_key
from kg.engines.spark.session import job_error
from kg.errors import SourceError
from kg.model import Article
from kg.sources.assemble import Given
from kg.sources.columns import Columns, columns
from kg.sources.formats import FORMATS, suffix_of
from kg.sources.jsonl import read_line
from kg.sources.limits import MAX_LINE, megabytes
from kg.sources.read import article_of, articles_in, empty
from kg.sources.sidefile import SideFile, side_file

if TYPE_CHECKING:
    from pyspark import RDD, Broadcast
    from pyspark.sql import DataFrame, SparkSession

ITEM = (
    "file int, number long, id string, text string, title string, published string, url string,"
    " publisher string, language string, title_in_text boolean, place string, digest string, key string,"
    " error string"
)
Item = tuple[Any, ...]
#: A line that holds one of these is not blank, as ``bytes.strip`` has it.
_INK = r"[^ \\t\\n\\r\\x0b\\f]"
#: Lines, and lines that are not blank, of one stretch of a file.
Counts = tuple[int, int]


def items(session: SparkSession, files: list[File], given: Given) -> DataFrame:
    """All articles and errors of the files, in no order, with the columns of ITEM."""
    context = session.sparkContext
    known = context.broadcast({file.key: file for file in files})
    parts: list[RDD[Item]] = []
    lines = [f for f in files if f.way == "lines"]
    if lines:
        parts.append(_lines(session, lines, known, given))
    for group in _alike(session, [f for f in files if f.way == "rows"], given):
        parts.append(_rows(session, *group, known, given))
    whole = [f for f in files if f.way == "whole"]
    if whole:
        frame = session.read.format("binaryFile").load([f.load for f in whole])
        pieces = frame.select("_metadata.file_path", "content").rdd
        parts.append(pieces.mapPartitions(lambda rows: _of_files(rows, known.value, given)))
    return session.createDataFrame(context.union(parts), ITEM, verifySchema=False)


def to_article(row: Any) -> Article:
    """The article of a row."""
    return Article(
        id=row.id,
        text=row.text,
        title=row.title,
        published=date.fromisoformat(row.published) if row.published else None,
        url=row.url,
        publisher=row.publisher,
        language=row.language,
        title_in_text=row.title_in_text,
        place=row.place,
    )


def _item(file: int, number: int, made: Article | SourceError) -> Item:
    if isinstance(made, SourceError):
        return (file, number, *[None] * 8, made.place, None, None, str(made))
    published = made.published.isoformat() if made.published else None
    return (
        file, number, made.id, made.text, made.title, published, made.url, made.publisher, made.language,
        made.title_in_text, made.place, made.digest, made.id.casefold(), None,
    )  # fmt: skip


def _lines(
    session: SparkSession, files: list[File], known: Broadcast[dict[str, File]], given: Given
) -> RDD[Item]:
    """JSON Lines, split by Spark into stretches; a first pass counts, so that every line knows its number."""
    frame = session.read.option("lineSep", "\n").text([f.load for f in files])
    stretches = frame.selectExpr(
        "_metadata.file_path", "_metadata.file_block_start", "cast(value as binary)"
    ).rdd
    before: dict[tuple[str, int], Counts] = {}
    total: dict[str, Counts] = {}
    for path, start, every, full in sorted(_counted(frame)):
        sofar = total.get(path, (0, 0))
        before[path, start] = sofar
        total[path] = (sofar[0] + every, sofar[1] + full)
    without = {f.key: f for f in files if total.get(f.key, (0, 0))[1] == 0}
    shared = session.sparkContext.broadcast(before)
    found = stretches.mapPartitions(lambda rows: _of_lines(rows, known.value, shared.value, given))
    nothing = [_item(f.index, 0, _empty_file(f)) for f in without.values()]
    return found.union(session.sparkContext.parallelize(nothing)) if nothing else found


def _empty_file(file: File) -> SourceError:
    return empty(file.name)


def _counted(frame: DataFrame) -> list[tuple[str, int, int, int]]:
    """File, begin, lines, and lines that are not blank, of each stretch."""
    from pyspark.sql.functions import expr

    lines = frame.selectExpr(
        "_metadata.file_path as path", "_metadata.file_block_start as start", f"value rlike '{_INK}' as full"
    )
    counts = expr("count(*) as every"), expr("count_if(full) as full")
    found = lines.groupBy("path", "start").agg(*counts)
    return [(plain_key(row.path), row.start, row.every, row.full) for row in found.collect()]


def _of_lines(
    rows: Iterable[Any], known: dict[str, File], before: dict[tuple[str, int], Counts], given: Given
) -> Iterator[Item]:
    at: dict[tuple[str, int], Counts] = {}
    for path, start, data in rows:
        key = plain_key(path), start
        every, full = at.get(key) or before[key]
        line = bytes(data).removesuffix(b"\r")
        at[key] = every + 1, full + bool(line.strip())
        if not line.strip():
            continue
        file, place = known[key[0]], f"{known[key[0]].name}, line {every + 1:,}"
        if len(line) > MAX_LINE:
            record: Any = SourceError(
                f"{place}: longer than {megabytes(MAX_LINE)}. Is this a file of lines?", place
            )
        else:
            record = read_line(line, given.columns, place)
        made = article_of(record, full + 1, FORMATS["jsonl"], file.identifier, given)
        yield _item(file.index, full + 1, made)


def _alike(
    session: SparkSession, files: list[File], given: Given
) -> Iterator[tuple[list[File], Columns, list[str]]]:
    """Parquet files of one schema together, with the columns that are read, as expressions of Spark."""
    groups: dict[str, tuple[list[File], Columns, list[str]]] = {}
    for file in files:
        try:
            schema = session.read.parquet(file.load).schema
        except Exception as error:  # py4j has no narrower class for what Java throws
            what = str(job_error(error)).partition(": ")[2].partition(". What was")[0]
            raise SourceError(
                f"{file.name}: this Parquet file is broken ({what}). Get it again.", file.name
            ) from error
        if schema.json() not in groups:
            chosen = columns(schema.names, given.columns, file.name)
            used = dict.fromkeys(chosen.of.values())
            kinds = {field.name: field.dataType.typeName() for field in schema.fields}
            groups[schema.json()] = [], chosen, [_as_read(name, kinds[name]) for name in used]
        groups[schema.json()][0].append(file)
    yield from groups.values()


def _as_read(name: str, kind: str) -> str:
    """Times as their words: Python would turn them to the time of the machine."""
    quoted = f"`{name.replace('`', '``')}`"
    return (
        f"cast({quoted} as string) as {quoted}" if kind in ("timestamp", "timestamp_ntz", "date") else quoted
    )


def _rows(
    session: SparkSession,
    files: list[File],
    chosen: Columns,
    used: list[str],
    known: Broadcast[dict[str, File]],
    given: Given,
) -> RDD[Item]:
    frame = session.read.parquet(*[f.load for f in files])
    rows = frame.selectExpr("_metadata.file_path", "_metadata.row_index", f"struct({', '.join(used)})").rdd
    return rows.mapPartitions(lambda it: _of_rows(it, known.value, chosen, given))


def _of_rows(rows: Iterable[Any], known: dict[str, File], chosen: Columns, given: Given) -> Iterator[Item]:
    from kg.sources.parquet import read_row

    for path, index, row in rows:
        file = known[plain_key(path)]
        record = read_row(row.asDict(recursive=True), chosen, f"{file.name}, row {index + 1:,}")
        made = article_of(record, index + 1, FORMATS["parquet"], file.identifier, given)
        yield _item(file.index, index + 1, made)


def _of_files(rows: Iterable[Any], known: dict[str, File], given: Given) -> Iterator[Item]:
    for path, content in rows:
        file = known[plain_key(path)]
        yield from (
            _item(file.index, number, made)
            for number, made in enumerate(_in_file(file, content, given), start=1)
        )


def _in_file(file: File, content: bytes, given: Given) -> Iterator[Article | SourceError]:
    path = Path(file.key)
    is_local = file.load.startswith("file:")
    try:
        beside = side_file(path) if is_local else SideFile()
        stream = io.BytesIO(content)
        suffix = suffix_of(path)[0]
        yield from articles_in(stream, file.name, suffix, file.identifier, beside, given, Path(file.name))
    except SourceError as error:
        yield error
