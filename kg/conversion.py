"""What was found, in the forms that other libraries work with: objects, rdflib, networkx, pandas, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pyoxigraph
from pyoxigraph import Quad, RdfFormat, Store

from kg.errors import GraphError
from kg.model import Extraction
from kg.rdf.frames import missing

if TYPE_CHECKING:
    import networkx
    import pandas
    import rdflib

    from kg.rdf.dataset import Snapshot
    from kg.rdf.meetings import MeetingRecord
    from kg.rdf.results import Result
    from kg.views.networks import Network

Source: TypeAlias = "Extraction | str | Path | Store | Iterable[Quad] | rdflib.Graph"
"""What ``kg.extract``, ``build`` or ``open`` gave, the path of a graph file or workspace, an rdflib graph."""
Value: TypeAlias = "str | int | float | date"


def open(  # noqa: A001 - kg.open is what it opens with
    source: Source, *, align: bool = True, memory: bool | None = None
) -> Snapshot:
    """An rdflib ``Dataset`` over Oxigraph that shows a source as it is now and cannot be written to.

    Its default graph is the merge of what all articles say with the ontology and the issues; each article is
    a named graph. ``align=False`` leaves out that nodes of several articles are one. SPARQL goes to Oxigraph
    whole, so that it is many times faster than rdflib's own; the prefixes of ``kg`` are known; ``SERVICE`` is
    refused. Later changes of a workspace show in another opening. Close it, or use it in a ``with`` block.
    A workspace of up to a million statements is read into memory first where a quarter of the free memory is
    enough (some 6 s and 0.9 GB for the million): answers then take a half to a quarter of the time that they
    take from disk. ``memory=False`` leaves it on disk, where it is ready at once from the second time on, and
    ``memory=True`` reads any size. Small ones are read in any case.
    Sources as for ``meetings``; raises GraphError where something is to be changed, QueryError for a query
    that cannot be run.

    >>> import kg
    >>> with kg.open(kg.extract("President Anna Berg met Minister Kenji Ito in Oslo.")) as dataset:
    ...     [str(row.name) for row in dataset.query(
    ...         "SELECT ?name { ?met a dip:Meeting ; dip:hasParticipant/rdfs:label ?name } ORDER BY ?name")]
    ['Anna Berg', 'Kenji Ito']
    """
    from kg.rdf.dataset import Snapshot

    stack = ExitStack()
    view = stack.enter_context(_viewed(source, align=align, memory=memory))
    return Snapshot(view, str(source) if isinstance(source, str | Path) else "a graph", stack.close)


def query(
    source: Source,
    question: str,
    params: Mapping[str, Value] | None = None,
    *,
    limit: int | None = None,
    align: bool = True,
) -> Result:
    """The answer of a source to a question by name, a file ``.rq``, or SPARQL, as ``kg query`` gives it.

    ``params`` are values by name of parameter: names of actors and issues are looked up, dates may be years.
    Whatever they hold is data. The answer has ``rows`` and ``variables``, ``to_pandas()`` and ``to_polars()``
    (extra ``frames``), ``render("csv")`` and other formats, and shows itself as a table in notebooks.
    ``limit`` cuts rows. Sources as for ``meetings``; to ask often, ``kg.open`` one. Raises QueryError for
    what the asker can mend: an unknown name with those near to it, a syntax error with its place.

    >>> import kg
    >>> found = kg.extract("President Anna Berg met Minister Kenji Ito in Oslo on 3 May 2024.")
    >>> kg.query(found, "who-met-whom", {"actor": "Anna Berg", "since": 2024}).to_pandas()["other"].to_list()
    ['Kenji Ito']
    >>> print(kg.query(found, "SELECT ?kind WHERE { ?met a dip:Meeting ; dip:meetingFormat ?kind }").render())
    kind
    -------------------
    dipc:format-meeting
    <BLANKLINE>
    """
    from kg.rdf.query import run

    with _viewed(source, align=align) as view:
        return run(view, question, {name: str(value) for name, value in (params or {}).items()}, limit)


def meetings(source: Source) -> Iterator[MeetingRecord]:
    """The meetings of a source with participants and evidence; those dated first, by their last day.

    ``source`` is what ``kg.extract`` or ``kg.build`` gave, the path of a graph file or of a workspace, a
    pyoxigraph store or an rdflib graph. What several articles report as one meeting is one record, where the
    graph was aligned. Raises GraphError for a file that cannot be read, WorkspaceError for a damaged
    workspace.

    >>> import kg
    >>> found = kg.extract("President Anna Berg met Minister Kenji Ito in Oslo on 3 May 2024.")
    >>> for met in kg.meetings(found):
    ...     print(met.latest, met.format, [who.name for who in met.participants])
    2024-05-03 meeting ['Anna Berg', 'Kenji Ito']
    """
    from kg.rdf.meetings import meeting_records

    with _viewed(source) as view:
        return iter(list(meeting_records(view)))


def to_quads(extraction: Extraction) -> list[Quad]:
    """The statements of one article as pyoxigraph quads, as ``kg build`` writes them; no step reads it again.

    >>> import kg
    >>> quads = kg.to_quads(kg.extract("President Anna Berg met Minister Kenji Ito in Oslo."))
    >>> len(quads) > 50, {type(quad).__name__ for quad in quads}
    (True, {'Quad'})
    """
    from kg.pipeline import described

    return list(described(extraction).quads)


def to_rdflib(source: Source) -> rdflib.Dataset:
    """An rdflib Dataset with one named graph per article; sources as for ``meetings``.

    >>> import kg
    >>> dataset = kg.to_rdflib(kg.extract("President Anna Berg met Minister Kenji Ito in Oslo."))
    >>> type(dataset).__name__, len(dataset) > 50
    ('Dataset', True)
    """
    from kg.rdf.write import to_dataset

    return to_dataset(_store(source))


def to_networkx(source: Source, of: Network = "statements") -> networkx.Graph:
    """A networkx graph of what a source says, every edge with its evidence; nodes are keyed by IRI.

    ``of="statements"`` gives a MultiDiGraph: actors, events, places and issues, an edge for each statement,
    attributes as in the GraphML export (``label``, ``kind`` ...). The others give a Graph whose edges have
    ``weight`` (number of events), ``first`` and ``last`` (ISO days of the dated ones, or ""), ``events``
    (their labels) and the evidence, joined by " | ": ``quotes``, and for each its ``offsets`` (code points)
    and its article in ``articles`` (IRIs):

    - ``"actors"``: actors of different sides, tied by meetings that were held in which both took part;
    - ``"actor-meeting"``: actors and the meetings, held or not, in which they took part or to which they
      were party, with ``roles``; two kinds of nodes (``bipartite`` 0 and 1);
    - ``"actor-issue"``: actors and the issues of events in which they took part, spoke or were party.

    Sources as for ``meetings``.

    >>> import kg
    >>> found = kg.extract("President Anna Berg met Minister Kenji Ito in Oslo on 3 May 2024.")
    >>> sorted(kind for _, kind in kg.to_networkx(found).nodes(data="kind"))
    ['meeting', 'person', 'person', 'place', 'state']
    >>> for *_, tie in kg.to_networkx(found, "actors").edges(data=True):
    ...     print(tie["weight"], tie["first"], tie["quotes"])
    1 2024-05-03 met | President Anna Berg met | met Minister Kenji Ito
    """
    from kg.views.gather import gather
    from kg.views.networks import network

    with _viewed(source) as view:
        return network(gather(view), of)


def to_pandas(source: Source) -> pandas.DataFrame:
    """A pandas DataFrame with one row for each participant of each meeting, in the order of ``meetings``.

    Columns: meeting, format, status, earliest, latest (days or None), places, issues (lists), participant,
    kind, role, office, quote, confidence; the last two are the surest words for the participant. Needs pandas
    (extra ``frames``): raises KgError without it. Sources as for ``meetings``.

    >>> import kg
    >>> frame = kg.to_pandas(kg.extract("President Anna Berg met Minister Kenji Ito in Oslo."))
    >>> frame.shape, list(frame["participant"])
    ((2, 13), ['Anna Berg', 'Kenji Ito'])
    """
    try:
        from kg.views.meeting_frame import meeting_frame
    except ModuleNotFoundError as error:
        raise missing("pandas") from error
    return meeting_frame(meetings(source))


def to_json(source: Source) -> str:
    """The meetings as a JSON array in the shape of ``MeetingRecord``; days are ISO 8601, absent values null.

    Sources as for ``meetings``. An Extraction with all that was found is written whole by ``kg.to_quads``.

    >>> import json, kg
    >>> found = json.loads(kg.to_json(kg.extract("President Anna Berg met Minister Kenji Ito in Oslo.")))
    >>> found[0]["participants"][0]["name"], found[0]["earliest"]
    ('Anna Berg', None)
    """
    return json.dumps([_plain(asdict(it)) for it in meetings(source)], ensure_ascii=False, indent=1)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(it) for key, it in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(it) for it in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


@contextmanager
def _viewed(source: Source, *, align: bool = True, memory: bool | None = False) -> Iterator[Store]:
    """The merged view of a source, aligned where it says how, for as long as the context lasts."""
    from kg.rdf.load import union

    if isinstance(view := getattr(source, "view", None), Store):  # of what kg.open gave
        yield view
    elif isinstance(source, str | Path) and Path(source).is_dir():
        from kg.stores.merged import merged_view
        from kg.stores.workspace import open_workspace

        with ExitStack() as stack:
            with open_workspace(Path(source)) as opened:
                if align:
                    view = stack.enter_context(merged_view(opened, memory=memory))
                else:
                    view = union(opened.store, align=False)
            yield view
    else:
        yield union(_store(source), align=align)


def _store(source: Source) -> Store:
    """A store with exactly the statements of the source."""
    if isinstance(source, Store):
        return source
    if isinstance(source, Extraction):
        return _filled(to_quads(source))
    if isinstance(source, str | Path):
        return _loaded(Path(source))
    if hasattr(source, "serialize"):
        return _filled(pyoxigraph.parse(_nquads(source), format=RdfFormat.N_QUADS))
    return _filled(source)


def _loaded(path: Path) -> Store:
    from kg.rdf.load import load

    if not path.is_dir():
        return load(path)
    from kg.stores.workspace import open_workspace

    with open_workspace(path) as opened:
        return _filled(opened.store)


def _nquads(graph: Any) -> bytes:
    """The statements of an rdflib graph or dataset."""
    kind = "nquads" if hasattr(graph, "quads") else "nt"
    return str(graph.serialize(format=kind)).encode()


def _filled(quads: Iterable[Quad]) -> Store:
    store = Store()
    try:
        store.bulk_extend(quads)
    except TypeError as error:
        raise GraphError(f"{error}; give an extraction, quads, a path of a graph or a workspace.") from error
    return store
