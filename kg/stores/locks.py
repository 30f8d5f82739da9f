"""Locks between processes: advisory, on files, let go by the system when their holder dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE = 0.02


class BusyError(Exception):
    """Another process holds the lock; ``holder`` is the process id that it left in the file, or empty."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


@contextmanager
def held(path: Path, *, shared: bool = False, wait: float = 0.0) -> Iterator[None]:
    """The lock on ``path`` for as long as the context lasts, with others where both ask for a shared one.

    An exclusive lock leaves the id of its process in the file. Waits up to ``wait`` seconds and then raises
    ``BusyError``; ``OSError`` where the file cannot be opened. A shared lock needs no right to write.
    """
    flags = os.O_RDONLY if shared else os.O_RDWR | os.O_CREAT
    descriptor = os.open(path, flags | getattr(os, "O_CLOEXEC", 0), 0o644)
    try:
        deadline = time.monotonic() + wait
        while not _locked(descriptor, shared):
            if time.monotonic() >= deadline:
                raise BusyError(os.pread(descriptor, 32, 0).decode("ascii", "replace").strip())
            time.sleep(_PAUSE)
        if not shared:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _locked(descriptor: int, shared: bool) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
