"""The fields of one office: "Foreign Affairs and Trade", "Economy, Trade and Industry", "Chad and Mali"."""

from __future__ import annotations

from kg.extraction.names.name_words import FIELDS, capitalised
from kg.extraction.names.title_heads import is_title
from kg.extraction.names.title_words import dot_of_title, full_powers
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.words import titles
from kg.gazetteer import Match

FAR = 8
"""How many words after its head a title may go on: "of" Peru in "Minister of Foreign Affairs of Peru"."""


def joins_fields(doc: Doc, i: int) -> bool:
    """Whether the "and" joins two fields of one office: "Minister of Foreign Affairs and Trade of Peru X", or
    places: "envoy for Chad and the Sahel X".
    """
    field = doc[i + 2 : i + 3] if doc[i + 1].lower_ == "the" else doc[i + 1 : i + 2]
    if not field.text[:1].isupper() or field[0].ent_type_ == "PERSON":
        return False
    if any(is_title(t) for t in doc[i + 1 : i + 4]):
        return False  # "the President of Peru and Foreign Minister X"
    for j in range(i - 1, max(-1, i - FAR), -1):
        if is_title(doc[j]):
            return doc[j + 1].lower_ in {"of", "for"} and j + 2 < i
        if not _of_field(doc, j):
            return False
    return False


def inside_fields(doc: Doc, comma: int) -> bool:
    """Whether a comma stands between fields of one office, whatever they are: "Minister for Legal[,] Home
    and Security Affairs X"; not "Minister of Trade[,] Foreign Minister X", "Minister of Trade[,] X".
    """
    if doc[comma].text != ",":
        return False
    for j in range(comma - 1, max(0, comma - FAR), -1):
        if is_title(doc[j]):
            if doc[j + 1].lower_ not in {"of", "for"}:
                return False
            break
        if not _of_field(doc, j):
            return False
    else:
        return False
    for j in range(comma + 1, min(len(doc) - 1, comma + FAR)):
        if doc[j].lower_ in {"and", "&"}:
            return capitalised(doc[j + 1]) and _of_field(doc, j + 1)
        if not _of_field(doc, j) or is_title(doc[j]):
            return False
    return False


def _of_field(doc: Doc, j: int) -> bool:
    """Whether a word may be of what a minister is in charge of."""
    token = doc[j]
    word = token.text[:1].isupper() or token.lower_ in _FIELD_WORDS or token.text == ","
    return word and token.ent_type_ != "PERSON" and not token.is_sent_start


_FIELD_WORDS = frozenset({"of", "for", "the"})


def fields_end(doc: Doc, i: int) -> int:
    """Where the fields of a ministry end that begin at a token: "Energy and Natural Resources |"."""
    while i < len(doc) and not doc[i].is_sent_start:
        step = next((n for n in (1, 2, 3) if doc[i + n - 1 : i + n].text.lower() in FIELDS), 0)
        between = [t.lower_ for t in doc[i : i + step - 1] if not capitalised(t)]
        if not step or not capitalised(doc[i + step - 1]) or not set(between) <= {"and", "&", ",", "the"}:
            return i
        i += step
    return i


def listed_fields(doc: Doc, comma: int) -> int:
    """Where the fields end that go on at a comma and are closed by "and": "Minister of Economy [, Trade and
    Industry] of Peru"; 0 for none, as in "Minister of Economy, Trade and Industry Minister X".
    """
    end = fields_end(doc, comma)
    closed = any(t.lower_ in {"and", "&"} for t in doc[comma:end])
    return end if closed and not any(is_title(t) for t in doc[end : end + 1]) else 0


def chair_who_rules(doc: Doc, i: int, by_token: dict[int, Match]) -> bool:
    """Whether "and" joins the chair of a body of states to the office of the leader whose turn it is: "Chair
    of the Lima Union | and Prime Minister of Peru X", "the Union's Chairman | and Peruvian President X".

    Not so "Chair of the Union Commission and President X", who are two, nor with an article behind "and".
    """
    body = by_token.get(i - 1) or by_token.get(i - 2)
    if body is None or body.entry.kind != "organization" or body.entry.country is not None:
        return False
    before = doc[body.start - 1 - (body.start > 1 and doc[body.start - 1].lower_ == "the")]
    chairs = before.lower_ == "of" and doc[before.i - 1].lower_.startswith("chair")
    chairs = chairs or (body.end == i - 1 and doc[i - 1].lower_.startswith("chair"))
    whose = doc[by_token[i + 1].end if i + 1 in by_token else i + 1 :][:2]
    rules = bool({t.lower_ for t in whose} & _RULING) and whose[0].text[:1].isupper()
    state = i + 1 in by_token or (len(whose) > 1 and "of" in {t.lower_ for t in doc[i + 2 : i + 4]})
    return chairs and rules and state and "Commission" not in doc[body.start : i].text


_RULING = frozenset("president premier minister chancellor king".split())


def in_chain(doc: Doc, i: int) -> bool:
    """Whether a comma stands between offices of who is named behind them: "Deputy Prime Minister[,] Foreign
    Minister X", hung on the name by ``misread_chains``; not "Minister of Economy[,] Trade and Industry X".
    """
    comma = doc[i]
    name = comma.head
    if comma.text != "," or comma.dep_ != "punct" or name.ent_type_ != "PERSON" or name.i < i:
        return False
    return any(is_title(c) and c.i < i and c.dep_ == "nmod" for c in name.lefts)


def goes_on_inside(doc: Doc, i: int) -> bool:
    """Whether a mark or words of form are inside a title: "Deputy Premier[,] Minister X", "Min[.]"."""
    inside = in_chain(doc, i) or inside_fields(doc, i) or _in_chief(doc, i)
    return inside or dot_of_title(doc, i) or full_powers(doc, i)


def _in_chief(doc: Doc, i: int) -> bool:
    """Whether a token is "in" of "Commander in Chief", with or without hyphens; not "police in Chief X's"."""
    if doc[i].lower_ != "in" or i < 1 or i + 2 >= len(doc):
        return False
    apart = doc[i - 1].text == "-" and i > 1
    before, after = doc[i - 1 - apart], doc[i + 1 + (doc[i + 1].text == "-")]
    return before.lower_ in {"commander", "editor"} and after.lower_ == "chief"


_SPANS = frozenset("time times day days week weeks month months year years night morning".split())


def without_times(words: list[str]) -> bool:
    """Takes words of time out of those of a title, in place: "the last time | President X met Y"; whether it
    was held then: "the prime minister | at the time".
    """
    head = next((n for n, w in enumerate(words) if w.lower() in titles("head")), 0)
    spans = [n for n, w in enumerate(words[:head]) if w.lower() in _SPANS]
    del words[: spans[-1] + 1 if spans else 0]
    then = len(words) > 2 and words[-1] == "time" and "at" in words[-3:]
    if then:
        del words[words.index("at", -3) :]
    return then


def is_post(doc: Doc, match: Match) -> bool:
    """Whether a state before a title is where another office sends somebody: "the head of the OSCE Mission to
    | Peru Ambassador X", "envoy to | Peru Ambassador X"; not "ambassador to Peru X".
    """
    if match.start < 2 or match.end >= len(doc) or doc[match.start - 1].lower_ != "to":
        return False
    return doc[match.start - 2].lower_ in _POSTS and is_title(doc[match.end])


_POSTS = frozenset({"mission", "envoy", "representative"})


def one_holder(doc: Doc, i: int, by_token: dict[int, Match]) -> bool:
    """Whether the "and" joins offices that by the words themselves one person holds."""
    return chair_who_rules(doc, i, by_token) or _both_in_small(doc, i, by_token)


def _both_in_small(doc: Doc, i: int, by_token: dict[int, Match]) -> bool:
    """Whether the "and" joins two offices in small letters that one person holds: "Qatari prime minister and
    foreign minister X"; not "the Qatari prime minister and foreign minister X", who may be two, nor
    "Qatari prime minister and Omani foreign minister X".
    """
    first = i - 1
    while first > 0 and first not in by_token and doc[first].text[:1].islower():
        first -= 1
    owner = by_token.get(first)
    if owner is None or owner.entry.kind != "country" or i - first < 2 or not is_title(doc[i - 1]):
        return False
    last = i + 1
    while last < len(doc) and doc[last].text[:1].islower() and doc[last].pos_ in {"NOUN", "ADJ", "PROPN"}:
        last += 1
    named = i + 1 < last < len(doc) and doc[last].text[:1].isupper() and last not in by_token
    before = doc[owner.start - 1] if owner.start > 0 else None
    bare = before is None or before.pos_ not in {"DET", "CCONJ"} or before.is_sent_start
    if not (named and bare and is_title(doc[last - 1])):
        return False
    return doc[i - 1].tag_ not in {"NNS", "NNPS"}
