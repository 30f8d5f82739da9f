"""What a user brings along: words (``--lexicon``, ``--issues``), plug-ins (``--extractor`` ...), a model."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from kg.cli.llm import asking, llm_options, take_options

_STAGES = ("annotator", "extractor", "linker")
_NAMED = "Plug-in to use: the name of an installed one, or MODULE:ATTRIBUTE."
_MORE = {"extractor": " 'llm' asks a language model."}


def own_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command, run under the lexicon and the plug-ins that its options name.

    TableError for a lexicon with mistakes and PluginError for a plug-in that cannot be loaded end it before
    any work.
    """

    @wraps(command)
    def run_under(*arguments: Any, lexicon: Path | None, issues: Path | None, **given: Any) -> Any:
        named = {name: given.pop(name) for name in _STAGES}
        settings = take_options(given, named["extractor"])
        context = click.get_current_context()
        if lexicon is not None or issues is not None:
            from kg.lexicon import using
            from kg.pipeline import open_lexicon

            context.with_resource(using(open_lexicon(lexicon, issues)))
        if any(named.values()):
            from kg import plugins

            context.with_resource(plugins.using(plugins.Stages(**named)))
        if settings is not None:
            context.with_resource(asking(settings, quiet=given["quiet"]))
        return command(*arguments, **given)

    under = llm_options(run_under)
    for name in reversed(_STAGES):
        under = click.option(f"--{name}", metavar="NAME", help=_NAMED + _MORE.get(name, ""))(under)
    under = click.option(
        "--issues",
        type=click.Path(path_type=Path),
        metavar="FILE|DIR",
        help="Issues to know beside the shipped ones: .tsv, .csv or SKOS in Turtle.",
    )(under)
    return click.option(
        "--lexicon",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Own words and names: a folder of tables such as meetings.tsv, bodies.tsv, issues.tsv.",
    )(under)
