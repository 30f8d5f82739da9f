"""How much memory a process may still take: what the machine has free, within the limit of a container."""

from __future__ import annotations

import os
from pathlib import Path

_FREE = Path("/proc/meminfo")
_GROUP = Path("/sys/fs/cgroup")


def free_memory() -> int:
    """Bytes that are free or can be freed; where the system does not tell, a quarter of all memory or 0."""
    return max(0, min([_of_the_machine(), *_of_the_container()]))


def _of_the_machine() -> int:
    try:
        for line in _FREE.read_text(encoding="ascii").splitlines():
            name, _, rest = line.partition(":")
            if name == "MemAvailable":
                return int(rest.split()[0]) * 1024
    except (OSError, ValueError, IndexError):
        pass
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 4
    except (AttributeError, ValueError, OSError):
        return 0


def _of_the_container() -> list[int]:
    """What the limit of the control group leaves, where there is one (cgroup v2)."""
    try:
        limit = (_GROUP / "memory.max").read_text(encoding="ascii").strip()
        used = (_GROUP / "memory.current").read_text(encoding="ascii").strip()
        return [int(limit) - int(used)]
    except (OSError, ValueError):  # no limit is the word "max"
        return []
