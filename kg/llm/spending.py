"""What a run spends, and what one would: tokens, money, answers, and the facts that were dropped.

Each process of a run adds lines to one file, so that limits hold for all of them and the sums are right.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

CHARACTERS_PER_TOKEN = 4
"""English text, by the rule of thumb of those who sell tokens; only for estimates."""

ANSWER_PER_TEXT = 7.5
"""How many times as long as a text an answer is: measured on what the rules find in ``examples/``, written by
the schema. Only for estimates, for models may say more or less.
"""


@dataclass(frozen=True, slots=True)
class Spending:
    """Sums over a run: by what happened to requests ("answered", "refused" ...) and to facts ("kept" ...)."""

    counts: Mapping[str, int]

    @property
    def requests(self) -> int:
        """How many answers were paid for, whatever came of them."""
        return self.counts.get("requests", 0)

    @property
    def tokens(self) -> tuple[int, int]:
        """Tokens in and out."""
        return self.counts.get("tokens_in", 0), self.counts.get("tokens_out", 0)

    def cost(self, prices: tuple[float, float]) -> float:
        """The price of the tokens, by prices of a million in and out."""
        return cost(self.tokens, prices)


def cost(tokens: tuple[int, int], prices: tuple[float, float]) -> float:
    """The price of tokens in and out, by prices of a million of each."""
    return (tokens[0] * prices[0] + tokens[1] * prices[1]) / 1_000_000


def tokens_of(text: str) -> int:
    """About how many tokens a text has."""
    return -(-len(text) // CHARACTERS_PER_TOKEN)


def note(record: Path | None, **counts: int) -> None:
    """Add to the record of a run; nothing where none is kept."""
    if record is None:
        return
    line = json.dumps({name: value for name, value in counts.items() if value})
    with record.open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def spent(record: Path | None) -> Spending:
    """What the run has spent up to now."""
    total: Counter[str] = Counter()
    if record is not None and record.exists():
        for line in record.read_text(encoding="utf-8").splitlines(keepends=True):
            if line.endswith("\n"):  # else another process is writing it
                total.update(json.loads(line))
    return Spending(dict(total))
