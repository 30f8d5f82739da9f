"""``kg view``: a graph as a page, a picture, or a file for other programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.graph_source import graph_source, workspace_option
from kg.cli.reading import at_hand
from kg.cli.targets import refuse_to_lose
from kg.cli.terminal import GRAPH, Day, count, emit, say
from kg.errors import KgError, not_installed

if TYPE_CHECKING:
    from kg.views.contents import Contents, Source
    from kg.views.passages import Extent

PAGES = (".html", ".htm")
PICTURES = (".svg", ".png", ".pdf")
EXPORTS = (".graphml", ".gexf", ".dot", ".gv", ".csv")
FORMATS = ("html", "svg", "png", "pdf", "graphml", "gexf", "dot", "csv")
#: Nodes that a page or picture holds unless --limit says otherwise; exports hold all.
LIMITS = {"page": 2_000, "picture": 80}
VIEWS = ("matrix", "columns", "network", "table")


@click.command()
@click.argument("graph", type=GRAPH, metavar="[GRAPH]", required=False)
@workspace_option
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    help="File to write; its extension says what: html, svg, png, pdf, graphml, gexf, dot, csv. '-' is"
    " standard output.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="What to write, whatever the extension.")
@click.option(
    "-s", "--source", "sources", multiple=True, metavar="SOURCE", help="Articles, for whole sentences."
)
@click.option(
    "--focus", multiple=True, metavar="NAME", help="Only what is around this actor, event or issue."
)
@click.option("--hops", type=click.IntRange(min=1), default=1, show_default=True, help="How far around it.")
@click.option("--since", type=Day(), help="Only events that may be on or after this day.")
@click.option("--until", type=Day(), help="Only events that may be on or before this day.")
@click.option("--issue", metavar="NAME", help="Only events on this issue and those below it.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Keep N nodes, the most met first.")
@click.option("--full-text", "extent", flag_value="full", help="Embed the whole articles.")
@click.option("--no-text", "extent", flag_value="none", help="Quote nothing but what labels hold.")
@click.option(
    "--view", "view_", type=click.Choice(VIEWS), default="matrix", show_default=True, help="Drawing."
)
@click.option("--theme", type=click.Choice(("auto", "light", "dark")), default="auto", show_default=True)
@click.option("--title", metavar="WORDS", help="Title of the page or picture.")
def view(
    graph: Path | None,
    workspace: Path | None,
    output: str,
    form: str | None,
    sources: tuple[str, ...],
    focus: tuple[str, ...],
    hops: int,
    since: date | None,
    until: date | None,
    issue: str | None,
    limit: int | None,
    extent: str | None,
    view_: str,
    theme: str,
    title: str | None,
) -> None:
    """See who met whom, about what, and on whose word.

    Writes one HTML page that works offline, by its extension a picture (svg, png, pdf), or a file for Gephi,
    Cytoscape, yEd, Graphviz or a spreadsheet (graphml, gexf, dot, csv). The page quotes only the sentences
    that are evidence: --full-text and --no-text change that. Sentences need the articles: name them by
    --source; without them the quotes of the graph are shown.

    \b
    Examples:
      kg view graph.ttl -o page.html --source news/
      kg view graph.ttl -o beijing.html --focus China --since 2023-01-01
      kg view graph.ttl -o matrix.svg --limit 40
      kg view graph.ttl -o graph.gexf
    """
    from kg.views.select import Selection, select

    suffix = f".{form}" if form else Path(output).suffix.lower()
    if suffix not in (*PAGES, *PICTURES, *EXPORTS):
        raise click.UsageError(f"-o {output}: no view has this extension; use --format {'|'.join(FORMATS)}")
    refuse_to_lose(output, (graph, *sources))
    kind = "page" if suffix in PAGES else "picture" if suffix in PICTURES else "export"
    contents, name = _gathered(graph, workspace, sources)
    if missing := sum(source.text is None for source in contents.sources):
        _tell_missing(missing, sources, extent)
    wanted = Selection(
        focus=focus,
        hops=hops,
        since=since.isoformat() if since else "",
        until=until.isoformat() if until else "",
        issue=issue or "",
        limit=limit or LIMITS.get(kind),
    )
    shown = select(contents, wanted)
    words = title or _title(shown, name)
    if kind == "page":
        data = _page(shown, words, extent, view_, theme)
    else:
        data = _picture(shown, words, view_, suffix) if kind == "picture" else _export(shown, suffix)
    _write(output, data)
    _report(shown, output, suffix)


def _gathered(graph: Path | None, workspace: Path | None, sources: tuple[str, ...]) -> tuple[Contents, str]:
    """What there is to see, and the name of the file or workspace that it is from."""
    from kg.views.gather import gather

    texts = {article.digest: article.text for article in at_hand(sources)}
    with graph_source(graph, workspace) as opened:
        kept = opened.workspace

        def text_of(source: Source) -> str | None:
            if source.digest in texts or kept is None or not source.digest:
                return texts.get(source.digest)
            article = kept.article(source.digest)
            return article.text if article.digest == source.digest else None

        contents = gather(opened.view(), text_of)
    return contents, opened.name


def _tell_missing(articles: int, sources: tuple[str, ...], extent: str | None) -> None:
    """Say of how many articles the text is not at hand, where the user asked for texts."""
    if sources:
        say(f"No text for {count(articles, 'article')}: the sources given have none with the same hash.")
    elif extent == "full":
        say(f"No text for {count(articles, 'article')}: --full-text needs them, name them by --source.")


def _title(contents: Contents, name: str) -> str:
    """The headline of the only article, else the name of the file or workspace."""
    if len(contents.sources) == 1 and contents.sources[0].title:
        return contents.sources[0].title
    return Path(name).stem or "Diplomatic events" if name != "-" else "Diplomatic events"


def _page(contents: Contents, title: str, extent: str | None, view_: str, theme: str) -> bytes:
    from kg.pipeline import package_version
    from kg.views.page import page

    how: Extent = "full" if extent == "full" else "none" if extent == "none" else "sentences"
    tool = f"DiploKG {package_version()}"
    return page(contents, title=title, tool=tool, extent=how, view=view_, theme=theme).encode("utf-8")


def _picture(contents: Contents, title: str, view_: str, suffix: str) -> bytes:
    from kg.pipeline import package_version

    try:
        from kg.views.figure import figure
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "matplotlib":
            raise
        raise KgError(not_installed("a picture", "matplotlib", "pictures")) from error
    if view_ == "table":
        raise click.UsageError("--view table is no picture: use matrix, columns or network, or write csv")
    tool = f"DiploKG {package_version()}"
    return figure(contents, view_, suffix.lstrip("."), title=title, tool=tool)


def _export(contents: Contents, suffix: str) -> bytes:
    from kg.views import exports

    if suffix == ".graphml":
        return exports.graphml(contents)
    if suffix == ".gexf":
        return exports.gexf(contents)
    if suffix == ".csv":
        return exports.table(contents).encode("utf-8")
    return exports.dot(contents).encode("utf-8")


def _write(output: str, data: bytes) -> None:
    from kg.rdf.write import whole_file

    if output == "-":
        emit(data)
        return
    with whole_file(Path(output)) as stream:
        stream.write(data)


def _report(contents: Contents, output: str, suffix: str) -> None:
    for note in contents.notes:
        say(f"{note[:1].upper()}{note[1:]}.")
    if not any(node.is_event for node in contents.nodes):
        say("No event was found: there is nothing to draw.")
    if suffix == ".csv":
        tied = {iri for it in contents.statements for iri in (it.subject, it.object)}
        if alone := sum(node.iri not in tied for node in contents.nodes):
            say(f"{count(alone, 'node')} without a statement left out: CSV has one row for each statement.")
    if suffix in {".dot", ".gv"}:
        say("DOT keeps labels, kinds and relations only; graphml and gexf keep all attributes.")
    meetings = sum(node.kind == "meeting" for node in contents.nodes)
    statements = count(len(contents.statements), "statement")
    articles = count(len(contents.sources), "article")
    place = "standard output" if output == "-" else output
    say(f"Written to {place}: {count(meetings, 'meeting')}, {statements}, {articles}.")
