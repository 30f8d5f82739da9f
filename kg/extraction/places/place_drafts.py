"""The places of one article while it is read, each once, with the words that name it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg import gazetteer
from kg.extraction.actors.actors import ActorIndex
from kg.extraction.names.called_places import called_place
from kg.extraction.places.place_words import AREAS, HOUSES
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.single_spaced import single_spaced
from kg.ids import normal_name
from kg.model import Mention, Place

_SIDES = frozenset("northern southern eastern western central northeastern northwestern".split())
_SIDES |= frozenset("southeastern southwestern north-eastern north-western".split())

_SHORTEST = 4


@dataclass(slots=True)
class PlaceDraft:
    """A place while the article is read; frozen into ``kg.model.Place``."""

    id: str
    name: str
    key: str | None = None
    actor: str | None = None
    near: str | None = None
    within: str | None = None
    country: str | None = None
    venue: bool = False
    mentions: dict[tuple[int, int], Mention] = field(default_factory=dict)

    @property
    def state(self) -> str | None:
        """The local id of the country that it is, or else lies in."""
        return self.actor or self.country


def but_regions(places: list[PlaceDraft]) -> list[str]:
    """The local ids of places, without regions where others are told, too: "is in the Middle East, where he
    met X in Amman".
    """
    keys = {p.id: p.key for p in places if p.key is not None}
    wide = {i for i, key in keys.items() if gazetteer.entry(key).type in {"region", "sea"}}
    return [p.id for p in places if p.id not in wide or len(wide) == len(places)]


def beyond_landing(places: list[PlaceDraft]) -> list[str]:
    """The local ids of where one goes on to from where one landed: of "Oslo" for "the airport in Oslo"."""
    towns = (p.within if p.name.lower().endswith(_LANDING) else p.id for p in places)
    return list(dict.fromkeys(t for t in towns if t is not None))


_LANDING = ("airport", "airfield", "air base", "airbase", "station", "harbour", "harbor")
"""Where people only arrive, and meet nobody later on."""


class PlaceDrafts:
    """The places of one article that something happens at, made at need."""

    def __init__(self, index: ActorIndex) -> None:
        self.index = index
        self.doc = index.doc
        self.drafts: dict[str, PlaceDraft] = {}

    def _find(self, name: str) -> PlaceDraft | None:
        return next(
            (d for d in self.drafts.values() if normal_name(d.name) == normal_name(name) and d.near is None),
            None,
        )

    def _new(
        self,
        name: str,
        *,
        key: str | None = None,
        actor: str | None = None,
        near: str | None = None,
        country: str | None = None,
    ) -> PlaceDraft:
        draft = PlaceDraft(f"p{len(self.drafts) + 1}", name, key, actor, near, country=country)
        self.drafts[draft.id] = draft
        return draft

    def _evidence(self, draft: PlaceDraft, first: int, last: int, confidence: float = 0.95) -> None:
        self._quote(draft, self.doc[first].idx, last, confidence)

    def _quote(self, draft: PlaceDraft, start: int, last: int, confidence: float) -> None:
        """Adds the words from an offset up to token ``last``, exclusive, as a mention."""
        end = self.doc[last - 1].idx + len(self.doc[last - 1])
        draft.mentions.setdefault((start, end), Mention(start, end, "asserted", confidence))

    def _known(self, entry: gazetteer.Entry, first: int, last: int) -> PlaceDraft:
        state = self.index.known(entry).id if entry.kind == "country" else None
        key = None if state is not None else entry.key
        draft = next((d for d in self.drafts.values() if (d.key, d.actor) == (key, state)), None)
        if draft is None:
            draft = self._new(entry.name, key=key, actor=state)
            draft.venue = entry.type == "venue"
            if entry.country:
                draft.country = self.index.land(entry.country).id
        self._evidence(draft, first, last)
        return draft

    def states(self, places: Iterable[str]) -> set[str | None]:
        """The local ids of the states in which places lie, ``None`` among them where one is not known."""
        return {self.drafts[p].state for p in places}

    def of_state(self, state: str, noun: Token) -> str | None:
        """The local id of a state as a place, which a noun stands for: "the country" that invites."""
        key = self.index.drafts[state].key
        return None if key is None else self._known(gazetteer.entry(key), noun.i, noun.i + 1).id

    def _country(self, owner: str, token: Token) -> PlaceDraft:
        draft = next((d for d in self.drafts.values() if d.actor == owner), None)
        if draft is None:
            draft = self._new(self.index.drafts[owner].name, actor=owner)
        match = self.index.by_token[token.i]
        self._evidence(draft, match.start, match.end)
        return draft

    def _entity(self, token: Token) -> PlaceDraft:
        first, last = token.i, token.i + 1
        while (
            first > 0 and self.doc[first].ent_iob_ == "I" and self.doc[first - 1].ent_type_ == token.ent_type_
        ):
            first -= 1
        while (
            last < len(self.doc)
            and self.doc[last].ent_iob_ == "I"
            and self.doc[last].ent_type_ == token.ent_type_
        ):
            last += 1
        while first < token.i and self.doc[first].lower_ in {"the", "a"}:
            first += 1
        while last - 1 > token.i and self.doc[last - 1].text in {"'s", "'", "on", "in", "at"}:
            last -= 1
        end = self.doc[last - 1].idx + len(self.doc[last - 1])
        name = single_spaced(self.index.article.text[self.doc[first].idx : end])
        draft = self._find(name) or self._new(name)
        draft.venue = draft.venue or not HOUSES.isdisjoint(name.lower().split())
        self._evidence(draft, first, last, 0.85)
        return draft

    def _named(self, noun: Token) -> str | None:
        """A place that the noun before it says to be one: Otjika of "the town of Otjika"."""
        if noun.pos_ != "PROPN" or not noun.text[:1].isupper():
            return None
        first = min(
            (c.i for c in noun.lefts if c.dep_ == "compound" and c.text[:1].isupper()), default=noun.i
        )
        name = self.doc[first : noun.i + 1].text
        draft = self._find(name) or self._new(name)
        self._evidence(draft, first, noun.i + 1, 0.85)
        return draft.id

    def residence(self, name: Token) -> str | None:
        """A house of no table, which words say whose residence it is: "at her residence | Casa Roja"."""
        home = name.head
        beside = home.lemma_.lower() in _HOMES and name.left_edge.i == home.i + 1
        return self._named(name) if beside and any(map(says_whose, home.lefts)) else None

    def _area(self, first: Token, noun: Token) -> str:
        """The area of no table that words name: "the Otjika district"."""
        name = self.doc[first.left_edge.i : noun.i + 1].text
        draft = self._find(name) or self._new(name)
        self._evidence(draft, first.left_edge.i, noun.i + 1, 0.8)
        self._put_inside(draft.id, noun)
        return draft.id

    def town_of_dateline(self) -> str | None:
        """The town of no table that the one dateline of the article names: Otjika of "OTJIKA, Namibia -"."""
        spans = self.doc.spans.get("dateline_place", [])
        name = spans[0].text.partition(",")[0].partition("/")[0].strip() if len(spans) == 1 else ""
        name = name.title() if name.isupper() else name
        if len(name) < _SHORTEST or not name.replace(" ", "").isalpha() or gazetteer.country_named(name):
            return None
        draft = self._find(name) or self._new(name)
        self._evidence(draft, spans[0].start, spans[0].start + len(name.split()), 0.7)
        return draft.id

    def before_country(self, noun: Token) -> str | None:
        """A place of no table, by the country named behind it or its kind: "in Nagato, western Japan", "in
        Otjika, a small village", whatever the recogniser takes it for; not "in Parliament, Chile said".
        """
        after = self.doc[noun.i + 1 : noun.i + 5]
        if called_place(self.doc, noun.i, noun.i + 1):
            return self._named(noun)
        if noun.pos_ != "PROPN" or len(after) < 4 or after[0].text != ",":
            return None
        first = 2 if after[1].lower_ in _SIDES else 1
        match = self.index.by_token.get(after[first].i)
        if (
            match is None
            or match.entry.kind != "country"
            or match.via != "name"
            or match.end >= len(self.doc)
        ):
            return None
        closed = self.doc[match.end].text in {",", ".", ";"} or self.doc[match.end].pos_ == "ADP"
        id_ = self._named(noun) if closed else None
        if id_ is not None:
            self.drafts[id_].country = self.index.known(match.entry).id
        return id_

    def _put_inside(self, venue: str, noun: Token) -> None:
        """Says in which city a venue or quarter lies where its name goes on so: "the Torre Palace in Lima",
        "the Otjika suburb of Lima".
        """
        draft = self.drafts[venue]
        last = max((m[1] for m in draft.mentions), default=0)
        after = next((t for t in self.doc[noun.i + 1 : noun.i + 6] if t.idx >= last), None)
        city = self._city_at(noun) is not None  # "in Lima, Cusco and Santiago"
        if draft.within is not None or draft.actor is not None or city:
            return
        for owner in (c for c in noun.lefts if c.dep_ == "poss"):  # "Lima's Torre Palace"
            if (match := self._city_at(owner)) is not None:
                self._inside(draft, match)
                if draft.within is not None:
                    self._quote(draft, self.doc[match.start].idx, noun.i + 1, 0.8)
                return
        if after is not None and after.text == "(" and self.doc[after.i + 2 : after.i + 3].text == ")":
            after = self.doc[min(after.i + 3, len(self.doc) - 1)]  # "the Centre (NCC) in Lima"
        going_on = {"in", ",", "of"} if noun.lemma_ in AREAS else {"in", ","}
        if after is None or after.lower_ not in going_on:
            return
        for token in self.doc[after.i + 1 : after.i + 5]:
            if (match := self._city_at(token)) is not None:
                self._inside(draft, match)
                return
            if token.pos_ not in {"ADJ", "DET"} and token.lower_ not in {"capital", "city", "central", "of"}:
                return

    def _inside(self, draft: PlaceDraft, match: gazetteer.Match) -> None:
        city = self._known(match.entry, match.start, match.end)
        if city.id != draft.id and draft.key != city.key:
            draft.within = city.id
            draft.country = draft.country or city.country
            before = max((m for m in draft.mentions if m[0] < self.doc[match.start].idx), default=None)
            if before is not None:
                self._quote(draft, before[0], match.end, 0.8)  # "the Torre Palace in Lima"

    def _city_at(self, token: Token) -> gazetteer.Match | None:
        """The city that a token names or is part of the name of, or ``None``."""
        match = self.index.by_token.get(token.i)
        city = match is not None and match.via == "city" and match.entry.type == "city"
        return match if city else None

    def near(self, landmark: str, token: Token, prep: Token) -> str:
        """A place known by vicinity: "outside of San Francisco", with the landmark's local id."""
        mark = self.drafts[landmark]
        name = f"{prep.lower_} {mark.name}"
        draft = next((d for d in self.drafts.values() if d.near == landmark), None)
        if draft is None:
            draft = self._new(name, near=landmark, country=mark.country or mark.actor)
        self._evidence(draft, prep.i, self._end(token), 0.9)
        return draft.id

    def _end(self, token: Token) -> int:
        match = self.index.by_token.get(token.i)
        return match.end if match is not None else token.i + 1

    def same_area(self, a: str, b: str) -> bool:
        """Whether two places may be one: near, one inside the other, or not known but for the state."""
        if a == b:
            return True
        x, y = self.drafts[a], self.drafts[b]
        if x.near == b or y.near == a:
            return True
        if (x.actor is not None and x.actor == y.country) or (y.actor is not None and y.actor == x.country):
            return True
        if x.state is not None and y.state is not None and x.state != y.state:
            return False  # the White House and Oslo
        return (x.key is None and x.actor is None) or (y.key is None and y.actor is None)

    def town_and_state(self, places: list[str]) -> list[str]:
        """The state that the first of some places lies in, or the first that lies in that state."""
        first = self.drafts[places[0]] if places else None
        if first is None or first.near is not None:
            return []
        others = (self.drafts[p] for p in places[1:])
        if first.actor is not None:
            return [p.id for p in others if p.country == first.actor and p.near is None][:1]
        return [p.id for p in others if p.actor is not None and p.actor == first.country][:1]

    def frozen(self) -> tuple[Place, ...]:
        """The places as values, in the order of first mention."""
        drafts = sorted(self.drafts.values(), key=lambda d: (min(d.mentions), d.id))
        return tuple(
            Place(
                d.id, d.name, d.key, d.actor, d.near, d.within, d.country, tuple(sorted(d.mentions.values()))
            )
            for d in drafts
        )


_HOMES = frozenset("residence residency palace office house home headquarters guesthouse".split())


def says_whose(word: Token) -> bool:
    """Whether a word before a house says no more than whose it is: "her official Casa Roja residence"."""
    return word.tag_ == "PRP$" or word.lower_ in {"official", "private", "latter"}


def own_modifiers(noun: Token) -> list[Token]:
    """The words before a house but those that say no more than whose it is."""
    before = (t for t in noun.lefts if t.dep_ in {"compound", "poss", "nmod", "amod"})
    return [t for t in before if not says_whose(t)]
