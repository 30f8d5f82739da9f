"""A SPARQL endpoint that is asked like a store: the same questions, the same answers."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pyoxigraph
from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
)

from kg.errors import StoreError
from kg.ids import BASE
from kg.rdf.algebra import kind_of, with_prefixes
from kg.stores.http import Client, shown

#: The graph that holds the merge of all others, where ``kg load`` put it.
MERGED_GRAPH = BASE + "graph/merged"
_JSON = "application/sparql-results+json"
_TRIPLES = "application/n-triples, text/turtle;q=0.8"
_LONGEST_GET = 2000


class Remote:
    """The endpoint at ``url``. Questions go to the merged graph where it has one, else to its own default."""

    def __init__(self, client: Client, url: str, graphs: Iterable[str] | None = None) -> None:
        self._client = client
        self._url = url
        self._graphs = None if graphs is None else tuple(graphs)

    @property
    def graphs(self) -> tuple[str, ...]:
        """Names of the graphs that are the default graph of questions; empty: the endpoint's own."""
        if self._graphs is None:
            found = self._ask(f"ASK {{ GRAPH <{MERGED_GRAPH}> {{ ?s ?p ?o }} }}", ())
            self._graphs = (MERGED_GRAPH,) if isinstance(found, QueryBoolean) and bool(found) else ()
        return self._graphs

    def query(
        self,
        query: str,
        *,
        prefixes: dict[str, str] | None = None,  # noqa: ARG002 - those of the vocabulary are declared anyway
    ) -> QuerySolutions | QueryBoolean | QueryTriples | Iterable[Triple]:
        """The answer; ``StoreError`` for what the endpoint refuses, with its words."""
        return self._ask(with_prefixes(query), self.graphs)

    def _ask(self, text: str, graphs: tuple[str, ...]) -> QuerySolutions | QueryBoolean | list[Triple]:
        wanted = _TRIPLES if kind_of(text) == "graph" else _JSON
        fields: dict[str, object] = {"query": text}
        if graphs:
            fields["default-graph-uri"] = list(graphs)
        if len(text) < _LONGEST_GET:
            response = self._client.send("GET", self._url, params=fields, headers={"Accept": wanted})
        else:
            response = self._client.send("POST", self._url, data=fields, headers={"Accept": wanted})
        media = response.headers.get("content-type", "").partition(";")[0].strip()
        try:
            if wanted == _TRIPLES:
                format = RdfFormat.from_media_type(media) or RdfFormat.N_TRIPLES
                return [quad.triple for quad in pyoxigraph.parse(response.content, format=format)]
            results = QueryResultsFormat.from_media_type(media) or QueryResultsFormat.JSON
            found = pyoxigraph.parse_query_results(io.BytesIO(response.content), format=results)
            return (
                _truth(found) if kind_of(text) == "boolean" and isinstance(found, QuerySolutions) else found
            )
        except (SyntaxError, ValueError) as error:
            raise StoreError(
                f"{shown(self._url)}: answers with {media or 'no media type'}, no result of a query;"
                " the address for queries often ends in /query or /sparql"
            ) from error


def _truth(found: QuerySolutions) -> QueryBoolean:
    """Virtuoso answers an ASK by a table of one number."""
    true = any(str(getattr(term, "value", "")) in ("1", "true") for row in found for term in row)
    parsed = pyoxigraph.parse_query_results(
        f'{{"head": {{}}, "boolean": {str(true).lower()}}}', format=QueryResultsFormat.JSON
    )
    assert isinstance(parsed, QueryBoolean)  # noqa: S101 - of a constant
    return parsed
