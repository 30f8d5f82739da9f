"""What the model sees that says whether a draft is a meeting of its own.

No feature holds a name or a topic word: lemmas are those of the trigger lexicon, other words come from
closed lists. Values are 1.0, or small numbers in 0..2 for counts and distances.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token

Features = dict[str, float]

_HOME = frozenset(
    "coalition union unions company companies firm board shareholder investor cabinet opposition faction "
    "voter campaign candidate church parish protest protester rally court judge police prison family "
    "families relatives student school university business industry bank market shares chairman executive "
    "volunteer veteran".split()
)
_QUANTITY = frozenset("any no some every each several many more other such".split())


# --- one meeting -----------------------------------------------------------------------------------


def meeting_features(scene: Scene, draft: MeetingDraft, drafts: Sequence[MeetingDraft]) -> Features:
    """What speaks for or against a draft being a meeting of its own; ``drafts`` are all of the article."""
    out: Features = {f"family={draft.family}": 1.0, f"format={draft.format}": 1.0}
    count = len(draft.occurrences)
    out["occurrences"] = math.log(count)
    if count == 1:
        out[f"single:{draft.occurrences[0].trigger.frame.frame}"] = 1.0
    for occurrence in draft.occurrences:
        out.update(dict.fromkeys(_word_features(occurrence), 1.0))
    first = draft.occurrences[0]
    out.update(dict.fromkeys((f"first:{name}" for name in _mention_features(first)), 1.0))
    out.update(_actor_features(scene, draft))
    out["late"] = first.trigger.token.i / max(1, len(scene.doc))
    out[f"status={draft.status}"] = 1.0
    out["place"] = float(bool(draft.places))
    out["date"] = float(draft.time.earliest is not None)
    out["ordinal"] = float(draft.ordinal is not None)
    out["home-words"] = float(any(_home_words(o.trigger.token) for o in draft.occurrences))
    out.update(_neighbour_features(scene, draft, drafts))
    return {name: value for name, value in out.items() if value}


def _word_features(occurrence: Occurrence) -> list[str]:
    trigger = occurrence.trigger
    return [f"lemma={trigger.frame.lemma}", f"frame={trigger.frame.frame}/{trigger.frame.pos}"]


def _mention_features(occurrence: Occurrence) -> list[str]:
    """How a mention is worded: number, determiner, governor, factuality."""
    token = occurrence.trigger.token
    out = [
        f"factuality={occurrence.factuality}",
        f"tag={token.tag_}",
        f"strength={occurrence.trigger.frame.strength}",
    ]
    if occurrence.trigger.nominal:
        out.append(f"det={determiner_of(occurrence)}")
        governor = token.head.lower_ if token.dep_ == "pobj" else token.dep_
        out.append(f"under={governor}")
    if occurrence.arguments.paired:
        out.append("paired")
    if occurrence.arguments.attending:
        out.append("attending")
    out.append(f"own-actors={min(3, len(occurrence.arguments.actors))}")
    return out


def determiner_of(occurrence: Occurrence) -> str:
    """``possessive``, ``quantity``, ``definite``, ``indefinite`` or ``bare``: how a noun is introduced."""
    words = {c.lower_ for c in occurrence.trigger.token.lefts}
    if any(c.dep_ == "poss" for c in occurrence.trigger.token.lefts):
        return "possessive"
    if words & _QUANTITY:
        return "quantity"
    return "definite" if occurrence.definite else "indefinite" if occurrence.indefinite else "bare"


def _actor_features(scene: Scene, draft: MeetingDraft) -> Features:
    """Who meets: numbers by kind, types, whether two states or bodies are on different sides."""
    actors = [scene.actor(i) for i in draft.participants]
    principals = set(scene.principals(draft.participants)) | set(draft.extra_parties)
    states = [p for p in principals if scene.actor(p).kind == "country"]
    bodies = [p for p in principals if scene.actor(p).type == "actor-intergovernmental"]
    counts = {d.id: len(d.mentions) for d in scene.index.drafts.values() if d.kind == "country"}
    top = sorted(counts, key=lambda k: (-counts[k], int(k[1:])))[:2]
    out: Features = {
        "weak": float(draft.weak),
        "nobody": float(not actors),
        f"actors={min(4, len(actors))}": 1.0,
        f"states={min(3, len(states))}": 1.0,
        f"sides={min(3, len(states) + len(bodies))}": 1.0,
        "main-states": len(set(top) & set(states)) / 2,
        "stranger": float(any(a.kind == "person" and not a.country and not a.represents for a in actors)),
        "plural": float(any(a.plural for a in actors)),
        "office": float(any(scene.offices.of(a.id) for a in actors if a.kind == "person")),
        "one-state": float(len(actors) > 1 and len(states) == 1 and not bodies),
    }
    for actor in actors:
        out[f"kind={actor.kind}"] = 1.0
        out[f"type={actor.type}"] = 1.0
    kinds = sorted(a.kind for a in actors)[:3]
    out[f"kinds={'+'.join(kinds)}"] = 1.0
    out["named-once"] = float(bool(actors) and all(len(a.mentions) <= 1 for a in actors))
    return out


def _home_words(token: Token) -> bool:
    """Whether words of domestic or business life stand within six tokens of the trigger in its sentence."""
    first, last = max(token.sent.start, token.i - 6), min(token.sent.end, token.i + 7)
    return any(t.lower_ in _HOME or t.lemma_.lower() in _HOME for t in token.doc[first:last])


def _neighbour_features(scene: Scene, draft: MeetingDraft, drafts: Sequence[MeetingDraft]) -> Features:
    """How the draft lies beside the others of the article: a split-off is near one with the same actors."""
    others = [d for d in drafts if d is not draft]
    mine = _sides(scene, draft)
    start = draft.tokens[0]
    before = [d for d in others if d.tokens[0] < start]
    near = min((abs(i - j) for d in others for i in d.tokens for j in draft.tokens), default=400)
    out: Features = {
        f"number={min(4, len(before))}": 1.0,
        "near": 1.0 / (1.0 + near / 20),
        "only": float(not others),
        "largest": float(all(len(d.tokens) < len(draft.tokens) for d in others)),
    }
    kin = [d for d in before if d.family == draft.family and _sides(scene, d) & mine]
    out["kin-before"] = float(bool(kin))
    out["kin-same"] = float(any(set(d.participants) >= set(draft.participants) for d in kin))
    out["kin-definite"] = float(
        bool(kin) and draft.occurrences[0].definite and draft.occurrences[0].trigger.nominal
    )
    away = [d for d in others if d.family != draft.family and set(d.participants) & set(draft.participants)]
    out["beside-other-family"] = float(bool(away))
    return out


def _sides(scene: Scene, draft: MeetingDraft) -> set[str]:
    return set(scene.principals(draft.participants)) | set(draft.extra_parties) | set(draft.participants)
