"""Where the processor's time goes: reading, annotating, extracting, linking, describing, aligning."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from benchmarks import corpus
from benchmarks.section import Section, Table
from kg.alignment.align import align
from kg.alignment.describe import alignment_quads
from kg.alignment.reading import records
from kg.errors import KgError
from kg.extraction.extract import extract
from kg.linking.link import link
from kg.model import Article
from kg.nlp.annotate import annotate, article_memory
from kg.pipeline import run_info
from kg.rdf.describe import describe
from kg.sources.assemble import Given
from kg.sources.read import read_each

T = TypeVar("T")


class _Clock:
    """Seconds of the processor by stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def of(self, stage: str, function: Callable[[], T]) -> T:
        """What the function gives, its time counted."""
        started = time.process_time()
        try:
            return function()
        finally:
            self.spent[stage] = self.spent.get(stage, 0.0) + time.process_time() - started


def _written(quads: Sequence[Quad]) -> bytes:
    return pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS) or b""


def measure(arguments: Sequence[str]) -> Section:
    """The section: one process, one core, the stages of ``kg.pipeline`` one after another."""
    parser = corpus.arguments("stages", __doc__, 1000)
    given = parser.parse_args(arguments)
    clock, quads, bytes_ = _Clock(), list[Quad](), 0
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "corpus.jsonl"
        characters = corpus.write(given.corpus, source, given.documents, given.cut)
        items = clock.of("read", lambda: list(read_each([source], Given())))
    articles = [it for it in items if isinstance(it, Article)]
    _one(Article("warm", "The ministers met in Oslo."), _Clock())
    for article in articles:
        try:
            found = _one(article, clock)
        except KgError as error:
            print(error, file=sys.stderr)
            continue
        quads += found
        bytes_ += len(clock.of("write", partial(_written, found)))
    found_in = list(records(quads))
    alignment = clock.of("align", lambda: align(found_in))
    joined = clock.of("align", lambda: alignment_quads(alignment))
    entities = {it.node for record in found_in for it in record.entities}
    whole = sum(clock.spent.values())
    rows = [
        [stage, f"{spent:.1f}", f"{1000 * spent / len(articles):.2f}", f"{spent / whole:.1%}"]
        for stage, spent in clock.spent.items()
    ]
    rows.append(["all", f"{whole:.1f}", f"{1000 * whole / len(articles):.1f}", "100.0%"])
    cut = f", each cut at {given.cut:,} characters" if given.cut else ""
    return Section(
        "Cost by stage",
        f"{len(articles):,} documents of the White House corpus{cut}, {characters / 1e6:.2f} million"
        f" characters; {len(quads):,} quads, {len(joined):,} of the alignment. Seconds of the processor of one"
        " process on one core, loading the model left out; annotating is spaCy, extracting our own code.",
        [Table(("stage", "processor s", "ms an article", "share"), rows)],
        {
            "articles": len(articles),
            "characters": characters,
            "quads": len(quads),
            "alignment quads": len(joined),
            "joined nodes": len(alignment.replaced),
            "entities": len(entities),
            "bytes a quad": round(bytes_ / max(1, len(quads)), 1),
            **{f"{stage}: processor s": round(spent, 2) for stage, spent in clock.spent.items()},
        },
    )


def _one(article: Article, clock: _Clock) -> list[Quad]:
    with article_memory():
        doc = clock.of("annotate", lambda: annotate(article))
        extraction = clock.of("extract", lambda: extract(doc, article))
    linking = clock.of("link", lambda: link(extraction))
    return clock.of("describe", lambda: list(describe(extraction, linking, run_info())))
