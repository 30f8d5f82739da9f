"""What is to be done after an event, or is to come of it: "a pact will be signed after the talks"."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extraction.arguments.to_come import OF_THE_PAST
from kg.extraction.grammar import clauses
from kg.extraction.times.calendar_bounds import WEEKDAYS
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.occasion_verbs import meets_press
from kg.extraction.triggers.timetable import is_to


def before_what_comes(noun: Token) -> bool:
    """Whether something is to be done after an event of a bare weekday, or is to come of the event: "after
    talks with X on Friday, Y will fly home", "will hold a press conference after their talks", "expects the
    experts to go on after Friday's talks", "a pact is to be signed after the talks", "a decision is expected
    after the meeting"; not "after last Friday's talks". So is one until after which nothing is done, or after
    which something may be: "until after two meetings in July", "the trip might be made after a visit by X".
    """
    verb = noun.head.head
    if verb.lower_ == "until" or _may_be(verb):
        return True
    if verb.pos_ not in {"VERB", "AUX"} or clauses.clause_of(verb).dep_ in {"relcl", "acl"}:
        return False
    days = [t for t in noun.subtree if t.lower_ in WEEKDAYS and t.dep_ in {"pobj", "poss", "npadvmod"}]
    yielded = _comes_of(verb) and OF_THE_PAST.isdisjoint([c.lower_ for c in noun.lefts])
    if not (days or yielded or meets_press(verb)) or _is_over([noun, *days]):
        return False
    due = is_to(next(iter(clauses.subjects(verb)), noun), verb)
    wished = verb.lemma_ in _LOOKING_ON and verb.tag_ in {"VBZ", "VBP"}
    on = wished and any(c.dep_ in {"xcomp", "ccomp"} and c.tag_ == "VB" for c in verb.rights)
    helpers = {c.lower_ for c in verb.lefts if c.dep_ == "aux"}
    will = helpers & {"will", "shall", "'ll", "’ll"} or ("would" in helpers and verb.dep_ == "ccomp")
    will = will or ("to" in helpers and (verb.head.lower_ in {"is", "are"} or _is_expected(verb.head)))
    planned = (due is not None and due[0] == "planned") or _is_expected(verb)
    return bool(will and not clauses.is_negated(verb)) or on or planned


def _may_be(verb: Token) -> bool:
    """Whether something may come about: "the trip might be made"; not "the army may have left"."""
    helpers = {c.lower_ for c in verb.lefts if c.dep_ in {"aux", "auxpass"}}
    return bool(helpers & {"may", "might"}) and "be" in helpers and "have" not in helpers


def _is_over(words: Iterable[Token]) -> bool:
    """Whether words for an event or its day say that it is over: "last Friday's talks", "last week's"."""
    beside = (c for w in words for c in w.lefts)
    return any(t.lower_ in {"last", "past"} for c in beside for t in (c, *c.lefts))


def _comes_of(verb: Token) -> bool:
    """Whether a verb is of what an event brings forth: "a pact will be signed", "a decision is expected"."""
    if verb.lemma_ in _EXPECTING:
        return any(s.lemma_.lower() in _OUTCOMES for s in clauses.subjects(verb))
    return verb.lemma_ in _BRINGING_FORTH


def _is_expected(verb: Token) -> bool:
    """Whether something is expected or due now: "are expected to be signed"; not "were expected"."""
    return verb.lemma_ in _EXPECTING and any(c.lower_ in {"is", "are"} for c in verb.lefts)


_EXPECTING = frozenset("expect schedule slate set plan".split())
_BRINGING_FORTH = frozenset("sign initial ink issue release publish adopt unveil announce".split())
_OUTCOMES = frozenset("decision announcement statement communique communiqué declaration agreement".split())
_LOOKING_ON = frozenset("expect hope plan intend want".split())
