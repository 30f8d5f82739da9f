"""Everything that a language model finds in an article and code finds in its words: the extractor ``llm``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache

from spacy.tokens import Doc

from kg.errors import ArticleError
from kg.llm.assembly import Assembly
from kg.llm.cache import Answer, Cache, Question
from kg.llm.endpoint import Endpoint, MalformedError, TruncatedError, cut_off
from kg.llm.located import Dropped, Located, located, parsed
from kg.llm.prompt import INSTRUCTIONS, VERSION, halves, messages, parts
from kg.llm.quotes import Quotes, Span
from kg.llm.schema import Json, digest, schema
from kg.llm.settings import Settings, active, key_for
from kg.llm.spending import ANSWER_PER_TEXT, note, spent, tokens_of
from kg.model import Article, Extraction

_AGAIN = 2
"""How often a text is asked about whose answer is malformed."""


def extract(doc: Doc, article: Article) -> Extraction:
    """What the article says, by the model that the settings name; the same for the same answers.

    Raises ArticleError where the model refuses or answers with no JSON, PluginError where the endpoint, the
    settings, the key or the extra are missing or wrong, or the limit of the run is reached.
    """
    settings = active()
    dropped = Dropped()
    found: list[Located] = []
    for number, (span, answer) in enumerate(_answers(article, settings)):
        found += located(answer, Quotes(article.text, *span), number, dropped)
    extraction = Assembly(article, doc, found, dropped).extraction()
    note(settings.record, articles=1, kept=_facts(extraction), **dropped.counts)
    return extraction


def version() -> str:
    """What provenance says of this extractor: model, temperature, and the version of prompt and schema."""
    return f"{active()} by prompt {asked()}"


def asked() -> str:
    """The version of what is asked: of the prompt, and of the schema."""
    return f"{VERSION}-{digest()}"


def waiting(article: Article, settings: Settings) -> Iterator[Span]:
    """The parts of an article to which there is no answer yet."""
    cache = Cache(settings.folder)
    pending = list(parts(article.text))
    while pending:
        span = pending.pop(0)
        kept = cache.get(_question(article.text[slice(*span)], settings))
        if kept is None or 0 < kept.cut < settings.most:
            yield span
        elif kept.cut:
            both = halves(article.text, span)
            pending = [*both, *pending] if len(both) > 1 else pending


def estimate(articles: Iterable[Article], settings: Settings) -> tuple[int, int, int]:
    """Requests, tokens in and tokens out that are to be expected. How long answers will be is a guess by
    ``ANSWER_PER_TEXT``, and no longer than they may be.
    """
    requests = tokens_in = tokens_out = 0
    for article in articles:
        for start, end in waiting(article, settings):
            requests += 1
            tokens_in += _fixed() + tokens_of(article.text[start:end])
            tokens_out += min(settings.most, int(ANSWER_PER_TEXT * tokens_of(article.text[start:end])))
    return requests, tokens_in, tokens_out


def _fixed() -> int:
    return tokens_of(INSTRUCTIONS) + tokens_of(json.dumps(schema()))


def _answers(article: Article, settings: Settings) -> Iterator[tuple[Span, Json]]:
    """The answers to all parts of the text, from the cache or the endpoint, in text order."""
    pending = list(parts(article.text))
    while pending:
        span = pending.pop(0)
        try:
            yield span, _answer(article, span, settings)
        except TruncatedError as error:
            both = halves(article.text, span)
            if len(both) < 2:
                raise ArticleError(f"article {article.id}: {error}") from error
            pending = [*both, *pending]


def _answer(article: Article, span: Span, settings: Settings) -> Json:
    text = article.text[slice(*span)]
    cache, question = Cache(settings.folder), _question(text, settings)
    kept = cache.get(question)
    if kept is not None and kept.cut >= settings.most:
        raise TruncatedError(cut_off(kept.cut))
    if kept is not None and not kept.cut:
        note(settings.record, from_cache=1)
        return parsed(kept.content)
    for attempt in range(1, _AGAIN + 1):
        _within_limit(article, text, settings)
        try:
            answer = _endpoint(settings, key_for(settings.endpoint)).ask(messages(text), schema())
            value = parsed(answer.content)
        except MalformedError as error:
            note(settings.record, malformed_answers=1)
            if attempt == _AGAIN:
                raise ArticleError(f"article {article.id}: {error}; asked {_AGAIN} times.") from error
            continue
        except TruncatedError:
            cache.put(question, Answer("", settings.model, 0, 0, cut=settings.most))
            raise
        except ArticleError as error:
            raise ArticleError(f"article {article.id}: {str(error).rstrip('.')}.") from error
        cache.put(question, answer)
        return value
    raise AssertionError("unreachable")


def _within_limit(article: Article, text: str, settings: Settings) -> None:
    """Raise ArticleError where the next request would go beyond the limit of the run."""
    if settings.limit is None:
        return
    already = sum(spent(settings.record).tokens)
    if already + _fixed() + tokens_of(text) > settings.limit:
        raise ArticleError(
            f"article {article.id}: not asked about: {already:,} of {settings.limit:,} tokens are spent"
            " (--llm-limit). What was answered is kept; a run with a higher limit goes on from there."
        )


def _question(text: str, settings: Settings) -> Question:
    digest_of_text = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Question(settings.model, settings.temperature, asked(), digest_of_text)


@lru_cache(maxsize=4)
def _endpoint(settings: Settings, key: str) -> Endpoint:
    """The endpoint of these settings, one for each process."""
    return Endpoint(settings, key)


def _facts(found: Extraction) -> int:
    entities = (found.actors, found.places, found.offices, found.holdings, found.issues)
    events = list(found.events())
    parts = sum(len(getattr(it, "participations", ())) for it in events)
    return sum(map(len, entities)) + len(events) + parts
