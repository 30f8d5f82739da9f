"""How two mentions stand among all of their article: whether one of the kind is nearer, and to how many the
second may go back.

The nearest mention that fits is the likeliest antecedent, as in the resolution of noun phrases.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.extraction.meetings.meeting_pairs import Seen

_MOST = 4


def standings(
    mentions: Sequence[Seen], apart: Collection[tuple[int, int]]
) -> dict[tuple[int, int], tuple[str, ...]]:
    """What the model sees of each pair (i, j), i < j, of the mentions in text order beside their own words.

    ``nearest-family`` and ``nearest-lemma`` say that none of the same kind, or with the same noun or verb,
    stands between them, ``farther-`` that one does, ``other-lemma`` that only another before has the second's
    word; ``before=3`` how many before the second it may go back to; ``lead`` that the article begins with the
    first. Pairs ``apart`` are of two meetings for certain.
    """
    out = {}
    for j, second in enumerate(mentions):
        family, lemma = _kind(second)
        fits = [k for k in range(j) if _kind(mentions[k])[0] == family and (k, j) not in apart]
        nearest = max(fits, default=-1)
        worded = [k for k in range(j) if _kind(mentions[k])[1] == lemma]
        for i in range(j):
            names = []
            if i in worded:
                names.append("nearest-lemma" if i == worded[-1] else "farther-lemma")
            elif worded:
                names.append("other-lemma")
            if _kind(mentions[i])[0] == family:
                names.append("nearest-family" if i >= nearest else "farther-family")
                names.append(f"before={min(_MOST, len(fits))}")
            if i == 0:
                names += ["lead", "lead-definite"] if second.determiner == "definite" else ["lead"]
            out[i, j] = tuple(names)
    return out


def _kind(mention: Seen) -> tuple[str, str]:
    trigger = mention.occurrence.trigger
    return trigger.family, trigger.frame.lemma
