"""The features of candidate phrases for what an event is about, which the ranking weighs.

They are of grammar, place in the article, frequency and word vectors; none is a word of its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Span, Token

from kg.extraction import issue_terms
from kg.extraction.issue_candidates import NOUNS, PLACES, VERBAL, Counts
from kg.extraction.issue_following import goes_on
from kg.extraction.issue_lists import place_of
from kg.extraction.issue_phrases import words
from kg.extraction.issue_setting import AROUND, STANDING
from kg.extraction.issue_vectors import likeness
from kg.extraction.words import group_nouns

_POINTING = {"the", "this", "that", "these", "those"}
_TOPICAL = {"on", "over", "about", "regarding", "concerning"}
_SURELY = _TOPICAL - {"on"}


def compare(found: Sequence[dict[str, float]], counts: Counts, mentions: int, late: float) -> None:
    """Adds the features that need all candidates of the event, such as the share of the most frequent."""
    top = max((f.get("words.count", 0.0) for f in found), default=0.0)
    framed = any("frame.own" in f for f in found)
    for features in found:
        if top:
            features["share"] = features.get("words.count", 0.0) / top
        features["main"] = features.get("words.count", 0.0) * math.log1p(mentions)
        if len(counts.sentences) <= 12:
            features["short"] = 1.0
            features["short.after"] = float(any(f"sentence.{k}" in features for k in (1, 2, 3)))
        features["late*share"] = late * features.get("share", 0.0)
        if "sentence.0" not in features:
            features["away"] = 1.0
            features["away*late"] = late
            features["away*share"] = features.get("share", 0.0)
            features["away*once"] = float(mentions == 1)
        if framed and "frame.own" not in features:
            features["other.own"] = 1.0
        for left, right in _CROSSED:
            if left in features and right in features:
                features[f"{left}*{right}"] = features[left] * features[right]


_SPOKEN = ("verb.speech", "verb.discuss", "verb.endeavour", "frame", "chained", "sentence.1", "sentence.2")
_CROSSED = (
    ("sentence.0", "words.count"),
    ("sentence.0", "share"),
    ("frame.own", "like.person"),
    ("frame", "share"),
    ("alone", "share"),
    ("visit", "share"),
    ("visit", "sentence.0"),
    ("visit", "chained"),
    ("concept.share", "sentence.0"),
    ("concept.share", "scheme.head"),
    ("salient", "alone"),
    ("sentence.1", "share"),
    ("sentence.-1", "share"),
    ("verb.discuss", "verb.participant"),
    ("place", "after.topical"),
    ("chained", "verb.speech"),
    ("chained", "short"),
    ("chained", "frame.next"),
    ("place", "frame.own"),
    ("deal", "has.modifier"),
    ("deal", "definite"),
    ("frame.own", "share"),
    ("dep.dobj", "short"),
    ("dep.dobj", "verb.speech"),
    ("frame.asked", "near"),
    *(("away", name) for name in AROUND),
    *(("share", name) for name in STANDING),
    *(("alone", name) for name in STANDING),
    ("salient", "weight"),
    ("lead", "weight"),
    ("lead", "foremost"),
    *(("company.subject", name) for name in _SPOKEN),
    ("stranger.subject", "frame"),
    ("stranger.subject", "verb.discuss"),
    ("frame", "rival.here"),
    ("sentence.0", "rival.here"),
)
_COSINE_WITH = ("frame.own", "frame.modifier", "sentence.0", "chained", "frame.asked", "frame.outcome")


def resemble(features: dict[str, float], cosine: float) -> None:
    """Adds how like the labels of the scheme the phrase is, also together with how it stands."""
    features["cosine"] = cosine
    for name in _COSINE_WITH:
        if name in features:
            features[f"{name}*cosine"] = features[name] * cosine


def most_by_cosine(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """What ``resemble`` may add to the odds of features, or take from them: a cosine is 1 at most."""
    crossed = (
        weights.get(f"{name}*cosine", 0.0) * features[name] for name in _COSINE_WITH if name in features
    )
    return abs(weights.get("cosine", 0.0) + sum(crossed))


def features_of(
    head: Token,
    distance: int,
    triggers: Sequence[Token],
    counts: Counts,
    framed: Mapping[int, set[str]],
) -> dict[str, float]:
    """How an occurrence of a candidate stands to an event; ``distance`` in sentences to its mention."""
    out: dict[str, float] = dict.fromkeys(framed.get(head.i, ()), 1.0)
    out.update(_position(head, distance, triggers, counts))
    if head.i in counts.salient:
        out["salient"] = 1.0
    if not framed:
        out["alone"] = 1.0
    elif head.i not in framed:
        out["rival"] = 1.0
        out.update(dict.fromkeys(_listed(head, framed), 1.0))
    return out


def _listed(head: Token, framed: Mapping[int, set[str]]) -> Iterator[str]:
    """Whether the noun hangs on a topic: ``inside`` its phrase, ``listed`` after a comma or "and" there."""
    if not any(a.i in framed for a in head.ancestors):
        return
    yield "inside"
    first = head.left_edge.i
    if first and head.doc[first - 1].lower_ in {",", ";", "and", "as", "plus"} and head.dep_ != "pobj":
        yield "listed"


def _position(
    head: Token, distance: int, triggers: Sequence[Token], counts: Counts
) -> Iterator[tuple[str, float]]:
    yield f"sentence.{max(-2, min(3, distance))}", 1.0
    if counts.index.get(head.sent.start) == counts.lead:
        yield "lead", 1.0
    if distance > 0 and goes_on(head.sent):
        yield "chained", 1.0
    same = [t for t in triggers if t.sent.start == head.sent.start]
    if same:
        gap = min(abs(t.i - head.i) for t in same)
        yield "near", 1.0 / (1 + gap / 5)
        yield ("after" if any(t.i < head.i for t in same) else "before"), 1.0
        path = min(_path(head, t) for t in same)
        yield "path", 1.0 / path
        others = [t for t in counts.encounters_in(head.sent) if t not in triggers]
        if others and min(_path(head, t) for t in others) < path:
            yield "nearer.other", 1.0
        if any(t.is_ancestor(head) for t in same):
            yield "below", 1.0
    elif counts.encounters_in(head.sent):
        yield "with.other", 1.0
    if any(t.lemma_.lower() in {"visit", "trip", "tour", "travel", "arrive", "stop"} for t in same):
        yield "visit", 1.0


def _path(left: Token, right: Token) -> int:
    """Edges of the parse tree between two tokens of a sentence, and one."""
    place = {left.i: 0}
    place.update((t.i, k) for k, t in enumerate(left.ancestors, 1))
    if right.i in place:
        return 1 + place[right.i]
    for k, token in enumerate(right.ancestors, 1):
        if token.i in place:
            return 1 + k + place[token.i]
    return 99


def shape_of(head: Token, span: Span, counts: Counts) -> dict[str, float]:
    """The features that a phrase has by itself, the same for every event of the article, but for how like the
    labels of the scheme it is (``resemble``), which takes longest.
    """
    return dict(_shape(head, span, counts))


def _shape(head: Token, span: Span, counts: Counts) -> Iterator[tuple[str, float]]:
    lemma = head.lemma_.lower()
    found = issue_terms.matches_in(span)
    if any(first <= head.i < last for first, last, _ in found):
        yield "scheme.head", 1.0
    elif found:
        yield "scheme.inside", 1.0
    if found:
        yield "scheme.count", math.log1p(max(counts.concepts.get(slug, 0) for _, _, slug in found))
    concept = issue_terms.by_labels(span)
    if concept is not None:
        yield "concept.share", counts.concepts.get(concept, 0) / max(counts.concepts.values(), default=1)
    yield "head.count", math.log1p(counts.heads.get(lemma, 0))
    content = [
        counts.heads.get(t.lemma_.lower(), 0) for t in span if t.pos_ in NOUNS and t.ent_type_ not in PLACES
    ]
    if content:
        yield "words.count", sum(math.log1p(n) for n in content) / len(content)
    yield from likeness(head).items()
    yield "length", min(len(span), 8) / 8
    yield from _kind(head, span, bool(found))
    yield from _syntax(head)


def _kind(head: Token, span: Span, known: bool) -> Iterator[tuple[str, float]]:
    """What sort of noun the head is: a name, a group, a deal, a situation; ``known``: the scheme has it."""
    table = words()
    lemma = head.lemma_.lower()
    if head.ent_type_ in PLACES:
        yield "place", 1.0
    elif head.ent_type_ == "ORG":
        yield "organization", 1.0
    elif head.ent_type_:
        yield "name", 1.0
    if lemma in table["keep"]:
        yield "keep", 1.0
    if lemma in table["deal"]:
        yield "deal", 1.0
    if lemma in group_nouns() and group_nouns()[lemma] != "population":
        yield "group", 1.0
    if head.ent_type_ == "PERSON" or (head.pos_ == "PROPN" and len(span) == 1 and not known):
        yield "bare.name", 1.0
    if head.left_edge.lower_ in _POINTING and not known:
        yield "definite", 1.0
    if lemma in table["views"]:
        yield "views", 1.0


def _syntax(head: Token) -> Iterator[tuple[str, float]]:
    governor = place_of(head)
    if governor.dep_ == "pobj":
        preposition = governor.head.lower_
        yield (
            (
                "after.topical"
                if preposition in _TOPICAL
                else f"after.{preposition}"
                if preposition in _COMMON
                else "after.other"
            ),
            1.0,
        )
        if preposition in _SURELY:
            yield "after.surely", 1.0
        if governor.head.head.pos_ in NOUNS and preposition == "of":
            yield "complement", 1.0
    elif governor.dep_ in {"dobj", "nsubj", "nsubjpass", "attr", "appos"}:
        yield f"dep.{governor.dep_}", 1.0
    yield from _clause(governor)
    if any(c.dep_ == "prep" for c in head.rights):
        yield "has.complement", 1.0
    if any(c.dep_ in {"amod", "compound"} for c in head.lefts):
        yield "has.modifier", 1.0


def _clause(governor: Token) -> Iterator[tuple[str, float]]:
    """What the verb above a phrase is, and who its subject."""
    if any(_tells_when(a) for a in governor.ancestors):
        yield "circumstance", 1.0
    verb = next((a for a in governor.ancestors if a.pos_ in VERBAL), None)
    if verb is not None:
        table = words()
        lemma = verb.lemma_.lower()
        for name in ("speech", "endeavour", "discuss"):
            if lemma in table[name]:
                yield f"verb.{name}", 1.0
        if any(
            c.dep_ == "nsubj" and (c.pos_ == "PRON" or c.lemma_.lower() in table["participants"])
            for c in verb.lefts
        ):
            yield "verb.participant", 1.0
        if verb.dep_ in {"xcomp", "advcl", "acl"} and any(c.lower_ == "to" for c in verb.lefts):
            yield "verb.infinitive", 1.0


def _tells_when(verb: Token) -> bool:
    """Whether a clause says beside what else a thing happened: "as prices fell", "since he won the vote"."""
    return verb.dep_ == "advcl" and any(
        c.dep_ in {"mark", "advmod"} and c.lower_ in {"as", "after", "since", "while", "when", "before"}
        for c in verb.lefts
    )


_COMMON = {
    "of",
    "in",
    "for",
    "to",
    "with",
    "by",
    "at",
    "from",
    "against",
    "as",
    "including",
    "like",
    "between",
    "after",
    "since",
    "amid",
    "before",
    "during",
    "despite",
    "under",
    "through",
    "without",
}
