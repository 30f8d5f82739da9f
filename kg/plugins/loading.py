"""Plug-ins by name: from entry points and from ``module:attribute``, called so that errors name them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg.errors import KgError, PluginError

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "reader": "a function that takes a kg.sources.record.Source and yields Records",
        "annotator": "a function that takes an Article and gives a spaCy Doc of its text",
        "extractor": "a function that takes a Doc and an Article and gives an Extraction",
        "linker": "a function that takes an Extraction and gives a Linking",
        "store": "a class that takes a target and has add(quads), quads() and close()",
    }
)
"""What each kind of plug-in is."""

BUNDLED: Mapping[tuple[str, str], str] = MappingProxyType({("extractor", "llm"): "kg.llm.extract:extract"})
"""Plug-ins that come with kg and are used only where they are named: (kind, name) to what it is."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plug-in and its name; ``version`` tells it apart in provenance: "" where it states none."""

    kind: str
    name: str
    function: Callable[..., Any]

    @property
    def version(self) -> str:
        """What ``version`` of the function or its module says, which may be a function that computes it."""
        module = sys.modules.get(self.function.__module__)
        stated = getattr(self.function, "version", None) or getattr(module, "version", "")
        return str(stated() if callable(stated) else stated)

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"

    def call(self, about: str, *arguments: Any) -> Any:
        """What the plug-in gives. Raises PluginError that names it and ``about`` for any error of its own; an
        error of kg is passed on.
        """
        try:
            return self.function(*arguments)
        except KgError:
            raise
        except Exception as error:
            raise self.failed(about, error) from error

    def failed(self, about: str, error: Exception) -> PluginError:
        """The error that says that the plug-in failed."""
        return PluginError(f"{self}: failed on {about}: {type(error).__name__}: {error}")

    def wrong(self, about: str, what: str) -> PluginError:
        """The error that says what is wrong with what the plug-in gave."""
        return PluginError(f"{self}: {what} for {about}; expected: {KINDS[self.kind]}.")


def installed(kind: str) -> dict[str, EntryPoint]:
    """The plug-ins of a kind that installed distributions offer, by name."""
    return {it.name: it for it in sorted(entry_points(group=f"diplokg.{kind}s"))}


@cache
def load(kind: str, name: str) -> Plugin:
    """The plug-in of this name: of an entry point, or ``module:attribute``; looked for in the current
    folder, too.

    Raises PluginError where there is none, it cannot be imported, or is no function.
    """
    found = {its: value for (of, its), value in BUNDLED.items() if of == kind}
    found |= {its: it.value for its, it in installed(kind).items()}
    if name in found:
        return _imported(kind, name, found[name])
    if ":" not in name:
        near = get_close_matches(name, found, 1)
        hint = f"did you mean {near[0]!r}? " if near else ""
        known = ", ".join(found) or "none"
        raise PluginError(
            f"there is no {kind} {name!r}; {hint}installed are: {known}. Name one as module:attribute, too."
        )
    return _imported(kind, name, name)


def _imported(kind: str, name: str, value: str) -> Plugin:
    module, _, attribute = value.partition(":")
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.append(here)
    try:
        thing: Any = import_module(module)
        for part in attribute.split("."):
            thing = getattr(thing, part)
    except AttributeError as error:
        raise PluginError(f"{kind} {name}: the module {module} has no {attribute!r}.") from error
    except ModuleNotFoundError as error:
        raise PluginError(f"{kind} {name}: {error}; is it installed, or in the current folder?") from error
    except Exception as error:
        raise PluginError(f"{kind} {name}: cannot be imported: {type(error).__name__}: {error}") from error
    if not callable(thing):
        raise PluginError(f"{kind} {name}: is a {type(thing).__name__}; expected: {KINDS[kind]}.")
    return Plugin(kind, name, thing)
