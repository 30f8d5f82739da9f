"""One word for several meetings: "A and B each spoke with C", "held separate talks with A and B"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise, takewhile

from kg.extraction.arguments.arguments import Arguments, resolved
from kg.extraction.arguments.two_events import one_more
from kg.extraction.grammar import clauses
from kg.extraction.meetings.gapped import FRAMES, by_partner, by_visitor
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.meetings.word_for_several import told_apart
from kg.extraction.scene import Scene
from kg.extraction.times import times
from kg.extraction.times.calendar_bounds import WEEKDAYS
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import words_within
from kg.extraction.triggers.triggers import is_word

_APART = frozenset("separate bilateral individual one-on-one back-to-back".split())
_SEPARATE = frozenset({"separate", "individual"})
_SEPARATELY = frozenset("separately individually respectively".split())
_IN_TURN = ("one by one", "one after the other", "one after another", "one at a time", "in turn")
_EACH, _IN_TURN_WORDS = frozenset({"each"}), frozenset({"one", "turn"})
_PREPS = ("with", "to", "from")
_UPON = ("on", "upon")
_SINGLE = frozenset({"meeting", "call", "phone call", "video call", "conversation", "encounter"})
"""Nouns whose plural is of several; "talks" and "discussions" may be one meeting."""


def each_meeting(scene: Scene, occurrence: Occurrence, later: Sequence[Occurrence] = ()) -> list[Occurrence]:
    """The occurrence, or one for each meeting that its words tell of: by who meets, or by place and day.

    ``later`` are the mentions behind it: whom they tell of one by one was met one by one.
    """
    if len(partners := by_partner(scene, occurrence)) > 1:
        return partners
    if len(visitors := by_visitor(scene, occurrence)) > 1:
        return visitors
    if _says_how(occurrence.trigger.token):
        return []
    apart = _each_company(scene, occurrence, later)
    if len(apart) > 1 and (days := _days_in_turn(occurrence.trigger.token, len(apart))):
        return [replace(one, spans=[day]) for one, day in zip(apart, days, strict=True)]
    return [each for one in apart for each in told_apart(scene, one)]


def _days_in_turn(token: Token, number: int) -> list[times.TimeSpan]:
    """The days that words tell of so many meetings in their order: "spoke with A and B on Monday and Tuesday,
    respectively"; [] where they tell none.
    """
    doc, end = token.doc, token.sent.end
    if not words_within(doc, _RESPECTIVELY, token.i, end):
        return []
    said = next(t.i for t in doc[token.i : end] if t.lower_ in _RESPECTIVELY)
    days = [t for t in doc[token.i : said] if t.lower_ in WEEKDAYS]
    spans = [times.TimeSpan(t.idx, t.idx + len(t), t.i, t.i + 1, t.text, "weekday") for t in days]
    return spans if len(spans) == number else []


_RESPECTIVELY = frozenset({"respectively"})


def _each_company(scene: Scene, occurrence: Occurrence, later: Sequence[Occurrence]) -> list[Occurrence]:
    """The occurrence, or one for each meeting that its words distribute over those they name.

    "A and B each spoke with C" is two calls; "A had bilateral meetings with B and C" two meetings; "A met B
    and C" stays one. Sides are told apart only where each is a person or a state by itself.
    """
    arguments = occurrence.arguments
    apart = _told_one_by_one(scene, occurrence)
    apart = tuple(i for i in apart or _told_singly(scene, occurrence, later) if i in arguments.actors)
    served = {scene.actor(i).country for i in apart if scene.actor(i).kind == "person"}
    if len(apart) > 2 and served & set(apart):  # "meetings with the ministers of Peru (A) and Chile (B)"
        apart = tuple(i for i in apart if i not in served)
        actors = {i: r for i, r in arguments.actors.items() if i not in served}
        arguments = replace(arguments, actors=actors)
    if (
        len(apart) < 2
        or len(set(apart)) == len(arguments.actors)
        or (any(map(partial(_of_many, scene), apart)) and not _one_by_one_said(occurrence.trigger.token))
    ):
        return [occurrence]
    return [replace(occurrence, arguments=_only(arguments, i, apart)) for i in apart]


def _of_many(scene: Scene, id_: str) -> bool:
    """Whether somebody is several people, who may be met together with others: "rebel leaders"."""
    return scene.actor(id_).plural and not _one_of_each(scene, id_)


def _one_by_one_said(word: Token) -> bool:
    """Whether words say that groups were met one by one, too: "met separately with X and rebel leaders",
    "held separate talks with X and opposition leaders"; not "bilateral talks".
    """
    if word.pos_ == "VERB":
        return _separately(word)
    said = {t.lower_ for c in word.lefts for t in c.subtree}
    return bool(said & _SEPARATE) or _separately(clauses.clause_of(word))


def _told_one_by_one(scene: Scene, occurrence: Occurrence) -> tuple[str, ...]:
    """Those whom the words of a mention tell apart: A and B of "separate talks with A and B", else none."""
    trigger = occurrence.trigger
    token = trigger.token
    apart: tuple[str, ...] = ()
    if not trigger.nominal and trigger.frame.frame in FRAMES | {"sit"}:
        if each := clauses.doers(token) if _each(token) else _each_of(token):
            apart = resolved(scene, each)
        elif again := _twice_with(token, token):
            apart = resolved(scene, again)  # "met with A and with B"
        elif people := _met_singly(token):
            own = clauses.doers(token) if token.lemma_ != "call" else []
            apart = _one_by_one(scene, own, people)
        elif trigger.frame.lemma in {"phone", "telephone"}:
            apart = resolved(scene, clauses.objects(token))  # "telephoned A and B" are two calls
        elif clauses.is_passive(token) and _twice_by(token):
            apart = resolved(scene, clauses.agent(token))
    elif trigger.nominal and trigger.family != "visit" and token.tag_ in {"NNS", "NNPS"}:
        words = {t.lower_ for c in token.lefts for t in c.subtree}
        told = (c for c in token.rights if c.dep_ in {"relcl", "acl"} and c.lemma_ in {"hold", "have"})
        verb = next(told, clauses.clause_of(token))  # "separate meetings that X held with A and B"
        series = _series_of(token)
        hosts = (verb,) if series is None else (series, verb)
        with_ = clauses.prepositional(token, *_PREPS) or [
            o for host in hosts for o in clauses.prepositional(host, "with")
        ]
        paid = clauses.prepositional(token, *_UPON) if trigger.frame.lemma == "call" else []
        if _each(verb) and verb.lemma_ in {"hold", "have"}:
            apart = resolved(scene, clauses.doers(verb))
        elif paid or words & _APART or _separately(verb):  # "paid courtesy calls on A and B"
            apart = _one_by_one(scene, clauses.doers(verb), paid or with_)
        elif again := _twice_with(token, verb):
            apart = resolved(scene, again)
        elif (trigger.frame.lemma in _SINGLE or series is not None) and _of_two_sides(
            scene, resolved(scene, with_), occurrence.arguments
        ):
            apart = resolved(scene, with_)
    return apart


def _series_of(noun: Token) -> Token | None:
    """The word that says that one meeting followed the other: "a series of talks with X and Y"."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    return above if above is not None and above.lemma_.lower() in _SERIES else None


_SERIES = frozenset({"series", "string", "flurry", "succession", "spate"})


def _one_by_one(scene: Scene, doers: list[Token], partners: list[Token]) -> tuple[str, ...]:
    """Those of whom each meets by himself: who "met separately with A and B" A and B, of "A and B met
    separately with President C" A and B, too, also where both are of one state. Who rules and who opposes
    him are never met together.
    """
    own, others = resolved(scene, doers), resolved(scene, partners)
    if len(others) > 1 and any(t.lower_ in _OPPOSED for p in partners for t in p.subtree):
        return others
    several = len(set(scene.principals(own))) > 1 or (len(own) > 1 and len(others) == 1)
    return own if several and len(set(scene.principals(others))) < 2 else others


_OPPOSED = frozenset("opposition rebel challenger".split())


def _told_singly(scene: Scene, occurrence: Occurrence, later: Sequence[Occurrence]) -> tuple[str, ...]:
    """The partners of whom later words tell one by one: "met A and B. He spoke to reporters after his talks
    with A. In his meeting with B"; none where they tell of A alone.
    """
    token, family = occurrence.trigger.token, occurrence.trigger.family
    if occurrence.trigger.nominal:
        partners = clauses.prepositional(token, "with") or clauses.prepositional(
            clauses.clause_of(token), "with"
        )
    else:
        partners = _partners(token) if occurrence.trigger.frame.frame in FRAMES else []
    met, everybody = resolved(scene, partners), _people(scene, occurrence)
    own = everybody - set(met)
    if family == "visit" or len(met) < 2 or not own or not set(met) <= everybody:
        return ()
    told = (
        _people(scene, o) & set(met) for o in later
        if o.trigger.family == family and o.status[0] == occurrence.status[0]
        and not one_more(o.trigger.token) and _people(scene, o) & own
    )  # fmt: skip
    alone = {i for people in told if len(people) == 1 for i in people}
    return met if alone == set(met) else ()


def _people(scene: Scene, occurrence: Occurrence) -> set[str]:
    return {i for i in occurrence.arguments.actors if scene.actor(i).kind == "person"}


def _of_two_sides(scene: Scene, partners: tuple[str, ...], arguments: Arguments) -> bool:
    """Whether "meetings with A and B" are those of one with each of them: persons of different states."""
    persons = all(scene.actor(i).kind == "person" or _one_of_each(scene, i) for i in partners)
    sides = [set(scene.principals((i,))) for i in partners]
    apart = all(sides) and len(set().union(*sides)) == sum(map(len, sides))
    return persons and apart and len(set(arguments.actors) - set(partners)) == 1


def _one_of_each(scene: Scene, id_: str) -> bool:
    """Whether a group is one of several, each of one state: "his counterparts from P and Q"."""
    group = scene.actor(id_)
    colleagues = group.name.lower().endswith("counterparts")
    return group.kind == "group" and colleagues and len(group.represents) == 1


def _twice_with(noun: Token, verb: Token) -> list[Token]:
    """The partners where "with" is said of each: "talks with A in Oslo and with B"; else none."""
    preps = [
        c
        for host in dict.fromkeys((noun, verb))
        for c in host.children
        if c.dep_ == "prep" and c.lower_ == "with" and c.i > noun.i  # not "With X gone, A held talks with B"
    ]
    preps += [c for p in preps for c in p.conjuncts if c.lower_ == "with" and c not in preps]
    preps.sort(key=lambda p: p.i)
    joined = all(any(t.lower_ == "and" for t in noun.doc[a.i + 1 : b.i]) for a, b in pairwise(preps))
    if len(preps) < 2 or not joined:
        return []
    return [o for p in preps for c in p.children if c.dep_ == "pobj" for o in clauses.conjuncts(c)]


def _each(verb: Token) -> bool:
    """Whether the subjects do it one by one: "A and B each spoke", "A and B have each met"."""
    if not words_within(verb.doc, _EACH, verb.sent.start, verb.sent.end):
        return False
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    around = (*verb.children, *(c for s in subjects for t in clauses.conjuncts(s) for c in t.children))
    return any(c.lower_ == "each" and c.dep_ not in {"det", "dobj"} for c in around) or any(
        s.lower_ == "each" for s in subjects
    )


def _each_of(verb: Token) -> list[Token]:
    """Those of whom each was met: "met each of the leaders", "spoke with each"."""
    if not words_within(verb.doc, _EACH, verb.i + 1, verb.sent.end):
        return []
    met = (*clauses.objects(verb), *clauses.prepositional(verb, *_PREPS))
    return [t for t in met if t.lower_ == "each" and all(c.lower_ == "of" for c in t.rights)]


def _separately(verb: Token) -> bool:
    """Whether it is done one by one: "met separately with X and Y", "received them one after the other"."""
    if any(c.lower_ in _SEPARATELY for c in verb.children):
        return True
    if not words_within(verb.doc, _IN_TURN_WORDS, verb.i + 1, verb.sent.end):
        return False
    words = list(takewhile(lambda t: t.pos_ != "VERB", verb.doc[verb.i + 1 : verb.sent.end]))
    said = f" {' '.join(t.lower_ for t in words)} "
    ended = not words or words[-1].i + 1 == verb.sent.end  # not "met X and Y, who in turn invited her"
    return any(f" {p} " in said and (ended or not said.endswith(f" {p} ")) for p in _IN_TURN)


def _met_singly(verb: Token) -> list[Token]:
    """Whom a verb tells to be met one by one: "met separately with X and Y", "called on X and Y"."""
    if verb.lemma_ == "call" and any(c.lower_ in _UPON for c in verb.rights):
        return [*clauses.objects(verb), *clauses.prepositional(verb, *_UPON)]
    return _partners(verb) if _separately(verb) or _in_several(verb) else []


def _in_several(verb: Token) -> bool:
    """Whether those met had a meeting each: "met X and Y in separate meetings", "on separate occasions"; not
    "for bilateral talks".
    """
    if not words_within(verb.doc, _APART, verb.i + 1, verb.sent.end):
        return False
    held = clauses.prepositional(verb, "in", "at", "during", "on")
    several = (n for n in held if n.tag_ == "NNS" and n.lemma_ in _SINGLE | {"occasion"})
    return any(c.lower_ in _APART for n in several for c in n.lefts)


def _says_how(noun: Token) -> bool:
    """Whether a noun only says how several were met: "met X and Y in separate [meetings] on Monday"."""
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.tag_ != "NNS" or verb.pos_ != "VERB" or not is_word(verb):
        return False
    return noun.i > verb.i and len(_partners(verb)) > 1 and _in_several(verb)


def _partners(verb: Token) -> list[Token]:
    return [*clauses.objects(verb), *clauses.prepositional(verb, "with")]


def _twice_by(verb: Token) -> bool:
    """Whether a passive names its doers one by one: "was received by A and by B"."""
    by = [c for c in verb.children if c.dep_ == "agent"]
    return any(b.lower_ == "by" for c in by for b in c.conjuncts)


def _only(arguments: Arguments, one: str, apart: tuple[str, ...]) -> Arguments:
    """The arguments with one of those told apart and without the others."""
    others = set(apart) - {one}
    return replace(
        arguments,
        actors={i: r for i, r in arguments.actors.items() if i not in others},
        evidence=dict(arguments.evidence),
        parties=list(arguments.parties),
        places=list(arguments.places),
        attending={i: t for i, t in arguments.attending.items() if i not in others},
    )
