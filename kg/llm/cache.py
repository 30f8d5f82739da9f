"""Answers that were paid for, kept by what was asked: the same question is asked once."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import PluginError


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model answered: the JSON as text, the model that the endpoint names, tokens in and out.

    ``cut`` is 0 for a whole answer, else how many tokens it was allowed when it was cut off.
    """

    content: str
    model: str
    tokens_in: int
    tokens_out: int
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """What an answer depends on: model and temperature, the version of the prompt, the hash of the text."""

    model: str
    temperature: float | None
    prompt: str
    text: str

    @property
    def key(self) -> str:
        """The SHA-256 of all of it, 64 hexadecimal digits."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


class Cache:
    """A folder of answers, one file for each question; safe for several processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, question: Question) -> Answer | None:
        """The answer, ``None`` where there is none yet or its file is damaged: then it is asked anew."""
        try:
            kept = json.loads(self._path(question).read_text(encoding="utf-8"))
            answer = Answer(**kept["answer"])
            sound = kept["question"] == asdict(question) and isinstance(answer.content, str)
            sound = sound and isinstance(answer.cut, int)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return answer if sound else None

    def make(self) -> None:
        """Make the folder where it is not there. Raises PluginError where it cannot be written."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self._folder):
                return
        except OSError as error:
            raise self._unkept(error) from error

    def put(self, question: Question, answer: Answer) -> None:
        """Keep an answer. Raises PluginError where the folder cannot be written."""
        path = self._path(question)
        beside = path.with_name(f".{path.name}.{os.getpid()}.part")
        text = json.dumps({"question": asdict(question), "answer": asdict(answer)}, indent=1, sort_keys=True)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(text + "\n", encoding="utf-8")
            beside.replace(path)
        except OSError as error:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise self._unkept(error) from error

    def _unkept(self, error: OSError) -> PluginError:
        return PluginError(
            f"extractor llm: {self._folder}: answers cannot be kept there: {error.strerror or error};"
            " name another folder by --llm-cache."
        )

    def _path(self, question: Question) -> Path:
        return self._folder / question.key[:2] / f"{question.key}.json"
