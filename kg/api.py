"""The functions that ``kg`` exports: an article to what it says, sources to a graph."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.built import Built
from kg.errors import SourceError
from kg.lexicon import Lexicon, active, using
from kg.model import Article, Extraction
from kg.pipeline import build as build_each
from kg.pipeline import extract_article, open_lexicon
from kg.sources.decode import normalize
from kg.sources.headline import headline_of
from kg.sources.read import Given, day, read_each

if TYPE_CHECKING:
    from pyoxigraph import Quad


def extract(
    text: str,
    *,
    id: str = "text",
    title: str | None = None,
    published: date | str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    lexicon: Lexicon | None = None,
) -> Extraction:
    """The actors, meetings, acts, changes, issues ... of one English text.

    Offsets count the code points of ``extraction.article.text``, which is ``text`` in NFC with LF line ends.
    ``published`` (a date, or a string like "2024-01-31") is what "on Tuesday" is resolved against; without
    it relative dates stay open. ``lexicon`` adds words and names (``kg.read_lexicon``). Raises SourceError
    for a bad date, ArticleError for a text of more than a million characters.

    >>> import kg
    >>> text = "President Anna Berg met Minister Kenji Ito in Oslo on Tuesday."
    >>> found = kg.extract(text, published="2024-05-03")
    >>> [actor.name for actor in found.actors], found.meetings[0].time.edtf
    (['Anna Berg', 'Kenji Ito', 'Norway'], '2024-04-30')
    >>> mention = found.meetings[0].mentions[0]
    >>> found.article.text[mention.start : mention.end]
    'met'
    """
    article = article_of(text, id=id, title=title, published=published, url=url, publisher=publisher)
    with using(lexicon or active()):
        return extract_article(article)


def article_of(
    text: str,
    *,
    id: str,
    title: str | None = None,
    published: date | str | None = None,
    url: str | None = None,
    publisher: str | None = None,
) -> Article:
    """The article of a text, brought into normal form; its headline is looked for."""
    normal = normalize(text)
    headline = headline_of(normal)
    first_line = normal.lstrip().partition("\n")[0].strip()
    inside = headline is not None or (title is not None and first_line == title.strip())
    return Article(id, normal, title or headline, _day(published), url, publisher, title_in_text=inside)


def read_lexicon(folder: str | Path | None = None, issues: str | Path | None = None) -> Lexicon:
    r"""Words, names and issues of a user, to be given to ``extract`` and ``build``.

    ``folder`` holds tables named as those that they add to (meetings.tsv, bodies.tsv, offices.tsv,
    issues.tsv ...), ``issues`` is a file or folder of issues in .tsv, .csv or .ttl. Raises TableError that
    names file, line and column of the first mistake and says what to write instead.

    >>> import kg, pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "meetings.tsv").write_text("lemma\tpos\tformat\nstocktake\tNOUN\ttalks\n")
    >>> text = "Kenya and Norway held a stocktake in Oslo."
    >>> [len(kg.extract(text, lexicon=own).meetings) for own in (None, kg.read_lexicon(folder))]
    [0, 1]
    """
    return open_lexicon(folder, issues)


def build(
    sources: str | Path | Iterable[str | Path | Article],
    output: str | Path | None = None,
    *,
    published: date | str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
    keep_going: bool = False,
    align: bool = True,
    decisions: str | Path | None = None,
    lexicon: Lexicon | None = None,
    store: str | None = None,
) -> list[Quad]:
    """The distinct quads of all articles in ``sources``: paths of files and folders, or Articles.

    With ``align`` a graph comes with them that says which nodes of several articles are one, by the file
    ``decisions`` where it speaks; none where the articles share nothing. Writes to ``output`` what kg build
    writes, in the format that its extension names. Articles in other languages are left out; an article
    that cannot be read or processed raises KgError unless ``keep_going``, malformed decisions DecisionError.
    ``lexicon`` adds words and names (``kg.read_lexicon``); ``store`` names a plug-in that keeps the quads
    ("module:attribute", or an installed one), with ``output`` as its target. Raises PluginError before any
    work where there is no such store or it has no target.

    >>> import kg
    >>> quads = kg.build([kg.Article(id="a", text="President Anna Berg met Minister Kenji Ito in Oslo.")])
    >>> [met.label for met in kg.meetings(quads)]
    ['Meeting of Anna Berg and Kenji Ito in Oslo']
    """
    from kg.alignment.decisions import NONE, read_decisions
    from kg.alignment.output import align_quads, for_format

    if store is not None:
        from kg.stores.plugged import find, put

        find(store, output)
    decided = read_decisions(decisions) if decisions is not None else NONE
    given = Given(_day(published), None, url, publisher, language)
    listed: list[str | Path | Article] = [sources] if isinstance(sources, str | Path) else list(sources)
    with using(lexicon or active()):
        results = build_each(_articles(listed, given), keep_going=keep_going)
        quads = list(dict.fromkeys(q for r in results if isinstance(r, Built) for q in r.quads))
    if align:
        quads, _ = align_quads(quads, decided)
    if store is not None:
        put(quads, store, str(output))
    elif output is not None:
        from kg.rdf.write import format_of, write

        write(for_format(quads, format_of(output)), output)
    return quads


def _articles(sources: list[str | Path | Article], given: Given) -> Iterable[Article | SourceError]:
    paths = [s for s in sources if not isinstance(s, Article)]
    yield from (s for s in sources if isinstance(s, Article))
    yield from read_each(paths, given)


def _day(published: date | str | None) -> date | None:
    return day(published, "published") if isinstance(published, str) else published
