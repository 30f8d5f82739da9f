"""Where and when, as words after one another say it: "in Oslo in May and Lima in June"."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kg.extraction.scene import Scene
from kg.extraction.times import times
from kg.extraction.tokens.frozen_token import Token

_DATED = frozenset(
    {"weekday", "weekdays", "date", "span", "relative", "deictic", "month", "year", "anaphoric"}
)
WHERE = frozenset({"in", "at"})


@dataclass(frozen=True, slots=True)
class Setting:
    """Where or when: the local id of a place or an expression of time, and its tokens [first, last)."""

    what: str | times.TimeSpan
    first: int
    last: int

    @property
    def is_place(self) -> bool:
        """Whether it says where."""
        return isinstance(self.what, str)


def settings(scene: Scene, first: int, last: int, preps: frozenset[str] = WHERE) -> list[Setting]:
    """The places after "in" and "at" and the days among tokens [first, last), in text order."""
    spans = {s.first: s for s in scene.times if s.kind in _DATED and first <= s.first < last}
    dated = {i for s in spans.values() for i in range(s.first, s.last)}
    out = [Setting(s, s.first, s.last) for s in spans.values()]
    for token in scene.doc[first:last]:
        if _place_alone(scene, token, spans) and (place := scene.places.at(token)) is not None:
            out.append(Setting(place, token.i, token.i + 1))
        if (
            token.lower_ not in preps
            or token.dep_ not in {"prep", "conj", "advmod", "prt"}
            or token.i in dated
        ):
            continue
        noun = next((c for c in token.children if c.dep_ == "pobj" and c.i < last), None)
        place = scene.places.at(noun) if noun is not None and noun.i not in dated else None
        if noun is not None and place is not None:
            out.append(Setting(place, token.i, noun.i + 1))
    return sorted(out, key=lambda s: s.first)


def _place_alone(scene: Scene, token: Token, dated: Collection[int]) -> bool:
    """Whether a place goes on with its own day: "Lima" of "in Oslo in May and Lima in June"; not the country
    behind its city: "in Oslo, Norway, in June".
    """
    if token.pos_ != "PROPN" or token.dep_ not in {"conj", "appos"}:
        return False
    match = scene.index.by_token.get(token.i)
    if match is not None and match.entry.kind == "country" and token.head.ent_type_ == "GPE":
        return False
    first = match.start if match is not None else token.i
    if first == 0 or scene.doc[first - 1].lower_ not in {"and", ",", "then"}:
        return False
    return token.i + 1 in dated or token.i + 2 in dated
