"""Statements whose words show no force of their own: what somebody said, for the ranking to choose from."""

from __future__ import annotations

from kg.extraction.acts.force import Force
from kg.extraction.acts.processes import tells_of_process
from kg.extraction.grammar.speech import Speech, Voices
from kg.extraction.tokens.frozen_doc import Span


def plain_statement(speech: Speech, voices: Voices) -> list[Force]:
    """A statement whose words show no force of their own: as its verb of saying has it; else an assessment
    where it is about talks, relations or the like, and a report of others who are named; the ranking tells
    which are worth it. None of "said the weather was mild".
    """
    scene, first, last = voices.scene, speech.first, speech.last
    words = scene.doc[first:last]
    diplomatic = tells_of_process(scene.doc, first, last) or bool(scene.meetings_in(first, last))
    if speech.frame.lemma == "according" and not (diplomatic or has_figures(words) or _of_delegates(words)):
        return []
    if speech.verb is None or not (diplomatic or speech.frame.type or _of_others(speech, voices)):
        return []
    type_ = speech.frame.type or ("assessment" if diplomatic else "report")
    return [Force(type_, speech.verb, speech.root, (), 0.4 if diplomatic or speech.frame.type else 0.3)]


def has_figures(words: Span) -> bool:
    """Whether numbers stand in the words that are no dates."""
    return any(t.pos_ == "NUM" and t.ent_type_ != "DATE" for t in words)


def _of_others(speech: Speech, voices: Voices) -> bool:
    """Whether what is said names somebody else, a state or a body."""
    owner = voices.scene.index.owner
    return any(i in owner and owner[i] not in speech.speakers for i in range(speech.first, speech.last))


def _of_delegates(words: Span) -> bool:
    return any(
        t.lemma_.lower() in ("delegation", "envoy", "ambassador", "negotiator", "mission", "mediator")
        for t in words
    )
