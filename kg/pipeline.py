"""The path of an article: annotate, extract, link, describe; and the loop over many.

The stages are imported when the first article needs them, so that ``import kg`` loads no model.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from kg import plugins
from kg.built import Built, Skipped
from kg.errors import ArticleError, KgError, PluginError, SourceError
from kg.lexicon import Lexicon, active, read_lexicon, using
from kg.model import Article, Extraction, Linking
from kg.plugins.results import wrong_doc, wrong_extraction, wrong_linking
from kg.sources.grouping import MOST, groups
from kg.sources.language import language_name

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.rdf.describe import RunInfo
    from kg.stores.manifest import Versions

DISTRIBUTION = "diplokg"


@cache
def package_version() -> str:
    """The version of the installed distribution, ``"0+unknown"`` when it is not installed."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "0+unknown"


def extract_article(article: Article) -> Extraction:
    """Everything found in one article. A pure function; raises ArticleError for what is too long."""
    from kg.nlp.annotate import article_memory, check_length

    check_length(article)
    if plugins.stage("annotator") or plugins.stage("extractor"):
        with article_memory():
            return _extract(_annotate(article), article)
    return _gated(article)


def _gated(article: Article) -> Extraction:
    """As ``extract`` of the annotated article, whose rule is asked before the language model and only once.

    Plugged-in annotators and extractors are given every article.
    """
    from kg.extraction.actors.parties_named import may_tell
    from kg.extraction.extract import read
    from kg.nlp.annotate import annotate, article_memory

    if not may_tell(article):
        return Extraction(article)
    with article_memory():
        return read(annotate(article), article)


def _annotate(article: Article) -> Doc:
    plugin = plugins.stage("annotator")
    if plugin is None:
        from kg.nlp.annotate import annotate

        return annotate(article)
    doc: Doc = plugin.call(_name(article), article)
    if wrong := wrong_doc(doc, article):
        raise plugin.wrong(_name(article), wrong)
    return doc


def _extract(doc: Doc, article: Article) -> Extraction:
    plugin = plugins.stage("extractor")
    if plugin is None:
        from kg.extraction.extract import extract

        return extract(doc, article)
    found: Extraction = plugin.call(_name(article), doc, article)
    if wrong := wrong_extraction(found, article):
        raise plugin.wrong(_name(article), wrong)
    return found


def link_extraction(extraction: Extraction) -> Linking:
    """Which entity each thing found is, by the linker in use."""
    plugin = plugins.stage("linker")
    if plugin is None:
        from kg.linking.link import link

        return link(extraction)
    linking: Linking = plugin.call(_name(extraction.article), extraction)
    if wrong := wrong_linking(linking, extraction):
        raise plugin.wrong(_name(extraction.article), wrong)
    return linking


def _name(article: Article) -> str:
    return f"article {article.id}"


def extract_parsed(doc: Doc, article: Article) -> Extraction:
    """Everything found in a document that another pipeline parsed; its text is that of the article."""
    from kg.extraction.extract import extract
    from kg.nlp.annotate import mark_layout

    mark_layout(doc, article)
    return extract(doc, article)


def process(article: Article) -> Built:
    """What one article gives: annotate, extract, link, describe. A pure function of the article."""
    with without_collecting():
        return described(extract_article(article))


@contextmanager
def without_collecting() -> Iterator[None]:
    """Python looks for values bound in circles after the block instead of within it.

    Reading and aligning make many small values that all end with their work, and none of them bound so. The
    search goes through the language model's values, too: a twelfth of the time of short articles, and half of
    the time in which ten thousand articles are aligned.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def described(extraction: Extraction) -> Built:
    """The article with the graph of what was found in it: link, describe."""
    from kg.rdf.describe import in_lines

    linking = link_extraction(extraction)
    try:
        return Built(extraction.article, text=in_lines(extraction, linking, run_info()))
    except (AttributeError, KeyError, ValueError) as error:
        if not plugins.active().plugins():
            raise
        what = f"article {extraction.article.id}: what {plugins.active()} gave cannot be described: {error}"
        raise PluginError(f"{what}. Codes are those of the ontology, such as 'format-talks'.") from error


def run_info() -> RunInfo:
    """What reads the articles, for provenance; holds no time, so that the same input gives the same bytes."""
    from kg.nlp.annotate import model_version
    from kg.rdf.describe import RunInfo

    model, _, number = model_version().partition(" ")
    return RunInfo(package_version(), model, number, lexicon=active().digest, plugins=str(plugins.active()))


def versions() -> Versions:
    """What the graph of an article depends on beside the article, as a workspace keeps it with each."""
    from kg.nlp.annotate import model_version
    from kg.resources import data_file, ontology_file
    from kg.stores.manifest import Versions

    tables = _digest(tuple(sorted(data_file("").glob("*.tsv"))))
    return Versions(
        code=", ".join(filter(None, (package_version(), str(plugins.active())))),
        model=model_version(),
        lexicon="+".join(filter(None, (tables, active().digest))),
        ontology=_digest((ontology_file("diplokg.ttl"), ontology_file("issues.ttl"))),
    )


def open_lexicon(folder: str | Path | None = None, issues: str | Path | None = None) -> Lexicon:
    """The user's own lexicon, checked whole: as ``read_lexicon``, and that the parents of its issues exist
    and its names fit the shipped tables. Raises TableError.
    """
    from kg.gazetteer import all_entries
    from kg.scheme import scheme

    lexicon = read_lexicon(folder, issues)
    with using(lexicon):
        scheme()
        all_entries()
    return lexicon


@cache
def _digest(paths: tuple[Path, ...]) -> str:
    """The first 12 digits of a SHA-256 over the names and the contents of the files."""
    total = hashlib.sha256()
    for path in paths:
        total.update(f"{path.name}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:12]


def build(items: Iterable[Article | SourceError], *, keep_going: bool = False) -> Iterator[Built | Skipped]:
    """For each article what it gave, or why it was skipped; lazy, in the order of ``items``.

    Articles in a language other than English are always skipped: the models read English only. An article
    that cannot be read or processed raises KgError, unless ``keep_going`` turns the error into a Skipped.
    """
    for group, ended in groups(items, 1 if reads_otherwise() else MOST):
        for result in together(group, keep_going):
            if isinstance(result, KgError):
                raise result
            yield result
        if ended is not None:
            raise ended


def together(items: Sequence[Article | SourceError], keep_going: bool) -> list[Built | Skipped | KgError]:
    """What a few items gave, as ``build``, up to the first error that it would raise.

    The language model reads their articles side by side. Where it stumbles, each is read by itself.
    """
    with without_collecting(), ExitStack() as stack:
        with suppress(Exception):  # found again, by name, when the article is read by itself
            stack.enter_context(_ahead(items))
        return _each(items, keep_going)


def _ahead(items: Iterable[Article | SourceError]) -> AbstractContextManager[None]:
    """Within, the documents of those of the articles are ready that will be asked for."""
    articles = [it for it in items if isinstance(it, Article) and refused(it) is None]
    if len(articles) < 2 or reads_otherwise():
        return nullcontext()
    from kg.extraction.actors.parties_named import may_tell
    from kg.nlp.annotate import annotated_ahead

    asked = [it for it in articles if may_tell(it)]
    return annotated_ahead(asked) if len(asked) > 1 else nullcontext()


def _each(items: Iterable[Article | SourceError], keep_going: bool) -> list[Built | Skipped | KgError]:
    results: list[Built | Skipped | KgError] = []
    for item in items:
        try:
            if isinstance(item, SourceError) and not keep_going:
                raise item
            results.append(refused(item) or guarded(item, keep_going))  # type: ignore[arg-type] # errors are refused
        except KgError as error:
            results.append(error)
            break
    return results


def reads_otherwise() -> bool:
    """Whether plug-ins read the articles, one at a time."""
    return plugins.stage("annotator") is not None or plugins.stage("extractor") is not None


def refused(item: Article | SourceError) -> Skipped | None:
    """Why there is nothing to process: unreadable, or not in English; ``None`` for all else."""
    if isinstance(item, SourceError):
        return Skipped(None, str(item), item.place)
    if not _is_english(item.language):
        return Skipped(item.id, _foreign(item), item.place, "not in English")
    return None


def guarded(article: Article, keep_going: bool) -> Built | Skipped:
    """What the article gave; an error is raised as KgError, or with ``keep_going`` returned as Skipped."""
    try:
        return process(article)
    except KgError as error:
        if not keep_going:
            raise
        return Skipped(article.id, str(error), article.place, "failed")
    except Exception as error:
        reason = f"article {article.id}: {type(error).__name__}: {error}"
        if not keep_going:
            raise ArticleError(
                f"{reason}. This is a fault of the program; --keep-going skips such articles."
            ) from error
        return Skipped(article.id, reason, article.place, "failed")


def _is_english(language: str) -> bool:
    return language.casefold().partition("-")[0].partition("_")[0] in ("en", "eng", "english")


def _foreign(article: Article) -> str:
    name = language_name(article.language)
    return (
        f"article {article.id}: the text seems to be in {name}; only English is read."
        " If it is English, say so with --language en."
    )
