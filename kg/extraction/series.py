"""Several meetings told of by one noun, each by its number, place or day.

"Three rounds have been held. The first took place in Oslo in May, the second in Lima": two meetings with the
parties of the rounds. "Met in Oslo in May and in Lima in June": two as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.extraction import clauses, times
from kg.extraction.arguments import Arguments
from kg.extraction.day_and_place import WHERE, Setting, settings
from kg.extraction.event_course import COURSES
from kg.extraction.modality import factuality_of
from kg.extraction.occurrences import Occurrence
from kg.extraction.scene import Scene
from kg.extraction.status import status_of
from kg.extraction.triggers import Trigger, frames, modifiers

_GLUE = frozenset({",", "in", "at", "on", "the", "of", "to", "held", "then", "again", "later", "earlier"})
_JOINTS = frozenset("and , ; then again later earlier before finally once more most recently lastly".split())
_OTHERS = frozenset({"other", "latter", "last", "latest", "next"})
_HAPPENING = frozenset(
    """
    be take hold follow come end conclude begin start open host plan schedule occur convene set expect
    have last run organize organise stage fall collapse break close
    """.split()
)
_REACH = 70
"""How many words after a noun its single meetings are told."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of the meetings of a noun: its occurrence, without actors, and the trigger of the noun."""

    occurrence: Occurrence
    whole: Trigger
    leads: bool


# --- one word with several places and days -----------------------------------------------------------


def told_apart(scene: Scene, occurrence: Occurrence) -> list[Occurrence]:
    """The occurrence, or one for each number ("the first and third rounds") or pair of a place and a day
    ("met in Oslo in May and in Lima in June").
    """
    if occurrence.trigger.nominal and _many(occurrence.trigger.token):
        words = (t for c in occurrence.trigger.token.lefts if c.dep_ == "amod" for t in c.subtree)
        numbers = list(dict.fromkeys(n for t in words if (n := times.ordinal_of(t.lower_)) is not None))
        if len(numbers) > 1:
            return [replace(occurrence, arguments=copied(occurrence), ordinal=n) for n in numbers]
    return _by_setting(scene, occurrence)


def _by_setting(scene: Scene, occurrence: Occurrence) -> list[Occurrence]:
    token, family = occurrence.trigger.token, occurrence.trigger.family
    if family == "remote":
        return [occurrence]
    preps = WHERE | {"to"} if family == "visit" else WHERE
    held = token.dep_ in {"nsubj", "nsubjpass"} and token.head.lemma_ in _HAPPENING
    start = (token.head.i if held and token.head.i > token.i else token.i) + 1  # "the rounds took place in"
    end = next((t.i for t in scene.doc[start : token.sent.end] if t.pos_ == "VERB"), token.sent.end)
    found = _without_year([*_visited(scene, occurrence), *settings(scene, start, end, preps)])
    if (days := _days_alone(scene, occurrence, found)) is not None:
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
    """The settings without the year of all: "met twice this year, in Oslo in May and in Lima in June"."""
    paired = len(found) > 3 and len(found) % 2 == 1 and found[1].is_place
    year = found[0].what if paired else ""
    return found if isinstance(year, str) or not _YEAR.search(year.text) else found[1:]


_YEAR = re.compile(r"\byear$|\b\d{4}$")


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
    """One for each day of a noun in the plural, at its one place: "meetings in Oslo on 3 May and 6 June"."""
    noun = occurrence.trigger.token
    if not occurrence.trigger.nominal or not _many(noun) or noun.lemma_.lower() in COURSES:
        return None
    found = [part for setting in found for part in _days_of(scene, setting)]
    days = [s for s in found if not s.is_place]
    first = found.index(days[0]) if days else 0
    if len(days) < 2 or found[first:] != days or first > 1:
        return None
    if any(_words(scene, a, b) - _GLUE - {"and"} for a, b in pairwise(days)):
        return None
    told = [scene.resolve_time(s.what, None) for s in days if not isinstance(s.what, str)]
    known = [t for t in told if t is not None and t.earliest is not None and t.latest is not None]
    apart = all(times.disjoint(a, b, days=1) for a, b in pairwise(known))
    if len(known) < len(days) or not apart:
        return None  # "meetings on 3 and 4 May" may be one of two days
    return [_at(occurrence, [*found[:first], day]) for day in days]


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


# --- a number that stands for a meeting --------------------------------------------------------------


def members(scene: Scene, triggers: Sequence[Trigger]) -> list[Member]:
    """The meetings told of by a number or pronoun alone, in text order: "The first was in Oslo in May"."""
    heads = [(t, n) for t in _alone(scene.doc) if (n := _number(t)) is not None]
    out: list[Member] = []
    for k, (token, number) in enumerate(heads):
        whole = _whole(token, triggers)
        if whole is None:
            continue
        following = heads[k + 1][0].i if k + 1 < len(heads) else token.sent.end
        semicolon = next((t.i for t in scene.doc[token.i : token.sent.end] if t.text == ";"), token.sent.end)
        end = min(following, semicolon, token.sent.end)
        said = settings(scene, token.i + 1, end)
        verb = _verb(token, end)
        if not said or (verb is not None and verb.lemma_.lower() not in _HAPPENING):
            continue
        before = out[-1] if out and out[-1].whole is whole else None
        gapped = verb is None and before is None  # "The first round was in Oslo and the second in Lima"
        if gapped and whole.token.sent.start != token.sent.start:
            continue
        leads = before is None and _many(whole.token)
        out.append(Member(_occurrence(token, number, whole, said, verb, before), whole, leads))
    return out


def _alone(doc: Doc) -> Iterator[Token]:
    """The words of which ``_number`` may say a number: "another", "one" and what follows an article."""
    before = ""
    for token in doc:
        if before in ("the", "a") or token.lower_ in ("another", "one"):
            yield token
        before = token.lower_


def _number(token: Token) -> int | None:
    """Which one a word without noun stands for: 1 for "The first", 0 for "another"; else ``None``."""
    doc, lower = token.doc, token.lower_
    if token.dep_ in {"amod", "compound", "advmod", "det", "nummod", "quantmod"}:
        return None
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if after is not None and after.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}:
        return None
    if (
        after is not None
        and after.lower_ == "of"
        and not any(map(_again, clauses.prepositional(token, "of")))
    ):
        return None
    before = doc[token.i - 1].lower_ if token.i else ""
    if lower == "another" or (lower == "one" and before in {",", ":", "-", "–", "—"}):
        return 0
    if before not in {"the", "a"}:
        return None
    return 0 if lower in _OTHERS else times.ordinal_of(lower)


def _again(noun: Token) -> bool:
    """Whether what is counted was told before: "the first of them", "of these", "of the rounds"."""
    known = any(c.lower_ in {"the", "these", "those"} for c in noun.lefts)
    return noun.lower_ in {"them", "these", "which", "those"} or (
        known and (noun.lemma_.lower(), "NOUN") in frames()
    )


def _whole(token: Token, triggers: Sequence[Trigger]) -> Trigger | None:
    """The noun for several meetings, or for one with a number, that a number alone goes back to."""
    for trigger in reversed(triggers):
        noun = trigger.token
        if noun.i >= token.i or not trigger.nominal:
            continue
        if token.i - noun.i > _REACH or "\n\n" in noun.doc[noun.i : token.i].text:
            return None
        if trigger.family != "remote" and _counted(trigger):
            return trigger
    return None


def _counted(trigger: Trigger) -> bool:
    """Whether a noun is of several meetings: "three rounds", "two visits", "a fourth round"."""
    noun, left = trigger.token, modifiers(trigger.token)
    if _many(noun):
        many = any(t.dep_ == "nummod" or t.lower_ in {"several", "two", "both"} for t in left)
        return many or noun.lemma_.lower() in {"round", "session"}
    return any(times.ordinal_of(t.lower_) for t in left)


def _many(noun: Token) -> bool:
    return noun.tag_ in {"NNS", "NNPS"}


def _verb(token: Token, end: int) -> Token | None:
    """The verb of which the word is the subject; ``None`` where it was left out."""
    head = token.head
    if token.dep_ in {"nsubj", "nsubjpass"} and head.pos_ in {"VERB", "AUX"}:
        return head
    return next((t for t in token.doc[token.i + 1 : end] if t.pos_ in {"VERB", "AUX"}), None)


def _occurrence(
    token: Token,
    number: int,
    whole: Trigger,
    said: Sequence[Setting],
    verb: Token | None,
    before: Member | None,
) -> Occurrence:
    if verb is not None:
        status = status_of(token, nominal=True)
    else:
        status = before.occurrence.status if before is not None else status_of(whole.token, nominal=True)
    places = [s.what for s in said if isinstance(s.what, str)]
    return Occurrence(
        trigger=replace(whole, token=token),
        arguments=Arguments(places=places[:1]),
        spans=[s.what for s in said if not isinstance(s.what, str)][:1],
        status=status,
        factuality=factuality_of(verb if verb is not None else clauses.clause_of(token)),
        ordinal=number or None,
        definite=number > 0,
        indefinite=number == 0,
        until=said[-1].last,
    )
