"""``kg check``, ``kg verify`` and ``kg stats``: examine a graph."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.graph_source import graph_source, workspace_option
from kg.cli.reading import at_hand
from kg.cli.terminal import FINDINGS, GRAPH, count, emit, leave, say


@click.command()
@click.argument("graph", type=GRAPH, metavar="[FILE]", required=False)
@workspace_option
@click.option("--all", "everything", is_flag=True, help="Show warnings and remarks too.")
def check(graph: Path | None, workspace: Path | None, everything: bool) -> None:
    """Check a graph by the ontology's shapes.

    Prints one line per finding. The exit code is 1 when there is a violation: a statement without evidence,
    an unknown code, a mention that does not fit its offsets. '-' reads TriG or Turtle from standard
    input. Without FILE the workspace is checked.

    \b
    Examples:
      kg check graph.ttl
      kg check --workspace talks
    """
    from kg.rdf.check import check as examine
    from kg.rdf.findings import in_order

    with graph_source(graph, workspace) as source:
        name, opened = source.name, source.workspace
        parts = (part for _, part in opened.parts()) if opened is not None else iter([source.store])
        findings = in_order([finding for part in parts for finding in examine(part)])
    violations = [f for f in findings if f.severity == "violation"]
    shown = findings if everything else violations
    emit("".join(f"{finding.line()}\n" for finding in shown))
    others = len(findings) - len(violations)
    remarks = f"; {count(others, 'warning or remark', 'warnings and remarks')}" if others else ""
    hint = " (--all shows them)" if others and not everything else ""
    say(f"{name}: {count(len(violations), 'violation') if violations else 'no violation'}{remarks}{hint}.")
    if violations:
        leave(FINDINGS)


@click.command()
@click.argument("graph", type=GRAPH, metavar="[FILE]", required=False)
@workspace_option
@click.option(
    "-s",
    "--source",
    "sources",
    multiple=True,
    metavar="SOURCE",
    help="Article or folder of articles that the graph was built from; repeatable.",
)
def verify(graph: Path | None, workspace: Path | None, sources: tuple[str, ...]) -> None:
    """Prove the evidence of a graph.

    Cuts every quote out of the article that it came from, by its offsets, and compares; articles are found
    by the hash of their text, so file names do not matter. The exit code is 1 unless every mention is proved.

    \b
    Examples:
      kg verify graph.ttl --source article.txt
      kg verify graph.ttl --source news/ --source more.md
      kg verify --workspace talks                        against the texts that the workspace holds

    Without --source only the offsets of a file can be examined, which proves nothing: the exit code is 1.
    Of a workspace every statement is compared with what was drawn from its article, too.
    """
    from kg.rdf.verify import mention_count
    from kg.rdf.verify import verify as prove

    lines: list[str] = []
    mentions = 0
    with graph_source(graph, workspace) as source:
        name, opened = source.name, source.workspace
        given = list(at_hand(sources))
        if opened is None:
            parts = iter([(given, source.store)])
        else:
            lines += opened.disagreements(deep=True)
            parts = ((given or [article], part) for article, part in opened.parts())
        for articles, part in parts:
            lines += [finding.line() for finding in prove(part, articles)]
            mentions += mention_count(part)
    emit("".join(f"{line}\n" for line in lines))
    if not sources and opened is None:
        say(f"{name}: {count(mentions, 'mention')} not compared with a text. Name the articles by --source.")
        leave(FINDINGS)
    if lines:
        say(f"{name}: {count(len(lines), 'finding')} among {count(mentions, 'mention')}.")
        leave(FINDINGS)
    against = "the articles given" if sources else "its articles"
    say(f"{name}: all {count(mentions, 'mention')} proved against {against}.")
