"""What leaves an event settled: "may skip the summit", "will not attend it", "the summit should help"."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.grammar.modality import is_condition
from kg.extraction.grammar.relatives import RELATIVES
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.coming_about import comes_about
from kg.extraction.triggers.event_course import COURSES, JOURNEYS, TAKING_PLACE
from kg.extraction.triggers.verb_status import spares, undoes, verbal_status

BEARING = frozenset(
    """
    hold have conduct carry attend begin start open host conclude end finish wrap lead join chair take pay
    make resume continue convene organize organise arrange co-host co-chair stage undertake complete follow
    precede last go come bring occur happen do visit cut be yield produce fail wind close
    """.split()
)
"""Verbs whose tense is that of the meeting: "held talks", "the talks ended", not "described the talks"."""
ATTENDING = frozenset("attend join participate come go travel skip boycott snub take send address".split())
"""Verbs of taking part: who does or does not says nothing of whether it takes place."""
_RESULTS = frozenset({"bring", "yield", "produce"})
_TAKING_THERE = frozenset({"take", "send"})
_KNOWN = frozenset({"the", "this"})


def leaves_settled(noun: Token, verb: Token, status: str) -> bool:
    """Whether what is supposed or denied of an event leaves it as it is.

    "Will not attend a summit", "may skip the summit", "Friday's summit should send a signal", "could bring a
    deal"; not "the summit should be held", "might join the talks".
    """
    if noun.dep_ == "dobj" and spares(verb):
        return noun.lemma_.lower() not in COURSES  # "threatened to call off his visit"
    if status == "cancelled":
        return verb.lemma_.lower() in ATTENDING
    if status == "planned" and noun.lemma_.lower() in JOURNEYS:
        return _tells_good(noun, verb)
    if status != "proposed":
        return False
    if noun.lemma_.lower() in COURSES or not is_known(noun):
        return False
    lemma = verb.lemma_.lower()
    if noun.dep_ == "dobj":
        return lemma in ATTENDING - _TAKING_THERE
    bearing = lemma in (BEARING - _RESULTS) | TAKING_PLACE or undoes(verb) or comes_about(verb)
    return noun.dep_ == "nsubj" and not bearing and not is_condition(verb)


def says_how_they_go(noun: Token, verb: Token) -> bool:
    """Whether a verb supposes of talks what comes of them, not that they come about.

    "The talks could last three days", "hoped the talks would bear fruit", "negotiations could be derailed"
    leave them as they are; "the talks could resume", "talks may be held" do not.
    """
    if noun.dep_ not in {"nsubj", "nsubjpass"} or is_condition(verb):
        return False
    lemma = verb.lemma_.lower()
    known = is_known(noun) or any(c.lower_ in {"these", "those"} for c in noun.lefts)
    if lemma == "be" and clauses.child(verb, "attr") is not None:
        return known  # "these talks may be the last chance"
    if lemma in _BEGINNING or comes_about(verb):
        return False
    return lemma in _GOING_WRONG or known


def tells_outcome(noun: Token, verb: Token) -> bool:
    """Whether a verb foretells what comes of talks, which says nothing of when they are: "negotiations with X
    will lead to a deal", "does not expect talks to reach a conclusion", "the talks would fail"; not "talks
    next week will lead to a deal", nor "talks would lead to a deal", which may be no more than thought of.
    """
    if noun.dep_ not in {"nsubj", "nsubjpass"} or verb.lemma_.lower() not in _OUTCOMES:
        return False
    would = any(c.lower_ in {"would", "could", "might"} for c in verb.lefts)
    if would and not any(c.lower_ in {"the", "these", "those", "current"} for c in noun.lefts):
        return False
    own = (*noun.subtree, *(o for p in verb.rights if p.dep_ == "prep" for o in p.children), *verb.rights)
    return not any(t.ent_type_ == "DATE" for t in own)


def _tells_good(noun: Token, verb: Token) -> bool:
    """Whether a verb foretells what good a journey does, which says nothing of when it is: "the visit will
    inject new impetus into ties"; not "the visit will begin", "next week's visit will boost ties".
    """
    told = noun.dep_ == "nsubj" and verb.lemma_.lower() in _DOING_GOOD
    return told and not any(t.ent_type_ == "DATE" for t in noun.subtree)


_DOING_GOOD = frozenset(
    "inject boost enhance strengthen deepen promote further cement advance foster contribute help".split()
)
_OUTCOMES = frozenset("lead result produce yield reach achieve bear succeed fail".split())
_BEGINNING = frozenset(
    """
    begin start open launch kick resume restart reopen relaunch convene reconvene hold conduct schedule
    arrange organize organise be have take come go include involve revive renew follow host continue move
    shift call
    """.split()
)
_GOING_WRONG = frozenset("derail collapse fail founder stall unravel drag falter break sabotage".split())


def is_known(noun: Token) -> bool:
    """Whether a noun speaks of an event as known: "the summit", "Friday's summit"; not "a summit"."""
    return any(c.dep_ == "poss" or c.lower_ in _KNOWN for c in noun.lefts)


def attended_yet(noun: Token, clause: Token) -> bool:
    """Whether a participle tells who will be at an event to come: "will be followed by a meeting attended by
    X", "will be discussed at talks on Friday hosted by X"; not "will report on the meeting attended by X".
    """
    verb = clauses.clause_of(noun)
    if clause.tag_ != "VBN" or clause.dep_ != "acl" or verbal_status(verb)[0] not in {"planned", "proposed"}:
        return False
    there = noun.dep_ == "dobj" or (noun.dep_ == "pobj" and noun.head.lower_ in {"by", "at", "in", "during"})
    return there and not any(c.lower_ in {"the", "this", "that"} for c in noun.lefts)


_ARRANGING = frozenset("arrange prepare plan schedule set".split())
_STAYS = frozenset("visit trip tour talk meeting call mission".split())


def only_arranged(noun: Token) -> bool:
    """Whether an event is only arranged when and where something else was: "arranged the summit during a
    visit to Oslo last week"; not "arranged a summit for Friday in Oslo".
    """
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_ not in _ARRANGING or any(c.lower_ == "for" for c in verb.rights):
        return False
    on = (p for p in verb.rights if p.dep_ == "prep" and p.lower_ in {"during", "on", "at", "in"})
    return any(o.dep_ == "pobj" and o.lemma_.lower() in _STAYS for p in on for o in p.rights)


def journey_made(noun: Token, clause: Token) -> Token | None:
    """The verb by which a clause on a journey says who makes it: "the visit which X is to [make] to Lima",
    "that X [paid] to Lima"; ``None`` of "the visit which made X famous".
    """
    due = [clause, *(c for c in clause.rights if c.dep_ in {"acomp", "oprd"})]
    told = [clause, *(c for t in due for c in t.rights if c.dep_ == "xcomp")]
    making = next((t for t in told if t.lemma_ in _MAKING), None)
    if clause.dep_ != "relcl" or making is None or noun.lemma_.lower() not in JOURNEYS:
        return None
    own = any(s.lower_ not in RELATIVES for s in clauses.subjects(clause))
    others = [o for o in clauses.objects(making) if o.lower_ not in RELATIVES and o.i != noun.i]
    return making if own and not others else None


_MAKING = frozenset({"make", "pay", "undertake"})


def is_to_be_made(clause: Token, making: Token) -> bool:
    """Whether a journey of ``journey_made`` is to come: "X is to make", "is due to pay", "will pay"."""
    ahead = any(c.dep_ == "aux" and c.lower_ in {"will", "'ll", "wo", "shall"} for c in making.lefts)
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in making.lefts)
    now = clause.tag_ in {"VBZ", "VBP"} or any(c.lower_ in {"is", "are"} for c in clause.lefts)
    return ahead or (infinitive and now)
