"""Sorted N-Quads in shards with the commands of a store's own bulk loader, for data too big for HTTP."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from kg.errors import GraphError
from kg.rdf.terms import canonical
from kg.stores.loading import Graph
from kg.stores.presets import preset

LINES = 200_000
FOR = ("virtuoso", "jena", "oxigraph", "qlever", "graphdb")


def write_bulk(graphs: Iterable[Graph], folder: Path, store: str, lines: int = LINES) -> list[Path]:
    """The files written: ``part-00001.nq`` ..., at most ``lines`` each, and ``load.sh`` with the commands.

    Graphs follow each other by name, statements within one are sorted by bytes, so that equal graphs give
    equal files. Raises ``GraphError`` where the folder cannot be written or holds other files.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise GraphError(f"{folder}: is not empty; name a new folder")
        sorted_lines = _lines(sorted(graphs, key=lambda it: it.name))
        written: list[Path] = []
        while shard := list(islice(sorted_lines, lines)):
            path = folder / f"part-{len(written) + 1:05}.nq"
            path.write_bytes(b"".join(line + b"\n" for line in shard))
            written.append(path)
        script = folder / "load.sh"
        script.write_text(commands(folder, store), encoding="utf-8")
    except OSError as error:
        raise GraphError(f"{folder}: cannot be written: {error.strerror or error}") from error
    return [*written, script]


def commands(folder: Path, store: str) -> str:
    """The shell commands that load the shards, with what to know of the store as comments."""
    found = preset(store)
    said = "tried by the tests" if found.tried else "from its documentation, not tried"
    place = str(folder.resolve())
    lines = [it.replace("{dir}", place if "ld_dir" in it else shlex.quote(place)) for it in found.bulk]
    traps = [f"# {it}" for it in found.traps]
    head = ["#!/bin/sh", f"# Loads these files into {found.name}; {said}.", *traps, "set -e"]
    return "\n".join([*head, *lines]) + "\n"


def _lines(graphs: Iterable[Graph]) -> Iterator[bytes]:
    for graph in graphs:
        quads = (
            canonical(Quad(it.subject, it.predicate, it.object, NamedNode(graph.name)))
            for it in graph.triples()
        )
        text = pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS) or b""
        yield from sorted(set(text.splitlines()))
