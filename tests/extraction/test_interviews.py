"""Who speaks in interviews: text -> participants of each meeting."""

from __future__ import annotations

import pytest

from tests.extraction.views import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chilean Foreign Minister Juan Soto: I met Peruvian President Ana Torres in Lima.",
            [{"Ana Torres", "Juan Soto"}],
        ),
        (
            "Q: When will you see Peruvian President Ana Torres?\n\nChilean Minister Juan Soto: I met her in Lima.",
            [{"Ana Torres", "Juan Soto"}],
        ),
        ("Q: How was Lima? I met Peruvian President Ana Torres there in May.", []),
        ("Peruvian President Ana Torres: I am glad to meet with you again.", []),
        (
            "Media release: Foreign Minister of Chile Juan Soto\n\nOn Monday I met Peruvian President Ana Torres.",
            [{"Ana Torres", "Juan Soto"}],
        ),
        ("Chilean Minister Juan Soto left Lima.\n\nI met Peruvian President Ana Torres on Monday.", []),
    ],
)
def test_who_answers(text: str, expected: list[set[str]]) -> None:
    """The name before the colon is "I"; who asks is nobody, and meeting him is no meeting."""
    found = read(text)
    names = {a.id: a.name for a in found.actors}
    assert [{names[p.actor] for p in m.participations} for m in found.meetings] == expected
