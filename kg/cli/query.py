"""``kg query`` and ``kg questions``: ask a graph."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from kg.cli.terminal import GRAPH, emit, say

INDENT = "    "
RESULT_FORMATS = ("table", "markdown", "csv", "tsv", "json", "xml", "turtle")


@click.command()
@click.argument("question", metavar="NAME|FILE.rq|'SELECT ...'")
@click.option(
    "-g", "--graph", required=True, type=GRAPH, metavar="FILE", help="Graph; '-' is standard input."
)
@click.option("--format", "form", type=click.Choice(RESULT_FORMATS), help="Form of the answer.")
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="Parameter of a question.")
@click.option("-n", "--limit", type=click.IntRange(min=1), help="At most so many rows.")
def query(question: str, graph: Path, form: str | None, params: tuple[str, ...], limit: int | None) -> None:
    """Ask a graph a question.

    The question is the name of a shipped one ('kg questions' lists them), a file with SPARQL, or SPARQL
    itself. The prefixes dip:, dipc:, issue:, rdfs: and the like need no declaration.

    \b
    Examples:
      kg query meetings-timeline --graph graph.ttl
      kg query issue-rollup --graph graph.ttl --param issue=narcotics
      kg query 'SELECT ?m { ?m a dip:Meeting }' --graph graph.ttl --format csv
      kg query own.rq --graph graph.ttl --format json > answer.json
    """
    from kg.rdf.query import load, run

    pairs = _pairs(params)
    store = load(sys.stdin.buffer if str(graph) == "-" else graph, "turtle" if str(graph) == "-" else None)
    result = run(store, question, pairs, limit)
    chosen = form or ("turtle" if result.kind == "graph" else "table")
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    emit(result.render(chosen, width))
    if result.truncated:
        say(f"Only the first {limit} rows; give a higher --limit for more.")


@click.command()
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True)
def questions(form: str) -> None:
    """List the questions with a name.

    Each can be asked by 'kg query NAME --graph FILE'.

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
        for parameter in question.parameters:
            unless = f"  ({parameter.default} unless given)" if parameter.default else ""
            lines.append(f"{INDENT}--param {parameter.name}={parameter.type.upper()}{unless}")
    emit("\n".join(lines) + "\n")


def _pairs(params: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals or not name.strip():
            raise click.UsageError(f"--param {param}: write it as NAME=VALUE, for example issue=narcotics")
        pairs[name.strip()] = value
    return pairs
