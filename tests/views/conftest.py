"""A browser for the pages, with the network cut, and the pages themselves."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pyoxigraph import Store

from kg.pipeline import process
from kg.sources.read import read
from kg.views.contents import Contents
from kg.views.gather import gather
from kg.views.page import page as html
from tests.views import graphs

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-quic", "--no-first-run",
]  # fmt: skip
WATCH = """
window.TOLD = [];
addEventListener('securitypolicyviolation', (e) => window.TOLD.push(e.violatedDirective + ' ' + e.blockedURI));
addEventListener('error', (e) => window.TOLD.push('error ' + e.message));
"""


class Opened:
    """A page in the browser: what it asked the network for and what it complained of are kept."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []

    def go(self, state: str) -> None:
        """Show a state as the address bar would."""
        self.page.evaluate(
            "(hash) => { history.replaceState(null, '', '#' + hash); dispatchEvent(new PopStateEvent('popstate')); }",
            state,
        )

    def data(self) -> dict[str, Any]:
        """The payload of the page."""
        found: dict[str, Any] = self.page.evaluate("JSON.parse(document.getElementById('data').textContent)")
        return found

    def silent(self) -> None:
        """Fails where the page asked for anything, or complained, or its policy was broken."""
        assert self.requests == []
        assert self.complaints == []
        assert self.page.evaluate("window.TOLD") == []


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed; ./check installs it as root")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def seed() -> Contents:
    """The seed article as it is read today."""
    (article,) = read([ROOT / "examples" / "seed-article.txt"])
    store = Store()
    store.extend(process(article))
    return gather(store, lambda source: article.text if source.digest == article.digest else None)


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory, seed: Contents) -> Callable[..., Path]:
    """Writes the page of a case, once for each set of options."""
    made: dict[str, Path] = {}
    folder = tmp_path_factory.mktemp("pages")

    def write(name: str, **options: Any) -> Path:
        key = f"{name} {sorted(options.items())}"
        if key not in made:
            if name == "seed":
                contents, title = seed, seed.sources[0].title
            else:
                graph = graphs.CASES[name]()
                contents, title = gather(graph.store, graph.text_of), graph.title
            made[key] = folder / f"{len(made)}.html"
            made[key].write_text(
                html(contents, title=title, tool="DiploKG", **options), encoding="utf-8", newline="\n"
            )
        return made[key]

    return write


@pytest.fixture
def visit(chromium: Browser, pages: Callable[..., Path]) -> Iterator[Callable[..., Opened]]:
    """Opens the page of a case: size, theme and start are options; the rest goes to ``kg.views.page.page``."""
    contexts = []

    def visit_page(
        name: str, *, width: int = 1360, height: int = 850, dark: bool = False, state: str = "", bypass: bool = False,
        scripts: bool = True, **options: Any,
    ) -> Opened:  # fmt: skip
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            bypass_csp=bypass,
            java_script_enabled=scripts,
        )
        contexts.append(context)
        context.set_offline(True)
        context.add_init_script(WATCH)
        opened = Opened(context.new_page())
        address = pages(name, **options).as_uri()
        opened.page.on(
            "request",
            lambda it: (
                None if it.url.startswith(("file:", "data:", "blob:")) else opened.requests.append(it.url)
            ),
        )
        opened.page.on("console", lambda it: opened.complaints.append(it.text))
        opened.page.on("pageerror", lambda it: opened.complaints.append(str(it)))
        opened.page.goto(f"{address}#{state}")
        return opened

    yield visit_page
    for context in contexts:
        context.close()
