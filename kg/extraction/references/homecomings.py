"""Those who come home: "President X returned home from Oslo. He was met on arrival by Y", "The president flew
back to Lima", who is the Peruvian one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import sentence_before

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver
    from kg.extraction.scene import Scene

_RECEIVING = frozenset("meet receive welcome greet".split())
_THERE = frozenset("arrival airport airbase home".split())
_BACK = 2
"""How many sentences before may tell of the return."""


def welcomed_home(verb: Token) -> bool:
    """Whether a verb tells how somebody was met who has just come home, which is no meeting of states.

    Not so "President X arrived in Oslo. He was met at the airport by Y".
    """
    if verb.lemma_.lower() not in _RECEIVING or not clauses.is_passive(verb):
        return False
    sentence = verb.sent
    if not any(t.lower_ in _THERE for t in sentence[verb.i - sentence.start :]):
        return False
    first = sentence
    for _ in range(_BACK):
        first = sentence_before(first[0]) or first
    return any(_comes_home(t) for t in verb.doc[first.start : verb.i])


def is_way_home(scene: Scene, noun: Token) -> bool:
    """Whether a journey takes somebody home: "prepared for a return trip to Lima" of the Peruvian envoy, "her
    trip back to Lima"; not his "return trip to Oslo".
    """
    back = any(c.lower_ == "return" for c in noun.lefts) or any(c.lower_ == "back" for c in noun.rights)
    if not back or noun.lemma_ not in {"trip", "journey", "flight"}:
        return False
    goals = [p for o in clauses.prepositional(noun, "to") if (p := scene.places.at(o)) is not None]
    lands = scene.places.states(goals)
    people = [i for s in clauses.subjects(clauses.clause_of(noun)) for i in scene.resolve(s)]
    return any(scene.actor(i).country in lands for i in people)


def called_home(noun: Token) -> bool:
    """Whether a state has its ambassador come home to hear him: "recalled its ambassador for consultations",
    "called its envoy home for talks"; not "sent its ambassador home after talks".
    """
    if noun.dep_ != "pobj" or noun.head.lower_ != "for":
        return False
    verb = clauses.clause_of(noun.head)
    whom = (c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"})
    if not any(o.lemma_.lower() in _POSTED for o in whom):
        return False
    between = {t.lower_ for t in noun.doc[verb.i : noun.i]}
    return verb.lemma_ in _RECALLING or (verb.lemma_ in _CALLING and not between.isdisjoint({"home", "back"}))


_POSTED = frozenset("ambassador envoy commissioner chargé charge consul diplomat nuncio".split())
_RECALLING, _CALLING = frozenset({"recall", "withdraw"}), frozenset("call summon order bring pull".split())


def _comes_home(verb: Token) -> bool:
    """Whether a word tells of a return home: "returned home", "is back home", "has returned from Oslo"."""
    if verb.lemma_ == "return" and verb.pos_ == "VERB":
        around = {c.lower_ for c in verb.rights}
        return not around.isdisjoint({"home", "from"})
    return verb.lower_ == "back" and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "home"


def of_home(resolver: Resolver, token: Token, persons: list[str]) -> list[str]:
    """Those of the state to whose town the one meant goes back: "The president flew back to Lima" is the
    Peruvian one; all where it is of none of theirs. Who only sent something, "greetings from King X", or is
    only sent them, "asked him to convey greetings to King X", is not.
    """
    persons = [p for p in persons if not _only_sent(resolver, p)] or persons
    verb = token.head if token.dep_ == "nsubj" else token
    back = verb.lemma_ == "return" or any(c.lower_ in {"back", "home"} for c in verb.rights)
    goals = clauses.prepositional(verb, "to") if back and verb.pos_ == "VERB" else []
    matches = [m for g in goals if (m := resolver.index.by_token.get(g.i)) is not None]
    lands = {m.entry.country or m.entry.key for m in matches}
    drafts = resolver.index.drafts
    return [p for p in persons if (c := drafts[p].country) is not None and drafts[c].key in lands] or persons


def _only_sent(resolver: Resolver, person: str) -> bool:
    """Whether all that is told of somebody is what he sent or is sent: "conveyed greetings from King X", "of
    King X", "sent his regards to King X"; not "conveyed a message to King X", who may have been met.
    """
    names = [resolver.doc[a:b].root for a, b, o in resolver.index.spans if o == person]
    names = [t.head if t.dep_ == "appos" else t for t in names]
    return bool(names) and all(_sender(t) or _is_greeted(t) for t in names)


def _sender(name: Token) -> bool:
    if name.dep_ == "dobj":  # of a name that the parser hangs on what is sent: "a letter from the ruler, X"
        return name.pos_ == "NOUN" and name.lemma_.lower() in _SENT
    from_ = name.dep_ == "pobj" and name.head.lower_ in {"from", "of"}
    return from_ and name.head.head.lemma_.lower() in _SENT


def _is_greeted(name: Token) -> bool:
    over = name.head.head
    if name.dep_ != "pobj":
        return False
    sent = [over] if over.pos_ == "NOUN" else [] if over.lemma_ not in _SENDING else clauses.objects(over)
    return name.head.lower_ == "to" and any(o.lemma_.lower() in _GREETINGS for o in sent)


_GREETINGS = frozenset("greeting regard wish congratulation condolence felicitation compliment".split())
_SENDING = frozenset("convey send extend pass deliver offer carry transmit express".split())
_SENT = frozenset("greeting regard message letter invitation wish congratulation convey carry bear".split())
