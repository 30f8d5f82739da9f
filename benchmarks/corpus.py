"""Documents of the White House corpus (or any JSON Lines with ``text``), every n-th, cut if asked."""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.model import Article

_OPEN: dict[str, Any] = {".xz": lzma.open, ".gz": gzip.open}


def arguments(section: str, words: str | None, documents: int) -> argparse.ArgumentParser:
    """The parser of a section that reads a corpus: which, how many documents of it, cut where."""
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks {section}", description=words)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--documents", type=int, default=documents)
    parser.add_argument(
        "--cut", type=int, help="characters at which texts are cut; by default they are whole"
    )
    return parser


def lines(corpus: Path) -> list[str]:
    """The lines of a file of text, packed (.xz, .gz) or not."""
    with _OPEN.get(corpus.suffix, open)(corpus, "rt", encoding="utf-8") as stream:
        return list(stream)


def text_file(path: Path) -> Article:
    """The article of a file ID.txt, with nothing known of it but its text."""
    return Article(path.stem, path.read_text(encoding="utf-8"))


def article_in(line: str) -> Article:
    """The article of a line of JSON Lines: its id, text and title."""
    record = json.loads(line)
    return Article(str(record["id"]), record["text"], title=record.get("title"))


def documents(corpus: Path, number: int | None, cut: int | None = None) -> Iterator[dict[str, Any]]:
    """Articles as JSON Lines has them: ``number`` of them spread over the whole corpus, all for ``None``.

    A ``date`` serves as the day of publication. Texts above ``cut`` characters end at the last paragraph
    that fits, or else at ``cut``.
    """
    every = lines(corpus)
    wanted = len(every) if number is None else min(number, len(every))
    for place in range(wanted):
        value = json.loads(every[place * len(every) // wanted])
        value["published"] = value.pop("date", value.get("published"))
        value.pop("category", None)
        if cut is not None:
            value["text"] = _cut(value["text"], cut)
        yield value


def write(corpus: Path, target: Path, number: int | None, cut: int | None = None) -> int:
    """The characters of the texts that were written to ``target``, as JSON Lines."""
    characters = 0
    with target.open("w", encoding="utf-8") as stream:
        for value in documents(corpus, number, cut):
            characters += len(value["text"])
            stream.write(json.dumps(value) + "\n")
    return characters


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    end = text.rfind("\n\n", most // 2, most)
    return text[: end if end > 0 else most]
