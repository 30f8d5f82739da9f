"""The options that commands share that read articles, given to them as one ``kg.sources.read.Given``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from functools import wraps
from itertools import chain, islice
from pathlib import Path
from typing import Any

import click

from kg.cli.terminal import Day, count, say
from kg.errors import SourceError
from kg.model import Article

_SHOWN = 3
_FIELDS = ("id", "text", "title", "published", "url", "publisher", "language")


class Column(click.ParamType[tuple[str, str]]):
    """FIELD=NAME: which column or key of a table holds a field of an article."""

    name = "field=name"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """The field and the name of the column; fails for what is no field of an article."""
        if isinstance(value, tuple):
            return value
        field, sign, column = str(value).partition("=")
        if not sign or not column or field not in _FIELDS:
            self.fail(f"'{value}': write FIELD=NAME, where FIELD is one of {', '.join(_FIELDS)}.", param, ctx)
        return field, column


def reading_options(*, of_one: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A decorator: the command with the options that say what the articles are, which it gets as ``given``.

    ``of_one`` adds those that can be true of one article only, ``--title`` and ``--url``.
    """

    def decorated(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def run_with(
            *arguments: Any,
            published: date | None,
            publisher: str | None,
            language: str | None,
            form_in: str | None,
            columns: tuple[tuple[str, str], ...],
            title: str | None = None,
            url: str | None = None,
            **others: Any,
        ) -> Any:
            from kg.sources.read import Given

            given = Given(published, title, url, publisher, language, form_in, dict(columns))
            return command(*arguments, given=given, **others)

        under = run_with
        for option in reversed((*_OF_ONE, *_OPTIONS) if of_one else _OPTIONS):
            under = option(under)
        return under

    return decorated


_OF_ONE = (
    click.option("--title", help="Headline, for one article that does not begin with it."),
    click.option("--url", help="Address of the article."),
)
_OPTIONS = (
    click.option("--published", type=Day(), help='Day of publication; resolves "on Tuesday", "last month".'),
    click.option("--publisher", help="Who published it."),
    click.option(
        "--language", metavar="CODE", help="Take the text to be in this language; 'en' forces reading."
    ),
    click.option(
        "--from",
        "form_in",
        metavar="FORMAT",
        help="Format of the sources, where names do not tell: text, markdown, html, feed, jsonl, json, csv,"
        " parquet, warc, pdf, word, mail, mhtml.",
    ),
    click.option(
        "--column",
        "columns",
        type=Column(),
        multiple=True,
        metavar="FIELD=NAME",
        help="Column or key of a table that holds a field: text=body. May be given several times.",
    ),
)


def at_hand(sources: Iterable[str]) -> Iterator[Article]:
    """The articles whose texts are looked up by ``--source``, each as it is printed there, copies too.

    What cannot be read is told and passed over; raises SourceError where nothing can.
    """
    if not sources:
        return
    from kg.sources.read import Given, read_each

    unreadable: list[SourceError] = []
    found = False
    for item in read_each(sources, Given(), settled=False):
        if isinstance(item, SourceError):
            unreadable.append(item)
        else:
            found = True
            yield item
    if unreadable and not found:
        raise unreadable[0]
    for error in unreadable:
        say(f"skipped: {error}")


def tell_of_tables(sources: Iterable[str]) -> None:
    """Say which tables in folders are not read, for they look like articles to who named the folder."""
    from kg.sources.listing import files_of, tables_in

    folders = [Path(source) for source in sources if Path(source).is_dir()]
    found = {table.resolve(): table for folder in folders for table in tables_in(folder)}
    if not found:
        return
    for source in sources:
        if source != "-" and not Path(source).is_dir():
            with suppress(SourceError):  # reading will say so
                for file in files_of(source):
                    found.pop(file.resolve(), None)
    if found:
        some = ", ".join(str(table) for table in list(found.values())[:_SHOWN])
        more = ", ..." if len(found) > _SHOWN else ""
        say(f"{count(len(found), 'table')} in folders passed over ({some}{more}); name tables to read them.")


def one_if_titled(
    items: Iterator[Article | SourceError], title: str | None
) -> Iterator[Article | SourceError]:
    """The items; raises SourceError where a title is given for more than one."""
    first = list(islice(items, 2)) if title is not None else []
    if len(first) > 1:
        raise SourceError("--title names one article, but more were given. Build them one by one.")
    return chain(first, items)
