"""Two people joined by "and" whom the parser tears apart: "[Minister X of Peru and Kenyan counterpart Y]
met"; and a name that it joins to the next, not to the office before it.

The second was read as who acts alone, the first as a word on a place or on the second, "the meeting between
Minister X of Peru and [Kenyan counterpart Y] took place" as if Y took place, and the counterpart was joined
to Peru.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.extraction.mending.misread_peoples import end_of_name
from kg.extraction.names.title_heads import is_title
from kg.extraction.tokens.counterparts import is_counterpart

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token


def restore_pairs(doc: Doc) -> None:
    """Joins the second of two people to the first, and hangs the first where both belong, in place."""
    for office in doc.having(_OFFICES):
        _restore_named(office)
    for cc in doc.having({"and"}):
        if cc.dep_ == "cc":
            _restore_unnamed(cc)
        if cc.dep_ == "cc" and (first := _phrase_before(cc)) is not None:
            second = _phrase_behind(cc)
            if second is not None and cc.head in first.words and not _is_joined(first, second):
                _join(first, cc, second)


_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SOMEBODY = frozenset({"man", "woman"})
_FAR = 9
_INSIDE = frozenset({"DT", "PRP$", "JJ", "NN", "NNP", "POS", "VBG", "HYPH"})


def _restore_unnamed(cc: Token) -> None:
    """Hangs somebody told of by office on the one before, not on his body: "The head of the Peruvian
    government and [the leader of the rebels]", "and [the man who leads them] met"; not "the head of the
    army and navy", "of the president and [the premier]".
    """
    body = cc.nbor(-1)
    of = body.head
    office = of.head
    if body.dep_ != "pobj" or of.lower_ != "of" or is_title(body) or not is_title(office):
        return
    other = next((t for t in cc.doc[cc.i + 1 : cc.i + 5] if is_title(t) or t.lower_ in _SOMEBODY), None)
    if other is None or other.head not in {body, office} or other.dep_ not in {"conj", "appos"}:
        return
    behind = other.nbor().lower_ if other.i + 1 < cc.sent.end else ""
    own = cc.nbor().tag_ in {"DT", "PRP$"} and behind in {"of", "who"}
    if own and other.left_edge.i == cc.i + 1:
        cc.hang(office)
        other.hang(office, "conj")


class _Phrase(NamedTuple):
    """Words that name one person: the first and last of them, the name's last word and its office, if any."""

    words: list[Token]
    name: Token
    office: Token | None

    @property
    def top(self) -> Token:
        """The word on which the others hang or should hang."""
        under = self.office is None or self.office.head is self.name
        return self.name if under or self.office is None else self.office

    def outside(self) -> list[Token]:
        """Its words that hang on another word than its own."""
        return [t for t in self.words if t.head not in self.words]


def _phrase_before(cc: Token) -> _Phrase | None:
    """The person named right before "and": "Minister X", "Minister X of Peru", "the minister, X,"."""
    doc, at = cc.doc, cc.i - 1
    at -= doc[at].text == ","
    of = doc[at].head if doc[at].dep_ == "pobj" else None
    if of is not None and of.lower_ == "of" and doc[at].ent_type_ == "GPE":
        at = of.i - 1
    name = doc[max(at, 0)]
    if name.ent_type_ != "PERSON" or at < cc.sent.start:
        return None
    begin = _begin_of_name(name)
    office, first = _office_before(begin)
    return _Phrase([doc[i] for i in range(first.i, cc.i)], name, office)


def _begin_of_name(name: Token) -> Token:
    begin = name
    while begin.i > begin.sent.start and begin.ent_iob_ == "I" and begin.nbor(-1).ent_type_ == "PERSON":
        begin = begin.nbor(-1)
    return begin


def _office_before(begin: Token) -> tuple[Token | None, Token]:
    """The office right before a name, also with a comma between, and the first word of both."""
    doc, at = begin.doc, begin.i - 1
    at -= at > 0 and doc[at].text == ","
    at -= 2 * (at > 1 and doc[at].lower_ == "state" and doc[at - 1].lower_ == "of")
    office = doc[max(at, 0)]
    if at < begin.sent.start or not (is_title(office) or is_counterpart(office)):
        return None, begin
    first = office
    while first.i > begin.sent.start and first.nbor(-1).tag_ in _INSIDE:
        first = first.nbor(-1)
    return office, first


def _phrase_behind(cc: Token) -> _Phrase | None:
    """The person named right behind "and" by office and name: "Kenyan President Y", "her counterpart, Y,"."""
    doc, end = cc.doc, min(cc.i + _FAR, cc.sent.end)
    begin = next((i for i in range(cc.i + 1, end) if doc[i].ent_type_ == "PERSON"), None)
    if begin is None or begin == cc.i + 1:
        return None
    name = end_of_name(doc[begin])
    office, _ = _office_before(doc[begin])
    between = [doc[i] for i in range(cc.i + 1, begin)]
    words = [t for t in between if t.text not in {",", "of"}]
    apart = office is None or any(t.tag_ not in _INSIDE for t in words)
    return None if apart else _Phrase([doc[i] for i in range(cc.i + 1, name.i + 1)], name, office)


def _is_joined(first: _Phrase, second: _Phrase) -> bool:
    """Whether the parser has them as a list already, the second in one piece."""
    outside = second.outside()
    return len(outside) == 1 and outside[0].dep_ == "conj" and outside[0].head in {first.top, first.name}


def _join(first: _Phrase, cc: Token, second: _Phrase) -> None:
    """Makes the second the one who is joined, and both who act where the second was read so alone."""
    top, other = first.top, second.top
    torn = [
        t for t in (*second.outside(), *first.outside()) if t.dep_ in _SUBJECTS and t.head.i > second.name.i
    ]
    verb, dep = (torn[0].head, torn[0].dep_) if torn else (None, "")
    within = top.dep_ == "pobj" and top.head.lower_ == "between"
    if not within and verb is not None and top.dep_ in {"dobj", "pobj", "dative", "attr"}:
        return  # "X met Minister Y, and President Z said"
    if verb is not None and not within and top.head is not verb:
        top.hang(verb, dep)
    for word in second.outside():
        if word is not other:
            word.hang(other, "appos")
    cc.hang(top)
    other.hang(top, "conj")


_OFFICES = frozenset("counterpart president minister premier chancellor leader envoy king".split())


def _restore_named(office: Token) -> None:
    """Hangs a name between commas on the office before it, of which the parser makes one who acts: "After
    talks with his Peruvian counterpart, [X], Minister Y said", read as that X and Y said so.
    """
    doc, start = office.doc, office.i + 2
    if office.dep_ != "pobj" or start >= len(doc) or doc[start - 1].text != ",":
        return
    name = doc[start]
    while name.dep_ == "compound" and name.i < name.head.i < start + 5:
        name = name.head
    others = [c for c in name.rights if c.dep_ == "conj" or (c.dep_ == "appos" and is_named_office(c))]
    if name.dep_ != "nsubj" or name.pos_ != "PROPN" or len(others) != 1:
        return
    if any(c.dep_ == "cc" for c in name.rights) or doc[others[0].left_edge.i - 1].text != ",":
        return
    verb = name.head
    name.hang(office, "appos")
    others[0].hang(verb, "nsubj")


def is_named_office(office: Token) -> bool:
    """Whether an office has a name of its own: "Peru's president, Ana Ruiz,"; not "a lawyer"."""
    return is_title(office) and any(c.dep_ == "appos" and c.ent_type_ == "PERSON" for c in office.rights)
