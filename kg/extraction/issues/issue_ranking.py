"""Which candidate phrases say what an event is about: a logistic model over their features.

Rules propose (``issue_frames``, and the noun phrases around the mentions), the model disposes. Its weights
are ``kg/data/issue_weights.tsv``, trained by ``benchmarks/train_issue_weights.py``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from spacy.vocab import Vocab

from kg.errors import TableError
from kg.extraction.issues import issue_terms
from kg.extraction.issues.issue_candidates import Counts, antecedent, counts_of, frames, heads
from kg.extraction.issues.issue_features import compare, features_of, most_by_cosine, resemble, shape_of
from kg.extraction.issues.issue_following import STATED
from kg.extraction.issues.issue_lists import place_of
from kg.extraction.issues.issue_phrases import phrase
from kg.extraction.issues.issue_setting import ALONE, Setting, setting_of, standing_of
from kg.extraction.issues.issue_vectors import mean_vector, resemblance, words_meant
from kg.extraction.names.called_places import is_where
from kg.extraction.tokens.frozen_doc import Doc, Span
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.logistic import odds_of, probability_of
from kg.resources import data_file

DIMENSION, MEANING = "vector.", "meaning"
"""Names of the weights of word vectors, by number, and of the feature that is their sum."""
FIRST, FURTHER, APART, CLEAR, SURE, MOST, OWN, LISTED = 0.25, 0.31, 0.39, 0.46, 0.7, 8, 0.5, 0.15
"""Least probability of an event's first and further issues, of those that only other sentences than its own
name, of those beside clearer ones, and of one that shares a word with a likelier one ("response to the test"
beside "nuclear test"); most issues; the probability that places and matters of the scheme have at least where
a contact is said to be on them, and the least of what stands in a list with an issue.

Cross-validated by outlet; other values with the same F1 have less precision.
"""
BRIEF, APART_IN_BRIEF = 3, 0.5
"""So many sentences at most make a text in which nothing is said twice, so that whatever it names looks like
its matter (the articles trained on are longer), and the least probability of what stands apart there.
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may be an issue of an event, with its features and the odds that the model gives."""

    span: Span
    features: dict[str, float]
    score: float


def _place(span: Span) -> int:
    """Where the list begins that a phrase is a member of."""
    return place_of(span.root).i


@cache
def weights() -> dict[str, float]:
    """The weight of each feature; raises TableError with the line at fault."""
    path = data_file("issue_weights.tsv")
    out: dict[str, float] = {}
    if not path.exists():
        return out
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            name, _, value = line.partition("\t")
            try:
                out[name] = float(value)
            except ValueError as error:
                raise TableError(f"{path}:{number}: a feature, a tab and a number are needed") from error
    return out


@cache
def _meaning() -> NDArray[np.float32]:
    """The weight of each dimension of word vectors."""
    found = {int(n.removeprefix(DIMENSION)): w for n, w in weights().items() if n.startswith(DIMENSION)}
    return np.array([found[n] for n in sorted(found)], dtype=np.float32)


def _meant(span: Span) -> float:
    """What the meaning of a phrase adds to its odds: much for "fishing rights", little for "a spokesman"."""
    return _meant_by(span.doc.vocab, words_meant(span))


@lru_cache(maxsize=16384)
def _meant_by(vocab: Vocab, words: tuple[str, ...]) -> float:
    vector = mean_vector(vocab, words)
    if vector is None or len(_meaning()) != len(vector):
        return 0.0
    return float(np.einsum("i,i->", _meaning(), vector))


def probability(features: dict[str, float]) -> float:
    """The model's probability that a phrase with these features is an issue of the event."""
    return probability_of(odds_of(weights(), features))


def candidates(
    doc: Doc, triggers: Sequence[Token], setting: Setting = ALONE, *, to_select: bool = False
) -> list[Candidate]:
    """The candidates of an event in text order, one per concept or wording, its occurrences merged.

    ``to_select``: those that ``select`` cannot take whatever they are like are left out before they are
    compared with the labels of the scheme: four of five.
    """
    counts = counts_of(doc)
    acting = setting.acting
    framed = frames(triggers, setting)
    standing = standing_of(setting)
    merged: dict[str, list[tuple[Span, dict[str, float]]]] = {}
    for head, distance in heads(triggers, counts, framed, acting):
        span, key, shape = _read(head, counts)
        if key and not is_where(head):
            features = {**shape, **standing, **features_of(head, distance, triggers, counts, framed)}
            features |= setting_of(head, distance, counts.index, setting)
            merged.setdefault(key, []).append((span, features))
    joined = [_joined(occurrences) for occurrences in merged.values()]
    places = [counts.index[t.sent.start] for t in triggers if t.sent.start in counts.index]
    late = min(places, default=0) / max(1, len(counts.sentences))
    compare([features for _, features in joined], counts, len(triggers), late)
    opening = Counter(_place(span) for span, features in joined if _opens_list(features)) if to_select else {}
    out = []
    for (span, features), occurrences in zip(joined, merged.values(), strict=True):
        features[MEANING] = _meant(span)
        if not to_select or _may_be_taken(span, features, opening):
            resemble(features, max([resemblance(it) for it, _ in occurrences]))
            out.append(Candidate(span, features, _score(features)))
    return sorted(out, key=lambda c: (c.span.start, c.span.end))


def _may_be_taken(span: Span, features: dict[str, float], opening: Mapping[int, int]) -> bool:
    """Whether the score may suffice for ``select``, whatever the phrase is like; with room for rounding.

    ``opening`` counts the topics at places that others may share as members of the same list.
    """
    table = weights()
    most = odds_of(table, features) + 1.001 * most_by_cosine(table, features)
    likeliest = max(probability_of(most), floor(features))
    if likeliest >= (APART if _is_apart(features) else FIRST):
        return True
    return likeliest >= LISTED and opening.get(_place(span), 0) > _opens_list(features)


def _read(head: Token, counts: Counts) -> tuple[Span, str, dict[str, float]]:
    """The phrase of a head, its concept or words as a key, and its own features; read once per article."""
    place = head.i
    known = counts.shapes.get(place)
    if known is None:
        head = antecedent(head, counts)
        span = issue_terms.widened(phrase(head))
        key = issue_terms.by_labels(span) or " ".join(sorted(issue_terms.content_words(span)))
        known = counts.shapes[place] = (span, key, shape_of(head, span, counts) if key else {})
    return known


def _score(features: dict[str, float]) -> float:
    """The probability; what is expressly called a topic is one, whatever the model says of the rest."""
    return max(probability(features), floor(features))


_TELLING = frozenset({"after.topical", "after.including", "after.as", "after.like"})


def floor(features: dict[str, float]) -> float:
    """The least probability: of what is said to be a topic, and of a place or matter that talks are on.

    "Talks on Cuba" and "discussed issues such as Cuba" are about Cuba, though other places beside them hardly
    ever are what talks are about.
    """
    if STATED in features:
        return 0.9
    known = "scheme.head" in features or ("place" in features and not _TELLING.isdisjoint(features))
    if "place" in features and "verb.discuss" in features and "dep.dobj" in features:
        return OWN if "frame.own" in features or "frame.next" in features else 0.0
    sure = "frame" in features and "after.surely" in features and "sentence.0" in features
    return OWN if known and ("frame.own" in features or sure) else 0.0


def _joined(occurrences: Sequence[tuple[Span, dict[str, float]]]) -> tuple[Span, dict[str, float]]:
    """The best placed occurrence, with the greatest value of each feature over all."""
    span, features = occurrences[0]
    if len(occurrences) > 1:
        span, _ = max(occurrences, key=lambda o: (_rank(o[1]), len(o[0]), -o[0].start))
        every = [features for _, features in occurrences]
        names = frozenset().union(*every)
        features = {name: max([f.get(name, 0.0) for f in every]) for name in names}
    features["again"] = math.log(len(occurrences))
    features["again.same"] = math.log1p(sum(["sentence.0" in f for _, f in occurrences]))
    return span, features


def _rank(features: dict[str, float]) -> float:
    return 4 * features.get("frame.own", 0) + 2 * features.get("frame", 0) + features.get("sentence.0", 0)


def select(found: Sequence[Candidate]) -> list[Span]:
    """The likeliest candidates, in text order, at most MOST; none repeats a likelier one's words or concept,
    but for one that is sure and says something else of them.

    Beside a topic that a construction states, and beside one in a mention's own sentence, others need to be
    clearer: "the two discussed fishing" keeps the war of the sentence before out.
    """
    framed = any(_is_framed(c.features) and c.score >= FURTHER for c in found)
    near = any("sentence.0" in c.features and c.score >= FURTHER for c in found)
    brief = bool(found) and len(counts_of(found[0].span.doc).sentences) <= BRIEF
    out: list[Span] = []
    used: set[str] = set()
    places: set[int] = set()
    concepts: set[str] = set()
    for candidate in sorted(found, key=lambda c: (-c.score, c.span.start)):
        unframed, apart = not _is_framed(candidate.features), "sentence.0" not in candidate.features
        least = CLEAR if (framed and unframed) or (near and apart) else FURTHER if out else FIRST
        if _is_apart(candidate.features):
            least = max(least, APART_IN_BRIEF if brief else APART)
        place = _place(candidate.span)
        if place in places:
            least = LISTED
        if candidate.score < least:
            continue
        own = issue_terms.telling_words(candidate.span)
        concept = issue_terms.by_labels(candidate.span)
        new = not own & used or (concept is not None and not own <= used and concept not in concepts)
        sure = candidate.score >= SURE and not own <= used
        if (new or (sure and issue_terms.reduced(candidate.span.root.text) not in used)) and len(out) < MOST:
            used |= own
            places |= {place} if _opens_list(candidate.features) else set()
            concepts |= {concept} if concept else set()
            out.append(candidate.span)
    return sorted(out, key=lambda s: (s.start, s.end))


def _opens_list(features: dict[str, float]) -> bool:
    """Whether a topic is told in so many words or in a sentence that goes on about the event, no other being
    nearer: then other members of its list are topics too.
    """
    return _is_framed(features) or ("frame.next" in features and "rival.nearer" not in features)


def _is_apart(features: dict[str, float]) -> bool:
    """Whether only sentences other than those of the event name a phrase, and do not go on about it."""
    return "sentence.0" not in features and not _opens_list(features)


def _is_framed(features: dict[str, float]) -> bool:
    return bool(features.get("frame") or features.get(STATED))
