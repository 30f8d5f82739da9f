"""What a run leaves: N-Quads in shards, their merge, a table of the quads, a flat table of meetings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple

from kg.alignment.records import ArticleRecord, MeetingRecord
from kg.rdf.aligned import Rewriting, decides, rewriting
from kg.rdf.lines import LineRewriting, line_rewriting, parts
from kg.rdf.load import term_quads
from kg.stores.loading import ABOUT_GRAPH, plain
from kg.stores.remote import MERGED_GRAPH
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from pyspark import RDD
    from pyspark.sql import DataFrame, SparkSession

#: ``datatype`` and ``language`` only of literals, ``graph`` is null for the default graph.
QUAD = (
    "subject string, predicate string, object string, object_kind string, datatype string, language string,"
    " graph string"
)
#: One row for each meeting of each article; ``aligned`` is the node that stands for it in all articles.
MEETING = (
    "meeting string, aligned string, article string, published string, label string, format string,"
    " status string, earliest string, latest string, edtf string, number int, places array<string>,"
    " participants array<string>, participant_labels array<string>, roles array<string>,"
    " parties array<string>, issues array<string>"
)

_MERGED, _ABOUT = NamedNode(MERGED_GRAPH), NamedNode(ABOUT_GRAPH)
_MENTION = b"<" + PREFIXES["m"].encode()
#: A line of N-Quads without escapes and blank nodes: subject, predicate, IRI or else literal, its language or
#: datatype, graph.
_PLAIN = re.compile(
    rb'^<([^>]*)> <([^>]*)> (?:<([^>]*)>|"([^"]*)"(?:@([^ ]+)|\^\^<([^>]*)>)?)(?: <([^>]*)>)? \.$',
    re.MULTILINE,
)
_FIELDS = b"\\1\x1f\\2\x1f\\3\x1f\\4\x1f\\5\x1f\\6\x1f\\7"
#: The columns of QUAD of a row of ``_packed``, of which ``of`` are the fields of a line, if it is one.
_CELLS = (
    "if(of is null, subject, of[0])",
    "if(of is null, predicate, of[1])",
    "if(of is null, object, if(of[2] = '', of[3], of[2]))",
    "if(of is null, object_kind, if(of[2] = '', 'literal', 'iri'))",
    f"if(of is null, datatype, if(of[2] != '', null, if(of[4] != '', '{PREFIXES['rdf']}langString',"
    f" if(of[5] = '', '{PREFIXES['xsd']}string', of[5]))))",
    "if(of is null, language, nullif(of[4], ''))",
    "if(of is null, graph, nullif(of[6], ''))",
)


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


def quads_of(session: SparkSession, lines: DataFrame) -> DataFrame:
    """The quads of a column ``lines`` of N-Quads, with the columns of QUAD."""
    rows = lines.select("lines").rdd.flatMap(lambda row: _packed(row.lines.encode("utf-8")))
    names = [it.split(" ")[0] for it in QUAD.split(", ")]
    packed = session.createDataFrame(rows, f"packed string, {QUAD}", verifySchema=False)
    each = packed.selectExpr(r"explode_outer(split(packed, '\n')) as line", *names)
    fields = each.selectExpr(r"split(line, '\u001f') as of", *names)
    return fields.selectExpr(*(f"{cell} as {name}" for cell, name in zip(_CELLS, names, strict=True)))


def _packed(lines: bytes) -> Iterator[tuple[str | None, ...]]:
    """Rows of which Spark makes the quads: one with all plain lines, their terms parted by a character that
    N-Quads never hold, and one for each other line. Terms cost a tenth so.
    """
    plain_lines: list[bytes] = []
    others: list[bytes] = []
    for line in lines.split(b"\n"):
        (others if b"\\" in line or b"_:" in line else plain_lines).append(line)
    text, found = _PLAIN.subn(_FIELDS, b"\n".join(filter(None, plain_lines)))
    if found != text.count(b"\n") + bool(text):
        text, others = b"", [lines]
    if text:
        yield (text.decode("utf-8"), *[None] * 7)
    for quad in pyoxigraph.parse(b"\n".join(others), format=RdfFormat.N_QUADS):
        yield (None, *cells(quad))


def cells(quad: Quad) -> tuple[str | None, ...]:
    """The row of a quad."""
    graph = None if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value
    subject = getattr(quad.subject, "value", str(quad.subject))
    value = quad.object
    if isinstance(value, Literal):
        kind = ("literal", value.datatype.value, value.language)
        return subject, quad.predicate.value, value.value, *kind, graph
    return subject, quad.predicate.value, getattr(value, "value", str(value)), "iri", None, None, graph


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
