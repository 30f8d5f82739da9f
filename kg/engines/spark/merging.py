"""The merge of all graphs as lines of N-Quads, each once: what ``kg load`` puts beside the graphs.

Mentions belong to one article, so that what is said of them, two thirds of all lines, stays where it is. The
other lines are dealt into parts by their hash, many to a row, and told once in each: a part holds what some
thousands of articles say, however many there are in all.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Quad, Triple

from kg.engines.spark.columns import line_of, without_warning
from kg.rdf.aligned import Rewriting
from kg.rdf.lines import LineRewriting, line_rewriting, parts
from kg.rdf.load import term_quads
from kg.stores.loading import ABOUT_GRAPH, plain
from kg.stores.remote import MERGED_GRAPH
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    import pyarrow
    from pyspark import Broadcast
    from pyspark.sql import DataFrame, SparkSession

    Batches = Iterator[pyarrow.RecordBatch]

MERGED, ABOUT = NamedNode(MERGED_GRAPH), NamedNode(ABOUT_GRAPH)
_MENTION = b"<" + PREFIXES["m"].encode()
_IRI = re.compile(rb"<[^<>\n]*>")
_IN_MERGE = b" %b ." % str(MERGED).encode()
_IN_ABOUT = b" %b ." % str(ABOUT).encode()
#: Articles whose lines are told once by one task: at most some hundred megabytes.
_PER_PART = 5_000
_LINES = "lines string"
_DEALT = "part int, lines string"


def merged_of(session: SparkSession, lines: DataFrame, by: Rewriting, count: int) -> DataFrame:
    """The merge of a column ``lines`` of N-Quads of ``count`` articles, aligned by ``by``, each line once.

    That is the merge itself in a graph of its own, what is said of the graphs in another, the ontology and
    the issue scheme. A row has one line or several.
    """
    without_warning()
    context = session.sparkContext
    merge = context.broadcast(merge_by(by))
    number = max(context.defaultParallelism, -(-count // _PER_PART))
    terms = (_in(plain(it.triple), graph) for it in term_quads() for graph in (it.graph_name, MERGED))
    own = [(part, text.decode("utf-8")) for part, text in dealt(map(line_of, terms), number)]
    others = (
        lines.mapInArrow(_dealing(merge, number), _DEALT)
        .union(session.createDataFrame(own, _DEALT))
        .repartition(number, "part")
        .select("lines")
        .mapInArrow(_each_once, _LINES)
    )
    return lines.mapInArrow(_telling(merge), _LINES).union(others)


@dataclass(frozen=True, slots=True)
class Merge:
    """What lines say in the merge. ``touched`` are the nodes of which a rewriting changes what is said."""

    by: LineRewriting
    touched: frozenset[bytes]

    def of(self, text: bytes, *, mentions: bool) -> list[bytes]:
        """What the lines on mentions say there, or all others; each line once."""
        every = [it for it in text.split(b"\n") if it and it.startswith(_MENTION) == mentions]
        if not every:
            return []
        graph = b" %b ." % (parts(every[-1])[3] or b"<>")
        end, changed = -len(graph), self._changed(b"\n".join(every))
        # Most lines are of the one graph of an article and of no node that another stands for.
        as_they_are = [it.endswith(graph) and it.count(b" ") > 3 and it not in changed for it in every]
        merged = {it[:end] + _IN_MERGE: None for it in compress(every, as_they_are)}
        rest = [it for it, as_it_is in zip(every, as_they_are, strict=True) if not as_it_is]
        merged |= {it[:-2] + _IN_MERGE: None for it in self.by.flat(rest)}
        merged |= {it[:-2] + _IN_ABOUT: None for it in rest if not parts(it)[3]}
        return list(merged)

    def _changed(self, text: bytes) -> set[bytes]:
        """The lines that name a node that is touched, perhaps in a literal."""
        found: set[bytes] = set()
        for node in self.touched.intersection(_IRI.findall(text)):
            at = text.find(node)
            while at >= 0:
                end = text.find(b"\n", at)
                end = len(text) if end < 0 else end
                found.add(text[text.rfind(b"\n", 0, at) + 1 : end])
                at = text.find(node, end)
        return found


def merge_by(by: Rewriting) -> Merge:
    """The merge that a rewriting makes."""
    of = line_rewriting(by)
    return Merge(of, frozenset((*of.replaced, *(subject for subject, _ in of.settled))))


def dealt(lines: Iterable[bytes], number: int) -> Iterator[tuple[int, bytes]]:
    """The lines by the number of their part, equal ones in one part of ``number``."""
    found: defaultdict[int, list[bytes]] = defaultdict(list)
    for line in lines:
        found[zlib.crc32(line) % number].append(line)
    for part, some in found.items():
        yield part, b"\n".join(some)


def _telling(merge: Broadcast[Merge]) -> Callable[[Batches], Batches]:
    """What the lines on mentions say in the merge; for ``mapInArrow``."""

    def tell(batches: Batches) -> Batches:
        for texts in _texts(batches):
            yield from _rows(b"\n".join(merge.value.of(text, mentions=True)) for text in texts)

    return tell


def _dealing(merge: Broadcast[Merge], number: int) -> Callable[[Batches], Batches]:
    """What all other lines say there, by part; for ``mapInArrow``."""
    import pyarrow

    def deal(batches: Batches) -> Batches:
        for texts in _texts(batches):
            # Each line once in a batch: much is said in many articles.
            told = dict.fromkeys(line for text in texts for line in merge.value.of(text, mentions=False))
            found = list(dealt(told, number))
            kept = [part for part, _ in found], [text.decode("utf-8") for _, text in found]
            yield pyarrow.record_batch(
                [pyarrow.array(kept[0], pyarrow.int32()), pyarrow.array(kept[1], pyarrow.string())],
                ["part", "lines"],
            )

    return deal


def _each_once(batches: Batches) -> Batches:
    """The lines of a part, each once; for ``mapInArrow``."""
    told: set[bytes] = set()
    for texts in _texts(batches):
        new = {line for text in texts for line in text.split(b"\n")} - told
        told |= new
        yield from _rows([b"\n".join(sorted(new))])


def _texts(batches: Batches) -> Iterator[list[bytes]]:
    import pyarrow

    for batch in batches:
        yield batch.column("lines").cast(pyarrow.binary()).to_pylist()


def _rows(texts: Iterable[bytes]) -> Iterator[Any]:
    import pyarrow

    some = [text.decode("utf-8") for text in texts if text]
    if some:
        yield pyarrow.record_batch([pyarrow.array(some, pyarrow.string())], ["lines"])


def _in(triple: Triple, graph: Any) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)
