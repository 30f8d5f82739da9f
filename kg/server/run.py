"""The server process: the socket, the loop, and the end of both."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable
from multiprocessing import set_forkserver_preload
from pathlib import Path

import uvicorn

from kg.errors import StoreError
from kg.server.app import Access, application
from kg.server.lanes import Limits
from kg.stores.workspace import open_workspace


class _Announced(uvicorn.Server):
    """A server that calls ``ready`` when it answers, and not before."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn has it, then the word."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def listen(
    workspace: Path, host: str, port: int, limits: Limits, access: Access, say: Callable[[str], None]
) -> None:
    """Serve until interrupted; says the address once it answers, be it that it is not ready yet.

    Raises ``KgError`` for a bad workspace.
    """
    open_workspace(workspace).close()
    set_forkserver_preload(["kg.server.worker", "kg.server.indexing", "kg.server.viewing"])
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((host, port))
        except OSError as error:
            raise StoreError(f"{host}:{port}: cannot be listened on: {error.strerror}") from error
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{bound.getsockname()[1]}/"
        say(f"Opening {workspace} ...")
        if not os.environ.get("KG_DEBUG"):
            logging.getLogger("uvicorn.error").setLevel(
                logging.CRITICAL
            )  # an abnormal end is no fault of ours
        app = application(workspace, limits, access)
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            h11_max_incomplete_event_size=64 * 1024,
            http="h11",
            timeout_keep_alive=30,
            timeout_graceful_shutdown=5,
        )
        server = _Announced(
            config, lambda: say(_announced(workspace, address, ready=bool(app.state.pool.folder)))
        )
        server.run(sockets=[bound])
        if not server.started:
            raise StoreError(
                f"{workspace}: the server could not start. 'kg status --deep' examines the workspace;"
                " KG_DEBUG=1 shows where it failed."
            )


def _announced(workspace: Path, address: str, *, ready: bool) -> str:
    words = f"Serving {workspace} at {address} (Ctrl-C ends it)"
    return words if ready else f"{words}; its view is still being made, and pages say so until it is"
