"""Nouns for meetings that name nobody: "the encounter", "a third session", "consultations in Lima in May".

They go back to a meeting told of before, or are one more with its sides; alone, they say nothing.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.arguments.arguments import Arguments
from kg.extraction.grammar import clauses
from kg.extraction.scene import Scene
from kg.extraction.times import times
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.noun_readings import modifiers
from kg.extraction.triggers.triggers import Trigger

_FRAMES = frozenset({"meeting", "talks", "signing"})
_WHOSE = frozenset("of with between among by for from against".split())
_BACK = frozenset("the this that these those both their his her its latter same".split())
_CONTACTS = frozenset("contact exchange audience handshake rendezvous chat".split())
_MORE = frozenset("another next further fresh follow-up".split())
_AT_HOME = frozenset(
    "legislative judicial academic musical congressional photo question photo-op trading internal".split()
)
_WORTH = frozenset("importance need necessity value significance role benefit usefulness urgency".split())
_BY_WIRE = frozenset({"phone", "telephone", "video"})
_NAMES = frozenset({"GPE", "DATE", "TIME", "ORDINAL", "CARDINAL", "FAC", "LOC"})


def names_nobody(trigger: Trigger, arguments: Arguments) -> bool:
    """Whether no words around the noun say whose it is: "the session", not "the session of the choir"."""
    noun, frame = trigger.token, trigger.frame
    weak = frame.strength == "argument" or frame.lemma in _CONTACTS
    if not trigger.nominal or not weak or frame.frame not in _FRAMES or frame.is_body:
        return False
    if arguments.actors or arguments.attending or arguments.parties or noun.dep_ == "compound":
        return False
    if any(p.dep_ == "prep" and p.lower_ in _WHOSE for p in noun.children):
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in _WORTH:
        return False  # "the importance of dialogue in Peru"
    left = modifiers(noun)
    named = (t for t in left if t.dep_ in {"compound", "nmod"} and t.ent_type_ not in _NAMES)
    told = (t for t in named if t.lower_ not in _BY_WIRE)  # "the phone conversation"
    nouns = [t for t in told if times.ordinal_of(t.lower_) is None]  # "the Eighth Session"
    return not nouns and not {t.lower_ for t in left} & _AT_HOME and "-" not in noun.text


def goes_back(trigger: Trigger, arguments: Arguments, status: tuple[str, int]) -> bool:
    """Whether a noun that names nobody repeats a meeting or counts on from it: "that encounter".

    What is not held as yet is another one, and has to be counted: "a third session will be held". So is what
    has a place of its own: "a session in Lima had failed". A signing follows what is said before if it is
    to come: "the signing will be in May".
    """
    if trigger.frame.frame == "signing":
        return status[0] in {"planned", "proposed"} and names_nobody(trigger, arguments)
    words = {c.lower_ for c in trigger.token.lefts}
    counted = any(times.ordinal_of(w) is not None for w in words) or bool(words & _MORE)
    alike = trigger.frame.strength == "argument"  # "the exchange" may be of fire or goods
    repeated = alike and bool(words & _BACK) and not (status[1] > 1 and status[0] not in {"held", "ongoing"})
    again = (counted or repeated) and names_nobody(trigger, arguments)
    return again or placed_apart(trigger, arguments)


def placed_apart(trigger: Trigger, arguments: Arguments) -> bool:
    """Whether a noun that names nobody has a place of its own: "a session in Lima in April had failed"."""
    return bool(arguments.places) and names_nobody(trigger, arguments)


def told_outright(scene: Scene, trigger: Trigger, arguments: Arguments, *, dated: bool) -> Trigger:
    """The trigger, as one that denotes a meeting by itself where it is placed or dated.

    So "consultations in Lima in May" where the sentence names a side; "in consultations" is left as it is.
    The journey that one "ends with President X in Lima" tells of a meeting.
    """
    if trigger.nominal and trigger.family == "visit" and _with_host(scene, trigger.token, arguments):
        arguments.actors = dict.fromkeys(arguments.actors, "role-participant")
        return replace(trigger, format="meeting")
    bare = trigger.frame.strength == "argument" and names_nobody(trigger, arguments)
    if not bare or not (dated or arguments.places) or not _names_side(scene, trigger):
        return trigger
    return replace(trigger, frame=replace(trigger.frame, strength="core"))


def _with_host(scene: Scene, journey: Token, arguments: Arguments) -> bool:
    """Whether somebody begins or ends a journey with whom he meets there: "will end the tour with President X
    in Lima", who is of Peru; not "began his trip with Minister Y in Lima", who is of another state.
    """
    verb = journey.head
    if journey.dep_ != "dobj" or verb.lemma_ not in _EDGES or clauses.is_negated(verb):
        return False
    met = [i for t in (journey, verb) for o in clauses.prepositional(t, "with") for i in scene.resolve(o)]
    hosts = [scene.actor(i) for i in met if i in arguments.actors]
    lands = scene.places.states(arguments.places)
    return bool(hosts) and all(a.kind == "person" and a.country in lands - {None} for a in hosts)


_EDGES = frozenset("begin start open end close conclude finish cap wrap round".split())


def _names_side(scene: Scene, trigger: Trigger) -> bool:
    """Whether somebody who is or serves a state or body is named in the sentence."""
    sent = trigger.token.sent
    named = {scene.index.owner[i] for i in range(sent.start, sent.end) if i in scene.index.owner}
    return bool(scene.principals(sorted(named)))
