"""What a person types, cut into statements: questions by name, SPARQL, commands with a dot."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.cli.asked import pairs
from kg.errors import QueryError
from kg.rdf.tokens import open_braces, tokens

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_BEGIN = (*FORMS, "PREFIX", "BASE")
#: Words that may begin a line which goes on with a query whose braces are closed.
_GO_ON = ("GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES", "WHERE", "FROM", "{")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement and the line that it begins on, counted from 1."""

    text: str
    line: int


def is_sparql(text: str) -> bool:
    """Whether the text is SPARQL rather than the name of a question or a command."""
    return _first(text) in _BEGIN


def is_whole(text: str) -> bool:
    """Whether nothing more need be typed: one line that is no SPARQL, or a query whose braces are closed.

    A query that ends with an empty line is whole in any case, so that nobody is caught in it.
    """
    if not is_sparql(text):
        return True
    words = [it.group().upper() for it in tokens(text)]
    form = next((it for it in words if it in FORMS), "")
    if not form:
        return text.endswith("\n\n")
    if "{" not in words:
        named = form == "DESCRIBE" and any(
            ":" in it or it.startswith("<") for it in words[words.index(form) :]
        )
        return named or text.endswith("\n\n")
    return open_braces(text) <= 0 or text.endswith("\n\n")


def statements(lines: Iterable[str]) -> Iterator[Statement]:
    """The statements of a text that nobody types: a query may also go on after its last brace (ORDER BY).

    Lines of comments between statements are left out.
    """
    held, begun = "", 0
    for number, line in enumerate(lines, 1):
        text = line.rstrip("\r\n")
        if held and (_first(text) in _GO_ON or not is_whole(held)):
            held += f"\n{text}"
            continue
        if held:
            yield Statement(held, begun)
            held = ""
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        held, begun = text, number
    if held:
        yield Statement(held, begun)


def asked_by_name(text: str) -> tuple[str, dict[str, str]]:
    """The name of a question, or a file, and the values of its parameters; quotation marks keep words as one.

    >>> asked_by_name('who-met-whom actor="Wang Yi" since=2023')
    ('who-met-whom', {'actor': 'Wang Yi', 'since': '2023'})
    """
    try:
        name, *given = shlex.split(text)
    except ValueError as error:
        raise QueryError(f"{text!r}: {str(error)[0].lower()}{str(error)[1:]}") from error
    return name, pairs(given)


def _first(text: str) -> str:
    found = next(iter(tokens(text.lstrip()[:200])), None)
    return found.group().upper() if found else ""
