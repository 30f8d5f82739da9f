"""The start of a server, and its looking for changes: what is served may take minutes to be made."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from kg.errors import KgError
from kg.server.explorer import Explorer
from kg.server.lanes import RefusedError
from kg.server.pool import Pool
from kg.server.snapshot import Snapshot

#: Seconds after which to ask again while the first view is being made, and for which starting waits for it.
AGAIN, PATIENCE = 5, 3.0


async def open_first(snapshot: Snapshot, pool: Pool, explorer: Explorer) -> None:
    """Serve what there is: the view of an earlier content at once, else that of this one when it is made.

    Raises ``KgError`` where it cannot be made, ``RefusedError`` where no worker can be started on it.
    """
    if not await asyncio.to_thread(snapshot.show_earlier):
        await asyncio.to_thread(snapshot.refresh)
    explorer.start()
    await pool.renew(snapshot.folder)


async def watch_for_changes(
    snapshot: Snapshot, pool: Pool, seconds: float, opening: asyncio.Task[None]
) -> None:
    """Look for changes of the workspace every so many seconds, and serve them, until cancelled.

    It begins when the first ``opening`` is over. What fails is told by the snapshot, and tried again.
    """
    await asyncio.wait({opening})
    while True:
        await asyncio.sleep(seconds if pool.folder else max(seconds, AGAIN))
        with suppress(KgError, RefusedError):
            await asyncio.to_thread(snapshot.refresh)
            if pool.folder != snapshot.folder:
                await pool.renew(snapshot.folder)
