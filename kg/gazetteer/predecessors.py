"""The states that were before those of today: Moscow is a town of the Soviet Union in 1989."""

from __future__ import annotations

from kg.gazetteer.lookup import (
    country_named,
    country_of_demonym,
    entry,
    office_note,
    offices_held,
    years_of,
)
from kg.gazetteer.tables import Entry

_PARTS = {
    "country:SU": (1991, "RU UA BY MD GE AM AZ KZ UZ TM KG TJ"),
    "country:CS": (1992, "CZ SK"),
    "country:YU": (1991, "SI HR BA MK"),
}
"""The last year of a state, and which of today's were parts of it (ISO codes)."""
_WAS = {f"country:{code}": (year, was) for was, (year, codes) in _PARTS.items() for code in codes.split()}


def state_then(country_key: str, year: int | None) -> str:
    """The key of the state that a country of today was part of in a year; its own key from then on.

    >>> state_then("country:RU", 1989), state_then("country:RU", 1995), state_then("country:RU", None)
    ('country:SU', 'country:RU', 'country:RU')
    """
    last, was = _WAS.get(country_key, (0, country_key))
    return was if year is not None and year <= last else country_key


def state_served(person_key: str, year: int | None) -> Entry | None:
    """The state named in every office that the table knows a leader to hold in a year: the Soviet Union for a
    "Soviet Foreign Minister 1985-1990" who led another state later; ``None`` where one names none.
    """
    held = () if year is None else offices_held(person_key, year)
    named = {_state_of(title) for title in held}
    key = named.pop() if len(named) == 1 else None
    return entry(key) if key is not None else None


def not_yet_in_office(person_key: str, year: int | None) -> bool:
    """Whether every office that the table knows of a leader began after a year."""
    terms = years_of(office_note(person_key))
    return year is not None and bool(terms) and all(begin > year for begin, _ in terms)


def _state_of(title: str) -> str | None:
    _, of, land = title.rpartition("of ")
    found = country_named(land.removeprefix("the ")) if of else country_of_demonym(title.split(" ")[0])
    return found.key if found is not None else None
