"""What quoted words of time denote: read by the grammar that reads all articles, never by a model."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from spacy.tokens import Doc as Parsed

from kg.extraction.times.times import find_times, intersect, resolve
from kg.extraction.tokens.frozen_doc import Doc
from kg.llm.quotes import Span
from kg.model import Article, Time

_NO_DATES = frozenset({"comparison", "modifier"})


class Dates:
    """The expressions of time in an article."""

    def __init__(self, doc: Parsed, article: Article) -> None:
        self._article = article
        self._found = [it for it in find_times(Doc(doc)) if it.kind not in _NO_DATES]

    def time(self, spans: Iterable[Span], *, ahead: bool) -> Time:
        """The time that these stretches tell together; without bounds where they tell none.

        ``ahead``: days and months without a year are looked for after the day of writing. A stretch may hold
        more than the words of time.
        """
        read = []
        for start, end in spans:
            inside = [it.text for it in self._found if it.start < end and start < it.end]
            for words in inside or [" ".join(self._article.text[start:end].split())]:
                found = resolve(words, self._article.published, tense="future" if ahead else "past")
                if found is not None:
                    read.append(found)
        return reduce(intersect, read) if read else Time()
