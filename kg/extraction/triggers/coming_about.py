"""Whether a verb says that an event comes about or does not: "took place", "was not held"."""

from __future__ import annotations

from collections.abc import Set

from kg.extraction.grammar import clauses
from kg.extraction.grammar.supposed_verbs import only_from
from kg.extraction.tokens.frozen_token import Token


def will_not_be(verb: Token) -> bool:
    """Whether a verb says that something will not come about or did not when it was to: "will not take
    place", "is not going ahead", "did not go ahead", "failed to take place", "could not be held on Monday",
    "the talks could not take place"; not "has not taken place since", "could not be held without X".
    """
    if verb.lemma_ == "fail":
        aims = [c for c in verb.children if c.dep_ == "xcomp"]
        return any(comes_about(c) or c.lemma_ in _COMING_ABOUT for c in aims)
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    to_come = bool(auxiliaries & {"will", "wo", "'ll", "shall", "would", "did"}) or verb.tag_ == "VBG"
    to_come = to_come or ("could" in auxiliaries and (_on_its_day(verb) or _holds(verb) or _of_known(verb)))
    never = verb.tag_ == "VBD" and verb.lemma_ != "hold"  # "the summit never took place", "was never held"
    simply = all(c.lower_ in _WHEN_OR_WHY or c.dep_ in {"punct", "npadvmod", "advmod"} for c in verb.rights)
    simply = simply or any(c.lower_ == "never" for c in verb.lefts)  # "not held in public" is held
    never = never or (simply and bool(auxiliaries & {"was", "were"}))
    return comes_about(verb) and (to_come or never) and clauses.is_negated(verb) and not only_from(verb)


_COMING_ABOUT = frozenset("start begin open happen materialise materialize".split())


def not_as_planned(verb: Token) -> bool:
    """Whether people did not do what they were to: "did not meet as planned"; not "did not go as planned"."""
    did = any(c.dep_ == "aux" and c.lower_ == "did" for c in verb.lefts) and clauses.is_negated(verb)
    plans = (c for c in verb.rights if c.dep_ == "advcl" and c.tag_ == "VBN" and c.lemma_ in _PLANNED)
    return did and verb.lemma_ != "go" and any(p.left_edge.lower_ == "as" for p in plans)


_PLANNED = frozenset("plan schedule expect arrange announce intend envisage".split())


def had_to(verb: Token, head: Token) -> bool:
    """Whether somebody did what he had to: "had to cut short a visit"; not "had yet to meet", nor "said that
    they had to meet".
    """
    above = head
    while above.dep_ == "conj":  # "said that she was ill and had to leave"
        above = above.head
    must = head.lemma_ == "have" and head.tag_ == "VBD" and verb.dep_ == "xcomp"
    yet = any(c.lower_ == "yet" for t in (verb, head) for c in t.children)
    return must and not yet and above.dep_ != "ccomp" and not clauses.is_negated(head)


def only_tried(verb: Token, head: Token) -> bool:
    """Whether somebody only tried to have others meet: "tried to bring P and Q together", "has attempted to
    arrange talks"; not "tried to mediate", which he did.
    """
    return head.lemma_ in _TRYING and verb.dep_ == "xcomp" and verb.lemma_ in _BRINGING


_TRYING = frozenset("try attempt strive struggle endeavour endeavor".split())
_BRINGING = frozenset("bring arrange convene organise organize gather reunite broker".split())


def of_old(verb: Token) -> bool:
    """Whether a verb tells of no one time before: "the talks have stalled in the past"."""
    return any(o.lower_ == "past" and not any(o.rights) for o in clauses.prepositional(verb, "in"))


def tells_again(subject: Token, pronouns: Set[str]) -> bool:
    """Whether a subject goes back to an event told before, by one of the pronouns or its bare noun: "but [it]
    was delayed", "but [the meetings] were put off"; not "but the army was put off".
    """
    bare = [c.lower_ for c in subject.children] == ["the"] and subject.lemma_.lower() in _EVENTS
    return bare or subject.lower_ in pronouns


_EVENTS = frozenset("meeting talk visit trip summit negotiation round discussion session conference".split())


def would_bring(noun: Token, clause: Token) -> bool:
    """Whether a clause says who would be at an event: "set a date for a meeting that would include X"."""
    told = clause.lemma_ in {"include", "involve"} and any(c.lower_ == "would" for c in clause.lefts)
    return told and noun.dep_ == "pobj"


def _on_its_day(verb: Token) -> bool:
    """Whether a day or a reason stands right behind a verb: "be held on Monday", "take place because of"."""
    behind = [c for c in verb.rights if c.dep_ in {"prep", "npadvmod"} and c.lower_ not in _ONLY]
    first = next((c for c in behind if c.right_edge.ent_type_ == "DATE" or c.lower_ in _WHEN_OR_WHY), None)
    return first is not None and not any(c.lower_ in _ONLY for c in verb.rights)


def _of_known(verb: Token) -> bool:
    """Whether it is said of an event that the reader knows, and of no condition: "the talks could not take
    place"; not "talks could not take place", "the talks could not take place unless X left".
    """
    events = (c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"})
    known = any(c.lower_ in {"the", "their"} for e in events for c in e.lefts)
    return known and not any(t.lower_ in _ONLY for t in verb.subtree if t.i > verb.i)


_ONLY = frozenset("without until till unless before if".split())
_WHEN_OR_WHY = frozenset({"on", "because", "due", "after", "owing", "despite", "yesterday"})


def comes_about(verb: Token) -> bool:
    """Whether a verb says that an event comes about: "take place", "go ahead", "be held", "materialise"; so
    "the talks will hold", as in West Africa, not "the truce will hold" nor "the talks held no surprise".
    """
    lemma, words = verb.lemma_.lower(), {c.lower_ for c in verb.children}
    if lemma == "hold":
        return clauses.is_passive(verb) or _holds(verb)
    needed = {"take": "place", "go": "ahead"}.get(lemma)
    return needed in words or lemma in {"happen", "proceed", "materialise", "materialize", "occur"}


def _holds(verb: Token) -> bool:
    """Whether an event is said to "hold": "the meeting did not hold", "is holding in Accra"."""
    subject = clauses.child(verb, "nsubj")
    event = subject is not None and subject.lemma_.lower() in _EVENTS
    return event and verb.tag_ in {"VB", "VBG"} and not clauses.objects(verb) and not _followed(verb)


def _followed(verb: Token) -> bool:
    """Whether more is said of a verb than when, where or why: "hold up", "hold out", "hold together"."""
    return any(c.dep_ in {"prt", "acomp", "xcomp", "ccomp"} or c.lower_ == "together" for c in verb.rights)


def told_to_be(noun: Token) -> bool:
    """Whether a main clause says that an event comes about, opens or closes: "the previous [meeting] was held
    on 1 May", "the next [summit] will be hosted by Peru in June"; not "where the meeting was held".
    """
    verb = noun.head
    if noun.dep_ not in {"nsubj", "nsubjpass"} or verb.dep_ not in {"ROOT", "ccomp", "conj"}:
        return False
    passive = clauses.is_passive(verb)
    held = comes_about(verb) or (passive and verb.lemma_ in {"host", "chair"})
    return held or (verb.lemma_ in _COURSE and (passive or clauses.child(verb, "dobj") is None))


def is_convened(noun: Token) -> bool:
    """Whether a numbered event with a name is told to come about: "the 31st Pacific Islands [Forum] is being
    held"; not "a forum was held", nor "the Forum opened an office".
    """
    numbered = any(c.ent_type_ == "ORDINAL" or c.lower_[:1].isdigit() for c in noun.lefts)
    return noun.pos_ == "PROPN" and numbered and told_to_be(noun)


_COURSE = frozenset("open begin start close end conclude convene".split())


def came_short(verb: Token) -> bool:
    """Whether it could not be done: "failed to arrange", "could not arrange", "it was not possible to hold";
    not "was unable to meet", which may come yet.
    """
    above = verb.head
    if clauses.is_negated(verb) and any(c.lower_ == "could" for c in verb.lefts):
        return True
    if verb.dep_ != "xcomp" or above.lemma_ == "fail":
        return verb.dep_ == "xcomp" and above.text == "failed"
    done = next((c for c in above.children if c.lower_ in {"possible", "impossible"}), above)
    said = done.head if done is not above else above
    if said.lower_ not in {"was", "were", "proved"}:
        return False
    return done.lower_ == "impossible" or (done.lower_ == "possible" and clauses.is_negated(said))


def came_along(noun: Token) -> bool:
    """Whether it is told that there was one, or that one came next: "In the evening there was a [dinner] with
    X", "[Talks] with X followed"; not "There was no meeting with X", "Talks with X followed the summit".
    """
    verb = noun.head
    if clauses.is_negated(verb) or clauses.is_negated(noun) or verb.tag_ != "VBD":
        return False
    there = noun.dep_ == "attr" and any(c.dep_ == "expl" for c in verb.lefts)
    followed = noun.dep_ == "nsubj" and verb.lemma_ in {"follow", "ensue"} and not clauses.objects(verb)
    return there or followed
