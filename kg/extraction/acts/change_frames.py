"""Change candidates: where a word of ``kg/data/changes.tsv`` stands with something that it can change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extraction.acts.change_targets import meant, targets_of
from kg.extraction.acts.processes import process_noun
from kg.extraction.grammar.clauses import (
    agent,
    doers,
    has_particle,
    is_passive,
    prepositional,
    stretch,
)
from kg.extraction.times.calendar_bounds import WEEKDAYS
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.lexicon import per_lexicon, rows

_TALKS = frozenset({"dialogue", "negotiation", "meeting"})


@dataclass(frozen=True, slots=True)
class ChangeFrame:
    """One row of the table; ``places`` are the slots where what is affected may stand, ``targets`` its
    classes (empty: any).
    """

    lemma: str
    pos: str
    particle: str | None
    type: str
    places: tuple[str, ...]
    targets: frozenset[str]


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """A change as read at one trigger: the word, its type, what is affected, who brings it about (heads of
    phrases), and the token range of the clause.
    """

    trigger: Token
    type: str
    target: Token
    target_class: str
    initiators: tuple[Token, ...]
    span: tuple[int, int]
    confidence: float


@per_lexicon
def change_frames() -> Mapping[tuple[str, str], tuple[ChangeFrame, ...]]:
    """The frames by part of speech and lemma, those with a particle first."""
    out: dict[tuple[str, str], list[ChangeFrame]] = {}
    for row in rows("changes"):
        targets = frozenset() if row["targets"] == "*" else frozenset(row["targets"].split("|"))
        particle = None if row["particle"] == "-" else row["particle"]
        frame = ChangeFrame(
            row["lemma"], row["pos"], particle, row["type"], tuple(row["frame"].split("|")), targets
        )
        out.setdefault((frame.pos, frame.lemma), []).append(frame)
    return {k: tuple(sorted(v, key=lambda f: f.particle is None)) for k, v in out.items()}


def change_drafts(doc: Doc) -> Iterator[ChangeDraft]:
    """The candidates in the order of their triggers, at most one per trigger."""
    known, words = change_frames(), _words()
    for token in doc:
        if token.pos_ not in _READ_AS or (token.lower_ not in words and token.lemma_.lower() not in words):
            continue
        for frame in _frames(token, _READ_AS[token.pos_], known):
            draft = _match(token, frame)
            if draft is not None:
                yield draft
                break


_READ_AS = {"AUX": "VERB", "PROPN": "NOUN", "VERB": "VERB", "NOUN": "NOUN", "ADJ": "ADJ"}
"""The part of speech by which a word is looked up; words of others change nothing."""


def _frames(
    token: Token, pos: str, known: Mapping[tuple[str, str], tuple[ChangeFrame, ...]]
) -> Sequence[ChangeFrame]:
    lemma = token.lemma_.lower()
    found = known.get((pos, lemma), ())
    if pos == "VERB" and not found:
        return known.get((pos, _verb_of(token.lower_)), ())
    if pos == "ADJ":
        if token.lower_ != lemma:
            found += known.get((pos, token.lower_), ())
        if token.tag_ in ("JJ", "VBN", "VBG") and token.dep_ == "amod":
            found += known.get(("VERB", _verb_of(token.lower_)), ())
    return found


def _verb_of(participle: str) -> str:
    """The base of a regular participle that the tagger takes for an adjective ("stalled" -> "stall")."""
    return _participles().get(participle, participle)


@per_lexicon
def _words() -> frozenset[str]:
    """The lemmas of the table and the participles of its verbs."""
    return frozenset(lemma for _, lemma in change_frames()).union(_participles())


@per_lexicon
def _participles() -> Mapping[str, str]:
    """The verbs of the table by what their participles would be; of two with the same one that of the later
    ending here.
    """
    verbs = [lemma for pos, lemma in change_frames() if pos == "VERB"]
    out: dict[str, str] = {}
    for base, ending in (("", "d"), ("", "ed"), ("e", "ing"), ("", "ing"), ("all", "alled")):
        out |= {lemma.removesuffix(base) + ending: lemma for lemma in verbs if lemma.endswith(base)}
    return out


def _match(token: Token, frame: ChangeFrame) -> ChangeDraft | None:
    if frame.particle and not _with_particle(token, frame.particle):
        return None
    for place in frame.places:
        if place == "self" and token.dep_ in ("compound", "amod"):
            return None
        for stated in targets_of(token, place, frame.pos):
            target = meant(stated, frame.targets) if _may_stand_for(frame, place) else stated
            class_ = _class_of(target, frame)
            if place == "made":
                return _draft(token, frame, place, token, "meeting", token)
            if place == "self" or (place == "between" and class_ is None):
                return _draft(token, frame, place, token, "relations", token)
            told = _newly_made(token, frame, class_ or "") or _tells_which(token, frame, class_ or "")
            told = told or (frame.lemma in _ENDING and class_ in _TALKS and _ran_its_course(token, target))
            if class_ is not None and target.i != token.i and not told:
                return _draft(token, frame, place, target, class_, stated)
    return None


_UNDOING = frozenset({"suspension", "resumption", "cancellation", "postponement", "termination"})
_OF_TALKS_ALONE = frozenset("resume restart reconvene collapse stall adjourn founder break".split())


def _may_stand_for(frame: ChangeFrame, place: str) -> bool:
    """Whether a pronoun there means what changes: "cancelled it", "its collapse", "they resumed in May".

    Not "they stopped", "it ended", of which anybody and anything is said, nor "started it".
    """
    if frame.type not in _UNDOING:
        return False
    return place in ("obj", "of", "light") or (place == "subj" and frame.lemma in _OF_TALKS_ALONE)


def _tells_which(token: Token, frame: ChangeFrame, class_: str) -> bool:
    """Whether words only say which talks: "the talks that began in May", "talks due to start in Oslo".

    So do "renewed negotiations", not "the stalled talks". "The talks that began on Friday" are told as news,
    and "their strained relations" as how they stand.
    """
    if token.dep_ == "amod" and frame.type == "resumption":
        return True
    if any(t.lower_ in WEEKDAYS for t in token.subtree):
        return False
    verb = token
    while verb.dep_ in ("xcomp", "pcomp", "acomp") and verb.head.i != verb.i:
        verb = verb.head
    return frame.type == "launch" and class_ in _TALKS and verb.dep_ in ("relcl", "acl", "amod")


def _ran_its_course(ending: Token, talks: Token) -> bool:
    """Whether talks ended that were to last so long or are one of a row: "three days of talks".

    They end as they were meant to, so "Rao ended two-day talks" changes nothing. Not so "the three-year-old
    talks" and "talks on two dams", nor where the second round collapses or "ended abruptly".
    """
    if any(c.dep_ == "advmod" and c.lower_.endswith("ly") for c in ending.children):
        return False
    above = talks.head.head if talks.dep_ == "pobj" and talks.head.lower_ == "of" else talks
    if above.i != talks.i and above.lemma_.lower() in _LENGTHS | {"round", "session", "cycle"}:
        return True
    words = [t for c in talks.lefts if c.dep_ in ("amod", "compound", "nmod", "nummod") for t in c.subtree]
    lasting = {t.lemma_.lower() for t in words} & _LENGTHS and not any(t.lower_ == "old" for t in words)
    return bool(lasting) or any(t.ent_type_ == "ORDINAL" for t in words)


_LENGTHS = frozenset("day hour week minute".split())
_ENDING = frozenset("end conclude finish close wind wrap complete conclusion".split())


def _newly_made(token: Token, frame: ChangeFrame, class_: str) -> bool:
    """Whether a thing is told of, not its founding: "a newly formed council", "the sanctions imposed"."""
    return token.dep_ in ("amod", "acl") and (class_ == "body" or frame.type in ("launch", "improvement"))


def _with_particle(token: Token, particle: str) -> bool:
    if particle not in ("hold", "short", "force", "start", "end"):
        return has_particle(token, particle) or (
            token.i + 1 < len(token.doc) and token.nbor(1).lower_ == particle
        )
    return any(t.lower_ == particle and t.i - token.i <= 5 for t in token.subtree if t.i > token.i)


def _class_of(target: Token, frame: ChangeFrame) -> str | None:
    """The class of what is affected; ``None`` where the row does not apply: "renewed efforts to sell"."""
    noun = process_noun(target)
    if noun is None:
        return "relations" if frame.places[0].startswith("subj:") else None
    if target.lemma_ in ("effort", "initiative", "mission") and any(
        c.dep_ == "acl" and c.tag_ == "VB" for c in target.children
    ):
        return None
    return noun.target if not frame.targets or noun.target in frame.targets else None


def _draft(
    token: Token, frame: ChangeFrame, place: str, target: Token, class_: str, stated: Token
) -> ChangeDraft:
    verb = token if frame.pos == "VERB" else None
    people: list[Token] = []
    if verb is not None and verb.dep_ != "amod" and place != "subj":
        people = (
            agent(verb)
            if is_passive(verb) and place == "obj"
            else [t for t in doers(verb) if t.i != stated.i]
        )
    elif frame.pos == "NOUN" and place != "light":
        people = [c for c in token.children if c.dep_ == "poss" and c.i != stated.i] + prepositional(
            token, "by"
        )
    parts = [
        _short(token, stated),
        _own(stated),
        *(_own(p) for p in people if p.sent.start == token.sent.start),
    ]
    if place == "made" and token.head.pos_ == "VERB":
        parts.append(_short(token, token.head))
    if place == "light":
        parts.append((token.head.i, token.i + 1))
    if frame.particle:
        words, near = frame.particle.split("+"), range(token.i + 1, token.i + 6)
        parts += [(t.i, t.i + 1) for t in token.subtree if t.i in near and t.lower_ in words]
    span = (min(p[0] for p in parts), max(p[1] for p in parts))
    modifier = token.dep_ == "amod"
    return ChangeDraft(
        token,
        frame.type,
        target,
        class_,
        tuple(people),
        span,
        0.7 if modifier or frame.pos == "NOUN" else 0.85,
    )


def _short(token: Token, target: Token) -> tuple[int, int]:
    return min(token.i, target.i), max(token.i, target.i) + 1


def _own(token: Token) -> tuple[int, int]:
    first, last = stretch(token, lambda t: t.dep_ in ("relcl", "appos", "acl", "conj", "cc", "punct"))
    return first, min(last, token.i + 15)
