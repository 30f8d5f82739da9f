"""Pages of the web, saved in a folder: the one module of reading that opens sockets."""

from __future__ import annotations

import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from kg.errors import SourceError
from kg.sources.addresses import is_public, page_address
from kg.sources.limits import megabytes
from kg.sources.saved import SUFFIXES, SavedPage, save_page, saved_page

_ROBOTS = "/robots.txt"
_ROBOTS_SIZE = 500_000
_MAX_CRAWL_DELAY = 60.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REFUSED_FOR_GOOD = range(400, 500)


@dataclass(frozen=True, slots=True)
class Manners:
    """How pages are asked for: the name given, seconds between two pages of a host, and what is too much.

    ``size`` is in bytes, unpacked; ``patience`` in seconds for each wait, ``time`` for a page as a whole.
    ``allowed`` says of a numeric address whether it may be asked.
    """

    agent: str = "diplokg"
    delay: float = 1.0
    size: int = 20_000_000
    patience: float = 20.0
    time: float = 60.0
    redirects: int = 5
    allowed: Callable[[str], bool] = is_public


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page that is in the folder now; ``changed`` says whether it was written in this run."""

    address: str
    page: SavedPage
    changed: bool


def fetch_each(
    addresses: Iterable[str], folder: Path, manners: Manners = Manners()
) -> Iterator[Fetched | SourceError]:
    """For each address the page as it was saved, or why it was not; lazy, in order, each address once.

    A page is asked for only if the site's robots.txt lets us, not sooner than ``delay`` seconds after the
    last one of its host, and only when it has changed since it was saved. Addresses of this machine and of
    private networks are refused, wherever names and redirects lead; the address that was looked at is the
    one that is connected to. Raises SourceError when the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourceError(f"{folder}: cannot make this folder: {error.strerror or error}.") from error
    with _Visitor(manners) as visitor:
        for text in dict.fromkeys(addresses):
            try:
                yield _one(visitor, page_address(text), folder)
            except SourceError as error:
                yield error


def _one(visitor: _Visitor, address: str, folder: Path) -> Fetched:
    known = saved_page(folder, address)
    answer = visitor.get(address, known)
    if answer.status == 304 and known is not None:
        return Fetched(address, known, changed=False)
    if answer.status != 200:
        raise SourceError(f"{address}: the server answers {answer.status} {answer.reason}.".rstrip(), address)
    media = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media not in SUFFIXES:
        what = f"'{media}'" if media else "of no stated type"
        raise SourceError(f"{address}: this is {what}, not a page, a feed, a text or a PDF.", address)
    page = save_page(folder, address, answer.url, answer.headers, answer.data, SUFFIXES[media])
    return Fetched(address, page, changed=True)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a server said at the end of all redirects."""

    url: str
    status: int
    reason: str
    headers: dict[str, str]
    data: bytes


class _Visitor:
    """One round of visits: the connections, when each host was last asked, and what each lets us read."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        timeout = httpx.Timeout(manners.patience)
        headers = {
            "User-Agent": manners.agent,
            "Accept-Encoding": "gzip",
            "Accept": ", ".join(SUFFIXES) + ", */*;q=0.1",
        }
        self._client = httpx.Client(
            transport=_Vetted(manners.allowed), timeout=timeout, headers=headers, trust_env=False
        )
        self._asked: dict[str, float] = {}
        self._rules: dict[str, RobotFileParser] = {}

    def __enter__(self) -> _Visitor:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, address: str, known: SavedPage | None) -> _Answer:
        """The answer for a page, asked for politely; SourceError for what must not or cannot be had."""
        conditions = {}
        if known is not None:
            for header, condition in (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since")):
                if header in known.headers:
                    conditions[condition] = known.headers[header]
        return self._follow(address, conditions, self._polite, self._manners.size)

    def _follow(
        self, address: str, headers: dict[str, str], before: Callable[[str], None], size: int
    ) -> _Answer:
        at, deadline = address, time.monotonic() + self._manners.time
        for _ in range(self._manners.redirects + 1):
            before(at)
            # Waiting for one's turn is no part of the time that a page may take.
            deadline = max(deadline, time.monotonic() + self._manners.patience)
            answer = self._ask(address, at, headers, size, deadline)
            place = answer.headers.get("location")
            if answer.status not in _REDIRECTS or place is None:
                return answer
            at = page_address(urljoin(at, place))
        raise SourceError(f"{address}: more than {self._manners.redirects} redirects.", address)

    def _ask(self, address: str, at: str, headers: dict[str, str], size: int, deadline: float) -> _Answer:
        where = address if at == address else f"{address} (sent on to {at})"
        watch = _Watch(deadline)
        try:
            with (
                watch,
                self._client.stream("GET", at, headers=headers, extensions={"trace": watch}) as response,
            ):
                kept = {name.lower(): value for name, value in response.headers.items()}
                body = b"" if response.status_code != 200 else _body(response, where, size)
                return _Answer(at, response.status_code, response.reason_phrase, kept, body)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            late = isinstance(error, httpx.TimeoutException) or watch.is_over
            what = "no answer, or not all of it, in time" if late else f"cannot be fetched: {_words(error)}"
            raise SourceError(f"{where}: {what}.", address) from error

    def _polite(self, address: str) -> None:
        """Wait for the host's turn; raises SourceError where its robots.txt keeps us out."""
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(address))
        if origin not in self._rules:
            try:
                self._rules[origin] = self._robots(origin)
            except SourceError as error:
                reason = str(error).removeprefix(f"{origin}{_ROBOTS}: ")
                raise SourceError(f"{address}: {reason}", address) from error
        rules = self._rules[origin]
        if not rules.can_fetch(self._manners.agent, address):
            raise SourceError(f"{address}: the site's robots.txt asks not to read this page.", address)
        stated = rules.crawl_delay(self._manners.agent)
        self._wait(origin, max(self._manners.delay, min(float(stated or 0), _MAX_CRAWL_DELAY)))

    def _wait(self, origin: str, delay: float) -> None:
        last = self._asked.get(origin)
        if last is not None:
            time.sleep(max(0.0, last + delay - time.monotonic()))
        self._asked[origin] = time.monotonic()

    def _robots(self, origin: str) -> RobotFileParser:
        """The rules of a site after RFC 9309: none there, all is open; out of reach, all is closed."""
        rules = RobotFileParser()
        answer = self._follow(f"{origin}{_ROBOTS}", {}, lambda _: None, _ROBOTS_SIZE)
        if answer.status == 200:
            rules.parse(answer.data.decode("utf-8", "replace").splitlines())
        elif answer.status in _REFUSED_FOR_GOOD:
            rules.parse([])
        else:
            rules.parse(["User-agent: *", "Disallow: /"])
        return rules


class _Vetted(httpx.BaseTransport):
    """A transport that looks a name up itself, looks at what it gets, and connects to just that."""

    def __init__(self, allowed: Callable[[str], bool]) -> None:
        self._allowed = allowed
        # No connection is kept, so that a watch sees each of them being made.
        self._inner = httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host, port = request.url.host, request.url.port or (443 if request.url.scheme == "https" else 80)
        vetted = request.url.copy_with(host=self._look_up(host, port))
        extensions = {**request.extensions, "sni_hostname": host}
        inner = httpx.Request(
            request.method, vetted, headers=request.headers, stream=request.stream, extensions=extensions
        )
        return self._inner.handle_request(inner)

    def close(self) -> None:
        self._inner.close()

    def _look_up(self, host: str, port: int) -> str:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpx.ConnectError(f"the name {host} is not known") from error
        numbers = [str(entry[4][0]) for entry in found]
        for number in numbers:
            if not self._allowed(number):
                what = f"{host} is {number}" if number != host else host
                raise httpx.ConnectError(
                    f"{what}, an address of this machine or a private network; --allow-private asks it, too"
                )
        return numbers[0]


class _Watch:
    """Ends a connection at a deadline, however slowly a server goes on: timeouts are for one wait each.

    Called by httpx with what it is doing ("trace"), which gives the socket.
    """

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(max(0.0, deadline - time.monotonic()), self._end)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def __call__(self, event: str, info: dict[str, Any]) -> None:
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._socket = info["return_value"].get_extra_info("socket")
            if self.is_over:
                self._end()

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self._deadline

    def _end(self) -> None:
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


def _words(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _body(response: httpx.Response, where: str, size: int) -> bytes:
    """The bytes of an answer, unpacked; raises SourceError as soon as they are too many."""
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip"):
        raise SourceError(f"{where}: sent packed by '{coding}', which was not asked for.", where)
    unpack = zlib.decompressobj(31) if coding.endswith("gzip") else None
    data = bytearray()
    for piece in response.iter_raw():
        try:
            data += unpack.decompress(piece, size + 1 - len(data)) if unpack else piece
        except zlib.error as error:
            raise SourceError(f"{where}: what was sent is broken ({error}).", where) from error
        if len(data) > size:
            raise SourceError(
                f"{where}: larger than {megabytes(size) if size >= 1e6 else f'{size:,} bytes'}.", where
            )
    if unpack is not None and not unpack.eof:
        raise SourceError(f"{where}: what was sent is cut off.", where)
    return bytes(data)
