"""The JSON schema of an answer, made from ``kg.model`` (what there is), the ontology (what it means, and the
codes) and the issue scheme: a code or issue that is added there is asked for here.

Every string of an answer is a code, a local id, or a quote: words of the article. All properties are
required and no others are allowed, as strict structured output wants it; what is not said is null or [].
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_args

from kg.glossary import code_list, definitions
from kg.lexicon import per_lexicon
from kg.model import (
    Act,
    ActKind,
    Actor,
    ActorKind,
    Change,
    Holding,
    Issue,
    Meeting,
    Office,
    Participation,
    Place,
    Process,
)
from kg.scheme import scheme

Json = dict[str, Any]

ITEMS: Mapping[str, type] = {
    "actors": Actor, "places": Place, "offices": Office, "holdings": Holding, "issues": Issue,
    "meetings": Meeting, "processes": Process, "changes": Change, "acts": Act,
}  # fmt: skip
"""The lists of an answer with the types of their items, as ``Extraction`` has them."""

QUOTED = frozenset({"name", "title", "label", "content"})
"""Fields that hold words of the article."""

_LISTS = {
    ("Actor", "type"): "actor-type",
    ("Process", "type"): "process-type",
    ("Change", "type"): "change-type",
    ("Act", "type"): "act-type",
    ("Holding", "status"): "holding-status",
    ("Meeting", "format"): "meeting-format",
    ("Act", "stance"): "stance",
    ("Participation", "role"): "participation-role",
}
_OPTIONAL_CODES = frozenset({("Actor", "type"), ("Process", "status"), ("Act", "stance")})
#: Fields that the program fills in; processes are one node in many articles, so what they are part of is left
#: out: it could make them part of themselves.
_LEFT_OUT = frozenset(
    {("Actor", "names"), ("Actor", "key"), ("Place", "key"), ("Place", "actor"), ("Office", "key"),
     ("Process", "part_of")}
)  # fmt: skip
_CLASSES = {
    "actors": "Actor", "places": "Place", "offices": "Position", "holdings": "PositionHolding",
    "issues": "Issue", "meetings": "Meeting", "processes": "Process", "changes": "StatusChange",
    "acts": "CommunicativeAct",
}  # fmt: skip
_PROPERTIES = {
    "country": "country", "represents": "represents", "near": "near", "within": "takesPlaceAt",
    "body": "positionIn", "on_behalf_of": "onBehalfOf", "capacity": "inCapacity", "role": "role",
    "parties": "hasParty", "places": "takesPlaceAt", "issues": "about", "part_of": "partOf",
    "precedes": "precedes", "affects": "affects", "in_response_to": "inResponseTo", "speakers": "speaker",
    "addressees": "addressee", "reported_by": "reportedBy", "made_at": "madeAt", "envisages": "envisages",
    "stance": "stance", "stance_toward": "stanceToward", "content": "content", "status": "status",
    "format": "meetingFormat", "person": "holder", "office": "position", "factuality": "factuality",
}  # fmt: skip
_WORDS = {
    "id": "local id, such as a1; other items refer to it",
    "scope": "of a delegation: the meeting that it was sent to",
    "members": "actors that belong to it",
    "actor": "who takes part",
    "ordinal": "number in a series: 3 for the third round",
    "within": "of a venue: the place that it lies in",
    "time": "quotes that say when it takes place",
    "mentions": "quotes that say so; a fact without one that stands in the text is thrown away",
    "concept": "the issue of this list that the words mean; null where none does",
    "name": "quote: the fullest name in the text",
    "title": "quote: the office as the text calls it",
    "label": "quote: the matter as the text calls it",
    "Holding.status": "whether the person holds the office now, as the text has it",
    "Meeting.body": "the joint body whose session it is; else null",
}


@per_lexicon
def schema() -> Json:
    """The schema of an answer as JSON Schema (draft 2020-12), within what strict structured output allows."""
    means = definitions()
    return _object(
        {name: {**_many(item(name)), "description": means.get(_CLASSES[name], "")} for name in ITEMS}
    )


def item(name: str) -> Json:
    """The schema of an item of one of the lists of an answer."""
    return _object(_properties(ITEMS[name]))


@per_lexicon
def digest() -> str:
    """Eight digits that tell this schema from others."""
    return hashlib.sha256(json.dumps(schema(), sort_keys=True).encode()).hexdigest()[:8]


def _properties(of: type) -> dict[str, Json]:
    found = {}
    for field in fields(of):
        if (of.__name__, field.name) in _LEFT_OUT:
            continue
        value = _value(of.__name__, field.name, str(field.type))
        said = _WORDS.get(f"{of.__name__}.{field.name}") or _WORDS.get(field.name)
        words = said or definitions().get(_PROPERTIES.get(field.name, ""), "")
        found[field.name] = {**value, "description": words} if words else value
    return found


def _value(of: str, name: str, declared: str) -> Json:
    """The schema of one field by its name and the type that it is declared with."""
    if name == "mentions":
        evidenced = of not in ("Actor", "Place", "Office", "Holding", "Issue", "Participation")
        return _many(_evidence() if evidenced else _text())
    if name == "participations":
        return _many(_object(_properties(Participation)))
    if name == "time":
        return _many(_text())
    if name == "kind":
        return {"type": "string", "enum": list(get_args(ActorKind if of == "Actor" else ActKind))}
    if name == "concept":
        return {"type": ["string", "null"], "enum": [*scheme(), None]}
    if name == "ordinal":
        return {"type": ["integer", "null"]}
    listed = _LISTS.get((of, name)) or ("event-status" if name == "status" else None)
    if listed is not None:
        return _code(listed, optional=(of, name) in _OPTIONAL_CODES)
    if declared.startswith("tuple[str"):
        return _many(_text())
    return {"type": ["string", "null"]} if "None" in declared else _text()


def _evidence() -> Json:
    factuality = [it.removeprefix("fact-") for it in code_list("factuality")]
    return _object({"quote": _text(), "factuality": {"type": "string", "enum": factuality}})


def _code(name: str, *, optional: bool) -> Json:
    codes: list[str | None] = [*code_list(name)]
    if optional:
        return {"type": ["string", "null"], "enum": [*codes, None]}
    return {"type": "string", "enum": codes}


def _object(properties: Mapping[str, Json]) -> Json:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _many(items: Json) -> Json:
    return {"type": "array", "items": items}


def _text() -> Json:
    return {"type": "string"}
