"""``kg build``: articles to a graph."""

from __future__ import annotations

import io
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.terminal import FINDINGS, Day, count, emit, leave, say, track
from kg.errors import GraphError, SourceError
from kg.model import Article

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.pipeline import Built, Skipped

FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld")
_EXTENSIONS = {"turtle": ".ttl", "trig": ".trig", "nquads": ".nq", "ntriples": ".nt", "jsonld": ".jsonld"}
_SHOWN = (
    ("Meeting", "meeting", "meetings"),
    ("Person", "person", "persons"),
    ("Country", "country", "countries"),
    ("Organization", "organization", "organizations"),
    ("Mention", "mention", "mentions"),
)


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("-o", "--output", default=None, metavar="FILE", help="File to write; '-' is standard output.")
@click.option(
    "--split",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write one file per article into DIR, named by the article's id.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Format of the output; by default that of FILE's extension, else turtle.",
)
@click.option("--published", type=Day(), help='Day of publication; resolves "on Tuesday", "last month".')
@click.option("--title", help="Headline, for one article that does not begin with it.")
@click.option("--url", help="Address of the article.")
@click.option("--publisher", help="Who published it.")
@click.option("--language", metavar="CODE", help="Take the text to be in this language; 'en' forces reading.")
@click.option("--keep-going", is_flag=True, help="Skip what cannot be read or processed; exit code 1 tells.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
def build(
    sources: tuple[str, ...],
    output: str | None,
    split: Path | None,
    form: str | None,
    published: date | None,
    title: str | None,
    url: str | None,
    publisher: str | None,
    language: str | None,
    keep_going: bool,
    quiet: bool,
) -> None:
    """Build a graph from articles.

    SOURCE is a text (.txt) or Markdown (.md) file, a folder of them, a JSON Lines file (.jsonl, one object
    with "id" and "text" per line), or '-' for standard input. Several sources become one graph.

    \b
    Examples:
      kg build article.txt --published 2024-01-31 -o graph.ttl
      kg build news/ more.md -o graph.trig          a folder and a file; TriG keeps a graph per article
      kg build news/ --split graphs/                graphs/ARTICLE.ttl, one for each
      curl -s URL | kg build - --url URL            standard input to standard output

    Markdown files may begin with front matter that gives title, date, url and publisher; beside any
    article ID.txt a file ID.meta.json may give title, published, url and publisher. Options go before both.
    Without a day of publication, words such as "on Tuesday" stay unresolved; no date is ever made up.
    Where every article was skipped nothing is written: an older FILE stays.
    """
    from pyoxigraph import Quad

    from kg.pipeline import Built
    from kg.pipeline import build as build_each
    from kg.sources.read import Given, read_each

    started = time.perf_counter()
    merged = output is not None or split is None
    _refuse_unwritable(output, split, form)
    items = list(read_each(sources, Given(published, title, url, publisher, language)))
    _refuse_early(items, title, keep_going)
    summary, quads = _Summary(), dict[Quad, None]()
    for result in track(build_each(items, keep_going=keep_going), len(items), "Reading", quiet=quiet):
        summary.add(result)
        if not isinstance(result, Built):
            say(f"skipped: {result.reason}")
            continue
        if split is not None:
            _write(result.quads, str(split / f"{result.article.id}{_EXTENSIONS[form or 'turtle']}"), form)
        if merged:
            quads.update(dict.fromkeys(result.quads))
    if merged and not summary.is_nothing:
        _write(quads, output or "-", form)
    if not quiet:
        summary.show(output, split, time.perf_counter() - started)
    if summary.skipped:
        leave(FINDINGS)


class _Summary:
    """Counts over the results of one build; nodes that several articles share count once."""

    def __init__(self) -> None:
        self.articles = 0
        self.skipped = 0
        self.statements = 0
        self.nodes: set[tuple[str, str]] = set()

    @property
    def is_nothing(self) -> bool:
        """Whether every article was skipped: then what is stored is better than an empty graph."""
        return self.skipped > 0 and self.articles == 0

    def add(self, result: Built | Skipped) -> None:
        """Count one result."""
        from kg.vocab import PREFIXES

        quads = getattr(result, "quads", None)
        if quads is None:
            self.skipped += 1
            return
        self.articles += 1
        self.statements += len(quads)
        typed = (quad for quad in quads if quad.predicate.value == PREFIXES["rdf"] + "type")
        self.nodes.update((str(quad.subject), quad.object.value) for quad in typed)

    def show(self, output: str | None, split: Path | None, seconds: float) -> None:
        """Say what was read, what came out, and where it lies."""
        from kg.vocab import DIP

        kinds = Counter(kind for _, kind in self.nodes)
        read = count(self.articles, "article") + " read"
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        found = ", ".join(count(kinds[str(DIP[name])], one, many) for name, one, many in _SHOWN)
        where = " and ".join(
            filter(None, [output if output != "-" else None, f"{split}/" if split else None])
        )
        say(f"{read}{skipped} in {seconds:.1f} s: {found}; {count(self.statements, 'statement')}.")
        if where:
            say(f"{'Nothing written' if self.is_nothing else 'Written'} to {where}")


def _refuse_early(items: Sequence[Article | SourceError], title: str | None, keep_going: bool) -> None:
    """Raise the first error of reading before any work is done, unless errors are to be skipped."""
    if title is not None and len(items) > 1:
        raise SourceError(f"--title names one article, but {len(items)} were given. Build them one by one.")
    for item in items:
        if isinstance(item, SourceError) and not keep_going:
            raise item


def _refuse_unwritable(output: str | None, split: Path | None, form: str | None) -> None:
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


def _write(quads: Iterable[Quad], target: str, form: str | None) -> None:
    from kg.rdf.write import write

    if target != "-":
        try:
            write(quads, target, form)
        except OSError as error:
            raise GraphError(f"{target}: cannot be written: {error.strerror or error}.") from error
        return
    buffer = io.BytesIO()
    write(quads, buffer, form or "turtle")
    emit(buffer.getvalue())
