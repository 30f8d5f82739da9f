"""What envoys bring, and the verb by which it is received: "received a letter, delivered by X"."""

from __future__ import annotations

from kg.extraction.tokens.frozen_token import Token

BORNE = frozenset("letter envelope missive message reply invitation greeting proposal".split())
"""What an envoy brings."""


def receipt(brings: Token) -> Token | None:
    """The verb by which somebody receives what another hands over: "[received] a letter, delivered by X"."""
    thing = brings.head if brings.tag_ == "VBN" and brings.dep_ in {"acl", "relcl"} else brings
    got = thing.head if thing.dep_ == "dobj" and thing.lemma_.lower() in BORNE else thing
    return got if got is not thing and got.lemma_ == "receive" else None
