"""Who was there by the lines of a communiqué: "The meeting was attended by:" and then a line for each."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.arguments.mediators import MEETINGS
from kg.extraction.grammar import clauses
from kg.extraction.mending.misread_verbs import FINITE
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token

_BEFORE_COLON = frozenset({"by", "the", "following", "leaders", "persons", "delegates"})
_MOST_BEFORE = 6
"""Words between the verb and the colon."""


def held_with(verb: Token, lemma: str) -> bool:
    """Whether a meeting is said to be attended or joined by others: "the talks were joined by X and, for
    Peru, by Y"; not "they were joined by X".
    """
    told = lemma in {"attend", "join"} and clauses.is_passive(verb) and not clauses.is_negated(verb)
    return told and any(s.lemma_.lower() in MEETINGS for s in clauses.subjects(verb))


def in_lines(scene: Scene, verb: Token) -> Iterator[tuple[str, Token]]:
    """The person of each line behind "attended by:", up to the first that tells something or names nobody."""
    colon = verb.i + 1
    while colon < len(scene.doc) and scene.doc[colon].lower_ in _BEFORE_COLON:
        colon += 1
    if colon - verb.i > _MOST_BEFORE or scene.doc[colon : colon + 1].text != ":":
        return
    for line in scene.doc.spans.get("paragraphs", []):
        if line.start <= colon:
            continue
        named = next(((i, t) for t in line if (i := scene.index.person_at(t.i)) is not None), None)
        if named is None or any(t.tag_ in FINITE for t in line):
            return
        yield named
