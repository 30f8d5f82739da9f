"""Search by names: exact ones first, then words and beginnings of words, in other spellings as well."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.alignment.names import spelling, words
from kg.views.index import GROUPS
from kg.views.indexed import Entry, Index

#: Characters and words of what is searched for that count.
LONGEST, MOST_WORDS = 200, 8
#: Beyond so many found of a kind it is "more than".
COUNTED = 1_000
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found of one kind, the best first, and of how many, ``COUNTED`` for at least so many."""

    kind: str
    entries: tuple[Entry, ...]
    of: int


def search(
    index: Index, asked: str, first: int = 6, kinds: Sequence[str] = GROUPS, start: int = 0
) -> list[Hits]:
    """What has these words in its names, by kind in the order of ``GROUPS``; words may be unfinished."""
    wanted = [token for word in words(asked[:LONGEST]) for token in _TOKEN.findall(word)][:MOST_WORDS]
    if not wanted:
        return []
    match = " AND ".join(_term(word) for word in wanted)
    exact = [
        int(str(row[0]))
        for row in index.ask(
            "SELECT DISTINCT rank FROM exact WHERE name = ? ORDER BY rank LIMIT 50",
            " ".join(words(asked[:LONGEST])),
        )
    ]
    stretches = {
        str(kind): (int(str(a)), int(str(b)))
        for kind, a, b in index.ask("SELECT kind, first, last FROM groups")
    }
    found = []
    for kind in GROUPS:
        if kind not in stretches or kind not in kinds:
            continue
        low, high = stretches[kind]
        ranks = [
            int(str(row[0]))
            for row in index.ask(
                "SELECT rowid FROM found WHERE found MATCH ? AND rowid BETWEEN ? AND ?"
                " ORDER BY rowid LIMIT ?",
                match,
                low,
                high,
                COUNTED,
            )
        ]
        own = [rank for rank in exact if low <= rank <= high]
        order = list(dict.fromkeys([*own, *ranks]))
        if order:
            some = order[start : start + first]
            entries = {it.number: it for it in index.ranked(f"rank IN ({', '.join(map(str, some))})")}
            by_rank = index.ask(
                f"SELECT rank, number FROM entries WHERE rank IN ({', '.join(map(str, some))})"
            )
            at = {int(str(rank)): entries[int(str(number))] for rank, number in by_rank}
            found.append(Hits(kind, tuple(at[it] for it in some), len(order)))
    return found


def best(index: Index, asked: str, most: int = 10) -> list[Entry]:
    """The first of what was found, for a list that follows the typing: exact names, then by kind."""
    hits = search(index, asked, first=most)
    whole = " ".join(words(asked[:LONGEST]))
    exact = [it for hit in hits for it in hit.entries if " ".join(words(it.label)) == whole]
    rest = [it for turn in range(most) for hit in hits for it in hit.entries[turn : turn + 1]]
    return list(dict.fromkeys([*exact, *rest]))[:most]


def _term(word: str) -> str:
    """The word at the beginning of a word of a name, or, written out, in another spelling."""
    plain = f'{{name}} : "{word}" *'
    folded = spelling(word)
    return (
        f'({plain} OR {{folded}} : "{folded}")'
        if len(word) > 3 and _TOKEN.fullmatch(folded)
        else f"({plain})"
    )
