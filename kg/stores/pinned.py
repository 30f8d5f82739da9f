"""The files of a store pinned by second names, so that a reader keeps them while a writer tidies up.

RocksDB opens a table file when it first needs it, by its name, and what compaction has replaced is deleted
under a reader that opened the store read-only: its snapshot would be gone. A hard link costs no space and
keeps the file. https://github.com/facebook/rocksdb/wiki/Read-only-and-Secondary-instances
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from kg.stores.in_use import in_use_at_once, remove_unused

#: The folder of a workspace where readers pin files; deleting it while nobody reads loses nothing.
PINS = "reading"
_OWN = ("LOCK", "LOG")  # what a process that opens the store writes for itself


class PinnedStore:
    """The folder ``path``, with the files of ``store`` as they are now, until ``release``.

    Where the system gives no second names (another file system, another owner's files, a workspace that may
    not be written to) ``path`` is the store itself.
    """

    def __init__(self, home: Path, store: Path) -> None:
        self.path = store
        self._lock = contextlib.ExitStack()
        self._folder: Path | None = None
        try:
            (home / PINS).mkdir(exist_ok=True)
            remove_unused(home / PINS)
            self._folder = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=home / PINS))
            self._lock.enter_context(in_use_at_once(self._folder))
            _link(store, self._folder)
        except OSError:
            self.release()
        else:
            self.path = self._folder

    def release(self) -> None:
        """Give up the second names."""
        self._lock.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def _link(store: Path, target: Path) -> None:
    for name in sorted(os.listdir(store)):
        if not name.startswith(_OWN):
            # gone since it was listed: what still needs it, opening will tell
            with contextlib.suppress(FileNotFoundError):
                os.link(store / name, target / name)


def state(store: Path) -> tuple[str, int]:
    """The name and size of the list of files that make the store up: the same as long as the files are."""
    current = (store / "CURRENT").read_bytes().decode(errors="replace").strip()
    return current, (store / current).stat().st_size
