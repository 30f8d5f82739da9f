"""Several meetings told of by one word: one for each number, day, or pair of a place and a day.

"Met in Oslo in May and in Lima in June" are two, and so are "met on Monday and again on Thursday".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extraction.arguments.arguments import Arguments
from kg.extraction.arguments.day_and_place import WHERE, Setting, settings
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.scene import Scene
from kg.extraction.times import times
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.event_course import COURSES
from kg.extraction.triggers.how_often import how_often

_GLUE = frozenset({",", "in", "at", "on", "the", "of", "to", "held", "then", "again", "later", "earlier"})
_JOINTS = frozenset("and , ; then again later earlier before finally once more most recently lastly".split())
HAPPENING = frozenset(
    """
    be take hold follow come end conclude begin start open host plan schedule occur convene set expect
    have last run organize organise stage fall collapse break close
    """.split()
)
"""Verbs that only say that something takes place, begins or ends."""


def told_apart(scene: Scene, occurrence: Occurrence) -> list[Occurrence]:
    """The occurrence, or one for each number ("the first and third rounds") or pair of a place and a day
    ("met in Oslo in May and in Lima in June").
    """
    if occurrence.trigger.nominal and is_plural(occurrence.trigger.token):
        words = (t for c in occurrence.trigger.token.lefts if c.dep_ == "amod" for t in c.subtree)
        numbers = list(dict.fromkeys(n for t in words if (n := times.ordinal_of(t.lower_)) is not None))
        if len(numbers) > 1:
            return [replace(occurrence, arguments=copied(occurrence), ordinal=n) for n in numbers]
    apart = _by_cities(scene, occurrence) or _by_setting(scene, occurrence)
    return apart if len(apart) > 1 else _by_stop(scene, occurrence) or apart


def _by_stop(scene: Scene, occurrence: Occurrence) -> list[Occurrence]:
    """One for each state that a journey goes to: "visited Kenya and Uganda", "her visits to Lima and Oslo";
    [] for a journey to one, such as "visited Peru and its capital", and for one that has a day, is under way
    or is told of as one: "went to Lima and Oslo on 3 May", "is visiting Kenya and Uganda", "a trip to Lima
    and Oslo".
    """
    drafts, told = scene.places.drafts, occurrence.arguments
    whole = occurrence.trigger.family != "visit" or occurrence.status[0] == "ongoing"
    if whole or _is_one_trip(occurrence) or _has_day(scene, occurrence):
        return []
    stops: dict[str, str] = {}
    for place in told.places:
        state = drafts[place].state
        if state is not None and drafts[place].near is None:
            stops.setdefault(state, place)
    if len(stops) < 2:
        return []
    out = []
    for state, place in stops.items():
        arguments, others = copied(occurrence), stops.keys() - {state}
        arguments.places = [place]
        arguments.parties = [state, *(p for p in told.parties if p not in stops)]
        for id_, role in told.actors.items():
            if role not in _TRAVELLING and (own := set(scene.principals((id_,)))) and own <= others:
                del arguments.actors[id_]
        out.append(replace(occurrence, arguments=arguments, spans=list(occurrence.spans)))
    return out


def _has_day(scene: Scene, occurrence: Occurrence) -> bool:
    """Whether a day, or days, are told behind a word: "is due in Lima and Oslo on Friday"; not "soon"."""
    token = occurrence.trigger.token
    behind = (s for s in scene.times if token.i < s.first < token.sent.end)
    return any(scene.resolve_time(s, None) is not None for s in (*occurrence.spans, *behind))


def _is_one_trip(occurrence: Occurrence) -> bool:
    """Whether words count a journey as one: "a trip to", "an official visit"; not "a tour", "her visit"."""
    noun = occurrence.trigger.token
    counted = occurrence.trigger.nominal and occurrence.indefinite and not is_plural(noun)
    return counted and noun.lemma_ != "tour"


_TRAVELLING = frozenset({"role-visitor", "role-head-of-delegation"})


def _by_cities(scene: Scene, occurrence: Occurrence) -> list[Occurrence]:
    """One for each city of a noun in the plural, "their meetings in Lima, Cusco and Oslo", and of a verb that
    tells how often, "have met twice this year, in Lima and Oslo"; [] for others, and where one side alone is
    known: "will hold meetings in Lima and Oslo".
    """
    token = occurrence.trigger.token
    if len(occurrence.arguments.actors) < 2:
        return []
    if not occurrence.trigger.nominal:
        often = how_often(token)
        inside = (t for t in scene.doc[token.i + 1 : token.sent.end] if t.lower_ == "in") if often else ()
        found = next((f for t in inside if len(f := _cities_from(scene, t.i + 1)) == often), [])
        return [replace(_at(occurrence, [one]), spans=list(occurrence.spans)) for one in found]
    if token.lemma_.lower() not in _SINGLE or not is_plural(token) or occurrence.spans:
        return []
    prep = next((c for c in token.rights if c.lower_ in {"in", "at"} and c.dep_ == "prep"), None)
    found = _cities_from(scene, prep.i + 1) if prep is not None else []
    return [_at(occurrence, [one]) for one in found] if len({s.what for s in found}) > 1 else []


def _cities_from(scene: Scene, at: int) -> list[Setting]:
    """The cities listed from a token on."""
    found: list[Setting] = []
    end = scene.doc[at].sent.end if at < len(scene.doc) else at
    while at < end:
        match = scene.index.by_token.get(at)
        place = scene.places.at(scene.doc[at]) if match is not None else None
        if match is not None and place is not None and match.via == "city" and match.entry.type == "city":
            found.append(Setting(place, at, match.end))
        elif match is None and scene.doc[at].lower_ not in {",", "and"}:
            break
        at = match.end if match is not None else at + 1
    return found


_SINGLE = frozenset({"meeting", "encounter", "summit"})


def _by_setting(scene: Scene, occurrence: Occurrence) -> list[Occurrence]:
    token, family = occurrence.trigger.token, occurrence.trigger.family
    preps = WHERE | {"to"} if family == "visit" else WHERE
    held = token.dep_ in {"nsubj", "nsubjpass"} and token.head.lemma_ in HAPPENING
    start = (token.head.i if held and token.head.i > token.i else token.i) + 1  # "the rounds took place in"
    end = next((t.i for t in scene.doc[start : token.sent.end] if t.pos_ == "VERB"), token.sent.end)
    found = _without_year([*_visited(scene, occurrence), *settings(scene, start, end, preps)])
    if (days := _days_alone(scene, occurrence, found) or _once_again(scene, occurrence, found)) is not None:
        return days
    pairs = [found[k : k + 2] for k in range(0, len(found) - 1, 2)]
    kinds = {tuple(s.is_place for s in pair) for pair in pairs}
    if len(pairs) < 2 or len(found) % 2 or len(kinds) != 1 or len(set(*kinds)) != 2:
        return [occurrence]
    if any(_words(scene, a, b) - _GLUE for a, b in pairs):
        return [occurrence]
    between = [_words(scene, a[1], b[0]) for a, b in pairwise(pairs)]
    if any(words - _JOINTS - _GLUE or not words & _JOINTS for words in between):
        return [occurrence]
    return [_of_stop(scene, _at(occurrence, pair), pairs) for pair in pairs]


def _without_year(found: list[Setting]) -> list[Setting]:
    """The settings without the span of all: "met twice this year, in Oslo in May and in Lima in June"."""
    paired = len(found) > 3 and len(found) % 2 == 1 and found[1].is_place
    year = found[0].what if paired else ""
    return found if isinstance(year, str) or not _YEAR.search(year.text) else found[1:]


def _of_year(setting: Setting) -> bool:
    """Whether a setting is a year: "met three times [in 2006], most recently in May"; not "since 2006"."""
    words = "" if isinstance(setting.what, str) else setting.what.text
    return words[-4:].isdigit() and not words.lower().startswith("since")


_YEAR = re.compile(r"\b(?:year|month|week)$|\bdays$|\b\d{4}$")


def _visited(scene: Scene, occurrence: Occurrence) -> list[Setting]:
    """What a verb of visiting has for its object: "Lima" of "visited Lima in May and Oslo in June"."""
    token = occurrence.trigger.token
    if occurrence.trigger.nominal or occurrence.trigger.family != "visit":
        return []
    for noun in (c for c in token.children if c.dep_ == "dobj" and c.i in scene.index.by_token):
        match = scene.index.by_token[noun.i]
        if (place := scene.places.at(noun)) is not None and match.start > token.i:
            return [Setting(place, match.start, match.end)]
    return []


def _of_stop(scene: Scene, one: Occurrence, pairs: Sequence[Sequence[Setting]]) -> Occurrence:
    """One stop of a journey, without the states of the others as its parties."""
    if one.trigger.family == "visit":
        places = [s.what for pair in pairs for s in pair if isinstance(s.what, str)]
        state = {place: scene.places.drafts[place].state for place in places}
        own = [state[place] for place in one.arguments.places]
        kept = [p for p in one.arguments.parties if p not in state.values()]
        one.arguments.parties = [*kept, *(p for p in own if p is not None)]
    return one


def _days_alone(scene: Scene, occurrence: Occurrence, found: Sequence[Setting]) -> list[Occurrence] | None:
    """One for each day of a noun in the plural, at its one place, or of what is said to be done again or so
    often: "meetings in Oslo on 3 May and 6 June", "met in Oslo on Monday and again on Thursday", so "talks".
    """
    token, nominal = occurrence.trigger.token, occurrence.trigger.nominal
    found = [part for setting in found for part in _days_of(scene, setting)]
    days = [s for s in found if not s.is_place]
    first = found.index(days[0]) if days else 0
    if len(days) < 2 or found[first:] != days or first > 1:
        return None
    between = [_words(scene, a, b) for a, b in pairwise(days)]
    if any(words - _GLUE - {"and"} for words in between):
        return None
    several = (
        is_plural(token) and token.lemma_.lower() not in COURSES if nominal else how_often(token) == len(days)
    )
    if not (several or all("again" in words for words in between)):
        return None
    told = [scene.resolve_time(s.what, None) for s in days if not isinstance(s.what, str)]
    known = [t for t in told if t is not None and t.earliest is not None and t.latest is not None]
    apart = all(times.disjoint(a, b, days=int(nominal)) for a, b in pairwise(known))
    if not apart or (nominal and len(known) < len(days)):
        return None  # "meetings on 3 and 4 May" may be one of two days
    return [_at(occurrence, [*found[:first], day]) for day in days]


def _once_again(scene: Scene, occurrence: Occurrence, found: Sequence[Setting]) -> list[Occurrence] | None:
    """One for each time that a verb says something was done again, each with its own place and day: "met in
    Lima in April and again in May in Oslo"; of "met thrice this year, most recently in May" only the last.
    """
    runs: list[list[Setting]] = [[*found[:1]]]
    for before, after in pairwise(found):
        words = _words(scene, before, after)
        if words - _JOINTS - _GLUE:
            return None
        if "recently" in words and any(map(_of_year, runs[-1])):
            return None  # "met three times in 2006, most recently in May" of 2006
        if "recently" in words and len(runs[-1]) < 2:
            runs[-1] = [s for s in runs[-1] if s.is_place]  # "met twice this year, most recently in May"
        elif "again" in words or "recently" in words:
            runs.append([])
        elif words - _GLUE:
            return None
        runs[-1].append(after)
    whole = [s.is_place for s in runs[0]]
    if occurrence.trigger.nominal or any(len({s.is_place for s in run}) < len(run) for run in runs):
        return None
    if len(runs) < 2 and (len(runs[0]) == len(found) or False not in whole):
        return None
    again = [_of_stop(scene, _at(occurrence, run), runs) for run in runs]
    for one in again if occurrence.trigger.family == "visit" else ():
        one.arguments.places = one.arguments.places or list(again[0].arguments.places)
    return again


def _days_of(scene: Scene, setting: Setting) -> list[Setting]:
    """The days of a list told as one expression ("on December 14 and April 6"), else the setting itself."""
    span = setting.what
    if isinstance(span, str) or span.text.lower().startswith(("between", "from")):
        return [setting]
    at = next((i for i in range(span.first, span.last) if scene.doc[i].lower_ == "and"), None)
    if at is None or at + 1 >= span.last:
        return [setting]
    start = scene.doc[at + 1].idx
    parts = (
        (span.start, scene.doc[at - 1].idx + len(scene.doc[at - 1]), span.first, at),
        (start, span.end, at + 1, span.last),
    )
    text = scene.article.text
    return [
        Setting(replace(span, start=a, end=b, first=i, last=j, text=text[a:b]), i, j) for a, b, i, j in parts
    ]


def _words(scene: Scene, before: Setting, after: Setting) -> set[str]:
    """What stands between two settings, the states of cities left out: "in Lima, Peru, in May"."""
    tokens = scene.doc[before.last : after.first]
    return {t.lower_ for t in tokens if t.i not in scene.index.by_token}


def _at(occurrence: Occurrence, pair: Sequence[Setting]) -> Occurrence:
    """The occurrence with this place and day alone, and its words up to them as evidence."""
    arguments = copied(occurrence)
    arguments.places = [s.what for s in pair if isinstance(s.what, str)]
    spans = [s.what for s in pair if not isinstance(s.what, str)]
    return replace(occurrence, arguments=arguments, spans=spans, until=pair[-1].last)


def copied(occurrence: Occurrence) -> Arguments:
    """Its arguments in values of their own."""
    own = occurrence.arguments
    return replace(
        own,
        actors=dict(own.actors),
        evidence=dict(own.evidence),
        parties=list(own.parties),
        places=list(own.places),
        attending=dict(own.attending),
    )


def is_plural(noun: Token) -> bool:
    """Whether a noun stands in the plural."""
    return noun.tag_ in {"NNS", "NNPS"}
