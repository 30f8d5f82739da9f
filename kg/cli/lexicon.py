"""``--lexicon`` and ``--issues``: the words, names and issues that a user adds to the shipped ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click


def lexicon_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command, run under the lexicon that its options name; TableError ends it before any work."""

    @wraps(command)
    def under_lexicon(*arguments: Any, lexicon: Path | None, issues: Path | None, **given: Any) -> Any:
        if lexicon is not None or issues is not None:
            from kg.lexicon import using
            from kg.pipeline import open_lexicon

            click.get_current_context().with_resource(using(open_lexicon(lexicon, issues)))
        return command(*arguments, **given)

    for option in (
        click.option(
            "--issues",
            type=click.Path(path_type=Path),
            metavar="FILE|DIR",
            help="Issues to know beside the shipped ones: .tsv, .csv or SKOS in Turtle.",
        ),
        click.option(
            "--lexicon",
            type=click.Path(path_type=Path),
            metavar="DIR",
            help="Own words and names: a folder of tables such as meetings.tsv, bodies.tsv, issues.tsv.",
        ),
    ):
        under_lexicon = option(under_lexicon)
    return under_lexicon
