"""The force of what is said: a request, a commitment, a refusal, a judgement, or none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.extraction.acts.announced import auxiliaries, contact_to_come
from kg.extraction.grammar.clauses import child, is_first_person, is_negated, is_passive, subjects
from kg.extraction.grammar.speech import Speech, Voices
from kg.extraction.tokens.act_lexicon import act_lexicon
from kg.extraction.tokens.frozen_token import Token

CLAUSES = ("VERB", "AUX")
KEEPING = frozenset(
    "continue remain support cooperate work help stand ensure strive protect defend keep spare".split()
)
"""Verbs whose future is a pledge ("will continue to help"); other futures are plans ("will open an
embassy")."""
UNCERTAIN = frozenset(
    "look hope wait try think get do have go come make become talk hear see feel face suffer live".split()
)
"""Verbs whose progressive tells of a state ("is waiting"), not of a step taken ("is imposing a ban")."""


@dataclass(frozen=True, slots=True)
class Force:
    """Type of act, the word that shows it, the clause that it heads, and who is asked."""

    type: str
    cue: Token
    clause: Token
    addressees: tuple[str, ...] = ()
    confidence: float = 0.5


def clauses_of(speech: Speech) -> Iterator[Token]:
    """The main clauses of what is said: the root and the clauses coordinated with it."""
    seen = [speech.root]
    for c in speech.root.children:
        if (
            c.dep_ in ("conj", "ccomp", "parataxis")
            and c.pos_ in CLAUSES
            and speech.first <= c.i < speech.last
        ):
            seen.append(c)
    yield from seen


def forces(speech: Speech, voices: Voices) -> list[Force]:
    """The forces that the words of a speech show, strongest first, at most one per clause.

    "Oslo said Lima must withdraw": demand of Lima. "We will keep helping": pledge. "We will never "
    "accept": refusal.
    "said the talks were constructive": assessment. "said it rained": none.
    """
    out = []
    for clause in clauses_of(speech):
        force = (
            _request(clause, speech, voices)
            or _commitment(clause, speech, voices)
            or _standing(clause, speech, voices)
            or _to_come(clause, speech, voices)
        )
        if force is not None:
            out.append(force)
    return out or [f for f in (_judgement(speech, voices),) if f]


def _is_wanted(clause: Token, speech: Speech) -> bool:
    """Whether a clause says what somebody insists on: "insisted that Peru leave"; not "insisted that it
    left", "insists that they leave early".
    """
    verb = speech.verb
    if verb is None or verb.lemma_ != "insist" or clause.i != speech.root.i or clause.lower_ != clause.lemma_:
        return False
    subject = child(clause, "nsubj", "nsubjpass")
    one = subject is not None and subject.tag_ in ("NN", "NNP")
    bare = clause.pos_ in ("VERB", "AUX") and not any(c.dep_ in ("aux", "auxpass") for c in clause.children)
    return bare and subject is not None and (verb.tag_ != "VBZ" or clause.lower_ == "be" or one)


def _request(clause: Token, speech: Speech, voices: Voices) -> Force | None:
    if _is_wanted(clause, speech):
        return _asked("demand", clause, clause, speech, voices)
    lexicon = act_lexicon()
    for aux in auxiliaries(clause):
        for frame in lexicon.get("FORCE", aux.lemma_.lower()):
            if frame.plover == "REQUEST" and aux.lower_ in ("must", "should", "ought"):
                return _asked(frame.type or "appeal", aux, clause, speech, voices)
    if clause.lemma_ in ("need", "have") and any(
        c.dep_ == "xcomp"
        and c.tag_ == "VB"
        and c.doc[clause.i + 1].lower_ not in ("yet", "still")
        and not (c.lemma_ == "do" and any(p.lower_ == "with" for p in c.rights))  # "it had to do with visas"
        for c in clause.children
    ):
        return _asked("demand", clause, clause, speech, voices)
    if (
        clause.lemma_ == "need"
        and clause.pos_ == "VERB"
        and (is_passive(clause) or child(clause, "dobj") is not None)
    ):
        return _asked("appeal", clause, clause, speech, voices)
    if clause.lemma_ == "be":
        complement = child(clause, "acomp", "attr")
        there = any(c.dep_ == "expl" for c in clause.children)
        around = [*clause.children, *(complement.children if complement is not None else ())]
        to_do = there or any(c.dep_ in ("xcomp", "ccomp", "advcl", "csubj") for c in around)
        if complement is not None and to_do and lexicon.has("FORCE", complement.lemma_.lower()):
            return Force("appeal", complement, clause)
    if (
        speech.verb is not None
        and clause.i == speech.root.i
        and clause.pos_ == "NOUN"
        and lexicon.has("FORCE", clause.lemma_)
    ):
        return Force("appeal", clause, clause)
    return None


def _asked(type_: str, cue: Token, clause: Token, speech: Speech, voices: Voices) -> Force:
    asked = tuple(x for x in voices.actors_of(subjects(clause)) if x not in speech.speakers)
    if _reproach(clause):
        return Force("criticism", cue, clause, asked, 0.55)
    return Force(type_, cue, clause, asked, 0.55)


def _reproach(clause: Token) -> bool:
    """Whether a demand is a reproach: "should mend its own house rather than blame others" reproaches;
    "should talk" asks.
    """
    words = [t.lower_ for t in clause.subtree]
    return any((a == "rather" and b == "than") or (a == "instead" and b == "of") for a, b in pairwise(words))


def _speaks_for(clause: Token, speech: Speech, voices: Voices) -> bool:
    """Whether the subject of the clause is the speaker, "we", or the speaker's own side."""
    heads = subjects(clause)
    if any(is_first_person(h) for h in heads):
        return True
    owners = [c for h in heads for c in h.children if c.dep_ == "poss" and c.pos_ == "PRON"]
    if any(is_first_person(c) or set(voices.actors(c)) & set(speech.speakers) for c in owners):
        return True
    found = set(voices.actors_of(heads))
    own = set(speech.speakers)
    if not found and any(h.lemma_.lower() in _OWN_SIDE and _is_definite(h) for h in heads):
        return bool(voices.scene.principals(speech.speakers))
    return bool(found & (own | set(voices.scene.principals(speech.speakers))))


_OWN_SIDE = frozenset("government country nation administration".split())


def _is_definite(noun: Token) -> bool:
    """Whether a noun is "the government", not "the Peruvian government", "governments"."""
    before = [c.lower_ for c in noun.lefts]
    return before == ["the"] and not any(c.dep_ == "prep" for c in noun.rights)


def _standing(clause: Token, speech: Speech, voices: Voices) -> Force | None:
    """A pledge by what the speaker's side is: "the government is committed to the accord", "is ready to"."""
    state = child(clause, "acomp") if clause.lemma_ == "be" else clause
    frame = act_lexicon().first("ADJ", state.lower_) if state is not None else None
    if state is None or frame is None or frame.type != "pledge" or is_negated(clause):
        return None
    to_what = any(c.dep_ in ("prep", "xcomp", "ccomp") for c in (*state.rights, *clause.rights))
    return Force("pledge", state, clause) if to_what and _speaks_for(clause, speech, voices) else None


def _commitment(clause: Token, speech: Speech, voices: Voices) -> Force | None:
    helping = auxiliaries(clause)
    cues = [a for a in helping if a.lower_ in ("will", "shall", "'ll", "wo", "would", "ca", "can", "could")]
    going = clause.lemma_ == "go" and clause.tag_ == "VBG" and any(c.dep_ == "xcomp" for c in clause.children)
    under_way = speech.verb is not None and clause.tag_ == "VBG" and any(c.lemma_ == "be" for c in helping)
    if under_way and clause.lemma_ not in UNCERTAIN and not cues and _speaks_for(clause, speech, voices):
        return None if is_negated(clause) else Force("announcement-of-plan", clause, clause, (), 0.5)
    if not (cues or going) or not _speaks_for(clause, speech, voices):
        return None
    cue = cues[0] if cues else clause
    if is_negated(clause):
        return Force("refusal", cue, clause)
    if cue.lower_ in ("ca", "can", "could"):
        return None
    verbs = {clause.lemma_, *(c.lemma_ for c in clause.children if c.dep_ in ("xcomp", "acomp"))}
    if verbs & {"be", "have", "see", "know", "like"} and not verbs & KEEPING:
        return None
    return Force("pledge" if verbs & KEEPING else "announcement-of-plan", cue, clause)


def _to_come(clause: Token, speech: Speech, voices: Voices) -> Force | None:
    cue = contact_to_come(clause, speech, voices)
    return Force("announcement-of-plan", cue, clause) if cue is not None else None


def _judgement(speech: Speech, voices: Voices) -> Force | None:
    lexicon = act_lexicon()
    judging = lexicon.lemmas["EVAL"]
    for token in voices.scene.doc[speech.first : speech.last]:
        if token.lower_ not in judging and token.lemma_.lower() not in judging:
            continue
        frame = lexicon.first("EVAL", token.lemma_.lower()) or lexicon.first("EVAL", token.lower_)
        if frame is None or not _predicative(token, speech):
            continue
        target = tuple(x for x in voices.actors_of(subjects(speech.root)) if x not in speech.speakers)
        if frame.type == "opposed" and not is_negated(token):
            return Force("criticism", token, speech.root, target, 0.5)
        return Force("assessment", token, speech.root, (), 0.45)
    return None


def _predicative(token: Token, speech: Speech) -> bool:
    """Whether the word judges what the clause is about: predicate, its modifier, main verb or the object of
    one.
    """
    if token.i == speech.root.i:
        return True
    if token.dep_ in ("acomp", "attr", "oprd", "advmod"):
        return token.head.i == speech.root.i or token.head.dep_ in ("ccomp", "conj")
    if token.dep_ in ("amod", "conj"):
        return (
            token.head.dep_ in ("attr", "dobj", "acomp", "oprd", "amod", "pobj")
            and token.head.pos_ != "PROPN"
        )
    made = token.dep_ == "nsubjpass" and token.head.lemma_ in ("make", "achieve")  # "progress was made"
    return (token.dep_ == "dobj" or made) and token.head.i == speech.root.i


def passed_over(verb: Token) -> bool:
    """Whether it is what is not done: "rather than blaming Peru", "instead of rejecting it", "stopped short
    of blaming Peru", "refrained from doing so", "avoided promising aid".
    """
    if verb.tag_ == "VBG" and [t.lower_ for t in verb.doc[max(0, verb.i - 2) : verb.i]] == ["short", "of"]:
        return True
    above = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "from" else verb.head
    if verb.tag_ == "VBG" and verb.dep_ in {"pcomp", "xcomp"} and above.lemma_ in _SHUNNING:
        return True
    joined = verb.dep_ == "pcomp" and verb.head.lower_ in {"than", "of"} and verb.head.i > 0
    return joined and verb.head.nbor(-1).lower_ in {"rather", "instead"}


_SHUNNING = frozenset("refrain abstain shrink desist avoid".split())
