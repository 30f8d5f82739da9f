"""Several meetings told of by one noun or verb: text -> place, time and status of each."""

from __future__ import annotations

import pytest

from tests.extraction.reading import cases
from tests.extraction.views import read

ROWS = cases("series_cases.tsv")


def test_table_is_whole() -> None:
    assert len(ROWS) == 60
    assert sum(" // " in row[1] for row in ROWS) == 38


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_each_meeting_of_a_series(text: str, expected: str) -> None:
    found = read(text)
    places = {p.id: p.name for p in found.places}
    told = [
        ", ".join(
            (
                places[m.places[0]] if m.places else "-",
                " ".join(m.time.expressions) or "-",
                m.status.removeprefix("status-"),
            )
        )
        for m in found.meetings
    ]
    assert sorted(told) == sorted(expected.split(" // "))


def test_the_words_of_each_meeting_reach_its_own_place() -> None:
    text = "Norway and Chile held talks in Oslo in 2019 and in Santiago in 2021."
    quotes = [[text[x.start : x.end] for x in m.mentions] for m in read(text).meetings]
    assert quotes == [["talks in Oslo in 2019"], ["talks in Oslo in 2019 and in Santiago in 2021"]]


def test_each_stop_of_a_journey_has_its_own_state_for_a_party() -> None:
    found = read("Norwegian Foreign Minister Kari Lund visited Lima on Monday and Santiago on Tuesday.")
    names = {a.id: a.name for a in found.actors}
    assert [sorted(names[p] for p in m.parties) for m in found.meetings] == [
        ["Norway", "Peru"],
        ["Chile", "Norway"],
    ]
