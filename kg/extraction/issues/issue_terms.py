"""Which concept of the issue scheme a stretch of text speaks of, by the labels of the scheme.

Words are compared in a reduced form (lower case, singular, American spelling), so that a label matches its
inflections. Hyphens and possessive marks are passed over: "cross-strait" is two words, "Russia's invasion of
Ukraine" is "Russia invasion of Ukraine".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extraction.issues.issue_phrases import words as word_classes
from kg.extraction.tokens.frozen_doc import Doc, Span
from kg.extraction.tokens.frozen_token import Token
from kg.lexicon import per_lexicon
from kg.scheme import ancestors, scheme

_PASSED = frozenset(("-", "–", "—", "'s", "’s", "'", "’", '"', "“", "”", "/"))
FUNCTION = frozenset(
    "the a an of and in on to for with by at from its their his her our your as over into or".split()
)
_SPELLING = {
    "isation": "ization",
    "isations": "izations",
    "ise": "ize",
    "programme": "program",
    "programmes": "programs",
    "defence": "defense",
    "defences": "defenses",
    "our": "or",
    "ours": "or",
    "centre": "center",
    "centres": "centers",
}
_SPELLED = tuple(_SPELLING)
_PLURAL = ("sses", "shes", "ches", "xes")
_ENDINGS = frozenset("nsre")
"""The last letters of what is mended."""
_LIGHT = {"the", "a", "an", "of", "on", "its", "their", "his", "her"}
"""Words passed over inside a label: "limits on exports" is "limit the export"."""
_NOMINAL = {"NOUN", "PROPN", "ADJ", "NUM", "X"}
_PLACES = {"GPE", "NORP", "LOC"}


@lru_cache(maxsize=16384)
def reduced(word: str) -> str:
    """Lower case, singular, American spelling.

    >>> reduced("Programmes"), reduced("policies"), reduced("crisis"), reduced("defence")
    ('program', 'policy', 'crisis', 'defense')
    """
    out = word.casefold()
    if len(out) <= 3 or out[-1] not in _ENDINGS:
        return out
    if out.endswith(_SPELLED):
        end = next(end for end in _SPELLED if out.endswith(end))
        out = out.removesuffix(end) + _SPELLING[end]
    if out.endswith("ies"):
        return out[:-3] + "y"
    if out.endswith(_PLURAL):
        return out[:-2]
    return out[:-1] if out[-1] == "s" and out[-2] not in "su i" else out


def label_words(label: str) -> tuple[str, ...]:
    """The reduced words of a label."""
    found = re.findall(r"[^\W_]+(?:\.[^\W_]+)*", label.replace("’s", "").replace("'s", ""))
    return tuple(reduced(w) for w in found if w not in _LIGHT)


@dataclass(frozen=True, slots=True)
class _Labels:
    exact: Mapping[tuple[str, ...], str]
    sets: Mapping[str, tuple[tuple[int, frozenset[str], str], ...]]
    capitals: frozenset[tuple[str, ...]]
    longest: Mapping[str, int]


@per_lexicon
def _labels() -> _Labels:
    exact: dict[tuple[str, ...], str] = {}
    sets: dict[frozenset[str], str] = {}
    capitals: set[tuple[str, ...]] = set()
    for concept in scheme().values():
        for label in (concept.label, *concept.alt):
            words = label_words(label)
            exact.setdefault(words, concept.slug)
            if label.isupper() and len(words) == 1:
                capitals.add(words)
            content = frozenset(words) - FUNCTION
            if len(content) >= 2:
                sets.setdefault(content, concept.slug)
    by_word: dict[str, tuple[tuple[int, frozenset[str], str], ...]] = {}
    ordered = sorted(sets.items(), key=lambda item: (-len(item[0]), sorted(item[0])))
    for rank, (content, slug) in enumerate(ordered):
        by_word[min(content)] = (*by_word.get(min(content), ()), (rank, content, slug))
    longest: dict[str, int] = {}
    for words in exact:
        if words:
            longest[words[0]] = max(len(words), longest.get(words[0], 0))
    return _Labels(exact, by_word, frozenset(capitals), longest)


def matches(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """``(first, last, slug)`` of the longest labels from left to right; token indices of the document.

    "arms sales" matches one label, not "arms" and "sales"; a label that ends in a verb form does not match
    ("the deal ties both" is not about ties).
    """
    labels = _labels()
    kept = _kept(tokens)
    at = 0
    while at < len(kept):
        for size in range(min(labels.longest.get(kept[at][0], 0), len(kept) - at), 0, -1):
            words = tuple(w for w, _ in kept[at : at + size])
            slug = labels.exact.get(words)
            if slug is not None and _fits(kept[at + size - 1][1], words, labels):
                yield kept[at][1].i, kept[at + size - 1][1].i + 1, slug
                at += size
                break
        else:
            at += 1


def matches_in(span: Span) -> list[tuple[int, int, str]]:
    """As ``matches`` of the tokens of a span; where labels stand in a document is found once for all."""
    starts, ends = _stretches(span.doc)
    at, end = span.start, span.end
    out: list[tuple[int, int, str]] = []
    for place in range(bisect_left(starts, at), bisect_left(starts, end)):
        start = starts[place]
        if start < at:
            continue
        for last, slug in ends[place]:
            if last <= end:
                out.append((start, last, slug))
                at = last
                break
    return out


_Ends = list[tuple[int, str]]


def _stretches(doc: Doc) -> tuple[list[int], list[_Ends]]:
    """The tokens at which labels begin, and for each where they end with their concepts, longest first."""
    known: tuple[list[int], list[_Ends]] | None = doc.user_data.get("kg.issue_stretches")
    if known is not None:
        return known
    labels = _labels()
    kept = _kept(doc)
    kept_words = [word for word, _ in kept]
    starts: list[int] = []
    ends: list[_Ends] = []
    for at, (word, token) in enumerate(kept):
        if word not in labels.longest:
            continue
        here: _Ends = []
        for size in range(min(labels.longest[word], len(kept) - at), 0, -1):
            words = tuple(kept_words[at : at + size])
            slug = labels.exact.get(words)
            if slug is not None and _fits(kept[at + size - 1][1], words, labels):
                here.append((kept[at + size - 1][1].i + 1, slug))
        if here:
            starts.append(token.i)
            ends.append(here)
    doc.user_data["kg.issue_stretches"] = starts, ends
    return starts, ends


def _kept(tokens: Iterable[Token]) -> list[tuple[str, Token]]:
    """The tokens that labels are compared with, reduced."""
    return [(word, t) for t in tokens if (word := _compared(t.text))]


@lru_cache(maxsize=16384)
def _compared(word: str) -> str:
    """The reduced word; empty for what is passed over."""
    return "" if word in _PASSED or word.lower() in _LIGHT or word.isspace() else reduced(word)


def names_field(token: Token) -> bool:
    """Whether a noun names the field of an office or body ("minister of trade", "trade ministry")."""
    nouns = word_classes()["office"]
    while token.dep_ == "conj":
        token = token.head
    if token.dep_ in {"compound", "nmod", "amod"} and token.head.lemma_.lower() in nouns:
        return True
    preposition = token.head
    return (
        token.dep_ == "pobj"
        and preposition.lower_ in {"of", "for"}
        and preposition.head.lemma_.lower() in nouns
    )


def _fits(last: Token, words: tuple[str, ...], labels: _Labels) -> bool:
    if words in labels.capitals:
        return last.text.isupper()
    if len(words) == 1 and last.text.istitle() and _begins_place(last):
        return False
    return not names_field(last) and (last.pos_ in _NOMINAL or len(words) > 1)


def _begins_place(token: Token) -> bool:
    """Whether a word begins the name of a place: "Port Moresby", "Port-au-Prince"."""
    after = token.doc[token.i + 1 : token.i + 2]
    name = after.text.startswith("-") or (after.text.istitle() and after[0].pos_ == "PROPN")
    return name and token.pos_ == "PROPN" and token.ent_type_ in _PLACES


def by_labels(span: Span) -> str | None:
    """The concept whose label stands in the phrase: that which holds the head, else the most specific.

    "the release of all hostages" is hostages-prisoners; "the price of a flat" is ``None``.
    """
    known: dict[tuple[int, int], str | None] = span.doc.user_data.setdefault("kg.issue_labels", {})
    place = span.start, span.end
    if place not in known:
        known[place] = _by_labels(span)
    return known[place]


def _by_labels(span: Span) -> str | None:
    found = matches_in(span)
    head = span.root.i
    holding = [m for m in found if m[0] <= head < m[1]]
    if holding and (len(found) == 1 or holding[0][1] - holding[0][0] > 1):
        return holding[0][2]
    unordered = by_words(span)
    if unordered is not None:
        return unordered
    if found:
        plain = span.root.lemma_.lower() in word_classes()["keep"]
        return max(
            found, key=lambda m: (not (plain and m in holding), len(ancestors(m[2])), m[1] - m[0], -m[0])
        )[2]
    return None


def widened(span: Span) -> Span:
    """The phrase, lengthened where its head's label reaches beyond it ("chemicals" + "used to make")."""
    starts, _ = _stretches(span.doc)
    head = span.root
    place = bisect_left(starts, span.start)
    if place == len(starts) or starts[place] > head.i:
        return span
    around = span.doc[span.start : min(span.end + 6, head.sent.end)]
    for first, last, _ in matches_in(around):
        if first <= head.i < last and last > span.end:
            return span.doc[span.start : last]
    return span


def known(token: Token) -> bool:
    """Whether a label of the scheme matches the token by itself."""
    return (reduced(token.text),) in _labels().exact


def content_words(span: Span) -> frozenset[str]:
    """The reduced words of a phrase without function words, numbers and marks."""
    return frozenset(
        [reduced(t.text) for t in span if t.is_alpha and t.lower_ not in FUNCTION and len(t.text) > 1]
    )


def telling_words(span: Span) -> frozenset[str]:
    """The content words by which a phrase is told from others: without the names of places beside others.

    "aid to Chad" and "the war in Chad" have none in common, "the war" and "the war in Chad" have one.
    """
    places = {t.text for t in span if t.ent_type_ in _PLACES}
    return content_words(span) - {reduced(name) for name in places} or content_words(span)


def by_words(span: Span) -> str | None:
    """The concept of which all content words of a label, at least two, stand in the phrase; longest label
    first.
    """
    if len(span) < 2:
        return None
    words = {reduced(t.text) for t in span}
    sets = _labels().sets
    fitting = [s for word in words if word in sets for s in sets[word] if s[1] <= words]
    return min(fitting)[2] if fitting else None


def doc_matches(doc: Doc) -> list[tuple[int, int, str]]:
    """All label matches of a document, sentence by sentence; found once and kept with the document."""
    known = doc.user_data.get("kg.issue_matches")
    if not isinstance(known, list):
        known = doc.user_data["kg.issue_matches"] = [m for s in doc.sents for m in matches_in(s)]
    return list(known)
