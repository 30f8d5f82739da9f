"""Events of which is told when, where or how they are to be, or that this is open yet, or the way to them."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.venues import stage_of

_WHEN_OR_WHERE = frozenset("date time timing timetable timeframe venue place location schedule".split())
_PARTICULARS = frozenset("detail modality logistics arrangement agenda format".split())
_SETTLING = frozenset(
    """
    decide set fix agree determine finalise finalize confirm settle specify discuss negotiate arrange
    """.split()
)
_WORKING = frozenset(
    "discuss finalise finalize negotiate arrange work hammer iron coordinate prepare consider weigh".split()
)
_OPEN = frozenset("unclear undecided unknown unsettled uncertain unspecified open".split())


def is_unsettled(noun: Token) -> bool:
    """Whether the words around an event say that when, where or how it is to be is open.

    "The venue for the talks has not been decided", "the date of the summit is yet to be set", "the place of
    the meeting remains unclear", "are working out the details of a meeting"; not "the date of the talks was
    set in May", "details of the meeting were not disclosed".
    """
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ not in {"of", "for"} or preposition.head.pos_ != "NOUN":
        return False
    setting = preposition.head
    names = {setting.lemma_.lower(), setting.lower_}
    when = not names.isdisjoint(_WHEN_OR_WHERE)
    if not when and names.isdisjoint(_PARTICULARS):
        return False
    while setting.dep_ == "conj" and setting.head.pos_ == "NOUN":
        setting = setting.head
    verb = setting.head
    if setting.dep_ == "dobj":
        return _is_worked_on(verb)
    if setting.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    inner = next((c for c in verb.rights if c.dep_ == "xcomp"), verb)
    words = {c.lower_ for c in (*verb.children, *inner.children)}
    if inner.lemma_ in _SETTLING and not words.isdisjoint({"yet", "still"}):
        return True
    if _is_worked_on(verb):
        return True
    if when and verb.lemma_ in {"be", "remain", "stay"} and not _OPEN.isdisjoint(words):
        return verb.tag_ in {"VBZ", "VBP"}
    perfect = not {"has", "have", "'ve"}.isdisjoint(words)
    return when and verb.lemma_ in _SETTLING and perfect and clauses.is_negated(verb)


def _is_worked_on(verb: Token) -> bool:
    """Whether a thing is being done now: "are working out", "is being discussed", "have been finalising"."""
    words = {c.lower_ for c in verb.lefts}
    present = not words.isdisjoint({"is", "are", "has", "have", "'re", "'s"})
    return verb.lemma_ in _WORKING and present and ("being" in words or verb.tag_ == "VBG")


def is_halted(noun: Token) -> bool:
    """Whether the words beside talks that are suspended say so: "the [stalled] talks", "talks have been at a
    halt [since] May".
    """
    since = noun.dep_ in {"nsubj", "nsubjpass"} and any(c.lower_ == "since" for c in noun.head.rights)
    return since or any(c.lower_ in _HALTED and c.dep_ in {"amod", "acl"} for c in noun.children)


_HALTED = frozenset("stalled deadlocked frozen stuck suspended moribund".split())
_STUCK = frozenset("deadlock impasse stalemate gridlock standstill".split())
_REVIVING = frozenset("restart resume relaunch revive reopen renew rekindle unblock kickstart".split())
_REVIVAL = frozenset("resumption restart revival relaunch reopening".split())
_TOWARDS = frozenset("for towards toward at to on about".split())


def yet_to_go_on(noun: Token) -> bool:
    """Whether talks are told of as stuck, or as what is aimed at to go on.

    "A way out of a deadlock in border [talks]", "failed to move closer to restarting the [negotiations]",
    "hopes for the resumption of [talks]"; not "met to resume the talks", "the resumption of talks in Oslo".
    """
    above = noun.head
    if noun.lemma_.lower() not in _COURSES:
        return False
    if noun.dep_ == "pobj" and above.lower_ in {"in", "over"}:
        return above.head.lemma_.lower() in _STUCK
    if noun.dep_ == "pobj" and above.lower_ == "of" and above.head.lemma_.lower() in _REVIVAL:
        return above.head.dep_ == "pobj" and above.head.head.lower_ in _TOWARDS
    if noun.dep_ != "dobj" or above.lemma_.lower() not in _REVIVING:
        return False
    return above.dep_ == "pcomp" or (above.dep_ == "acl" and clauses.is_infinitive(above))


_COURSES = frozenset("talk negotiation dialogue".split())
_DATES = frozenset("date dates time timing timings venue schedule".split())
_FIXING = frozenset(
    """
    set determine announce specify finalise finalize agree fix decide confirm discuss coordinate negotiate
    clarify change move choose select consider settle propose
    """.split()
)
_UNSURE = frozenset({"clarity", "agreement", "decision", "word", "consensus"})


def is_open_date(noun: Token) -> bool:
    """Whether when or where an event will be is fixed, told or still unknown, so that it is to come: "the
    date [of the visit] will be announced", "no clarity about the date"; not "on the date of the visit".
    """
    if noun.lower_ not in _DATES:
        return False
    above = noun.head.head if noun.dep_ in {"pobj", "conj"} else noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ in {"on", "about", "for"} and above.lemma_.lower() in _UNSURE:
        return True
    verbs = (noun.head, *(c for c in noun.head.children if c.dep_ == "xcomp"))  # "is yet to be determined"
    if noun.dep_ in {"dobj", "nsubj", "nsubjpass"}:
        return any(v.lemma_ in _FIXING and not clauses.agent(v) for v in verbs)  # not "set by tradition"
    return noun.dep_ in {"pobj", "conj"} and above.lemma_ in _FIXING and noun.i > above.i


def is_open_to(word: Token) -> bool:
    """Whether a word is of "open to talks", "the door remained open for talks", "paved the way for talks"."""
    way = word.lower_ == "way" and word.dep_ == "dobj" and word.head.lemma_ in {"pave", "clear", "open"}
    way = way and not any(c.tag_ == "MD" for c in word.head.lefts)  # "could pave the way" tells less
    return way or (word.lower_ == "open" and word.pos_ == "ADJ" and word.dep_ in {"acomp", "oprd", "conj"})


def is_place_to_be(noun: Token) -> bool:
    """Whether it tells where an event is to be: "the venue of the talks will be Oslo"; not "was Oslo"."""
    told = noun.lemma_.lower() in {"venue", "site", "host"} and noun.dep_ in {"nsubj", "attr"}
    return told and any(c.lower_ == "will" for c in noun.head.lefts)


def at_stage(noun: Token) -> tuple[str, int] | None:
    """What is told of a meeting by its place: "Oslo was the scene of talks", "will be the setting for it";
    nothing by "Oslo is the venue of talks", "the venue for talks is open".
    """
    verb = noun.head
    if noun.dep_ == "nsubj" and verb.lemma_ == "await" and verb.tag_ not in {"VBD", "VBN"}:
        return ("planned", 2)  # "in Oslo, where talks with X await her"
    stage = stage_of(noun)
    be = stage.head if stage is not None and stage.dep_ == "attr" else noun
    if be.lemma_ != "be" or clauses.is_negated(be):
        return None
    will = any(c.lower_ in {"will", "'ll"} for c in be.lefts)
    return ("planned", 3) if will else ("held", 2) if be.tag_ == "VBD" else None


def is_set_for(verb: Token) -> bool:
    """Whether people are set for what comes: "the rivals are set | for talks", "are confirmed for a summit";
    not "was set for".
    """
    if verb.lemma_ in {"confirm", "register"}:
        return clauses.is_passive(verb)
    return verb.lemma_ == "set" and any(
        c.dep_ == "auxpass" and c.tag_ in {"VBP", "VBZ", "VB"} for c in verb.lefts
    )


def is_due(noun: Token) -> bool:
    """Whether it is said behind a noun when it is due: "the summit due on Monday", also where that hangs on
    the verb: "asked about the summit of leaders | due in May"; and so beside what is told: "met, with talks
    due to resume".
    """
    store = noun.head if noun.dep_ == "nsubj" and noun.head.dep_ == "pcomp" else noun
    if store is not noun and store.lower_ in _IN_STORE and clauses.child(store, "xcomp", "pcomp") is not None:
        return True
    if any(c.lower_ == "due" and c.dep_ in {"amod", "acomp"} for c in noun.rights):
        return True
    after = [t.lower_ for t in noun.doc[noun.right_edge.i + 1 : noun.right_edge.i + 3]]
    return len(after) == 2 and after[0] == "due" and after[1] in {"in", "on", "next", "this", "at"}


_IN_STORE = frozenset("due set likely poised ready scheduled slated expected".split())
