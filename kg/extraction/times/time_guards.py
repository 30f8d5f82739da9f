"""Whether words that look like a time are one in their context, and which of them date something."""

from __future__ import annotations

import re

from kg.extraction.tokens.frozen_doc import Doc, Span
from kg.extraction.tokens.frozen_token import Token

_OPS = re.compile(
    r"(?:no later than|ahead of|prior to|up to|as of|since|until|till|through|by|before|after|from|following"
    r"|beyond|throughout|during|around|about|within|over|for|on|in|at)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_FEAST = re.compile(r"Good|Black|Bloody|Ash|Super|Palm|Easter|Whit|Maundy|Holy|Cyber|Shrove")
_PAPERS = re.compile(
    r"Times|Telegraph|Mail|Express|Mirror|Herald|Tribune|Star|Independent|Post|World|Sun|Review|Night"
    r"|[Pp]rayers?|[Ss]ermons?|mosque"
)
_HONORIFIC = re.compile(
    r"Mr\.?|Mrs\.?|Ms\.?|Miss|Dr\.?|Sir|Lady|Dame|Lord|Minister|Secretary|President|Chancellor|Senator|Premier|PM"
)
_NAME_MONTHS = frozenset({"may", "march", "april", "june", "august"})
_NAMED_AFTER = re.compile(
    r"Movement|Brigades?|Revolution|Committee|Front|Alliance|Bridge|Square|Mosque|Forces?"
)
_COMPARED = re.compile(r"%|percent|pct|up|down|drop|rise|fall|increase|decrease|decline|unchanged")
_COUNT_OPS = re.compile(
    r"(?:over|about|around|up to|at|within|for|on)\s+(?:at least\s+)?\d{4}$", re.IGNORECASE
)
_ROUND = re.compile(r"(?:in|by|from|after|before)\s+\d\d00$", re.IGNORECASE)


def is_modifier(doc: Doc, span: Span) -> bool:
    """Whether a year without a preposition stands before the thing it names.

    "the 2015 deal", "Geneva's 2026 conference"; not "2000 people", "copyright 2025".
    """
    if span.end >= len(doc) or span.start == 0 or "\n" in doc[span.end - 1].whitespace_:
        return False
    before, after = doc[span.start - 1], doc[span.end]
    if not (after.pos_ in ("NOUN", "PROPN", "ADJ") and after.text[:1].isalpha()):
        return False
    if before.pos_ in ("DET", "PRON", "PART") or before.text in ("'s", "’s", "the", "a"):
        return True
    describes = before.pos_ in ("ADJ", "PROPN", "NOUN") and before.head.i >= span.end
    return describes and before.lower_ != "copyright"


def dating_start(doc: Doc, span: Span, start: int, text: str) -> int:
    """Where the dating words begin: a preposition that governs another noun is left out.

    "ahead of Saturday's talks" and "after the May 14 meeting" date by "Saturday's" and "May 14"; in
    "before Saturday" the preposition belongs to the dating.
    """
    found = _OPS.match(text)
    if found is None or found.end() >= len(text):
        return start
    if text.endswith(("'s", "’s")) or _modifies(doc, span):
        return start + found.end()
    return start


def _modifies(doc: Doc, span: Span) -> bool:
    """Whether the expression stands inside a noun phrase before its noun ("the May 14 meeting")."""
    if span.end >= len(doc) or doc[span.end].pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    if doc[span.end].is_sent_start:
        return False
    inner = [t for t in span if t.pos_ not in ("ADP", "DET", "SCONJ")]
    return bool(inner) and any(
        t.head.i >= span.end
        and t.head.pos_ in ("NOUN", "PROPN")
        and t.dep_ in ("compound", "nmod", "amod", "nummod", "poss")
        for t in inner
    )


def is_time(doc: Doc, span: Span, kind: str) -> bool:
    """Whether the words are meant as a time.

    Not "Theresa May", "Sunday Times", "Good Friday", "a Saturday" in general, "over 2000 soldiers",
    "9% from September", "Arab Spring", "Russia Today".
    """
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    check = _CHECKS.get(kind)
    return check is None or check(span, before, after)


def _weekday(span: Span, before: Token | None, after: Token | None) -> bool:
    word = span[-1] if span[-1].text not in ("'s", "’s") else span[-2]
    if after is not None and _PAPERS.fullmatch(after.text):
        return False
    if re.fullmatch(r"(?:Sun|Sat|Wed|Mon)\.?", span.text) and not (after is not None and after.text == ","):
        return False
    if before is None:
        return True
    if _FEAST.fullmatch(before.text) or (
        before.lower_ == "on" and word.i > 0 and before.i > 0 and before.nbor(-1).text == "Mail"
    ):
        return False
    if before.lower_ in ("every", "each", "any", "most", "happy", "first", "second", "third", "fourth"):
        return False
    return not (
        before.lower_ in ("a", "an") and (after is None or after.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"))
    )


_COUNT = re.compile(r"the\s+\d{1,2}(?:st|nd|rd|th)", re.IGNORECASE)


def _date(span: Span, before: Token | None, after: Token | None) -> bool:
    """Whether it is no name and no number of a series: "the March 23 Movement", "the last round, the 11th,";
    not "the 9th, the 10th and the 11th", "on Monday, the 11th".
    """
    if before is not None and before.lower_ == "," and before.i > 0 and _COUNT.fullmatch(span.text):
        return before.nbor(-1).text[:1].isdigit()
    return after is None or not _NAMED_AFTER.fullmatch(after.text)


def _month(span: Span, before: Token | None, after: Token | None) -> bool:
    """Names of months that are also names, verbs or nouns need a dating word beside them."""
    words = span.text.split()
    bare = len(words) == 1
    if _is_compared(span, before):
        return False
    name = re.sub(r"['’]s$", "", words[-1]).strip(".").casefold()
    if bare and before is not None and before.ent_type_ == "PERSON" and before.text[:1].isupper():
        return False  # "Dong Jun."
    if name not in _NAME_MONTHS or any(c.isdigit() for c in span.text):
        return True
    if not bare:
        return not (
            len(words) == 2
            and words[0].casefold() in ("by", "for", "after", "before", "from", "about", "following")
            and _is_person(span, after)
        )
    if before is not None and (_HONORIFIC.fullmatch(before.text) or before.pos_ == "PROPN"):
        return False
    if before is not None and before.lower_ == "to" and before.head.lemma_ in _MOVING:
        return True  # "was postponed to June"
    if after is None or after.pos_ not in ("NOUN", "ADJ") or _is_person(span, None):
        return False  # "the May visit" of Theresa May
    return before is not None and (before.pos_ in ("DET", "PRON", "ADJ", "PART") or before.dep_ == "poss")


_MOVING = frozenset("postpone delay defer move push put reschedule shift bring".split())


def _is_person(span: Span, after: Token | None) -> bool:
    """Whether the month's name is a surname elsewhere in the text ("Theresa May", "Mrs May")."""
    name = next(token.text for token in reversed(list(span)) if token.text not in ("'s", "’s"))
    for token in span.doc:
        if token.text == name and token.i > 0 and not span.start <= token.i < span.end:
            before = token.nbor(-1)
            named = before.ent_type_ == "PERSON" and before.dep_ == "compound" and before.head.i == token.i
            if _HONORIFIC.fullmatch(before.text) or named or before.ent_type_ == "PERSON" == token.ent_type_:
                return True
    return after is not None and after.pos_ == "PROPN" and after.text[:1].isupper()


def _is_compared(span: Span, before: Token | None) -> bool:
    """Whether the time is what a figure is measured against ("up 9% from September")."""
    if before is not None and before.lower_ == "from" and before.i > 0:
        return _COMPARED.fullmatch(before.nbor(-1).lower_) is not None
    return before is not None and span[0].lower_ == "from" and bool(_COMPARED.fullmatch(before.lower_))


def _year(span: Span, before: Token | None, after: Token | None) -> bool:
    text = span.text
    if _is_compared(span, before):
        return False
    counted = after is not None and after.tag_ == "NNS" and after.text.islower()
    if after is not None and after.text in (
        "%",
        "percent",
        "km",
        "kg",
        "metres",
        "meters",
        "euros",
        "dollars",
        "people",
    ):
        return False
    return (not (counted and _ROUND.fullmatch(text)) and _COUNT_OPS.fullmatch(text) is None) or _is_around(
        text, counted
    )


def _is_around(text: str, counted: bool) -> bool:
    return not counted and re.match(r"(?:around|about)\s", text, re.IGNORECASE) is not None


_OF_A_SEASON = frozenset(
    """
    residence palace house home retreat villa camp capital olympics games coat fruit vegetable clothes
    clothing uniform school resort storm offensive wheat barley crop harvest
    """.split()
)


def _season(span: Span, before: Token | None, after: Token | None) -> bool:
    words = [w.casefold() for w in span.text.split()]
    if after is not None and after.lemma_.lower() in _OF_A_SEASON:
        return False  # "his summer residence", "the Winter Palace"
    if len(words) > 1 and words[0] != "the":
        return not (words[-1] in ("fall", "spring") and span[-1].pos_ == "VERB")
    if len(words) > 1:
        return after is None or (after.pos_ == "NOUN" and words[-1] != "fall")
    if span.text != span.text.casefold() or words[0] == "fall" or span[0].pos_ not in ("NOUN", "ADJ"):
        return False
    return (
        after is not None
        and after.pos_ == "NOUN"
        and (before is None or before.lower_ not in ("hot", "cold"))
    )


def _deictic(span: Span, before: Token | None, _: Token | None) -> bool:
    """Whether it is no proper name: "Today" with a capital after a name is a newspaper or broadcaster."""
    return not (
        span.text[:1].isupper()
        and before is not None
        and before.pos_ == "PROPN"
        and before.whitespace_ == " "
        and before.text[:1].isupper()
        and not before.is_sent_end
    )


def _century(span: Span, _: Token | None, after: Token | None) -> bool:
    """Whether it is no name nor the age of something: "20th Century Fox", "an 18th-century villa"."""
    name = span.text.endswith("Century") and after is not None and after.text[:1].isupper()
    age = "-" in span.text and after is not None and after.pos_ in {"NOUN", "ADJ", "PROPN"}
    return not (name or age)


_CHECKS = {
    "date": _date,
    "weekday": _weekday,
    "month": _month,
    "year": _year,
    "modifier": _year,
    "season": _season,
    "deictic": _deictic,
    "century": _century,
}
