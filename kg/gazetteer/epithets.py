"""Which states words mean that stand for one told of before: "the kingdom", "the West African nation"."""

from __future__ import annotations

from kg.gazetteer.tables import rows
from kg.lexicon import per_lexicon


@per_lexicon
def _states() -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for row in rows("epithets"):
        out.setdefault(row["word"], set()).add(row["country"])
    return {word: frozenset(keys) for word, keys in out.items()}


def states_called(words: str) -> frozenset[str] | None:
    """The keys of the states that lower-case words may mean; ``None`` for words that the table does not hold.

    >>> "country:SE" in states_called("nordic"), states_called("oil-rich")
    (True, None)
    """
    return _states().get(words)
