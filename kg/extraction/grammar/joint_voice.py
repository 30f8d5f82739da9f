"""Who speaks for a meeting: "the final communique condemned", "it was agreed that" without a word by whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extraction.grammar.clauses import agent, objects
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import starts_before

if TYPE_CHECKING:
    from kg.extraction.meetings.meeting_drafts import MeetingDraft
    from kg.extraction.scene import Scene

_COMMON = frozenset({"communique", "communiqué", "declaration", "proclamation"})
_PAPERS = frozenset({"statement", "document", "resolution", "text"})
_JOINT = frozenset("joint common final closing concluding".split())
ACCORDS = frozenset(
    "accord agreement treaty pact deal protocol document charter memorandum truce text".split()
)
"""What binds those who made it."""
_AGREED = frozenset({"agree", "decide", "resolve", "settle"})
_PRESENT = frozenset({"participant", "attendee", "delegate"})
_BACK = 2
"""How many sentences before the words the meeting may be told of."""


def those_who_met(scene: Scene, verb: Token, heads: Sequence[Token]) -> tuple[str, ...]:
    """The participants of the meeting just told of, where its document is the subject or nobody is said.

    "A and B met. The communique condemned the raid", "the participants adopted a roadmap", "it was agreed at
    the talks to meet again". () for other
    subjects and where no meeting that took place stands in the sentence or the two before.
    """
    there = any(t.lemma_.lower() in _PRESENT and t.tag_ == "NNS" for t in heads)
    if not there and not any(map(_is_joint_paper, heads)) and not _nobody_said(verb):
        return ()
    draft = _just_told(scene, verb)
    return _at_least_two(scene, draft) if draft is not None else ()


def _meeting_of(scene: Scene, heads: Sequence[Token]) -> MeetingDraft | None:
    """The first meeting of which one of the words speaks."""
    return next((m for m in scene.meetings if any(t.i in m.tokens for t in heads)), None)


def those_in(scene: Scene, heads: Sequence[Token]) -> tuple[str, ...]:
    """The participants of the meeting that a subject names: the talks of "the talks ended with an accord"."""
    draft = _meeting_of(scene, heads)
    return _at_least_two(scene, draft) if draft is not None else ()


def those_at(scene: Scene, heads: Sequence[Token]) -> tuple[str, ...]:
    """Who speaks where a meeting does: its participants, of "the summit urged Peru to ratify it", or the body
    whose meeting it is, of "the ECOWAS summit called on Peru"; () where the meeting is yet to be.
    """
    draft = _meeting_of(scene, heads)
    if draft is None or draft.status not in {"held", "ongoing"}:
        return ()
    bodies = [x for x in draft.participants if scene.actor(x).kind == "organization"]
    return _at_least_two(scene, draft) or tuple(bodies[:1])


def _at_least_two(scene: Scene, draft: MeetingDraft) -> tuple[str, ...]:
    there = [i for i, role in draft.participants.items() if role not in {"role-mediator", "role-organizer"}]
    plural = any(scene.actor(i).plural for i in there)
    return tuple(there) if plural or len(there) >= 2 else ()


def those_bound(verb: Token, heads: Sequence[Token]) -> list[Token]:
    """Whom an accord commits: Peru in "the accord commits Peru to a truce"; [] for other subjects."""
    written = any(t.lemma_.lower() in ACCORDS for t in heads)
    return objects(verb) if written and verb.lemma_.lower() == "commit" else []


def _is_joint_paper(noun: Token) -> bool:
    """Whether a noun is the document of a meeting: "the communique", "a joint statement", "its final text".

    Not "the Oslo declaration", which may be of another one.
    """
    lemma, before = noun.lemma_.lower(), {c.lower_ for c in noun.lefts}
    if any(c.dep_ in {"poss", "compound", "nmod"} and c.pos_ == "PROPN" for c in noun.lefts):
        return False
    return (lemma in _COMMON and bool(before & {"the", "a", "their"})) or (
        lemma in _PAPERS and bool(before & _JOINT)
    )


def _nobody_said(verb: Token) -> bool:
    """Whether "it" or what is decided is the subject of a passive without doer: "it was agreed to meet"."""
    subject = next((c for c in verb.children if c.dep_ in {"nsubjpass", "nsubj", "expl"}), None)
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    impersonal = subject is not None and subject.lower_ == "it" and subject.i < verb.i
    return verb.lemma_.lower() in _AGREED and passive and impersonal and not agent(verb)


def _just_told(scene: Scene, verb: Token) -> MeetingDraft | None:
    first = starts_before(verb, _BACK)
    found = [
        (i, n)
        for n, m in enumerate(scene.meetings)
        for i in m.tokens
        if first <= i < verb.sent.end and m.status in {"held", "ongoing"}
    ]
    before = [f for f in found if f[0] < verb.i] or found
    return scene.meetings[max(before)[1]] if before else None
