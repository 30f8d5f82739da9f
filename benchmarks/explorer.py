"""The explorer over many articles: how long pages and searches take while others browse.

    python benchmarks/explorer.py make WORKSPACE [--articles 10000]
    python benchmarks/explorer.py browse WORKSPACE [--clients 20] [--pause 1] [--seconds 30]

``make`` reads the examples once and fills a workspace with copies of their graphs: other events, other
days, and in two hundred sets other people, bodies and groups of other names: so states have meetings by
the thousand and persons by the dozen. No text is read again, and quotes stay where they stand.

``browse`` serves the workspace and prints three things as Markdown: when the first page was there; first
paint (First Contentful Paint of Chromium, a new context for each page, so nothing is cached there, and
nodes that the server has not shown before); and, while so many clients follow links of the pages that they
get, with a pause between two pages, milliseconds for each kind of page and for a client that searches for
words of names, letter by letter as one types, as these clients see them. ``--pause 0`` loads the server
fully.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import pyoxigraph  # noqa: E402
from pyoxigraph import Quad, RdfFormat  # noqa: E402

from benchmarks.browsing import browse  # noqa: E402
from kg.model import Article  # noqa: E402
from kg.pipeline import process, versions  # noqa: E402
from kg.sources.read import read  # noqa: E402
from kg.stores.writer import open_writer  # noqa: E402

PEOPLE = 200
SPREAD = 9_000
BATCH = 100
_OWN = re.compile(rb"(diplokg/(?:event|participation|holding)/[^>]+)>")
_NAMED = re.compile(rb"(diplokg/id/(?!Q\d)[^>]+)>")
_LABEL = re.compile(rb'^(<[^>]*diplokg/id/(?!Q\d)[^>]+> <[^>]*(?:#label|altLabel)> "[^"]*)"')
_DAY = re.compile(rb'"(\d{4}-\d\d-\d\d)"')


def copies(number: int) -> Iterator[tuple[Article, list[Quad]]]:
    """So many articles with their quads."""
    originals = []
    for article in read([ROOT / "examples"]):
        text = pyoxigraph.serialize(list(process(article)), format=RdfFormat.N_QUADS)
        assert text is not None  # noqa: S101 - without an output file it is bytes
        originals.append((article, text.splitlines()))
    for i in range(number):
        article, lines = originals[i % len(originals)]
        own = f"{article.id}-{i}"
        new = replace(article, id=own, url=f"https://example.org/{own}", text=f"{article.text}\n{i}\n")
        if article.published:
            new = replace(new, published=article.published - timedelta(days=i * 7 % SPREAD))
        yield new, _copied(lines, article, new, i)


def _copied(lines: list[bytes], old: Article, new: Article, number: int) -> list[Quad]:
    mark, person = b"-%d" % number, b"%d" % (number % PEOPLE)
    back = timedelta(days=number * 7 % SPREAD)

    def day(match: re.Match[bytes]) -> bytes:
        return b'"%s"' % (date.fromisoformat(match[1].decode()) - back).isoformat().encode()

    found = []
    for line in lines:
        changed = line.replace(old.digest.encode(), new.digest.encode())
        changed = changed.replace(old.digest[:16].encode(), new.digest[:16].encode())
        changed = _NAMED.sub(rb"\1-" + person + b">", _OWN.sub(rb"\1" + mark + b">", changed))
        changed = _DAY.sub(day, _LABEL.sub(rb"\1 " + person + b'"', changed))
        found.append(changed.replace(b'"%s"' % old.id.encode(), b'"%s"' % new.id.encode()))
    return list(pyoxigraph.parse(b"\n".join(found), format=RdfFormat.N_QUADS))


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


def main(arguments: list[str] | None = None) -> None:
    """Make a workspace, or browse one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    making, browsing = commands.add_parser("make"), commands.add_parser("browse")
    for it in (making, browsing):
        it.add_argument("workspace", type=Path)
    making.add_argument("--articles", type=int, default=10_000)
    browsing.add_argument("--clients", type=int, default=20)
    browsing.add_argument("--pause", type=float, default=1.0)
    browsing.add_argument("--seconds", type=float, default=30.0)
    browsing.add_argument("--loads", type=int, default=7, help="pages of each kind whose paint is timed")
    options = parser.parse_args(arguments)
    if options.command == "make":
        make(options.workspace, options.articles)
    else:
        browse(options.workspace, options.clients, options.pause, options.seconds, options.loads)


if __name__ == "__main__":
    main()
