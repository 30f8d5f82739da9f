"""A thousand articles, told apart by their names: the invented article with its IRIs, names and days changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.model import Article
from kg.rdf.describe import describe
from kg.stores.entry import graph_of
from kg.stores.manifest import Versions
from tests.rdf.invented import EXTRACTION, LINKING, RUN

VERSIONS = Versions("1", "m", "l", "o")
_OWN = re.compile(rb"(diplokg/(?:event|mention|run|participation|holding)/[^>]+)>")
_DAY = re.compile(rb'"2021-03-(\d\d)"')


@cache
def _lines() -> list[bytes]:
    """The meetings of the article with who took part and the words that say so; a hundred statements and more."""
    quads = list(describe(EXTRACTION, LINKING, RUN))
    meetings = {q.subject for q in quads if q.predicate.value.endswith("#meetingFormat")}
    parts = {
        q.object for q in quads if q.subject in meetings and q.predicate.value.endswith("#hasParticipation")
    }
    actors = {q.object for q in quads if q.predicate.value.endswith(("#hasParticipant", "#hasParty"))}
    words = {q.subject for q in quads if q.predicate.value.endswith("#mentionOf") and q.object in meetings}
    told = {q.graph_name for q in quads} | {
        q.object for q in quads if q.predicate.value.endswith("#inArticle")
    }
    kept = [
        q
        for q in quads
        if q.subject in meetings | parts | actors | words | told
        and not q.predicate.value.endswith("#takesPlaceAt")
    ]
    text = pyoxigraph.serialize(kept, format=RdfFormat.N_QUADS)
    assert text is not None
    return text.splitlines()


def articles(number: int) -> Iterator[tuple[Article, list[Quad]]]:
    """The articles with their quads; every tenth person is shared, so that articles overlap."""
    old = EXTRACTION.article.digest[:16].encode()
    for i in range(number):
        article = replace(EXTRACTION.article, id=f"amal-{i}", text=f"{EXTRACTION.article.text}\n{i}\n")
        new = graph_of(article.digest).value.rsplit("/", 1)[1].encode()
        mark, person = str(i).encode(), str(i % 100).encode()
        lines = []
        for line in _lines():
            changed = _OWN.sub(rb"\1-" + mark + b">", line.replace(old, new))
            changed = changed.replace(b"ada-brandt", b"ada-brandt" + person).replace(
                b'"Ada Brandt"', b'"Ada Brandt ' + person + b'"'
            )
            lines.append(
                _DAY.sub(lambda m, i=i: b'"2021-%02d-%02d"' % (i % 12 + 1, min(int(m[1]), 28)), changed)
            )
        yield article, list(pyoxigraph.parse(b"\n".join(lines), format=RdfFormat.N_QUADS))
