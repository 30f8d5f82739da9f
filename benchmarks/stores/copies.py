"""A workspace's articles again and again under other ids, until there are as many statements as wanted.

A copy has events, mentions, participations, holdings, runs and an article of its own and shares the actors,
places, offices and issues, as another report on the same people would.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.model import Article
from kg.stores.entry import graph_of
from kg.stores.workspace import Workspace

_OWN = re.compile(rb"(diplokg/(?:event|participation|holding)/[^>]+)>")


def articles(workspace: Workspace, statements: int) -> Iterator[tuple[Article, list[Quad]]]:
    """Articles with their quads: those of the workspace, then copies, until there are so many statements."""
    known = 0
    for copy in range(1 + statements):
        for entry in workspace.entries():
            if known >= statements:
                return
            article, quads = workspace.article(entry), workspace.quads(entry)
            if copy:
                article, quads = copied(article, quads, copy)
            known += len(quads)
            yield article, quads


def copied(article: Article, quads: list[Quad], copy: int) -> tuple[Article, list[Quad]]:
    """The article and its quads as another report of this number on the same people."""
    new = replace(article, id=f"{article.id}-{copy}", text=f"{article.text}\n{copy}\n")
    if new.url:
        new = replace(new, url=f"{new.url}?copy={copy}")
    old, now = (graph_of(it.digest).value.rsplit("/", 1)[1].encode() for it in (article, new))
    lines = pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS)
    assert lines is not None  # noqa: S101 - without a target it gives bytes
    lines = _OWN.sub(rb"\1-c%d>" % copy, lines.replace(old, now))
    return new, list(pyoxigraph.parse(lines, format=RdfFormat.N_QUADS))
