"""An endpoint on loopback, an article, and a folder for answers of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import plugins
from kg.llm import Settings
from kg.llm import endpoint as asking
from kg.model import Article
from tests.llm.answers import answer_to
from tests.llm.served import MODEL, Served, completion, serving

TEXT = (
    "Norway's Prime Minister Anna Berg met Japan's Foreign Minister Kenji Ito in Oslo on Tuesday to discuss"
    " fisheries.\n\nThe two sides agreed to hold talks in Tokyo in June, a spokesman said.\n"
)


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No key, endpoint or model of the user's, no long pauses; answers are kept in the test's own folder."""
    for name in ("KG_LLM_KEY", "KG_LLM_ENDPOINT", "KG_LLM_MODEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr(asking, "PAUSE", 0.01)
    yield
    plugins.load.cache_clear()


@pytest.fixture
def served() -> Iterator[Served]:
    with serving() as endpoint:
        endpoint.answer = lambda text, _number: completion(answer_to(text))
        yield endpoint


@pytest.fixture
def settings(served: Served) -> Settings:
    return Settings(served.url, MODEL)


@pytest.fixture
def article() -> Article:
    from datetime import date

    return Article("berg", TEXT, published=date(2024, 5, 3))
