"""A visit and the meeting on it: one event where the words on the visit tell who received whom, else two."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extraction.views import meeting_row, read

PUBLISHED = date(2023, 10, 12)  # a Thursday
VISIT = "A visit by President Camila Soto of Chile to Peru turned tense on Tuesday as President Ana Torres of Peru"

ONE = [
    (f"{VISIT} showed her a map. A meeting between the leaders lasted two hours.", "Peru", "2023-10-10"),
    (f"{VISIT} showed her a map. The talks between Soto and Torres were long.", "Peru", "2023-10-10"),
    (
        f"{VISIT} showed her a map. The meeting between the two leaders was held that day.",
        "Peru",
        "2023-10-10",
    ),
    (
        "Chilean President Camila Soto ended a visit to Lima, where Peruvian President Ana Torres gave her an award. "
        "A meeting between the two leaders lasted two hours.",
        "Lima",
        None,
    ),
]

TWO = [
    # somebody whom the words on the visit do not name
    f"{VISIT} showed her a map. A meeting between Soto and Foreign Minister Jose Quispe of Peru lasted two hours.",
    # a host who does something before it, or to others
    f"{VISIT.replace(' as ', ' after ')} showed her a map. A meeting between the leaders lasted two hours.",
    f"{VISIT} showed reporters a map. A meeting between Soto and Torres lasted two hours.",
    # another day, another status, a number in a series, another place
    f"{VISIT} showed her a map. A meeting between the leaders was held on Wednesday.",
    f"{VISIT} showed her a map. A meeting between the leaders is planned.",
    f"{VISIT} showed her a map. The third meeting between the leaders lasted two hours.",
    f"{VISIT} showed her a map. A meeting in Oslo between the leaders lasted two hours.",
    "A visit by President Camila Soto of Chile to the White House turned tense as President Tom Reed of the "
    "United States showed her a map. A meeting in Oslo between the leaders lasted two hours.",
    # a visit of which no host is told
    "A visit by President Camila Soto of Chile to Peru began on Tuesday. "
    "A meeting between Soto and President Ana Torres of Peru lasted two hours.",
]


def test_tables_are_whole() -> None:
    assert (len(ONE), len(TWO)) == (4, 9)


@pytest.mark.parametrize(("text", "place", "day"), ONE)
def test_visit_told_of_as_a_meeting_is_one_event(text: str, place: str, day: str | None) -> None:
    found = read(text, PUBLISHED)
    (meeting,) = found.meetings
    family, status, people, parties, where, _ = meeting_row(found, meeting)
    assert (family, status) == ("meeting", "held")
    assert people == "Ana Torres;Camila Soto[visitor]"
    assert (parties, where, meeting.time.edtf) == ("Chile;Peru", place, day)


@pytest.mark.parametrize("text", TWO)
def test_meeting_of_others_or_at_another_time_is_its_own(text: str) -> None:
    found = read(text, PUBLISHED)
    assert sorted(meeting_row(found, m)[0] for m in found.meetings) == ["meeting", "visit"]


def test_mentions_after_the_meeting_are_of_the_one_event() -> None:
    text = f"{VISIT} showed her a map. A meeting between the leaders lasted two hours. The meeting ended at noon."
    (meeting,) = read(text, PUBLISHED).meetings
    assert len(meeting.mentions) == 3


@pytest.mark.parametrize(
    ("sentence", "format_"),
    [
        ("U.S. Secretary of State Jane Doe's visit to Peru will begin on Monday.", "format-visit"),
        ("President Karl Lind's state and official visit to Peru will begin soon.", "format-state-visit"),
    ],
)
def test_state_of_a_title_says_nothing_of_the_visit(sentence: str, format_: str) -> None:
    """The possessor's title is not what kind of visit it is."""
    (meeting,) = read(sentence).meetings
    assert meeting.format == format_


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("British Prime Minister Ann Roy will visit Moscow in May.", "Soviet Union;United Kingdom"),
        ("British Prime Minister Ann Roy will visit Moscow in May. Russia is near.", "Russia;United Kingdom"),
        ("British Prime Minister Ann Roy will visit Helsinki in May.", "Finland;United Kingdom"),
    ],
)
def test_states_of_the_day(text: str, parties: str) -> None:
    """A town lies in the state that it lay in when the article was written."""
    found = read(text, date(1989, 3, 8))
    (meeting,) = found.meetings
    assert meeting_row(found, meeting)[3] == parties
