"""The tokens of a SPARQL text, whether it is well formed or not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

_IRI = r"<[^<>\s\"{}|^`\\]*>"
_STRING = (
    r"\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''"
    r"|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
)
_COMMENT = r"#[^\n]*"
#: Stretches of a query in which a word is no keyword: IRIs, strings, comments.
OPAQUE = re.compile(rf"{_IRI}|{_STRING}|{_COMMENT}", re.DOTALL)
_TOKEN = re.compile(
    rf"{_IRI}|{_STRING}"
    r"|[?$]\w+|@[A-Za-z-]+|_:\w+|(?:\w[\w.-]*)?:(?:[\w:%-](?:[\w.:%-]*[\w:%-])?)?"
    rf"|[+-]?\d+(?:\.\d+)?|\w+|\^\^|&&|\|\||[!<>]=|{_COMMENT}|\S",
    re.DOTALL,
)


class Term(Protocol):
    """An RDF term: ``str`` of it is how it is written in a query, whatever is in it."""

    def __str__(self) -> str: ...


def tokens(text: str) -> list[re.Match[str]]:
    """The tokens in order, comments left out. A quotation mark that nothing closes is a token of its own."""
    return [it for it in _TOKEN.finditer(text) if not it.group().startswith("#")]


def substituted(text: str, terms: Mapping[str, Term]) -> str:
    """The text with terms in place of variables, by name without ``?``; words in strings stay as they are."""

    def term(match: re.Match[str]) -> str:
        token = match.group()
        known = token[0] in "?$" and token[1:] in terms
        return str(terms[token[1:]]) if known else token

    return _TOKEN.sub(term, text)


def open_braces(text: str) -> int:
    """How many braces are open at the end of the text; negative where more are closed than were opened."""
    found = [it.group() for it in tokens(text)]
    return found.count("{") - found.count("}")
