"""Folders that go when nobody uses them: never one in use, always one whose user is gone."""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from kg.stores.in_use import in_use, in_use_at_once, mark, remove_unused


def made(home: Path, *names: str) -> list[Path]:
    folders = [home / name for name in names]
    for folder in folders:
        folder.mkdir()
        (folder / "table").touch()
    return folders


def left(home: Path) -> set[str]:
    return {it.name for it in home.iterdir()}


def test_what_is_used_stays_until_its_last_user_goes(tmp_path: Path) -> None:
    view, pin, idle = made(tmp_path, "view", "pin", "idle")
    mark(view)
    mark(idle)
    with ExitStack() as first, ExitStack() as second:
        first.enter_context(in_use_at_once(pin))
        for user in (first, second):
            user.enter_context(in_use(view))
        remove_unused(tmp_path)
        assert left(tmp_path) == {"view", "pin"}
        first.close()
        remove_unused(tmp_path)
        assert left(tmp_path) == {"view"}
        assert (view / "table").exists()
    remove_unused(tmp_path)
    assert left(tmp_path) == set()


def test_what_is_current_or_not_marked_stays(tmp_path: Path) -> None:
    current, other, begun = made(tmp_path, "current", "other", "begun")
    mark(current)
    (tmp_path / "file").touch()
    (begun / "in-use.lock.part").touch()
    remove_unused(tmp_path, but=current)
    assert left(tmp_path) == {"current", "other", "begun", "file"}
    with pytest.raises(FileNotFoundError), in_use(other):
        pass


def test_what_a_killed_user_had_goes(tmp_path: Path) -> None:
    made(tmp_path, "pin")
    script = (
        "import os, sys; from pathlib import Path; from kg.stores.in_use import in_use_at_once\n"
        "with in_use_at_once(Path(sys.argv[1])): os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "pin")], check=False)
    assert done.returncode == -9
    assert left(tmp_path) == {"pin"}
    remove_unused(tmp_path)
    assert left(tmp_path) == set()
