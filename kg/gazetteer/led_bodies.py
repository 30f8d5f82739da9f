"""Bodies of states that leaders of the table led after they had led their states."""

from __future__ import annotations

from kg.gazetteer.lookup import body_named, offices_held
from kg.gazetteer.tables import Entry

_LONGEST = 3
_NATIONAL = frozenset({"body:UNSC"})
"""Names of bodies of states that mean another one in the office of a nation: "Security Council secretary"."""


def body_led(person_key: str, year: int | None) -> Entry | None:
    """The body of states whose office, and no national one, the table knows a leader to hold in a year.

    ``None`` without a year, in a year with offices of both sorts, and for who led no such body then.

    >>> body_led("person:jens-stoltenberg", 2020).name, body_led("person:jens-stoltenberg", 2010)
    ('NATO', None)
    """
    held = () if year is None else offices_held(person_key, year)
    led = [_body_of(title) for title in held]
    return led[0] if led and all(led) else None


def _body_of(title: str) -> Entry | None:
    words = title.split()
    for length in range(min(_LONGEST, len(words) - 1), 0, -1):
        body = body_named(" ".join(words[:length]))
        if body is not None and body.type == "actor-intergovernmental" and body.key not in _NATIONAL:
            return body
    return None
