"""RDF terms as N-Quads writes them: what ``kg.rdf.terms`` makes, as the words of a line.

An article has some 300 statements and 100 mentions of eight more. Where words need no care they are written
here, without a value of the RDF library, of which each is made, hashed and written by itself; all else is
written by the library.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache, lru_cache

from kg.rdf import terms
from kg.vocab import PREFIXES

Written = str
"""A term as it stands in a line; a node is its IRI in angle brackets."""
_PLAIN = re.compile(r"[A-Za-z0-9_.-]+")


@cache
def node(iri: str) -> Written:
    """The IRI as a term; cached, because a graph has few distinct predicates, types and codes."""
    return str(terms.node(iri))


def in_namespace(prefix: str, local: str) -> Written:
    """The node ``prefix:local``; ``KeyError`` for an unknown prefix, ``ValueError`` for a bad IRI."""
    if _PLAIN.fullmatch(local):
        return f"<{PREFIXES[prefix]}{local}>"
    return str(terms.in_namespace(prefix, local))


def iri_of(written: Written) -> str:
    """The IRI of a node."""
    return written[1:-1]


def string(text: str) -> Written:
    """A plain string, exactly as it is: quotes, identifiers, EDTF."""
    if text.isprintable() and '"' not in text and "\\" not in text:  # nothing to escape
        return f'"{text}"'
    return str(terms.string(text))


def text(words: str, language: str = "en") -> Written:
    """Cleaned words with their language; ``und`` where the tag is not well-formed."""
    return f"{string(terms.clean(words))}{_tag(language)}"


@lru_cache(maxsize=64)
def _tag(language: str) -> Written:
    return str(terms.text("", language)).removeprefix('""')


_INTEGER, _DATE, _DURATION = (in_namespace("xsd", name) for name in ("integer", "date", "duration"))


def integer(number: int) -> Written:
    """An ``xsd:integer``."""
    return f'"{number}"^^{_INTEGER}'


@lru_cache(maxsize=1024)
def decimal(number: float) -> Written:
    """An ``xsd:decimal`` of two decimals at most, in canonical form: ``0.9``, ``1``."""
    return str(terms.decimal(number))


def day(when: date) -> Written:
    """An ``xsd:date`` without time zone."""
    return f'"{when.isoformat()}"^^{_DATE}'


def duration(iso: str) -> Written:
    """An ``xsd:duration`` (``"P2D"``)."""
    return f"{string(iso)}^^{_DURATION}"


def moment(when: datetime) -> Written:
    """An ``xsd:dateTime`` in UTC to the second; a naive time is taken as UTC."""
    return str(terms.moment(when))


def uri(address: str) -> Written:
    """A web address as ``xsd:anyURI``: a literal, because what a source calls its URL need not be an IRI."""
    return str(terms.uri(address))
