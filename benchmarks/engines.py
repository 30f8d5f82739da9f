"""One process, two, Spark on this machine, a Spark cluster: the same graph, and how long each takes."""

from __future__ import annotations

import argparse
import gzip
import hashlib
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import corpus
from benchmarks.cluster import Cluster, running
from benchmarks.section import Section, Table
from benchmarks.watched import Taken, run

_PATIENCE = 3600.0
_SPARK = ["--spark", "spark.sql.shuffle.partitions=8"]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to build: its arguments, and the cluster that works for it."""

    arguments: Sequence[str]
    cluster: Cluster | None = None
    killed: bool = False
    only_nquads: bool = True
    limited: bool = False
    """A limit is set to its time, so that it is run in every turn."""


def measure(arguments: Sequence[str]) -> Section:
    """The section. The cluster runs before its measurement begins; what executors take to start is in it."""
    parser = corpus.arguments("engines", __doc__, 10_000)
    parser.add_argument("--runs", type=int, default=5, help="of the ways that have limits, in turns")
    parser.add_argument("--others", type=int, help="turns in which the other ways run, too; all by default")
    parser.add_argument("--memory", default="3g", help="of each worker of the cluster")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name, running(2, given.memory) as cluster:
        folder = Path(name)
        source = folder / "corpus.jsonl"
        characters = corpus.write(given.corpus, source, given.documents, given.cut)
        ways = {
            "one process": Way(["--jobs", "1"], limited=True),
            "two processes": Way(["--jobs", "2"], limited=True),
            "Spark, `local[2]`": Way(["--engine", "spark", "--master", "local[2]", *_SPARK], limited=True),
            "the same, with the merge and Parquet": Way(
                ["--engine", "spark", "--master", "local[2]", *_SPARK], only_nquads=False
            ),
            "Spark, a master and two workers": Way(
                ["--engine", "spark", "--master", cluster.url, *_SPARK], cluster
            ),
            "the last, an executor killed": Way(
                ["--engine", "spark", "--master", cluster.url, *_SPARK], cluster, killed=True
            ),
        }
        taken: dict[str, list[Taken]] = {name: [] for name in ways}
        graphs: dict[str, set[str]] = {name: set() for name in ways}
        others = given.runs if given.others is None else given.others
        for turn in range(given.runs):
            for words, way in ways.items():
                if not way.limited and turn >= others:
                    continue
                graph = folder / "graph"
                taken[words].append(_build(source, graph, way))
                graphs[words].add(_digest(graph))
                print(words, taken[words][-1], file=sys.stderr, flush=True)
                shutil.rmtree(graph) if graph.is_dir() else graph.unlink()
    return _section(given, characters, taken, graphs)


def _build(source: Path, graph: Path, way: Way) -> Taken:
    command = [sys.executable, "-m", "kg", "build", str(source), "-o", str(graph), "--keep-going", "--quiet"]
    command += [*way.arguments, *(["--format", "nquads"] if way.only_nquads else [])]
    others = [it.pid for it in way.cluster.workers] if way.cluster else []
    return run(command, others, _killing(way.cluster, graph) if way.cluster and way.killed else None)


def _times(taken: dict[str, list[Taken]], base: str) -> dict[str, float]:
    """How many times as fast as ``base`` each way was: the median over the turns in which both ran."""
    return {
        words: statistics.median(
            it.seconds / own.seconds for it, own in zip(taken[base], found, strict=False)
        )
        for words, found in taken.items()
    }


def _killing(cluster: Cluster, graph: Path) -> Callable[[], None]:
    """Kills the first executor when the reading of articles is under way: some of its tasks are done."""

    def kill() -> None:
        until = time.monotonic() + _PATIENCE
        while not any(graph.glob("work/facts-*/_temporary/*/task_*")):
            if time.monotonic() > until:
                raise RuntimeError("no task was done in time")
            time.sleep(0.1)
        cluster.executors()[0].kill()

    return kill


def _digest(graph: Path) -> str:
    """Of the sorted lines of a file of N-Quads, or of the shards of a folder."""
    if graph.is_dir():
        shards = [gzip.decompress(it.read_bytes()) for it in sorted(graph.glob("nquads/*.nq.gz"))]
    else:
        shards = [graph.read_bytes()]
    lines = sorted(line for shard in shards for line in shard.splitlines())
    return hashlib.sha256(b"\n".join(lines)).hexdigest()


def _section(
    given: argparse.Namespace, characters: int, taken: dict[str, list[Taken]], graphs: dict[str, set[str]]
) -> Section:
    if len(set.union(*graphs.values())) != 1:
        raise AssertionError(f"the graphs differ: {graphs}")
    seconds = {words: statistics.median(it.seconds for it in found) for words, found in taken.items()}
    worked = {words: statistics.median(it.processor for it in found) for words, found in taken.items()}
    one, two = (_times(taken, words) for words in ("one process", "two processes"))
    rows = [
        [
            words,
            str(len(found)),
            f"{seconds[words]:,.0f}",
            f"{given.documents / seconds[words]:.2f}",
            f"{one[words]:.2f}",
            f"{two[words]:.2f}",
            f"{worked[words]:,.0f}",
            f"{max(it.peak for it in found):,.0f}",
            f"{max(it.largest for it in found):,.0f}",
        ]
        for words, found in taken.items()
    ]
    columns = (
        "way", "turns", "s", "articles/s", "times one process", "times two processes", "processor s", "MB in all",
        "MB of the largest",
    )  # fmt: skip
    cut = f", each cut at {given.cut:,} characters" if given.cut else ""
    return Section(
        "One process, two, and Spark",
        f"{given.documents:,} documents of the White House corpus{cut}: {characters / 1e6:.1f} million"
        " characters, from JSON Lines to sorted N-Quads or shards, aligned; one row has what Spark"
        " writes beside them when not told --format nquads. Medians of all turns; how many times as fast as"
        " another way is the median of what it was in each turn. All graphs are the same, line by line after"
        " sorting (compared by SHA-256), that of the run in which an executor was killed (SIGKILL, when some"
        " tasks were done) too. Memory is the peak of all processes together, Java among them, and of the"
        " largest one.",
        [Table(columns, rows)],
        {
            "documents": given.documents,
            "characters": characters,
            **{f"{words}: s": round(it, 1) for words, it in seconds.items()},
            **{f"{words}: processor s": round(it, 1) for words, it in worked.items()},
        },
    )
