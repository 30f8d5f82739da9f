"""A program whose children write to workspaces and are killed: ``python -m tests.stores.doomed``.

Reads one JSON object a line on standard input: ``folder``, ``work`` (a list of steps, see ``work_off``),
``after`` and ``delay`` (SIGKILL so many seconds after so many steps, ``null`` for never). Forks a child that works the steps off, one change
of the workspace each, and writes down each step after it was done; answers with what was written down.
It is one process of its own because a fork wants a parent without threads, and RocksDB starts some.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.stores.writer import open_writer
from tests.stores.made import NOW, OLD, article, drawn

Step = list[Any]


def work_off(folder: Path, steps: list[Step], report: int) -> None:
    """``["add", [numbers]]``, ``["old", [numbers]]`` (by an older version), ``["remove", [numbers]]``,
    ``["rebuild", [numbers]]``, ``["store"]`` (made anew) and ``["refresh"]`` (opened anew), each reported by
    its place when it is done.
    """
    writer = open_writer(folder, create=True)
    for place, step in enumerate(steps):
        if step[0] == "store":
            writer.close()
            writer = open_writer(folder, anew=True)
        elif step[0] == "refresh":
            writer.refresh()
        else:
            change(writer, step[0], step[1])
        os.write(report, f"{place}\n".encode())
    writer.close()


def change(writer: Any, what: str, numbers: list[int]) -> None:
    if what == "remove":
        there = {entry.id: entry for entry in writer.entries()}
        names = [article(n).id for n in numbers]
        writer.remove([there[name] for name in names if name in there])
    else:
        versions, salt = (OLD, "old") if what == "old" else (NOW, "")
        writer.add([(article(n), drawn(article(n), salt)) for n in numbers], versions)


def child(folder: Path, steps: list[Step], report: int, doomed: bool) -> None:
    try:
        work_off(folder, steps, report)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    if doomed:
        signal.pause()
    os._exit(0)


def one_life(task: dict[str, Any]) -> dict[str, Any]:
    """Fork, wait for the step ``after`` to be reported, then ``delay`` seconds, kill."""
    readable, writable = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(readable)
        child(Path(task["folder"]), task["work"], writable, task["delay"] is not None)
    os.close(writable)
    done, times = [], [time.monotonic()]
    with os.fdopen(readable) as stream:
        while task["delay"] is None or len(done) < task["after"]:
            line = stream.readline()
            if not line:
                break
            done.append(int(line))
            times.append(time.monotonic())
        if task["delay"] is not None:
            time.sleep(task["delay"])
            os.kill(pid, signal.SIGKILL)
        done += [int(it) for it in stream]
    _, status = os.waitpid(pid, 0)
    return {
        "failed": os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0,
        "done": done,
        "seconds": [after - before for before, after in pairwise(times)],
    }


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(one_life(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
