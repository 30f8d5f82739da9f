"""Quads into a store that a plug-in keeps."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from kg.errors import KgError, PluginError
from kg.plugins import load


def find(store: str, target: object) -> None:
    """See that there is such a store and that it has a target, before any work. Raises PluginError."""
    load("store", store)
    if target in (None, "", "-"):
        raise PluginError(f"store {store}: needs a target, which is what the output names: a file, say.")


def put(quads: Iterable[Quad], store: str, target: str) -> None:
    """Add quads to a store that a plug-in makes of a target. Raises PluginError."""
    plugin = load("store", store)
    opened = plugin.call(target, target)
    for method in ("add", "close"):
        if not callable(getattr(opened, method, None)):
            raise plugin.wrong(target, f"has no {method}()")
    try:
        try:
            opened.add(quads)
        finally:
            opened.close()
    except KgError:
        raise
    except Exception as error:
        raise plugin.failed(target, error) from error
