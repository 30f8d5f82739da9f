"""What the meeting models see: features of one meeting draft, and of two mentions that may be one meeting.

No feature holds a name or a topic word: lemmas are those of the trigger lexicon, other words come from
closed lists. Values are 1.0, or small numbers in 0..2 for counts and distances.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.extraction import times
from kg.extraction.scene import Scene
from kg.extraction.status import future
from kg.model import Time

if TYPE_CHECKING:
    from kg.extraction.meeting_drafts import MeetingDraft
    from kg.extraction.occurrences import Occurrence

Features = dict[str, float]

_HOME = frozenset(
    "coalition union unions company companies firm board shareholder investor minister-president cabinet opposition "
    "faction voter campaign candidate church parish protest protester rally court judge police prison family families "
    "relatives student school university business industry bank market shares chairman executive volunteer veteran".split()
)
_TRIP = frozenset("arrive arrival visit trip tour travel go come head fly".split())
_QUANTITY = frozenset("any no some every each several many more other such".split())


# --- one meeting -----------------------------------------------------------------------------------


def meeting_features(scene: Scene, draft: MeetingDraft, drafts: Sequence[MeetingDraft]) -> Features:
    """What speaks for or against a draft being a meeting of its own; ``drafts`` are all of the article, in order."""
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
        out.append(f"det={_determiner(occurrence)}")
        governor = token.head.lower_ if token.dep_ == "pobj" else token.dep_
        out.append(f"under={governor}")
    if occurrence.arguments.paired:
        out.append("paired")
    if occurrence.arguments.attending:
        out.append("attending")
    out.append(f"own-actors={min(3, len(occurrence.arguments.actors))}")
    return out


def _determiner(occurrence: Occurrence) -> str:
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


# --- two mentions ----------------------------------------------------------------------------------


def pair_features(scene: Scene, first: Occurrence, second: Occurrence, between: int) -> Features:
    """What speaks for or against two mentions, in text order, being of one meeting.

    ``between`` is the number of other mentions of either family that stand between them.
    """
    names = [
        *_wording(first, second),
        *_distance(scene, first, second, between),
        *_actor_relation(scene, first, second),
        *_slot_relation(scene, first, second),
        *_modality(first, second),
    ]
    return dict.fromkeys(names, 1.0)


def _wording(first: Occurrence, second: Occurrence) -> list[str]:
    a, b = first.trigger, second.trigger
    out = [
        f"families={a.family}+{b.family}" if a.family <= b.family else f"families={b.family}+{a.family}",
        f"pos={a.frame.pos}+{b.frame.pos}",
        f"frames={'+'.join(sorted((a.frame.frame, b.frame.frame)))}",
        f"lemmas={'+'.join(sorted((a.frame.lemma, b.frame.lemma)))}",
    ]
    if a.frame.lemma == b.frame.lemma:
        out += ["same-lemma", f"same-lemma/{b.frame.pos}"]
    if a.token.tag_ == b.token.tag_:
        out.append("same-tag")
    if b.nominal:
        out.append(f"second-det={_determiner(second)}")
        out.append(f"dets={_determiner(first) if a.nominal else 'verb'}+{_determiner(second)}")
    if {first.trigger.frame.lemma, second.trigger.frame.lemma} <= _TRIP:
        out.append("both-trips")
    return out


def _distance(scene: Scene, first: Occurrence, second: Occurrence, between: int) -> list[str]:
    a, b = first.trigger.token, second.trigger.token
    sentences = sum(1 for t in scene.doc[a.i + 1 : b.i + 1] if t.is_sent_start)
    out = [
        f"sentences={min(sentences, 3) if sentences < 4 else 4 if sentences < 8 else 8}",
        f"between={min(between, 3)}",
    ]
    paragraphs = scene.article.text.count("\n", a.idx, b.idx)
    out.append(f"paragraphs={min(paragraphs, 3)}")
    if sentences == 0:
        out.append("linked" if _linked(a, b) else "unlinked")
    return out


def _linked(a: Token, b: Token) -> bool:
    return a.i in {t.i for t in b.ancestors} or b.i in {t.i for t in a.ancestors}


def _actor_relation(scene: Scene, first: Occurrence, second: Occurrence) -> list[str]:
    a, b = _all_actors(first), _all_actors(second)
    people_a = {i for i in a if scene.actor(i).kind == "person"}
    people_b = {i for i in b if scene.actor(i).kind == "person"}
    sides_a = set(scene.principals(a)) | set(first.arguments.parties)
    sides_b = set(scene.principals(b)) | set(second.arguments.parties)
    out = [
        f"actors:{_relation(a, b)}",
        f"people:{_relation(people_a, people_b)}",
        f"sides:{_relation(sides_a, sides_b)}",
        f"people-shared={min(2, len(people_a & people_b))}",
    ]
    if b - a:
        out.append("second-new")
    if not b and second.definite and second.trigger.nominal:
        out.append(f"bare-definite/{min(3, len(a))}")
    return out


def _all_actors(occurrence: Occurrence) -> set[str]:
    return set(occurrence.arguments.actors) | set(occurrence.arguments.attending)


def _relation(a: set[str], b: set[str]) -> str:
    if not a or not b:
        return "none" if not a and not b else "first" if a else "second"
    if a == b:
        return "equal"
    if a <= b or b <= a:
        return "within"
    return "overlap" if a & b else "apart"


def _slot_relation(scene: Scene, first: Occurrence, second: Occurrence) -> list[str]:
    out = [f"places:{_areas(scene, first.arguments.places, second.arguments.places)}"]
    if first.spans or second.spans:
        a, b = _time(scene, first), _time(scene, second)
        known = a.earliest is not None, b.earliest is not None
        relation = "one" if not all(known) else "same" if a == b else "apart" if _apart(a, b) else "overlap"
        out.append(f"times:{relation}")
    if first.ordinal or second.ordinal:
        both = first.ordinal and second.ordinal
        out.append(
            f"ordinals:{'one' if not both else 'same' if first.ordinal == second.ordinal else 'apart'}"
        )
    return out


def _areas(scene: Scene, first: Iterable[str], second: Iterable[str]) -> str:
    a, b = set(first), set(second)
    if not a or not b:
        return _relation(a, b)
    if a & b:
        return "same"
    drafts = scene.places.drafts
    lands_a, lands_b = ({drafts[p].actor or drafts[p].country for p in x} for x in (a, b))
    return "land" if lands_a & lands_b - {None} else "apart"


def _time(scene: Scene, occurrence: Occurrence) -> Time:
    for span in occurrence.spans[:1]:
        tense = future(occurrence.status[0])
        return times.resolve(span.text, scene.article.published, tense=tense) or Time()
    return Time()


def _apart(a: Time, b: Time) -> bool:
    return bool(
        (a.latest and b.earliest and a.latest < b.earliest)
        or (b.latest and a.earliest and b.latest < a.earliest)
    )


def _modality(first: Occurrence, second: Occurrence) -> list[str]:
    (a, strength_a), (b, strength_b) = first.status, second.status
    sure = strength_a >= 2 and strength_b >= 2
    out = [f"statuses={_phase(a)}+{_phase(b)}/{'sure' if sure else 'vague'}"]
    out.append("same-status" if a == b else "other-status")
    out.append("same-factuality" if first.factuality == second.factuality else "other-factuality")
    return out


def _phase(status: str) -> str:
    return {"planned": "ahead", "proposed": "ahead", "held": "past", "ongoing": "past"}.get(status, "off")
