"""Who speaks in a document: whoever issues or signs "a statement condemning" or "a resolution urging"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.clauses import conjuncts, doers, is_passive, subjects

DOCUMENTS = frozenset(
    """
    statement resolution letter declaration communique communiqué motion note message petition document memo
    release post tweet notice bulletin circular appeal pamphlet announcement
    """.split()
)
_ISSUED = frozenset(
    """
    issue adopt pass release publish send sign deliver write post approve circulate read submit endorse make
    distribute disseminate tweet present draft address co-sign
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
