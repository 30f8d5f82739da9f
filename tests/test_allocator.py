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


# Arenas of the library after four threads asked for memory at the same time.
_ARENAS = """
import ctypes, os, sys, tempfile, threading
from kg.allocator import share_one_arena

if sys.argv[1] == "one":
    share_one_arena()
library = ctypes.CDLL(None)
library.malloc.restype = library.fopen.restype = ctypes.c_void_p
all_there = threading.Barrier(4)

def ask():
    all_there.wait()
    library.malloc(1000)
    all_there.wait()

threads = [threading.Thread(target=ask) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "arenas")
    file = ctypes.c_void_p(library.fopen(name.encode(), b"w"))
    library.malloc_info(0, file)
    library.fclose(file)
    print(open(name).read().count("<heap nr="))
"""


@_GNU
def test_large_blocks_are_given_back() -> None:
    assert left(_LARGE, "apart") < 0.5 < left(_LARGE, "as it is")


@_GNU
def test_small_blocks_are_given_back_when_asked() -> None:
    assert left(_SMALL, "back") < 0.5 < left(_SMALL, "as it is")


@_GNU
def test_threads_share_one_arena() -> None:
    assert left(_ARENAS, "one") == 1 < left(_ARENAS, "as it is")


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
    monkeypatch.setenv("MALLOC_ARENA_MAX", "4")
    allocator.share_one_arena()
    assert len(asked) == 2
    monkeypatch.delenv("MALLOC_ARENA_MAX")
    allocator.share_one_arena()
    assert asked[2:] == [(-8, 1)]


def test_another_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allocator, "_library", lambda: None)
    allocator.set_large_apart()
    allocator.share_one_arena()
    allocator.give_back()
