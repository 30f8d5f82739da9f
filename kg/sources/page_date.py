"""The day on which a web page says that it was published: never a guess, ``None`` where it does not say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.sources.dates import day_in
from kg.sources.page_facts import PageFacts

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Names of meta elements, the surest first. None of them says when a page was changed.
META = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "rnews:datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "shareaholic:article_published_time",
    "bt:pubdate",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "dc:date",
    "dcterms:issued",
    "citation_publication_date",
    "citation_online_date",
    "originalpublicationdate",
    "article.published",
    "article_date_original",
    "publication_date",
    "publication-date",
    "date_published",
    "date-published",
    "published_time",
    "published_date",
    "published-date",
    "publish_date",
    "publish-date",
    "publishdate",
    "publisheddate",
    "published",
    "pubdate",
    "pub_date",
    "displaydate",
    "release_date",
    "date",
)
_URL_DAY = re.compile(r"/((?:19|20)\d\d)([/_-]?)(\d\d)\2(\d\d)(?=[/_.-]|$)")
_WORDED_URL_DAY = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/(\d{1,2})(?=[/_.-]|$)", re.IGNORECASE)
_DATED = re.compile(
    r"(?:^|[\s_-])(?:date|dateline|datetime|time|timestamp|posted|published|pubdate|publish|byline|meta)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"publi|posted|pubdate|entry-date|issue", re.IGNORECASE)
_NOT_PUBLISHED = re.compile(
    r"updat|modif|edit|revis|event|expire|copyright|comment|deadline|start|end-?date", re.IGNORECASE
)
_ELSEWHERE = frozenset({"aside", "footer", "nav", "form", "script", "style", "head", "select"})
_ASIDE = re.compile(r"related|sidebar|comment|footer|recommend|teaser|widget|most-read|newsletter", re.I)
_LABEL = re.compile(r"^\W*(?:first\s+)?(?:published|posted|released|issued)\b", re.IGNORECASE)
_DATE_WORDS = re.compile(
    r"[\d\W_]|\b(?:published|posted|released|issued|updated|modified|first|last|on|at|of|date|st|nd|rd|th"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?"
    r"|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|[ap]m?|t|z|utc|gmt|[ecmp][sd]?t|bst|cest)\b",
    re.IGNORECASE,
)
_MAX_WORDS = 20
_MAX_AROUND = 12
_MAX_ELEMENTS = 1_000
_MAX_CHARACTERS = 1_000


def published_day(
    tree: HtmlElement,
    facts: PageFacts,
    node: Mapping[str, Any] | None,
    address: str | None,
    *,
    day_first: bool | None = None,
) -> date | None:
    """The day of publication, by the first of these that names one day: JSON-LD, meta elements, itemprop,
    the address, ``time`` elements, elements that call themselves a date, a line "Published on ...".

    What only says when the page was changed, copyright years, and dates of other articles count for nothing.
    ``day_first`` reads "01/02/2024". A day is the one that is written, in the zone that it is written in.
    """
    for values in (
        _json_ld(facts, node),
        _meta(facts),
        _itemprop(tree),
        _in_address(address),
    ):
        for value in values:
            if (day := day_in(value, day_first=day_first)) is not None:
                return day
    return _shown(tree, day_first)


def date_elements(tree: HtmlElement) -> list[HtmlElement]:
    """The elements that show nothing but when the page was published or changed: no words of the article."""
    return [element for element in _showing(tree) if not _DATE_WORDS.sub("", _words(element))]


def _json_ld(facts: PageFacts, node: Mapping[str, Any] | None) -> Iterator[str]:
    for candidate in (node, *facts.pages):
        yield from _strings((candidate or {}).get("datePublished"))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings(value.get("@value"))
    elif isinstance(value, list) and value:
        yield from _strings(value[0])


def _meta(facts: PageFacts) -> Iterator[str]:
    for name in META:
        yield from facts.meta.get(name, ())
    for value in facts.meta.get("parsely-page", ()):
        try:
            stated = json.loads(value)
        except (ValueError, RecursionError):
            continue
        yield from _strings(stated.get("pub_date") if isinstance(stated, dict) else None)


def _itemprop(tree: HtmlElement) -> list[str]:
    """What elements with itemprop "datePublished" state, nothing where they state different things."""
    stated = {
        _stated(element): None
        for element in _elements(tree)
        if "datepublished" in (element.get("itemprop") or "").lower() and not _elsewhere(element)
    }
    return list(stated) if len({day_in(value) for value in stated}) == 1 else []


def _in_address(address: str | None) -> Iterator[str]:
    path = re.sub(r"^https?://[^/]*|[?#].*$", "", address or "")
    yield from (f"{year}-{month}-{day}" for year, _, month, day in _URL_DAY.findall(path))
    yield from (f"{day} {month} {year}" for year, month, day in _WORDED_URL_DAY.findall(path))


def _shown(tree: HtmlElement, day_first: bool | None) -> date | None:
    """The day that the page shows. Elements that say "published" decide before those that only say "date";
    where they show several days, those beside the headline do, and else nothing does.
    """
    seen = _showing(tree)
    for chosen in (
        [e for e in seen if _PUBLISHED.search(_names(e)) or "pubdate" in e.attrib or _LABEL.match(_words(e))],
        seen,
    ):
        days = _days(chosen, day_first)
        if len(days) > 1:
            days = _days(_beside_heading(tree, chosen), day_first)
            return days.pop() if len(days) == 1 else None
        if days:
            return days.pop()
    return None


def _days(elements: Iterable[HtmlElement], day_first: bool | None) -> set[date]:
    days = (day_in(_stated(element), day_first=day_first) for element in elements)
    return {day for day in days if day is not None}


def _beside_heading(tree: HtmlElement, elements: list[HtmlElement]) -> list[HtmlElement]:
    """Of the elements those that stand closest to the only first heading in the tree."""
    headings = list(tree.iter("h1"))
    around = {element: set(element.iterancestors()) for element in elements}
    for ancestor in headings[0].iterancestors() if len(headings) == 1 else ():
        if beside := [element for element in elements if ancestor in around[element]]:
            return beside
    return []


def _showing(tree: HtmlElement) -> list[HtmlElement]:
    """The elements that may show when the page was published: the first ones of a page of many."""
    named = islice((element for element in _elements(tree) if _is_named(element)), _MAX_ELEMENTS)
    return [element for element in named if _may_show(element)]


def _is_named(element: HtmlElement) -> bool:
    """Whether an element is one of time, calls itself one, or begins with "Published"."""
    return (
        element.tag == "time"
        or _DATED.search(_names(element)) is not None
        or _LABEL.match((element.text or "")[:40]) is not None
    )


def _may_show(element: HtmlElement) -> bool:
    names = _names(element)
    if _NOT_PUBLISHED.search(names) or _elsewhere(element):
        return False
    words = len(_words(element).split())
    if not 0 < words <= _MAX_WORDS and not element.get("datetime"):
        return False
    parent = element.getparent()
    return element.tag != "time" or parent is None or _around(parent) <= _MAX_AROUND


def _around(parent: HtmlElement) -> int:
    """How many words stand in an element itself: many where a date in it is part of a sentence."""
    beside = [parent.text or "", *(child.tail or "" for child in parent)]
    return sum(len(text.split()) for text in beside)


def _elements(tree: HtmlElement) -> Iterator[HtmlElement]:
    return (element for element in tree.iter() if isinstance(element.tag, str))


def _elsewhere(element: HtmlElement) -> bool:
    return any(
        around.tag in _ELSEWHERE or _ASIDE.search(_names(around))
        for around in (element, *element.iterancestors())
        if around.tag not in ("html", "body")
    )


def _names(element: HtmlElement) -> str:
    return " ".join(element.get(name) or "" for name in ("class", "id", "itemprop", "property"))


def _words(element: HtmlElement) -> str:
    """The words of an element, as far as a date would stand; whole pages may call themselves a date."""
    pieces, size = [], 0
    for piece in element.itertext():
        pieces.append(piece[:_MAX_CHARACTERS])
        size += len(pieces[-1])
        if size > _MAX_CHARACTERS:
            break
    return " ".join("".join(pieces).split())


def _stated(element: HtmlElement) -> str:
    for name in ("content", "datetime", "data-datetime"):
        if value := (element.get(name) or "").strip():
            return value
    words = _words(element)
    return words if day_in(words) or not element.get("title") else element.get("title", "")
