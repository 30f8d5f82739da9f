"""The words of an organization's entity that are its name: without "both the", "'s" and an open bracket."""

from __future__ import annotations

from collections.abc import Collection

from kg.extraction.tokens.frozen_doc import Doc, Span
from kg.extraction.tokens.frozen_token import Token

_JOINT = frozenset("commission committee council association society".split())
_PLAIN = frozenset("NOUN ADV ADP ADJ VERB AUX SCONJ CCONJ PRON NUM".split())
EVENTS = frozenset({"talks", "consultations", "negotiations", "discussions"})
"""What people with titles do, and nobody's name: "Secretary Level Talks"."""
_WORDS = 6
"""Words of a joint body's name before the recognised ones: "Peru-Chile Friendship and | Trade Committee"."""


def without_edges(entity: Span) -> Span:
    """The name in an entity, maybe empty: of "both the Lima Front", "Lima Front's", "Lima Front (LF"."""
    doc, first, last = entity.doc, entity.start, entity.end
    while first < last and (doc[first].pos_ == "DET" or doc[first].lower_ == "both" or is_mark(doc[first])):
        first += 1
    last = _before_matter(doc, first, _before_bracket(doc, first, last))
    while last > first and (
        doc[last - 1].lower_ in {"'s", "'", "of", "and", "for"}
        or is_mark(doc[last - 1])
        or doc[last - 1].tag_ == "PRP$"  # "Office of His" Majesty X
    ):
        last -= 1
    return doc[first : _before_bracket(doc, first, last)]  # "the Lima Front | (LF)"


def _before_matter(doc: Doc, first: int, last: int) -> int:
    """Where the name of a state ends before what it signs: "the Russian Federation | on Friendship"."""
    on = (i for i in range(first + 1, last) if doc[i].lower_ in {"on", "for"})
    return next((i for i in on if doc[i - 1].lower_ in _STATES), last)


_STATES = frozenset("federation republic kingdom states emirates".split())


def with_states(span: Span, placed: Collection[int]) -> Span:
    """The name of a joint body from its states on: "[Peru-Chile Joint] Commission"; else as it is.

    ``placed``: the tokens that name countries.
    """
    doc, i = span.doc, span.start
    if not any(t.lower_ in _JOINT for t in span):
        return span
    while i > 1 and span.start - i < _WORDS and not doc[i].is_sent_start:
        i -= 1
        if doc[i].text == "-" and {i - 1, i + 1} <= set(placed) and not doc[i].whitespace_:
            while i - 1 in placed:
                i -= 1
            return doc[i : span.end]
        if not (doc[i].text[:1].isupper() or doc[i].lower_ in {"and", "&", "-"}):
            break
    return span


def with_region(span: Span) -> Span:
    """The name of an office for two parts of the world, with the first: "[Asian and] Pacific Affairs"."""
    doc, i = span.doc, span.start - 2
    if i < 0 or doc[i + 1].lower_ != "and" or doc[i].text not in _REGIONS:
        return span
    return doc[i : span.end] if any(t.text == "Affairs" for t in span) else span


def is_no_body(span: Span) -> bool:
    """Whether a name is of several who hold an office, "[Home Secretaries]", or the first of two parts of the
    world: "[Central] and Eastern Europe"; not "Council of Ministers".
    """
    if len(span) < _LONG and span[-1].lower_ in {"ministers", "secretaries"}:
        return True
    doc, end = span.doc, span.end
    parts = len(span) == 1 and span[0].text in _PARTS and doc[end : end + 1].text == "and"
    return parts and any(t.text in _PARTS for t in doc[end + 1 : end + 2])


_LONG = 3
_PARTS = frozenset(
    """
    Central Eastern Western Southern Northern East West South North Southeastern Southeast Northeast Middle
    """.split()
)
_REGIONS = frozenset("African American Arab Asian European Western Eastern Southern Northern".split())


def before_plain_words(doc: Doc, first: int, last: int) -> int:
    """Where a person's name ends that the recogniser lets run on: "King Ruiz | later in"."""
    end = last
    while (
        end - first > 1
        and doc[end - 1].is_lower
        and doc[end - 1].pos_ in _PLAIN
        and not _hyphened(doc[end - 1])
    ):
        end -= 1
    return end if doc[end - 1].text[:1].isupper() else last


def _hyphened(word: Token) -> bool:
    """Whether a word is of the one before: "un" of "Jong-un"."""
    before = word.nbor(-1)
    return is_mark(before) and not before.whitespace_


def alone(token: Token, known: bool) -> bool:
    """Whether an entity is one word that no table knows and that no day of the week is."""
    after = token.nbor(1).ent_iob_ if token.i + 1 < len(token.doc) else "O"
    return not known and token.ent_iob_ == "B" and after != "I" and not token.lower_.endswith("day")


def is_mark(token: Token) -> bool:
    """Whether a token has neither letters nor digits."""
    text = token.text
    return not (text.isalnum() or any(c.isalnum() for c in text))


def _before_bracket(doc: Doc, first: int, last: int) -> int:
    """Where a name ends that the recogniser lets run into a bracket: "Forces for Liberation | (FFL"."""
    opened = next((i for i in range(first + 1, last) if doc[i].text == "("), None)
    closed = opened is not None and any(t.text == ")" for t in doc[opened:last])
    return last if opened is None or closed else opened


def posted_there(doc: Doc, i: int) -> bool:
    """Whether an envoy is sent to what stands here: "Ambassador to | Jordan X", who is no Jordan."""
    return i > 1 and doc[i - 1].lower_ == "to" and doc[i - 2].lower_ in _POSTED


_POSTED = frozenset("ambassador envoy emissary commissioner consul representative nuncio".split())


def short_for_body(words: Span) -> bool:
    """Whether a word in capitals in brackets abbreviates a name: "the Lima Panel's | (LIP) envoy"."""
    doc, first, last = words.doc, words.start, words.end
    short = len(words) == 1 and words.text.isupper() and len(words.text) > 2
    return short and first > 1 and last < len(doc) and doc[first - 1].text == "(" and doc[last].text == ")"
