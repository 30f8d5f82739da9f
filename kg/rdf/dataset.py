"""A merged view as an rdflib ``Dataset``: Oxigraph answers patterns and queries, and nothing can be changed.

rdflib would go to the network for ``SERVICE`` and, in prepared queries, for ``FROM``. Here every query goes
to the engine as text, after the same check as all other queries of ``kg``.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, NoReturn, Self

import pyoxigraph
from oxrdflib import OxigraphStore
from oxrdflib._converter import to_ox
from rdflib import Dataset, Graph, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Identifier

from kg.errors import GraphError, QueryError
from kg.notebook import words
from kg.rdf.algebra import checked
from kg.rdf.query import run
from kg.rdf.syntax import malformed
from kg.rdf.tokens import substituted
from kg.vocab import PREFIXES

_HIDDEN = re.compile(r"contains variable \?(\w+) in its SELECT projection")


class SnapshotStore(OxigraphStore):
    """rdflib's way to a store that is only read; whatever would change it raises ``GraphError``."""

    def __init__(self, view: pyoxigraph.Store) -> None:
        super().__init__(store=view)

    @property
    def view(self) -> pyoxigraph.Store:
        """The store itself; ``GraphError`` after it was closed."""
        found: pyoxigraph.Store | None = self._store
        if found is None:
            raise GraphError("the dataset was closed; open it anew with kg.open.")
        return found

    _inner = view

    def close(self, commit_pending_transaction: bool = False) -> None:  # noqa: ARG002 - as rdflib calls it
        """Let go of the store."""
        self._store = None

    def query(
        self,
        query: Query | str,
        initNs: Mapping[str, Any],  # noqa: N803 - as rdflib calls it
        initBindings: Mapping[str, Identifier],  # noqa: N803 - as rdflib calls it
        queryGraph: str,  # noqa: N803 - as rdflib calls it
        **kwargs: object,
    ) -> Result:
        """The answer by Oxigraph, for prepared queries too; ``QueryError`` for what the asker can mend."""
        if kwargs:
            raise QueryError(f"a query over Oxigraph knows no {', '.join(sorted(kwargs))}")
        spaces: Mapping[str, Any] = {}
        if isinstance(query, Query):
            query, spaces, base = query._original_args
            query = f"BASE <{base}> {query}" if base else query
        # without a name Oxigraph takes the default graph, and the graphs that FROM names
        graph = "" if queryGraph == DATASET_DEFAULT_GRAPH_ID else queryGraph
        known = {name: str(iri) for name, iri in {**initNs, **spaces}.items()}
        return self._answered(checked(query), known, dict(initBindings), graph)

    def _answered(
        self, text: str, spaces: Mapping[str, str], values: dict[str, Identifier], graph: str
    ) -> Result:
        """Oxigraph binds only variables that SELECT names; terms of others are put in their places."""
        while True:
            try:
                return super().query(text, spaces, values, graph)
            except SyntaxError as error:
                raise malformed(str(error), text) from error
            except (ValueError, OSError, RuntimeError) as error:
                hidden = _HIDDEN.search(str(error))
                if hidden is None or hidden.group(1) not in values:
                    raise QueryError(f"the query cannot be answered: {error}") from error
                text = substituted(text, {hidden.group(1): to_ox(values.pop(hidden.group(1)))})

    def add_graph(self, graph: Graph) -> None:
        """Nothing for a graph that is there: ``Dataset.graph`` calls this to read it, too."""
        name = graph.identifier
        known = isinstance(name, URIRef) and self.view.contains_named_graph(pyoxigraph.NamedNode(name))
        if not known and name != DATASET_DEFAULT_GRAPH_ID:
            raise GraphError(f"there is no graph {name}; an opened dataset is for reading only.")

    def _refused(self, *_: object, **__: object) -> NoReturn:
        raise GraphError(
            "an opened dataset is for reading only. Change the workspace by 'kg add' and 'kg remove', or"
            " work on a copy: kg.to_rdflib."
        )

    add = remove = update = remove_graph = destroy = _refused
    addN = _refused  # noqa: N815 - as rdflib calls it


class Snapshot(Dataset):
    """An rdflib ``Dataset`` for reading, as ``kg.open`` gives it; a context manager that closes itself.

    ``let_go`` is called when it is closed, or when nobody holds it any more.
    """

    def __init__(self, view: pyoxigraph.Store, name: str, let_go: Callable[[], object]) -> None:
        super().__init__(store=SnapshotStore(view))
        self.name = name
        self._let_go = weakref.finalize(self, let_go)
        for prefix, namespace in PREFIXES.items():
            self.bind(prefix, namespace)

    @property
    def view(self) -> pyoxigraph.Store:
        """The merged view, as the functions of ``kg.rdf`` take it."""
        store = self.store
        assert isinstance(store, SnapshotStore)  # noqa: S101 - given by this very class
        return store.view

    def close(self, commit_pending_transaction: bool = False) -> None:
        """Let go of the files; afterwards everything raises ``GraphError``. May be called again."""
        super().close(commit_pending_transaction)
        self._let_go()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __str__(self) -> str:
        return f"{self.name}, opened for reading"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.name}>"

    def _repr_html_(self) -> str:
        return f"<p>{words(self)}</p>{run(self.view, 'articles')._repr_html_()}"

    def __reduce__(self) -> NoReturn:
        raise GraphError("an opened dataset cannot be copied to another process; open it there.")
