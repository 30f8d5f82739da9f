"""Which countries an article reports from and tells foreigners to visit: whose ministers it names without
saying of what.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg import gazetteer
from kg.extraction import clauses
from kg.extraction.actors import ActorIndex
from kg.extraction.counterparts import is_counterpart
from kg.extraction.frozen_doc import Span
from kg.extraction.frozen_token import Token
from kg.extraction.group_countries import countries_of
from kg.extraction.word_places import words_within

_COMING = frozenset("arrive land visit tour".split())
_GOING = frozenset("fly travel go head journey".split())
MET = frozenset(
    "meet receive host welcome greet call hold talk see visit join grant brief confer discuss mediate".split()
)
"""Verbs of who meets somebody."""
_ENVOYS = frozenset("ambassador envoy emissary consul".split())
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
        for key in (*_comes_to(index, name), *_goes_to(index, name))
        if key != own
    }
    return found.pop() if len(found) == 1 else None


def gone_to(index: ActorIndex, person: str) -> frozenset[str]:
    """Keys of the countries that somebody is said to go to by their own names, which are not his: "President
    X will make a visit to China"; not "flew to Shanghai", which may be at home.
    """
    names = [index.doc[a:b].root for a, b, owner in index.spans if owner == person]
    named = {m.entry.key for m in index.by_token.values() if m.via == "name" and m.entry.kind == "country"}
    return frozenset(k for n in names for k in (*_comes_to(index, n), *_goes_to(index, n)) if k in named)


def where_guest(index: ActorIndex, at: int) -> str | None:
    """Local id of the country to which somebody has come who meets "his counterpart X"; else ``None``."""
    key = lately_visited(index, index.doc[at : at + 1]) if is_counterpart(index.tokens[at]) else None
    return index.known(gazetteer.entry(key)).id if key is not None else None


def _foreigners(index: ActorIndex, first: int, last: int) -> Iterator[tuple[str, Token]]:
    """Who is said by a title to serve a country or a body of states, with its key and the name."""
    titled = frozenset(index.title_owner.values())
    for start, end, owner in index.spans:
        draft = index.drafts[owner]
        if not (first <= start < last and draft.kind == "person" and owner in titled):
            continue
        bodies = (index.drafts[b] for b in draft.represents)
        own = index.drafts[draft.country].key if draft.country else None
        own = own or next((b.key for b in bodies if b.type == "actor-intergovernmental"), None)
        if own:
            yield own, index.doc[start:end].root


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
        if token.lemma_.lower() in _ENVOYS:
            sent |= {k for p in _behind_to(token) if (k := _country(index, p)) is not None}
    return index.known(gazetteer.entry(sent.pop())).id if len(sent) == 1 else None


def _behind_to(noun: Token) -> list[Token]:
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
    if name.dep_ == "nsubj" and verb.lemma_ in _COMING:
        places = [c for c in verb.children if c.dep_ == "dobj"]
        places += [p for c in verb.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj"]
        found += [_country(index, p) for q in places for p in (q, *q.conjuncts)]
    for noun in verb.subtree if name.dep_ == "nsubj" else ():
        if noun.lemma_ in _STAYS and noun.pos_ == "NOUN":
            found += [_country(index, p) for q in _behind_to(noun) for p in (q, *q.conjuncts)]
            found += [_country(index, c) for c in noun.lefts if c.dep_ in {"compound", "nmod"}]
    for clause in name.rights if name.dep_ == "nsubj" else ():
        if clause.dep_ == "relcl" and clause.lower_ == "is":
            found += [_country(index, p) for p in clauses.prepositional(clause, "in")]
    return [k for k in found if k]


def _goes_to(index: ActorIndex, name: Token) -> list[str]:
    """Keys of the countries of "X flew to Lima", "X is in Peru"."""
    verb = name.head
    way = "in" if verb.lemma_ == "be" else "to"
    if name.dep_ != "nsubj" or not (verb.lemma_ in _GOING or verb.lemma_ == "be"):
        return []
    places = [p for c in verb.rights if c.lower_ == way for p in c.children if p.dep_ == "pobj"]
    return [k for p in places for q in (p, *p.conjuncts) if (k := _country(index, q))]


def _country(index: ActorIndex, place: Token) -> str | None:
    match = index.by_token.get(place.i)
    if match is None or match.via not in {"name", "city"}:
        return None
    return match.entry.key if match.entry.kind == "country" else match.entry.country


def in_company(token: Token) -> bool:
    """Whether a sentence tells who comes along: "accompanied by Foreign Minister X", "arrived with X"."""
    return any(
        t.lemma_.lower() in _COMPANY or (t.lower_ == "with" and t.head.lemma_ in _COMING | _GOING)
        for t in token.sent
    )


def is_accompanied(index: ActorIndex, at: int) -> bool:
    """Whether somebody is told to come along with the holder of a title: "was accompanying President X"."""
    name = index.tokens[at]
    while name.dep_ in {"appos", "compound"}:
        name = name.head
    return name.dep_ == "dobj" and name.head.lemma_ == "accompany"


def left_for_abroad(index: ActorIndex, at: int) -> str | None:
    """Local id of the country that who is named leaves for another one: "Foreign Minister X left Lima for a
    visit to Norway", "X departed from Lima for Oslo"; not "left Oslo for home".
    """
    name = index.tokens[at]
    while name.dep_ in {"appos", "compound"}:
        name = name.head
    verb = name.head
    if name.dep_ != "nsubj" or verb.lemma_ not in {"leave", "depart"} or clauses.is_negated(verb):
        return None
    towns = [*clauses.objects(verb), *clauses.prepositional(verb, "from")]
    own = next((m.entry.country for t in towns if (m := index.by_token.get(t.i)) and m.via == "city"), None)
    behind = (t for c in verb.rights if c.lower_ in {"for", "on", "to"} for t in c.subtree)
    goals = {k for t in behind if (k := _country(index, t)) is not None}
    return index.known(gazetteer.entry(own)).id if own is not None and goals and own not in goals else None


def told_by_meeting(index: ActorIndex, at: int) -> str | None:
    """Local id of the country of who is named, as whom he meets tells: ``met_beside``, ``receives_here``,
    ``waits_there``.
    """
    return met_beside(index, at) or receives_here(index, at) or waits_there(index, at)


def waits_there(index: ActorIndex, at: int) -> str | None:
    """Local id of the country to which somebody from another goes to meet who is named: "X of Chile will
    travel to Oslo for talks with Prime Minister | Y", "is in Oslo to meet Prime Minister | Y".
    """
    name = index.tokens[at]
    while name.dep_ in {"appos", "compound"} and name.head.i != name.i:
        name = name.head
    verb = _journey_to(name)
    if verb is None:
        return None
    around = [verb, verb.head] if verb.dep_ in {"acomp", "xcomp"} else [verb]
    towns = [t for v in around for t in clauses.prepositional(v, "in", "to", "into")]
    there = {k for t in towns for q in (t, *t.conjuncts) if (k := _country(index, q)) is not None}
    guests = [o for s in clauses.subjects(verb) if (o := index.owner.get(s.i)) is not None]
    served = [c for o in guests for c in (index.drafts[o].country, *index.drafts[o].represents) if c]
    own = {index.drafts[c].key for c in served}
    if len(there) != 1 or not own or own & there:
        return None
    return index.known(gazetteer.entry(there.pop())).id


def _journey_to(name: Token) -> Token | None:
    """The verb of being or going somewhere whose aim is to meet who is named."""
    above, aim = name.head, None
    if name.dep_ == "pobj" and above.lower_ == "with":
        above = above.head
        if above.lemma_ in _TALKS and above.dep_ == "pobj" and above.head.lower_ == "for":
            aim = above.head.head
    if above.lemma_ in MET and clauses.is_infinitive(above) and name.dep_ in {"dobj", "pobj"}:
        aim = above.head
    return aim if aim is not None and (aim.lemma_ in _BEING or aim.lower_ in {"due", "expected"}) else None


_TALKS = frozenset("talk meeting discussion negotiation consultation summit".split())
_BEING = _COMING | _GOING | {"be", "return"}


def receives_here(index: ActorIndex, at: int) -> str | None:
    """Local id of the country of the capital that a report is from, where who is named meets an envoy or a
    delegation there: "LIMA - Foreign Minister X received the ambassador of Mali"; not "LIMA - Foreign
    Minister X met the Peruvian ambassador".
    """
    here = reported_from_states(index)
    places = [s.text.partition(",")[0].title() for s in index.doc.spans.get("dateline_place", [])]
    seats = {seat.key for p in places if (seat := gazetteer.metonym(p)) is not None}
    name = index.tokens[at]
    while name.dep_ in {"appos", "compound"} and name.head.i != name.i:
        name = name.head
    verb = name.head
    if len(here) != 1 or seats != here or name.dep_ != "nsubj" or verb.lemma_ not in MET:
        return None
    behind = index.doc[verb.i : verb.sent.end]
    of_here = {m.start for t in behind if (m := index.by_token.get(t.i)) and m.entry.key in here}
    posted = {p.i for t in behind if t.lemma_.lower() in _ENVOYS for p in _behind_to(t)}
    guests = any(t.lemma_.lower() in _ENVOYS | {"delegation"} for t in behind)
    return index.known(gazetteer.entry(here.pop())).id if guests and of_here <= posted else None


_ALSO = frozenset("also then later earlier separately afterwards".split())
_PRONOUNS = frozenset("he she they".split())


def met_beside(index: ActorIndex, at: int) -> str | None:
    """Local id of the country of whose people the same visitor met others just before, if of one only.

    "X called on Peru's President Y and met Prime Minister | Z", "X met Peru's president. He also met Prime
    Minister | Z"; not "X met Peru's president, and Prime Minister Z met the king".
    """
    doc = index.doc
    verb = clauses.clause_of(doc[at])
    if verb.lemma_ not in MET or verb.i > at:
        return None
    own = [c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}]
    if verb.dep_ == "conj" and not own and verb.head.lemma_ in MET:
        first, last = verb.head.i, verb.i
    elif (
        verb.sent.start and _ALSO & {c.lower_ for c in verb.children} and _PRONOUNS & {c.lower_ for c in own}
    ):
        before = doc[verb.sent.start - 1].sent
        first, last = before.root.i if before.root.lemma_ in MET else before.end, before.end
    else:
        return None
    met = {
        index.drafts[o].country
        for a, _, o in index.spans
        if first < a < last and index.drafts[o].kind == "person"
    }
    return met.pop() if len(met) == 1 else None


def of_seats(index: ActorIndex, places: Mapping[int, str]) -> bool:
    """Whether the places are countries or the cities that stand for their governments: Lima, not Brussels."""
    entries = [(index.by_token[i].entry, state) for i, state in places.items()]
    seats = [(e if e.kind == "country" else gazetteer.metonym(e.name), state) for e, state in entries]
    return all(seat is not None and seat.key == state for seat, state in seats)


def at_seat(index: ActorIndex, places: Mapping[int, str]) -> bool:
    """The same, not of where an envoy is sent to: "the envoy for Peru"."""
    return of_seats(index, places) and all(index.tokens[i - 1].lower_ not in {"for", "to"} for i in places)
