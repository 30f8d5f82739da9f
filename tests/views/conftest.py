"""A browser for the pages, with the network cut, and the pages themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pyoxigraph import Store

from kg.pipeline import process
from kg.sources.read import read
from kg.views.contents import Contents
from kg.views.gather import gather
from kg.views.page import page as html
from tests.browser import Opened, context_of
from tests.views import graphs

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def seed() -> Contents:
    """The seed article as it is read today."""
    (article,) = read([ROOT / "examples" / "seed-article.txt"])
    store = Store()
    store.extend(process(article).quads)
    return gather(store, lambda source: article.text if source.digest == article.digest else None)


def examples() -> Contents:
    """All examples together."""
    store = Store()
    for article in read([ROOT / "examples"]):
        store.extend(process(article).quads)
    return gather(store)


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
            elif name == "examples":
                contents, title = examples(), "Examples"
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
        context = context_of(chromium, width=width, height=height, dark=dark, bypass=bypass, scripts=scripts)
        contexts.append(context)
        context.set_offline(True)
        opened = Opened(context.new_page())
        address = pages(name, **options).as_uri()
        opened.page.goto(f"{address}#{state}")
        return opened

    yield visit_page
    for context in contexts:
        context.close()
