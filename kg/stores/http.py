"""Talking to SPARQL stores by HTTP: the one module of stores that opens sockets.

Log-in comes from the environment (``KG_STORE_USER`` and ``KG_STORE_PASSWORD``, or ``KG_STORE_TOKEN``) or
from netrc, never from an address or an option, and is in no message. What the server asks for, basic or
digest, is found out by its first refusal.
"""

from __future__ import annotations

import base64
import netrc
import os
import random
import re
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx

from kg.errors import StoreError

USER, PASSWORD, TOKEN = "KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"
#: Answers after which the same request may succeed.
PASSING = frozenset({408, 425, 429, 502, 503, 504})
_LONGEST_ANSWER = 400


@dataclass(frozen=True, slots=True, repr=False)
class Login:
    """A user with a password, or a token."""

    user: str = ""
    password: str = ""
    token: str = ""


def login_for(url: str) -> Login | None:
    """The log-in for this address from the environment, else from netrc; ``None`` where neither has one.

    Raises ``StoreError`` for an address with a password in it and for a netrc that cannot be read.
    """
    parts = urlsplit(url)
    if parts.password or parts.username:
        raise StoreError(
            f"{shown(url)}: a user or password in an address shows up in logs;"
            f" set {USER} and {PASSWORD} instead"
        )
    if os.environ.get(TOKEN):
        return Login(token=os.environ[TOKEN])
    if os.environ.get(USER):
        return Login(os.environ[USER], os.environ.get(PASSWORD, ""))
    path = Path(os.environ.get("NETRC") or Path.home() / ".netrc")
    if not path.is_file():
        return None
    try:
        found = netrc.netrc(str(path)).authenticators(parts.hostname or "")
    except (netrc.NetrcParseError, OSError) as error:
        raise StoreError(f"{path}: cannot be read as netrc") from error
    return Login(found[0] or "", found[2] or "") if found else None


def shown(url: str) -> str:
    """The address without user, password, query and fragment, fit for messages."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    return urlunsplit((parts.scheme, f"{host}:{parts.port}" if parts.port else host, parts.path, "", ""))


class _Asked(httpx.Auth):
    """Basic or digest, whichever the server asks for; nothing is sent before it asks."""

    requires_response_body = False

    def __init__(self, login: Login) -> None:
        self._basic = httpx.BasicAuth(login.user, login.password)
        self._digest = httpx.DigestAuth(login.user, login.password)
        self._wanted: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request, and again with the log-in in the way that a refusal names."""
        if self._wanted is None:
            response = yield request
            asked = response.headers.get("www-authenticate", "").casefold()
            if response.status_code != 401 or not asked:
                return
            self._wanted = self._digest if "digest" in asked else self._basic
        yield from self._wanted.auth_flow(request)


class Client:
    """Requests to one store: logged in, tried again with growing pauses, redirects refused.

    Every failure is a ``StoreError`` that names the address and what the store said.
    """

    def __init__(
        self, http: httpx.Client, attempts: int = 5, pause: float = 0.5, login: Login | None = None
    ) -> None:
        self._http = http
        self._login = login
        self._attempts = attempts
        self._pause = pause
        self._dice = random.Random(0)  # noqa: S311 - spreads retries, guards nothing

    def send(
        self,
        method: str,
        url: str,
        *,
        content: bytes | None = None,
        params: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        fine: frozenset[int] = frozenset(),
        again: bool = True,
    ) -> httpx.Response:
        """The response with a status below 300 or in ``fine``.

        ``again``: whether passing faults are tried again; only for requests that may be repeated.
        """
        for attempt in range(self._attempts if again else 1):
            if attempt:
                time.sleep(self._pause * 2 ** (attempt - 1) * (1 + self._dice.random() / 4))
            last = attempt == (self._attempts if again else 1) - 1
            try:
                response = self._http.request(
                    method, url, content=content, params=params, data=data, headers=headers
                )
            except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
                raise StoreError(f"{shown(url)}: is no http or https address") from error
            except httpx.TimeoutException as error:
                if last:
                    raise StoreError(f"{shown(url)}: no answer in time; try a longer --timeout") from error
                continue
            except httpx.HTTPError as error:
                if last:
                    raise StoreError(f"{shown(url)}: cannot be reached ({_words(str(error))})") from error
                continue
            if response.status_code < 300 or response.status_code in fine:
                return response
            if response.status_code not in PASSING or last:
                raise refused(response, method, self._login)
        raise AssertionError("unreachable")


def refused(response: httpx.Response, method: str, login: Login | None = None) -> StoreError:
    """What the store said, with what to do about the usual cases; never the log-in, should it echo that."""
    code, where = response.status_code, shown(str(response.request.url))
    if code == 401 or code == 403:
        hint = f"set {USER} and {PASSWORD} (or {TOKEN}), or see whether the user may do this"
        return StoreError(f"{where}: {method} refused with {code}; {hint}")
    if 300 <= code < 400:
        target = shown(response.headers.get("location", ""))
        return StoreError(
            f"{where}: redirects to {target or 'another address'}; name that address if you trust it"
        )
    return StoreError(f"{where}: {method} failed with {code}: {_words(_hidden(response.text, login))}")


def _hidden(text: str, login: Login | None) -> str:
    """The text without what logs in, plain or as a header has it."""
    if login is None:
        return text
    pair = base64.b64encode(f"{login.user}:{login.password}".encode()).decode()
    for secret in (pair if login.user else "", login.password, login.token):
        text = text.replace(secret, "***") if secret else text
    return text


def _words(text: str) -> str:
    plain = " ".join(re.sub(r"<[^>]*>", " ", text).split())
    return plain[:_LONGEST_ANSWER] + (" …" if len(plain) > _LONGEST_ANSWER else "") if plain else "no words"


@contextmanager
def connected(
    url: str, *, timeout: float | None = None, attempts: int = 5, pause: float = 0.5
) -> Iterator[Client]:
    """A client for the store at ``url``, logged in; ``timeout`` in seconds per request."""
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise StoreError(f"{shown(url) or url}: is no http or https address")
    login = login_for(url)
    headers = {"User-Agent": "diplokg"}
    auth: httpx.Auth | None = None
    if login and login.token:
        headers["Authorization"] = f"Bearer {login.token}"
    elif login:
        auth = _Asked(login)
    limit = httpx.Timeout(timeout if timeout is not None else 300.0, connect=10.0)
    with httpx.Client(
        auth=auth, headers=headers, timeout=limit, follow_redirects=False, trust_env=False
    ) as http:
        yield Client(http, attempts, pause, login)
