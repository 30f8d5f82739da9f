"""What a run leaves: N-Quads in shards, their merge, a table of the quads, a flat table of meetings."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from kg.alignment.records import ArticleRecord, MeetingRecord
from kg.engines.spark.columns import QUAD, in_columns
from kg.rdf.aligned import Rewriting, decides, rewriting
from kg.rdf.lines import LineRewriting, line_rewriting, parts
from kg.rdf.load import term_quads
from kg.stores.loading import ABOUT_GRAPH, plain
from kg.stores.remote import MERGED_GRAPH
from kg.vocab import PREFIXES

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

_MERGED, _ABOUT = NamedNode(MERGED_GRAPH), NamedNode(ABOUT_GRAPH)
_MENTION = b"<" + PREFIXES["m"].encode()


def lines_of(session: SparkSession, quads: RDD[Quad]) -> DataFrame:
    """Quads as a column ``lines`` of N-Quads, each once."""
    single = quads.map(_line).distinct().mapPartitions(_joined)
    return session.createDataFrame(single, "lines string", verifySchema=False)


def _joined(lines: Iterable[str]) -> Iterator[tuple[str]]:
    text = "\n".join(lines)
    if text:
        yield (text,)


def _line(quad: Quad) -> str:
    return (pyoxigraph.serialize([quad], format=RdfFormat.N_QUADS) or b"").decode("utf-8").rstrip("\n")


def merged_of(session: SparkSession, lines: DataFrame, by: Rewriting) -> DataFrame:
    """What ``kg load`` puts beside the graphs of a column ``lines`` of N-Quads, each line once.

    That is the merge of all, aligned by ``by``, in a graph of its own, what is said of the graphs in another,
    the ontology and the issue scheme. A row has one line or several. Mentions belong to one article: only
    what is said of other nodes, a third, is compared with what other articles say.
    """
    shared = session.sparkContext.broadcast(line_rewriting(by))

    def part(mentions: bool) -> RDD[tuple[str]]:
        rows = lines.select("lines").rdd
        return rows.flatMap(lambda row: _in_one_graph(row.lines, shared.value, mentions))

    terms = [_in(plain(it.triple), graph) for it in term_quads() for graph in (it.graph_name, _MERGED)]
    own = session.sparkContext.parallelize([(_line(it),) for it in terms], 1)
    told = session.createDataFrame(part(False).union(own), "line string", verifySchema=False)
    each = told.selectExpr(r"explode(split(line, '\n')) as line").distinct()
    return session.createDataFrame(part(True), "line string", verifySchema=False).union(each)


def _in_one_graph(lines: str, by: LineRewriting, mentions: bool) -> list[tuple[str]]:
    """A text of what the lines on mentions, or all others, say there; none where they say nothing."""
    every = [it for it in lines.encode("utf-8").split(b"\n") if it and it.startswith(_MENTION) == mentions]
    merged = dict.fromkeys(_with_graph(line, _MERGED) for line in by.flat(every))
    merged |= {_with_graph(line, _ABOUT): None for line in every if not parts(line)[3]}
    return [(b"\n".join(merged).decode("utf-8"),)] if merged else []


def _with_graph(line: bytes, graph: NamedNode) -> bytes:
    """A line without a graph in this one."""
    return b"%b<%b> ." % (line[:-1], graph.value.encode())


def _in(triple: Triple, graph: Any) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)


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
    # Said of all that uses Arrow; pandas is not used here.
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
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
