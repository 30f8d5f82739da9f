"""What a command and all that it starts take: seconds, seconds of the processor, memory at its peak."""

from __future__ import annotations

import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import psutil

_EVERY = 0.5


@dataclass(frozen=True, slots=True)
class Taken:
    """``peak`` is the most that all processes held at one moment, ``largest`` the most that one of them held
    (resident, MB); ``processor`` are seconds of all of them together.
    """

    seconds: float
    processor: float
    peak: float
    largest: float


def run(
    command: Sequence[str], others: Iterable[int] = (), during: Callable[[], None] | None = None
) -> Taken:
    """Run it to its end. ``others`` are processes whose new work, and whose children's, counts as its work,
    such as the workers of a cluster; ``during`` is called in a thread of its own.

    Raises RuntimeError with what was said where the command fails; whatever ends this ends the command.
    """
    roots = [psutil.Process(it) for it in others]
    before = {key: used for root in roots for key, used, _ in _family(root)}
    used: dict[tuple[int, float], float] = {}
    peak = largest = 0.0
    started = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)  # noqa: S603 - our own
        beside = threading.Thread(target=during or (lambda: None), daemon=True)
        beside.start()
        roots.insert(0, psutil.Process(process.pid))
        try:
            while process.poll() is None:
                held = [it for root in roots for it in _family(root)]
                for key, seconds, _ in held:
                    used[key] = max(used.get(key, 0.0), seconds)
                peak = max(peak, sum(memory for *_, memory in held))
                largest = max([largest, *(memory for *_, memory in held)])
                _wait(process)
        finally:
            _end(process)
        passed = time.monotonic() - started
        beside.join()
        said.seek(0)
        words = said.read().decode(errors="replace")
    if process.returncode not in (0, 1):  # 1: some articles were skipped
        raise RuntimeError(f"{' '.join(command)}\n{words[-2000:]}")
    worked = sum(seconds - before.get(key, 0.0) for key, seconds in used.items())
    return Taken(passed, worked, peak, largest)


def _wait(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(_EVERY)
    except subprocess.TimeoutExpired:
        return


def _end(process: subprocess.Popen[bytes]) -> None:
    """End it and what it started, as far as it is still there."""
    if process.poll() is None:
        members: list[psutil.Process | subprocess.Popen[bytes]] = [
            *psutil.Process(process.pid).children(recursive=True),
            process,
        ]
        for member in members:
            try:
                member.kill()
            except psutil.Error:
                continue
        process.wait()


def _family(root: psutil.Process) -> list[tuple[tuple[int, float], float, float]]:
    """The process and those below it: which it is, seconds of the processor, megabytes."""
    found = []
    try:
        family = [root, *root.children(recursive=True)]
    except psutil.Error:
        return []
    for process in family:
        try:
            with process.oneshot():
                times = process.cpu_times()
                key = process.pid, process.create_time()
                found.append((key, times.user + times.system, process.memory_info().rss / 1e6))
        except psutil.Error:
            continue
    return found
