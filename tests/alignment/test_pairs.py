"""Pairs of short texts written for the project: what is one comes out as one, what is two stays two."""

from __future__ import annotations

import pytest

from tests.alignment.pairs import Pair, faults, pairs

PAIRS = pairs()


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.case)
def test_pair(pair: Pair) -> None:
    assert faults(pair) == []


def test_there_are_enough_pairs_of_every_sort() -> None:
    assert len(PAIRS) == 123
    sorts = [pair.case.partition(":")[0].partition(",")[0] for pair in PAIRS]
    for sort, least in (
        ("other words", 14), ("planned and held", 7), ("rounds", 13), ("one surname", 14), ("two offices", 5),
        ("same day", 12), ("transliteration", 12), ("visits", 4), ("visit and meeting on it", 2), ("names", 7),
    ):  # fmt: skip
        assert sorts.count(sort) >= least, sort
    assert sum(bool(pair.shared) for pair in PAIRS) > 30
    assert sum(bool(pair.apart) for pair in PAIRS) > 30
