"""Which meeting a sentence without a word for one goes on about: "They were joined by C", "D was there"."""

from __future__ import annotations

from bisect import bisect_right

from kg.extraction.actors.team_heads import told_aside
from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token

_BACK = 2
"""How many sentences after a meeting, or after one that calls its roll, words still speak of it."""


class Told:
    """What the sentences of a document tell of: a meeting, or who was at the one told of before."""

    def __init__(self, doc: Doc) -> None:
        self._starts = [s.start for s in doc.sents]
        self._called: dict[int, MeetingDraft] = {}

    def goes_on(self, verb: Token, draft: MeetingDraft) -> None:
        """Remembers that the sentence of a verb says who was at a meeting."""
        self._called[bisect_right(self._starts, verb.i) - 1] = draft

    def of(self, verb: Token, meetings: list[MeetingDraft]) -> MeetingDraft | None:
        """The meeting in the sentence of the verb, else the last one told of in the sentences just before."""
        starts = self._starts
        here = bisect_right(starts, verb.i) - 1
        for place in range(here, max(-1, here - 1 - _BACK), -1):
            start, end = starts[place], verb.sent.end if place == here else starts[place + 1]
            found = [(i, n) for n, m in enumerate(meetings) for i in m.tokens if start <= i < end]
            found = [f for f in found if not told_aside(verb.doc[f[0]])] or found
            if found:
                return meetings[max(found)[1]]
            called = self._called.get(place)
            if called is not None and any(m is called for m in meetings):
                return called  # "A chaired it. B and C were there. [Peru was represented by D.]"
        words = {t.lemma_.lower() for t in clauses.prepositional(verb, "on", "in", "at", "for")}
        named = [
            (m.tokens[0], n)
            for n, m in enumerate(meetings)
            if m.tokens[0] < verb.i and words & {o.trigger.frame.lemma for o in m.occurrences}
        ]
        return meetings[max(named)[1]] if named else None  # "joining A on the call were", far from the call


def at_its_time(verb: Token, meetings: list[MeetingDraft]) -> list[MeetingDraft]:
    """The meetings but those to come, where others "had been joined" or "attended" and, if others are told,
    where they "are attending"; but those of an earlier year than one to come, where they "will be joined".
    """
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    over = (verb.tag_ == "VBD" and verb.lemma_ != "confirm") or auxiliaries & {"had", "was", "were"}
    here = [m for m in meetings if m.status not in {"planned", "proposed"}]
    now = (
        verb.tag_ == "VBG" and auxiliaries & {"is", "are"} and not any(c.dep_ == "dobj" for c in verb.rights)
    )
    if over or (now and here):
        return here
    later = auxiliaries & {"will", "shall"} or ("to" in auxiliaries and verb.head.lower_ in _IS)
    ahead = [m.time.earliest.year for m in meetings if m.status == "planned" and m.time.earliest]
    if not later or not ahead:
        return meetings
    return [m for m in meetings if m.time.latest is None or m.time.latest.year >= min(ahead)]


_IS = frozenset({"is", "are", "be"})


def with_company(scene: Scene, verb: Token, meetings: list[MeetingDraft]) -> list[MeetingDraft]:
    """The meetings of those who are joined: of A in "A was joined by B", whatever else was told between; of
    both in "A and B were joined by C", where they met.
    """
    joined = {i for o in clauses.objects(verb) for i in scene.resolve_all(o)}
    theirs = [m for m in meetings if joined & set(m.participants) and m.family != "visit"]
    return [m for m in theirs if joined <= set(m.participants)] or theirs


def journey(scene: Scene, verb: Token, draft: MeetingDraft, meetings: list[MeetingDraft]) -> MeetingDraft:
    """The visit of those who are accompanied, where one is told of; else the meeting itself."""
    guests = {i for o in clauses.objects(verb) for i in scene.resolve_all(o)}
    visits = [
        m for m in meetings if m.family == "visit" and guests & set(m.participants) and m.tokens[0] < verb.i
    ]
    return visits[-1] if visits and draft.status == visits[-1].status else draft


def trip_with(verb: Token, meetings: list[MeetingDraft]) -> MeetingDraft | None:
    """The visit on whose noun, or on whose land, the parser hung who comes along: "pay a visit to Peru,
    [accompanied] by X"; not "the delegation accompanied by X".
    """
    apart = verb.tag_ == "VBN" and verb.dep_ == "acl" and verb.lemma_ == "accompany" and verb.i > 0
    if not apart or verb.nbor(-1).text != ",":
        return None
    above = [verb.head, verb.head.head, verb.head.head.head]
    visits = [m for m in meetings if m.family == "visit"]
    words = (t for t in above if t is verb.head or verb.head.ent_type_ in {"GPE", "LOC"})
    return next((m for t in words for m in visits if t.i in m.tokens), None)


_LONGEST = 40
"""How many words evidence has."""


def add_participant(
    scene: Scene, draft: MeetingDraft, id_: str, token: Token, verb: Token, role: str | None = None
) -> None:
    """Adds a participant, evidenced by the words from its name to the verb."""
    if id_ in draft.participants:
        return
    for state in scene.principals((id_,)) if draft.weak else ():
        draft.participants.pop(state, None)  # only taken to be a side
    draft.participants[id_] = role or "role-participant"
    sent = verb.sent
    named = [
        (abs(a - verb.i), a, b) for a, b, o in scene.index.spans if o == id_ and sent.start <= a < sent.end
    ]
    _, first, last = min(named, default=(0, token.left_edge.i, token.i + 1))
    low, high = min(first, verb.i), max(last, verb.i + 1)
    if high - low <= _LONGEST:
        first, last = low, high
    draft.evidence.setdefault(id_, []).append(scene.mention(first, last, scene.factuality(verb), 0.7))
