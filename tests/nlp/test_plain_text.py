"""The text as the model reads it: of the same length, with beginnings in capitals as they stand within a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.plain_text import plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("JUAN SOTO, who heads the navy, met", "Juan Soto, who heads the navy, met"),
        ("TO COAX the rebels, he", "To coax the rebels, he"),
        ("PERU’S PRESIDENT, the host, met", "Peru's President, the host, met"),
        ("A UN envoy met", "A UN envoy met"),
        ("UN-BACKED PEACE talks", "UN-Backed Peace talks"),
        ("PM SOTO of Peru met", "PM Soto of Peru met"),
        # a dateline, an acronym, a headline in capitals
        ("NEW YORK, Nov 3 (Wire) - The", "NEW YORK, Nov 3 (Wire) – The"),
        ("NEW YORK - The envoys met", "NEW YORK – The envoys met"),
        ("NATO ministers met", "NATO ministers met"),
        ("LEADERS MEET IN LIMA", "LEADERS MEET IN LIMA"),
        ("Lima. JUAN SOTO met", "Lima. JUAN SOTO met"),
    ],
)
def test_beginnings_in_capitals(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text(alphabet="AÉSTO 'n-.,\n’", max_size=40))
def test_length_stays(text: str) -> None:
    assert len(plain(text)) == len(text)
