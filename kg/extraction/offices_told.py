"""The state whose office is told of before its holder is named: "Iran's foreign minister flew to Lima.
Foreign Minister X said".
"""

from __future__ import annotations

from kg.extraction.actors import ActorIndex
from kg.extraction.group_countries import countries_of
from kg.extraction.title_words import noun_of_title

_BACK = 2
"""Sentences that the office may stand before the name."""


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
