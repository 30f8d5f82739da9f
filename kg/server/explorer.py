"""The explorer: pages over the index of what is served, drawn in threads and kept while it is the same."""

from __future__ import annotations

import asyncio
import hashlib
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TypeVar

from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.errors import KgError
from kg.server.answers import JSON
from kg.server.indexing import ready
from kg.server.lanes import RefusedError
from kg.server.pages.actor import Shown, actor_page
from kg.server.pages.article import article_page
from kg.server.pages.ask import ask_page, nodes_of
from kg.server.pages.between import between_page
from kg.server.pages.drawn import BUDGET, Wanted, drawn_page
from kg.server.pages.event import event_page
from kg.server.pages.frame import Site
from kg.server.pages.search import home_page, missing_page, search_page, suggestions
from kg.server.pool import Pool
from kg.server.snapshot import Snapshot
from kg.server.worker import Request
from kg.views.indexed import Index
from kg.views.lookup import best
from kg.views.neighbours import Filter
from kg.views.page import STATIC

T = TypeVar("T")
#: Bytes of pages that are kept, and seconds that a page waits for the index.
KEPT, PATIENCE = 64 * 1024 * 1024, 25.0
#: Rows that a query may have to be shown or drawn.
ROWS = 5_000
_MEDIA = {".css": "text/css", ".js": "text/javascript"}
_FILES = ("explorer.css", "explorer.js", "sparql.css", "sparql.js")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_STRICT = _POLICY + "; require-trusted-types-for 'script'; trusted-types 'none'"
#: The editor sets styles and draws its icons from data.
_EDITOR = _POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'") + "; font-src 'self' data:"
#: The page of ``kg view`` has a policy of its own, by hashes; it may not be framed either.
_DRAWN = "frame-ancestors 'none'"


class Explorer:
    """Pages over the snapshot that is served; while a new index is made, the one before is read."""

    def __init__(self, snapshot: Snapshot, pool: Pool) -> None:
        self._snapshot, self._pool = snapshot, pool
        self._file: Path | None = None
        self._folder = ""
        self._making: asyncio.Task[None] | None = None
        self._pages = ThreadPoolExecutor(2, thread_name_prefix="page")
        self._searches = ThreadPoolExecutor(2, thread_name_prefix="search")
        self._own = threading.local()
        self._opened_indexes: set[Index] = set()
        self._kept: OrderedDict[str, str] = OrderedDict()
        self._bytes = 0

    def routes(self) -> list[Route]:
        """Its addresses; those of nodes are their IRIs."""
        reading = ["GET", "HEAD"]
        return [
            Route("/search", self.search, methods=reading),
            Route("/search.json", self.suggest, methods=reading),
            Route("/between", self.between, methods=reading),
            Route("/view", self.view, methods=reading),
            Route("/ask", self.ask, methods=reading),
            Route("/static/{name}", self.static, methods=reading),
        ]

    async def home(self, http: HttpRequest) -> Response:
        """The front door."""
        return await self._page(http, lambda index: home_page(self._site(), index))

    async def search(self, http: HttpRequest) -> Response:
        """What has these words in its names."""
        asked, kind, start = _one(http, "q"), _one(http, "kind"), _number(http, "start")
        return await self._page(
            http, lambda index: search_page(self._site(), index, asked, kind, start), self._searches
        )

    async def suggest(self, http: HttpRequest) -> Response:
        """The best of a search, as JSON, while one types."""
        asked = _one(http, "q")
        found = await self._run(lambda index: suggestions(best(index, asked)), self._searches)
        return JSONResponse(found)

    async def between(self, http: HttpRequest) -> Response:
        """What two have to do with each other."""
        a, b, start = _one(http, "a"), _one(http, "b"), _number(http, "start")
        only = Filter(since=_one(http, "since"), until=_one(http, "until"))
        return await self._page(http, lambda index: between_page(self._site(), index, a, b, start, only))

    async def view(self, http: HttpRequest) -> Response:
        """A drawing of a part, within the budget."""
        query = _one(http, "query")
        iris: tuple[str, ...] = ()
        if query:
            iris = nodes_of(await self._answer(query)) or ("",)
        wanted = Wanted(
            focus=_one(http, "focus"),
            a=_one(http, "a"),
            b=_one(http, "b"),
            article=_one(http, "article"),
            q=_one(http, "q"),
            iris=iris,
            view=_one(http, "view"),
            since=_one(http, "since"),
            until=_one(http, "until"),
            limit=_number(http, "limit") or BUDGET,
        )
        return await self._page(http, lambda index: drawn_page(self._site(), index, wanted), policy=_DRAWN)

    async def ask(self, http: HttpRequest) -> Response:
        """The SPARQL page; without scripts it shows the answer, too."""
        query = _one(http, "query")
        answer, trouble = None, ""
        if query.strip():
            try:
                answer = await self._answer(query)
            except RefusedError as error:
                trouble = str(error)
        html = ask_page(self._site(), query, answer, trouble, version("sparql.js"), version("sparql.css"))
        return _html(html, _EDITOR)

    async def node(self, http: HttpRequest, iri: str) -> Response | None:
        """The page of a node of the graph, ``None`` for what the index does not know."""
        shown = Shown(
            Filter(_one(http, "kind"), _one(http, "relation"), _one(http, "since"), _one(http, "until")),
            _one(http, "open"),
            _number(http, "start"),
        )

        def draw(index: Index) -> str:
            entry = index.entry(iri)
            if entry is None:
                return ""
            if entry.kind == "article":
                return article_page(self._site(), index, entry)
            if entry.is_event:
                return event_page(self._site(), index, entry)
            return actor_page(self._site(), index, entry, shown)

        found = await self._page(http, draw)
        return found if found.body else None

    def missing(self, iri: str) -> Response:
        """What people see of an address that names nothing."""
        return _html(missing_page(self._site(), iri), _STRICT, 404)

    async def static(self, http: HttpRequest) -> Response:
        """A file that ``web/`` builds."""
        name = http.path_params["name"]
        if name not in _FILES:
            raise RefusedError(404, f"no file is called {name}")
        named = _one(http, "v") == version(name)
        return Response(
            _file(name),
            media_type=_MEDIA[Path(name).suffix],
            headers={"Cache-Control": "public, max-age=31536000, immutable" if named else "no-cache"},
        )

    def start(self) -> None:
        """Have the index made, so that the first page need not wait for it."""
        if self._folder != self._snapshot.folder and (self._making is None or self._making.done()):
            self._making = asyncio.create_task(self._make(self._snapshot.folder))

    async def close(self) -> None:
        """End the threads."""
        if self._making is not None:
            self._making.cancel()
            with suppress(asyncio.CancelledError):
                await self._making
        for threads in (self._pages, self._searches):
            await asyncio.to_thread(threads.shutdown, cancel_futures=True)
        while self._opened_indexes:
            self._opened_indexes.pop().close()

    async def _make(self, folder: str) -> None:
        file = await asyncio.to_thread(ready, self._snapshot.workspace, folder)
        self._folder, self._file = folder, file
        self._kept.clear()
        self._bytes = 0

    async def _index(self) -> Path:
        self.start()
        if self._file is None and self._making is not None:
            try:
                await asyncio.wait_for(asyncio.shield(self._making), PATIENCE)
            except TimeoutError:
                raise RefusedError(
                    503, "the index of the pages is being made; come back in a minute"
                ) from None
            except KgError as error:
                raise RefusedError(500, str(error)) from None
        assert self._file is not None  # noqa: S101 - made, or refused above
        return self._file

    async def _run(self, draw: Callable[[Index], T], threads: ThreadPoolExecutor) -> T:
        file = await self._index()

        def run() -> T:
            index = self._opened(file)
            index.fresh()
            return draw(index)

        try:
            return await asyncio.get_running_loop().run_in_executor(threads, run)
        except sqlite3.OperationalError as error:
            if "interrupted" not in str(error):
                raise
            raise RefusedError(503, "this page takes too long; narrow what it shows") from None

    def _opened(self, file: Path) -> Index:
        """The index as this thread has it open."""
        if getattr(self._own, "file", None) != file:
            if getattr(self._own, "index", None) is not None:
                self._opened_indexes.discard(self._own.index)
                self._own.index.close()
            self._own.index, self._own.file = Index(file), file
            self._opened_indexes.add(self._own.index)
        found: Index = self._own.index
        return found

    async def _page(
        self,
        http: HttpRequest,
        draw: Callable[[Index], str],
        threads: ThreadPoolExecutor | None = None,
        policy: str = _STRICT,
    ) -> Response:
        key = f"{http.url.path}?{http.url.query}"
        await self._index()
        html = self._kept.get(key)
        if html is None:
            folder = self._folder
            html = await self._run(draw, threads or self._pages)
            if folder == self._folder and html:
                self._keep(key, html)
        else:
            self._kept.move_to_end(key)
        return _html(html, policy)

    def _keep(self, key: str, html: str) -> None:
        self._bytes += len(html) - len(self._kept.pop(key, ""))
        self._kept[key] = html
        while self._bytes > KEPT:
            _, old = self._kept.popitem(last=False)
            self._bytes -= len(old)

    async def _answer(self, query: str) -> bytes:
        """The answer in SPARQL JSON; ``RefusedError`` for a graph, and as the endpoint refuses."""
        try:
            _, chunks = await self._pool.answer(Request(query, JSON, JSON, None, rows=ROWS))
            return b"".join([chunk async for chunk in chunks])
        except RefusedError as error:
            if error.status == 406:
                raise RefusedError(
                    406, "CONSTRUCT and DESCRIBE give a graph: ask /sparql for it, or SELECT here"
                ) from None
            raise

    def _site(self) -> Site:
        name = self._snapshot.workspace.resolve().name
        tool = f"DiploKG {version_of('diplokg')}"
        return Site(name, self._snapshot.articles, tool, version("explorer.css"), version("explorer.js"))


def _html(html: str, policy: str, status: int = 200) -> Response:
    headers = {"Content-Security-Policy": policy, "Vary": "Accept", "Referrer-Policy": "no-referrer"}
    return Response(html, status, media_type="text/html", headers=headers)


def _one(http: HttpRequest, name: str) -> str:
    return http.query_params.get(name, "")[:16_000]


def _number(http: HttpRequest, name: str) -> int:
    value = http.query_params.get(name, "")
    return min(int(value), 1_000_000) if value.isascii() and value.isdigit() and len(value) < 8 else 0


@cache
def _file(name: str) -> bytes:
    return (STATIC / name).read_bytes()


@cache
def version(name: str) -> str:
    """Digits that change with the file."""
    return hashlib.sha256(_file(name)).hexdigest()[:12]
