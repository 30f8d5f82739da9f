"""Verbs that say where somebody goes or is, before what he does there."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extraction.grammar import clauses
from kg.extraction.names.name_words import POSTS
from kg.extraction.times.named_rounds import by_part
from kg.extraction.tokens.frozen_token import Token

SETTING_OUT = frozenset("travel fly head arrive come go continue proceed".split())
"""Verbs of going somewhere for something: "flew to Lima to meet X"."""


def is_there(verb: Token) -> bool:
    """Whether a verb says only where somebody is: "was at the airport to receive X", "was on hand to greet
    X", "was among those at the airport to greet X"; not "was due in Lima to meet X", "in Lima, they were to
    meet".
    """
    said = {c.dep_ for c in verb.children} | {verb.doc[verb.i + 1 : verb.i + 2].text}
    only = verb.lemma_ == "be" and not said & {"acomp", "to"}
    hosts = [verb, *(t for t in clauses.prepositional(verb, "among") if t.lower_ == "those")]
    return only and any(clauses.prepositional(h, "at", "in", "on") for h in hosts)


def is_left(word: Token) -> bool:
    """Whether "here" is where somebody sets out from: "left here on a visit to Peru"."""
    return word.head.lemma_ in {"leave", "depart"} and word.i == word.head.i + 1


def is_back_from(prep: Token) -> bool:
    """Whether somebody was in a place behind "from" before: "returned from Oslo", "back from Oslo"."""
    return prep.lower_ == "from" and (prep.head.lemma_ == "return" or prep.head.lower_ == "back")


def is_posted(prep: Token) -> bool:
    """Whether a state behind "in" is where somebody has his post: "met the UN's special representative in
    Kosovo", "her envoy in Peru", "the ambassador in Chile"; not "met the UN envoy in Kosovo".
    """
    noun = prep.head
    if prep.lower_ != "in" or noun.i + 1 != prep.i or noun.lemma_.lower() not in _POSTED:
        return prep.lower_ == "in" and heads_post(noun)
    said = {c.lower_ for c in noun.lefts} | {c.tag_ for c in noun.lefts}
    led = noun.lemma_.lower() == "mission" and noun.dep_ == "pobj" and noun.head.lower_ == "of"
    return led or noun.lemma_.lower() == "ambassador" or not _POSTS.isdisjoint(said)


def heads_post(noun: Token) -> bool:
    """Whether a noun is what somebody heads in a place: "the head of the EU office in Kosovo"."""
    of = noun.head
    return noun.lemma_.lower() in POSTS and of.lower_ == "of" and of.head.lemma_.lower() in _HEADS


_HEADS = frozenset("head chief director leader member spokesman spokeswoman".split())
_POSTED = frozenset("representative envoy ambassador mission".split())
_POSTS = frozenset("special personal former deputy PRP$".split())


UNSEATED = frozenset("g7 g8 g20 g77 g-7 g-8 g-20 brics quad apec asean mercosur".split())
"""Groups of states that are nowhere at home: who meets "at the G20" meets where that is."""


SPEAKING = frozenset("discuss review address consider debate examine raise tackle assess".split())
"""What one does to a matter: "discussed the crisis in Peru"."""


def foremost(prep: Token) -> bool:
    """Whether a place is what is spoken of above all: "discussed the region, particularly | in Peru"."""
    before = prep.doc[prep.i - 1] if prep.i else prep
    return before.lower_ in _FOREMOST and prep.head.lemma_ in SPEAKING


_FOREMOST = frozenset("particularly especially notably mainly chiefly including".split())


def first_listed(noun: Token) -> Token:
    """The first of the things of whose list a noun is a part: "trade" for "the crisis" of "discussed trade
    and the crisis in Peru"; else the noun itself.
    """
    first = noun
    while first.dep_ == "conj" and first.pos_ == first.head.pos_ == "NOUN":
        first = first.head
    return first


def is_object_of(noun: Token, verbs: frozenset[str]) -> bool:
    """Whether a noun is the object of one of these verbs."""
    return noun.dep_ == "dobj" and noun.head.lemma_.lower() in verbs


def is_about(going: Token) -> bool:
    """Whether "going" is what comes, not a journey: "was going to meet X", not "was going to Oslo to"."""
    return not clauses.prepositional(going, "to") and any(c.dep_ == "aux" for c in going.children)


def owners_of_part(cities: Iterable[Token], lemma: str) -> list[Token]:
    """The cities of which a noun of part of a city is said: "Lima's old [quarter]", "Lima's free zone"; not
    "Lima's plan".
    """
    return [c for c in cities if c.dep_ == "poss"] if lemma in _PARTS else []


_PARTS = frozenset("zone town quarter port district outskirt downtown centre center suburb".split())


def town_of(noun: Token) -> Token:
    """The town that one comes to where one lands: "Oslo" for "flew into Oslo's Gardermoen [airport]"; else
    the noun itself, as for "the Gardermoen airport", "visited Oslo's prison".
    """
    landing = noun.lemma_.lower() in _LANDING and noun.head.lower_ in {"into", "to", "for"}
    towns = (c for c in noun.lefts if c.dep_ == "poss" and c.ent_type_ == "GPE")
    return next(towns, noun) if landing else noun


_LANDING = frozenset("airport airfield airbase".split())
_PROVIDING = frozenset("provide offer form".split())
_SITES = frozenset("site venue seat scene setting location".split())


def site_of(noun: Token) -> list[Token]:
    """The place that is said to be the site of an event: "Geneva, site of the arms talks", "Lima is the venue
    for the summit", "talks for which Lima was the venue", "met, the venue being an inn in Lima", "an inn
    provided the setting for talks"; not "the site of the blast" of talks elsewhere.
    """
    of_verb = noun.head.rights if noun.dep_ in {"dobj", "nsubjpass"} else ()
    for being in (c for c in (*noun.rights, *of_verb) if c.lower_ == "being" and c.dep_ in {"advcl", "acl"}):
        if any(s.lemma_.lower() in _SITES for s in clauses.subjects(being)):
            return _with_towns([c for c in being.rights if c.dep_ == "attr"])
    for clause in (c for c in noun.rights if c.dep_ == "relcl" and c.lemma_ == "be"):
        which = any(o.lower_ == "which" for o in clauses.prepositional(clause, "for", "of"))
        if which and any(c.dep_ == "attr" and c.lemma_.lower() in _SITES for c in clause.rights):
            return clauses.subjects(clause)
    noun = by_part(noun)
    site = noun.head.head
    if site.lemma_ in _PROVIDING:  # "Lima provided the venue | for talks"
        site = next((c for c in site.rights if c.dep_ == "dobj"), site)
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"of", "for"} or site.lemma_.lower() not in _SITES:
        return []
    if site.dep_ == "appos":
        return [site.head]
    if site.dep_ == "dobj" and site.head.lemma_ in _PROVIDING:
        return _with_towns(clauses.subjects(site.head))
    return clauses.subjects(site.head) if site.dep_ == "attr" else []


def _with_towns(sites: list[Token]) -> list[Token]:
    """Houses with the towns that they lie in: "an inn in Lima"."""
    return [t for site in sites for t in (site, *clauses.prepositional(site, "in", "at"))]


def said_where(where: Token) -> list[Token]:
    """The place that is said to be where something was: "Peru | was where they last met"; not "Lima is a city
    where they met".
    """
    be = where.doc[where.i - 1] if where.i > where.sent.start else where
    return clauses.subjects(be) if be.lemma_ == "be" else []


def is_stop(place: Token) -> bool:
    """Whether a place is said to be one of a journey: "[Oslo] was the first stop", "[Lima] is next"."""
    be = place.head
    said = [c for c in be.rights if c.dep_ in {"attr", "acomp", "advmod"}] if be.lemma_ == "be" else []
    return any(c.lemma_.lower() in _STOPS for c in said)


_STOPS = frozenset("stop leg destination stopover station next".split())
