"""Articles of some made pairs with the quads drawn from them, read once."""

from __future__ import annotations

import pytest
from pyoxigraph import Quad

from kg.model import Article
from kg.pipeline import process
from tests.alignment.pairs import pairs

SORTS = ("planned", "transliteration", "same day", "one surname")


class Graphs(list[list[Quad]]):
    """The quads of some articles; tells only how many, for hypothesis prints what it is given."""

    def __repr__(self) -> str:
        return f"{len(self)} graphs"


@pytest.fixture(scope="session")
def articles_read() -> list[Article]:
    """The articles of the chosen pairs, each text once."""
    chosen = [p for p in pairs() if p.case.startswith(SORTS)]
    return list({it.digest: it for p in chosen for it in (p.first, p.second)}.values())


@pytest.fixture(scope="session")
def graphs(articles_read: list[Article]) -> Graphs:
    """What was drawn from each of ``articles_read``."""
    return Graphs(process(it).quads for it in articles_read)
