"""A visit and the meeting on it that are one event: nobody meets but whom the words on the visit name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Token

from kg.extraction import clauses
from kg.extraction.meeting_drafts import MeetingDraft
from kg.extraction.occurrences import Occurrence
from kg.extraction.scene import Scene

_MEANWHILE = frozenset("as when while where".split())
_PLAIN = frozenset({"meeting", "talks"})
_DONE = frozenset({"held", "ongoing"})


def united(
    scene: Scene, drafts: Sequence[MeetingDraft], vetoed: Callable[[MeetingDraft, Occurrence], bool]
) -> list[MeetingDraft]:
    """The drafts, each visit with the meeting that it is told of as; ``vetoed`` keeps a mention from a draft.

    "The visit by A to B's capital turned tense as C showed him a map. A meeting between the two ..." tells of
    one event; a meeting with D, whom the words on the visit do not name, is one of its own.
    """
    out = list(drafts)
    for visit in (d for d in drafts if d.family == "visit"):
        visitors = {i for i, r in visit.participants.items() if r == "role-visitor"}
        hosts = {i for o in visit.occurrences for i in _receiving(scene, o.trigger.token, visitors)}
        told = (
            d
            for d in out
            if hosts
            and _between(scene, d, visitors, hosts)
            and {d.status_so_far, visit.status_so_far} <= _DONE
            and not (d.places and not visit.places)  # the meeting may be elsewhere
            and not any(vetoed(visit, o) for o in d.occurrences)
        )
        meeting = next(told, None)
        if meeting is not None:
            for occurrence in meeting.occurrences:
                visit.absorb(occurrence, scene)
            out.remove(meeting)
    return out


def _between(scene: Scene, draft: MeetingDraft, visitors: set[str], hosts: set[str]) -> bool:
    """Whether a plain meeting has both sides of the visit, named by one noun, and no other side or person."""
    plain = all(o.trigger.format in _PLAIN and o.ordinal is None for o in draft.occurrences)
    named = any(
        o.trigger.nominal and set(o.arguments.actors) & visitors and set(o.arguments.actors) & hosts
        for o in draft.occurrences
    )
    more = set(draft.participants) - visitors - hosts
    sides = set(scene.principals(visitors | hosts))
    return (
        draft.family == "meeting"
        and plain
        and named
        and all(scene.actor(i).kind != "person" and set(scene.principals((i,))) <= sides for i in more)
    )


def _receiving(scene: Scene, visit: Token, visitors: set[str]) -> Iterator[str]:
    """The persons of another side who do something to the visitors in the sentence, during the visit."""
    own = set(scene.principals(visitors))
    for verb in (t for t in visit.sent if t.pos_ == "VERB" and _is_during(t, visit)):
        to = {i for t in clauses.objects(verb) for i in scene.resolve(t)}
        if clauses.is_negated(verb) or not to & visitors:
            continue
        for id_ in (i for t in clauses.doers(verb) for i in scene.resolve(t)):
            if scene.actor(id_).kind == "person" and not own & set(scene.principals((id_,))):
                yield id_


def _is_during(verb: Token, visit: Token) -> bool:
    """Whether a verb tells what happens on a visit: "turned tense as C showed", "a visit to B, where C did".

    Not so in "a visit drew crowds after C had shown".
    """
    words = {c.lower_ for c in verb.children}
    if verb.dep_ == "relcl":
        return "where" in words and visit.is_ancestor(verb)
    return verb.dep_ == "advcl" and verb.head.i == clauses.clause_of(visit).i and bool(words & _MEANWHILE)
