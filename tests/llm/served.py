"""An endpoint on loopback that speaks the protocol of chat completions, strictly: as servers of models do."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-test-0123456789-not-a-real-key"
MODEL = "test-model-1"


@dataclass(frozen=True)
class Reply:
    """What the endpoint sends: status, body (an object is sent as JSON), headers, after a pause, drop by drop."""

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    pause: float = 0.0
    drip: float = 0.0


def completion(content: str | None, *, finish: str = "stop", refusal: str | None = None) -> Reply:
    """The envelope of an answer."""
    message = {"role": "assistant", "content": content, "refusal": refusal}
    words = len((content or "").split())
    return Reply(
        body={
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": f"{MODEL}-2026-01-01",
            "choices": [{"index": 0, "message": message, "finish_reason": finish, "logprobs": None}],
            "usage": {"prompt_tokens": 1000, "completion_tokens": words, "total_tokens": 1000 + words},
        }
    )


def error(status: int, message: str, **headers: str) -> Reply:
    """An error as the protocol has it."""
    body = {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": None}}
    return Reply(status, body, {name.replace("_", "-"): value for name, value in headers.items()})


@dataclass
class Served:
    """The endpoint: where it is, what it was asked, and what it answers to the texts that it is given."""

    url: str = ""
    key: str | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    answer: Callable[[str, int], Reply] = lambda _text, _number: completion("{}")

    def reply(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """The answer to a request; requests that the protocol does not know are refused as it says."""
        if path != "/v1/chat/completions":
            return error(404, f"Unknown request URL: POST {path}")
        self.headers.append(dict(headers))
        if self.key is not None and headers.get("authorization") != f"Bearer {self.key}":
            said = headers.get("authorization", "nothing")
            return error(401, f"Incorrect API key provided: {said}. You can find your API key elsewhere.")
        value = json.loads(body)
        self.asked.append(value)
        wrong = faults(value)
        if wrong:
            return error(400, wrong[0])
        return self.answer(value["messages"][-1]["content"], len(self.asked))


def faults(request: Mapping[str, Any]) -> list[str]:
    """What is wrong with a request by the rules of the protocol and of strict structured output."""
    known = {"model", "messages", "response_format", "temperature", "max_tokens", "max_completion_tokens"}
    found = [f"Unrecognized request argument supplied: {it}" for it in request.keys() - known]
    if not 0 <= request.get("temperature", 1) <= 2:
        found.append("temperature")
    if {it["role"] for it in request["messages"]} != {"system", "user"}:
        found.append("messages")
    form = request["response_format"]
    if form["type"] != "json_schema" or form["json_schema"]["strict"] is not True:
        found.append("response_format")
    found += strict_faults(form["json_schema"]["schema"])
    if not form["json_schema"]["name"].replace("-", "").replace("_", "").isalnum():
        found.append("name")
    return found


def strict_faults(schema: Mapping[str, Any], depth: int = 1) -> list[str]:
    """Where a schema is beyond what strict structured output takes."""
    found = []
    if schema.get("type") == "object":
        if schema.get("additionalProperties") is not False:
            found.append("'additionalProperties' is required to be supplied and to be false")
        if set(schema["required"]) != set(schema["properties"]):
            found.append("'required' is required to be supplied and to include every key in properties")
        if depth > 10:
            found.append("nested too deep")
        for value in schema["properties"].values():
            found += strict_faults(value, depth + 1)
    if schema.get("type") == "array":
        found += strict_faults(schema["items"], depth + 1)
    taken = {"type", "properties", "required", "additionalProperties", "items", "enum", "description"}
    return found + [f"{it} is not permitted" for it in schema.keys() - taken]


@contextmanager
def serving() -> Iterator[Served]:
    """An endpoint for the block, on a free port of loopback."""
    served = Served()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = served.reply(self.path, headers, body)
            time.sleep(reply.pause)
            data = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                for start in range(0, len(data), 20 if reply.drip else max(1, len(data))):
                    self.wfile.write(data[start : start + 20] if reply.drip else data)
                    self.wfile.flush()
                    time.sleep(reply.drip)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Nothing: the test looks at what was asked."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    served.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
