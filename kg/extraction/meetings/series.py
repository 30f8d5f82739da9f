"""Single meetings of a series told of by a number or pronoun: "Three rounds have been held. The first took
place in Oslo in May, the second in Lima" are two meetings with the parties of the rounds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extraction.arguments.arguments import Arguments
from kg.extraction.arguments.day_and_place import Setting, settings
from kg.extraction.arguments.status import status_of
from kg.extraction.grammar import clauses
from kg.extraction.grammar.modality import factuality_of
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.meetings.word_for_several import HAPPENING, is_plural
from kg.extraction.scene import Scene
from kg.extraction.times import times
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.noun_readings import modifiers
from kg.extraction.triggers.triggers import Trigger, names_meeting

_TOLD_BY = HAPPENING.union("deal focus cover concern centre center address discuss".split())
"""Verbs that say that one of several meetings took place or what it was about: "dealt with fish"."""
_OTHERS = frozenset({"other", "latter", "last", "latest", "next"})
_REACH = 70
"""How many words after a noun its single meetings are told."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of the meetings of a noun: its occurrence, without actors, and the trigger of the noun."""

    occurrence: Occurrence
    whole: Trigger
    leads: bool


def members(scene: Scene, triggers: Sequence[Trigger]) -> list[Member]:
    """The meetings told of by a number or pronoun alone, in text order: "The first was in Oslo in May"."""
    told = {t.token.i for t in triggers}  # "one with X" has sides of its own
    heads = [(t, n) for t in _alone(scene.doc) if t.i not in told and (n := _number(t)) is not None]
    out: list[Member] = []
    for k, (token, number) in enumerate(heads):
        holding = one_more(token)
        whole = _whole(token, triggers, holding)
        if whole is None:
            continue
        following = heads[k + 1][0].i if k + 1 < len(heads) else token.sent.end
        semicolon = next((t.i for t in scene.doc[token.i : token.sent.end] if t.text == ";"), token.sent.end)
        end = min(following, semicolon, token.sent.end)
        said = settings(scene, token.i + 1, end)
        verb = holding or _verb(token, end)
        if not said or (verb is not None and verb is not holding and verb.lemma_.lower() not in _TOLD_BY):
            continue
        before = out[-1] if out and out[-1].whole is whole else None
        gapped = verb is None and before is None  # "The first round was in Oslo and the second in Lima"
        if gapped and whole.token.sent.start != token.sent.start:
            continue
        leads = before is None and holding is None and is_plural(whole.token)
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
    if lower == "one" and token.i > 1 and doc[token.i - 2].lower_ in {"the", "a"}:
        return 0 if before in _OTHERS else times.ordinal_of(before)  # "the first one was held in Lima"
    if lower == "another" or (lower == "one" and before in {",", ":", "-", "–", "—"}):
        return 0
    if before not in {"the", "a"}:
        return None
    return 0 if lower in _OTHERS else times.ordinal_of(lower)


def _again(noun: Token) -> bool:
    """Whether what is counted was told before: "the first of them", "of these", "of the rounds"."""
    known = any(c.lower_ in {"the", "these", "those"} for c in noun.lefts)
    return noun.lower_ in {"them", "these", "which", "those"} or (known and names_meeting(noun))


def one_more(token: Token) -> Token | None:
    """The verb of whoever holds one more, behind the verb of those held: "hosted three summits and will
    [convene] a fourth"; not "hosted the second", which is one of them.
    """
    verb, before = token.head, token.nbor(-1).lower_ if token.i else ""
    more = token.lower_ == "another" or (before == "a" and times.ordinal_of(token.lower_))
    held = token.dep_ == "dobj" and verb.dep_ == "conj" and verb.lemma_.lower() in _HOLDING
    return verb if more and held else None


_HOLDING = frozenset("hold host convene attend chair organise organize plan propose schedule call".split())


def _whole(token: Token, triggers: Sequence[Trigger], holding: Token | None) -> Trigger | None:
    """The noun for several meetings, or for one with a number, that a number alone goes back to; for one
    more, that of the verb before it, too.
    """
    for trigger in reversed(triggers):
        noun = trigger.token
        if noun.i >= token.i or not trigger.nominal:
            continue
        if token.i - noun.i > _REACH or "\n\n" in noun.doc[noun.i : token.i].text:
            return None
        last = holding is not None and noun.dep_ == "dobj" and noun.head is holding.head
        if trigger.family != "remote" and (last or _counted(trigger)):
            return trigger
    return None


def _counted(trigger: Trigger) -> bool:
    """Whether a noun is of several meetings: "three rounds", "two visits", "a fourth round"."""
    noun, left = trigger.token, modifiers(trigger.token)
    if is_plural(noun):
        many = any(t.dep_ == "nummod" or t.lower_ in {"several", "two", "both"} for t in left)
        of = noun.head if noun.dep_ == "pobj" else noun
        many = many or of.head.lower_ == "series"  # "the third in a series of meetings"
        return many or noun.lemma_.lower() in {"round", "session"}
    return any(times.ordinal_of(t.lower_) for t in left)


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
