"""What the tests share: where the checkout and the material beside it lie."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of evaluation material beside the checkout; tests that need it are skipped without it."""
    if not SHARED.is_dir():
        pytest.skip("the evaluation material ../shared is not here")
    return SHARED


@pytest.fixture(scope="session")
def seed_article(root: Path) -> Path:
    """The article that the acceptance tests are about."""
    return root / "examples" / "seed-article.txt"


@pytest.fixture(scope="session")
def seed_graph(seed_article: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Turtle that ``kg build`` makes of it, without a day of publication."""
    from kg.cli import run

    path = tmp_path_factory.mktemp("seed") / "seed.ttl"
    assert run(["build", str(seed_article), "-o", str(path), "-q"]) == 0
    return path
