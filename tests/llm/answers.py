"""Answers as a good model would give them: what the rules find in a text, said by the schema and in quotes."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import kg
from kg.llm.schema import ITEMS, QUOTED, Json, item
from kg.model import Extraction


def answer(found: Extraction) -> Json:
    """The extraction as an answer by the schema."""
    return {name: [_item(it, item(name), found) for it in getattr(found, name)] for name in ITEMS}


@cache
def answer_to(text: str) -> str:
    """The answer to a text, as JSON."""
    return json.dumps(answer(kg.extract(text)), ensure_ascii=False)


def _item(thing: Any, schema: Json, found: Extraction) -> Json:
    text = found.article.text
    value: Json = {}
    for name in schema["properties"]:
        field = getattr(thing, name)
        if name == "mentions":
            evidenced = schema["properties"][name]["items"]["type"] == "object"
            quotes = [(text[it.start : it.end], it.factuality) for it in field]
            value[name] = [{"quote": q, "factuality": f} if evidenced else q for q, f in quotes]
        elif name == "participations":
            value[name] = [_item(it, schema["properties"][name]["items"], found) for it in field]
        elif name == "time":
            value[name] = list(field.expressions)
        elif name == "content":
            value[name] = text[slice(*field)]
        elif name in QUOTED:
            first = thing.mentions[0]
            value[name] = field if field in text else text[first.start : first.end]
        else:
            value[name] = list(field) if isinstance(field, tuple) else field
    return value
