"""What a web page says of itself: title, publisher, address, language, by JSON-LD and meta elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_SCRIPT = 2_000_000
_MAX_NODES = 2_000
_MAX_WORDS = 1_000
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|PressRelease)$")
_PAGE = re.compile(r"(?:WebPage|ItemPage|AboutPage)$")
_NESTING = ("@graph", "mainEntity", "mainEntityOfPage", "article")
_SPACE = re.compile(r"\s+")
_SITE = re.compile(r"(?P<title>.*\S)\s+(?P<sign>[|\-–—·»])\s+(?P<site>[^|]+)$")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The JSON-LD nodes that tell of the page itself, and its meta elements by lower-case name."""

    articles: tuple[Mapping[str, Any], ...]
    pages: tuple[Mapping[str, Any], ...]
    meta: Mapping[str, tuple[str, ...]]

    def first(self, *names: str) -> str | None:
        """The first meta element with one of these names that says something, in the order of names."""
        for name in names:
            for value in self.meta.get(name, ()):
                if _clean(value):
                    return _clean(value)
        return None


def page_facts(tree: HtmlElement) -> PageFacts:
    """What the head and the scripts of a page say. Broken JSON-LD is passed over, as search engines do."""
    nodes = list(_nodes(tree))
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for key in ("property", "name", "itemprop"):
            if content and element.get(key):
                meta.setdefault(element.get(key, "").strip().lower(), []).append(content)
    return PageFacts(
        tuple(node for node in nodes if _is_a(node, _ARTICLE)),
        tuple(node for node in nodes if _is_a(node, _PAGE)),
        {name: tuple(values) for name, values in meta.items()},
    )


def article_node(facts: PageFacts, address: str | None, title: str | None) -> Mapping[str, Any] | None:
    """The JSON-LD node of the article of this page; ``None`` where there is none or which is not clear.

    Of several, the one that states the page's address, else the one that has the page's title.
    """
    if len(facts.articles) <= 1:
        return facts.articles[0] if facts.articles else None
    path = _path(address)
    same = [node for node in facts.articles if path and path in map(_path, _addresses(node))]
    if not same and title:
        same = [node for node in facts.articles if _clean(node.get("headline")) == title]
    return same[0] if same else None


def title_of(tree: HtmlElement, facts: PageFacts) -> str | None:
    """The headline: the only h1, unless the head says something else; og:title, JSON-LD, the title element.

    The name of the site behind it ("... | The Daily") is left out.
    """
    node = facts.articles[0] if len(facts.articles) == 1 else {}
    site = facts.first("og:site_name", "application-name")
    stated = facts.first("og:title", "twitter:title") or _clean(node.get("headline"))
    element = tree.find(".//title")
    headings = [words for h1 in tree.iter("h1") if (words := _clean(h1.text_content())) and words != site]
    if len(headings) == 1 and (stated is None or _alike(headings[0], stated)):
        return headings[0]
    in_head = stated or (_clean(element.text_content()) if element is not None else None)
    return _without_site(in_head, site) if in_head else None


def publisher_of(facts: PageFacts, node: Mapping[str, Any] | None, address: str | None) -> str | None:
    """Who published the page: as JSON-LD or og:site_name say it, else the host of its address."""
    publisher = node.get("publisher") if node else None
    for value in publisher if isinstance(publisher, list) else [publisher]:
        name = value.get("name") if isinstance(value, dict) else value
        if isinstance(name, str) and _clean(name):
            return _clean(name)
    stated = facts.first("og:site_name", "dc.publisher", "dcterms.publisher", "application-name")
    host = urlsplit(address).hostname if address else None
    return stated or (host.removeprefix("www.") if host else None)


def address_of(tree: HtmlElement, facts: PageFacts, base: str | None) -> str | None:
    """The http(s) address that the page states as its own, else ``base``; other schemes count for nothing."""
    stated = [link.get("href") for link in tree.iter("link") if "canonical" in link.get("rel", "").lower()]
    for value in (*stated, facts.first("og:url")):
        address = web_address(value, base)
        if address and urlsplit(address).path.strip("/"):
            return address
    return web_address(base)


def web_address(value: object, base: str | None = None) -> str | None:
    """``value`` as an absolute address if it is one of http or https with a host, else ``None``.

    >>> web_address("javascript:alert(1)") is web_address("file:///etc/passwd") is None
    True
    """
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        address = urljoin(base or "", re.sub(r"[\x00-\x20\x7f]+", "", value))
        parts = urlsplit(address)
        return address if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def _nodes(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """The objects of all JSON-LD scripts that may be the page or its article, not what they list or cite."""
    left = _MAX_NODES
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        pending = [_json(script.text or "")]
        while pending and left > 0:
            value = pending.pop(0)
            left -= 1
            if isinstance(value, list):
                pending.extend(value[:_MAX_NODES])
            elif isinstance(value, dict):
                yield value
                pending.extend(value[key] for key in _NESTING if isinstance(value.get(key), dict | list))


def _json(text: str) -> Any:
    if len(text) > _MAX_SCRIPT:
        return None
    stripped = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?://\s*\]\]>|\]\]>|-->)\s*$", "", text)
    try:
        return json.loads(stripped.strip().removesuffix(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _is_a(node: Mapping[str, Any], kind: re.Pattern[str]) -> bool:
    types = node.get("@type")
    listed = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and kind.search(name) for name in listed)


def _addresses(node: Mapping[str, Any]) -> Iterator[object]:
    main = node.get("mainEntityOfPage")
    yield from (node.get("url"), node.get("@id"), main.get("@id") if isinstance(main, dict) else main)


def _path(address: object) -> str | None:
    found = web_address(address)
    if not found:
        return None
    parts = urlsplit(found)
    return f"{parts.hostname}{parts.path.rstrip('/')}"


def _clean(value: object) -> str | None:
    """A string in one line without white space around; what is longer than any title or name is cut."""
    return (_SPACE.sub(" ", value[:_MAX_WORDS]).strip() or None) if isinstance(value, str) else None


def _alike(heading: str, title: str) -> bool:
    """Whether at least half of the words of one are in the other."""
    one, other = set(heading.lower().split()), set(title.lower().split())
    return 2 * len(one & other) >= min(len(one), len(other))


def _without_site(title: str, site: str | None) -> str:
    match = _SITE.match(title)
    if match and (match["site"] == site or (match["sign"] in "|»" and len(match["site"].split()) <= 4)):
        return match["title"]
    return title
