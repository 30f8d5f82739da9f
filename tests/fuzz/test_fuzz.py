"""Every parser of ours takes every input: seeds, findings of long runs, and what hypothesis makes of them."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.seeds import FOLDER, seeds
from tests.fuzz.targets import TARGETS

SLOW = {"describe": 12, "lexicon": 24, "read-pdf": 25, "read-word": 25, "read-parquet": 25}
RUNS = 40


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_and_findings(target: str) -> None:
    inputs = list(seeds(target))
    assert inputs, "a target without seeds is hardly looked at"
    for data in inputs:
        TARGETS[target](data)


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_cut_and_changed(target: str) -> None:
    dice = random.Random(target)
    for data in list(seeds(target))[:3]:
        for _ in range(SLOW.get(target, RUNS) // 3):
            TARGETS[target](damaged(data, dice))


def damaged(data: bytes, dice: random.Random) -> bytes:
    """The bytes with a stretch cut out, doubled, or overwritten by chance."""
    out = bytearray(data)
    for _ in range(dice.randint(1, 4)):
        begin = dice.randrange(len(out) + 1)
        end = min(len(out), begin + dice.randint(1, 30))
        stretch = bytes(out[begin:end])
        out[begin:end] = dice.choice(
            [b"", stretch * 2, dice.randbytes(len(stretch)), b"\x00", b'"', b"\xff\xfe"]
        )
    return bytes(out)


@pytest.mark.parametrize("target", [t for t in TARGETS if not t.startswith("read-")])
def test_any_bytes(target: str) -> None:
    @settings(
        max_examples=SLOW.get(target, RUNS),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        st.one_of(st.binary(max_size=200), st.text(max_size=80).map(lambda it: it.encode("utf-8", "replace")))
    )
    def check(data: bytes) -> None:
        TARGETS[target](data)

    check()


def test_findings_belong_to_targets() -> None:
    assert {folder.name for folder in FOLDER.iterdir() if folder.is_dir()} <= set(TARGETS)
