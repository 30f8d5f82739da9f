"""The segments of an article: headline, dateline, paragraphs, as offsets into its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.gazetteer import city_named

SegmentKind = Literal["headline", "dateline", "paragraph"]

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_CITY = r"[A-ZÀ-Ý][A-ZÀ-Ý'’.\-]+(?:[ /][A-ZÀ-Ý][A-ZÀ-Ý'’.\-]*)*"
_REGION = rf"(?:, (?!{_MONTH}\b)(?:[A-Z][a-zà-ý]+\.?(?: [A-Z][a-zà-ý]+\.?)*|[A-Z]\.[A-Z][a-z]?\.))?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?i:{_MONTH}(?: |(?<=\.)){_DAY}|{_DAY} {_MONTH})(?:, \d{{4}}| \d{{4}})?"
# "Riyadh, Jumada I 17, 1438, February 14, 2017, SPA -- ": the Islamic date stands before the other
_HIJRI = (
    r"(?:, (?:Muharram|Safar|Rabi|Jumada|Rajab|Sha'?a?ban|Ramadan|Shawwal|Dhul?|Thul?)[\w '\-]{0,12}"
    r" \d{1,2},? \d{4})?"
)
_HOUSE = r"(?:,? [A-Z]{2,8})?"

# "GENEVA, March 3 (Agency) - ", "MOSCOW, May 21. /TASS/. ", "TEHRAN - ", "PARIS (AFP) -- ", "LIMA • "
_MARKED = re.compile(
    rf"(?P<place>{_CITY}(?<!\.-)(?!-)){_REGION}{_HIJRI}(?:,? (?P<date>{_DATE})\.?,?)?"
    r"(?P<tail>\s*(?:\((?:[^()\n]{2,40})\)|/[^/\n]{2,40}/\.?|[A-Z]{4,}\.(?= ))?\s*"
    r"(?:(?:\.?[-–—―•]{1,2}|_|:)?\s+|(?(date)(?:—|--)(?=[A-ZÀ-Ý\"“])|(?!))))"  # "MOSCOW, Feb. 13—"
)
# A mixed-case city needs an agency or a dash: "Geneva (Reuters) - ", "Dakar- Senegal (PANA) -- "
_MIXED = re.compile(
    r"(?P<place>[A-ZÀ-Ý][\w'’.]+(?:-[\w'’.]+)*(?: [A-ZÀ-Ý][\w'’.\-]+)?)"
    rf"(?:- [A-Z][\w'’]+(?: [\w'’]+){{0,2}}|{_REGION})(?:,? (?P<date>{_DATE})\.?,?)?"
    r"(?P<tail>\s*\([^()\n]{2,40}\)\s*[-–—―•]{1,2}\s+)"
)
# or a date, or is one that the tables know: "Nur-Sultan, 5 May 2020 - ", "Doha, Qatar – ", "Havana, Cuba.- "
_NAMED = re.compile(
    r"(?!\w+day\b)"
    rf"(?P<place>[A-ZÀ-Ý][\w'’.\-]+(?: [A-ZÀ-Ý][\w'’.\-]+){{0,2}}){_REGION}{_HIJRI}"
    rf"(?:,? (?P<date>{_DATE})\.?,?)?{_HOUSE}"
    r"(?P<tail>\s+(?:--|[-–—―•])\s+|\.\s?[-–—]{1,2}\s+|(?(date)\s+[-–—]{1,2}|(?!)))(?=[A-ZÀ-Ý\"“])"
)
# or an agency or a date before any mark: "Madrid, Jul 21 (EFE).- ", "(ANSA) - Rome, April 14 - ",
# "Kampala, Uganda | AFP | ", "Bishkek, May 14 / Kabar /. ",
# "Astana. July 4. KazTAG - ", "Baku, May 6, Trend: "
_HOUSED = re.compile(
    r"(?P<house>\([A-Z][^()\n]{1,20}\) - )?"
    rf"(?P<place>[A-ZÀ-Ý][\w'’\-]+(?: [A-ZÀ-Ý][\w'’\-]+){{0,2}}){_REGION}(?:[,.]? (?P<date>{_DATE})\.?,?)?"
    r"(?P<tail>\s*(?P<agency>\([^()\n]{2,40}\)|/ ?[^/\n]{2,60}/|[A-Z]{3,}\.(?= )"
    r"|(?(date)[A-Z][A-Za-z]{2,9}(?= [-–—] |: )|(?!)))?"
    r"(?:\.?\s*(?:[-–—―•]{1,2}|:)|(?<=[)/])\.|\s*\|(?: [A-Z][A-Za-z. ]{1,30} \|)?)?\s+)(?=[A-ZÀ-Ý\"“])"
)
# or a town and a whole date as sentences: "Belize City. January 31, 2020. "
_STOPPED = re.compile(
    rf"(?P<place>[A-ZÀ-Ý][\w'’\-]+(?: [A-ZÀ-Ý][\w'’\-]+){{0,2}})\. (?P<date>{_MONTH} {_DAY}, \d{{4}})"
    r"(?P<tail>\.\s+)(?=[A-ZÀ-Ý\"“])"
)
# or a house alone, which tells no place: "Lima News - ", "Andean Times – "
_CREDIT = re.compile(
    r"(?:[A-ZÀ-Ý][\w'’.]+ ){1,3}(?:News|Times|Post|Herald|Daily|Gazette|Tribune|Observer|Online|Agency)"
    r"\s+(?:--|[-–—])\s+(?=[A-ZÀ-Ý\"“])"
)
# or all of it in brackets: "(Tbilisi, February 8, Civil Georgia) – "
_BRACKETED = re.compile(
    rf"\((?P<place>[A-ZÀ-Ý][\w'’\-]+(?: [A-ZÀ-Ý][\w'’\-]+){{0,2}}){_REGION}, (?P<date>{_DATE})"
    r"(?P<tail>(?:,? [A-Z][^()\n]{1,30})?\)[.:]?\s*(?:[-–—―•]{1,2}\s*)?)(?=[A-ZÀ-Ý\"“])"
)
# or a date and an agency without a town: "November 27, BPN. "
_DATED = re.compile(
    rf"(?P<date>{_DATE})"
    r"(?P<tail>,? (?:[A-Z]{3,8}(?:\.| [-–—])|\([A-Z][^()\n]{1,30}\)\s*(?:[-–—]|\.-?))\s+)(?=[A-ZÀ-Ý\"“])"
)
# a line of its own: "ANKARA", "Baku, May 5, AZERTAC", "LIMA (Agency)", "LIMA (Agency) May 5, 2003"
_ALONE = re.compile(
    rf"(?P<place>[A-ZÀ-Ý][\w'’.\-]+(?: [A-ZÀ-Ý][\w'’.\-]+){{0,2}}){_REGION}"
    rf"(?:,? (?P<date>{_DATE})\.?,?)?(?P<rest>, [A-Z]\w+day|, [A-Z]{{2,8}})?"
    rf"(?P<agency> \([^()\n]{{2,40}}\)(?: (?P<day>{_DATE}))?)?"
)
_ACRONYM_LIMIT = 4
# A line that ends with one of these was broken before a name: "met with Dr."
_ABBREVIATED = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|Prof|Gen|Lt|Col|Maj|Capt|Adm|Sen|Rep|Gov|Amb|Rev|St|H\.E|Hon)\.$"
)
_SPEAKER = re.compile(
    r"\b(?:THE|PRESIDENT|MINISTER|SECRETARY|CHANCELLOR|AMBASSADOR|SENATOR|MRS?|MS|DR|GENERAL)\b"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text, begin inclusive, end exclusive, in code points."""

    start: int
    end: int
    kind: SegmentKind


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where the dateline ends, and the stretches that hold its place and its date, where it tells them."""

    end: int
    place: tuple[int, int] | None
    date: tuple[int, int] | None


def find_dateline(line: str) -> Dateline | None:
    """The dateline with which a paragraph begins, or ``None``; offsets into ``line``.

    Matches "HAVANA U.S. President ..." and "GENEVA, March 3 (Agency) - Envoys ...", but not
    "NATO foreign ministers met" (an acronym) nor "U.S. officials said".
    """
    match = _MARKED.match(line) or _MIXED.match(line) or _STOPPED.match(line) or _known_city(line)
    if match is None and (credit := _CREDIT.match(line)) is not None and _is_sentence(line[credit.end() :]):
        return Dateline(credit.end(), None, None)
    if match is None and (dated := _DATED.match(line)) is not None and dated.end() < len(line):
        return Dateline(dated.end(), None, dated.span("date"))
    if match is None or match.end() >= len(line):
        return None
    place, tail = match["place"], match["tail"].strip()
    if _SPEAKER.search(place) or place.endswith(("'S", "’S")):  # who speaks in a transcript, "PERU'S Foreign"
        return None
    if not tail and match["date"] is None:
        letters = place.replace(" ", "").replace("/", "")
        bare_acronym = len(letters) <= _ACRONYM_LIMIT or "." in place
        if bare_acronym or not line[match.end()].isupper():
            return None
        if _shouting(line):
            return None
    date = match.span("date") if match["date"] else None
    return Dateline(match.end(), match.span("place"), date)


def _known_city(line: str) -> re.Match[str] | None:
    """A place in capitals and small letters before a dash, with a date or known as a city; else ``None``.

    "Nairobi — President X said", not "Nairobi - Mombasa trains" nor "Tourism — Kenya's mainstay — fell". A
    hyphen or colon does where a whole sentence follows: "Nairobi: The envoys of Peru met on Monday."
    """
    match = _NAMED.match(line)
    if match is not None and match["date"] is not None:
        return match
    sure = match is not None and (match["tail"].strip() != "-" or _is_sentence(line[match.end() :]))
    if match is not None and sure and _is_city(match["place"]):
        return match
    bracketed = _BRACKETED.match(line)
    if bracketed is not None and _is_city(bracketed["place"]):
        return bracketed
    housed = _HOUSED.match(line)
    if housed is None or not _is_city(housed["place"]):
        return None
    agency, tail = housed["agency"] or "", housed["tail"].strip()
    marked = bool(tail) and (housed["date"] is not None or not tail.endswith(agency))
    said = bool(agency) and not agency.startswith("(")  # "Lima (Peru) The minister" is no dateline
    outright = housed["house"] or said or "|" in tail or (tail == ":" and _is_sentence(line[housed.end() :]))
    return housed if (marked and (agency or housed["date"])) or outright else None


def _is_sentence(text: str) -> bool:
    """Whether a text has the length and the end of a sentence, and does not begin with another town."""
    words = text.split()
    return len(words) >= _WORDS and text.rstrip()[-1] in '.!?"”’' and not _is_city(words[0].strip(",;:"))


_WORDS = 6


def lone_dateline(line: str) -> Dateline | None:
    """The dateline that is all of a line: "ANKARA", "Baku, May 5, AZERTAC"; ``None`` for another line.

    A city in small letters needs a date or an agency beside it: "Lima (Peru)" is none, "LIMA (Agency)" is.
    """
    match = _ALONE.fullmatch(line.strip())
    if match is None or not _is_city(match["place"]):
        return None
    if not match["place"].isupper() and match["date"] is None and match["rest"] is None:
        return None
    if match["agency"] is not None and match["date"] is None and not match["place"].isupper():
        return None
    day = next((match.span(name) for name in ("date", "day") if match[name]), None)
    return Dateline(len(line), match.span("place"), day)


def _is_city(name: str) -> bool:
    return any(city_named(n) is not None for n in (name, name.title()))


def _shouting(line: str) -> bool:
    letters = [c for c in line[:80] if c.isalpha()]
    return sum(c.isupper() for c in letters) > 0.6 * max(1, len(letters))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of the lines that hold more than white space."""
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        yield match.span()


def _wrapped(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether the following line continues a sentence that was broken to fit a width."""
    if text[line[1] : following[0]].count("\n") != 1:
        return False
    first = text[line[0] : line[1]].rstrip()
    second = text[following[0] : following[1]].lstrip()
    if not first or not second or second[0] in "-*•":
        return False
    if second[0].islower():
        return True
    if _ABBREVIATED.search(first):
        return True
    width = line[1] - line[0]
    ends = first[-1] in ".!?:\"”'’" and first[-2:-1] != ","  # '"We agree,"' goes on with who says so
    return 50 <= width <= 90 and (not ends or first.endswith(("U.S.", "U.N.", "U.K.")))


def segments(text: str, *, title_in_text: bool = False) -> list[Segment]:
    """Headline, dateline and paragraphs of ``text`` in order; hard-wrapped lines are one paragraph."""
    lines = list(_lines(text))
    out: list[Segment] = []
    if title_in_text and lines:
        out.append(Segment(*lines.pop(0), "headline"))
    start = 0
    while start < len(lines):
        stop = start
        while stop + 1 < len(lines) and _continues(text, lines, start, stop):
            stop += 1
        out.extend(_paragraph(text, lines[start][0], lines[stop][1]))
        start = stop + 1
    return out


def _continues(text: str, lines: list[tuple[int, int]], start: int, stop: int) -> bool:
    if _wrapped(text, lines[stop], lines[stop + 1]):
        return True
    # inside a wrapped block a line may end with its sentence: look whether it is as wide as the others
    wide = [b - a for a, b in lines[start : stop + 1]]
    joined = text[lines[stop][1] : lines[stop + 1][0]].count("\n") == 1
    return stop > start and joined and max(wide) <= 90 and wide[-1] >= max(wide) - 14


def _paragraph(text: str, start: int, end: int) -> Iterator[Segment]:
    while start < end and text[start].isspace():
        start += 1
    dateline = lone_dateline(text[start:end]) or find_dateline(text[start:end])
    if dateline is not None:
        yield Segment(start, start + dateline.end, "dateline")
        start += dateline.end
    if start < end:
        yield Segment(start, end, "paragraph")
