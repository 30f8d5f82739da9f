"""What articles and their events are about: mentions of the issue scheme, and the topics that grammar states.

The topic of a contact stands in a handful of constructions ("talks on X", "met to discuss X", "trade talks",
"they discussed X"); the words that introduce one are in ``kg/data/issue_words.tsv``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.issues import issue_terms
from kg.extraction.issues.issue_frames import contact_topics
from kg.extraction.issues.issue_heads import named, objects
from kg.extraction.issues.issue_phrases import phrase, words
from kg.extraction.issues.issue_ranking import candidates, select
from kg.extraction.issues.issue_setting import ALONE, Setting, is_caption
from kg.extraction.issues.issue_vectors import by_vector
from kg.extraction.places.place_words import SITUATIONS
from kg.extraction.tokens.frozen_doc import Doc, Span
from kg.extraction.tokens.frozen_token import Token
from kg.scheme import ancestors


@dataclass(frozen=True, slots=True)
class IssueSpan:
    """A stretch that names an issue: code points, token indices (last exclusive), label, concept slug."""

    start: int
    end: int
    first: int
    last: int
    label: str
    concept: str | None


def issue_span(span: Span) -> IssueSpan:
    """The issue that a noun phrase names; its label is the words with single spaces."""
    span = issue_terms.widened(span)
    label = " ".join(span.text.replace('"', "").split())
    if label.count("(") != label.count(")"):  # "settlement of (bilateral | issues)"
        label = label.replace("(", "").replace(")", "")
    return IssueSpan(span.start_char, span.end_char, span.start, span.end, label, classify(span))


def apart_from(doc: Doc, issue: IssueSpan, places: Collection[tuple[int, int]]) -> IssueSpan:
    """The issue without where it is spoken of: "fishing" of "talks on fishing in Oslo" that are in Oslo.

    ``places`` are the stretches, in code points, that name the place of the meeting. "The fighting in Lima"
    stays, wherever it is spoken of.
    """
    for token in doc[issue.first + 1 : issue.last]:
        if token.lower_ not in {"in", "at"} or doc[token.i - 1].lemma_.lower() in SITUATIONS:
            continue
        where = next((c for c in token.children if c.dep_ == "pobj"), None)
        if where is None or where.right_edge.i + 1 < issue.last:
            continue
        if any(start <= where.idx < end for start, end in places):
            return issue_span(doc[issue.first : token.i])
    return issue


def classify(span: Span) -> str | None:
    """The concept that a noun phrase names: by label, by its words in any order, by vectors, or ``None``."""
    return issue_terms.by_labels(span) or by_vector(span)


def scheme_mentions(doc: Doc) -> list[IssueSpan]:
    """Every mention of a concept of the scheme, longest label first, in document order."""
    return [_mention(doc, *match) for match in issue_terms.doc_matches(doc)]


def _mention(doc: Doc, first: int, last: int, slug: str) -> IssueSpan:
    span = doc[first:last]
    return IssueSpan(span.start_char, span.end_char, first, last, " ".join(span.text.split()), slug)


def issues_of(doc: Doc, trigger: Token) -> list[IssueSpan]:
    """What the event of one trigger word is about, by the constructions of its sentence, in text order.

    For a contact: "talks on water" gives "water". For a pledge, request or statement: the issues in what is
    promised, asked or said ("pledged to resume cooperation in several areas, including drug trafficking").
    """
    heads = [] if _is_act(trigger) else list(contact_topics(trigger))
    if heads:
        return _distinct(issue_span(phrase(head)) for head in heads)
    return _content_issues(doc, trigger)


def issues_near(doc: Doc, triggers: Sequence[Token], setting: Setting = ALONE) -> list[IssueSpan]:
    """What a contact is about by its mentions, the sentences that go on about it, and the article as a whole.

    Candidates are ranked by the model of ``issue_ranking``; at most MOST, in text order. ``setting`` says who
    takes part and is named where, and where the article tells of other contacts.
    """
    if not triggers:
        return []
    disputed = [span for t in triggers for span in _disputed_destination(doc, t)]
    found = candidates(doc, triggers, setting, to_select=True)
    if disputed or all(is_caption(t.sent) for t in triggers):
        found = [c for c in found if "frame.own" in c.features]
    return _distinct([*(issue_span(span) for span in select(found)), *disputed])


def _disputed_destination(doc: Doc, trigger: Token) -> Iterator[IssueSpan]:
    """A visited place whose status is a dispute of the scheme: "visit to Taiwan", not "visit to Norway"."""
    if trigger.lemma_.lower() not in {"visit", "trip", "tour", "travel", "stop"}:
        return
    direct = [c for c in trigger.rights if c.dep_ == "dobj"]
    places = [g for c in trigger.rights if c.lower_ in {"to", "in"} for g in c.rights if g.dep_ == "pobj"]
    for place in [*direct, *places]:
        for first, last, slug in issue_terms.matches_in(phrase(place)):
            if first <= place.i < last and "territorial-disputes" in ancestors(slug):
                yield _mention(doc, first, last, slug)


def _is_act(trigger: Token) -> bool:
    table = words()
    lemma = trigger.lemma_.lower()
    contact = lemma in table["encounter"] or lemma in table["contact"] or lemma in table["discuss"]
    return not contact and (trigger.pos_ == "VERB" or any(c.dep_ in {"acl", "relcl"} for c in trigger.rights))


def _content_issues(doc: Doc, trigger: Token) -> list[IssueSpan]:
    """The scheme's issues in the complement of a word; where it has none, the phrases that it governs."""
    inside = [t for c in trigger.rights if c.dep_ not in {"conj", "cc"} for t in c.subtree]
    known = [_mention(doc, *match) for match in issue_terms.matches(inside)] if inside else []
    if known:
        return _distinct(known)
    heads = [h for item in objects(trigger) for h in named(item, places=False)]
    return _distinct(issue_span(phrase(head)) for head in heads)


def document_issues(doc: Doc) -> list[IssueSpan]:
    """The article's issues, most important first: by number of mentions, weighted towards the beginning."""
    score: dict[str, float] = {}
    first: dict[str, IssueSpan] = {}
    size = max(1, len(doc))
    for span in scheme_mentions(doc):
        key = span.concept or span.label
        first.setdefault(key, span)
        score[key] = score.get(key, 0.0) + 1.0 + (1.0 - span.first / size)
    return [first[k] for k in sorted(score, key=lambda k: (-score[k], first[k].start))]


def _distinct(spans: Iterable[IssueSpan]) -> list[IssueSpan]:
    """In text order, one per concept or label, none inside another."""
    out: list[IssueSpan] = []
    seen: set[str] = set()
    ordered = sorted(spans, key=lambda s: (s.first, -s.last))
    for span in ordered:
        key = span.concept or span.label.casefold()
        inside = any(
            o.first <= span.first and span.last <= o.last and span.concept in {None, o.concept} for o in out
        )
        if key not in seen and not inside:
            seen.add(key)
            out.append(span)
    return out
