"""``kg align``, and what other commands need of it: options, decisions, what was joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.graph_source import GraphSource, graph_source, workspace_option
from kg.cli.targets import refuse_to_lose
from kg.cli.terminal import GRAPH, count, emit, say, standard_output
from kg.errors import GraphError

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.alignment.align import Alignment
    from kg.alignment.decisions import Decisions
    from kg.alignment.records import ArticleRecord

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


def alignment_of(
    records: Iterable[ArticleRecord], decided: Decisions | None, quiet: bool = False
) -> list[Quad]:
    """What several articles share; says what was joined.

    Nothing where ``decided`` is ``None``.
    """
    if decided is None:
        return []
    from kg.alignment.align import align
    from kg.alignment.describe import alignment_quads
    from kg.pipeline import without_collecting

    with without_collecting():
        alignment = align(records, decided)
        tell_joined(alignment, quiet=quiet)
        return list(alignment_quads(alignment))


@click.command()
@click.argument("graphs", nargs=-1, type=GRAPH, metavar="[FILE...]")
@workspace_option
@decisions_option
@click.option("-o", "--output", metavar="FILE", help="File to write; '-' is standard output.")
@click.option("--format", "form", type=click.Choice(_FORMATS), help="Format; by default by FILE's extension.")
@click.option("--report", is_flag=True, help="Print what was joined and why instead of a graph.")
@click.option(
    "--online", is_flag=True, help="Ask Wikidata for ids of persons and bodies; their names are sent there."
)
@click.option(
    "--cache",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="With --online: keep answers in FILE and do not ask again.",
)
def align(
    graphs: tuple[Path, ...],
    workspace: Path | None,
    decisions: Path | None,
    output: str | None,
    form: str | None,
    report: bool,
    online: bool,
    cache: Path | None,
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

    refuse_to_lose(None if report else output, (decisions,))
    quads, decided = _given(graphs, workspace, decisions)
    every, alignment = aligned(quads, decided)
    tell_warnings(alignment)
    if online:
        every += _ids(alignment, cache)
    if report:
        emit("".join(f"{line}\n" for line in lines(alignment)))
    elif output in (None, "-"):
        with standard_output() as stream:
            write(for_format(every, form or "trig"), stream, form or "trig")
    else:
        write(for_format(every, format_of(str(output), form)), str(output), form)
    say(summary(alignment))


def _ids(alignment: Alignment, cache: Path | None) -> list[Quad]:
    """Links to Wikidata of the aligned persons and bodies that have none, for the alignment graph."""
    from pyoxigraph import Quad

    from kg.alignment.meeting_views import known_entities
    from kg.linking.online import Wanted, reconcile, session
    from kg.pipeline import package_version
    from kg.rdf.aligned import ALIGNMENT
    from kg.rdf.terms import in_namespace, node, wikidata

    linked = {alignment.node(r.node) for a in alignment.articles for r in a.entities if r.same_as}
    known = known_entities(alignment.articles, alignment.replaced)
    wanted = [
        Wanted(iri, it.label, next((known[c].label for c in sorted(it.countries) if c in known), None))
        for iri, it in known.items()
        if it.kind in ("person", "organization") and iri not in linked
    ]
    with session(package_version()) as client:
        found = list(reconcile(wanted, client, cache))
    same = in_namespace("owl", "sameAs")
    say(f"{count(len(found), 'id')} found at Wikidata for {count(len(wanted), 'name')}.")
    return [Quad(node(it.node), same, wikidata(candidate.qid), ALIGNMENT) for it, candidate in found]


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


def aligned(quads: Iterable[Quad], decided: Decisions) -> tuple[list[Quad], Alignment]:
    """The quads with their alignment; raises ``GraphError`` where there is no graph of an article."""
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
        return [quad for source in sources for quad in source.store], decisions_on(decisions, sources[0])


def decisions_on(path: Path | None, source: GraphSource) -> Decisions:
    """The decisions of the file, else those of the workspace that the graph is from, else none."""
    own = source.workspace.decisions if source.workspace is not None else None
    return decisions_of(path if path is not None else own if own is not None and own.exists() else None)


def tell_joined(alignment: Alignment, *, quiet: bool = False) -> None:
    """Say what is doubtful about the decisions and, unless quiet, what was joined."""
    tell_warnings(alignment)
    if alignment.replaced and not quiet:
        say(summary(alignment))


def tell_warnings(alignment: Alignment) -> None:
    """Say what is doubtful about the decisions."""
    for warning in alignment.warnings:
        say(f"decisions, {warning}" if warning.startswith("line ") else warning)
