"""``kg evaluate``: graphs against gold annotations."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.terminal import FINDINGS, emit, leave, say, show_table

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("gold", type=FOLDER)
@click.argument("graphs", type=FOLDER)
@click.option("--errors", is_flag=True, help="List what is missed and what is wrong, with its sentence.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def evaluate(gold: Path, graphs: Path, errors: bool, as_json: bool) -> None:
    """Score graphs by annotations.

    GOLD holds ID.gold.json and ID.txt for each article annotated by hand, GRAPHS
    holds ID.ttl (or .trig, .nq, .nt), built from that text alone. Prints precision, recall and F1.

    \b
    Example:
      kg build examples/ --split output/graphs
      kg evaluate examples output/graphs --errors
    """
    import json

    from kg.evaluation.evaluate import evaluate as score

    report = score(gold, graphs)
    if as_json:
        emit(json.dumps(report.as_json(errors=errors), ensure_ascii=False, indent=1) + "\n")
    else:
        rows = [
            (
                r.name,
                f"{r.precision:.3f}",
                f"{r.recall:.3f}",
                f"{r.f1:.3f}",
                str(r.right),
                str(r.system),
                str(r.gold),
            )
            for r in report.rows
        ]
        headers = ["", "prec", "rec", "F1", "right", "system", "gold"]
        show_table("", headers, rows, frozenset(range(1, 7)))
        if errors:
            emit("".join(f"{error.line()}\n" for error in report.mistakes))
    if report.missing:
        say(f"No graph for: {' '.join(report.missing)}. Build it with: kg build ... --split {graphs}")
        leave(FINDINGS)
