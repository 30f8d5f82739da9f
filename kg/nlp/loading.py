"""spaCy without its command line, whose libraries for downloads and projects are a third of its import."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_CLI, _INFO = "spacy.cli", "spacy.cli.info"


def load_spacy() -> None:
    """Import spaCy, if it is not there yet. Its command line is imported by who asks for it afterwards.

    ``spacy/__init__.py`` takes one function from there, for which one stands in that looks it up when called.
    """
    if "spacy" in sys.modules:
        return
    package, module = ModuleType(_CLI), ModuleType(_INFO)
    package.__path__ = []
    vars(module)["info"] = _info
    sys.modules |= {_CLI: package, _INFO: module}
    try:
        import_module("spacy")
    finally:
        del sys.modules[_CLI], sys.modules[_INFO]


def _info(*arguments: Any, **options: Any) -> Any:
    return import_module(_INFO).info(*arguments, **options)
