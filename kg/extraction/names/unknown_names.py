"""Names that no recogniser knows though the words around them say whose they are.

"Presidents Kofi Mensah of Ghana and | Alpha Barry | of Guinea"; "| Lansana Toure |, head of the body, met".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.names.name_words import BODIES, FIELDS, capitalised
from kg.extraction.names.names import NameSpan
from kg.extraction.names.title_heads import is_title
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.words import title_heads, titles
from kg.gazetteer import Match

_FEWEST, _MOST = 2, 4
"""Words of such a name."""
_OF_OFFICE = frozenset({"of", "for", "to", "at"})
_OTHERS = BODIES | FIELDS
_NOWHERE = frozenset("DATE TIME EVENT LAW PRODUCT FAC LOC NORP".split())


def unknown_names(doc: Doc, names: Sequence[NameSpan], matches: Sequence[Match]) -> Iterator[tuple[int, int]]:
    """The names [first, last) that a list of persons or an office behind a comma shows to be some."""
    known = {i for m in matches if m.via != "person" for i in range(m.start, m.end)}
    found = [*_of_states(doc, names, matches, known)]
    for token in doc:
        if token.dep_ == "appos" and _is_office(token):
            name = _before(doc, token.head.i + 1, known)
            if name is not None and doc[name[1]].text == ",":
                found.append(name)
        if token.tag_ == "NN" and is_title(token) and token.i + 2 < len(doc):
            found.extend(_behind_office(doc, token, known))
        if token.text == "Excellency" and token.i and token.nbor(-1).lower_ in {"his", "her"}:
            named = _from(doc, token.i + 1, known)  # "His Excellency | Kofi Badu |, President of Ghana"
            found.extend([named] if named is not None else [])
    found.extend(_of_a_state(doc, matches, known))
    for first, last in found:
        parts = [n for n in names if first < n.last and n.first < last]
        if all(first <= n.first and n.last <= last and n != NameSpan(first, last) for n in parts):
            yield first, last


def _behind_office(doc: Doc, office: Token, taken: set[int]) -> Iterator[tuple[int, int]]:
    """The name behind an office in small letters: "Fiji's chief negotiator, | Semi Tavua |, said", "lead
    negotiator | Semi Tavua | said"; not "the president, Fiji Times said".
    """
    apart = doc[office.i + 1].text == ","
    name = _from(doc, office.i + 1 + apart, taken)
    if name is None or not office.is_lower or (apart and not _is_office(office)):
        return
    if not apart or (name[1] < len(doc) and doc[name[1]].text == ","):
        yield name


def _of_a_state(doc: Doc, matches: Sequence[Match], taken: set[int]) -> Iterator[tuple[int, int]]:
    """The name that is taken for a place or body of a state though it acts or is met: "Peru's | Kuntur Quispe
    | said", "talks between Peru's | Quispe Mayta | and"; not "visited Peru's Machu Picchu".
    """
    for match in matches:
        if match.entry.kind == "country" and doc[match.end : match.end + 1].text in _WHOSE:
            name = _from(doc, match.end + 1, taken)
            head = doc[name[0] : name[1]].root if name is not None else None
            if name is None or head is None or doc[name[1] : name[1] + 1].text in _WHOSE:
                continue
            if head.dep_ == "nsubj" and head.ent_type_ in {"GPE", "ORG", ""}:
                who = any(c.dep_ == "relcl" and any(t.lower_ == "who" for t in c.lefts) for c in head.rights)
                press = any(
                    c.dep_ == "dobj" and c.lemma_ in {"reporter", "journalist"} for c in head.head.rights
                )
                acts = press if head.ent_type_ == "ORG" else head.head.lemma_ in _PERSONAL
                if who or acts:
                    yield name
                    continue
            if head.i == name[1] - 1 and _is_met(head):
                yield name


_WHOSE = frozenset({"'s", "’s", "'", "’"})


def _is_met(name: Token) -> bool:
    """Whether who is so named meets others, alone or in a list: "met Peru's X and Chile's Y"."""
    first = name
    while first.head is not first and (
        first.head.lower_ == "of" or (first.head.pos_ == "PROPN" and first.dep_ in {"conj", "appos"})
    ):
        first = first.head  # "X of Peru, | Chile's Y and Z met"
        if first.ent_type_ == "PERSON" and any(
            c.dep_ == "poss" and c.ent_type_ == "GPE" for c in first.lefts
        ):
            return True  # "Peru's X, | Chile's Y"
    above = first.head
    if first.dep_ == "appos" and above.tag_ == "NNS" and is_title(above):
        return True  # "the ministers, Peru's X and Chile's Y"
    if first.dep_ == "pobj":
        return above.lower_ in {"with", "between"} and above.head.lemma_.lower() in _MEETINGS
    if first.dep_ == "dobj":
        return above.lemma_ in {"meet", "receive"}
    alone = above.lemma_ in {"hold", "have"} and any(
        c.dep_ == "dobj" and c.lemma_ in _MEETINGS for c in above.rights
    )
    return first.dep_ == "nsubj" and (alone or above.lemma_ in {"meet", "gather", "confer"})


_MEETINGS = frozenset("talk meeting summit meet discussion negotiation consultation conversation".split())
_PERSONAL = frozenset("say tell add chair preside meet visit seek urge insist argue shake fly reply".split())


def _from(doc: Doc, first: int, taken: set[int]) -> tuple[int, int] | None:
    """The words of a name that begin at a token, or ``None`` where they are none."""
    last = first
    while last < len(doc) and last - first <= _MOST and _may_be_name(doc[last], taken):
        last += 1
    words = doc[first:last]
    fits = _FEWEST <= last - first <= _MOST and not any(t.is_upper and len(t) > 2 for t in words)
    if fits and _hyphened(doc, last):
        last += 2  # "Seo | Hae-in"
    return (first, last) if fits and not any(t.is_sent_start for t in words) else None


def _hyphened(doc: Doc, at: int) -> bool:
    """Whether a hyphen joins two halves of a name here: "Hae | -in"."""
    dash = doc[at : at + 2]
    close = len(dash) > 1 and doc[at - 1].idx + len(doc[at - 1].text) == dash[0].idx
    return close and dash[0].text == "-" and dash[1].is_alpha


def _of_states(
    doc: Doc, names: Sequence[NameSpan], matches: Sequence[Match], taken: set[int]
) -> Iterator[tuple[int, int]]:
    """The names before "of COUNTRY" in a sentence that has persons of other states likewise."""
    states = {m.start for m in matches if m.via == "name" and m.entry.kind == "country"}
    ends = {m.start: m.start - 1 for m in matches if m.start in states and m.start > 1}
    for start, of in ends.items():
        of -= doc[of].lower_ == "the"
        name = _before(doc, of, taken) if doc[of].lower_ == "of" else None
        if name is None:
            continue
        sent = doc[start].sent
        alike = any(
            sent.start <= n.first
            and n.last + 1 < sent.end
            and doc[n.last].lower_ == "of"
            and {n.last + 1, n.last + 2} & states
            for n in names
            if n.last - n.first > 1
        )
        if alike:
            yield name


def _before(doc: Doc, last: int, taken: set[int]) -> tuple[int, int] | None:
    """The words of a name that end before a token, or ``None`` where they are none."""
    first = last
    while first > 0 and last - first <= _MOST and _may_be_name(doc[first - 1], taken):
        first -= 1
        if doc[first].is_sent_start:
            break
    words = doc[first:last]
    fits = _FEWEST <= last - first <= _MOST and not any(t.is_upper and len(t) > 2 for t in words)
    article = first > 0 and doc[first - 1].pos_ == "DET"
    return (first, last) if fits and not article else None


def _may_be_name(token: Token, taken: set[int]) -> bool:
    plain = token.pos_ == "PROPN" and capitalised(token) and token.i not in taken
    plural = token.lower_.endswith("s") and token.lower_[:-1] in title_heads()[0]  # "Ministers X and Y"
    other = plural or is_title(token) or token.lower_ in _OTHERS or token.lower_ in titles("honorific")
    return plain and token.text.isalpha() and not other and token.ent_type_ not in _NOWHERE


def _is_office(noun: Token) -> bool:
    """Whether a noun is an office said of something: "secretary of the council", "Peru's prime minister"."""
    owned = any(c.dep_ == "poss" for c in noun.children)
    said = owned or any(c.dep_ == "prep" and c.lower_ in _OF_OFFICE for c in noun.children)
    single = noun.tag_ == "NN" or (owned and noun.tag_ == "NNP")  # "Peru's Foreign Minister"
    return said and single and is_title(noun)
