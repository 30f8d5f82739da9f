"""Errors that a user can act on; every one names the file, article or IRI that it is about."""

from __future__ import annotations


class KgError(Exception):
    """Something that the user can mend; the message says what is wrong, where, and what to do.

    ``str(error)`` is one line fit for a terminal, whatever words of the input it quotes: characters that are
    not printed become blanks. The command line prints it on standard error and exits with 2 (wrong use,
    unreadable input) or 1 (findings).

    >>> import kg
    >>> try:
    ...     kg.extract("They met.", published="31 January")
    ... except kg.KgError as error:
    ...     print(error)
    published: '31 January' is not a date. Write it as 2024-01-31.
    """

    def __init__(self, message: str = "") -> None:
        super().__init__("".join(sign if sign.isprintable() else " " for sign in message))


class SourceError(KgError):
    """A source cannot be read: missing, empty, binary, wrongly encoded, without articles.

    ``place`` is where the trouble is ("news.jsonl, line 12"), where the reader knows it.
    """

    def __init__(self, message: str, place: str | None = None) -> None:
        super().__init__(message)
        self.place = place


class ArticleError(KgError):
    """One article cannot be processed; carries its id in the message."""


class GraphError(KgError):
    """A graph file cannot be read or written: unknown format, syntax error with its line."""


class QueryError(KgError):
    """A query cannot be run: unknown name, missing parameter, syntax error with its place.

    ``excerpt`` shows the line of a syntax error and below it a mark at the column, where that is known.
    """

    def __init__(self, message: str = "", excerpt: str = "") -> None:
        super().__init__(message)
        self.excerpt = excerpt


class TableError(KgError):
    """A data table (lexicon, gazetteer) is malformed; the message names file and line."""


class PluginError(KgError):
    """A plug-in cannot be loaded, failed, or gave what it must not; names it, and what was expected."""


class WorkspaceError(KgError):
    """A workspace cannot be opened, read or written: missing, busy, damaged, full, of a newer format."""


class DecisionError(KgError):
    """A file of decisions is malformed or contradicts itself; the message names its lines."""


class StoreError(KgError):
    """A store reached by HTTP refuses, cannot be reached or answers wrongly; names its address."""


def not_installed(what: str, library: str, extra: str) -> str:
    """The words of an error where the library of an extra is missing: what needs it, and the remedy.

    >>> not_installed("a.pdf: reading pdf", "pypdfium2", "pdf")
    'a.pdf: reading pdf needs pypdfium2, which is not installed. Install it: pip install "diplokg[pdf]"'
    """
    return f'{what} needs {library}, which is not installed. Install it: pip install "diplokg[{extra}]"'
