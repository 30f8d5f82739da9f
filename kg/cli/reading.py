"""The options that commands share that read articles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from kg.cli.terminal import Day

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


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with the options of ``kg.sources.read.Given`` that may be of many articles."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


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
