"""What joining articles costs against extracting them, over real documents, from 1,000 to 10,000.

    python -m benchmarks alignment CORPUS [--documents 10000] [--cut N] [--jobs 2] [--keep FILE]

Documents spread over the corpus are built one by one, and the processor's time of each is kept with the
record that alignment reads from its quads. Then parts of them, each spread over the corpus as well, are
aligned by one process: reading the graphs from N-Quads, joining, describing what was joined. Growth is the
exponent of the time from part to part: 1.0 is linear. ``--keep`` writes what was built to a file and takes
it from there the next time, for building is nearly all of the work.
"""

from __future__ import annotations

import math
import multiprocessing
import pickle
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat

from benchmarks import corpus
from benchmarks.quality.built import untitled
from benchmarks.section import Section, Table
from kg.alignment.align import align
from kg.alignment.describe import alignment_quads
from kg.alignment.reading import records
from kg.alignment.records import ArticleRecord
from kg.errors import KgError
from kg.model import Article

PARTS = (10, 5, 2, 1)
COLUMNS = (
    "articles",
    "meetings",
    "nodes joined",
    "extracting",
    "reading",
    "joining",
    "graph",
    "share",
    "growth",
)


@dataclass(frozen=True, slots=True)
class Built:
    """One document: seconds of the processor to extract it and to read its record, and the record."""

    extracting: float
    reading: float
    records: tuple[ArticleRecord, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """What aligning so many articles took, in seconds of the processor, and what came of it."""

    articles: int
    meetings: int
    joined: int
    extracting: float
    reading: float
    joining: float
    graph: float

    @property
    def whole(self) -> float:
        """Seconds of aligning."""
        return self.reading + self.joining + self.graph

    @property
    def share(self) -> float:
        """Of the time of extracting."""
        return self.whole / self.extracting


def measure(arguments: Sequence[str]) -> Section:
    """The table of parts."""
    parser = corpus.arguments("alignment", (__doc__ or "").partition("\n")[0], 10_000)
    parser.add_argument("--jobs", type=int, default=2, help="processes that build")
    parser.add_argument("--keep", type=Path, help="a file of what was built, made where it is missing")
    options = parser.parse_args(arguments)
    built = _kept(options.keep, options.corpus, options.documents, options.cut, options.jobs)
    cost(built[: len(built) // PARTS[0]])  # reads the tables of names
    costs = [cost([built[place * part] for place in range(len(built) // part)]) for part in PARTS]
    growth = [exponent(a, b) for a, b in pairwise(costs)]
    whole = exponent(costs[0], costs[-1])
    cut = f", cut to {options.cut:,} characters" if options.cut else ""
    return Section(
        "Identity across articles",
        f"Documents spread over the corpus{cut}, each extracted; seconds of the processor of one process. The"
        " limit for the share of aligning in extracting is 5 %; growth is the exponent from row to row, and"
        f" {whole:.2f} from the first to the last.",
        [Table(COLUMNS, [_row(it, g) for it, g in zip(costs, [None, *growth], strict=True)])],
        {
            "articles": costs[-1].articles,
            "share %": round(100 * costs[-1].share, 2),
            "growth": round(whole, 2),
        },
    )


def cost(built: Sequence[Built]) -> Cost:
    """Align what was built."""
    articles = [record for it in built for record in it.records]
    started = time.process_time()
    alignment = align(articles)
    joined = time.process_time()
    alignment_quads(alignment)
    done = time.process_time()
    return Cost(
        articles=len(built),
        meetings=len({m.node for a in articles for m in a.meetings}),
        joined=len(alignment.replaced),
        extracting=sum(it.extracting for it in built),
        reading=sum(it.reading for it in built),
        joining=joined - started,
        graph=done - joined,
    )


def exponent(small: Cost, large: Cost) -> float:
    """By which power the time grows with the number of articles; 1 where they are equally many."""
    if large.articles == small.articles:
        return 1.0
    return math.log(large.whole / small.whole) / math.log(large.articles / small.articles)


def build(documents: Sequence[tuple[str, str, str | None]], jobs: int) -> list[Built]:
    """Id, text and day of each document to what it gave, in order; those that cannot be read are left out."""
    found: list[Built] = []
    with multiprocessing.get_context("spawn").Pool(jobs, _warm) as pool:
        for number, it in enumerate(pool.imap(_build, documents, chunksize=4), start=1):
            found += [it] if it is not None else []
            if number % 100 == 0:
                print(f"\r{number:,} of {len(documents):,}", end="", file=sys.stderr, flush=True)
    return found


def _warm() -> None:
    """Load the model, and have every table read."""
    _build(("warm", "Foreign Minister Ana Quiroga of Peru met President Luis Ferro of Chile in Lima.", None))


def _build(document: tuple[str, str, str | None]) -> Built | None:
    from kg.pipeline import process

    article: Article = untitled(*document)
    started = time.process_time()
    try:
        lines = process(article).text
    except KgError as error:
        print(error, file=sys.stderr)
        return None
    extracted = time.process_time()
    found = tuple(records(pyoxigraph.parse(lines, format=RdfFormat.N_QUADS)))
    return Built(extracted - started, time.process_time() - extracted, found)


def _kept(keep: Path | None, source: Path, number: int, cut: int | None, jobs: int) -> list[Built]:
    """What was built, from the file where it is there."""
    if keep is not None and keep.exists():
        found: list[Built] = pickle.loads(keep.read_bytes())  # noqa: S301 - our own file
        return found
    chosen = [
        (f"d{place:05}", str(value["text"]), str(value["published"])[:10] if value["published"] else None)
        for place, value in enumerate(corpus.documents(source, number, cut))
    ]
    found = build(chosen, jobs)
    if keep is not None:
        keep.write_bytes(pickle.dumps(found))
    return found


def _row(it: Cost, growth: float | None) -> list[str]:
    return [
        f"{it.articles:,}", f"{it.meetings:,}", f"{it.joined:,}", f"{it.extracting:,.0f} s",
        f"{it.reading:.2f} s", f"{it.joining:.2f} s", f"{it.graph:.2f} s", f"{it.share:.2%}",
        "-" if growth is None else f"{growth:.2f}",
    ]  # fmt: skip
