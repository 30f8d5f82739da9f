"""What is wrong with a query that the parser refuses: the token, its place, and what may stand there instead.

The engine's own message names the place up to which it looked, which lies behind the mistake, and the last
of its rules that failed there. So the parser is used as an oracle: the first token that cannot follow what
stands before it is the mistake, and what is expected is what it would have taken in that place.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from functools import cache

from pyoxigraph import Store

from kg.errors import QueryError
from kg.rdf.algebra import well_formed
from kg.rdf.tokens import tokens
from kg.vocab import PREFIXES

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_AFTER = "\n" + " " * 40
#: What the engine says of its own accord, beside the names of its rules.
_SAID = (
    ("Prefix not found", "the prefix is not known: declare it, PREFIX name: <IRI>"),
    ("IRI parsing failed", "this is no absolute IRI"),
    ("variable that is unbound", "SELECT names a variable that is neither grouped by nor aggregated"),
)
_MEANING = (
    "well formed, and yet not allowed: perhaps BIND or AS gives a variable that has a value already, or a"
    " label of a blank node stands in two groups"
)
#: What is tried in the place of a mistake: words for the reader, and a sample.
_WORDS = (
    ("a variable", "?kg__sample"), ("an IRI", "<urn:x>"), ("a prefixed name", "dip:x"), ("a string", "'x'"),
    ("a number", "1"),
)  # fmt: skip
_SIGNS = "{ } ( ) [ ] . ; , * = < + - / | ^ ! ^^ && ||".split()
_KEYWORDS = (
    "SELECT ASK CONSTRUCT DESCRIBE PREFIX BASE DISTINCT REDUCED AS FROM NAMED WHERE FILTER OPTIONAL UNION"
    " MINUS GRAPH BIND VALUES UNDEF EXISTS NOT IN GROUP HAVING ORDER BY ASC DESC LIMIT OFFSET a true false"
    " COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT BOUND STR LANG DATATYPE COALESCE IF CONTAINS REGEX LCASE"
    " CONCAT STRSTARTS"
).split()
_MOST = 8
#: Texts longer than this, in characters, are told the place only: each try reads all that stands before it.
_LONG = 8_000


def malformed(message: str, text: str, name: str = "") -> QueryError:
    """The error that tells of a refused query: the place, the token there and what was expected instead.

    ``message`` is what the engine says of ``text``; ``name`` is that of the question, where it has one. Where
    only the engine knows what is wrong, its words are used.
    """
    where = f"{name}: " if name else ""
    if _PLACE.match(message) is None:
        return QueryError(f"{where}syntax error: {' '.join(message.split())[:200]}")
    words = tokens(text)
    number = _first_refused(text, words)
    if number == len(words):
        start, found = (words[-1].end() if words else 0), "where the query ends"
    else:
        start, found = words[number].start(), f"at {words[number].group()[:40]!r}"
    why = _said(message, text, words[: number + 1]) or _expected(text[:start], _word(words, number))
    line, column = text.count("\n", 0, start) + 1, start - (text.rfind("\n", 0, start) + 1) + 1
    return QueryError(
        f"{where}syntax error at line {line}, column {column}, {found}: {why}",
        excerpt=_excerpt(text, line, column),
    )


def _first_refused(text: str, words: Sequence[re.Match[str]]) -> int:
    """The number of the first token that cannot follow those before it; of all of them where each can."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        if _viable(text[: words[middle].end()]):
            low = middle + 1
        else:
            high = middle
    return low


def _said(message: str, text: str, words: Sequence[re.Match[str]]) -> str:
    """What is known to be wrong with the last of the tokens; empty where it only stands in a wrong place."""
    told = _refusal(text[: words[-1].end()]) if words else ""
    for sign, said in _SAID:
        if sign in f"{told} {message}":
            return said
    if words and words[-1].group() in {'"', "'"}:
        return "a string begins here that does not end"
    return _MEANING if len(text) <= _LONG and well_formed(text) else ""


def _word(words: Sequence[re.Match[str]], number: int) -> str:
    return words[number].group() if number < len(words) else ""


def _viable(text: str) -> bool:
    """Whether a query can begin so: the parser takes it, or fails only at its end."""
    return len(_refusal(text)) == 0


def _refusal(text: str) -> str:
    """Why no query can begin so, in the engine's words; empty where one can."""
    tried = text + _AFTER
    try:
        _empty().query(tried, prefixes=PREFIXES)
    except SyntaxError as error:
        match = _PLACE.match(str(error))
        if match is None:
            return str(error)
        end = (tried.count("\n") + 1, len(_AFTER))
        return "" if (int(match.group(1)), int(match.group(2))) >= end else match.group(3)
    except (ValueError, OSError, RuntimeError):
        return ""  # understood, and only then refused
    return ""


def _expected(before: str, token: str) -> str:
    """What could stand after ``before``, and which of that ``token`` is probably meant to be."""
    if len(before) > _LONG:
        return "this cannot stand here"
    keywords = [it for it in _KEYWORDS if _viable(f"{before} {it}")]
    found = [words for words, sample in _WORDS if _viable(f"{before} {sample}")]
    signs = [f"'{it}'" for it in _SIGNS if _viable(f"{before}{it}")]
    ending = ["the end"] if _whole(before) else []
    listed = [*ending, *signs[:4], *found, *keywords, *signs[4:]]
    if not listed:
        return "this cannot stand here"
    more = ", ..." if len(listed) > _MOST else ""
    near = difflib.get_close_matches(token.upper(), keywords, n=1, cutoff=0.6) if token.isalpha() else []
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"expected {', '.join(listed[:_MOST])}{more}{hint}"


def _whole(text: str) -> bool:
    try:
        _empty().query(text, prefixes=PREFIXES)
    except (SyntaxError, ValueError, OSError, RuntimeError):
        return False
    return True


@cache
def _empty() -> Store:
    """A store to parse with; nothing is ever put in."""
    return Store()


def _excerpt(text: str, line: int, column: int) -> str:
    """The line with a mark below the column, both lines with a margin that has the number."""
    lines = text.split("\n")
    shown = lines[line - 1] if line <= len(lines) else ""
    begin = max(0, column - 60)
    cut = "".join(sign if sign.isprintable() else " " for sign in shown[begin : begin + 100])
    margin = f"{line:>5} | "
    return f"{margin}{cut}\n{' ' * (len(margin) - 2)}| {' ' * (column - 1 - begin)}^"
