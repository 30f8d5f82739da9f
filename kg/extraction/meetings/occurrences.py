"""Occurrences: trigger words with all that their sentence says of the meeting, and which of them count."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from kg.extraction.arguments.arguments import Arguments
from kg.extraction.arguments.bare_nouns import goes_back, told_outright
from kg.extraction.arguments.contacts import verb_counts
from kg.extraction.arguments.last_meetings import not_met
from kg.extraction.arguments.sentence_arguments import arguments_of
from kg.extraction.arguments.status import status_of
from kg.extraction.arguments.told_days import ahead_all_the_same, days_told
from kg.extraction.arguments.two_events import Telling, other_event, telling_of, told_beside
from kg.extraction.grammar import clauses
from kg.extraction.grammar.modality import factuality_of
from kg.extraction.grammar.supposed_verbs import is_barred
from kg.extraction.references.homecomings import called_home, is_way_home, welcomed_home
from kg.extraction.scene import Scene
from kg.extraction.times import times
from kg.extraction.times.named_rounds import number_named
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.absences import stays_away
from kg.extraction.triggers.coming_about import is_convened
from kg.extraction.triggers.event_course import STARTS
from kg.extraction.triggers.greetings import hails
from kg.extraction.triggers.hearers import told_press
from kg.extraction.triggers.how_often import is_counted_again, joined_too, of_next_year, of_one_and_many
from kg.extraction.triggers.noun_readings import over_region
from kg.extraction.triggers.settled_events import only_arranged
from kg.extraction.triggers.sittings import names_chair
from kg.extraction.triggers.triggers import Trigger
from kg.extraction.triggers.unfulfilled import called_in_vain
from kg.extraction.triggers.verb_guards import leaves
from kg.model import Factuality


@dataclass
class Occurrence:
    """One trigger with what its sentence says of its meeting."""

    trigger: Trigger
    arguments: Arguments
    spans: list[times.TimeSpan]
    status: tuple[str, int]
    factuality: Factuality
    ordinal: int | None
    definite: bool
    indefinite: bool
    until: int | None = None  # the end of the words that say where and when, of one of several meetings

    _beside: frozenset[int] | None = field(init=False, repr=False, compare=False)
    _telling: Telling | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._beside = self._telling = None  # worked out when first asked for

    @property
    def beside(self) -> frozenset[int]:
        """The words for what takes place around this: "summit" of "met on the margins of the summit"."""
        if self._beside is None:
            self._beside = told_beside(self.trigger.token)
        return self._beside

    def keep_from(self, tokens: Iterable[int]) -> None:
        """Says of the words of a meeting that they tell of another one."""
        self._beside = self.beside | frozenset(tokens)

    @property
    def telling(self) -> Telling:
        """What the words say of it by which it is told apart from other events."""
        if self._telling is None:
            self._telling = telling_of(self.trigger.token)
        return self._telling


_NO_EVENTS = (welcomed_home, called_home, called_in_vain, told_press, is_counted_again, not_met)
_DEFINITE = frozenset("the this these that those their its his her both".split())
_INDEFINITE = frozenset("a an another any some new further more other separate".split())


def harks_back(occurrence: Occurrence) -> bool:
    """Whether the words name an earlier one of several: "the previous round", "the last meeting"."""
    return not_since(occurrence) or not _ONE_BACK.isdisjoint(occurrence.telling.before)


def not_since(occurrence: Occurrence) -> bool:
    """Whether words tell of the last meeting of a series: "had not met since Geneva in May", "held no talks
    since 2010".
    """
    token = occurrence.trigger.token
    around = (token, token.head) if token.dep_ == "dobj" else (token,)
    since = any(c.lower_ == "since" and c.dep_ == "prep" for t in around for c in t.children)
    return since and clauses.is_negated(token)


def of_another(first: Occurrence, second: Occurrence) -> bool:
    """Whether the second is said to be another than the first: "the trilateral", "an earlier meeting", "four
    rounds" after "bilateral talks on Monday" or "signed a pact in May", "have met several times" after "will
    meet on Friday".
    """
    one, other = first.trigger.token, second.trigger.token
    if other_event(first.telling, second.telling) or of_one_and_many(one, other) or joined_too(one, other):
        return True
    if of_next_year(one) != of_next_year(other):
        now = second if of_next_year(one) else first
        return now.status[0] in {"held", "ongoing"}
    if second.trigger.nominal:
        earlier = not _EARLIER.isdisjoint(second.telling.before)
        earlier = earlier and _EARLIER.isdisjoint(first.telling.before)
        if second.telling.separate or earlier or _last_of_others(first, second):
            return True
    signed = first.trigger.frame.frame == "sign" and other.lemma_ == "round"
    nouns = signed or {one.pos_, other.pos_} <= {"NOUN", "PROPN"}  # not "the first" of the four
    if not (nouns and first.telling.several != second.telling.several):
        return False
    single, many = (second, first) if first.telling.several else (first, second)
    elsewhere = not set(single.arguments.places) & set(many.arguments.places)
    return bool(single.spans or single.arguments.places) and elsewhere


def _last_of_others(first: Occurrence, second: Occurrence) -> bool:
    """Whether the last of several is not the one told of before, since only it has a place and a day: "a
    meeting is planned", "the last meeting was in Oslo in July"; or a day, as of "their last meeting, in
    July". So each of two journeys has: "flew to Oslo on Tuesday", "on his last trip, in March".
    """
    before = {c.lower_ for c in second.trigger.token.lefts}
    if "last" not in before or not second.spans:
        return False
    if first.trigger.family == second.trigger.family == "visit" and first.spans:
        return True
    here = first.arguments.places and second.arguments.places
    return bool(second.arguments.places or "their" in before) and not (here or first.spans)


_BACK = frozenset({"previous", "earlier", "preceding", "past"})
_ONE_BACK = _BACK | {"last"}
_EARLIER = _BACK | {"similar", "subsequent"}
_FURTHER = frozenset("next another further new fresh follow-up similar final".split())


def comes_next(occurrence: Occurrence) -> bool:
    """Whether the words name a further one of several: "the next round", "another meeting"."""
    return not _FURTHER.isdisjoint(c.lower_ for c in occurrence.trigger.token.lefts)


def shunned(occurrence: Occurrence) -> bool:
    """Whether all that is said is who stays away: "X skipped the summit"; who bars others may be there."""
    verb = occurrence.trigger.token.head
    return occurrence.trigger.token.dep_ == "dobj" and stays_away(verb) and not is_barred(verb)


def another_alike(occurrence: Occurrence) -> bool:
    """Whether the words name another one of the kind just told of: "similar talks in Oslo"."""
    return any(c.lower_ == "similar" for c in occurrence.trigger.token.lefts)


def yet_to_discuss(occurrence: Occurrence, status: str) -> bool:
    """Whether a verb says what people are to discuss who sit together by the status of their meeting: "The
    talks have begun. The sides are to discuss trade"; not "are to discuss trade in May".
    """
    discussed = occurrence.trigger.frame.frame == "discuss" and not occurrence.trigger.nominal
    return discussed and status == "ongoing" and not (occurrence.spans or occurrence.arguments.places)


def telling_status(told: Sequence[Occurrence]) -> Sequence[Occurrence]:
    """The occurrences of one meeting without those that say what is to be discussed at it, where it goes on:
    "The talks have begun. They will discuss trade".
    """
    verbs = [(o.trigger.token.head, o.status) for o in told if o.trigger.nominal]
    begun = any(v.lemma_ in STARTS and v.tag_ == "VBD" and s[0] == "held" for v, s in verbs)
    if not begun and not any(o.status[0] == "ongoing" and o.status[1] > 1 for o in told):
        return told
    return [o for o in told if o.status[0] != "planned" or not yet_to_discuss(o, "ongoing")]


def read_occurrence(scene: Scene, trigger: Trigger) -> Occurrence | None:
    """The trigger with its arguments, dates, status and how definite it is ("the talks", "further talks").

    ``None`` where it denotes no meeting between states, bodies or parties, just any contact.
    """
    token = trigger.token
    arguments, factuality = arguments_of(scene, trigger), factuality_of(token)
    if _said_not_to_be(token) or any(is_none(token) for is_none in _NO_EVENTS):
        return None
    if names_chair(token) if trigger.nominal else hails(token):
        return None
    if not trigger.nominal and not verb_counts(scene, trigger, arguments, factuality):
        return None
    left, spans = {c.lower_ for c in token.lefts}, days_told(scene, token)
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_ in {"day", "hour"}:
        left |= {c.lower_ for c in token.head.head.lefts if c.dep_ == "det"}  # "[the] two days of talks"
    if only_arranged(token):  # neither day nor place are its own
        arguments.places.clear()
        spans = [s for s in spans if s.first <= token.right_edge.i]
    occurrence = Occurrence(
        told_outright(scene, trigger, arguments, dated=bool(spans)),
        arguments,
        spans,
        ahead_all_the_same(scene, token, spans, _status(trigger)),
        factuality,
        _ordinal(trigger),
        definite=not _DEFINITE.isdisjoint(left) or any(c.dep_ == "poss" for c in token.lefts),
        indefinite=not _INDEFINITE.isdisjoint(left),
    )
    return occurrence if not trigger.nominal or _noun_counts(scene, occurrence) else None


def _status(trigger: Trigger) -> tuple[str, int]:
    """As ``status_of``; who "is due in" a place will come, who "is in" or "happens to be in" it is there."""
    token = trigger.token
    told = token.head if token.dep_ == "xcomp" and token.head.lemma_ == "happen" else token
    if trigger.frame.frame == "due" or (trigger.frame.frame == "stay" and leaves(token)):
        return ("planned", 2)
    if trigger.frame.frame == "stay" and told.tag_ in {"VBZ", "VBP"}:
        return ("ongoing", 2)
    if (passing := _in_passing(trigger)) is not None:
        return passing
    status, strength = status_of(token, nominal=trigger.nominal)
    if trigger.frame.frame == "visiting" and status in {"planned", "proposed"}:
        return ("ongoing", 2)  # "is telling visiting President X", "will see the visiting president"
    return status, strength


def _in_passing(trigger: Trigger) -> tuple[str, int] | None:
    """The status that words say beside the story: "X, currently visiting Oslo, said" and "leaders meeting in
    Oslo are to sign" are under way; "X, who was in Oslo for talks" had them.
    """
    token = trigger.token
    if trigger.nominal:
        stay = token.head.head
        there = token.dep_ == "pobj" and token.head.lower_ == "for" and stay.lower_ in {"was", "were"}
        there = there and not any(c.dep_ in {"acomp", "xcomp"} for c in stay.children)  # "was due in Oslo"
        return ("held", 2) if there and clauses.prepositional(stay, "in", "at") else None
    if token.tag_ != "VBG" or token.dep_ not in {"acl", "advcl"}:
        return None
    if any(c.lower_ in {"currently", "now", "presently"} for c in token.children):
        return ("ongoing", 2)
    if token.dep_ == "advcl" and token.head.lemma_ == "be" and token.head.tag_ in {"VBZ", "VBP"}:
        return ("ongoing", 2)  # "is in Oslo meeting X"
    verb = token.head.head
    finite = {t.tag_ for t in (verb, *verb.children) if t.dep_ in {"aux", "auxpass"} or t.i == verb.i}
    dated = any(c.lower_ == "on" for c in token.children)
    subject = token.dep_ == "acl" and token.head.dep_ in {"nsubj", "nsubjpass"}
    ahead = subject and not dated and bool(finite & {"VBZ", "VBP", "MD"})
    return ("ongoing", 2) if ahead and verb.lemma_ not in {"say", "agree"} else None


def _ordinal(trigger: Trigger) -> int | None:
    """Which of a series it is, or ``None``: 3 for "the third round" and for "the third annual summit"."""
    lefts = list(trigger.token.lefts)
    for word in lefts:
        if (number := times.ordinal_of(word.lower_)) is not None:
            return number
    if not trigger.nominal:
        return None
    if trigger.frame.lemma == "round" and (number := number_named(trigger.token)) is not None:
        return number
    for word in (t for c in lefts for t in c.subtree):
        number = times.ordinal_of(word.lower_)
        if number is not None and word.ent_type_ in {"ORDINAL", ""} and word.dep_ == "amod":
            return number
    return None


def _noun_counts(scene: Scene, occurrence: Occurrence) -> bool:
    """Whether a noun can denote a meeting between states, bodies or parties, not just any contact."""
    trigger, arguments = occurrence.trigger, occurrence.arguments
    frame = trigger.frame
    if trigger.family == "visit" and is_way_home(scene, trigger.token):
        return False
    if frame.strength == "core" or goes_back(trigger, arguments, occurrence.status):
        return True
    actors = [scene.actor(i) for i in arguments.actors]
    principals = {*scene.principals(arguments.actors), *arguments.parties}
    there = scene.principals((*arguments.actors, *arguments.attending))
    if arguments.attending and len(there) >= 2 and _met_there(scene, arguments):
        return True  # "told the envoy of B at a dinner"
    if frame.strength == "with":
        return len(actors) >= 2 or (len(principals) >= 2 and any(a.plural for a in actors))
    if frame.strength == "possessive":
        travels = frame.guard not in {"traveller", "errand"} or any(a.kind in _TRAVELLERS for a in actors)
        return bool(actors) and travels and (bool(arguments.places) or over_region(trigger.token))
    if frame.frame == "conference" or frame.lemma == "gathering":
        if arguments.places and occurrence.spans and is_convened(trigger.token):
            return True  # "the 31st Pacific Islands Forum is being held in Apia from Monday"
        if occurrence.definite and (arguments.attending or any(a.kind == "person" for a in actors)):
            return True  # "the minister attended the forum"
        if arguments.attending or trigger.token.head.lemma_ == "tell":
            return held_abroad(scene, arguments.places, there)
    held = trigger.token.lower_ == "consultations" and trigger.token.head.lemma_ == "hold"
    bodies = {a.type for a in actors} & _BODIES if frame.frame == "meeting" or held else set()
    if held and principals and arguments.places and occurrence.spans:
        return True  # "X will hold consultations in Oslo on Monday"
    if "actor-intergovernmental" in bodies or (bodies and (arguments.places or occurrence.spans)):
        return True  # "a session of the Security Council", "of the joint commission in Oslo"
    return bool(actors) and (len(actors) > 1 or len(principals) > 1 or any(a.plural for a in actors))


def _said_not_to_be(noun: Token) -> bool:
    """Whether something else is said not to be one: "the visit was not a state visit"; not "there was no"."""
    copula = noun.dep_ == "attr" and noun.head.lemma_ == "be" and clauses.is_negated(noun.head)
    return copula and clauses.child(noun.head, "nsubj") is not None


_BODIES = frozenset({"actor-intergovernmental", "actor-joint-body"})
_TRAVELLERS = frozenset({"person", "delegation"})


def _met_there(scene: Scene, arguments: Arguments) -> bool:
    """Whether two persons who serve two states or bodies are said to be there."""
    people = [i for i in (*arguments.actors, *arguments.attending) if scene.actor(i).kind == "person"]
    return len(set(people)) >= 2 and len(scene.principals(people)) >= 2


def held_abroad(scene: Scene, places: Iterable[str], served: Collection[str]) -> bool:
    """Whether a place is in none of the states served at it, if there are any: "told a seminar in Oslo"."""
    lands = scene.places.states(places)
    return bool(lands - {None}) and bool(served) and lands.isdisjoint(served)
