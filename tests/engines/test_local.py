"""Several processes: the same results in the same order, whoever dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from kg import pipeline
from kg.built import Built, Skipped
from kg.engines import local
from kg.errors import ArticleError, SourceError
from kg.model import Article
from tests.engines.stand_ins import answer, forever
from tests.stores.made import article, quads

FRENCH = Article(id="paris", text="Bonjour", language="fr", place="p.txt")
BAD = SourceError("x.txt: is empty", "x.txt")


def shown(results: object) -> list[tuple[str | None, object]]:
    assert isinstance(results, list)
    return [(it.article.id, it.quads) if isinstance(it, Built) else (it.id, it.reason) for it in results]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_the_order_is_that_of_the_items(jobs: int) -> None:
    items: list[Article | SourceError] = [article(n) for n in range(30)]
    items[7:7] = [BAD]
    items[12:12] = [FRENCH]
    items[20:20] = [article(99, "FAULT")]
    results = list(local.build(items, jobs=jobs, keep_going=True, work=answer))
    ids = [it.article.id if isinstance(it, Built) else it.id for it in results]
    assert ids == [None if isinstance(it, SourceError) else it.id for it in items]
    for result in results:
        if isinstance(result, Built):
            assert result.quads == tuple(quads(result.article))
    skipped = [it for it in results if isinstance(it, Skipped)]
    assert [it.cause for it in skipped] == ["unreadable", "not in English", "failed"]
    assert [it.place for it in skipped] == ["x.txt", "p.txt", "news.jsonl, line 99"]


def test_an_error_comes_at_its_place() -> None:
    items = [article(0), article(1), article(2, "FAULT"), article(3)]
    results = local.build(items, jobs=2, work=answer)
    assert [next(results), next(results)] == [Built(it, tuple(quads(it))) for it in items[:2]]
    with pytest.raises(ArticleError, match="article a0002: stumbled"):
        next(results)
    with pytest.raises(SourceError, match=r"x\.txt: is empty"):
        list(local.build([article(0), BAD], jobs=2, work=answer))


def test_items_are_taken_as_they_are_needed() -> None:
    taken = []

    def items() -> object:
        for n in range(1000):
            taken.append(n)
            yield article(n)

    results = local.build(items(), jobs=2, work=answer)  # type: ignore[arg-type] # it is an iterator of them
    next(results)
    results.close()  # type: ignore[attr-defined] # it is a generator
    assert len(taken) <= local.MOST * (2 * local._AHEAD + 1)


def test_workers_begin_while_others_are_read(tmp_path: Path) -> None:
    died = tmp_path / "died"

    def items() -> Iterator[Article | SourceError]:
        yield article(0, f"DIE ONCE {died}")
        yield from (article(n) for n in range(1, 40))
        until = time.monotonic() + 60
        while not died.exists() and time.monotonic() < until:
            time.sleep(0.05)
        yield BAD

    with local.begun(items(), jobs=2, keep_going=True, work=answer) as (number, results):
        assert (number, died.exists()) == (41, True)
        found = list(results)
    assert [it.article.id for it in found if isinstance(it, Built)] == [f"a{n:04}" for n in range(40)]
    assert found[-1] == Skipped(None, str(BAD), BAD.place)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_cannot_be_read_ends_all_before_there_is_a_result(jobs: int) -> None:
    def items() -> Iterator[Article]:
        yield from (article(n) for n in range(20))
        raise BAD

    with (
        pytest.raises(SourceError, match=r"x\.txt: is empty"),
        local.begun(items(), jobs=jobs, work=answer if jobs > 1 else None),
    ):
        pytest.fail("there is nothing to be had")


def test_a_worker_that_dies_is_replaced_and_its_article_read_again(tmp_path: Path) -> None:
    items = [article(n, f"DIE ONCE {tmp_path / 'died'}" if n == 5 else "") for n in range(20)]
    results = list(local.build(items, jobs=2, work=answer))
    assert [it.article for it in results if isinstance(it, Built)] == items
    assert (tmp_path / "died").exists()


def test_an_article_that_kills_every_worker_is_rejected_by_name() -> None:
    items = [article(n, "DIE" if n in (3, 11) else "") for n in range(16)]
    results = list(local.build(items, jobs=2, keep_going=True, work=answer))
    assert [it.id for it in results if isinstance(it, Skipped)] == ["a0003", "a0011"]
    reason = "article a0003: the process that read it died, twice"
    assert next(it for it in results if isinstance(it, Skipped)).reason == reason
    assert len([it for it in results if isinstance(it, Built)]) == 14
    with pytest.raises(
        ArticleError, match=r"article a0003: the process that read it died, twice\. --keep-going"
    ):
        list(local.build(items, jobs=2, work=answer))


def test_no_worker_outlives_its_parent(tmp_path: Path) -> None:
    mark = tmp_path / "worker"
    code = (
        "from kg.engines import local; from kg.model import Article\n"
        "from tests.engines.stand_ins import forever\n"
        f"list(local.build([Article('a', 'words', title={str(mark)!r})] * 2, jobs=2, work=forever))\n"
    )
    script = tmp_path / "parent.py"
    script.write_text(f"if __name__ == '__main__':\n    exec({code!r})\n", encoding="utf-8")
    paths = os.pathsep.join(filter(None, [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH")]))
    with subprocess.Popen([sys.executable, str(script)], env={**os.environ, "PYTHONPATH": paths}) as parent:
        deadline = time.monotonic() + 60
        while not (mark.exists() and mark.read_text(encoding="utf-8")) and time.monotonic() < deadline:
            time.sleep(0.1)
        worker = psutil.Process(int(mark.read_text(encoding="utf-8")))
        parent.send_signal(signal.SIGKILL)
    psutil.wait_procs([worker], timeout=20)
    assert not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE
    assert callable(forever)


def test_real_articles_give_the_same_with_two_processes(root: Path) -> None:
    from kg.sources.read import read

    sources = sorted((root / "examples").glob("*.txt"))[:4]
    items = list(read(sources))
    alone = list(pipeline.build(items))
    assert shown(list(local.build(items, jobs=2))) == shown(alone)
    assert len(alone) == 4
