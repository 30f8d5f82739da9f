"""Asking an OpenAI-compatible endpoint for an answer that follows a schema: the one module here with sockets.

The protocol is that of ``POST /chat/completions`` with ``response_format`` of type ``json_schema``. The key
goes into one header and nowhere else: it is cut out of whatever the server says. Redirects are not followed,
for they would take the key elsewhere.
"""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from kg.errors import ArticleError, PluginError
from kg.llm.cache import Answer
from kg.llm.settings import KEY, Settings
from kg.llm.spending import note, tokens_of

ATTEMPTS = 5
PAUSE = 1.0
"""Seconds before the second attempt; twice as many before the third, and so on."""
PATIENCE = 2
"""How often an answer is waited for to its full time."""
LONGEST_WAIT = 120.0
"""Seconds that a server may ask to be waited for; what asks for more is told to the user."""

_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_LARGEST = 16 << 20
_WORDS = 300


class RefusedError(ArticleError):
    """The model will not answer on this text, or a filter of the endpoint kept its answer back."""


class TruncatedError(ArticleError):
    """The answer was longer than it may be and came cut off."""


class MalformedError(ArticleError):
    """The answer is not the JSON that was asked for."""


@dataclass(frozen=True, slots=True)
class _Reply:
    """Status and text of one answer, and after how long to ask again; status 0 where none came, and why."""

    status: int = 0
    text: str = ""
    retry_after: str = ""
    slow: bool = False


class Endpoint:
    """One endpoint, asked by one process. What would fail for every article fails at once after the first."""

    def __init__(self, settings: Settings, key: str) -> None:
        self._settings, self._key = settings, key
        self._dice = random.Random(0)  # noqa: S311 - spreads retries, guards nothing
        self._limit_name = "max_tokens"
        self._dead = ""
        self._headers = {"User-Agent": "diplokg", "Accept": "application/json"}
        if self._key:
            self._headers["Authorization"] = f"Bearer {self._key}"

    def ask(self, messages: list[dict[str, str]], schema: Mapping[str, Any]) -> Answer:
        """The answer to the messages, as JSON by the schema; every answer is noted in the run's record.

        Raises RefusedError, TruncatedError or MalformedError for what came of this text, ArticleError where
        none came in time, PluginError for what is wrong with the endpoint.
        """
        body: dict[str, Any] = {
            "model": self._settings.model,
            "messages": messages,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "extraction", "strict": True, "schema": schema},
            },
        }
        if self._settings.temperature is not None:
            body["temperature"] = self._settings.temperature
        asked = sum(tokens_of(it["content"]) for it in messages) + tokens_of(json.dumps(schema))
        return self._answer(self._send(body), asked)

    def _send(self, body: dict[str, Any]) -> dict[str, Any]:
        """The answer as JSON, after as many attempts as it takes."""
        if self._dead:
            raise PluginError(self._dead)
        slow = 0
        for attempt in range(1, ATTEMPTS + 1):
            reply = self._post(body | {self._limit_name: self._settings.most})
            if reply.status == 200:
                return self._json(reply.text)
            if (
                reply.status == 400
                and "max_completion_tokens" in reply.text
                and self._limit_name == "max_tokens"
            ):
                self._limit_name = "max_completion_tokens"  # newer models know the limit by this name only
                continue
            if reply.status and reply.status not in _PASSING:
                raise self._fatal(self._refusal(reply))
            slow += reply.slow
            if slow == PATIENCE:
                raise ArticleError(
                    f"no answer within {self._settings.timeout:g} seconds, {slow} times (--llm-timeout)"
                )
            if attempt < ATTEMPTS:
                time.sleep(self._wait(attempt, reply))
        if reply.status == 429:
            raise self._fatal(
                f"too many requests, says it after {ATTEMPTS} attempts: {self._words(reply.text)}"
            )
        if reply.status:
            raise ArticleError(f"failed {ATTEMPTS} times with {reply.status}: {self._words(reply.text)}")
        raise self._fatal(f"{reply.text}, tried {ATTEMPTS} times")

    def _post(self, body: dict[str, Any]) -> _Reply:
        """One request and what came of it."""
        deadline = time.monotonic() + self._settings.timeout
        wait = httpx.Timeout(self._settings.timeout, connect=min(10.0, self._settings.timeout))
        address = f"{self._settings.endpoint}/chat/completions"
        try:
            with (
                httpx.Client(headers=self._headers, timeout=wait, trust_env=False) as http,
                http.stream("POST", address, json=body) as response,
            ):
                data = bytearray()
                for piece in response.iter_bytes():
                    data += piece
                    if len(data) > _LARGEST:
                        raise self._fatal(f"its answer is larger than {_LARGEST >> 20} MB")
                    if time.monotonic() > deadline:
                        return _Reply(slow=True)
                told = response.headers.get("retry-after", "")
                return _Reply(response.status_code, data.decode("utf-8", "replace"), told)
        except httpx.ConnectTimeout:
            return _Reply(text="cannot be reached (no connection in time)")
        except httpx.TimeoutException:
            return _Reply(slow=True)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
            raise self._fatal("is no http or https address") from error
        except httpx.HTTPError as error:
            return _Reply(text=f"cannot be reached ({self._words(str(error) or type(error).__name__)})")

    def _json(self, text: str) -> dict[str, Any]:
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, dict):
            raise self._fatal(
                f"answers with something else than JSON, so it is no such endpoint: {self._words(text)}"
            )
        return value

    def _answer(self, value: dict[str, Any], asked: int) -> Answer:
        """What the model said, from the envelope of the protocol."""
        try:
            choice = value["choices"][0]
            message = choice["message"]
            content, refusal = message.get("content"), message.get("refusal")
            ended = choice.get("finish_reason")
        except (KeyError, IndexError, TypeError, AttributeError) as error:
            raise self._malformed("has no choices with a message", 0, 0) from error
        text = content if isinstance(content, str) else ""
        tokens_in, tokens_out = self._usage(value.get("usage"), asked, text)
        note(self._settings.record, requests=1, tokens_in=tokens_in, tokens_out=tokens_out)
        if refusal:
            raise RefusedError(f"the model refused: {self._words(str(refusal))}")
        if ended == "content_filter":
            raise RefusedError("a content filter of the endpoint kept the answer back")
        if ended == "length":
            raise TruncatedError(cut_off(tokens_out))
        if not text.strip():
            raise MalformedError("the answer is empty")
        named = value.get("model")
        model = named if isinstance(named, str) else self._settings.model
        return Answer(text, self._clean(model)[:200], tokens_in, tokens_out)

    def _malformed(self, what: str, tokens_in: int, tokens_out: int) -> MalformedError:
        note(self._settings.record, requests=1, tokens_in=tokens_in, tokens_out=tokens_out)
        return MalformedError(f"the answer {what}")

    def _usage(self, usage: Any, asked: int, text: str) -> tuple[int, int]:
        """Tokens in and out as the endpoint counts them, else as estimated."""
        said = usage if isinstance(usage, dict) else {}
        found = (said.get("prompt_tokens"), said.get("completion_tokens"))
        counted = [it if isinstance(it, int) and 0 <= it < 1 << 40 else None for it in found]
        return (
            asked if counted[0] is None else counted[0],
            tokens_of(text) if counted[1] is None else counted[1],
        )

    def _wait(self, attempt: int, reply: _Reply) -> float:
        """Seconds before the next attempt: what the server asks for, else twice as long each time."""
        told = retry_after(reply.retry_after)
        if told is None:
            return float(PAUSE * 2 ** (attempt - 1) * (1 + self._dice.random() / 4))
        if told > LONGEST_WAIT:
            raise self._fatal(f"asks to be left alone for {told:.0f} seconds; try again then")
        return told

    def _refusal(self, reply: _Reply) -> str:
        status, text, said = reply.status, reply.text, self._words(reply.text)
        if status in (401, 403):
            what = (
                f"refuses the key in {KEY}" if self._key else f"asks for a key: set {KEY} in the environment"
            )
            return f"{what} ({status}: {said})"
        if status == 404:
            return f"knows no model {self._settings.model!r}, or is no such endpoint (404: {said})"
        if status == 402:
            return f"wants to be paid (402: {said})"
        if 300 <= status < 400:
            return f"redirects ({status}); give the address that it redirects to, if you trust it"
        if status == 400 and "response_format" in text:
            return f"gives no structured output by a JSON schema, which is needed (400: {said})"
        if status == 400 and "temperature" in text:
            return f"takes no such temperature (400: {said}); try --llm-temperature none"
        return f"failed with {status}: {said}"

    def _fatal(self, what: str) -> PluginError:
        """The error of what fails for every article: it is raised for those that follow, too."""
        self._dead = f"extractor llm: {self._settings.endpoint}: {self._clean(what)}"
        return PluginError(self._dead)

    def _words(self, text: str) -> str:
        """What a server says in one short line: the message of an error where it is one."""
        try:
            told = json.loads(text)["error"]
            text = str(told["message"] if isinstance(told, dict) else told)
        except (ValueError, KeyError, TypeError, RecursionError):
            text = re.sub(r"<[^>]*>", " ", text[:10_000])
        plain = " ".join(self._clean(text).split())
        return (plain[:_WORDS] + " …" if len(plain) > _WORDS else plain) or "no words"

    def _clean(self, text: str) -> str:
        return text.replace(self._key, "***") if self._key else text


def cut_off(tokens: int) -> str:
    """What is said of an answer that was cut off after so many tokens."""
    return f"the answer was cut off after {tokens} tokens; allow more by --llm-most-tokens"


def retry_after(value: str) -> float | None:
    """The seconds that a ``Retry-After`` header asks for, as seconds or as a date; ``None`` for none.

    >>> retry_after("2"), retry_after("-3"), retry_after("soon")
    (2.0, 0.0, None)
    """
    if re.fullmatch(r"-?\d{1,9}(\.\d+)?", value.strip()):
        return max(0.0, float(value))
    try:
        then = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - datetime.now(UTC)).total_seconds())
