"""``kg align`` and ``kg review``: what several articles report as one, and what people decide about it."""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.graph_source import GraphSource, graph_source, workspace_option
from kg.cli.terminal import GRAPH, count, emit, say, show_table
from kg.errors import DecisionError, GraphError

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.alignment.align import Alignment
    from kg.alignment.decisions import Decisions
    from kg.alignment.review import Candidate, Words

_FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld")
_ANSWERS = {"s": "same", "d": "different", "u": "unsure"}
_WIDEST = 160
decisions_option = click.option(
    "--decisions",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="What people decided about identity; by default that of the workspace.",
)
align_option = click.option(
    "--align/--no-align",
    default=True,
    show_default=True,
    help="Join what several articles report as one.",
)


def decisions_of(path: Path | None) -> Decisions:
    """The decisions of a file; none where there is no file."""
    from kg.alignment.decisions import NONE, read_decisions

    return read_decisions(path) if path is not None else NONE


def joined(
    quads: Iterable[Quad],
    output: str | None,
    form: str | None,
    decided: Decisions | None,
    quiet: bool = False,
) -> Iterable[Quad]:
    """The quads with what several articles share, as a file of the format needs them; says what was joined.

    The same quads where ``decided`` is ``None``.
    """
    if decided is None:
        return quads
    from kg.alignment.output import align_quads, for_format
    from kg.rdf.write import format_of

    every, alignment = align_quads(quads, decided)
    _warn(alignment)
    if alignment.replaced and not quiet:
        say(summary(alignment))
    return for_format(every, format_of(str(output), form) if output not in (None, "-") else form or "turtle")


@click.command()
@click.argument("graphs", nargs=-1, type=GRAPH, metavar="[FILE...]")
@workspace_option
@decisions_option
@click.option("-o", "--output", metavar="FILE", help="File to write; '-' is standard output.")
@click.option("--format", "form", type=click.Choice(_FORMATS), help="Format; by default by FILE's extension.")
@click.option("--report", is_flag=True, help="Print what was joined and why instead of a graph.")
def align(
    graphs: tuple[Path, ...],
    workspace: Path | None,
    decisions: Path | None,
    output: str | None,
    form: str | None,
    report: bool,
) -> None:
    """Join what several articles report as one.

    Takes graphs that keep a graph for each article (TriG, N-Quads, JSON-LD) and writes them together with
    the alignment: which nodes stand for the same, with scores and reasons. Articles are not changed, and
    an alignment that a file has is made anew. Turtle and N-Triples get the nodes joined. The result depends
    on the set of articles and the decisions only, not on their order or on how they came together.

    \b
    Examples:
      kg align monday.trig tuesday.trig -o week.trig
      kg align week.trig --decisions decisions.tsv -o week.ttl
      kg align week.trig --report                   what was joined, with reasons
    """
    from kg.alignment.output import for_format
    from kg.alignment.review import report as lines
    from kg.rdf.write import format_of, write

    quads, decided = _given(graphs, workspace, decisions)
    every, alignment = _aligned(quads, decided)
    _warn(alignment)
    if report:
        emit("".join(f"{line}\n" for line in lines(alignment)))
    elif output in (None, "-"):
        write(for_format(every, form or "trig"), sys.stdout.buffer, form or "trig")
    else:
        write(for_format(every, format_of(str(output), form)), str(output), form)
    say(summary(alignment))


def summary(alignment: Alignment) -> str:
    """One line: how many articles, what was joined, and how many pairs wait for a person."""
    meetings = {record.node for article in alignment.articles for record in article.meetings}
    entities = {record.node for article in alignment.articles for record in article.entities}
    groups = alignment.groups()
    joined = sum(n in meetings for n in groups), sum(n in entities for n in groups)
    return (
        f"{count(len(alignment.articles), 'article')}: {count(joined[0], 'meeting')} and"
        f" {count(joined[1], 'entity', 'entities')} joined, {count(len(alignment.asked), 'pair')} to review."
    )


def _aligned(quads: Iterable[Quad], decided: Decisions) -> tuple[list[Quad], Alignment]:
    from kg.alignment.output import align_quads

    every, alignment = align_quads(quads, decided)
    if not alignment.articles:
        raise GraphError("there is no graph of an article: Turtle and N-Triples do not keep them, use TriG")
    return every, alignment


def _given(
    graphs: Sequence[Path], workspace: Path | None, decisions: Path | None
) -> tuple[list[Quad], Decisions]:
    """The quads of the files or of the workspace, and the decisions on them."""
    with ExitStack() as stack:
        sources: list[GraphSource] = [
            stack.enter_context(graph_source(graph, workspace)) for graph in (graphs or (None,))
        ]
        return [quad for source in sources for quad in source.store], _decided(decisions, sources[0])


def _decided(path: Path | None, source: GraphSource) -> Decisions:
    own = source.workspace.decisions if source.workspace is not None else None
    return decisions_of(path if path is not None else own if own is not None and own.exists() else None)


def _warn(alignment: Alignment) -> None:
    for warning in alignment.warnings:
        say(f"decisions, {warning}" if warning.startswith("line ") else warning)


@click.command()
@click.argument("graph", required=False, type=GRAPH, metavar="[FILE]")
@workspace_option
@decisions_option
@click.option(
    "-s", "--source", "sources", multiple=True, metavar="SOURCE", help="Articles, to show sentences."
)
@click.option("--list", "listed", is_flag=True, help="Print the pairs and decide nothing.")
@click.option(
    "--format", "form", type=click.Choice(("table", "tsv", "json")), default="table", show_default=True
)
@click.option("--who", envvar="KG_WHO", help="Who decides; by default KG_WHO, else the user's login.")
@click.option("-n", "--limit", type=click.IntRange(min=1), help="At most so many pairs.")
def review(
    graph: Path | None,
    workspace: Path | None,
    decisions: Path | None,
    sources: tuple[str, ...],
    listed: bool,
    form: str,
    who: str | None,
    limit: int | None,
) -> None:
    """Decide which nodes are the same.

    Shows pairs that the program joined, or would not join alone, the least certain first, with both
    sentences side by side, and appends each decision to a text file: VERDICT NODE NODE WHO DATE WHY, one a
    line. Decisions win over the program and survive rebuilds. The file may be edited by hand.

    \b
    Examples:
      kg review                                            the pairs of the workspace
      kg review week.trig --decisions decisions.tsv --source news/
      kg review week.trig --list --format json
    """
    from kg.alignment.review import candidates

    with graph_source(graph, workspace) as source:
        path = decisions or (source.workspace.decisions if source.workspace else None)
        if path is None and not listed:
            raise click.UsageError("say by --decisions FILE where decisions are kept.")
        decided = _decided(path if path is not None and path.exists() else None, source)
        _, alignment = _aligned(source.store, decided)
        _warn(alignment)
        found = list(candidates(alignment, source.store, _texts(source, sources)))
        shown = found[:limit]
        if listed:
            _show_list(shown, form)
        elif path is not None:
            _walk(shown, path, who)
        if len(shown) < len(found) and listed:
            say(f"{len(shown)} of {count(len(found), 'pair')}; give a higher --limit for more.")


def _texts(source: GraphSource, sources: Sequence[str]) -> dict[str, str]:
    """The texts of the articles by IRI: of the workspace, or of the sources given."""
    from kg.rdf.terms import in_namespace

    if source.workspace is not None:
        articles = source.workspace.articles()
    else:
        from kg.sources.read import read

        articles = iter(read(sources)) if sources else iter(())
    return {in_namespace("art", article.digest[:16]).value: article.text for article in articles}


def _show_list(found: Sequence[Candidate], form: str) -> None:
    if form == "json":
        emit(json.dumps([it.rows() for it in found], ensure_ascii=False, indent=1) + "\n")
        return
    from kg.vocab import shortened

    rows = [
        (
            f"{it.judged.score:g}",
            "joined" if it.joined else "asked",
            *(shortened(node) for node in it.judged.pair),
            *it.labels,
            "; ".join(f"{r.words} {r.weight:+g}" for r in it.judged.reasons),
        )
        for it in found
    ]
    headers = ["score", "now", "node", "node", "label", "label", "reasons"]
    if form == "tsv":
        emit("".join("\t".join(row) + "\n" for row in [headers, *rows]))
    else:
        show_table("", headers, rows, frozenset({0}))


def _walk(found: Sequence[Candidate], path: Path, who: str | None) -> None:
    """Ask about each pair and append what is decided at once, so that leaving loses nothing."""
    from kg.alignment.decisions import Decision, append

    name = "-".join((who or os.environ.get("USER") or os.environ.get("USERNAME") or "unknown").split())
    made = 0
    for number, it in enumerate(found, start=1):
        say(_side_by_side(it, f"{number} of {len(found)}"))
        answer = click.prompt(
            "[s]ame, [d]ifferent, [u]nsure, s[k]ip, [q]uit", type=click.Choice(["s", "d", "u", "k", "q"]),
            default="k", show_choices=False, err=True,
        )  # fmt: skip
        if answer == "q":
            break
        if answer == "k":
            continue
        why = click.prompt("why", default="", show_default=False, err=True)
        today = datetime.now(UTC).date()
        verdict = _ANSWERS[answer]
        try:
            append(path, Decision(verdict, *it.judged.pair, name, today, why))  # type: ignore[arg-type]
            made += 1
        except DecisionError as error:
            say(f"not kept: {error}")
    say(f"{count(made, 'decision')} added to {path}.")


def _side_by_side(it: Candidate, place: str) -> str:
    """The pair as text: score, reasons, and both sides in two columns."""
    from kg.vocab import shortened

    width = min(shutil.get_terminal_size((100, 24)).columns, _WIDEST)
    column = (width - 3) // 2
    state = "joined by the program" if it.joined else "not joined"
    lines = [f"--- {place}: {state}, score {it.judged.score:g}"]
    lines += [f"  {reason.weight:+g}  {reason.words}" for reason in it.judged.reasons]
    left, right = (
        [*textwrap.wrap(label, column), *textwrap.wrap(shortened(node), column), *_words(words, column)]
        for node, label, words in zip(it.judged.pair, it.labels, it.words, strict=True)
    )
    height = max(len(left), len(right))
    left += [""] * (height - len(left))
    right += [""] * (height - len(right))
    return "\n".join([*lines, *(f"{a:<{column}} | {b}".rstrip() for a, b in zip(left, right, strict=True))])


def _words(words: Words, width: int) -> list[str]:
    when = f"{words.published}: " if words.published else ""
    return [*textwrap.wrap(f"{when}{words.title}", width), *textwrap.wrap(f"“{words.sentence}”", width)]
