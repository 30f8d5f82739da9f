"""Places: sentence -> where its meeting takes place, near what and within what."""

from __future__ import annotations

import pytest

from tests.extraction.reading import cases
from tests.extraction.views import failing, place, read, rows


def test_table_is_whole() -> None:
    table = cases("place_cases.tsv")
    assert len(table) == 253
    assert failing("place_cases.tsv") <= 2
    assert sum(r[1] == "-" for r in table) == 76


@pytest.mark.parametrize(("sentence", "expected"), rows("place_cases.tsv"))
def test_place(sentence: str, expected: str) -> None:
    found = read(sentence)
    assert found.meetings
    assert place(found, found.meetings[-1]) == expected


@pytest.mark.parametrize(
    ("sentence", "landmark"),
    [
        ("Peru and Chile held talks near Arica on Monday.", "Arica"),
        ("Armenia and Azerbaijan held talks outside Geneva.", "Geneva"),
        ("Iran and Iraq held talks outside of Basra.", "Basra"),
    ],
)
def test_vicinity(sentence: str, landmark: str) -> None:
    found = read(sentence)
    by_id = {p.id: p for p in found.places}
    near = by_id[found.meetings[0].places[0]].near
    assert near is not None
    assert by_id[near].name == landmark


def test_country_as_place_is_its_actor() -> None:
    found = read("Ethiopia and Eritrea held talks in Kenya.")
    (here,) = found.places
    assert here.actor == next(a.id for a in found.actors if a.name == "Kenya")
