"""Venues: the houses, halls and airports where people meet, with the town that the text puts them in."""

from __future__ import annotations

from kg.extraction.places.place_drafts import PlaceDraft, PlaceDrafts, own_modifiers
from kg.extraction.places.place_words import VENUES
from kg.extraction.tokens.frozen_token import Token

OFFICES = frozenset({"actor-executive-office"})
AS_HOUSES = OFFICES | {"actor-ministry"}
_CALLED = frozenset("hotel palace castle airport airbase villa residence lodge monastery".split())
_SEATS = frozenset(
    "palace residence headquarters compound complex castle villa guesthouse office embassy airport ministry "
    "building".split()
)
_WHOSE = frozenset("presidential royal state government party ministry ambassador president minister".split())
_KINDS = _WHOSE | frozenset(
    "foreign prime official defence defense interior guest main new old former".split()
)


class Venues(PlaceDrafts):
    """The venues that words name."""

    def house(self, word: Token) -> str | None:
        """The house of government before the noun of what is held there: "a White House meeting".

        Not one of two that talk: "Kremlin-White House talks", nor "a White House-led conference".
        """
        owner = self.index.owner.get(word.i)
        if owner is None or self.index.drafts[owner].type not in AS_HOUSES:
            return None
        span = next(((a, b) for a, b, o in self.index.spans if o == owner and a <= word.i < b), None)
        around = self.doc[max(0, span[0] - 1) : span[1] + 1] if span is not None else self.doc
        joined = any(t.text in "-–/" for t in around)
        return None if span is None or joined else self._body_as_place(owner, word)

    def _body_as_place(self, owner: str, token: Token) -> str:
        body = self.index.drafts[owner]
        first, last = next((a, b) for a, b, o in self.index.spans if o == owner and a <= token.i < b)
        draft = self._find(body.name) or self._new(body.name, country=body.country)
        draft.venue = body.type in AS_HOUSES
        self._evidence(draft, first, last, 0.85)
        return draft.id

    def venue(self, token: Token) -> str | None:
        """A venue that capitals name, or words that say whose it is: "the President Wilson hotel", "the
        presidential palace", "the UN compound"; not "the office", "her office" nor "a Lima hotel".
        """
        if token.lemma_.lower() not in VENUES:
            return None
        inner = own_modifiers(token)
        parts = [t for c in inner for t in c.subtree if t.pos_ not in {"DET", "PART"} and t.text != "-"]
        named = token.text[:1].isupper() or self._called_after(token)
        called = named and all(t.text[:1].isupper() for t in parts)
        if not parts or not (called or _is_of_somebody(token, parts)):
            return None
        first = min(t.i for t in parts)
        return self._house(first, _end_of_name(token), token).id

    def is_whole_house(self, token: Token) -> bool:
        """Whether the recogniser takes but the last word of a venue for a name: "presidential | Villa"."""
        alone = token.ent_iob_ == "B" and token.lemma_.lower() in _SEATS
        return alone and any(t.lower_ in _WHOSE for t in own_modifiers(token))

    def _house(self, first: int, last: int, noun: Token) -> PlaceDraft:
        """The venue that the tokens [first, last) name, in the city that they hold: "Lima Town Hall"."""
        name = self.doc[first:last].text
        draft = self._find(name) or self._new(name)
        draft.venue = True
        self._evidence(draft, first, last, 0.8)
        for token in self.doc[first:last]:
            if token.i != noun.i and (match := self._city_at(token)) is not None:
                self._inside(draft, match)
        return draft

    def before_town(self, town: Token) -> str | None:
        """The venue whose name goes on with its town: State House of "met at State House Entebbe"."""
        match, house = self.index.by_token.get(town.i), town.doc[max(0, town.i - 1)]
        if (
            match is None
            or match.via != "city"
            or match.start != town.i
            or house.lemma_.lower() not in VENUES
        ):
            return None
        first = house.i
        while (
            first > town.sent.start
            and town.doc[first - 1].pos_ == "PROPN"
            and town.doc[first - 1].text[:1].isupper()
        ):
            first -= 1
        if first == house.i or not house.text[:1].isupper():
            return None
        draft = self._house(first, town.i, town)
        self._inside(draft, match)
        return draft.id

    def _called_after(self, noun: Token) -> bool:
        """Whether a hotel or the like has a name that is no other's: "Otjika hotel", not "a Lima hotel"."""
        before = own_modifiers(noun)
        return (
            noun.lower_ in _CALLED
            and bool(before)
            and before[-1].i == noun.i - 1
            and all(c.dep_ == "compound" and c.i not in self.index.by_token for c in before)
        )

    def venue_first(self, places: list[str]) -> list[str]:
        """The places, of a town and a venue that may lie in it the venue first: "met in Lima, at the Torre
        Palace", "arrived in Lima. The talks at the Torre Palace".
        """
        first = self.drafts[places[0]] if places else None
        if first is None or first.venue or first.near is not None:
            return places
        town = first.id if first.actor is None else None
        for id_ in places[1:]:
            house = self.drafts[id_]
            apart = house.state != first.state and house.state is not None and first.state is not None
            if house.venue and house.within in {None, town} and not apart:
                house.within, house.country = town, house.country or first.state
                return [id_, *(p for p in places if p not in {id_, first.id})]
        return places


def _end_of_name(noun: Token) -> int:
    """Where the name of a venue ends, with what it is for: "the Lund Center for Peace Studies | in Arica"."""
    doc, last = noun.doc, noun.i + 1
    if last + 1 < len(doc) and doc[last].lower_ == "for" and noun.text[:1].isupper():
        while last + 1 < len(doc) and (doc[last].lower_ in {"for", "and"} or doc[last].text[:1].isupper()):
            last += 1
    return last if doc[last - 1].text[:1].isupper() else noun.i + 1


def _is_of_somebody(noun: Token, parts: list[Token]) -> bool:
    """Whether words before a house say whose it is, so that it is known: "the presidential palace", "the UN
    compound", "the Foreign Ministry headquarters", "the Peruvian ambassador's residence"; not "a palace",
    "the new palace", "a Lima hotel", "Soto's residence", "her Torre House office", "the residence of X".
    """
    if noun.lemma_.lower() not in _SEATS or noun.tag_ == "NNPS":
        return False
    if any(c.lower_ in {"a", "an"} or c.tag_ == "PRP$" for c in noun.lefts):
        return False
    of = (o for c in noun.rights if c.lower_ == "of" for o in c.children if o.pos_ == "PROPN")
    if any(t.ent_type_ in {"PERSON", "FAC"} for t in parts) or next(of, None) is not None:
        return False
    known = _WHOSE if noun.lemma_.lower() != "ministry" else _KINDS
    owners = [t for t in parts if t.text[:1].isupper() or t.lemma_.lower() in known]
    return bool(owners) and all(t in owners or t.lemma_.lower() in _KINDS for t in parts)
