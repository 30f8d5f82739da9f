"""Whose words a document holds: whoever issues "a statement condemning"."""

from __future__ import annotations

from kg.extraction.grammar.clauses import conjuncts, doers, is_passive, subjects
from kg.extraction.tokens.frozen_token import Token

DOCUMENTS = frozenset(
    """
    statement resolution letter declaration communique communiqué motion note message petition document memo
    release post tweet notice bulletin circular appeal pamphlet announcement
    """.split()
)
_ISSUED = frozenset(
    """
    issue adopt pass release publish send sign deliver write post approve circulate read submit endorse make
    distribute disseminate tweet present draft address co-sign put
    """.split()
)


def voices_at(verb: Token) -> list[Token]:
    """Who performs a verb, a document standing for who issued it.

    "Oslo adopted a resolution urging" -> Oslo; "a statement by Oslo condemned the raid" -> Oslo; "Oslo said
    in a statement condemning the raid" -> Oslo.
    """
    out: list[Token] = []
    for token in doers(verb):
        author = _authors(token) if token.lemma_.lower() in DOCUMENTS else []
        out.extend(author or [token])
    return out


def _authors(document: Token) -> list[Token]:
    named = [x for c in document.children if c.dep_ == "poss" for x in conjuncts(c)]
    by = [
        x
        for c in document.children
        if c.dep_ in {"prep", "agent"} and c.lower_ in {"by", "from"}
        for x in c.children
        if x.dep_ == "pobj"
    ]
    if named or by:
        return named or by
    verb = document.head
    if document.dep_ in {"dobj", "nsubjpass"} and verb.lemma_.lower() in _ISSUED:
        return doers(verb) if document.dep_ == "dobj" or is_passive(verb) else []
    if document.dep_ == "pobj" and verb.lower_ == "in" and verb.head.pos_ == "VERB":
        return [t for t in subjects(verb.head) if t.lemma_.lower() not in DOCUMENTS]
    return []


def issuers(document: Token) -> list[Token]:
    """Who issued a document told of again: Peru of "Peru put out a statement. The statement said ...".

    [] where nobody is said to have issued one of the kind before, and for documents without "the", "this".
    """
    kind = document.lemma_.lower()
    again = kind in DOCUMENTS and any(c.lower_ in _AGAIN for c in document.lefts)
    if not again or any(c.dep_ in {"prep", "amod", "acl"} for c in document.children):
        return []
    earlier = (t for t in reversed(document.doc[: document.sent.start]) if t.lemma_.lower() == kind)
    return next((found for t in earlier if (found := _authors(t))), [])


_AGAIN = frozenset("the that this its their".split())
