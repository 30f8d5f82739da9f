"""What the tests share: where the checkout and the material beside it lie."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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
def chromium() -> Iterator[Browser]:
    """The browser of the tests; they are skipped where it is not installed."""
    from playwright.sync_api import sync_playwright

    from tests.browser import ARGUMENTS

    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed; ./check installs it as root")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
