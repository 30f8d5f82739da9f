"""Spark by its own account: seconds and bytes shuffled of each step, bytes that each folder of the output takes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import corpus
from benchmarks.section import Section, Table


@dataclass(slots=True)
class Step:
    """What the tasks of one step took: seconds of executors, bytes written to shuffles."""

    seconds: float = 0.0
    shuffled: int = 0


def measure(arguments: Sequence[str]) -> Section:
    """The section, from the event log of one run on this machine."""
    parser = corpus.arguments("spark", __doc__, 10_000)
    parser.add_argument("--master", default="local[2]")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, out, log = folder / "corpus.jsonl", folder / "out", folder / "log"
        log.mkdir()
        characters = corpus.write(given.corpus, source, given.documents, given.cut)
        settings = {"enabled": "true", "dir": f"file:{log}", "rolling.enabled": "false", "compress": "false"}
        command = [sys.executable, "-m", "kg", "build", str(source), "-o", str(out), "--engine", "spark"]
        command += ["--master", given.master, "--keep-going", "--quiet"]
        for key, value in {**settings, "logStageExecutorMetrics": "false"}.items():
            command += ["--spark", f"spark.eventLog.{key}={value}"]
        done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own
        if done.returncode not in (0, 1):
            raise RuntimeError(done.stderr[-2000:])
        steps = _steps(log)
        sizes = {it.name: _size(it) for it in sorted(out.iterdir()) if it.is_dir()}
        summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    articles = summary["articles"]
    rows = [
        [
            name,
            f"{it.seconds:,.1f}",
            f"{1000 * it.seconds / articles:,.1f}",
            f"{it.shuffled / 1e6:,.2f}",
            f"{it.shuffled / articles:,.0f}",
        ]
        for name, it in steps.items()
    ]
    stored = [[f"`{name}/`", f"{size / 1e6:,.2f}", f"{size / articles:,.0f}"] for name, size in sizes.items()]
    cut = f", each cut at {given.cut:,} characters" if given.cut else ""
    return Section(
        "Spark by step",
        f"{given.documents:,} documents of the White House corpus{cut}, {characters / 1e6:.2f} million characters, on"
        f" {given.master}; {articles:,} articles became {summary['statements']:,} statements. Seconds are those that"
        " executors ran, waiting included.",
        [
            Table(("step", "executor s", "ms an article", "MB shuffled", "bytes an article"), rows),
            Table(("folder", "MB", "bytes an article"), stored, "The output:"),
        ],
        {
            "articles": articles,
            "characters": characters,
            "statements": summary["statements"],
            "shuffled bytes an article": round(sum(it.shuffled for it in steps.values()) / articles),
            **{f"{name}: bytes an article": round(size / articles) for name, size in sizes.items()},
        },
    )


_NUMBERS = re.compile(r"^batch .*|^[\d,]+ articles: ")


def _steps(log: Path) -> dict[str, Step]:
    """Steps in the order of the run, by the descriptions that ``kg`` gives its jobs; batches together."""
    found: dict[str, Step] = {}
    of_stage: dict[int, str] = {}
    for event in _events(log):
        kind = event["Event"]
        if kind == "SparkListenerJobStart":
            properties = event.get("Properties") or {}
            words = properties.get("spark.job.description") or "listing"
            words = _NUMBERS.sub(lambda it: "articles to quads" if it[0].startswith("batch") else "", words)
            of_stage |= dict.fromkeys(event["Stage IDs"], words)
        elif kind == "SparkListenerTaskEnd" and event.get("Task Metrics"):
            step = found.setdefault(of_stage.get(event["Stage ID"], "listing"), Step())
            _add(step, event["Task Metrics"])
    return found


def _add(step: Step, metrics: Mapping[str, Any]) -> None:
    step.seconds += metrics["Executor Run Time"] / 1000
    step.shuffled += metrics["Shuffle Write Metrics"]["Shuffle Bytes Written"]


def _events(log: Path) -> Iterator[dict[str, Any]]:
    for file in sorted(it for it in log.rglob("*") if it.is_file()):
        with file.open(encoding="utf-8") as stream:
            for line in stream:
                if line.startswith("{"):
                    yield json.loads(line)


def _size(folder: Path) -> int:
    return sum(it.stat().st_size for it in folder.rglob("*") if it.is_file() and not it.name.startswith("."))
