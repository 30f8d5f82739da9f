"""Which reader reads a source: by the format that the user names, by its suffix, by its first bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path

from kg import plugins
from kg.errors import KgError, SourceError, not_installed
from kg.sources.feed import is_feed
from kg.sources.record import Reader, Record, Source
from kg.sources.unpack import PACKED

PLUGIN = "plug-in"
"""The reader of a format that somebody else wrote; the format has the name of the plug-in."""
HEAD = 8192
"""Bytes at the start of a source that tell its format."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, the suffixes that tell it, where its reader is.

    ``many`` says that one source may hold several articles, ``table`` that fields may be in columns of any
    name. Tables are not taken from folders, for most tables hold no articles. ``library`` and ``extra`` are
    what has to be installed for it, where that is not always there.
    """

    name: str
    suffixes: tuple[str, ...]
    reader: str
    many: bool = False
    table: bool = False
    library: str | None = None
    extra: str | None = None


FORMATS: Mapping[str, Format] = {
    format.name: format
    for format in (
        Format("text", (".txt", ".text"), "plain:read_text"),
        Format("markdown", (".md", ".markdown"), "plain:read_markdown"),
        Format("html", (".html", ".htm", ".xhtml"), "page:read_page"),
        Format("feed", (".rss", ".atom", ".xml", ".rdf"), "feed:read_feed", many=True),
        Format("jsonl", (".jsonl", ".ndjson"), "jsonl:read_json_lines", many=True, table=True),
        Format("json", (".json",), "jsonl:read_json", many=True, table=True),
        Format("csv", (".csv", ".tsv", ".tab"), "table:read_table", many=True, table=True),
        Format("parquet", (".parquet", ".pq"), "parquet:read_parquet", True, True, "pyarrow", "parquet"),
        Format("warc", (".warc", ".arc"), "warc:read_warc", many=True, library="warcio", extra="warc"),
        Format("pdf", (".pdf",), "pdf:read_pdf", library="pypdfium2", extra="pdf"),
        Format("word", (".docx",), "word:read_word", library="docx", extra="word"),
        Format("mail", (".eml",), "mail:read_mail"),
        Format("mhtml", (".mhtml", ".mht"), "mail:read_saved_page"),
    )
}
BY_SUFFIX = {suffix: format for format in FORMATS.values() for suffix in format.suffixes}

_CONVERT = "Convert it to one of the formats that are, for example with: libreoffice --convert-to docx"
NOT_READ = {
    ".ttl": "This is a graph; give the article.",
    ".nt": "This is a graph; give the article.",
    ".nq": "This is a graph; give the article.",
    ".trig": "This is a graph; give the article.",
    ".jsonld": "This is a graph; give the article.",
    ".doc": _CONVERT,
    ".odt": _CONVERT,
    ".rtf": _CONVERT,
    ".xls": "Save it as CSV.",
    ".xlsx": "Save it as CSV.",
    ".epub": "Convert it to text first, for example with pandoc.",
    ".zip": "Unpack it and give the folder.",
    ".tar": "Unpack it and give the folder.",
    ".tgz": "Unpack it and give the folder.",
}
_MAGIC = ((b"PK\x03\x04", "word"), (b"WARC/", "warc"), (b"%PDF-", "pdf"), (b"PAR1", "parquet"))
_PAGE = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_OBJECT = re.compile(rb'^(?:\xef\xbb\xbf)?\s*\{\s*"')


def suffix_of(path: Path) -> tuple[str, str | None]:
    """The suffix that tells the format of a file, in lower case, and that of its compression, if any.

    >>> suffix_of(Path("news/A.HTML.gz"))
    ('.html', '.gz')
    """
    packed = path.suffix.lower() if path.suffix.lower() in PACKED else None
    inner = Path(path.stem) if packed else path
    return inner.suffix.lower(), packed


def in_folders(path: Path) -> bool:
    """Whether a file in a folder that is named as a source is one of its articles."""
    found = BY_SUFFIX.get(suffix_of(path)[0])
    return found is not None and not found.table


def is_table(path: Path) -> bool:
    """Whether the suffix is that of a table."""
    found = BY_SUFFIX.get(suffix_of(path)[0])
    return found is not None and found.table


def format_of(name: str, suffix: str, head: bytes, told: str | None = None) -> Format:
    """The format of a source: ``told``, else by its suffix, else by how it begins, else plain text.

    Raises SourceError naming the source for an unknown format and for files that are not read.
    """
    if told is not None:
        if told in FORMATS:
            return FORMATS[told]
        if ":" in told or told in plugins.installed("reader"):
            return Format(told, (), PLUGIN, many=True)
        known = ", ".join((*FORMATS, *plugins.installed("reader")))
        raise SourceError(f"{name}: unknown format '{told}'. Known are: {known}.", name)
    if suffix in NOT_READ:
        raise SourceError(f"{name}: {suffix} files are not read. {NOT_READ[suffix]}", name)
    return BY_SUFFIX.get(suffix) or FORMATS[_sniffed(head)]


def reader_of(format: Format, columns: Mapping[str, str], name: str) -> Reader:
    """The reader of a format. Raises SourceError that says what to install where its library is missing,
    and for columns that are told for a format without any.
    """
    if columns and not format.table:
        raise SourceError(f"{name}: --column is for tables, and this is read as {format.name}.", name)
    if format.library is not None:
        try:
            import_module(format.library)
        except ImportError as error:
            words = not_installed(f"{name}: reading {format.name}", format.library, str(format.extra))
            raise SourceError(words, name) from error
    if format.reader == PLUGIN:
        return partial(_read_by, plugins.load("reader", format.name))
    module, _, function = format.reader.partition(":")
    reader: Callable[..., object] = getattr(import_module(f"kg.sources.{module}"), function)
    return partial(reader, told=columns) if format.table else reader  # type: ignore[return-value] # by name


def _read_by(plugin: plugins.Plugin, source: Source) -> Iterator[Record | SourceError]:
    """What a reader of somebody else gives of a source. Raises PluginError for what is no record."""
    given = plugin.call(source.name, source)
    if not isinstance(given, Iterable):
        raise plugin.wrong(source.name, f"returned a {type(given).__name__}")
    items = iter(given)
    while True:
        try:
            item = next(items)
        except StopIteration:
            return
        except KgError:
            raise
        except Exception as error:
            raise plugin.failed(source.name, error) from error
        if not isinstance(item, Record | SourceError):
            raise plugin.wrong(source.name, f"yielded a {type(item).__name__}")
        yield item


def _sniffed(head: bytes) -> str:
    for magic, name in _MAGIC:
        if head.startswith(magic) and name in FORMATS:
            return name
    if _PAGE.match(head):
        return "html"
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and is_feed(head):
        return "feed"
    return "jsonl" if _OBJECT.match(head) else "text"
