"""The system's allocator gives back what is done with."""

from __future__ import annotations

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from kg import allocator

_GNU = pytest.mark.skipif(allocator._library() is None, reason="not the GNU C library")
_RESIDENT = """
import sys
from kg.allocator import give_back, set_large_apart

def resident():
    return int(open("/proc/self/statm").read().split()[1])

"""
# A block of 24 MB that was freed makes the library keep blocks of that size from then on.
_LARGE = """
bytearray(24 << 20)
if sys.argv[1] == "apart":
    set_large_apart()
blocks, between = [], []
for _ in range(20):
    blocks.append(bytearray(b"x") * (4 << 20))
    between.append(bytearray(2000))
full = resident()
del blocks
print(resident() / full)
"""
_SMALL = """
blocks = [bytearray(2000) for _ in range(50_000)]
last = bytearray(2000)
full = resident()
del blocks
if sys.argv[1] == "back":
    give_back()
print(resident() / full)
"""


def left(code: str, way: str) -> float:
    """The share of the memory that is still the process's after its blocks were freed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    command = [sys.executable, "-c", _RESIDENT + code, way]
    run = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return float(run.stdout)


@_GNU
def test_large_blocks_are_given_back() -> None:
    assert left(_LARGE, "apart") < 0.5 < left(_LARGE, "as it is")


@_GNU
def test_small_blocks_are_given_back_when_asked() -> None:
    assert left(_SMALL, "back") < 0.5 < left(_SMALL, "as it is")


def test_what_the_user_has_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    library = SimpleNamespace(mallopt=lambda *values: asked.append(values))
    monkeypatch.setattr(allocator, "_library", lambda: library)
    for name in ("MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_"):
        with monkeypatch.context() as patch:
            patch.setenv(name, "4096")
            allocator.set_large_apart()
            assert asked == []
        monkeypatch.delenv(name, raising=False)
    allocator.set_large_apart()
    assert asked == [(-3, 1 << 20), (-1, 64 << 20)]


def test_another_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allocator, "_library", lambda: None)
    allocator.set_large_apart()
    allocator.give_back()
