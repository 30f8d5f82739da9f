"""What a person is shown of a pair: whole sentences, offices in words."""

from __future__ import annotations

from datetime import date

import pytest

from kg.alignment.align import align
from kg.alignment.review import sentence_at
from tests.alignment.made import article, office, person


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("Rain fell. Anna met Ben. Then they left.", "met", "Anna met Ben."),
        ("Rain fell. X met U.S. Secretary Ashby. Then they left.", "met", "X met U.S. Secretary Ashby."),
        ("Rain fell. X met Y, Mr. Holm said. Then.", "said", "X met Y, Mr. Holm said."),
        (
            "They saw J. Hart on Sept. 9 in NATO. Then they left.",
            "saw",
            "They saw J. Hart on Sept. 9 in NATO.",
        ),
        ("The U.S.\nX met Y.", "met", "X met Y."),
        ("She was met by “Ben.” He left.", "met", "She was met by “Ben."),
    ],
)
def test_the_sentence_around_words(text: str, words: str, sentence: str) -> None:
    begin = text.index(words)
    assert sentence_at(text, begin, begin + len(words)) == sentence


def test_an_office_is_told_in_words() -> None:
    day, at = date(2021, 3, 3), office("Norland")
    full, bare = person("Ada Brandt", "Norland"), person("Brandt", "Norland")
    told = [article(p.label, day, [p, at], [], [(p, at)]) for p in (full, bare)]
    (judged,) = align(told).merged
    assert "same office: minister norland" in [r.words for r in judged.reasons]
