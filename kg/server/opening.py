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
AGAIN, PATIENCE = 5, 2.0


async def open_first(
    snapshot: Snapshot, pool: Pool, explorer: Explorer, begun: asyncio.Event, patience: float
) -> None:
    """Serve the view of the workspace when it is made; after ``patience`` seconds one that is there.

    ``begun`` is set when there is no use in waiting longer. Raises ``KgError`` where the view cannot be made,
    ``RefusedError`` where no worker can be started on it.
    """
    making = asyncio.create_task(asyncio.to_thread(snapshot.refresh))
    await asyncio.wait({making}, timeout=patience)
    if not making.done():
        with suppress(KgError, RefusedError):
            if await asyncio.to_thread(snapshot.show_some):
                explorer.start()
                await pool.renew(snapshot.folder)
        begun.set()
    await making
    explorer.start()
    if pool.folder != snapshot.folder:
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
