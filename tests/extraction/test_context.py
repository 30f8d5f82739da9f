"""What events have from their context: issues, status, bounds, wholes, the office of a speaker, places spoken of."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extraction.acts.topics import prevailing
from kg.extraction.issues.issues import IssueSpan
from kg.model import Act, Extraction
from tests.extraction.views import read


def concepts(found: Extraction, ids: tuple[str, ...]) -> set[str]:
    return {i.concept or i.label for i in found.issues if i.id in ids}


def act(found: Extraction, type_: str) -> Act:
    (one,) = [a for a in found.acts if a.type == f"act-{type_}"]
    return one


# Status of processes


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Relations between Peru and Chile are good.", "status-ongoing"),
        ("Kenya and Ethiopia met despite deep divisions over trade.", "status-ongoing"),
        ("The former alliance between Peru and Chile is remembered in Lima.", None),
        ("Peru and Chile agreed to establish diplomatic relations.", None),
        ("Cooperation between Peru and Chile covers copper.", None),
    ],
)
def test_relations_and_disputes_go_on(text: str, status: str | None) -> None:
    (process,) = read(text).processes
    assert process.status == status


@pytest.mark.parametrize(("year", "status"), [(2014, "status-ongoing"), (2011, "status-suspended")])
def test_a_dialogue_with_a_session_after_its_suspension_goes_on(year: int, status: str) -> None:
    found = read(
        "Kenya suspended talks with Norway on fisheries in 2012."
        f" Kenya and Norway held talks on fisheries in Nairobi on 3 May {year}."
    )
    (process,) = found.processes
    assert process.status == status
    assert all(m.part_of == (process.id,) for m in found.meetings)


@pytest.mark.parametrize(("verb", "status"), [("are holding", "status-ongoing"), ("held", None)])
def test_a_dialogue_goes_on_while_a_session_does(verb: str, status: str | None) -> None:
    found = read(f"Kenya and Norway {verb} talks in Nairobi. The dialogue between Kenya and Norway is hard.")
    assert [p.status for p in found.processes] == [status]


# Order and bounds


@pytest.mark.parametrize(
    "before",
    [
        "Before Peruvian President Luis Vega met Chilean President Ana Soto in Lima in March 2018,",
        "Prior to a meeting of Peruvian President Luis Vega and Chilean President Ana Soto in Lima in March 2018,",
    ],
)
def test_a_change_before_a_meeting_precedes_it(before: str) -> None:
    found = read(f"{before} ties between Peru and Chile improved.")
    (change,), (meeting,) = found.changes, found.meetings
    assert change.precedes == (meeting.id,)
    assert (change.time.earliest, change.time.latest) == (None, date(2018, 3, 31))


def test_a_change_after_a_meeting_does_not_precede_it() -> None:
    found = read(
        "After Peruvian President Luis Vega met Chilean President Ana Soto in Lima in March 2018,"
        " ties between Peru and Chile improved."
    )
    (change,) = found.changes
    assert change.precedes == ()
    assert change.time.latest is None


def test_what_is_pledged_comes_after_the_pledge() -> None:
    found = read(
        "When Peruvian President Luis Vega and Chilean President Ana Soto met in Lima in May 2020,"
        " they pledged to resume cooperation in fisheries."
    )
    (change,) = found.changes
    assert act(found, "pledge").envisages == (change.id,)
    assert change.time.earliest == date(2020, 5, 1)
    assert change.time.latest is None


def test_an_encounter_of_two_is_part_of_their_relations() -> None:
    found = read(
        "Norwegian Foreign Minister Lars Berg met Peruvian Foreign Minister Luis Vega in Lima on Monday."
        " Relations between Norway and Peru are good."
    )
    (meeting,), (process,) = found.meetings, found.processes
    assert meeting.part_of == (process.id,)


# Issues


def test_relations_and_what_happens_to_them_are_about_bilateral_relations() -> None:
    found = read("Relations between Peru and Chile worsened in 2018.")
    for event in (*found.processes, *found.changes):
        assert concepts(found, event.issues) == {"bilateral-relations"}
    (issue,) = found.issues
    assert issue.mentions


def spans(*names: str) -> list[IssueSpan]:
    return [IssueSpan(n, n + 1, n, n + 1, name, name) for n, name in enumerate(names)]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("fentanyl", "narcotics", "synthetic-opioids", "trade"), "narcotics"),
        (("fentanyl", "fentanyl", "fentanyl", "narcotics", "trade"), "fentanyl"),
        (("trade", "human-rights", "fentanyl"), None),
        (("fentanyl", "fentanyl"), None),
        (("security", "security", "security"), None),
    ],
)
def test_what_most_mentions_are_about(names: tuple[str, ...], expected: str | None) -> None:
    found = prevailing(spans(*names))
    assert (found.concept if found else None) == expected


def test_an_assessment_of_a_meeting_is_about_its_issue() -> None:
    found = read(
        "Peru and Chile met in Lima on Monday to discuss copper."
        " The talks were useful, according to Ana Soto, Chile's foreign minister."
    )
    (meeting,) = found.meetings
    assert act(found, "assessment").issues == meeting.issues != ()


def test_a_refusal_without_a_matter_is_about_what_the_article_is() -> None:
    text = (
        "Peru and Chile met in Lima on Monday. Peru is short of vaccines. Chile makes vaccines and sells"
        " vaccines abroad.\n\nChile rejected the pleas of Peru."
    )
    found = read(text)
    named = {i.concept for i in found.issues if any("vaccine" in text[m.start : m.end] for m in i.mentions)}
    assert concepts(found, act(found, "refusal").issues) == named != set()


def test_a_pledge_inherits_nothing() -> None:
    found = read(
        "Peru and Chile met in Lima on Monday. Peru is short of vaccines. Chile makes vaccines and sells"
        " vaccines abroad.\n\nChile pledged to help."
    )
    assert act(found, "pledge").issues == ()


# Speakers, places, stance


def test_a_speaker_named_with_his_office_speaks_in_it() -> None:
    found = read(
        "Peru and Chile met in Lima. The talks were useful, according to Ana Soto, Chile's foreign minister."
    )
    (holding,) = found.holdings
    (part,) = act(found, "assessment").participations
    assert (part.actor, part.capacity) == (holding.person, holding.id)
    assert part.mentions


def test_an_office_named_elsewhere_is_no_capacity() -> None:
    found = read(
        "Chile's foreign minister, Ana Soto, met officials from Peru in Lima. Soto said the talks were useful."
    )
    assert act(found, "assessment").participations == ()


def test_where_a_report_says_that_something_goes_on() -> None:
    found = read(
        "Peru and Chile held talks in Lima on fentanyl on Monday. Fentanyl trafficking is mainly in Kenya."
    )
    (place,) = act(found, "report").places
    assert next(p.name for p in found.places if p.id == place) == "Kenya"


def test_who_takes_no_side_takes_it_toward_nobody() -> None:
    found = read("Norwegian officials visited Lima and raised the fisheries issue with Peru.")
    raising = act(found, "raising")
    assert (raising.stance, raising.stance_toward) == ("stance-neutral", ())


@pytest.mark.parametrize("aim", ["plan", "prepare", "seek", "discuss"])
def test_the_aim_of_a_meeting_is_no_act(aim: str) -> None:
    found = read(f"Officials from Norway and Kenya met on Tuesday to {aim} joint action against piracy.")
    assert found.acts == ()
    (process,) = found.processes
    assert (process.type, len(process.parties)) == ("process-cooperation", 2)
