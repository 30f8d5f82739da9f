"""What ``kg build --workspace``, ``kg add`` and ``kg rebuild`` share: a run that writes to a workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.llm import counted
from kg.cli.own import own_options
from kg.cli.progress import Reporter
from kg.cli.terminal import FINDINGS, count, leave, say
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.built import Built, Skipped
    from kg.errors import SourceError
    from kg.model import Article
    from kg.stores.writer import Writer

REJECTS = "rejects.jsonl"


@dataclass(frozen=True, slots=True)
class Run:
    """How a run goes: with how many processes, on past what cannot be read, and what it tells."""

    jobs: int
    keep_going: bool
    rejects: Path | None
    as_json: bool
    quiet: bool

    def results(self, items: Iterable[Article | SourceError]) -> Iterator[Built | Skipped]:
        """What each article gives, in their order (``kg.engines.local.build``)."""
        from kg.engines import local

        return local.build(items, jobs=self.jobs, keep_going=self.keep_going)

    def begun(
        self, items: Iterable[Article | SourceError]
    ) -> AbstractContextManager[tuple[int, Iterator[Built | Skipped]]]:
        """The same of items of which all are read first (``kg.engines.local.begun``)."""
        from kg.engines import local

        return local.begun(items, jobs=self.jobs, keep_going=self.keep_going)

    def reporter(self, total: int | None = None, *, beside: Path | None = None) -> Reporter:
        """Tells how the reading goes; rejects go to ``beside`` where the user named no file for them."""
        return Reporter(
            "Reading", total, quiet=self.quiet, as_json=self.as_json, rejects=self.rejects or beside
        )


def run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with ``--keep-going``, ``--jobs``, ``--rejects``, ``--json`` and ``--quiet``, which it gets
    as ``run``, and what ``own_options`` adds.
    """

    @wraps(command)
    def run_with(
        *arguments: Any,
        keep_going: bool,
        jobs: int,
        rejects: Path | None,
        as_json: bool,
        quiet: bool,
        **others: Any,
    ) -> Any:
        return command(*arguments, run=Run(jobs, keep_going, rejects, as_json, quiet), **others)

    under = own_options(run_with)
    for option in (
        click.option("-q", "--quiet", is_flag=True, help="No progress and no summary."),
        click.option("--json", "as_json", is_flag=True, help="One JSON object per event on standard output."),
        click.option(
            "--rejects",
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="FILE",
            help="JSON Lines of what was skipped and why; by default rejects.jsonl beside the result.",
        ),
        click.option(
            "-j",
            "--jobs",
            type=click.IntRange(min=1),
            default=1,
            show_default=True,
            metavar="N",
            help="Read with N processes, of about 500 MB each; the result is the same.",
        ),
        click.option(
            "--keep-going", is_flag=True, help="Skip what cannot be read or processed; exit code 1 tells."
        ),
    ):
        under = option(under)
    return under


def ingest_all(writer: Writer, items: Iterable[Article | SourceError], run: Run, report: Reporter) -> None:
    """Put the articles that are new into the workspace; leaves with 1 where some were skipped.

    An error ends the run; it is raised after saying what is in the workspace already.
    """
    from kg import pipeline
    from kg.engines.ingest import NewArticles, ingest

    versions = pipeline.versions()
    new = NewArticles(items, writer, versions)
    store_results(writer, ingest(run.results(counted(new)), writer, versions), report)
    report.known(new.known, new.outdated)
    finish(writer, report, known=new.known)


def store_results(writer: Writer, results: Iterable[Any], report: Reporter) -> None:
    """Report the results as they are written."""
    before = len(writer)
    with report:
        try:
            for result in results:
                report.add(result)
        except (KgError, KeyboardInterrupt):
            if not report.quiet:
                say(f"{writer.folder}: stopped. {added(writer, before)}")
            raise


def added(writer: Writer, before: int) -> str:
    """What a run that stopped has done, in words; the writer may have failed."""
    if not writer.is_open:
        return "What was reported as done is safe."
    if len(writer) == before:
        return "Nothing was added."
    return f"What was added before ({count(len(writer) - before, 'article')}) is safe; run again to go on."


def finish(writer: Writer, report: Reporter, **figures: int) -> None:
    """Say what the run did and what the workspace holds now; leave with 1 where something was skipped."""
    from kg.stores.figures import figures_of

    totals = figures_of(writer.store, writer.statements())
    report.summary(**figures, workspace={"articles": len(writer), **totals})
    if not report.quiet:
        held = ", ".join(
            [
                count(len(writer), "article"),
                count(totals["meetings"], "meeting"),
                count(totals["actors"], "actor"),
                count(totals["statements"], "statement"),
            ]
        )
        report.line(f"{report.read()}: {count(report.statements, 'statement')}.")
        report.line(f"{writer.folder} holds {held}.")
    if report.skipped:
        leave(FINDINGS)
