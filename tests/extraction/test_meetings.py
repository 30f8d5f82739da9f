"""Meetings: sentence -> family, status, participants with roles, parties, place, words; every frame with and without."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest

from kg.extraction.extract import extract
from kg.model import Article
from kg.nlp.annotate import annotate
from kg.resources import data_file
from tests.extraction.reading import cases
from tests.extraction.views import bare_participants, check_meeting, failing, meeting_row, read, rows

ROWS = cases("meeting_cases.tsv")
NEWS = cases("news_cases.tsv")
NONE = cases("no_meeting_cases.tsv")
ROWS_OF = Counter(r[0] for r in (*ROWS, *NEWS))


def test_tables_are_whole() -> None:
    assert len(ROWS) == 5108
    assert len(NEWS) == 49
    assert len(NONE) == 863
    assert failing("meeting_cases.tsv") <= 35
    assert failing("news_cases.tsv") <= 14
    assert failing("no_meeting_cases.tsv") <= 6
    assert {r[1] for r in ROWS} == {"meeting", "visit", "call", "conference", "mediation", "signing"}


@pytest.mark.parametrize(
    ("sentence", "family", "status", "participants", "parties", "place", "words"),
    rows("meeting_cases.tsv") + rows("news_cases.tsv"),
)
def test_meeting(
    sentence: str, family: str, status: str, participants: str, parties: str, place: str, words: str
) -> None:
    check_meeting(sentence, (family, status, participants, parties, place, words), ROWS_OF[sentence])


@pytest.mark.parametrize(
    "sentence",
    [
        "The European Union, NATO and the African Union want peace talks to resume on Monday.",
        "Officials of the European Union, NATO and the African Union said that peace talks resumed.",
    ],
)
def test_three_bodies_and_no_country_are_read(sentence: str) -> None:
    """Which two of them an article is about is told by the countries that it names most, of which there are none."""
    bodies = {a.name for a in read(sentence).actors}
    assert {"European Union", "NATO", "African Union"} <= bodies


@pytest.mark.parametrize("sentence", rows("no_meeting_cases.tsv"))
def test_no_meeting(sentence: str) -> None:
    found = read(sentence)
    assert not found.meetings, [meeting_row(found, m) for m in found.meetings]


def lemmas() -> list[str]:
    with data_file("meetings.tsv").open(encoding="utf-8") as lines:
        return [f"{r['lemma']} {r['pos']}" for r in csv.DictReader(lines, delimiter="\t")]


def stem(lemma: str) -> str:
    """A pattern for the forms of a lemma; those of irregular verbs are listed."""
    irregular = {
        "sit": "sat",
        "meet": "me(?:t|et)",
        "go": "went",
        "fly": "fl[iey]",
        "shake": "sh(?:ake|ook)",
        "break": "br(?:eak|oke)",
        "give": "g[ai]ve",
        "get": "g[eo]t",
        "come": "c[ao]me",
        "spend": "spen[dt]",
        "bring": "br(?:ing|ought)",
        "ring": "r[ai]ng",
        "strike": "str(?:ike|uck)",
        "run": "r[au]n",
        "catch": "ca(?:tch|ught)",
        "make": "ma[dk]e",
        "send": "sen[dt]",
        "stand": "st(?:an|oo)d",
        "hear": "heard?",
        "take": "t(?:ake|ook)",
        "tell": "told",
        "have": "ha[ds]",
    }
    *words, pos = lemma.split(" ")
    if pos == "VERB" and words[0] in irregular:
        return ".*".join((irregular[words[0]], *words[1:]))
    return ".*".join(re.sub(r"[eys]$", "", w).replace("-", "[- ]") for w in words)


@pytest.mark.parametrize("table", [ROWS, NONE], ids=["matches", "does not match"])
def test_every_frame_has_a_sentence(table: list[tuple[str, ...]]) -> None:
    text = "\n".join(r[0].lower() for r in table)
    assert len(lemmas()) == 305
    missing = [lemma for lemma in lemmas() if not re.search(rf"\b{stem(lemma)}", text)]
    assert missing == []


@pytest.mark.parametrize(("text", "participants"), rows("merging_cases.tsv"))
def test_merging(text: str, participants: str) -> None:
    """Several sentences on one meeting are one meeting; two meetings stay two."""
    got = bare_participants(read(text))
    assert sorted(got) == sorted([] if participants == "none" else participants.split(" // ")), got


def test_merging_table_is_whole() -> None:
    table = cases("merging_cases.tsv")
    assert len(table) == 302
    assert failing("merging_cases.tsv") <= 4
    assert Counter(0 if r[1] == "none" else r[1].count("//") + 1 for r in table) == {
        0: 12,
        1: 149,
        2: 135,
        3: 6,
    }


def test_the_meeting_is_that_of_the_paragraph() -> None:
    """What "the meeting" repeats is told of in the same paragraph, though the word "meeting" is of the first."""
    first = "Kuwaiti Foreign Minister Omar Haddad received Peruvian Ambassador Ana Torres. He praised ties at the meeting."
    second = "Kuwaiti Oil Minister Sami Nasser met Chilean Ambassador Camila Soto. Omar Rashid was present at the meeting."
    wanted = ["Ana Torres;Omar Haddad", "Camila Soto;Omar Rashid;Sami Nasser"]
    assert sorted(bare_participants(read(f"{first}\n\n{second}"))) == wanted


@pytest.mark.parametrize(
    ("signed", "host"),
    [
        ("and the two sides signed a protocol on fishing", "Javier Otero"),
        ("and China and Peru signed a protocol on fishing", "Dina Boluarte"),
    ],
)
def test_what_the_two_sides_sign_they_sign_at_the_talks_of_that_sentence(signed: str, host: str) -> None:
    text = (
        "Peru's president Dina Boluarte met Wang Yi, the Chinese foreign minister, in Lima on Tuesday. "
        f"Wang also held talks with Peru's foreign minister Javier Otero, {signed}."
    )
    found = read(text)
    names = {a.id: a.name for a in found.actors}
    at = text.index("signed")
    (meeting,) = (m for m in found.meetings if any(it.start <= at < it.end for it in m.mentions))
    assert host in {names[p.actor] for p in meeting.participations}


@pytest.mark.parametrize(
    ("headline", "guest", "meetings"),
    [
        ("Emir receives British envoy", "British Ambassador to Qatar John Miller", 1),
        ("Emir receives British envoy", "British Prime Minister John Miller", 2),
        ("Emir receives British envoy", "Chilean Ambassador to Qatar Luis Soto", 2),
        ("Emir receives Libyan speaker", "Libyan Parliament Speaker Salem Haddad", 1),
        ("Emir receives Libyan speaker", "Libyan Trade Minister Salem Haddad", 2),
    ],
)
def test_whom_a_headline_calls_an_envoy_the_lead_names(headline: str, guest: str, meetings: int) -> None:
    lead = f"DOHA, May 5 (QNA) -- Qatari Emir Sheikh Hamad bin Nasser received {guest} on Tuesday."
    article = Article("case", f"{headline}\n\n{lead}", title=headline, title_in_text=True)
    assert len(extract(annotate(article), article).meetings) == meetings


@pytest.mark.parametrize(
    ("headline", "formats"),
    [
        ("Peru's Luis Paredes holds talks with Chilean counterpart", ["format-phone-call"]),
        ("Peru's Luis Paredes meets Chilean counterpart", ["format-meeting", "format-phone-call"]),
    ],
)
def test_a_lead_says_that_the_talks_of_the_headline_were_a_call(headline: str, formats: list[str]) -> None:
    lead = "LIMA, May 5 -- Luis Paredes spoke by phone with Chilean Foreign Minister Ana Rojas on Tuesday."
    article = Article("case", f"{headline}\n\n{lead}", title=headline, title_in_text=True)
    assert sorted(m.format for m in extract(annotate(article), article).meetings) == formats


def test_evidence_lies_in_the_text() -> None:
    for sentence in ROWS_OF:
        for meeting in read(sentence).meetings:
            assert meeting.mentions
            for mention in (*meeting.mentions, *(m for p in meeting.participations for m in p.mentions)):
                quote = sentence[mention.start : mention.end]
                assert quote, sentence
                assert quote == quote.strip(), sentence


def test_nobody_takes_part_whom_no_words_name() -> None:
    """The country of a place that is only part of other words has no words of its own."""
    text = (
        "Every American deserves care. We are one step closer towards meeting that promise, as thousands can now"
        " access care under Medicaid. Thanks to Governor Ann Roy, North Carolina is the 40th state to expand it."
    )
    found = read(text)
    named = {a.id for a in found.actors}
    told = {p.actor for m in found.meetings for p in m.participations}
    assert told | {p for m in found.meetings for p in m.parties} <= named
