"""Organs of international bodies: "the OSCE Ministerial Council", "the Executive Council of the African
Union", "the IAEA's 35-nation board of governors" are bodies of states, and act for the body whose they are.
"""

from __future__ import annotations

from kg.extraction.actors.actors import ActorIndex
from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import words_at

_HEADS = frozenset("council board committee assembly bureau authority conference".split())
_WITH_LEADERS = frozenset({"authority", "conference"})
"""Heads of organs only where leaders make them: "the Authority of Heads of State", "a conference"."""
_OF_WHOM = frozenset("ministers governors heads foreign directors ambassadors".split())
_KINDS = frozenset("executive permanent ministerial governing supreme general political".split())
_OF_MANY = frozenset({"body:UN", "body:EU"})
"""Bodies that have more than one board and council."""
_MOST = 6
"""How many words may stand between the body and the head of its organ."""


def add_organs(index: ActorIndex) -> None:
    """Makes a body of states of each organ that is said to be of one; not of "a UN committee"."""
    for token in (index.tokens[i] for i in words_at(index.doc, _HEADS)):
        if not _definite(token):
            continue
        owner = index.owner.get(token.i)
        if owner is not None and (index.drafts[owner].key or index.drafts[owner].kind != "organization"):
            continue
        end = _end(token)
        if token.lower_ in _WITH_LEADERS and (end == token.i + 1 or not _acts(token)):
            continue
        first, before = _before(index, token)
        parent = before if before is not None else _after(index, end)
        bare = before is not None and first == token.i - 1 and index.drafts[before].key not in _OF_MANY
        if parent is None or (token.text.islower() and not (bare or _of_a_kind(token, end))):
            continue
        _add(index, token, parent, first, end)


def _add(index: ActorIndex, token: Token, parent: str, first: int, end: int) -> None:
    """Makes an organization of the organ in tokens [first, end), which acts for its parent."""
    owner = index.owner.get(token.i)
    begin = first
    while index.owner.get(begin) == parent or index.tokens[begin].tag_ == "POS":
        begin += 1
    last = end if begin > first else _end_of_name(index, end, parent)
    name = " ".join(index.doc[first:last].text.split())
    same = (d for d in index.drafts.values() if d.kind == "organization" and d.name == name)
    known = index.drafts[owner] if owner is not None else next(same, None)
    draft = known or index.new("organization", name)
    draft.name, draft.type, draft.represents = name, "actor-intergovernmental", [parent]
    if owner is None:
        index.own(draft, begin, end, 0.85)


def _acts(token: Token) -> bool:
    """Whether a body does something, not what is held: "the Conference of Heads convened a session"; not "the
    Conference of Ministers was held in Lima".
    """
    return token.dep_ == "nsubj" and token.head.lemma_ in _ACTING


_ACTING = frozenset("hold convene meet adopt decide agree approve call mandate welcome urge condemn".split())


def names_organ(index: ActorIndex, token: Token) -> bool:
    """Whether a word for a meeting is that of an organ: "the Conference of Heads of State met", or of a
    parliament that sits: "addressed a joint session of the Peruvian legislature".
    """
    if token.lower_ in _SITTING:
        of = [t for p in clauses.prepositional(token, "of") for t in (p, *clauses.prepositional(p, "of"))]
        owners = (index.owner.get(t.i) for t in of)
        return any(i is not None and index.drafts[i].type == "actor-legislature" for i in owners)
    owner = index.owner.get(token.i) if token.lower_ in _WITH_LEADERS else None
    return owner is not None and bool(index.drafts[owner].represents) and index.drafts[owner].key is None


_SITTING = frozenset({"session", "sitting", "sessions"})


def _definite(token: Token) -> bool:
    return not any(c.lower_ in {"a", "an", "any", "no", "each"} for c in token.lefts)


def _of_a_kind(token: Token, end: int) -> bool:
    """Whether small letters name an organ all the same: "board of governors", "council of the League"."""
    of_body = token.lower_ == "council" and token.doc[token.i + 1 : token.i + 2].text.lower() == "of"
    return of_body or end > token.i + 1 or any(c.lower_ in _KINDS for c in token.lefts)


def _end(token: Token) -> int:
    """The token after the head and of whom it is made: "Board of Governors", "council of ministers"."""
    doc, i = token.doc, token.i + 1
    if i + 1 < len(doc) and doc[i].lower_ == "of" and doc[i + 1].lower_ in _OF_WHOM:
        i += 2
        while i < len(doc) and doc[i].lower_ in {"ministers", "of", "state", "and", "government"}:
            i += 1
        while doc[i - 1].lower_ in {"of", "and"}:
            i -= 1
    return i


def _before(index: ActorIndex, token: Token) -> tuple[int, str | None]:
    """Where the name begins, and the body before it: "[the OSCE] Permanent Council"."""
    first = token.i
    while first > token.sent.start and token.i - first < _MOST:
        word = index.tokens[first - 1]
        if (parent := _body(index, first - 1)) is not None:
            while index.owner.get(first - 1) == parent and first > token.sent.start:
                first -= 1
            return first, parent
        if word.pos_ not in {"ADJ", "NOUN", "PROPN", "PART", "NUM"} and word.text != "-":
            break
        first -= 1
    while first < token.i and not index.tokens[first].text[:1].isupper():
        first += 1
    return first, None


def _after(index: ActorIndex, end: int) -> str | None:
    """The body after "of" or "of the"."""
    doc = index.doc
    if end + 1 >= len(doc) or doc[end].lower_ != "of":
        return None
    at = end + 2 if doc[end + 1].lower_ == "the" and end + 2 < len(doc) else end + 1
    parent = _body(index, at)
    while parent is not None and at < len(doc) and index.owner.get(at) == parent:
        at += 1
    return parent if at >= len(doc) or doc[at].pos_ != "NOUN" else None  # "the council of EU leaders"


def _body(index: ActorIndex, i: int) -> str | None:
    """The body of states that a token names, or ``None``."""
    owner = index.owner.get(i)
    draft = index.drafts[owner] if owner is not None else None
    known = draft is not None and draft.key is not None and draft.type == "actor-intergovernmental"
    return owner if known else None


def _end_of_name(index: ActorIndex, end: int, parent: str) -> int:
    """The token after the name of the body that stands after the organ."""
    i = end
    while i < len(index.doc) and index.owner.get(i) != parent:
        i += 1
    while i < len(index.doc) and index.owner.get(i) == parent:
        i += 1
    return i
