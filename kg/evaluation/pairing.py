"""One-to-one pairs of gold and found things, the best agreement first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

L = TypeVar("L")
R = TypeVar("R")


def pair(left: Sequence[L], right: Sequence[R], agreement: Callable[[L, R], float]) -> dict[int, int]:
    """Positions on the left to positions on the right, each used once; agreement of 0 or less is none.

    Greedy: the best pair first, ties by position, so the outcome depends on the order of the inputs only.
    """
    scored = [(agreement(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
        if score > 0 and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs
