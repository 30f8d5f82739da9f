"""Which plug-ins stand in for stages of the pipeline here: a context variable, as for ``kg.lexicon``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from kg.plugins.loading import Plugin, load


@dataclass(frozen=True, slots=True)
class Stages:
    """Names of the plug-ins in use, ``None`` for what ships; names, so that workers can load them.

    ``settings`` are what plug-ins are told, ("llm.model", "name"); they reach workers, too.

    >>> with using(Stages(extractor="kg.extraction.extract:extract")) as stages:
    ...     print(stages)
    extractor kg.extraction.extract:extract
    """

    annotator: str | None = None
    extractor: str | None = None
    linker: str | None = None
    settings: tuple[tuple[str, str], ...] = ()

    def plugins(self) -> tuple[Plugin, ...]:
        """The plug-ins in the order of the stages. Raises PluginError."""
        named = (("annotator", self.annotator), ("extractor", self.extractor), ("linker", self.linker))
        return tuple(load(kind, name) for kind, name in named if name is not None)

    def __str__(self) -> str:
        """What provenance says of them: "extractor mine:extract 1.2"; "" for what ships."""
        return ", ".join(f"{it} {it.version}".strip() for it in self.plugins())


SHIPPED = Stages()
_ACTIVE: ContextVar[Stages] = ContextVar("kg.stages", default=SHIPPED)


def active() -> Stages:
    """The plug-ins in use here."""
    return _ACTIVE.get()


def use(stages: Stages) -> None:
    """Put the plug-ins in use for the rest of this context: how a worker process begins."""
    _ACTIVE.set(stages)


@contextmanager
def using(stages: Stages) -> Iterator[Stages]:
    """The plug-ins, in use within the block. Raises PluginError before it where one cannot be loaded."""
    stages.plugins()
    token = _ACTIVE.set(stages)
    try:
        yield stages
    finally:
        _ACTIVE.reset(token)


def stage(kind: str) -> Plugin | None:
    """The plug-in that stands in for a stage, ``None`` where that which ships is used."""
    name: str | None = getattr(_ACTIVE.get(), kind)
    return load(kind, name) if name is not None else None


def setting(name: str, default: str = "") -> str:
    """What the plug-ins in use are told under this name."""
    return dict(_ACTIVE.get().settings).get(name, default)
