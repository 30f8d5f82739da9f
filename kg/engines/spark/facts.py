"""Articles to quads on the executors, batch by batch; a batch that is written is not read again."""

from __future__ import annotations

import math
import pickle
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kg import pipeline, plugins
from kg.alignment.reading import records_of_texts
from kg.built import Built, Skipped
from kg.engines.spark.reading import to_article
from kg.errors import ArticleError, KgError
from kg.lexicon import Lexicon, active, use
from kg.model import Article
from kg.rdf.blocks import united
from kg.sources.grouping import is_enough

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from kg.stores.manifest import Versions

#: One row for each article. The first of those that share a text has the ``lines`` of all, sorted N-Quads,
#: and their ``records``, pickled: what alignment knows of them.
FACT = (
    "digest string, file int, number long, id string, place string, statements int, reason string,"
    " cause string, lines string, records binary"
)
_PER_TASK = 50
#: Articles read side by side, twice as many as a process reads: nobody waits for the first ones of a task.
_TOGETHER = 25


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
    for batch in _batches(rows):
        results = pipeline.together([article for _, article in batch], True)
        both = zip((row for row, _ in batch), results, strict=True)
        for digest, group in groupby(both, key=lambda pair: pair[0].digest):
            yield from _process_text(digest, list(group))


def _batches(rows: Iterable[Any]) -> Iterator[list[tuple[Any, Article]]]:
    """The rows with their articles, some to be read side by side, all of one text in one batch."""
    batch: list[tuple[Any, Article]] = []
    for _, group in groupby(rows, key=lambda row: row.digest):
        batch += [(row, to_article(row)) for row in group]
        if is_enough([article for _, article in batch], _TOGETHER):
            yield batch
            batch = []
    if batch:
        yield batch


def _process_text(
    digest: str, read: list[tuple[Any, Built | Skipped | KgError]]
) -> Iterator[tuple[Any, ...]]:
    lines: list[bytes] = []
    made: list[tuple[Any, ...]] = []
    for row, result in read:
        known = (digest, row.file, row.number, row.id, row.place)
        if isinstance(result, KgError):
            raise result
        if isinstance(result, Built):
            lines.append(result.lines)
            made.append((*known, result.statements, None, None))
        else:
            made.append((*known, 0, result.reason, result.cause))
    text = united(lines) if len(lines) > 1 else b"".join(lines)
    told = (text.decode("utf-8"), pickle.dumps(list(records_of_texts([text])))) if text else (None, None)
    for number, fact in enumerate(made):
        yield (*fact, *(told if number == 0 else (None, None)))
