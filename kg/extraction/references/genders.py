"""Whether somebody is a man or a woman, as far as the article or a given name says: "she" is no "Mr. X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.actors.actors import ActorDraft, ActorIndex
from kg.extraction.tokens.frozen_token import Token
from kg.gazetteer.spelling import keyed
from kg.lexicon import per_lexicon, rows

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver

_MEN = "mr mr. sir lord king prince sheikh sheik shaikh emir sultan herr señor senor monsieur"
_WOMEN = (
    "mrs mrs. ms ms. miss dame lady first-lady madam queen princess sheikha frau señora senora madame mme"
)
_OF_WORDS = {**dict.fromkeys(_MEN.split(), "m"), **dict.fromkeys(_WOMEN.split(), "f")}
"""Forms of address and ranks that say it."""
OF_PRONOUNS = {
    **dict.fromkeys("he him his himself".split(), "m"),
    **dict.fromkeys("she her hers herself".split(), "f"),
}
FAR = 160
"""Tokens before a pronoun in which whom it means is sought."""


@per_lexicon
def _of_names() -> dict[str, str]:
    return {"-".join(keyed(row["name"])): row["gender"] for row in rows("genders")}


def gender_of(index: ActorIndex, person: str) -> str | None:
    """Whether a person is "f" or "m", by the words before the name ("Mrs. Soto", "Queen Ana"), else by the
    given name; ``None`` where neither says it, or the article both.
    """
    told = addressed_as(index, person)
    if told:
        return told.pop() if len(told) == 1 else None
    return _by_given_name(index.drafts[person])


def addressed_as(index: ActorIndex, person: str) -> set[str]:
    """What the forms of address say that stand before a name of a person, or begin it: "f", "m" or both."""
    told: set[str] = set()
    for first, _, owner in index.spans:
        if owner == person:
            words = index.tokens[max(0, first - 1) : first + 1]
            told |= {_OF_WORDS[t.lower_] for t in words if t.lower_ in _OF_WORDS}
    return told


def _by_given_name(draft: ActorDraft) -> str | None:
    words = draft.name.split()
    if draft.kind != "person" or draft.unnamed or len(words) < 2:
        return None
    return _of_names().get("-".join(keyed(words[0])))


def fitting(resolver: Resolver, token: Token, found: tuple[str, ...], own: set[int]) -> tuple[str, ...]:
    """Whom a singular pronoun is found to mean, unless known to be of the other gender: then the last subject
    before it, else the last named, of its own, if there is one. Those named at ``own`` are others.

    "Rice called Defence Minister Shaul Mofaz. President Abbas had pressed for it when [she] called on him".
    """
    gender, index = OF_PRONOUNS.get(token.lower_), resolver.index
    if gender is None or len(found) != 1 or gender_of(index, found[0]) in {None, gender}:
        return found
    before = resolver.named_before(token.i, ("person",), FAR)
    named = [(i, o, gender_of(index, o)) for i, o in before if i not in own]
    pool = [it for it in named if it[2] == gender] or [it for it in named if it[2] is None]
    subjects = [o for i, o, _ in pool if resolver.tokens[i].dep_ in {"nsubj", "nsubjpass"}]
    return tuple((subjects or [o for _, o, _ in pool])[-1:]) or found
