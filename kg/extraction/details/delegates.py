"""Delegates and negotiators: who bears such an office takes part in the talks that the article tells of.

"Peru and Chile held talks in Lima. ... Chief negotiator Ana Torres said": Torres was there, and so was a
mediator where the talks are of others.
"""

from __future__ import annotations

from bisect import bisect

from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.offices.office_index import HoldingDraft
from kg.extraction.offices.service import serve
from kg.extraction.scene import Scene

_DELEGATES = frozenset("delegate negotiator envoy".split())
_HELPERS = frozenset("mediator facilitator moderator".split())
_FORMATS = frozenset("talks negotiation-round mediation conference".split())
_SENTENCES = 12
"""How many sentences after a word for the talks a delegate is told of as one who is at them."""
_CONFIDENCE = 0.6


def add_delegates(scene: Scene, meetings: list[MeetingDraft]) -> None:
    """Adds to the talks and conferences, in place, the delegates of their sides and who mediates."""
    starts = [s.start for s in scene.doc.sents]
    rounds = [m for m in meetings if m.family == "meeting" and m.format in _FORMATS]
    for holding in scene.offices.holdings.values() if rounds else ():
        if holding.status != "holding-current":
            continue
        words = set(scene.offices.offices[holding.office].title.lower().replace("-", " ").split())
        if {"former", "deputy"} & words or not words & (_DELEGATES | _HELPERS):
            continue
        draft = _talks_before(scene, holding.first, rounds, starts)
        if draft is None or holding.person in draft.participants:
            continue
        if any(holding.person in m.participants for m in rounds):
            continue
        sides = {*scene.principals(draft.participants), *draft.extra_parties}
        _serve_side(scene, holding, words, sides)
        own = set(scene.principals((holding.person,)))
        if "envoy" in words and not any(scene.actor(i).kind == "country" for i in own):
            continue  # an envoy of a body goes from one to the other
        if "envoy" in words and _goes_elsewhere(scene, draft, meetings, holding.person, holding.first):
            continue
        unsaid = len(sides) < 2 and bool(own) and bool(words & {"delegate", "negotiator"})
        if own & sides or unsaid or (words & _HELPERS and len(sides) > 1):
            draft.participants[holding.person] = (
                "role-participant" if own & sides or not words & _HELPERS else "role-mediator"
            )
            told = scene.mention(holding.first, holding.first + 1, "asserted", _CONFIDENCE)
            draft.evidence.setdefault(holding.person, []).append(told)


def _serve_side(scene: Scene, holding: HoldingDraft, words: set[str], sides: set[str]) -> None:
    """Gives a negotiator of no state or body the side of the talks that his title says: the state of "chief
    government negotiator", the armed group of "the rebel negotiator", if there is only one.
    """
    draft, office = scene.actor(holding.person), scene.offices.offices[holding.office]
    if office.body is not None or draft.country is not None or draft.represents:
        return
    if words & _REBEL:
        own = [i for i in sides if scene.actor(i).type == "actor-armed-group"]
    else:
        own = [i for i in sides if "government" in words and scene.actor(i).kind == "country"]
    if len(own) == 1:
        office.body = own[0]
        serve(scene.index, draft, own[0])


_REBEL = frozenset("rebel guerrilla insurgent separatist".split())


def _goes_elsewhere(
    scene: Scene, talks: MeetingDraft, meetings: list[MeetingDraft], person: str, at: int
) -> bool:
    """Whether the sentence that names an envoy sends him to a place at which the talks are not told to be:
    "Brazil, which brokered the talks, sent its envoy, X, to Lima".
    """
    sentence = scene.doc[at].sent
    for visit in meetings:
        own = visit.family == "visit" and person in visit.participants
        if own and any(sentence.start <= i < sentence.end for i in visit.tokens):
            return bool(visit.places) and not set(visit.places) & set(talks.places)
    return False


def _talks_before(
    scene: Scene, at: int, rounds: list[MeetingDraft], starts: list[int]
) -> MeetingDraft | None:
    """The talks of which the last word stands before a token or in its sentence, not far away."""
    here = bisect(starts, at) - 1
    end = starts[here + 1] if here + 1 < len(starts) else len(scene.doc)
    begin = starts[max(0, here - _SENTENCES)]
    found = [(i, n) for n, m in enumerate(rounds) for i in m.tokens if begin <= i < end]
    return rounds[max(found)[1]] if found else None
