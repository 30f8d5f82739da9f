"""Terms written without the library are those that the library writes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf import terms, written

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12) | st.sampled_from(
    ['say "no"', "back\\slash", "two\nlines", "\x00\x7f\x85", "Türkiye", "\u2028", "\ufeff", ""]
)


@given(WORDS)
def test_strings(words: str) -> None:
    assert written.string(words) == str(terms.string(words))
    assert written.text(words) == str(terms.text(words))
    assert written.duration(words) == str(terms.duration(words))
    assert written.uri(words) == str(terms.uri(words))


@pytest.mark.parametrize("language", ["en", "en-GB", "de-1996", "not a tag!", ""])
def test_languages(language: str) -> None:
    assert written.text("words", language) == str(terms.text("words", language))


@given(
    st.text(max_size=8) | st.sampled_from(["Q30", "jen-daskal-2325a89684", "a b", "é", "%20", "<", "a.b_c"])
)
def test_nodes(local: str) -> None:
    try:
        expected = str(terms.in_namespace("id", local))
    except ValueError:
        with pytest.raises(ValueError, match="IRI"):
            written.in_namespace("id", local)
    else:
        assert written.in_namespace("id", local) == expected
        assert written.iri_of(expected) == terms.in_namespace("id", local).value


@given(st.integers(0, 10**6), st.floats(0, 1), st.dates(min_value=date(1000, 1, 1)))
def test_values(number: int, share: float, when: date) -> None:
    assert written.integer(number) == str(terms.integer(number))
    assert written.decimal(share) == str(terms.decimal(share))
    assert written.day(when) == str(terms.day(when))
    moment = datetime(when.year, when.month, when.day, tzinfo=UTC)
    assert written.moment(moment) == str(terms.moment(moment))


def test_unknown_prefixes_are_refused() -> None:
    with pytest.raises(KeyError):
        written.in_namespace("nobody", "x")
