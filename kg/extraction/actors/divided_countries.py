"""What "the North" and "the South" denote in an article on both Koreas."""

from __future__ import annotations

from kg import gazetteer
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
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


def with_communities(doc: Doc, matches: list[Match]) -> list[Match]:
    """The matches, "Greek" of "Greek and Turkish Cypriots" as that of the Greek Cypriots, not of Greece."""
    out = []
    for match in matches:
        words = [t.text for t in doc[match.start : match.start + 4]]
        joint = match.end == match.start + 1 and len(words) == 4 and words[1] in {"and", "-"}
        if joint and set(words[::2]) == _COMMUNITIES and words[3].startswith("Cypriot"):
            found = gazetteer.find([words[0], words[3]])
            match = Match(match.start, match.end, found[0].entry, found[0].via) if found else match
        out.append(match)
    return _of_one_authority(out)


def _of_one_authority(matches: list[Match]) -> list[Match]:
    """The matches, the Palestinian Authority as Palestine where that is named by nothing but its people.

    "Palestinian Authority President X met Y before Palestinian leaders arrived" tells of one side.
    """
    ways = {m.via for m in matches if m.entry.key == _PALESTINE}
    if ways != {"demonym"}:
        return matches
    state = gazetteer.entry(_PALESTINE)
    return [m if m.entry.key != _AUTHORITY else Match(m.start, m.end, state, "name") for m in matches]


_PALESTINE, _AUTHORITY = "country:PS", "body:Palestinian-Authority"
_COMMUNITIES = {"Greek", "Turkish"}


def _alone(token: Token) -> bool:
    """Whether a half stands alone behind an article: "the North", "the North's"; not "the South Sea"."""
    doc, after = token.doc, token.i + 1
    if not token.i or doc[token.i - 1].lower_ != "the":
        return False
    following = doc[after] if after < len(doc) else None
    return following is None or not (following.text[0].isupper() or following.text in {"-", "–", "‑"})
