"""Candidate phrases for what an event is about, each with the features that the ranking weighs.

Features are of grammar, place in the article, frequency and word vectors; none is a word of its own.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from kg.extraction import issue_terms
from kg.extraction.issue_frames import (
    CHAIN,
    clause_topics,
    contact_topics,
    following_topics,
    goes_on,
    noun_topics,
    stated_topics,
    verb_topics,
)
from kg.extraction.issue_phrases import phrase, words

STATED = "frame.stated"
BEFORE, AFTER = 1, 2
"""Sentences before and after a mention in which candidates are looked for."""

_SKIPPED_ENTITIES = {"PERSON", "DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"}
_PLACES = {"GPE", "LOC", "FAC", "NORP"}
_TOPICAL = {"on", "over", "about", "regarding", "concerning"}
_VERBAL = {"VERB", "AUX"}
_NOUNS = {"NOUN", "PROPN"}


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted once for an article: head lemmas, concepts, its sentences and where its body begins."""

    heads: Mapping[str, int]
    concepts: Mapping[str, int]
    sentences: Sequence[Span]
    index: Mapping[int, int]
    lead: int


def counts_of(doc: Doc) -> Counts:
    cached = doc.user_data.get("kg.issue_counts")
    if isinstance(cached, Counts) and len(cached.sentences):
        return cached
    titles = {i for span in doc.spans.get("headline", ()) for i in range(span.start, span.end)}
    sentences = [s for s in doc.sents if not s.text.isspace()]
    counts = Counts(
        Counter(t.lemma_.lower() for t in doc if t.pos_ in _NOUNS),
        Counter(slug for _, _, slug in issue_terms.doc_matches(doc)),
        sentences,
        {s.start: k for k, s in enumerate(sentences)},
        next((k for k, s in enumerate(sentences) if s.start not in titles), 0),
    )
    doc.user_data["kg.issue_counts"] = counts
    return counts


def compare(found: Sequence[dict[str, float]], counts: Counts, mentions: int, late: float) -> None:
    """Adds the features that need all candidates of the event: share of the most frequent, size of the article."""
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
            features["away*late"] = late
            features["away*share"] = features.get("share", 0.0)
            features["away*once"] = float(mentions == 1)
        if framed and "frame.own" not in features:
            features["other.own"] = 1.0
        for left, right in _CROSSED:
            if left in features and right in features:
                features[f"{left}*{right}"] = features[left] * features[right]


_CROSSED = (
    ("sentence.0", "words.count"),
    ("sentence.0", "share"),
    ("frame.own", "cosine"),
    ("frame.own", "like.person"),
    ("frame.modifier", "cosine"),
    ("sentence.0", "cosine"),
    ("frame", "share"),
    ("alone", "share"),
    ("visit", "share"),
    ("sentence.1", "share"),
    ("sentence.-1", "share"),
    ("verb.discuss", "verb.participant"),
    ("place", "after.topical"),
    ("chained", "verb.speech"),
    ("chained", "short"),
    ("chained", "cosine"),
    ("chained", "frame.next"),
)


def frames(triggers: Sequence[Token]) -> dict[int, set[str]]:
    """The frames that each topic head stands in, by token index."""
    out: dict[int, set[str]] = {}
    for trigger in triggers:
        for head in contact_topics(trigger):
            out.setdefault(head.i, set()).add("frame")
        own = noun_topics(trigger) if trigger.pos_ in _NOUNS else verb_topics(trigger)
        for head in own:
            out.setdefault(head.i, set()).add("frame.own")
            if head.head == trigger and head.i < trigger.i:
                out[head.i].add("frame.modifier")
        for child in trigger.subtree:
            if child.pos_ in _VERBAL and child is not trigger:
                for head in clause_topics(child):
                    out.setdefault(head.i, set()).add("frame.clause")
    for head in stated_topics(triggers):
        out.setdefault(head.i, set()).add(STATED)
    for head in following_topics(triggers):
        out.setdefault(head.i, set()).add("frame.next")
    return out


def heads(
    triggers: Sequence[Token], counts: Counts, framed: Mapping[int, set[str]]
) -> Iterator[tuple[Token, int]]:
    """Candidate heads with the distance in sentences to the nearest mention (negative: before it)."""
    at = sorted({counts.index[t.sent.start] for t in triggers if t.sent.start in counts.index})
    chained = _chained(at, counts)
    for k, sentence in enumerate(counts.sentences):
        distance = min((k - q for q in at), key=lambda d: (abs(d), -d), default=99)
        if k < counts.lead and distance:
            continue
        inside = -BEFORE <= distance <= AFTER or k == counts.lead or k in chained
        own = {t.i for t in triggers}
        for token in sentence:
            if token.i in own:
                continue
            if token.i in framed or (inside and _possible(token) and not _bare_name(token)):
                yield token, distance


def _chained(at: Sequence[int], counts: Counts) -> set[int]:
    """The sentences after a mention that go on with what its participants said, up to CHAIN of them."""
    out: set[int] = set()
    for start in at:
        for k in range(start + 1, min(start + 1 + CHAIN, len(counts.sentences))):
            if k in at or not goes_on(counts.sentences[k], spoken=False):
                break
            if goes_on(counts.sentences[k]):
                out.add(k)
    return out


def _bare_name(token: Token) -> bool:
    """A country, person or body as such ("the European Union"), unless the scheme knows it as a matter."""
    if token.ent_type_ not in _PLACES and token.ent_type_ != "ORG":
        return False
    return not any(first <= token.i < last for first, last, _ in issue_terms.matches(list(phrase(token))))


def _possible(token: Token) -> bool:
    if (
        token.pos_ not in _NOUNS
        or token.dep_ in {"compound", "poss", "nmod"}
        or token.ent_type_ in _SKIPPED_ENTITIES
    ):
        return False
    table = words()
    lemma = token.lemma_.lower()
    if (
        lemma in table["participants"]
        or lemma in table["locative"]
        or lemma in table["contact"]
        or lemma in table["generic"]
    ):
        return False
    return len(token.text) > 1 and not issue_terms.names_field(token)


def features_of(
    head: Token,
    span: Span,
    distance: int,
    triggers: Sequence[Token],
    counts: Counts,
    framed: Mapping[int, set[str]],
) -> dict[str, float]:
    out: dict[str, float] = {name: 1.0 for name in framed.get(head.i, ())}
    out.update(_position(head, distance, triggers, counts))
    out.update(_shape(head, span, counts))
    if not framed:
        out["alone"] = 1.0
    elif head.i not in framed:
        out["rival"] = 1.0
    return out


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
        yield "path", 1.0 / min(_path(head, t) for t in same)
        others = [t for t in head.sent if t not in triggers and t.lemma_.lower() in words()["encounter"]]
        if others and min(_path(head, t) for t in others) < min(_path(head, t) for t in same):
            yield "nearer.other", 1.0
        if any(t.is_ancestor(head) for t in same):
            yield "below", 1.0
    elif any(t.lemma_.lower() in words()["encounter"] for t in head.sent):
        yield "with.other", 1.0
    if same:
        if any(t.lemma_.lower() in {"visit", "trip", "tour", "travel", "arrive", "stop"} for t in same):
            yield "visit", 1.0


def _path(left: Token, right: Token) -> int:
    """Edges of the parse tree between two tokens of a sentence, and one."""
    above = [left, *left.ancestors]
    place = {t.i: k for k, t in enumerate(above)}
    for k, token in enumerate([right, *right.ancestors]):
        if token.i in place:
            return 1 + k + place[token.i]
    return 99


def _shape(head: Token, span: Span, counts: Counts) -> Iterator[tuple[str, float]]:
    table = words()
    lemma = head.lemma_.lower()
    found = list(issue_terms.matches(list(span)))
    if any(first <= head.i < last for first, last, _ in found):
        yield "scheme.head", 1.0
    elif found:
        yield "scheme.inside", 1.0
    if found:
        yield "scheme.count", math.log1p(max(counts.concepts.get(slug, 0) for _, _, slug in found))
    yield "head.count", math.log1p(counts.heads.get(lemma, 0))
    content = [
        counts.heads.get(t.lemma_.lower(), 0) for t in span if t.pos_ in _NOUNS and t.ent_type_ not in _PLACES
    ]
    if content:
        yield "words.count", sum(math.log1p(n) for n in content) / len(content)
    yield "cosine", issue_terms.resemblance(span)
    for name, value in issue_terms.likeness(head).items():
        yield f"like.{name}", value
    yield "length", min(len(span), 8) / 8
    if head.ent_type_ in _PLACES:
        yield "place", 1.0
    elif head.ent_type_ == "ORG":
        yield "organization", 1.0
    elif head.ent_type_:
        yield "name", 1.0
    if lemma in table["keep"]:
        yield "keep", 1.0
    if lemma in table["views"]:
        yield "views", 1.0
    yield from _syntax(head)


def _syntax(head: Token) -> Iterator[tuple[str, float]]:
    governor = head
    while governor.dep_ == "conj":
        governor = governor.head
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
        if governor.head.head.pos_ in _NOUNS and preposition == "of":
            yield "complement", 1.0
    elif governor.dep_ in {"dobj", "nsubj", "nsubjpass", "attr", "appos"}:
        yield f"dep.{governor.dep_}", 1.0
    verb = next((a for a in governor.ancestors if a.pos_ in _VERBAL), None)
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
    if any(c.dep_ == "prep" for c in head.rights):
        yield "has.complement", 1.0
    if any(c.dep_ in {"amod", "compound"} for c in head.lefts):
        yield "has.modifier", 1.0


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
}
