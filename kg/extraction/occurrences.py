"""Occurrences: trigger words with all that their sentence says of the meeting, and which of them count."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.extraction import clauses, times
from kg.extraction.actors import ActorDraft, is_public
from kg.extraction.arguments import Arguments
from kg.extraction.modality import factuality_of
from kg.extraction.noun_arguments import noun_arguments
from kg.extraction.scene import Scene
from kg.extraction.status import status_of
from kg.extraction.triggers import Trigger, frames
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


def read_occurrence(scene: Scene, trigger: Trigger) -> Occurrence:
    token = trigger.token
    arguments = arguments_of(scene, trigger)
    left = [c.lower_ for c in token.lefts]
    definite = any(
        w in {"the", "this", "these", "that", "those", "their", "its", "his", "her", "both"} for w in left
    ) or any(c.dep_ == "poss" for c in token.lefts)
    indefinite = any(
        w in {"a", "an", "another", "any", "some", "new", "further", "more", "other", "separate"}
        for w in left
    )
    ordinal = next((n for w in left if (n := times.ordinal_of(w)) is not None), None)
    if ordinal is None and trigger.nominal:
        ordinal = next(
            (
                n
                for c in token.lefts
                for t in c.subtree
                if (n := times.ordinal_of(t.lower_)) is not None
                and t.ent_type_ in {"ORDINAL", ""}
                and t.dep_ == "amod"
            ),
            None,
        )
    factuality = factuality_of(token)
    return Occurrence(
        trigger,
        arguments,
        scene.time_spans(token),
        status_of(token, nominal=trigger.nominal),
        factuality,
        ordinal,
        definite,
        indefinite,
    )


def counts(scene: Scene, occurrence: Occurrence) -> bool:
    """Whether the occurrence can denote a meeting between states, bodies or parties, rather than any contact."""
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
    return _keep_verb(scene, occurrence, actors, principals)


def _keep_verb(scene: Scene, occurrence: Occurrence, actors: list[ActorDraft], principals: set[str]) -> bool:
    trigger, arguments = occurrence.trigger, occurrence.arguments
    kind = trigger.frame.frame
    diplomatic = [
        a
        for a in actors
        if a.type != "actor-population"
        and (a.country or a.represents or a.kind in {"country", "organization"} or a.plural)
    ]
    if kind == "visit":
        return (
            bool(diplomatic)
            and (bool(arguments.places) or len(actors) >= 2)
            and not _home(scene, actors, arguments)
        )
    if kind == "go":
        people = [a for a in diplomatic if a.kind in {"person", "delegation", "group"}]
        if occurrence.factuality == "negated" or (
            trigger.frame.strength == "strict" and _leads_to_meeting(trigger.token)
        ):
            return False
        return bool(people) and bool(arguments.places) and not _home(scene, actors, arguments)
    if kind == "host":
        strict = trigger.frame.strength == "strict"
        return len(actors) >= 2 and (
            not strict
            or (
                all(a.kind in {"person", "delegation", "group", "country"} for a in actors)
                and len(principals) >= 2
            )
        )
    if kind == "call":
        return (
            len(actors) >= 2
            and not clauses.prepositional(trigger.token, "for", "on", "upon")
            and not any(c.dep_ in {"oprd", "ccomp"} for c in trigger.token.children)
        )
    if kind == "meet" and clauses.is_passive(trigger.token):
        return False  # "protesters were met by police"
    if trigger.frame.lemma == "speak" and (
        trigger.token.tag_ == "VBG"
        or any(
            (a.kind == "organization" and not is_public(a)) or a.type == "actor-legislature" for a in actors
        )
    ):
        return False  # "speaking to the Senate committee", "spoke with reporters"
    if kind == "meet":
        return (
            len(actors) >= 2
            or (bool(diplomatic) and any(a.plural for a in actors) and not _takes_thing(trigger.token))
            or (bool(diplomatic) and _reciprocal(trigger.token))
        )
    if kind == "sign":
        return len(principals) >= 2 and _signs_agreement(trigger.token)
    if kind == "visiting":
        return bool(diplomatic) and len(actors) >= 2
    if kind == "shake":
        return len(actors) >= 2 and any(
            c.dep_ == "dobj" and c.lemma_ == "hand" for c in trigger.token.children
        )
    if kind == "gather":
        return any(a.plural or a.kind == "country" for a in diplomatic) and not _takes_thing(trigger.token)
    if kind == "discuss":
        return len(actors) >= 2
    return len(actors) >= 2 and bool(diplomatic)


def _signs_agreement(verb: Token) -> bool:
    things = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}] + (
        [verb.head] if verb.dep_ in {"acl", "relcl"} else []
    )
    return any(
        t.lemma_.lower()
        in {
            "agreement",
            "accord",
            "deal",
            "treaty",
            "pact",
            "memorandum",
            "protocol",
            "declaration",
            "contract",
            "mou",
            "document",
        }
        for t in things
    )


def _leads_to_meeting(verb: Token) -> bool:
    """Whether the journey only leads to a meeting told of in the same sentence: "went to Oslo, where he met X"."""
    return any(t.i > verb.i and (t.lemma_.lower(), t.pos_) in frames() for t in verb.subtree)


def _reciprocal(verb: Token) -> bool:
    return not _takes_thing(verb) and any(c.dep_ in {"prep", "advmod", "npadvmod"} for c in verb.children)


def _takes_thing(verb: Token) -> bool:
    return any(c.dep_ == "dobj" for c in verb.children)


def _home(scene: Scene, actors: list[ActorDraft], arguments: Arguments) -> bool:
    """Whether somebody only travels inside the own country."""
    own = {a.country for a in actors if a.country}
    return bool(own) and bool(arguments.parties) and set(arguments.parties) <= own


def arguments_of(scene: Scene, trigger: Trigger) -> Arguments:
    """The arguments that stand in the sentence of the trigger."""
    out = Arguments()
    if trigger.nominal:
        noun_arguments(scene, trigger, out)
    else:
        verb_arguments(scene, trigger, out)
    return out
