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
