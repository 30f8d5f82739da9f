"""Who speaks of a meeting as one who was there: "A and B held talks. A's X told reporters after the talks".

X takes part where nobody else does for A; a spokesman tells what others did.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kg.extraction.grammar import clauses
from kg.extraction.grammar.saying import say_lemma
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.scene import Scene
from kg.extraction.tokens.act_lexicon import act_lexicon
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import words_at

_WHEN = ("after", "following", "during", "at")
_VOICES = frozenset({"spokesman", "spokeswoman", "spokesperson", "analyst", "professor"})
_CONFIDENCE = 0.6


def add_speakers(scene: Scene, meetings: list[MeetingDraft]) -> None:
    """Adds to the meetings that took place, in place, who speaks after or at them for one of their sides."""
    told = {
        i: m for m in meetings if m.family == "meeting" and m.status in {"held", "ongoing"} for i in m.tokens
    }
    for verb in _where_told(scene.doc, told) if told else ():
        if verb.pos_ != "VERB" or clauses.is_negated(verb):
            continue
        if act_lexicon().first("SAY", say_lemma(verb)) is None:
            continue
        for draft in _spoken_after(verb, told):
            for token in clauses.doers(verb):
                for id_ in scene.resolve(token):
                    if _speaks_for_side(scene, id_, draft):
                        draft.participants[id_] = "role-participant"
                        words = scene.mention(token.i, token.i + 1, "asserted", _CONFIDENCE)
                        draft.evidence.setdefault(id_, []).append(words)


def _where_told(doc: Doc, told: Collection[int]) -> Iterator[Token]:
    """The words of the sentences that have a word for a meeting or for a part of one."""
    parts = {*told, *words_at(doc, _EDGES), *words_at(doc, _SESSIONS)}
    for start, end in sorted({(s.start, s.end) for s in (doc[i].sent for i in parts)}):
        yield from doc[start:end]


def _spoken_after(verb: Token, told: dict[int, MeetingDraft]) -> Iterator[MeetingDraft]:
    """The meetings after or at which something is said: "told reporters after the talks"."""
    hearers = [c for c in verb.children if c.dep_ in {"dobj", "dative"}]
    for word in (verb, *hearers):
        for noun in clauses.prepositional(word, *_WHEN):
            if noun.i in told and any(c.lower_ in {"the", "their"} for c in noun.lefts):
                yield told[noun.i]
            elif (at := _begun_or_ended(noun, told)) is not None:
                yield told[at]


def _begun_or_ended(noun: Token, told: dict[int, MeetingDraft]) -> int | None:
    """The word for a meeting of which a part is named: "the start of the talks", "the opening session"."""
    before = {c.lower_ for c in noun.lefts}
    if noun.lower_ in _EDGES:
        return next((o.i for o in clauses.prepositional(noun, "of") if o.i in told), None)
    if noun.lower_ not in _SESSIONS or not ({"the"} < before and before & _FIRST_OR_LAST):
        return None
    last = max((i for i in told if i < noun.i), default=None)
    return last if last is not None and noun.i - last < _NEAR else None


_SESSIONS = frozenset({"session", "ceremony"})
_EDGES = frozenset("start beginning opening outset end close conclusion".split())
_FIRST_OR_LAST = frozenset("opening closing plenary".split())
_NEAR = 120


def _speaks_for_side(scene: Scene, id_: str, draft: MeetingDraft) -> bool:
    """Whether a person serves a side of a meeting for which no other person takes part, as no mere voice."""
    if scene.actor(id_).kind != "person" or id_ in draft.participants:
        return False
    own = set(scene.principals((id_,)))
    sides = {*scene.principals(draft.participants), *draft.extra_parties}
    people = [i for i in draft.participants if scene.actor(i).kind == "person"]
    voices = {t.split()[-1] for t in scene.offices.titles_of(id_)}
    return bool(own & sides) and not own & set(scene.principals(people)) and not voices & _VOICES
