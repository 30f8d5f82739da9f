"""Words that stand for a place without naming it: "the Saudi capital", "here" of a report with a dateline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import gazetteer
from kg.extraction.places.capitals import capital_meant
from kg.extraction.places.whereabouts import SPEAKING, first_listed, is_object_of
from kg.extraction.tokens.frozen_doc import Span
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.quotations import find_quotations
from kg.gazetteer import Match

if TYPE_CHECKING:
    from kg.extraction.actors.actors import ActorIndex

GOING = frozenset({"in", "at", "to", "for", "into"})
"""Prepositions of where somebody is or goes."""
VENUES = frozenset(  # where people meet: "at a hotel"
    """
    palace hotel airport headquarters residence house office embassy capital city resort base castle
    center centre hall building compound ranch villa estate library museum square club retreat kremlin
    mission consulate lodge mansion guesthouse chateau camp ministry chancery complex airfield airbase bridge
    barracks monastery crossing checkpoint post point border secretariat
    """.split()
)
HOUSES = VENUES - frozenset("capital city resort point post border crossing camp bridge".split())
"""Those of them that lie in a town."""
_SEATS = frozenset(
    "embassy mission consulate ministry department office institute university bureau commission".split()
)


def serves_at(noun: Token) -> bool:
    """Whether a noun is an office at a seat, which is not where its holder is met: "met X, counsellor at the
    Embassy of Peru in Oslo".
    """
    at = (c for p in noun.rights if p.dep_ == "prep" and p.lower_ == "at" for c in p.children)
    return noun.dep_ == "appos" and any(c.lemma_.lower() in _SEATS for c in at)


SITUATIONS = frozenset(
    """
    war conflict fighting violence crisis situation unrest hostility clash battle siege famine outbreak coup
    insurgency bloodshed terror strife turmoil upheaval massacre genocide rebellion uprising disaster
    """.split()
)
"""Nouns whose place is not that of what is said of them: "talks amid the war in Gaza"."""
_AFFAIRS = SITUATIONS | frozenset("peace stability security".split())
_REASONS = frozenset(
    "wake context light hope interest support pursuit search framework height face aftermath midst".split()
)


def tells_why(noun: Token) -> bool:
    """Whether a noun tells why or amid what something is done, not where: "in the wake of the coup in Niger",
    "at peace in Mali"; not "in the context of the summit in Oslo".
    """
    if noun.lemma_.lower() not in _REASONS:
        return noun.lemma_.lower() in _AFFAIRS
    of = [o.lemma_.lower() for c in noun.rights if c.lower_ == "of" for o in c.rights]
    return bool(of) and not set(of) & (EVENTS | {"meeting", "talk", "session", "assembly", "visit"})


def reported_from(index: ActorIndex, here: Token) -> tuple[gazetteer.Entry, int, int] | None:
    """The city of the dateline with its words [first, last), where "here" in the report's own words means it;
    without a dateline the one city where somebody was told to be.

    "LIMA - Leaders met here on Monday": Lima. Not "I am glad to be here", quoted from a speech elsewhere.
    """
    if here.lower_ != "here" or here.dep_ != "advmod" or quoted(index, here):
        return None
    before = [s for s in index.doc.spans.get("dateline_place", []) if s.start < here.i]
    if len(before) > 1:
        return None
    return city_of_dateline(before[0]) if before else _told_alone(index, here)


def quoted(index: ActorIndex, word: Token) -> bool:
    """Whether a word is of somebody's quoted speech."""
    return any(q.first <= word.i < q.last for q in find_quotations(index.doc, index.article.text))


_OF_SPEAKERS = frozenset({"i", "we", "us", "our", "my"})


def _told_alone(index: ActorIndex, here: Token) -> tuple[gazetteer.Entry, int, int] | None:
    """The one city before "here" that somebody is in or goes to: Lima of "arrived in Lima. They met here".

    Not in "We met here", of a speech, nor where two cities are told of.
    """
    if any(t.lower_ in _OF_SPEAKERS for t in here.sent):
        return None
    found = {}
    for noun in index.doc[max(here.i - _FAR, 0) : here.i]:
        if noun.dep_ != "pobj" or noun.head.lower_ not in GOING:
            continue
        match = index.by_token.get(noun.i)
        if match is not None and match.via == "city" and match.entry.type == "city":
            found[match.entry.key] = (match.entry, match.start, match.end)
        elif (capital := capital_meant(index, noun)) is not None:
            found[capital[0].key] = capital
    return next(iter(found.values())) if len(found) == 1 else None


def city_of_dateline(span: Span) -> tuple[gazetteer.Entry, int, int] | None:
    """The city that the place of a dateline names, with its words; ``None`` for a country or an unknown.

    "KUWAIT" is its city, "SINGAPORE" a state that is one.
    """
    name = span.text.partition(",")[0].partition("/")[0].strip()
    city = gazetteer.city_named(name) or gazetteer.city_named(name.title()) or _city_of_its_own(name)
    if city is None:
        return None
    last = next((t.i for t in span if t.text in {",", "/"}), span.end)
    return city, span.start, last


def _city_of_its_own(name: str) -> gazetteer.Entry | None:
    """The capital that is called after its state, or the state that has none beside itself."""
    state = gazetteer.country_named(name) or gazetteer.country_named(name.title())
    if state is None:
        return None
    capital = gazetteer.capital_of(state.key)
    return state if capital is None else capital if capital.name == f"{state.name} City" else None


TOWNS = frozenset(
    """
    town village port island isle province region district suburb settlement enclave peninsula oasis county
    municipality hamlet borough valley emirate nation state kingdom republic principality sultanate
    territory country archipelago
    """.split()
)
"""Nouns with which a place is named: "the border town of X"."""
QUARTERS = frozenset("neighbourhood neighborhood suburb borough".split())
"""Nouns of what lies in or at a city."""
AREAS = QUARTERS | frozenset("district province valley county governorate oblast".split())
"""Nouns of areas that have a name with them: "the Otjika district"."""
_NAMED_BEFORE = frozenset("city town resort port village island capital".split())
_KNOWN = frozenset({"the", "this", "that"})
_STILL = frozenset({"same", "very", "host"})
_FAR = 120
"""Words between a city and "the city" that goes back to it."""


def city_again(index: ActorIndex, noun: Token) -> tuple[gazetteer.Entry, int, int] | None:
    """The city that "this same city", "the Swiss city" or "the capital" goes back to, with its words.

    Not "a city", "the second city", nor "the city of Lima".
    """
    if noun.lower_ not in _NAMED_BEFORE or not {c.lower_ for c in noun.lefts} & _KNOWN:
        return None
    if any(c.dep_ in {"prep", "appos", "relcl", "acl"} for c in noun.rights):
        return None
    countries = set()
    for word in (c for c in noun.lefts if c.lower_ not in _KNOWN | _STILL):
        match = index.by_token.get(word.i)
        if match is None or match.entry.kind != "country":
            return None
        countries.add(match.entry.key)
    for at in range(noun.i - 1, max(noun.i - _FAR, -1), -1):
        match = index.by_token.get(at)
        if match is not None and match.via == "city" and match.entry.type == "city":
            if noun.lower_ == "capital" and not _is_capital(match.entry):
                continue
            told = match.entry.country in countries if countries else True
            return (match.entry, match.start, match.end) if told else None
    return None


def is_this_town(noun: Token) -> bool:
    """Whether a noun with "this" means the town that a report is from: "in this quiet college town"."""
    known = noun.lower_ in _NAMED_BEFORE and any(c.lower_ == "this" for c in noun.lefts)
    return known and not any(c.dep_ in {"prep", "appos"} for c in noun.rights)


def _is_capital(city: gazetteer.Entry) -> bool:
    capital = gazetteer.capital_of(city.country) if city.country else None
    return capital is not None and capital.key == city.key


CEREMONIES = frozenset("ceremony opening funeral inauguration celebration parade unveiling".split())
"""Nouns of occasions that are where what they are for is: "a ceremony for the start of the Games in Lima"."""
EVENTS = frozenset("conference forum summit dialogue congress".split())
_MATTERS = frozenset(
    """
    security peace climate donor donors economic defence defense policy energy investment reconstruction
    ministerial leaders business democracy nuclear strategic political international diplomacy global
    """.split()
)
"""What an event is about that is named with its city: "the Munich Security Conference"."""


def city_in_name(index: ActorIndex, event: Token) -> tuple[gazetteer.Entry, int, int] | None:
    """The city in front of the name of an event, with its words: Munich of "the Munich Security Conference".

    Not of "the Warsaw Pact summit", "the Vienna Convention conference", which are called after another thing.
    """
    if event.lemma_.lower() not in EVENTS or not event.text[:1].isupper():
        return None
    at = event.i - 1
    while at > event.sent.start and index.tokens[at].lower_ in _MATTERS:
        at -= 1
    if at == event.i - 1 or not event.is_ancestor(index.tokens[at]):
        return None
    match = index.by_token.get(at)
    if match is not None and match.via != "body":
        city = match.entry if match.via == "city" and match.entry.type == "city" else None
        return (city, match.start, match.end) if city is not None else None
    city = gazetteer.city_named(index.tokens[at].text)  # of a body that has the name of the event
    return (city, at, at + 1) if city is not None else None


_ABOUT_REGIONS = frozenset("talk negotiation dialogue round mediation process".split())


def is_matter(match: Match, event: Token) -> bool:
    """Whether a region or sea before a noun is what it is about: "the Kashmir talks", and of one of many
    states "a Middle East conference", "the Pacific summit"; not "the Bali summit" nor "Geneva talks". "The
    Normandy summit" is held in the format that was found there, the "Oslo-Lima dialogue" is of two capitals.
    """
    if event.doc[match.start].text in _FORMATS or event.text == "Round":  # "the Nairobi Round of WTO talks"
        return True
    before, after = event.doc[max(match.start - 2, 0) : match.start], event.doc[match.end : match.end + 2]
    for pair, dash in ((before, -1), (after, 0)):
        if len(pair) == 2 and pair[dash].text in {"-", "–", "/"} and pair[-1 - dash].text[:1].isupper():
            return True
    wide = match.entry.country is None or event.lemma_.lower() in _ABOUT_REGIONS
    return match.entry.type in {"region", "sea"} and wide


_FORMATS = frozenset({"Normandy", "Visegrad", "Visegrád", "Ramstein"})
_LAND = frozenset({"territory", "soil"})
_GROUNDS = _LAND | frozenset(
    "island isle side shore bank outskirt edge coast peninsula step lawn terrace".split()
)


def grounds(on: Token) -> list[Token]:
    """What is named as the place of "on": X of "on the island of X", "on X island", "on the X lawn", "on the
    side of X", "on X's territory".
    """
    nouns = [n for n in on.children if n.dep_ == "pobj" and n.lemma_.lower() in _GROUNDS]
    called = [n for n in nouns if n.lemma_.lower() not in _LAND]
    named = [c for n in called for c in n.lefts if c.dep_ == "compound" and c.text[:1].isupper()]
    if named:
        return named[-1:]
    whose = [c for n in nouns if n.lemma_.lower() in _LAND for c in n.lefts if c.dep_ == "poss"]
    return whose or [o for n in nouns for of in n.children if of.lower_ == "of" for o in of.children]


def narrower(named: Token, where: Token) -> Token:
    """The place that a clause means: Lima of "in Lima, Peru, where she met X", "to Peru and Lima, where"."""
    named = next((c for c in reversed(named.conjuncts) if named.i < c.i < where.i), named)
    city = named.head
    joined = named.dep_ in {"appos", "conj"} and city.i == named.i - 2 and named.nbor(-1).text == ","
    joined = joined and not any(c.dep_ == "conj" for c in named.rights)  # "to Peru, Chile and Bolivia, where"
    return city if joined and {city.ent_type_, named.ent_type_} == {"GPE"} else named


def where_of(verb: Token) -> Token | None:
    """The "where" with which the clause of a verb begins: "where he met X", "where she is to meet X"."""
    hosts = [verb]
    while hosts[-1].dep_ in {"xcomp", "acomp"} and len(hosts) < _DEEP:  # "where she is due to meet X"
        hosts.append(hosts[-1].head)
    for host in hosts:
        found = next((c for c in host.children if c.lower_ == "where" and c.i < host.i), None)
        if found is not None:
            clause = host.head if host.dep_ == "xcomp" else host
            return found if clause.dep_ in {"relcl", "advcl", "acl", "conj", "ccomp"} else None
    return None


_DEEP = 3


def spoken_of(prep: Token) -> Token | None:
    """The object of a verb of speaking of something right before a preposition: "crisis" of "discussed the
    crisis in Peru", wherever the parser puts "in Peru"; not before Lima of "the crisis in Peru in Lima". So
    "importance" of "discussed the importance of peace in Peru".
    """
    whole = prep.head
    while whole.dep_ == "pobj" and whole.head.lower_ == "of":
        whole = whole.head.head
    if whole is not prep.head and whole.dep_ == "dobj" and prep.lower_ in _INSIDE:
        return whole if whole.head.lemma_.lower() in SPEAKING else None
    if (first := first_listed(prep.head)) is not prep.head:
        return prep.head if is_object_of(first, SPEAKING) and prep.lower_ in _INSIDE else None
    over = prep.head.head if prep.head.dep_ == "dobj" else prep.head
    if over.lemma_.lower() not in SPEAKING or prep.lower_ not in _INSIDE:
        return None
    matters = (c for c in over.children if c.dep_ == "dobj" and c.pos_ == "NOUN")
    before = prep.i - 2 if prep.doc[prep.i - 1].text in _QUOTES else prep.i - 1
    told = (c for c in matters if before in {c.i, c.right_edge.i} or prep.i - 1 == c.right_edge.i)
    return next((c for c in told if not any(p.lower_ in _INSIDE and p.i < prep.i for p in c.children)), None)


_INSIDE = frozenset({"in", "within", "around"})
_QUOTES = frozenset("\"'”’")


def occasions_of(prep: Token) -> list[Token]:
    """The events of "on the sidelines of the summit in Oslo": the place of the one is that of the other."""
    margins = [n for n in objects_of(prep) if n.lemma_ in {"sideline", "margin", "fringe"}]
    return [event for n in margins for p in n.children if p.lower_ == "of" for event in objects_of(p)]


def objects_of(prep: Token) -> list[Token]:
    """The objects of a preposition, also through a second one ("outside of X"); not "aimed at calm in X"."""
    out = []
    for child in prep.children:
        if child.dep_ in {"pobj", "npadvmod"}:
            out.append(child)
            out.extend(c for c in child.conjuncts if c.i > child.i)
        elif child.dep_ in {"prep", "pcomp"} and child.pos_ != "VERB":
            out.extend(objects_of(child))
    return out
