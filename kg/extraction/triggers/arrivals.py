"""What those who have come somewhere are there for, which is not said to have come about."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token


def to_be_revived(noun: Token, verb: Token) -> bool:
    """Whether somebody has come to take up the talks of others, of which nobody says that they were: "arrived
    in Lima to [restart] talks between P and Q".
    """
    above = verb.head
    aim = verb.dep_ in {"advcl", "xcomp"} and clauses.is_infinitive(verb) and verb.lemma_ in _REVIVING
    comes = above.lemma_ in _COMING and above.tag_ != "VB"
    return noun.dep_ == "dobj" and aim and comes and bool(clauses.prepositional(noun, "between"))


def yet_to_come(noun: Token, verb: Token) -> bool:
    """Whether what is done to an event leaves it to come: it is to be revived, or is set for a day, "convened
    a summit [for Sunday]", "fixed a meeting for next week"; not "held talks for two days".
    """
    if to_be_revived(noun, verb):
        return True
    if noun.dep_ != "dobj" or verb.lemma_ not in _SETTING:
        return False
    days = (o for t in (noun, verb) for o in clauses.prepositional(t, "for") if o.i > noun.i)
    return any(o.ent_type_ == "DATE" and o.lemma_.lower() not in _LENGTHS | {"year"} for o in days)


_SETTING = frozenset("convene fix call summon book organise organize set schedule".split())
_LENGTHS = frozenset("hour day minute night".split())
_REVIVING = frozenset(
    "resume restart revive relaunch reopen renew rekindle broker kickstart jumpstart".split()
)
_COMING = frozenset("arrive land fly come travel be go return".split())


def on_the_way(noun: Token, journey: Token) -> bool:
    """Whether people are only coming to a summit: "have begun [arriving] in Lima for the summit", "as leaders
    [arrived] for it"; not "arrived on Monday for the summit".
    """
    if noun.lemma_.lower() not in {"summit", "conference"} or journey.lemma_ not in {"arrive", "gather"}:
        return False
    begun = journey.dep_ in {"xcomp", "ccomp"} and journey.head.lemma_ in {"begin", "start"}
    perfect = any(c.dep_ == "aux" and c.lower_ in {"have", "are", "were", "has"} for c in journey.lefts)
    while_ = journey.dep_ == "advcl" and any(c.lower_ == "as" for c in journey.lefts)
    return begun or perfect or while_


def is_going(verb: Token) -> bool:
    """Whether somebody is about to go: "heads to Oslo for talks", "is travelling to Oslo for talks", "said
    that X was coming for talks"; not "was travelling to Oslo".
    """
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    said = verb.dep_ == "ccomp" and auxiliaries & {"was", "were"}
    going = verb.tag_ == "VBG" and (said or auxiliaries & {"is", "are", "'s", "'re"})
    heads = verb.lemma_ == "head" and verb.tag_ in {"VBZ", "VBP"}
    return heads or (verb.lemma_ in _GOING and bool(going))


_GOING = frozenset("head travel fly come".split())


def not_there_to(verb: Token) -> bool:
    """Whether somebody was not there to do it: "was not present to [welcome] X", "was not there to meet"."""
    be = verb.head
    if verb.dep_ not in {"xcomp", "advcl"} or be.lemma_ != "be" or not clauses.is_negated(be):
        return False
    return clauses.is_infinitive(verb) and any(c.lower_ in _THERE for c in be.rights)


_THERE = frozenset("present there around available".split())


def to_be_met(visit: Token) -> list[Token]:
    """Whom a journey is to meet by its own words: Y of "a visit by X to Lima to meet [Y]", "X's trip to hold
    talks with [Y]"; none of "paid a visit to Lima to open a fair and met Y".
    """
    aims = (c for c in visit.subtree if c.i > visit.i and c.lemma_ in _MEETING and c.dep_ == "acl")
    aim = next((c for c in aims if clauses.is_infinitive(c) and not clauses.is_negated(c)), None)
    if aim is None or any(t.pos_ == "VERB" for t in aim.ancestors if visit.is_ancestor(t)):
        return []
    if aim.lemma_ not in {"hold", "have"}:
        return [*clauses.objects(aim), *clauses.prepositional(aim, "with")]
    talks = [o for o in clauses.objects(aim) if o.lemma_.lower() in {"talk", "meeting", "discussion"}]
    return [p for t in (aim, *talks) for p in clauses.prepositional(t, "with")] if talks else []


_MEETING = frozenset("meet see hold have".split())


def has_arrived(verb: Token) -> bool:
    """Whether a verb tells that somebody came to a place where he then is: "arrived", "touched down in Oslo",
    "reached Lima", "flew into Lima", "has come to Lima"; not "flew to Lima" nor "came to Lima", nor "reached
    a deal".
    """
    if verb.lemma_ in {"arrive", "land"}:
        return True
    if verb.lemma_ == "reach":
        return any(o.ent_type_ in {"GPE", "LOC"} for o in clauses.objects(verb))
    after = {c.lower_ for c in verb.rights if c.dep_ in {"prt", "prep", "advmod"}}
    if verb.lemma_ in {"fly", "touch"}:
        return bool(after & ({"into", "in"} if verb.lemma_ == "fly" else {"down"}))
    perfect = any(c.dep_ == "aux" and c.lower_ in {"has", "have", "'s", "'ve"} for c in verb.lefts)
    return verb.lemma_ == "come" and verb.tag_ == "VBN" and perfect and "to" in after


def begins_with_where(clause: Token) -> bool:
    """Whether a clause begins with "where", also as in "where he [is] expected to meet X"."""
    begun = [clause, *(c for c in clause.rights if c.dep_ in {"xcomp", "acomp"})]
    begun += [c for a in begun[1:] for c in a.rights if c.dep_ == "xcomp"]
    return any(c.lower_ == "where" for t in begun for c in t.lefts)


def left_after(noun: Token) -> list[Token]:
    """Who left after a meeting was over: "[X] left Oslo on Monday after talks with Y ended"."""
    over = noun.head
    mark = any(c.dep_ == "mark" and c.lower_ in {"after", "when", "as"} for c in over.lefts)
    gone = over.head if noun.dep_ == "nsubj" and over.dep_ == "advcl" and mark else noun
    return clauses.doers(gone) if gone is not noun and gone.lemma_ in _LEAVING else []


_LEAVING = frozenset("leave return depart fly withdraw".split())
