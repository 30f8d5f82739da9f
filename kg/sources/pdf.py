"""Articles from PDF: one for each file, its lines made paragraphs again. Needs pypdfium2."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2

from kg.errors import SourceError
from kg.sources.limits import MAX_PAGES, MAX_PDF, megabytes
from kg.sources.record import Record, Source, read_whole

_MAX_CHARACTERS = 5_000_000
_PITCH = 1.35
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.IGNORECASE)
_ONLY_PAGE = re.compile(r"^\W*(?:page\s+)?1(?:\s*(?:of|/)\s*1)?\W*$", re.IGNORECASE)
_SOFT = ("\u00ad", "\x02", "\ufffe")
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line on a page: its words, both sides, base and height, in points from the lower left corner."""

    text: str
    left: float
    right: float
    base: float
    height: float
    page: int


def read_pdf(source: Source) -> Iterator[Record]:
    """The one record of a PDF file.

    Paragraphs are told by the space between lines and by indents; page numbers and lines that stand on most
    pages are left out; words parted at the end of a line are joined. The dates in a PDF are when the file
    was made, so no day of publication is taken from it. Raises SourceError for a locked or broken file and
    for one that holds only pictures of words.
    """
    data = read_whole(source, MAX_PDF, "PDF")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        broken = f"not a whole PDF ({str(error).rstrip('.')})"
        what = "it is locked by a password. Unlock it first" if locked else broken
        raise SourceError(f"{source.name}: {what}.", source.name) from error
    try:
        pages = _pages(document, source.name)
    finally:
        document.close()
    paragraphs = _paragraphs(_without_running_lines(pages))
    if not paragraphs:
        raise SourceError(
            f"{source.name}: no text in this PDF: it seems to hold pictures of pages. Recognise the text"
            " first, for example with ocrmypdf.",
            source.name,
        )
    yield Record("\n\n".join(paragraphs) + "\n", source.name)


def _pages(document: pypdfium2.PdfDocument, name: str) -> list[list[_Line]]:
    if len(document) > MAX_PAGES:
        raise SourceError(f"{name}: more than {MAX_PAGES:,} pages. Split it into its articles.", name)
    pages: list[list[_Line]] = []
    size = 0
    for number in range(len(document)):
        try:
            page = document[number]
            lines = list(_lines(page, number))
            page.close()
        except pypdfium2.PdfiumError as error:
            place = f"{name}, page {number + 1}"
            raise SourceError(
                f"{place}: this page is broken ({error}). Get the file again.", place
            ) from error
        size += sum(len(line.text) for line in lines)
        if size > _MAX_CHARACTERS:
            raise SourceError(f"{name}: more than {megabytes(_MAX_CHARACTERS)} of text. Split it.", name)
        pages.append(lines)
    return pages


def _lines(page: pypdfium2.PdfPage, number: int) -> Iterator[_Line]:
    words = page.get_textpage()
    try:
        text = words.get_text_range()
        at = 0
        for part in re.split(r"(\r?\n)", text):
            shown = [at + i for i, c in enumerate(part) if not c.isspace()]
            at += len(part)
            if not shown:
                continue
            left = words.get_charbox(shown[0], loose=True)[0]
            right = words.get_charbox(shown[-1], loose=True)[2]
            boxes = [words.get_charbox(i, loose=True) for i in shown[:: max(1, len(shown) // 8)]]
            yield _Line(
                part.strip(), left, right, min(b[1] for b in boxes), max(b[3] - b[1] for b in boxes), number
            )
    finally:
        words.close()


def _without_running_lines(pages: Sequence[Sequence[_Line]]) -> list[_Line]:
    """The lines of all pages but page numbers and what stands at the top or the foot of most pages."""
    edges = [{_like(line) for line in (*page[:2], *page[-2:])} for page in pages]
    often = Counter(text for edge in edges for text in edge)
    running = {text for text, count in often.items() if count >= 3 and 2 * count > len(pages)}
    kept = []
    for page in pages:
        for place, line in enumerate(page):
            at_edge = place < 2 or place >= len(page) - 2
            number = _PAGE_NUMBER.match(line.text) if len(pages) > 1 else _is_alone(page, place)
            if not (at_edge and (number or _like(line) in running)):
                kept.append(line)
    return kept


def _is_alone(page: Sequence[_Line], place: int) -> bool:
    """Whether a line is the number of the only page: a 1 that nothing stands near."""
    line = page[place]
    near = (*page[max(place - 1, 0) : place], *page[place + 1 : place + 2])
    apart = all(abs(other.base - line.base) > 3 * line.height for other in near)
    return bool(near) and apart and _ONLY_PAGE.match(line.text) is not None


def _like(line: _Line) -> str:
    return _NUMBERS.sub("0", line.text)


def _paragraphs(lines: Sequence[_Line]) -> list[str]:
    known = {word.lower() for line in lines for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text)}
    steps = [a.base - b.base for a, b in pairwise(lines) if a.page == b.page and a.base > b.base]
    pitch = statistics.median_low(steps) if steps else 0.0
    paragraphs: list[list[_Line]] = []
    for line in lines:
        if paragraphs and not _begins(line, paragraphs[-1], pitch):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [_joined([line.text for line in paragraph], known) for paragraph in paragraphs]


def _begins(line: _Line, before: Sequence[_Line], pitch: float) -> bool:
    """Whether a line begins a paragraph: wide space above, other size of letters, or an indent.

    At the head of a page or a column it goes on with what ended without the end of a sentence or in a line
    that is full.
    """
    last = before[-1]
    if abs(line.height - last.height) > 0.15 * max(line.height, last.height):
        return True
    step = last.base - line.base
    if line.page != last.page or step < -line.height:
        full = last.right > max(part.right for part in before[-6:]) - 3 * last.height
        return _SENTENCE_END.search(last.text) is not None and (len(before) == 1 or not full)
    closest = min(pitch, 1.5 * line.height) or pitch
    if step > _PITCH * closest:
        return True
    indent = line.left - min(part.left for part in before[-3:])
    return indent > 0.8 * line.height and _SENTENCE_END.search(last.text) is not None


def _joined(lines: Sequence[str], known: set[str]) -> str:
    text = ""
    for line in lines:
        if not text:
            text = line
        elif text.endswith(_SOFT):
            text = text[:-1] + line
        elif re.search(r"\w-$", text) and line[:1].islower():
            text = _unbroken(text, line, known)
        else:
            text = f"{text} {line}"
    for sign in _SOFT:
        text = text.replace(sign, "")
    return " ".join(text.split())


def _unbroken(text: str, line: str, known: set[str]) -> str:
    """Two lines joined at a hyphen, which goes where the word without it stands elsewhere in the text."""
    head, tail = re.search(r"(\w+)-$", text), re.match(r"\w+", line)
    whole = f"{head[1]}{tail[0]}".lower() if head and tail else ""
    return text[:-1] + line if whole in known else text + line
