"""The pipeline on several processes of one machine: the same results in the same order as on one."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process

import pyoxigraph
from pyoxigraph import RdfFormat

from kg import pipeline, plugins
from kg.errors import ArticleError, SourceError
from kg.lexicon import Lexicon, active, use
from kg.model import Article
from kg.pipeline import Built, Skipped

#: What a worker gives back: N-Quads in the order of the quads, for terms are slow to send one by one.
Answer = bytes | Skipped
Work = Callable[[Article, bool], Answer]

_AHEAD = 4


def build(
    items: Iterable[Article | SourceError],
    *,
    jobs: int = 1,
    keep_going: bool = False,
    work: Work | None = None,
) -> Iterator[Built | Skipped]:
    """As ``pipeline.build``, by ``jobs`` processes; lazy, in the order of ``items``, a few of them ahead.

    When a worker dies (killed for its memory, say), it is replaced and what was being read is read again,
    one article at a time; one that takes its worker with it again raises ArticleError or, with
    ``keep_going``, is skipped by name. ``work`` stands in for ``read_article``; it must be importable.
    """
    if jobs == 1 and work is None:
        yield from pipeline.build(items, keep_going=keep_going)
        return
    pool = _Pool(jobs, work or read_article, keep_going)
    try:
        for item in items:
            pool.take(item)
            if len(pool) >= jobs * _AHEAD:
                yield pool.next()
        while len(pool):
            yield pool.next()
    finally:
        pool.close()


def read_article(article: Article, keep_going: bool) -> Answer:
    """What a worker does with one article. Raises what ``pipeline.guarded`` raises."""
    result = pipeline.guarded(article, keep_going)
    if isinstance(result, Skipped):
        return result
    return pyoxigraph.serialize(result.quads, format=RdfFormat.N_QUADS) or b""


@dataclass(slots=True)
class _Task:
    """An article on its way; ``answer`` is ``None`` once its worker died under it."""

    article: Article
    answer: Future[Answer]


class _Pool:
    """Workers and what they are asked, oldest first."""

    def __init__(self, jobs: int, work: Work, keep_going: bool) -> None:
        self._jobs, self._work, self._keep_going = jobs, work, keep_going
        self._waiting: deque[_Task | Skipped | SourceError] = deque()
        self._workers = _workers(jobs)

    def __len__(self) -> int:
        return len(self._waiting)

    def take(self, item: Article | SourceError) -> None:
        """Have it read after what was taken before."""
        if isinstance(item, SourceError) and not self._keep_going:
            self._waiting.append(item)
            return
        skipped = pipeline.refused(item)
        if skipped is None and isinstance(item, Article):
            self._waiting.append(_Task(item, self._submit(item)))
        elif skipped is not None:
            self._waiting.append(skipped)

    def next(self) -> Built | Skipped:
        """The result that is due; waits for it."""
        first = self._waiting.popleft()
        if isinstance(first, SourceError):
            raise first
        if isinstance(first, Skipped):
            return first
        try:
            answer = first.answer.result()
        except BrokenProcessPool:
            answer = self._again(first.article)
            self._replace()
        if isinstance(answer, Skipped):
            return answer
        return Built(first.article, tuple(pyoxigraph.parse(answer, format=RdfFormat.N_QUADS)))

    def close(self) -> None:
        """End the workers, whatever they do."""
        # Public from Python 3.14 on, as kill_workers().
        processes = list((self._workers._processes or {}).values())
        self._workers.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()
            process.join()

    def _submit(self, article: Article) -> Future[Answer]:
        try:
            return self._workers.submit(self._work, article, self._keep_going)
        except BrokenProcessPool as error:
            broken: Future[Answer] = Future()
            broken.set_exception(error)
            return broken

    def _again(self, article: Article) -> Answer:
        """The answer of a worker of its own: if that dies, too, it is this article's fault."""
        alone = _workers(1)
        try:
            return alone.submit(self._work, article, self._keep_going).result()
        except BrokenProcessPool as error:
            reason = f"article {article.id}: the process that read it died, twice"
            if not self._keep_going:
                raise ArticleError(f"{reason}. --keep-going skips such articles.") from error
            return Skipped(article.id, reason, article.place, "failed")
        finally:
            alone.shutdown()

    def _replace(self) -> None:
        """New workers; what the old ones had finished stays, the rest is asked again."""
        self.close()
        self._workers = _workers(self._jobs)
        for task in self._waiting:
            if isinstance(task, _Task) and _is_lost(task.answer):
                task.answer = self._submit(task.article)


def _is_lost(answer: Future[Answer]) -> bool:
    return not answer.done() or answer.cancelled() or isinstance(answer.exception(), BrokenProcessPool)


def _workers(number: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        number, mp_context=get_context("spawn"), initializer=_begin, initargs=(active(), plugins.active())
    )


def _begin(lexicon: Lexicon, stages: plugins.Stages) -> None:
    """A worker uses the lexicon that is active here, leaves Ctrl-C to its parent, uses one core, and does
    not outlive its parent.
    """
    use(lexicon)
    plugins.use(stages)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
