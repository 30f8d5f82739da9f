"""``kg build --engine spark``: options, and what the user is told of a run."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from kg.cli.progress import Reporter
from kg.cli.terminal import FINDINGS, count, leave

if TYPE_CHECKING:
    from kg.alignment.decisions import Decisions
    from kg.engines.spark.run import Ran
    from kg.sources.assemble import Given

_SETTING = re.compile(r"^spark\.[\w.\-]+=.*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SparkHow:
    """How a run goes: where, with which settings, in batches of how many, on past what fails; whether only
    N-Quads are written.
    """

    master: str | None
    settings: dict[str, str]
    batch: int | None
    keep_going: bool
    only_nquads: bool = False


class Setting(click.ParamType[tuple[str, str]]):
    """spark.KEY=VALUE: a setting of Spark."""

    name = "key=value"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """The key and the value; fails for what is no setting of Spark."""
        if isinstance(value, tuple):
            return value
        if not _SETTING.match(str(value)):
            self.fail(f"'{value}': write spark.KEY=VALUE, as in spark.executor.memory=4g.", param, ctx)
        key, _, given = str(value).partition("=")
        return key, given


def engine_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with ``--engine``, ``--master``, ``--spark`` and ``--batch``."""
    for option in (
        click.option(
            "--batch",
            type=click.IntRange(min=1),
            metavar="N",
            help="With spark: articles between two moments from which a run that was killed goes on.",
        ),
        click.option(
            "--spark",
            "settings",
            type=Setting(),
            multiple=True,
            metavar="KEY=VALUE",
            help="With spark: a setting, such as spark.executor.memory=4g. May be given several times.",
        ),
        click.option(
            "--master",
            metavar="URL",
            help="With spark: local[N], spark://HOST:PORT, yarn, k8s://...; by default that of spark-submit,"
            " else all cores of this machine.",
        ),
        click.option(
            "--engine",
            type=click.Choice(("local", "spark")),
            default="local",
            show_default=True,
            help="What runs the work: processes of this machine, or Spark; then --output is a folder.",
        ),
    ):
        command = option(command)
    return command


def refuse_for_local(master: str | None, settings: tuple[tuple[str, str], ...], batch: int | None) -> None:
    """Raise a usage error where an option of Spark is given without Spark."""
    for name, value in (("--master", master), ("--spark", settings), ("--batch", batch)):
        if value:
            raise click.UsageError(f"{name} goes with --engine spark.")


def refuse_for_spark(output: str | None, form: str | None, **others: object) -> str:
    """The folder of the output; raises a usage error for options that Spark has no use for."""
    if form not in (None, "nquads"):
        raise click.UsageError(
            f"--format {form} goes without --engine spark, which writes N-Quads and Parquet; --format nquads"
            " leaves out all but N-Quads."
        )
    for name, value in others.items():
        if value:
            raise click.UsageError(f"--{name} goes without --engine spark.")
    if output in (None, "-"):
        raise click.UsageError("--engine spark writes a folder; name it: --output FOLDER.")
    return str(output)


def build_on_spark(
    sources: tuple[str, ...],
    given: Given,
    output: str,
    decisions: Decisions | None,
    report: Reporter,
    how: SparkHow,
) -> None:
    """Build into a folder; leaves with 1 where some articles were skipped."""
    from kg.engines.spark.session import opened

    with ThreadPoolExecutor(1) as pool:
        loading = pool.submit(_load)
        with opened(how.master, how.settings) as session:
            loading.result()
            from kg.engines.spark.asked import BATCH, FORMS, Asked
            from kg.engines.spark.run import run

            forms = FORMS[:1] if how.only_nquads else FORMS
            tell = partial(_tell, report)
            batch = how.batch or BATCH
            ran = run(session, Asked(sources, given, output, decisions, how.keep_going, batch, forms, tell))
    _summary(report, ran, output, forms)


def _load() -> None:
    """Read what the driver needs, the versions of model and tables too, while Java starts."""
    import_module("kg.engines.spark.run")
    import_module("kg.pipeline").versions()


def _tell(report: Reporter, line: str) -> None:
    if not report.quiet:
        report.line(line)


def _summary(report: Reporter, ran: Ran, output: str, forms: tuple[str, ...]) -> None:
    from kg.cli.identity import summary, tell_warnings

    with report:
        for skipped in ran.skipped:
            report.add(skipped)
    report.built, report.statements = ran.articles, ran.statements
    report.summary(meetings=ran.meetings, batches=ran.batches, done_before=ran.done_before)
    if ran.alignment is not None:
        tell_warnings(ran.alignment)
    if not report.quiet:
        if ran.done_before:
            report.line(f"{count(ran.done_before, 'batch', 'batches')} of {ran.batches:,} done before")
        if ran.alignment is not None and ran.alignment.replaced:
            report.line(summary(ran.alignment))
        report.line(
            f"{report.read()}: {count(ran.meetings, 'meeting')}, {count(ran.statements, 'statement')}."
        )
        report.line(f"Written to {output}: {', '.join(f'{it}/' for it in (*forms, 'articles'))}")
    if report.skipped:
        leave(FINDINGS)
