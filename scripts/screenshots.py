"""Take the pictures of ``docs/`` anew: three of the page in Chromium, and the matrix that ``kg view`` draws.

``python scripts/screenshots.py``; needs the extra ``dev`` and Chromium. Look at them before you commit.
"""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from pyoxigraph import Store

from kg.pipeline import package_version, process
from kg.sources.read import read
from kg.views.contents import Contents
from kg.views.figure import figure
from kg.views.gather import gather
from kg.views.page import page

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"


def contents() -> Contents:
    """The seed article as it is read today, with its text."""
    (article,) = read([ROOT / "examples" / "seed-article.txt"])
    store = Store()
    store.extend(process(article))
    return gather(store, lambda source: article.text if source.digest == article.digest else None)


def shoot(browser: Browser, path: Path, name: str, state: str, size: tuple[int, int], scheme: str) -> None:
    """Write ``docs/NAME.png``: the page in a state."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if scheme == "dark" else "light"
    )
    tab = context.new_page()
    tab.goto(f"{path.as_uri()}#{state}")
    image = Image.open(io.BytesIO(tab.screenshot())).convert("RGB")
    few = image.quantize(224, method=Image.Quantize.MAXCOVERAGE, kmeans=4, dither=Image.Dither.NONE)
    few.save(DOCS / f"{name}.png", optimize=True)
    context.close()


def main() -> None:
    """Write all four."""
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
        shoot(browser, path, "page-light", f"node=~{local[0]}", (1440, 800), "light")
        shoot(browser, path, "page-dark", f"view=network&node=~{local[1]}", (1440, 800), "dark")
        shoot(browser, path, "page-mobile", "", (390, 760), "light")
        browser.close()


if __name__ == "__main__":
    main()
