"""Day and place of who goes on meeting: "X met Y in Lima on Monday. Later he met Z"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extraction.arguments.follow_ups import meeting_of
from kg.extraction.grammar import clauses
from kg.extraction.grammar.modality import tense_of
from kg.extraction.meetings.borrowed_places import stay_before
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.meetings import settle_time
from kg.extraction.scene import Scene
from kg.extraction.times import times
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import sentence_before

_BACK = frozenset("had has have last previously previous earlier past before already".split())
_HAPPENED = frozenset({"held", "ongoing"})
_REACH = 3
"""Sentences that the meeting gone on from may stand before."""
_FRONT = frozenset({"in", "during", "at", "after", "following"})


def go_on(scene: Scene, meetings: Sequence[MeetingDraft]) -> None:
    """Gives meetings that no word of time dates the day of the one from which one who was there goes on, on
    which they were held.

    "X met Y on Monday. He then met Z", "In a meeting with Z, X said"; not "He had met Z", nor where the
    sentence names a day of something else, nor "In previous meetings", nor across more than three sentences.
    """
    for draft in meetings:
        if _undated(draft) and (token := _goes_on(scene, draft)) is not None:
            before = next(_before(scene, token, draft, meetings), None)
            if before is not None and (_hours_on(scene, token) or not _elsewhere(scene, draft, before)):
                draft.time, draft.status = before.time, "held"
            elif before is None and (stay := stay_before(_main(token))) is not None:
                _on_days_of(scene, draft, stay)
            elif before is None:
                _on_day_of_accord(scene, draft, token)
                _on_day_of_deed(scene, draft, token)
        first = _followed(scene, draft, meetings) if not draft.time.expressions else None
        if first is not None and not _elsewhere(scene, draft, first):
            day = bool(first.time.expressions) and first.time.earliest == first.time.latest
            draft.time = first.time if day and draft.time.earliest is None else draft.time


def _followed(scene: Scene, draft: MeetingDraft, meetings: Sequence[MeetingDraft]) -> MeetingDraft | None:
    """The meeting on which another follows at once: "The talks were followed by a dinner for Y", "This was
    followed by talks with Y", "A dinner with Y followed"; not where the sentence tells a day.
    """
    for token in (o.trigger.token for o in draft.occurrences if o.trigger.nominal):
        by = token.dep_ == "pobj" and token.head.dep_ == "agent"
        verb = token.head.head if by else token.head
        last = token.dep_ == "nsubj" and clauses.child(verb, "dobj") is None and not clauses.is_passive(verb)
        if verb.lemma_ != "follow" or not (by or last) or _is_placed(token):
            continue
        timed = scene.times_in(token.sent)
        if any(not _within_day(s) and s.first > verb.i for s in timed):
            return None
        subject = clauses.child(verb, "nsubjpass") if by else None
        if by and verb.dep_ in {"advcl", "acl"}:  # "A met B, followed by a dinner"
            subject = meeting_of(verb.head)
        others = [m for m in meetings if m is not draft and m.status in _HAPPENED | {"planned"}]
        told = next((m for m in others if subject is not None and subject.i in m.tokens), None)
        before = sentence_before(token)
        if told is None and before is not None and (subject is None or subject.pos_ in {"PRON", "DET"}):
            near = [(i, m.id, m) for m in others for i in m.tokens if before.start <= i < before.end]
            told = max(near)[2] if near else None
        if told is not None:
            return told
    return None


def _is_placed(noun: Token) -> bool:
    """Whether the words on a meeting name a town: "a meeting between their delegations in Lima"."""
    towns = (t for t in noun.subtree if t.dep_ == "pobj" and t.ent_type_ == "GPE" and t.i > noun.i)
    return any(t.head.lower_ in {"in", "at"} for t in towns)


def _on_days_of(scene: Scene, draft: MeetingDraft, stay: Token) -> None:
    """Gives a meeting the days of the stay that the sentence before tells of: "was in Lima this week"."""
    for span in scene.times_in(stay.sent):
        root = scene.doc[span.first : span.last].root
        if span.kind in _DAYS and scene.hangs_on(root, {stay.i}):
            draft.occurrences[0].spans.append(span)
            settle_time(scene, draft)
            return


_DAYS = frozenset({"weekday", "weekdays", "date", "span", "relative", "deictic"})


def _on_day_of_accord(scene: Scene, draft: MeetingDraft, token: Token) -> None:
    """Gives a meeting the day on which the sentence before says that the same two agreed or failed to: "X and
    Y agreed on Thursday to lift the ban. The two met for an hour"; not "X agreed", nor "had agreed".
    """
    before = sentence_before(token)
    verb = None if before is None else before.root
    if verb is not None and (said := clauses.child(verb, "ccomp")) is not None and said.i < verb.i:
        verb = said  # "agreed on Thursday to lift the ban, officials said"
    if verb is None or verb.tag_ != "VBD" or verb.lemma_ not in _IN_ACCORD:
        return
    acting = {i for s in clauses.doers(verb) for i in scene.resolve_all(s)}
    sides = set(scene.principals(acting))
    if len(sides) < 2 or not (
        acting >= set(draft.participants) or sides == set(scene.principals(draft.participants))
    ):
        return
    _give_day(scene, draft, verb)


def _on_day_of_deed(scene: Scene, draft: MeetingDraft, token: Token) -> None:
    """Gives a meeting the day on which the sentence before says that the same one did something in public: "X
    opened a bridge on Monday. She had lunch with Y"; not "X opened a bridge on Monday. Z had lunch with Y".
    """
    before, subject = sentence_before(token), clauses.child(clauses.clause_of(token), "nsubj")
    if before is None or subject is None or subject.pos_ != "PRON" or draft.time.expressions:
        return
    verb = before.root
    if verb.tag_ != "VBD" or verb.lemma_ not in _IN_PUBLIC:
        return
    acting = {i for s in clauses.doers(verb) for i in scene.resolve_all(s)}
    if acting and acting <= set(draft.participants):
        _give_day(scene, draft, verb)


def _give_day(scene: Scene, draft: MeetingDraft, verb: Token) -> None:
    """Gives a meeting the day of a verb, where it has just one."""
    days = [s for s in scene.time_spans(verb) if s.kind in _ONE_DAY]
    if len(days) == 1:
        draft.occurrences[0].spans.append(days[0])
        settle_time(scene, draft)


_IN_PUBLIC = frozenset("open inaugurate address attend lay unveil deliver tour launch".split())
_IN_ACCORD = frozenset("agree fail pledge vow undertake discuss decide promise resolve call".split())
_ONE_DAY = frozenset({"weekday", "date", "deictic"})


def _elsewhere(scene: Scene, draft: MeetingDraft, before: MeetingDraft) -> bool:
    """Whether two meetings are in towns apart, so that days may lie between them."""
    here, there = draft.places[:1], before.places if before.family == "visit" else before.places[:1]
    return bool(here and there) and not any(scene.places.same_area(a, b) for a in here for b in there)


def there_too(scene: Scene, draft: MeetingDraft, meetings: Sequence[MeetingDraft]) -> list[str]:
    """The place of the meeting from which one goes on that day: "met Y in Lima on Monday. Later met Z", "He
    also met Z", "Earlier on Monday, she separately met Z"; not "On Friday, she also met Z".
    """
    if draft.family != "meeting" or draft.status != "held":
        return []
    token = draft.occurrences[0].trigger.token
    later = _goes_on(scene, draft) is not None
    if not _also(token) and not (later and _next(token)):
        return []
    told = (m for m in _before(scene, token, draft, meetings) if m.places)
    if not later:  # the day must be that of the other
        day = None if draft.is_undated else draft.time.earliest
        told = (m for m in told if m.time.earliest == day == draft.time.latest)
    return next((m.places[:1] for m in told if not times.disjoint(m.time, draft.time)), [])


def _also(token: Token) -> bool:
    """Whether the main clause tells of one more: "also met X", "Earlier Monday she met X"; not "had also"."""
    verb = clauses.clause_of(token)
    words = [w for c in verb.lefts for w in (c, *c.lefts)]
    more = any(w.lower_ in {"also", "earlier", "separately"} for w in words)
    return more and verb.dep_ == "ROOT" and verb.tag_ == "VBD"


def after_that(scene: Scene, draft: MeetingDraft, meetings: Sequence[MeetingDraft]) -> list[str]:
    """The place of the meeting on which another follows at once: "That was followed by a dinner for Y"."""
    first = _followed(scene, draft, meetings)
    return first.places[:1] if first is not None else []


def moved_to(scene: Scene, draft: MeetingDraft) -> str | None:
    """The place to which an event is moved: "the summit has been moved to Quito", "they moved the talks from
    Oslo to Rome", "when the talks move to Oslo"; not "moved to suspend the talks".
    """
    for token in (o.trigger.token for o in draft.occurrences if o.trigger.nominal):
        verb = token.head
        subject = token.dep_ == "nsubjpass" or (token.dep_ == "nsubj" and not draft.places)
        moved = verb.lemma_ in _MOVING and (subject or token.dep_ == "dobj") and not clauses.is_negated(verb)
        moved = moved and not any(c.lower_ in _MIGHT for c in verb.lefts)
        hosts = [verb, token, *clauses.prepositional(token, "from")] if moved else []
        for goal in (g for h in hosts for g in clauses.prepositional(h, "to")):
            if (place := scene.places.at(goal)) is not None:
                return place
    return None


_MIGHT = frozenset("may might could would can should".split())
_MOVING = frozenset("move relocate shift transfer switch return".split())


def _undated(draft: MeetingDraft) -> bool:
    held = draft.family in {"meeting", "remote"} and draft.status in _HAPPENED
    return held and draft.is_undated


def _hours_on(scene: Scene, token: Token) -> bool:
    """Whether a sentence tells of what was hours later, wherever that is: "hours later in Lima, met Y"."""
    return any(_HOURS_ON.fullmatch(s.text) for s in scene.times_in(token.sent))


def _next(token: Token) -> bool:
    """Whether words say that a meeting is the next: "then met X", "later met X", "in her meeting with X"."""
    after = {c.lower_ for c in clauses.clause_of(token).children if c.dep_ == "advmod"} & _ON
    return bool(after) or (token.dep_ == "pobj" and any(c.tag_ == "PRP$" for c in token.lefts))


_ON = frozenset("then later afterwards afterward subsequently separately".split())


def _main(token: Token) -> Token:
    """The verb of the clause that tells of a meeting: "said" of "After [seeing] Z, X said"."""
    return clauses.clause_of(token.head if token.dep_ == "pcomp" else token)


def _before_stop(verb: Token) -> bool:
    """Whether a clause is whole before a semicolon: "Lunch was then [given] for Z; Y joined them"."""
    whole = verb.dep_ == "ccomp" and verb.head.dep_ == "ROOT" and verb.i < verb.head.i
    return whole and any(c.text == ";" and c.i > verb.i for c in verb.head.lefts)


def _after_it(token: Token) -> bool:
    """Whether a meeting comes after the one told of before: "then met X"; not "met X separately"."""
    return any(c.lower_ in _ON - {"separately"} for c in clauses.clause_of(token).children)


def _goes_on(scene: Scene, draft: MeetingDraft) -> Token | None:
    """The first word of a meeting that a main clause tells of, in a sentence that names no time."""
    token = draft.occurrences[0].trigger.token
    verb = clauses.clause_of(token)
    if token.dep_ == "pcomp" and token.head.lower_ in {"after", "following"}:  # "After seeing Z, X said"
        verb = clauses.clause_of(token.head)
        front = verb.dep_ == "ROOT" and verb.tag_ == "VBD" and token.i < verb.i
        timed = scene.times_in(token.sent) if front else []
        return token if front and all(_within_day(s) or _only_told(scene, s, verb) for s in timed) else None
    preps = _FRONT | _ON_TO.get(verb.lemma_, frozenset())
    of = token.head if token.dep_ == "pobj" else token
    lasts = of.lower_ == "of" and of.head.lemma_ in {"hour", "minute"}
    event = of.head if lasts else token  # "after four hours of talks with Y"
    front = event.dep_ != "pobj" or (event.head.lower_ in preps and event.head.head.i == verb.i)
    main = verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT") or _before_stop(verb)
    back = any(c.lower_ in _BACK for c in (*verb.children, *token.lefts))  # "in previous meetings"
    if not (main and front) or back or verb.pos_ not in {"VERB", "AUX"}:
        return None
    timed = scene.times_in(token.sent)
    return None if any(not _within_day(s) for s in timed) else token


_ON_TO = {
    "join": frozenset({"for"}), "sit": frozenset({"for"}), "go": frozenset({"to"}), "move": frozenset({"to"}),
}  # fmt: skip
"""Prepositions by which verbs go on to a meeting: "were joined by Z for talks", "went on to a meeting"."""


def _only_told(scene: Scene, span: times.TimeSpan, verb: Token) -> bool:
    """Whether words of time date what somebody says is to come: "said that he would leave [on Friday]"."""
    own = clauses.clause_of(scene.doc[span.first : span.last].root)
    return own.i != verb.i and verb.is_ancestor(own) and tense_of(own) == "future"


def _within_day(span: times.TimeSpan) -> bool:
    """Whether words of time name no other day: "met Y for two hours", "met Y first and Z in the evening"."""
    hours = span.text.endswith(("hour", "hours", "minute", "minutes"))
    lasts = span.kind == "duration" and (hours or span.text.startswith("for "))
    return lasts or span.text in _OF_THAT_DAY or _HOURS_ON.fullmatch(span.text) is not None


_HOURS_ON = re.compile(r"(?:\w+ ){0,2}(?:hours?|minutes) (?:later|earlier)", re.IGNORECASE)
_OF_THAT_DAY = frozenset({"in the evening", "in the afternoon", "in the morning", "at noon"})


def _before(
    scene: Scene, token: Token, draft: MeetingDraft, meetings: Sequence[MeetingDraft]
) -> Iterator[MeetingDraft]:
    """The meetings of a single day with one who is in this one too, nearest sentence first."""
    people = {i for i in draft.participants if scene.actor(i).kind == "person"}
    sentence, main = token.sent, _main(token)
    for _ in range(_REACH):
        before = sentence_before(sentence[0])
        if before is None:
            return
        sentence = before
        for other in meetings:
            told = other.tokens if _next(token) and _after_it(token) else _dated(other)
            words = [i for i in told if sentence.start <= i < sentence.end]
            back = bool(words) and all(_looks_back(scene.doc[i]) for i in words) and not _next(token)
            subject = clauses.child(main, "nsubj")
            stays = other.family == "visit" and subject is not None and subject.pos_ == "PRON"
            here = bool(words) and (stays or not back)
            day = bool(other.time.expressions) and other.time.earliest == other.time.latest
            shared = other is not draft and bool(people & set(other.participants))
            if here and day and shared and other.status in _HAPPENED:
                yield other


def _looks_back(token: Token) -> bool:
    """Whether a clause tells of what was before the story: "She had met Y on Tuesday"."""
    verb = clauses.clause_of(token)
    return verb.tag_ == "VBN" and any(c.lower_ == "had" for c in verb.lefts)


def _dated(draft: MeetingDraft) -> list[int]:
    """The words of a meeting that tell its day, or all where it has the day of one before it."""
    return [o.trigger.token.i for o in draft.occurrences if o.spans] or draft.tokens
