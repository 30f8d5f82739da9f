"""Times of what is spoken of or signed, which are not when that is done: "signed a plan for 2024-2026"."""

from __future__ import annotations

import re

from kg.extraction.grammar import clauses
from kg.extraction.times.calendar_bounds import WEEKDAYS
from kg.extraction.times.times import ordinal_of
from kg.extraction.tokens.frozen_doc import Doc, Span
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.triggers import names_meeting

_SPEAKING_OF = frozenset(
    """
    describe discuss praise hail laud criticise criticize condemn denounce mention recall cite defend dismiss
    reject downplay applaud commend deplore decry lament slam justify tout characterise characterize
    """.split()
)  # verbs that speak of an event: their day is not that of the event
_YEARS = re.compile(r"(?:for )?(?:the )?(?:years? |period )?(?:19|20)\d\d(?:\s*(?:-|–|/|to|and)\s*\d{2,4})?")
_TERMS = frozenset("the year years period from of between".split())
_SIGNING = frozenset("sign initial ink conclude approve adopt endorse ratify agree outline launch".split())
_TEXTS = frozenset(
    """
    plan program programme agreement accord deal pact memorandum memoranda protocol strategy roadmap map
    budget agenda schedule calendar framework document mou
    """.split()
)


def is_spoken_of(noun: Token) -> bool:
    """Whether a verb tells that an event is talked about: "discussed a possible summit"."""
    return noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lemma_.lower() in _SPEAKING_OF


def is_of_topic(root: Token, verb: Token) -> bool:
    """Whether a day is of what is spoken of: "met to discuss the [May 5] raids", "discussed the summit [in
    August]"; not "signed the pact", "discussed the summit on Monday". So is the time for which visits are
    counted: "his third visit to Peru [in the past 18 months]".
    """
    if verb.pos_ != "VERB":
        return is_count_within(root, verb) or _urged_there(root, verb)
    if verb.lemma_.lower() not in _SPEAKING_OF:
        held = (c for o in verb.rights if o.dep_ == "dobj" for c in o.rights)  # "held talks to prepare for"
        return any(_is_of_event(root, v) for v in (*verb.rights, *held) if _says_what_for(v))
    what = root.head
    while what.dep_ == "conj" and what.head.pos_ in {"NOUN", "PROPN"}:
        what = what.head
    before = root.dep_ in {"compound", "nmod", "nummod", "amod", "poss"} and root.i < root.head.i
    if before and what.dep_ == "dobj" and what.head.i == verb.i:
        return True
    return _is_of_event(root, verb)


def is_count_within(root: Token, noun: Token) -> bool:
    """Whether a time only says within what an event is the third: "on his third visit in the past year";
    not "his third visit, last year".
    """
    root = next((c for c in root.rights if c.dep_ == "pobj"), root) if root.dep_ == "prep" else root
    words = {c.lower_ for c in root.lefts}
    span = root.lemma_ in _LENGTHS and root.head.lower_ in {"in", "within", "over"} and bool(words & _SO_FAR)
    return span and any(c.ent_type_ == "ORDINAL" or ordinal_of(c.lower_) is not None for c in noun.lefts)


_LENGTHS, _SO_FAR = frozenset("year month week day decade".split()), frozenset({"past", "last"})


def _says_what_for(verb: Token) -> bool:
    """Whether a verb says what people meet to speak of or prepare: "met [to discuss] the summit in May"."""
    told = verb.lemma_.lower() in _SPEAKING_OF | _PREPARING
    return told and verb.dep_ in {"advcl", "xcomp", "relcl", "acl"} and clauses.is_infinitive(verb)


_PREPARING = frozenset("prepare review coordinate assess".split())


def of_event_told_of(word: Token, token: Token) -> bool:
    """Whether a word is of the event that people meet to speak of or prepare: "met to discuss the outcome of
    the summit [in Lima]"; not "met to discuss trade in Lima".
    """
    event = False
    for above in word.ancestors:
        if event and _says_what_for(above):
            return token.is_ancestor(above)
        event = event or (above.pos_ in {"NOUN", "PROPN"} and names_meeting(above))
    return False


def _is_of_event(root: Token, verb: Token) -> bool:
    """Whether a day stands behind the event of which a verb speaks, which is no weekday."""
    if any(t.lower_ in _WEEK for t in root.subtree):
        return False
    aims = clauses.prepositional(verb, "for") if verb.lemma_ == "prepare" else []
    objects = [*(c for c in verb.rights if c.dep_ == "dobj"), *aims]
    spoken = [c for c in objects if c.i < root.i]
    behind = (c for c in spoken if c.is_ancestor(root) or c.right_edge.i + 1 == root.left_edge.i)
    return any(t.pos_ == "NOUN" and t.i < root.i and names_meeting(t) for c in behind for t in c.subtree)


_WEEK = {*WEEKDAYS, "today", "yesterday"}


def is_planned_in(verb: Token, doing: Token) -> bool:
    """Whether what is spoken of is another event: "discussed [holding] a summit in August"."""
    event = doing.lemma_ in {"meet", "visit"} or any(names_meeting(o) for o in clauses.objects(doing))
    return event and doing.tag_ == "VBG" and verb.lemma_ in _SPEAKING_OF


_HOLDING = frozenset("holding hold convening organisation organization hosting".split())


def is_holding_discussed(noun: Token) -> bool:
    """Whether a noun says that an event is to be held, over which people talk: "discussed trade and the
    [holding] of a summit".
    """
    if noun.lemma_.lower() not in _HOLDING:
        return False
    while noun.dep_ == "conj":
        noun = noun.head
    return noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lemma_ in {"discuss", "consider", "explore"}


def is_broached(noun: Token) -> bool:
    """Whether an event is only spoken of as one that may be: "discussed [a visit] by X to Oslo", "discussed
    [meeting] in Oslo"; not "discussed a recent visit", "discussed the meeting".
    """
    verb, words = noun.head, {c.lower_ for c in noun.lefts}
    gerund = noun.lower_ == "meeting" and not words
    indefinite = bool(words & {"a", "an"}) and not words & _PAST
    told = any(c.dep_ in {"acl", "relcl"} for c in noun.rights)
    return noun.dep_ == "dobj" and verb.lemma_ == "discuss" and (gerund or indefinite) and not told


_PAST = frozenset("recent previous earlier past".split())


def is_term(doc: Doc, first: int, last: int) -> bool:
    """Whether years say for which time a text is that is signed: "signed a plan for 2024-2026", "adopted the
    2024-2026 programme"; not "signed an accord in 2024", "is set for 2025".
    """
    words = doc[first:last]
    if not _YEARS.fullmatch(words.text.lower()):
        return False
    root = words.root
    if root.i < root.head.i and root.head.lemma_.lower() in _TEXTS and len(words.text) > 8:
        return True
    start = first
    while doc[start].lower_ in _TERMS or (start == first and doc[start].lower_ != "for"):
        start -= 1
        if start < 1 or start < first - 4:
            return False
    if doc[start].lower_ != "for":
        return False
    head = doc[start].head
    while head.pos_ in {"NOUN", "PROPN", "NUM", "ADP"} and head.head.i != head.i:
        if head.lemma_.lower() in _TEXTS:
            return True
        head = head.head
    return head.lemma_ in _SIGNING


def names_another(words: Span, kind: str, token: Token) -> bool:
    """Whether a season only says which other event is meant: "met X at the [spring] meetings last week"."""
    root = words.root
    return kind == "season" and root.dep_ in {"compound", "amod", "nmod"} and root.head.i != token.i


_URGING = frozenset("seek urge ask press call demand want try hope plead appeal".split())


def _urged_there(root: Token, noun: Token) -> bool:
    """Whether a day is of what somebody urges on an occasion: "During the talks, X urged Y to keep to the
    pact of [May]", "On her visit, X is seeking to mend ties hurt in [May]"; not "During the talks on Monday".
    """
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.i > verb.i or verb.lemma_ not in _URGING:
        return False
    wish = next((t for t in (root, *root.ancestors) if t.head is verb), None)
    return wish is not None and wish.i > verb.i and wish.dep_ in {"xcomp", "ccomp", "advcl"}
