"""The small word tables of extraction, read once: titles, group nouns."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extraction.tokens.frozen_token import Token
from kg.lexicon import per_lexicon, rows


@per_lexicon
def titles(kind: str) -> Mapping[str, str]:
    """Title words of one class to their values: ``head short honorific status loose civil``."""
    return {row["word"]: row["value"] for row in rows("titles") if row["class"] == kind}


@per_lexicon
def title_heads() -> tuple[frozenset[str], frozenset[str]]:
    """The words that head titles, without and with their short forms."""
    heads = frozenset(titles("head"))
    return heads, heads.union(titles("short"))


@per_lexicon
def group_nouns() -> Mapping[str, str]:
    """Lemma of a noun that denotes a set of people or states, to its class."""
    return {row["word"]: row["class"] for row in rows("groups")}


def excellency(token: Token) -> bool:
    """Whether it is of a form of address in two words: "H. E. Ana Ruiz"."""
    first = token.i - (token.text == "E.")
    return first >= 0 and token.doc[first : first + 2].text == "H. E."
