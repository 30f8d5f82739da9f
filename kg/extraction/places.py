"""Places: cities, venues and countries as locations, and those known only by what they are near."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from kg import gazetteer
from kg.extraction.actors import ActorIndex
from kg.extraction.clefts import put_in_front
from kg.extraction.place_words import GOING, capital_meant, grounds, reported_from, where_of
from kg.ids import normal_name
from kg.model import Mention, Place

_AT = frozenset({"in", "at", "inside", "aboard", "within"})
_NEAR = frozenset({"near", "outside", "off", "around"})
_VENUE_NOUNS = frozenset(
    """
    palace hotel airport headquarters residence house office embassy capital city resort base castle
    center centre hall building compound ranch villa estate library museum square club retreat kremlin
    mission consulate
    """.split()
)
_HOUSES = frozenset({"actor-executive-office", "actor-intergovernmental"})
_LABELS = frozenset({"GPE", "LOC", "FAC"})


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
    mentions: dict[tuple[int, int], Mention] = field(default_factory=dict)


class PlaceIndex:
    """The places of one article that something happens at, made at need."""

    def __init__(self, index: ActorIndex) -> None:
        self.index = index
        self.doc = index.doc
        self.drafts: dict[str, PlaceDraft] = {}

    def at(self, token: Token) -> str | None:
        """The local id of the place that a noun names, or ``None``: cities, countries, entities of place."""
        match = self.index.by_token.get(token.i)
        if match is not None and (match.via == "city" or match.entry.kind == "place"):
            return self._known(match.entry, match.start, match.end).id
        capital = capital_meant(self.index, token)
        if capital is not None:
            return self._known(*capital).id
        owner = self.index.owner.get(token.i)
        if owner is not None:
            draft = self.index.drafts[owner]
            return (
                self._country(owner, token).id
                if draft.kind == "country" and self._names_country(token)
                else None
            )
        if token.ent_type_ in _LABELS and token.text[:1].isupper():
            return self._entity(token).id
        return None

    def _names_country(self, token: Token) -> bool:
        match = self.index.by_token.get(token.i)
        return match is not None and match.via == "name"

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
        start, end = self.doc[first].idx, self.doc[last - 1].idx + len(self.doc[last - 1])
        draft.mentions.setdefault((start, end), Mention(start, end, "asserted", confidence))

    def _known(self, entry: gazetteer.Entry, first: int, last: int) -> PlaceDraft:
        draft = next((d for d in self.drafts.values() if d.key == entry.key), None)
        if draft is None:
            draft = self._new(entry.name, key=entry.key)
            if entry.country:
                draft.country = self.index.known(gazetteer.entry(entry.country)).id
        self._evidence(draft, first, last)
        return draft

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
        while last - 1 > token.i and self.doc[last - 1].text in {"'s", "'"}:
            last -= 1
        name = " ".join(
            self.index.article.text[
                self.doc[first].idx : self.doc[last - 1].idx + len(self.doc[last - 1])
            ].split()
        )
        draft = self._find(name) or self._new(name)
        self._evidence(draft, first, last, 0.85)
        return draft

    def _seat(self, token: Token) -> str | None:
        """The house of an office or international body as a venue: "at the White House", "in the Kremlin"."""
        owner = self.index.owner.get(token.i)
        if (
            owner is None
            or self.index.drafts[owner].type not in _HOUSES
            or self.index.drafts[owner].kind != "organization"
        ):
            return None
        body = self.index.drafts[owner]
        first, last = next((a, b) for a, b, o in self.index.spans if o == owner and a <= token.i < b)
        draft = self._find(body.name) or self._new(body.name, country=body.country)
        self._evidence(draft, first, last, 0.85)
        return draft.id

    def _venue(self, token: Token) -> str | None:
        """A venue that capitals name: "the Prime Minister's Office"; not "the office" nor "her office"."""
        if token.lemma_.lower() not in _VENUE_NOUNS or not token.text[:1].isupper():
            return None
        inner = [t for t in token.lefts if t.dep_ in {"compound", "poss", "nmod", "amod"}]
        parts = [t for c in inner for t in c.subtree if t.pos_ not in {"DET", "PART"}]
        if not parts or not all(t.text[:1].isupper() for t in parts):
            return None
        first = min(t.i for t in parts)
        name = self.doc[first : token.i + 1].text
        draft = self._find(name) or self._new(name)
        self._evidence(draft, first, token.i + 1, 0.8)
        return draft.id

    def _put_inside(self, venue: str, noun: Token) -> None:
        """Says in which city a venue lies where its name goes on so: "the Torre Palace in Lima"."""
        draft = self.drafts[venue]
        last = max((m[1] for m in draft.mentions), default=0)
        after = next((t for t in self.doc[noun.i + 1 : noun.i + 6] if t.idx >= last), None)
        if draft.within is not None or draft.actor is not None or after is None or after.lower_ != "in":
            return
        for token in self.doc[after.i + 1 : after.i + 4]:
            match = self.index.by_token.get(token.i)
            if match is not None and match.via == "city" and match.entry.type == "city":
                city = self._known(match.entry, match.start, match.end)
                if city.id != venue and draft.key != city.key:
                    draft.within = city.id
                    draft.country = draft.country or city.country
                return
            if token.pos_ not in {"ADJ", "DET"}:
                return

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

    def located(self, host: Token) -> list[str]:
        """Local ids of the places that adverbials of a word give: "met in Rome", "outside of Paris"."""
        out: dict[str, None] = {}
        where = where_of(host)
        if where is not None:  # "Oslo, where he met X"
            id_ = (self.at(host.head) if host.dep_ == "relcl" else None) or self._just_before(where)
            out.update({id_: None} if id_ is not None else {})
        front = put_in_front(host)
        for child in (*host.children, *(front.children if front is not None else ())):
            lower = child.lower_
            if child.dep_ in {"xcomp", "acomp"} and host.pos_ in {"VERB", "AUX", "ADJ"}:
                out.update(dict.fromkeys(self.located(child)))  # "are due to resume in Oslo"
            if child.dep_ in {"prep", "advmod", "prt"} and (lower in _AT or lower in _NEAR):
                for noun in _objects(child):
                    self._place_of_object(child, noun, out)
            elif (id_ := self._adverb(child)) is not None:
                out.setdefault(id_)
            elif lower == "of" and host.pos_ == "NOUN" and not out:
                for part in _objects(child)[:1]:  # "the summit of the organization of states in Cairo"
                    out.update(dict.fromkeys(self.located(part) if self.at(part) is None else []))
            elif child.dep_ == "prep" and lower == "on":
                for occasion in _occasions(child):
                    out.update(dict.fromkeys(self.located(occasion)))
                for ground in grounds(child):
                    self._place_of_object(child, ground, out)
        return list(out)

    def _just_before(self, where: Token) -> str | None:
        """The place that "where" goes back to: "left for Oslo on Monday, where she met X"."""
        for token in reversed(self.doc[max(where.sent.start, where.i - _BACK) : where.i]):
            if token.dep_ == "pobj" and token.head.lower_ in GOING and (id_ := self.at(token)) is not None:
                return id_
            if token.pos_ in {"VERB", "AUX"}:
                return None
        return None

    def _adverb(self, word: Token) -> str | None:
        """The place that an adverb stands for: "here" of a report, "there" after "was in Oslo"."""
        if word.lower_ == "here" and (city := reported_from(self.doc, self.index.article.text, word)):
            return self._known(*city).id
        if word.lower_ == "there" and word.dep_ == "advmod":
            start = word.sent.start
            first = self.doc[start - 1].sent.start if start else 0
            goals = (t for t in reversed(self.doc[first : word.i]) if t.dep_ == "pobj")
            found = (self.at(t) for t in goals if t.head.lower_ in GOING)
            return next((id_ for id_ in found if id_ is not None), None)
        return self.at(word) if word.dep_ == "npadvmod" else None

    def _place_of_object(self, prep: Token, noun: Token, out: dict[str, None]) -> None:
        id_ = self.at(noun) or self._seat(noun) or self._venue(noun)
        if id_ is not None:
            self._put_inside(id_, noun)
        if id_ is None and noun.pos_ in {"NOUN", "PROPN"}:
            inner = self.located(noun)
            compound = [
                p
                for c in noun.children
                if c.dep_ in {"compound", "poss", "nmod"}
                and noun.lemma_ in _VENUE_NOUNS
                and (p := self.at(c))
            ]
            of = [
                p
                for c in noun.children
                if c.lower_ == "of" and noun.lemma_ in _VENUE_NOUNS | {"outskirt"}
                for o in _objects(c)
                if (p := self.at(o))
            ]
            appos = [p for c in noun.children if c.dep_ == "appos" and (p := self.at(c))]
            for place in [*appos, *of, *compound, *inner][:1]:
                out.setdefault(place)
            return
        if id_ is not None:
            out.setdefault(self.near(id_, noun, prep) if prep.lower_ in _NEAR else id_)

    def same_area(self, a: str, b: str) -> bool:
        """Whether two places may be one: near, one inside the other, or not known."""
        if a == b:
            return True
        x, y = self.drafts[a], self.drafts[b]
        if x.near == b or y.near == a:
            return True
        if (x.actor is not None and x.actor == y.country) or (y.actor is not None and y.actor == x.country):
            return True
        return (x.key is None and x.actor is None) or (y.key is None and y.actor is None)

    def frozen(self) -> tuple[Place, ...]:
        """The places as values, in the order of first mention."""
        drafts = sorted(self.drafts.values(), key=lambda d: (min(d.mentions), d.id))
        return tuple(
            Place(
                d.id, d.name, d.key, d.actor, d.near, d.within, d.country, tuple(sorted(d.mentions.values()))
            )
            for d in drafts
        )


_BACK = 10


def _occasions(prep: Token) -> list[Token]:
    """The events of "on the sidelines of the summit in Oslo": the place of the one is that of the other."""
    margins = [n for n in _objects(prep) if n.lemma_ in {"sideline", "margin", "fringe"}]
    return [event for n in margins for p in n.children if p.lower_ == "of" for event in _objects(p)]


def _objects(prep: Token) -> list[Token]:
    """The objects of a preposition, also through a second one ("outside of X")."""
    out = []
    for child in prep.children:
        if child.dep_ in {"pobj", "npadvmod"}:
            out.append(child)
            out.extend(c for c in child.conjuncts if c.i > child.i)
        elif child.dep_ in {"prep", "pcomp"}:
            out.extend(_objects(child))
    return out
