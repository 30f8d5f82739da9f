"""People of whose state or body an article tells nothing."""

from __future__ import annotations

from kg.extraction.actors.actors import ActorDraft
from kg.extraction.grammar import clauses
from kg.extraction.offices.home_country import national_office
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token


def governs_somewhere(scene: Scene, person: ActorDraft) -> bool:
    """Whether somebody has an office of a state, and the text does not say of which."""
    if person.country is not None or any(scene.actor(b).type not in _ORGANS for b in person.represents):
        return False
    offices = [scene.offices.offices[h.office] for h in scene.offices.of(person.id)]
    return bool(offices) and all(
        national_office(o.title) if o.body is None else _is_organ(scene.actor(o.body)) for o in offices
    )


_ORGANS = frozenset({"actor-legislature", "actor-ministry"})


def _is_organ(body: ActorDraft) -> bool:
    """Whether a body is a parliament or ministry, the text does not say of which state: "the Senate"."""
    return body.type in _ORGANS and body.country is None


def told_by_unknown(scene: Scene, token: Token) -> bool:
    """Whether persons whose state or body nothing tells are those of the clause that tells of talks; not who
    governs some state, which may be that of the article.
    """
    told = [scene.actor(i) for s in clauses.doers(clauses.clause_of(token)) for i in scene.resolve(s)]
    people = [a for a in told if a.kind == "person"]
    return bool(people) and all(serves_nobody(scene, a) for a in people)


def serves_nobody(scene: Scene, actor: ActorDraft) -> bool:
    """Whether somebody serves no state or body that the text tells, nor governs one."""
    unknown = actor.kind == "person" and not scene.principals((actor.id,))
    return unknown and not governs_somewhere(scene, actor)
