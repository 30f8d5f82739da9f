"""``kg shell``: ask a graph one question after another."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import click

from kg.cli.asked import RESULT_FORMATS, endpoint_option
from kg.cli.graph_source import workspace_option
from kg.cli.terminal import GRAPH, Seconds


@click.command()
@click.option("-g", "--graph", type=GRAPH, metavar="FILE", help="Graph file.")
@workspace_option
@endpoint_option
@click.option("--format", "form", type=click.Choice(RESULT_FORMATS), help="Form of the answers.")
@click.option("-n", "--limit", type=click.IntRange(min=1), metavar="ROWS",
              help="At most so many rows; 100 in a terminal unless given, else all.")  # fmt: skip
@click.option("--timeout", type=Seconds(), metavar="SECONDS",
              help="Give up on a query after so long.")  # fmt: skip
def shell(
    graph: Path | None, workspace: Path | None, endpoint: str | None, form: str | None, limit: int | None,
    timeout: float | None,
) -> None:  # fmt: skip
    """Ask a graph one question after another.

    A line is the name of a question with its parameters (who-met-whom actor="Wang Yi" since=2023), SPARQL, or
    a command with a dot (.help). A query goes on over lines until its braces are closed; Alt-Enter makes a
    new line, Tab completes, Ctrl-C stops a query, Ctrl-D leaves. The history is kept for the next time.

    Without a terminal the lines of standard input are run in order, answers go to standard output, and the
    first error ends it with exit code 2.

    \b
    Examples:
      kg shell --graph graph.ttl
      kg shell --workspace news/
      echo 'ASK { ?m a dip:Meeting }' | kg shell --graph graph.ttl
      kg shell --endpoint http://localhost:7878/query < questions.txt
    """
    from kg.cli.repl.answering import answering
    from kg.cli.repl.session import ROWS, Session

    if graph is not None and str(graph) == "-":
        raise click.UsageError("the lines come from standard input; name the graph by a file.")
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if limit is None and terminal:
        limit = ROWS
    with answering(graph, workspace, endpoint) as (source, name):
        session = Session(source, name, form, limit, timeout)
        if terminal:
            from kg.cli.repl.terminal import talk

            talk(session)
        else:
            session.run_lines(io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace"))
