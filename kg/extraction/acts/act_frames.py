"""Act candidates: where the words and grammar of a frame of the lexicon are met."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.extraction.acts.act_guards import ends, pays_a_call, refuses, rules_at_home, words_follow
from kg.extraction.acts.act_slots import Filling, fill
from kg.extraction.acts.authors import noun_speakers
from kg.extraction.acts.force import passed_over
from kg.extraction.acts.plans import broken, only_tells, taken_back
from kg.extraction.grammar.clauses import (
    child,
    complement,
    has_particle,
    is_passive,
    objects,
    prepositional,
    stretch,
    subjects,
)
from kg.extraction.grammar.documents import voices_at
from kg.extraction.grammar.joint_voice import those_at, those_bound, those_in, those_who_met
from kg.extraction.grammar.speech import Voices, unique
from kg.extraction.tokens.act_lexicon import KIND_OF_TYPE, Frame, act_lexicon
from kg.extraction.tokens.frozen_token import Token

COPULAS = frozenset("be remain seem appear become stay look feel stand".split())


@dataclass(frozen=True, slots=True)
class ActDraft:
    """One act as read at one trigger; ``content`` and ``span`` are token ranges, ``targets`` the heads of
    the noun phrases that it is directed at (what is refused, welcomed, condemned), ``deeds`` the verbs of
    its content ("refused to meet Rao"), ``told`` the addressees who hear it of others ("complained to Oslo").
    """

    trigger: int
    type: str
    speakers: tuple[str, ...]
    addressees: tuple[str, ...]
    content: tuple[int, int]
    span: tuple[int, int]
    confidence: float
    source: str
    targets: tuple[Token, ...] = ()
    deeds: tuple[Token, ...] = ()
    told: tuple[str, ...] = ()
    reported_by: tuple[str, ...] = ()
    negated: bool = False


def frame_drafts(voices: Voices) -> list[ActDraft]:
    """The candidates of all verb, adjective and noun frames, in the order of their triggers."""
    out = []
    lemmas = act_lexicon().lemmas
    verbs, nouns, adjectives = lemmas["VERB"], lemmas["NOUN"], lemmas["ADJ"]
    for token in voices.scene.doc:
        draft, pos = None, token.pos_
        if pos in ("NOUN", "PROPN"):
            if token.lemma_.lower() in nouns:
                draft = _noun(token, voices)
        elif pos in ("VERB", "AUX", "ADJ"):
            if pos != "ADJ" and token.lemma_.lower() in verbs:
                draft = _verb(token, voices)
            if draft is None and token.lower_ in adjectives:
                draft = _adjective(token, voices)
        if draft is not None:
            out.append(draft)
    return out


def _verb(token: Token, voices: Voices) -> ActDraft | None:
    if _state(token) or passed_over(token):
        return None
    for frame in act_lexicon().get("VERB", token.lemma_.lower()):
        if frame.particle and not has_particle(token, frame.particle):
            continue
        filling = fill(frame, token, voices)
        heads = voices_at(token) or _summoners(token)
        heads = those_bound(token, heads) or heads
        speakers = (
            voices.speakers_of(heads)
            or those_who_met(voices.scene, token, heads)
            or those_at(voices.scene, heads)
        )
        if not filling.needed_met or not speakers or _yields_to_noun(token):
            continue
        if frame.type == "agreement" and (rules_at_home(token) or words_follow(token) or ends(token)):
            return None
        if only_tells(frame, filling.content) or pays_a_call(frame, token):
            return None
        if not filling.addressees and KIND_OF_TYPE[frame.type or ""] == "request":
            asked = [s for c in filling.content if c.pos_ in ("VERB", "AUX") for s in subjects(c)]
            filling.addressees.extend(voices.actors_of(asked))
        read = replace(frame, type="refusal") if refuses(frame, token, filling) else frame
        return _draft(token, read, filling, speakers, heads, "verb", 0.75)
    return None


def _summoners(verb: Token) -> list[Token]:
    """Where somebody is summoned to: "the envoy was summoned to the Foreign Ministry", which asked him."""
    called_in = verb.lemma_ == "summon" and is_passive(verb)
    return prepositional(verb, "to") if called_in else []


def _state(verb: Token) -> bool:
    """Whether a participle describes a state that the adjective frames read ("is committed to", "are
    prepared to").
    """
    return (
        verb.tag_ == "VBN"
        and is_passive(verb)
        and act_lexicon().has("ADJ", verb.lower_)
        and child(verb, "agent") is None
    )


def _yields_to_noun(verb: Token) -> bool:
    """Whether the object of a verb that may lend itself to nouns is the trigger ("reaffirmed its
    support").
    """
    lexicon = act_lexicon()
    light = lexicon.first("LIGHT", verb.lemma_.lower())
    frames = [f for t in objects(verb) for f in lexicon.get("NOUN", t.lemma_.lower())]
    return light is not None and any(f.type != "agreement" or light.type == "agreement" for f in frames)


def _adjective(token: Token, voices: Voices) -> ActDraft | None:
    if token.tag_ == "VBN" and token.pos_ == "VERB" and any(c.dep_ == "auxpass" for c in token.children):
        heads = subjects(token)
    elif token.dep_ in ("acomp", "conj", "oprd", "ROOT", "attr") and token.pos_ in ("ADJ", "VERB"):
        verb = token.head
        while verb.dep_ == "conj" and verb.pos_ not in ("VERB", "AUX"):
            verb = verb.head
        if verb.lemma_ not in COPULAS:
            return None
        heads = subjects(verb)
    else:
        return None
    speakers = voices.actors_of(heads)
    for frame in act_lexicon().get("ADJ", token.lower_):
        filling = fill(frame, token, voices)
        aim = complement(token.head) if token.dep_ == "acomp" and not filling.needed_met else None
        if aim is not None and aim.tag_ == "VB" and any(s.name == "comp" for s in frame.needed):
            filling = Filling(
                content=[aim], tokens=[aim], needed_met=True
            )  # "are determined, with Peru, to stop"
        if filling.needed_met and speakers:
            return _draft(token, frame, filling, speakers, heads, "adjective", 0.6)
    return None


def _noun(token: Token, voices: Voices) -> ActDraft | None:
    for frame in act_lexicon().get("NOUN", token.lemma_.lower()):
        if frame.particle and not has_particle(token, frame.particle):
            continue
        if broken(token) and KIND_OF_TYPE[frame.type or ""] == "commitment":
            continue
        if pays_a_call(frame, token) or taken_back(token):
            return None
        heads, light = noun_speakers(token)
        filling = fill(frame, token, voices, light)
        speakers = unique(voices.actors_of(heads), tuple(filling.speakers))
        if frame.type == "agreement":
            if light is not None:
                speakers = speakers or those_in(voices.scene, heads)
            speakers = unique(
                speakers, tuple(filling.addressees) if len(speakers) == 1 or light is not None else ()
            )
        filled = bool(filling.content or filling.addressees or filling.targets)
        if not speakers or (light is None and not (filled or filling.speakers or _bidden(token))):
            continue
        if frame.type == "agreement" and not _agrees(light, speakers):
            continue
        carrier = light if light is not None else token
        return _draft(
            carrier,
            frame,
            filling,
            speakers,
            heads,
            "light" if light is not None else "noun",
            0.6 if light is not None else 0.55,
            token,
        )
    return None


def _bidden(noun: Token) -> bool:
    """Whether something is done because somebody asks for it: "at Peru's request", "on her invitation"."""
    return noun.dep_ == "pobj" and noun.head.lower_ in {"at", "on", "upon"}


def _agrees(light: Token | None, speakers: tuple[str, ...]) -> bool:
    """Whether a noun of agreement tells of agreeing: "signed the accord", "the accord between A and B"; not
    "has a deal".
    """
    if light is None:
        return len(speakers) >= 2
    frame = act_lexicon().first("LIGHT", light.lemma_.lower())
    return frame is not None and frame.type == "agreement"


def _draft(
    carrier: Token,
    frame: Frame,
    filling: Filling,
    speakers: tuple[str, ...],
    heads: list[Token],
    source: str,
    confidence: float,
    noun: Token | None = None,
) -> ActDraft:
    trigger = noun if noun is not None else carrier
    if noun is not None and not any(t.pos_ in ("VERB", "AUX") for t in filling.content):
        filling.content = [noun, *filling.content]
    content = _range([stretch(t) for t in filling.content], carrier) or _range(
        [stretch(t) for t in filling.tokens], carrier
    )
    if noun is not None and noun.dep_ != "conj" and content is not None:
        content = (
            content[0],
            max(
                content[1],
                *(stretch(t, _aside)[1] for t in filling.tokens if t.sent.start == carrier.sent.start),
                0,
            ),
        )
    parts = [stretch(h, _aside) for h in heads if h.sent.start == carrier.sent.start]
    if source == "noun":
        parts.append(stretch(trigger, _aside))
    parts += [(trigger.i, trigger.i + 1), (carrier.i, carrier.i + 1), *([content] if content else [])]
    parts += [stretch(t, _aside) for t in filling.tokens if t.sent.start == carrier.sent.start]
    span = (min(p[0] for p in parts), max(p[1] for p in parts))
    addressees = tuple(x for x in unique(tuple(filling.addressees)) if x not in speakers)
    return ActDraft(
        trigger.i,
        frame.type or "",
        speakers,
        addressees,
        content or stretch(trigger, _aside),
        span,
        confidence,
        source,
        tuple(filling.targets),
        tuple(t for t in filling.content if t.pos_ in ("VERB", "AUX")),
        tuple(filling.told),
    )


def _range(ranges: Iterable[tuple[int, int]], carrier: Token) -> tuple[int, int] | None:
    found = list(ranges)
    if not found:
        return None
    sent = carrier.sent
    return max(min(r[0] for r in found), sent.start), min(max(r[1] for r in found), sent.end)


def _aside(token: Token) -> bool:
    return token.dep_ in ("relcl", "appos") or (token.dep_ == "punct" and token.text == ",")
