"""The command ``kg``: parse, one call, print."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from kg.cli.build import build
from kg.cli.completion import completion
from kg.cli.doctor import doctor
from kg.cli.evaluate import evaluate
from kg.cli.examine import check, verify
from kg.cli.fetch import fetch
from kg.cli.identity import align
from kg.cli.inventory import list_articles, status
from kg.cli.load import load
from kg.cli.overview import Overview
from kg.cli.query import query, questions
from kg.cli.read import read
from kg.cli.review import review
from kg.cli.serve import serve
from kg.cli.shell import shell
from kg.cli.stats import stats
from kg.cli.terminal import complain, told
from kg.cli.view import view
from kg.cli.workspace import add, backup, export, rebuild, remove
from kg.errors import KgError

INTERRUPTED = 130
MISUSE = 2


def _print_version(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        from kg.pipeline import package_version

        click.echo(f"kg {package_version()}")
        context.exit()


@click.group(cls=Overview, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Print the version and leave.",
)
def kg() -> None:
    """Build and ask knowledge graphs of diplomacy.

    kg reads news articles in English and writes an RDF graph of the actors, meetings and issues in them.
    Every statement is tied to the words that say so. Only commands that say so use the network,
    such as 'kg fetch'.

    \b
    A first round:
      kg build article.txt --published 2024-01-31 -o graph.ttl
      kg query meetings-timeline --graph graph.ttl
      kg verify graph.ttl --source article.txt

    'kg COMMAND --help' explains each command with examples. Data go to standard output, words to standard
    error; '-' is standard input or output.
    """


for command in (
    build, read, fetch, add, remove, list_articles, status, export, rebuild, backup, query, questions, shell,
    load, serve, check, verify, stats, view, align, review, evaluate, doctor,
    completion,
):  # fmt: skip
    kg.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code; the user never sees a traceback.

    KG_DEBUG=1 in the environment lets errors through, for those who mend the program.
    """
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """The exit code of one command line; messages of errors go to standard error."""
    try:
        given = None if arguments is None else list(arguments)
        outcome = kg.main(args=given, prog_name="kg", standalone_mode=False)
        return outcome if isinstance(outcome, int) else 0
    except click.ClickException as error:
        error.show()
        return MISUSE
    except (click.Abort, KeyboardInterrupt):
        complain("interrupted")
        return INTERRUPTED
    except KgError as error:
        if error.__cause__ is not None and os.environ.get("KG_DEBUG"):
            raise
        told(error)
        return MISUSE
    except Exception as error:
        if os.environ.get("KG_DEBUG"):
            raise
        what = ": ".join(filter(None, (type(error).__name__, str(error))))
        complain(
            f"{what}. This is a fault of the program, please report it; KG_DEBUG=1 shows where it happened."
        )
        return MISUSE
