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

from benchmarks.section import ROOT, Section, Table

ARTICLE = str(ROOT / "examples" / "seed-article.txt")


def measure(arguments: Sequence[str]) -> Section:
    """The section; each command is run as often as asked, its file cache warm."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks startup", description=__doc__)
    parser.add_argument("corpus", nargs="?", help="not used")
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args(arguments).runs
    with tempfile.TemporaryDirectory() as folder:
        graph = str(Path(folder) / "graph.nq")
        commands = {
            "kg --help": ["--help"],
            "kg build seed-article.txt -o graph.nq": ["build", ARTICLE, "-o", graph, "--quiet"],
            "kg query meetings graph.nq": ["query", "meetings", graph],
        }
        found = {
            words: [_seconds(command) for _ in range(1 + runs)][1:] for words, command in commands.items()
        }
    rows = [
        [f"`{words}`", f"{statistics.median(it):.2f}", f"{min(it):.2f}", f"{max(it):.2f}"]
        for words, it in found.items()
    ]
    return Section(
        "From the command to the result",
        f"Seconds of {runs} runs after one that is not counted. The article has "
        f"{len(Path(ARTICLE).read_text(encoding='utf-8').split()):,} words; loading the model is in it.",
        [Table(("command", "median s", "least", "most"), rows)],
        {words.split()[1]: round(statistics.median(it), 2) for words, it in found.items()},
    )


def _seconds(command: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "kg", *command], check=True, capture_output=True)  # noqa: S603 - our own
    return time.perf_counter() - started
