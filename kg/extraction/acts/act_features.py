"""The features of readings of acts that tell those worth reporting from the rest: no words of their own."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extraction.actors.actors import is_public
from kg.extraction.acts.processes import tells_of_process
from kg.extraction.acts.topics import scheme_spans
from kg.extraction.grammar.clauses import objects, subjects

if TYPE_CHECKING:
    from kg.extraction.acts.acts import Reading
    from kg.extraction.grammar.speech import Voices
    from kg.extraction.scene import Scene

PLAIN = frozenset("say tell add note according".split())


def act_features(voices: Voices, readings: Sequence[Reading]) -> list[dict[str, float]]:
    """The features of each reading, in order, such as ``type:demand``, ``speaker:public``, ``early``."""
    scene = voices.scene
    sentences = {s.start: k for k, s in enumerate(scene.doc.sents)}
    crowd = Counter(scene.doc[r.draft.trigger].sent.start for r in readings)
    told: Counter[tuple[str, ...]] = Counter()
    meeting = {x for m in scene.meetings for x in m.participants}
    out = []
    for reading in readings:
        draft = reading.draft
        trigger = scene.doc[draft.trigger]
        features = dict(_of_draft(reading))
        features.update(_of_speakers(voices, reading, meeting))
        features.update(_of_content(voices, reading))
        place = sentences.get(trigger.sent.start, 0)
        features["late"] = place / max(1, len(sentences))
        features["early"] = 1.0 / (1 + place)
        features["crowd"] = math.log(crowd[trigger.sent.start])
        features["many"] = math.log1p(len(readings)) / 3
        features["again"] = math.log1p(told[draft.speakers])
        told[draft.speakers] += 1
        if scene.meetings_in(trigger.sent.start, trigger.sent.end):
            features["beside.meeting"] = 1.0
        if voices.in_quotation(draft.trigger):
            features["quoted"] = 1.0
        out.append(features)
    return out


def _of_draft(reading: Reading) -> Iterator[tuple[str, float]]:
    draft = reading.draft
    yield f"type:{draft.type}", 1.0
    yield f"source:{draft.source}", 1.0
    yield f"{draft.source}:{draft.type}", 1.0
    yield f"facts:{reading.factuality}", 1.0
    yield reading.status, 1.0
    yield "sure", math.log(draft.confidence / (1 - draft.confidence))
    if draft.negated:
        yield "negated", 1.0
    if draft.reported_by:
        yield "reported", 1.0
    if draft.targets:
        yield "target", 1.0


def _of_speakers(voices: Voices, reading: Reading, meeting: Collection[str]) -> Iterator[tuple[str, float]]:
    """What sort of actors speak and are spoken to; ``meeting`` are those who take part in meetings."""
    scene = voices.scene
    draft = reading.draft
    for id_ in draft.speakers[:3]:
        actor = scene.actor(id_)
        office = bool(scene.offices.of(id_))
        yield f"speaker:{actor.kind}{'.office' if office else ''}", 1.0
        if is_public(actor) or scene.principals((id_,)):
            yield "speaker:public", 1.0
        if id_ in meeting:
            yield "speaker:meets", 1.0
        if actor.unnamed:
            yield "speaker:unnamed", 1.0
        yield "speaker:often", min(len(actor.mentions), 10) / 10
    if len(draft.speakers) > 1:
        yield "speakers", 1.0
    for id_ in draft.addressees[:3]:
        yield f"addressee:{scene.actor(id_).kind}", 1.0
    if draft.addressees and not (
        set(scene.principals(draft.speakers)) & set(scene.principals(draft.addressees))
    ):
        yield "abroad", 1.0


def _only_tells_of_contact(scene: Scene, reading: Reading) -> bool:
    """Whether what is said is no more than that a meeting was: "said that the envoys met on Monday"."""
    draft = reading.draft
    if draft.source != "speech" or draft.type not in ("assessment", "report"):
        return False
    root = next(iter(draft.deeds), None)
    if root is None or root.tag_ not in ("VBD", "VBN", "VBZ", "VBP"):
        return False
    return any(scene.meeting_at(t) is not None for t in (root, *objects(root), *subjects(root)))


def _of_content(voices: Voices, reading: Reading) -> Iterator[tuple[str, float]]:
    """What the words are about: meetings, relations, issues of the scheme, other states."""
    scene = voices.scene
    first, last = reading.draft.content
    words = scene.doc[first:last]
    yield "length", math.log1p(last - first) / 4
    if scene.meetings_in(first, last):
        yield "of.meeting", 1.0
    if _only_tells_of_contact(scene, reading):
        yield "only.contact", 1.0
    if tells_of_process(scene.doc, first, last):
        yield "of.process", 1.0
    if any(first <= s.first < last for s in scheme_spans(scene)):
        yield "of.issue", 1.0
    named = {scene.index.owner[i] for i in range(first, last) if i in scene.index.owner}
    states = {x for x in named if scene.actor(x).kind == "country"}
    if states and states - set(scene.principals(reading.draft.speakers)):
        yield "of.state", 1.0
    if any(t.pos_ == "NUM" for t in words):
        yield "of.number", 1.0
    verb = scene.doc[reading.draft.trigger]
    if verb.lemma_.lower() in PLAIN:
        yield "plain", 1.0
        yield f"plain:{reading.draft.type}", 1.0
    yield f"tag:{verb.tag_}", 1.0
    if words.root.pos_ not in ("VERB", "AUX"):
        yield "of.noun", 1.0
