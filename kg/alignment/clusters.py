"""Clusters of nodes that are one: the surest pairs first, as long as nothing in a cluster forbids it.

Deterministic in the set of judgements: ties go by the nodes' IRIs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from kg.alignment.judging import Judgement

Forbids = Callable[[str, str], bool]

#: By how much the best partner in an article must be ahead of another one that is not the same.
MARGIN = 1.0


@dataclass(slots=True)
class Clusters:
    """Nodes in clusters; a node that was never joined is a cluster of its own."""

    members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    joined: list[Judgement] = field(default_factory=list)
    refused: list[tuple[Judgement, str]] = field(default_factory=list)

    def of(self, node: str) -> tuple[str, ...]:
        """The cluster of a node, sorted."""
        return self.members.get(node, (node,))

    def join(self, one: str, other: str) -> None:
        """Make one cluster of the clusters of two nodes."""
        both = tuple(sorted({*self.of(one), *self.of(other)}))
        for node in both:
            self.members[node] = both

    def all(self) -> list[tuple[str, ...]]:
        """Every cluster of two or more nodes, sorted."""
        return sorted(set(self.members.values()))


def cluster(
    judgements: Iterable[Judgement],
    forbids: Forbids,
    together: Sequence[tuple[str, str]] = (),
    apart: frozenset[tuple[str, str]] = frozenset(),
) -> Clusters:
    """Clusters from the pairs judged the same, best first, and from those that people put ``together``.

    A pair is refused when any two nodes of the cluster that it would make are ``apart`` by a decision or
    ``forbids`` says so; what people put together is never refused.
    """
    found = Clusters()
    for one, other in sorted(together):
        found.join(one, other)
    for judged in sorted((j for j in judgements if j.is_same), key=lambda j: (-j.score, j.pair)):
        ours, theirs = found.of(judged.one), found.of(judged.other)
        if ours == theirs:
            if judged.pair not in apart:
                found.joined.append(judged)
            continue
        pairs = [(a, b) for a in ours for b in theirs]
        if any((min(p), max(p)) in apart for p in pairs):
            found.refused.append((judged, "kept apart by a decision"))
        elif any(forbids(a, b) for a, b in pairs if (min(a, b), max(a, b)) != judged.pair):
            found.refused.append((judged, "another member of the group differs"))
        else:
            found.join(judged.one, judged.other)
            found.joined.append(judged)
    return found


def unambiguous(
    judgements: Sequence[Judgement], rivals: Forbids, alike: Forbids, richness: Callable[[str], int]
) -> tuple[list[Judgement], list[Judgement]]:
    """The judgements that stay, and those given up because a node has another partner nearly as good.

    Two partners of a node are ``rivals`` when they cannot both be it. Of rivals only the best is kept, and
    that only where it is ahead by ``MARGIN`` or the two are ``alike`` (an article that tells one meeting
    twice); of equally good ones the richer is the better.
    """
    partners: dict[str, list[tuple[float, str, Judgement]]] = defaultdict(list)
    for judged in judgements:
        if judged.is_same:
            partners[judged.one].append((judged.score, judged.other, judged))
            partners[judged.other].append((judged.score, judged.one, judged))
    given_up: set[Judgement] = set()
    for node in sorted(partners):
        ranked = sorted(partners[node], key=lambda p: (-p[0], -richness(p[1]), p[1]))
        for place, (score, partner, judged) in enumerate(ranked):
            for better, rival, of_rival in ranked[:place]:
                if rivals(rival, partner):
                    given_up.add(judged)
                    if better - score < MARGIN and not alike(rival, partner):
                        given_up.add(of_rival)
    kept = [j for j in judgements if j not in given_up]
    return kept, [j for j in judgements if j in given_up]
