"""Sentences that the parser ends before the name of who is spoken of, which are joined again.

"Spoke with President of Peru | Ana Ruiz in Lima on Monday", "met Prime Minister (PM) | Ana Ruiz", "Juan Soto
and | Ana Ruiz of Peru". Also a day in front: "This Monday (May 23) | Ruiz met the premier".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.names.name_words import PARTICLES
from kg.extraction.names.title_heads import is_title
from kg.extraction.times.calendar_bounds import WEEKDAYS
from kg.extraction.titles.title_joints import bracketed_acronym

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_LONGEST = 8
"""Words of a name: "HH Sheikh Omar bin Said Al Haddad"."""
_MOVED = frozenset({"prep", "npadvmod", "advmod", "agent", "punct"})


def join_sentences(doc: Doc) -> None:
    """Joins such sentences, in place: the name is put beside the title, what follows it hangs on the verb."""
    for event in doc.having(_SITTINGS):
        _join_behind_acronym(event)
    for day in doc.having(WEEKDAYS):
        _join_behind_day(day)
    for first in doc:
        if not first.is_sent_start or first.i == 0 or first.pos_ != "PROPN":
            continue
        last, name = doc[first.i - 1], _root(first)
        if last.lower_ == "and" and last.dep_ == "cc" and name is not None and first.ent_type_ == "PERSON":
            first.is_sent_start = False
            name.hang(last.head, "conj")
            continue
        if _join_two(first, last):
            continue
        title = last if _in_titled_name(last) else _title_before(last)
        if name is None and (office := _whole_office(last)) is not None:
            first.is_sent_start = False
            office.hang(_whole(first), "nmod")
            continue
        if title is None or name is None:
            continue
        first.is_sent_start = False
        rest = [c for c in name.rights if c.dep_ in _MOVED]
        if title is last:
            name.hang(last.head, last.dep_)
            last.hang(name, "compound")
        else:
            name.hang(title, "appos")
        verb = next((t for t in title.ancestors if t.pos_ in {"VERB", "AUX"}), title)
        for word in rest:
            word.hang(verb)


_SITTINGS = frozenset("meeting session consultations dialogue".split())


def _join_behind_acronym(event: Token) -> None:
    """Joins the meeting of a body behind its acronym with its name: "the 8th Joint Committee (JC) | [Meeting]
    was held"; not "the Joint Committee (JC) was there. Meeting X, he said".
    """
    doc, i = event.doc, event.i - 1
    if i < 3 or not event.text[:1].isupper() or doc[i].text != ")":
        return
    opening = next((k for k in range(i, max(i - _LONGEST, 0), -1) if doc[k].text == "("), 0)
    body = doc[opening - 1] if opening else event
    alone = body.head is body and event.dep_ in {"nsubj", "nsubjpass"}
    if body.pos_ != "PROPN" or not event.is_sent_start or not (alone or event.head is event):
        return
    event.is_sent_start = False
    if not alone:
        event.hang(body.head, body.dep_)
    for word in [c for c in body.lefts if c.dep_ in {"det", "amod"}]:
        word.hang(event)
    body.hang(event, "compound")


def _join_behind_day(day: Token) -> None:
    """Joins a sentence with the day in front of it, whose date is in brackets, "This [Monday] (May 23) | Ruiz
    met X"; not "It was Monday (May 23). Ruiz met X".
    """
    doc = day.doc
    close = next((t for t in doc[day.i + 1 : day.i + _LONGEST] if t.text == ")"), None)
    after = doc[close.i + 1] if close is not None and close.i + 1 < len(doc) else None
    if after is None or not after.is_sent_start or day.head is not day or doc[day.i + 1].text != "(":
        return
    first = day.left_edge
    verb = [after, *after.ancestors][-1]
    if first.is_sent_start and day.i - first.i < 2 and verb.pos_ in {"VERB", "AUX"}:
        after.is_sent_start = False
        day.hang(verb, "npadvmod")


def _join_two(first: Token, last: Token) -> bool:
    """Joins two who act where the first is taken for a sentence: "Minister Juan Soto and Foreign Minister of
    Peru | Ana Ruiz held talks", "Premier Juan Soto and spouse | Ana Ruiz arrived", "Juan Soto and
    Premier | He Lin met"; not "with the envoy and the premier. He met"; says whether it did.
    """
    one = last.ancestors[-1] if last.ancestors else last
    office = next((c for c in one.rights if c.dep_ == "conj" and c.right_edge is last), None)
    if one.ent_type_ != "PERSON" or office is None or not (first.ent_type_ == "PERSON" or _surname(first)):
        return False
    known = is_title(office) or office.lemma_.lower() in _RELATED
    verb = first.ancestors[-1] if first.ancestors else first
    name = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if not known or verb.pos_ != "VERB" or name is None or name.left_edge is not first:
        return False
    if any(t.pos_ in {"VERB", "AUX"} for t in last.doc[one.left_edge.i : office.i] if t.dep_ != "relcl"):
        return False
    first.is_sent_start = False
    dep = name.dep_
    name.hang(one, "conj")
    office.hang(name, "nmod")
    one.hang(verb, dep)
    return True


def _surname(first: Token) -> bool:
    """Whether "He" is the surname of somebody rather than a pronoun: "Vice Premier | He Lin"."""
    name = first.head
    return first.text == "He" and first.dep_ == "compound" and name.i == first.i + 1 and name.text.istitle()


_RELATED = frozenset("wife husband spouse son daughter brother consort".split())


def _in_titled_name(last: Token) -> bool:
    """Whether a word is the first of a name behind a title: "met Foreign Secretary Md. Ana | Ruiz"."""
    name = last.ent_type_ == "PERSON" and last.pos_ == "PROPN" and last.dep_ in {"dobj", "pobj"}
    return name and any(is_title(t) for t in last.subtree if t.i < last.i)


def _title_before(last: Token) -> Token | None:
    """The title that a word in capitals ends: "President" for "Peru" of "the President of Peru"."""
    if last.text == ")" and last.i > 3 and bracketed_acronym(last.doc, last.i):
        last = last.doc[last.i - 3]
    if last.pos_ != "PROPN" or not last.text[:1].isupper():
        return None
    above = [last, *last.ancestors][:4]
    return next((t for t in above if is_title(t) and t.text[:1].isupper()), None)


def _whole_office(last: Token) -> Token | None:
    """The office that is a sentence by itself and ends at a word: "[Premier and Minister of Trade of Qatar] |
    HE Sheikh X met Y"; else ``None``.
    """
    office = last.ancestors[-1] if last.ancestors else last
    words = last.doc[office.left_edge.i : last.i + 1]
    ended = last.pos_ == "PROPN" and office.right_edge.i == last.i
    alone = ended and words[0].is_sent_start and is_title(office)
    whole = all(t.pos_ in {"PROPN", "NOUN", "ADJ", "ADP", "DET", "CCONJ"} for t in words)
    return office if alone and whole else None


def _whole(first: Token) -> Token:
    """The last word of a name of which a token is the first."""
    name = first
    while name.dep_ in {"compound", "nmod"} and name.head.pos_ == "PROPN" and name.head.i > name.i:
        name = name.head
    return name


def _root(first: Token) -> Token | None:
    """The last word of a name that a sentence begins with, where nothing else governs the sentence."""
    above = first.ancestors
    root = above[-1] if above else first
    name = first.doc[first.i : root.i + 1]
    whole = all(t.pos_ == "PROPN" and (t.text[:1].isupper() or t.lower_ in PARTICLES) for t in name)
    return root if whole and 0 <= root.i - first.i < _LONGEST else None
