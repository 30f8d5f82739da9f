"""Nouns for meetings that name nobody: repeated, counted on, or placed and dated; else nothing."""

from __future__ import annotations

import pytest

from tests.extraction.views import meeting_row, read

MET = "Norwegian Foreign Minister Ada Brandt met Chilean Foreign Minister Pablo Soto on Monday."
TALKS = "Peruvian and Bolivian envoys held talks in Lima in March."
QUARREL = "Peru and Bolivia quarrel over water. Peru left them early: "


def told(text: str) -> list[tuple[str, ...]]:
    """Status, participants, place and words of time of each meeting."""
    found = read(text)
    rows = [meeting_row(found, m) for m in found.meetings]
    return [(r[1], r[2], r[4], r[5]) for r in rows]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (f"{MET} The encounter took place in Lima.", ["Lima"]),
        (f"{MET} That conversation took place in Lima.", ["Lima"]),
        (f"{MET} The rehearsal session of the choir took place in Lima.", ["-"]),
        (f"{MET} The encounter with her fans took place in Lima.", ["-"]),
        (f"{TALKS} A third session is planned for May in La Paz.", ["Lima", "La Paz"]),
        (f"{TALKS} The training session was in May in La Paz.", ["Lima"]),
        (f"{TALKS} A second contact will be held in La Paz in May.", ["Lima", "La Paz"]),
        (f"{TALKS} A second contact with the press will be held in La Paz in May.", ["Lima"]),
        (f"{TALKS} Further consultations will be held in La Paz in May.", ["Lima", "La Paz"]),
        (f"{TALKS} Further dinners for students will be held in La Paz in May.", ["Lima"]),
        (f"{TALKS} The Second Session will be held in La Paz in May.", ["Lima", "La Paz"]),
        (f"{TALKS} The Budget Session will be held in La Paz in May.", ["Lima"]),
        (f"{TALKS} The 8th BCM will be held in La Paz in May.", ["Lima", "La Paz"]),
        (f"{TALKS} The 8th GDP report will be held in La Paz in May.", ["Lima"]),
        (f"{TALKS} A session in La Paz had failed.", ["Lima", "La Paz"]),
        (f"{TALKS} A jam session in La Paz had failed.", ["Lima"]),
    ],
)
def test_what_goes_back(text: str, places: list[str]) -> None:
    assert [place for _, _, place, _ in told(text)] == places


@pytest.mark.parametrize(
    ("clause", "number"),
    [
        ("a session in Lima in May 2019 had ended badly.", 1),
        ("a session had ended badly.", 0),
        ("a legislative session in Lima in May 2019 had ended badly.", 0),
        ("a session of its congress in Lima in May 2019 had ended badly.", 0),
    ],
)
def test_what_is_placed_and_dated(clause: str, number: int) -> None:
    assert len(told(QUARREL + clause)) == number


def test_the_other_side_is_of_the_sentence_before() -> None:
    told_of = "Norwegian Foreign Minister Ada Brandt arrived in Lima on Monday. A second encounter with Chilean President"
    assert told(f"{told_of} Pablo Soto has not been ruled out.")[1][1] == "Ada Brandt;Pablo Soto"
    assert (
        len(told("Norwegian singer Ada Brandt sang in Lima. A duet with Chilean singer Pablo Soto followed."))
        == 0
    )
