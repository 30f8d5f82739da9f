"""What fills the slots of a frame at one trigger: addressees, content, further speakers."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extraction.grammar.clauses import child, complement, is_infinitive, objects, prepositional
from kg.extraction.grammar.speech import Voices
from kg.extraction.tokens.act_lexicon import Frame, Slot
from kg.extraction.tokens.frozen_token import Token

MATTERS = frozenset(
    "issue concern question matter topic subject case problem objection possibility prospect "
    "dispute point doubt".split()
)
"""What one raises with somebody, in contrast to taxes or children."""


@dataclass
class Filling:
    """What fills the slots of a frame at one trigger; ``told`` are the addressees that "to" or "with" names,
    to whom it is said of others perhaps.
    """

    addressees: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    speakers: list[str] = field(default_factory=list)
    content: list[Token] = field(default_factory=list)
    targets: list[Token] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    needed_met: bool = False


def fill(frame: Frame, token: Token, voices: Voices, light: Token | None = None) -> Filling:
    """What fills the slots of the frame at the trigger, or at the verb that lends a noun its subject
    ("conveyed condolences to the victims": "to" hangs on the verb).
    """
    out = Filling()
    for slot in frame.slots:
        found = _candidates(slot, token)
        if light is not None and not found and slot.name not in ("obj", "by"):
            found = [t for t in _candidates(slot, light) if t.i > token.i]
        met = sum(_take(slot, t, voices, out) for t in found) > 0
        out.needed_met |= met and slot.needed
    out.needed_met |= not frame.needed
    return out


def _candidates(slot: Slot, token: Token) -> list[Token]:
    if slot.name == "obj":
        return objects(token)
    if slot.name == "comp":
        clause = complement(token)
        return [clause] if clause is not None else []
    if slot.name == "inf":
        clause = complement(token)
        return [clause] if clause is not None and is_infinitive(clause) else []
    if slot.name == "clause":
        clause = complement(token)
        return (
            [clause] if clause is not None and child(clause, "nsubj", "nsubjpass", "expl") is not None else []
        )
    if slot.name == "obj2":
        apart = token.dep_ == "parataxis" and token.head.pos_ == "NOUN"
        named = [token.head] if apart else []  # "held what X called useful talks"
        return named + [
            c
            for c in token.children
            if c.dep_ in ("oprd", "ccomp", "attr") and c.pos_ in ("NOUN", "ADJ", "PROPN")
        ]
    found = prepositional(token, slot.name)
    if slot.name == "as":
        found += [
            x for c in token.children if c.lower_ == "as" for x in c.children if x.dep_ in ("amod", "acomp")
        ]
    if not found and slot.role == "A":
        inner = [
            *objects(token),
            *(p for c in token.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj"),
        ]
        found = [x for t in inner if t.i > token.i for x in prepositional(t, slot.name)]
        found += [
            x
            for t in inner
            for y in t.subtree
            if y.dep_ == "pobj" and y.i > t.i
            for x in prepositional(y, slot.name)
        ]
    return sorted(set(found), key=lambda t: t.i)


def _take(slot: Slot, candidate: Token, voices: Voices, out: Filling) -> bool:
    """Puts one candidate into its role; whether it fits there."""
    clausal = candidate.pos_ in ("VERB", "AUX")
    actors = () if clausal else voices.actors_of([candidate])
    if slot.role == "S":
        out.speakers.extend(actors)
        return bool(actors)
    if slot.role in ("A", "AC") and actors:
        out.addressees.extend(actors)
        out.told.extend(actors if slot.name in ("to", "with") else ())
        out.tokens.append(candidate)
        return True
    if slot.role == "A" or slot.role == "X":
        return False
    persons = [x for x in actors if voices.scene.actor(x).kind in ("person", "group", "delegation")]
    if slot.role in ("T", "TP") and (
        persons or (actors and slot.role == "TP") or (candidate.pos_ == "PRON" and candidate.lower_ != "it")
    ):
        return False
    if slot.role == "M" and candidate.lemma_.lower() not in MATTERS:
        return False
    out.content.append(candidate)
    out.tokens.append(candidate)
    if not clausal:
        out.targets.append(candidate)
    return True
