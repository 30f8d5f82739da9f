"""RDF terms: IRIs of our nodes and literals in the one lexical form that every store keeps.

Stores normalise numbers (``0.90`` becomes ``0.9``) and language tags (``en-GB`` becomes ``en-gb``); the
terms made here are already in that form, so that a graph written directly and one exported from a store
are the same bytes.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from kg.vocab import PREFIXES

_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")


@cache
def node(iri: str) -> NamedNode:
    """The IRI as a term; cached, because a graph has few distinct predicates, types and codes."""
    return NamedNode(iri)


_INTEGER, _DECIMAL = node(PREFIXES["xsd"] + "integer"), node(PREFIXES["xsd"] + "decimal")


def in_namespace(prefix: str, local: str) -> NamedNode:
    """The node ``prefix:local``; ``KeyError`` for an unknown prefix, ``ValueError`` for a bad IRI."""
    return NamedNode(PREFIXES[prefix] + local)


def wikidata(qid: str) -> NamedNode:
    """The Wikidata entity, of which the id alone (``"Q30"``) is given."""
    return in_namespace("wd", qid)


def value_of(term: object) -> str:
    """The IRI of a node, the words of a literal, the name of a blank node."""
    return str(getattr(term, "value", term))


def clean(text: str) -> str:
    r"""One line without control, direction, private or unpaired surrogate characters, white space collapsed.

    For names and labels, which come from words of an article but are not evidence. U+2028 counts as white
    space. ``"a\n b\x07"`` becomes ``"a b"``; ``"Türkiye"`` stays.
    """
    joined = " ".join(text.split())
    if joined.isprintable():  # nothing to leave out
        return joined
    kept = "".join(" " if char.isspace() else char for char in text if not _hidden(char))
    return " ".join(kept.split())


_NO_WIDTH = "\ufeff\u061c\u200b\u200e\u200f\u2060"


def _hidden(char: str) -> bool:
    """Direction marks would let a name rewrite the line around it; joiners stay, scripts need them."""
    if char in _NO_WIDTH or "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069":
        return True
    return not char.isspace() and unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn"}


def string(text: str) -> Literal:
    """A plain string, exactly as it is: quotes, identifiers, EDTF."""
    return Literal(text)


def text(words: str, language: str = "en") -> Literal:
    """Cleaned words with their language; ``und`` where the tag is not well-formed."""
    return Literal(clean(words), language=_tag(language))


@lru_cache(maxsize=64)
def _tag(language: str) -> str:
    return language.lower() if _LANGUAGE.fullmatch(language) else "und"


def integer(number: int) -> Literal:
    """An ``xsd:integer``."""
    return Literal(str(number), datatype=_INTEGER)


@lru_cache(maxsize=1024)
def decimal(number: float) -> Literal:
    """An ``xsd:decimal`` of two decimals at most, in canonical form: ``0.9``, ``1``."""
    rounded = Decimal(repr(number)).quantize(Decimal("0.01")).normalize()
    return Literal(format(rounded, "f"), datatype=_DECIMAL)


def day(when: date) -> Literal:
    """An ``xsd:date`` without time zone."""
    return Literal(when.isoformat(), datatype=node(PREFIXES["xsd"] + "date"))


def duration(iso: str) -> Literal:
    """An ``xsd:duration`` (``"P2D"``)."""
    return Literal(iso, datatype=node(PREFIXES["xsd"] + "duration"))


def moment(when: datetime) -> Literal:
    """An ``xsd:dateTime`` in UTC to the second; a naive time is taken as UTC."""
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    stamp = aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Literal(stamp, datatype=node(PREFIXES["xsd"] + "dateTime"))


def uri(address: str) -> Literal:
    """A web address as ``xsd:anyURI``: a literal, because what a source calls its URL need not be an IRI."""
    return Literal(address, datatype=node(PREFIXES["xsd"] + "anyURI"))


_NUMBERS = {PREFIXES["xsd"] + "integer", PREFIXES["xsd"] + "decimal"}
_PLAIN_NUMBER = re.compile(r"([+-]?)0*(\d+)(?:\.(\d+?)0*)?")


def canonical(quad: Quad) -> Quad:
    """The quad with its number in the form that stores give back: ``1.0`` is ``1``, ``0.90`` is ``0.9``.

    Anything else, an ill-formed number included, stays as it is.
    """
    value = quad.object
    if not isinstance(value, Literal) or value.datatype.value not in _NUMBERS:
        return quad
    form = plain_number(value.value)
    if form == value.value:
        return quad
    literal = Literal(form, datatype=value.datatype)
    return Quad(quad.subject, quad.predicate, literal, quad.graph_name)


def plain_number(words: str) -> str:
    """The lexical form that stores give back of a decimal or an integer; what is no number stays as it is."""
    number = _PLAIN_NUMBER.fullmatch(words)
    if number is None:
        return words
    sign, whole, fraction = number.groups()
    digits = whole if fraction in (None, "0") else f"{whole}.{fraction}"
    negative = sign == "-" and digits.strip("0.") != ""
    return f"-{digits}" if negative else digits
