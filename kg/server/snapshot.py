"""What is served: the merged view of the workspace as it is now, made anew when the workspace has changed."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from pathlib import Path

from kg.errors import KgError
from kg.stores.merged import merged_folder
from kg.stores.workspace import open_workspace


class Snapshot:
    """The folder of the view in use and the generation of the workspace that it shows."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.folder = ""
        self.generation = -1
        self.articles = 0
        self.trouble = ""
        self._held: list[ExitStack] = []
        self._shown: tuple[int, ...] = ()

    def refresh(self) -> bool:
        """Whether articles or decisions have changed and the new view is in use now; blocks while it is made.

        The view before stays on disk until the one after next, for those that still read it.
        """
        try:
            with open_workspace(self.workspace) as opened:
                state = (opened.generation, *_stamp(opened.decisions))
                if state == self._shown:
                    return False
                stack = ExitStack()
                folder = stack.enter_context(merged_folder(opened))
                self._held.append(stack)
                self._shown = state
                self.folder, self.generation, self.articles = str(folder), opened.generation, len(opened)
        except KgError as error:
            if not self.folder:
                raise
            self.trouble = str(error)  # go on with what there is
            return False
        self.trouble = ""
        while len(self._held) > 2:
            self._held.pop(0).close()
        return True

    async def watch(self, seconds: float) -> None:
        """Look for changes every so many seconds until cancelled."""
        while True:
            await asyncio.sleep(seconds)
            await asyncio.to_thread(self.refresh)

    def close(self) -> None:
        """Let go of all views."""
        for stack in self._held:
            stack.close()
        self._held.clear()


def _stamp(path: Path) -> tuple[int, int]:
    """What changes when the file is written: when, and how long it is."""
    try:
        known = path.stat()
    except OSError:
        return (0, 0)
    return (known.st_mtime_ns, known.st_size)
