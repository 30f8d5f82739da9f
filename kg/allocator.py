"""What the system's allocator does with memory that a long run is done with.

The GNU C library keeps what was freed for later, in pieces between what is still in use: after a long article
some hundred megabytes. Other libraries, and Python's own small values, are left alone.
"""

from __future__ import annotations

import ctypes
import os
from functools import cache
from typing import Any

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # of malloc.h
_LARGE = 1 << 20
_KEPT = 64 << 20
_SET_BY_USER = {"MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_"}


def set_large_apart() -> None:
    """From now on blocks of a megabyte and more, such as the arrays of the language model, are asked of the
    system one by one and given back to it when they are freed.

    Otherwise the library raises its limit to 32 MB as it goes. Of what is free at the end it keeps 64 MB, as
    it would by then: giving each bit back and asking for it again took a tenth of the time. Limits that the
    user has set stay.
    """
    library = _library()
    if library is not None and not _SET_BY_USER & os.environ.keys():
        library.mallopt(_MMAP_THRESHOLD, _LARGE)
        library.mallopt(_TRIM_THRESHOLD, _KEPT)


def share_one_arena() -> None:
    """From now on threads that have not asked for memory yet share the arena of the first.

    Each of the threads in which RocksDB merges its tables would otherwise have an arena of its own, and keep
    in it the pieces of what the largest merge took, which grows with the store. A limit that the user has set
    stays.
    """
    library = _library()
    if library is not None and "MALLOC_ARENA_MAX" not in os.environ:
        library.mallopt(_ARENA_MAX, 1)


def give_back() -> None:
    """Give back to the system what is free now."""
    library = _library()
    if library is not None:
        library.malloc_trim(0)


@cache
def _library() -> Any:
    """The GNU C library; ``None`` where the process uses another."""
    try:
        library = ctypes.CDLL(None)
    except (OSError, TypeError):  # Windows has no such name
        return None
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None
