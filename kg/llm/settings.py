"""What the extractor is told: endpoint, model, limits, prices; and the key, from the environment alone.

The rest comes as settings of plug-ins ("llm.model"), which reach worker processes, else from the environment
(``KG_LLM_ENDPOINT``, ``KG_LLM_MODEL``).
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

from kg import plugins
from kg.errors import PluginError

KEY, ENDPOINT, MODEL = "KG_LLM_KEY", "KG_LLM_ENDPOINT", "KG_LLM_MODEL"
MOST_TOKENS = 16_000
TIMEOUT = 120.0
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Settings:
    """How a model is asked.

    ``endpoint`` is the address below which ``/chat/completions`` lies. ``temperature`` is ``None`` for models
    that take none. ``most`` is how many tokens an answer may have; ``timeout`` the seconds that one may take.
    ``limit`` is how many tokens, in and out, a run may spend; ``None`` sets none. ``prices`` are those of a
    million tokens in and out, in whatever currency. ``record`` is the file in which a run's spending is
    kept, shared by its processes.

    >>> print(Settings("http://localhost:8000/v1", "some-model", temperature=0.2))
    some-model at temperature 0.2
    """

    endpoint: str
    model: str
    temperature: float | None = 0.0
    most: int = MOST_TOKENS
    timeout: float = TIMEOUT
    limit: int | None = None
    prices: tuple[float, float] | None = None
    cache: Path | None = None
    record: Path | None = None

    @property
    def folder(self) -> Path:
        """Where answers are kept: what was told, else ``diplokg/llm`` below the user's folder of caches."""
        home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        return self.cache or Path(home) / "diplokg" / "llm"

    def __str__(self) -> str:
        """What provenance says: the model and its temperature."""
        heat = "its own temperature" if self.temperature is None else f"temperature {self.temperature:g}"
        return f"{self.model} at {heat}"

    def told(self) -> tuple[tuple[str, str], ...]:
        """As settings of plug-ins; those that are not set are left out."""
        found = []
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name == "temperature":
                value = "none" if value is None else value
            if field.name == "prices" and value is not None:
                value = f"{value[0]!r},{value[1]!r}"
            if value is not None:
                found.append((f"llm.{field.name}", str(value)))
        return tuple(found)


def active() -> Settings:
    """The settings in use here. Raises PluginError where endpoint or model are missing or wrong."""
    said = {field.name: plugins.setting(f"llm.{field.name}") for field in fields(Settings)}
    endpoint = said["endpoint"] or os.environ.get(ENDPOINT, "")
    model = said["model"] or os.environ.get(MODEL, "")
    for value, option, variable in ((endpoint, "endpoint", ENDPOINT), (model, "model", MODEL)):
        if not value.strip():
            raise PluginError(f"extractor llm: which {option}? Give --llm-{option} or set {variable}.")
    prices = said["prices"].split(",") if said["prices"] else None
    return Settings(
        endpoint=checked(endpoint),
        model=model.strip(),
        temperature=None if said["temperature"] == "none" else float(said["temperature"] or 0),
        most=int(said["most"] or MOST_TOKENS),
        timeout=float(said["timeout"] or TIMEOUT),
        limit=int(said["limit"]) if said["limit"] else None,
        prices=(float(prices[0]), float(prices[1])) if prices else None,
        cache=Path(said["cache"]) if said["cache"] else None,
        record=Path(said["record"]) if said["record"] else None,
    )


def key_for(endpoint: str) -> str:
    """The key that the endpoint is sent, "" for none.

    Raises PluginError where an endpoint by https has no key, and where the key would go unencrypted to
    another machine.
    """
    key = os.environ.get(KEY, "").strip()
    parts = urlsplit(endpoint)
    if not key and parts.scheme == "https":
        raise PluginError(f"extractor llm: {endpoint} needs a key; set {KEY} in the environment.")
    if key and parts.scheme == "http" and parts.hostname not in _LOCAL:
        raise PluginError(
            f"extractor llm: {endpoint} would get the key unencrypted; use https, or unset {KEY}."
        )
    if not key.isascii() or not key.isprintable() or " " in key:
        raise PluginError(f"extractor llm: what {KEY} holds is no key: it has blanks or odd characters.")
    return key


def checked(endpoint: str) -> str:
    """The address without the slash at its end. Raises PluginError where it is none for an endpoint."""
    try:
        parts = urlsplit(endpoint.strip())
        _ = parts.port
    except ValueError as error:
        raise PluginError(f"extractor llm: the endpoint is no address ({error}).") from error
    if parts.username or parts.password or parts.query or parts.fragment:
        raise PluginError(
            "extractor llm: the endpoint has a user, a password or a query in it, which shows up in logs;"
            f" give its plain address and set {KEY} in the environment."
        )
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise PluginError(
            f"extractor llm: {endpoint}: is no http or https address, such as https://api.example.com/v1."
        )
    return endpoint.strip().rstrip("/").removesuffix("/chat/completions")
