"""The status changes of an article: what was launched, halted, resumed, called off, worsened or improved,
and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction.acts.change_features import change_features
from kg.extraction.acts.change_frames import ChangeDraft, change_drafts
from kg.extraction.acts.event_ranking import CHANGE, likelihood
from kg.extraction.acts.processes import Courses, process_noun
from kg.extraction.grammar.clauses import stretch
from kg.extraction.grammar.speech import Voices, unique
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.unfulfilled import leaves_be
from kg.model import Change, Factuality, Mention, Participation, Time

if TYPE_CHECKING:
    from kg.extraction.scene import Scene

LONG_RUN = frozenset({"suspension", "resumption", "deterioration", "improvement", "termination"})
"""Changes of talks in general; a launch, a cancellation or a postponement is of one meeting."""
OCCASIONS = frozenset("after following over despite amid".split())
ANSWERS = frozenset("protest response retaliation reaction reply answer reprisal".split())
STATUS: dict[Factuality, str] = {
    "asserted": "status-held",
    "attributed": "status-held",
    "alleged": "status-held",
    "future": "status-planned",
}
WISHES = frozenset(
    "want hope urge ask call seek press demand propose offer suggest need like try attempt aim "
    "appeal encourage".split()
)
PROMISES = frozenset(
    "agree pledge promise vow plan decide intend commit due set expect schedule move aim undertake "
    "offer announce prepare choose".split()
)
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
        facts = _presented(scene, draft)
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


def _presented(scene: Scene, draft: ChangeDraft) -> tuple[Factuality, str] | None:
    """How the clause presents the change, and the status that follows; ``None`` for one that is only a wish
    or an aim.

    "suspended talks" held; "will resume talks", "agreed to resume" planned; "urged Peru to "
    "resume", "talks should
    resume" proposed; "efforts to end the war", "to improve ties", "threatened to withdraw": none.
    """
    token = draft.trigger
    facts = scene.factuality(token)
    auxiliaries = {c.lower_ for c in token.children if c.dep_ == "aux"}
    if facts == "negated" or (token.pos_ == "VERB" and leaves_be(token)):
        return None
    if token.head.lemma_ in ("begin", "start", "continue") and token.dep_ == "xcomp":
        facts = scene.factuality(token.head)
        return None if facts in ("negated", "hypothetical") else (facts, STATUS.get(facts, "status-held"))
    if _only_thought_of(token):
        return None
    if auxiliaries & {"would", "should", "must"}:
        return (
            None
            if draft.type == "improvement"
            else ("future", "status-planned" if "would" in auxiliaries else "status-proposed")
        )
    if facts == "hypothetical" or _merely_named(token, auxiliaries):
        return None
    if token.tag_ == "VB" and "to" in auxiliaries:
        return _aimed_at(token, draft)
    if draft.type == "improvement" and token.pos_ == "VERB" and token.tag_ in ("VBG", "VB"):
        return None
    return facts, STATUS.get(facts, "status-held")


_SUPPOSING = frozenset("hope hop wish doubt fear wonder unlikely".split())
_WANTED = frozenset(
    "call hope expectation demand prospect chance appeal plea push wish support back favor favour urge seek "
    "want propose advocate oppose discuss negotiate".split()
)
_TALKING = frozenset("talk discuss discussion negotiate negotiation speak".split())


def _only_thought_of(token: Token) -> bool:
    """Whether a change is wished or supposed: "a call for an end to the war", "should the talks fail, ...".

    "hopes that talks will resume" tells of none either; "welcomed the end of the war" does.
    """
    head = token.head
    if token.pos_ == "NOUN":
        above = {head.head.lemma_.lower(), *(c.lemma_.lower() for c in head.head.rights if c.dep_ == "dobj")}
        wanted = head.lower_ in ("for", "of") and head.head.lemma_.lower() in _WANTED
        talked = head.lower_ in ("about", "on", "over") and bool(above & _TALKING)
        return (token.dep_ == "pobj" and (wanted or talked)) or (
            token.dep_ == "dobj" and head.lemma_.lower() in _WANTED
        )
    if token.dep_ == "ccomp" and head.lemma_.lower() in _SUPPOSING:
        return True
    should = next((c for c in token.lefts if c.lower_ == "should" and c.dep_ == "aux"), None)
    subject = next((c for c in token.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    return should is not None and subject is not None and should.i < subject.i


def _merely_named(token: Token, auxiliaries: set[str]) -> bool:
    """Whether the change is named, not told of: "helped end the war", "aimed at ending it", "refrain from
    escalating".
    """
    if token.pos_ != "VERB":
        return False
    if token.dep_ == "pcomp":
        return token.head.lower_ not in ("by", "after", "since", "in", "with", "before")
    return token.tag_ == "VB" and not auxiliaries


def _aimed_at(token: Token, draft: ChangeDraft) -> tuple[Factuality, str] | None:
    governor = token.head.lemma_.lower()
    if token.dep_ not in ("xcomp", "ccomp") or governor in ("threaten", "need", "try", "attempt"):
        return None
    if draft.type == "improvement" and governor in {"agree", "pledge", "promise", "vow", "undertake"}:
        return None  # "agreed to strengthen their ties" is an act
    if governor in PROMISES:
        return "future", "status-planned"
    if governor in WISHES and draft.type != "improvement":
        return "future", "status-proposed"
    return None


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


def _parties(
    scene: Scene, courses: Courses, draft: ChangeDraft, initiators: tuple[str, ...]
) -> tuple[str, ...]:
    named = courses.parties(draft.target)
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
