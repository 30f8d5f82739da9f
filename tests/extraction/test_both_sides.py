"""Those whom one word names for two states have met where they discuss a thing: "the leaders of A and B"."""

from __future__ import annotations

import pytest

from tests.extraction.views import meeting_row, read

TOGETHER = [
    "The leaders of Norway and Chile discussed fishing in Oslo on Monday.",
    "Fishing was discussed by the leaders of Norway and Chile in Oslo on Monday.",
    "The foreign ministers of Norway and Chile reviewed ties in Oslo on Monday.",
]
APART = [
    "The farmers of Peru and Chile discussed the price of milk in Oslo on Monday.",
    "Newspapers in Norway and Chile discussed the war on Monday.",
    "The parliaments of Norway and Chile debated tax rates on Monday.",
]


@pytest.mark.parametrize("text", TOGETHER)
def test_leaders_of_two_states_meet(text: str) -> None:
    found = read(text)
    rows = [meeting_row(found, m) for m in found.meetings]
    assert [(row[1], row[3], row[4]) for row in rows] == [("held", "Chile;Norway", "Oslo")]


@pytest.mark.parametrize("text", APART)
def test_others_do_not(text: str) -> None:
    assert not read(text).meetings
