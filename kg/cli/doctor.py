"""``kg doctor``: whether kg works here, and what to do where it does not."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.graph_source import workspace_option
from kg.cli.terminal import FINDINGS, count, emit, leave, say


@click.command()
@workspace_option
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object per thing looked at, on standard output."
)
def doctor(workspace: Path | None, as_json: bool) -> None:
    """Tell whether kg works here.

    Looks at versions, the language model, tables and ontology, the libraries of extras, Java, a browser,
    write access, room on the disk, and the workspace where one is named; then reads a sentence. Changes and
    fetches nothing. What only some uses need is "missing"; a "fault" keeps kg from working, and makes the
    exit code 1.

    \b
    Examples:
      kg doctor
      kg doctor --workspace talks
      kg doctor --json | jq 'select(.state != "ok")'
    """
    from kg.cli.health import findings

    faults = missing = 0
    for it in findings(workspace):
        faults += it.state == "fault"
        missing += it.state == "missing"
        if as_json:
            emit(json.dumps(asdict(it), ensure_ascii=False) + "\n")
        else:
            emit(f"{it.state:<7}  {it.what}: {it.found}\n" + (f"{'':9}→ {it.remedy}\n" if it.remedy else ""))
    if faults:
        say(f"{count(faults, 'fault')}: kg does not work here as it should.")
        leave(FINDINGS)
    say(
        "kg works here."
        + (
            f" {count(missing, 'thing is', 'things are')} missing that only some uses need."
            if missing
            else ""
        )
    )
