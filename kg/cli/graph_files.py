"""The graph of a build in files: one, one for each article, or as a plug-in keeps it; what is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.collected import Collected, Nodes
from kg.cli.identity import alignment_of
from kg.cli.ingesting import REJECTS, Run
from kg.cli.progress import Reporter
from kg.cli.terminal import FINDINGS, count, leave, standard_output
from kg.errors import GraphError, SourceError
from kg.model import Article

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.alignment.decisions import Decisions

FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld")
_EXTENSIONS = {"turtle": ".ttl", "trig": ".trig", "nquads": ".nq", "ntriples": ".nt", "jsonld": ".jsonld"}
_SHOWN = (
    ("Meeting", "meeting", "meetings"),
    ("Person", "person", "persons"),
    ("Country", "country", "countries"),
    ("Organization", "organization", "organizations"),
    ("Mention", "mention", "mentions"),
)


@dataclass(frozen=True, slots=True)
class Files:
    """Where the graph goes: one file (or standard output), a folder with one for each article, or both.

    Without ``decisions`` what goes to one file is not aligned.
    """

    output: str | None
    split: Path | None
    form: str | None
    decisions: Decisions | None
    store: str | None = None

    @property
    def merged(self) -> bool:
        """Whether the articles become one graph."""
        return self.output is not None or self.split is None

    def __str__(self) -> str:
        folder = f"{self.split}/" if self.split else None
        return " and ".join(filter(None, [self.output if self.output != "-" else None, folder]))


def to_files(items: Iterable[Article | SourceError], files: Files, run: Run, report: Reporter) -> None:
    """Read the items and write what they give; says what came out, leaves with 1 where some were skipped."""
    from kg.built import Built

    nodes = Nodes()
    found = Collected(aligned=files.decisions is not None)
    with run.begun(items) as (report.total, results), report:
        for result in results:
            report.add(result)
            if not isinstance(result, Built):
                continue
            lines = result.lines
            nodes.add(lines)
            if files.split is not None:
                name = f"{result.article.id}{_EXTENSIONS[files.form or 'turtle']}"
                write_graph([lines], (), str(files.split / name), files.form)
            if files.merged:
                found.add(result.article.digest, lines)
    # Where every article was skipped, what is stored is better than an empty graph.
    nothing = report.skipped > 0 and report.built == 0
    if files.merged and not nothing:
        alignment = alignment_of(found.records, files.decisions, report.quiet)
        if files.store is not None:
            _put(found.texts, alignment, files.store, str(files.output))
        else:
            write_graph(found.texts, alignment, files.output or "-", files.form)
    _tell(report, nodes, files, nothing)
    if report.skipped:
        leave(FINDINGS)


def _put(texts: Iterable[bytes], alignment: Sequence[Quad], store: str, target: str) -> None:
    """Give the plug-in the distinct quads."""
    import pyoxigraph

    from kg.stores.plugged import put

    quads = pyoxigraph.parse(b"\n".join(texts), format=pyoxigraph.RdfFormat.N_QUADS)
    put(dict.fromkeys((*quads, *alignment)), store, target)


def _tell(report: Reporter, nodes: Nodes, files: Files, nothing: bool) -> None:
    """Say what was read, what came out, and where it lies; nodes that several articles share count once."""
    from kg.vocab import DIP

    every = nodes.kinds()
    kinds = {name: every[str(DIP[name])] for name, _, _ in _SHOWN}
    report.summary(**{many: kinds[name] for name, _, many in _SHOWN})
    if report.quiet:
        return
    found = ", ".join(count(kinds[name], one, many) for name, one, many in _SHOWN)
    report.line(f"{report.read()}: {found}; {count(report.statements, 'statement')}.")
    if str(files):
        report.line(f"{'Nothing written' if nothing else 'Written'} to {files}")


def beside(output: str | None, split: Path | None) -> Path | None:
    """The file of rejects that goes with the result, ``None`` for standard output alone."""
    if output not in (None, "-"):
        return Path(str(output)).with_suffix(f".{REJECTS}")
    return split / REJECTS if split is not None else None


def refuse_unwritable(output: str | None, split: Path | None, form: str | None) -> None:
    """Raise GraphError now rather than after the work, when the format of the output is not known."""
    from kg.rdf.write import FORMATS as BY_EXTENSION

    if output not in (None, "-") and form is None:
        suffix = Path(str(output)).suffix.lower()
        if suffix not in BY_EXTENSION:
            known = ", ".join(dict.fromkeys(_EXTENSIONS.values()))
            raise GraphError(f"{output}: unknown extension. Use one of {known}, or give --format.")
    folder = split if split is not None else (Path(output).parent if output not in (None, "-") else None)
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise GraphError(f"{folder}: cannot make this folder: {error.strerror or error}.") from error


def write_graph(texts: Sequence[bytes], alignment: Sequence[Quad], target: str, form: str | None) -> None:
    """Write graphs, each given as ``lines_of`` gives it, with their alignment to a file; a dash is standard
    output.
    """
    from kg.rdf.together import write_together

    expected = sum(map(len, texts))
    if target != "-":
        try:
            write_together(texts, alignment, target, form, expected)
        except OSError as error:
            raise GraphError(f"{target}: cannot be written: {error.strerror or error}.") from error
        return
    with standard_output() as stream:
        write_together(texts, alignment, stream, form or "turtle", expected)
