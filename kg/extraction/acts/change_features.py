"""The features of changes that tell those worth reporting from the rest: closed classes, no words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extraction.actors.actors import is_public
from kg.extraction.tokens.frozen_token import Token
from kg.model import Factuality

if TYPE_CHECKING:
    from kg.extraction.acts.change_frames import ChangeDraft
    from kg.extraction.grammar.speech import Voices


def change_features(
    voices: Voices,
    draft: ChangeDraft,
    facts: Factuality,
    status: str,
    initiators: Sequence[str],
    affects: Sequence[str],
) -> dict[str, float]:
    """The features of one reading of a change, such as ``type:launch``, ``of.meeting``, ``by.country``."""
    scene = voices.scene
    out = dict(_of_trigger(draft.trigger))
    out[f"type:{draft.type}"] = 1.0
    out[f"target:{draft.target_class}"] = 1.0
    out[f"facts:{facts}"] = 1.0
    out[status] = 1.0
    out["sure"] = math.log(draft.confidence / (1 - draft.confidence))
    for id_ in initiators[:2]:
        actor = scene.actor(id_)
        out[f"by.{actor.kind}"] = 1.0
        if is_public(actor) or scene.principals((id_,)):
            out["by.public"] = 1.0
    if initiators:
        out["by"] = 1.0
    if any(x == m.id for x in affects for m in scene.meetings):
        out["of.meeting"] = 1.0
    if voices.speech_at(draft.trigger.i):
        out["told"] = 1.0
    if voices.in_quotation(draft.trigger.i):
        out["quoted"] = 1.0
    out["distance"] = min(abs(draft.trigger.i - draft.target.i), 10) / 10
    out["late"] = draft.trigger.i / max(1, len(scene.doc))
    return out


def _of_trigger(trigger: Token) -> Iterator[tuple[str, float]]:
    yield f"tag:{trigger.tag_}", 1.0
    yield f"pos:{trigger.pos_}", 1.0
    clause = trigger.dep_
    if clause in {
        "ROOT",
        "conj",
        "advcl",
        "relcl",
        "acl",
        "ccomp",
        "xcomp",
        "pcomp",
        "dobj",
        "nsubj",
        "pobj",
    }:
        yield f"dep:{clause}", 1.0
    if any(c.dep_ == "auxpass" for c in trigger.children):
        yield "passive", 1.0
    if any(c.dep_ == "aux" for c in trigger.children):
        yield "auxiliary", 1.0
