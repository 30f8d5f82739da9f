"""What a careful reader finds in the seed article, written out; and where our graph may or does differ.

``SAID`` is the whole content of the gold annotation, node by node. ``ACCEPTED`` is what our graph may say
beyond it because the text supports it. ``DEVIATIONS`` are the known faults of our graph: rows that are
missing from it or that it should not have. Names of events are given by ``ANCHORS``; the other names are
labels, those of ``ALIASES`` shortened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kg.rdf.load import load
from tests.seed.content import Anchor, Content, Row

HEADLINE = "China & US In Talks To Tackle Fentanyl Crisis"
DIGEST = "f0fa655e1ce738c24214cbadbb57f4ef8d64d5214664d05b228d321c8f3b9f68"

ANCHORS: dict[str, Anchor] = {
    "session": Anchor("Meeting", "working-group-session", "held its inaugural two-day meeting"),
    "summit": Anchor("Meeting", "summit", "met outside of San Francisco in November"),
    "Taiwan visit": Anchor("Meeting", "visit", "visit to Taiwan"),
    "Beijing visit": Anchor("Meeting", "visit", "visited Beijing in October"),
    "relations": Anchor("Process", "relations", "their tense relationship"),
    "cooperation": Anchor("Process", "cooperation", "cooperation in drugs and other areas"),
    "dialogue": Anchor("Process", "dialogue", "the talks came to a halt"),
    "dispute": Anchor("Process", "dispute", "deep divisions over Taiwan"),
    "suspension": Anchor("StatusChange", "suspension", "publicly ceased cooperation in drugs"),
    "resumption": Anchor("StatusChange", "resumption", "resume collaboration in several areas"),
    "deterioration": Anchor("StatusChange", "deterioration", "ties between the two superpowers worsened"),
    "improvement": Anchor("StatusChange", "improvement", "the ice started to melt"),
    "pledge": Anchor("Commitment", "pledge", "pledged to resume collaboration"),
    "request": Anchor("Request", "request", "is requesting that China"),
    "appeal": Anchor("Request", "appeal", "American pleas for assistance"),
    "refusal": Anchor("Statement", "refusal", "China repeatedly rejected"),
    "criticism": Anchor("Statement", "criticism", "Washington should address its issues"),
    "Wang's assessment": Anchor("Statement", "assessment", "detailed and practical discussions"),
    "Daskal's report": Anchor("Statement", "report", "dispatched a high-ranking delegation"),
    "CDC's report": Anchor("Statement", "report", "over 100,000 fatalities"),
    "condolence": Anchor("Statement", "condolence", "conveyed condolences"),
    "raising": Anchor("Statement", "raising", "brought up the fentanyl issue"),
    "article on the accords": Anchor("Statement", "assessment", "represented a modest improvement"),
    "article on opioids": Anchor("Statement", "report", "the leading cause of death"),
    "article on Mexico": Anchor("Statement", "report", "takes place mainly in Mexico"),
}

#: Events that the program finds and the article does not tell; each belongs to a deviation.
FALSE_ANCHORS: dict[str, Anchor] = {}

#: Labels that annotation and program word differently.
ALIASES = {
    "US delegation to the working group's first meeting": "US delegation",
    "Chinese delegation to the working group's first meeting": "Chinese delegation",
    "US Senate delegation to Beijing": "US Senate delegation",
}

Values = str | tuple[str, ...]

SAID: dict[str, dict[str, Values]] = {
    "session": {
        "type": "Meeting",
        "status": "held",
        "timeExpression": "on Tuesday",
        "earliest": "2023-11-01",
        "duration": "P2D",
        "position": "1",
        "partOf": "dialogue",
        "hasParty": ("China", "United States"),
        "hasParticipant": (
            "Chinese delegation",
            "Jen Daskal",
            "US delegation",
            "US-China counternarcotics working group",
        ),
        "hasParticipation": (
            "Chinese delegation, participant, for China",
            "Jen Daskal, head-of-delegation, for United States, as White House deputy homeland security coordinator",
            "US delegation, participant, for United States",
            "US-China counternarcotics working group, organizer",
        ),
        "about": ("drug-trafficking", "fentanyl", "precursor-chemicals"),
        "meetingFormat": "working-group-session",
    },
    "summit": {
        "type": "Meeting",
        "status": "held",
        "timeExpression": ("in November", "in November 2023"),
        "earliest": "2023-11-01",
        "latest": "2023-11-30",
        "edtf": "2023-11",
        "partOf": "relations",
        "precedes": "session",
        "hasParty": ("China", "United States"),
        "hasParticipant": ("Joe Biden", "Xi Jinping"),
        "hasParticipation": (
            "Joe Biden, participant, for United States, as President of the United States",
            "Xi Jinping, participant, for China, as President of China",
        ),
        "takesPlaceAt": "near San Francisco",
        "about": ("bilateral-relations", "drug-trafficking"),
        "meetingFormat": "summit",
    },
    "Taiwan visit": {
        "type": "Meeting",
        "status": "held",
        "latest": "2022-12-31",
        "edtf": "/2022",
        "precedes": "suspension",
        "hasParticipant": "Nancy Pelosi",
        "hasParticipation": "Nancy Pelosi, visitor, as Speaker of the US House of Representatives",
        "takesPlaceAt": "Taiwan",
        "about": "taiwan",
        "meetingFormat": "visit",
    },
    "Beijing visit": {
        "type": "Meeting",
        "status": "held",
        "timeExpression": "in October",
        "earliest": "2023-10-01",
        "latest": "2023-10-31",
        "edtf": "2023-10",
        "precedes": "summit",
        "hasParty": ("China", "United States Senate"),
        "hasParticipant": ("Chinese authorities", "US Senate delegation"),
        "hasParticipation": (
            "Chinese authorities, host, for China",
            "US Senate delegation, visitor, for United States Senate",
        ),
        "takesPlaceAt": "Beijing",
        "about": "fentanyl",
        "meetingFormat": "visit",
    },
    "relations": {
        "type": "Process",
        "status": "ongoing",
        "hasParty": ("China", "United States"),
        "about": "bilateral-relations",
        "processType": "relations",
    },
    "cooperation": {
        "type": "Process",
        "partOf": "relations",
        "hasParty": ("China", "United States"),
        "about": ("drug-trafficking", "narcotics"),
        "processType": "cooperation",
    },
    "dialogue": {
        "type": "Process",
        "status": "ongoing",
        "partOf": "cooperation",
        "hasParty": ("China", "United States"),
        "about": ("fentanyl", "narcotics"),
        "processType": "dialogue",
    },
    "dispute": {
        "type": "Process",
        "status": "ongoing",
        "partOf": "relations",
        "hasParty": ("China", "United States"),
        "about": ("human-rights", "taiwan", "technology", "trade"),
        "processType": "dispute",
    },
    "suspension": {
        "type": "StatusChange",
        "status": "held",
        "timeExpression": "in 2022",
        "earliest": "2022-01-01",
        "latest": "2022-12-31",
        "edtf": "2022",
        "precedes": "Beijing visit",
        "hasParty": ("China", "United States"),
        "hasParticipant": "China",
        "hasParticipation": "China, initiator",
        "about": "narcotics",
        "affects": ("cooperation", "dialogue"),
        "inResponseTo": "Taiwan visit",
        "changeType": "suspension",
    },
    "resumption": {
        "type": "StatusChange",
        "status": "planned",
        "earliest": "2023-11-01",
        "hasParty": ("China", "United States"),
        "about": "drug-trafficking",
        "affects": "cooperation",
        "changeType": "resumption",
    },
    "deterioration": {
        "type": "StatusChange",
        "status": "held",
        "hasParty": ("China", "United States"),
        "about": "bilateral-relations",
        "affects": "relations",
        "changeType": "deterioration",
    },
    "improvement": {
        "type": "StatusChange",
        "status": "held",
        "latest": "2023-11-30",
        "precedes": "summit",
        "hasParty": ("China", "United States"),
        "about": "bilateral-relations",
        "affects": "relations",
        "changeType": "improvement",
    },
    "pledge": {
        "type": "Commitment",
        "status": "held",
        "earliest": "2023-11-01",
        "latest": "2023-11-30",
        "edtf": "2023-11",
        "hasParty": ("China", "United States"),
        "hasParticipant": ("Joe Biden", "Xi Jinping"),
        "about": ("bilateral-relations", "drug-trafficking"),
        "speaker": ("Joe Biden", "Xi Jinping"),
        "madeAt": "summit",
        "envisages": "resumption",
        "actType": "pledge",
    },
    "request": {
        "type": "Request",
        "status": "ongoing",
        "hasParty": ("China", "United States"),
        "hasParticipant": ("China", "United States"),
        "about": ("drug-trafficking", "export-controls", "precursor-chemicals"),
        "speaker": "United States",
        "addressee": "China",
        "actType": "request",
    },
    "appeal": {
        "type": "Request",
        "status": "held",
        "hasParty": ("China", "United States"),
        "hasParticipant": ("China", "United States"),
        "about": "narcotics",
        "speaker": "United States",
        "addressee": "China",
        "actType": "appeal",
    },
    "refusal": {
        "type": "Statement",
        "status": "held",
        "hasParty": ("China", "United States"),
        "hasParticipant": ("China", "United States"),
        "about": "narcotics",
        "inResponseTo": "appeal",
        "speaker": "China",
        "addressee": "United States",
        "stance": "opposed",
        "stanceToward": "appeal",
        "actType": "refusal",
    },
    "criticism": {
        "type": "Statement",
        "status": "held",
        "hasParty": ("China", "United States"),
        "hasParticipant": ("China", "United States"),
        "about": "narcotics",
        "inResponseTo": "appeal",
        "speaker": "China",
        "addressee": "United States",
        "stance": "opposed",
        "stanceToward": "United States",
        "actType": "criticism",
    },
    "Wang's assessment": {
        "type": "Statement",
        "status": "held",
        "hasParticipant": "Wang Xiaohong",
        "hasParticipation": "Wang Xiaohong, participant, as Minister of Public Security of China",
        "about": "fentanyl",
        "speaker": "Wang Xiaohong",
        "stance": "supportive",
        "stanceToward": "session",
        "actType": "assessment",
    },
    "Daskal's report": {
        "type": "Statement",
        "status": "held",
        "hasParticipant": "Jen Daskal",
        "about": "fentanyl",
        "speaker": "Jen Daskal",
        "stance": "supportive",
        "stanceToward": "session",
        "actType": "report",
    },
    "CDC's report": {
        "type": "Statement",
        "status": "held",
        "hasParticipant": "Centers for Disease Control and Prevention",
        "about": ("fentanyl", "opioid-epidemic", "synthetic-opioids"),
        "speaker": "Centers for Disease Control and Prevention",
        "stance": "neutral",
        "actType": "report",
    },
    "condolence": {
        "type": "Statement",
        "status": "held",
        "latest": "2023-11-30",
        "hasParty": "China",
        "hasParticipant": ("American victims of the opioid epidemic", "Chinese authorities"),
        "about": "opioid-epidemic",
        "speaker": "Chinese authorities",
        "addressee": "American victims of the opioid epidemic",
        "reportedBy": "US Senate delegation",
        "madeAt": "Beijing visit",
        "stance": "supportive",
        "stanceToward": "American victims of the opioid epidemic",
        "actType": "condolence",
    },
    "raising": {
        "type": "Statement",
        "status": "held",
        "earliest": "2023-10-01",
        "latest": "2023-10-31",
        "edtf": "2023-10",
        "hasParticipant": "US Senate delegation",
        "about": "fentanyl",
        "speaker": "US Senate delegation",
        "madeAt": "Beijing visit",
        "stance": "neutral",
        "actType": "raising",
    },
    "article on the accords": {
        "type": "Statement",
        "status": "held",
        "about": "bilateral-relations",
        "stance": "supportive",
        "stanceToward": "pledge",
        "actType": "assessment",
    },
    "article on opioids": {
        "type": "Statement",
        "status": "held",
        "about": ("opioid-epidemic", "synthetic-opioids"),
        "stance": "neutral",
        "actType": "report",
    },
    "article on Mexico": {
        "type": "Statement",
        "status": "held",
        "about": ("fentanyl", "precursor-chemicals"),
        "stance": "neutral",
        "contentLocation": "Mexico",
        "actType": "report",
    },
    "China": {
        "type": "Country",
        "sameAs": "Q148",
    },
    "Mexico": {
        "type": "Country",
        "sameAs": "Q96",
    },
    "Taiwan": {
        "type": "Country",
        "sameAs": "Q865",
    },
    "United States": {
        "type": "Country",
        "sameAs": "Q30",
    },
    "Chinese delegation": {
        "type": "Delegation",
        "actorType": "officials",
        "country": "China",
        "represents": "China",
    },
    "US Senate delegation": {
        "type": "Delegation",
        "country": "United States",
        "represents": "United States Senate",
    },
    "US delegation": {
        "type": "Delegation",
        "actorType": "officials",
        "country": "United States",
        "represents": "United States",
        "hasMember": "Jen Daskal",
    },
    "American victims of the opioid epidemic": {
        "type": "Group",
        "actorType": "population",
        "country": "United States",
    },
    "Chinese authorities": {
        "type": "Group",
        "actorType": "officials",
        "country": "China",
        "represents": "China",
    },
    "Centers for Disease Control and Prevention": {
        "type": "Organization",
        "actorType": "agency",
        "country": "United States",
        "sameAs": "Q583725",
    },
    "US-China counternarcotics working group": {
        "type": "Organization",
        "actorType": "joint-body",
        "hasMember": ("China", "United States"),
    },
    "United States House of Representatives": {
        "type": "Organization",
        "actorType": "legislature",
        "country": "United States",
        "sameAs": "Q11701",
    },
    "United States Senate": {
        "type": "Organization",
        "actorType": "legislature",
        "country": "United States",
        "sameAs": "Q66096",
    },
    "White House": {
        "type": "Organization",
        "actorType": "executive-office",
        "country": "United States",
    },
    "Jen Daskal": {
        "type": "Person",
        "country": "United States",
    },
    "Joe Biden": {
        "type": "Person",
        "country": "United States",
        "sameAs": "Q6279",
    },
    "Nancy Pelosi": {
        "type": "Person",
        "country": "United States",
        "sameAs": "Q170581",
    },
    "Wang Xiaohong": {
        "type": "Person",
        "country": "China",
    },
    "Xi Jinping": {
        "type": "Person",
        "country": "China",
        "sameAs": "Q15031",
    },
    "Beijing": {
        "type": "Place",
        "country": "China",
        "sameAs": "Q956",
    },
    "San Francisco": {
        "type": "Place",
        "country": "United States",
        "sameAs": "Q62",
    },
    "near San Francisco": {
        "type": "Place",
        "country": "United States",
        "near": "San Francisco",
    },
    "Minister of Public Security of China": {
        "type": "Position",
        "positionIn": "China",
    },
    "President of China": {
        "type": "Position",
        "positionIn": "China",
        "sameAs": "Q655407",
    },
    "President of the United States": {
        "type": "Position",
        "positionIn": "United States",
        "sameAs": "Q11696",
    },
    "Speaker of the US House of Representatives": {
        "type": "Position",
        "positionIn": "United States House of Representatives",
        "sameAs": "Q912994",
    },
    "White House deputy homeland security coordinator": {
        "type": "Position",
        "positionIn": "White House",
    },
    "Jen Daskal: White House deputy homeland security coordinator": {
        "type": "PositionHolding",
        "position": "White House deputy homeland security coordinator",
        "holder": "Jen Daskal",
        "holdingStatus": "current",
    },
    "Joe Biden: President of the United States": {
        "type": "PositionHolding",
        "position": "President of the United States",
        "holder": "Joe Biden",
        "holdingStatus": "current",
    },
    "Nancy Pelosi: Speaker of the US House of Representatives": {
        "type": "PositionHolding",
        "position": "Speaker of the US House of Representatives",
        "holder": "Nancy Pelosi",
        "holdingStatus": "then",
    },
    "Wang Xiaohong: Minister of Public Security of China": {
        "type": "PositionHolding",
        "position": "Minister of Public Security of China",
        "holder": "Wang Xiaohong",
        "holdingStatus": "current",
    },
    "Xi Jinping: President of China": {
        "type": "PositionHolding",
        "position": "President of China",
        "holder": "Xi Jinping",
        "holdingStatus": "current",
    },
}


@dataclass(frozen=True)
class Accepted:
    """What our graph may say beyond the annotation, and why the article supports it."""

    why: str
    said: dict[str, dict[str, Values]]


@dataclass(frozen=True)
class Deviation:
    """A known fault: rows that our graph lacks, or rows that it should not have."""

    why: str
    missing: dict[str, dict[str, Values]] = field(default_factory=dict)
    extra: dict[str, dict[str, Values]] = field(default_factory=dict)


ACCEPTED = (
    Accepted(
        "The text speaks of 'the American people'.",
        {"American people": {"type": "Group", "actorType": "population", "country": "United States"}},
    ),
    Accepted(
        "The country of the visitor and that of the host are parties of a visit.",
        {
            "Taiwan visit": {"hasParty": ("Taiwan", "United States")},
            "Beijing visit": {"hasParty": "United States"},
        },
    ),
    Accepted(
        "The country that a speaker or addressee belongs to is a party of the statement.",
        {
            "Wang's assessment": {"hasParty": "China"},
            "Daskal's report": {"hasParty": "United States"},
            "CDC's report": {"hasParty": "United States"},
            "condolence": {"hasParty": "United States"},
            "raising": {"hasParty": "United States"},
        },
    ),
    Accepted(
        "A visit until 2022 came before one in October 2023.",
        {"Taiwan visit": {"precedes": "Beijing visit"}},
    ),
    Accepted(
        "Senators sent to Beijing are officials.",
        {"US Senate delegation": {"actorType": "officials"}},
    ),
    Accepted(
        "What is said at a dated meeting is said then, and in its words; October lies within 'before November'.",
        {
            "condolence": {
                "earliest": "2023-10-01",
                "latest": "2023-10-31",
                "edtf": "2023-10",
                "timeExpression": "in October",
            },
            "pledge": {"timeExpression": ("in November", "in November 2023")},
            "raising": {"timeExpression": "in October"},
        },
    ),
    Accepted(
        "She is quoted as team leader and White House coordinator, as the minister is in his office.",
        {
            "Daskal's report": {
                "hasParticipation": "Jen Daskal, participant, as White House deputy homeland security coordinator"
            }
        },
    ),
    Accepted(
        "China ceased the cooperation and to resume it is but pledged.",
        {"cooperation": {"status": "suspended"}},
    ),
    Accepted(
        "'They pledged to resume': they are who is to resume.",
        {
            "resumption": {
                "hasParticipant": ("Joe Biden", "Xi Jinping"),
                "hasParticipation": (
                    "Joe Biden, initiator, for United States",
                    "Xi Jinping, initiator, for China",
                ),
            }
        },
    ),
    Accepted(
        "They met 'as a step toward managing their tense relationship', and it was a counternarcotics group.",
        {"session": {"about": ("bilateral-relations", "narcotics")}},
    ),
    Accepted(
        "The ingredients are 'transformed into the drug'; trafficking in drugs lies below narcotics.",
        {"request": {"about": "narcotics"}},
    ),
    Accepted(
        "It halted talks and cooperation that the annotation holds to be about these.",
        {"suspension": {"about": ("drug-trafficking", "fentanyl")}},
    ),
)

#: Rows of the annotation that an accepted, narrower one stands for.
REPLACED: dict[str, dict[str, Values]] = {"condolence": {"latest": "2023-11-30"}}

DEVIATIONS: dict[str, Deviation] = {
    "smuggling of a drug": Deviation(
        "'the smuggling of fentanyl' is read as the drug, not as trafficking in it",
        missing={"request": {"about": "drug-trafficking"}},
    ),
    "stance of Daskal": Deviation(
        "that an issue is important counts as no stance toward the meeting held on it",
        missing={"Daskal's report": {"stance": "supportive", "stanceToward": "session"}},
        extra={"Daskal's report": {"stance": "neutral"}},
    ),
}


def rows(table: dict[str, dict[str, Values]]) -> frozenset[Row]:
    """The table as rows (subject, property, value)."""
    return frozenset(
        (subject, property_, value)
        for subject, properties in table.items()
        for property_, values in properties.items()
        for value in ((values,) if isinstance(values, str) else values)
    )


def content_of(path: Path, text: str) -> Content:
    """What a graph file says of the article with this text, its events named as above."""
    return Content(load(path), text, ANCHORS | FALSE_ANCHORS, ALIASES)


def listed(rows_: Iterable[Row]) -> str:
    """Rows for a message, one a line."""
    return "".join(f"\n  {' | '.join(row)}" for row in sorted(rows_))


EXPECTED = rows(SAID)
ALLOWED = frozenset[Row]().union(*(rows(accepted.said) for accepted in ACCEPTED))
LACKING = frozenset[Row]().union(*(rows(deviation.missing) for deviation in DEVIATIONS.values()))
WRONG = frozenset[Row]().union(*(rows(deviation.extra) for deviation in DEVIATIONS.values()))
