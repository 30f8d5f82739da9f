"""The seed article: what the built graph says equals what a careful reader finds, by content, not by IRI."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from kg.cli import run
from tests.seed.content import CODES, Content, Row
from tests.seed.expected import (
    ALLOWED,
    DEVIATIONS,
    DIGEST,
    EXPECTED,
    FALSE_ANCHORS,
    HEADLINE,
    LACKING,
    REPLACED,
    SAID,
    WRONG,
    content_of,
    listed,
    rows,
)

WHY_XFAIL = {name: pytest.mark.xfail(reason=known.why, strict=True) for name, known in DEVIATIONS.items()}


@pytest.fixture(scope="session")
def dated(seed_article: Path, text: str, tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The same with the day of publication given."""
    path = tmp_path_factory.mktemp("dated") / "seed.ttl"
    assert run(["build", str(seed_article), "--published", "2024-01-31", "-o", str(path), "-q"]) == 0
    return content_of(path, text)


def of(content: Content, subject: str, property_: str) -> set[str]:
    """What the graph says of one thing."""
    return {value for node, name, value in content.rows if (node, name) == (subject, property_)}


# The whole content


@pytest.mark.parametrize("subject", SAID)
def test_all_is_said_that_the_article_says(found: Content, subject: str) -> None:
    expected = {row for row in EXPECTED if row[0] == subject}
    missing = expected - found.rows - LACKING - rows(REPLACED)
    assert not missing, listed(missing)


def test_nothing_is_said_that_the_article_does_not_say(found: Content) -> None:
    unsupported = {row for row in found.rows - EXPECTED - ALLOWED - WRONG if row[0] not in FALSE_ANCHORS}
    assert not unsupported, listed(unsupported)


@pytest.mark.parametrize("kind", [*CODES, "PositionHolding", "Participation"])
def test_events_and_roles_are_those_of_the_article(found: Content, kind: str) -> None:
    property_, value = ("hasParticipation", None) if kind == "Participation" else ("type", kind)

    def picked(rows_: frozenset[Row]) -> set[tuple[str, str]]:
        return {(s, v) for s, p, v in rows_ if p == property_ and value in (None, v)}

    assert picked(found.rows) - picked(WRONG) <= picked(EXPECTED | ALLOWED)
    assert picked(EXPECTED) - picked(LACKING) <= picked(found.rows)


@pytest.mark.parametrize("name", [pytest.param(name, marks=WHY_XFAIL[name]) for name in DEVIATIONS])
def test_known_deviation(found: Content, name: str) -> None:
    missing = rows(DEVIATIONS[name].missing) - found.rows
    wrong = rows(DEVIATIONS[name].extra) & found.rows
    assert not missing | wrong, f"missing:{listed(missing)}\nwrong:{listed(wrong)}"


def test_the_article_is_described(found: Content, text: str) -> None:
    (node,) = [node for node in found.values if "NewsArticle" in found.classes(node)]
    assert found.of(node, "headline") == [HEADLINE]
    assert found.of(node, "identifier") == ["seed-article", f"sha256:{DIGEST}"]
    assert found.of(node, "datePublished") == []
    assert found.of(node, "wordCount") == [str(len(text.split()))]


# The main claims, one by one


MEETINGS = ("session", "summit", "Taiwan visit", "Beijing visit")


def test_four_meetings(found: Content) -> None:
    assert {s for s, p, v in found.rows if (p, v) == ("type", "Meeting")} == set(MEETINGS)


@pytest.mark.parametrize("meeting", MEETINGS)
def test_no_meeting_lacks_an_issue_of_the_annotation(found: Content, meeting: str) -> None:
    named = SAID[meeting]["about"]
    assert of(found, meeting, "about") >= ({named} if isinstance(named, str) else set(named))


def test_tuesday_stays_unresolved_without_a_day_of_publication(found: Content) -> None:
    assert of(found, "session", "timeExpression") == {"on Tuesday"}
    assert of(found, "session", "earliest") == {"2023-11-01"}
    assert of(found, "session", "latest") == set()
    assert of(found, "session", "edtf") == set()


def test_tuesday_is_resolved_by_the_day_of_publication(dated: Content) -> None:
    assert of(dated, "session", "earliest") == {"2024-01-30"}
    assert of(dated, "session", "latest") == {"2024-01-31"}
    assert of(dated, "session", "edtf") == {"2024-01-30/2024-01-31"}
    assert of(dated, "session", "timeExpression") == {"on Tuesday"}


def test_the_day_of_publication_changes_nothing_else(found: Content, dated: Content) -> None:
    times = {"earliest", "latest", "edtf"}
    dateable = {"session", *FALSE_ANCHORS}
    changed = {row for row in found.rows ^ dated.rows if not (row[0] in dateable and row[1] in times)}
    assert not changed, listed(changed)


def test_the_five_offices(found: Content) -> None:
    holdings = {s for s, p, v in found.rows if (p, v) == ("type", "PositionHolding")}
    offices = {
        (*of(found, holding, "holder"), holding.split(": ")[1], *of(found, holding, "holdingStatus"))
        for holding in holdings
    }
    assert offices == {
        ("Xi Jinping", "President of China", "current"),
        ("Joe Biden", "President of the United States", "current"),
        ("Wang Xiaohong", "Minister of Public Security of China", "current"),
        ("Jen Daskal", "White House deputy homeland security coordinator", "current"),
        ("Nancy Pelosi", "Speaker of the US House of Representatives", "then"),
    }
    bodies = {office: of(found, office, "positionIn") for _, office, _ in offices}
    assert bodies == {
        "President of China": {"China"},
        "President of the United States": {"United States"},
        "Minister of Public Security of China": {"China"},
        "White House deputy homeland security coordinator": {"White House"},
        "Speaker of the US House of Representatives": {"United States House of Representatives"},
    }


def test_daskal_heads_the_us_team(found: Content) -> None:
    roles = {value for value in of(found, "session", "hasParticipation") if value.startswith("Jen Daskal")}
    assert roles == {
        "Jen Daskal, head-of-delegation, for United States, as White House deputy homeland security coordinator"
    }
    assert of(found, "US delegation", "hasMember") == {"Jen Daskal"}


@pytest.mark.parametrize(
    ("act", "speakers", "addressees", "reporters"),
    [
        ("pledge", {"Joe Biden", "Xi Jinping"}, set(), set()),
        ("request", {"United States"}, {"China"}, set()),
        ("appeal", {"United States"}, {"China"}, set()),
        ("refusal", {"China"}, {"United States"}, set()),
        ("criticism", {"China"}, {"United States"}, set()),
        ("condolence", {"Chinese authorities"}, {"American victims of the opioid epidemic"}, {"US Senate delegation"}),
        ("raising", {"US Senate delegation"}, set(), set()),
        ("Wang's assessment", {"Wang Xiaohong"}, set(), set()),
        ("Daskal's report", {"Jen Daskal"}, set(), set()),
        ("CDC's report", {"Centers for Disease Control and Prevention"}, set(), set()),
        ("article on Mexico", set(), set(), set()),
    ],
)  # fmt: skip
def test_who_says_what_to_whom_on_whose_word(
    found: Content, act: str, speakers: set[str], addressees: set[str], reporters: set[str]
) -> None:
    assert of(found, act, "type")
    assert of(found, act, "speaker") == speakers
    assert of(found, act, "addressee") == addressees
    assert of(found, act, "reportedBy") == reporters


def test_the_suspension_answers_the_visit(found: Content) -> None:
    assert of(found, "suspension", "hasParticipation") == {"China, initiator"}
    assert of(found, "suspension", "affects") == {"cooperation", "dialogue"}
    assert of(found, "suspension", "inResponseTo") == {"Taiwan visit"}
    assert of(found, "suspension", "edtf") == {"2022"}


def test_the_pledge_leads_to_a_planned_resumption(found: Content) -> None:
    assert of(found, "pledge", "envisages") == {"resumption"}
    assert of(found, "resumption", "status") == {"planned"}


def test_the_order_of_meetings(found: Content) -> None:
    order = ["Taiwan visit", "Beijing visit", "summit", "session"]
    for first, second in pairwise(order):
        assert second in of(found, first, "precedes") | {
            later for middle in of(found, first, "precedes") for later in of(found, middle, "precedes")
        }


def mentions_with(content: Content, factuality: str) -> set[tuple[str, str]]:
    """The nodes mentioned with this factuality, and the words of the article."""
    nodes = [
        n
        for n in content.values
        if content.of(n, "factuality") == [f"https://w3id.org/diplokg/code/fact-{factuality}"]
    ]
    return {
        (content.names.get(t, t), content.of(n, "quote")[0])
        for n in nodes
        for t in content.of(n, "mentionOf")
    }


def test_allegedly_is_alleged(found: Content) -> None:
    alleged = mentions_with(found, "alleged")
    assert {name for name, _ in alleged} == {"request"}
    assert all("allegedly transformed" in quote for _, quote in alleged)


def test_nothing_else_is_alleged(found: Content) -> None:
    assert {name for name, _ in mentions_with(found, "alleged")} <= {"request"}


@pytest.mark.parametrize(
    "act", ["Wang's assessment", "Daskal's report", "CDC's report", "condolence", "criticism"]
)
def test_what_others_say_is_attributed(found: Content, act: str) -> None:
    assert act in {name for name, _ in mentions_with(found, "attributed")}


def test_what_is_planned_is_future(found: Content) -> None:
    assert "resumption" in {name for name, _ in mentions_with(found, "future")}


def test_the_content_of_an_act_is_a_stretch_of_the_article(found: Content, text: str) -> None:
    contents = {
        name: found.of(node, "content") for node, name in found.names.items() if found.of(node, "content")
    }
    assert len(contents) >= 12
    for name, (content,) in contents.items():
        assert content in text, name


def test_every_mention_is_what_stands_there(found: Content, text: str) -> None:
    mentions = [node for node in found.values if "Mention" in found.classes(node)]
    assert len(mentions) > 100
    for node in mentions:
        begin, end = (int(found.of(node, name)[0]) for name in ("begin", "end"))
        assert [text[begin:end]] == found.of(node, "quote")
