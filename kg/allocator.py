"""What the system's allocator does with memory that a long run is done with.

The GNU C library keeps what was freed for later, in pieces between what is still in use: after a long article
some hundred megabytes. Other libraries, and Python's own small values, are left alone.
"""

from __future__ import annotations

import ctypes
import os
from functools import cache
from typing import Any

_THRESHOLD = -3  # M_MMAP_THRESHOLD of malloc.h
_LARGE = 1 << 20


def set_large_apart() -> None:
    """From now on blocks of a megabyte and more, such as the arrays of the language model, are asked of the
    system one by one and given back to it when they are freed.

    Otherwise the library raises its limit to 32 MB as it goes. A limit that the user has set stays.
    """
    library = _library()
    if library is not None and "MALLOC_MMAP_THRESHOLD_" not in os.environ:
        library.mallopt(_THRESHOLD, _LARGE)


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
