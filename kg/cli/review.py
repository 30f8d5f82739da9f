"""``kg review``: people decide what is the same."""

from __future__ import annotations

import json
import os
import shutil
import textwrap
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.graph_source import GraphSource, graph_source, workspace_option
from kg.cli.identity import aligned, decisions_on, decisions_option, tell_warnings
from kg.cli.reading import at_hand
from kg.cli.terminal import GRAPH, count, emit, say, show_table
from kg.errors import DecisionError

if TYPE_CHECKING:
    from kg.alignment.review import Candidate, Words

_ANSWERS = {"s": "same", "d": "different", "u": "unsure"}
_WIDEST = 160


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
        decided = decisions_on(path if path is not None and path.exists() else None, source)
        _, alignment = aligned(source.store, decided)
        tell_warnings(alignment)
        found = list(candidates(alignment, source.store, _texts(source, sources)))
        shown = found[:limit]
        if not found and form == "table":
            say("No pair waits for you: what is joined was decided, or by keys alone.")
        elif listed:
            _show_list(shown, form)
        elif path is not None:
            _walk(shown, path, who)
        if len(shown) < len(found) and listed:
            say(f"{len(shown)} of {count(len(found), 'pair')}; give a higher --limit for more.")


def _texts(source: GraphSource, sources: Sequence[str]) -> dict[str, str]:
    """The texts of the articles by IRI: of the workspace, or of the sources given."""
    from kg.rdf.terms import in_namespace

    articles = source.workspace.articles() if source.workspace is not None else at_hand(sources)
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
