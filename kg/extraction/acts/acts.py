"""The acts of an article: commitments, requests and statements with their speakers, content and relations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.acts.act_features import act_features
from kg.extraction.acts.act_frames import ActDraft, frame_drafts
from kg.extraction.acts.act_relations import act_issues, link_acts, made_at
from kg.extraction.acts.article_voice import own_voice, spoken_of_again
from kg.extraction.acts.event_ranking import ACT, LEAST, likelihood
from kg.extraction.acts.force import forces
from kg.extraction.acts.plans import threatens
from kg.extraction.acts.stance import stance_of
from kg.extraction.acts.statements import has_figures, plain_statement
from kg.extraction.grammar.clauses import stretch, subjects, trimmed
from kg.extraction.grammar.modality import is_condition
from kg.extraction.grammar.saying import asked_thing, asked_to_do, is_none, only_aimed_at, only_alleged
from kg.extraction.grammar.speech import Speech, Voices, unique
from kg.extraction.tokens.act_lexicon import KIND_OF_TYPE, act_lexicon
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import words_within
from kg.model import Act, Factuality, Mention, Participation

if TYPE_CHECKING:
    from kg.extraction.scene import Scene


_STEPS = frozenset({"announcement-of-plan", "pledge", "refusal"})
HEDGES = frozenset("allegedly reportedly purportedly supposedly apparently".split())


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft with how the article presents it."""

    draft: ActDraft
    factuality: Factuality
    status: str


def act_drafts(scene: Scene, voices: Voices | None = None) -> list[Reading]:
    """The acts to keep, in text order, each with the probability that a careful reader would report it.

    What the article says in its own voice, and figures on the word of a body, are kept however unlikely.
    """
    voices = voices or Voices(scene)
    readings = act_readings(scene, voices)
    out = []
    for reading, features in zip(readings, act_features(voices, readings), strict=True):
        sure = likelihood(ACT, features, reading.draft.confidence)
        if sure >= LEAST or reading.draft.source == "voice" or _counts(scene, reading.draft):
            out.append(Reading(replace(reading.draft, confidence=sure), reading.factuality, reading.status))
    return out


def _counts(scene: Scene, draft: ActDraft) -> bool:
    """Whether it reports figures of a body: "according to the Red Cross, 300 people died"."""
    if draft.type != "report" or not any(scene.actor(x).kind == "organization" for x in draft.speakers):
        return False
    return has_figures(scene.doc[slice(*draft.content)])


def act_readings(scene: Scene, voices: Voices) -> list[Reading]:
    """All that may be acts, in text order: frames first, then the force of reported speech without one."""
    readings = [r for d in frame_drafts(voices) for r in _read(scene, voices, d)]
    readings = _outermost([_attributed(r, voices) for r in readings], scene)
    for speech in voices.speeches:
        readings.extend(_speech_readings(speech, readings, voices))
    chosen = _selected([_threat(scene, r) for r in readings])
    chosen += [Reading(d, "asserted", "status-held") for d in own_voice(voices, [r.draft for r in chosen])]
    return sorted(chosen, key=lambda r: (r.draft.span, r.draft.trigger))


def _read(scene: Scene, voices: Voices, draft: ActDraft) -> Iterator[Reading]:
    token = scene.doc[draft.trigger]
    verb = token if draft.source != "light" else _carrier(token)
    facts = "negated" if is_none(token) else scene.factuality(verb)
    if facts == "negated":
        if is_condition(verb):
            return  # "will leave if Peru does not agree"
        negated = _negated_type(token, draft)
        if negated is None:
            return
        draft, facts = replace(draft, type=negated, negated=True), "asserted"
    if facts == "hypothetical":
        if voices.speech_at(draft.trigger) is None or not any(c.lower_ == "would" for c in verb.children):
            return
        facts = "future"
    if only_aimed_at(verb) or only_alleged(verb):
        return
    status = "status-planned" if facts == "future" else "status-held"
    if (
        status == "status-held"
        and verb.tag_ == "VBG"
        and any(c.lemma_ == "be" and c.tag_ in ("VBZ", "VBP") for c in verb.children)
    ):
        status = "status-ongoing"
    yield Reading(draft, facts, status)


def _threat(scene: Scene, reading: Reading) -> Reading:
    """A plan or a refusal that is to hurt others if they do not give in is a threat."""
    draft = reading.draft
    if draft.type in _STEPS and threatens(draft.deeds, scene.doc[draft.trigger]):
        return replace(reading, draft=replace(draft, type="threat"))
    return reading


def _carrier(noun: Token) -> Token:
    head = noun
    while head.head.i != head.i and head.pos_ != "VERB":
        head = head.head
    return head


def _negated_type(token: Token, draft: ActDraft) -> str | None:
    pos = {"verb": "VERB", "adjective": "ADJ"}.get(draft.source, "NOUN")
    lemma = token.lower_ if pos == "ADJ" else token.lemma_.lower()
    return next((f.negated for f in act_lexicon().get(pos, lemma) if f.type == draft.type), None)


def _attributed(reading: Reading, voices: Voices) -> Reading:
    """With ``reported_by`` where the act of one actor is told by another ("Rao said that Oslo had
    pledged"); who speaks for a state is a speaker himself ("Rao said that Peru condemned the raid").
    """
    draft = reading.draft
    speech = voices.speech_at(draft.trigger)
    if speech is None or not speech.speakers or set(speech.speakers) & set(draft.speakers):
        return reading
    if _spoken_for(voices.scene, draft, speech):
        return replace(reading, draft=replace(draft, speakers=unique(speech.speakers, draft.speakers)))
    facts: Factuality = "attributed" if reading.factuality == "asserted" else reading.factuality
    span = draft.span
    if speech.frame.lemma == "according":
        span = (min(span[0], speech.span[0]), max(span[1], speech.span[1]))
    return replace(reading, draft=replace(draft, reported_by=speech.speakers, span=span), factuality=facts)


def _spoken_for(scene: Scene, draft: ActDraft, speech: Speech) -> bool:
    """Whether an act of a state is done by who tells of it, its official: "Rao said Peru was committed".

    Not "said Peru had pledged", which was done before, nor what states agree on.
    """
    verb = _carrier(scene.doc[draft.trigger])
    before = any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)
    states = set(scene.principals(speech.speakers))
    return draft.type != "agreement" and not before and set(draft.speakers) <= states


def _outermost(readings: Sequence[Reading], scene: Scene) -> list[Reading]:
    """Without acts that are but part of another act of the same speaker ("pledged to support": the pledge),
    or that are only asked for ("hopes that Peru will ratify", "demanded an apology from Peru").
    """
    out = []
    for r in readings:
        inside = any(
            o is not r
            and o.draft.content[0] <= r.draft.trigger < o.draft.content[1]
            and o.draft.trigger != r.draft.trigger
            and (set(o.draft.speakers) & set(r.draft.speakers) or _only_asked_for(o, r, scene))
            for o in readings
        )
        if not inside:
            out.append(r)
    return out


def _only_asked_for(outer: Reading, inner: Reading, scene: Scene) -> bool:
    verbal = outer.draft.source == "verb" and not outer.draft.negated
    asked = KIND_OF_TYPE[outer.draft.type] == "request" and verbal
    if asked and inner.draft.source == "noun":
        return asked_thing(scene.doc[inner.draft.trigger], outer.draft.trigger)
    to_do = inner.status != "status-held" or asked_to_do(scene.doc[inner.draft.trigger], outer.draft.trigger)
    return asked and inner.draft.source in ("verb", "adjective") and to_do


def _speech_readings(speech: Speech, known: Sequence[Reading], voices: Voices) -> list[Reading]:
    inside = [r for r in known if speech.first <= r.draft.trigger < speech.last]
    own = [r for r in inside if set(r.draft.speakers) & set(speech.speakers)]
    if own or (speech.verb is not None and any(_at(voices.scene, r.draft) == speech.verb.i for r in known)):
        return []
    within = [s for s in voices.speeches if s.verb is not None and _inner(s, speech)]
    found = [f for f in forces(speech, voices) if not any(s.first <= f.cue.i < s.last for s in within)]
    if not found and not inside and not within and speech.verb is not None:
        found = plain_statement(speech, voices)
    facts: Factuality = "attributed"
    outer = voices.speech_at(speech.verb.i) if speech.verb is not None else None
    told_by = outer.speakers if outer is not None and _inner(speech, outer) else ()
    out = []
    for force in found:
        draft = ActDraft(
            force.cue.i,
            force.type,
            speech.speakers,
            force.addressees or speech.addressees,
            (speech.first, speech.last),
            speech.span,
            force.confidence,
            "speech",
            tuple(subjects(force.clause)),
            (force.clause,),
            () if force.addressees else speech.addressees,
            told_by,
        )
        out.append(Reading(draft, facts, "status-held"))
    return out[:2]


def _inner(speech: Speech, outer: Speech) -> bool:
    """Whether what one says is told by another: "X told Y that Peru should leave" in "X told Y that
    Peru should leave, Z said".
    """
    if speech is outer or speech.verb is None or outer.verb is None:
        return False
    told = outer.first <= speech.verb.i < outer.last and not speech.first <= outer.verb.i < speech.last
    return told and speech.last <= outer.last and not set(speech.speakers) & set(outer.speakers)


def _at(scene: Scene, draft: ActDraft) -> int:
    """The verb of an act: the trigger, or what lends a noun its subject ("announced plans")."""
    return _carrier(scene.doc[draft.trigger]).i if draft.source == "light" else draft.trigger


def _selected(readings: Sequence[Reading]) -> list[Reading]:
    """One reading per trigger."""
    best: dict[int, Reading] = {}
    for r in readings:
        if r.draft.trigger not in best or r.draft.confidence > best[r.draft.trigger].draft.confidence:
            best[r.draft.trigger] = r
    return list(best.values())


def find_acts(scene: Scene, voices: Voices | None = None) -> list[Act]:
    """The acts of the article in text order, with local ids ``act1``, ``act2`` ..."""
    readings = act_drafts(scene, voices)
    drafts = [r.draft for r in readings]
    acts = [act_of(scene, r, f"act{n}") for n, r in enumerate(readings, 1)]
    return spoken_of_again(scene, link_acts(scene, acts, drafts), drafts)


def in_office(scene: Scene, speakers: Sequence[str], span: Mention) -> tuple[Participation, ...]:
    """The part of each speaker whose office is named beside him where he speaks ("according to Rao, the
    minister"); nothing for one whose office the article names elsewhere.
    """
    out = []
    for id_ in speakers:
        for holding in (h for h in scene.offices.told() if h.person == id_):
            beside = [m for m in holding.mentions.values() if m.start < span.end and span.start < m.end]
            if beside:
                out.append(Participation(id_, capacity=holding.id, mentions=(min(beside),)))
                break
    return tuple(out)


def spoken_of(scene: Scene, draft: ActDraft) -> tuple[str, ...]:
    """The places where, by the article's own report or one that it passes on, something goes on ("this takes
    place mainly in Peru"); for other acts none.
    """
    if draft.type != "report":
        return ()
    root = scene.doc[draft.trigger] if draft.source == "voice" else scene.doc[slice(*draft.content)].root
    return tuple(scene.places.located(root))


def hedged_parts(scene: Scene, draft: ActDraft) -> list[tuple[int, int]]:
    """The token ranges of the content that the article only passes on.

    "crates that are allegedly full" in "asked Peru to seize crates that are allegedly full of arms"; nothing
    in "Norway allegedly asked Peru".
    """
    out = []
    for i in words_within(scene.doc, HEDGES, *draft.content):
        clause = scene.doc[i].head
        if clause.dep_ in ("relcl", "acl") and draft.content[0] <= clause.head.i:
            out.append((clause.head.i, stretch(clause)[1]))
    return out


def act_of(scene: Scene, reading: Reading, id_: str) -> Act:
    """The value of one reading, without its links to other acts."""
    draft = reading.draft
    kind = KIND_OF_TYPE[draft.type]
    stance = (
        stance_of(draft.type, scene.doc[draft.content[0] : draft.content[1]]) if kind == "statement" else None
    )
    occasions = made_at(scene, draft)
    time = scene.times_near(scene.doc[draft.trigger])
    if not time.expressions and not time.edtf and occasions:
        time = next(m.time for m in scene.meetings if m.id == occasions[0])
    span = scene.mention(*draft.span, reading.factuality, draft.confidence)
    own = scene.principals(draft.speakers) if draft.source == "speech" else ()
    addressees = tuple(a for a in draft.addressees if a not in own)  # "Rao of Peru said Peru would sign"
    return Act(
        id=id_,
        kind=kind,
        type=f"act-{draft.type}",
        content=trimmed(scene.doc, *draft.content),
        speakers=draft.speakers,
        addressees=addressees,
        reported_by=draft.reported_by,
        parties=scene.principals((*draft.speakers, *addressees)),
        participations=in_office(scene, draft.speakers, span),
        issues=act_issues(scene, draft),
        places=spoken_of(scene, draft),
        status=reading.status,
        time=time,
        made_at=occasions,
        stance=stance,
        mentions=(
            span,
            *(scene.mention(*part, "alleged", draft.confidence) for part in hedged_parts(scene, draft)),
        ),
    )
