"""Names that the recogniser broke: a nickname between its parts, two halves side by side, or one half."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.names.name_words import BODIES, capitalised
from kg.extraction.names.names import NameSpan
from kg.extraction.names.title_heads import is_title
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.words import titles

_MARKS = frozenset("\"'")
_APOSTROPHES = re.compile("(?<=[a-z])['’](?=[a-z])")
_CLOSING = frozenset({")", "]"})
_LONGEST = 2
"""Words that a nickname has at most."""


def with_names_joined(doc: Doc, names: Sequence[NameSpan]) -> list[NameSpan]:
    """The names with what belongs to one name as one: 'Anton "Toni" Salim', "M Tofail | Hossain Mia"."""
    bare = [_without_given(doc, name) for name in names]
    spoken = [_as_spoken(doc, name, bare) for name in bare]
    whole = [_with_other_half(doc, _with_nickname(doc, name)) for name in spoken]
    out: list[NameSpan] = []
    for name in sorted(whole, key=lambda n: (n.first, -n.last)):
        before = out[-1] if out else None
        if before is not None and name.last <= before.last:
            continue
        if before is not None and name.first <= before.last and _goes_on(doc, before, name):
            out[-1] = NameSpan(before.first, name.last)
        else:
            out.append(name)
    return out


def _without_given(doc: Doc, name: NameSpan) -> NameSpan:
    """The surname where the given name that an editor put in brackets was taken with it: "[Ana] | Ruiz"."""
    closing = next((i for i in range(name.first, name.last - 1) if doc[i].text in _CLOSING), None)
    return name if closing is None else NameSpan(closing + 1, name.last)


def _as_spoken(doc: Doc, name: NameSpan, names: Sequence[NameSpan]) -> NameSpan:
    """The surname that was spoken for a given name that an editor put before it: "met (Ali) | Reza"."""
    closing, after = name.last, name.last + 1
    if after >= len(doc) or doc[closing].text not in _CLOSING or doc[after].pos_ != "PROPN":
        return name
    glossed = is_title(doc[after]) or doc[closing - 1].text.isupper()
    if not capitalised(doc[after]) or glossed or (name.first and is_title(doc[name.first - 1])):
        return name  # "the Free Front (FF) Leader", "(former President Ana) Ruiz", which tells her office
    found = next((n for n in names if n.first == after), None)
    alone = found is None and not doc[after].ent_type_
    return NameSpan(after, after + 1) if alone else found or name


def _with_nickname(doc: Doc, name: NameSpan) -> NameSpan:
    """The name with a nickname in quotes behind it and the rest of the name: 'Anton | "Toni" Salim'."""
    opening = name.last
    if opening + 2 >= len(doc) or doc[opening].text not in _MARKS or doc[opening - 1].dep_ == "punct":
        return name
    for closing in range(opening + 2, min(opening + 2 + _LONGEST, len(doc) - 1)):
        inner = doc[opening + 1 : closing]
        if doc[closing].text != doc[opening].text or not all(capitalised(t) for t in inner):
            continue
        last = closing + 1
        while last < len(doc) and doc[last].pos_ == "PROPN" and capitalised(doc[last]) and doc[last].is_alpha:
            last += 1
        if last > closing + 1 and not doc[closing + 1].is_sent_start:
            return NameSpan(name.first, last)
    return name


def _with_other_half(doc: Doc, name: NameSpan) -> NameSpan:
    """A name of one word behind a title with the word that was left out: "President Adama | Jallow and",
    "leader Assimi | Keita"; not "President Obama | Monday", "President | Obama Administration".

    So a longer one with its first word: "Minister Pushpa | Kamal Rai".
    """
    first, last = name.first, name.last
    if first < 2 or not capitalised(doc[first]):
        return name
    if last - first > 1:
        return NameSpan(first - 1, last) if _begins(doc, first - 1, last) else name
    addressed = is_title(doc[first - 1]) or doc[first - 1].lower_ in titles("honorific")
    if addressed and last < len(doc) - 1 and _left_out(doc, last):
        ends = doc[last + 1].pos_ != "PROPN" and not doc[last + 1].text.startswith("'")
        return NameSpan(first, last + 1) if ends else name
    ours = is_title(doc[first - 2]) and doc[first - 1].dep_ == "compound" and _left_out(doc, first - 1)
    return NameSpan(first - 1, last) if ours else name


def _begins(doc: Doc, i: int, last: int) -> bool:
    """Whether a word between a title and a longer name begins the name: "Minister Pushpa | Kamal Rai".

    So does one behind a form of address: "His Excellency Musa | Kamal Rai".
    """
    title, word = doc[i - 1], doc[i]
    whole = word.dep_ == "compound" and i < word.head.i < last
    called = is_title(title) or title.lower_ in titles("honorific")
    said = called and capitalised(title) and word.lower_ not in titles("status")
    return whole and said and _left_out(doc, i)


def _left_out(doc: Doc, i: int) -> bool:
    """Whether a word is capitalised like a name and nothing else that is known."""
    word = doc[i]
    letters = _APOSTROPHES.sub("", word.text).isalpha() and word.text[0].isalpha()  # "Ulufa'alu"
    plain = word.pos_ == "PROPN" and letters and not word.ent_type_ and not word.is_sent_start
    known = is_title(word) or word.lower_ in BODIES or word.lower_ in titles("honorific")
    return plain and capitalised(word) and not word.is_upper and not known


def _goes_on(doc: Doc, first: NameSpan, second: NameSpan) -> bool:
    """Whether a name that begins where another ends is the rest of it by the parse."""
    if second.first < first.last:
        return True
    words = (doc[first.last - 1], doc[second.first])
    if doc[second.first].is_sent_start or any(is_title(t) or t.lower_ in titles("honorific") for t in words):
        return False
    return all(capitalised(t) for t in words) and words[0].dep_ in {"compound", "nmod"}
