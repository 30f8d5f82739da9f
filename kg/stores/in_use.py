"""Folders made for reading, which go when nobody reads them any more: readers hold a shared lock on a file in
the folder, and who tidies up removes the folders on which he gets the lock alone. A killed reader's lock is
let go by the system, so nothing is left for good.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.stores.locks import BusyError, held

_LOCK = "in-use.lock"


def mark(folder: Path) -> None:
    """Make the folder one that ``in_use`` keeps and ``remove_unused`` removes."""
    (folder / _LOCK).touch()


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Keeps a marked folder from removal for as long as the context lasts.

    Raises OSError where it is not there, or not marked, and ``BusyError`` where it is just being removed.
    """
    with held(folder / _LOCK, shared=True):
        yield


@contextmanager
def in_use_at_once(folder: Path) -> Iterator[None]:
    """As ``mark`` and then ``in_use``, with no moment between them in which the folder could be removed."""
    beside = folder / f"{_LOCK}.part"
    beside.touch()
    with held(beside, shared=True):
        beside.rename(folder / _LOCK)
        yield


def remove_unused(home: Path, but: Path | None = None) -> None:
    """Remove the marked folders in ``home`` that nobody uses, ``but`` one; of others' what may not be
    removed stays.
    """
    for folder in home.iterdir():
        if folder == but or not (folder / _LOCK).exists():
            continue
        with suppress(OSError, BusyError), held(folder / _LOCK):
            shutil.rmtree(folder, ignore_errors=True)
