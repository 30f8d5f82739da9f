"""Places: cities, venues and countries as locations, and those known only by what they are near."""

from __future__ import annotations

from kg.extraction.grammar.clauses import too_deep
from kg.extraction.grammar.clefts import put_in_front
from kg.extraction.places import whereabouts
from kg.extraction.places.capitals import capital_meant
from kg.extraction.places.place_drafts import but_regions
from kg.extraction.places.place_words import (
    AREAS,
    CEREMONIES,
    EVENTS,
    GOING,
    QUARTERS,
    SITUATIONS,
    TOWNS,
    VENUES,
    city_again,
    city_in_name,
    city_of_dateline,
    grounds,
    is_matter,
    is_this_town,
    narrower,
    objects_of,
    occasions_of,
    quoted,
    reported_from,
    spoken_of,
    tells_why,
    where_of,
)
from kg.extraction.places.venues import AS_HOUSES, OFFICES, Venues
from kg.extraction.places.whereabouts import (
    SETTING_OUT,
    UNSEATED,
    foremost,
    is_back_from,
    is_left,
    is_posted,
    owners_of_part,
)
from kg.extraction.tokens.frozen_token import Token

_AT, _NEAR = frozenset("in at inside aboard within".split()), frozenset("near outside off around".split())
_CONVERGING = frozenset({"converge", "descend"})
_HOUSES = AS_HOUSES | {"actor-intergovernmental", "actor-government-body"}
_LENGTHS = frozenset("hour minute day week month year".split())
_LASTING, _LABELS = frozenset({"for", "into", "over"}), frozenset({"GPE", "LOC", "FAC"})


class PlaceIndex(Venues):
    """The places that words name: by "in" and "at" of a verb or noun, or by themselves."""

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
            named = self.index.drafts[owner].kind == "country" and self._names_country(token)
            return self._country(owner, token).id if named else None
        if token.ent_type_ in _LABELS and token.text[:1].isupper() and token.lower_ not in EVENTS:
            return self.venue(token) if self.is_whole_house(token) else self._entity(token).id
        return None

    def _names_country(self, token: Token) -> bool:
        match = self.index.by_token.get(token.i)
        return match is not None and match.via == "name"

    def _seat(self, prep: Token, token: Token) -> str | None:
        """The house of an office, ministry or international body as a venue: "at the White House", "in the
        Kremlin", "at the State Department"; not "trade in the Union", which is in its states.
        """
        owner = self.index.owner.get(token.i)
        if (
            owner is None
            or token.lower_ in EVENTS | UNSEATED  # "at the Pacific Islands Forum in Fiji"
            or self.index.drafts[owner].type not in (_HOUSES if prep.lower_ in {"at", "to"} else OFFICES)
            or self.index.drafts[owner].kind != "organization"
        ):
            return None
        if self.index.drafts[owner].type in AS_HOUSES:
            return self._body_as_place(owner, token)
        inside = (o for c in token.children if c.lower_ == "in" for o in objects_of(c))
        town = next((p for o in inside if (p := self.at(o)) is not None), None)
        return town or self._body_as_place(owner, token)  # "at NATO in Brussels"

    def _again(self, noun: Token) -> str | None:
        """The city told of before, "in this same city", or that of the dateline: "in this old port city"."""
        found = city_again(self.index, noun)
        if found is not None:
            return self._known(*found).id
        if not is_this_town(noun) or quoted(self.index, noun):
            return None
        return self.reporting() or self._reported_town(noun)

    def _reported_town(self, word: Token) -> str | None:
        """The town of no table of the dateline that "here" and "this town" mean in the report's own words."""
        return None if self.reporting_state() or quoted(self.index, word) else self.town_of_dateline()

    def of_object(self, noun: Token) -> str | None:
        """The local id of the place that the object of a preposition names or lies in, or ``None``."""
        out: dict[str, None] = {}
        self._place_of_object(noun.head, noun, out)
        return next(iter(out), None)

    def called(self, noun: Token) -> str | None:
        """The place after a noun of place: Otjika of "the town of Otjika", Lima of "the city of Lima"."""
        lemma = noun.lemma_.lower()
        if noun.lemma_ not in VENUES | {"outskirt"} and lemma not in TOWNS:
            return None
        for named in [o for c in noun.children if c.lower_ == "of" for o in objects_of(c)]:
            place = self.at(named) or (self._named(named) if lemma in TOWNS else None)
            if place is not None:
                return place
        return None

    def behind(self, prep: Token) -> str | None:
        """The local id of the place right behind a preposition, or ``None``: "to Downing Street"."""
        out: dict[str, None] = {}
        follows = self.doc[prep.i + 1 : prep.i + 4]
        for noun in objects_of(prep) or [t for t in follows if t.i in self.index.by_token][-1:]:
            self._place_of_object(prep, noun, out)
        return next(iter(out), None)

    def reporting(self) -> str | None:
        """The local id of the one city in the dateline of the article, or ``None``."""
        spans = self.doc.spans.get("dateline_place", [])
        found = city_of_dateline(spans[0]) if len(spans) == 1 else None
        return self._known(*found).id if found is not None else None

    def reporting_state(self) -> str | None:
        """The key of the country of ``reporting``: that of Peru of "LIMA - ", without telling of a place."""
        spans = self.doc.spans.get("dateline_place", [])
        found = city_of_dateline(spans[0]) if len(spans) == 1 else None
        return (found[0].country or found[0].key) if found is not None else None

    def located(self, host: Token) -> list[str]:
        """Local ids of the places that adverbials of a word give: "met in Rome", "outside of Paris"."""
        out: dict[str, None] = {}
        where = where_of(host)
        if where is not None:  # "Oslo, where he met X"
            named = self.at(narrower(host.head, where)) if host.dep_ == "relcl" else None
            if named is None and host.dep_ == "relcl" and host.head.dep_ == "pobj":
                named = self._seat(host.head.head, host.head)  # "was at the State Department, where"
            said = (p for s in whereabouts.said_where(where) if (p := self.at(s)) is not None)
            id_ = named or next(said, None) or self._just_before(where)
            out.update({id_: None} if id_ is not None else {})
        front = put_in_front(host)
        for child in (*host.children, *(front.children if front is not None else ())):
            lower = child.lower_
            if child.dep_ in {"xcomp", "acomp"} and host.pos_ in {"VERB", "AUX", "ADJ"}:
                out.update(dict.fromkeys(self.located(child)))  # "are due to resume in Oslo"
            if child.dep_ in {"prep", "advmod", "prt"} and (lower in _AT or lower in _NEAR):
                for noun in objects_of(child):
                    if not self.of_matter(child, noun):
                        self._place_of_object(child, noun, out)
            elif (id_ := self._adverb(child) or self._set_down_for(host, child)) is not None:
                out.setdefault(id_)
            else:
                self._further_off(host, child, out)
        if not out and (city := city_in_name(self.index, host)) is not None:
            return [self._known(*city).id]
        return self.finest(
            list(out) or [p for s in whereabouts.site_of(host) if (p := self.at(s)) is not None]
        )

    def _set_down_for(self, host: Token, prep: Token) -> str | None:
        """The place for which an event is set down: "is planned for Lima", "are set for Oslo"."""
        if prep.lower_ != "for" or host.lemma_ not in _SETTING_DOWN:
            return None
        return next((p for noun in objects_of(prep) if (p := self.at(noun)) is not None), None)

    def of_matter(self, prep: Token, noun: Token) -> bool:
        """Whether a place is that of what is spoken of: a state or region, of a situation also a city.

        "Discussed the crisis in Peru", "discussed the fighting in Lima"; not "discussed trade in Lima".
        """
        match = self.index.by_token.get(noun.i)
        if (matter := spoken_of(prep)) is None:
            return foremost(prep) or (is_posted(prep) and match is not None and match.entry.kind == "country")
        city = match is not None and match.via == "city" and match.entry.type in {"city", "venue"}
        wide = not city and (match is not None or noun.ent_type_ == "LOC")
        return wide or matter.lemma_.lower() in SITUATIONS

    def finest(self, places: list[str]) -> list[str]:
        """The places without a country that another of them lies in: "in Peru, where they met in Lima"."""
        lands = {self.drafts[p].country for p in places if self.drafts[p].near is None}
        kept = [p for p in places if self.drafts[p].actor is None or self.drafts[p].actor not in lands]
        return self.venue_first(but_regions([self.drafts[p] for p in kept]))

    def _further_off(self, host: Token, prep: Token, out: dict[str, None]) -> None:
        """Adds what an object of a preposition without a place of its own says of one."""
        if prep.lower_ in _LASTING and not out:  # "talked for two hours in Oslo"
            for length in (n for n in objects_of(prep) if n.lemma_ in _LENGTHS):
                out.update(dict.fromkeys(self.located(length)))
        elif prep.lower_ == "of" and host.pos_ == "NOUN" and not out and not too_deep(host):
            for part in objects_of(prep)[:1]:  # "the summit of the organization of states in Cairo"
                out.update(dict.fromkeys(self.located(part) if self.at(part) is None else []))
        elif prep.lower_ in _BY and not out:  # "by the end of the month in Oslo"
            for time in (n for n in objects_of(prep) if n.ent_type_ in {"DATE", "TIME"}):
                out.update(dict.fromkeys(self.located(time)))
        elif prep.dep_ == "prep" and prep.lower_ == "on":
            for goal in objects_of(prep) if host.lemma_ in _CONVERGING else ():  # "converged on Oslo"
                self._place_of_object(prep, goal, out)
            days = [n for n in objects_of(prep) if n.text[:1].isdigit()]  # "on the 5th in Oslo"
            for occasion in (*occasions_of(prep), *([] if out else days)):
                out.update(dict.fromkeys(self.located(occasion)))
            for ground in grounds(prep):
                self._place_of_object(prep, ground, out)

    def _just_before(self, where: Token) -> str | None:
        """The place that "where" goes back to: "left for Oslo on Monday, where she met X"."""
        if where.i > where.sent.start and (id_ := self.at(self.doc[where.i - 1])) is not None:
            return id_  # "from Oslo where he met X"
        for token in reversed(self.doc[max(where.sent.start, where.i - _BACK) : where.i]):
            goal = token.dep_ == "pobj" and token.head.lower_ in GOING
            if goal and (id_ := self.at(token) or self.called(token)) is not None:
                return id_
            if token.pos_ in {"VERB", "AUX"}:
                return None
        return None

    def _adverb(self, word: Token) -> str | None:
        """The place that an adverb stands for: "here" of a report, "there" after "was in Oslo", after "Oslo
        was the first stop", or after "Peru is waiting" where somebody will "go there".
        """
        if word.lower_ == "here" and word.dep_ == "advmod" and not is_left(word):
            city = reported_from(self.index, word)
            return self._known(*city).id if city is not None else self._reported_town(word)
        if word.lower_ == "there" and word.dep_ == "advmod":
            first = self.doc[max(word.sent.start - 1, 0)].sent.start
            goals = [t for t in reversed(self.doc[first : word.i]) if t.dep_ == "pobj"]
            goals = [t for t in goals if t.head.head.lower_ not in {"way", "route"}]  # "on her way to Oslo"
            been = (t for t in goals if t.head.lower_ in GOING or is_back_from(t.head))
            told = next((p for t in been if (p := self.at(t)) is not None), None)
            going = word.head.lemma_ in SETTING_OUT
            if told is not None:
                return told
            doers = [t for t in reversed(self.doc[first : word.i]) if t.dep_ in {"nsubj", "nsubjpass"}]
            doers = [t for t in doers if going or whereabouts.is_stop(t)]
            return next((p for t in doers if t.ent_type_ == "GPE" and (p := self.at(t)) is not None), None)
        return self.at(word) if word.dep_ == "npadvmod" else None

    def _place_of_object(self, prep: Token, noun: Token, out: dict[str, None]) -> None:
        id_ = (
            self.before_town(noun)
            or self.at(noun)
            or self._seat(prep, noun)
            or self.venue(noun)
            or self._again(noun)
        )
        id_ = id_ or (self.before_country(noun) if prep.lower_ == "in" else None)
        if id_ is not None:
            self._put_inside(id_, noun)
        if id_ is None and noun.pos_ in {"NOUN", "PROPN"}:
            for place in self._around(noun)[:1]:
                out.setdefault(place)
            return
        if id_ is not None:
            out.setdefault(self.near(id_, noun, prep) if prep.lower_ in _NEAR else id_)

    def standing(self, noun: Token) -> str | None:
        """The place of a noun without a preposition: "[the Torre Palace in Lima] was where they met"."""
        id_ = self.at(noun) or self.venue(noun)
        if id_ is None:
            return next(iter(self._around(noun)), None)
        self._put_inside(id_, noun)
        return id_

    def _around(self, noun: Token) -> list[str]:
        """The places that the words around a noun without a place of its own tell, the surest first: "a hotel
        in Lima", "the Lima summit", "the Otjika district", "a resort on the Red Sea".
        """
        lemma = noun.lemma_.lower()
        inner = [] if tells_why(noun) else self.located(noun)
        before = [c for c in noun.children if c.dep_ in {"compound", "poss", "nmod"}]
        cities = [c for c in before if (m := self.index.by_token.get(c.i)) is not None and m.via == "city"]
        at = [c for c in cities if not is_matter(self.index.by_token[c.i], noun)]
        naming = before if lemma in VENUES else at if lemma in EVENTS else owners_of_part(at, lemma)
        compound = [p for c in naming if (p := self.at(c))]
        wide = [p for p in compound if self.drafts[p].actor is not None]  # "a US base near Lima"
        towns = [p for p in compound if p not in wide]
        named = next((c for c in before if c.dep_ == "compound" and c.pos_ == "PROPN"), None)
        if named is not None and lemma in AREAS:
            towns = [(lemma not in QUARTERS and self.at(named)) or self._area(named, noun)]
        of = [called] if (called := self.called(noun)) is not None else []
        appos = [p for c in noun.children if c.dep_ == "appos" and (p := self.at(c) or self.residence(c))]
        waters = [
            p
            for c in noun.children
            if c.lower_ == "on" and lemma in VENUES | TOWNS
            for o in objects_of(c)
            if o.ent_type_ == "LOC" and (p := self.at(o))
        ]
        deep = [t for t in noun.subtree if t.dep_ == "pobj" and t.head.lower_ == "in"]
        there = [p for t in deep if lemma in CEREMONIES and (p := self.at(t))]
        wide = [] if lemma in EVENTS else wide
        return [*appos, *of, *towns, *inner, *waters, *wide, *there]


_BACK, _BY = 10, frozenset({"by", "before", "until"})
_SETTING_DOWN = frozenset("plan schedule set slate pencil arrange due book".split())
