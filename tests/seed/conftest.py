"""The seed article, the graph that is built of it, and what that graph says."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli import run
from tests.seed.content import Content
from tests.seed.expected import content_of


@pytest.fixture(scope="session")
def seed_article(root: Path) -> Path:
    """The article that the acceptance tests are about."""
    return root / "examples" / "seed-article.txt"


@pytest.fixture(scope="session")
def seed_graph(seed_article: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Turtle that ``kg build`` makes of it, without a day of publication."""
    path = tmp_path_factory.mktemp("seed") / "seed.ttl"
    assert run(["build", str(seed_article), "-o", str(path), "-q"]) == 0
    return path


@pytest.fixture(scope="session")
def text(seed_article: Path) -> str:
    """The words of the seed article."""
    return seed_article.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def found(seed_graph: Path, text: str) -> Content:
    """What the graph of the seed article says, in words."""
    return content_of(seed_graph, text)
