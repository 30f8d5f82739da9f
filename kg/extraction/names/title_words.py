"""Titles as words: in lower case, save for the names and acronyms inside them."""

from __future__ import annotations

from kg.extraction.names.name_words import FIELDS
from kg.extraction.names.ruler_titles import EMIRATES
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.words import titles
from kg.gazetteer import Match

_OFFICE_WORDS = frozenset(
    """
    foreign prime vice deputy assistant national security defense defence finance interior economy trade
    energy home public affairs justice health education minister state treasury commerce homeland special
    supreme crown grand chief executive general high policy first lady senior press environment agriculture
    labor labour culture tourism oil water and of for the to on under secretary director permanent
    political economic commercial transport communications army naval staff cabinet
    """.split()
)

US_OFFICES = frozenset(
    (
        "secretary of state",
        "deputy secretary of state",
        "assistant secretary of state",
        "secretary of defense",
        "treasury secretary",
        "national security adviser",
        "national security advisor",
        "senator",
        "principal deputy national security adviser",
        "principal deputy national security advisor",
    )
)
NATIONAL_OFFICES = (US_OFFICES - {"senator"}) | {
    *"president chancellor king queen emperor empress premier emir amir ameer sultan".split(),
    *(f"{branch} minister" for branch in "prime foreign defense defence finance interior".split()),
    "secretary of the treasury",
    "foreign secretary",
    *(f"{rank} president" for rank in ("vice", "deputy")),
    *("crown prince", "supreme leader", "deputy prime minister"),
    *(f"governor{joint}general" for joint in "- "),
    *("opposition leader", "leader of the opposition"),
}


OFFICES_ANYWHERE = {t for t in NATIONAL_OFFICES if t not in US_OFFICES or t.startswith("national security")}
"""National offices that may be of any state."""


def noun_of_title(title: str) -> str:
    """The word of a title that says the rank, before its field.

    >>> noun_of_title("minister for foreign affairs"), noun_of_title("deputy trade minister")
    ('minister', 'minister')
    """
    return (title.split(" of ")[0].split(" for ")[0].split() or [""])[-1]


def of_malay_title(token: Token) -> bool:
    """Whether a word is of a Malay form of address with two: "Tan Sri", "Dato' Sri"; each may be a name."""
    doc, i = token.doc, token.i
    if token.text == "Tan":
        return doc[i + 1 : i + 2].text in {"Sri", "Seri"}
    if token.text not in {"Sri", "Seri"}:
        return False
    before = i - 1 - (i > 1 and doc[i - 1].text == "'")
    return before >= 0 and doc[before].lower_ in {"tan", "datuk", "dato", "datin"}


_RANKS_OF_ENVOYS = frozenset({"extraordinary", "plenipotentiary"})


_IN_OFFICE = ("-", "in", "-", "office")
_IN_THE_CHAIR = frozenset("chair chairman chairwoman chairperson president".split())


def full_powers(doc: Doc, i: int) -> bool:
    """Whether a token is of the style of an envoy: "Ambassador | Extraordinary and Plenipotentiary | X".

    Or of who is in the chair for now: "the OSCE Chairperson | -in-Office | X".
    """
    word = doc[i].lower_
    if word in _IN_OFFICE:
        starts = (i - k for k, part in enumerate(_IN_OFFICE) if part == word and i - k > 0)
        return any(
            doc[j - 1].lower_ in _IN_THE_CHAIR and tuple(t.lower_ for t in doc[j : j + 4]) == _IN_OFFICE
            for j in starts
        )
    if word == "and":
        return (
            0 < i < len(doc) - 1
            and doc[i - 1].lower_ != doc[i + 1].lower_
            and all(doc[j].lower_ in _RANKS_OF_ENVOYS for j in (i - 1, i + 1))
        )
    return word in _RANKS_OF_ENVOYS and doc[i].text[:1].isupper()


_REGIONS = frozenset("Africa Asia Europe Pacific Arctic Caribbean Balkans Middle".split())
"""First words of regions: "Africa minister", "Middle East envoy"."""


def lower_title(title: str) -> str:
    """Title in lower case save for names and acronyms inside it ("ambassador to Turkey")."""
    out: list[str] = []
    for word in title.split():
        plain = word.lower().rstrip(".")
        common = plain in titles("head") or plain in titles("short") or word.lower() in _OFFICE_WORDS
        acronym = (len(word) > 1 and word.isupper()) or word in _REGIONS
        out.append(word.lower() if common or word.islower() or (not acronym and not out) else word)
    return " ".join(out)


def country_of_title(title: str) -> str | None:
    """Key of the one country that has an office of that name: Ireland for "taoiseach", "tánaiste and minister
    for trade", the Emirates for "crown prince of Sharjah"; else ``None``.
    """
    if "northern ireland" in title.lower():
        return "country:GB"
    ruled, _, land = title.lower().rpartition(" of ")
    if land.lower() in EMIRATES and ruled.split()[-1] in {"ruler", "prince", "emir"}:
        return "country:AE"
    first = title.split(" and ")[0].split()
    value = _ONLY_IN.get(title.lower()) or titles("head").get(title.split()[-1], "")
    value = value or titles("head").get(first[-1] if first else "", "")
    return value if value.startswith("country:") else None


_ONLY_IN = dict.fromkeys(
    ["brexit secretary", "northern ireland secretary", "northern secretary", "chancellor of the exchequer"],
    "country:GB",
) | dict.fromkeys(
    [
        *("holy father", "cardinal secretary of state", "eminence cardinal secretary of state"),
        "secretary for relations",
        "secretary for relations with states",
    ],
    "country:VA",
)
_ONLY_IN |= {
    "federal foreign minister": "country:DE", "federal minister for foreign affairs": "country:DE",
    "federal councillor": "country:CH", "federal councilor": "country:CH",
    "federal minister for european and international affairs": "country:AT",
}  # fmt: skip


_PARTICIPLES = frozenset(
    "born based educated trained backed supported sponsored led installed aligned allied".split()
)
"""What a name joined by a hyphen only qualifies: "the US-born minister", "Russian-backed leader"."""


def joined_participle(doc: Doc, end: int) -> int | None:
    """The token after the participle that is joined to the name before ``end``, or ``None``."""
    if doc[end - 1].lower_.rpartition("-")[2] in _PARTICIPLES:
        return end
    dash = end + 1 < len(doc) and doc[end].text in {"-", "–"}
    return end + 2 if dash and doc[end + 1].lower_ in _PARTICIPLES else None


def only_backs(token: Token) -> bool:
    """Whether a name only says who stands behind somebody, or whom he is for: "Rwanda-backed rebels",
    "pro-Russia rebels"; not "US-led delegation".
    """
    doc, i = token.doc, token.i
    if i > 1 and doc[i - 1].text == "-" and doc[i - 2].lower_ in {"pro", "anti"}:
        return True
    behind = joined_participle(doc, i + 1)
    return behind is not None and doc[behind - 1].lower_.rpartition("-")[2] != "led"


def dot_of_title(doc: Doc, i: int) -> bool:
    """Whether a dot is that of an abbreviated title from which the tokenizer parts it: "Lt . Gen. X"."""
    return doc[i].text == "." and i > 0 and f"{doc[i - 1].lower_}." in titles("short")


def in_full(doc: Doc, i: int) -> str | None:
    """What an abbreviated title stands for, also where its dot is a token of its own; else ``None``."""
    word = doc[i].lower_
    if doc[i : i + 3].text == "HR/VP" or ends_rank(doc, i):
        return titles("short")["hr/vp" if word == "hr" else "gen."]
    dotted = i + 1 < len(doc) and dot_of_title(doc, i + 1)
    return titles("short").get(f"{word}." if dotted else word)


_BEFORE_GENERAL = frozenset(
    """
    lt lt. lieutenant maj maj. major brig brig. brigadier col col. colonel chief commander leader ruler
    snr senior vice
    """.split()
)


def ends_rank(doc: Doc, i: int) -> bool:
    """Whether "Gen" is a rank: "Lt Gen Torres", "army chief Gen Ana Torres. Gen Torres"; not "Gen Sato"."""
    if doc[i].lower_ != "gen" or i == 0 or i + 1 == len(doc):
        return False
    before = i - 2 if i > 1 and doc[i - 1].text == "-" else i - 1
    ranks = (g.i for g in doc.having({"gen"}) if 0 < g.i < i and doc[g.i - 1].lower_ in _BEFORE_GENERAL)
    told = any(doc[i + 1].text in doc[g + 1 : g + 4].text.split() for g in ranks)
    return told or doc[before].lower_ in _BEFORE_GENERAL


def past_portfolio(doc: Doc, i: int) -> int:
    """The index after "of FIELD (and FIELD)" at ``i``, or ``i``: "Minister of Defense | X Y", "Minister of
    Foreign Affairs and International Cooperation | X Y".

    So after the style of an envoy or a form of address: "Ambassador Extraordinary and Plenipotentiary | X Y",
    "Emir Sheikh | X".
    """
    while i + 1 < len(doc) and doc[i].lower_ in titles("honorific"):
        i += 1
    while i + 1 < len(doc) and full_powers(doc, i):
        i += 1
    i = past_responsible(doc, i)
    start = i
    while i + 1 < len(doc) and doc[i].lower_ in (_NEXT_FIELD if i > start else _BEFORE_FIELD):
        end = _field(doc, i + 1)
        if end is None:
            break
        i = end
    named = start < i < len(doc) and doc[i].text[:1].isupper() and any(c.isalpha() for c in doc[i].text)
    lone = named and doc[i].ent_type_ != "PERSON" and not doc[i + 1 : i + 2].text[:1].isupper()
    if lone and start and _has_bearer(doc[start - 1]):
        return start  # "Ana Ruiz, Special Representative for Foreign and Security Policy"
    return i if named else start


def _has_bearer(title: Token) -> bool:
    """Whether an office stands behind whose it is, or by itself: "Ana Ruiz, the High | Representative", "the
    High | Representative said"; not "the minister for trade, Ana Ruiz".
    """
    head = title.head if title.dep_ in {"compound", "nmod"} and title.head.i > title.i else title
    if any(c.lower_ == "the" for c in head.lefts) and head.dep_ in {"nsubj", "pobj", "dobj"}:
        return True
    return head.dep_ == "appos" and head.head.ent_type_ == "PERSON" and head.head.i < head.i


def past_responsible(doc: Doc, i: int) -> int:
    """The index of "for" where "Responsible for" begins at ``i``, else ``i``: "Minister Responsible | for
    Foreign Affairs X".
    """
    return i + 1 if doc[i : i + 2].text.lower() == "responsible for" else i


_BEFORE_FIELD = frozenset({"of", "for"})
_NEXT_FIELD = frozenset({"and", ",", "&", "of", "for"})
_MOST_OF_FIELD = 4


def _field(doc: Doc, first: int) -> int | None:
    """The token after what a ministry is for, whose name begins there: "Foreign Affairs |", or ``None``."""
    last = None
    for token in doc[first : first + _MOST_OF_FIELD]:
        if token.lower_ in {"and", "&"} and last is None and token.i > first:
            continue  # "Foreign and European Affairs"
        if not token.text[:1].isupper() and token.lower_ not in FIELDS:
            break
        if token.lower_ in FIELDS:
            last = token.i + 1
    return last


def is_chief(token: Token) -> bool:
    """Whether "Chief" is the form of address of a person, as in Nigeria: "the minister, | Chief Ojo Eze";
    not "Police Chief Eze", "the negotiator in chief".
    """
    if token.text != "Chief" or token.i + 1 >= len(token.doc):
        return False
    named = token.nbor(1).ent_type_ == "PERSON" and token.nbor(1).text[:1].isupper()
    before = token.nbor(-1) if token.i and not token.is_sent_start else None
    return named and (before is None or not before.text[:1].isupper() or before.is_punct)


def is_local_address(token: Token) -> bool:
    """Whether a word is a form of address of one country: "Tan" and "Sri" of "Tan Sri X", "Chief", "Most" of
    "the Most Hon. X"; or is set apart as nowhere else: "H" and "E" of "H E X".
    """
    most = token.text == "Most" and token.doc[token.i + 1 : token.i + 2].text.startswith("Hon")
    return most or of_malay_title(token) or is_chief(token) or set_apart(token)


def set_apart(token: Token) -> bool:
    """Whether a letter is one of the two of "H E X" and "H H X"; not "E" of "Ana E Torres"."""
    if token.text not in {"H", "E"}:
        return False
    doc, i = token.doc, token.i
    first = i - (i > 0 and doc[i - 1].text == "H")
    pair = [t.text for t in doc[first : first + 3]]
    return len(pair) == 3 and pair[0] == "H" and pair[1] in {"E", "H"} and pair[2][:1].isupper()


def drop_first(words: list[str], small: set[str]) -> None:
    """Takes small words off the beginning: "flew with Queen Ana | on Prime Minister X's advice"."""
    while words and words[0].lower() in small:
        words.pop(0)


def drop_last(words: list[str], small: set[str]) -> None:
    """Takes small words off the end of a title."""
    while words and words[-1].lower() in small:
        words.pop()


def past_seat(doc: Doc, match: Match, last: int) -> int:
    """The first token behind a nationality, or behind the house that it is of, whose office a title is:
    "Director for Asian Affairs of the Peruvian Foreign Ministry | X"; not of "the Peruvian Foreign Minister".
    """
    end = match.end
    if match.via != "demonym" or match.start < 2 or doc[match.start - 1].lower_ not in {"the", "of"}:
        return end
    while end < last and doc[end].text[:1].isupper() and end - match.end < _LONG:
        end += 1
    return end if end > match.end and doc[end - 1].lower_ in _SEATS else match.end


_LONG = 4
_SEATS = frozenset("ministry department office parliament senate chancellery presidency embassy army".split())
