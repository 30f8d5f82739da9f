"""Take the pictures of ``docs/`` anew: the page and the explorer in Chromium, and the matrix of ``kg view``.

``python scripts/screenshots.py``; needs the extra ``dev`` and Chromium. Look at them before you commit.
"""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from pyoxigraph import Store

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.served import served  # noqa: E402
from kg.pipeline import package_version, process, versions  # noqa: E402
from kg.sources.read import read  # noqa: E402
from kg.stores.writer import open_writer  # noqa: E402
from kg.views.contents import Contents  # noqa: E402
from kg.views.figure import figure  # noqa: E402
from kg.views.gather import gather  # noqa: E402
from kg.views.page import page  # noqa: E402

DOCS = ROOT / "docs"


def contents() -> Contents:
    """The seed article as it is read today, with its text."""
    (article,) = read([ROOT / "examples" / "seed-article.txt"])
    store = Store()
    store.extend(process(article).quads)
    return gather(store, lambda source: article.text if source.digest == article.digest else None)


@contextmanager
def explorer(folder: Path) -> Iterator[str]:
    """The address of ``kg serve`` over the examples."""
    with open_writer(folder, create=True) as writer:
        writer.add([(it, process(it).quads) for it in read([ROOT / "examples"])], versions())
    with served(folder) as (address, _):
        yield address.replace("localhost", "127.0.0.1") + "/"


def shoot(browser: Browser, address: str, name: str, size: tuple[int, int], scheme: str) -> None:
    """Write ``docs/NAME.png``: what is at an address."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if scheme == "dark" else "light"
    )
    tab = context.new_page()
    tab.goto(address)
    image = Image.open(io.BytesIO(tab.screenshot())).convert("RGB")
    few = image.quantize(224, method=Image.Quantize.MAXCOVERAGE, kmeans=4, dither=Image.Dither.NONE)
    few.save(DOCS / f"{name}.png", optimize=True)
    context.close()


def main() -> None:
    """Write all six."""
    shown = contents()
    title, tool = shown.sources[0].title, f"DiploKG {package_version()}"
    (DOCS / "matrix.svg").write_bytes(figure(shown, "matrix", "svg", title=title, tool=tool))
    meeting = next(node for node in shown.nodes if node.type == "working-group session")
    china = next(node for node in shown.nodes if node.label == "China")
    local = [node.iri.removeprefix("https://w3id.org/diplokg/") for node in (meeting, china)]
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("chromium is not installed")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "page.html"
        path.write_text(page(shown, title=title, tool=tool), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        shoot(browser, f"{path.as_uri()}#node=~{local[0]}", "page-light", (1440, 800), "light")
        shoot(browser, f"{path.as_uri()}#view=network&node=~{local[1]}", "page-dark", (1440, 800), "dark")
        shoot(browser, path.as_uri(), "page-mobile", (390, 760), "light")
        with explorer(Path(folder) / "examples") as address:
            article = shown.sources[0].iri.removeprefix("https://w3id.org/diplokg/")
            shoot(browser, address + local[1], "explorer-light", (1280, 860), "light")
            shoot(browser, address + article, "explorer-dark", (1280, 860), "dark")
        browser.close()


if __name__ == "__main__":
    main()
