"""Quads into a store that a plug-in keeps."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from kg.plugins import load


def put(quads: Iterable[Quad], store: str, target: str) -> None:
    """Add quads to a store that a plug-in makes of a target. Raises PluginError."""
    plugin = load("store", store)
    opened = plugin.call(target, target)
    for method in ("add", "close"):
        if not callable(getattr(opened, method, None)):
            raise plugin.wrong(target, f"has no {method}()")
    try:
        opened.add(quads)
    except Exception as error:
        raise plugin.failed(target, error) from error
    finally:
        opened.close()
