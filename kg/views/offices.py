"""The offices of a person in the order of the days on which articles tell of acts in them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.views.asked import shown
from kg.views.indexed import Index


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office in words, how it is held, first and last day (ISO, ``""`` unknown), and events told in it.

    The days are those of the holding where the graph has them, else those of the events in which it is
    told that the person acted in this office: it was held then at least, and maybe before and after.
    """

    office: str
    how: str
    first: str
    last: str
    events: int


def tenures(index: Index, holder: int) -> list[Tenure]:
    """Every office of a node, by first day; those without any day last."""
    held = index.ask(
        "SELECT office, status, MIN(NULLIF(earliest, '')), MAX(NULLIF(latest, '')) FROM holdings"
        " WHERE holder = ? GROUP BY office, status",
        holder,
    )
    told = {
        (str(office), str(how)): (str(first or ""), str(last or ""), int(str(many)))
        for office, how, first, last, many in index.ask(
            "SELECT office, how, MIN(NULLIF(day, '')), MAX(NULLIF(day, '')), COUNT(DISTINCT event)"
            " FROM participations JOIN entries ON number = event WHERE actor = ? AND office <> ''"
            " GROUP BY office, how",
            holder,
        )
    }
    found = []
    for office, how, earliest, latest in held:
        first, last, many = told.get((str(office), str(how)), ("", "", 0))
        begin, end = str(earliest or "")[:10], str(latest or "")[:10]
        found.append(Tenure(shown(str(office)), str(how), begin or first, end or last, many))
    return sorted(found, key=lambda it: (it.first or "9999", it.last, it.office, it.how))
