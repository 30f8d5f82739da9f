"""The items of answers that are well formed and whose quotes stand in the text; the rest, counted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from kg.errors import PluginError, not_installed
from kg.llm.endpoint import MalformedError
from kg.llm.quotes import Quotes, Span
from kg.llm.schema import ITEMS, QUOTED, Json, item
from kg.model import Factuality, Mention

CONFIDENCE = 0.7
"""Of all that a model says; a constant, for what models say of their own sureness is not measured."""

MOST = 1_000
"""Items of one list of an answer, and mentions of one item, that are looked at."""

Ref = tuple[str, int, str]
"""List, part and local id: what refers to an item."""


@dataclass(frozen=True, slots=True)
class Located:
    """An item with where its quotes stand. ``words`` is where its name, title, label or content stands."""

    ref: Ref
    item: Json
    mentions: tuple[Mention, ...]
    words: Span | None
    quotes: Quotes

    @property
    def first(self) -> Span:
        """The first of the mentions."""
        return self.mentions[0].start, self.mentions[0].end

    def refs(self, name: str, *lists: str) -> list[Ref]:
        """What a field refers to, within this part, in each of the lists that it may refer to."""
        value = self.item[name]
        ids = [value] if isinstance(value, str) else value or []
        return [(it, self.ref[1], id_) for id_ in ids for it in lists]


@dataclass(slots=True)
class Dropped:
    """How many facts were thrown away: their quotes are not in the text; they are not as the schema has it;
    they are about something that is not there.
    """

    counts: Counter[str] = field(default_factory=Counter)

    def not_in_text(self) -> None:
        """One fact whose words are not in the text."""
        self.counts["not_in_text"] += 1

    def malformed(self) -> None:
        """One fact that is not as the schema has it."""
        self.counts["malformed"] += 1

    def dangling(self) -> None:
        """One fact that is about something that was thrown away or never was."""
        self.counts["dangling"] += 1


def parsed(content: str) -> Json:
    """The answer as an object with lists. Raises MalformedError for what is none."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise MalformedError("the answer is no JSON") from error
    if not isinstance(value, dict) or not any(isinstance(value.get(name), list) for name in ITEMS):
        raise MalformedError("the answer is JSON, but not by the schema")
    return value


def located(answer: Json, quotes: Quotes, part: int, dropped: Dropped) -> Iterator[Located]:
    """The items of an answer whose words stand in the text, list by list."""
    for name in ITEMS:
        values = answer.get(name)
        seen: set[str] = set()
        fits = _validator(name)
        for value in values if isinstance(values, list) else []:
            if len(seen) == MOST or not fits(value) or value["id"] in seen:
                dropped.malformed()
                continue
            seen.add(value["id"])
            found = _located(value, (name, part, value["id"]), quotes)
            if found is None:
                dropped.not_in_text()
            else:
                yield found


def _located(value: Json, ref: Ref, quotes: Quotes) -> Located | None:
    """The item with its mentions; ``None`` where its words, or all of its quotes, are not in the text."""
    mentions = []
    for said in value["mentions"][:MOST]:
        evidence = said if isinstance(said, dict) else {"quote": said, "factuality": "asserted"}
        span = quotes.find(evidence["quote"])
        if span is not None:
            mentions.append(Mention(*span, cast(Factuality, evidence["factuality"]), CONFIDENCE))
    words = None
    for name in QUOTED & value.keys():
        near = (mentions[0].start, mentions[0].end) if mentions else None
        words = quotes.find(value[name], near)
        if words is None:
            return None
        if name != "content":
            mentions.append(Mention(*words, "asserted", CONFIDENCE))
    if not mentions:
        return None
    return Located(ref, value, in_order(mentions), words, quotes)


def in_order(mentions: list[Mention]) -> tuple[Mention, ...]:
    """The mentions in text order, one for each stretch."""
    return tuple(sorted({(it.start, it.end): it for it in reversed(mentions)}.values()))


def _validator(name: str) -> Callable[[Any], bool]:
    """What says whether an item is as the schema has it. Raises PluginError without the extra."""
    try:
        from jsonschema import Draft202012Validator
    except ImportError as error:
        raise PluginError(not_installed("extractor llm", "jsonschema", "llm")) from error
    valid: Callable[[Any], bool] = Draft202012Validator(item(name)).is_valid
    return valid


def see_extra() -> None:
    """Raise PluginError where the extra is not installed, before any answer is paid for."""
    _validator("actors")
