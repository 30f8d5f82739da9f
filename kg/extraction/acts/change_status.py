"""Whether a change is told of, planned or asked for, or only wished and named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.acts.change_frames import ChangeDraft
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.unfulfilled import leaves_be
from kg.model import Factuality

if TYPE_CHECKING:
    from kg.extraction.scene import Scene

STATUS: dict[Factuality, str] = {
    "asserted": "status-held",
    "attributed": "status-held",
    "alleged": "status-held",
    "future": "status-planned",
}
WISHES = frozenset("urge ask call press demand propose offer suggest appeal encourage".split())
PROMISES = frozenset(
    "agree pledge promise vow plan decide intend commit due set expect schedule move aim undertake "
    "offer announce prepare choose".split()
)


def presented(scene: Scene, draft: ChangeDraft) -> tuple[Factuality, str] | None:
    """How the clause presents the change, and the status that follows; ``None`` for one that is only a wish
    or an aim.

    "suspended talks" held; "will resume talks", "agreed to resume" planned; "urged Peru to resume", "talks
    should resume" proposed; "efforts to end the war", "to improve ties", "threatened to withdraw": none.
    """
    token = draft.trigger
    facts = scene.factuality(token)
    auxiliaries = {c.lower_ for c in token.children if c.dep_ == "aux"}
    if facts == "negated" or (token.pos_ == "VERB" and leaves_be(token)):
        return None
    if token.head.lemma_ in ("begin", "start", "continue") and token.dep_ == "xcomp":
        facts = scene.factuality(token.head)
        return None if facts in ("negated", "hypothetical") else (facts, STATUS.get(facts, "status-held"))
    if _only_thought_of(token) or (draft.type == "improvement" and _is_topic(token)):
        return None
    if auxiliaries & {"would", "should", "must"}:
        return (
            None
            if draft.type == "improvement"
            else ("future", "status-planned" if "would" in auxiliaries else "status-proposed")
        )
    if _helped_to(token, draft):
        return "future", "status-proposed"
    if facts == "hypothetical" or _merely_named(token, auxiliaries):
        return None
    if token.tag_ == "VB" and "to" in auxiliaries:
        return _aimed_at(token, draft)
    under_way = token.tag_ == "VBG" and bool(auxiliaries & _FINITE)
    if draft.type == "improvement" and token.tag_ in ("VBG", "VB") and not under_way:
        return None
    return facts, STATUS.get(facts, "status-held")


_FINITE = frozenset("is are was were has have had 's 're 've".split())
_SUPPOSING = frozenset("hope hop wish doubt fear wonder unlikely".split())
_WANTED = frozenset(
    "call hope expectation demand prospect chance appeal plea push wish support back favor favour urge seek "
    "want propose advocate oppose discuss negotiate suggestion suggest proposal request need condition "
    "timeline timetable offer readiness insist require".split()
)
_REQUIRED = frozenset("prerequisite precondition condition goal aim priority key objective".split())
_TALKING = frozenset("talk discuss discussion negotiate negotiation speak".split())


def _only_thought_of(token: Token) -> bool:
    """Whether a change is wished or supposed: "a call for an end to the war", "should the talks fail, ...".

    "hopes that talks will resume" tells of none either; "welcomed the end of the war" does.
    """
    if token.pos_ == "NOUN":
        return _wanted(token)
    head = token.head
    if token.dep_ == "csubj" or _asked(token):
        return True
    if token.dep_ == "ccomp" and head.lemma_.lower() in _SUPPOSING:
        return True
    should = next((c for c in token.lefts if c.lower_ == "should" and c.dep_ == "aux"), None)
    subject = next((c for c in token.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    return should is not None and subject is not None and should.i < subject.i


def _asked(verb: Token) -> bool:
    """Whether the clause is an indirect question: "unclear when the talks would start", "asked whether"."""
    states = {c.lower_ for c in verb.head.rights if c.dep_ == "acomp"}
    if verb.dep_ not in ("ccomp", "pcomp") and not (verb.dep_ == "advcl" and states & {"unclear", "unknown"}):
        return False
    return any(
        c.lower_ in ("when", "whether", "how", "if") for c in verb.lefts if c.dep_ in ("advmod", "mark")
    )


def _wanted(noun: Token) -> bool:
    """Whether a noun of change names what is wanted or talked of: "a call for a truce and a return to talks".

    So do "talks on normalization of relations", "the issues, including the lifting of sanctions" and "an end
    to the war is a prerequisite".
    """
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    head = noun.head
    if noun.dep_ == "nsubj":
        return head.lemma_ == "be" and any(c.lemma_.lower() in _REQUIRED for c in head.rights)
    if noun.dep_ == "dobj":
        return head.lemma_.lower() in _WANTED
    above = {head.head.lemma_.lower(), *(c.lemma_.lower() for c in head.head.rights if c.dep_ == "dobj")}
    return noun.dep_ == "pobj" and (
        (head.lower_ in ("for", "of") and head.head.lemma_.lower() in _WANTED)
        or (head.lower_ in ("about", "on", "over") and bool(above & _TALKING))
        or head.lower_ == "including"
    )


_MATTERS = frozenset("process issue question matter path policy topic".split())


def _is_topic(noun: Token) -> bool:
    """Whether an improvement is the name of what is worked on: "talks on normalization of relations".

    Not in "signs of a thaw".
    """
    if noun.pos_ != "NOUN" or noun.dep_ != "pobj":
        return False
    named = noun.head.lower_ == "of" and noun.head.head.lemma_ in _MATTERS
    return named or noun.head.lower_ in ("on", "for", "towards", "toward")


def _merely_named(token: Token, auxiliaries: set[str]) -> bool:
    """Whether the change is named, not told of: "helped end the war", "aimed at ending it", "refrain from
    escalating".
    """
    if token.pos_ != "VERB":
        return False
    if token.dep_ == "pcomp":
        return token.head.lower_ not in ("by", "after", "since", "in", "with", "before")
    return token.tag_ == "VB" and not auxiliaries


def _helped_to(token: Token, draft: ChangeDraft) -> bool:
    """Whether talks are to be helped on: "will help the two sides get back to the table"."""
    ahead = token.dep_ in ("ccomp", "xcomp") and token.head.lemma_ == "help" and token.tag_ in ("VB", "VBP")
    return ahead and draft.type == "resumption" and draft.target_class in _COURSES


_EFFORTS = frozenset("try attempt effort bid get help persuade convince coax".split())
_DECISIONS = frozenset("agreement decision deal pledge promise vow undertaking order decree".split())
_UNDECIDED = frozenset(
    "deny reject oppose refuse discuss consider propose seek want need delay await".split()
)
_CAUSING = frozenset("prompt force lead cause compel oblige drive use".split())
_COURSES = frozenset({"dialogue", "negotiation", "meeting", "table"})


def _aimed_at(token: Token, draft: ChangeDraft) -> tuple[Factuality, str] | None:
    """How an infinitive presents the change: "agreed to resume talks" planned, "asked to" proposed.

    "Prompted Oslo to suspend aid" held; "a decision to lift sanctions" planned; "tried to revive the talks",
    "efforts to resume them" proposed, but of "efforts to end the war", "threatened to leave": none.
    """
    while token.dep_ == "conj" and token.head.tag_ == "VB":
        token = token.head  # "agreed to meet and to resume talks"
    governor = token.head.lemma_.lower()
    if draft.type in ("resumption", "launch") and draft.target_class in _COURSES and _by_effort(token):
        return "future", "status-proposed"
    if draft.type != "improvement" and _decided(token):
        return "future", "status-planned"
    if token.dep_ not in ("xcomp", "ccomp") or governor in ("threaten", "need", "try", "attempt"):
        return None
    if draft.type == "improvement" and governor in {"agree", "pledge", "promise", "vow", "undertake"}:
        return None  # "agreed to strengthen their ties" is an act
    if governor in _CAUSING and token.head.tag_ in ("VBD", "VBN"):
        return "asserted", "status-held"
    if governor in PROMISES or (governor == "be" and draft.type != "improvement"):
        return "future", "status-planned"
    if governor in WISHES and draft.type != "improvement":
        return "future", "status-proposed"
    return None


def _decided(token: Token) -> bool:
    """Whether the verb is what a decision is to do: "a deal to lift sanctions", "a decision was taken to"."""
    if token.dep_ not in ("acl", "relcl", "advcl", "xcomp"):
        return False
    of_passive = (c for c in token.head.lefts if c.dep_ == "nsubjpass")
    nouns = (token.head, *of_passive) if token.dep_ in ("advcl", "xcomp") else (token.head,)
    return any(
        n.pos_ == "NOUN" and n.lemma_.lower() in _DECISIONS and n.head.lemma_ not in _UNDECIDED for n in nouns
    )


def _by_effort(token: Token) -> bool:
    """Whether the verb is what an effort is for: "an attempt to restart", "get Peru and Chile to resume".

    So is what two sides are to come for on a day: "a date for the parties to return to the table".
    """
    head = token.head
    if token.dep_ in ("xcomp", "ccomp", "acl", "relcl", "advcl") and head.lemma_.lower() in _EFFORTS:
        return True
    days = [d for d in (head, *head.rights) if d.lemma_.lower() in ("date", "day", "time")]
    called = any(c.lower_ == "for" for above in (token, *days) for c in above.children)
    return called and bool(days)
