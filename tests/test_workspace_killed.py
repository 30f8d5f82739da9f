"""The real command with the real model, killed and started again: the result is that of one run."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

from kg.cli import run
from kg.stores.workspace import open_workspace

KILLS = 3


def build(sources: list[Path], workspace: Path) -> subprocess.Popen[str]:
    """``kg build`` with events; it reports an article once it is on disk."""
    command = [
        sys.executable,
        "-m",
        "kg",
        "build",
        *map(str, sources),
        "--workspace",
        str(workspace),
        "--json",
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_build_that_is_killed_goes_on(root: Path, tmp_path: Path) -> None:
    sources = sorted((root / "examples").glob("*.txt"))[:8]
    dice = random.Random(3)
    workspace, reported = tmp_path / "killed", set[str]()
    for _ in range(KILLS):
        with build(sources, workspace) as process:
            assert process.stdout is not None
            first = process.stdout.readline()
            time.sleep(dice.uniform(0, 2))
            process.kill()
            events = [json.loads(line) for line in (first + process.stdout.read()).splitlines()]
        reported |= {it["id"] for it in events if it["event"] == "article"}
        with open_workspace(workspace) as opened:
            there = {entry.id for entry in opened.entries()}
            assert opened.disagreements(deep=True) == []
        assert reported <= there, "an article that was reported is lost"
        assert run(["verify", "--workspace", str(workspace)]) == 0
        assert run(["status", "--workspace", str(workspace)]) == 0
    with build(sources, workspace) as process:
        assert process.stdout is not None
        events = [json.loads(line) for line in process.stdout]
    assert process.returncode == 0
    assert events[-1]["known"] == len(there), "an article was read twice"
    assert events[-1]["articles"] == len(sources) - len(there)
    assert run(["export", "--workspace", str(workspace), "-o", str(tmp_path / "killed.nq")]) == 0
    assert run(["build", *map(str, sources), "-o", str(tmp_path / "whole.nq"), "-q"]) == 0
    assert (tmp_path / "killed.nq").read_bytes() == (tmp_path / "whole.nq").read_bytes()
