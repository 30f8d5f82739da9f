"""The optional extractor that asks a language model; nothing here is imported unless it is chosen.

Chosen by ``--extractor llm``, or from Python:

    from kg import llm
    with llm.using(llm.Settings("http://localhost:8000/v1", "some-model")) as run:
        quads = kg.build("news/")
    print(run.spent().requests, "requests,", run.spent().tokens, "tokens in and out")

The model says what it reads and quotes the words; where these stand, what they are called, when a "Tuesday"
was and who is who, code decides. A fact whose words are not in the text is dropped and counted.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from kg import plugins
from kg.llm.settings import Settings, active, key_for
from kg.llm.spending import Spending, spent

__all__ = ["Run", "Settings", "Spending", "using"]


class Run:
    """A run under way, or done: its settings, and what it has spent up to now, in all its processes."""

    def __init__(self, settings: Settings, record: Path) -> None:
        self.settings = replace(settings, record=record)
        self._record: Path | None = record
        self._spent = Spending({})

    def spent(self) -> Spending:
        """Tokens, requests and facts; after the run, of all of it."""
        if self._record is not None:
            self._spent = spent(self._record)
        return self._spent

    def close(self) -> None:
        """Take the last sums: the record goes."""
        self.spent()
        self._record = None


@contextmanager
def using(settings: Settings) -> Iterator[Run]:
    """The extractor ``llm``, in use within the block with these settings.

    Raises PluginError before it where they are wrong, the key is missing, answers cannot be kept, or the
    extra is not installed.
    """
    from kg.llm.cache import Cache
    from kg.llm.located import see_extra

    with tempfile.TemporaryDirectory(prefix="diplokg-") as folder:
        run = Run(settings, Path(folder) / "spent.jsonl")
        told = (*plugins.active().settings, *run.settings.told())
        with plugins.using(replace(plugins.active(), extractor="llm", settings=told)):
            key_for(active().endpoint)
            see_extra()
            Cache(active().folder).make()
            try:
                yield run
            finally:
                run.close()
