"""Articles to quads on the executors, batch by batch; a batch that is written is not read again."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg import pipeline, plugins
from kg.engines.spark.reading import to_article
from kg.errors import ArticleError
from kg.lexicon import Lexicon, active, use
from kg.pipeline import Built

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from kg.stores.manifest import Versions

#: One row for each article. The first of those that share a text has the ``lines`` of all: N-Quads.
FACT = (
    "digest string, file int, number long, id string, place string, statements int, reason string,"
    " cause string, lines string"
)
_PER_TASK = 25


def facts(session: SparkSession, articles: DataFrame, count: int, versions: Versions) -> DataFrame:
    """What the articles gave, with the columns of FACT; ``count`` is about how many they are.

    The executors use the lexicon and the plug-ins that are in use here; plug-ins must be installed there. The
    job fails where an executor has other versions of the program, the model or the tables.
    """
    tasks = max(math.ceil(count / _PER_TASK), session.sparkContext.defaultParallelism)
    dealt = articles.repartition(tasks, "digest").sortWithinPartitions("digest", "file", "number")
    used = session.sparkContext.broadcast((versions, active(), plugins.active()))
    return session.createDataFrame(
        dealt.rdd.mapPartitions(lambda rows: process(rows, *used.value)), FACT, verifySchema=False
    )


def process(
    rows: Iterable[Any], versions: Versions, lexicon: Lexicon, stages: plugins.Stages
) -> Iterator[tuple[Any, ...]]:
    """What a worker does with its articles, those of one text side by side."""
    use(lexicon)
    plugins.use(stages)
    here = pipeline.versions()
    if here != versions:
        raise ArticleError(
            f"an executor has other versions ({here}) than the driver ({versions}). Install the same"
            " diplokg and model on all machines"
        )
    for digest, group in groupby(rows, key=lambda row: row.digest):
        yield from _process_text(digest, list(group))


def _process_text(digest: str, rows: list[Any]) -> Iterator[tuple[Any, ...]]:
    quads: dict[Quad, None] = {}
    made: list[tuple[Any, ...]] = []
    for row in rows:
        article = to_article(row)
        known = (digest, row.file, row.number, row.id, row.place)
        result = pipeline.refused(article) or pipeline.guarded(article, True)
        if isinstance(result, Built):
            quads.update(dict.fromkeys(result.quads))
            made.append((*known, len(result.quads), None, None))
        else:
            made.append((*known, 0, result.reason, result.cause))
    text = (pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS) or b"").decode("utf-8").rstrip("\n")
    for number, fact in enumerate(made):
        yield (*fact, (text or None) if number == 0 else None)
