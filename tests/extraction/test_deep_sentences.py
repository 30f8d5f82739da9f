"""Sentences that nobody would write: they are read without an error, however deep their tree is."""

from __future__ import annotations

import pytest

from tests.extraction.views import read

_STATES = ("Peru", "Kenya", "Chile", "Norway", "Oman")


@pytest.mark.parametrize(
    "text",
    [
        f"Ministers of {', '.join(_STATES[i % 5] for i in range(1_200))} and Laos met in Lima.",
        f"The president met {'the head of ' * 1_200}the council of Peru.",
        f"He said {'that she said ' * 1_200}that Peru met Kenya.",
        f"Peru met Kenya {'(' * 1_200}in Lima{')' * 1_200}.",
    ],
    ids=["a list of states", "heads of heads", "sayings of sayings", "brackets"],
)
def test_a_deep_sentence_is_read(text: str) -> None:
    found = read(text)
    quotes = {found.article.text[m.start : m.end] for a in found.actors for m in a.mentions}
    assert "Peru" in quotes
