"""What changes a workspace or copies it: ``kg add``, ``remove``, ``export``, ``rebuild``, ``backup``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.collected import Collected
from kg.cli.graph_files import FORMATS, write_graph
from kg.cli.graph_source import the_workspace, workspace_option
from kg.cli.identity import align_option, alignment_of, decisions_of, decisions_option, tell_joined
from kg.cli.ingesting import REJECTS, Run, finish, ingest_all, run_options, store_results
from kg.cli.llm import counted
from kg.cli.load import export_bulk
from kg.cli.progress import expected
from kg.cli.reading import one_if_titled, reading_options, tell_of_tables
from kg.cli.targets import refuse_to_lose
from kg.cli.terminal import SHOWN_HASH, count, say, standard_output

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Quad

    from kg.alignment.decisions import Decisions
    from kg.sources.read import Given
    from kg.stores.workspace import Entry, Workspace


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@workspace_option
@reading_options(of_one=True)
@run_options
def add(
    sources: tuple[str, ...],
    workspace: Path | None,
    given: Given,
    run: Run,
) -> None:
    """Add articles to a workspace.

    As 'kg build SOURCE... --workspace DIR', for a workspace that is there. What it has already is passed
    over; the other articles are read and put in, each whole, and are safe once they are reported. The same
    text with another day of publication, publisher or headline, under the same id and address, is read anew.

    \b
    Examples:
      kg add today.jsonl --workspace talks
      kg add article.txt --published 2024-01-31          in the workspace of this folder
    """
    from kg.sources.read import read_each
    from kg.stores.writer import open_writer

    folder = the_workspace(workspace)
    refuse_to_lose(run.rejects, sources)
    with open_writer(folder) as writer:
        if not run.quiet:
            tell_of_tables(sources)
        items = one_if_titled(read_each(sources, given), given.title)
        ingest_all(writer, items, run, run.reporter(expected(sources), beside=folder / REJECTS))


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="ID|URL...")
@workspace_option
@click.option("-q", "--quiet", is_flag=True, help="Do not say what was removed.")
def remove(names: tuple[str, ...], workspace: Path | None, quiet: bool) -> None:
    """Remove articles from a workspace.

    An article goes by its id, its URL, or the first 8 digits or more of the hash of its text, as 'kg list'
    shows them. Its text and all that was drawn from it alone are gone; what remains is exactly what would
    be there had it never been added. Either all that are named go, or none.

    \b
    Examples:
      kg remove talks-in-vienna --workspace talks
      kg remove https://news.example/2024/talks 5f3a9c1e
    """
    from kg.stores.writer import open_writer

    with open_writer(the_workspace(workspace)) as writer:
        entries = list(dict.fromkeys(writer.entry(name) for name in names))
        writer.remove(entries)
        if not quiet:
            for entry in entries:
                say(f"removed {entry.id}: {count(entry.statements, 'statement')} drawn from {_title(entry)}")
            say(f"{writer.folder} holds {count(len(writer), 'article')}.")


@click.command()
@workspace_option
@click.option("-o", "--output", default="-", metavar="FILE", help="File to write; '-' is standard output.")
@click.option("--article", "names", multiple=True, metavar="ID", help="Only this article; repeatable.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="By default that of FILE's extension, else turtle."
)
@click.option("--bulk", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Write sorted N-Quads in shards, with the commands that load them.")  # fmt: skip
@click.option("--for", "store", default="oxigraph", show_default=True, help="The store that --bulk is for.",
              type=click.Choice(("virtuoso", "jena", "oxigraph", "qlever", "graphdb")))  # fmt: skip
@align_option
@decisions_option
def export(
    workspace: Path | None,
    output: str,
    names: tuple[str, ...],
    form: str | None,
    bulk: Path | None,
    store: str,
    align: bool,
    decisions: Path | None,
) -> None:
    """Write the graph of a workspace to a file.

    The bytes are those that 'kg build' writes of the same articles, in whatever order they were added.
    TriG, N-Quads and JSON-LD keep a graph for each article, and one that says what several of them report;
    Turtle and N-Triples merge them. The decisions of the workspace hold unless --decisions names others.

    \b
    Examples:
      kg export -o graph.trig --workspace talks
      kg export --article talks-in-vienna -o one.ttl
      kg export --bulk shards/ --for virtuoso
    """
    from kg.stores.workspace import open_workspace

    with open_workspace(the_workspace(workspace)) as opened:
        if bulk is not None:
            export_bulk(opened, bulk, store)
            return
        refuse_to_lose(output, (decisions,))
        own = opened.decisions if opened.decisions.exists() else None
        decided = decisions_of(decisions or own) if align else None
        if names:
            found = _drawn(opened, [opened.entry(name) for name in names], aligned=decided is not None)
            write_graph(found.texts, alignment_of(found.records, decided), output, form)
        else:
            _export_all(opened, output, form, decided)
    if output != "-":
        say(f"Written to {output}")


def _drawn(opened: Workspace, entries: Iterable[Entry], *, aligned: bool) -> Collected:
    """What was drawn from these articles."""
    from kg.rdf.blocks import lines_of

    found = Collected(aligned=aligned)
    for entry in entries:
        found.add(entry.digest, lines_of(opened.quads(entry)))
    return found


def _export_all(opened: Workspace, output: str, form: str | None, decided: Decisions | None) -> None:
    """Write the whole graph; says what was joined."""
    from kg.stores.alignment import align_workspace
    from kg.stores.export import export

    found: Sequence[Quad] = ()
    if decided is not None:
        alignment, found = align_workspace(opened, decided)
        tell_joined(alignment)
    if output != "-":
        export(opened, output, form, found)
        return
    with standard_output() as stream:
        export(opened, stream, form or "turtle", found)


@click.command()
@workspace_option
@click.option("--all", "everything", is_flag=True, help="Read every article anew, whatever read it before.")
@click.option("--store", "only_store", is_flag=True, help="Only make the store anew, from the catalogue.")
@run_options
def rebuild(
    workspace: Path | None,
    everything: bool,
    only_store: bool,
    run: Run,
) -> None:
    """Read anew what another version read.

    Articles whose graph was drawn by another version of the code, the model, the word lists or the ontology
    are read again from the texts in the workspace. Each keeps its old graph until the new one is whole;
    stopped in the middle, the next run goes on. Decisions stay.

    \b
    Examples:
      kg rebuild --workspace talks
      kg rebuild --store             the store is damaged: make it again from what was read, in a moment
    """
    from kg import pipeline
    from kg.engines.ingest import ingest
    from kg.stores.writer import open_writer

    folder = the_workspace(workspace)
    with open_writer(folder, anew=only_store) as writer:
        current = pipeline.versions()
        entries = [] if only_store else writer.entries()
        stale = [it for it in entries if everything or it.versions != current]
        report = run.reporter(len(stale), beside=folder / REJECTS)
        articles = (writer.article(entry) for entry in stale)
        results = ingest(run.results(counted(articles)), writer, current)
        store_results(writer, results, report)
        finish(writer, report)


@click.command()
@click.argument("target", type=click.Path(path_type=Path), metavar="DIR")
@workspace_option
def backup(target: Path, workspace: Path | None) -> None:
    """Copy a workspace, as it is at this moment.

    DIR must not be there yet; it becomes a workspace of its own. Others may write meanwhile.

    \b
    Example:
      kg backup talks-monday --workspace talks
    """
    from kg.stores.workspace import open_workspace

    with open_workspace(the_workspace(workspace)) as opened:
        opened.backup(target)
        say(f"{count(len(opened), 'article')} copied to {target}")


def _title(entry: Entry) -> str:
    return f'"{entry.title}"' if entry.title else f"text {entry.digest[:SHOWN_HASH]}"
