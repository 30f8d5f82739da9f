"""The alignment of a workspace: made from its articles and decisions, and kept beside them till they change.

Nothing but a copy of what ``kg.alignment`` gives: deleting ``alignment.nq`` loses nothing.
"""

from __future__ import annotations

import os
from pathlib import Path

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.alignment.align import Alignment, align
from kg.alignment.decisions import NONE, Decisions, read_decisions
from kg.alignment.describe import RULES, alignment_quads
from kg.alignment.names import NORMALISATION
from kg.alignment.reading import records_of_texts
from kg.ids import digest
from kg.rdf.write import dumps
from kg.stores.workspace import Workspace

KEPT = "alignment.nq"


def decisions_in(workspace: Workspace) -> Decisions:
    """The decisions of a workspace. Raises ``DecisionError`` where its file is malformed."""
    return read_decisions(workspace.decisions) if workspace.decisions.exists() else NONE


def alignment_of(workspace: Workspace) -> list[Quad]:
    """The alignment graph of a workspace as it was opened, sorted; empty where its articles share nothing.

    The same as of a file with the same articles, in whatever order they came. Raises ``DecisionError`` where
    the decisions are malformed or contradict each other.
    """
    decided = decisions_in(workspace)
    key = f"# {state_of(workspace)}\n"
    kept = workspace.folder / KEPT
    found = _kept(kept, key)
    if found is None:
        found = alignment_quads(align(records_of_texts(workspace.texts()), decided))
        _keep(kept, key, found)
    return found


def align_workspace(workspace: Workspace, decisions: Decisions) -> tuple[Alignment, list[Quad]]:
    """The alignment of a workspace by these decisions, and its graph; nothing is kept of it."""
    found = align(records_of_texts(workspace.texts()), decisions)
    return found, alignment_quads(found)


def state_of(workspace: Workspace) -> str:
    """What the alignment depends on, as a hash: the articles, the decisions and the rules."""
    decided = workspace.decisions.read_bytes() if workspace.decisions.exists() else b""
    entries = digest(*(entry.record for entry in workspace.entries()), length=32)
    return digest(str(workspace.generation), entries, decided.hex(), RULES, NORMALISATION, length=32)


def _kept(path: Path, key: str) -> list[Quad] | None:
    """What was kept under this key, ``None`` where there is nothing or it is of another state."""
    try:
        text = path.read_text(encoding="utf-8")
        if not text.startswith(key):
            return None
        return list(pyoxigraph.parse(text, format=RdfFormat.N_QUADS))
    except (OSError, ValueError, SyntaxError):
        return None


def _keep(path: Path, key: str, quads: list[Quad]) -> None:
    """Beside its place and moved there; a folder that may not be written to is no error."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_text(key + dumps(quads, "nquads"), encoding="utf-8")
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
