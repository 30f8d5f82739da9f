"""What somebody was to do and is told further on to have been put off or called off."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.per_token import per_token
from kg.extraction.triggers.coming_about import comes_about, tells_again
from kg.extraction.triggers.verb_status import CHANGE_VERBS, undoes, verbal_status

_SET_DOWN = frozenset("schedule set expect slate suppose plan intend book be".split())
_IT = frozenset({"it", "this", "that", "which"})


def undone_plan(verb: Token) -> tuple[str, int] | None:
    """The status of what a verb says was to be done and a later one undoes, or ``None``: "was set to visit
    Oslo in May, but it was delayed", "was to meet X, but this was cancelled"; not "visited Oslo, but it was
    delayed", nor "was to meet X, but she was delayed".
    """
    if not clauses.is_infinitive(verb) or verb.dep_ not in {"xcomp", "advcl"}:
        return None
    above = verb.head.head if verb.head.dep_ == "acomp" else verb.head  # "was due to visit"
    was = any(t.lower_ in {"was", "were", "had"} for t in (above, *above.lefts))
    if not was or above.lemma_ not in _SET_DOWN:
        return None
    for later in above.rights:
        subject = clauses.child(later, "nsubjpass") if later.dep_ == "conj" else None
        if subject is not None and tells_again(subject, _IT) and undoes(later):
            return (CHANGE_VERBS[later.lemma_.lower()], 3)
    return None


@per_token
def undone_later(noun: Token) -> Token | None:
    """The verb further on that undoes an event: "was due in May but was called off", "was supposed to be held
    in May, but it (the talks) was postponed", "they were to hold talks, but these were cancelled", "a summit
    first set for May but put off".
    """
    verb = noun.head
    again = _THEY if noun.tag_ == "NNS" else _THIS
    shared = noun.dep_ in {"nsubj", "nsubjpass"}  # "the talks were set for May but called off"
    hosts: list[Token] = []
    if shared:
        hosts = [verb, *(c for c in verb.children if c.dep_ == "xcomp")]
    elif noun.dep_ == "dobj":
        above = verb.head.head if verb.head.dep_ == "acomp" else verb.head  # "were due to hold talks"
        hosts = [verb, above] if verb.dep_ == "xcomp" else [verb]
    behind = [c for c in (*noun.rights, verb) if c.lemma_ in _FOREWORD and c.tag_ in {"VBN", "VBD"}]
    bare = [c for h in behind for c in h.children if c.dep_ == "conj" and _bare(c)]  # "but put off"
    joined = [c for h in hosts for c in h.children if c.dep_ == "conj"]
    joined += [t for c in joined for t in c.rights if t.dep_ == "ccomp"]  # "but X said they would be put off"
    for later in (c for c in (*joined, *_next_told(noun, shared=shared)) if clauses.is_passive(c)):
        subject = clauses.child(later, "nsubj", "nsubjpass")
        whole = shared and later.sent.start == noun.sent.start and later.dep_ == "conj"
        if undoes(later) and (whole if subject is None else tells_again(subject, again)):
            return later
    return next((c for c in bare if undoes(c)), None)


def _next_told(noun: Token, *, shared: bool) -> list[Token]:
    """The verb of the sentence behind, of the subject of this one: "The talks were due on Monday. They were
    [put] off"; where this one only sets it down.
    """
    end = noun.sent.end
    if not shared or noun.head.dep_ != "ROOT" or not was_set(noun.head) or end >= len(noun.doc):
        return []
    root = noun.doc[end].sent.root
    return [root, *(c for c in root.rights if c.dep_ == "ccomp")]


def _bare(verb: Token) -> bool:
    return all(c.dep_ == "advmod" for c in verb.lefts)


_FOREWORD = frozenset("schedule plan set slate expect".split())
_THIS = frozenset({"it", "this"})
_THEY = frozenset({"they", "these"})


def was_set(verb: Token) -> bool:
    """Whether a verb tells of a plan in the past: "was scheduled for", "had been set", "was to begin"."""
    past = any(c.lower_ in {"was", "were", "had"} for c in verb.lefts) or verb.lower_ in {"was", "were"}
    due = any(c.dep_ in {"acomp", "xcomp"} for c in verb.rights) if verb.lemma_ == "be" else False
    return past and (due or verb.lemma_.lower() in SET)


SET = frozenset("schedule plan set slate expect arrange fix book due foresee suppose".split())
"""The verbs and adjectives, by their lemmas, that set an event down for a day."""


def held_late(noun: Token) -> tuple[str, int] | None:
    """The status of what was put off before and is told now ("will hold the delayed talks"), or ``None``."""
    late = any(c.dep_ == "amod" and c.lower_ in _LATE for c in noun.lefts)
    told = late and noun.dep_ in {"dobj", "nsubj", "nsubjpass"} and noun.head.lemma_.lower() in _TOLD
    return verbal_status(noun.head) if told else None


_TOLD = frozenset(
    """
    hold host organise organize convene stage chair co-host open begin start restart resume reopen take attend
    """.split()
)
_LATE = frozenset("delayed postponed rescheduled deferred stalled suspended adjourned".split())


def not_done(token: Token) -> bool:
    """Whether it is denied that somebody did what a verb says: "did not meet X", "was not received by X"; or
    that an event came about: "no meeting took place"; not "has not met X since May", "did not meet X until
    May".
    """
    none = token.dep_ in {"nsubj", "nsubjpass"} and any(c.lower_ == "no" for c in token.lefts)
    verb = token.head if none else token
    later = any(c.lower_ in {"since", "until", "till", "before"} for c in verb.rights)
    if none:
        return comes_about(verb) and (verb.tag_ == "VBD" or _then(verb)) and not later
    return verb.pos_ == "VERB" and _then(verb) and clauses.is_negated(verb) and not later


def _then(verb: Token) -> bool:
    """Whether a verb of several words tells of the past: "did meet", "was received"; not "has been held"."""
    return any(c.lower_ in {"did", "was", "were"} for c in verb.lefts if c.dep_ in {"aux", "auxpass"})


def undoes_another(clause: Token) -> bool:
    """Whether a clause on a noun undoes something else: "talks, under which Peru [suspended] its patrols";
    not "talks, which Peru suspended", "talks that Peru called off".
    """
    things = [c for c in clause.rights if c.dep_ == "dobj"]
    return clause.dep_ == "relcl" and not clauses.is_passive(clause) and bool(things)
