"""A workspace whose writer is killed at any moment: whole changes only, nothing reported is lost, the rest
goes on. The writer is ours, the store and the files are real, the signal is SIGKILL.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad

from kg.cli import run
from kg.stores.workspace import open_workspace
from tests.stores.made import NOW, OLD, article, drawn

Answer = dict[str, Any]
Doom = Callable[..., Answer]

#: What one writer does in one life: build, add, rebuild what an older version read, remove, the store anew.
WORK: list[Any] = [
    ["old", [0, 1, 2, 3]],
    ["old", [4]],
    ["add", [5, 6, 7]],
    ["rebuild", [0, 1, 2]],
    ["remove", [1, 5]],
    ["rebuild", [3, 4]],
    ["refresh"],
    ["store"],
    ["add", [8, 9]],
    ["remove", [0]],
]
KILLS, MOST = 200, 450
"""How many writers must be killed at work, and how many may be started for that: how long a step takes
depends on what else the machine does, so that some are done before they are killed."""


@pytest.fixture(scope="module")
def doom() -> Iterator[Doom]:
    """Let a process work, and kill it so many seconds after so many steps."""
    command = [sys.executable, "-m", "tests.stores.doomed"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        stdin, stdout = process.stdin, process.stdout

        def call(folder: Path, work: list[Any], after: int = 0, delay: float | None = None) -> Answer:
            task = {"folder": str(folder), "work": work, "after": after, "delay": delay}
            stdin.write(json.dumps(task) + "\n")
            stdin.flush()
            answer: Answer = json.loads(stdout.readline())
            assert not answer["failed"]
            return answer

        yield call
        stdin.close()


def expected(steps: list[Any]) -> dict[str, tuple[Any, frozenset[Quad]]]:
    """Id to versions and quads after these steps."""
    state: dict[str, tuple[Any, frozenset[Quad]]] = {}
    for step in steps:
        for n in step[1] if len(step) > 1 else ():
            it = article(n)
            if step[0] == "remove":
                state.pop(it.id, None)
            else:
                old = step[0] == "old"
                state[it.id] = (OLD if old else NOW, frozenset(drawn(it, "old" if old else "")))
    return state


def found(folder: Path) -> dict[str, tuple[Any, frozenset[Quad]]]:
    """What the workspace holds, after store and catalogue were compared."""
    with open_workspace(folder) as workspace:
        assert workspace.disagreements(deep=True) == []
        for part in workspace.articles():
            assert part == article(int(part.id[1:]))
        state = {it.id: (it.versions, frozenset(workspace.quads(it))) for it in workspace.entries()}
        assert set(workspace.store) == {quad for _, drawn in state.values() for quad in drawn}
        return state


def commands_agree(folder: Path, articles: int, capsys: pytest.CaptureFixture[str]) -> None:
    """``kg status`` and ``kg verify`` find nothing, and each of the articles with its evidence."""
    assert run(["status", "--workspace", str(folder)]) == 0
    assert "Store and catalogue agree." in capsys.readouterr().err
    assert run(["verify", "--workspace", str(folder)]) == 0
    assert f"{folder}: all {articles} mentions proved" in capsys.readouterr().err


def test_the_work_of_an_uninterrupted_run(doom: Doom, here: Path) -> None:
    answer = doom(here / "ws", WORK)
    assert answer["done"] == list(range(len(WORK)))
    assert found(here / "ws") == expected(WORK)
    assert len(expected(WORK)) == 7


def test_killed_at_any_moment(doom: Doom, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every run is killed once somewhere, looked at, and then goes on to the end as if nothing had been."""
    dice = random.Random(5)
    usual = doom(here / "measured", WORK)["seconds"]
    reached = Counter[int]()
    for life in range(MOST):
        if reached.total() - reached[len(WORK)] >= KILLS and all(reached[n] for n in range(len(WORK))):
            break
        folder, step = here / f"ws{life}", life % len(WORK)
        answer = doom(folder, WORK, step, dice.uniform(0, usual[step]))
        done = len(answer["done"])
        reached[done] += 1
        if (folder / "kg-workspace.json").exists():
            state = found(folder)
            commands_agree(folder, len(state), capsys)
            # What was reported is there; the change that was on its way is there whole, or not at all.
            assert state in (expected(WORK[:done]), expected(WORK[: done + 1])), f"life {life}: {answer}"
        else:
            assert done == 0
        rest = doom(folder, WORK[done:])
        assert len(rest["done"]) == len(WORK) - done
        assert found(folder) == expected(WORK)
        commands_agree(folder, len(expected(WORK)), capsys)
        shutil.rmtree(folder)
    assert reached.total() - reached[len(WORK)] >= KILLS, f"too few were killed at work: {reached}"
    assert all(reached[step] for step in range(len(WORK))), f"kills did not reach every step: {reached}"
