"""Reads a sentence with the real pipeline, for the tables of sentence -> expected."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.extraction.acts.events import Found, find_events
from kg.extraction.extract import view_of
from kg.extraction.meetings.meetings import find_meetings
from kg.extraction.scene import Scene
from kg.model import Article
from kg.nlp.annotate import annotate

HERE = Path(__file__).parent


@cache
def read(text: str) -> tuple[Scene, Found]:
    """The scene of a text and the events found in it."""
    article = Article("case", text)
    scene = Scene(view_of(annotate(article)), article)
    scene.meetings = find_meetings(scene)
    return scene, find_events(scene)


def cases(name: str) -> list[tuple[str, ...]]:
    """The rows of a table beside the tests, without its ``#`` lines."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
