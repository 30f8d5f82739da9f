"""What was found, in the forms that other libraries work with: objects, rdflib, networkx, pandas, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pyoxigraph
from pyoxigraph import Quad, RdfFormat, Store

from kg.errors import GraphError, KgError
from kg.model import Extraction

if TYPE_CHECKING:
    import networkx
    import pandas
    import rdflib

    from kg.rdf.meetings import MeetingRecord

Source: TypeAlias = "Extraction | str | Path | Store | Iterable[Quad] | rdflib.Graph"
"""What ``kg.extract`` and ``kg.build`` give, a path of a graph file or of a workspace, an rdflib graph."""


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

    return meeting_records(_view(source))


def to_quads(extraction: Extraction) -> list[Quad]:
    """The statements of one article as pyoxigraph quads, as ``kg build`` writes them; no step reads it again.

    >>> import kg
    >>> quads = kg.to_quads(kg.extract("President Anna Berg met Minister Kenji Ito in Oslo."))
    >>> len(quads) > 50, {type(quad).__name__ for quad in quads}
    (True, {'Quad'})
    """
    from kg.pipeline import described

    return described(extraction)


def to_rdflib(source: Source) -> rdflib.Dataset:
    """An rdflib Dataset with one named graph per article; sources as for ``meetings``.

    >>> import kg
    >>> dataset = kg.to_rdflib(kg.extract("President Anna Berg met Minister Kenji Ito in Oslo."))
    >>> type(dataset).__name__, len(dataset) > 50
    ('Dataset', True)
    """
    from kg.rdf.write import to_dataset

    return to_dataset(_store(source))


def to_networkx(source: Source) -> networkx.MultiDiGraph:
    """A networkx graph: nodes are actors, events, places, issues by IRI; every edge is a statement with
    evidence.

    Attributes are those of the GraphML export (``label``, ``kind`` ...). Sources as for ``meetings``.

    >>> import kg
    >>> graph = kg.to_networkx(kg.extract("President Anna Berg met Minister Kenji Ito in Oslo."))
    >>> sorted(kind for _, kind in graph.nodes(data="kind"))
    ['meeting', 'person', 'person', 'place', 'state']
    """
    from kg.views.exports import multigraph
    from kg.views.gather import gather

    return multigraph(gather(_view(source)))


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
        missing = "kg.to_pandas needs pandas, which is not installed."
        raise KgError(f'{missing} Install it: pip install "diplokg[frames]"') from error
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


def _view(source: Source) -> Store:
    """The merged view of a source, aligned where it says how."""
    from kg.rdf.load import union

    if isinstance(source, str | Path) and Path(source).is_dir():
        from kg.stores.alignment import alignment_of
        from kg.stores.workspace import open_workspace

        with open_workspace(Path(source)) as opened:
            return union(opened.store, alignment=alignment_of(opened))
    return union(_store(source))


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
