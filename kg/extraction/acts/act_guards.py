"""What looks like an act and is none, or one of another type: rules made at home, calls paid, refusals."""

from __future__ import annotations

from kg.extraction.acts.act_slots import Filling
from kg.extraction.arguments.contact import asks
from kg.extraction.grammar.clauses import is_negated, is_passive, objects
from kg.extraction.grammar.documents import DOCUMENTS
from kg.extraction.tokens.act_lexicon import Frame, act_lexicon
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.triggers import names_meeting


def refuses(frame: Frame, verb: Token, filling: Filling) -> bool:
    """Whether a denial or an announcement is a refusal: "denied the envoys entry", "announced that they would
    not come".
    """
    withheld = frame.type == "denial" and any(t.lemma_.lower() in _WITHHELD for t in objects(verb))
    return withheld or _will_not(frame, filling)


def _will_not(frame: Frame, filling: Filling) -> bool:
    """Whether what is announced is that something is not to be: "announced that he would not attend"."""
    if frame.type != "announcement-of-plan":
        return False
    deeds = [t for t in filling.content if t.pos_ in ("VERB", "AUX")]
    return any(
        is_negated(t) and any(c.dep_ == "aux" and c.lower_ in _TO_COME for c in t.children) for t in deeds
    )


_TO_COME = frozenset("will would wo to shall".split())

_WITHHELD = frozenset(
    "entry access visa permission request passage asylum clearance accreditation landing permit".split()
)
"""What somebody is refused, in contrast to what is said to be untrue: "denied the envoys entry"."""


_AT_HOME = frozenset(
    """
    law bill order decree proclamation legislation directive ordinance waiver budget amendment statute edict
    letter petition book guestbook
    """.split()
)
"""What a head of state signs or a parliament passes alone, and letters: no agreement with others."""
_INSTRUMENTS = frozenset({"sign", "co-sign", "approve", "adopt", "pass", "ratify"})


def rules_at_home(verb: Token) -> bool:
    """Whether somebody enacts a rule: "signed an executive order", "signed into law a bill", not a treaty."""
    if verb.lemma_.lower() not in _INSTRUMENTS:
        return False
    into = [c for c in verb.children if c.lower_ == "into" and c.dep_ == "prep"]
    things = [*objects(verb), *(o for p in into for o in p.children if o.dep_ == "pobj")]
    if verb.dep_ == "acl" and is_passive(verb):
        things.append(verb.head)
    return any(
        t.lemma_.lower() in _AT_HOME
        or (t.lemma_.lower() == "memorandum" and any(c.lower_ == "presidential" for c in t.lefts))
        for t in things
    )


def ends(verb: Token) -> bool:
    """Whether a meeting or visit is concluded, not an accord: "concluded their first meeting"."""
    return any(names_meeting(t) for t in objects(verb)) and verb.lemma_ == "conclude"


def words_follow(verb: Token) -> bool:
    """Whether what is adopted or signed is told with its own words: "adopted a resolution demanding"."""
    return any(
        c.dep_ == "acl" and c.tag_ == "VBG" and act_lexicon().has("VERB", c.lemma_.lower())
        for t in objects(verb)
        if t.lemma_.lower() in DOCUMENTS
        for c in t.children
    )


def pays_a_call(frame: Frame, word: Token) -> bool:
    """Whether nothing is asked, but somebody seen or heard: "called on the minister on Monday", "a call on
    him", "a phone call from him", "called on the minister and is to return on Monday".
    """
    if frame.lemma != "call" or frame.type != "appeal":
        return False
    if any(c.lower_ in _CONTACTS for c in word.lefts):
        return True
    if not any(c.lower_ in {"on", "upon"} for c in word.rights):
        return False
    if word.pos_ == "VERB":
        return not asks(word)
    return not any(t.i > word.i and t.lower_ in _ASKING for t in word.subtree)


_ASKING = frozenset({"to", "for", "that", "not"})
_CONTACTS = frozenset("courtesy farewell phone telephone video".split())
