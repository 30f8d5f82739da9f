"""``kg query`` and ``kg questions``: ask a graph."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from kg.cli.asked import RESULT_FORMATS, asked, endpoint_option, pairs, parameter_lines, place_of
from kg.cli.completion import question_names
from kg.cli.graph_source import workspace_option
from kg.cli.terminal import GRAPH, Seconds, count, emit, ended_by_interrupt, say

INDENT = "    "


@click.command()
@click.argument("question", metavar="NAME|FILE.rq|'SELECT ...'", shell_complete=question_names)
@click.option("-g", "--graph", type=GRAPH, metavar="FILE", help="Graph file; '-' is standard input.")
@workspace_option
@endpoint_option
@click.option("--format", "form", type=click.Choice(RESULT_FORMATS), help="Form of the answer.")
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="Parameter of a question.")
@click.option("-n", "--limit", type=click.IntRange(min=1), help="At most so many rows.")
@click.option("--timeout", type=Seconds(), metavar="SECONDS",
              help="Give up after so long; the time to load a file does not count.")  # fmt: skip
@click.option("--explain", "explained", is_flag=True, help="Show the query and its algebra, do not run it.")
def query(
    question: str, graph: Path | None, workspace: Path | None, endpoint: str | None, form: str | None,
    params: tuple[str, ...], limit: int | None, timeout: float | None, explained: bool,
) -> None:  # fmt: skip
    """Ask a graph a question.

    The question is the name of a shipped one ('kg questions' lists them), a file with SPARQL, or SPARQL
    itself. The graph is a file, a workspace (the default), or any SPARQL endpoint. The prefixes dip:,
    dipc:, issue:, rdfs: and the like need no declaration.

    \b
    Examples:
      kg query meetings-timeline --graph graph.ttl
      kg query who-met-whom --param actor="Wang Yi" --param since=2023
      kg query 'SELECT ?m { ?m a dip:Meeting }' --workspace news/ --format csv
      kg query own.rq --endpoint http://localhost:7878/query --format json > answer.json
      kg query go-betweens --timeout 20 --limit 50
    """
    from kg.rdf.misspelt import misspelt
    from kg.rdf.questions import question_of
    from kg.stores.workers import Request, answer_within, answered

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    wanted = Request(question, pairs(params), limit, form, width, explained)
    if timeout is not None and endpoint is None and not explained:
        text, truncated = answer_within(timeout, place_of(graph, workspace), wanted)
    else:
        with asked(graph, workspace, endpoint, timeout) as view, ended_by_interrupt():
            text, truncated = answered(view, wanted)
    emit(text)
    _tell(truncated, limit)
    for words in misspelt(question_of(question).text):
        say(f"Note: {words}")


def _tell(truncated: bool, limit: int | None) -> None:
    if truncated:
        say(f"Only the first {count(limit or 0, 'row')}; give a higher --limit for more.")


@click.command()
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True)
def questions(form: str) -> None:
    """List the questions with a name.

    Each can be asked by 'kg query NAME'.

    \b
    Example:
      kg questions
    """
    import json
    from textwrap import fill

    from kg.rdf.query import questions as shipped

    if form == "json":
        rows = [
            {
                "name": q.name,
                "title": q.title,
                "description": q.description,
                "parameters": [{"name": p.name, "type": p.type, "default": p.default} for p in q.parameters],
            }
            for q in shipped()
        ]
        emit(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    lines = []
    for question in shipped():
        lines += [
            question.name,
            fill(question.description, 96, initial_indent=INDENT, subsequent_indent=INDENT),
        ]
        lines += parameter_lines(question, f"{INDENT}--param ")
    emit("\n".join(lines) + "\n")
