"""Whether words that look like a time are one in their context, and which of them date something."""

from __future__ import annotations

import re

from kg.extraction.frozen_doc import Doc, Span
from kg.extraction.frozen_token import Token

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
_RANKS = re.compile(r"first|second|third|fourth|fifth|sixth|only|last")
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


def _date(_: Span, __: Token | None, after: Token | None) -> bool:
    """Whether it is no name: "the March 23 Movement"."""
    return after is None or not _NAMED_AFTER.fullmatch(after.text)


def _month(span: Span, before: Token | None, after: Token | None) -> bool:
    """Names of months that are also names, verbs or nouns need a dating word beside them."""
    words = span.text.split()
    bare = len(words) == 1
    if _is_compared(span, before):
        return False
    name = re.sub(r"['’]s$", "", words[-1]).strip(".").casefold()
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
    if after is None or after.pos_ not in ("NOUN", "ADJ"):
        return False
    return before is not None and (before.pos_ in ("DET", "PRON", "ADJ", "PART") or before.dep_ == "poss")


def _is_person(span: Span, after: Token | None) -> bool:
    """Whether the month's name is a surname elsewhere in the text ("Theresa May", "Mrs May")."""
    name = next(token.text for token in reversed(list(span)) if token.text not in ("'s", "’s"))
    for token in span.doc:
        if token.text == name and token.i > 0 and not span.start <= token.i < span.end:
            before = token.nbor(-1)
            if _HONORIFIC.fullmatch(before.text) or (before.ent_type_ == "PERSON" == token.ent_type_):
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


def is_comparison(doc: Doc, span: Span, kind: str) -> bool:
    """Whether the words say since when something is the first or greatest, and not when it is.

    "the first visit by a president in 88 years", "their first meeting since 2018", "her third visit since the
    May 5 attacks", "has grown since its founding in 2001"; not "since 2018 they have met twice".
    """
    if kind not in ("in", "year", "month", "date", "weekday", "relative", "vague", "rolling"):
        return False
    if _since_origin(span):
        return True
    if kind not in ("vague", "rolling") and _first_after(doc, span):
        return True
    opener = span[0].lower_
    if kind == "rolling":  # "the first talks for the last six years", not "over the past week"
        return opener == "for" and any(t.lower_ == "first" for t in doc[span.sent.start : span.start])
    if not (opener == "since" or (kind in ("in", "vague") and opener == "in")):
        return False
    if opener == "since" and _of_a_time(span.root.head.head if span.root.dep_ == "pobj" else span.root.head):
        return True
    start = max(span.sent.start, span.start - 12)
    return any(_RANKS.fullmatch(t.lower_) or t.tag_ in ("JJS", "RBS") for t in doc[start : span.start])


def _first_after(doc: Doc, span: Span) -> bool:
    """Whether words date what something is the first after: "the first meeting since the summit in May", "it
    was the first meeting after the summit in May", "his first trip since fighting broke out in May", "the
    first time they met since a meeting in May".

    Not so in "held the second meeting after the summit in May", "it was the first, after the summit, in May".
    """
    after = _since_clause(span)
    until = span.start if after is None else after.i
    for token in reversed(doc[max(span.sent.start, until - _AFTER_WHAT) : until]):
        if (token.pos_ in {"VERB", "AUX"} and token.dep_ != "amod") or token.text == ",":
            if after is not None and _of_a_time(token):
                continue
            return False
        if token.lower_ in {"after", "since"} and token.dep_ in {"prep", "mark"}:
            after = token
        elif after is not None and _RANKS.fullmatch(token.lower_) and token.head.pos_ == "NOUN":
            told = token.head.dep_ == "attr" or after.lower_ == "since"
            return told and token.head.i < after.i
    return False


def _of_a_time(verb: Token) -> bool:
    """Whether a verb tells for which time something is: "the first time they | have | met since"."""
    verb = verb.head if verb.dep_ == "aux" else verb
    return verb.dep_ == "relcl" and verb.head.lower_ == "time"


def _since_origin(span: Span) -> bool:
    """Whether words date since when something is: "since its inception in 1996", "since the May election"."""
    root = span.root
    origin = root.head.head if root.dep_ == "pobj" and root.head.lower_ == "in" else root.head
    since = origin.dep_ == "pobj" and origin.head.lower_ == "since"
    within = root.dep_ in {"compound", "nmod", "poss"} and origin.lemma_.lower() not in _MEETINGS
    return since and (within or origin.lemma_.lower() in _ORIGINS)


_MEETINGS = frozenset("talk meeting summit visit trip conference round session negotiation call".split())
_ORIGINS = frozenset("inception creation founding foundation establishment formation launch birth".split())


def _since_clause(span: Span) -> Token | None:
    """The "since" of the clause of a turn of events that ends with words of time, else ``None``: "since she
    took office in May", "since taking office in May"; not "since she came to Oslo in May", which is a visit.
    """
    near = span.doc[max(span.sent.start, span.start - _FAR) : span.start]
    since = next((t for t in reversed(near) if t.lower_ == "since"), None)
    between = [] if since is None else [t for t in near if t.i > since.i]
    if since is None or not between or any(t.text == "," for t in between):
        return None
    told = any(t.lemma_ in _TURNS and t.pos_ in {"VERB", "AUX"} and t.tag_ != "VBG" for t in between)
    going = between[0].tag_ == "VBG" and between[0].lemma_ not in _CONTACTS
    return since if told or (going and all(t.tag_ != "VBD" for t in between)) else None


_TURNS = frozenset(
    "take assume win seize break begin start erupt resume invade annex impose sever restore end fall".split()
)
_CONTACTS = frozenset("meet visit hold talk come arrive speak travel".split())
_AFTER_WHAT, _FAR = 24, 12
