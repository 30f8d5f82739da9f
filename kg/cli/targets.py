"""What must not be written over: the files that a command reads, and those that a workspace consists of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from kg.errors import GraphError, SourceError


def refuse_to_lose(target: str | Path | None, read: Iterable[str | Path | None] = ()) -> None:
    """Raise GraphError where the file to be written is among those that are read (files, folders, patterns,
    as the user names them), or one of those that a workspace keeps its articles in.

    ``kg build news.json --format jsonld -o news.json`` would leave no article; "-" is never a file, and
    a file that is not there yet is not lost.
    """
    if target is None or str(target) == "-" or not Path(target).is_file():
        return
    place = Path(target).resolve()
    for path in read:
        if path is not None and any(place == one.resolve() for one in _files(path)):
            raise GraphError(f"{target}: is read, and would be written over. Name another file to write.")
    if (folder := _workspace_of(place)) is not None:
        raise GraphError(
            f"{target}: belongs to the workspace {folder}, and would be written over."
            " Name another file to write."
        )


def _files(path: str | Path) -> Iterator[Path]:
    """The files that a name stands for; none of one that cannot be read, which reading will tell."""
    from kg.sources.listing import files_of

    if str(path) != "-":
        with suppress(SourceError, OSError):
            yield from files_of(path)


def _workspace_of(place: Path) -> Path | None:
    """The workspace of which this file is a part; not one in which it merely lies, as an export may."""
    from kg.stores.manifest import is_workspace

    for folder in place.parents:
        if is_workspace(folder) and _is_own(place.relative_to(folder).parts[0]):
            return folder
    return None


def _is_own(name: str) -> bool:
    """Whether a workspace keeps something under this name: "articles.sqlite-wal", not "all.trig"."""
    from kg.stores.alignment import KEPT
    from kg.stores.catalog import NAME
    from kg.stores.folder import COMMIT_LOCK, DECISIONS, STORE, WRITER_LOCK
    from kg.stores.manifest import MARKER
    from kg.stores.merged import MERGED
    from kg.stores.pinned import PINS

    own = (KEPT, COMMIT_LOCK, DECISIONS, STORE, WRITER_LOCK, MARKER, MERGED, PINS)
    return name in own or name.startswith(NAME)
