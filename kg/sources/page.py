"""Web pages to records: the main text block by block, and what the page says of itself."""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import SourceError
from kg.sources.blocks import blocks, main_blocks
from kg.sources.limits import MAX_PAGE, MAX_TAGS
from kg.sources.page_date import date_elements, published_day
from kg.sources.page_facts import address_of, article_node, page_facts, publisher_of, title_of
from kg.sources.record import Record, Source, read_whole

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_HEAD = 4096
#: What begins the name of the generator of the pages that ``kg view`` writes.
_OWN = "DiploKG "


class NoArticleError(SourceError):
    """A web page has no main text: a front page, a gallery, a page that scripts fill."""


def read_page(source: Source) -> Iterator[Record]:
    """The one record of a saved web page; raises SourceError for a page without an article."""
    data = read_whole(source, MAX_PAGE, "web page")
    yield page_record(data, source.name, charset=source.charset, address=source.address)


def page_record(data: bytes, place: str, *, charset: str | None = None, address: str | None = None) -> Record:
    """The article in the bytes of a page, its headline first.

    ``charset`` is what the headers say, ``address`` where the page was found. trafilatura chooses the main
    text. The language is not taken from the page: templates state it wrongly too often. Raises SourceError.
    """
    if data.count(b"<") > MAX_TAGS:
        raise SourceError(
            f"{place}: more than {MAX_TAGS:,} tags. It is not read: no article has so many.", place
        )
    tree = _tree(page_text(data, charset), place)
    if any(made.startswith(_OWN) for made in tree.xpath("//head/meta[@name='generator']/@content")):
        raise SourceError(f"{place}: is a page that 'kg view' wrote, not an article.", place)
    facts = page_facts(tree)
    own = address_of(tree, facts, address)
    title = title_of(tree, facts)
    node = article_node(facts, own, title)
    day = published_day(tree, facts, node, own, day_first=_day_first(tree))
    text = "\n\n".join(_main_text(tree, title, place)) + "\n"
    fields = {
        "title": title,
        "published": day.isoformat() if day else None,
        "url": own,
        "publisher": publisher_of(facts, node, own),
    }
    stated = {key: value for key, value in fields.items() if value}
    return Record(text, place, stated, heading=title)


def fragment_blocks(html: str) -> list[str]:
    """The words of a piece of HTML, such as the content of a feed's item, block by block."""
    if html.count("<") > MAX_TAGS:
        return []
    tree = parsed_page(f"<html><body>{html}</body></html>")
    return list(blocks(tree)) if tree is not None else []


def page_text(data: bytes, charset: str | None = None) -> str:
    """The characters of a page, as browsers find them: by its mark, its headers, its meta element, as UTF-8.

    Bytes that are not in the encoding are read as Windows-1252, and what is nothing there either becomes
    U+FFFD: pages do mix encodings, and a stray byte must not cost the article.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    match = _META_CHARSET.search(data[:_HEAD])
    declared = (match[1] or match[2]).decode("ascii") if match else None
    for name in filter(None, (charset, declared)):
        try:
            codec = codecs.lookup(name)
            if codec.name == "utf-8" or not codec._is_text_encoding or codec.name.startswith("utf-16"):
                break
            return data.decode("cp1252" if codec.name in ("iso8859-1", "ascii") else codec.name, "replace")
        except (LookupError, ValueError):  # no codec, or one that is none for pages, such as "idna"
            continue
    return data.decode("utf-8", "kg.windows-1252")


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("kg.windows-1252", _as_windows)


def _tree(text: str, place: str) -> HtmlElement:
    tree = parsed_page(text)
    if tree is None:
        raise SourceError(f"{place}: no web page is in it. Give a page as a browser saves it.", place)
    return tree


def parsed_page(html: str) -> HtmlElement | None:
    """The tree of a page, ``None`` where there is none; unprintable characters are left out."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return document_fromstring(_UNPRINTABLE.sub("", html).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _main_text(tree: HtmlElement, title: str | None, place: str) -> Iterator[str]:
    """The headline and the blocks of the main text, the headline once."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    for element in date_elements(tree):
        element.drop_tree()
    found = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, with_metadata=False, deduplicate=False
    )
    body = getattr(found, "body", None)
    words = list(main_blocks(body)) if body is not None else []
    if not words:
        raise NoArticleError(
            f"{place}: no article text in this web page. Give the page of an article.", place
        )
    if title:
        yield title
        while words and " ".join(words[0].split()) == title:
            words.pop(0)
    yield from words


def _day_first(tree: HtmlElement) -> bool | None:
    """How "01/02/2024" is to be read where the page says which English it is in."""
    language = (tree.get("lang") or "").lower().replace("_", "-")
    return {"en-us": False, "en-gb": True, "en-au": True, "en-nz": True, "en-ie": True, "en-in": True}.get(
        language
    )
