"""The day on which somebody is where a meeting is: "On Monday Lima awaits X. There she will meet Y"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.grammar.modality import tense_of
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.scene import Scene
from kg.extraction.times.times import TimeSpan
from kg.extraction.tokens.sentences import sentence_before

_STAYING = frozenset(
    "be arrive land reach fly travel go come head proceed continue expect await stop visit leave".split()
)
_ONE_DAY = frozenset({"weekday", "date", "deictic"})
_ANYBODY = frozenset("him her them".split())
_TOLD = frozenset({"planned", "proposed", "held"})


def on_stays(scene: Scene, meetings: Sequence[MeetingDraft]) -> None:
    """Gives meetings that no word of time dates the day on which one who meets is told to be or come there.

    "X will fly to Lima on Monday. There she will meet Y"; not "X will fly to Lima on Monday for three days.
    There she will meet Y", nor "X will fly to Lima on Monday. She will meet Y".
    """
    for draft in meetings:
        if draft.family == "visit" or not draft.is_undated or draft.status not in _TOLD:
            continue
        days = _day_there(scene, draft)
        if len(days) == 1:
            _put_on(scene, draft, days[0])


def _put_on(scene: Scene, draft: MeetingDraft, day: TimeSpan) -> None:
    """Gives a meeting a day, read in the tense of the words on the stay: "On Monday Lima awaits X"."""
    ahead = tense_of(scene.doc[day.first : day.last].root) in {"present", "future"}
    found = scene.resolve_time(day, "future" if ahead else "past")
    if found is not None and found.earliest is not None:
        draft.time = found
        if draft.status == "held" and scene.written is not None and found.earliest > scene.written:
            draft.status = "planned"


def _day_there(scene: Scene, draft: MeetingDraft) -> list[TimeSpan]:
    """The days on which the sentence before tells somebody to be where "there" the meeting is."""
    token = draft.occurrences[0].trigger.token
    sentence = token.sent
    before = sentence_before(token) if sentence[0].lower_ == "there" else None
    if before is None or sentence[0].dep_ not in {"advmod", "npadvmod"} or scene.times_in(sentence):
        return []
    times = scene.times_in(before)
    verbs = [v for v in before if v.lemma_ in _STAYING and v.pos_ in {"VERB", "AUX"}]
    people = {i for t in before for i in scene.resolve_all(t)} & set(draft.participants)
    told = people or any(t.lower_ in _ANYBODY for t in before)  # "Lima awaits him"
    if not told or any(s.kind == "duration" and s.text.startswith("for ") for s in times):
        return []
    days = [s for s in times if s.kind in _ONE_DAY]
    return [s for s in days if scene.hangs_on(scene.doc[s.first : s.last].root, {v.i for v in verbs})]
