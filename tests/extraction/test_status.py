"""Status of meetings: sentence -> held, ongoing, planned, proposed, postponed, cancelled or suspended."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from tests.extraction.reading import cases
from tests.extraction.views import failing, read, rows

THURSDAY = date(2023, 10, 12)


def test_table_is_whole() -> None:
    table = cases("status_cases.tsv")
    assert len(table) == 609
    assert failing("status_cases.tsv") <= 2
    assert Counter(r[1] for r in table).keys() == {
        "held", "ongoing", "planned", "proposed", "postponed", "cancelled", "suspended"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "day"),
    [
        (", originally scheduled for Monday, took place on Tuesday", 10),
        (", which was scheduled for last week, was held on Tuesday", 10),
        (", scheduled for Monday, took place in Lima", 9),
    ],
)
def test_day_on_which_it_took_place(words: str, day: int) -> None:
    """The day first thought of is not that of the event, unless no other is told."""
    (meeting,) = read(f"The meeting between Peru and Chile{words}.", THURSDAY).meetings
    assert meeting.time.earliest == date(2023, 10, day)


@pytest.mark.parametrize(("verb", "year"), [("had hoped", 2023), ("hopes", 2024), ("has hoped", 2024)])
def test_month_that_somebody_had_hoped_for(verb: str, year: int) -> None:
    """What was hoped for in the past is of a time that is gone."""
    (visit,) = read(f"Peru's foreign minister Ana Torres {verb} to visit Oslo in April.", THURSDAY).meetings
    assert visit.time.earliest == date(year, 4, 1)


@pytest.mark.parametrize(
    ("meeting", "last"),
    [
        ("a three-day meeting", 12),
        ("a meeting of three days", 12),
        ("a meeting lasting three days", 12),
        ("a meeting of three hours", 10),
        ("a meeting of the three", 10),
    ],
)
def test_days_that_it_lasts(meeting: str, last: int) -> None:
    """How many days an event goes on is said before its noun or behind it."""
    (found,) = read(f"Officials of Peru and Chile began {meeting} in Lima on Tuesday.", THURSDAY).meetings
    assert (found.time.earliest, found.time.latest) == (date(2023, 10, 10), date(2023, 10, last))


@pytest.mark.parametrize(("sentence", "status"), rows("status_cases.tsv"))
def test_status(sentence: str, status: str) -> None:
    assert {m.status for m in read(sentence).meetings} == {f"status-{status}"}


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        # the week in which something happened is not how long it took
        ("Peruvian President Ana Torres met Chilean President Camila Soto in Lima this week.", "held"),
        ("Peru and Chile held a summit in Lima from 11 to 13 October.", "ongoing"),
        ("Peru and Chile are to hold two days of talks in Lima this month.", "planned"),
        # what opened yesterday goes on unless its end is told
        ("The summit of Peru and Chile opened in Lima on Wednesday.", "ongoing"),
        ("The summit of Peru and Chile opened in Lima on Wednesday, officials said.", "ongoing"),
        ("The summit of Peru and Chile got under way in Lima on Wednesday.", "ongoing"),
        ("The summit of Peru and Chile got a poor press in Lima on Wednesday.", "held"),
        ("The summit of Peru and Chile opened in Lima on Wednesday and lasted an hour.", "held"),
        ("The summit of Peru and Chile opened in Lima on Monday.", "held"),
        ("As talks between Peru and Chile opened in Lima on Thursday, the hosts were hopeful.", "ongoing"),
        (
            "As talks between Peru and Chile opened in Lima on Thursday, Peruvian President Ana Torres hoped that "
            "the two-day meeting would produce a deal.",
            "ongoing",
        ),
        ("When talks between Peru and Chile opened in Lima on Thursday, the hosts were hopeful.", "held"),
        ("The talks between Peru and Chile, set to run through Friday, began at noon.", "ongoing"),
        ("The talks between Peru and Chile lasted through Friday.", "held"),
        # who came together for a summit that day, or was meeting, is at it
        ("The presidents of Peru and Chile gathered in Oslo on Thursday for a summit.", "ongoing"),
        ("The presidents of Peru and Chile gathered in Oslo on Tuesday for a summit.", "held"),
        ("The presidents of Peru and Chile gathered in Oslo on Thursday to mourn Ana Torres.", "held"),
        ("The presidents of Peru and Chile came together in Oslo on Wednesday to open a summit.", "ongoing"),
        ("The presidents of Peru and Chile met in Oslo on Tuesday to begin talks on trade.", "held"),
        ("The presidents of Peru and Chile began a summit by video link on Wednesday.", "ongoing"),
        (
            "Peruvian President Ana Torres and Chilean President Camila Soto were meeting on Thursday.",
            "ongoing",
        ),
        ("Peruvian President Ana Torres and Chilean President Camila Soto were meeting on Monday.", "held"),
        ("The talks between Peru and Chile continued in Oslo on Wednesday night.", "ongoing"),
        ("The talks between Peru and Chile continued in Oslo on Sunday night.", "held"),
        # what somebody has just come for goes on, unless more is told of it
        (
            "Peru's foreign minister, Ana Soto, arrived in Oslo on Wednesday for talks with Chilean envoys.",
            "ongoing",
        ),
        ("A Chilean delegation arrived in Lima on Thursday to meet with the Peruvian minister.", "ongoing"),
        (
            "Peru's foreign minister, Ana Soto, arrived in Oslo on Monday for talks with Chilean envoys.",
            "held",
        ),
        (
            "Ana Soto of Peru arrived in Oslo on Wednesday for talks with Chilean envoys, which failed.",
            "held",
        ),
        ("Peru's foreign minister, Ana Soto, arrived in Oslo on Wednesday, where she met the king.", "held"),
        # who has flown into a place, touched down there or reached it is there
        ("Peru's foreign minister, Ana Soto, flew into Oslo on Wednesday.", "ongoing"),
        ("Peru's foreign minister, Ana Soto, flew to Oslo on Wednesday.", "held"),
        ("Peru's foreign minister, Ana Soto, flew into Oslo on Sunday.", "held"),
        ("Peru's foreign minister, Ana Soto, touched down in Oslo late on Wednesday.", "ongoing"),
        ("Peru's foreign minister, Ana Soto, reached Oslo on Wednesday.", "ongoing"),
        ("Peru's foreign minister, Ana Soto, has come to Oslo.", "ongoing"),
        ("Peru's foreign minister, Ana Soto, came to Oslo at the invitation of Norway.", "held"),
        # what is done at the start of a visit or of talks is done while they go on
        ("Beginning a visit to Oslo, Peru's foreign minister, Ana Soto, called for calm.", "ongoing"),
        ("Ending a visit to Oslo, Peru's foreign minister, Ana Soto, called for calm.", "held"),
        ("At the start of a visit to Oslo, Peru's foreign minister, Ana Soto, called for calm.", "ongoing"),
        ("At the end of a visit to Oslo, Peru's foreign minister, Ana Soto, called for calm.", "held"),
        ("Opening talks with Peru in Lima on Thursday, Chile's envoy Ana Soto called for unity.", "ongoing"),
        ("Ending talks with Peru in Lima on Thursday, Chile's envoy Ana Soto called for unity.", "held"),
        (
            "Envoys of Peru and Chile started another round of talks on Wednesday with Oman as broker.",
            "ongoing",
        ),
        ("Envoys of Peru and Chile opened the talks on Wednesday with a minute of silence.", "held"),
        ("Talks between Peru and Chile got off to a slow start in Lima on Wednesday.", "ongoing"),
        ("Talks between Peru and Chile got nowhere in Lima on Wednesday.", "held"),
        ("The presidents of Peru and Chile sat down in Oslo on Thursday to open a summit.", "ongoing"),
        # a stay whose days have not ended
        ("Peru's foreign minister, Ana Soto, arrived in Norway on Tuesday on a five-day visit.", "ongoing"),
        (
            "Peru's foreign minister, Ana Soto, began a visit to Norway on Tuesday. The three-day visit is her first.",
            "ongoing",
        ),
        ("Peru's foreign minister, Ana Soto, arrived in Norway on Monday on a two-day visit.", "held"),
        ("Peru's foreign minister, Ana Soto, visited Norway this month. The visit was long.", "held"),
    ],
)
def test_status_in_a_week(sentence: str, status: str) -> None:
    assert {m.status for m in read(sentence, THURSDAY).meetings} == {f"status-{status}"}


@pytest.mark.parametrize(
    ("words", "status", "day"),
    [
        ("is meeting Chilean President Camila Soto in Lima on Friday", "planned", date(2023, 10, 13)),
        ("is meeting Chilean President Camila Soto in Lima on Thursday", "ongoing", THURSDAY),
        ("sees Chilean President Camila Soto in Lima on Friday morning", "planned", date(2023, 10, 13)),
        ("meets Chilean President Camila Soto in Lima on the 29th", "planned", date(2023, 10, 29)),
        ("met Chilean President Camila Soto in Lima on Friday", "held", date(2023, 10, 6)),
        ("began a visit to Chile on Monday", "held", date(2023, 10, 9)),
        ("began a tour of the Gulf states on Friday", "held", date(2023, 10, 6)),
        ("had been due to meet Chilean President Camila Soto on Friday", "cancelled", date(2023, 10, 13)),
        ("was to have met Chilean President Camila Soto on Wednesday", "cancelled", date(2023, 10, 11)),
        (
            "cancelled a planned Tuesday meeting with Chilean President Camila Soto",
            "cancelled",
            date(2023, 10, 17),
        ),
        ("held a Tuesday meeting with Chilean President Camila Soto", "held", date(2023, 10, 10)),
        ("was to meet Chilean President Camila Soto in Lima on Tuesday", "held", date(2023, 10, 10)),
        ("was due to meet Chilean President Camila Soto in Lima on Monday", "planned", date(2023, 10, 16)),
    ],
)
def test_day_by_tense(words: str, status: str, day: date) -> None:
    """What "is meeting" on a weekday is to come, and so may be what "had been due"."""
    (meeting,) = read(f"Peruvian President Ana Torres {words}.", THURSDAY).meetings
    assert (meeting.status, meeting.time.earliest) == (f"status-{status}", day)


@pytest.mark.parametrize("heading", ["ENCOUNTERS TO COME", "TALKS TO CONTINUE"])
def test_a_heading_with_to_is_read(heading: str) -> None:
    """Its verb has itself for a head, so that what the head says is not asked for."""
    text = f"Peruvian President Ana Torres met Luis Rojas of Chile in Lima.\n\n{heading}\n\nPeru agreed."
    assert read(text).meetings


@pytest.mark.parametrize(
    ("more", "status", "day"),
    [
        (" Norway chaired the talks, and the meeting was attended by Chile.", "held", 9),
        (" Norway will chair the talks.", "planned", 16),
    ],
)
def test_the_day_of_an_invitation_is_that_of_the_meeting_held(more: str, status: str, day: int) -> None:
    (meeting,) = read(
        f"Peru invited Chile and Ghana to its meeting in Oslo on Monday.{more}", THURSDAY
    ).meetings
    assert (meeting.status, meeting.time.earliest) == (f"status-{status}", date(2023, 10, day))


@pytest.mark.parametrize(
    ("first", "meetings"),
    [
        ("will hold talks on the border.", ["planned", "held"]),
        ("held talks on the border.", ["held"]),
        ("have held talks on the border.", ["held", "held"]),
        ("have repeatedly held talks on the border.", ["held"]),
        ("are holding talks on the border.", ["ongoing", "held"]),
    ],
)
def test_talks_to_come_or_of_today_are_not_those_of_long_ago(first: str, meetings: list[str]) -> None:
    text = f"Chile and Peru {first} Chile and Peru began talks on the border in 1980."
    assert [m.status for m in read(text, THURSDAY).meetings] == [f"status-{status}" for status in meetings]


@pytest.mark.parametrize(
    ("when", "statuses"), [("in 1979", ["held", "suspended"]), ("on Monday", ["suspended"])]
)
def test_talks_broken_off_long_ago_are_not_those_of_today(when: str, statuses: list[str]) -> None:
    text = (
        "A Chilean delegation arrived in Lima for a second round of talks on the border. "
        f"Negotiations on the border with Peru were suspended {when}."
    )
    assert [m.status for m in read(text, THURSDAY).meetings] == [f"status-{status}" for status in statuses]


@pytest.mark.parametrize(
    ("then", "meetings"),
    [
        ("In 2019, Chile and Peru resumed talks.", 2),
        ("They were the first talks since 2019.", 1),
        ("The last round of talks between Chile and Peru was held in July.", 2),
        ("The last round of talks between Chile and Peru was held on Monday.", 1),
    ],
)
def test_a_sentence_of_another_year_or_of_the_last_talks_tells_of_others(then: str, meetings: int) -> None:
    text = f"Chilean President Camila Soto held talks with Peruvian President Ana Torres. {then}"
    assert len(read(text, THURSDAY).meetings) == meetings


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        ("Ana Soto of Peru is on a two-day visit to Nepal. She had visited Nepal in 2019.", 2),
        (
            "Ana Soto of Peru, who is in Nepal for talks, spoke to the press. Soto had been in Nepal in 2019.",
            2,
        ),
        ("Ana Soto of Peru met Chile's foreign minister, Luis Lara. The ministers had met in March 2019.", 2),
        (
            "Ana Soto of Peru phoned Chile's foreign minister, Luis Lara. The two had spoken by phone in March.",
            2,
        ),
        ("Ana Soto of Peru held talks with Chile's foreign minister, Luis Lara. The two had met in 2019.", 2),
        (
            "Ana Soto of Peru recalled the meeting with Chile's foreign minister, Luis Lara. They had met in 2019.",
            1,
        ),
        (
            "Ana Soto of Peru has met Chile's foreign minister, Luis Lara, four times. They had met in 2019.",
            1,
        ),
        ("Peru and Chile held talks in Lima. The talks broke down. They had begun in 2019.", 1),
        ("Ana Soto of Peru met Chile's foreign minister, Luis Lara. They had met at noon in Lima.", 1),
    ],
)
def test_what_had_been_done_years_before_is_another_event(text: str, meetings: int) -> None:
    assert len(read(text, THURSDAY).meetings) == meetings


@pytest.mark.parametrize(
    ("beside", "status"),
    [
        ("on Thursday on the sidelines of the G20 summit", "ongoing"),
        ("on the margins of the G20 summit in Rome on Wednesday", "ongoing"),
        ("on Thursday on the sidelines of the just-concluded G20 summit", "held"),
        ("last month on the sidelines of the G20 summit", "held"),
        ("on the sidelines of the G20 summit on October 2", "held"),
    ],
)
def test_a_summit_on_whose_sidelines_people_met_today_goes_on(beside: str, status: str) -> None:
    text = f"Foreign Minister Ana Rojas of Peru met her Chilean counterpart Luis Soto {beside}."
    summit = next(m for m in read(text, THURSDAY).meetings if m.format == "format-summit")
    assert summit.status == f"status-{status}"


@pytest.mark.parametrize(
    ("text", "status", "days"),
    [
        (
            "As part of her visit to Chile, Ana Rojas met her counterpart Luis Soto on Wednesday.",
            "ongoing",
            None,
        ),
        (
            "In the framework of her visit to Chile, Ana Rojas met Luis Soto of Chile on Thursday.",
            "ongoing",
            None,
        ),
        ("As part of her visit to Chile last month, Ana Rojas met her counterpart Luis Soto.", "held", None),
        (
            "Ana Rojas arrived in Chile on Wednesday for a three-day visit. At the end of her visit on Friday, a "
            "statement will be released.",
            "ongoing",
            (11, 13),
        ),
    ],
)
def test_a_visit_as_part_of_which_people_met_today_goes_on(
    text: str, status: str, days: tuple[int, int] | None
) -> None:
    found = read(f"Foreign Minister Ana Rojas of Peru is a lawyer. {text}", THURSDAY)
    visit = next(m for m in found.meetings if m.format == "format-visit")
    assert visit.status == f"status-{status}"
    if days:
        assert (visit.time.earliest, visit.time.latest) == tuple(date(2023, 10, day) for day in days)
