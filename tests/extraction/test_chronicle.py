"""News in the present tense of chronicles: verbs with the form of nouns, several events in one sentence."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.extraction.reading import cases
from tests.extraction.views import ONE_MEETING, check_meeting, read, rows

ROWS = cases("chronicle_cases.tsv")
ROWS_OF = Counter(r[0] for r in ROWS)


def test_table_is_whole() -> None:
    assert len(ROWS) == 35
    assert sum(r[1] == "none" for r in ROWS) == 5


@pytest.mark.parametrize(
    ("sentence", "family", "status", "participants", "parties", "place", "words"),
    rows("chronicle_cases.tsv"),
)
def test_meeting(
    sentence: str, family: str, status: str, participants: str, parties: str, place: str, words: str
) -> None:
    if family == "none":
        assert not read(sentence).meetings
        return
    check_meeting(sentence, (family, status, participants, parties, place, words), ROWS_OF[sentence])


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Norwegian officials attend an AI summit with Peru's ministers in Lima.", "AI"),
        ("The Social Democratic Party of Norway met Peru's ministers in Lima.", "Democratic Party"),
    ],
)
def test_no_actor(sentence: str, name: str) -> None:
    """Abbreviations of things and the ends of longer names are no bodies."""
    assert name not in {n for a in read(sentence).actors for n in (a.name, *a.names)}


@pytest.mark.parametrize(
    ("sentence", "types"),
    [
        ("Peruvian President Ana Torres signs an executive order on mining.", []),
        ("Peruvian President Ana Torres signs into law a bill on mining.", []),
        ("Police act under legislation signed by Peruvian President Ana Torres.", []),
        ("Peru and Chile sign a treaty on mining.", ["act-agreement"]),
        ("Peru denies entry to six Chilean lawmakers.", ["act-refusal"]),
        ("Peru denies that it detained six Chilean lawmakers.", ["act-denial"]),
        ("Peru threatens to leave the pact if Chile does not agree to a ban.", ["act-threat"]),
        ("Peru does not agree to a ban.", ["act-refusal"]),
    ],
)
def test_acts(sentence: str, types: list[str]) -> None:
    """What is enacted at home is no agreement, who is let in no denial, and what is supposed no act."""
    assert [a.type for a in read(sentence).acts] == types


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        (
            "King Olav visits Peru along with Queen Marta on Prime Minister Liv Dahl's advice.",
            "prime minister",
        ),
        ("Liv Dahl is elected as Norway's first female prime minister.", "prime minister"),
    ],
)
def test_titles(sentence: str, title: str) -> None:
    """Neither the preposition before a title nor an adjective that says nothing of the office is part of it."""
    found = read(sentence)
    holder = next(a.id for a in found.actors if a.name == "Liv Dahl")
    offices = {o.id: o.title for o in found.offices}
    assert [offices[h.office] for h in found.holdings if h.person == holder] == [title]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "5 May 2022: First round of talks between Peru and Chile in Oslo.\n\n"
            "9 May 2022: Peru and Chile hold talks on fish in Lima.\n\n"
            "June 2022: Peru and Chile hold a meeting.",
            ["2022-05-05", "2022-05-09", "2022-06"],
        ),
        pytest.param(
            "5 May 2022: Peru and Chile hold talks in Oslo.\n\n9 May 2022: Chile proposes a summit with Peru.",
            ["2022-05-05", None],
            marks=ONE_MEETING,
        ),
        ("5 May 2022: Chile withdraws its troops, which eases the talks between Peru and Chile.", [None]),
    ],
)
def test_each_entry_is_dated_by_the_day_in_front(text: str, days: list[str | None]) -> None:
    assert [m.time.edtf for m in read(text).meetings] == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "1996 - Kenya and Uganda hold talks in Kampala.\n1997 – Kenyan President Moses Kariuki visits Uganda.",
            ["1996", "1997"],
        ),
        (
            "2011:\n\n-- Nov 1: Chile and Peru hold talks in Lima.\n\n-- Dec 2: Talks in Arica fail.",
            ["2011-11-01", "2011-12-02"],
        ),
        ("4 May 2003: Peru tries to save the truce during a summit with Chile in Lima.", ["2003-05-04"]),
        ("4 May 2003: Peru says it will lose nothing by a summit with Chile in Lima.", [None]),
        (
            "4 May 1999: Kenya and Uganda hold talks in Kampala. 12 June 2000: Kenya hosts Uganda's ministers.",
            ["1999-05-04", "2000-06-12"],
        ),
        ("In Lima 1996 - a year of floods - is remembered. Chile and Peru hold talks.", [None]),
    ],
)
def test_headings_date_their_entries(text: str, days: list[str | None]) -> None:
    """Dates and years that open a line before a colon or a dash, and the year above lines without one."""
    assert [m.time.edtf if m.time else None for m in read(text).meetings] == days
