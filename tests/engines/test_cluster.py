"""A cluster of a master and two workers, one of whose executors is killed at work, gives the graph of one process."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.cluster import Cluster, running
from kg.cli import run as kg
from tests.engines.conftest import require_spark

PATIENCE = 2400.0


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    require_spark()
    with running(2, "1g") as cluster:
        yield cluster


@pytest.fixture(scope="module")
def sources(root: Path) -> list[str]:
    """Articles with their words: those of a lexicon of the user, which the executors must use, too."""
    trade = root / "docs" / "own-domain" / "trade"
    lexicon = ["--lexicon", str(trade / "lexicon")]
    return [str(root / "examples" / "examples.jsonl"), *map(str, sorted(trade.glob("*.txt"))), *lexicon]


def kill_one(cluster: Cluster, facts: Path, process: subprocess.Popen[bytes]) -> int:
    """Kill the first executor as soon as the articles are being read; its process id."""
    until = time.monotonic() + PATIENCE
    while not (facts / "_temporary").exists():
        assert process.poll() is None, "the build ended early"
        assert time.monotonic() < until, "the reading never began"
        time.sleep(0.05)
    victim = cluster.executors()[0]
    victim.kill()
    assert not (facts / "_SUCCESS").exists()
    return victim.pid


def test_a_killed_executor_changes_nothing(cluster: Cluster, sources: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "kg", "build", *sources, "--engine", "spark", "--master", cluster.url]
    environment = {**os.environ, "PYTHONPATH": os.getcwd()}
    said = tmp_path / "said"
    with said.open("wb") as stream:
        process = subprocess.Popen([*command, "-o", str(out)], stderr=stream, env=environment)
    try:
        killed = kill_one(cluster, out / "work" / "facts-000000", process)
        process.wait(PATIENCE)
    finally:
        process.kill()
        process.wait()
    told = said.read_text(encoding="utf-8")
    assert process.returncode == 0, told
    assert "Traceback" not in told
    assert killed not in [it.pid for it in cluster.executors()]
    local = tmp_path / "local.nq"
    assert kg(["build", *sources, "-o", str(local), "--quiet"]) == 0
    shards = [gzip.decompress(it.read_bytes()).decode("utf-8") for it in out.glob("nquads/*.nq.gz")]
    lines = sorted(line for shard in shards for line in shard.splitlines())
    assert lines == sorted(local.read_text(encoding="utf-8").splitlines())
    assert json.loads((out / "summary.json").read_text())["articles"] > 10
    assert any("stocktake" in line for line in lines), "the user's words were used"
