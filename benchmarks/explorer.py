"""The explorer over many articles: how long pages and searches take while others browse.

    python -m benchmarks explorer [--workspace FOLDER] [--articles 10000] [--clients 20] [--pause 1]

The workspace is made where the folder is not there yet; without a folder in a temporary one. The examples
are read once and it is filled with copies of their graphs: other events, other days, and in two hundred sets
other people, bodies and groups of other names: so states have meetings by the thousand and persons by the
dozen. No text is read again, and quotes stay where they stand.

It is served, and measured are: when the first page was there; first paint (First Contentful Paint of
Chromium, a new context for each page, so nothing is cached there, and nodes that the server has not shown
before); and, while so many clients follow links of the pages that they get, with a pause between two pages,
milliseconds for each kind of page and for a client that searches for words of names, letter by letter as one
types, as these clients see them. ``--pause 0`` loads the server fully.
"""

from __future__ import annotations

import argparse
import re
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from benchmarks.browsing import SEARCH, browsed, get, paints, percentile
from benchmarks.section import Section, Table
from benchmarks.served import served
from kg.model import Article
from kg.pipeline import process, versions
from kg.sources.read import read
from kg.stores.workspace import open_workspace
from kg.stores.writer import open_writer

ROOT = Path(__file__).resolve().parents[1]
COLUMNS = ("median", "95th percentile", "slowest")
PEOPLE = 200
SPREAD = 9_000
BATCH = 512
_OWN = re.compile(rb"(diplokg/(?:event|participation|holding)/[^>]+)>")
_NAMED = re.compile(rb"(diplokg/id/(?!Q\d)[^>]+)>")
_LABEL = re.compile(rb'^(<[^>]*diplokg/id/(?!Q\d)[^>]+> <[^>]*(?:#label|altLabel)> "[^"]*)"', re.MULTILINE)
_NUMBER = re.compile(rb'(/position> ")\d+(")')
_DAY = re.compile(rb'"(\d{4}-\d\d-\d\d)"')


def copies(number: int) -> Iterator[tuple[Article, list[Quad]]]:
    """So many articles with their quads."""
    originals = []
    for article in read([ROOT / "examples"]):
        originals.append((article, process(article).text))
    for i in range(number):
        article, text = originals[i % len(originals)]
        own = f"{article.id}-{i}"
        new = replace(article, id=own, url=f"https://example.org/{own}", text=f"{article.text}\n{i}\n")
        if article.published:
            new = replace(new, published=article.published - timedelta(days=i * 7 % SPREAD))
        yield new, _copied(text, article, new, i)


def _copied(text: bytes, old: Article, new: Article, number: int) -> list[Quad]:
    mark, person = b"-%d" % number, b"%d" % (number % PEOPLE)
    back = timedelta(days=number * 7 % SPREAD)

    def day(match: re.Match[bytes]) -> bytes:
        return b'"%s"' % (date.fromisoformat(match[1].decode()) - back).isoformat().encode()

    before, after = old.digest.encode(), new.digest.encode()
    text = text.replace(before, after).replace(before[:16], after[:16])
    text = _NAMED.sub(rb"\1-" + person + b">", _OWN.sub(rb"\1" + mark + b">", text))
    text = _NUMBER.sub(rb"\g<1>%d\2" % (number + 1), text)  # no two the same round of talks without a day
    text = _DAY.sub(day, _LABEL.sub(rb"\1 " + person + b'"', text))
    text = text.replace(b'"%s"' % old.id.encode(), b'"%s"' % new.id.encode())
    return list(pyoxigraph.parse(text, format=RdfFormat.N_QUADS))


def make(workspace: Path, number: int) -> None:
    """Fill a new workspace."""
    started = time.monotonic()
    with open_writer(workspace, create=True) as writer:
        batch: list[tuple[Article, list[Quad]]] = []
        for place, drawn in enumerate(copies(number), 1):
            batch.append(drawn)
            if len(batch) == BATCH or place == number:
                writer.add(batch, versions())
                batch.clear()
                print(f"\r{place:,} articles, {time.monotonic() - started:.0f} s", end="", flush=True)
    print()


def measure(arguments: Sequence[str]) -> Section:
    """The three tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks explorer")
    parser.add_argument("corpus", nargs="*", help="not used; for the command that measures all")
    parser.add_argument("--workspace", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--pause", type=float, default=1.0)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--loads", type=int, default=7, help="pages of each kind whose paint is timed")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        workspace = options.workspace or Path(folder) / "workspace"
        if not workspace.exists():
            make(workspace, options.articles)
        with open_workspace(workspace) as opened:
            articles = len(opened)
        began = time.monotonic()
        with served(workspace) as (address, _):
            port = int(address.rpartition(":")[2])
            get(port, "/")
            until = time.monotonic() - began
            paint = paints(port, options.loads)
            times = browsed(port, options.clients, options.pause, options.seconds)
    search = times[SEARCH]
    return Section(
        "The explorer while others browse",
        f"{articles:,} articles. From the start of `kg serve` to its first page, the merged view and the"
        f" index of pages made: {until:.0f} s. The limits are one second for a first paint and 200 ms for a"
        " search.",
        [
            Table(("first paint", "pages", *COLUMNS), _rows(paint)),
            Table(
                ("asked for", "answers", *COLUMNS),
                _rows(dict(sorted(times.items()))),
                f"{options.clients} clients, {options.pause:g} s between two pages of each, for"
                f" {options.seconds:g} s:",
            ),
        ],
        {
            "articles": articles,
            "first page s": round(until, 1),
            "first paint median ms": round(statistics.median(it for own in paint.values() for it in own)),
            "search 95th percentile ms": round(percentile(search, 0.95)),
        },
    )


def _rows(times: Mapping[str, Sequence[float]]) -> list[list[str]]:
    return [
        [what, f"{len(own):,}", *(f"{percentile(own, part):,.0f} ms" for part in (0.5, 0.95, 1.0))]
        for what, own in times.items()
    ]
