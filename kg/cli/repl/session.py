"""What a shell remembers between statements, and how it runs one."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from kg.cli.repl.answering import Source
from kg.cli.repl.statements import asked_by_name, is_sparql, statements
from kg.cli.terminal import count, emit, say
from kg.errors import KgError, QueryError
from kg.rdf.misspelt import misspelt
from kg.stores.workers import Request

#: Rows that a terminal shows unless told otherwise.
ROWS = 100


class LeaveError(Exception):
    """The person wants to leave."""


class Session:
    """Settings, and the source that answers; ``None`` leaves a setting to what the answer is."""

    def __init__(
        self, source: Source, name: str, form: str | None, limit: int | None, timeout: float | None
    ) -> None:
        self.source = source
        self.name = name
        self.form = form
        self.limit = limit
        self.timeout = timeout
        self.output: Path | None = None

    def execute(self, text: str) -> None:
        """Run one statement; raises ``KgError`` for what the person can mend, ``LeaveError`` to leave."""
        from kg.cli.repl.commands import run_command

        text = text.strip()
        if text.startswith("."):
            run_command(self, text)
        elif text:
            self.ask(text)

    def ask(self, text: str, *, explain: bool = False) -> None:
        """Answer a question by name or SPARQL, on standard output or into the file of ``.output``."""
        question, params = (text, {}) if is_sparql(text) else asked_by_name(text)
        wanted = Request(question, params, self.limit, self.form, self._width(), explain)
        answer, truncated = self.source.answer(wanted, self.timeout)
        self.show(answer)
        if truncated:
            say(f"Only the first {count(self.limit or 0, 'row')}; '.limit off' gives all.")
        for words in misspelt(text) if is_sparql(text) else ():
            say(f"Note: {words}")

    def names(self, class_: str, seconds: float) -> list[str]:
        """Labels of the nodes of a class, for completion; those that come within so many seconds."""
        from csv import DictReader

        from kg.resources import ontology_file

        text = ontology_file("names.rq").read_text(encoding="utf-8")
        params = {} if class_ == "Node" else {"class": f"dip:{class_}"}
        answer, _ = self.source.answer(Request(text, params, None, "csv"), seconds)
        return sorted({row["label"] for row in DictReader(answer.splitlines())})

    def show(self, text: str) -> None:
        """Put text out: to standard output, or at the end of the file that was named."""
        if self.output is None:
            emit(text)
            return
        try:
            with self.output.open("a", encoding="utf-8", newline="") as file:
                file.write(text)
        except OSError as error:
            raise QueryError(f"{self.output}: cannot be written: {error.strerror or error}") from error

    def run_lines(self, lines: Iterable[str]) -> None:
        """Run statements in order; ``KgError`` ends it, with the number of the line where it stands."""
        for statement in statements(lines):
            try:
                self.execute(statement.text)
            except LeaveError:
                return
            except KgError as error:
                excerpt = error.excerpt if isinstance(error, QueryError) else ""
                raise QueryError(f"line {statement.line}: {error}", excerpt) from error

    def _width(self) -> int | None:
        terminal = sys.stdout.isatty() and self.output is None
        return shutil.get_terminal_size().columns if terminal else None
