"""What "it" stands for: the last subject that is no person, or the team that somebody led."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import sentence_before

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver


def last_subject(resolver: Resolver, token: Token, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The last subject of these kinds among the 60 tokens before, as what "it" stands for."""
    named = resolver.named_before(token.i, kinds, 60)
    subjects = [(i, o) for i, o in named if resolver.tokens[i].dep_ in {"nsubj", "nsubjpass"}]
    team = _last_team(resolver, token, max([i for i, _ in subjects], default=0))
    return team or _team_again(resolver, token) or tuple(o for _, o in subjects[-1:])


def _last_team(resolver: Resolver, token: Token, after: int) -> tuple[str, ...]:
    """The delegation that "it" stands for: "A led a team to Oslo, where it met B", of the same sentence."""
    if token.dep_ != "nsubj":
        return ()
    for noun in reversed(resolver.doc[max(after, token.sent.start) : token.i]):
        if noun.lemma_.lower() in _TEAMS and noun.tag_ == "NN" and noun.dep_ in _ARGUMENTS:
            return resolver.resolve(noun)
    return ()


def _team_again(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The delegation that the sentence before is about, and that is the first subject of it: "The delegation
    met X, the palace said. [It] will meet Y"; also over such a sentence between them.
    """
    sentence = sentence_before(token) if token.dep_ in _SUBJECTS and token.i - token.sent.start <= 1 else None
    while sentence is not None:
        subject = next((t for t in sentence if t.dep_ in _SUBJECTS), None)
        if subject is None or (subject.lower_ != "it" and subject.lemma_.lower() not in _TEAMS):
            return ()
        if subject.lower_ != "it":
            return resolver.resolve(subject) if subject.tag_ == "NN" else ()
        sentence = sentence_before(subject)
    return ()


_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_TEAMS = frozenset("delegation team mission".split())
_ARGUMENTS = frozenset("nsubj nsubjpass dobj pobj".split())


def last_body(resolver: Resolver, token: Token, start: int) -> tuple[str, ...]:
    """The body that was the last subject before "they": "The G7 was split. They will meet again"."""
    for other in reversed(resolver.doc[start : token.i]):
        id_ = resolver.index.owner.get(other.i) if other.dep_ in {"nsubj", "nsubjpass"} else None
        if id_ is not None and resolver.index.drafts[id_].type in _OF_SEVERAL:
            return (id_,)
    return ()


_OF_SEVERAL = frozenset({"actor-intergovernmental", "actor-joint-body"})
