"""``kg build``: articles to a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.graph_files import FORMATS, Files, beside, refuse_unwritable, to_files
from kg.cli.identity import align_option, decisions_of, decisions_option
from kg.cli.ingesting import REJECTS, Run, ingest_all, run_options
from kg.cli.llm import counted, refuse_elsewhere
from kg.cli.progress import expected
from kg.cli.reading import one_if_titled, reading_options, tell_of_tables
from kg.cli.spark import SparkHow, build_on_spark, engine_options, refuse_for_local, refuse_for_spark
from kg.cli.targets import refuse_to_lose
from kg.errors import SourceError
from kg.model import Article

if TYPE_CHECKING:
    from kg.sources.read import Given


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("-o", "--output", default=None, metavar="FILE", help="File to write; '-' is standard output.")
@click.option(
    "-w",
    "--workspace",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Put the articles and their graphs into this workspace; it is made if it is not there.",
)
@click.option(
    "--split",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write one file per article into DIR, named by the article's id.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Format of the output; by default that of FILE's extension, else turtle.",
)
@click.option(
    "--store",
    metavar="NAME",
    help="Plug-in that keeps the quads: an installed one, or MODULE:ATTRIBUTE. -o is its target.",
)
@reading_options(of_one=True)
@align_option
@decisions_option
@run_options
@engine_options
def build(
    sources: tuple[str, ...],
    output: str | None,
    workspace: Path | None,
    split: Path | None,
    form: str | None,
    store: str | None,
    given: Given,
    align: bool,
    decisions: Path | None,
    run: Run,
    engine: str,
    master: str | None,
    settings: tuple[tuple[str, str], ...],
    batch: int | None,
) -> None:
    """Build a graph from articles.

    SOURCE is a file, a folder, a pattern in quotes, or '-' for standard input: text, Markdown, web pages,
    feeds, JSON Lines, CSV and more, as 'kg read --help' lists them. Several sources become one graph.

    \b
    Examples:
      kg build article.txt --published 2024-01-31 -o graph.ttl
      kg build news/ more.md -o graph.trig          a folder and a file; TriG keeps a graph per article
      kg build news/ --split graphs/                graphs/ARTICLE.ttl, one for each
      kg build news/ --workspace talks --jobs 4     a workspace that grows; run again to go on
      curl -s URL | kg build - --url URL            standard input to standard output
      kg build news.jsonl --engine spark --master spark://HOST:7077 -o graph/

    Markdown files may begin with front matter that gives title, date, url and publisher; beside any
    article ID.txt a file ID.meta.json may give title, published, url and publisher. Options go before both.
    Without a day of publication, words such as "on Tuesday" stay unresolved; no date is ever made up.
    Where every article was skipped nothing is written: an older FILE stays. Killed or stopped, a build into
    a workspace goes on where it was: articles are in it whole or not at all, and none is read twice.

    What several articles report is aligned: TriG, N-Quads and JSON-LD get a graph that says which nodes are
    one and why, beside the graphs of the articles; Turtle and N-Triples, which keep no graphs, get the nodes
    joined. --no-align leaves that out; so do --split, and a workspace until it is asked or exported.

    With --engine spark the same comes out as a folder of N-Quads and Parquet, which other commands take as a
    graph; --format nquads leaves the rest out. See docs/howto/spark.md.
    """
    from kg.sources.read import read_each

    if engine == "spark":
        refuse_elsewhere()
        others = {"split": split, "title": given.title, "url": given.url, "store": store}
        folder = refuse_for_spark(output, form, workspace=workspace, **others)
        decided = decisions_of(decisions) if align else None
        far = SparkHow(master, dict(settings), batch, run.keep_going, form == "nquads")
        build_on_spark(sources, given, folder, decided, run.reporter(), far)
        return
    refuse_for_local(master, settings, batch)
    for target in (output, run.rejects):
        refuse_to_lose(target, sources)
    if run.as_json and output in (None, "-") and split is None and workspace is None:
        raise click.UsageError("--json and the graph cannot both go to standard output; give --output FILE.")
    if workspace is not None and (output is not None or split is not None):
        raise click.UsageError("--workspace goes without --output and --split; 'kg export' writes files.")
    if store is not None:
        _refuse_for_store(store, output, split=split, workspace=workspace, format=form)
    if not run.quiet:
        tell_of_tables(sources)
    items = one_if_titled(read_each(sources, given), given.title)
    if workspace is not None:
        from kg.stores.writer import open_writer

        report = run.reporter(expected(sources), beside=workspace / REJECTS)
        with open_writer(workspace, create=True) as writer:
            ingest_all(writer, items, run, report)
        return
    if store is not None:
        form = "trig"  # quads keep their graphs
    else:
        refuse_unwritable(output, split, form)
    decided = decisions_of(decisions)
    wanted = counted(items if run.keep_going else _refusing(items))
    report = run.reporter(beside=beside(output, split))
    to_files(wanted, Files(output, split, form, decided if align else None, store), run, report)


def _refusing(items: Iterable[Article | SourceError]) -> Iterator[Article | SourceError]:
    """The items; the first error of reading is raised."""
    for item in items:
        if isinstance(item, SourceError):
            raise item
        yield item


def _refuse_for_store(store: str, output: str | None, **others: object) -> None:
    """Raise now rather than after the work: a usage error for options that go without ``--store`` or where
    the target is missing, PluginError where there is no such store.
    """
    from kg.stores.plugged import find

    for name, value in others.items():
        if value is not None:
            raise click.UsageError(f"--store goes without --{name}.")
    if output in (None, "-"):
        raise click.UsageError("--store needs --output, its target.")
    find(store, output)
