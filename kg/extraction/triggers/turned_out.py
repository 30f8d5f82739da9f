"""What became of an event that was set down for an hour, or that is said not to have been undone."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.grammar.saying import judged
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.coming_about import comes_about, will_not_be
from kg.extraction.triggers.event_course import COURSES, JOURNEYS, STARTS, taken_up_again
from kg.extraction.triggers.later_starts import begins_later, by_hours
from kg.extraction.triggers.occasion_verbs import settled_in
from kg.extraction.triggers.settled_events import is_known
from kg.extraction.triggers.told_focus import as_focus
from kg.extraction.triggers.undone_plans import SET, was_set
from kg.extraction.triggers.unfulfilled import leaves_be
from kg.extraction.triggers.verb_guards import dated
from kg.extraction.triggers.verb_status import CHANGE_VERBS, PROPOSE_VERBS, undoes, verbal_status

_GOING_ON = frozenset("begin start open last run drag end conclude finish convene proceed stretch".split())
_AHEAD = frozenset("upcoming planned scheduled forthcoming coming next proposed projected".split())
_OWN = frozenset({"it", "they", "this", "these"})


def _capped(noun: Token) -> bool:
    """Whether something brings a while of talks to its end: "will sign a pact, ending [years] of talks"."""
    length = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    lasted = length.ent_type_ in {"DATE", "TIME"} and length.dep_ == "dobj"
    return lasted and length.head.lemma_ in {"end", "cap", "conclude", "crown", "follow"}


def turned_out(noun: Token) -> tuple[str, int] | None:
    """The status of what was set down and is told of further on, or ``None``.

    "The meeting was to begin at noon but started at two", "the talks, first scheduled for Monday, took place
    on Tuesday", "was scheduled for ten but was an hour late" and "the next round was in Lima" are held, as is
    what one recalls, reports on or describes; "was scheduled for Monday but never took place" is cancelled.
    "Was scheduled for Monday and will last a day" says nothing; "there will be no talks" are called off.
    """
    told = (noun.dep_ == "dobj" and noun.head.lemma_ == "recall") or _reported(noun) or judged(noun)
    told = told or _capped(noun)
    if told and not _AHEAD & {c.lower_ for c in noun.lefts}:
        return ("held", 2)
    if (left := _still_ahead(noun) or _none_to_be(noun) or _left_be(noun) or _yet_to_be(noun)) is not None:
        return left
    if _came_next(noun):
        return ("held", 2)
    if (after := _after_all(noun)) is not None:
        return after
    if noun.dep_ not in {"nsubj", "nsubjpass"} or noun.head.pos_ not in {"VERB", "AUX"}:
        return None
    verb = noun.head
    hosts = (
        noun,
        *clauses.prepositional(noun, "of", "between"),
    )  # "the talks between X and Y planned for May"
    if any(c.dep_ in {"acl", "relcl"} and c.lemma_.lower() in SET for h in hosts for c in h.rights):
        off = will_not_be(verb) or verb.lemma_ == "collapse"  # "the summit planned for May collapsed"
        return ("held", 3) if _took_place(verb) else ("cancelled", 3) if off else None
    if not was_set(verb):
        return None
    if any(_shunned_by_side(c) for c in verb.rights):
        return ("cancelled", 3)
    for later in _later(verb):
        if will_not_be(later):
            return ("cancelled", 3)
        if _took_place(later) or by_hours(later):
            return ("held", 3)
    return None


def _none_to_be(noun: Token) -> tuple[str, int] | None:
    """The status of what there will be none of: "there will be no talks", "no meeting will be held";
    open where a condition is told ("until the truce holds"), ``None`` of "no further talks".
    """
    words, verb = {c.lower_ for c in noun.lefts}, noun.head
    told = noun.dep_ in {"attr", "dobj"} and verb.lemma_ == "be"
    told = told or (noun.dep_ in {"nsubj", "nsubjpass"} and comes_about(verb))
    if "no" not in words or not told or words & _FURTHER:
        return None
    if not any(c.lower_ in {"will", "would", "'ll"} for c in verb.lefts):
        return None
    on_terms = any(t.lower_ in {"until", "unless", "before", "without"} for t in verb.subtree)
    return ("proposed", 2) if on_terms else ("cancelled", 3)


_FURTHER = frozenset("further more other new formal such".split())


def _reported(noun: Token) -> bool:
    """Whether somebody says how his own journey or talks went: "briefed parliament on his trip to Peru"; or
    another's meeting: "will be briefed on the summit".
    """
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"on", "about"}:
        return False
    verb, lemma = clauses.clause_of(noun.head), noun.lemma_.lower()
    if verb.lemma_ not in _REPORTING or lemma not in JOURNEYS | COURSES | _SINGLE:
        return False
    own = any(c.tag_ == "PRP$" or c.lower_ in {"recent", "latest"} for c in noun.lefts)
    return own or (lemma in _SINGLE and verb.lemma_ == "brief" and is_known(noun))


_SINGLE = frozenset({"summit", "meeting"})
_REPORTING = frozenset("brief report debrief update inform reflect".split())


def undone_by_noun(noun: Token) -> str | None:
    """What a noun says became of an event: "the cancellation of the summit", "the cancelling on Monday of a
    visit", "forced a delay in the talks"; ``None`` for what is asked for, feared or averted: "demanded the
    cancellation of the summit".
    """
    undoing = noun.head.head
    if _made_late(noun):
        return "postponed"
    if noun.dep_ != "pobj" or noun.head.lower_ != "of" or undoing.lower_ not in _UNDOING:
        return None
    verb = clauses.clause_of(undoing)
    asked = undoing.dep_ == "pobj" and undoing.head.lower_ in {"for", "against", "with", "about"}
    open_ = bool(_DOUBTED & {c.lower_ for c in undoing.lefts}) or any(c.tag_ == "MD" for c in verb.lefts)
    averted = verb.lemma_ in PROPOSE_VERBS | _AVERTING or clauses.is_negated(verb)
    return None if asked or open_ or averted else _UNDOING[undoing.lower_]


def _made_late(noun: Token) -> bool:
    """Whether something put an event off: "forced a delay in the talks", "led to a delay of the talks"; not
    "could cause a delay", nor "a delay of two hours".
    """
    delay = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"of", "in", "to"} or delay.lower_ not in _LATENESS:
        return False
    verb = delay.head.head if delay.dep_ == "pobj" and delay.head.lower_ == "to" else delay.head
    did = verb.tag_ in {"VBD", "VBN"} and not any(c.tag_ == "MD" for c in verb.lefts)
    return verb.lemma_ in _CAUSING and did and not clauses.is_negated(verb)


_LATENESS = frozenset({"delay", "postponement", "deferral"})
_CAUSING = frozenset("cause force bring lead prompt trigger".split())


def _still_ahead(noun: Token) -> tuple[str, int] | None:
    """That an event is to come of which it is only asked that it be put off: "requested a postponement of the
    talks", "sought a delay in the summit", not "a delay in the talks"; or which somebody has arrived for.
    """
    verb = telling_delay(noun)
    over = any(c.dep_ == "relcl" and c.tag_ == "VBD" for c in noun.rights)  # "of talks that they held"
    asked = verb is not None and verb.lemma_ in _ASKING and not over
    return ("planned", 2) if asked or begins_later(noun) else None


def telling_delay(noun: Token) -> Token | None:
    """The verb of who asks for or announces that an event be put off or called off, or ``None``."""
    undoing = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"of", "in", "to"} or undoing.lower_ not in _PUT_OFF:
        return None
    if noun.head.lower_ == "in" and undoing.lower_ != "delay":
        return None  # "asked for a postponement in a call"
    for_ = undoing.dep_ == "pobj" and undoing.head.lower_ == "for"
    verb = undoing.head.head if for_ else undoing.head
    told = undoing.dep_ == "dobj" or for_
    return verb if told and verb.lemma_ in _ASKING | _ANNOUNCING else None


_ANNOUNCING = frozenset("announce confirm order declare".split())
_ASKING = frozenset("ask request seek want propose call push press demand".split())


_PUT_OFF = frozenset("postponement delay deferral deferment rescheduling cancellation".split())
_UNDOING = {
    "cancellation": "cancelled", "cancelation": "cancelled", "cancelling": "cancelled",
    "postponement": "postponed", "postponing": "postponed", "deferment": "postponed", "deferral": "postponed",
    "collapse": "suspended", "breakdown": "suspended",
}  # fmt: skip
_DOUBTED = frozenset("possible threatened feared potential likely eventual any".split())
_AVERTING = frozenset("avoid avert prevent threaten deny fear risk mean force rule expect".split())


def _yet_to_be(noun: Token) -> tuple[str, int] | None:
    """That what a verb tells of is to come, which is called the first of its kind behind it: "X will visit
    Peru on Friday, the first visit in years"; ``None`` where it was.
    """
    told = noun.head
    if (due := clauses.child(told, "xcomp")) is not None and due.i < noun.i and clauses.is_infinitive(due):
        told = due  # "is to visit Peru", "is scheduled to visit Peru"
    if noun.dep_ not in {"npadvmod", "appos", "attr"} or told.pos_ != "VERB" or noun.i < told.i:
        return None
    found = verbal_status(told) if any(c.lower_ in _RANKS for c in noun.lefts) else ("held", 0)
    return found if found[0] == "planned" else None


_RANKS = frozenset("first second third fourth fifth latest last only".split())


def _came_next(noun: Token) -> bool:
    """Whether the next of several is told of as over: "the next round ended in a quarrel", "their next
    meeting was in May"; not "the next round was set for May".
    """
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.tag_ != "VBD" or "next" not in {c.lower_ for c in noun.lefts}:
        return False
    there = verb.lemma_ == "be" and any(p.lower_ in {"in", "at", "on"} for p in verb.children)
    open_ = clauses.child(verb, "acomp", "attr", "xcomp") is not None  # "was to be in May"
    return (_took_place(verb) or there) and not open_


def _after_all(noun: Token) -> tuple[str, int] | None:
    """The status of what was put off before: "the talks, put off twice, will take place on Friday", where the
    parser takes "put off" for the verb of the clause; ``None`` for all else.
    """
    verb = noun.head
    bare = not any(c.dep_ in {"dobj", "aux", "auxpass"} for c in verb.children)
    if noun.dep_ != "nsubj" or not bare or not undoes(verb):
        return None
    for later in (c for c in verb.rights if c.dep_ == "conj" and comes_about(c)):
        if any(c.lower_ in {"will", "'ll", "shall"} for c in later.lefts) and not will_not_be(later):
            return ("planned", 3)
        if _took_place(later):
            return ("held", 3)
    return None


def _left_be(noun: Token) -> tuple[str, int] | None:
    """The status of what is said not to be undone: talks that "have not broken down" go on, a visit that
    "will not be cancelled" is to come; one that "was not postponed" was held.
    """
    verb, undoing = noun.head, noun.head.lemma_.lower()
    governed = noun.dep_ in {"dobj", "nsubj", "nsubjpass"} and undoing in CHANGE_VERBS
    if not governed or (undoing in _PARTED and clauses.child(verb, "prt") is None) or not leaves_be(verb):
        return None
    if (instead := next((c for c in verb.rights if c.dep_ == "conj" and undoes(c)), None)) is not None:
        return (CHANGE_VERBS[instead.lemma_.lower()], 3)  # "was not called off but postponed"
    if noun.lemma_.lower() in COURSES:
        return ("ongoing", 2)
    past = any(c.lower_ in {"was", "were", "did"} for c in verb.lefts)
    return ("held", 1) if past else ("planned", 2)


_PARTED = frozenset("call push fall cut put break".split())


def set_first(noun: Token, clause: Token) -> bool:
    """Whether a clause names only the day first thought of: "scheduled for Monday, took place on Tuesday",
    "foreseen for Monday, will now be held on Tuesday", "will hold talks, which were to have been on Monday,
    on Tuesday".
    """
    subject = noun.dep_ in {"nsubj", "nsubjpass"}
    was_to = clause.lemma_ == "be" and clause.tag_ == "VBD" and clauses.child(clause, "xcomp") is not None
    if was_to and noun.dep_ == "dobj" and noun.head.lemma_ == "hold":
        return any(c.lower_ == "to" for v in clause.children for c in (v, *v.lefts)) and dated(noun.head)
    will = any(c.lower_ in {"will", "'ll"} for c in noun.head.lefts) and comes_about(noun.head)
    told = subject and (_took_place(noun.head) or will)
    return clause.lemma_.lower() in SET and told and dated(noun.head)


def _later(verb: Token) -> list[Token]:
    """What is joined to the plan by "but" or "and" of the same event."""
    hosts = [verb, *(c for c in verb.rights if c.dep_ in {"xcomp", "acomp"})]
    hosts += [c for h in hosts[1:] for c in h.rights if c.dep_ == "xcomp"]  # "were due to resume"
    joined = [c for h in hosts for c in h.rights if c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"}]
    subjects = {c.i: clauses.child(c, "nsubj", "nsubjpass") for c in joined}
    return [c for c in joined if (s := subjects[c.i]) is None or s.lower_ in _OWN]


def _shunned_by_side(verb: Token) -> bool:
    """Whether what goes on behind "but" is that a side would not come: "was scheduled for Monday, but Peru
    refused to take part"; not "but Peru refused to comment".
    """
    but = verb.dep_ == "conj" and any(c.lower_ == "but" for c in (verb.head.children))
    if not but or verb.lemma_ not in {"refuse", "decline"} or verb.tag_ != "VBD":
        return False
    aims = (c for c in verb.rights if c.dep_ == "xcomp")
    return any(
        a.lemma_ in {"attend", "participate", "come"} or any(o.lemma_ == "part" for o in clauses.objects(a))
        for a in aims
    )


def _took_place(verb: Token) -> bool:
    """Whether a verb tells in the past of an event that it came about: "took place", "lasted an hour"."""
    past = verb.tag_ == "VBD" or any(c.lower_ in {"was", "were", "has", "have"} for c in verb.lefts)
    to_come = any(c.lower_ in {"to", "will", "would"} for c in verb.lefts)
    about = comes_about(verb) or verb.lemma_.lower() in _GOING_ON or verb.lemma_ == "go"
    about = about or (verb.lemma_ == "get" and bool(clauses.prepositional(verb, "under")))
    return past and about and not to_come and not clauses.is_negated(verb)


def status_of_part(noun: Token, head: Token) -> tuple[str, int] | None:
    """The status that a noun above says: "after hours of talks" is over, "progress in the talks" says nothing
    of the talks, whatever its verb says of the progress; not so "a deal". So "in the wake of a meeting".
    """
    if (verb := settled_in(noun)) is not None:
        return verbal_status(verb)
    if (focus := as_focus(noun)) is not None:
        return focus
    after = head.dep_ == "pobj" and head.head.lower_ in {"after", "following", "since"}
    if after or head.lemma_ in _BEHIND:
        return ("held", 2)
    return ("held", 1) if noun.lemma_.lower() in COURSES and head.pos_ == "NOUN" else None


_PAST = frozenset("after following since".split())
_BEHIND = frozenset("result outcome wake aftermath heel".split())


def undone(noun: Token, verb: Token) -> tuple[str, int]:
    """What became of an event that was undone: "the summit collapsed" was held, "the talks collapsed" not
    to their end, unless they "were suspended and resumed"; "collapsed before they began" were none.
    """
    if _before_it_began(verb):
        return ("cancelled", 3)
    lemma = verb.lemma_.lower()
    over = lemma == "collapse" and noun.lemma_.lower() not in COURSES
    off = lemma == "break" and noun.lemma_.lower() in JOURNEYS  # "broke off a visit to Lima"
    over = over or off or (noun.dep_ != "dobj" and taken_up_again(verb))
    return ("held", 2) if over else (CHANGE_VERBS[lemma], 3)


def _before_it_began(verb: Token) -> bool:
    """Whether an event came to nothing before its start: "the talks collapsed before they began"."""
    began = (c for c in verb.rights if c.dep_ == "advcl" and c.lemma_ in STARTS)
    words = ({m.lower_ for m in c.lefts} for c in began)
    return any("before" in said and said & {"they", "it"} for said in words)
