"""Articles into a workspace, a few at a time: what comes out of here is on disk."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.allocator import give_back
from kg.built import Built, Skipped
from kg.errors import SourceError
from kg.model import Article
from kg.stores.entry import record_of
from kg.stores.manifest import Versions
from kg.stores.writer import Writer

_MOST_ARTICLES = 100
_MOST_QUADS = 60_000
_LONGEST_WAIT = 3.0
#: Articles, and quads, after which the store is opened anew, which takes a fiftieth of a second: its caches
#: grow with what is put into it.
_REFRESH_AFTER = 1000
_REFRESH_QUADS = 50_000


class NewArticles:
    """Of the items those that the workspace does not have yet, each once; lazy.

    ``known`` counts what was passed over, ``outdated`` those among them that another version had read.
    """

    def __init__(self, items: Iterable[Article | SourceError], writer: Writer, versions: Versions) -> None:
        self.known = 0
        self.outdated = 0
        self._items = items
        self._writer = writer
        self._versions = versions

    def __iter__(self) -> Iterator[Article | SourceError]:
        seen = set[str]()
        for item in self._items:
            if isinstance(item, SourceError):
                yield item
                continue
            article = self._as_known(item)
            record = record_of(article)
            entry = self._writer.get(record)
            if entry is None and record not in seen:
                seen.add(record)
                yield article
                continue
            self.known += 1
            self.outdated += entry is not None and entry.versions != self._versions

    def _as_known(self, article: Article) -> Article:
        """The article; of a text that is there already from another source, with what was known of it then:
        another day of publication would make the graph of the text say two things of one event.

        Of its own source it corrects what was said of the text, as where a day was forgotten; what it leaves
        out stays as it was.
        """
        entries = self._writer.with_text(article.digest)
        if not entries:
            return article
        first = self._writer.article(entries[0])
        if len(entries) == 1 and (first.id, first.url) == (article.id, article.url):
            return _corrected(article, first)
        return replace(
            article,
            title=first.title,
            published=first.published,
            language=first.language,
            title_in_text=first.title_in_text,
        )


def _corrected(article: Article, first: Article) -> Article:
    """The article with what only the one that is there states: its day, its publisher, and a headline that
    is not just the first line of the text. Its language stays, for in that it was read.
    """
    stated = article.title is not None and not article.text.lstrip().startswith(article.title)
    return replace(
        article,
        title=article.title if stated else first.title or article.title,
        published=article.published or first.published,
        publisher=article.publisher or first.publisher,
        language=first.language,
        title_in_text=article.title_in_text if stated else first.title_in_text,
    )


def ingest(
    results: Iterable[Built | Skipped], writer: Writer, versions: Versions
) -> Iterator[Built | Skipped]:
    """The results in order, each after it was written; lazy, a batch of them in memory.

    A batch ends after 100 articles, 60,000 quads or 3 seconds. When a result cannot be had, or the caller
    stops asking, what came before is written all the same. Raises what ``results`` and ``Writer.add`` raise.
    """
    batch: list[Built | Skipped] = []
    cached = quads = 0
    source = iter(results)
    started = time.monotonic()
    while True:
        try:
            result = next(source, None)
        except BaseException:
            _put(batch, writer, versions)
            raise
        if result is not None:
            batch.append(result.as_text() if isinstance(result, Built) else result)
        if result is None or _is_full(batch) or time.monotonic() - started > _LONGEST_WAIT:
            cached += _put(batch, writer, versions)
            quads += _quads(batch)
            if cached >= _REFRESH_AFTER or quads >= _REFRESH_QUADS:
                writer.refresh()
                cached = quads = 0
            give_back()
            yield from batch
            batch, started = [], time.monotonic()
        if result is None:
            return


def _put(batch: list[Built | Skipped], writer: Writer, versions: Versions) -> int:
    """How many articles were written."""
    drawn = [(it.article, it.lines) for it in batch if isinstance(it, Built)]
    writer.add(drawn, versions)
    return len(drawn)


def _is_full(batch: list[Built | Skipped]) -> bool:
    return len(batch) >= _MOST_ARTICLES or _quads(batch) >= _MOST_QUADS


def _quads(batch: list[Built | Skipped]) -> int:
    return sum(it.statements for it in batch if isinstance(it, Built))
