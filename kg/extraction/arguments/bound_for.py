"""Who is bound for a meeting, takes a chance for one, or speaks to those at it."""

from __future__ import annotations

from kg.extraction.arguments.arguments import Arguments, anchor, resolved
from kg.extraction.arguments.errands import add_invited
from kg.extraction.arguments.occasion_arguments import attend
from kg.extraction.arguments.settling import JOURNEYS_TOLD, PEOPLE
from kg.extraction.grammar import clauses
from kg.extraction.grammar.noun_control import having_chance
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token

_CHANCES = frozenset("occasion opportunity chance visit trip stay stop gathering summit".split())


def _sent_for(scene: Scene, noun: Token, out: Arguments) -> None:
    """Where somebody goes for a meeting: "sent envoys to Oslo for talks", "left for Oslo for talks"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "for" else noun
    if verb.pos_ != "VERB" or verb.lemma_ not in _SENDING or clauses.is_negated(verb):
        return
    goals = clauses.prepositional(verb, "to", "into", "for")
    found = [p for g in goals if g.i != noun.i and (p := scene.places.at(g)) is not None]
    out.places.extend(found[:1] if not out.places else [])


def _taken_for(scene: Scene, noun: Token, out: Arguments) -> None:
    """Who takes an occasion for a meeting, or a meeting for one: "used the summit for a conversation with X",
    "took advantage of a call from X", "hopes to have an opportunity for talks with X".
    """
    above = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"for", "of"}:
        return
    verb = above.head if above.dep_ == "dobj" else above
    chances = _CHANCES if noun.head.lower_ == "for" else _MERE_CHANCES
    if chances is _MERE_CHANCES and len(out.actors) > 1:
        return  # others than those who took advantage of it
    taken = any(c.dep_ == "dobj" and c.lemma_.lower() in chances for c in verb.children)
    used = taken and verb.lemma_ in {"use", "take", "seize"} and not clauses.is_negated(verb)
    if used or having_chance(above) is not None:
        doers = clauses.doers(verb)
        out.add(resolved(scene, doers), anchor(doers, verb))


def _begun_with(scene: Scene, noun: Token, out: Arguments) -> None:
    """Who begins, ends or goes ahead with something by a meeting: "wrapped up her trip with talks with X"."""
    prep, verb = noun.head, clauses.clause_of(noun.head)
    ahead = any(c.lower_ == "ahead" for c in verb.rights)
    if noun.dep_ != "pobj" or prep.lower_ != "with" or not (ahead or verb.lemma_ in _FRAMING):
        return
    course = ahead or clauses.child(verb, "dobj") is not None
    if course and not clauses.is_negated(verb) and not clauses.is_passive(verb):
        doers = clauses.doers(verb)
        people = tuple(i for i in resolved(scene, doers) if scene.actor(i).kind in PEOPLE)
        travels = noun.lemma_.lower() in JOURNEYS_TOLD
        out.add(people, anchor(doers, verb), "role-visitor" if travels else "role-participant")


_FRAMING = frozenset("begin start open kick end wrap conclude finish close cap round continue follow".split())
_MERE_CHANCES = frozenset("advantage opportunity chance occasion".split())


def _there_for(scene: Scene, noun: Token, out: Arguments) -> None:
    """Who is in a place for a meeting: "X, in Oslo for talks with Y, said", "in Oslo for a visit, X said"."""
    inside = place_of_stay(noun)
    if inside is None:
        return
    who = inside.head
    begins = who.pos_ == "VERB" and inside.i == inside.sent.start
    people = clauses.doers(who) if begins else [who] if who.pos_ in {"PROPN", "NOUN"} else []
    ids = tuple(i for i in resolved(scene, people) if scene.actor(i).kind in PEOPLE)
    if ids:
        out.add(ids, anchor(people, who))
        towns = (o for o in inside.children if o.dep_ == "pobj")
        out.places.extend(p for o in towns if (p := scene.places.at(o)) is not None and not out.places)


def place_of_stay(noun: Token) -> Token | None:
    """The "in" of "in Oslo for talks", where the parser hangs "for" on it, its town or who is there."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ != "for":
        return None
    over = prep.head
    found = (over, over.head, *(c for c in over.children if c.i < prep.i))
    inside = next((c for c in found if c.dep_ == "prep" and c.lower_ == "in"), None)
    town = None if inside is None else next((o for o in inside.children if o.dep_ == "pobj"), None)
    return inside if town is not None and town.i < prep.i else None


_SENDING = frozenset("send dispatch leave depart cross drive invite return".split())
_SPEECHES = frozenset("speech address remark keynote statement".split())
_PARTS = frozenset("opening start edition session sitting segment close closing end day margin".split())


def bound_for(scene: Scene, noun: Token, out: Arguments) -> None:
    """Who is bound for a meeting or speaks to it: "on her way to the talks", "in a speech to the summit".

    So is who uses an occasion for it: "used the visit for talks with X".
    """
    add_invited(scene, noun, out)
    _taken_for(scene, noun, out)
    _begun_with(scene, noun, out)
    _sent_for(scene, noun, out)
    _there_for(scene, noun, out)
    if (owned := _owned_speech(noun)) is not None:
        speech, whose = owned
        attend(
            tuple(i for i in resolved(scene, whose) if scene.actor(i).kind == "person"), whose, speech, out
        )
        return
    phrase = noun.head.head if noun.head.lower_ in {"to", "at"} else None
    if phrase is None or phrase.dep_ != "pobj":
        return
    way = phrase.lower_ in {"way", "route"} and phrase.head.lower_ in {"on", "en"}
    if not way and not (phrase.lemma_.lower() in _SPEECHES and phrase.head.lower_ in {"in", "during"}):
        return
    who = phrase.head.head
    people = clauses.doers(who) if who.pos_ in {"VERB", "AUX"} else [who]
    ids = tuple(i for i in resolved(scene, people) if scene.actor(i).kind == "person")
    if ids:
        attend(ids, people, phrase, out)


def _owned_speech(noun: Token) -> tuple[Token, list[Token]] | None:
    """A speech at a meeting or a part of it, with whose it is said to be: "[his] speech at the opening of the
    conference", "remarks by [X] at the summit"; ``None`` where nobody's, and of "her message to the summit".
    """
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in _PARTS:
        noun = noun.head.head
    speech = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in {"to", "at"} else None
    if speech is None or speech.pos_ != "NOUN" or speech.lemma_.lower() not in _SPEECHES:
        return None
    own = [c for c in speech.lefts if c.dep_ == "poss"]
    own = own or [p for p in clauses.prepositional(speech, "by", "of") if p.i < noun.i]
    return (speech, own) if own else None
