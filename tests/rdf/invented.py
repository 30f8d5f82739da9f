"""A small invented article with everything that the ontology speaks of: the input of the tests of ``kg.rdf``."""

from __future__ import annotations

from datetime import date

from kg.model import (
    Act,
    Actor,
    Article,
    Change,
    Entity,
    Extraction,
    Factuality,
    Holding,
    Issue,
    Linking,
    Meeting,
    Mention,
    Office,
    Participation,
    Place,
    Process,
    Time,
)
from kg.rdf.describe import RunInfo

TEXT = """Norland and Sudria Agree to Reopen Grain Talks

PORT AMAL — Foreign Minister Ada Brandt of Norland met President Ilo Varga of Sudria outside Port Amal on 3 March 2021 \
to discuss grain exports and the eel quota.

Brandt “will ask Sudria to open its harbours”, she said. A Norland delegation led by Brandt is to visit Sudria in April.

The Amal Commission said the two countries had suspended cooperation on fisheries in 2019 after the visit of then-Premier \
Oto Lind. Fishermen’s families reportedly blamed Norland.
"""


def at(words: str, factuality: Factuality = "asserted", confidence: float = 0.9, nth: int = 0) -> Mention:
    """The mention of the ``nth`` place where the words stand."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Mention(start, start + len(words), factuality, confidence)


def span(words: str) -> tuple[int, int]:
    """Offsets of the words."""
    return at(words).start, at(words).end


ARTICLE = Article(
    id="amal-1",
    text=TEXT,
    title="Norland and Sudria Agree to Reopen Grain Talks",
    published=date(2021, 3, 4),
    url="https://news.example/amal?x=1&y=ä",
    publisher="The Amal Courier",
    title_in_text=True,
)
RUN = RunInfo(version="0.0.1", model="none", model_version="1", ontology="0.1.0")

ACTORS = (
    Actor("a1", "country", "Norland", key="country:NO1", mentions=(at("Norland"), at("Norland", nth=2))),
    Actor("a2", "country", "Sudria", names=("SUD",), key="country:SU1", mentions=(at("Sudria"),)),
    Actor(
        "a3",
        "person",
        "Ada Brandt",
        names=("Brandt", "she"),
        country="a1",
        mentions=(at("Ada Brandt"), at("she", "attributed")),
    ),
    Actor(
        "a4",
        "person",
        "Ilo Varga",
        names=("Varga",),
        country="a2",
        mentions=(at("Ilo Varga", confidence=1.0),),
    ),
    Actor(
        "a5",
        "delegation",
        "Norland delegation",
        type="actor-officials",
        country="a1",
        represents=("a1",),
        members=("a3",),
        scope="m2",
        mentions=(at("A Norland delegation", "future"),),
    ),
    Actor(
        "a6",
        "organization",
        "Amal Commission",
        type="actor-joint-body",
        members=("a1", "a2"),
        mentions=(at("The Amal Commission"),),
    ),
    Actor("a7", "person", "Oto Lind", mentions=(at("Oto Lind"),)),
    Actor(
        "a8",
        "group",
        "Fishermen’s families",
        type="actor-population",
        mentions=(at("Fishermen’s families", "alleged"),),
    ),
    # a second reading of the same country, which linking makes one node with the first
    Actor(
        "a9",
        "country",
        "the two countries",
        key="country:NO1",
        mentions=(at("the two countries"), at("Norland", "alleged", 0.5)),
    ),
)
PLACES = (
    Place("p1", "Port Amal", country="a2", mentions=(at("Port Amal", nth=0),)),
    Place("p2", "outside Port Amal", near="p1", country="a2", mentions=(at("outside Port Amal"),)),
    Place("p3", "Sudria", actor="a2", mentions=(at("Sudria", nth=3),)),
    Place("p4", "Old Mint", within="p1", mentions=(at("PORT AMAL"),)),
)
OFFICES = (
    Office("o1", "foreign minister", body="a1", mentions=(at("Foreign Minister"),)),
    Office("o2", "president", body="a2", mentions=(at("President Ilo Varga of Sudria"),)),
    Office("o3", "premier", body=None, mentions=(at("then-Premier"),)),
)
HOLDINGS = (
    Holding("h1", "a3", "o1", mentions=(at("Foreign Minister Ada Brandt of Norland"),)),
    Holding("h2", "a4", "o2", mentions=(at("President Ilo Varga"),)),
    Holding("h3", "a7", "o3", "holding-then", mentions=(at("then-Premier Oto Lind"),)),
)
ISSUES = (
    Issue("i1", "food security", "food-security", mentions=(at("grain exports"),)),
    Issue("i2", "eel quota", None, mentions=(at("the eel quota"),)),
)
MEETINGS = (
    Meeting(
        "m1",
        format="format-talks",
        time=Time(date(2021, 3, 3), date(2021, 3, 3), "2021-03-03", ("on 3 March 2021",), "PT2H"),
        participations=(
            Participation(
                "a3",
                on_behalf_of=("a1",),
                capacity="h1",
                mentions=(at("Foreign Minister Ada Brandt of Norland met"),),
            ),
            Participation(
                "a4", "role-host", ("a2",), "h2", mentions=(at("met President Ilo Varga of Sudria"),)
            ),
        ),
        parties=("a1", "a2"),
        places=("p2",),
        issues=("i1", "i2"),
        part_of=("x1",),
        precedes=("m2", "m1"),
        mentions=(at("met President Ilo Varga"), at("Grain Talks", confidence=0.75)),
    ),
    Meeting(
        "m2",
        format="format-visit",
        status="status-planned",
        time=Time(date(2021, 4, 1), date(2021, 4, 30), "2021-04", ("in April",)),
        participations=(
            Participation(
                "a5",
                "role-visitor",
                ("a1",),
                mentions=(at("A Norland delegation led by Brandt is to visit", "future"),),
            ),
            Participation(
                "a3", "role-head-of-delegation", ("a1",), "h1", mentions=(at("led by Brandt", "future"),)
            ),
        ),
        parties=("a1",),
        places=("p3",),
        mentions=(at("is to visit Sudria in April", "future"),),
    ),
)
PROCESSES = (
    Process(
        "x1",
        "process-cooperation",
        ("a1", "a2"),
        ("i2",),
        "status-suspended",
        mentions=(at("cooperation on fisheries"),),
    ),
)
CHANGES = (
    Change(
        "c1",
        "change-suspension",
        affects=("x1",),
        participations=(
            Participation(
                "a1",
                "role-initiator",
                mentions=(at("the two countries had suspended cooperation", "attributed"),),
            ),
        ),
        parties=("a1", "a2"),
        issues=("i2",),
        time=Time(date(2019, 1, 1), date(2019, 12, 31), "2019", ("in 2019",)),
        precedes=("m1",),
        mentions=(at("suspended cooperation on fisheries in 2019", "attributed"),),
    ),
)
ACTS = (
    Act(
        "s1",
        "request",
        "act-request",
        span("will ask Sudria to open its harbours"),
        speakers=("a3",),
        addressees=("a2",),
        parties=("a1", "a2"),
        issues=("i1",),
        places=("p1",),
        made_at=("m1",),
        envisages=("m2",),
        stance="stance-opposed",  # not for requests: must not be written
        mentions=(at("Brandt “will ask Sudria to open its harbours”, she said"),),
    ),
    Act(
        "s2",
        "statement",
        "act-accusation",
        span("reportedly blamed Norland"),
        speakers=("a8",),
        addressees=("a1",),
        reported_by=("a6",),
        in_response_to=("c1",),
        stance="stance-opposed",
        stance_toward=("a1", "c1", "i2", "h1"),
        mentions=(at("Fishermen’s families reportedly blamed Norland", "alleged", 0.666),),
    ),
    Act(
        "s3",
        "commitment",
        "act-agreement",
        span("Agree to Reopen Grain Talks"),
        speakers=("a1", "a2"),
        mentions=(at("Agree"),),
    ),
)
EXTRACTION = Extraction(
    ARTICLE, ACTORS, PLACES, OFFICES, HOLDINGS, ISSUES, MEETINGS, PROCESSES, CHANGES, ACTS
)

NORLAND = Entity("wd:Q90000001", "country", "Norland", "Q90000001", ("NRL",), "Q90000001")
LINKING = Linking(
    entities={
        "a1": NORLAND,
        "a2": Entity(
            "wd:Q90000002", "country", "Sudria", "Q90000002", ("SUD", "Republic of Sudria"), "Q90000002"
        ),
        "a3": Entity("k3", "person", "Ada Brandt", "ada-brandt-1111111111"),
        "a4": Entity("k4", "person", "Ilo Varga", "ilo-varga-2222222222"),
        "a5": Entity(
            "k5", "delegation", "Norland delegation", "norland-delegation-3333333333", type="actor-officials"
        ),
        "a6": Entity(
            "k6", "organization", "Amal Commission", "amal-commission-4444444444", type="actor-joint-body"
        ),
        "a7": Entity("k7", "person", "Oto Lind", "oto-lind-5555555555"),
        "a8": Entity(
            "k8", "group", "Fishermen’s families", "fishermens-families-6666666666", type="actor-population"
        ),
        "a9": NORLAND,
        "p1": Entity("k9", "place", "Port Amal", "port-amal-7777777777"),
        "p2": Entity("k10", "place", "outside Port Amal", "near-port-amal-8888888888"),
        "p4": Entity("k11", "place", "Old Mint", "old-mint-9999999999"),
        "o1": Entity(
            "k12", "office", "Foreign Minister of Norland", "foreign-minister-of-norland-aaaaaaaaaa"
        ),
        "o2": Entity("k13", "office", "President of Sudria", "president-of-sudria-bbbbbbbbbb"),
        "o3": Entity("k14", "office", "Premier", "premier-cccccccccc"),
        "i1": Entity("issue:food-security", "issue", "grain exports", "food-security"),
        "i2": Entity("k15", "issue", "eel quota", "eel-quota-dddddddddd"),
    },
    events={
        "m1": "2021-03-03-meeting-0000000001",
        "m2": "2021-04-visit-0000000002",
        "x1": "process-cooperation-0000000003",
        "c1": "2019-suspension-0000000004",
        "s1": "act-request-0000000005",
        "s2": "act-accusation-0000000006",
        "s3": "act-agreement-0000000007",
    },
    holdings={"h1": "00000000aa", "h2": "00000000bb", "h3": "00000000cc"},
)
