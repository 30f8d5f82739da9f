"""Clients that browse the explorer, one that searches, and a real browser that opens pages."""

from __future__ import annotations

import http.client
import itertools
import json
import random
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_LINK = re.compile(r'href="(/(?:id|event|issue|article|search|between|view)[^"#]*)"')
#: What is typed, letter by letter: names of states, persons, bodies, issues and places, some misspelt.
TYPED = (
    "china", "japan", "united states", "armenia", "aliyev", "aliev", "yang jiechi", "macron", "fentanyl",
    "peace talks", "tokyo", "brussels", "european union", "european council", "drug trafficking", "summit",
    "visit", "pashinian", "minister of foreign affairs", "zzzz",
)  # fmt: skip
PROCESSES = 2
SEARCH = "search as one types"
_KINDS = ("state", "person", "organization", "issue", "place", "meeting", "article")
_CODE = {"state": "Country", "person": "Person", "organization": "Organization", "meeting": "Meeting"}


def get(port: int, path: str, accept: str = "text/html") -> str:
    """The body of an answer; waits while the server is still making its index."""
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        connection.request("GET", path, headers={"Accept": accept})
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
        connection.close()
        if answer.status == 503:
            time.sleep(0.2)
        elif answer.status == 200:
            return body
        else:
            raise SystemExit(f"{path}: {answer.status}: {body[:200]}")


def _nodes(port: int, kind: str, most: int) -> list[str]:
    """Addresses of nodes of a kind, spread over all of them."""
    what = {
        "article": "?n a schema:NewsArticle",
        "issue": "?e dip:about ?n",
        "place": "?e dip:takesPlaceAt ?n",
    }
    where = what.get(kind) or f"?n a dip:{_CODE[kind]}"
    query = f"SELECT DISTINCT ?n {{ {where} }} LIMIT 20000"
    rows = json.loads(get(port, f"/sparql?{urlencode({'query': query})}", "application/sparql-results+json"))
    iris = sorted(it["n"]["value"] for it in rows["results"]["bindings"])
    own = [quote("/" + it.split("/diplokg/", 1)[1], safe="/") for it in iris if "/diplokg/" in it]
    return random.Random(7).sample(own, min(most, len(own)))  # noqa: S311 - no secret


def paints(port: int, loads: int) -> dict[str, list[float]]:
    """Milliseconds to First Contentful Paint of so many pages of each kind."""
    nodes = {kind: _nodes(port, kind, 300) for kind in _KINDS}
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    if path is None:
        raise SystemExit("chromium is not installed")
    pages = {"front page": ["/"] * loads, **{kind: found[:loads] for kind, found in nodes.items()}}
    base = "https://w3id.org/diplokg"
    states = nodes["state"]
    pairs = [f"/between?{urlencode({'a': base + a, 'b': base + b})}" for a, b in itertools.pairwise(states)]
    pages["two parties"] = pairs[:loads]
    pages["search"] = [f"/search?{urlencode({'q': it})}" for it in TYPED[:loads]]
    pages["matrix of a state"] = [f"/view?{urlencode({'focus': base + it})}" for it in states[:loads]]
    pages["network of a state"] = [f"{it}&view=network" for it in pages["matrix of a state"]]
    found: dict[str, list[float]] = defaultdict(list)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        _painted(browser, port, "/about-nothing")  # the browser comes up
        for turn in range(loads):
            for kind, paths in pages.items():
                if turn < len(paths):
                    found[kind].append(_painted(browser, port, paths[turn]))
        browser.close()
    return found


def _painted(browser: Browser, port: int, path: str) -> float:
    context = browser.new_context(viewport={"width": 1360, "height": 850})
    tab = context.new_page()
    tab.goto(f"http://127.0.0.1:{port}{path}")
    painted: float = tab.evaluate(_PAINT)
    context.close()
    return painted


_PAINT = """() => new Promise((done) => {
  const told = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
  const look = () => (told() ? done(told()) : setTimeout(look, 20));
  look();
})"""


def percentile(times: Sequence[float], part: float) -> float:
    """The time that this part of all do not exceed."""
    at = sorted(times)
    return at[min(len(at) - 1, int(len(at) * part))]


def browsed(port: int, clients: int, pause: float, seconds: float) -> dict[str, list[float]]:
    """Milliseconds of each kind of answer; the clients run in processes of their own, the search here."""
    ends = time.monotonic() + seconds
    shares = [clients // PROCESSES + (it < clients % PROCESSES) for it in range(PROCESSES)]
    code = "from benchmarks.browsing import following; import sys; following(*map(float, sys.argv[1:]))"
    root = str(Path(__file__).resolve().parents[1])
    browsing = [
        subprocess.Popen(  # noqa: S603 - this interpreter
            [sys.executable, "-c", code, *map(str, (port, share, pause, seconds, number))],
            stdout=subprocess.PIPE,
            cwd=root,
        )
        for number, share in enumerate(shares)
    ]
    found: dict[str, list[float]] = defaultdict(list)
    _search(port, ends, found[SEARCH])
    for process in browsing:
        out, _ = process.communicate()
        for kind, times in json.loads(out).items():
            found[kind] += times
    return found


def _search(port: int, ends: float, times: list[float]) -> None:
    """One who types: a letter every 60 milliseconds at most, each answered before the next."""
    time.sleep(1.0)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while time.monotonic() < ends:
        for words in TYPED:
            for length in range(1, len(words) + 1):
                began = time.monotonic()
                connection.request("GET", f"/search.json?{urlencode({'q': words[:length]})}")
                connection.getresponse().read()
                times.append((time.monotonic() - began) * 1000)
                time.sleep(max(0.0, 0.06 - (time.monotonic() - began)))
                if time.monotonic() > ends:
                    return


def following(port: float, clients: float, pause: float, seconds: float, number: float) -> None:
    """So many clients as threads; prints their times as JSON."""
    ends = time.monotonic() + seconds
    times: dict[str, list[float]] = defaultdict(list)
    seeds = [int(number) * 100 + it for it in range(int(clients))]
    threads = [threading.Thread(target=_follow, args=(int(port), pause, ends, it, times)) for it in seeds]
    for it in threads:
        it.start()
    for it in threads:
        it.join()
    print(json.dumps(times))


def _follow(port: int, pause: float, ends: float, seed: int, times: dict[str, list[float]]) -> None:
    """One who follows links at random, from the front page again where there is none."""
    chosen = random.Random(seed)  # noqa: S311 - no secret
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    path = "/"
    while time.monotonic() < ends:
        time.sleep(pause * chosen.uniform(0.5, 1.5))
        began = time.monotonic()
        connection.request("GET", path, headers={"Accept": "text/html"})
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
        kind = path.partition("?")[0].split("/")[1] or "front page"
        if answer.status != 200:
            kind = f"refused with {answer.status}"
        times[kind].append((time.monotonic() - began) * 1000)
        links = [unescape(it) for it in _LINK.findall(body)]
        path = chosen.choice(links) if links and chosen.random() > 0.03 else "/"
