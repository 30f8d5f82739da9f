"""Whether of two mentions one tells of these days and the other of what was months or years ago."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.meetings.fates import told_anew
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.named_events import of_clause_on_another
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.scene import Scene
from kg.extraction.times import times
from kg.extraction.times.named_rounds import sides_of
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.event_course import STARTS
from kg.extraction.triggers.verb_status import undoes
from kg.model import Time


def long_gone(scene: Scene, first: Occurrence, second: Occurrence) -> bool:
    """Whether one is of these days or to come and the other of months or years ago: "has met X", "will hold
    talks", "began talks in 1980"; not so of what only was to come then: "were to meet", "would meet". "The
    last session, a year ago" is none that was told without a day.

    So is a pact that was signed then. So where one is of more sides, or a conference by its name and the
    other of two people: "X met Y to discuss the Annapolis conference".
    """
    if _is_named_conference(second) and _is_of_two(scene, first):
        return True
    if _of_more(scene, first, second) or _of_more(scene, second, first):
        return True
    if _ended_before(scene, first, second) or _ended_before(scene, second, first):
        return True
    if _undone_of_old(scene, first, second) or _undone_of_old(scene, second, first):
        return True
    if _signed_before(scene, first, second) or _signed_before(scene, second, first):
        return True
    return _is_older(scene, first, second) or _is_older(scene, second, first)


def _signed_before(scene: Scene, now: Occurrence, then: Occurrence) -> bool:
    """Whether a clause on an accord tells that it was signed long before what is told without a day:
    "discussed the pact that was signed in 1997"; not "signed a pact in 1997".
    """
    told = then.trigger.format == "signing" and then.trigger.token.dep_ in {"relcl", "acl"}
    return told and not now.spans and now.trigger.format != "signing" and _of_long_ago(scene, then)


def _is_of_two(scene: Scene, occurrence: Occurrence) -> bool:
    people = [scene.actor(i).kind for i in occurrence.arguments.actors]
    return people == ["person", "person"] and occurrence.trigger.frame.frame != "conference"


def _is_named_conference(occurrence: Occurrence) -> bool:
    noun = occurrence.trigger.token
    if not occurrence.trigger.nominal or occurrence.trigger.frame.frame != "conference":
        return False
    named = any(c.pos_ == "PROPN" and c.dep_ in {"compound", "nmod"} for c in noun.lefts)
    return named and not occurrence.arguments.actors


def _is_older(scene: Scene, now: Occurrence, then: Occurrence) -> bool:
    if not then.spans:
        return False  # what ``_of_long_ago`` asks first
    of_these_days = _to_come(now) or _of_today(now) or _told_of_people(scene, now, then)
    last = _names_last(then) and then.trigger.nominal and not (now.spans or _names_last(now))
    apart = of_these_days or last or _when_done(scene, now) or _told_before(now, then) or _begun(now, then)
    return apart and _of_long_ago(scene, then)


def _ended_before(scene: Scene, held: Occurrence, off: Occurrence) -> bool:
    """Whether talks were broken off before the time at which others are told to have been held: "the latest
    talks were held in July. Peru cut off talks early last year".
    """
    noun = off.trigger.token
    if not held.spans or held.status[0] != "held" or off.status[0] not in _OFF or not off.trigger.nominal:
        return False
    then = next((s for s in scene.times_in(noun.sent) if s.first > noun.i), None)
    if then is None or not undoes(clauses.clause_of(noun)):
        return False
    span = held.spans[0]
    ended = times.resolve(then.text, scene.counted_from(then), tense="past")
    begun = times.resolve(span.text, scene.counted_from(span), tense="past")
    if ended is None or begun is None or ended.latest is None or begun.earliest is None:
        return False
    return ended.latest < begun.earliest


_OFF = frozenset({"cancelled", "suspended"})


def _undone_of_old(scene: Scene, now: Occurrence, off: Occurrence) -> bool:
    """Whether talks were broken off in a year long before what is told without one: "arrived for a round of
    talks. Negotiations were suspended in 1979".
    """
    noun = off.trigger.token
    if off.status[0] not in _OFF or now.status[0] in _OFF or not off.trigger.nominal:
        return False
    years = [s for s in scene.times_in(noun.sent) if s.kind == "year" and s.first > noun.i]
    verb = clauses.clause_of(noun)
    if not years or not undoes(verb) or scene.doc[years[0].first].head.i != verb.i:
        return False
    then = times.resolve(years[0].text, None)
    ended = then.latest if then is not None else None
    return ended is not None and scene.written is not None and (scene.written - ended).days > _YEAR


_YEAR = 365


def _begun(now: Occurrence, then: Occurrence) -> bool:
    """Whether talks that began then go on for long, and those who met are told of without a day: "X met Y.
    The talks on the deal began in April 2021"; not "X met Y. The meeting began in April".
    """
    noun = then.trigger.token
    began = then.trigger.frame.frame == "talks" and noun.dep_ == "nsubj" and noun.head.lemma_ in STARTS
    return began and not (now.spans or now.trigger.nominal) and now.status == ("held", 3)


def _told_before(now: Occurrence, then: Occurrence) -> bool:
    """Whether the story goes back to what had been done before it: "met X. She [had met] him in 2019", "is on
    a visit to Peru. She had been there in 2019"; not "recalled the meeting with X. They had met in 2019".
    """
    verb, told = then.trigger.token, clauses.clause_of(now.trigger.token)
    if then.trigger.nominal or now.spans or verb.tag_ != "VBN" or not _has(verb, "had"):
        return False
    going_on = now.status[0] == "ongoing" or (now.status[0] == "held" and told_anew(now))
    if not going_on or _has(told, "had"):
        return False
    return now.trigger.family == then.trigger.family and told.tag_ in {"VBD", "VBZ", "VBP"}


def _has(verb: Token, auxiliary: str) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == auxiliary for c in verb.lefts)


def _when_done(scene: Scene, now: Occurrence) -> bool:
    """Whether a clause with "when" tells of what was done on a weekday: "was cheered on Saturday when he came
    to Oslo".
    """
    verb = clauses.clause_of(now.trigger.token)
    when = verb.dep_ == "advcl" and any(c.lower_ == "when" for c in verb.lefts)
    return when and not now.spans and any(s.kind == "weekday" for s in scene.times_in(verb.sent))


def _of_more(scene: Scene, talks: Occurrence, other: Occurrence) -> bool:
    """Whether talks are of four sides or more, and the other is a summit, or one of fewer persons: "X
    will meet Y a day before the six-party talks".
    """
    sides = sides_of(talks.trigger.token) if talks.trigger.nominal else None
    if sides is None or sides < _SEVERAL or sides_of(other.trigger.token) is not None:
        return False
    actors, kinds = other.arguments.actors, {scene.actor(i).kind for i in other.arguments.actors}
    prep = talks.trigger.token.head  # "envoys of two states met for six-party talks"
    for_it = prep.dep_ == "prep" and prep.head.i == other.trigger.token.i
    number = len(actors) if kinds == {"person"} else len(scene.principals(actors))
    told = kinds == {"person"} or (kinds <= {"group", "delegation"} and not other.trigger.nominal)
    return (told and 1 < number < sides - 1 and not for_it) or other.trigger.format == "summit"


_SEVERAL = 4


def _told_of_people(scene: Scene, now: Occurrence, then: Occurrence) -> bool:
    """Whether persons are told of without a day, and states in another sentence that begins with the time or
    tells of their last meeting: "X held talks with Y. In 2019, Peru and Chile had resumed talks", "The latest
    talks of Peru and Chile were held in May".
    """
    if now.spans or now.status[0] != "held" or not then.spans:
        return False
    start = then.trigger.token.sent.start
    if then.spans[0].first > start + 1 and not (_names_last(then) and now.trigger.token.i < start):
        return False
    kinds = {scene.actor(i).kind for i in then.arguments.actors}
    people = [i for i in now.arguments.actors if scene.actor(i).kind == "person"]
    return kinds == {"country"} and len(people) > 1


def _names_last(occurrence: Occurrence) -> bool:
    """Whether a noun names the last one of several: "the latest talks", "the last round of talks"."""
    noun = occurrence.trigger.token
    whole = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return occurrence.trigger.nominal and any(c.lower_ in _LAST for t in (noun, whole) for c in t.lefts)


_LAST = frozenset({"last", "latest", "previous", "recent"})


def _of_today(occurrence: Occurrence) -> bool:
    """Whether it is told without a day as what has happened now or is under way: "has met X", "is meeting X";
    not "has met X twice".
    """
    if occurrence.spans or occurrence.status[0] not in {"held", "ongoing"} or occurrence.status[1] < 2:
        return False
    verb = clauses.clause_of(occurrence.trigger.token)
    left = {c.lower_ for c in verb.lefts}
    now = left & (_HAVING if verb.tag_ == "VBN" else _BEING if verb.tag_ == "VBG" else frozenset())
    return bool(now) and not any(t.lower_ in _EVER for t in verb.subtree)


_HAVING, _BEING = frozenset({"has", "have"}), frozenset({"is", "are"})
_EVER = frozenset(
    "ever never often repeatedly frequently regularly times twice since previously before".split()
)


def _to_come(occurrence: Occurrence) -> bool:
    """Whether it is said outright, from today, that it will be: "will hold talks", "are to meet"."""
    if occurrence.status[0] != "planned" or occurrence.status[1] < 2:
        return False
    verb = clauses.clause_of(occurrence.trigger.token)
    return any(c.lower_ in _NOW and c.pos_ in {"AUX", "VERB"} for c in (verb, *verb.lefts))


_NOW = frozenset({"will", "shall", "is", "are", "'ll", "’ll"})


def _of_long_ago(scene: Scene, occurrence: Occurrence) -> bool:
    """Whether an occurrence is dated by a day, month or year that was over two months ago, or the last of
    several by one that was over three weeks ago.
    """
    if not occurrence.spans or scene.written is None:
        return False
    span = occurrence.spans[0]
    # "will visit Peru on December 7", told in May
    ahead = (
        times.resolve(span.text, scene.counted_from(span), tense="future") if _to_come(occurrence) else None
    )
    told = ahead or times.resolve(span.text, scene.counted_from(span), tense="past")
    days = _THREE_WEEKS if _names_last(occurrence) else _TWO_MONTHS
    return told is not None and told.latest is not None and (scene.written - told.latest).days > days


_THREE_WEEKS, _TWO_MONTHS = 21, 62


def past_of_another_year(scene: Scene, draft: MeetingDraft, occurrence: Occurrence) -> bool:
    """Whether the sentence tells of a year that the meeting, dated by a day of this week, is not of.

    "When A ceased cooperation in 2022, the talks came to a halt" is not of the talks "on Tuesday".
    """
    if occurrence.spans or occurrence.arguments.actors:
        return False
    dated = [o.spans[0] for o in draft.occurrences if o.spans]
    told = scene.times_in(occurrence.trigger.token.sent) if dated else ()
    years = [s for s in told if s.kind == "year" and not of_clause_on_another(scene.doc[s.first], occurrence)]
    if not years:
        return False
    year = times.resolve(years[0].text, None) or Time()
    theirs = times.resolve(dated[0].text, scene.written) or Time()
    return times.disjoint(year, theirs) or (theirs.earliest is None and dated[0].kind == "weekday")
