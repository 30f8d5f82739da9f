"""What the gate before the model leaves out: the articles not read, and what they would have given.

Gated and ungated results are equal by construction, for ``extract`` asks what the gate asks. This measures
the rule itself, on whole corpora: each article that it leaves out is read all the same, and what is found is
counted.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.corpus import article_in, lines, text_file
from benchmarks.section import Section, Table
from kg.extraction.actors.parties_named import may_tell
from kg.extraction.extract import read
from kg.model import Article
from kg.nlp.annotate import annotate, article_memory

KINDS = ("meetings", "processes", "changes", "acts", "holdings", "actors")


def measure(arguments: Sequence[str]) -> Section:
    """The section."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks gate", description=__doc__)
    parser.add_argument("corpus", nargs="+", type=Path, help="JSON Lines (also .xz), or a folder of ID.txt")
    rows, figures = [], {}
    for path in parser.parse_args(arguments).corpus:
        articles = list(_articles(path))
        began = time.process_time()
        left_out = [it for it in articles if not may_tell(it)]
        seconds = time.process_time() - began
        found = _found(left_out)
        characters = sum(len(it.text) for it in articles)
        rows.append(
            [path.name.partition(".")[0], f"{len(articles):,}", f"{len(left_out):,}"]
            + [f"{found[kind]:,}" for kind in KINDS]
            + [f"{1e9 * seconds / max(1, characters):,.0f}"]
        )
        figures[path.name.partition(".")[0]] = len(left_out) / max(1, len(articles))
    words = (
        "Articles that name no party are not read. They were read here all the same; the columns say how"
        " many meetings, processes and so on of theirs are left out. The last is what asking costs, in"
        " microseconds of the processor per 1,000 characters."
    )
    columns = ("articles", "number", "not read", *KINDS, "asking")
    return Section("What the gate leaves out", words, [Table(columns, rows)], figures)


def _articles(path: Path) -> Iterator[Article]:
    if path.is_dir():
        return map(text_file, sorted(path.glob("*.txt")))
    return map(article_in, lines(path))


def _found(articles: Sequence[Article]) -> Counter[str]:
    """What is said in them, by kind."""
    out: Counter[str] = Counter()
    for it in articles:
        with article_memory():
            extraction = read(annotate(it), it)
        out.update({kind: len(getattr(extraction, kind)) for kind in KINDS})
    return out
