"""Requests of the SPARQL 1.1 Protocol to values, with limits on their size and refusals by status."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl

from starlette.requests import Request as HttpRequest

from kg.server.answers import CSV, GRAPHS, JSON, TABLES, TSV, XML
from kg.server.lanes import RefusedError
from kg.server.worker import Request

BODY = 1024 * 1024
URL = 16 * 1024
HEADERS = 100
_ALIASES = {
    "application/json": JSON,
    "application/xml": XML,
    "text/xml": XML,
    "text/plain": "application/n-triples",
}


async def query_of(http: HttpRequest, rows: int) -> Request | None:
    """The query in a request, ``None`` for a GET without one; by 2.1.1 to 2.1.3 of the protocol.

    Raises ``RefusedError``: 400 for none or several queries, 403 for an update, 413 and 415 for its body.
    """
    fields = parse_qsl(http.url.query, keep_blank_values=True)
    if http.method == "POST":
        media = http.headers.get("content-type", "").partition(";")[0].strip().casefold()
        if media == "application/sparql-query":
            fields.append(("query", await _body(http)))
        elif media == "application/x-www-form-urlencoded":
            fields += parse_qsl(await _body(http), keep_blank_values=True)
        elif media == "application/sparql-update":
            raise RefusedError(403, "this endpoint is for reading only")
        else:
            raise RefusedError(415, "post a form or application/sparql-query")
    values: dict[str, list[str]] = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise RefusedError(403, "this endpoint is for reading only")
    queries = values.get("query", [])
    if not queries and http.method in ("GET", "HEAD"):
        return None
    if len(queries) != 1:
        raise RefusedError(400, f"one query is needed, {len(queries)} were given")
    named = "default-graph-uri" in values or "named-graph-uri" in values
    wanted = http.headers.get("accept", "*/*")
    return Request(
        queries[0],
        chosen(wanted, TABLES),
        chosen(wanted, (JSON, XML, CSV, TSV)),
        chosen(wanted, GRAPHS),
        tuple(_iris(values.get("default-graph-uri", []))) if named else None,
        tuple(_iris(values.get("named-graph-uri", []))) if named else None,
        rows,
    )


async def _body(http: HttpRequest) -> str:
    if int(http.headers.get("content-length") or 0) > BODY:
        raise RefusedError(413, f"a request may have {BODY:,} bytes")
    body = bytearray()
    async for chunk in http.stream():
        body += chunk
        if len(body) > BODY:
            raise RefusedError(413, f"a request may have {BODY:,} bytes")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedError(400, "the request is not UTF-8") from None


def _iris(values: Sequence[str]) -> Sequence[str]:
    for value in values:
        if ":" not in value or any(it in value for it in ' <>"{}|\\^`\n'):
            raise RefusedError(400, f"{value[:100]!r} is no IRI")
    return values


def chosen(accept: str, offered: Sequence[str]) -> str | None:
    """The media type wanted most, the first of equals; ``None`` when none is (RFC 9110, 12.5.1)."""
    best: tuple[float, int, str] | None = None
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    for place, media in enumerate(offered):
        fits = [(_nearness(pattern, media), q) for pattern, q in ranges if _nearness(pattern, media)]
        if fits:
            _, quality = max(fits)
            if quality > 0 and (best is None or quality > best[0]):
                best = (quality, -place, media)
    return best[2] if best else None


def _range(part: str) -> tuple[str, float]:
    pattern, *parameters = (it.strip() for it in part.split(";"))
    quality = next((it[2:] for it in parameters if it.startswith("q=")), "1")
    try:
        return _ALIASES.get(pattern.casefold(), pattern.casefold()), float(quality)
    except ValueError:
        return pattern.casefold(), 0.0


def _nearness(pattern: str, media: str) -> int:
    if pattern == media:
        return 3
    if pattern == "*/*":
        return 1
    return 2 if pattern == media.partition("/")[0] + "/*" else 0
