"""The query behind a view: SPARQL that gives what a page lists, with its node bound, and a way to run it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg.rdf.questions import Question
from kg.server.pages.frame import address
from kg.server.pages.markup import Safe, tag

QUERIES = Path(__file__).parent / "queries"


@cache
def text(name: str) -> str:
    """The query ``queries/NAME.rq`` as it is."""
    return (QUERIES / f"{name}.rq").read_text(encoding="utf-8")


def bound(name: str, **values: str) -> str:
    """The query with its parameters: IRIs, for ``words`` a string, written by the RDF library."""
    found = text(name)
    for key, value in values.items():
        term = Literal(value) if key == "words" else NamedNode(value)
        found = found.replace(f"VALUES ?param_{key} {{ UNDEF }}", f"VALUES ?param_{key} {{ {term} }}")
    return found


def behind(name: str, **values: str) -> Safe:
    """The query in a part that opens, with a link that runs it."""
    try:
        query = bound(name, **values)
    except ValueError:  # an IRI that SPARQL cannot write
        return Safe("")
    return tag(
        "details",
        tag("summary", "The query behind this view"),
        tag("pre", tag("code", query), tabindex="0"),
        tag("p", tag("a", "Run it", class_="tool", href=address("/ask", query=query))),
        class_="behind",
    )


def example(question: Question) -> str:
    """The text of a shipped question without its header."""
    lines = question.text.splitlines()
    while lines and lines[0].startswith("#"):
        lines.pop(0)
    return "\n".join(lines) + "\n"
