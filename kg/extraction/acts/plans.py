"""Whether what is announced is a plan, a demand of others or news, and whether it is a threat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extraction.tokens.act_lexicon import Frame
from kg.extraction.tokens.frozen_token import Token

_TELLING = frozenset({"announce", "declare", "proclaim"})
_AHEAD = frozenset("will would shall 'll wo going".split())
_ASKING = frozenset("must should ought".split())
_AIMS = frozenset("plan intend decide aim propose prepare agree ready willing set due".split())
_ADVERSE = frozenset(
    """
    abandon annul attack ban bar block blockade bomb boycott break cancel close cut deport detain end evict
    expel fight freeze halt impose invade leave nullify obstruct occupy quit recall resign respond restrict
    retaliate revoke sanction scrap seize sever shut stop strike suspend target terminate trigger veto walk
    withdraw withhold
    """.split()
)
_BREAKING = frozenset(
    "break violate breach betray dishonor dishonour abandon flout renege backtrack default go".split()
)
_CONDITIONS = frozenset({"unless", "if"})


def only_tells(frame: Frame, content: Sequence[Token]) -> bool:
    """Whether a verb of announcing only tells news or a demand of others: "declared that Peru must leave".

    "Announced that it will leave" and "announced plans" tell plans.
    """
    if frame.type != "announcement-of-plan" or frame.lemma not in _TELLING:
        return False
    return bool(content) and not any(t.pos_ not in ("VERB", "AUX") or _ahead(t) for t in content)


def _ahead(verb: Token) -> bool:
    finite = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl")]
    if not finite or (verb.tag_ in ("VB", "TO") and not any(c.dep_ == "aux" for c in verb.children)):
        return True  # "announced to leave", "announced leaving"
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if auxiliaries & _ASKING:
        return False
    if auxiliaries & _AHEAD or verb.lemma_.lower() in _AIMS:
        return True
    if any(c.lemma_.lower() in _AIMS for c in verb.children if c.dep_ in ("acomp", "attr")):
        return True
    under_way = verb.tag_ == "VBG" and any(c.lemma_ == "be" for c in verb.children)
    return under_way or verb.lower_ == "going"


def threatens(deeds: Iterable[Token], trigger: Token) -> bool:
    """Whether a step against others is made to depend on them: "will withdraw unless Peru agrees"."""
    steps = list(deeds)
    steps += [c for v in steps for c in v.children if c.dep_ in ("xcomp", "conj") and c.pos_ == "VERB"]
    if not any(v.lemma_.lower() in _ADVERSE for v in steps):
        return False
    clauses = (c for v in (*steps, trigger) for c in v.children if c.dep_ == "advcl")
    return any(m.dep_ == "mark" and m.lower_ in _CONDITIONS for c in clauses for m in c.children)


def taken_back(noun: Token) -> bool:
    """Whether an offer, demand or the like is told only to be given up: "withdrew its invitation"."""
    return noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lemma_.lower() in _TAKING_BACK


_TAKING_BACK = frozenset("withdraw retract rescind revoke drop scrap".split())


def broken(noun: Token) -> bool:
    """Whether a promise is told only to be broken: "broke its promise", "went back on its pledge"."""
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ == "on":
        back = verb.head.head if verb.head.lower_ == "back" else verb.head
        return back.lemma_.lower() in _BREAKING
    return noun.dep_ == "dobj" and verb.lemma_.lower() in _BREAKING - {"go"}
