"""The web application: routes, errors, the guard at the door."""

from __future__ import annotations

import asyncio
import hmac
from collections import Counter
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat
from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.errors import KgError
from kg.ids import BASE
from kg.resources import ontology_file
from kg.server import about
from kg.server.answers import GRAPHS, JSON, NTRIPLES
from kg.server.explorer import Explorer
from kg.server.lanes import Limits, RefusedError
from kg.server.opening import AGAIN, PATIENCE, open_first, watch_for_changes
from kg.server.pool import Pool
from kg.server.requests import HEADERS, URL, chosen, query_of
from kg.server.snapshot import Snapshot
from kg.server.worker import MERGED_GRAPH, Request

HTML, PLAIN = "text/html", "text/plain"
_LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})


@dataclass(frozen=True, slots=True)
class Access:
    """Who may come in: those with the token (``""``: all); ``local``: only by a loopback name; CORS."""

    token: str = ""
    local: bool = True
    origin: str = ""


@dataclass
class Service:
    """The snapshot served, the pool that answers, and counts of what was answered."""

    snapshot: Snapshot
    pool: Pool
    limits: Limits
    explorer: Explorer
    answered: Counter[int] = field(default_factory=Counter)

    async def sparql(self, http: HttpRequest) -> Response:
        """A query by any of the three ways; without one the service description (SD 2)."""
        request = await query_of(http, self.limits.rows)
        if request is None:
            return await self.root(http)
        return await self._stream(request)

    async def store(self, http: HttpRequest) -> Response:
        """The graph named, for reading (Graph Store Protocol: indirect identification, HTTP GET and HEAD)."""
        if http.method not in ("GET", "HEAD"):
            return _plain(405, "this graph store is for reading only", {"Allow": "GET, HEAD"})
        fields = parse_qs(http.url.query, keep_blank_values=True)
        graphs = fields.get("graph", [])
        if ("default" in fields) == bool(graphs) or len(graphs) > 1:
            raise RefusedError(400, "name one graph: ?graph=IRI or ?default")
        if graphs and graphs[0] != MERGED_GRAPH:
            node = _node(graphs[0])
            text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {node} {{ ?s ?p ?o }} }}"
            if not await self._true(f"ASK {{ GRAPH {node} {{ ?s ?p ?o }} }}"):
                raise RefusedError(404, f"no graph is named {graphs[0]}")
        else:
            text = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
        media = chosen(http.headers.get("accept", "*/*"), GRAPHS)
        if media is None:
            raise RefusedError(406, "no accepted media type fits a graph")
        return await self._stream(Request(text, None, None, media, rows=self.limits.rows))

    async def root(self, http: HttpRequest) -> Response:
        """A page for people, else the service description with VoID and DCAT."""
        wanted = http.headers.get("accept", "*/*")
        media = chosen(wanted, (*GRAPHS, HTML) if http.url.path.endswith("sparql") else (HTML, *GRAPHS))
        if media is None:
            raise RefusedError(406, "this is to be had as HTML, Turtle, N-Triples, RDF/XML or JSON-LD")
        if media == HTML:
            at_sparql = http.url.path.endswith("sparql")
            return await (self.explorer.ask if at_sparql else self.explorer.home)(http)
        root = str(http.url.replace(path="/", query="", fragment=""))
        said = about.description(root, self.snapshot.articles, None)
        return Response(about.written(said, media), media_type=media, headers={"Vary": "Accept"})

    async def node(self, http: HttpRequest) -> Response:
        """What is known of the node whose IRI ends in this path, as HTML, Turtle or JSON-LD."""
        path = http.path_params["path"]
        iri = BASE + path
        media = chosen(http.headers.get("accept", "*/*"), (HTML, *GRAPHS))
        if media == HTML and (found := await self.explorer.node(http, iri)) is not None:
            return found
        if media is None:
            raise RefusedError(406, "this is to be had as HTML, Turtle, N-Triples, RDF/XML or JSON-LD")
        if path.rstrip("#") == "ns":
            text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{BASE}ns> {{ ?s ?p ?o }} }}"
        else:
            text = ontology_file("describe.rq").read_text(encoding="utf-8").replace("UNDEF", str(_node(iri)))
        body = await self._whole(Request(text, None, None, NTRIPLES, rows=self.limits.rows))
        triples = [quad.triple for quad in pyoxigraph.parse(body, format=RdfFormat.N_TRIPLES)]
        if not triples and chosen(http.headers.get("accept", "*/*"), (PLAIN, HTML)) == HTML:
            return self.explorer.missing(iri)
        if not triples:
            raise RefusedError(404, f"nothing is known of {iri}")
        headers = {"Vary": "Accept"}
        if media == HTML:
            return _page(
                about.node_page(iri, triples, str(http.url.replace(path="/", query="", fragment="")))
            )
        return Response(about.written(triples, media), media_type=media, headers=headers)

    async def health(self, _: HttpRequest) -> Response:
        """Whether queries are answered, and of which generation of the workspace."""
        trouble = self.snapshot.trouble
        if not self.pool.folder:
            told = {"status": "failing", "trouble": trouble} if trouble else {"status": "starting"}
            return JSONResponse(told, status_code=503, headers={"Retry-After": str(AGAIN)})
        try:
            fine = await asyncio.wait_for(self._true("ASK { ?s ?p ?o }"), 10)
        except (RefusedError, TimeoutError) as error:
            fine, trouble = False, str(error) or "no answer in time"
        state = {"status": "ok" if fine else "failing", "generation": self.snapshot.generation}
        return JSONResponse(
            {**state, "articles": self.snapshot.articles, **({"trouble": trouble} if trouble else {})},
            status_code=200 if fine else 503,
        )

    async def metrics(self, _: HttpRequest) -> Response:
        """Counts for Prometheus."""
        lines = about.metrics(
            [
                ("workers", "gauge", len(self.pool.processes)),
                ("workers_ended", "counter", self.pool.killed),
                ("queries_waiting", "gauge", self.pool.waiting),
                ("workspace_generation", "gauge", self.snapshot.generation),
                ("articles", "gauge", self.snapshot.articles),
            ]
        )
        codes = (f'kg_requests{{status="{c}"}} {n}\n' for c, n in sorted(self.answered.items()))
        return PlainTextResponse("".join([*lines, "# TYPE kg_requests counter\n", *codes]))

    async def _stream(self, request: Request) -> Response:
        media, chunks = await self.pool.answer(request)
        kind = f"{media}; charset=utf-8" if media.startswith("text/") else media
        return StreamingResponse(chunks, headers={"Content-Type": kind, "Vary": "Accept"})

    async def _whole(self, request: Request) -> bytes:
        _, chunks = await self.pool.answer(request)
        return b"".join([chunk async for chunk in chunks])

    async def _true(self, text: str) -> bool:
        return b"true" in await self._whole(Request(text, None, JSON, None))


def _node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError:
        raise RefusedError(400, f"{iri[:100]!r} is no IRI") from None


def _page(html: str, status: int = 200, more: dict[str, str] | None = None) -> Response:
    policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"
    headers = {"Content-Security-Policy": policy, "Vary": "Accept", **(more or {})}
    return Response(html, status, media_type=HTML, headers=headers)


def _plain(status: int, words: str, headers: dict[str, str] | None = None) -> Response:
    more = {"Retry-After": "5"} if status == 503 else {}
    return PlainTextResponse(words + "\n", status_code=status, headers={**more, **(headers or {})})


class _Door:
    """The guard before every route: sizes, the host's name, the token; counts answers by status."""

    def __init__(self, app: ASGIApp, service: Service, access: Access) -> None:
        self.app, self.service, self.access = app, service, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def counted(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                self.service.answered[int(str(message["status"]))] += 1
                headers = message.setdefault("headers", [])
                assert isinstance(headers, list)  # noqa: S101 - so ASGI has it
                headers.append((b"x-content-type-options", b"nosniff"))
                if self.access.origin:
                    headers.append((b"access-control-allow-origin", self.access.origin.encode()))
            await send(message)

        http = HttpRequest(scope)
        refusal = self._refusal(http) or self._not_yet(http)
        await (refusal or self.app)(scope, receive, counted)

    def _not_yet(self, http: HttpRequest) -> Response | None:
        """While the first view is being made: that it is, and when to come back."""
        path = http.url.path
        if self.service.pool.folder or path in ("/health", "/metrics") or path.startswith("/static/"):
            return None
        headers = {"Retry-After": str(AGAIN), "Cache-Control": "no-store"}
        if chosen(http.headers.get("accept", "*/*"), (PLAIN, HTML)) == HTML:
            return _page(about.waiting_page(AGAIN, self.service.snapshot.trouble), 503, headers)
        return _plain(503, about.waiting(self.service.snapshot.trouble), headers)

    def _refusal(self, http: HttpRequest) -> Response | None:
        if len(http.scope["raw_path"]) + len(http.scope["query_string"]) > URL:
            return _plain(414, f"an address may have {URL:,} bytes; post longer queries")
        if len(http.headers.raw) > HEADERS:
            return _plain(431, f"a request may have {HEADERS} headers")
        host = http.headers.get("host", "").rpartition(":")
        name = host[0] if host[2].isdigit() else "".join(host)
        if self.access.local and name.casefold() not in _LOCAL:
            return _plain(421, "this server answers to localhost only")
        if self.access.token and http.url.path != "/health":
            given = http.headers.get("authorization", "").removeprefix("Bearer ").encode()
            if not hmac.compare_digest(given, self.access.token.encode()):
                return _plain(401, "a token is needed", {"WWW-Authenticate": "Bearer"})
        return None


async def _refused(_: HttpRequest, error: Exception) -> Response:
    assert isinstance(error, RefusedError)  # noqa: S101 - registered for no other
    return _plain(error.status, str(error))


def application(
    workspace: Path, limits: Limits, access: Access, *, watch: float = 2.0, patience: float = PATIENCE
) -> Starlette:
    """The application over a workspace, which it opens when it starts; ``KgError`` for a bad one then.

    Where the view to serve is not made within ``patience`` seconds, it starts all the same and serves that of
    an earlier content, or answers that it is being made (503, ``Retry-After``), until it is.
    """
    snapshot = Snapshot(workspace)
    pool = Pool(limits)
    explorer = Explorer(snapshot, pool)
    service = Service(snapshot, pool, limits, explorer)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        begun = asyncio.Event()
        opening = asyncio.create_task(open_first(snapshot, pool, explorer, begun, patience))
        waiting = asyncio.create_task(begun.wait())
        await asyncio.wait({opening, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if opening.done():
            opening.result()
        watching = asyncio.create_task(watch_for_changes(snapshot, pool, watch, opening))
        try:
            yield
        finally:
            snapshot.stop()
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching
            with suppress(KgError, RefusedError):
                await opening
            await explorer.close()
            await pool.close()
            snapshot.close()

    reading = ["GET", "HEAD", "POST"]
    every = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"]
    app = Starlette(
        routes=[
            Route("/", service.root, methods=["GET", "HEAD"]),
            Route("/.well-known/void", service.root, methods=["GET", "HEAD"]),
            Route("/sparql", service.sparql, methods=reading),
            Route("/store", service.store, methods=every),
            Route("/health", service.health),
            Route("/metrics", service.metrics),
            *explorer.routes(),
            Route("/{path:path}", service.node, methods=["GET", "HEAD"]),
        ],
        exception_handlers={RefusedError: _refused},
        lifespan=lifespan,
    )
    app.state.pool = pool
    app.add_middleware(_Door, service=service, access=access)
    return app
