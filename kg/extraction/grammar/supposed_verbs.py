"""What modals, conditions and subjunctives say: "may meet", "will meet if", "urged that they meet"."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.grammar.control import keeps_from
from kg.extraction.tokens.frozen_token import Token

_BIDDING = frozenset("suggest propose recommend urge demand insist request ask".split())
_BIDS = frozenset(
    """
    demand request call suggestion proposal insistence recommendation appeal plea condition requirement
    """.split()
)
_HOPING = frozenset("hope wish suggest propose urge desire proposal suggestion".split())
_WEIGHING = frozenset(
    "possible impossible necessary important essential crucial vital imperative premature better".split()
)
_PLANS = frozenset(
    """
    deal plan proposal agreement truce ceasefire accord offer framework draft initiative roadmap formula
    arrangement compromise scheme
    """.split()
)


_CONDITIONS = frozenset({"if", "unless"})
FROM_THEN = frozenset({"until", "till", "before"})

UNSURE = frozenset({"may", "might", "could", "should", "can", "ca", "must"})
"""Modals of what may or ought to be; "ca" is of "can't"."""


def by_modal(verb: Token, auxiliaries: set[str]) -> tuple[str, int] | None:
    """What a modal says: "will meet" planned, "may meet" and "hopes that they will meet" proposed; so of "be"
    without one, "agreed that talks be held" and "demanded that talks be held".
    """
    if "be" in auxiliaries and _is_subjunctive(verb):
        settled = verb.dep_ == "ccomp" and verb.head.lemma_ in _SETTLING
        return ("planned" if settled and not clauses.is_negated(verb.head) else "proposed", 2)
    future = bool(auxiliaries & {"will", "'ll", "shall", "wo"})
    possible = bool(auxiliaries & UNSURE)
    asked = any(
        c.dep_ == "mark" and c.lower_ == "whether" for c in verb.children
    )  # "whether they would meet"
    hoped = verb.dep_ in {"ccomp", "acl", "relcl"} and verb.head.lemma_.lower() in _HOPING
    if possible or ((hoped or asked) and (future or "would" in auxiliaries)):
        return ("proposed", 2)
    if _would_follow(verb) or ((future or "would" in auxiliaries) and _hangs_on_condition(verb)):
        return ("proposed", 2)
    favoured = verb.lemma_ in _FAVOURING and any(o.lemma_ in _CONTACTS for o in clauses.objects(verb))
    if favoured and "would" in auxiliaries and not clauses.is_negated(verb):
        return ("proposed", 2)  # "would welcome talks", not "would welcome President X"
    if not future and "would" not in auxiliaries:
        return ("planned", 2) if _at_time_to_come(verb) else None
    over = any(c.lower_ == "longer" and any(x.lower_ == "no" for x in c.lefts) for c in verb.lefts)
    denied = clauses.is_negated(verb) or over  # "said they would not meet", "would no longer meet"
    off = denied and not only_from(verb)
    return ("cancelled", 2) if off else ("planned", 3 if future else 2)


_FAVOURING = frozenset("welcome like prefer favour favor appreciate".split())
_CONTACTS = frozenset(
    "meeting talk summit visit dialogue negotiation discussion contact encounter mediation".split()
)


def _is_subjunctive(verb: Token) -> bool:
    """Whether a passive is only to be: "that talks be [held]"; not "will be held", "to be held"."""
    if verb.tag_ != "VBN" or not any(c.lower_ == "be" and c.dep_ == "auxpass" for c in verb.lefts):
        return False
    return not any(c.tag_ in {"MD", "TO"} or c.lower_ in {"do", "does", "did", "to"} for c in verb.lefts)


_SETTLING = frozenset("agree decide determine resolve arrange settle rule stipulate".split())


def _at_time_to_come(verb: Token) -> bool:
    """Whether the clause tells which time something will be: "will be the first time they [have met]", "the
    next time they [meet]".
    """
    if verb.head.lower_ == "time" and verb.tag_ == "VBP" and any(c.lower_ == "next" for c in verb.head.lefts):
        return True
    above = time_told(verb)
    return above is not None and any(c.lower_ in {"will", "would", "'ll"} for c in above.lefts)


def time_told(verb: Token) -> Token | None:
    """The verb that says which time it is that a clause tells of, or ``None``: "mark" of "will mark the first
    time that they [meet]"; not of "was in Oslo the last time they met".
    """
    time = verb.head
    said = time.lower_ == "time" and verb.dep_ in {"relcl", "acl", "ccomp"} and time.dep_ in {"attr", "dobj"}
    return time.head if said and time.head.lemma_ in {"be", "mark", "represent"} else None


def only_from(verb: Token) -> bool:
    """Whether a denial says when something comes about, or on what it hangs: "will not meet until Tuesday",
    "is not due before June", "is not expected to visit Oslo until June", "will not happen unless they agree".
    """
    if clauses.is_negated(verb) and _hangs_on_condition(verb):
        return True
    verbs = [verb, verb.head] if verb.dep_ == "xcomp" else [verb]
    when = [o for v in verbs for o in clauses.prepositional(v, "until", "till", "before")]
    denied = any(map(clauses.is_negated, (*verbs, *(o.head for o in when))))  # "not before June"
    return denied and any(o.ent_type_ in {"DATE", "TIME"} for o in when)


def said_beside(prep: Token) -> Token | None:
    """The verb beside which a gerund says what else is done, too: "will see Y" of "besides meeting X, she
    will see Y", "in addition to holding talks with X"; ``None`` of "instead of meeting X".
    """
    before = prep.nbor(-1).lower_ if prep.i else ""
    more = prep.lower_ == "besides" or (before, prep.lower_) in _MORE
    if not more:
        return None
    verb = clauses.clause_of(prep)
    due = [x for c in verb.children if c.dep_ == "acomp" for x in c.children]  # "is due to see Y"
    return next((c for c in (*verb.children, *due) if c.dep_ == "xcomp" and clauses.is_infinitive(c)), verb)


_MORE = {("addition", "to"), ("apart", "from"), ("aside", "from"), ("well", "as")}


def is_doing(verb: Token) -> bool:
    """Whether people did or do it: "explored ways", "after exploring ways"; not what they only mean to do, as
    in "looked forward to exploring ways".
    """
    first = verb.head if verb.dep_ == "conj" and verb.head.tag_ == "VBG" else verb
    aims = {"to", "of", "for", "on", "at", "about", "towards", "toward"}
    aim = first.tag_ == "VBG" and first.dep_ == "pcomp" and first.head.lower_ in aims
    return verb.tag_ in {"VBD", "VBN", "VBG"} and not aim


def is_bidden(verb: Token) -> bool:
    """Whether a subjunctive says what somebody wants: "suggested that A and B meet", "urged that they meet",
    "rejected a demand that he meet B"; not "said that A and B meet", "reports suggest that they meet".
    """
    bare = verb.tag_ in {"VB", "VBP"} and not any(c.dep_ == "aux" for c in verb.children)
    matrix = verb.head
    if bare and matrix.lemma_ in _BIDS and verb.dep_ in {"acl", "ccomp", "relcl"} and matrix.i < verb.i:
        return matrix.pos_ == "NOUN" and any(c.lower_ == "that" and c.dep_ == "mark" for c in verb.lefts)
    if not bare or verb.dep_ != "ccomp" or matrix.i > verb.i:
        return False
    return matrix.lemma_ in _BIDDING and not (matrix.lemma_ == "suggest" and matrix.tag_ in {"VBP", "VBZ"})


def is_weighed(copula: Token) -> bool:
    """Whether what follows is only said to be possible or needed: "it is vital to meet", "would be possible
    to hold talks"; not "it was useful to meet", "is due to meet". So it is of what people talk over:
    "discussed holding a summit".
    """
    if copula.lemma_ == "discuss":
        return True
    said = {c.lower_ for c in copula.children if c.dep_ in {"acomp", "oprd"}}
    past = copula.tag_ in {"VBD", "VBN"} and not any(c.dep_ == "aux" for c in copula.children)
    return copula.lemma_ == "be" and bool(said & _WEIGHING) and not past


def _would_follow(verb: Token) -> bool:
    """Whether "would" tells what a plan holds: "a deal that would lead to talks", "under the plan they would
    meet"; not "said that they would meet", "a plan to say when they would meet".
    """
    if not any(c.lower_ == "would" for c in verb.children if c.dep_ == "aux"):
        return False
    if verb.dep_ == "relcl" and verb.head.lemma_.lower() in _PLANS:
        return True
    return any(o.lemma_.lower() in _PLANS for o in clauses.prepositional(verb, "under"))


def _hangs_on_condition(verb: Token) -> bool:
    """Whether what will be depends on something: "there will be talks if they agree", "will only meet if",
    "will not meet until they agree"; not "will meet even if they disagree", "will meet to ask if they agree".
    """
    words = _CONDITIONS | FROM_THEN if clauses.is_negated(verb) else _CONDITIONS
    conditions = (c for c in verb.children if c.dep_ == "advcl")
    for condition in conditions:
        marks = [c for c in condition.children if c.dep_ in {"mark", "advmod"} and c.lower_ in words]
        if marks and not any(c.lower_ == "even" for c in (*condition.children, *marks[0].children)):
            return True
    return False


def is_prevented(verb: Token) -> tuple[str, int] | None:
    """What is said of what somebody else does not let anyone do, else ``None``: "prevented X from [visiting]
    Y" cancelled, "was not allowed to [meet] X" and "refused to let Y [see] X" proposed; nothing of a meeting
    that others hold: "prevented X from [attending] it".
    """
    if not is_barred(verb) or verb.lemma_ in _ATTENDING:
        return None
    over = verb.head.head
    return ("cancelled" if verb.dep_ == "pcomp" and over.tag_ in {"VBD", "VBN"} else "proposed", 2)


_ATTENDING = frozenset({"attend", "join", "participate"})


def is_barred(verb: Token) -> bool:
    """Whether somebody is kept from doing a thing: "barred X from [going]", "was not allowed to [go]"."""
    head = verb.head
    if verb.dep_ == "pcomp":
        return keeps_from(head.head, head) and not clauses.is_negated(head.head)
    if verb.dep_ not in {"xcomp", "ccomp"} or head.lemma_ not in _LETTING or verb.tag_ not in {"VB", "VBP"}:
        return False
    refused = head.dep_ == "xcomp" and head.head.lemma_ in {"refuse", "decline"}
    return refused or clauses.is_negated(head)


_LETTING = frozenset({"allow", "permit", "let", "authorize", "authorise"})


def may_not(verb: Token, head: Token) -> bool:
    """Whether a meeting may not come about: "is unlikely to [meet] X"; not "is unlikely to attend the talks",
    which others hold.
    """
    return head.lower_ == "unlikely" and verb.lemma_ in _MEETING


_MEETING = frozenset("meet hold have visit see talk speak receive host resume".split())
