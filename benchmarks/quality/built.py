"""Articles built in this process or in several, with what went wrong: the input of all measurements."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from multiprocessing.pool import Pool

from pyoxigraph import Quad, Store

from kg.evaluation.found import Found
from kg.model import Article, Extraction
from kg.sources.decode import normalize
from kg.sources.headline import headline_of

PROGRESS_STEP = 50


@dataclass(frozen=True, slots=True)
class Built:
    """What an article gave: ``failure`` says why there is nothing, ``findings`` what the graph violates."""

    article: Article
    extraction: Extraction
    failure: str | None = None
    findings: tuple[str, ...] = ()

    def quads(self) -> list[Quad]:
        """The quads of the article, as ``kg build`` would write them; none after a failure."""
        from kg.linking.link import link
        from kg.pipeline import run_info
        from kg.rdf.describe import describe

        if self.failure:
            return []
        return list(describe(self.extraction, link(self.extraction), run_info()))

    def found(self) -> Found:
        """The graph of the article, as the evaluation reads it."""
        store = Store()
        store.extend(self.quads())
        return Found(store)


def untitled(id: str, text: str, published: str | None) -> Article:
    """An article as ``kg build`` reads it from a plain text whose title it is not told."""
    normal = normalize(text)
    headline = headline_of(normal)
    day = date.fromisoformat(published) if published else None
    return Article(id, normal, title=headline, published=day, title_in_text=headline is not None)


def build_all(articles: Sequence[Article], what: str, *, jobs: int = 1, check: bool = False) -> list[Built]:
    """What each article gave, in order, the same for any number of jobs; progress goes to standard error.

    With ``check`` each graph is proved (``kg verify``) and validated (``kg check``) as well, which takes
    about as long again. An article that raises is a Built with a failure.
    """
    work: Callable[[Article], Built] = _build_and_check if check else _build
    results: list[Built] = []
    if jobs == 1:
        parts = map(work, articles)
        return _collect(parts, len(articles), what, results)
    return _collect(_pool(jobs).imap(work, articles, chunksize=4), len(articles), what, results)


@cache
def _pool(jobs: int) -> Pool:
    """The processes of the run; each loads the model once."""
    return multiprocessing.get_context("spawn").Pool(jobs)


def _collect(parts: Iterable[Built], total: int, what: str, results: list[Built]) -> list[Built]:
    stream = iter(parts)
    while batch := list(islice(stream, PROGRESS_STEP)):
        results += batch
        print(f"{what}: {len(results)} of {total}", file=sys.stderr)
    return results


def _build(article: Article) -> Built:
    from kg.pipeline import extract_article

    _quiet()
    try:
        return Built(article, extract_article(article))
    except Exception as error:
        return Built(article, Extraction(article), f"{type(error).__name__}: {error} ({_place(error)})")


def _build_and_check(article: Article) -> Built:
    from kg.rdf.check import check
    from kg.rdf.verify import verify

    built = _build(article)
    if built.failure:
        return built
    try:
        store = Store()
        store.extend(built.quads())
        wrong = [*verify(store, [article]), *(f for f in check(store) if f.severity == "violation")]
    except Exception as error:
        return Built(article, built.extraction, f"{type(error).__name__}: {error} ({_place(error)})")
    return Built(article, built.extraction, None, tuple(f.line() for f in wrong))


def _place(error: Exception) -> str:
    """The innermost module and function that the error comes from."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    if at is None:
        return "unknown"
    code = at.tb_frame.f_code
    return f"{code.co_filename.rpartition('/kg/')[2]}:{at.tb_lineno} {code.co_name}"


@cache
def _quiet() -> None:
    """The model states an older spaCy than is installed; a golden test guards its output."""
    import warnings

    warnings.filterwarnings("ignore", message=".*W095.*")
