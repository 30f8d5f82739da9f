"""DiploKG: knowledge graphs of actors, meetings and issues from news about diplomacy.

``kg.extract(text)`` gives what one article says, ``kg.build(sources)`` the statements of many,
``kg.meetings`` reads either of them, a graph file or a workspace, ``kg.query`` asks them, ``kg.open`` gives
them to rdflib. The names listed here are the public
interface, stable under semantic versioning; the parts of an ``Extraction`` are described in ``kg.model``,
the children of ``KgError`` in ``kg.errors``. Importing the package loads no model and opens no file; each
name is loaded when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import build, extract, read_lexicon
    from kg.conversion import (  # open is that of kg.open
        meetings,
        open,  # noqa: A004 - as above
        query,
        to_json,
        to_networkx,
        to_pandas,
        to_quads,
        to_rdflib,
    )
    from kg.errors import KgError
    from kg.lexicon import Lexicon
    from kg.model import Article, Extraction
    from kg.rdf.meetings import Evidence, MeetingRecord, Participant
    from kg.rdf.results import Result

    __version__: str

_HOMES = {
    "kg.api": ("build", "extract", "read_lexicon"),
    "kg.conversion": (
        "meetings",
        "open",
        "query",
        "to_json",
        "to_networkx",
        "to_pandas",
        "to_quads",
        "to_rdflib",
    ),
    "kg.errors": ("KgError",),
    "kg.lexicon": ("Lexicon",),
    "kg.model": ("Article", "Extraction"),
    "kg.rdf.meetings": ("Evidence", "MeetingRecord", "Participant"),
    "kg.rdf.results": ("Result",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Article",
    "Evidence",
    "Extraction",
    "KgError",
    "Lexicon",
    "MeetingRecord",
    "Participant",
    "Result",
    "__version__",
    "build",
    "extract",
    "meetings",
    "open",
    "query",
    "read_lexicon",
    "to_json",
    "to_networkx",
    "to_pandas",
    "to_quads",
    "to_rdflib",
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
