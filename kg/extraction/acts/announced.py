"""Meetings that somebody says are to come: a plan announced, not a judgement."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.grammar.clauses import is_negated, objects, subjects
from kg.extraction.grammar.speech import Speech, Voices
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.triggers import names_meeting

_TELLING = frozenset(
    "say tell add note state announce confirm inform declare report reveal disclose explain according".split()
)
_GOING_ON = frozenset(
    "hold begin start resume continue open convene take focus discuss address include cover return follow "
    "happen reconvene proceed".split()
)
"""Verbs by which talks themselves are announced ("will begin on Monday"), not judged ("will fail")."""


def auxiliaries(clause: Token) -> list[Token]:
    """The auxiliary verbs of a clause: "will", "have", "be"."""
    return [c for c in clause.children if c.dep_ in ("aux", "auxpass")]


def contact_to_come(clause: Token, speech: Speech, voices: Voices) -> Token | None:
    """The word that tells of a meeting that somebody says is to come: "would" of "Rao said the envoys would
    meet", also "the talks will resume", "they are to visit Peru", "she is set to take part in the summit".

    None of "said the talks would be hard", "hoped they would meet", "it is possible that they would meet".
    """
    told = speech.verb is not None and (
        speech.verb.lemma_.lower() in _TELLING or speech.verb.lower_ == "according"
    )
    supposed = clause.dep_ == "ccomp" and clause.head.lemma_ == "be" and clause.i != speech.root.i
    verb = _planned(clause)
    if not told or supposed or verb is None or is_negated(clause) or is_negated(verb):
        return None
    held = any(voices.scene.meeting_at(t) is not None or _is_occasion(t) for t in _to_be_held(clause, verb))
    if not held and not _does_at_meeting(clause, verb, speech, voices):
        return None
    return next(iter(_ahead(clause)), verb)


def _to_be_held(clause: Token, verb: Token) -> Iterator[Token]:
    """The words of what is to come that may be a meeting: the verb, what is held, who sets out for what."""
    yield verb
    yield from _objects_of_taking_part(verb)
    ahead = verb.lemma_ == "go" and any(c.lower_ == "ahead" for c in verb.rights)
    if verb.lemma_ in _GOING_ON or ahead or (verb is clause and clause.lower_ in _DUE):
        yield from subjects(clause)
    if verb.lemma_ in _SETTING_OUT:
        yield from (t for c in verb.rights if c.dep_ in ("advcl", "xcomp") for t in (c, *objects(c)))
    if verb.lemma_ == "be":  # "there would be further meetings", "will be in Peru for talks"
        yield from (c for c in verb.rights if c.dep_ == "attr" and any(x.dep_ == "expl" for x in verb.lefts))
        yield from (t for c in verb.rights if c.lower_ == "for" for t in c.children if t.dep_ == "pobj")


def _does_at_meeting(clause: Token, verb: Token, speech: Speech, voices: Voices) -> bool:
    """Whether people, states or bodies are to do something at a meeting: "would examine it at the summit";
    without a meeting only those of the speaker's own side: "the minister said the army will withdraw".
    """
    doing = voices.actors_of(subjects(clause))
    if verb.lemma_ in _STATES or not doing:
        return False
    scene = voices.scene
    own = set(scene.principals(doing)) & set(scene.principals(speech.speakers))
    return bool(own) or bool(scene.meetings_in(speech.first, speech.last))


_STATES = frozenset("be have see know like need want face remain get become fail lose suffer".split())


def _ahead(clause: Token) -> list[Token]:
    return [a for a in auxiliaries(clause) if a.lower_ in ("will", "'ll", "shall", "would")]


def _planned(clause: Token) -> Token | None:
    """The verb of what is to come: "meet" of "will meet", "are to meet", "is due to meet"; else ``None``."""
    if _ahead(clause):
        return clause
    aim = next((c for c in clause.rights if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
    if clause.lemma_ == "be":
        due = next((c for c in clause.rights if c.dep_ == "acomp" and c.lower_ in _DUE), None)
        inner = next((c for c in due.rights if c.dep_ == "xcomp" and c.tag_ == "VB"), None) if due else None
        return inner or aim
    set_down = clause.lower_ in _DUE and any(a.lemma_ == "be" for a in auxiliaries(clause))
    dated = any(c.dep_ == "prep" and c.lower_ in ("for", "on", "in", "at") for c in clause.rights)
    return (aim or (clause if dated else None)) if set_down else None


_DUE = frozenset("due set scheduled slated expected planned".split())


def _objects_of_taking_part(verb: Token) -> Iterator[Token]:
    """What is held, attended or taken part in: "talks" of "hold talks", "summit" of "take part in it"."""
    for c in verb.children:
        if c.dep_ == "dobj":
            yield c
        parts = [c] if c.dep_ == "prep" else [p for p in c.rights if p.dep_ == "prep" and c.lower_ == "part"]
        for p in parts:
            if p.lower_ in ("in", "on", "at") and verb.lemma_ in _JOINING:
                yield from (t for t in p.children if t.dep_ == "pobj")


_JOINING = frozenset("take participate partake engage".split())
_SETTING_OUT = frozenset("leave travel fly go head depart come arrive return".split())


def _is_occasion(noun: Token) -> bool:
    """Whether a noun is one of meeting though it stands for none that is told apart: "discussions"."""
    return noun.pos_ == "NOUN" and names_meeting(noun)
