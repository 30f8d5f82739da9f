"""The invented article's quads and store, and the seed gold where it is present."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Quad, Store

from kg.rdf.describe import describe
from kg.rdf.load import load
from tests.rdf.invented import EXTRACTION, LINKING, RUN

SHARED = Path(__file__).parents[2].parent / "shared"


@pytest.fixture(scope="session")
def quads() -> list[Quad]:
    return list(describe(EXTRACTION, LINKING, RUN))


@pytest.fixture
def store(quads: list[Quad]) -> Store:
    filled = Store()
    filled.extend(quads)
    return filled


@pytest.fixture(scope="session")
def gold() -> Store:
    path = SHARED / "ontology" / "seed-gold.ttl"
    if not path.exists():
        pytest.skip(f"needs the seed gold graph at {path.parent.parent.name}/ontology beside the checkout")
    return load(path)


@pytest.fixture(scope="session")
def seed_text() -> str:
    path = SHARED / "data" / "seed-article.txt"
    if not path.exists():
        pytest.skip("needs the seed article beside the checkout")
    return path.read_text(encoding="utf-8")
