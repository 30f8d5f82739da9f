"""Groups of what is alike, by average linkage."""

from __future__ import annotations

import heapq
from collections.abc import Mapping


def keep_together(number: int, scores: dict[tuple[int, int], float], twins: Mapping[int, int]) -> None:
    """Makes each of ``twins`` as like all others as the one that it is mapped to, in ``scores``."""
    for twin, own in twins.items():
        for k in range(number):
            if k not in (twin, own):
                scores[min(twin, k), max(twin, k)] = scores[min(own, k), max(own, k)]


def clusters(number: int, scores: Mapping[tuple[int, int], float], least: float) -> list[list[int]]:
    """Groups of 0..number-1 by average linkage: the likeliest pair is joined first, none below ``least``.

    ``scores`` holds every pair (i, j) with i < j. Equal scores are joined in text order.
    """
    groups = {i: [i] for i in range(number)}
    links = dict(scores)
    heap = [(-s, i, j) for (i, j), s in scores.items() if s >= least]
    heapq.heapify(heap)
    while heap:
        score, i, j = heapq.heappop(heap)
        if i not in groups or j not in groups or links[i, j] != -score:
            continue
        a, b = len(groups[i]), len(groups[j])
        groups[i] = sorted(groups[i] + groups.pop(j))
        for k in groups:
            if k != i:
                p, q = (min(i, k), max(i, k)), (min(j, k), max(j, k))
                links[p] = (links[p] * a + links[q] * b) / (a + b)
                if links[p] >= least:
                    heapq.heappush(heap, (-links[p], *p))
    return sorted(groups.values())
