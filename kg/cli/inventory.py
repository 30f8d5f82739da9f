"""What is in a workspace: ``kg list`` and ``kg status``."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.graph_source import the_workspace, workspace_option
from kg.cli.terminal import FINDINGS, SHOWN_HASH, count, emit, leave, say, show_table

if TYPE_CHECKING:
    from kg.stores.workspace import Entry, Versions

_FIELDS = ("id", "published", "statements", "hash", "title", "url", "publisher")


@click.command(name="list")
@workspace_option
@click.option(
    "--format", "form", type=click.Choice(("table", "tsv", "jsonl")), default="table", show_default=True
)
def list_articles(workspace: Path | None, form: str) -> None:
    """List the articles of a workspace.

    In the order of their ids: id, day of publication, statements drawn, hash of the text, title; tsv and
    jsonl have address and publisher, too.

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
            return
        if form == "tsv":
            emit("\t".join(_FIELDS) + "\n")
        for entry in opened.entries():
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


def _row(entry: Entry) -> tuple[str, ...]:
    published = entry.published.isoformat() if entry.published else ""
    title = entry.title or ""
    shown = title if len(title) <= 70 else f"{title[:69]}…"
    return entry.id, published, f"{entry.statements:,}", entry.digest[:SHOWN_HASH], shown


def _line(entry: Entry, form: str) -> str:
    published = entry.published.isoformat() if entry.published else None
    values = (
        entry.id, published, entry.statements, entry.digest, entry.title, entry.url, entry.publisher
    )  # fmt: skip
    if form == "jsonl":
        return json.dumps(dict(zip(_FIELDS, values, strict=True)), ensure_ascii=False) + "\n"
    cells = (" ".join(str(value if value is not None else "").split()) for value in values)
    return "\t".join(cells) + "\n"
