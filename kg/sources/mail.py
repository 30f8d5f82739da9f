"""Articles from mails (.eml) and from pages that a browser saved as one file (.mhtml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from kg.errors import SourceError
from kg.sources.blocks import blocks
from kg.sources.dates import day_in
from kg.sources.limits import MAX_MAIL
from kg.sources.page import page_record, page_text, parsed_page
from kg.sources.page_facts import web_address
from kg.sources.record import Record, Source, read_whole

_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_MAX_DEPTH = 50


def read_mail(source: Source) -> Iterator[Record]:
    """The one record of a mail: its subject and its words, plain ones before HTML.

    The day is that of the Date header as the sender wrote it, the publisher who it is from; what follows
    the line ``--`` is a signature and left out, and so is what is attached.
    """
    message = _message(source)
    page = _part(message, "text/html")
    words = _part(message, "text/plain")
    plain = _plain_blocks(words) if words is not None else []
    if page is not None and len(plain) <= 1:
        tree = parsed_page(page_text(*_payload(page)))
        plain = list(blocks(tree)) if tree is not None else plain
    if not plain:
        raise SourceError(
            f"{source.name}: no words in this mail. Give one that holds an article.", source.name
        )
    title = _header(message, "Subject")
    name, address = parseaddr(_header(message, "From") or "")
    day = day_in(_header(message, "Date") or "")
    fields = {
        "title": title,
        "published": day.isoformat() if day else None,
        "url": web_address(_header(message, "Content-Location")),
        "publisher": name or address.rpartition("@")[2],
    }
    if title and " ".join(plain[0].split()) == title:
        plain = plain[1:]
    text = "\n\n".join(([title] if title else []) + plain) + "\n"
    yield Record(text, source.name, {k: v for k, v in fields.items() if v}, heading=title)


def read_saved_page(source: Source) -> Iterator[Record]:
    """The one record of a page saved with all that belongs to it as one file."""
    message = _message(source)
    page = _part(message, "text/html")
    if page is None:
        raise SourceError(f"{source.name}: no web page is in this file.", source.name)
    address = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location")
    data, charset = _payload(page)
    yield page_record(data, source.name, charset=charset, address=web_address(address))


def _message(source: Source) -> EmailMessage:
    data = read_whole(source, MAX_MAIL, "mail")
    if data.count(b"multipart/") > _MAX_DEPTH:
        raise SourceError(
            f"{source.name}: more than {_MAX_DEPTH} parts in parts. It is not read.", source.name
        )
    try:
        message = message_from_bytes(data, policy=policy.default)
    except (ValueError, RecursionError, LookupError) as error:
        raise SourceError(
            f"{source.name}: this mail is broken ({error}). Save it again.", source.name
        ) from error
    if not message.keys():
        raise SourceError(f"{source.name}: no mail: it has no headers. Save it as .eml.", source.name)
    return message


def _part(message: EmailMessage, kind: str) -> EmailMessage | None:
    """The first part of this kind that is not attached."""
    for part in message.walk():
        if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
            return part
    return None


def _payload(part: EmailMessage) -> tuple[bytes, str | None]:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b"", part.get_content_charset()


def _plain_blocks(part: EmailMessage) -> list[str]:
    text = page_text(*_payload(part)).replace("\r\n", "\n")
    signature = _SIGNATURE.search(text)
    text = text[: signature.start()] if signature else text
    if part.get_param("format") == "flowed":
        text = re.sub(r"(?m)^ ", "", re.sub(r" \n(?!\n)", " ", text))
    return [block.strip() for block in re.split(r"\n[ \t]*\n", text) if block.strip()]


def _header(message: EmailMessage, name: str) -> str | None:
    """A header decoded; one that is broken counts as missing."""
    try:
        value = str(message.get(name, ""))
    except (ValueError, LookupError, AttributeError, TypeError):
        return None
    return " ".join(value.split()) or None
