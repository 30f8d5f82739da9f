"""Records of invented articles, for tests that need no language model."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from kg.alignment.records import ArticleRecord, EntityRecord, HoldingRecord, MeetingRecord, PartRecord
from kg.ids import BASE, digest, slug

COUNTRIES = {name: f"{BASE}id/Q{number}" for name, number in (("Norland", 1), ("Sudria", 2), ("Estia", 3))}
CITIES = {"Port Amal": "Sudria", "Nord City": "Norland"}
PEOPLE = (
    ("Ada Brandt", "Norland"), ("Ada Brand", "Norland"), ("Ilo Varga", "Sudria"), ("Brandt", "Norland"),
    ("Mohammed Farsi", "Estia"), ("Muhammad Farsi", "Estia"), ("Ada Brandt", "Estia"), ("Ilo Varga", ""),
)  # fmt: skip


def iri(kind: str, name: str) -> str:
    return f"{BASE}{kind}/{slug(name)}-{digest(kind, name)}"


def person(name: str, country: str, names: tuple[str, ...] = ()) -> EntityRecord:
    home = (COUNTRIES[country],) if country else ()
    return EntityRecord(iri("id", f"{name} {country}"), "person", name, names, home)


def office(country: str) -> EntityRecord:
    return EntityRecord(
        iri("id", f"minister {country}"), "position", f"Minister of {country}", (), (COUNTRIES[country],)
    )


def meeting(
    name: str,
    parts: list[EntityRecord],
    earliest: date | None = None,
    latest: date | None = None,
    place: str = "",
    *,
    format: str = "meeting",
    status: str = "held",
    ordinal: int | None = None,
) -> MeetingRecord:
    return MeetingRecord(
        node=iri("event", name), label=name, format=format, status=status, earliest=earliest, latest=latest,
        edtf=earliest.isoformat() if earliest and earliest == latest else None, ordinal=ordinal,
        places=(iri("id", place),) if place else (),
        parts=tuple(PartRecord(iri("participation", f"{name} {p.node}"), p.node, "participant") for p in parts),
        parties=tuple(sorted({c for p in parts for c in p.countries})),
    )  # fmt: skip


def article(
    name: str,
    published: date | None,
    entities: list[EntityRecord],
    meetings: list[MeetingRecord],
    held: list[tuple[EntityRecord, EntityRecord]] = [],  # noqa: B006 - never changed
) -> ArticleRecord:
    countries = [EntityRecord(node, "country", label) for label, node in COUNTRIES.items()]
    places = [EntityRecord(iri("id", c), "place", c, (), (COUNTRIES[of],)) for c, of in CITIES.items()]
    every = sorted({*entities, *countries, *places}, key=lambda e: e.node)
    holdings = tuple(HoldingRecord(iri("holding", p.node + o.node), p.node, o.node) for p, o in held)
    key = digest(name, length=16)
    return ArticleRecord(
        f"{BASE}article/{key}", f"{BASE}graph/{key}", published, tuple(every), tuple(meetings), holdings
    )


@st.composite
def article_sets(draw: st.DrawFn) -> list[ArticleRecord]:
    """Some articles about a few people who meet in a few days: enough that many things nearly fit."""
    count = draw(st.integers(2, 7))
    return [draw(_articles(n)) for n in range(count)]


@st.composite
def _articles(draw: st.DrawFn, number: int) -> ArticleRecord:
    day = st.dates(date(2021, 3, 1), date(2021, 3, 6))
    people = draw(st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=4, unique=True))
    persons = [person(*p) for p in people]
    held = [(p, office(c)) for p, (_, c) in zip(persons, people, strict=True) if c and draw(st.booleans())]
    meetings = []
    for nth in range(draw(st.integers(1, 2))):
        earliest = draw(st.one_of(st.none(), day))
        place = draw(st.sampled_from(("", *CITIES)))
        status = draw(st.sampled_from(("planned", "held")))
        form = draw(st.sampled_from(("meeting", "talks", "visit")))
        name = f"{form} {earliest} {place} {draw(st.integers(0, 3))} {nth}"
        parts = draw(st.lists(st.sampled_from(persons), min_size=1, max_size=3, unique=True))
        meetings.append(
            meeting(
                name, parts, earliest, earliest, place, status=status,
                ordinal=draw(st.sampled_from((None, None, 1, 2))),
                format=form,
            )
        )  # fmt: skip
    published = draw(st.one_of(st.none(), st.dates(date(2021, 3, 1), date(2021, 3, 10))))
    distinct = {m.node: m for m in meetings}
    return article(
        f"article {number}", published, [*persons, *(o for _, o in held)], list(distinct.values()), held
    )
