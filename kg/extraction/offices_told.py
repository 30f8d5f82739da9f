"""The state of an office that words beside it tell: "Iran's foreign minister flew to Lima. Foreign Minister X
said", "met President X at the White House".
"""

from __future__ import annotations

from kg import gazetteer
from kg.extraction.actors import ActorIndex
from kg.extraction.group_countries import countries_of
from kg.extraction.title_words import noun_of_title
from kg.extraction.visited_countries import MET, left_for_abroad

_BACK = 2
"""Sentences that the office may stand before the name."""


def told_beside(index: ActorIndex, at: int, title: str) -> str | None:
    """Local id of the country of a title that begins at a token, as the words before and beside it tell, else
    ``None``.
    """
    return told_of(index, at, title) or at_seat(index, at, title) or left_for_abroad(index, at)


def told_of(index: ActorIndex, at: int, title: str) -> str | None:
    """Local id of the one country of which the two sentences before a title tell the same office, without a
    name, else ``None``; not where they tell it of two countries.
    """
    noun, fields = noun_of_title(title), set(title.split())
    start = sentence = index.tokens[at].sent.start
    for _ in range(_BACK):
        start = index.tokens[start - 1].sent.start if start else start
    found: set[str] = set()
    for token in index.doc[start:sentence]:
        if token.lower_ != noun or token.i in index.title_owner or token.i in index.owner:
            continue
        words = {c.lower_ for c in token.lefts if c.dep_ in {"amod", "compound"}}
        if fields - {noun} <= words and not index.person_at(token.i):
            found.update(countries_of(index, token))
    countries = [id_ for id_ in found if index.drafts[id_].kind == "country"]
    return countries[0] if len(countries) == len(found) == 1 else None


def at_seat(index: ActorIndex, at: int, title: str) -> str | None:
    """Local id of the country in whose house of government a head of state or government is met or receives,
    else ``None``: "met President X at the White House", "was received by President X in the Kremlin".
    """
    if title not in _HEADS:
        return None
    name = index.tokens[at]
    while name.dep_ in {"appos", "compound"}:
        name = name.head
    sentence, above = name.sent, name.head
    receives = name.dep_ == "nsubj" or above.dep_ == "agent"
    verb = above.head if above.dep_ == "agent" else above
    met = name.dep_ == "dobj" and verb.lemma_ in MET
    met |= name.dep_ == "pobj" and above.lower_ == "with"
    if not met and not (receives and verb.lemma_ in _RECEIVING):
        return None
    around = {name, verb, above.head, above.head.head}
    seats: set[str | None] = set()
    for i in range(sentence.start + 1, sentence.end):
        match = index.by_token.get(i)
        if match is None or match.start != i or match.entry.type != "actor-executive-office":
            continue
        before = index.tokens[i - 1 - (index.tokens[i - 1].lower_ == "the")]
        there = before.lower_ in {"at", "in", "inside"} and before.head in around
        seats.update({match.entry.country} if there else ())
    key = seats.pop() if len(seats) == 1 else None
    return index.known(gazetteer.entry(key)).id if key is not None else None


_HEADS = frozenset({"president", "prime minister", "premier", "chancellor"})
_RECEIVING = frozenset("receive host welcome greet".split())
