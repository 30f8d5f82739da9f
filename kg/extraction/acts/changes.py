"""The status changes of an article: what was launched, halted, resumed, called off, worsened or improved,
and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction.acts.change_features import change_features
from kg.extraction.acts.change_frames import ChangeDraft, change_drafts
from kg.extraction.acts.change_status import presented
from kg.extraction.acts.event_ranking import CHANGE, likelihood
from kg.extraction.acts.processes import Courses, process_noun
from kg.extraction.arguments.process_parties import PARTY_KINDS
from kg.extraction.grammar.clauses import prepositional, stretch
from kg.extraction.grammar.speech import Voices, unique
from kg.extraction.tokens.frozen_token import Token
from kg.model import Change, Factuality, Mention, Participation, Time

if TYPE_CHECKING:
    from kg.extraction.scene import Scene

LONG_RUN = frozenset({"suspension", "resumption", "deterioration", "improvement", "termination"})
"""Changes of talks in general; a launch, a cancellation or a postponement is of one meeting."""
OCCASIONS = frozenset("after following over despite amid".split())
ANSWERS = frozenset("protest response retaliation reaction reply answer reprisal".split())
AFTERMATH = {
    "suspension": "status-suspended", "termination": "status-ended",
    "resumption": "status-ongoing", "launch": "status-ongoing",
}  # fmt: skip


@dataclass
class ChangeState:
    """A change while its article is read."""

    id: str
    type: str
    status: str
    token: Token
    affects: list[str] = field(default_factory=list)
    initiators: dict[str, Mention] = field(default_factory=dict)
    parties: tuple[str, ...] = ()
    issues: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)


def find_changes(scene: Scene, courses: Courses, voices: Voices) -> list[Change]:
    """The changes in text order, local ids ``chg1`` ...; adds to ``courses`` the processes that they
    affect.
    """
    states: list[ChangeState] = []
    for draft in change_drafts(scene.doc):
        facts = presented(scene, draft)
        if facts is None:
            continue
        state = _state(scene, courses, voices, draft, *facts)
        if state is None:
            continue
        known = next((s for s in states if _same(s, state)), None)
        if known is None:
            states.append(state)
        else:
            _merge(known, state)
    states.sort(key=lambda s: min(s.mentions))
    return [_frozen(scene, s, f"chg{n}") for n, s in enumerate(states, 1)]


def _state(
    scene: Scene, courses: Courses, voices: Voices, draft: ChangeDraft, facts: Factuality, status: str
) -> ChangeState | None:
    initiators = voices.actors_of(list(draft.initiators))
    meeting = scene.meeting_at(draft.target)
    parties = _parties(scene, courses, draft, initiators)
    noun = process_noun(draft.target)
    affects: list[str] = []
    if meeting is not None and not (
        draft.type in LONG_RUN and draft.target_class in ("dialogue", "negotiation")
    ):
        affects = [meeting]
    elif parties and ((noun is not None and noun.process is not None) or draft.target_class == "relations"):
        type_ = noun.process if noun and noun.process else "relations"
        affects = [courses.ensure(type_, parties, draft.target)]
    if not affects and meeting is not None:
        affects = [meeting]
    elif not affects and draft.target_class == "meeting":
        affects = _of_occasion(scene, courses, draft.target, parties)
    if not affects:
        return None
    features = change_features(voices, draft, facts, status, initiators, affects)
    mention = scene.mention(*draft.span, facts, likelihood(CHANGE, features, draft.confidence))
    state = ChangeState(
        "", draft.type, status, draft.trigger, affects, {}, parties, [], [], [mention], [draft.trigger]
    )
    state.initiators = dict.fromkeys(initiators, mention)
    for course in courses.drafts.values():
        if course.id in affects:
            state.issues = list(course.issues)
    state.answers = list(_answers(scene, draft.trigger))
    reasons = [stretch(c) for c in draft.trigger.children if c.dep_ == "prep" and _is_answer(c)]
    state.mentions += [scene.mention(*r, facts, 0.6) for r in reasons if scene.meetings_in(*r)]
    return state


_GAINS = frozenset({"progress", "breakthrough", "headway"})
_NEAR = 60
"""Tokens within which "the meeting" is one that was told of."""


def _of_occasion(scene: Scene, courses: Courses, noun: Token, parties: tuple[str, ...]) -> list[str]:
    """What the fate of an occasion affects that is none of the meetings found.

    "The annual meeting was to be held in May, but was postponed": the meeting last told of. "An earlier trip
    was postponed": the dialogue of the parties; without them nothing. Not "the race meeting".
    """
    if any(c.dep_ == "compound" and c.pos_ == "NOUN" and c.lower_ != "peace" for c in noun.lefts):
        return []
    if noun.lemma_ in _GAINS or any(c.lower_ in ("the", "this", "that", "its", "their") for c in noun.lefts):
        near = range(max(0, noun.i - _NEAR), noun.i)
        last = max((i for i in scene.told_at if i in near), default=None)
        if last is not None:
            return [scene.told_at[last].id]
        if noun.lemma_ not in _GAINS:
            return []
    named = {x for t in noun.sent if t.pos_ in ("PROPN", "ADJ") for x in scene.principals(scene.resolve(t))}
    known = len(parties) > 1 and not named.isdisjoint(parties)
    return [courses.ensure("dialogue", parties, noun)] if known else []


def _parties(
    scene: Scene, courses: Courses, draft: ChangeDraft, initiators: tuple[str, ...]
) -> tuple[str, ...]:
    named = courses.parties(draft.target)
    if len(named) < 2 and (beside := prepositional(draft.trigger, "between")):
        between = scene.principals(unique(*(scene.resolve_all(t) for t in beside)))
        named = unique(named, tuple(x for x in between if scene.actor(x).kind in PARTY_KINDS))
    if named and set(named) <= set(courses.dyad):
        named = courses.dyad if len(named) < 2 else named
    own = tuple(x for x in scene.principals(initiators) if scene.actor(x).kind in ("country", "organization"))
    if draft.target_class == "dispute" and not named and len(own) < 2:
        return ()  # "political tensions have risen" names no quarrel of those whom the article is about
    found = unique(own, named) if len(named) < 2 else named
    dyad = courses.dyad or courses.leading
    if len(found) < 2 and set(found) <= set(dyad):
        found = dyad
    return found


def _answers(scene: Scene, token: Token) -> Iterator[str]:
    """The meetings that the change answers: "in protest of the visit", "after the summit", "following the
    trip".
    """
    for c in token.children:
        if c.dep_ == "prep" and (c.lower_ in OCCASIONS or _is_answer(c)):
            first, last = stretch(c)
            yield from (m.id for m in scene.meetings_in(first, last))
        elif c.dep_ == "dobj":
            for p in c.children:
                if p.dep_ == "prep" and _is_answer(p):
                    yield from (m.id for m in scene.meetings_in(*stretch(p)))


def _is_answer(prep: Token) -> bool:
    """Whether a phrase gives the reason of a change: "in protest of", "in response to"."""
    return any(c.lemma_.lower() in ANSWERS for c in prep.children)


def _same(a: ChangeState, b: ChangeState) -> bool:
    """One change spoken of twice: of one type, and of the same thing or in one sentence about the same
    parties.
    """
    if a.type != b.type or (a.status == "status-held") != (b.status == "status-held"):
        return False
    if set(a.affects) & set(b.affects):
        return True
    return a.token.sent.start == b.token.sent.start and set(a.parties) == set(b.parties)


def _merge(known: ChangeState, other: ChangeState) -> None:
    known.affects.extend(x for x in other.affects if x not in known.affects)
    known.initiators = {**other.initiators, **known.initiators}
    known.issues.extend(x for x in other.issues if x not in known.issues)
    known.answers.extend(x for x in other.answers if x not in known.answers)
    known.mentions.extend(m for m in other.mentions if m not in known.mentions)
    known.tokens.extend(other.tokens)


def _frozen(scene: Scene, s: ChangeState, id_: str) -> Change:
    times = [t for t in (scene.times_near(t) for t in s.tokens) if t.expressions or t.edtf]
    participations = tuple(
        Participation(x, "role-initiator", tuple(p for p in scene.principals((x,)) if p != x), None, (m,))
        for x, m in s.initiators.items()
    )
    s.id = id_
    answers = tuple(x for x in unique(tuple(s.answers)) if x not in s.affects)
    return Change(
        id_,
        f"change-{s.type}",
        tuple(s.affects),
        participations,
        s.parties,
        tuple(s.issues),
        s.status,
        time=times[0] if times else Time(),
        in_response_to=answers,
        mentions=tuple(sorted(set(s.mentions))),
    )
