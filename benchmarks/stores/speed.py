"""Graphs written, read, asked and loaded: by the project, by its engine alone (pyoxigraph) and by rdflib."""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any

import psutil
import pyoxigraph
import rdflib
from pyoxigraph import QuerySolutions, RdfFormat, Store

from benchmarks.section import ROOT, Section, Table
from benchmarks.stores.copies import articles
from kg.cli import run as kg
from kg.rdf.query import load, run
from kg.rdf.write import to_dataset, to_graph
from kg.stores.export import export
from kg.stores.manifest import Versions
from kg.stores.merged import fill, make
from kg.stores.workspace import Workspace, open_workspace
from kg.stores.writer import open_writer
from kg.vocab import PREFIXES

SHAPES = sorted(Path(__file__).with_name("shapes").glob("*.rq"))
BATCH = 100
VERSIONS = Versions("benchmark", "model", "lists", "ontology")
FORMS = {"turtle": RdfFormat.TURTLE, "nquads": RdfFormat.N_QUADS}
KINDS: dict[str, Callable[[], Any]] = {"turtle": rdflib.Graph, "nquads": rdflib.Dataset}
_SIDES = ("project s", "pyoxigraph s", "rdflib s", "rdflib / project")


def measure(arguments: Sequence[str]) -> Section:
    """The section; every answer and every file is compared before its time counts."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks stores", description=__doc__)
    parser.add_argument("corpus", nargs="?", help="not used: the examples are copied until they are enough")
    parser.add_argument("--workspace", type=Path, help="whose articles to take instead of the examples")
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5, help="of all but rdflib's queries, which run once")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = given.workspace or folder / "examples"
        if given.workspace is None and kg(
            ["build", str(ROOT / "examples" / "examples.jsonl"), "-w", str(source), "--quiet"]
        ):
            raise RuntimeError("the examples could not be built")
        grown = folder / "workspace"
        loaded, known, bulk = loading(source, given.statements, grown, folder)
        files, ratios = writing_and_reading(grown, folder, given.runs)
        asked, words, medians = asking(grown, given.runs)
    return Section(
        "Graphs: project, engine, rdflib",
        f"{known:,} statements: the examples and copies of them with events of their own. Processor seconds, medians of"
        f" {given.runs}; rdflib does each once. Files have the same statements, answers as many rows. The project"
        " exports a workspace from disk in a fixed order, as `kg export --no-align`; pyoxigraph dumps the store of the"
        " workspace; rdflib serialises what is in memory already. An answer of the project is a table with its columns.",
        [loaded, files, Table(asked.columns, asked.rows, words)],
        {"statements": known, **medians, **bulk, **ratios},
    )


def timed(function: Callable[[], object], runs: int = 1) -> float:
    """Seconds of the processor that it takes, all threads, the median of the runs: others may be at work, too."""
    found = []
    for _ in range(runs):
        started = time.process_time()
        function()
        found.append(time.process_time() - started)
    return statistics.median(found)


def loading(source: Path, statements: int, grown: Path, folder: Path) -> tuple[Table, int, dict[str, float]]:
    """Fills the workspace ``grown`` and, from the same quads, a store by the engine alone; how many."""
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
    bulk = timed(lambda: _bulk(alone, lines))
    known = len(Store.read_only(str(alone)))
    size = sum(it.stat().st_size for it in alone.rglob("*") if it.is_file()) / known
    rows = [
        ["`bulk_load` of the engine", f"{bulk:.1f}", "1.00"],
        ["articles into a workspace", f"{ours:.1f}", f"{ours / bulk:.2f}"],
    ]
    words = (
        f"Loading: {number:,} articles, {size:.0f} bytes a statement on disk, {known / bulk:,.0f} statements"
        " a second by the engine."
    )
    shutil.rmtree(alone)
    lines.unlink()
    figures = {
        "bytes a statement in the store": round(size, 1),
        "statements/s by bulk_load": round(known / bulk),
    }
    return Table(("way", "s", "times the engine"), rows, words), known, figures


def _bulk(folder: Path, lines: Path) -> None:
    store = Store(str(folder))
    store.bulk_load(path=str(lines), format=RdfFormat.N_QUADS)
    store.flush()


def writing_and_reading(grown: Path, folder: Path, runs: int) -> tuple[Table, dict[str, float]]:
    """The graph of the workspace to a file and back.

    The project reads the workspace from disk and writes in a fixed order, as ``kg export --no-align`` does; the
    engine dumps the same store from disk, in an order of its own; rdflib serialises what is in memory already.
    """
    rows, ratios = [], {}
    with open_workspace(grown) as opened:
        store = opened.store
        for name, made, form in (
            ("turtle", to_graph, FORMS["turtle"]),
            ("nquads", to_dataset, FORMS["nquads"]),
        ):
            ours, alone, theirs = (folder / f"{it}.{name}" for it in ("ours", "alone", "theirs"))
            graph: Any = made(store)
            written = (
                timed(lambda o=ours, n=name: export(opened, o, n), runs),  # type: ignore[misc]
                timed(lambda a=alone, f=form: _serialize(store, a, f), runs),  # type: ignore[misc]
                timed(lambda g=graph, t=theirs, n=name: g.serialize(t, format=n)),  # type: ignore[misc]
            )
            number = len(graph)
            del graph
            _same(ours, (alone, theirs), name)
            read = (
                timed(lambda o=ours, n=name: load(o, n), runs),  # type: ignore[misc]
                timed(lambda o=ours, f=form: Store().bulk_load(path=str(o), format=f), runs),  # type: ignore[misc]
                timed(lambda o=ours, n=name, g=KINDS[name]: g().parse(o, format=n)),  # type: ignore[misc]
            )
            for verb, found in (("write", written), ("read", read)):
                ratios[f"{verb} {name}: rdflib / project"] = round(found[2] / found[0], 1)
                rows.append([f"{verb} {name}", f"{number:,}", *_sides(found)])
    return Table(("what", "statements", *_SIDES), rows, "Files:"), ratios


def _sides(found: Sequence[float], digits: int = 2) -> list[str]:
    return [*(f"{it:.{digits}f}" for it in found), f"{found[2] / found[0]:.1f}"]


def _serialize(store: Store, target: Path, form: RdfFormat) -> None:
    if form == RdfFormat.N_QUADS:
        store.dump(str(target), format=form)
        return
    pyoxigraph.serialize({it.triple for it in store}, str(target), format=form)


def _same(ours: Path, others: Sequence[Path], form: str) -> None:
    """Compares the sorted lines of the statements; raises AssertionError."""
    one = _statements(ours, form)
    for other in others:
        if one != _statements(other, form):
            raise AssertionError(f"{other.name}: statements differ")


def _statements(path: Path, form: str) -> int:
    """A hash of the set of statements in a file, whatever their order."""
    return hash(frozenset(str(it) for it in load(path, form)))


def asking(grown: Path, runs: int) -> tuple[Table, str, dict[str, float]]:
    """The eight shapes; what to know of the views that they are asked of; the medians of rdflib's ratios.

    Asked are the view on disk, as a single ``kg query`` has it, and the view in memory, as ``kg.open(...,
    memory=True)`` has it. No shape may be without rows.
    """
    rows, ratios = [], []
    with open_workspace(grown) as opened, _views(opened) as (disk, memory, words):
        graph = to_graph(memory.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()))
        for path in SHAPES:
            text = path.read_text(encoding="utf-8")
            found: list[int] = []
            seconds = [
                *(timed(lambda v=view, q=text: run(v, q), runs) for view in (disk, memory)),  # type: ignore[misc]
                *(
                    timed(lambda v=view, q=text, f=found: f.append(_alone(v, q)), runs)  # type: ignore[misc]
                    for view in (disk, memory)
                ),
                timed(lambda q=text, f=found: f.append(_rows(graph, q))),  # type: ignore[misc]
            ]
            number = len(run(disk, text).rows)
            if set(found) != {number} or not number:
                raise AssertionError(f"{path.stem}: {number} rows, but also {sorted(set(found))}")
            ratios.append([seconds[-1] / it for it in seconds[:2]])
            shown = [*(f"{it:.4f}" for it in seconds), *(f"{it:.1f}" for it in ratios[-1])]
            rows.append([path.stem, f"{number:,}", *shown])
    words = (
        f"Questions of the {len(graph):,} triples of the merged view ({words}); rdflib holds them in memory:"
    )
    names = ("disk", "memory")
    columns = ("shape", "rows", *(f"{it} s" for it in names), *(f"pyoxigraph {it} s" for it in names),
               "rdflib s", *(f"rdflib / {it}" for it in names))  # fmt: skip
    medians = zip(names, zip(*ratios, strict=True), strict=True)
    figures = {f"queries: rdflib / project, {it}": round(statistics.median(r), 1) for it, r in medians}
    return Table(columns, rows), words, figures


@contextmanager
def _views(opened: Workspace) -> Iterator[tuple[Store, Store, str]]:
    """The merged view on disk and in memory, made as the project makes them.

    They are not aligned: all copies of a report would be one.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "view"
        disk = timed(lambda: make(folder, opened.texts()))
        size = sum(it.stat().st_size for it in folder.rglob("*") if it.is_file()) / 1e6
        before, memory = _resident(), Store()
        spent = timed(lambda: fill(memory, opened.texts()))
        words = (
            f"made in {disk:.1f} s, {size:.0f} MB on disk; in memory in {spent:.1f} s,"
            f" {_resident() - before:.0f} MB"
        )
        yield Store.read_only(str(folder)), memory, words


def _resident() -> float:
    """Megabytes of memory that this process has."""
    return float(psutil.Process().memory_info().rss) / 1e6


def _alone(view: Store, text: str) -> int:
    found = view.query(text, prefixes=PREFIXES)
    if not isinstance(found, QuerySolutions):
        raise TypeError(text)
    return sum(1 for _ in found)


def _rows(graph: rdflib.Graph, text: str) -> int:
    return sum(1 for _ in graph.query(text))
