"""The text of a file: UTF-8 (or UTF-16 with its mark) in, NFC with LF line ends out."""

from __future__ import annotations

import codecs
import re
import unicodedata

from kg.errors import SourceError

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1b\x85")
_LINE_ENDS = dict.fromkeys(map(ord, "\r\v\f"), "\n")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_STEERING = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_MAX_CONTROL_SHARE = 0.02
_PROBE = 100_000


def decode(data: bytes, name: str) -> str:
    """The text in ``data``, normalized; ``name`` says in messages where it comes from.

    A byte order mark is removed. Offsets count the code points of what is returned. Raises SourceError
    for what is binary, not UTF-8, or holds nothing but white space.
    """
    if not data.strip():
        raise SourceError(f"{name}: the file is empty. Give a file that holds the text of an article.")
    characters = _characters(data, name)
    if _looks_binary(characters):
        raise SourceError(_binary(name))
    text = normalize(characters)
    if not text.strip():
        raise SourceError(f"{name}: the file holds only white space. Give the text of an article.")
    return text


def normalize(text: str) -> str:
    r"""``text`` in NFC with LF line ends, no byte order mark, and nothing that only steers a terminal.

    Control characters but tab and line end are left out, and so are the signs that turn the direction of
    writing, which can make a quote look like another; half a surrogate pair becomes U+FFFD.

    >>> normalize("\ufeffcafe\u0301\r\n\0\u202e")
    'café\n'
    """
    text = text.replace("\r\n", "\n").translate(_LINE_ENDS)
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return unicodedata.normalize("NFC", _STEERING.sub("", text).lstrip("\ufeff"))


def _characters(data: bytes, name: str) -> str:
    if data.startswith(_UTF16_MARKS):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            where = f"{name}: broken UTF-16 at byte {error.start:,}"
            raise SourceError(f"{where}. Save the file as UTF-8.") from error
    if b"\0" in data[:_PROBE]:
        raise SourceError(_binary(name))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _share_of_controls(data[:_PROBE].decode("latin-1")) > _MAX_CONTROL_SHARE:
            raise SourceError(_binary(name)) from error
        raise SourceError(
            f"{name}: not UTF-8, byte {data[error.start]:#04x} at offset {error.start:,} cannot be read."
            f" Convert it first, for example: iconv -f WINDOWS-1252 -t UTF-8 {name} > utf8.txt"
        ) from error


def _binary(name: str) -> str:
    return f"{name}: this is a binary file, not text. Convert it to plain text first."


def _looks_binary(text: str) -> bool:
    return "\0" in text or _share_of_controls(text[:_PROBE]) > _MAX_CONTROL_SHARE


def _share_of_controls(text: str) -> float:
    controls = sum(ord(c) < 32 or ord(c) == 127 for c in text if c not in _TEXT_CONTROLS)
    return controls / max(1, len(text))
