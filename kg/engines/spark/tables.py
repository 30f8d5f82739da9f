"""What a run leaves beside the merge: N-Quads in shards, a table of the quads, a flat table of meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.alignment.records import ArticleRecord, MeetingRecord
from kg.engines.spark.columns import QUAD, in_columns, line_of, without_warning
from kg.rdf.aligned import Rewriting, decides, rewriting

if TYPE_CHECKING:
    from pyspark import RDD
    from pyspark.sql import DataFrame, SparkSession

#: One row for each meeting of each article; ``aligned`` is the node that stands for it in all articles.
MEETING = (
    "meeting string, aligned string, article string, published string, label string, format string,"
    " status string, earliest string, latest string, edtf string, number int, places array<string>,"
    " participants array<string>, participant_labels array<string>, roles array<string>,"
    " parties array<string>, issues array<string>"
)


def lines_of(session: SparkSession, quads: RDD[Quad]) -> DataFrame:
    """Quads as a column ``lines`` of N-Quads, each once."""
    single = quads.map(lambda quad: line_of(quad).decode("utf-8")).distinct().mapPartitions(_joined)
    return session.createDataFrame(single, "lines string", verifySchema=False)


def _joined(lines: Iterable[str]) -> Iterator[tuple[str]]:
    text = "\n".join(lines)
    if text:
        yield (text,)


def rewriting_of(alignment: DataFrame) -> Rewriting:
    """What the alignment in a column ``lines`` of N-Quads does to the quads of articles."""
    return rewriting(
        alignment.select("lines")
        .rdd.flatMap(
            lambda row: filter(decides, pyoxigraph.parse(row.lines.encode("utf-8"), format=RdfFormat.N_QUADS))
        )
        .toLocalIterator()
    )


def quads_of(lines: DataFrame) -> DataFrame:
    """The quads of a column ``lines`` of N-Quads, with the columns of ``columns.QUAD``."""
    without_warning()
    return lines.select("lines").mapInArrow(in_columns, QUAD)


def meetings_of(
    session: SparkSession, articles: RDD[ArticleRecord], replaced: Mapping[str, str]
) -> DataFrame:
    """The meetings of the articles, with the columns of MEETING."""
    shared = session.sparkContext.broadcast(dict(replaced))

    def rows(article: ArticleRecord) -> Iterator[tuple[Any, ...]]:
        labels = dict(article.labels())
        for meeting in article.meetings:
            yield _meeting(article, meeting, shared.value, labels)

    return session.createDataFrame(articles.flatMap(rows), MEETING, verifySchema=False)


def _meeting(
    article: ArticleRecord, meeting: MeetingRecord, replaced: Mapping[str, str], labels: Mapping[str, str]
) -> tuple[Any, ...]:
    def day(value: object) -> str | None:
        return str(value) if value else None

    actors = [replaced.get(part.actor, part.actor) for part in meeting.parts]
    return (
        meeting.node, replaced.get(meeting.node, meeting.node), article.article, day(article.published),
        meeting.label, meeting.format, meeting.status, day(meeting.earliest), day(meeting.latest),
        meeting.edtf, meeting.ordinal, list(meeting.places), actors,
        [labels.get(part.actor, "") for part in meeting.parts], [part.role for part in meeting.parts],
        list(meeting.parties), list(meeting.issues),
    )  # fmt: skip
