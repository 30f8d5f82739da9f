"""Counts of right, found and annotated, and the errors behind them."""

from __future__ import annotations

from dataclasses import dataclass, field

ROWS = (
    "actor", "actor type", "position", "meeting", "participant", "party", "place", "date", "status", "format",
    "issue", "act", "change",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table, micro-averaged over the articles."""

    name: str
    right: int
    system: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 when nothing was found."""
        return self.right / self.system if self.system else 0.0

    @property
    def recall(self) -> float:
        """Share of what was annotated that was found; 0 when nothing was annotated."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """One difference: ``kind`` is "missed", "extra" or "wrong", ``row`` one of ROWS."""

    article: str
    row: str
    kind: str
    what: str
    sentence: str = ""

    def line(self) -> str:
        """One line: article, kind and row, what, and the sentence where it stands."""
        shown = f"\n    {self.sentence}" if self.sentence else ""
        return f"{self.article}: {self.kind} {self.row}: {self.what}{shown}"


@dataclass(slots=True)
class Tally:
    """Sums over articles; the only mutable value of the evaluation."""

    counts: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0, 0] for name in ROWS})
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, row: str, right: int, system: int, gold: int) -> None:
        """Add to the counts of a row."""
        for position, number in enumerate((right, system, gold)):
            self.counts[row][position] += number

    def rows(self) -> tuple[Row, ...]:
        """The rows of the table in the order of ROWS."""
        return tuple(Row(name, *self.counts[name]) for name in ROWS)
