"""What the model sees that says whether two mentions are of one meeting.

As in ``meeting_features``, no feature holds a name or a topic word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass

from kg.extraction.actors.actors import ActorDraft
from kg.extraction.arguments.status import future
from kg.extraction.meetings.meeting_days import open_before
from kg.extraction.meetings.meeting_features import Features, determiner_of
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.scene import Scene
from kg.extraction.times import times
from kg.extraction.tokens.frozen_token import Token
from kg.model import Time

_TRIP = frozenset("arrive arrival visit trip tour travel go come head fly".split())
_FAR = 20


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention as the pair model sees it: worked out once, then compared with every other."""

    occurrence: Occurrence
    sentence: int
    determiner: str
    actors: frozenset[str]
    people: frozenset[str]
    sides: frozenset[str]
    lands: frozenset[str]
    time: Time
    serving: frozenset[str]
    modifiers: frozenset[str]


def seen(scene: Scene, occurrence: Occurrence) -> Seen:
    """The mention with its actors, their sides, the countries of its places and its time worked out."""
    token, arguments = occurrence.trigger.token, occurrence.arguments
    actors = frozenset(arguments.actors) | frozenset(arguments.attending)
    places = (scene.places.drafts[p] for p in arguments.places)
    return Seen(
        occurrence=occurrence,
        sentence=bisect_right(scene.sentence_starts, token.i),
        determiner=determiner_of(occurrence) if occurrence.trigger.nominal else "verb",
        actors=actors,
        people=frozenset(i for i in actors if scene.actor(i).kind == "person"),
        sides=frozenset(scene.principals(sorted(actors))) | frozenset(arguments.parties),
        lands=frozenset(land for p in places if (land := p.state)),
        time=_time(scene, occurrence),
        serving=frozenset(c for a in map(scene.actor, actors) if _is_named(a) and (c := a.country)),
        modifiers=_modifiers(token) if occurrence.trigger.nominal else frozenset(),
    )


def _modifiers(noun: Token) -> frozenset[str]:
    """The words before a noun that say which it is: "border" of "the new border talks"."""
    said = (c for c in noun.lefts if c.dep_ in {"compound", "amod", "nmod", "poss"})
    return frozenset(c.lemma_.lower() for c in said if c.tag_ != "PRP$" and c.lower_ not in _ORDER)


_ORDER = frozenset(
    """
    new latest recent next last first second third further previous upcoming planned other own current fresh
    earlier later another such
    """.split()
)
"""Words that say which of several a meeting is, or that it is one of them, not what kind of meeting it is."""


def _is_named(actor: ActorDraft) -> bool:
    """Whether it is a person with a name, not "a member of the ruling party"."""
    return actor.kind == "person" and actor.name[:1].isupper()


def pair_features(
    scene: Scene, first: Seen, second: Seen, between: int, standing: Sequence[str] = ()
) -> Features:
    """What speaks for or against two mentions, in text order, being of one meeting.

    ``between`` is the number of other mentions that stand between them, ``standing`` what ``standings`` says
    of them.
    """
    names = [
        *_wording(first, second),
        *_distance(scene, first, second, between),
        *_actor_relation(first, second),
        *_slot_relation(first, second),
        *_modality(first.occurrence, second.occurrence),
        *standing,
    ]
    return dict.fromkeys(names, 1.0)


def _wording(first: Seen, second: Seen) -> list[str]:
    a, b = first.occurrence.trigger, second.occurrence.trigger
    out = [
        f"families={_both(a.family, b.family)}",
        f"pos={a.frame.pos}+{b.frame.pos}",
        f"frames={_both(a.frame.frame, b.frame.frame)}",
        f"lemmas={_both(a.frame.lemma, b.frame.lemma)}",
    ]
    if a.frame.lemma == b.frame.lemma:
        out += ["same-lemma", f"same-lemma/{b.frame.pos}"]
    if a.token.tag_ == b.token.tag_:
        out.append("same-tag")
    if b.nominal:
        out += [f"second-det={second.determiner}", f"dets={first.determiner}+{second.determiner}"]
        out.append(f"modifiers={_kind_relation(first, second)}")
    if (several := (_of_many(first), _of_many(second))) != (False, False):
        out.append(f"several={several[0]:d}{several[1]:d}")
    if {a.frame.lemma, b.frame.lemma} <= _TRIP:
        out.append("both-trips")
    return out


def _kind_relation(first: Seen, second: Seen) -> str:
    """How the words before two nouns are related that say what kind of meeting each is; of a verb there are
    none: ``verb`` and ``verb-said`` tell whether there are of the second.
    """
    if not first.occurrence.trigger.nominal:
        return "verb-said" if second.modifiers else "verb"
    return _relation(first.modifiers, second.modifiers)


def _of_many(mention: Seen) -> bool:
    """Whether a noun is for several meetings: "the meetings"; not "the talks", which may be one."""
    trigger = mention.occurrence.trigger
    return trigger.nominal and trigger.token.tag_ in _PLURAL and trigger.frame.lemma not in _ALWAYS_PLURAL


_PLURAL = frozenset({"NNS", "NNPS"})
_ALWAYS_PLURAL = frozenset("talks negotiations consultations discussions".split())


def _both(a: str, b: str) -> str:
    return "+".join(sorted((a, b)))


def _distance(scene: Scene, first: Seen, second: Seen, between: int) -> list[str]:
    a, b = first.occurrence.trigger.token, second.occurrence.trigger.token
    sentences = second.sentence - first.sentence
    step = sentences if sentences < 4 else 4 if sentences < 8 else 8
    paragraphs = scene.article.text.count("\n", a.idx, b.idx)
    out = [
        f"sentences={min(step, 3) if sentences < 4 else step}",
        f"between={min(between, 3)}",
        f"paragraphs={min(paragraphs, 3)}",
    ]
    if sentences == 0:
        out.append("linked" if a.is_ancestor(b) or b.is_ancestor(a) else "unlinked")
    return out


def _actor_relation(first: Seen, second: Seen) -> list[str]:
    out = [
        f"actors:{_relation(first.actors, second.actors)}",
        f"people:{_relation(first.people, second.people)}",
        f"sides:{_relation(first.sides, second.sides)}",
        f"people-shared={min(2, len(first.people & second.people))}",
        f"numbers={min(3, len(first.actors))}+{min(3, len(second.actors))}",
    ]
    if second.actors - first.actors:
        out.append("second-new")
    mention = second.occurrence
    families = f"{first.occurrence.trigger.family}+{mention.trigger.family}"
    if second.people - first.people:
        out.append(f"new-person/{families}/{'noun' if mention.trigger.nominal else 'verb'}")
    if said_to_be_more(mention.trigger.token):
        out += ["also", f"also/{families}", f"also:{_relation(first.people, second.people)}"]
    if not second.actors and mention.definite and mention.trigger.nominal:
        out.append(f"bare-definite/{min(3, len(first.actors))}")
    return out


def said_to_be_more(token: Token) -> bool:
    """Whether words say that it came on top of what was told: "also met X", "later held a meeting"."""
    around = (token, token.head) if token.dep_ in {"dobj", "nsubj", "nsubjpass"} else (token,)
    return any(c.lower_ in _MORE for t in around for c in t.children)


_MORE = frozenset("also separately later".split())


def _relation(a: Set[str], b: Set[str]) -> str:
    if not a or not b:
        return "none" if not a and not b else "first" if a else "second"
    if a == b:
        return "equal"
    if a <= b or b <= a:
        return "more" if a <= b else "fewer"
    return "overlap" if a & b else "apart"


def _slot_relation(first: Seen, second: Seen) -> list[str]:
    a, b = first.occurrence, second.occurrence
    families = f"{a.trigger.family}+{b.trigger.family}"
    out = [f"places:{_areas(first, second)}", f"dated={bool(a.spans):d}{bool(b.spans):d}/{families}"]
    if a.spans or b.spans:
        x, y = first.time, second.time
        known = x.earliest is not None and y.earliest is not None
        apart = known and gap(x, y) > 0
        out.append(f"times:{'one' if not known else 'same' if x == y else 'apart' if apart else 'overlap'}")
        if apart and gap(x, y) > _FAR:
            out.append("times:far")
        days = (weekday(a), weekday(b))
        if None not in days and days[0] != days[1]:
            out += ["weekdays-differ", f"weekdays-differ/{b.trigger.frame.pos}"]
    if a.ordinal or b.ordinal:
        both = a.ordinal and b.ordinal
        out.append(f"ordinals:{'one' if not both else 'same' if a.ordinal == b.ordinal else 'apart'}")
    return out


def weekday(occurrence: Occurrence) -> str | None:
    """The day of the week on which it is said to be, of an article without a date, too."""
    first = occurrence.spans[0] if occurrence.spans else None
    return first.text.lower().split()[-1] if first is not None and first.kind == "weekday" else None


def _areas(first: Seen, second: Seen) -> str:
    a, b = set(first.occurrence.arguments.places), set(second.occurrence.arguments.places)
    if not a or not b:
        return _relation(a, b)
    if a & b:
        return "same"
    return "land" if first.lands & second.lands else "apart"


def _time(scene: Scene, occurrence: Occurrence) -> Time:
    for span in occurrence.spans[:1]:
        found = times.resolve(span.text, scene.counted_from(span), tense=future(occurrence.status[0]))
        return open_before(scene.doc, span, found or Time())
    return Time()


def gap(a: Time, b: Time) -> int:
    """Days from the end of the earlier to the begin of the later; 0 where they overlap or an end is open."""
    gaps = [
        (later.earliest - earlier.latest).days
        for earlier, later in ((a, b), (b, a))
        if earlier.latest is not None and later.earliest is not None
    ]
    return max(0, *gaps, 0)


def _modality(first: Occurrence, second: Occurrence) -> list[str]:
    (a, strength_a), (b, strength_b) = first.status, second.status
    sure = strength_a >= 2 and strength_b >= 2
    out = [f"statuses={_phase(a)}+{_phase(b)}/{'sure' if sure else 'vague'}"]
    out.append("same-status" if a == b else "other-status")
    if past_in_past(second.trigger.token):
        out.append("had-been")
    out.append("same-factuality" if first.factuality == second.factuality else "other-factuality")
    return out


def past_in_past(token: Token) -> bool:
    """Whether a verb tells what came before what is told: "had visited"."""
    return token.tag_ == "VBN" and any(c.lower_ == "had" and c.dep_ == "aux" for c in token.lefts)


def _phase(status: str) -> str:
    return {"planned": "ahead", "proposed": "ahead", "held": "past", "ongoing": "past"}.get(status, "off")
