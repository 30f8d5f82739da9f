"""Topics told without those who speak: what was dealt with, came up, filled the talks or is still open."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.issues.issue_heads import agents, is_question, topics_after, topics_at
from kg.extraction.issues.issue_phrases import words
from kg.extraction.names.title_heads import is_title
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.words import group_nouns

MATTERS = frozenset("talk discussion agenda negotiation conversation consultation topic issue".split())
SUBJECTS = MATTERS | frozenset(
    """
    meeting session call dialogue summit visit dinner lunch theme encounter conference gathering round
    """.split()
)
SPOKEN_OF = frozenset("discuss raise broach review address debate cover explore mention examine air".split())
_WITH_PARTICLE = {
    "deal": {"with"},
    "touch": {"on", "upon"},
    "talk": {"about", "over"},
    "go": {"over", "into"},
    "take": {"up"},
    "bring": {"up"},
}
"""Verbs of speaking of a thing that are so with a particle or a preposition that nothing follows."""
_FILLED = {
    "give+over": {"to"},
    "take+up": {"by", "with"},
    "spend": {"on"},
    "consume": {"by", "with"},
    "set+aside": {"for"},
}
"""Passives that say what a contact was filled with, and the prepositions before it."""
_RISING = frozenset({"arise", "surface"})
_OCCUPYING = frozenset("take+up occupy consume monopolize monopolise".split())
TELLING = frozenset(
    it.partition("+")[0]
    for it in (
        *SPOKEN_OF,
        *_WITH_PARTICLE,
        *_FILLED,
        *_RISING,
        *_OCCUPYING,
        "come",
        "dominate",
        "receive",
        "get",
        "give",
    )
)
"""The verbs that may tell topics without those who speak."""
_OPEN = frozenset(
    """
    sticking stumbling unresolved outstanding contentious thorny thorniest main key chief principal central
    biggest divisive disputed
    """.split()
)
_QUESTIONS = frozenset("point issue question problem matter block obstacle hurdle".split())
_DEBATED = frozenset("discussion debate negotiation consideration review".split())


def spoken_of(verb: Token) -> Iterator[Token]:
    """What was discussed, by whomever: "Visas were also discussed", "Also dealt with were visas".

    Not "The bill was discussed in parliament" nor "The bill was also discussed by farmers".
    """
    passive = [c for c in verb.children if c.dep_ == "auxpass"]
    if not passive or not (verb.lemma_.lower() in SPOKEN_OF or _with_particle(verb)):
        return
    contact = words()["contact"] | words()["encounter"]
    also = any(c.lower_ in {"also", "too"} for c in verb.children)
    there = any(o.lemma_.lower() in contact for p in verb.children if p.dep_ == "prep" for o in p.rights)
    by = list(agents(verb))
    heard = any(_is_hearer(o) for p in verb.rights if p.lower_ == "with" for o in p.rights)
    heard |= any(c.lower_ in _TOGETHER for o in by for c in o.lefts)
    if not (also or there or heard) or not {o.lemma_.lower() for o in by} <= words()["participants"]:
        return
    for child in (*verb.lefts, *(c for be in passive for c in be.rights)):
        asked = child.dep_ == "csubjpass" and is_question(child)
        if asked or child.dep_ in {"nsubjpass", "attr"}:
            yield from topics_at(child)


_TOGETHER = frozenset({"all", "both", "two"})
"""Words before those by whom a thing was discussed, when these have been told of: "by both ministers"."""


def _is_hearer(noun: Token) -> bool:
    """Whether it is with whom a thing was discussed: "with the Peruvian side", "with Minister Soto"."""
    return noun.ent_type_ == "PERSON" or noun.lemma_.lower() in words()["participants"]


def _with_particle(verb: Token) -> bool:
    """Whether a verb is one of speaking of a thing by what stands behind it: "dealt with", "brought up"."""
    wanted = _WITH_PARTICLE.get(verb.lemma_.lower())
    return wanted is not None and any(
        c.lower_ in wanted and c.dep_ in {"prt", "prep", "advmod"} and not any(True for _ in c.rights)
        for c in verb.rights
    )


def filled_with(verb: Token) -> Iterator[Token]:
    """What a contact is said to have been filled with: "Most of the session was spent on visas".

    Not "The money was spent on visas" nor "The talks were taken by surprise".
    """
    particle = next((c.lower_ for c in verb.rights if c.dep_ in {"prt", "advmod"}), None)
    lemma = verb.lemma_.lower()
    preps = _FILLED.get(f"{lemma}+{particle}" if particle else lemma)
    if preps is None or not any(_is_contact(c) for c in verb.lefts if c.dep_ == "nsubjpass"):
        return
    for child in verb.rights:
        if child.dep_ in {"prep", "agent"} and child.lower_ in preps:
            yield from topics_after(child)


def _is_contact(noun: Token) -> bool:
    """Whether a noun is a contact or a part of one: "the session", "most of the talks"."""
    of = [o for c in noun.rights if c.lower_ == "of" for o in c.rights if o.dep_ == "pobj"]
    return any(n.lemma_.lower() in SUBJECTS for n in (noun, *of))


def dominates(verb: Token) -> bool:
    """Whether what a subject dominates is not said, for the talks were named before: "Visas dominated"."""
    return verb.lemma_.lower() == "dominate" and not any(
        c.dep_ in {"dobj", "auxpass", "agent"} for c in verb.children
    )


def takes_up(verb: Token) -> bool:
    """Whether a subject is said to have filled a contact: "Visas took up most of the meeting".

    Not "The envoys took up the talks" nor "Visas took up the day".
    """
    particle = next((c.lower_ for c in verb.rights if c.dep_ in {"prt", "advmod"}), None)
    lemma = f"{verb.lemma_.lower()}+{particle}" if particle else verb.lemma_.lower()
    if lemma not in _OCCUPYING:
        return False
    found = [c for c in verb.lefts if c.dep_ == "nsubj"]
    filled = any(_is_contact(c) for c in verb.rights if c.dep_ == "dobj")
    people = words()["participants"].union(group_nouns())
    return filled and all(s.pos_ == "NOUN" and s.lemma_.lower() not in people for s in found)


def is_open_question(noun: Token) -> bool:
    """Whether a predicate says that a thing is not agreed on: "the sticking points", "the main issue".

    Not "a point" nor "the last question".
    """
    return noun.lemma_.lower() in _QUESTIONS and any(
        c.lower_ in _OPEN for c in noun.lefts if c.dep_ in {"amod", "compound"}
    )


def makes_part(verb: Token) -> bool:
    """Whether its subject is said to be part of a contact: "Visas will form part of the talks"; not one of
    those who meet: "Peru is part of the talks".
    """
    parts = [c for c in verb.rights if c.lemma_ == "part" and c.dep_ in {"attr", "dobj"}]
    of = (o for part in parts for c in part.rights if c.lower_ == "of" for o in c.rights)
    if verb.lemma_ not in {"be", "form"} or not any(_is_contact(o) for o in of):
        return False
    found = [c for c in verb.lefts if c.dep_ == "nsubj"]
    people = words()["participants"].union(group_nouns())
    things = (s for s in found if s.pos_ == "NOUN" and not s.ent_type_ and not is_title(s))
    return bool(found) and len(found) == sum(s.lemma_.lower() not in people for s in things)


def is_up_for(token: Token) -> bool:
    """Whether a word says of a thing that it is to be spoken of: "up for discussion"; not "up for sale"."""
    below = (o for c in token.rights if c.lower_ == "for" for o in c.rights)
    return any(o.lemma_.lower() in _DEBATED for o in below)


def came_up(verb: Token) -> bool:
    """Whether its subject was spoken of: "visa rules also came up", "water came up at the talks".

    Not "a storm came up" nor "she also came up".
    """
    spoken = verb.lemma_.lower() == "come" and any(c.dep_ == "prt" and c.lower_ == "up" for c in verb.rights)
    surfaced = verb.lemma_.lower() in _RISING and not any(c.dep_ == "dobj" for c in verb.rights)
    if not spoken and not surfaced:
        return False
    found = [c for c in verb.lefts if c.dep_ == "nsubj"]
    contact = words()["contact"] | {"agenda"}
    there = any(o.lemma_.lower() in contact for p in verb.rights if p.dep_ == "prep" for o in p.rights)
    before = any(c.lower_ == "had" for c in verb.lefts)  # "Her name had also surfaced in May"
    also = not before and any(c.lower_ in _AS_WELL for c in verb.children)
    of = [o for s in found for c in s.rights if c.lower_ == "of" for o in c.rights]  # "a range of issues"
    matter = any(s.lemma_.lower() in MATTERS | {"question", "matter", "subject"} for s in (*found, *of))
    return (there or also or matter) and all(s.pos_ == "NOUN" or s.ent_type_ in {"GPE", "LOC"} for s in found)


_AS_WELL = frozenset("also too again likewise will".split())


def one_of_those(noun: Token) -> bool:
    """Whether a noun counts a thing among those spoken of: "[one] of the things they went over", "[one] of
    the issues discussed"; not "one of the issues", "one of the ships they saw".
    """
    things = [o for c in noun.rights if c.lower_ == "of" for o in c.rights if o.dep_ == "pobj"]
    told = [c for o in things for c in o.rights if c.dep_ in {"relcl", "acl"}]
    counted = noun.lower_ in {"one", "some", "two", "part"}
    return counted and any(c.lemma_.lower() in SPOKEN_OF or _with_particle(c) for c in told)


def given_attention(verb: Token) -> bool:
    """Whether its subject had the attention of those who met: "visas were given particular attention", "visas
    received special attention"; not "the singer received attention".
    """
    attention = [c for c in verb.rights if c.dep_ in {"dobj", "oprd"} and c.lower_ == "attention"]
    paid = any(c.lower_ in _PARTICULAR for o in attention for c in o.lefts)
    return paid and (verb.lemma_ in {"receive", "get"} or any(c.dep_ == "auxpass" for c in verb.lefts))


_PARTICULAR = frozenset({"particular", "special", "close"})
