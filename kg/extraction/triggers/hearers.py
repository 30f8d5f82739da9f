"""Who is spoken to: journalists or hearers, with whom nobody has a meeting, and whom one calls to tell."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token

_PRESS = frozenset(
    """
    press media reporter journalist correspondent newsman newsmen newspeople pressmen camera crowd audience
    public nation student pupil supporter congregation worshipper mourner conference parliament diaspora
    worker expatriate compatriot countryman emigrant businessman businesswoman businesspeople entrepreneur
    """.split()
)


def meets_press(verb: Token) -> bool:
    """Whether those met or spoken to are journalists or hearers: "met the press", "spoke to reporters".

    So are cameras before which they speak; not a minister beside them: "met the press and X", "flanked by X".
    """
    objects = [x for c in verb.children if c.dep_ == "dobj" for x in clauses.conjuncts(c)]
    groups = [objects, *(clauses.prepositional(verb, prep) for prep in ("with", "to"))]
    cameras = any(o.lemma_.lower() == "camera" for o in clauses.prepositional(verb, "before", "for"))
    press = any(g and all(_hears(o) or _outlet(o) for o in g) for g in groups)
    return cameras or (press and not any(t.lemma_ == "flank" for t in verb.subtree))


def told_press(noun: Token) -> bool:
    """Whether journalists are rung up: "told reporters on a conference call from Oslo"."""
    on_call = noun.lower_ == "call" and noun.dep_ == "pobj" and not clauses.prepositional(noun, "with")
    return on_call and meets_press(clauses.clause_of(noun))


def _hears(noun: Token) -> bool:
    """Whether a noun is for such people: "students", "the Peruvian community"; not "the Andean Community"."""
    ours = noun.text == "community" and not any(c.lower_ == "international" for c in noun.lefts)
    return ours or bool(_PRESS & {noun.lower_, noun.lemma_.lower()})


_OUTLETS = frozenset("radio tv television newspaper channel".split())


def _outlet(noun: Token) -> bool:
    """Whether a noun names a broadcaster or its part: "X's Spanish Service"; not "the Security Service"."""
    part = noun.text == "Service" and any(c.dep_ in {"poss", "nmod"} for c in noun.lefts)
    return part or (noun.lower_ in _OUTLETS and any(c.text[:1].isupper() for c in noun.lefts))


_GREETING = frozenset("congratulate thank wish greet inform tell assure console reassure warn urge".split())


def called_to_tell(verb: Token) -> list[Token]:
    """Whom somebody calls whose aim alone says so: "phoned to congratulate X", "called to thank X"."""
    aims = (c for c in verb.rights if c.dep_ in {"xcomp", "advcl"} and c.lemma_ in _GREETING)
    return [o for a in aims if clauses.is_infinitive(a) for o in clauses.objects(a)]
