"""Seconds from the command to its end: one article built, its graph asked, the help."""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from benchmarks.section import ROOT, Section, Table

KINDS = ("s", "processor s")
ARTICLE = str(ROOT / "examples" / "seed-article.txt")


def measure(arguments: Sequence[str]) -> Section:
    """The section; each command is run as often as asked, its files in the system's cache."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks startup", description=__doc__)
    parser.add_argument("corpus", nargs="?", help="not used")
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args(arguments).runs
    with tempfile.TemporaryDirectory() as folder:
        graph = str(Path(folder) / "graph.nq")
        commands = {
            "kg --help": ["--help"],
            "kg build seed-article.txt -o graph.nq": ["build", ARTICLE, "-o", graph, "--quiet"],
            "kg query meetings-timeline --graph graph.nq": ["query", "meetings-timeline", "--graph", graph],
        }
        found = {words: _seconds(command, runs) for words, command in commands.items()}
    words = len(Path(ARTICLE).read_text(encoding="utf-8").split())
    return Section(
        "From the command to the result",
        f"Medians of {runs} runs after one that is not counted. The article has {words:,} words; loading the"
        " model is in it. Processor seconds are those of all threads.",
        [
            Table(
                ("command", "s", "processor s"),
                [[f"`{k}`", *(f"{it:.2f}" for it in v)] for k, v in found.items()],
            )
        ],
        {
            f"{words.split()[1]} {kind}": round(it, 2)
            for words, both in found.items()
            for kind, it in zip(KINDS, both, strict=True)
        },
    )


def _seconds(command: Sequence[str], runs: int) -> tuple[float, float]:
    """The medians of the seconds that pass and of those that the processor works."""
    passed, worked = [], []
    for _ in range(1 + runs):
        began, before = time.perf_counter(), getrusage(RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "kg", *command], check=True, capture_output=True)  # noqa: S603 - our own
        after = getrusage(RUSAGE_CHILDREN)
        passed.append(time.perf_counter() - began)
        worked.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(passed[1:]), statistics.median(worked[1:])
