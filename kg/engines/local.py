"""The pipeline on several processes of one machine: the same results in the same order as on one."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process

from kg import pipeline, plugins
from kg.built import Built, Skipped
from kg.errors import ArticleError, KgError, SourceError
from kg.lexicon import Lexicon, active, use
from kg.model import Article
from kg.sources.grouping import MOST, groups

#: What a worker gives back: N-Quads in the order of the quads, for terms are slow to make and to send.
Answer = bytes | Skipped
Work = Callable[[Article, bool], Answer]

_AHEAD = 2


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
    ``keep_going``, is skipped by name. ``work`` stands in for what reads an article; it must be importable.
    """
    if jobs == 1 and work is None:
        yield from pipeline.build(items, keep_going=keep_going)
        return
    with closing(_Pool(jobs, work, keep_going)) as pool:
        for group, ended in groups(items, _together()):
            pool.take(group)
            while len(pool) >= jobs * _AHEAD or (ended is not None and len(pool)):
                yield from pool.next()
            if ended is not None:
                raise ended
        yield from pool.all()


@contextmanager
def begun(
    items: Iterable[Article | SourceError],
    *,
    jobs: int = 1,
    keep_going: bool = False,
    work: Work | None = None,
) -> Iterator[tuple[int, Iterator[Built | Skipped]]]:
    """How many items there are, and what ``build`` gives of them; all are read before there is a result.

    Several processes begin with the first items while others are read. Raises what reading them raises: what
    was begun comes to nothing then.
    """
    if jobs == 1 and work is None:
        listed = list(items)
        yield len(listed), pipeline.build(listed, keep_going=keep_going)
        return
    with closing(_Pool(jobs, work, keep_going)) as pool:
        number = 0
        for group, ended in groups(items, _together()):
            if ended is not None:
                raise ended
            pool.take(group)
            number += len(group)
        yield number, pool.all()


def _together() -> int:
    """Articles that a worker reads side by side: as many as one process alone, where that is of use."""
    return 1 if pipeline.reads_otherwise() else MOST


def read_articles(work: Work | None, articles: Sequence[Article], keep_going: bool) -> list[Answer | KgError]:
    """What a worker does with a few articles: an answer for each, up to the first error to be raised."""
    if work is None:
        return [_sent(result) for result in pipeline.together(articles, keep_going)]
    answers: list[Answer | KgError] = []
    for article in articles:
        try:
            answers.append(work(article, keep_going))
        except KgError as error:
            answers.append(error)
            break
    return answers


def _sent(result: Built | Skipped | KgError) -> Answer | KgError:
    if isinstance(result, Built):
        return result.text
    return result


@dataclass(slots=True)
class _Task:
    """A few items on their way: what there is nothing to read of, and the articles with their answer."""

    items: list[Article | Skipped | SourceError]
    answer: Future[list[Answer | KgError]]

    @property
    def articles(self) -> list[Article]:
        return [it for it in self.items if isinstance(it, Article)]


class _Pool:
    """Workers and what they are asked, oldest first."""

    def __init__(self, jobs: int, work: Work | None, keep_going: bool) -> None:
        self._jobs, self._work, self._keep_going = jobs, work, keep_going
        self._waiting: deque[_Task] = deque()
        self._workers = _workers(jobs)

    def __len__(self) -> int:
        return len(self._waiting)

    def take(self, group: Sequence[Article | SourceError]) -> None:
        """Have them read after what was taken before."""
        items: list[Article | Skipped | SourceError] = []
        for item in group:
            stops = isinstance(item, SourceError) and not self._keep_going
            items.append(item if stops else pipeline.refused(item) or item)
        task = _Task(items, Future())
        task.answer = self._submit(task.articles)
        self._waiting.append(task)

    def next(self) -> Iterator[Built | Skipped]:
        """The results that are due; waits for them. Raises the first error where it stands."""
        first = self._waiting.popleft()
        try:
            answers = iter(first.answer.result())
        except BrokenProcessPool:
            answers = iter(self._again(first.articles))
            self._replace()
        for item in first.items:
            answer = next(answers) if isinstance(item, Article) else item
            if isinstance(answer, KgError):
                raise answer
            if isinstance(answer, bytes) and isinstance(item, Article):
                yield Built(item, text=answer)
            elif isinstance(answer, Skipped):
                yield answer

    def all(self) -> Iterator[Built | Skipped]:
        """The results of all that was taken."""
        while self._waiting:
            yield from self.next()

    def close(self) -> None:
        """End the workers, whatever they do."""
        # Public from Python 3.14 on, as kill_workers().
        processes = list((self._workers._processes or {}).values())
        self._workers.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()
            process.join()

    def _submit(self, articles: Sequence[Article]) -> Future[list[Answer | KgError]]:
        try:
            if articles:
                return self._workers.submit(read_articles, self._work, articles, self._keep_going)
        except BrokenProcessPool as error:
            broken: Future[list[Answer | KgError]] = Future()
            broken.set_exception(error)
            return broken
        nothing: Future[list[Answer | KgError]] = Future()
        nothing.set_result([])
        return nothing

    def _again(self, articles: Sequence[Article]) -> list[Answer | KgError]:
        """The answers of a worker of its own, one at a time: if it dies, too, it is this article's fault."""
        answers: list[Answer | KgError] = []
        alone = _workers(1)
        try:
            for article in articles:
                try:
                    asked = alone.submit(read_articles, self._work, [article], self._keep_going)
                    answers += asked.result()
                except BrokenProcessPool as error:
                    alone.shutdown()
                    alone = _workers(1)
                    answers.append(self._fault(article, error))
                if isinstance(answers[-1], KgError):
                    break
        finally:
            alone.shutdown()
        return answers

    def _fault(self, article: Article, error: BrokenProcessPool) -> Skipped | KgError:
        reason = f"article {article.id}: the process that read it died, twice"
        if self._keep_going:
            return Skipped(article.id, reason, article.place, "failed")
        fault = ArticleError(f"{reason}. --keep-going skips such articles.")
        fault.__cause__ = error
        return fault

    def _replace(self) -> None:
        """New workers; what the old ones had finished stays, the rest is asked again."""
        self.close()
        self._workers = _workers(self._jobs)
        for task in self._waiting:
            if _is_lost(task.answer):
                task.answer = self._submit(task.articles)


def _is_lost(answer: Future[list[Answer | KgError]]) -> bool:
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
