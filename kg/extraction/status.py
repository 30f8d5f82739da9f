"""Whether a meeting was held, is under way, planned, proposed, postponed, cancelled or suspended."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Token

from kg.extraction import clauses
from kg.extraction.modality import Tense, tense_of, verb_of_occasion
from kg.model import Time

_CHANGE_VERBS = {
    "cancel": "cancelled",
    "scrap": "cancelled",
    "scrub": "cancelled",
    "abandon": "cancelled",
    "call": "cancelled",
    "postpone": "postponed",
    "put": "postponed",
    "delay": "postponed",
    "defer": "postponed",
    "reschedule": "postponed",
    "suspend": "suspended",
    "halt": "suspended",
    "freeze": "suspended",
    "adjourn": "suspended",
    "stall": "suspended",
    "collapse": "suspended",
    "break": "suspended",
}
_PLAN_VERBS = frozenset(
    """
    plan undertake expect schedule set due slate prepare arrange aim agree intend announce confirm decide
    promise
    organize will
    """.split()
)
_PROPOSE_VERBS = frozenset(
    """
    propose offer invite suggest urge call want seek hope wish demand request ask consider refuse reject
    rule appeal press push mull explore ready
    """.split()
)
_PLANNED_WORDS = frozenset("upcoming planned scheduled forthcoming future next expected coming".split())
_PROPOSED_WORDS = frozenset("proposed possible potential eventual prospective".split())
_ONGOING_WORDS = frozenset("ongoing current continuing under-way".split())
_HELD_WORDS = frozenset("recent previous last earlier past latest first inaugural".split())
_HELD_PREPS = frozenset("after following since".split())
_AHEAD_PREPS = frozenset("before ahead".split())
_PRESENT_ACTS = frozenset("continue resume begin start open be hold meet attend visit take".split())


def status_of(token: Token, *, nominal: bool) -> tuple[str, int]:
    """A status and the strength of its evidence, 0 (none) to 3 (said outright), from the clause of a trigger.

    "met" -> held; "will meet", "is to visit" -> planned; "offered talks" -> proposed; "called off" ->
    cancelled; "a visit that was postponed" -> postponed.
    """
    if nominal:
        return _nominal_status(token)
    return _verbal_status(token)


def _undoes(verb: Token) -> bool:
    """Whether the verb cancels, postpones or suspends its object: "called off the planned summit"."""
    lemma = verb.lemma_.lower()
    if lemma not in _CHANGE_VERBS:
        return False
    if lemma == "call":
        return clauses.has_particle(verb, "off")
    if lemma == "put":
        return clauses.has_particle(verb, "off") or clauses.has_particle(verb, "back")
    return lemma != "break" or clauses.has_particle(verb, "off") or clauses.has_particle(verb, "down")


def _verbal_status(verb: Token) -> tuple[str, int]:
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if auxiliaries & {"will", "'ll", "shall", "wo"}:
        return ("cancelled", 2) if clauses.is_negated(verb) else ("planned", 3)
    if auxiliaries & {"would"}:
        return ("planned", 2)
    if auxiliaries & {"may", "might", "could", "should", "can", "must"}:
        return ("proposed", 2)
    head = verb.head
    if "to" in auxiliaries or (verb.dep_ in {"xcomp"} and verb.tag_ == "VBG"):
        return _after_matrix(verb, head)
    if verb.tag_ == "VBG" and auxiliaries & {"is", "are", "'s", "'re", "been"}:
        return ("ongoing", 2)
    if verb.tag_ in {"VBD", "VBN"} or auxiliaries & {"has", "have", "had", "did"}:
        return ("held", 3)
    if verb.tag_ in {"VBZ", "VBP"}:
        return ("held", 1)
    tense = tense_of(verb)
    return ("planned", 1) if tense == "future" else ("held", 1)


def _after_matrix(verb: Token, head: Token) -> tuple[str, int]:
    lemma = head.lemma_.lower()
    if lemma in {"refuse", "decline", "fail"}:
        return ("proposed", 2)
    if lemma in _PROPOSE_VERBS or (
        head.lemma_
        in {
            "ready",
            "willing",
            "open",
            "prepared",
            "able",
            "opportunity",
            "invitation",
            "chance",
            "proposal",
            "offer",
            "call",
            "plan",
        }
        and lemma != "plan"
    ):
        return ("proposed", 2)
    if lemma in _PLAN_VERBS or lemma in {"be", "travel", "fly", "head", "arrive", "come", "go"}:
        if lemma in {"travel", "fly", "head", "arrive", "come", "go"} and tense_of(head) == "past":
            return ("held", 1)
        return ("planned", 2)
    if verb.dep_ == "advcl" and head.pos_ == "VERB":
        return ("held", 1) if tense_of(head) == "past" else ("planned", 1)
    return ("planned", 1) if tense_of(head) != "past" else ("held", 1)


def _said_outright(noun: Token) -> str | None:
    """The change that the words around a noun say: "the cancelled summit", "called off the summit"."""
    words = {c.lower_ for c in noun.lefts}
    for modifier in noun.lefts:
        lemma = modifier.lemma_.lower() if modifier.pos_ == "VERB" else modifier.lower_
        if modifier.tag_ == "VBN" and lemma in _CHANGE_VERBS:
            return _CHANGE_VERBS[lemma]
    if words & {"cancelled", "canceled"}:
        return "cancelled"
    if words & {"postponed", "delayed"}:
        return "postponed"
    if words & {"suspended", "stalled"}:
        return "suspended"
    governor = noun.head
    if noun.dep_ in {"dobj", "nsubjpass"} and governor.pos_ == "VERB" and _undoes(governor):
        return _CHANGE_VERBS[governor.lemma_.lower()]
    return None


def _nominal_status(noun: Token) -> tuple[str, int]:
    words = {c.lower_ for c in noun.lefts}
    outright = _said_outright(noun)
    if outright is not None:
        return (outright, 3)
    if words & _PROPOSED_WORDS:
        return ("proposed", 2)
    if words & _PLANNED_WORDS:
        return ("planned", 2)
    if words & _ONGOING_WORDS:
        return ("ongoing", 2)
    held = bool(words & _HELD_WORDS)
    for clause in (c for c in noun.children if c.dep_ in {"relcl", "acl"}):
        found = _clause_status(clause)
        if found is not None:
            return found
    outer = noun
    while (
        outer.dep_ in {"conj", "compound"}
        and outer.head.i != outer.i
        and outer.head.pos_ in {"NOUN", "PROPN"}
    ) or (
        outer.dep_ == "pobj"
        and outer.head.lower_ == "of"
        and outer.head.head.lemma_ in {"round", "series", "day", "start", "resumption"}
    ):
        outer = outer.head.head if outer.dep_ == "pobj" else outer.head
    if outer.dep_ == "pobj":
        return _prepositional_status(outer, held)
    head = outer.head
    if outer.dep_ in {"dobj", "nsubj", "nsubjpass", "attr", "oprd"} and head.pos_ in {"VERB", "AUX"}:
        found = _governed_status(outer, head)
        return ("held", 2) if held and found[1] < 2 else found
    return ("held", 2) if held else ("held", 0)


def _clause_status(clause: Token) -> tuple[str, int] | None:
    lemma = clause.lemma_.lower()
    if _undoes(clause):
        return (_CHANGE_VERBS[lemma], 3)
    if lemma in {"schedule", "plan", "expect", "set", "slate"} or clause.lower_ in {"due", "set"}:
        return ("planned", 3)
    status, strength = _verbal_status(clause)
    if "to" in {c.lower_ for c in clause.children if c.dep_ == "aux"}:
        return None
    return (
        (status, strength)
        if strength >= 2
        and lemma
        in {"hold", "take", "begin", "start", "host", "open", "end", "attend", "conclude", "resume", "bring"}
        else None
    )


def _prepositional_status(noun: Token, held: bool) -> tuple[str, int]:
    prep = noun.head
    lower = prep.lower_
    head = prep.head
    if lower == "of" and head.lower_ in {
        "ahead",
        "sidelines",
        "margins",
        "possibility",
        "prospect",
        "prospects",
        "idea",
        "chance",
    }:
        if head.lower_ == "ahead":
            return ("held", 1) if held else ("planned", 2)
        if head.lower_ in {"possibility", "prospect", "prospects", "idea", "chance"}:
            return ("proposed", 2)
        return ("held", 1)
    if lower in _HELD_PREPS:
        return ("held", 2)
    if lower in _AHEAD_PREPS:
        return ("planned", 1)
    if lower in {"for", "to"} and head.lemma_.lower() in _PROPOSE_VERBS | {
        "appeal",
        "demand",
        "proposal",
        "offer",
        "invitation",
        "hope",
        "push",
        "readiness",
        "willingness",
    }:
        return ("proposed", 2)
    if lower in {"for"} and head.lemma_.lower() in {
        "plan",
        "preparation",
        "prepare",
        "date",
        "venue",
        "agenda",
        "schedule",
    }:
        return ("planned", 2)
    verb = clauses.clause_of(head) if head.pos_ not in {"VERB", "AUX"} else head
    if verb.pos_ in {"VERB", "AUX"}:
        status, strength = _verbal_status(verb_of_occasion(verb))
        if lower in {"during", "in", "at", "on"}:
            return (status, max(1, strength - 1))
        return (status, min(strength, 1) if not held else 2)
    return ("held", 1 if held else 0)


def _governed_status(noun: Token, verb: Token) -> tuple[str, int]:
    lemma = verb.lemma_.lower()
    if _undoes(verb) or (lemma == "break" and noun.dep_ == "dobj"):
        return (_CHANGE_VERBS[lemma], 3)
    if lemma in {"schedule", "slate", "plan", "expect", "arrange", "prepare", "set"} and (
        clauses.is_passive(verb) or lemma in {"plan", "schedule", "arrange", "prepare", "expect"}
    ):
        return ("planned", 2)
    if lemma in _PROPOSE_VERBS and noun.dep_ in {"dobj", "nsubjpass"}:
        return ("proposed", 2)
    status, strength = _verbal_status(verb)
    if (
        lemma in {"continue", "resume", "be", "last"}
        and verb.tag_ in {"VBZ", "VBP", "VBG"}
        and status in {"held", "ongoing"}
    ):
        return ("ongoing", 1)
    if lemma in _PRESENT_ACTS and verb.tag_ == "VBG" and status == "ongoing":
        return ("ongoing", 2)
    return (status, strength)


def settle(
    votes: list[tuple[str, int]], time: Time, published: date | None, *, open_ended: bool = False
) -> str:
    """The status of a meeting from those of its mentions, checked against its date.

    Outright cancellation, postponement or suspension wins; otherwise the strongest, the earlier of equals.
    A date after publication is never held, a date before it never planned.
    """
    strong = [s for s, n in votes if n >= 3 and s in {"cancelled", "postponed", "suspended"}]
    if strong:
        return strong[-1]
    best = max(votes, key=lambda v: v[1], default=("held", 0)) if votes else ("held", 0)
    status = best[0]
    if open_ended and status == "held" and best[1] <= 1:
        status = "ongoing"  # "nuclear talks with B": nothing says that they are over
    if published is not None:
        if time.earliest is not None and time.earliest > published and status in {"held", "ongoing"}:
            return "planned"
        if time.latest is not None and time.latest < published and status == "planned":
            return "held"
        if (
            time.earliest
            and time.latest
            and time.earliest <= published <= time.latest
            and time.earliest < time.latest
            and status == "held"
            and time.latest > published
            and (time.latest - time.earliest).days <= 6
        ):
            return "ongoing"
    return status


def future(status: str) -> Tense:
    """The tense that date words of a meeting with this status are read in."""
    return "future" if status in {"planned", "proposed"} else "past"
