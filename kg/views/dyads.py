"""Which two actors met most."""

from __future__ import annotations

from kg.views.indexed import Entry, Index

#: Actors of each kind whose partners are looked at: those who met most.
_LOOKED_AT = 40


def dyads(index: Index, kind: str, first: int) -> list[tuple[Entry, Entry, int]]:
    """Pairs of one kind of actor with the number of their meetings, most first, each pair once."""
    rows = index.ask(
        "SELECT one, other, met.meetings FROM met JOIN entries AS a ON a.number = one"
        " JOIN entries AS b ON b.number = other AND b.kind = a.kind"
        " WHERE one IN (SELECT number FROM entries JOIN groups USING (kind)"
        " WHERE kind = ? AND rank BETWEEN first AND first + ?)"
        " AND a.rank < b.rank ORDER BY met.meetings DESC, a.rank, b.rank LIMIT ?",
        kind,
        _LOOKED_AT,
        first,
    )
    numbers = [(int(str(one)), int(str(other)), int(str(many))) for one, other, many in rows]
    entries = index.numbered(number for pair in numbers for number in pair[:2])
    return [(entries[one], entries[other], many) for one, other, many in numbers]
