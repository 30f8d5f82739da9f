"""The bytes of a graph depend on its articles alone: not on hash seeds, order, or how they are put together."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import kg
from kg.cli import run
from kg.rdf.write import dumps

ARTICLES = ("seed-article.txt", "mascarene-call-readout.txt")
FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld")
SEEDS = range(20)
WORKERS = 2
#: Prints the SHA-256 of the graph of the files given, in each format.
SCRIPT = """
import hashlib, json, sys, kg
from kg.rdf.write import dumps
quads = kg.build(sys.argv[2:])
print(json.dumps({f: hashlib.sha256(dumps(quads, f).encode()).hexdigest() for f in sys.argv[1].split(",")}))
"""

Digests = dict[str, str]


def digests(paths: list[str], seed: int) -> Digests:
    """The digest of each format, made by a process with this hash seed."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, ",".join(FORMATS), *paths],
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded: Digests = json.loads(done.stdout)
    return loaded


@pytest.fixture(scope="module")
def paths(root: Path) -> list[str]:
    return [str(root / "examples" / name) for name in ARTICLES]


@pytest.fixture(scope="module")
def by_seed(paths: list[str]) -> Iterator[dict[int, Digests]]:
    """The digests under every seed; odd seeds get the files in reversed order."""
    with ThreadPoolExecutor(WORKERS) as pool:
        jobs = {seed: pool.submit(digests, paths[:: -1 if seed % 2 else 1], seed) for seed in SEEDS}
        yield {seed: job.result() for seed, job in jobs.items()}


@pytest.mark.parametrize("form", FORMATS)
def test_same_bytes_under_twenty_hash_seeds_and_both_orders(by_seed: dict[int, Digests], form: str) -> None:
    assert len(by_seed) == 20
    assert len({found[form] for found in by_seed.values()}) == 1, {s: d[form][:8] for s, d in by_seed.items()}


def test_the_comparison_can_fail(by_seed: dict[int, Digests], paths: list[str]) -> None:
    assert digests(paths[:1], 0)["turtle"] != by_seed[0]["turtle"]


@pytest.mark.parametrize("form", FORMATS)
def test_one_by_one_and_all_at_once_give_the_same(paths: list[str], form: str) -> None:
    together = dumps(kg.build(paths), form)
    apart = [quad for path in reversed(paths) for quad in kg.build(path)]
    assert dumps(apart, form) == together
    assert dumps([*apart, *apart], form) == together, "the same article twice"


def test_a_copy_elsewhere_gives_the_same(paths: list[str], tmp_path: Path) -> None:
    copy = tmp_path / "seed-article.txt"
    copy.write_bytes(Path(paths[0]).read_bytes().replace(b"\n", b"\r\n"))
    assert dumps(kg.build(copy)) == dumps(kg.build(paths[0]))


def test_a_second_build_leaves_the_same_file(paths: list[str], tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    built = []
    for _ in range(2):
        assert run(["build", *paths, "-o", str(target), "-q"]) == 0
        built.append(target.read_bytes())
    assert built[0] == built[1]
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"], "no half-written file is left"
