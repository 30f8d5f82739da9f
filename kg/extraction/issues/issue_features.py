"""The features of candidate phrases for what an event is about, which the ranking weighs.

They are of grammar, place in the article, frequency and word vectors; none is a word of its own.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from kg.extraction.issues import issue_terms
from kg.extraction.issues.issue_candidates import Counts
from kg.extraction.issues.issue_following import goes_on
from kg.extraction.issues.issue_heads import VERBAL
from kg.extraction.issues.issue_lists import NOUNS, place_of
from kg.extraction.issues.issue_nouns import PLACES
from kg.extraction.issues.issue_phrases import words
from kg.extraction.issues.issue_setting import AROUND, STANDING
from kg.extraction.issues.issue_vectors import likeness
from kg.extraction.tokens.frozen_doc import Span
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.per_token import per_token
from kg.extraction.tokens.words import group_nouns
from kg.lexicon import per_lexicon

_POINTING = {"the", "this", "that", "these", "those"}
_TOPICAL = {"on", "over", "about", "regarding", "concerning"}
_SURELY = _TOPICAL - {"on"}


def compare(found: Sequence[dict[str, float]], counts: Counts, mentions: int, late: float) -> None:
    """Adds the features that need all candidates of the event, such as the share of the most frequent."""
    top = max([f.get("words.count", 0.0) for f in found], default=0.0)
    framed = any("frame.own" in f for f in found)
    often, short = math.log1p(mentions), len(counts.sentences) <= 12
    for features in found:
        count = features.get("words.count", 0.0)
        if top:
            features["share"] = count / top
        share = features.get("share", 0.0)
        features["main"] = count * often
        if short:
            features["short"] = 1.0
            features["short.after"] = float(not _AFTER_IT.isdisjoint(features))
        features["late*share"] = late * share
        if "sentence.0" not in features:
            features["away"] = 1.0
            features["away*late"] = late
            features["away*share"] = share
            features["away*once"] = float(mentions == 1)
        if framed and "frame.own" not in features:
            features["other.own"] = 1.0
        for left, rights in _CROSSED_WITH.items():
            if left in features:
                for right, name in rights:
                    if right in features:
                        features[name] = features[left] * features[right]


_AFTER_IT = frozenset({"sentence.1", "sentence.2", "sentence.3"})


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
_CROSSED_WITH = {
    left: [(right, f"{left}*{right}") for first, right in _CROSSED if first == left] for left, _ in _CROSSED
}
_COSINE_WITH = {
    name: f"{name}*cosine"
    for name in ("frame.own", "frame.modifier", "sentence.0", "chained", "frame.asked", "frame.outcome")
}


def resemble(features: dict[str, float], cosine: float) -> None:
    """Adds how like the labels of the scheme the phrase is, also together with how it stands."""
    features["cosine"] = cosine
    for name, crossed in _COSINE_WITH.items():
        if name in features:
            features[crossed] = features[name] * cosine


def most_by_cosine(weights: dict[str, float], features: dict[str, float]) -> float:
    """What ``resemble`` may add to the odds of features, or take from them: a cosine is 1 at most."""
    crossed = [
        weights.get(both, 0.0) * features[name] for name, both in _COSINE_WITH.items() if name in features
    ]
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
    _place(out, head, distance, triggers, counts)
    if head.i in counts.salient:
        out["salient"] = 1.0
    if not framed:
        out["alone"] = 1.0
    elif head.i not in framed:
        out["rival"] = 1.0
        if any(a.i in framed for a in head.ancestors):
            out["inside"] = 1.0  # hangs on a topic
            first = head.left_edge.i
            if first and head.dep_ != "pobj" and head.doc[first - 1].lower_ in _LISTING:
                out["listed"] = 1.0
    return out


_LISTING = frozenset({",", ";", "and", "as", "plus"})


def _place(
    out: dict[str, float], head: Token, distance: int, triggers: Sequence[Token], counts: Counts
) -> None:
    """Adds where in the article and in the sentence the phrase stands."""
    sentence = head.sent
    out[_SENTENCES[max(-2, min(3, distance))]] = 1.0
    if counts.index.get(sentence.start) == counts.lead:
        out["lead"] = 1.0
    if distance > 0 and goes_on(sentence):
        out["chained"] = 1.0
    same = [t for t in triggers if t.sent.start == sentence.start]
    others = counts.encounters_in(sentence)
    if not same:
        if others:
            out["with.other"] = 1.0
        return
    out["near"] = 1.0 / (1 + min([abs(t.i - head.i) for t in same]) / 5)
    out["after" if any(t.i < head.i for t in same) else "before"] = 1.0
    steps = {head.i: 0}
    steps.update([(t.i, k) for k, t in enumerate(head.ancestors, 1)])
    path = min([_path(steps, t) for t in same])
    out["path"] = 1.0 / path
    if any(t not in triggers and _path(steps, t) < path for t in others):
        out["nearer.other"] = 1.0
    if any(t.is_ancestor(head) for t in same):
        out["below"] = 1.0
    if any(t.lemma_.lower() in _VISITS for t in same):
        out["visit"] = 1.0


_SENTENCES = {distance: f"sentence.{distance}" for distance in range(-2, 4)}
_VISITS = frozenset({"visit", "trip", "tour", "travel", "arrive", "stop"})


def _path(steps: Mapping[int, int], right: Token) -> int:
    """Edges of the parse tree between two tokens of a sentence, and one; ``steps`` go up from the first."""
    if right.i in steps:
        return 1 + steps[right.i]
    for k, token in enumerate(right.ancestors, 1):
        if token.i in steps:
            return 1 + k + steps[token.i]
    return 99


def shape_of(head: Token, span: Span, counts: Counts) -> dict[str, float]:
    """The features that a phrase has by itself, the same for every event of the article, but for how like the
    labels of the scheme it is (``resemble``), which takes longest.
    """
    out = dict(likeness(head))
    found = issue_terms.matches_in(span)
    if found:
        holds = any(first <= head.i < last for first, last, _ in found)
        out["scheme.head" if holds else "scheme.inside"] = 1.0
        out["scheme.count"] = math.log1p(max([counts.concepts.get(slug, 0) for _, _, slug in found]))
    concept = issue_terms.by_labels(span)
    if concept is not None:
        out["concept.share"] = counts.concepts.get(concept, 0) / max(counts.concepts.values(), default=1)
    often = counts.heads
    out["head.count"] = math.log1p(often.get(head.lemma_.lower(), 0))
    content = [
        math.log1p(often.get(t.lemma_.lower(), 0))
        for t in span
        if t.pos_ in NOUNS and t.ent_type_ not in PLACES
    ]
    if content:
        out["words.count"] = sum(content) / len(content)
    size = len(span)
    out["length"] = min(size, 8) / 8
    _kind(out, head, size, known=bool(found))
    _syntax(out, head)
    return out


def _kind(out: dict[str, float], head: Token, size: int, *, known: bool) -> None:
    """Adds what sort of noun the head is: a name, a group, a situation; ``known``: the scheme has it."""
    if head.ent_type_ in PLACES:
        out["place"] = 1.0
    elif head.ent_type_ == "ORG":
        out["organization"] = 1.0
    elif head.ent_type_:
        out["name"] = 1.0
    out.update(dict.fromkeys(_kinds().get(head.lemma_.lower(), ()), 1.0))
    if head.ent_type_ == "PERSON" or (size == 1 and head.pos_ == "PROPN" and not known):
        out["bare.name"] = 1.0
    if not known and head.left_edge.lower_ in _POINTING:
        out["definite"] = 1.0


@per_lexicon
def _kinds() -> Mapping[str, Sequence[str]]:
    """The features of nouns that say by themselves what sort of thing they are."""
    table = words()
    groups = {noun for noun, group in group_nouns().items() if group != "population"}
    classes = {**{name: table[name] for name in ("keep", "deal", "views")}, "group": groups}
    every = frozenset().union(*classes.values())
    return {noun: [name for name, nouns in classes.items() if noun in nouns] for noun in every}


def _syntax(out: dict[str, float], head: Token) -> None:
    """Adds what the phrase hangs on and what hangs on its head."""
    governor = place_of(head)
    if governor.dep_ == "pobj":
        preposition = governor.head.lower_
        out[_AFTER.get(preposition, "after.other")] = 1.0
        if preposition in _SURELY:
            out["after.surely"] = 1.0
        if preposition == "of" and governor.head.head.pos_ in NOUNS:
            out["complement"] = 1.0
    elif governor.dep_ in _ARGUMENTS:
        out[_ARGUMENTS[governor.dep_]] = 1.0
    _clause(out, governor)
    if "prep" in [c.dep_ for c in head.rights]:
        out["has.complement"] = 1.0
    if not _MODIFYING.isdisjoint([c.dep_ for c in head.lefts]):
        out["has.modifier"] = 1.0


_MODIFYING = frozenset({"amod", "compound"})
_ARGUMENTS = {dep: f"dep.{dep}" for dep in ("dobj", "nsubj", "nsubjpass", "attr", "appos")}


def _clause(out: dict[str, float], governor: Token) -> None:
    """Adds what the verb above a phrase is, and who its subject."""
    verb = None
    for token in governor.ancestors:
        if verb is None and token.pos_ in VERBAL:
            verb = token
        if token.dep_ == "advcl" and _tells_when(token):
            out["circumstance"] = 1.0
    if verb is not None:
        out.update(_of_verb(verb))


@per_token
def _of_verb(verb: Token) -> dict[str, float]:
    """What sort of verb it is, for all phrases below it."""
    table, lemma = words(), verb.lemma_.lower()
    out = {f"verb.{name}": 1.0 for name in ("speech", "endeavour", "discuss") if lemma in table[name]}
    people = table["participants"]
    if any(c.dep_ == "nsubj" and (c.pos_ == "PRON" or c.lemma_.lower() in people) for c in verb.lefts):
        out["verb.participant"] = 1.0
    if verb.dep_ in {"xcomp", "advcl", "acl"} and any(c.lower_ == "to" for c in verb.lefts):
        out["verb.infinitive"] = 1.0
    return out


def _tells_when(verb: Token) -> bool:
    """Whether a clause says beside what else a thing happened: "as prices fell", "since he won the vote"."""
    return any(c.lower_ in _WHEN and c.dep_ in {"mark", "advmod"} for c in verb.lefts)


_WHEN = frozenset({"as", "after", "since", "while", "when", "before"})
_COMMON = (
    "of in for to with by at from against as including like between after since amid before during despite "
    "under through without"
)
_AFTER = {
    **{preposition: f"after.{preposition}" for preposition in _COMMON.split()},
    **dict.fromkeys(_TOPICAL, "after.topical"),
}
