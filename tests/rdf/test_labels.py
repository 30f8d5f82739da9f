"""Labels from whatever parts are known: every row is one combination."""

from __future__ import annotations

from datetime import date

import pytest

from kg.rdf.labels import (
    MeetingParts,
    Name,
    act_label,
    at_place,
    change_label,
    listed,
    meeting_label,
    ordinal_word,
    process_label,
    short_name,
    shorten,
    when,
)

A, B, C = Name("Ada Brandt", "Brandt"), Name("Ilo Varga", "Varga"), Name("Ruth Sol")
US, CN, LONG = Name("United States", "US"), Name("China", "China"), Name("Republic of Ostrava Major")
NOV = (date(2023, 11, 1), date(2023, 11, 30))

MEETINGS = [
    (
        MeetingParts("summit", (B, A), place="outside Arlen", earliest=NOV[0], latest=NOV[1]),
        "Brandt-Varga summit near Arlen, November 2023",
    ),
    (MeetingParts("visit", (A,), visitors=(A,), place="Ostrava"), "Ada Brandt's visit to Ostrava"),
    (MeetingParts("visit", (A, B), visitors=(A,), hosts=(B,)), "Ada Brandt's visit to Ilo Varga"),
    (MeetingParts("visit", (A, B), hosts=(B,)), "Ada Brandt's visit to Ilo Varga"),
    (MeetingParts("state-visit", (US,), place="Ostrava"), "United States' state visit to Ostrava"),
    (MeetingParts("visit"), "Visit"),
    (
        MeetingParts("visit", place="Arlen", earliest=date(2024, 3, 12), latest=date(2024, 3, 12)),
        "Visit to Arlen, 12 March 2024",
    ),
    (
        MeetingParts("working-group-session", (US,), body="US-China working group", ordinal=1),
        "First meeting of the US-China working group",
    ),
    (
        MeetingParts("talks", body="The Amal Commission", ordinal=22, place="Arlen"),
        "22nd talks of the Amal Commission in Arlen",
    ),
    (MeetingParts("meeting", body="NATO"), "Meeting of NATO"),
    (MeetingParts("meeting", (A, C)), "Meeting of Ada Brandt and Ruth Sol"),
    (MeetingParts("talks", (A, C), place="Arlen"), "Talks between Ada Brandt and Ruth Sol in Arlen"),
    (MeetingParts("phone-call", (A, C)), "Phone call between Ada Brandt and Ruth Sol"),
    (MeetingParts("phone-call", (A,)), "Phone call with Ada Brandt"),
    (MeetingParts("talks", (US, CN), ordinal=2), "Second China-US talks"),
    (MeetingParts("meeting", (A, B, C)), "Meeting of Ada Brandt, Ilo Varga and Ruth Sol"),
    (MeetingParts("conference", (A, B, C, US, CN)), "Conference of Ada Brandt, China and 3 others"),
    (
        MeetingParts("signing", (A, C), earliest=date(2022, 1, 1)),
        "Signing ceremony of Ada Brandt and Ruth Sol",
    ),
    (MeetingParts(), "Meeting"),
]


@pytest.mark.parametrize(("parts", "label"), MEETINGS, ids=[label for _, label in MEETINGS])
def test_meetings(parts: MeetingParts, label: str) -> None:
    assert meeting_label(parts) == label


def test_the_order_of_actors_does_not_matter() -> None:
    assert meeting_label(MeetingParts("talks", (A, B, C))) == meeting_label(MeetingParts("talks", (C, B, A)))


DATES = [
    (date(2024, 3, 12), date(2024, 3, 12), "12 March 2024"),
    (*NOV, "November 2023"),
    (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
    (date(2023, 2, 1), date(2023, 2, 27), "1-27 February 2023"),
    (date(2022, 1, 1), date(2022, 12, 31), "2022"),
    (date(2020, 1, 1), date(2022, 12, 31), "2020-2022"),
    (date(2024, 1, 30), date(2024, 2, 2), "30 January 2024 to 2 February 2024"),
    (date(2024, 1, 30), None, ""),
    (None, date(2024, 1, 30), ""),
    (None, None, ""),
    (date(2024, 2, 2), date(2024, 1, 30), ""),
]


@pytest.mark.parametrize(("earliest", "latest", "words"), DATES)
def test_dates(earliest: date | None, latest: date | None, words: str) -> None:
    assert when(earliest, latest) == words


def test_processes() -> None:
    assert process_label("process-relations", (CN, US), ("trade",)) == "China-US relations"
    assert (
        process_label("process-cooperation", (US, CN), ("narcotics",)) == "China-US cooperation on narcotics"
    )
    assert (
        process_label("process-dispute", (), ("trade", "technology")) == "Dispute over technology and trade"
    )
    assert process_label("process-dialogue", (A, C), ()) == "Talks between Ada Brandt and Ruth Sol"
    assert process_label("process-negotiation", (LONG,), ()) == "Negotiations with Republic of Ostrava Major"


def test_changes() -> None:
    label = change_label(
        "change-suspension", ["China-US talks"], ["China"], date(2022, 1, 1), date(2022, 12, 31)
    )
    assert label == "Suspension of China-US talks by China, 2022"
    assert (
        change_label("change-launch", ["Talks between A and B"], [], None, None)
        == "Launch of talks between A and B"
    )
    assert change_label("change-launch", ["a", "b", "c"], [], None, None) == "Launch of a and 2 more"
    assert change_label("change-deterioration", [], [], None, None) == "Deterioration"


def test_acts() -> None:
    assert act_label("act-refusal", ["China"], "no") == "China: refusal, “no”"
    assert act_label("act-report", [], "x") == "Article: report, “x”"
    assert act_label("act-pledge", ["b", "a"], "") == "A and b: pledge"


def test_short_names_are_never_guessed() -> None:
    assert short_name("person", "Xi Jinping", ("Xi", "the president")) == "Xi"
    assert short_name("person", "Joe Biden", ("Joe", "Biden")) == "Biden"
    assert short_name("person", "Xi Jinping", ("the president",)) == ""
    assert short_name("country", "China", ("PRC",)) == "China"
    assert short_name("country", "United States", ("Washington", "U.S.", "USA")) == "US"
    assert short_name("organization", "European Union", ("the bloc",)) == ""
    assert short_name("person", "", ()) == ""


def test_small_pieces() -> None:
    assert listed([]) == ""
    assert listed(["a", "", "a"]) == "a"
    assert [ordinal_word(n) for n in (1, 10, 11, 12, 13, 21, 22, 23, 101, 112)] == [
        "first", "tenth", "11th", "12th", "13th", "21st", "22nd", "23rd", "101st", "112th",
    ]  # fmt: skip
    assert at_place("") == ""
    assert at_place("on the sidelines of the forum") == " on the sidelines of the forum"
    assert at_place("Onslow") == " in Onslow"
    assert at_place("Bellevue Palace") == " at Bellevue Palace"
    assert at_place("presidential palace") == " at the presidential palace"
    assert at_place("Palace Green") == " in Palace Green"


@pytest.mark.parametrize(
    ("words", "most", "short"),
    [
        ("a  b\n c", 10, "a b c"),
        ("one two three", 9, "one two …"),
        ("one two, three", 10, "one two …"),
        ("abcdefghij", 5, "abcd…"),
        ("", 5, ""),
        ("exactly ten", 11, "exactly ten"),
    ],
)
def test_shortening(words: str, most: int, short: str) -> None:
    assert shorten(words, most) == short
    assert len(shorten(words, most)) <= most


def test_the_tables_are_whole() -> None:
    assert len(MEETINGS) == 19
    assert len(DATES) == 11
