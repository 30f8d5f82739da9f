"""Places and dates that stand near a meeting's words but not in its phrase."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.details import sole_places
from kg.extraction.details.counted_days import count_from
from kg.extraction.details.goes_on import go_on
from kg.extraction.details.margins import go_on_beside
from kg.extraction.details.place_slots import fill_places
from kg.extraction.details.said_after import dated_by_speech
from kg.extraction.details.stay_days import on_stays
from kg.extraction.details.told_next import fall_with, given_up, tell_of_events
from kg.extraction.grammar import clauses
from kg.extraction.grammar.modality import tense_of
from kg.extraction.meetings import borrowed_places, journeys
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.meetings import settle_time
from kg.extraction.meetings.states_visited import add_states_visited
from kg.extraction.meetings.under_way import mark_under_way
from kg.extraction.scene import Scene
from kg.extraction.times import times
from kg.extraction.times.spoken_days import announced
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.datings import CAUSES, EARLIER
from kg.extraction.triggers.later_starts import after_arrival, opens_with
from kg.extraction.triggers.noun_guards import SELDOM
from kg.extraction.triggers.timetable import is_scheduled
from kg.extraction.triggers.topic_times import is_of_topic, is_spoken_of
from kg.extraction.triggers.triggers import frames

_DATED = frozenset({"weekday", "date", "span", "relative", "deictic", "month"})
_REACH = 14
_PICTURES = frozenset({"photo", "photograph", "picture", "handout", "image", "footage"})
_SET = frozenset({"deadline", "date"})
_BOUND = frozenset("be expect schedule set slate plan due".split())


def fill(scene: Scene, meetings: list[MeetingDraft]) -> None:
    """Fills empty dates and places in place, each by the only candidate in the sentences of the meeting, and
    sees which visits are under way.
    """
    tell_of_events(scene, meetings)
    given_up(scene, meetings)
    fall_with(meetings)
    for draft in meetings:
        if draft.is_undated:
            _sole_date(scene, draft, {i for m in meetings if m is not draft for i in m.tokens})
        mark_under_way(draft, scene.written)
    count_from(scene, meetings)
    dated_by_speech(scene, meetings)
    go_on(scene, meetings)
    go_on_beside(scene, meetings)
    on_stays(scene, meetings)
    fill_places(scene, meetings)
    add_states_visited(scene, meetings)


def _dates_speech(scene: Scene, span: times.TimeSpan) -> bool:
    """Whether the words date what was said, not what was met for: "officials said on Tuesday"."""
    head = scene.doc[span.first : span.last].root.head
    if scene.doc[span.first].lemma_.lower() in {"begin", "start"}:
        return False  # "said ahead of a visit beginning on Sunday"
    verb = head.head if head.pos_ == "ADP" else head
    return verb.lemma_ in {"say", "tell", "report", "write", "announce"}


def _sole_date(scene: Scene, draft: MeetingDraft, others: set[int]) -> None:
    """The one day of a sentence of the meeting that can only be its own: right after its words ("a trip to
    Lima last week"), or of the verb that a clause goes on from ("met X on Monday and will meet Y", "visited
    Lima in May, where she met X").
    """
    for occurrence in draft.occurrences:
        token = occurrence.trigger.token
        if (since := _since_when(scene, token)) is not None:
            occurrence.spans.append(since)
            settle_time(scene, draft)
            return
        near = scene.times_in(token.sent)
        spans = [s for s in near if s.kind in _DATED and not _dates_speech(scene, s)]
        spans = after_arrival(token, spans)
        roots = [(s, scene.doc[s.first : s.last].root) for s in spans]
        spans = [s for s, t in roots if not (is_of_topic(t, token) or sole_places.said_aside(t, token))]
        hosts = _led_on_from(token)
        found = [
            s for s in spans
            if (_follows(scene, draft, token, s) and not others & set(range(token.i, s.first)))
            or (
                (root := scene.doc[s.first : s.last].root).dep_ not in {"poss", "compound", "nmod"}
                and scene.hangs_on(root, hosts)  # not "Wednesday's attacks"
            )
        ]  # fmt: skip
        if len(found) == 1 and (hosts or len(spans) == 1 or _follows(scene, draft, token, found[0])):
            occurrence.spans.append(found[0])
            settle_time(scene, draft)
            return


def _since_when(scene: Scene, token: Token) -> times.TimeSpan | None:
    """The date that a clause with "when" tells of: May of "for the first time since May, when they met"."""
    verb = clauses.clause_of(token)
    when = next((c for c in verb.lefts if c.lower_ == "when" and c.i > 1), None)
    if verb.dep_ not in {"relcl", "advcl"} or when is None:
        return None
    before = when.nbor(-2) if when.nbor(-1).text == "," else when.nbor(-1)
    span = next((s for s in scene.times if s.first <= before.i < s.last), None)
    word, _, date = span.text.partition(" ") if span is not None else ("", "", "")
    if span is not None and word.lower() in {"in", "on"} and verb.tag_ == "VBD":
        return span  # "began in 1985 when X first met Y"
    if span is None or word.lower() != "since" or not date:
        return None
    return replace(span, start=span.start + len(word) + 1, first=span.first + 1, text=date, kind="date")


def _follows(scene: Scene, draft: MeetingDraft, token: Token, span: times.TimeSpan) -> bool:
    """Whether a dating stands after a word of the meeting with no verb and no other occasion between."""
    between = _untitled(list(scene.doc[token.i + 1 : span.first]))
    if span.first <= token.i or len(between) >= _REACH:
        return False
    if any(t.lemma_ in _SET for t in clauses.ancestors_in_sentence(token)):
        return False  # "the deadline for the talks was put off to Friday"
    if announced(clauses.clause_of(token), token, scene.doc[span.first : span.last].root.i):
        return False  # "agreed to talks yesterday"
    if _done_afterwards(token, span):
        return False
    others = (frames().get((t.lemma_.lower(), "NOUN")) for t in between if t.i not in draft.tokens)
    return not any(o is not None and not o.is_body and o.guard not in SELDOM for o in others) and not any(
        t.pos_ in {"VERB", "AUX"} or t.lower_ in CAUSES | EARLIER for t in between
    )


def _done_afterwards(token: Token, span: times.TimeSpan) -> bool:
    """Whether a day before a verb is of what somebody did later: "After talks, X on Monday said"."""
    verb = clauses.clause_of(token)
    verb = clauses.clause_of(verb.head) if verb.dep_ == "prep" else verb  # "Following"
    subjects = [c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}]
    behind = any(token.i < s.i < span.first for s in subjects) and span.last <= verb.i
    above = {t.lower_ for t in token.ancestors if t.i < token.i and t.dep_ == "prep"}
    return behind and bool(above & {"after", "following"})


def _untitled(words: list[Token]) -> list[Token]:
    """The words without a name that follows: 'titled "Guarding the Sea" in Lima' gives "in Lima"."""
    marks = [k for k, t in enumerate(words) if t.text in {'"', "“", "”"}]
    if words and words[0].lemma_.lower() in {"title", "entitle", "dub", "call"} and len(marks) >= 2:
        return words[marks[1] + 1 :]
    return words


def _pictured(token: Token) -> set[int]:
    """The verb that says when the picture of a scene was taken: "meets X in a photo released on Monday"."""
    pictures = (t for t in token.sent if t.lemma_.lower() in _PICTURES)
    clause = (c for p in pictures for c in p.children if c.dep_ == "acl")
    return {c.i for c in clause if c.lemma_ in {"release", "take", "provide", "capture"}}


def _led_on_from(token: Token) -> set[int]:
    """The words whose date is that of a clause that goes on from them: "on Tuesday, when he meets X"."""
    verb = clauses.clause_of(token)
    own = token.i == verb.i or (token.head.i == verb.i and not is_spoken_of(token))
    if own and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and borrowed_places.same_doer(verb):
        first = verb.head  # "in May, when he opened a school and met X"
        when = first.dep_ in {"relcl", "advcl"} and any(c.lower_ == "when" for c in first.lefts)
        return {first.i, first.head.i, clauses.clause_of(first.head).i} if when else {first.i}
    if _leads_to(token, verb) or _beside_stay(token, verb) or opens_with(token, verb):
        return {verb.head.i} if verb.dep_ == "conj" else {verb.i}
    if token.i == verb.i and token.tag_ in {"VBZ", "VBP"} and (shown := _pictured(token)):
        return shown
    if token.dep_ == "nsubj" and token.head.i == verb.i:  # "talks focused on water took place on Monday"
        places = (c for c in verb.children if c.dep_ == "conj" and c.lemma_ == "take")
        if found := {c.i for c in places if any(o.lower_ == "place" for o in c.children)}:
            return found
    during = token.dep_ == "pobj" and token.head.lower_ == "during"
    if during and verb.dep_ in {"advcl", "acl"} and (verb.tag_, verb.head.tag_) == ("VBN", "VBD"):
        return {verb.head.i}  # "signed an accord in May, brokered during talks"
    if verb.lemma_ in journeys.MOVING:  # "flew to Lima to meet X on Monday"
        ends = (c for c in verb.children if c.dep_ in {"xcomp", "advcl"} and clauses.is_infinitive(c))
        if found := {c.i for c in ends}:
            return found
    there = (c for c in verb.lefts if c.dep_ == "advcl" and c.lemma_ in {"visit", "arrive"})
    if own and (found := {c.i for c in there if c.tag_ == "VBG"}):  # "visiting Lima on Monday, X met Y"
        return found
    words = {c.lower_ for c in verb.children if c.dep_ == "advmod"}
    if verb.dep_ in {"relcl", "advcl"} and words & {"where", "when"}:
        above = clauses.clause_of(verb.head)
        apart = {tense_of(verb), tense_of(above)} == {"future", "past"}
        ahead = above.tag_ in {"VBZ", "VBP"} and is_scheduled(above)
        if tense_of(verb) == "past" and (ahead or journeys.from_there(verb)):
            return set()  # "arrives on Monday from Lima, where she met X"
        return set() if apart else {above.i, verb.head.i}  # "left on Monday for Lima, where she will meet X"
    return _when_bound(verb) or _at_that_time(verb)


def _when_bound(verb: Token) -> set[int]:
    """The words that date what is to happen then: "is in Oslo on Monday, when she is to meet X"."""
    bound = verb.head.head if verb.head.dep_ == "acomp" else verb.head
    if verb.dep_ != "xcomp" or not clauses.is_infinitive(verb) or verb.head.lemma_ not in _BOUND:
        return set()
    beside = bound.head if bound.dep_ == "pcomp" else clauses.child(bound, "mark")
    if beside is not None and beside.lower_ == "with":  # "opens on Monday, with X expected to meet Y"
        return {clauses.clause_of(bound.head).i}
    above = clauses.clause_of(bound.head)
    # "goes to Lima today, where he is to meet X"
    begins = {"when"} if above.tag_ == "VBD" else {"when", "where"}
    when = bound.dep_ in {"relcl", "advcl"} and any(c.lower_ in begins for c in bound.lefts)
    return {above.i, bound.head.i} if when else set()


def _leads_to(token: Token, verb: Token) -> bool:
    """Whether a clause goes on from a journey to a meeting: "arrived in Lima on Monday and went straight into
    talks", "and went to the palace for talks"; not "and left for talks in Oslo".
    """
    goes = verb.dep_ == "conj" and verb.lemma_ in {"go", "head", "drive", "proceed", "move", "launch"}
    aim = token.dep_ == "pobj" and token.head.lower_ in {"for", "into", "to"}
    return goes and aim and verb.head.lemma_ in journeys.MOVING and clauses.child(verb, "nsubj") is None


def _beside_stay(token: Token, verb: Token) -> bool:
    """Whether a journey is named beside the stay: "was in Oslo last week, her first visit to Norway"."""
    aside = token.dep_ in {"npadvmod", "appos"} and token.lemma_ in {"visit", "trip", "journey"}
    comma = token.left_edge.i > 0 and token.left_edge.nbor(-1).text == ","
    stays = verb.lemma_ in journeys.MOVING | {"visit"} and verb.i < token.i and verb.dep_ != "conj"
    return aside and comma and stays and any(c.dep_ == "poss" for c in token.lefts)


def _at_that_time(verb: Token) -> set[int]:
    """The verb beside which a clause says what went on: "prices rose on Thursday as X met Y"."""
    at_once = verb.dep_ == "advcl" and any(
        c.dep_ == "mark" and c.lower_ in {"as", "while"} for c in verb.lefts
    )
    return {verb.head.i} if at_once and verb.tag_ == verb.head.tag_ == "VBD" else set()
