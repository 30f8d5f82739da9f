"""How a clause presents what it says: its tense, and whether as fact, future, denied or alleged."""

from __future__ import annotations

from typing import Literal

from kg.extraction.grammar import clauses
from kg.extraction.grammar.supposed_verbs import UNSURE
from kg.extraction.tokens.frozen_token import Token
from kg.model import Factuality

Tense = Literal["past", "present", "future"]

_FUTURE_MODALS = frozenset({"will", "shall", "'ll", "wo"})
_MODALS = UNSURE | {"would"}
_PLAN = frozenset(
    """
    plan undertake expect schedule intend agree set due slate tip pencil poise prepare aim announce
    invite pledge promise vow hope want seek offer propose ask urge call request demand need wish order tell
    """.split()
)
_HEDGES = frozenset("allegedly reportedly purportedly supposedly apparently".split())
_ALLEGE = frozenset("allege accuse claim purport rumor rumour".split())
_SAY = frozenset(
    """
    say tell add report state note declare announce claim insist argue stress warn acknowledge confirm
    explain believe
    """.split()
)
_CONDITION = frozenset({"if", "unless", "whether"})


_IMPLICATIVE = frozenset(
    "fail manage refuse decline struggle try attempt begin start continue stop cease".split()
)
_AT_IT = frozenset({"at", "during", "after", "following"})
_AGREE = frozenset("agree decide pledge vow promise undertake commit resolve".split())
_ASK = frozenset("ask urge tell press implore beg exhort counsel advise warn".split())
_DONE_AT_MEETINGS = frozenset(
    """
    discuss sign raise present review debate address meet hold resume continue unveil adopt approve announce
    finalise finalize speak attend talk negotiate initial conclude take represent consider launch join host
    """.split()
)


def verb_of(token: Token) -> Token:
    """The verb whose clause holds the token."""
    return clauses.clause_of(token)


def is_occasion(token: Token) -> bool:
    """Whether a noun is the occasion of what its clause tells: "at talks in Oslo", not "to hold talks"."""
    return token.dep_ == "pobj" and token.head.lower_ in _AT_IT


def verb_of_occasion(verb: Token) -> Token:
    """The verb that says whether an occasion came about: "failed" in "failed to reach a deal at talks", and
    "hold" in "will hold talks, followed by a lunch".
    """
    while verb.dep_ == "xcomp" and verb.head.lemma_ in _IMPLICATIVE and verb.head.i != verb.i:
        verb = verb.head
    added = verb.lemma_ == "follow" and verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"}
    return verb_of(verb.head) if added else verb


def agreed_there(verb: Token) -> Token:
    """The verb of what was agreed at an occasion: "agreed" of "agreed to open a crossing during talks"; the
    verb itself where what is agreed is done at meetings: "agreed to sign a treaty at a summit in June".

    So "urged" of "urged Peru to open a crossing during talks".
    """
    said = verb.head
    agreed = verb.dep_ == "xcomp" and said.lemma_ in _AGREE
    asked = verb.dep_ in {"xcomp", "ccomp"} and said.lemma_ in _ASK and verb.tag_ == "VB"
    there = (agreed or asked) and said.tag_ in {"VBD", "VBN"}
    return said if there and verb.lemma_ not in _DONE_AT_MEETINGS else verb


def _in_store(verb: Token, auxiliaries: set[str]) -> bool:
    """Whether a clause says what is in store: "are likely to discuss", "is expected to agree"; not "was"."""
    if verb.lemma_ == "be" and verb.tag_ in {"VBZ", "VBP"}:
        return any(c.dep_ == "acomp" and c.lower_ in _DUE and c.n_rights for c in verb.rights)
    return verb.lower_ in _DUE and bool(auxiliaries & {"is", "are"})


_DUE = frozenset("likely due set expected scheduled slated".split())


def tense_of(token: Token) -> Tense | None:
    """The tense in which the clause of a token speaks, or ``None``.

    Modals and "to" after verbs of planning count as future.
    """
    verb = verb_of(token)
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if auxiliaries & _FUTURE_MODALS:
        return "future"
    if auxiliaries & {"would", "may", "might", "could", "should"}:
        return "future"
    if _in_store(verb, auxiliaries):
        return "future"
    if verb.tag_ in {"VBD", "VBN"} or auxiliaries & {"did", "had", "was", "were", "has", "have"}:
        if verb.lemma_ in {"be"} and auxiliaries & {"to"}:
            return "future"
        return "past"
    if "to" in auxiliaries and verb.tag_ == "VB":
        return (
            "future"
            if verb.head.lemma_ in _PLAN or verb.head.pos_ == "NOUN"
            else (tense_of(verb.head) if verb.head.i != verb.i else None)
        )
    if verb.tag_ in {"VBZ", "VBP"}:
        return "present"
    if verb.tag_ == "VBG":
        governing = [c for c in verb.children if c.dep_ == "aux"]
        if governing:
            return "past" if any(c.lower_ in {"was", "were"} for c in governing) else "present"
        if verb.dep_ == "acl" and verb.head.dep_ in {"nsubj", "nsubjpass"}:
            return tense_of(verb.head.head)  # "leaders meeting on Friday will discuss"
    return tense_of(verb.head) if verb.head.i != verb.i and verb.head.pos_ in {"VERB", "AUX"} else None


def factuality_of(token: Token) -> Factuality:
    """How the clause of a verb or noun presents it.

    "met" -> asserted; "did not meet" -> negated; "will meet", "agreed to meet" -> future; "may meet" ->
    hypothetical; "allegedly met" -> alleged; "X said they met" -> attributed. What did not come about at a
    meeting does not deny the meeting: "did not agree at the talks" -> asserted.
    """
    if (told := _hearsay(token)) is not None:
        return told
    verb, occasion = verb_of(token), is_occasion(token)
    if occasion:
        verb = agreed_there(verb_of_occasion(verb))
    if any(c.lower_ in _HEDGES for c in (*verb.children, *token.children)):
        return "alleged"
    if not occasion and clauses.is_negated(verb) and verb.pos_ in {"VERB", "AUX"}:
        return "negated"
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if any(c.dep_ == "mark" and c.lower_ in _CONDITION for c in verb.children) or is_supposed(verb):
        return "hypothetical"
    if auxiliaries & _FUTURE_MODALS:
        return "future"
    if auxiliaries & _MODALS:
        return "hypothetical"
    if "to" in auxiliaries and verb.dep_ in {"xcomp", "ccomp", "acl", "advcl"} and verb.head.lemma_ in _PLAN:
        return "future"
    head = verb.head
    if (
        "to" in auxiliaries
        and verb.dep_ == "xcomp"
        and (head.lemma_ == "be" or head.lower_ in {"due", "set", "likely"})
    ):
        return "future"
    if any(c.dep_ == "det" and c.lower_ == "no" for c in token.children):
        return "negated"
    return _reported(verb)


def is_supposed(verb: Token) -> bool:
    """Whether a clause waits for what it says or turns its words round: "until they meet", "had they met";
    not "No sooner had they met than", "Never before had they met".
    """
    if verb.tag_ in {"VBZ", "VBP"} and any(
        c.dep_ == "mark" and c.lower_ in {"until", "till"} for c in verb.children
    ):
        return verb.dep_ == "advcl"
    first = next((c for c in verb.lefts if c.dep_ == "aux"), None)
    if first is None or first.lower_ not in {"had", "should", "were"}:
        return False
    subject = clauses.child(verb, "nsubj", "nsubjpass")
    denied = any(t.lower_ in _TURNING for t in verb.doc[max(verb.sent.start, first.i - _FRONT) : first.i])
    return subject is not None and first.i < subject.i and verb.sent[-1].text != "?" and not denied


_TURNING, _FRONT = frozenset("not never only no nor hardly barely scarcely seldom rarely".split()), 6


_HEARSAY = frozenset("reports rumour rumours rumor rumors claim claims allegation allegations".split())
_NEWS = _HEARSAY | frozenset("report news information speculation statement message".split())
_UNTRUE = frozenset(
    "false untrue inaccurate wrong incorrect baseless unfounded groundless fake fictitious".split()
)
_DENYING = frozenset("deny dismiss reject refute rebut quash".split())


def _hearsay(noun: Token) -> Factuality | None:
    """What only reports say of an event, or who denies them: "denied reports of a meeting"; else ``None``."""
    if is_denied(noun):
        return "negated"
    of = noun.head
    told = noun.dep_ == "pobj" and of.lower_ in {"of", "about"} and of.head.lower_ in _HEARSAY
    return "alleged" if told else None


def is_denied(token: Token) -> bool:
    """Whether news of an event is said to be untrue: "dismissed reports of a meeting", "denied that they
    would meet", "the report that they will meet is false", "news of talks does not correspond to reality".
    """
    of = token.head
    if token.dep_ == "pobj" and of.lower_ in {"of", "about", "on"} and of.head.lower_ in _NEWS:
        return _is_untrue(of.head)
    if token.dep_ == "dobj" and of.lemma_ == "deny":  # "denied any talks with X"; not "denied X talks"
        told = not clauses.is_passive(of) and sum(c.dep_ in {"dobj", "dative"} for c in of.children) == 1
        return told and not clauses.is_negated(of)
    verb = verb_of(token)
    denied = {"deny", "refute"}
    while verb.dep_ in {"xcomp", "conj"} and verb.head.pos_ in {"VERB", "AUX"} and verb.head is not verb:
        if verb.head.lemma_ in denied and verb.dep_ == "xcomp":
            break
        verb = verb.head
    if verb.dep_ in {"ccomp", "xcomp"} and verb.head.lemma_ in denied:
        return not clauses.is_negated(verb.head)
    return verb.dep_ in {"acl", "relcl", "ccomp"} and verb.head.lower_ in _NEWS and _is_untrue(verb.head)


def _is_untrue(news: Token) -> bool:
    """Whether news is denied: "denied a report", "reports were dismissed", "is false", "is not true"."""
    verb = news.head
    denied = clauses.is_negated(verb)
    if verb.lemma_ in _DENYING:
        return news.dep_ in {"dobj", "nsubj", "nsubjpass"} and not denied
    if news.dep_ != "nsubj":
        return False
    said = {c.lower_ for c in verb.rights if c.dep_ in {"acomp", "attr"}}
    if verb.lemma_ == "be":
        return bool(said & {"true", "correct", "accurate"} if denied else said & _UNTRUE)
    return verb.lemma_ == "correspond" and denied


def _reported(verb: Token) -> Factuality:
    """What the verb of saying over a clause makes of it: "denied that", "claimed that", "said that"."""
    head = verb.head
    if verb.dep_ in {"ccomp", "xcomp"} and head.lemma_ in {"deny", "rule"} and not clauses.is_negated(head):
        return "negated"
    if verb.dep_ == "ccomp" and head.lemma_ in _ALLEGE:
        return "alleged"
    if verb.dep_ == "ccomp" and head.lemma_ in _SAY:
        return "attributed"
    return "asserted"


def is_condition(verb: Token) -> bool:
    """Whether a clause only supposes what it says: "if" or "until they meet", not "asked if they met"."""
    if verb.dep_ == "xcomp" and verb.head.lower_ == "able":  # "would come if she were able to meet X"
        verb = verb.head.head
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark"}
    return (verb.dep_ == "advcl" and bool(marks & {"if", "unless"})) or is_supposed(verb)
