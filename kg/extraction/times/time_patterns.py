"""The grammar of dating words: the regular expressions of ``kg/data/times.tsv``, over the text itself.

Its templates are read as follows: a blank is any white space with at most one line break, ``~`` the same
or nothing, ``<name>`` a piece from ``PIECES``. Names of days and months count only with a capital,
everything else in any case. Where two kinds match, the longer match wins, then the earlier row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from kg.extraction.times.calendar_bounds import MONTHS, WEEKDAYS
from kg.extraction.tokens.frozen_token import Token
from kg.lexicon.forms import Form
from kg.lexicon.rows import Row
from kg.lexicon.tables import read_rows
from kg.resources import data_file

_TO_NINETEEN = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
NUMBER_WORDS = (
    {"a": 1, "an": 1}
    | {word: value for value, word in enumerate(_TO_NINETEEN.split("|"), start=1)}
    | {word: 10 * value for value, word in enumerate(_TENS.split("|"), start=2)}
)
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_SMALL = "|".join(sorted((w for w in NUMBER_WORDS if w not in ("a", "an")), key=len, reverse=True))
_FIRST_TO_NINTH = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_ORDINAL = (
    f"twenty-(?:{_FIRST_TO_NINTH})|thirty-first|{_FIRST_TO_NINTH}|tenth|eleventh|twelfth|thirteenth|fourteenth"
    "|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
)
_FEAST = r"New Year['’]s (?:Eve|Day)|Christmas (?:Eve|Day)|Boxing Day|May Day"
COUNT = rf"(?:\d{{1,3}}|(?:{_TENS})-(?:{_ONES})|{_SMALL})"

_DAYS = tuple(day.capitalize() for day in WEEKDAYS)
_LONG = tuple(month.capitalize() for month in MONTHS)
_DAY_ABBREVIATION = r"Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun"
_MONTH_ABBREVIATION = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_DAY = (
    f"(?-i:{'|'.join(_DAYS)}|{'|'.join(_DAYS).upper()}|(?:{_DAY_ABBREVIATION})\\."
    f"|(?:{_DAY_ABBREVIATION})(?=,? (?:\\d{{1,2}}\\b|{_MONTH_ABBREVIATION})))"
)
_MONTH = (
    f"(?-i:{'|'.join(_LONG)}|{'|'.join(_LONG).upper()}|(?:{_MONTH_ABBREVIATION})\\."
    f"|(?:{_MONTH_ABBREVIATION})(?=[ -]\\d))"
)
_ORD = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d(?!\d|[.,]\d)"
_PART = (
    r"(?:(?:early|late|mid)[ -]?)?(?:morning|afternoon|evening|night|midday|noon|midnight|dawn"
    r"|lunchtime)"
)
_DASH = r"~[-–—‑]~"
_OPEN_OPS = (
    "no later than|not later than|no earlier than|as early as|as late as|ahead of|prior to|up to|as of"
    "|since|until|till|through|by|before|after|from|starting|beginning|beyond|following|effective"
)
_NEUTRAL = "throughout|during|around|about|within|over|for|on|in|at"
_TURN = "noon|midnight|midday|dawn|dusk|daybreak|sunrise|sunset"
OP = (
    rf"(?!(?:before|after) (?:{_TURN}) )(?:(?:late|early|later|earlier) )?(?P<op>{_OPEN_OPS}|{_NEUTRAL})"
    r"(?: (?:on|in|at least|around|about|roughly|approximately))?"
)

_SHARP = rf"{_TURN}|\d{{1,2}}[:.]\d\d|\d{{1,2}}~[ap]\.?m\b"
_BRACKETED = f"(?-i:{'|'.join(_DAYS)}|{_DAY_ABBREVIATION})\\.?"

PIECES = {
    # "from around 3 p.m. on Monday" says when on Monday it began
    "op": rf"(?:(?:from|starting|beginning|commencing)(?: at)? (?:(?:around|about) )?(?={_SHARP})|{OP} )?",
    "wdb": rf"(?: \({_BRACKETED}\))?",
    "WD": _DAY,
    "wd": f"(?P<wd>{_DAY})",
    "wd2": f"(?P<wd2>{_DAY})",
    "MON": _MONTH,
    "mon": f"(?P<mon>{_MONTH})",
    "mon2": f"(?P<mon2>{_MONTH})",
    "d": rf"(?P<d>\d{{1,2}})(?!\d){_ORD}",
    "d2": rf"(?P<d2>\d{{1,2}})(?!\d|,\d|:\d){_ORD}",
    "day": rf"(?P<d>\d{{1,2}})(?!\d|,\d|:\d){_ORD}",
    "y": f"(?P<y>{_YEAR})",
    "y2": f"(?P<y2>{_YEAR})",
    "Y": _YEAR,
    "yrel": r"(?:,? (?:of |in )?(?P<yrel>last|this|next|the (?:very )?same|that(?: same| very)?) year)",
    "part": f"(?: {_PART})?",
    "PART": _PART,
    "partof": f"(?:the (?:{_PART}|early hours|small hours|eve) of )?",
    "clock": r"(?:(?:(?:(?:just|shortly|soon|minutes|hours) )?(?:before|after) )?"
    rf"(?:{_TURN}|"
    r"\d{1,2}[:.]\d\d|\d{1,2}~[ap]\.?m\.?|\d{4} GMT)"
    r"(?:~[ap]\.?m\.?)?(?: (?:local time|[A-Z]{2,4}T))?,? (?:on )?)?",
    "loose": "(?:(?:late|early|earlier|later) )?",
    "to": f"(?: (?:to|until|till|through|thru|and|or|into) (?:on )?|{_DASH})",
    "poss": "(?:['’]s)?",
    "n": f"(?P<n>{COUNT}|an?)",
    "count": f"(?P<n>{COUNT})",
    "unit": "(?P<unit>hour|day|week|fortnight|month|year|decade)",
    "edge": (
        r"(?!(?:start|end|close|turn|rest) in )"  # "talks start in March"
        r"(?:(?:the )?(?P<edge>beginning|start|end|close|middle|turn|rest|remainder|first half|second half"
        r"|latter half|first (?:few )?(?:days|weeks)|last (?:few )?(?:days|weeks)|(?:first|second|third"
        r"|last) week"
        r") (?:of|in) |(?P<edge2>early|mid|late|later|earlier|end(?=-))~-?~)?"
    ),
    "season": "(?P<season>spring|summer|autumn|fall|winter)",
    "dash": _DASH,
}

_UNITS = "(?:minute|hour|day|night|week|month|year)s?"
_MORE = rf"(?: and a half)?(?: and {COUNT} {_UNITS})?"
LENGTH = rf"(?:half an hour|an hour and a half|(?:{COUNT}|an?)(?: and a half)? {_UNITS}{_MORE})"


def expand(template: str) -> str:
    """The regular expression that a template stands for."""
    for _ in range(2):
        template = re.sub(r"<(\w+)>", lambda m: PIECES.get(m[1], m[0]), template.replace("(?P<", "(?P\x00"))
        template = template.replace("(?P\x00", "(?P<")
    return template


PIECES["COUNT"] = COUNT
PIECES["ORDINAL"] = f"(?:{_ORDINAL})"
PIECES["FEAST"] = f"(?:{_FEAST})"
PIECES["LENGTH"] = LENGTH


def _compile(template: str) -> re.Pattern[str]:
    body = expand(template)
    space = r"(?:[^\S\n]+(?:\n[^\S\n]*)?|\n[^\S\n]*)"  # a run can be read in one way only
    body = re.sub(r"\[[^\]]*\]|~| ", lambda m: {"~": f"{space}?", " ": space}.get(m[0], m[0]), body)
    return re.compile(rf"(?<![\w/.-])(?:{body})(?!\w|-\w)", re.IGNORECASE)


_FORM = Form(("kind", "pattern", "example"), key=("pattern",), needed=("kind", "pattern"))


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Kind and expression of each row of ``kg/data/times.tsv``, in its order."""
    return tuple((row["kind"], _compile(row["pattern"])) for row in pattern_rows())


def pattern_rows() -> tuple[Row, ...]:
    """The rows of ``kg/data/times.tsv``, in its order."""
    return tuple(read_rows(data_file("times.tsv"), _FORM))


_STARTS = (
    f"{_OPEN_OPS}|{_NEUTRAL}|late|early|later|earlier|mid|between|towards?|into|the|these|this|that|an?|last|next|past"
    "|coming|upcoming|previous|current|same|preceding|ensuing|first|second|third|latter|final|end|start|close|middle"
    "|turn|rest|remainder|spring|summer|autumn|fall|winter|today|yesterday|tomorrow|tonight|overnight|noon|midnight"
    "|midday|dawn|dusk|half|minutes?|hours?|days?|nights?|weekends?|weeks?|months?|years?|decades?|some|few|several"
    "|fourth|many|very|too|more|most|less|only|just|exactly|barely|roughly|nearly|almost|recent|recently|soon|shortly|lately"
    "|sometime|long|lasted|lasting|lasts|spanning|spend|spends|spent|spending|ran|as|no|not|of|Q1|Q2|Q3|Q4"
)
STARTER = re.compile(
    rf"(?<![\w/.-])(?:(?:{_STARTS}|{_SMALL})\b|\d|['’]\d|{_DAY}|{_MONTH})".replace(" ", r"\s+"), re.IGNORECASE
)
"""Where an expression may start: the first words of all patterns, so that these are tried nowhere else."""
_WORD = re.compile(r"(?<![\w/.-])(?:['’]\d|\w+)")
_FIRST_WORDS = frozenset(
    word.casefold().replace("?", "")
    for start in f"{_STARTS}|{_SMALL}".split("|")
    for word in (start.partition(" ")[0], re.sub(r".\?", "", start.partition(" ")[0]))
)
_FIRST_LETTERS = frozenset(name[:3] for name in (*WEEKDAYS, *MONTHS))
_FIGURES = frozenset("0123456789'")


def openers(text: str, tokens: Iterable[Token]) -> Iterator[int]:
    """Where ``STARTER`` is found, which is looked for only at words with which it may begin.

    ``tokens`` are those of the text. Most are words, and a word of letters begins nowhere but at its begin.
    """
    free, length = 0, len(text)
    for token in tokens:
        start = token.idx
        end = start + len(token.text)
        if token.is_alpha:
            if not _is_first(token.text) and (end == length or not text[end].isalnum()):
                continue
            starts = [start]
        elif token.is_space or (token.is_punct and token.text[-1] not in "'’"):
            continue
        else:
            starts = [w.start() for w in _WORD.finditer(text, start, end + 1) if w.start() < end]
        for at in starts:
            if at >= free:
                found = STARTER.match(text, at)
                if found is not None:
                    free = found.end()
                    yield at


@lru_cache(maxsize=8192)
def _is_first(word: str) -> bool:
    """Whether the word may begin an expression; in doubt, as for letters that equal others, it may."""
    if not word.isascii():
        return True
    low = word.lower()
    return low in _FIRST_WORDS or low[:3] in _FIRST_LETTERS or low[0] in _FIGURES
