"""Words behind "but" or "and" that the parser lists with the wrong one before: "met X but [Chile] protested",
"the summit of the union in Lima and [the summit of the league in Bern]".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.triggers.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_ADVERSATIVES = frozenset({"but", "yet", "while", "whereas"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def restore_contrasts(doc: Doc) -> None:
    """Makes a name behind "but" the subject of the verb right behind it, in place: "will mediate between them
    but [Chile] refused"; not "met not only the envoy but Chile's minister", nor "but not Chile".
    """
    for joint in doc.having({"and"}):
        if joint.dep_ == "cc":
            _restore_event(joint)
    for but in doc.having(_ADVERSATIVES):
        other = next((c for c in but.head.rights if c.dep_ == "conj" and c.i > but.i), None)
        if but.dep_ != "cc" or other is None or other.pos_ not in {"PROPN", "NOUN"}:
            continue
        ahead = doc[other.right_edge.i + 1 : other.right_edge.i + 3]
        verb = _verb_without_subject(ahead[0]) if len(ahead) > 1 and other.left_edge.i == but.i + 1 else None
        if verb is None or verb.i in {t.i for t in other.subtree}:
            continue
        passive = any(c.dep_ == "auxpass" for c in verb.lefts)
        other.hang(verb, "nsubjpass" if passive else "nsubj")
        but.hang(verb.head if verb.dep_ == "conj" else verb)


def _verb_without_subject(first: Token) -> Token | None:
    """The verb of which a token is the first word, where it is finite and no subject is told."""
    verb = first.head if first.dep_ in {"aux", "auxpass", "neg"} else first
    finite = first.tag_ in _FINITE and verb.pos_ in {"VERB", "AUX"}
    alone = not any(c.dep_ in SUBJECTS for c in verb.lefts)
    return verb if finite and alone and verb.dep_ in {"conj", "ccomp", "ROOT"} else None


def _restore_event(joint: Token) -> None:
    """Lists a second event with the first, not with its place or whose it is: "the summit of the union in
    Lima and [the Bern summit]", "was at the summit in Lima and [at the one in Bern]"; not "a summit on trade
    and peace talks", whose matter they are.
    """
    second = next((c for c in joint.head.rights if c.dep_ == "conj" and c.left_edge.i == joint.i + 1), None)
    if second is None or _restore_alike(joint, second):
        return
    prep = second if second.pos_ == "ADP" else None
    event = next((c for c in second.rights if c.dep_ == "pobj"), second)
    within = [c for c in joint.head.rights if c.dep_ == "pobj" and _is_event(c)] if prep is not None else []
    first = within[0] if within else joint.head
    while not _is_event(first) and (first.lower_ in _OF_EVENTS or first.ent_type_) and first.dep_ in _WITHIN:
        first = first.head
    if first is joint.head or not _is_event(first) or not _is_event(event):
        return
    if prep is None or (first.dep_ == "pobj" and first.head.lower_ == prep.lower_):
        joint.hang(first)
        event.hang(first, "conj")
        if prep is not None:
            prep.hang(event, "dep")


def _restore_alike(joint: Token, second: Token) -> bool:
    """Joins a second "with" to the first, not to what the meeting is for: "came for talks with X and [with
    Y]", read as if he came with Y.
    """
    over = joint.head
    if second.lower_ != "with" or second.pos_ != "ADP" or over.pos_ != "ADP" or over.lower_ == "with":
        return False
    events = [c for c in over.rights if c.dep_ == "pobj" and _is_event(c)]
    event = next((e for e in events if any(c.lower_ == "with" and c.i < joint.i for c in e.rights)), None)
    if event is not None:
        joint.hang(event)
        second.hang(event, "prep")
    return event is not None


def _is_event(token: Token) -> bool:
    return token.pos_ == "NOUN" and names_meeting(token)


_OF_EVENTS = frozenset({"of", "in", "at"})
_WITHIN = frozenset({"pobj", "prep", "conj"})
