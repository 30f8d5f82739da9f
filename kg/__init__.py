"""DiploKG: knowledge graphs of actors, meetings and issues from news about diplomacy.

``kg.extract(text)`` gives what one article says, ``kg.build(sources)`` the statements of many. Importing
the package loads no model and opens no file; each public name is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import build, extract
    from kg.errors import (
        ArticleError,
        GraphError,
        KgError,
        QueryError,
        SourceError,
        TableError,
    )
    from kg.model import (
        Act,
        Actor,
        Article,
        Change,
        Extraction,
        Holding,
        Issue,
        Meeting,
        Mention,
        Office,
        Participation,
        Place,
        Process,
        Time,
    )

    __version__: str

_HOMES = {
    "kg.api": ("build", "extract"),
    "kg.errors": ("ArticleError", "GraphError", "KgError", "QueryError", "SourceError", "TableError"),
    "kg.model": (
        "Act", "Actor", "Article", "Change", "Extraction", "Holding", "Issue", "Meeting", "Mention",
        "Office", "Participation", "Place", "Process", "Time",
    ),
}  # fmt: skip
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Act",
    "Actor",
    "Article",
    "ArticleError",
    "Change",
    "Extraction",
    "GraphError",
    "Holding",
    "Issue",
    "KgError",
    "Meeting",
    "Mention",
    "Office",
    "Participation",
    "Place",
    "Process",
    "QueryError",
    "SourceError",
    "TableError",
    "Time",
    "__version__",
    "build",
    "extract",
]


def __getattr__(name: str) -> object:
    """The public name, loaded from the module that it lives in; AttributeError for any other."""
    if name == "__version__":
        from kg.pipeline import package_version

        return package_version()
    if name not in _HOME_OF:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
