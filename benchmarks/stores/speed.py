"""Asking, exporting and loading side by side with rdflib and with the engine alone, in one run.

    python -m benchmarks.stores.speed WORKSPACE [--statements 1000000] [--only queries|export|load]

The statements are those of the workspace and, until there are enough, copies of its articles
(``benchmarks.stores.copies``). Queries are the eight of ``shapes/``, asked of the merged view as ``kg query
-w`` asks it and of rdflib in memory: the best of three, of rdflib one; row counts must agree. Export is
of the store of the workspace, and of rdflib's graph with the same statements in memory, to a file. Loading is
``Writer.add`` of articles with their quads, a hundred at a time, against ``bulk_load`` of the same quads.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path

import pyoxigraph
import rdflib
from pyoxigraph import Quad, RdfFormat, Store

from benchmarks.stores.copies import articles
from kg.rdf.query import load, run
from kg.rdf.write import to_dataset, to_graph, write
from kg.stores.manifest import Versions
from kg.stores.merged import merged_folder
from kg.stores.workspace import Workspace, open_workspace
from kg.stores.writer import open_writer

SHAPES = sorted(Path(__file__).with_name("shapes").glob("*.rq"))
BATCH = 100
VERSIONS = Versions("benchmark", "model", "lists", "ontology")
PARTS = ("load", "export", "queries")


def main(arguments: list[str] | None = None) -> None:
    """Print the tables as Markdown."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--only", choices=PARTS, action="append")
    parser.add_argument("--folder", type=Path, help="where to work; kept, and used again by the next run")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        folder.mkdir(exist_ok=True)
        grown = folder / "workspace"
        parts = options.only or PARTS
        if "load" in parts or not grown.exists():
            loading(options.workspace, options.statements, grown, folder)
        if "export" in parts:
            exporting(grown, folder)
        if "queries" in parts:
            asking(grown)


def timed(function: Callable[[], object]) -> float:
    """Seconds that it takes."""
    started = time.perf_counter()
    function()
    return time.perf_counter() - started


def loading(source: Path, statements: int, grown: Path, folder: Path) -> None:
    """Fills the workspace ``grown`` and, from the same quads, a store by the engine alone."""
    shutil.rmtree(grown, ignore_errors=True)
    ours, number, lines = 0.0, 0, folder / "all.nq"
    with open_workspace(source) as opened, open_writer(grown, create=True) as writer, lines.open("wb") as out:
        drawn = articles(opened, statements)
        while batch := list(islice(drawn, BATCH)):
            ours += timed(lambda batch=batch: writer.add(batch, VERSIONS))  # type: ignore[misc]
            number += len(batch)
            pyoxigraph.serialize(
                chain.from_iterable(quads for _, quads in batch), out, format=RdfFormat.N_QUADS
            )
    alone = folder / "alone"
    shutil.rmtree(alone, ignore_errors=True)
    bulk = timed(lambda: _bulk(alone, lines))
    size = len(Store.read_only(str(alone)))
    print(f"Load: {number:,} articles, {size:,} statements\n\n| way | s | times |\n|---|---:|---:|")
    print(f"| bulk_load alone | {bulk:.1f} | 1 |\n| into the workspace | {ours:.1f} | {ours / bulk:.2f} |\n")
    shutil.rmtree(alone)
    lines.unlink()


def _bulk(folder: Path, lines: Path) -> None:
    store = Store(str(folder))
    store.bulk_load(path=str(lines), format=RdfFormat.N_QUADS)
    store.flush()


def exporting(grown: Path, folder: Path) -> None:
    """Turtle and N-Quads of the store, by the project and by rdflib."""
    print("Export\n\n| format | statements | project s | rdflib s | times |\n|---|---:|---:|---:|---:|")
    with open_workspace(grown) as opened:
        store = opened.store
        for form, made in (("turtle", to_graph), ("nquads", to_dataset)):
            ours, theirs = folder / f"ours.{form}", folder / f"theirs.{form}"
            one = min(timed(lambda form=form, ours=ours: write(store, ours, form)) for _ in range(2))  # type: ignore[misc]
            graph = made(store)
            other = timed(lambda g=graph, f=form, t=theirs: g.serialize(t, format=f))  # type: ignore[misc]
            print(f"| {form} | {len(graph):,} | {one:.1f} | {other:.1f} | {other / one:.1f} |", flush=True)
            if form == "nquads":
                assert _lines(ours) == _lines(theirs), "the same statements"  # noqa: S101
            else:
                assert set(load(ours, form)) == {Quad(*q.triple) for q in store}  # noqa: S101
            ours.unlink()
            theirs.unlink()
    print()


def _lines(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(1 for line in stream if line.strip())


def asking(grown: Path) -> None:
    """The eight shapes by the project and by rdflib."""
    with open_workspace(grown) as opened, _view(opened) as view:
        graph = to_graph(view.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()))
        print(f"Queries: {len(graph):,} triples in the merged graph\n")
        print("| shape | rows | project ms | rdflib ms | times |\n|---|---:|---:|---:|---:|")
        ratios = []
        for path in SHAPES:
            text = path.read_text(encoding="utf-8")
            ours = min(timed(lambda text=text: run(view, text)) for _ in range(3))  # type: ignore[misc]
            rows = len(run(view, text).rows)
            found: list[int] = []
            theirs = timed(lambda text=text, found=found: found.append(_rows(graph, text)))  # type: ignore[misc]
            assert found == [rows], f"{path.stem}: {found} rows by rdflib, {rows} by the engine"  # noqa: S101
            ratios.append(theirs / ours)
            print(
                f"| {path.stem} | {rows:,} | {ours * 1e3:.1f} | {theirs * 1e3:,.0f} | {ratios[-1]:.0f} |",
                flush=True,
            )
        print(f"\nmedian {statistics.median(ratios):.0f} times\n")


@contextmanager
def _view(opened: Workspace) -> Iterator[Store]:
    started = time.perf_counter()
    with merged_folder(opened) as folder:
        size = sum(it.stat().st_size for it in folder.rglob("*") if it.is_file()) / 1e6
        print(f"Merged view: {time.perf_counter() - started:.1f} s, {size:.0f} MB on disk")
        yield Store.read_only(str(folder))


def _rows(graph: rdflib.Graph, text: str) -> int:
    return sum(1 for _ in graph.query(text))


if __name__ == "__main__":
    main()
