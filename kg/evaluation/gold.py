"""Gold annotations: what people read out of an article, as frozen values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import SourceError
from kg.evaluation.forms import edtf_bounds

SUFFIX = ".gold.json"


@dataclass(frozen=True, slots=True)
class GoldActor:
    """``names`` holds the name first, then the other surface forms; ``offices`` the titles held."""

    id: str
    kind: str
    names: tuple[str, ...]
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldMeeting:
    """A meeting; ``triggers`` are substrings of the text that denote it, ``edtf`` its resolved date."""

    id: str
    format: str
    status: str
    participants: tuple[str, ...]
    parties: tuple[str, ...]
    place: str | None
    edtf: str | None
    issues: tuple[str, ...]
    triggers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldAct:
    """A commitment, request or statement (``kind``), or a change, which has no speakers, and its issues."""

    kind: str
    type: str
    speakers: tuple[str, ...]
    trigger: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotation of one article and its text; ``issues`` are those of the whole article."""

    id: str
    text: str
    actors: tuple[GoldActor, ...]
    meetings: tuple[GoldMeeting, ...]
    acts: tuple[GoldAct, ...]
    changes: tuple[GoldAct, ...]
    issues: tuple[str, ...] = ()


def gold_in(folder: Path) -> list[Gold]:
    """The annotations ``ID.gold.json`` of a folder with their texts ``ID.txt``, by id.

    Raises SourceError for a folder without any, a missing text and JSON that is not of the format.
    """
    files = sorted(folder.glob(f"*{SUFFIX}"))
    if not files:
        raise SourceError(
            f"{folder}: no gold annotation here. Expected files named ID{SUFFIX} beside ID.txt."
        )
    return [read_gold(file) for file in files]


def read_gold(file: Path) -> Gold:
    """One annotation; raises SourceError naming the file."""
    name = file.name.removesuffix(SUFFIX)
    try:
        text = (file.parent / f"{name}.txt").read_text(encoding="utf-8")
        return gold_of(name, text, json.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise SourceError(f"{error.filename}: cannot be read: {error.strerror}.") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise SourceError(f"{file}: not a gold annotation: not JSON at {place} ({error.msg}).") from error
    except KeyError as error:
        raise SourceError(f"{file}: not a gold annotation: it lacks {json.dumps(error.args[0])}.") from error
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(
            f"{file}: not a gold annotation ({error}). See examples/ for the form of its lists and objects."
        ) from error


def gold_of(name: str, text: str, value: dict[str, Any]) -> Gold:
    """The annotation that the JSON of a gold file holds.

    Raises KeyError, TypeError and ValueError where it holds none.
    """
    return Gold(
        id=name,
        text=text,
        actors=tuple(_actor(a) for a in value["actors"]),
        meetings=tuple(_meeting(m) for m in value["meetings"]),
        acts=tuple(_act(a) for a in value.get("acts", [])),
        changes=tuple(GoldAct("change", c["type"], (), c["trigger"]) for c in value.get("changes", [])),
        issues=tuple(value.get("issues", [])),
    )


def _actor(value: dict[str, Any]) -> GoldActor:
    offices = tuple(position["title"] for position in value.get("positions", []))
    return GoldActor(value["id"], value["type"], (value["name"], *value.get("aliases", [])), offices)


def _meeting(value: dict[str, Any]) -> GoldMeeting:
    return GoldMeeting(
        id=value["id"],
        format=value["format"],
        status=value["status"],
        participants=tuple(value["participants"]),
        parties=tuple(value["parties"]),
        place=value.get("place"),
        edtf=_edtf((value.get("date") or {}).get("edtf")),
        issues=tuple(value.get("issues", [])),
        triggers=tuple(value["triggers"]),
    )


def _edtf(value: str | None) -> str | None:
    """The date as it is written; raises ValueError where no bounds can be read of it."""
    try:
        edtf_bounds(value)
    except ValueError as error:
        raise ValueError(f"{value!r} is no EDTF date: {error}") from error
    return value


def _act(value: dict[str, Any]) -> GoldAct:
    return GoldAct(
        value["kind"], value["type"], tuple(value["speaker"]), value["trigger"], tuple(value.get("about", []))
    )
