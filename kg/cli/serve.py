"""``kg serve``: a SPARQL endpoint over a workspace."""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path

import click

from kg.cli.graph_source import the_workspace, workspace_option
from kg.cli.terminal import Seconds, say
from kg.errors import KgError, not_installed

TOKEN = "KG_SERVE_TOKEN"  # noqa: S105 - the name of a variable


@click.command()
@workspace_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8585, show_default=True, help="0: any that is free."
)
@click.option(
    "--public", is_flag=True, help="Answer everyone on an address other than loopback, without a token."
)
@click.option("--cors", "origin", metavar="ORIGIN", default="", help="Let pages of this origin read answers.")
@click.option("--timeout", type=Seconds(), default=30.0, show_default=True,
              metavar="SECONDS", help="Longest time for a query.")  # fmt: skip
@click.option("--rows", type=click.IntRange(min=1), default=1_000_000, show_default=True, help="Most rows.")
@click.option("--memory", type=click.IntRange(min=256), default=2048, show_default=True, metavar="MB",
              help="Most memory of a worker.")  # fmt: skip
@click.option(
    "--workers", type=click.IntRange(min=1), default=4, show_default=True, help="Quick queries at a time."
)
@click.option(
    "--slow", type=click.IntRange(min=1), default=2, show_default=True, help="Slow queries at a time."
)
def serve(
    workspace: Path | None, host: str, port: int, public: bool, origin: str, timeout: float, rows: int,
    memory: int, workers: int, slow: int,
) -> None:  # fmt: skip
    """Serve a workspace as a SPARQL endpoint, for reading.

    SPARQL 1.1 Protocol at /sparql, Graph Store Protocol at /store, a description at /, and every IRI of the
    graph under its own path (/id/Q30, /event/...). The default graph is the merge of all articles, aligned
    as 'kg align' and the decisions of 'kg review' have it; each article is a named graph. Each query runs in
    a process of its own that is ended when it takes too long or too much. What a writer adds to the workspace
    meanwhile is served within seconds.

    Listens on this machine only. Another --host needs the environment variable KG_SERVE_TOKEN, which clients
    then send as 'Authorization: Bearer', or --public. Needs pip install 'diplokg[server]'.

    \b
    Examples:
      kg serve --workspace news/
      curl http://localhost:8585/sparql --data-urlencode query='SELECT ?m { ?m a dip:Meeting }'
      KG_SERVE_TOKEN=... kg serve --host 0.0.0.0 --port 8080
    """
    try:
        import uvicorn

        from kg.server.run import listen
    except ImportError as error:
        library = (error.name or "uvicorn").partition(".")[0]
        raise KgError(not_installed("kg serve", library, "server")) from error
    from kg.server.app import Access
    from kg.server.lanes import Limits

    del uvicorn
    token = os.environ.get(TOKEN, "")
    if not _loopback(host) and not token and not public:
        raise click.UsageError(f"{host} is not loopback: set {TOKEN}, or say --public to answer everyone")
    limits = Limits(seconds=timeout, workers=workers, slow=slow, memory=memory * 1024**2, rows=rows)
    access = Access(token, local=_loopback(host) and not token, origin=origin)
    listen(the_workspace(workspace), host, port, limits, access, say)


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
