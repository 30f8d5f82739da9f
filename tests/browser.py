"""A page in a real browser, and what is watched while it is open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

AXE = Path(__file__).resolve().parents[1] / "web" / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-quic", "--no-first-run",
]  # fmt: skip
WATCH = """
window.TOLD = [];
addEventListener('securitypolicyviolation', (e) => window.TOLD.push(e.violatedDirective + ' ' + e.blockedURI));
addEventListener('error', (e) => window.TOLD.push('error ' + e.message));
"""


def context_of(
    chromium: Browser, *, width: int, height: int, dark: bool, bypass: bool, scripts: bool
) -> BrowserContext:
    """A context of its own in which each page is watched; ``bypass`` lets tests run code in it."""
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        bypass_csp=bypass,
        java_script_enabled=scripts,
    )
    context.add_init_script(WATCH)
    return context


class Opened:
    """A page in the browser: what it asked other hosts than ``own`` for and what it complained of are kept."""

    def __init__(self, page: Page, own: str = "file:") -> None:
        self.page = page
        self.requests: list[str] = []
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda it: self._asks(it.url, own))
        page.on("console", lambda it: self.complaints.append(it.text))
        page.on("pageerror", lambda it: self.complaints.append(str(it)))

    def _asks(self, url: str, own: str) -> None:
        if url.startswith(own):
            self.asked.append(url)
        elif not url.startswith(("data:", "blob:")):
            self.requests.append(url)

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
        """Fails where the page asked another host for anything, or complained, or its policy was broken."""
        assert self.requests == []
        assert self.complaints == []
        assert self.page.evaluate("window.TOLD") == []

    def serious(self) -> list[Any]:
        """What axe-core finds in the page as it is now that is serious or critical."""
        result = self.page.evaluate("async () => await axe.run(document, { resultTypes: ['violations'] })")
        assert len(result["passes"]) > 10
        return [
            (it["id"], [node["html"][:200] for node in it["nodes"][:3]])
            for it in result["violations"]
            if it["impact"] in {"serious", "critical"}
        ]
