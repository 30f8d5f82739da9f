"""The memory of ``kg build --workspace`` over the documents of a corpus, as a table.

Usage: python -m benchmarks.memory.growth CORPUS.jsonl[.xz|.gz] [--longest CHARS] [--limit N] [--every N]

Builds a workspace in a temporary folder by the command line, in one process, and writes down the resident
memory of that process after every so many articles, with the statements so far and the size on disk. The
last line has the slope: how many megabytes a thousand articles added after the first third, in which the
language model and the caches of words fill. Documents above ``--longest`` characters are left out, which
makes a run over thousands short; without it the whole corpus goes in.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import psutil

Point = tuple[int, float, int, float, float]


def documents(corpus: Path, longest: int | None, limit: int | None) -> Iterator[str]:
    """Lines of the corpus whose text is short enough; a ``date`` serves as the day of publication."""
    opened = {".xz": lzma.open, ".gz": gzip.open}.get(corpus.suffix, open)
    number = 0
    with opened(corpus, "rt", encoding="utf-8") as stream:  # type: ignore[operator] # all take these
        for line in stream:
            value = json.loads(line)
            if longest is not None and len(value["text"]) > longest:
                continue
            value["published"] = value.pop("date", None)
            yield json.dumps(value) + "\n"
            number += 1
            if number == limit:
                return


def curve(source: Path, workspace: Path, every: int) -> Iterator[Point]:
    """Articles, resident MB, statements, MB on disk and seconds, after every so many articles."""
    command = [sys.executable, "-m", "kg", "build", str(source), "--workspace", str(workspace)]
    started = time.monotonic()
    command += ["--keep-going", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        watched = psutil.Process(process.pid)
        events = process.stdout or iter(())
        done = statements = 0
        resident = 0.0
        for line in events:
            event = json.loads(line)
            if event["event"] == "summary":
                break
            done += 1
            statements += event.get("statements", 0)
            if done % every == 0:
                resident = watched.memory_info().rss / 1e6
                yield done, resident, statements, on_disk(workspace), time.monotonic() - started
        if done % every:
            yield done, resident, statements, on_disk(workspace), time.monotonic() - started


def on_disk(folder: Path) -> float:
    """Megabytes of all files, as far as they are still there while one looks."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size
        except FileNotFoundError:
            continue
    return total / 1e6


def slope(points: Iterable[Point]) -> float:
    """Megabytes per thousand articles by least squares, the first third of the points left out."""
    kept = list(points)
    kept = kept[len(kept) // 3 :]
    x = [point[0] / 1000 for point in kept]
    y = [point[1] for point in kept]
    middle_x, middle_y = sum(x) / len(x), sum(y) / len(y)
    spread = sum((it - middle_x) ** 2 for it in x)
    return sum((a - middle_x) * (b - middle_y) for a, b in zip(x, y, strict=True)) / spread


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--longest", type=int)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--every", type=int, default=500)
    given = parser.parse_args()
    points: list[Point] = []
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "corpus.jsonl"
        with source.open("w", encoding="utf-8") as stream:
            stream.writelines(documents(given.corpus, given.longest, given.limit))
        print("articles  resident MB  statements  disk MB  seconds")
        for point in curve(source, Path(folder) / "workspace", given.every):
            points.append(point)
            done, resident, statements, disk, seconds = point
            print(
                f"{done:8,}  {resident:11,.0f}  {statements:10,}  {disk:7,.0f}  {seconds:7,.0f}", flush=True
            )
    if len(points) > 5:
        print(f"slope after the first third: {slope(points):+.1f} MB per 1,000 articles")


if __name__ == "__main__":
    main()
