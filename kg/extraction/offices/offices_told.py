"""The state of an office that words beside it tell: "Iran's foreign minister flew to Lima. Foreign Minister X
said", "met President X at the White House".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg import gazetteer
from kg.extraction.actors.actors import ActorDraft, ActorIndex
from kg.extraction.actors.group_countries import countries_of
from kg.extraction.grammar import clauses
from kg.extraction.names.title_words import noun_of_title
from kg.extraction.offices.service import serve
from kg.extraction.offices.visited_countries import MET, bearer, left_for_abroad
from kg.extraction.tokens.sentences import starts_before

if TYPE_CHECKING:
    from kg.extraction.offices.office_index import OfficeDraft

_BACK = 2
"""Sentences that the office may stand before the name."""


def told_beside(index: ActorIndex, at: int, title: str) -> str | None:
    """Local id of the country of a title that begins at a token, as the words before and beside it tell, else
    ``None``.
    """
    found = told_of(index, at, title) or at_seat(index, at, title) or left_for_abroad(index, at)
    return found or country_of_government(index, at)


def told_of(index: ActorIndex, at: int, title: str) -> str | None:
    """Local id of the one country of which the two sentences before a title tell the same office, without a
    name, else ``None``; not where they tell it of two countries.
    """
    noun, fields = noun_of_title(title), set(title.split())
    start, sentence = starts_before(index.tokens[at], _BACK), index.tokens[at].sent.start
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
    if title not in HEADS:
        return None
    name = bearer(index.tokens[at])
    sentence, above = name.sent, name.head
    receives = name.dep_ == "nsubj" or above.dep_ == "agent"
    verb = above.head if above.dep_ == "agent" else above
    met = name.dep_ == "dobj" and verb.lemma_ in MET
    met |= name.dep_ == "pobj" and above.lower_ == "with"
    if not met and not (receives and verb.lemma_ in RECEIVING):
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


HEADS = frozenset({"president", "prime minister", "premier", "chancellor"})
"""Offices of who heads a state or its government."""
RECEIVING = frozenset("receive host welcome greet".split())
"""Verbs of who has a guest."""


_RULERS = frozenset("government cabinet parliament authority authorities presidency ministry".split())


def country_of_government(index: ActorIndex, at: int) -> str | None:
    """Local id of the one country whose government the sentence of a token names, else ``None``.

    "The Peruvian government said Prime Minister X would go": Peru, as its ministry does; none in "Peru's
    neighbours said", "Foreign Office Minister Y met Prime Minister X".
    """
    sentence = index.tokens[at].sent
    matches = [m for i, m in index.by_token.items() if sentence.start <= i < sentence.end and i == m.start]
    found = {
        m.entry.key
        for m in matches
        if m.entry.kind == "country" and any(t.lower_ in _RULERS for t in index.doc[m.end : m.end + 2])
    }
    found |= {
        m.entry.country
        for m in matches
        if m.via == "body" and m.entry.type == "actor-ministry" and m.entry.country
        if index.doc[m.end : m.end + 1].text != "Minister"
    }
    return index.known(gazetteer.entry(found.pop())).id if len(found) == 1 else None


def give(index: ActorIndex, found: Sequence[tuple[int, OfficeDraft, ActorDraft, str | None]]) -> None:
    """Gives offices and those who hold them the country found for each, in place; none to two presidents, or
    two premiers, of one sentence for whom it is the same: "President X spoke to President Y".

    He whom the sentence is about keeps it, where the other is only spoken of: "President X received the envoy
    of Chile, who had met President Y".
    """
    spots = [(o.title, c, index.tokens[at].sent.start) for at, o, _, c in found]
    heads = Counter(spot for spot in spots if spot[0] in HEADS)
    for spot, (at, office, person, country) in zip(spots, found, strict=True):
        others = [f[0] for f, s in zip(found, spots, strict=True) if s == spot and f[2] is not person]
        if country is not None and (heads[spot] < 2 or _is_told_of(index, at, others)):
            office.body = country
            serve(index, person, country)


def _is_told_of(index: ActorIndex, at: int, others: Sequence[int]) -> bool:
    """Whether the holder of a title is the subject of a sentence, and others are named in clauses below."""
    name = bearer(index.tokens[at])
    root = name.sent.root
    below = (clauses.clause_of(bearer(index.tokens[i]).head) for i in others)
    return name.dep_ in {"nsubj", "nsubjpass"} and name.head == root and all(v != root for v in below)
