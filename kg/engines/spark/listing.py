"""The files that a run reads, in order, each with its id and the way in which Spark reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlsplit

from kg.engines.spark.session import EngineError
from kg.errors import SourceError
from kg.sources.formats import BY_SUFFIX, FORMATS, in_folders, suffix_of
from kg.sources.identifiers import identifiers
from kg.sources.listing import files_of
from kg.sources.unpack import packing

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from kg.sources.assemble import Given

#: "lines": JSON Lines, which Spark splits; "rows": Parquet; "whole": all else, one file at a time.
Way = Literal["lines", "rows", "whole"]
_ADDRESS = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.\-]+:/")
_SPLIT = (None, ".gz", ".bz2")
_PATTERN = re.compile(r"[*?{\[]")
_GLOB = re.compile(r"([\\{}\[\]*?,])")


@dataclass(frozen=True, slots=True)
class File:
    """A file in the order of reading. ``load`` is its path as Spark takes it, ``name`` as messages have it;
    ``size`` and ``changed`` (milliseconds) tell whether it is still the same.
    """

    index: int
    load: str
    name: str
    identifier: str
    way: Way
    size: int
    changed: int

    @property
    def key(self) -> str:
        """Its address as ``plain_key`` has it."""
        return re.sub(r"\\(.)", r"\1", self.load).removeprefix("file:")


def plain_key(address: str) -> str:
    """The address of a file as Spark reports it, as ``File.key``."""
    return re.sub(r"^file:/+", "/", unquote(address))


def listed(session: SparkSession, sources: Iterable[str], given: Given) -> list[File]:
    """The files of paths, folders, patterns and addresses (``s3a://``, ``hdfs://``), each once.

    Raises SourceError for what is not there and for standard input, which no other machine can read.
    """
    found: dict[str, tuple[str, Path | PurePosixPath, int, int]] = {}
    for source in sources:
        if source == "-":
            raise SourceError("-: --engine spark cannot read standard input. Write it to a file first.")
        if _ADDRESS.match(source):
            for address, size, changed in _remote(session, source):
                path = PurePosixPath("/", urlsplit(address).netloc, urlsplit(address).path.lstrip("/"))
                found.setdefault(address, (address, path, size, changed))
            continue
        for file in files_of(source):
            stat = file.stat()
            key = str(file.resolve())
            found.setdefault(key, (str(file), file.absolute(), stat.st_size, stat.st_mtime_ns // 1_000_000))
    names = identifiers(Path(path) for _, path, _, _ in found.values())
    return [
        File(index, _load(name, path), name, names[Path(path)], _way(name, path, given), size, changed)
        for index, (name, path, size, changed) in enumerate(found.values())
    ]


def _load(name: str, path: Path | PurePosixPath) -> str:
    return _GLOB.sub(r"\\\1", name if _ADDRESS.match(name) else f"file:{path}")


def _way(name: str, path: Path | PurePosixPath, given: Given) -> Way:
    suffix, packed = suffix_of(Path(path))
    if given.format is not None and given.format not in FORMATS:
        raise SourceError(f"{name}: unknown format '{given.format}'. Known are: {', '.join(FORMATS)}.", name)
    format = FORMATS[given.format] if given.format else BY_SUFFIX.get(suffix)
    if (
        format is not None
        and format.name == "jsonl"
        and packed in _SPLIT
        and _is_packed(path) in (packed, False)
    ):
        return "lines"
    if format is not None and format.name == "parquet" and packed is None:
        return "rows"
    return "whole"


def _is_packed(path: Path | PurePosixPath) -> str | Literal[False] | None:
    """How the bytes of a local file are packed; ``False`` where only its name can tell."""
    if not isinstance(path, Path):
        return False
    try:
        with path.open("rb") as stream:
            return packing(stream.read(8))
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror or error}.", str(path)) from error


def _remote(session: SparkSession, source: str) -> list[tuple[str, int, int]]:
    """The files at an address by Spark's own listing, sorted; folders give no tables, as elsewhere."""
    try:
        rows = (
            session.read.format("binaryFile")
            .option("recursiveFileLookup", "true")
            .load(source)
            .selectExpr("_metadata.file_path", "length", "unix_millis(modificationTime)")
            .collect()
        )
    except Exception as error:  # py4j has no narrower class for what Java throws
        raise EngineError(f"{source}: cannot be listed ({str(error).splitlines()[0][:200]}).") from error
    files = sorted((unquote(row[0]), row[1], row[2]) for row in rows)
    one = len(files) == 1 and files[0][0].endswith(source.rpartition("/")[2])
    kept = files if one or _PATTERN.search(source) else _articles(files)
    if not kept:
        raise SourceError(
            f"{source}: no article is there. Name tables (JSON Lines, CSV, Parquet) by their names."
        )
    return kept


def _articles(files: Sequence[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    return [it for it in files if in_folders(Path(it[0])) and not Path(it[0]).name.startswith((".", "_"))]
