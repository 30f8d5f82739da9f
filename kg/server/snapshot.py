"""What is served: the merged view of the workspace as it is now, made anew when the workspace has changed."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from threading import Event, Lock

from pyoxigraph import QuerySolutions, Store

from kg.errors import KgError
from kg.server.viewing import view_of
from kg.stores.catalog import NAME
from kg.stores.folder import DECISIONS
from kg.stores.in_use import in_use
from kg.stores.locks import BusyError
from kg.stores.merged import home_of, views
from kg.stores.workspace import open_workspace
from kg.vocab import PREFIXES

_ARTICLES = "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a schema:NewsArticle }"


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
        self._files: tuple[int, ...] = ()
        self._all = ExitStack()
        self._stopped = Event()
        self._place: Path | None = None
        self._lock = Lock()

    def _home(self) -> Path:
        with self._lock:
            if self._place is None:
                self._place = self._all.enter_context(home_of(self.workspace))
            return self._place

    def show_some(self) -> bool:
        """Whether a view that is there is in use now: that of this content, else of an earlier one.

        It is quick, and may be called while ``refresh`` makes another. ``KgError`` for a bad workspace.
        """
        with open_workspace(self.workspace) as opened:
            found = views(self._home(), opened)
        for folder in found:
            stack = ExitStack()
            try:
                stack.enter_context(in_use(folder))
                articles = _articles(folder)
            except (OSError, BusyError):  # it is just going, or damaged
                stack.close()
                continue
            with self._lock:
                if self.folder:  # it is made by now
                    stack.close()
                    return False
                self._held.append(stack)
                self.folder, self.generation = str(folder), int(folder.name.partition("-")[0])
                self.articles = articles
                return True
        return False

    def refresh(self) -> bool:
        """Whether articles or decisions have changed and the new view is in use now; blocks while it is made.

        The view before stays on disk until the one after next, for those that still read it.
        """
        try:
            stamp = _stamp(self.workspace / DECISIONS)
            files = (*stamp, *_stamp(self.workspace / NAME), *_stamp(self.workspace / f"{NAME}-wal"))
            if files == self._files:
                return False
            self._files = files
            with open_workspace(self.workspace) as opened:
                if (opened.generation, *stamp) == self._shown:
                    return False
            stack = ExitStack()
            view = stack.enter_context(view_of(self.workspace, self._home(), self._stopped))
        except KgError as error:
            self.trouble, self._files = str(error), ()  # go on with what there is, and try again
            if not self.folder:
                raise
            return False
        with self._lock:
            self._held.append(stack)
            self._shown = (view.generation, *stamp)
            self.folder, self.generation, self.articles = str(view.folder), view.generation, view.articles
        self.trouble = ""
        while len(self._held) > 2:
            self._held.pop(0).close()
        return True

    def stop(self) -> None:
        """End the making of a view, should one be made."""
        self._stopped.set()

    def close(self) -> None:
        """Let go of all views."""
        for stack in self._held:
            stack.close()
        self._held.clear()
        self._all.close()


def _articles(folder: Path) -> int:
    """How many articles a view shows."""
    found = Store.read_only(str(folder)).query(_ARTICLES, prefixes=PREFIXES)
    assert isinstance(found, QuerySolutions)  # noqa: S101 - it is a SELECT
    return int(next(found)["n"].value)


def _stamp(path: Path) -> tuple[int, int]:
    """What changes when the file is written: when, and how long it is."""
    try:
        known = path.stat()
    except OSError:
        return (0, 0)
    return (known.st_mtime_ns, known.st_size)
