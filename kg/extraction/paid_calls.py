"""Whether a call is a visit to somebody: "paid a call on X", "after a call on President X"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction import clauses


def is_paid(call: Token) -> bool:
    """Whether a call is paid to somebody: "paid a call on X", "began with a call on President X"; not "made a
    call on the parties to talk".
    """
    on = clauses.prepositional(call, "on")
    if call.dep_ == "dobj" and call.head.lemma_ == "pay":
        beside = clauses.prepositional(call.head, "on", "upon")  # "paid a call | on H.E. the president"
        return bool(on) or any(o.ent_type_ != "DATE" for o in beside)
    begun = call.dep_ == "pobj" and call.head.lower_ in {"with", "after", "before", "following"}
    asked = any(t.tag_ == "TO" for t in call.doc[call.i : call.sent.end])
    return begun and not asked and any(o.ent_type_ == "PERSON" for o in on)
