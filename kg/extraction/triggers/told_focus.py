"""The status of talks by what is said to be their focus: "trade will be the focus of the talks"."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.verb_status import verbal_status

_FOCUS = frozenset("focus subject topic centre center theme agenda highlight".split())
_FORESEEN = frozenset("likely expected set due slated certain".split())


def as_focus(noun: Token) -> tuple[str, int] | None:
    """What a clause on the focus of talks says of them, or ``None``: "trade will be the focus of the talks",
    "is likely to top the agenda of the talks" are to come, "was the focus of the talks" is over; not "is the
    focus", nor "changed the subject of the talks".
    """
    focus = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "of" or focus.lemma_.lower() not in _FOCUS:
        return None
    verb = clauses.clause_of(focus)
    if verb.lemma_ not in _BEARING or focus.dep_ not in {"attr", "dobj", "nsubj", "pobj"}:
        return None
    if verb.dep_ == "xcomp" and verb.head.lower_ in _FORESEEN:
        now = any(t.lower_ in {"is", "are"} for t in (*verb.head.lefts, verb.head.head))
        return ("planned", 2) if now else None
    if verbal_status(verb)[0] == "planned":
        return ("planned", 2)
    return ("held", 2) if verb.tag_ == "VBD" else None


_BEARING = frozenset("be become form remain top dominate constitute".split())
