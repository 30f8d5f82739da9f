"""The names of what lies in a workspace's folder, and what errors of these files mean."""

from __future__ import annotations

import sqlite3
from abc import abstractmethod
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import WorkspaceError
from kg.stores.catalog import NAME as CATALOG

STORE = "store"
DECISIONS = "decisions.tsv"
WRITER_LOCK = "writer.lock"
COMMIT_LOCK = "commit.lock"

#: What the system, SQLite and RocksDB raise.
FAULTS = (sqlite3.Error, OSError, RuntimeError, ValueError)

_FULL = ("No space left", "disk is full", "Disk quota")
_DAMAGE = ("Corruption", "corruption", "checksum", "While open a file for random read")
_FORBIDDEN = ("Permission denied", "readonly database", "Read-only file system", "Operation not permitted")


def is_damage(error: BaseException | None) -> bool:
    """Whether this was raised because a file of the store or the catalogue does not hold what it should."""
    if isinstance(error, sqlite3.DatabaseError):
        return True
    return isinstance(error, FAULTS) and any(it in str(error) for it in _DAMAGE)


def unusable(folder: Path, error: Exception) -> WorkspaceError:
    """What went wrong with the files of a workspace, in words that say what to do."""
    words = " ".join(str(error).split())[:300]
    if any(it in words for it in _FULL):
        return WorkspaceError(
            f"{folder}: the disk is full. What was reported as done is safe; make room and run again."
        )
    if any(it in words for it in _FORBIDDEN):
        return WorkspaceError(f"{folder}: no permission ({words}). Nothing was changed.")
    if isinstance(error, sqlite3.Error):
        return WorkspaceError(
            f"{folder / CATALOG}: the catalogue of articles is damaged ({words}). Restore a backup."
        )
    return WorkspaceError(
        f"{folder / STORE}: the store is damaged ({words}). The articles are safe:"
        f" 'kg rebuild --store' makes it anew from them."
    )


def missing_catalog(folder: Path) -> WorkspaceError:
    """That the record itself is gone while other files are there."""
    return WorkspaceError(f"{folder / CATALOG}: the catalogue of articles is missing. Restore a backup.")


class Opened:
    """A workspace that is open for reading or writing: ``with`` closes it and tells damage as what it is."""

    folder: Path

    @abstractmethod
    def close(self) -> None:
        """Let go of the files."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, Exception) and is_damage(error):
            raise unusable(self.folder, error) from error
