"""The members of a list of topics, also where the parser hangs them on one another's complements."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.words import group_nouns
from kg.extraction.triggers.triggers import names_meeting

NOUNS = {"NOUN", "PROPN"}
_NAMES = {"GPE", "NORP", "LOC", "FAC", "ORG", "PERSON"}
_STATES = frozenset("country nation state neighbour neighbor region partner ally government".split())
_WHERE = frozenset("region area world valley neighbourhood hemisphere continent country".split())
_ENDS = {",", ";"}
_LOOSE = {"npadvmod", "dep"}
"""What the parser makes of an object after a comma when it has lost the thread."""
_HUNG = _LOOSE | {"conj", "appos", "dobj"}
_STRAY = {"to", "in", "on", "for", "from", "against", "of"}
"""Before complements of an object that the parser may give to its verb: "discussed | arms | for Peru"."""


def conjuncts(token: Token) -> list[Token]:
    """The token and, left to right, all that is coordinated with it."""
    out = [token]
    for child in token.rights:
        if child.dep_ == "conj":
            out += conjuncts(child)
    return out


def listed(head: Token) -> Iterator[Token]:
    """The members of the list that a noun opens, as a reader takes them.

    "the war in Chad, water and the price of fish" gives "war", "water" and "price", though the parser hangs
    the latter two on "Chad"; so does "visas, a road and ferries", where it takes the road for another name of
    the visas. Not "exports of copper and zinc", nor "Oslo, the capital of fish and ferries".
    """
    members = [*apart(head), *conjuncts(head)]
    last = members[-1]
    besides = [c for c in last.head.rights if c.dep_ in _LOOSE] if last.dep_ == "dobj" else []
    renamed = [c for c in last.rights if c.dep_ == "appos"]
    second = next((c for c in (*renamed, *besides) if c.pos_ in NOUNS and _follows_comma(c)), None)
    if second is not None and not second.ent_type_:
        rest = list(listed(second))
        if len(rest) > 1:
            members += rest
            yield from members
            return
    yield from members
    closed = any(_closed(m) for m in members)
    if last.pos_ in NOUNS:
        yield from _beyond(last, closed=closed)
    if not closed:
        yield from _joined_above(last)


def apart(noun: Token) -> list[Token]:
    """Members before "and" that the parser took for part of a compound: "border security | and fish farms".

    "the war in Chad, trade and fish exports" has Chad and trade before the exports. None of "trade and energy
    ties", whose first word has no words of its own, nor of "Peru and Chile talks".
    """
    for child in noun.lefts:
        if child.dep_ not in {"nmod", "compound"} or child.pos_ not in NOUNS:
            continue
        row = conjuncts(child)
        own = child.tag_ == "NNS" or child.ent_type_ in _NAMES or any(True for _ in child.lefts)
        if len(row) == 1:
            return row if own and _closed(child) else []
        if own and all(_common(t) for t in row[1:]) and not any(t.pos_ == "ADJ" for t in row):
            return row[:-1]
    return []


def _common(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and noun.ent_type_ not in _NAMES


def ahead(member: Token) -> list[Token]:
    """What a member of a list is coordinated with before it, the nearest first."""
    out = []
    while member.dep_ == "conj":
        member = member.head
        out.append(member)
    return out


def opener(member: Token) -> Token:
    """The first member of the list that a noun stands in."""
    while member.dep_ == "conj":
        member = member.head
    return member


def place_of(member: Token) -> Token:
    """The noun whose place in the sentence a member of a list shares.

    It is "war" for the fish of "the war in Chad and fish", which the parser hangs on "Chad".
    """
    first = opener(member)
    above = first.head
    if first.dep_ in {"nmod", "compound"} and member in apart(above):
        return place_of(above)
    if first.dep_ == "appos" and above.pos_ in NOUNS and member in list(listed(above)):
        return place_of(above)
    noun = above.head
    if first.dep_ == "pobj" and member != first and noun.pos_ in NOUNS and member in list(listed(noun)):
        return place_of(noun)
    return first


def is_open(member: Token) -> bool:
    """Whether a noun after a comma belongs to a list of which no "and" was seen yet."""
    return _follows_comma(member) and not any(map(_closed, conjuncts(opener(member))))


def _closed(member: Token) -> bool:
    return any(c.dep_ == "cc" for c in member.rights)


def _follows_comma(member: Token) -> bool:
    at = member.left_edge.i
    return at > 0 and member.doc[at - 1].text in _ENDS


def _beyond(member: Token, *, closed: bool) -> Iterator[Token]:
    """Members of the list that hang on what the last one governs: "the price of fish, | visas and a road"."""
    opened = not closed and _follows_comma(member)
    governor = opener(member).head
    after = [c for c in governor.rights if c.i == member.right_edge.i + 1 and c.lower_ in _STRAY]
    for preposition in (*member.rights, *(after if opener(member).dep_ == "dobj" else ())):
        if preposition.dep_ != "prep":
            continue
        for inner in preposition.rights:
            if inner.dep_ != "pobj" or inner.pos_ not in NOUNS:
                continue
            row = [*apart(inner), *conjuncts(inner)]
            behind = closes_at(row)
            if behind < len(row) and _follows_comma(row[behind]) and all(_common(t) for t in row[behind:]):
                yield from row[behind:]  # "cooperation in trade and fish, | visas and loans"
                return
            sides = 2 if preposition.lower_ in {"between", "among"} else 1
            for k in range(sides, len(row)):
                if escapes(row[k - 1], row[k:], opened=opened):
                    yield from row[k:]
                    yield from _beyond(row[-1], closed=True)
                    return
            yield from _beyond(row[-1], closed=closed or len(row) > 1)


def closes_at(row: list[Token]) -> int:
    """After how many of its members a list is closed by "and", others going on behind it: two of "cooperation
    in trade and fish, visas and loans".
    """
    closed = (k for k, t in enumerate(row[1:], 1) if t.doc[t.left_edge.i - 1].lower_ == "and")
    return next(closed, len(row) - 1) + 1


def escapes(before: Token, rest: list[Token], *, opened: bool = False) -> bool:
    """Whether what a complement is joined to stands beside the whole: "the war in Chad | and visas"."""
    first = rest[0]
    if not _common(first) or _of_people(first):
        return False
    if before.ent_type_ in _NAMES or (opened and len(rest) == 1):
        return True
    if before.lemma_.lower() in _WHERE and first.lemma_.lower() not in _WHERE and before.head.lower_ == "in":
        return True  # "security in the region | and good relations"
    bare, own = not _determined(before), _determined(first)
    if bare and own:
        return True
    return not bare and not own and len(rest) > 1 and first.doc[first.left_edge.i - 1].text in _ENDS


def _joined_above(last: Token) -> list[Token]:
    """Members that the parser joined to what the list hangs on: "met for talks on visas, | fish and ferries".

    Not the "dinner and tour" of "held talks on visas, a dinner and a tour", which are no topics.
    """
    for above in opener(last).ancestors:
        for child in above.rights if above.pos_ in NOUNS or above.pos_ == "VERB" else ():
            if child.dep_ not in _HUNG or not _goes_on(last, child):
                continue
            row = list(listed(child))
            fit = len(row) > 1 and all(_common(t) and not _of_people(t) for t in row)
            return row if fit and not any(map(_comes_about, row)) else []
    return []


def _comes_about(noun: Token) -> bool:
    """Whether a noun is of what is held beside talks: "a dinner", "a tour"; not "a gas pipeline"."""
    one = any(c.lower_ in {"a", "an"} for c in noun.lefts)
    return one and (names_meeting(noun) or noun.lemma_.lower() in _HELD)


_HELD = frozenset(
    "tour trip walk stroll ride drive concert ceremony photo address speech game match visit stay".split()
)


def _goes_on(last: Token, child: Token) -> bool:
    """Whether a noun follows the comma that closes a phrase, be it "visas", be it "visas after the war"."""
    start = child.left_edge.i + (child.left_edge.text in _ENDS)
    between = child.doc[last.i + 1 : start - 1]
    parted = any(t.is_punct or (t.pos_ in {"VERB", "AUX"} and t.dep_ != "prep") for t in between)
    return start - 1 > last.i and child.doc[start - 1].text in _ENDS and not parted


def _of_people(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return lemma in group_nouns() or lemma in _STATES


def _determined(noun: Token) -> bool:
    return any(c.dep_ in {"det", "poss"} for c in noun.lefts)
