"""``kg check``, ``kg verify`` and ``kg stats``: examine a graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.terminal import FINDINGS, GRAPH, count, emit, leave, say, show_table

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.model import Article


@click.command()
@click.argument("graph", type=GRAPH, metavar="FILE")
@click.option("--all", "everything", is_flag=True, help="Show warnings and remarks too.")
def check(graph: Path, everything: bool) -> None:
    """Check a graph by the ontology's shapes.

    Prints one line per finding. The exit code is 1 when there is a violation: a statement without evidence,
    an unknown code, a mention that does not fit its offsets. '-' reads Turtle from standard input.

    \b
    Example:
      kg check graph.ttl
    """
    from kg.rdf.check import check as examine

    findings = examine(_load(graph))
    violations = [f for f in findings if f.severity == "violation"]
    shown = findings if everything else violations
    emit("".join(f"{finding.line()}\n" for finding in shown))
    others = len(findings) - len(violations)
    remarks = f"; {count(others, 'warning or remark', 'warnings and remarks')}" if others else ""
    hint = " (--all shows them)" if others and not everything else ""
    say(f"{graph}: {count(len(violations), 'violation') if violations else 'no violation'}{remarks}{hint}.")
    if violations:
        leave(FINDINGS)


@click.command()
@click.argument("graph", type=GRAPH, metavar="FILE")
@click.option(
    "-s",
    "--source",
    "sources",
    multiple=True,
    metavar="SOURCE",
    help="Article or folder of articles that the graph was built from; repeatable.",
)
def verify(graph: Path, sources: tuple[str, ...]) -> None:
    """Prove the evidence of a graph.

    Cuts every quote out of the article that it came from, by its offsets, and compares; articles are found
    by the hash of their text, so file names do not matter. The exit code is 1 unless every mention is proved.

    \b
    Examples:
      kg verify graph.ttl --source article.txt
      kg verify graph.ttl --source news/ --source more.md

    Without --source only the offsets can be examined, which proves nothing: the exit code is 1.
    """
    from kg.rdf.verify import mention_count
    from kg.rdf.verify import verify as prove

    store = _load(graph)
    articles: list[Article] = []
    if sources:
        from kg.sources.read import read

        articles = list(read(sources))
    findings = prove(store, articles)
    emit("".join(f"{finding.line()}\n" for finding in findings))
    mentions = mention_count(store)
    if not sources:
        say(f"{graph}: {count(mentions, 'mention')} not compared with a text. Name the articles by --source.")
        leave(FINDINGS)
    if findings:
        say(f"{graph}: {count(len(findings), 'finding')} among {count(mentions, 'mention')}.")
        leave(FINDINGS)
    say(f"{graph}: all {count(mentions, 'mention')} proved against the articles given.")


@click.command()
@click.argument("graph", type=GRAPH, metavar="FILE")
@click.option(
    "--format", "form", type=click.Choice(("table", "tsv", "json")), default="table", show_default=True
)
def stats(graph: Path, form: str) -> None:
    """Count what is in a graph.

    Articles, actors by kind, meetings by format and status, acts, issues, evidence.

    \b
    Example:
      kg stats graph.ttl
    """
    from kg.rdf.stats import stats as counts

    rows = counts(_load(graph))
    if form == "table":
        show_table(
            "", ["group", "name", "value"], [(r.group, r.name, str(r.value)) for r in rows], frozenset({2})
        )
    elif form == "tsv":
        emit("".join(f"{r.group}\t{r.name}\t{r.value}\n" for r in rows))
    else:
        import json

        values = [{"group": r.group, "name": r.name, "value": r.value} for r in rows]
        emit(json.dumps(values, ensure_ascii=False, indent=1) + "\n")


def _load(graph: Path) -> Store:
    from kg.rdf.query import load

    return load(sys.stdin.buffer, "turtle") if str(graph) == "-" else load(graph)
