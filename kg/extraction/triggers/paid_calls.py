"""Whether a call is a visit to somebody: "paid a call on X", "after a call on President X"."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token


def is_paid(call: Token) -> bool:
    """Whether a call is paid to somebody: "paid a call on X", "began with a call on President X", "during
    his call on the king"; not "made a call on the parties to talk".
    """
    on = clauses.prepositional(call, "on")
    on += [c for o in on for c in o.rights if c.dep_ == "appos"]  # "a call on the president, X"
    if call.dep_ == "dobj" and call.head.lemma_ == "pay":
        beside = clauses.prepositional(call.head, "on", "upon")  # "paid a call | on H.E. the president"
        return bool(on or called_on(call)) or any(o.ent_type_ != "DATE" for o in beside)
    own = call.head.lower_ in {"in", "during"} and any(c.dep_ == "poss" for c in call.lefts)
    begun = call.dep_ == "pobj" and (own or call.head.lower_ in {"with", "after", "before", "following"})
    asked = any(t.tag_ == "TO" for t in call.doc[call.i : call.sent.end])
    held = own and any(o.lemma_.lower() in _HOLDERS for o in on)  # "during his call on the president"
    return begun and not asked and (held or any(o.ent_type_ == "PERSON" for o in on))


_HOLDERS = frozenset("minister premier president king queen emir sultan prince chancellor secretary".split())


def called_on(call: Token) -> list[Token]:
    """To whom a call is paid, told before it: "paid [him] a courtesy call"."""
    if call.dep_ != "dobj" or call.head.lemma_ != "pay":
        return []
    return [c for c in call.head.rights if c.dep_ in {"dative", "dobj"} and c.i < call.i]
