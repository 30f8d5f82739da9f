"""Whether words that name no call go on about one: "in the conversation, X said", "the two discussed"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.scene import Scene
from kg.extraction.tokens.sentences import sentence_before

_TALK = frozenset({"conversation", "talk", "talks", "discussion", "exchange"})


_AGAIN = frozenset("again previously earlier last before first then later after phone telephone".split())


def talk_on(occurrence: Occurrence) -> bool:
    """Whether "They spoke of trade", "the ministers spoke" only tell what was said, with no day or place of
    their own; so "the presidents exchanged views", "X and Y also spoke of trade", "discussed peace and also
    spoke of trade"; not "the ministers spoke with X".
    """
    verb, own = occurrence.trigger.token, occurrence.arguments
    spoke = occurrence.trigger.frame.frame == "with" and verb.lemma_ in _SPEAKING
    said = {c.lower_ for c in verb.children}
    goes_on = verb.dep_ == "conj" and verb.head.lemma_ in _TELLING and "also" in said
    subjects = [c for c in (verb.head if goes_on else verb).children if c.dep_ == "nsubj"]
    named = len(subjects) == 1 and "also" in said and clauses.child(subjects[0], "conj") is not None
    several = named or (
        len(subjects) == 1
        and (
            subjects[0].lower_ in {"they", "two", "both", "pair"}
            or (subjects[0].tag_ == "NNS" and [c.lower_ for c in subjects[0].lefts][:1] == ["the"])
        )
    )
    if not (spoke and several) or any(c.lower_ in {"with", "to"} for c in verb.children if c.dep_ == "prep"):
        return False
    on = {t.i for c in verb.children if c.dep_ == "conj" for t in c.subtree}  # "and agreed to meet again"
    words = {t.lower_ for t in verb.subtree if t.i not in on}
    return not (own.places or occurrence.spans or words & _AGAIN) and occurrence.status[0] == "held"


_SPEAKING = frozenset({"speak", "talk", "converse", "confer", "exchange"})
_TELLING = frozenset("discuss review cover address examine tackle".split())


def in_person(drafts: Sequence[MeetingDraft], occurrence: Occurrence) -> bool:
    """Whether those who "spoke" are those of whom was told just before that they met: no call then. What
    others did in between, as those of the summit, does not count.
    """
    spoke = set(occurrence.arguments.actors)
    for draft in reversed(drafts[-_LATEST:]):
        met = set(draft.participants)
        if spoke == met or (len(spoke) > 1 and spoke < met):
            return occurrence.trigger.token.i - draft.tokens[-1] < _NEAR and draft.family != "remote"
    return False


_LATEST = 3


def they_go_on(draft: MeetingDraft, occurrence: Occurrence) -> bool:
    """Whether "they" discussed something on the call that alone the sentence before tells of."""
    verb = occurrence.trigger.token
    before = sentence_before(verb)
    they = [c.lower_ for c in verb.lefts if c.dep_ == "nsubj"] == ["they"]
    if before is None or not they or draft.family != "remote":
        return False
    told = [o for o in draft.occurrences if before.start <= o.trigger.token.i < before.end]
    told = [o for o in told if not any(c.lower_ == "had" for c in o.trigger.token.lefts)]
    return any(set(occurrence.arguments.actors) <= set(o.arguments.actors) for o in told)


_NEAR = 60


def was_a_call(scene: Scene, draft: MeetingDraft, occurrence: Occurrence) -> bool:
    """Whether a noun says that what was just told of was on the phone: "The two discussed trade. The phone
    conversation lasted an hour"; not where they "met", or talked in a town.
    """
    trigger = occurrence.trigger
    if trigger.family != "remote" or not trigger.nominal or not occurrence.definite or draft.places:
        return False
    if trigger.token.i - draft.tokens[-1] > _NEAR or len(draft.participants) < 2:
        return False
    sides, known = (set(scene.principals(ids)) for ids in (occurrence.arguments.actors, draft.participants))
    return sides <= known and all(o.trigger.frame.lemma in _UNSPECIFIC for o in draft.occurrences)


_UNSPECIFIC = frozenset(
    {"discuss", "talk", "speak", "confer", "consult", "converse", "conversation", "exchange view"}
)


def goes_on_about(scene: Scene, draft: MeetingDraft, occurrence: Occurrence) -> bool:
    """Whether an occurrence of the family of meetings tells of what was said on the call of the draft.

    "Their conversation" after "spoke by phone", and "the two sides exchanged views" of the same states; not
    "a conversation with Z".
    """
    frame, new = occurrence.trigger.frame, set(occurrence.arguments.actors)
    if draft.family != "remote" or occurrence.trigger.family != "meeting":
        return False
    if occurrence.trigger.nominal:
        goes_on = occurrence.definite and frame.lemma in _TALK
    else:
        goes_on = frame.frame in {"discuss", "brief"} or frame.lemma == "exchange view"
    people = {i for i in new if scene.actor(i).kind == "person"}
    sides, known = set(scene.principals(new)), set(scene.principals(draft.participants))
    named = any(scene.actor(i).kind == "person" for i in draft.participants)  # not "ministers of A and B"
    same = (people <= set(draft.participants) or not named) and sides <= known
    bare = not new and frame.lemma == "conversation"  # "The conversation, arranged by Y, began at nine"
    return goes_on and same and (bool(people) or len(sides) > 1 or bare)


def told_how(first: Occurrence, second: Occurrence) -> bool:
    """Whether a noun says for what or how the verb before it is: "met [for talks]", of two who are apart also
    "spoke [by video conference]", "spoke [in a video call]"; "shook hands [after talks]", "[ahead of] them".
    """
    noun, verb = second.trigger.token, first.trigger.token
    if noun.dep_ != "pobj" or first.trigger.nominal:
        return False
    host, prep = noun.head.head, noun.head.lower_
    if first.trigger.frame.frame == "shake":
        ahead = host.lower_ == "ahead"
        return (ahead or prep in _AROUND) and verb.i in {host.i, host.head.i if ahead else host.i}
    apart = first.trigger.family == second.trigger.family == "remote"
    return host.i == verb.i and prep in (_BY_WIRE if apart else _FOR)


_FOR = frozenset({"for", "during"})
_AROUND = _FOR | {"after", "before", "following", "at"}
_BY_WIRE = _FOR | {"by", "in", "via", "over", "through", "on"}
