"""Occurrences: trigger words with all that their sentence says of the meeting, and which of them count."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction import clauses, times
from kg.extraction.arguments import Arguments
from kg.extraction.contacts import verb_counts
from kg.extraction.modality import factuality_of
from kg.extraction.noun_arguments import noun_arguments
from kg.extraction.scene import Scene
from kg.extraction.status import status_of
from kg.extraction.triggers import Trigger
from kg.extraction.verb_arguments import verb_arguments
from kg.model import Factuality


@dataclass(slots=True)
class Occurrence:
    """One trigger with what its sentence says of its meeting."""

    trigger: Trigger
    arguments: Arguments
    spans: list[times.TimeSpan]
    status: tuple[str, int]
    factuality: Factuality
    ordinal: int | None
    definite: bool
    indefinite: bool


_DEFINITE = frozenset("the this these that those their its his her both".split())
_INDEFINITE = frozenset("a an another any some new further more other separate".split())


def harks_back(occurrence: Occurrence) -> bool:
    """Whether the words name an earlier one of several: "the previous round", "the last meeting"."""
    return any(
        c.lower_ in {"previous", "earlier", "last", "preceding"} for c in occurrence.trigger.token.lefts
    )


def read_occurrence(scene: Scene, trigger: Trigger) -> Occurrence:
    """The trigger with its arguments, dates, status and how definite it is ("the talks", "further talks")."""
    token = trigger.token
    left = [c.lower_ for c in token.lefts]
    return Occurrence(
        trigger,
        arguments_of(scene, trigger),
        scene.time_spans(token),
        status_of(token, nominal=trigger.nominal),
        factuality_of(token),
        _ordinal(trigger),
        definite=bool(_DEFINITE & set(left)) or any(c.dep_ == "poss" for c in token.lefts),
        indefinite=bool(_INDEFINITE & set(left)),
    )


def _ordinal(trigger: Trigger) -> int | None:
    """Which of a series it is, or ``None``: 3 for "the third round" and for "the third annual summit"."""
    lefts = list(trigger.token.lefts)
    for word in lefts:
        number = times.ordinal_of(word.lower_)
        if number is not None:
            return number
    if not trigger.nominal:
        return None
    for word in (t for c in lefts for t in c.subtree):
        number = times.ordinal_of(word.lower_)
        if number is not None and word.ent_type_ in {"ORDINAL", ""} and word.dep_ == "amod":
            return number
    return None


def counts(scene: Scene, occurrence: Occurrence) -> bool:
    """Whether the occurrence can denote a meeting between states, bodies or parties, not just any contact."""
    trigger, arguments = occurrence.trigger, occurrence.arguments
    frame = trigger.frame
    actors = [scene.actor(i) for i in arguments.actors]
    principals = set(scene.principals(arguments.actors)) | set(arguments.parties)
    if trigger.nominal:
        if frame.strength == "core":
            return True
        if frame.strength == "with":
            return len(actors) >= 2
        if frame.strength == "possessive":
            return bool(actors) and bool(arguments.places)
        if arguments.attending and occurrence.definite and frame.frame == "conference":
            return True
        return len(actors) >= 1 and (
            len(actors) >= 2 or len(principals) >= 2 or any(a.plural for a in actors)
        )
    return verb_counts(scene, trigger, arguments, occurrence.factuality)


def arguments_of(scene: Scene, trigger: Trigger) -> Arguments:
    """The arguments that stand in the sentence of the trigger."""
    out = Arguments()
    if trigger.nominal:
        noun_arguments(scene, trigger, out)
    else:
        verb_arguments(scene, trigger, out)
    _at_request(scene, trigger, out)
    return out


_REQUESTS = frozenset("request instigation behest invitation".split())


def _at_request(scene: Scene, trigger: Trigger, out: Arguments) -> None:
    """Who asked for the meeting: "the council met at Peru's request", "flew in at the invitation of X"."""
    for host in dict.fromkeys((trigger.token, clauses.clause_of(trigger.token))):
        for noun in (o for o in clauses.prepositional(host, "at") if o.lemma_ in _REQUESTS):
            askers = [c for c in noun.lefts if c.dep_ == "poss"] + clauses.prepositional(noun, "of")
            role = "role-host" if trigger.family == "visit" else "role-participant"
            out.add(tuple(i for a in askers for i in scene.resolve_all(a)), noun, role)
