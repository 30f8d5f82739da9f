"""What a workspace says of itself in one small file: its format, and the versions that last wrote to it."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from kg.errors import WorkspaceError

MARKER = "kg-workspace.json"
FORMAT = 1


@dataclass(frozen=True, slots=True, order=True)
class Versions:
    """What a graph depends on beside its article: code, language model, word lists (a digest), ontology."""

    code: str
    model: str
    lexicon: str
    ontology: str

    def differences(self, other: Versions) -> tuple[str, ...]:
        """Names of the parts that differ, in the order of the fields."""
        names = (field.name for field in fields(self))
        return tuple(name for name in names if getattr(self, name) != getattr(other, name))


@dataclass(frozen=True, slots=True)
class Manifest:
    """The format of the workspace and, once something was written, the versions of its last writer."""

    format: int = FORMAT
    versions: Versions | None = None


def is_workspace(folder: Path) -> bool:
    """Whether the folder has the file that marks a workspace."""
    return (folder / MARKER).is_file()


def read_manifest(folder: Path) -> Manifest:
    """The manifest. Raises ``WorkspaceError`` where there is none, and for a newer format."""
    path = folder / MARKER
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        number, stated = value["format"], value.get("versions")
        if not isinstance(number, int):
            raise TypeError("no number of a format")
        if number > FORMAT:
            raise WorkspaceError(
                f"{folder}: this workspace has format {number}, made by a newer version of kg;"
                f" this one knows formats up to {FORMAT}. Update kg to use it; nothing was changed."
            )
        return Manifest(number, Versions(**stated) if stated else None)
    except FileNotFoundError as error:
        what = "no such folder" if not folder.is_dir() else "is not a workspace"
        raise WorkspaceError(
            f"{folder}: {what}. Make one by: kg build SOURCE... --workspace {folder}"
        ) from error
    except OSError as error:
        raise WorkspaceError(f"{path}: cannot be read: {error.strerror or error}.") from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise WorkspaceError(
            f"{path}: is damaged ({error}). The articles lie untouched beside it; write"
            f' {{"format": {FORMAT}}} into the file to go on.'
        ) from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest beside its place, then move it there. Raises ``OSError``."""
    path = folder / MARKER
    value = {"format": manifest.format}
    stated = {"versions": asdict(manifest.versions)} if manifest.versions else {}
    beside = folder / f".{MARKER}.{os.getpid()}.part"
    try:
        with beside.open("w", encoding="utf-8") as stream:
            stream.write(json.dumps({**value, **stated}, indent=1) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
