"""What "the North" and "the South" denote in an article on both Koreas."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg import gazetteer
from kg.gazetteer import Match

_HALVES = {"North": "country:KP", "South": "country:KR"}


def halves(doc: Doc, matches: list[Match]) -> list[Match]:
    """A match for each "the North" and "the South" where one Korea is named: "The South proposed talks".

    Not of "the South China Sea" and "the North Atlantic".
    """
    keys = {m.entry.key for m in matches}
    if keys.isdisjoint(_HALVES.values()):
        return []
    taken = {i for m in matches for i in range(m.start, m.end)}
    found = [t for t in doc if t.text in _HALVES and t.i not in taken and _alone(t)]
    return [Match(t.i, t.i + 1, gazetteer.entry(_HALVES[t.text]), "name") for t in found]


def _alone(token: Token) -> bool:
    """Whether a half stands alone behind an article: "the North", "the North's"; not "the South Sea"."""
    doc, after = token.doc, token.i + 1
    if not token.i or doc[token.i - 1].lower_ != "the":
        return False
    following = doc[after] if after < len(doc) else None
    return following is None or not (following.text[0].isupper() or following.text in {"-", "–", "‑"})
