"""Memory, disk and pace of ``kg build --workspace`` as it grows: one process, measured from outside."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import psutil

from benchmarks import corpus
from benchmarks.section import Section, Table

_SHOWN = (100, 300, 1000, 3000, 10_000)
_EARLY = 1000


class Point(NamedTuple):
    """Where a run stands: articles, peak of resident MB, statements, MB on disk, seconds, seconds of the processor."""

    articles: int
    peak: float
    statements: int
    disk: float
    seconds: float
    processor: float


def measure(arguments: Sequence[str]) -> Section:
    """The section. A point is taken after every so many articles (``--every``)."""
    parser = corpus.arguments("growth", __doc__, 14_396)
    parser.add_argument("--every", type=int, default=100, help="articles between two measurements")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "corpus.jsonl"
        characters = corpus.write(given.corpus, source, given.documents, given.cut)
        points = list(curve(source, Path(folder) / "workspace", given.every))
    shown = [it for it in points if it.articles in _SHOWN or it is points[-1]]
    rows = [
        [
            f"{it.articles:,}",
            f"{it.peak:,.0f}",
            f"{it.statements:,}",
            f"{it.disk:,.1f}",
            f"{it.processor:,.0f}",
            f"{1000 * it.processor / it.articles:,.0f}",
        ]
        for it in shown
    ]
    thousand = next((it for it in points if it.articles >= _EARLY), points[-1])
    highest = max(it.peak for it in points), max(it.peak for it in points if it.articles <= _EARLY)
    cut = f", each cut at {given.cut:,} characters" if given.cut else ""
    return Section(
        "Growth of one build",
        f"{points[-1].articles:,} documents of the White House corpus{cut}, {characters / 1e6:.1f} million characters,"
        " into a workspace by one process. The peak of memory is"
        f" {highest[0] / highest[1]:.2f} times that of the first {thousand.articles:,} documents.",
        [Table(("articles", "peak MB", "statements", "MB on disk", "processor s", "ms an article"), rows)],
        {
            "articles": points[-1].articles,
            "peak MB": round(highest[0]),
            f"peak MB of the first {thousand.articles}": round(highest[1]),
            "statements an article": round(points[-1].statements / points[-1].articles, 1),
            "bytes on disk an article": round(points[-1].disk * 1e6 / points[-1].articles),
        },
    )


def curve(source: Path, workspace: Path, every: int) -> Iterator[Point]:
    """Where the build stands after every so many articles, and at its end."""
    command = [sys.executable, "-m", "kg", "build", str(source), "--workspace", str(workspace)]
    started = time.monotonic()
    command += ["--keep-going", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        watched = psutil.Process(process.pid)
        events = process.stdout or iter(())
        done = statements = 0

        def point() -> Point:
            used = watched.cpu_times()
            passed = time.monotonic() - started
            return Point(
                done, peak(process.pid), statements, on_disk(workspace), passed, used.user + used.system
            )

        for line in events:
            event = json.loads(line)
            if event["event"] == "summary":
                break
            done += 1
            statements += event.get("statements", 0)
            if done % every == 0:
                yield point()
        else:
            raise SystemExit("growth: the build ended before it was done; nothing is recorded.")
        if done % every:
            yield point()


def peak(process: int) -> float:
    """The most resident memory that a process ever had, in megabytes (Linux)."""
    found = re.search(
        r"^VmHWM:\s*(\d+) kB", Path(f"/proc/{process}/status").read_text(encoding="utf-8"), re.MULTILINE
    )
    return int(found[1]) * 1024 / 1e6 if found else 0.0


def on_disk(folder: Path) -> float:
    """Megabytes of all files, as far as they are still there while one looks."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size
        except FileNotFoundError:
            continue
    return total / 1e6
