"""Which words can head a title: "president", "Sen.", "NSA Ravi Rao"."""

from __future__ import annotations

from kg.extraction.names.name_words import capitalised
from kg.extraction.names.title_words import ends_rank, is_chief
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.words import title_heads

_AGENCIES = frozenset({"nsa", "cs"})
_PEOPLE = frozenset({"man", "woman", "person"})


def is_title(token: Token) -> bool:
    """Whether the word can head a title ("president", "Sen."), as a token or its abbreviation."""
    heads, forms = title_heads()
    lower = token.lower_
    if lower == "official" and token.dep_ == "amod" and token.head.pos_ == "NOUN":
        return False  # "Peru's official media"
    if lower in _PEOPLE and token.i and token.doc[token.i - 1].lower_ == "point":
        return True  # "China's point man on Korea"
    if lower in forms or token.lemma_.lower() in heads:
        return not is_chief(token) and (lower not in _AGENCIES or _said_of_somebody(token))
    if token.tag_ == "NNPS" and lower.removesuffix("s") in heads:
        return any(t.ent_type_ == "PERSON" for t in token.doc[token.i + 1 : token.i + 2])  # "US Senators X"
    return lower == "gen" and ends_rank(token.doc, token.i)


def _said_of_somebody(token: Token) -> bool:
    """Whether what also names an agency is an office: "NSA Ravi Rao", "the Indian NSA", not "the NSA".

    So is what stands for the office before it: "National Security Adviser (NSA) Ravi Rao".
    """
    doc, at = token.doc, token.i
    if at > 1 and doc[at - 1].text == "(":
        return doc[at - 2].lower_ in {"adviser", "advisor"}
    named = at + 1 < len(doc) and doc[at + 1].pos_ == "PROPN" and doc[at + 1].lower_ not in title_heads()[0]
    before = doc[at - 1] if at else token
    return named or before.text in {"'s", "’s"} or (capitalised(before) and before.pos_ in {"ADJ", "PROPN"})
