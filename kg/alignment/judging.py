"""A judgement of two nodes: the reasons that speak for and against their being one, with their weights.

Scores are sums of weights on one scale for entities and meetings. ``SAME`` and above is merged, from
``CANDIDATE`` on a person is asked; a veto keeps two nodes apart whatever the sum. The bias is to split: a
split is mended by a decision, a wrong merge hides that there were two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["same", "different", "unsure"]

#: Sum of weights from which two nodes are one, and from which a person is asked.
SAME = 6.0
CANDIDATE = 4.0


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """One thing that speaks for or against: ``criterion`` is a code without ``criterion-``."""

    criterion: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """Two nodes (``one`` < ``other``), the reasons, and whether one of them is a veto."""

    one: str
    other: str
    reasons: tuple[Reason, ...] = ()
    veto: bool = False

    @property
    def score(self) -> float:
        """The sum of the weights."""
        return round(sum(r.weight for r in self.reasons), 2)

    @property
    def is_same(self) -> bool:
        """Whether the machine takes the two for one."""
        return not self.veto and self.score >= SAME

    @property
    def pair(self) -> tuple[str, str]:
        """The two nodes in order."""
        return self.one, self.other


def judgement(one: str, other: str, reasons: list[Reason], *, veto: bool = False) -> Judgement:
    """The judgement of two nodes in any order."""
    return Judgement(min(one, other), max(one, other), tuple(reasons), veto)
