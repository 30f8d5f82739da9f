"""Titles to which a name stands in apposition: "the head of the agency, X, said"."""

from __future__ import annotations

from kg.extraction.names.name_words import FIELDS
from kg.extraction.names.title_heads import is_title
from kg.extraction.names.title_words import full_powers
from kg.extraction.titles.comma_titles import PUBLIC_BODIES, closes, title_up_to
from kg.extraction.titles.deputy_titles import deputy_up_to
from kg.extraction.titles.same_offices import is_rank, says_office
from kg.extraction.titles.title_fields import chair_who_rules
from kg.extraction.titles.titles import TitleSpan, is_honorific, parse_title
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.gazetteer import Match

_OF_WHAT = frozenset({"for", "to", "on"})


STYLES_OF_BIRTH = frozenset("cardinal archbishop bishop monsignor prince princess".split())
"""What stands before a name for life, whichever office its bearer holds."""


def gives_way(before: TitleSpan | None) -> bool:
    """Whether what stands right before a name is no office, or a rank at most, so that one apposed counts.

    "The head of the mission, Ambassador X", "the army chief, General X"; not "the ambassador of Peru X".
    """
    if before is None or before.title in STYLES_OF_BIRTH or not says_office(before.title):
        return True
    return before.title == "ambassador" and before.body is None


def unless_named(doc: Doc, span: TitleSpan | None, persons: list[tuple[int, int, str]]) -> TitleSpan | None:
    """The title behind a name, unless it ends with another one, whose it is: "X, Minister for Trade Y".

    "X, a minister in the government of Y" is one of X; "X, ministers and envoys" go on a list.
    """
    if span is not None and doc[span.head].tag_ == "NNS":
        name = max((n for n in persons if n[1] <= span.first), key=lambda n: n[1], default=(0, 0, ""))
        if not any(t.pos_ == "CCONJ" for t in doc[max(0, name[0] - 3) : name[0]]):
            return None
    if span is not None and any(
        c.dep_ == "appos" and c.ent_type_ == "PERSON" and c.left_edge.nbor(-1).text != ","
        for c in doc[span.head].rights
    ):
        return None  # "Prime Minister X, the chairman of the parliament | Y and"
    ends = [a for a, b, _ in persons if span is not None and span.first < a < b == span.last]
    return None if any(doc[a - 1].lower_ not in _WHOSE for a in ends) else span


_WHOSE = frozenset({"of", "to", "for", "'s", "’s", "'", "the"})


def title_apposed(doc: Doc, first: int, last: int, by_token: dict[int, Match]) -> TitleSpan | None:
    """The title to which a name stands in apposition: "the head of the agency, | X, said".

    Where the parse does not say so, the words do: "with Y and the head of the agency, | X."; so does who is
    told to act in an office, "As Peru's foreign minister, | X met".
    """
    if _named_to_another(doc, first, last):
        return None
    if (office := _acting_as(doc, first, by_token)) is not None:
        return office
    begin = _before_rank(doc, first, by_token)  # "the army chief, | General X"
    second = deputy_up_to(doc, begin - 1) if closes(doc, last) else None
    if second is not None:
        return parse_title(doc, second, begin - 1, by_token)
    by_parse = _by_parse(doc, begin, first, last, by_token)
    if by_parse is not None or doc[begin - 1].text != "," or not (closes(doc, last) and last - first > 1):
        return by_parse
    start = title_up_to(doc, begin - 1)
    if start is None:
        return None
    possessor = start > 1 and doc[start - 1].text in {"'s", "’s"} and by_token.get(start - 2)
    return parse_title(doc, possessor.start if possessor else start, begin - 1, by_token)


def _acting_as(doc: Doc, first: int, by_token: dict[int, Match]) -> TitleSpan | None:
    """The office in front of a sentence in which somebody acts: "As foreign minister of Peru, | X met"."""
    opening = doc[first].sent.start
    if doc[opening].lower_ != "as" or not opening + 1 < first - 1 < opening + _LONGEST:
        return None
    begin, end = opening + 1, first - 1
    begin += doc[begin].lower_ in {"the", "a", "its", "then"}
    inner = doc[begin:end]
    nominal = all(t.pos_ in _NOMINAL or t.lower_ in {"of", "'s", "’s", "-", "and", "for"} for t in inner)
    heads = [t for t in inner if is_title(t) and t.tag_ not in {"NNS", "NNPS"}]
    alone = nominal and heads and not any(t.ent_type_ == "PERSON" and not is_title(t) for t in inner)
    return parse_title(doc, begin, end, by_token) if alone and doc[end].text == "," else None


_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})


def _named_to_another(doc: Doc, first: int, last: int) -> bool:
    """Whether the title before a name is of who is named before it: "X as foreign minister, | Y as envoy"."""
    if last >= len(doc) or doc[last].lower_ != "as" or not any(is_title(t) for t in doc[last + 1 : last + 6]):
        return False
    return any(t.lower_ == "as" for t in doc[doc[first].sent.start : first])


_LONGEST = 8


def _by_parse(doc: Doc, begin: int, first: int, last: int, by_token: dict[int, Match]) -> TitleSpan | None:
    """The title of a name in apposition by the parse; ``begin`` is where its rank begins, or the name."""
    root = doc[first:last].root
    bare = _bare_title(doc, begin)
    if bare is not None:
        return parse_title(doc, bare, begin - 1, by_token)
    head: Token | None
    if _told_in_turn(doc, root, begin, last):
        head = root.head
    elif root.dep_ == "appos" or _listed_after_country(root, by_token):
        head = _above(root, doc[begin - 1], by_token)
        if not is_title(head) and doc[begin - 1].text == ",":
            head = _before_comma(doc, begin, last, ranked=True) or head
    else:
        head = _before_comma(doc, begin, last, ranked=begin < first)
    envoy = None if head is not None and is_title(head) else _sent_to(doc, begin, by_token)
    head = envoy or head
    first = begin
    if head is None or not is_title(_without_elect(head)) or head.i >= first or head.tag_ in {"NNS", "NNPS"}:
        return None
    chair = _chair_before(doc, head, by_token)
    head = chair or head
    start, end = head.left_edge.i, first
    if doc[start].pos_ == "ADP":  # "On the sidelines, | Peru's minister, X"
        start = next((i + 1 for i in range(head.i - 1, start, -1) if doc[i].text == ","), start)
    while end > head.i + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    inner = (t for t in doc[head.i + 1 : end] if not (envoy or full_powers(doc, t.i)))
    if (
        any(
            t.dep_ == "relcl"
            or (t.ent_type_ == "PERSON" and t.nbor(-1).text == ",")  # "Chile's envoy, Y, the premier, | X"
            or (t.dep_ == "conj" and not (chair or _same_holder(t) or _field(t) or _further_place(t, head)))
            for t in inner
        )
        or end - start > 16
    ):
        return None
    return parse_title(doc, start, end, by_token)


def _told_in_turn(doc: Doc, name: Token, first: int, last: int) -> bool:
    """Whether a name that is read as one more stands between its title and another: "met the premier, | X,
    and the minister of trade, Y", "met Chile's president-elect, | X, and Peru's Y".
    """
    title, behind = name.head, [t.lower_ for t in doc[last : last + 3]]
    ends = first > 1 and _without_elect(doc[first - 2]) is title
    after = name.dep_ == "conj" and ends and is_title(title) and doc[first - 1].text == ","
    known = any(c.lower_ in {"the", "his", "her", "its"} or c.dep_ == "poss" for c in title.lefts)
    another = behind[2:] in (["the"], ["his"], ["its"]) or doc[last + 3 : last + 4].text in {"'s", "’s"}
    return after and known and behind[:2] == [",", "and"] and another


def _chair_before(doc: Doc, head: Token, by_token: dict[int, Match]) -> Token | None:
    """The first of two offices of who chairs a body of states, where the title that the parser finds is one
    of them: "the Chairman of the Lima Union and [President] of Peru, X"; else ``None``.
    """
    near = doc[max(0, head.i - _LONGEST) : head.i + _LONGEST]
    joint = next((t.i for t in near if t.lower_ == "and" and chair_who_rules(doc, t.i, by_token)), None)
    if joint is None:
        return None
    chairs = (t for t in doc[max(0, joint - _LONGEST) : joint] if t.lower_.startswith("chair"))
    return next(chairs, None)


def _same_holder(title: Token) -> bool:
    """Whether a second title is of whoever has the first: "the Vice President and [Minister] of Trade, X"."""
    alone = not any(c.dep_ in {"det", "poss", "conj"} or c.text == "," for c in title.children)
    joint = title.left_edge.i > 0 and title.left_edge.nbor(-1).lower_ == "and"
    return alone and joint and is_title(title) and title.tag_ in {"NN", "NNP"} and is_title(title.head)


def _field(noun: Token) -> bool:
    """Whether a noun goes on what an office is for: "Premier and Minister of Foreign Affairs and [Trade]"."""
    return noun.lower_ in FIELDS and noun.head.lower_ in FIELDS


def _further_place(name: Token, title: Token) -> bool:
    """Whether a place goes on what an office is for, wherever it hangs: "envoy for Chad and Mali"."""
    if name.ent_type_ not in _PLACES:
        return False
    before = name.left_edge.i - 1
    while before > title.i and name.doc[before].lower_ in {"and", "the", ","}:
        before -= 1
    return title.i < before < name.i - 1 and name.doc[before].ent_type_ in _PLACES


_PLACES = frozenset({"GPE", "LOC"})


def _without_elect(head: Token) -> Token:
    """The title before "elect", where the parse makes that its head: "Peru's president-elect, X"."""
    joined = head.lower_ in {"elect", "designate"} and head.i > 1 and head.nbor(-1).text == "-"
    return head.nbor(-2) if joined else head


def _sent_to(doc: Doc, first: int, by_token: dict[int, Match]) -> Token | None:
    """The envoy of "met the ambassador of Peru to Chile, | X", where the parser took "to Chile" apart."""
    i, to = first - 2, False
    if i < 0 or doc[first - 1].text != ",":
        return None
    words = {"of", "to", "the", "and", ","}
    while i > 0 and (i in by_token or doc[i].lower_ in words or full_powers(doc, i)):
        to = to or doc[i].lower_ == "to"
        i -= 1
    envoy = is_title(doc[i]) and doc[i].pos_ in {"NOUN", "PROPN"}
    return doc[i] if to and envoy and i < first - 3 else None


def _listed_after_country(name: Token, by_token: dict[int, Match]) -> bool:
    """Whether a name is listed with the country of the title before it: "the president of Peru, | X, and"."""
    country = name.head
    if name.dep_ != "conj" or country.i not in by_token or by_token[country.i].entry.kind != "country":
        return False
    alone = not any(c.dep_ == "cc" or (c.dep_ == "conj" and c.i != name.i) for c in country.rights)
    return alone and country.dep_ == "pobj" and country.head.lower_ == "of"


def _bare_title(doc: Doc, first: int) -> int | None:
    """Where a title in capitals without an article begins that a comma parts from a name: "Premier, | X".

    "Called on President, Ana Ruiz and", "US Secretary of State, John Hill met"; not "told the president, Ruiz
    said", nor "the King, Prime Minister X".
    """
    if first < 2 or doc[first - 1].text != "," or doc[first - 1].is_sent_start:
        return None
    begin = first - 1
    while begin > 0 and not doc[begin].is_sent_start:
        bracketed = begin > 3 and doc[begin - 1].text == ")" and doc[begin - 3].text == "("
        if not (bracketed and doc[begin - 2].is_upper) and not _in_capitals(doc[begin - 1]):
            break
        begin -= 3 if bracketed else 1  # "the United Nations (UN) Special Envoy, | X"
    while begin < first - 1 and not doc[begin].text[:1].isupper():
        begin += 1
    words = doc[begin : first - 1]
    heads = [t for t in words if is_title(t) and t.tag_ not in {"NNS", "NNPS"}]
    before = doc[begin - 1] if begin and not doc[begin].is_sent_start else None
    if not heads or words[0].pos_ == "DET" or any(t.ent_type_ == "PERSON" for t in words):
        return None
    if before is not None and (before.text in {",", "and"} or before.pos_ in {"DET", "PRON"}):
        return None
    whole = heads[-1].i == first - 2 or doc[heads[-1].i + 1].lower_ in {"of", "for"}
    return begin if whole else None


def _in_capitals(token: Token) -> bool:
    small = token.lower_ in {"of", "for", "the", "-", "'s"}
    return small or (token.text[:1].isupper() and token.ent_type_ != "DATE")  # "received on Monday | the"


def _before_rank(doc: Doc, first: int, by_token: dict[int, Match]) -> int:
    """Where the rank or form of address before a name begins, if a comma is before it; else ``first``."""
    begin = first
    while begin > 1 and (
        is_rank(doc[begin - 1].lower_.rstrip("."))
        or doc[begin - 1].lower_ in STYLES_OF_BIRTH
        or doc[begin - 1].text == "Ambassador"
        or is_honorific(doc[begin - 1])
        or doc[begin - 1].text in {"-", "."}
        or (begin < first and doc[begin - 1].text in _OF_RANK)
    ):
        begin -= 1
    if begin == first:
        return first
    if begin - 1 in by_token and by_token[begin - 1].via == "demonym":
        begin = by_token[begin - 1].start
    begin -= doc[begin - 1].pos_ == "DET"
    return begin if doc[begin - 1].text == "," else first


_OF_RANK = frozenset({"Field", "Air", "Chief", "Rear", "Vice"})
"""Words with which ranks begin: "Field Marshal", "Air Chief Marshal"."""


def _above(root: Token, before: Token, by_token: dict[int, Match]) -> Token:
    """The title of which a name is the apposition, where the parser hangs it on the title's last words.

    "The special representative for the Great Lakes, X": X stands beside the representative, as beside the
    president in "the President of the French Republic, X", for nobody is a country, nor a body: "the head of
    the political bureau of the movement, X". The envoy is X in "the envoy of
    the president, X".
    """
    head = root.head
    while before.text == "," and not is_title(head) and head.dep_ == "pobj":
        of_country = head.head.lower_ == "of" and head.i in by_token and by_token[head.i].via == "name"
        of_body = head.head.lower_ == "of" and (
            head.ent_type_ == "ORG" or head.lemma_.lower() in PUBLIC_BODIES
        )
        of_body = of_body or (head.head.lower_ == "in" and is_title(head.head.head) and head.i in by_token)
        if head.head.lower_ not in _OF_WHAT and not of_country and not of_body:
            break
        head = head.head.head
    while is_title(head) and head.dep_ == "pobj" and head.head.lower_ == "of" and is_title(head.head.head):
        head = head.head.head
    return head


def _before_comma(doc: Doc, first: int, last: int, *, ranked: bool = False) -> Token | None:
    """The noun whose phrase ends at the comma before a name between commas, where the parser lost it.

    "Met the secretary of Peru's council, Ana Ruiz, to discuss"; not "told the secretary, Ruiz said". Before a
    rank the parse says nothing: "the commissioner for trade, General Ruiz, met".
    """
    closed = last < len(doc) and (doc[last].text in {",", "."} or doc[first:last].root.dep_ == "npadvmod")
    between = first > 1 and doc[first - 1].text == "," and closed
    if not between or (not ranked and doc[first:last].root.dep_ in {"nsubj", "nsubjpass", "conj"}):
        return None
    noun = doc[first - 2].head if doc[first - 2].text == ")" else doc[first - 2]
    found = None
    while noun.right_edge.i <= first - 1 and noun.pos_ in {"NOUN", "PROPN", "ADP"}:
        found = noun if is_title(noun) else found
        if noun.head.i == noun.i or (found is noun and noun.dep_ == "conj" and not _same_holder(noun)):
            break
        noun = noun.head
    return found
