"""``kg build``: articles to a graph."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.identity import align_option, decisions_of, decisions_option, joined
from kg.cli.ingesting import REJECTS, How, ingest_all, run_options
from kg.cli.llm import counted, refuse_elsewhere
from kg.cli.progress import Reporter, expected
from kg.cli.reading import reading_options
from kg.cli.spark import SparkHow, build_on_spark, engine_options, refuse_for_local, refuse_for_spark
from kg.cli.terminal import FINDINGS, count, emit, leave
from kg.errors import GraphError, SourceError
from kg.model import Article

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.alignment.decisions import Decisions

FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld")
_EXTENSIONS = {"turtle": ".ttl", "trig": ".trig", "nquads": ".nq", "ntriples": ".nt", "jsonld": ".jsonld"}
_SHOWN = (
    ("Meeting", "meeting", "meetings"),
    ("Person", "person", "persons"),
    ("Country", "country", "countries"),
    ("Organization", "organization", "organizations"),
    ("Mention", "mention", "mentions"),
)


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
@click.option("--title", help="Headline, for one article that does not begin with it.")
@click.option("--url", help="Address of the article.")
@reading_options
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
    published: date | None,
    title: str | None,
    url: str | None,
    publisher: str | None,
    language: str | None,
    form_in: str | None,
    columns: tuple[tuple[str, str], ...],
    align: bool,
    decisions: Path | None,
    keep_going: bool,
    jobs: int,
    rejects: Path | None,
    as_json: bool,
    quiet: bool,
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
    graph; see docs/howto/spark.md.
    """
    from kg.sources.read import Given, read_each

    if engine == "spark":
        refuse_elsewhere()
        others = {"split": split, "format": form, "title": title, "url": url, "store": store}
        folder = refuse_for_spark(output, workspace=workspace, **others)
        given = Given(published, None, None, publisher, language, form_in, dict(columns))
        decided = decisions_of(decisions) if align else None
        report = Reporter("Reading", quiet=quiet, as_json=as_json, rejects=rejects)
        far = SparkHow(master, dict(settings), batch, keep_going)
        build_on_spark(sources, given, folder, decided, report, far)
        return
    refuse_for_local(master, settings, batch)
    if as_json and output in (None, "-") and split is None and workspace is None:
        raise click.UsageError("--json and the graph cannot both go to standard output; give --output FILE.")
    if workspace is not None and (output is not None or split is not None):
        raise click.UsageError("--workspace goes without --output and --split; 'kg export' writes files.")
    if store is not None:
        _refuse_for_store(store, output, split=split, workspace=workspace, format=form)
    how = How(jobs, keep_going)
    given = Given(published, title, url, publisher, language, form_in, dict(columns))
    items = one_if_titled(read_each(sources, given), title)
    if workspace is not None:
        from kg.stores.writer import open_writer

        total, refused = expected(sources), rejects or workspace / REJECTS
        report = Reporter("Reading", total, quiet=quiet, as_json=as_json, rejects=refused)
        with open_writer(workspace, create=True) as writer:
            ingest_all(writer, items, how, report)
        return
    if store is not None:
        form = "trig"  # quads keep their graphs
    else:
        _refuse_unwritable(output, split, form)
    decided = decisions_of(decisions)
    listed = list(items)
    _refuse_early(listed, keep_going)
    listed = list(counted(listed))
    beside = rejects or _beside(output, split)
    report = Reporter("Reading", len(listed), quiet=quiet, as_json=as_json, rejects=beside)
    _to_files(listed, _Files(output, split, form, decided if align else None, store), how, report)


@dataclass(frozen=True, slots=True)
class _Files:
    """Where the graph goes: one file (or standard output), a folder with one for each article, or both.

    Without ``decisions`` what goes to one file is not aligned.
    """

    output: str | None
    split: Path | None
    form: str | None
    decisions: Decisions | None
    store: str | None = None

    @property
    def merged(self) -> bool:
        """Whether the articles become one graph."""
        return self.output is not None or self.split is None

    def __str__(self) -> str:
        folder = f"{self.split}/" if self.split else None
        return " and ".join(filter(None, [self.output if self.output != "-" else None, folder]))


def _to_files(items: Iterable[Article | SourceError], files: _Files, how: How, report: Reporter) -> None:
    from kg import pipeline
    from kg.engines import local

    nodes: set[tuple[str, str]] = set()
    quads: dict[Quad, None] = {}
    with report:
        for result in local.build(items, jobs=how.jobs, keep_going=how.keep_going):
            report.add(result)
            if not isinstance(result, pipeline.Built):
                continue
            nodes |= _typed(result.quads)
            if files.split is not None:
                name = f"{result.article.id}{_EXTENSIONS[files.form or 'turtle']}"
                write_graph(result.quads, str(files.split / name), files.form)
            if files.merged:
                quads.update(dict.fromkeys(result.quads))
    # Where every article was skipped, what is stored is better than an empty graph.
    nothing = report.skipped > 0 and report.built == 0
    if files.merged and not nothing:
        merged = joined(quads, files.output, files.form, files.decisions, report.quiet)
        if files.store is not None:
            from kg.stores.plugged import put

            put(merged, files.store, str(files.output))
        else:
            write_graph(merged, files.output or "-", files.form)
    _tell(report, nodes, files, nothing)
    if report.skipped:
        leave(FINDINGS)


def _tell(report: Reporter, nodes: set[tuple[str, str]], files: _Files, nothing: bool) -> None:
    """Say what was read, what came out, and where it lies; nodes that several articles share count once."""
    from kg.vocab import DIP

    kinds = Counter(kind for _, kind in nodes)
    report.summary(**{many: kinds[str(DIP[name])] for name, _, many in _SHOWN})
    if report.quiet:
        return
    found = ", ".join(count(kinds[str(DIP[name])], one, many) for name, one, many in _SHOWN)
    report.line(f"{report.read()}: {found}; {count(report.statements, 'statement')}.")
    if str(files):
        report.line(f"{'Nothing written' if nothing else 'Written'} to {files}")


def _typed(quads: Iterable[Quad]) -> set[tuple[str, str]]:
    """The nodes of the quads with their classes."""
    from kg.rdf.terms import value_of
    from kg.vocab import PREFIXES

    kind = PREFIXES["rdf"] + "type"
    return {(str(it.subject), value_of(it.object)) for it in quads if it.predicate.value == kind}


def one_if_titled(
    items: Iterator[Article | SourceError], title: str | None
) -> Iterator[Article | SourceError]:
    """The items; raises SourceError where a title is given for more than one."""
    first = list(islice(items, 2)) if title is not None else []
    if len(first) > 1:
        raise SourceError("--title names one article, but more were given. Build them one by one.")
    return chain(first, items)


def _beside(output: str | None, split: Path | None) -> Path | None:
    """The file of rejects that goes with the result, ``None`` for standard output alone."""
    if output not in (None, "-"):
        return Path(str(output)).with_suffix(f".{REJECTS}")
    return split / REJECTS if split is not None else None


def _refuse_early(items: Iterable[Article | SourceError], keep_going: bool) -> None:
    """Raise the first error of reading before any work is done, unless errors are to be skipped."""
    for item in items:
        if isinstance(item, SourceError) and not keep_going:
            raise item


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


def _refuse_unwritable(output: str | None, split: Path | None, form: str | None) -> None:
    """Raise GraphError now rather than after the work, when the format of the output is not known."""
    from kg.rdf.write import FORMATS as BY_EXTENSION

    if output not in (None, "-") and form is None:
        suffix = Path(str(output)).suffix.lower()
        if suffix not in BY_EXTENSION:
            known = ", ".join(dict.fromkeys(_EXTENSIONS.values()))
            raise GraphError(f"{output}: unknown extension. Use one of {known}, or give --format.")
    folder = split if split is not None else (Path(output).parent if output not in (None, "-") else None)
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise GraphError(f"{folder}: cannot make this folder: {error.strerror or error}.") from error


def write_graph(quads: Iterable[Quad], target: str, form: str | None) -> None:
    """Write the quads to a file, or to standard output where ``target`` is a dash."""
    from kg.rdf.write import write

    if target != "-":
        try:
            write(quads, target, form)
        except OSError as error:
            raise GraphError(f"{target}: cannot be written: {error.strerror or error}.") from error
        return
    buffer = io.BytesIO()
    write(quads, buffer, form or "turtle")
    emit(buffer.getvalue())
