"""Which country an article tells foreigners to visit: whose ministers it names without saying of what."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from kg import gazetteer
from kg.extraction.actors import ActorIndex

_COMING = frozenset("arrive land visit tour".split())
_GOING = frozenset("fly travel go head journey".split())
MET = frozenset(
    "meet receive host welcome greet call hold talk see visit join grant brief confer discuss".split()
)
"""Verbs of who meets somebody."""
_ENVOYS = frozenset("ambassador envoy emissary consul".split())
_STAYS = frozenset("visit trip tour".split())
_BACK = 2
_COMPANY = frozenset("accompany delegation entourage include comprise along alongside together".split())


def visited(index: ActorIndex) -> tuple[frozenset[str], str | None]:
    """Keys of the countries whose people come as guests, and local id of the one that they come to, if one.

    "Peru's foreign minister, X, arrived in Dhaka": Peru, and Bangladesh. Who is said to serve a country is a
    foreigner to who writes; nobody is a guest at home, nor where guests come to several countries.
    """
    journeys = [
        (own, key)
        for own, name in _foreigners(index, 0, len(index.doc))
        for key in _comes_to(index, name)
        if key != own
    ]
    guests, hosts = {own for own, _ in journeys}, {key for _, key in journeys}
    if len(hosts) != 1 or hosts & guests:
        return frozenset(), None
    return frozenset(guests), index.known(gazetteer.entry(hosts.pop())).id


def lately_visited(index: ActorIndex, sentence: Span) -> str | None:
    """Key of the country that a foreigner went to in the two sentences before one, if one only.

    "X of Chile flew to Lima on Friday. There she met President | Y": Peru.
    """
    first = sentence.start
    for _ in range(_BACK):
        first = index.doc[first - 1].sent.start if first else 0
    found = {
        key
        for own, name in _foreigners(index, first, sentence.start)
        for key in (*_comes_to(index, name), *_goes_to(index, name))
        if key != own
    }
    return found.pop() if len(found) == 1 else None


def _foreigners(index: ActorIndex, first: int, last: int) -> Iterator[tuple[str, Token]]:
    """Who is said by a title to serve a country or a body of states, with its key and the name."""
    titled = frozenset(index.title_owner.values())
    for start, end, owner in index.spans:
        draft = index.drafts[owner]
        if not (first <= start < last and draft.kind == "person" and owner in titled):
            continue
        bodies = (index.drafts[b] for b in draft.represents)
        own = index.drafts[draft.country].key if draft.country else None
        own = own or next((b.key for b in bodies if b.type == "actor-intergovernmental"), None)
        if own:
            yield own, index.doc[start:end].root


def accredited_to(index: ActorIndex) -> str | None:
    """Local id of the one country to which envoys are said to be sent: "the ambassador of Mali to Peru"."""
    sent: set[str] = set()
    for token in index.doc:
        if token.lemma_.lower() in _ENVOYS:
            sent |= {k for p in _behind_to(token) if (k := _country(index, p)) is not None}
    return index.known(gazetteer.entry(sent.pop())).id if len(sent) == 1 else None


def _behind_to(noun: Token) -> list[Token]:
    return [p for c in noun.children if c.lower_ == "to" for p in c.children if p.dep_ == "pobj"]


def _comes_to(index: ActorIndex, name: Token) -> list[str]:
    """Keys of the countries to which who is named comes by the verb that he is the subject of."""
    while name.dep_ == "appos":
        name = name.head
    verb = name.head
    found: list[str | None] = []
    if name.dep_ == "nsubj" and verb.lemma_ in _COMING:
        places = [c for c in verb.children if c.dep_ == "dobj"]
        places += [p for c in verb.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj"]
        found += [_country(index, p) for q in places for p in (q, *q.conjuncts)]
    for noun in verb.subtree if name.dep_ == "nsubj" else ():
        if noun.lemma_ in _STAYS and noun.pos_ == "NOUN":
            found += [_country(index, p) for q in _behind_to(noun) for p in (q, *q.conjuncts)]
    return [k for k in found if k]


def _goes_to(index: ActorIndex, name: Token) -> list[str]:
    """Keys of the countries of "X flew to Lima", "X is in Peru"."""
    verb = name.head
    way = "in" if verb.lemma_ == "be" else "to"
    if name.dep_ != "nsubj" or not (verb.lemma_ in _GOING or verb.lemma_ == "be"):
        return []
    places = [p for c in verb.rights if c.lower_ == way for p in c.children if p.dep_ == "pobj"]
    return [k for p in places for q in (p, *p.conjuncts) if (k := _country(index, q))]


def _country(index: ActorIndex, place: Token) -> str | None:
    match = index.by_token.get(place.i)
    if match is None or match.via not in {"name", "city"}:
        return None
    return match.entry.key if match.entry.kind == "country" else match.entry.country


def in_company(token: Token) -> bool:
    """Whether a sentence tells who comes along: "accompanied by Foreign Minister X", "arrived with X"."""
    return any(
        t.lemma_.lower() in _COMPANY or (t.lower_ == "with" and t.head.lemma_ in _COMING) for t in token.sent
    )
