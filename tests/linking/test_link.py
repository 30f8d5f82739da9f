"""Linking: one entity whatever an article calls it, two where nothing says that they are one."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ids import digest, entity_key, minted
from kg.linking.link import link
from kg.model import (
    Act,
    Actor,
    Article,
    Change,
    Entity,
    Extraction,
    Holding,
    Issue,
    Meeting,
    Mention,
    Office,
    Participation,
    Place,
    Process,
    Time,
)

FIRST = Article("first", "The first invented article.", published=date(2021, 5, 4))
SECOND = Article("second", "Another invented article about it.", published=date(2021, 5, 5))

CHINA = Actor("cn", "country", "China", key="country:CN")
US = Actor("us", "country", "United States", ("US",), key="country:US")
FRANCE = Actor("fr", "country", "France", key="country:FR")


def at(*starts: int) -> tuple[Mention, ...]:
    return tuple(Mention(start, start + 5) for start in starts)


def linked(article: Article = FIRST, **parts: object) -> dict[str, Entity]:
    return dict(link(Extraction(article, **parts)).entities)  # type: ignore[arg-type]


def one(actor: Actor, *others: Actor, article: Article = FIRST, **parts: object) -> Entity:
    return linked(article, actors=(actor, *others), **parts)[actor.id]


def took_part(*actors: str) -> tuple[Participation, ...]:
    return tuple(Participation(actor) for actor in actors)


# --- Countries and bodies --------------------------------------------------


@pytest.mark.parametrize(
    ("actor", "local"),
    [
        (Actor("a", "country", "U.S.", key="country:US"), "Q30"),
        (Actor("a", "country", "the United States"), "Q30"),
        (Actor("a", "country", "Britain"), "Q145"),
        (Actor("a", "organization", "Nato"), "Q7184"),
        (Actor("a", "organization", "UN Security Council"), "Q37470"),
        (Actor("a", "organization", "whatever it is called", key="body:IAEA"), "Q41984"),
        (Actor("a", "organization", "White House", country="us"), "white-house-4147ec6844"),
        (Actor("a", "person", "Xi Jinping", key="person:xi-jinping", country="cn"), "Q15031"),
        (Actor("a", "person", "Jen Daskal", country="us"), "jen-daskal-2325a89684"),
        (Actor("a", "group", "Chinese authorities", country="cn"), "chinese-authorities-9c377db554"),
    ],
)
def test_local_parts(actor: Actor, local: str) -> None:
    assert one(actor, US, CHINA).local == local


def test_a_country_that_no_table_knows_is_minted() -> None:
    entity = one(Actor("a", "country", "Ruritania"))
    assert (entity.label, entity.same_as) == ("Ruritania", None)
    assert entity.local == minted("Ruritania", entity_key("country", "Ruritania"))


def test_labels_are_the_tables_and_surface_forms_are_names() -> None:
    entity = one(Actor("a", "organization", "UN nuclear watchdog", ("IAEA",), key="body:IAEA"))
    assert entity.label == "International Atomic Energy Agency"
    assert entity.names == ("UN nuclear watchdog", "IAEA")
    assert (entity.same_as, entity.type) == ("Q41984", "actor-intergovernmental")


@pytest.mark.parametrize(
    "name", ["Foreign Ministry", "Chinese foreign ministry", "the Ministry of Foreign Affairs"]
)
def test_a_ministry_is_one_whatever_it_is_called(name: str) -> None:
    entity = one(Actor("a", "organization", name, country="cn", type="actor-ministry"), CHINA)
    assert entity.label == "Ministry of Foreign Affairs of China"


@pytest.mark.parametrize(
    "name", ["French Interior Ministry", "interior ministry", "Ministry of the Interior"]
)
def test_a_ministry_that_no_table_knows_is_one_too(name: str) -> None:
    label = one(Actor("a", "organization", name, country="fr", type="actor-ministry"), FRANCE).label
    assert label == "Ministry of Interior of France"


def test_bodies_of_two_countries_stay_two() -> None:
    court = Actor("a", "organization", "Supreme Court", country="fr")
    assert one(court, FRANCE).local != one(replace(court, country="cn"), CHINA).local
    assert one(Actor("a", "organization", "Senate", country="fr"), FRANCE).local != "Q66096"
    assert one(Actor("a", "organization", "Senate", country="us"), US).local == "Q66096"


def test_common_words_without_a_country_stay_in_their_article() -> None:
    committee = Actor("a", "organization", "the committee")
    assert one(committee).local != one(committee, article=SECOND).local
    named = Actor("a", "organization", "Gulliver Foundation")
    assert one(named).local == one(named, article=SECOND).local


@pytest.mark.parametrize(
    ("name", "country", "label"),
    [
        ("the authorities", CHINA, "Chinese authorities"),
        ("the country's largest rebel force", FRANCE, "France's largest rebel force"),
        ("country’s top diplomats", US, "US's top diplomats"),
        ("country music stars", FRANCE, "French country music stars"),
    ],
)
def test_groups_are_named_with_their_country(name: str, country: Actor, label: str) -> None:
    assert one(Actor("a", "group", name, country=country.id), country).label == label


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("newly formed counternarcotics working group", ("us", "cn")),
        ("US-China counternarcotics working group", ("cn", "us")),
        ("Chinese-American counter-narcotics working group", ("us", "cn")),
        ("the joint counternarcotics working group", ("cn", "us")),
    ],
)
def test_joint_bodies_are_named_by_their_parties(name: str, members: tuple[str, ...]) -> None:
    entity = one(Actor("a", "organization", name, type="actor-joint-body", members=members), US, CHINA)
    assert entity.label == "US-China counternarcotics working group"
    assert entity.local == "us-china-counternarcotics-working-group-661566ab99"


# --- Persons ---------------------------------------------------------------


def held_by(person: str, title: str, body: str) -> dict[str, object]:
    return {"offices": (Office("o", title, body),), "holdings": (Holding("h", person, "o"),)}


def test_a_full_name_needs_its_country() -> None:
    taylor = Actor("a", "person", "Charles Taylor", country="lr")
    liberia = Actor("lr", "country", "Liberia", key="country:LR")
    assert one(taylor, liberia).key == "person:charles-taylor"
    assert one(replace(taylor, country="us"), US).key.startswith("v1|")
    assert one(replace(taylor, country=None)).key.startswith("v1|")
    assert (
        one(replace(taylor, country=None), liberia, **held_by("a", "president", "lr")).key
        == "person:charles-taylor"
    )


def test_a_key_is_dropped_where_the_country_is_another() -> None:
    hunt = Actor("a", "person", "Jeremy Hunt", key="person:jeremy-hunt")
    assert one(hunt).key == "person:jeremy-hunt"
    assert one(replace(hunt, country="us"), US).key.startswith("v1|")


def test_a_surname_needs_country_office_and_year() -> None:
    bush = Actor("a", "person", "Bush", country="us")
    office = held_by("a", "president", "us")
    years = {1990: "person:george-h-w-bush", 2005: "person:george-w-bush"}
    for year, key in years.items():
        assert one(bush, US, article=replace(FIRST, published=date(year, 6, 1)), **office).key == key
    for article in (replace(FIRST, published=None), replace(FIRST, published=date(2020, 6, 1))):
        assert one(bush, US, article=article, **office).key.startswith("v1|")
    assert one(bush, US, article=replace(FIRST, published=date(2005, 6, 1))).key.startswith("v1|")


def test_bare_surnames_stay_in_their_article() -> None:
    bare = Actor("a", "person", "Rassendyll", country="us")
    assert one(bare, US).local != one(bare, US, article=SECOND).local
    full = Actor("a", "person", "Rupert Rassendyll", country="us")
    assert one(full, US).local == one(full, US, article=SECOND).local
    office = held_by("a", "press officer", "us")
    days = {n: replace(SECOND, published=date(*n)) for n in ((2023, 1, 2), (2023, 12, 30), (2024, 1, 2))}
    found = {day: one(bare, US, article=article, **office).local for day, article in days.items()}
    assert found[2023, 1, 2] == found[2023, 12, 30] != found[2024, 1, 2]  # offices change hands
    undated = [replace(article, published=None) for article in (FIRST, SECOND)]
    assert len({one(bare, US, article=article, **office).local for article in undated}) == 2


# --- Offices, places, issues -----------------------------------------------


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("president", "President of China"),
        ("minister of public security", "Minister of Public Security of China"),
        ("public security minister", "Minister of Public Security of China"),
        ("foreign minister", "Minister of Foreign Affairs of China"),
        ("minister for foreign affairs", "Minister of Foreign Affairs of China"),
        ("deputy foreign minister", "Deputy Minister of Foreign Affairs of China"),
        ("Defense Minister", "Minister of Defence of China"),
        ("vice-premier", "Vice-Premier of China"),
        ("then-foreign minister", "Minister of Foreign Affairs of China"),
        ("former Foreign Minister", "Minister of Foreign Affairs of China"),
        ("UN ambassador", "UN Ambassador of China"),
    ],
)
def test_offices_of_a_country(title: str, label: str) -> None:
    entity = linked(actors=(CHINA,), offices=(Office("o", title, "cn"),))["o"]
    assert entity.label == label


@pytest.mark.parametrize(
    ("body", "title", "label"),
    [
        (Actor("b", "organization", "White House", key="body:white-house"), "deputy homeland security coordinator",
         "White House deputy homeland security coordinator"),
        (Actor("b", "organization", "European Commission", key="body:European-Commission"), "president",
         "President of the European Commission"),
        (Actor("b", "organization", "NATO", key="body:NATO"), "spokesperson", "NATO spokesperson"),
        (Actor("b", "organization", "EU", key="body:EU"), "Special Envoy for the Middle East",
         "European Union special envoy for the Middle East"),
        (Actor("b", "organization", "Zenda Institute"), "director", "Director of the Zenda Institute"),
        (Actor("b", "country", "United Kingdom", key="country:GB"), "prime minister",
         "Prime Minister of the United Kingdom"),
    ],
)  # fmt: skip
def test_offices_of_bodies(body: Actor, title: str, label: str) -> None:
    assert linked(actors=(body,), offices=(Office("o", title, "b"),))["o"].label == label


def test_offices_have_the_local_parts_of_the_rationale() -> None:
    house = Actor("wh", "organization", "White House", key="body:white-house", country="us")
    found = linked(
        actors=(CHINA, US, house),
        offices=(
            Office("o1", "president", "cn"),
            Office("o2", "minister of public security", "cn"),
            Office("o3", "deputy homeland security coordinator", "wh"),
        ),
    )
    assert found["o1"].local == "Q655407"
    assert found["o2"].local == "minister-of-public-security-of-china-1d2032450b"
    assert found["o3"].local == "white-house-deputy-homeland-security-coordinator-0389046b55"


def test_an_office_of_nobody_stays_in_its_article() -> None:
    offices = (Office("o", "special envoy"),)
    assert linked(offices=offices)["o"].local != linked(SECOND, offices=offices)["o"].local


def test_places() -> None:
    found = linked(
        actors=(US,),
        places=(
            Place("near", "outside San Francisco", near="city"),
            Place("city", "San Francisco", key="city:san-francisco", country="us"),
            Place("state", "United States", actor="us"),
            Place("hotel", "Hotel Strelsau", within="city"),
            Place("hall", "a hall"),
        ),
    )
    assert found["city"].local == "Q62"
    assert found["near"].local == "near-san-francisco-c5cdf22e96"
    assert found["near"].names == ("outside San Francisco",)
    assert found["state"] == found["us"]
    assert found["hotel"].key.endswith("|Q62")
    assert "article:" in found["hall"].key


def test_places_that_lie_in_a_circle_are_linked_all_the_same() -> None:
    places = (Place("a", "Alpha House", within="b"), Place("b", "Beta House", within="a"))
    assert set(linked(places=places)) == {"a", "b"}


def test_a_city_of_another_country_is_not_the_one_of_the_table() -> None:
    paris = Place("p", "Paris", country="us")
    assert linked(actors=(US,), places=(paris,))["p"].local != "Q90"
    assert linked(actors=(FRANCE,), places=(replace(paris, country="fr"),))["p"].local == "Q90"


def test_issues_of_the_scheme_and_others() -> None:
    found = linked(issues=(Issue("i", "the fentanyl crisis", "fentanyl"), Issue("j", "Moon cheese tariffs")))
    assert (found["i"].local, found["i"].label, found["i"].names) == (
        "fentanyl",
        "fentanyl",
        ("the fentanyl crisis",),
    )
    assert (
        found["j"].local
        == f"found-{minted('moon cheese tariffs', entity_key('issue', 'Moon cheese tariffs'))}"
    )


# --- Delegations and holdings ----------------------------------------------


def test_delegations_belong_to_their_meeting() -> None:
    team = Actor("d", "delegation", "a high-ranking delegation", represents=("us",), scope="m")
    body = Actor(
        "g", "organization", "counternarcotics working group", type="actor-joint-body", members=("us", "cn")
    )
    meeting = Meeting("m", participations=took_part("d"), ordinal=1, body="g")
    result = link(Extraction(FIRST, actors=(US, CHINA, body, team), meetings=(meeting,)))
    assert result.events["m"] == "session-1-81a340b2d0"
    assert result.entities["d"].local == "us-delegation-daf87d9b3e"
    assert result.entities["d"].names == ("a high-ranking delegation",)


def test_a_delegation_without_scope_takes_its_only_meeting() -> None:
    team = Actor("d", "delegation", "French delegation", represents=("fr",))
    meeting = Meeting("m", participations=took_part("d"))
    result = link(Extraction(FIRST, actors=(FRANCE, team), meetings=(meeting,)))
    assert result.entities["d"].key.endswith(f"|ev:{result.events['m']}")
    two = (meeting, Meeting("n", participations=took_part("d"), mentions=at(9)))
    split = link(Extraction(FIRST, actors=(FRANCE, team), meetings=two))
    assert "article:" in split.entities["d"].key


def test_holdings_are_person_and_office() -> None:
    xi = Actor("p", "person", "Xi Jinping", key="person:xi-jinping", country="cn")
    extraction = Extraction(FIRST, actors=(CHINA, xi), **held_by("p", "president", "cn"))  # type: ignore[arg-type]
    assert link(extraction).holdings == {"h": digest("id:Q15031", "id:Q655407")}
    assert link(extraction).holdings["h"] == "0352025f07"


# --- Events ----------------------------------------------------------------

XI = Actor("xi", "person", "Xi Jinping", key="person:xi-jinping", country="cn")
BIDEN = Actor("biden", "person", "Joe Biden", key="person:joe-biden", country="us")
HALL = Place("geneva", "Geneva", key="city:geneva")
WORLD = (CHINA, US, FRANCE, XI, BIDEN)


def events(*found: object, article: Article = FIRST, issues: tuple[Issue, ...] = ()) -> dict[str, str]:
    def of(kind: type) -> tuple[object, ...]:
        return tuple(e for e in found if isinstance(e, kind))

    extraction = Extraction(
        article, actors=WORLD, places=(HALL,), issues=issues,
        meetings=of(Meeting), processes=of(Process), changes=of(Change), acts=of(Act),  # type: ignore[arg-type]
    )  # fmt: skip
    return dict(link(extraction).events)


NOVEMBER = Time(edtf="2023-11")
SUMMIT = Meeting("m", "format-summit", time=NOVEMBER, participations=took_part("xi", "biden"), mentions=at(7))


def test_one_meeting_in_two_articles_is_one() -> None:
    other = replace(
        SUMMIT, id="other", format="format-talks", mentions=at(99), participations=took_part("biden", "xi")
    )
    first, second = events(SUMMIT)["m"], events(other, article=SECOND)["other"]
    assert first == second
    assert first.startswith("2023-11-meeting-")


@pytest.mark.parametrize(
    "other",
    [
        replace(SUMMIT, time=Time(edtf="2023-12")),
        replace(SUMMIT, format="format-visit"),
        replace(SUMMIT, format="format-phone-call"),
        replace(SUMMIT, participations=took_part("xi")),
        replace(SUMMIT, places=("geneva",)),
    ],
)
def test_other_facts_give_another_meeting(other: Meeting) -> None:
    assert events(SUMMIT)["m"] != events(other)["m"]


@pytest.mark.parametrize(
    "vague",
    [
        replace(SUMMIT, time=Time()),
        replace(SUMMIT, time=Time(edtf="2023")),
        replace(SUMMIT, time=Time(edtf="/2023")),
        replace(SUMMIT, participations=took_part("us", "cn")),
        replace(SUMMIT, participations=()),
        replace(SUMMIT, time=Time(edtf="2023"), places=("geneva",)),
        replace(SUMMIT, time=Time(edtf="2023"), places=("geneva",), format="format-phone-call"),
    ],
)
def test_vague_meetings_stay_in_their_article(vague: Meeting) -> None:
    assert events(vague)["m"] != events(vague, article=SECOND)["m"]


@pytest.mark.parametrize(
    "sure",
    [
        replace(SUMMIT, participations=took_part("us", "cn"), places=("geneva",)),
        replace(SUMMIT, participations=took_part("us", "cn"), time=Time(edtf="2023-11-15")),
        replace(SUMMIT, format="format-visit", time=Time(edtf="/2022"), places=("geneva",)),
    ],
)
def test_places_and_days_make_a_meeting_sure(sure: Meeting) -> None:
    assert events(sure)["m"] == events(sure, article=SECOND)["m"]


def test_two_meetings_of_one_article_are_never_one() -> None:
    undated = Meeting("m", participations=took_part("us", "cn"), mentions=at(5))
    locals_ = events(undated, replace(undated, id="n", mentions=at(50)), replace(undated, id="o"))
    assert len(set(locals_.values())) == 3
    dated = events(SUMMIT, replace(SUMMIT, id="n", mentions=at(70)))
    assert len(set(dated.values())) == 2
    assert dated["m"] == events(SUMMIT)["m"]


def test_countries_count_only_when_nobody_else_is_named() -> None:
    with_country = replace(SUMMIT, participations=took_part("xi", "biden", "us"), parties=("us", "cn"))
    assert events(with_country)["m"] == events(SUMMIT)["m"]


def test_organizers_do_not_change_who_met() -> None:
    organized = replace(SUMMIT, participations=(*SUMMIT.participations, Participation("fr", "role-mediator")))
    assert events(organized)["m"] == events(SUMMIT)["m"]


@pytest.mark.parametrize(
    ("edtf", "meeting_format", "head"),
    [
        ("2023-11", "format-meeting", "2023-11-meeting-"),
        ("2024-01-30/2024-01-31", "format-talks", "2024-01-30-meeting-"),
        ("/2022", "format-visit", "until-2022-visit-"),
        ("2023-11/..", "format-state-visit", "from-2023-11-visit-"),
        ("2023-11-05~", "format-video-call", "2023-11-05-remote-"),
        (None, "format-conference", "undated-meeting-"),
    ],
)
def test_heads_of_local_parts(edtf: str | None, meeting_format: str, head: str) -> None:
    assert events(replace(SUMMIT, time=Time(edtf=edtf), format=meeting_format))["m"].startswith(head)


DRUGS = (Issue("i1", "narcotics", "narcotics"), Issue("i2", "drug trafficking", "drug-trafficking"))


def test_processes_have_the_local_parts_of_the_rationale() -> None:
    cooperation = Process("p", "process-cooperation", ("us", "cn"), ("i1", "i2"))
    assert events(cooperation, issues=DRUGS)["p"] == "process-cooperation-90f0a42ac9"


def test_processes_of_one_key_are_one() -> None:
    relations = Process("p", "process-relations", ("us", "cn"), mentions=at(3))
    found = events(
        relations, Process("q", "process-relations", ("cn", "us"), ("i1",), mentions=at(60)), issues=DRUGS
    )
    assert found["p"] == found["q"] == events(relations, article=SECOND)["p"]
    nested = events(relations, replace(relations, id="q", part_of=("p",), mentions=at(60)))
    assert nested["p"] != nested["q"]


def test_dialogues_without_an_issue_stay_in_their_article() -> None:
    dialogue = Process("p", "process-dialogue", ("us", "cn"))
    assert events(dialogue)["p"] != events(dialogue, article=SECOND)["p"]
    one_party = Process("p", "process-relations", ("us",))
    assert events(one_party)["p"] != events(one_party, article=SECOND)["p"]


def test_changes() -> None:
    ties = Process("p", "process-relations", ("us", "cn"))
    halt = Change("c", "change-suspension", ("p",), parties=("cn", "us"), time=Time(edtf="2022"))
    assert events(ties, halt)["c"].startswith("2022-suspension-")
    assert events(ties, halt)["c"] == events(ties, halt, article=SECOND)["c"]
    undated = replace(halt, time=Time())
    assert events(ties, undated)["c"].startswith("undated-suspension-")
    assert events(ties, undated)["c"] != events(ties, undated, article=SECOND)["c"]


def test_acts_are_never_shared() -> None:
    pledge = Act("a", "commitment", "act-pledge", (10, 20), ("xi",), mentions=at(4))
    assert events(pledge)["a"].startswith("act-pledge-")
    assert events(pledge)["a"] != events(pledge, article=SECOND)["a"]
    assert len(set(events(pledge, replace(pledge, id="b")).values())) == 2


# --- Properties ------------------------------------------------------------


def rich() -> Extraction:
    team = Actor("team", "delegation", "US delegation", represents=("us",), scope="m2", mentions=at(31))
    people = Actor("people", "group", "officials", country="us", mentions=at(44))
    return Extraction(
        FIRST,
        actors=(*WORLD, team, people),
        places=(HALL, Place("near", "outside Geneva", near="geneva")),
        offices=(Office("o", "president", "us"), Office("o2", "foreign minister", "cn")),
        holdings=(Holding("h", "biden", "o"),),
        issues=DRUGS,
        meetings=(
            SUMMIT,
            Meeting("m2", participations=took_part("team", "cn"), mentions=at(30)),
            Meeting("m3", participations=took_part("us", "cn"), mentions=at(80)),
        ),
        processes=(Process("p", "process-dialogue", ("us", "cn"), ("i1",), mentions=at(12)),),
        changes=(Change("c", "change-resumption", ("p",), parties=("us", "cn"), mentions=at(90)),),
        acts=(Act("a", "statement", "act-support", (1, 9), ("xi",), mentions=at(70)),),
    )


TUPLES = ("actors", "places", "offices", "holdings", "issues", "meetings", "processes", "changes", "acts")


@given(st.randoms(use_true_random=False))
def test_the_order_of_what_was_found_does_not_matter(chance: random.Random) -> None:
    extraction = rich()
    shuffled = {name: list(getattr(extraction, name)) for name in TUPLES}
    for found in shuffled.values():
        chance.shuffle(found)
    again = link(replace(extraction, **{name: tuple(found) for name, found in shuffled.items()}))
    assert again == link(extraction)


@given(st.lists(st.tuples(st.sampled_from(["us", "cn", "fr", "xi", "biden"]), st.integers(0, 3)), max_size=6))
def test_meetings_of_one_article_have_distinct_local_parts(cases: list[tuple[str, int]]) -> None:
    meetings = [
        Meeting(f"m{n}", participations=took_part(a), mentions=at(s)) for n, (a, s) in enumerate(cases)
    ]
    assert len(set(events(*meetings).values())) == len(cases)


@given(
    st.text(min_size=1, max_size=30),
    st.sampled_from(["person", "organization", "group", "country", "delegation"]),
)
def test_any_name_can_be_linked(name: str, kind: str) -> None:
    actor = Actor("a", kind, name, country="us" if kind != "country" else None)  # type: ignore[arg-type]
    entity = one(actor, US)
    assert entity.local.isascii()
    assert entity.local
    assert one(actor, US) == entity


def test_an_empty_extraction_links_nothing() -> None:
    result = link(Extraction(FIRST))
    assert (result.entities, result.events, result.holdings) == ({}, {}, {})


def test_all_that_was_found_is_linked() -> None:
    extraction = rich()
    result = link(extraction)
    ids = {x.id for name in ("actors", "places", "offices", "issues") for x in getattr(extraction, name)}
    assert set(result.entities) == ids
    assert set(result.events) == {event.id for event in extraction.events()}
    assert set(result.holdings) == {"h"}
