"""Whose "Foreign Office" an article means: Britain's, Germany's, or that of a state of South Asia; and of
which state a bureau of a ministry is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kg import gazetteer
from kg.extraction.actors.actors import ActorIndex
from kg.extraction.tokens.frozen_doc import Doc
from kg.gazetteer import Match

_BRITISH = "country:GB"
_NAME = ("foreign", "office")
_OTHERS = {
    "country:DE": "body:German-MFA",
    "country:PK": "body:Pakistani-MFA",
    **dict.fromkeys((f"country:{c}" for c in ("BD", "IN", "LK", "MV", "NP")), None),
}
"""States other than Britain whose press calls their ministry so, and the ministry where a table knows it."""


def with_foreign_office(doc: Doc, matches: Sequence[Match]) -> list[Match]:
    """The matches, where "the Foreign Office" is that of the state that the article is about.

    "ISLAMABAD - The Foreign Office summoned the envoy of Peru": Pakistan's. Where the table knows no ministry
    of that state, it is nobody's; where no such state is named more often than Britain, Britain's.
    """
    lands = {i: m.entry.key for m in matches if m.entry.kind == "country" for i in (-m.start, m.end)}
    matches = [m for m in matches if not _of_another(doc, m, lands)]
    matches = [_without_kind(doc, m) for m in matches if not _is_kind(doc, m)]
    bare = [m for m in matches if m.end - m.start == len(_NAME) and _named(doc, m.start, m.end)]
    owner = _owner(doc, matches) if bare else None
    if owner is None:
        return matches
    key = _OTHERS[owner]
    if key is None:
        return [m for m in matches if m not in bare]
    entry = gazetteer.entry(key)
    return [replace(m, entry=entry) if m in bare else m for m in matches]


def _of_another(doc: Doc, match: Match, lands: dict[int, str]) -> bool:
    """Whether the ministry of one state that a table knows is named as another's: "the Peruvian [Ministry of
    External Affairs]", "Guyana's" or "that of Guyana", which is not India's.

    ``lands`` are the keys of countries by the token behind them, and by the first one as a negative number.
    """
    bare = _named(doc, match.start, match.end)  # a "Foreign Office" is seen to below
    if match.entry.type != "actor-ministry" or match.start == 0 or bare:
        return False
    owner = lands.get(match.start - (doc[match.start - 1].text in {"'s", "’s", "'", "’"}))
    after = [t.lower_ for t in doc[match.end : match.end + 2]]
    if owner is None and after[:1] == ["of"]:
        owner = lands.get(-match.end - 1 - (after[1:] == ["the"]))
    return owner is not None and match.entry.country not in {None, owner}


def _is_kind(doc: Doc, match: Match) -> bool:
    """Whether a match is only what talks are: "the Peru-Chile [Foreign Office] Consultations"."""
    return _says_kind(doc, match) and match.end - match.start == len(_NAME)


def _without_kind(doc: Doc, match: Match) -> Match:
    """Britain for its ministry where talks are meant: "the Peru-[UK] Foreign Office Consultations"."""
    if not _says_kind(doc, match):
        return match
    return replace(match, end=match.end - len(_NAME), entry=gazetteer.entry(_BRITISH), via="name")


def _says_kind(doc: Doc, match: Match) -> bool:
    if match.end >= len(doc) or doc[match.end].lower_ not in _EXCHANGES:
        return False
    return _named(doc, max(match.start, match.end - len(_NAME)), match.end)


def _named(doc: Doc, first: int, last: int) -> bool:
    return tuple(t.lower_ for t in doc[first:last]) == _NAME


_EXCHANGES = frozenset({"consultation", "consultations", "talks", "dialogue"})


def _owner(doc: Doc, matches: Sequence[Match]) -> str | None:
    """Key of the state whose press calls its ministry so and that is named more often than Britain."""
    named: Counter[str] = Counter()
    for match in matches:
        if match.entry.kind == "country" and match.via in {"name", "demonym"}:
            named[match.entry.key] += 1
        elif match.via == "city" and match.entry.country:
            named[match.entry.country] += 1
    for span in doc.spans.get("dateline_place", []):
        city = gazetteer.city_named(span.text) or gazetteer.city_named(span.text.title())
        if city is not None and city.country in _OTHERS:
            return city.country
    most = max(_OTHERS, key=lambda key: named[key])
    return most if named[most] > named[_BRITISH] else None


def settle_bureaus(index: ActorIndex) -> None:
    """Gives parts of ministries the country of these: "the Asian Affairs Bureau [of the Ministry of Foreign
    Affairs of Peru]", "the Trade Bureau at the Peruvian Foreign Ministry".
    """
    for _, last, owner in list(index.spans):
        part = index.drafts[owner]
        if part.kind != "organization" or part.country is not None or part.key is not None:
            continue
        if last + 2 >= len(index.tokens) or index.tokens[last].lower_ not in _PART_OF:
            continue
        if part.name.lower().split()[-1] not in _PARTS:
            continue
        whole = index.owner.get(last + 1 + (index.tokens[last + 1].lower_ == "the"))
        if whole is None or whole == owner:
            continue
        ministry = index.drafts[whole]
        named = not _MINISTRIES.isdisjoint(ministry.name.lower().split())
        part.country = ministry.country if named and ministry.kind == "organization" else None


_PART_OF = frozenset({"of", "at", "in", "within"})
_PARTS = frozenset("bureau department division directorate section office desk unit".split())
_MINISTRIES = frozenset("ministry department office".split())
