"""Which countries an article reports from and tells foreigners to visit: whose ministers it names without
saying of what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg import gazetteer
from kg.extraction.actors.actors import ActorIndex
from kg.extraction.actors.group_countries import countries_of
from kg.extraction.grammar import clauses
from kg.extraction.tokens.counterparts import is_counterpart, is_equal
from kg.extraction.tokens.frozen_doc import Span
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import words_within

COMING = frozenset("arrive land visit tour".split())
GOING = frozenset("fly travel go head journey".split())
_LEAVING = frozenset({"leave", "depart"})
_HOSTING = frozenset({"host", "receive", "welcome"})
MET = frozenset(
    "meet receive host welcome greet call hold pay talk see visit join grant brief confer discuss "
    "mediate".split()
)
"""Verbs of who meets somebody."""
MEETING_SEATS = frozenset(
    {"Geneva", "Vienna", "New York", "Brussels", "The Hague", "Washington", "Addis Ababa"}
)
"""Cities where people of all countries meet, so that whom one meets there need not be of theirs."""
ENVOYS = frozenset("ambassador envoy emissary consul".split())
_STAYS = frozenset("visit trip tour".split())
_BACK = 2
_COMPANY = frozenset("accompany delegation entourage include comprise along alongside together".split())


def reported_from_states(index: ActorIndex, *, capitals: bool = False) -> set[str]:
    """Keys of the countries of the places in datelines; of their capitals, where only those count."""
    found: set[str] = set()
    for span in index.doc.spans.get("dateline_place", []):
        for name in (span.text, span.text.title()):  # "BEIRUT", and city states such as "SINGAPORE"
            city, state = gazetteer.city_named(name), gazetteer.country_named(name)
            if city is not None and city.country:
                found |= {city.country} if not capitals or gazetteer.is_capital(city.key) else set()
            elif city is None and state is not None:
                found.add(state.key)
    return found


def visited(index: ActorIndex) -> tuple[frozenset[str], str | None]:
    """Keys of the countries whose people come as guests, and local id of the one that they come to, if one.

    "Peru's foreign minister, X, arrived in Dhaka": Peru, and Bangladesh. Who is said to serve a country is a
    foreigner to who writes; nobody is a guest at home, nor where guests come to several countries.
    """
    journeys = [
        (own, key)
        for own, name in _foreigners(index, 0, len(index.doc))
        for key in _comes_to(index, name)
        if key != own
    ]
    guests, hosts = {own for own, _ in journeys}, {key for _, key in journeys}
    if len(hosts) != 1 or hosts & guests:
        return frozenset(), None
    return frozenset(guests), index.known(gazetteer.entry(hosts.pop())).id


def lately_visited(index: ActorIndex, sentence: Span) -> str | None:
    """Key of the country that a foreigner went to in the two sentences before one, if one only.

    "X of Chile flew to Lima on Friday. There she met President | Y": Peru.
    """
    first = sentence.start
    for _ in range(_BACK):
        first = index.tokens[first - 1].sent.start if first else 0
    found = {
        key
        for own, name in (
            *_foreigners(index, first, sentence.start),
            *_delegations(index, first, sentence.start),
        )
        for key in (*_comes_to(index, name), *_goes_to(index, name), *_is_host_to(index, name))
        if key != own
    }
    return found.pop() if len(found) == 1 else None


def went_there(index: ActorIndex, sentence: Span, country: str) -> bool:
    """Whether the text says before a sentence that a foreigner goes to a country: "X of Chile will travel to
    Lima and Quito. In Quito, he will meet President | Y".
    """
    return any(
        own != country and country in {*_comes_to(index, name), *_goes_to(index, name)}
        for own, name in _foreigners(index, 0, sentence.start)
    )


def gone_to(index: ActorIndex, person: str) -> frozenset[str]:
    """Keys of the countries that somebody is said to go to by their own names, which are not his: "President
    X will make a visit to China"; not "flew to Shanghai", which may be at home.
    """
    names = [index.doc[a:b].root for a, b, owner in index.spans if owner == person]
    named = {m.entry.key for m in index.by_token.values() if m.via == "name" and m.entry.kind == "country"}
    return frozenset(k for n in names for k in (*_comes_to(index, n), *_goes_to(index, n)) if k in named)


def where_guest(index: ActorIndex, at: int) -> str | None:
    """Local id of the country to which somebody has come who meets "his counterpart X", "her host, X"; else
    ``None``.
    """
    token = index.tokens[at]
    equal = is_counterpart(token) or (token.lemma_ == "host" and is_equal(token))
    key = lately_visited(index, index.doc[at : at + 1]) if equal else None
    return index.known(gazetteer.entry(key)).id if key is not None else None


def _foreigners(index: ActorIndex, first: int, last: int) -> Iterator[tuple[str, Token]]:
    """Who is said by a title to serve a country or a body of states, with its key and the name."""
    titled = frozenset(index.title_owner.values())
    for start, end, owner in index.spans:
        draft = index.drafts[owner]
        if not (first <= start < last and draft.kind == "person"):
            continue
        name = index.doc[start:end].root
        if owner not in titled and not (name.dep_ == "appos" and is_counterpart(name.head)):
            continue
        bodies = (index.drafts[b] for b in draft.represents)
        own = index.drafts[draft.country].key if draft.country else None
        own = own or next((b.key for b in bodies if b.type == "actor-intergovernmental"), None)
        if own:
            yield own, name


def _delegations(index: ActorIndex, first: int, last: int) -> Iterator[tuple[str, Token]]:
    """The delegations of a state that do something, with its key: "a Peruvian delegation arrived in Lima"."""
    for token in (index.tokens[i] for i in words_within(index.doc, _TEAMS, first, last)):
        of = countries_of(index, token) if token.dep_ == "nsubj" else []
        key = index.drafts[of[0]].key if of else None
        if key is not None:
            yield key, token


_TEAMS = frozenset({"delegation"})


def accredited_to(index: ActorIndex) -> str | None:
    """Local id of the one country to which envoys are said to be sent: "the ambassador of Mali to Peru"."""
    sent: set[str] = set()
    for token in index.doc:
        if token.lemma_.lower() in ENVOYS:
            sent |= {k for p in behind_to(token) if (k := country_at(index, p)) is not None}
    return index.known(gazetteer.entry(sent.pop())).id if len(sent) == 1 else None


def behind_to(noun: Token) -> list[Token]:
    """Where a noun says that somebody is sent or goes: "ambassador of Mali to [Peru]"."""
    of = [p for c in noun.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    return [
        p for t in (noun, *of) for c in t.children if c.lower_ == "to" for p in c.children if p.dep_ == "pobj"
    ]


def _comes_to(index: ActorIndex, name: Token) -> list[str]:
    """Keys of the countries to which who is named comes by the verb that he is the subject of: "X arrived in
    Peru", "X, who is in Peru, met", "on her Peru visit X met".
    """
    while name.dep_ == "appos":
        name = name.head
    verb = name.head
    found: list[str | None] = []
    if name.dep_ == "nsubj" and verb.lemma_ in COMING:
        places = [c for c in verb.children if c.dep_ == "dobj"]
        places += [p for c in verb.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj"]
        found += [country_at(index, p) for q in places for p in (q, *q.conjuncts)]
    for noun in verb.subtree if name.dep_ == "nsubj" else ():
        others = any(c.lower_ in {"by", "of"} for c in noun.rights)  # "announced a visit to Peru by X"
        if noun.lemma_ in _STAYS and noun.pos_ == "NOUN" and not others:
            found += [country_at(index, p) for q in behind_to(noun) for p in (q, *q.conjuncts)]
            found += [country_at(index, c) for c in noun.lefts if c.dep_ in {"compound", "nmod"}]
    for clause in name.rights if name.dep_ == "nsubj" else ():
        if clause.dep_ == "relcl" and clause.lower_ == "is":
            found += [country_at(index, p) for p in clauses.prepositional(clause, "in")]
    return [k for k in found if k]


def _goes_to(index: ActorIndex, name: Token) -> list[str]:
    """Keys of the countries of "X flew to Lima", "X is in Peru", "X leaves for Lima"."""
    while name.dep_ == "appos":
        name = name.head
    verb = name.head
    way = "in" if verb.lemma_ == "be" else "for" if verb.lemma_ in _LEAVING else "to"
    if name.dep_ != "nsubj" or not (verb.lemma_ in GOING | _LEAVING or verb.lemma_ == "be"):
        return []
    places = [p for c in verb.rights if c.lower_ == way for p in c.children if p.dep_ == "pobj"]
    return [k for p in places for q in (p, *p.conjuncts) if (k := country_at(index, q))]


def _is_host_to(index: ActorIndex, name: Token) -> list[str]:
    """Key of the country of who hosts somebody, unless they are in another: "Minister X of Peru hosted Y"."""
    while name.dep_ == "appos":
        name = name.head
    verb = name.head
    if name.dep_ != "dobj" or verb.lemma_ not in _HOSTING:
        return []
    hosts = [index.drafts[o].country for s in clauses.subjects(verb) if (o := index.owner.get(s.i))]
    own = {key for c in hosts if c is not None and (key := index.drafts[c].key) is not None}
    towns = {
        m.entry.country
        for t in verb.sent
        if (m := index.by_token.get(t.i)) is not None and m.via == "city" and m.start == t.i
    }
    return list(own) if len(own) == 1 and towns <= own else []


def country_at(index: ActorIndex, place: Token) -> str | None:
    """Key of the country that a place is or lies in."""
    match = index.by_token.get(place.i)
    if match is None or match.via not in {"name", "city"}:
        return None
    return match.entry.key if match.entry.kind == "country" else match.entry.country


def in_company(token: Token) -> bool:
    """Whether a sentence tells who comes along: "accompanied by Foreign Minister X", "arrived with X"."""
    return any(
        t.lemma_.lower() in _COMPANY or (t.lower_ == "with" and t.head.lemma_ in COMING | GOING)
        for t in token.sent
    )


def bearer(word: Token) -> Token:
    """Whom a title or another name stands beside: "[X]" of "Foreign Minister X" and of "X, the envoy"."""
    while word.dep_ in {"appos", "compound"}:
        word = word.head
    return word


def is_accompanied(index: ActorIndex, at: int) -> bool:
    """Whether somebody is told to come along with the holder of a title: "was accompanying President X"."""
    name = bearer(index.tokens[at])
    return name.dep_ == "dobj" and name.head.lemma_ == "accompany"


def left_for_abroad(index: ActorIndex, at: int) -> str | None:
    """Local id of the country that who is named leaves for another one: "Foreign Minister X left Lima for a
    visit to Norway", "X departed from Lima for Oslo"; not "left Oslo for home".
    """
    name = bearer(index.tokens[at])
    verb = name.head
    if name.dep_ != "nsubj" or verb.lemma_ not in _LEAVING or clauses.is_negated(verb):
        return None
    towns = [*clauses.objects(verb), *clauses.prepositional(verb, "from")]
    own = next((m.entry.country for t in towns if (m := index.by_token.get(t.i)) and m.via == "city"), None)
    behind = (t for c in verb.rights if c.lower_ in {"for", "on", "to"} for t in c.subtree)
    goals = {k for t in behind if (k := country_at(index, t)) is not None}
    return index.known(gazetteer.entry(own)).id if own is not None and goals and own not in goals else None


def at_meeting_seats(index: ActorIndex, places: Iterable[int]) -> bool:
    """Whether places, by their first tokens, are all such cities; so where there are none."""
    return all(index.by_token[i].entry.name in MEETING_SEATS for i in places)


def of_seats(index: ActorIndex, places: Mapping[int, str]) -> bool:
    """Whether the places are countries or the cities that stand for their governments: Lima, not Brussels."""
    entries = [(index.by_token[i].entry, state) for i, state in places.items()]
    seats = [(e if e.kind == "country" else gazetteer.metonym(e.name), state) for e, state in entries]
    return all(seat is not None and seat.key == state for seat, state in seats)


def at_seat(index: ActorIndex, places: Mapping[int, str]) -> bool:
    """The same, not of where an envoy is sent to: "the envoy for Peru"."""
    return of_seats(index, places) and all(index.tokens[i - 1].lower_ not in {"for", "to"} for i in places)
