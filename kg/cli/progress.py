"""How a long run tells of itself: a bar on a terminal, a line now and then elsewhere, events for machines."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from kg.cli.terminal import count, emit, say
from kg.errors import KgError, WorkspaceError

if TYPE_CHECKING:
    from rich.progress import Progress

    from kg.built import Built, Skipped

_LINE_EVERY = 15.0
_LINES = (".jsonl", ".ndjson")


class Reporter:
    """Tells of results as they come, and counts them.

    With ``quiet`` it only counts; with ``as_json`` every result is one JSON object on standard output. What
    was skipped goes to the file ``rejects`` as JSON Lines (id, place, reason), as soon as it is known.
    """

    def __init__(
        self,
        label: str,
        total: int | None = None,
        *,
        quiet: bool = False,
        as_json: bool = False,
        rejects: Path | None = None,
    ) -> None:
        self.built = 0
        self.statements = 0
        self.causes: Counter[str] = Counter()
        self._label, self.total = label, total
        self.quiet, self.as_json = quiet, as_json
        self._rejects = rejects
        self._bar: Progress | None = None
        self._started = self._last = time.monotonic()

    def __enter__(self) -> Self:
        if self._rejects is not None and self._rejects.exists():
            _write(self._rejects, None)
        if not self.quiet and not self.as_json and sys.stderr.isatty():
            self._bar = _bar()
            self._bar.add_task(self._label, total=self.total)
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    @property
    def skipped(self) -> int:
        """How many were passed over."""
        return self.causes.total()

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.monotonic() - self._started

    def add(self, result: Built | Skipped) -> None:
        """Count one result and tell of it."""
        from kg.built import Skipped

        if isinstance(result, Skipped):
            self._skip(result)
        else:
            self.built += 1
            self.statements += result.statements
            article = result.article
            self._event("article", id=article.id, hash=article.digest, statements=result.statements)
        self._tick()

    def known(self, number: int, outdated: int) -> None:
        """Tell of articles that were there before."""
        if number and not self.quiet:
            older = f", {outdated:,} of them read by another version ('kg rebuild' reads them anew)"
            self.line(f"{count(number, 'article')} already there{older if outdated else ''}")

    def line(self, words: str) -> None:
        """Write a line for the user without disturbing the bar."""
        if self._bar is not None:
            self._bar.console.print(words, markup=False, highlight=False, soft_wrap=True)
        elif not self.as_json:
            say(words)

    def summary(self, **figures: Any) -> None:
        """The last event, for machines only."""
        figures = {"articles": self.built, "skipped": dict(sorted(self.causes.items())), **figures}
        self._event("summary", **figures, statements=self.statements, seconds=round(self.seconds, 1))

    def read(self) -> str:
        """What was read and what was skipped, in words."""
        why = ", ".join(f"{number:,} {cause}" for cause, number in sorted(self.causes.items()))
        skipped = f", {self.skipped:,} skipped ({why})" if self.causes else ""
        return f"{count(self.built, 'article')} read{skipped} in {self.seconds:.1f} s"

    def _skip(self, result: Skipped) -> None:
        self.causes[result.cause] += 1
        self.line(f"skipped: {result.reason}")
        fields = {"id": result.id, "place": result.place, "reason": result.reason, "cause": result.cause}
        self._event("skipped", **fields)
        if self._rejects is not None:
            _write(self._rejects, json.dumps(fields, ensure_ascii=False) + "\n")

    def _event(self, name: str, **fields: Any) -> None:
        if self.as_json:
            emit(json.dumps({"event": name, **fields}, ensure_ascii=False) + "\n")

    def _tick(self) -> None:
        if self._bar is not None:
            self._bar.advance(self._bar.task_ids[0])
            return
        now = time.monotonic()
        if self.quiet or self.as_json or now - self._last < _LINE_EVERY:
            return
        self._last = now
        done = self.built + self.skipped
        rate = done / max(now - self._started, 0.001)
        left = ""
        if self.total is not None and self.total > done:
            minutes = (self.total - done) / rate / 60
            left = f" of {self.total:,}, {minutes:,.0f} min left" if minutes >= 1 else f" of {self.total:,}"
        say(f"{self._label}: {done:,}{left}, {rate:.1f} a second")


def expected(sources: tuple[str, ...]) -> int | None:
    """How many articles the sources hold, as far as that can be told without reading them; else ``None``."""
    from kg.sources.formats import BY_SUFFIX, FORMATS, suffix_of
    from kg.sources.listing import files_of

    try:
        files = [file for source in sources for file in files_of(source)]
    except KgError:
        return None  # reading will say so
    total = 0
    for file in dict.fromkeys(files):
        suffix, packed = suffix_of(file)
        if suffix in _LINES and not packed:
            with file.open("rb") as stream:
                total += sum(1 for line in stream if line.strip())
        elif not BY_SUFFIX.get(suffix, FORMATS["text"]).many:
            total += 1
        else:
            return None
    return total


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """Articles a second."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:.1f}/s" if speed else "", style="progress.data.speed")

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeElapsedColumn(),
        TextColumn("left", style="dim"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def _write(path: Path, line: str | None) -> None:
    """Append a line to the file of rejects, or empty it."""
    try:
        with path.open("w" if line is None else "a", encoding="utf-8") as stream:
            stream.write(line or "")
    except OSError as error:
        raise WorkspaceError(f"{path}: rejects cannot be written: {error.strerror or error}.") from error
