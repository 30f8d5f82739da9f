"""The commands of a workspace: add, remove, list, status, export, rebuild, backup."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.build import FORMATS, write_graph
from kg.cli.graph_source import the_workspace, workspace_option
from kg.cli.identity import align_option, decisions_of, decisions_option, joined
from kg.cli.ingesting import REJECTS, How, finish, ingest_all, run_options, store_results
from kg.cli.llm import counted
from kg.cli.load import export_bulk
from kg.cli.progress import Reporter, expected
from kg.cli.reading import reading_options
from kg.cli.terminal import FINDINGS, count, emit, leave, say, show_table

if TYPE_CHECKING:
    from kg.stores.workspace import Entry, Versions

_SHOWN_HASH = 16


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@workspace_option
@click.option("--title", help="Headline, for one article that does not begin with it.")
@click.option("--url", help="Address of the article.")
@reading_options
@run_options
def add(
    sources: tuple[str, ...],
    workspace: Path | None,
    published: date | None,
    title: str | None,
    url: str | None,
    publisher: str | None,
    language: str | None,
    form_in: str | None,
    columns: tuple[tuple[str, str], ...],
    keep_going: bool,
    jobs: int,
    rejects: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Add articles to a workspace.

    As 'kg build SOURCE... --workspace DIR', for a workspace that is there. What it has already is passed
    over; the other articles are read and put in, each whole, and are safe once they are reported.

    \b
    Examples:
      kg add today.jsonl --workspace talks
      kg add article.txt --published 2024-01-31          in the workspace of this folder
    """
    from kg.cli.build import one_if_titled
    from kg.sources.read import Given, read_each
    from kg.stores.writer import open_writer

    folder = the_workspace(workspace)
    with open_writer(folder) as writer:
        given = Given(published, title, url, publisher, language, form_in, dict(columns))
        items = one_if_titled(read_each(sources, given), title)
        total, refused = expected(sources), rejects or folder / REJECTS
        report = Reporter("Reading", total, quiet=quiet, as_json=as_json, rejects=refused)
        ingest_all(writer, items, How(jobs, keep_going), report)


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


@click.command(name="list")
@workspace_option
@click.option(
    "--format", "form", type=click.Choice(("table", "tsv", "jsonl")), default="table", show_default=True
)
def list_articles(workspace: Path | None, form: str) -> None:
    """List the articles of a workspace.

    In the order of their ids: id, day of publication, statements drawn, hash of the text, title, address.

    \b
    Examples:
      kg list --workspace talks
      kg list --format jsonl | jq -r 'select(.published == null) | .id'
    """
    from kg.stores.workspace import open_workspace

    with open_workspace(the_workspace(workspace)) as opened:
        if form == "table":
            rows = [_row(entry) for entry in opened.entries()]
            show_table("", ["id", "published", "statements", "hash", "title"], rows, frozenset({2}))
        for entry in opened.entries() if form != "table" else ():
            emit(_line(entry, form))


@click.command()
@workspace_option
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--deep", is_flag=True, help="Compare every statement of the store with the catalogue.")
def status(workspace: Path | None, as_json: bool, deep: bool) -> None:
    """Tell how a workspace is.

    How many articles, meetings, actors and statements it holds, by which versions they were read, and
    whether store and catalogue agree. The exit code is 1 when they do not; 'kg rebuild --store' mends that.

    \b
    Examples:
      kg status --workspace talks
      kg status --deep --json
    """
    from kg.pipeline import versions
    from kg.stores.figures import figures_of
    from kg.stores.workspace import open_workspace

    with open_workspace(the_workspace(workspace)) as opened:
        megabytes = sum(it.stat().st_size for it in opened.folder.rglob("*") if it.is_file()) / 1e6
        wrong = opened.disagreements(deep=deep)
        figures: dict[str, Any] = {
            "articles": len(opened),
            **figures_of(opened.store),
            "megabytes": round(megabytes, 1),
        }
        by_versions = Counter(entry.versions for entry in opened.entries())
        _show_status(str(opened.folder), figures, by_versions, versions(), wrong, as_json)
        if wrong:
            leave(FINDINGS)


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
        own = opened.decisions if opened.decisions.exists() else None
        decided = decisions_of(decisions or own) if align else None
        entries = [opened.entry(name) for name in names]
        drawn = (quad for entry in entries for quad in opened.quads(entry))
        write_graph(joined(drawn if names else opened.store, output, form, decided), output, form)


@click.command()
@workspace_option
@click.option("--all", "everything", is_flag=True, help="Read every article anew, whatever read it before.")
@click.option("--store", "only_store", is_flag=True, help="Only make the store anew, from the catalogue.")
@run_options
def rebuild(
    workspace: Path | None,
    everything: bool,
    only_store: bool,
    keep_going: bool,
    jobs: int,
    rejects: Path | None,
    as_json: bool,
    quiet: bool,
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
    from kg.engines import local
    from kg.engines.ingest import ingest
    from kg.stores.writer import open_writer

    folder = the_workspace(workspace)
    with open_writer(folder, anew=only_store) as writer:
        current = pipeline.versions()
        entries = [] if only_store else writer.entries()
        stale = [it for it in entries if everything or it.versions != current]
        report = Reporter(
            "Reading", len(stale), quiet=quiet, as_json=as_json, rejects=rejects or folder / REJECTS
        )
        articles = (writer.article(entry) for entry in stale)
        results = ingest(local.build(counted(articles), jobs=jobs, keep_going=keep_going), writer, current)
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


def _show_status(
    name: str,
    figures: dict[str, Any],
    by_versions: Counter[Versions],
    current: Versions,
    wrong: list[str],
    as_json: bool,
) -> None:
    older = sum(number for it, number in by_versions.items() if it != current)
    if as_json:
        values = {"workspace": name, **figures, "read_by_other_versions": older, "disagreements": wrong}
        emit(json.dumps(values, ensure_ascii=False, indent=1) + "\n")
        return
    emit(f"{name}\n" + "".join(f"  {value:>11,}  {key}\n" for key, value in figures.items()))
    for it, number in sorted(by_versions.items()):
        other = it.differences(current)
        note = f" ({', '.join(other)} {'differs' if len(other) == 1 else 'differ'})" if other else ""
        emit(f"  {number:>11,}  read by kg {it.code}, {it.model}{note}\n")
    emit("".join(f"{line}\n" for line in wrong))
    hint = "; 'kg rebuild --store' makes the store anew" if wrong else ""
    say(f"Store and catalogue {'do not agree' if wrong else 'agree'}{hint}.")
    if older:
        say(f"{count(older, 'article')} read by other versions; 'kg rebuild' reads them anew.")


def _title(entry: Entry) -> str:
    return f'"{entry.title}"' if entry.title else f"text {entry.digest[:_SHOWN_HASH]}"


def _row(entry: Entry) -> tuple[str, ...]:
    published = entry.published.isoformat() if entry.published else ""
    title = entry.title or ""
    return entry.id, published, f"{entry.statements:,}", entry.digest[:_SHOWN_HASH], title[:70]


def _line(entry: Entry, form: str) -> str:
    values = {
        "id": entry.id,
        "published": entry.published.isoformat() if entry.published else None,
        "statements": entry.statements,
        "hash": entry.digest,
        "title": entry.title,
        "url": entry.url,
        "publisher": entry.publisher,
    }
    if form == "jsonl":
        return json.dumps(values, ensure_ascii=False) + "\n"
    cells = (" ".join(str(value if value is not None else "").split()) for value in values.values())
    return "\t".join(cells) + "\n"
