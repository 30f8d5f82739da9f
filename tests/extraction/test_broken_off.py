"""Texts that break off within a sentence, as excerpts and cut downloads do: read without a fault."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kg.model import Article
from kg.pipeline import extract_article

HERE = Path(__file__).parent
_TEXTS = 400


def _sentences() -> list[str]:
    """The sentences of all tables beside the tests, once each."""
    lines = [line for table in sorted(HERE.glob("*.tsv")) for line in table.read_text("utf-8").splitlines()]
    found = [cell for line in lines if not line.startswith("#") for cell in line.split("\t")[:1]]
    return [it for it in dict.fromkeys(found) if it.count(" ") > 5]


@pytest.mark.parametrize(
    "text",
    [
        "Chile and Peru held talks. The meeting was also attended by Sheikh Omar bin Said Al Ma",
        "Mr. Jan Maes, Senior Official of the Pentagon",
        "Norway sent Mr. Jan Maes, Deputy Director of the Bureau of the State Department",
        "Kenya invited His Royal",
        "President Juan Soto of Peru saw Prime Minister Ana Lund of Norway as",
        "Peru's Minister of Foreign Affairs and Secretary to",
        "President Juan Soto of Peru met Prime Minister Ana Lund (",
    ],
)
def test_a_name_or_title_may_be_the_end(text: str) -> None:
    assert extract_article(Article("broken-off", text)).actors


def test_any_word_may_be_the_last() -> None:
    chosen = random.Random(11)
    sentences = _sentences()
    assert len(sentences) > 2000
    for _ in range(_TEXTS):
        one, other = chosen.sample(sentences, 2)
        words = other.split(" ")
        text = f"{one} {' '.join(words[: chosen.randrange(1, len(words))])}".rstrip(".,;")
        found = extract_article(Article("broken-off", text))
        assert all(0 <= m.start < m.end <= len(text) for it in found.meetings for m in it.mentions), text
