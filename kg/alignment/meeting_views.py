"""What all articles together say of each meeting, node by node: the input of the comparison of meetings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kg.alignment import names
from kg.alignment.records import ArticleRecord, EntityRecord, MeetingRecord

_FAMILY = {
    "visit": "visit", "state-visit": "visit",
    "remote": "remote", "phone-call": "remote", "video-call": "remote",
}  # fmt: skip
_SIDE_ROLES = frozenset({"organizer", "observer", "mediator"})


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an entity after alignment: kind, names, home countries, whom it stands for."""

    kind: str
    label: str
    countries: frozenset[str]
    within: frozenset[str]
    represents: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """What one article says of when a meeting is or was, and how it stands."""

    article: str
    published: date | None
    status: str
    earliest: date | None
    latest: date | None
    edtf: str | None


@dataclass(frozen=True, slots=True)
class MeetingView:
    """One node over all articles that report it; actors and places are already aligned.

    ``persons`` maps the persons who take part, on a side, to their surname folded; ``visitors`` are those of
    them who do not receive; ``sides`` are the countries and bodies in whose interest they meet; ``others``
    are the organizations and groups named; ``side_of`` says which person stands for which sides.
    """

    node: str
    label: str
    family: str
    formats: frozenset[str]
    ordinals: frozenset[int]
    earliest: date | None
    latest: date | None
    persons: Mapping[str, str]
    visitors: frozenset[str]
    side_of: Mapping[str, frozenset[str]]
    sides: frozenset[str]
    others: frozenset[str]
    places: frozenset[str]
    issues: frozenset[str]
    told: tuple[Told, ...]

    @property
    def articles(self) -> frozenset[str]:
        """The articles that report it."""
        return frozenset(t.article for t in self.told)

    @property
    def richness(self) -> int:
        """How much is told of it: places, numbers, issues, participants."""
        return len(self.places) + len(self.ordinals) + len(self.issues) + len(self.persons) + len(self.others)

    @property
    def is_dated(self) -> bool:
        """Whether it has a first and a last day."""
        return self.earliest is not None and self.latest is not None


def meeting_family(format: str) -> str:
    """``"meeting"``, ``"visit"`` or ``"remote"``: one paper's talks are another's summit."""
    return _FAMILY.get(format, "meeting")


def known_entities(articles: Iterable[ArticleRecord], canon: Mapping[str, str]) -> dict[str, Known]:
    """All entities by the node that stands for them."""
    found: dict[str, set[EntityRecord]] = defaultdict(set)
    for article in articles:
        for record in article.entities:
            found[canon.get(record.node, record.node)].add(record)
    return {node: _known(of, canon) for node, of in sorted(found.items())}


def _known(records: Collection[EntityRecord], canon: Mapping[str, str]) -> Known:
    def mapped(nodes: Iterable[str]) -> frozenset[str]:
        return frozenset(canon.get(n, n) for n in nodes)

    return Known(
        kind=min(r.kind for r in records),
        label=max((r.label for r in records), key=lambda n: (len(n), n)),
        countries=mapped(c for r in records for c in r.countries),
        within=mapped(c for r in records for c in r.within),
        represents=mapped(c for r in records for c in r.represents),
    )


def meeting_views(
    articles: Iterable[ArticleRecord], known: Mapping[str, Known], canon: Mapping[str, str]
) -> list[MeetingView]:
    """The meetings over all articles, sorted by node."""
    found: dict[str, list[tuple[ArticleRecord, MeetingRecord]]] = defaultdict(list)
    for article in articles:
        for record in article.meetings:
            found[record.node].append((article, record))
    return [_view(node, found[node], known, canon) for node in sorted(found)]


def _view(
    node: str,
    found: list[tuple[ArticleRecord, MeetingRecord]],
    known: Mapping[str, Known],
    canon: Mapping[str, str],
) -> MeetingView:
    found = sorted(found, key=lambda pair: pair[0].article)
    records = [record for _, record in found]
    roles = [(canon.get(p.actor, p.actor), p.role) for r in records for p in r.parts]
    main = [actor for actor, role in roles if role not in _SIDE_ROLES]
    persons = {a: names.surname(known[a].label) for a in main if a in known and known[a].kind == "person"}
    side_of = {a: known[a].countries for a in persons}
    earliest, latest = _bounds([(r.earliest, r.latest) for r in records])
    hosts = {actor for actor, role in roles if role == "host"}
    parties = {canon.get(p, p) for r in records for p in r.parties}
    parties = {p for p in parties if p not in known or known[p].kind in ("country", "organization")}
    return MeetingView(
        node=node,
        label=min(r.label for r in records),
        family=meeting_family(records[0].format),
        formats=frozenset(r.format for r in records),
        ordinals=frozenset(r.ordinal for r in records if r.ordinal is not None),
        earliest=earliest,
        latest=latest,
        persons=persons,
        visitors=frozenset(set(persons) - hosts),
        side_of=side_of,
        sides=frozenset(_sides(main, known) | parties),
        others=frozenset(a for a, _ in roles if a in known and known[a].kind in ("organization", "group")),
        places=frozenset(canon.get(p, p) for r in records for p in r.places),
        issues=frozenset(i for r in records for i in r.issues),
        told=tuple(
            Told(a.article, a.published, r.status, r.earliest, r.latest, r.edtf) for a, r in found
        ),
    )  # fmt: skip


def _sides(actors: Iterable[str], known: Mapping[str, Known]) -> set[str]:
    """Countries and international bodies behind the actors."""
    found: set[str] = set()
    for actor in actors:
        it = known.get(actor)
        if it is None:
            continue
        if it.kind == "country":
            found.add(actor)
        else:
            found |= it.countries
            found |= {c for r in it.represents for c in _country_of(r, known)}
    return found


def _country_of(actor: str, known: Mapping[str, Known]) -> Iterator[str]:
    it = known.get(actor)
    if it is not None:
        yield from [actor] if it.kind == "country" else it.countries or [actor]


def _bounds(given: Iterable[tuple[date | None, date | None]]) -> tuple[date | None, date | None]:
    """The common bounds; where there are none in common, the widest."""
    pairs = list(given)
    starts = [e for e, _ in pairs if e is not None]
    ends = [e for _, e in pairs if e is not None]
    earliest, latest = max(starts, default=None), min(ends, default=None)
    if earliest is not None and latest is not None and earliest > latest:
        return min(starts), max(ends)
    return earliest, latest
