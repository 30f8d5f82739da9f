"""Who stayed away from a meeting, told in a sentence of its own: "President X has opted not to attend"."""

from __future__ import annotations

from kg.extraction.details.meeting_told import Told
from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import lemmas_at
from kg.extraction.triggers.absences import STAYING, stays_away
from kg.extraction.triggers.triggers import names_meeting

_UNDONE = frozenset({"cancelled", "postponed"})
_ONLY_AWAITED = frozenset("expect schedule due set invite supposed".split())


def leave_out_absent(scene: Scene, meetings: list[MeetingDraft]) -> None:
    """Takes from the meetings, in place, the persons who are told to have stayed away from them.

    Whoever is also told to have done something there stays: "X skipped the talks. X later met Y"; so does he
    for whose sake nobody met: "was called off when X did not attend".
    """
    verbs = [scene.doc[i] for i in lemmas_at(scene.doc, STAYING)]
    told = Told(scene.doc) if verbs and meetings else None
    for verb in verbs if told is not None else ():
        if verb.pos_ != "VERB" or clauses.is_passive(verb) or not stays_away(verb):
            continue
        missed = [o for o in clauses.objects(verb) if names_meeting(o)]
        draft = next((m for m in meetings if any(o.i in m.tokens for o in missed)), None)
        if draft is None and not missed and told is not None:
            draft = told.of(verb, meetings)
        if draft is None or draft.status in _UNDONE:
            continue
        for id_ in (i for d in clauses.doers(verb) for i in scene.resolve(d)):
            if scene.actor(id_).kind == "person" and not _was_there(draft, id_):
                draft.participants.pop(id_, None)
                draft.evidence.pop(id_, None)


def _was_there(draft: MeetingDraft, id_: str) -> bool:
    """Whether somebody is told to meet there by other words than that this was awaited of him."""
    own = [o.trigger.token for o in draft.occurrences if id_ in o.arguments.actors]
    return any(not _awaited(t) for t in own)


def _awaited(word: Token) -> bool:
    """Whether a word stands in a clause that tells only what was to be: "that X would take part in talks"."""
    clause = clauses.clause_of(word)
    would = any(c.lower_ in {"would", "should"} for c in clause.lefts)
    return would or clause.head.lemma_ in _ONLY_AWAITED
