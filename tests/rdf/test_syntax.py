"""Mistakes in queries: the token at fault, where it stands, and what was expected there."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import Literal, Store

from kg.errors import QueryError
from kg.rdf.query import questions, run
from kg.rdf.tokens import open_braces, substituted, tokens

MISTAKES = [
    ("SELECT ?x WHERE {\n  ?x a dip:Meeting .\n  FILTR(?x)\n}", 3, 3, "at 'FILTR'", "did you mean FILTER?"),
    ("SELEC ?x {}", 1, 1, "at 'SELEC'", "did you mean SELECT?"),
    ("SELECT ?x { ?x ?p ?y OPTONAL { ?x a ?z } }", 1, 22, "at 'OPTONAL'", "did you mean OPTIONAL?"),
    ("SELECT ?x { ?x ?p ?y FILTER(STRSTART(?y, 'a')) }", 1, 29, "at 'STRSTART'", "did you mean STRSTARTS?"),
    ("SELECT ?x WHERE { ?x a nope:Thing }", 1, 24, "at 'nope:Thing'", "PREFIX name: <IRI>"),
    ("SELECT ?x WHERE { ?x ?y ", 1, 24, "where the query ends", "a variable, an IRI"),
    ("SELECT ?x WHERE { ?x a dip:Meeting", 1, 35, "where the query ends", "'}'"),
    ("SELECT ?x WHERE { ?x ?y ?z } ORDER ?x", 1, 36, "at '?x'", "expected BY"),
    ("SELECT ?x WHERE ?x ?y ?z", 1, 17, "at '?x'", "expected '{'"),
    ("SELECT ?x { ?x ?p 'abc }", 1, 19, 'at "\'"', "a string begins here that does not end"),
    ("SELECT ?x { ?x ?p <a b> }", 1, 23, "at '>'", "no absolute IRI"),
    (
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        1,
        1,
        "at 'INSERT'",
        "expected SELECT, ASK, CONSTRUCT, DESCRIBE",
    ),
    ("ASK { ?x a dip:Meeting ; }} ", 1, 27, "at '}'", "expected the end"),
    ("SELECT ?x { ?x ?p ?y . FILTER(?x > }", 1, 36, "at '}'", "a variable"),
    (
        "SELECT ?x (COUNT(?y) AS ?n) { ?x ?p ?y }",
        1,
        41,
        "where the query ends",
        "neither grouped by nor aggregated",
    ),
    ("SELECT * { BIND(1 AS ?x) BIND(2 AS ?x) }", 1, 40, "at '}'", "has a value already"),
    ("SELECT COUNT(?x) { ?x ?p ?y }", 1, 8, "at 'COUNT'", "'('"),
    ("# a remark with ' and {\nSELECT ?x WHERE {\n\t?x dip:about, ?y }", 3, 14, "at ','", "a variable"),
    ("SELECT ?x WHERE { ?x a dip:Meeting LIMIT 10", 1, 36, "at 'LIMIT'", "'}'"),
]


@pytest.mark.parametrize(
    ("text", "line", "column", "found", "words"), MISTAKES, ids=[it[0][:40] for it in MISTAKES]
)
def test_a_mistake_is_shown_where_it_is(text: str, line: int, column: int, found: str, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        run(Store(), text)
    message = str(caught.value)
    assert message.startswith(f"syntax error at line {line}, column {column}, {found}: ")
    assert words in message
    source, mark = caught.value.excerpt.split("\n")
    assert source[mark.index("^") :].startswith(
        text.split("\n")[line - 1][column - 1 :][:30].replace("\t", " ")
    )
    assert source.startswith(f"{line:>5} | ")


def test_there_are_nineteen_mistakes() -> None:
    assert len(MISTAKES) == 19


def test_a_long_line_is_cut_around_the_mistake() -> None:
    with pytest.raises(QueryError) as caught:
        run(Store(), "SELECT * { " + "?a ?b ?c . " * 800 + "FILTR(?a) }")
    source, mark = caught.value.excerpt.split("\n")
    assert len(source) < 120
    assert source[mark.index("^") :].startswith("FILTR")
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("question", questions(), ids=lambda it: it.name)
def test_each_token_left_out_is_answered_in_one_line_or_still_a_query(question: object) -> None:
    text = re.sub(r"(?m)^#.*\n", "", question.text)  # type: ignore[attr-defined]
    words = tokens(text)
    for place in range(1, len(words), 1 + len(words) // 3):
        told = mistake(text[: words[place].start()] + text[words[place].end() :])
        assert "\n" not in told
        assert len(told) < 400


def mistake(text: str) -> str:
    """What is wrong with the query; empty where it is one."""
    try:
        run(Store(), text)
    except QueryError as error:
        return str(error)
    return ""


def test_terms_take_the_place_of_variables_and_of_nothing_else() -> None:
    text = 'SELECT ?x { ?x ?p ?ab, $a, "?a" . # ?a\n <urn:?a> ?p ?a }'
    hostile = Literal('" } ; DROP ALL #')
    assert substituted(text, {"a": hostile}) == (
        f'SELECT ?x {{ ?x ?p ?ab, {hostile}, "?a" . # ?a\n <urn:?a> ?p {hostile} }}'
    )
    assert str(hostile) == '"\\" } ; DROP ALL #"'


@pytest.mark.parametrize(
    ("text", "count"),
    [("SELECT * {", 1), ("ASK { '}' ", 1), ("ASK { ?x ?y <urn:x> # }", 1), ("ASK {}", 0), ("}", -1), ("", 0)],
)
def test_braces_in_words_do_not_count(text: str, count: int) -> None:
    assert open_braces(text) == count
