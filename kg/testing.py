"""Tests that every plug-in must pass, for those who write one.

Each function runs the plug-in on articles written for the purpose, among them an empty one, one without a
meeting and one full of odd characters, and raises AssertionError, or PluginError that names the plug-in, at
the first fault:

    >>> from kg import testing
    >>> from kg.extraction.extract import extract
    >>> testing.check_extractor(extract)

In a test of yours, by pytest or unittest, ``testing.check_extractor("my_module:extract")`` is all it takes. A
plug-in is given as the thing itself, as ``module:attribute`` or by the name of its entry point. What ships
passes the same tests.
"""

from __future__ import annotations

import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, Store

from kg import plugins
from kg.errors import PluginError, SourceError
from kg.model import Article
from kg.plugins import Plugin, load
from kg.plugins.results import wrong_doc, wrong_extraction, wrong_linking

ARTICLES: tuple[Article, ...] = (
    Article(
        "two-ministers",
        "Norway's Prime Minister Anna Berg met Japan's Foreign Minister Kenji Ito in Oslo on Tuesday to"
        " discuss fisheries.\n\nThe two sides agreed to hold talks in Tokyo in June, a spokesman said.",
        title="Berg meets Ito",
        published=date(2024, 5, 3),
        url="https://example.org/berg",
        publisher="DiploKG examples",
    ),
    Article("no-meeting", "The bridge over the river was closed for repairs. Nobody was hurt."),
    Article("odd", "« Türkiye’s » envoy — Ms. Øyá — met\u00a0Mr. Łukasz.\n\n\n\t(AB) … They spoke.\n"),
    Article("empty", ""),
)
"""The articles that plug-ins are tried on."""


def check_reader(reader: str | Callable[..., Any], *files: str | Path) -> None:
    """Files that the reader is for give articles, the same each time; of a file that is not for it, it says
    why by SourceError, or gives nothing.
    """
    from kg.sources.read import Given, read_each

    plugin = _plugin("reader", reader)
    given = Given(None, None, None, None, None, plugin.name)
    _must(bool(files), "give at least one file that the reader reads")
    for file in files:
        first, again = (list(read_each([file], given)) for _ in range(2))
        _must(first == again, f"{plugin}: gave other articles of {file} the second time")
        _must(bool(first), f"{plugin}: gave no article of {file}")
        for item in first:
            if isinstance(item, SourceError):
                raise item
    with tempfile.TemporaryDirectory() as folder:
        broken = Path(folder) / "broken"
        broken.write_bytes(b"\x00\xff\xfe not for you \x80\n")
        for item in read_each([broken], given):
            _must(isinstance(item, Article | SourceError), f"{plugin}: gave a {type(item).__name__}")


def check_annotator(annotator: str | Callable[..., Any]) -> None:
    """Documents have a text of the length of the article's, and sentences; the shipped extractor can read
    them, and reads the same each time.
    """
    from kg.extraction.extract import extract

    plugin = _plugin("annotator", annotator)
    for article in ARTICLES:
        docs = [plugin.call(article.id, article) for _ in range(2)]
        for doc in docs:
            if wrong := wrong_doc(doc, article):
                raise plugin.wrong(article.id, wrong)
            list(doc.sents)
        first, again = (extract(doc, article) for doc in docs)
        _must(first == again, f"{plugin}: gave another document of {article.id} the second time")


def check_extractor(extractor: str | Callable[..., Any]) -> None:
    """Extractions are whole (ids, references, mentions within the text), the same each time, can be sent to
    other processes, and their graphs conform to the shapes and verify against the text.
    """
    from kg.nlp.annotate import annotate
    from kg.pipeline import described

    plugin = _plugin("extractor", extractor)
    with plugins.using(replace(plugins.active(), extractor=plugin.name)):
        for article in ARTICLES:
            found, again = (plugin.call(article.id, annotate(article), article) for _ in range(2))
            if wrong := wrong_extraction(found, article):
                raise plugin.wrong(article.id, wrong)
            _must(found == again, f"{plugin}: found other things in {article.id} the second time")
            sent = pickle.loads(pickle.dumps(found))  # noqa: S301 - made here
            _must(sent == found, f"{plugin}: what it found in {article.id} changes when it is sent")
            _conforms(list(described(found).quads), article, plugin)


def check_linker(linker: str | Callable[..., Any]) -> None:
    """Linkings leave nothing out and are the same each time; their graphs conform and verify."""
    from kg.extraction.extract import extract
    from kg.nlp.annotate import annotate
    from kg.pipeline import described

    plugin = _plugin("linker", linker)
    with plugins.using(replace(plugins.active(), linker=plugin.name)):
        for article in ARTICLES:
            found = extract(annotate(article), article)
            linking, again = (plugin.call(article.id, found) for _ in range(2))
            if wrong := wrong_linking(linking, found):
                raise plugin.wrong(article.id, wrong)
            _must(linking == again, f"{plugin}: linked {article.id} otherwise the second time")
            other = plugin.call("other", replace(found, article=replace(article, id="other")))
            _must(other == linking, f"{plugin}: the linking of {article.id} depends on its id")
            _conforms(list(described(found).quads), article, plugin)


def check_store(store: str | Callable[..., Any]) -> None:
    """The store keeps a set of quads: adding in another order, or twice, makes no difference; what was added
    is there after closing and opening it again; two targets are two stores.
    """
    from kg.pipeline import process

    plugin = _plugin("store", store)
    quads = [quad for article in ARTICLES[:2] for quad in process(article).quads]
    with tempfile.TemporaryDirectory() as folder:
        for name, given in (("one", quads), ("two", [*reversed(quads), *quads[:10]])):
            opened = _opened(plugin, f"{folder}/{name}")
            opened.add(iter(given[:20]))
            opened.add(iter(given[20:]))
            opened.close()
            again = _opened(plugin, f"{folder}/{name}")
            kept: list[Quad] = list(again.quads())
            again.close()
            _must(len(kept) == len(set(kept)), f"{plugin}: gives a quad twice")
            _must(set(kept) == set(quads), f"{plugin}: kept {len(kept)} of {len(set(quads))} quads")
        empty = _opened(plugin, f"{folder}/three")
        _must(list(empty.quads()) == [], f"{plugin}: a new target is not empty")
        empty.close()


def _must(holds: bool, words: str) -> None:
    if not holds:
        raise AssertionError(words)


def _opened(plugin: Plugin, target: str) -> Any:
    opened = plugin.call(target, target)
    for method in ("add", "quads", "close"):
        if not callable(getattr(opened, method, None)):
            raise plugin.wrong(target, f"has no {method}()")
    return opened


def _conforms(quads: Iterable[Quad], article: Article, plugin: Plugin) -> None:
    from kg.rdf.check import check
    from kg.rdf.verify import verify

    store = Store()
    store.bulk_extend(quads)
    wrong = [it for it in check(store) if it.severity == "violation"]
    if wrong:
        raise AssertionError(f"{plugin}: the graph of {article.id} does not conform: {wrong[0].line()}")
    wrong = verify(store, [article])
    if wrong:
        raise AssertionError(f"{plugin}: the evidence in {article.id} is not in the text: {wrong[0].line()}")


def _plugin(kind: str, given: str | Callable[..., Any]) -> Plugin:
    if isinstance(given, str):
        return load(kind, given)
    if not callable(given):
        raise PluginError(f"{kind}: is a {type(given).__name__}; expected: {plugins.KINDS[kind]}.")
    module, name = given.__module__, getattr(given, "__qualname__", "")
    _must(getattr(sys.modules.get(module), name, None) is given, "give a function of a module, or its name")
    return Plugin(kind, f"{module}:{name}", given)
