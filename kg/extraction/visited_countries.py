"""Which country an article tells foreigners to visit: whose ministers it names without saying of what."""

from __future__ import annotations

from spacy.tokens import Token

from kg import gazetteer
from kg.extraction.actors import ActorIndex

_COMING = frozenset("arrive land visit tour".split())
_ENVOYS = frozenset("ambassador envoy emissary consul".split())
_STAYS = frozenset("visit trip tour".split())
_COMPANY = frozenset("accompany delegation entourage include comprise along alongside together".split())


def visited(index: ActorIndex) -> tuple[frozenset[str], str | None]:
    """Keys of the countries whose people come as guests, and local id of the one that they come to, if one.

    "Peru's foreign minister, X, arrived in Dhaka": Peru, and Bangladesh. Who is said to serve a country is a
    foreigner to who writes; nobody is a guest at home, nor where guests come to several countries.
    """
    guests: set[str] = set()
    hosts: set[str] = set()
    titled = frozenset(index.title_owner.values())
    for first, last, owner in index.spans:
        draft = index.drafts[owner]
        if draft.kind != "person" or draft.country is None or owner not in titled:
            continue
        name = index.doc[first:last].root
        own = index.drafts[draft.country].key
        for key in _goes_to(index, name):
            if key != own and own:
                guests.add(own)
                hosts.add(key)
    if len(hosts) != 1 or hosts & guests:
        return frozenset(), None
    return frozenset(guests), index.known(gazetteer.entry(hosts.pop())).id


def accredited_to(index: ActorIndex) -> str | None:
    """Local id of the one country to which envoys are said to be sent: "the ambassador of Mali to Peru"."""
    sent: set[str] = set()
    for token in index.doc:
        if token.lemma_.lower() in _ENVOYS:
            sent |= {k for p in _behind_to(token) if (k := _country(index, p)) is not None}
    return index.known(gazetteer.entry(sent.pop())).id if len(sent) == 1 else None


def _behind_to(noun: Token) -> list[Token]:
    return [p for c in noun.children if c.lower_ == "to" for p in c.children if p.dep_ == "pobj"]


def _goes_to(index: ActorIndex, name: Token) -> list[str]:
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
