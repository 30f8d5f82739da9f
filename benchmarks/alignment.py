"""What joining articles costs, against reading them, from 1,000 to 10,000 articles.

    python benchmarks/alignment.py ../shared/data/corpus_white_house.jsonl.xz [--sample 120]

Every n-th document of the corpus is built; since building ten thousand would take hours, the larger sets are
copies of the sample with other days (each copy is shifted by eleven days, so that the same people meet over
years) and other meetings. Printed are seconds of the processor for each size, the share of what building that
many articles takes at the pace of the sample, and the growth of the time from size to size (1.0 is linear).
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.corpus import lines  # noqa: E402
from benchmarks.quality.built import untitled  # noqa: E402
from kg.alignment.align import align  # noqa: E402
from kg.alignment.describe import alignment_quads  # noqa: E402
from kg.alignment.reading import records  # noqa: E402
from kg.alignment.records import ArticleRecord, MeetingRecord  # noqa: E402
from kg.errors import KgError  # noqa: E402
from kg.model import Article  # noqa: E402

SIZES = (1000, 2000, 5000, 10000)
SHIFT = 11


def main(arguments: list[str] | None = None) -> None:
    """Print the table as Markdown."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--sample", type=int, default=120)
    options = parser.parse_args(arguments)
    building, reading, sample = built(options.corpus, options.sample)
    print(f"{len(sample)} articles built in {building:.1f} s, their records read in {reading:.3f} s\n")
    print("| articles | meetings | joined | align | graph | share of building | growth |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    before: tuple[int, float] | None = None
    for size in SIZES:
        articles = list(islice(copies(sample), size))
        started = time.process_time()
        alignment = align(articles)
        aligned = time.process_time() - started
        quads = alignment_quads(alignment)
        described = time.process_time() - started - aligned
        whole = aligned + described + reading / len(sample) * size
        share = whole / (building / len(sample) * size)
        power = math.log(whole / before[1]) / math.log(size / before[0]) if before else None
        meetings = len({m.node for a in articles for m in a.meetings})
        print(
            f"| {size:,} | {meetings:,} | {len(alignment.replaced):,} | {aligned:.1f} s | {described:.1f} s"
            f" ({len(quads):,} quads) | {share:.2%} | {f'{power:.2f}' if power else '-'} |",
            flush=True,
        )
        before = size, whole


def built(corpus: Path, count: int) -> tuple[float, float, list[ArticleRecord]]:
    """Seconds to build and to read the records of a sample of the corpus, and the records."""
    from kg.pipeline import process

    graphs = []
    chosen = list(articles_of(corpus, count))
    process(chosen[0])  # loads the model
    started = time.process_time()
    for article in chosen:
        try:
            graphs.append(process(article))
        except KgError as error:
            print(error, file=sys.stderr)
    building = time.process_time() - started
    started = time.process_time()
    found = [record for graph in graphs for record in records(graph)]
    return building, time.process_time() - started, found


def articles_of(corpus: Path, count: int) -> Iterator[Article]:
    """Every n-th document, so that about ``count`` come out."""
    every = [json.loads(line) for line in lines(corpus)]
    for value in every[:: max(1, len(every) // count)][:count]:
        day = value.get("published") or value.get("date")
        yield untitled(str(value.get("id")), value["text"], str(day)[:10] if day else None)


def copies(sample: list[ArticleRecord]) -> Iterator[ArticleRecord]:
    """The sample again and again, each time with other days and meetings; endless."""
    number = 0
    while True:
        yield from (copy(article, number) for article in sample)
        number += 1


def copy(article: ArticleRecord, number: int) -> ArticleRecord:
    """The article as another one, some days later."""
    if number == 0:
        return article
    mark = f"-{number:04}"
    return replace(
        article,
        article=article.article + mark,
        graph=article.graph + mark,
        published=later(article.published, number),
        meetings=tuple(_copied(meeting, mark, number) for meeting in article.meetings),
        other_parts=(),
    )


def _copied(meeting: MeetingRecord, mark: str, number: int) -> MeetingRecord:
    return replace(
        meeting,
        node=meeting.node + mark,
        earliest=later(meeting.earliest, number),
        latest=later(meeting.latest, number),
        edtf=None,
        parts=tuple(replace(part, node=part.node + mark) for part in meeting.parts),
    )


def later(day: date | None, number: int) -> date | None:
    """The day ``number`` shifts later."""
    return day + timedelta(days=SHIFT * number) if day else None


if __name__ == "__main__":
    main()
