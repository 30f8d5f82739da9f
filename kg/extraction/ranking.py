"""Probabilities for meetings: whether a draft is one, and whether two mentions are of the same one.

Logistic models over the features of ``meeting_features``; the weights are ``kg/data/meeting_weights.tsv``,
trained by ``scripts/train_meetings.py``. Without the table everything stays as the rules have it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import TableError
from kg.extraction.meeting_features import meeting_features, pair_features
from kg.extraction.scene import Scene
from kg.resources import data_file

if TYPE_CHECKING:
    from kg.extraction.meeting_drafts import MeetingDraft
    from kg.extraction.occurrences import Occurrence

KEEP, SAME = "keep", "same"
LEAST, JOIN = 0.35, 0.55
"""A draft less probable than LEAST is dropped; drafts are joined from a mean pair probability of JOIN on."""

Weights = Mapping[str, Mapping[str, float]]


@cache
def weights() -> Weights:
    """The weight of each feature by model; empty without the table; raises TableError with the line at fault."""
    path = data_file("meeting_weights.tsv")
    out: dict[str, dict[str, float]] = {}
    if not path.exists():
        return out
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        try:
            model, name, value = line.split("\t")
            out.setdefault(model, {})[name] = float(value)
        except ValueError as error:
            raise TableError(
                f"{path}:{number}: model, feature and number, between tabs, are needed"
            ) from error
    return out


def probability(model: str, features: Mapping[str, float]) -> float | None:
    """What a model makes of the features, 0..1; unknown features count nothing; ``None`` without the model."""
    table = weights().get(model)
    if table is None:
        return None
    total = table.get("bias", 0.0) + math.fsum(
        table.get(name, 0.0) * value for name, value in features.items()
    )
    return 1.0 / (1.0 + math.exp(-total))


def meeting_probability(scene: Scene, draft: MeetingDraft, drafts: Sequence[MeetingDraft]) -> float:
    """How probable it is that a settled draft is a meeting apart from the article's others; 1.0 without weights."""
    value = probability(KEEP, meeting_features(scene, draft, drafts))
    return 1.0 if value is None else value


def pair_probability(scene: Scene, first: Occurrence, second: Occurrence, between: int) -> float:
    """How probable it is that two mentions, in text order, are of one meeting; 0.0 without weights."""
    return probability(SAME, pair_features(scene, first, second, between)) or 0.0


def same_meeting_probability(scene: Scene, a: MeetingDraft, b: MeetingDraft, order: Sequence[int]) -> float:
    """The mean over all pairs of mentions; ``order`` lists the tokens of all mentions of the article, sorted."""
    values = []
    for x in a.occurrences:
        for y in b.occurrences:
            first, second = (x, y) if x.trigger.token.i < y.trigger.token.i else (y, x)
            between = sum(first.trigger.token.i < i < second.trigger.token.i for i in order)
            values.append(pair_probability(scene, first, second, between))
    return math.fsum(values) / len(values)


def groups(scene: Scene, drafts: Sequence[MeetingDraft], least: float = JOIN) -> list[list[int]]:
    """Which drafts are one meeting: lists of their positions, each in text order; average linkage."""
    order = sorted(i for d in drafts for i in d.tokens)
    sizes = [len(d.occurrences) for d in drafts]
    scores = {
        (i, j): same_meeting_probability(scene, drafts[i], drafts[j], order)
        for i in range(len(drafts))
        for j in range(i + 1, len(drafts))
    }
    out = [[i] for i in range(len(drafts))]
    while len(out) > 1:
        pairs = [
            (_link(out[i], out[j], scores, sizes), -i, -j)
            for i in range(len(out))
            for j in range(i + 1, len(out))
        ]
        best, i, j = max(pairs)
        if best < least:
            break
        out[-i] = sorted(out[-i] + out[-j])
        del out[-j]
    return sorted(out)


def _link(a: list[int], b: list[int], scores: Mapping[tuple[int, int], float], sizes: Sequence[int]) -> float:
    weight = {(min(i, j), max(i, j)): sizes[i] * sizes[j] for i in a for j in b}
    return math.fsum(scores[p] * w for p, w in weight.items()) / sum(weight.values())
