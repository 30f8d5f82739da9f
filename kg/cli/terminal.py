"""What commands share towards the terminal: data out, words aside, progress, exit codes."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from math import isnan
from pathlib import Path
from threading import current_thread, main_thread
from typing import IO, Any, TypeVar

import click

from kg.errors import KgError, QueryError, SourceError

T = TypeVar("T")
FINDINGS = 1
#: Digits of the hash of a text that are shown.
SHOWN_HASH = 16
#: The longest time that can be waited for, in seconds.
DAY = 86_400
_MIN_ITEMS_FOR_PROGRESS = 5


def emit(data: bytes | str) -> None:
    """Write data to standard output; a reader that has gone away (``| head``) is no error."""
    with standard_output() as stream:
        stream.write(data.encode("utf-8") if isinstance(data, str) else data)


@contextmanager
def standard_output() -> Iterator[IO[bytes]]:
    """Standard output, to write data as they are made; a reader that has gone away ends the context.

    Raises KgError where it cannot be written, as where it goes to a file on a disk that is full.
    """
    stream = sys.stdout.buffer
    try:
        yield stream
        stream.flush()
    except BrokenPipeError:
        _let_go_of_standard_output()
    except OSError as error:
        _let_go_of_standard_output()
        raise KgError(f"standard output: cannot be written: {error.strerror or error}") from error


def _let_go_of_standard_output() -> None:
    """What follows, and the flush at exit, goes nowhere instead of failing again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def ended_by_interrupt() -> Iterator[None]:
    """Ctrl-C ends the process at once, as the system has it: for work of an engine that cannot be told to
    stop and would go on until it is done. Not for what writes.
    """
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler or current_thread() != main_thread():
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def say(words: str) -> None:
    """Write a line for the user to standard error."""
    click.echo(words, err=True)


def complain(words: str) -> None:
    """Write a line that says what went wrong to standard error, marked with the name of the program."""
    click.echo(f"{click.style('kg:', fg='red', bold=True)} {words}", err=True, color=_colour())


def told(error: KgError) -> None:
    """Say on standard error what went wrong, with the line of a syntax error."""
    complain(str(error))
    if isinstance(error, QueryError) and error.excerpt:
        say(error.excerpt)


def leave(code: int) -> None:
    """End the command with this exit code."""
    click.get_current_context().exit(code)


def count(number: int, singular: str, plural: str | None = None) -> str:
    """Number and noun: "1 article", "2 articles".

    >>> count(1234, "mention")
    '1,234 mentions'
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def track(items: Iterable[T], total: int, label: str, *, quiet: bool = False) -> Iterator[T]:
    """The items, with a progress bar on standard error when that is a terminal and there are several."""
    if quiet or total < _MIN_ITEMS_FOR_PROGRESS or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track as tracked

    yield from tracked(items, description=label, total=total, console=Console(stderr=True), transient=True)


def show_table(title: str, headers: list[str], rows: Iterable[Iterable[str]], right: frozenset[int]) -> None:
    """Print a table to standard output; columns in ``right`` are set flush right."""
    columns = [list(row) for row in rows]
    widths = [max(len(str(row[i])) for row in [headers, *columns]) for i in range(len(headers))]
    lines = [title] if title else []
    for row in [headers, *columns]:
        cells = [
            c.rjust(w) if i in right else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    emit("\n".join(lines) + "\n")


class Day(click.ParamType[date]):
    """An ISO date on the command line."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; fails with a message that shows the form."""
        from kg.sources.read import day

        if isinstance(value, date):
            return value
        try:
            return day(value, param.opts[0] if param is not None else "date")
        except SourceError as error:
            self.fail(str(error).partition(": ")[2], param, ctx)


class Seconds(click.FloatRange):
    """A time on the command line, of a day at most; with ``none`` it may be no time at all."""

    def __init__(self, *, none: bool = False) -> None:
        super().__init__(0, DAY, min_open=not none)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The seconds; fails for what is outside of the range, and for "nan", which is in none."""
        seconds = float(super().convert(value, param, ctx))
        if isnan(seconds):
            self.fail(f"{value!r} is no number of seconds.", param, ctx)
        return seconds


#: A graph file, '-' for standard input, or the folder that ``--engine spark`` wrote.
GRAPH = click.Path(path_type=Path, allow_dash=True)


def _colour() -> bool | None:
    return False if os.environ.get("NO_COLOR") else None
