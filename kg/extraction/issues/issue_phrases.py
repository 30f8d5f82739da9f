"""Clean noun phrases: which words around a head make the name of an issue."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

from kg.errors import TableError
from kg.extraction.issues.issue_lists import (
    NOUNS,
    ahead,
    apart,
    closes_at,
    conjuncts,
    escapes,
    is_open,
    opener,
)
from kg.extraction.times.calendar_bounds import WEEKDAYS
from kg.extraction.tokens.frozen_doc import Doc, Span
from kg.extraction.tokens.frozen_token import Token
from kg.lexicon import per_lexicon, rows

_LEFT = {"compound", "amod", "nmod", "nummod", "poss", "quantmod", "npadvmod", "advmod", "punct", "case"}
_TIES = frozenset(
    "of in on for between with against to from over into among by about within through around".split()
)
_TIMES = {"DATE", "TIME"}
_PLACES = {"GPE", "LOC", "NORP"}
_NAMED = _PLACES | {"ORG"}
LONGEST = 9
"""Most words of a phrase; a longer one is cut before the complement that makes it so."""


@per_lexicon
def words() -> Mapping[str, frozenset[str]]:
    """The word classes of ``kg/data/issue_words.tsv``; raises TableError with the line at fault."""
    out: dict[str, frozenset[str]] = {}
    for row in rows("issue_words"):
        if row["class"] in out:
            raise TableError(f"{row.where}: the class {row['class']} stands twice")
        out[row["class"]] = frozenset(m.strip() for m in row["words"].split(","))
    return out


def phrase(head: Token) -> Span:
    """The phrase of a noun: its modifiers on the left, its complements on the right, no relative clause.

    "the fragile situation in the valley, which ..." gives "fragile situation in the valley"; of nouns that
    say little by themselves a participle or infinitive is part: "plan to share water", "risk posed by gangs".
    It is found once for a document.
    """
    known: dict[int, Span] = head.doc.user_data.setdefault("kg.issue_phrases", {})
    found = known.get(head.i)
    if found is None:
        found = known[head.i] = _phrase(head)
    return found


def _phrase(head: Token) -> Span:
    first = _leftmost(head)
    last = head.i + 1
    for child in head.rights:
        if child.dep_ != "prep" or not _ties(child) or child.i != last:
            if child.dep_ in {"prep", "relcl", "acl", "appos", "punct", "cc", "conj"} or child.i > last:
                break
            continue
        end = None if _partner(head, child) else _complement_end(child)
        if end is not None and end - first > LONGEST + 3:
            end = _complement_end(child, listed=False)
        if end is None or end - first > LONGEST + 3:
            break
        last = end
    lemma, table = head.lemma_.lower(), words()
    if lemma in table["keep"] or lemma in table["deal"] or lemma in _FACED:
        clause = next((c for c in head.rights if c.dep_ == "acl" and c.left_edge.i == last), None)
        end = _clause_end(clause) if clause is not None else _beside(head, last)
        if end is not None and end - first <= LONGEST:
            last = end
    elif head.dep_ == "conj":
        end = _after_the_last(head, last)
        if end is not None and end - first <= LONGEST:
            last = end
    return _trim(head.doc, first, last)


_FACED = frozenset("problem difficulty obstacle risk hurdle".split())
"""Nouns that say little without what they are in the way of: "the problems facing the peace process"."""


def _beside(head: Token, last: int) -> int | None:
    """Where a phrase ends that the parse gave to the verb: "reached | a deal | on fishing rights".

    So it may in a list ("boost trade and cooperation | on fishing").
    """
    first = opener(head)
    siblings = first.head.rights if first.dep_ == "dobj" else ()
    after = next((c for c in siblings if c.i == last and (c.lower_ in _ON or _in_something(c))), None)
    return _complement_end(after) if after is not None else _after_the_last(head, last)


_ON = frozenset({"on", "over", "about"})


def _in_something(preposition: Token) -> bool:
    """Whether it tells in what, not where or how: "developments | in the gas sector"; not "in Lima" nor "in
    detail".
    """
    inside = [o for o in preposition.rights if o.dep_ == "pobj"] if preposition.lower_ == "in" else []
    return any(o.pos_ == "NOUN" and not o.ent_type_ and any(True for _ in o.lefts) for o in inside)


def _after_the_last(head: Token, last: int) -> int | None:
    """Where the last of a list ends whose complement the parse gave the first: "visas and work | for all"."""
    if head.dep_ != "conj" or last >= len(head.doc):
        return None
    after = head.doc[last]
    if after.dep_ != "prep" or after.lower_ not in _TIES or after.head.i >= head.i:
        return None
    return _complement_end(after) if after.head in ahead(head) and not _partner(head, after) else None


def _ties(preposition: Token) -> bool:
    """Whether what follows belongs to the name of a thing: "war of", "war in"; "at" before a proper name."""
    return preposition.lower_ in _TIES or (
        preposition.lower_ == "at"
        and any(o.pos_ == "PROPN" and o.ent_type_ not in _TIMES for o in preposition.rights)
    )


def _partner(head: Token, preposition: Token) -> bool:
    """Whether it names with whom a thing was discussed: "raised visas | with the minister".

    Not "discussed relations with the government", nor "visas with a chip"; but "relations | with officials".
    """
    if preposition.lower_ != "with":
        return False
    table = words()
    whole = opener(head)
    while whole.dep_ == "pobj" and whole.head.head.pos_ in NOUNS:
        whole = opener(whole.head.head)  # "raised the fate of the sailors | with the minister"
    if whole.dep_ == "dobj" and whole.head.dep_ == "acl":
        whole = opener(whole.head.head)  # "signed a pact covering fish | with the minister"
    people = any(
        o.ent_type_ == "PERSON" or o.lemma_.lower() in table["participants"] for o in preposition.rights
    )
    persons = people or any(o.lemma_ == "government" for o in preposition.rights)
    if whole.dep_ == "dobj" and whole.head.lemma_ in SIGNING:
        return persons
    joint = head.lemma_.lower() in table["contact"]
    joint = joint or (not people and head.lemma_.lower() in table["keep"] | table["deal"])
    if joint and preposition.i == head.i + 1 and whole.head.lemma_ not in {"raise", "bring"}:
        return False
    spoken = whole.dep_ == "dobj" and whole.head.lemma_.lower() in table["discuss"]
    return spoken and persons


def _clause_end(verb: Token) -> int | None:
    """Where the first thing that a participle or infinitive governs ends; ``None`` without one."""
    for child in verb.rights:
        if child.dep_ == "dobj" and child.pos_ in NOUNS:
            return phrase(child).end
        if child.dep_ in {"prep", "agent"}:
            return _complement_end(child)
    return None


def _complement_end(preposition: Token, *, listed: bool = True) -> int | None:
    """Where what a preposition governs ends, a whole list unless it is too long (``listed``)."""
    ends: list[int] = []
    for child in preposition.rights:
        if child.dep_ == "pobj" and child.pos_ in NOUNS and child.ent_type_ not in _TIMES:
            if child.lemma_.lower() in _AREAS and not any(child.lefts):
                return None  # "cooperation | in areas such as trade"
            if says_nothing(child) and child.lemma_.lower() not in _AREAS:
                return None  # "trade | in a number of areas"
            if (preposition.lower_, child.lemma_) in _AGENDAS:
                return None  # "with fishing | on the agenda"
            if preposition.lower_ in {"over", "in"} and child.lemma_.lower() in words()["contact"]:
                return None  # "discussed fishing | over lunch", "promised aid | in talks with X"
            first = next(iter(apart(child)), child)
            if preposition.lower_ == "between":
                first = _second_side(first)
            elif listed:
                first = _last_part(first, opened=is_open(preposition.head))
            inner = phrase(first)
            if inner.end <= preposition.i:
                return None
            ends.append(inner.end)
        else:
            break
    return ends[-1] if ends else None


SIGNING = frozenset({"sign", "initial", "ink"})
"""Verbs of which what is signed tells what about: "signed an accord on visas"."""
_AGENDAS = {("on", "agenda"), ("on", "table")}
_AGENDAS |= {("among", name) for name in ("theme", "topic", "issue", "matter", "subject", "item")}
_AREAS = frozenset("area field sector sphere domain".split())


_SIDES = frozenset("neighbour neighbor country nation state people side party government".split())


def _second_side(first: Token) -> Token:
    """The last side after "between": "Chile" of "tensions between Peru and Chile", "Peru, Fiji and Chile"."""
    both = [t for t in conjuncts(first) if t.pos_ in NOUNS and not _is_rest(t)][:2]
    if first.tag_ == "NNS" and first.lemma_.lower() in _SIDES and both[-1].lemma_.lower() not in _SIDES:
        return first  # "ties between the neighbours | and regional matters"
    joined = any(c.dep_ == "cc" and c.i == both[-1].left_edge.i - 1 for c in first.rights)
    if len(both) == 2 and joined and phrase(first).end == both[1].left_edge.i - 1:
        return both[1]
    row = [first, *takewhile(lambda t: t.pos_ == "PROPN", conjuncts(first)[1:])]
    sides = len(row) > 2 and first.ent_type_ in _PLACES
    return row[-1] if sides and first.doc[row[-1].left_edge.i - 1].lower_ == "and" else first


def _last_part(first: Token, *, opened: bool) -> Token:
    """The last of the things that a preposition governs: "zinc" of "exports of copper, iron and zinc".

    The first of "the war in Chad and fishing", which is beside the war.
    """
    row = conjuncts(first)
    while len(row) > 1 and _is_rest(row[-1]):
        row.pop()
    row = row[: closes_at(row)]
    alike = row[-1].pos_ == "NOUN" or (row[-1].ent_type_ in _NAMED and first.ent_type_ in _NAMED)
    whole = len(row) >= 2 and alike and first.doc[row[-1].left_edge.i - 1].lower_ == "and"
    if not whole or phrase(first).end != row[1].left_edge.i - 1 or escapes(first, row[1:], opened=opened):
        return first
    return row[-1]


def _is_rest(noun: Token) -> bool:
    """Whether a noun only says that there is more: "and other issues", "and ways to develop them"; not "and
    other visas".
    """
    other = any(c.lower_ == "other" for c in noun.lefts) or (noun.lemma_ == "way" and not any(noun.lefts))
    return noun.lemma_.lower() in words()["generic"] and other


def says_nothing(noun: Token) -> bool:
    """Whether a complement says nothing of what about: "status | of issues", "accord | on a number of
    issues", "on three topics"; not "on bilateral issues".
    """
    if noun.lemma_.lower() not in EMPTY:
        return False
    if any(c.pos_ in {"NOUN", "PROPN", "ADJ", "VERB"} and c.lower_ not in _SOME for c in noun.lefts):
        return False
    told = [c for c in noun.rights if c.dep_ in {"prep", "relcl", "acl", "appos"} and c.lower_ != "including"]
    of = [o for c in told if c.lower_ == "of" for o in c.rights if o.dep_ == "pobj"]
    return not told or (len(of) == len(told) and all(says_nothing(o) for o in of))


_SOME = frozenset("several various many other different certain wide broad large whole full".split())
EMPTY = frozenset(
    """
    area field sector sphere domain issue matter topic question subject thing number range variety series
    array host
    """.split()
)
"""Nouns that say that there are topics: "issues", "a number of areas"."""


def _leftmost(head: Token) -> int:
    first = head.i
    others = apart(head)
    for child in reversed(list(head.lefts)):
        if child in others:
            halves = conjuncts(child)
            return min(first, halves[-1].left_edge.i) if len(halves) > 1 else first
        dated = child.lower_ in _NO_PART or any(c.lower_ in WEEKDAYS for c in child.lefts)
        if child.dep_ not in _LEFT or dated:
            break  # "discussed on | Tuesday evening | developments"
        if child.dep_ == "poss" and child.pos_ == "PRON":
            break
        first = min(first, child.left_edge.i)
    return first


_NO_PART = frozenset({*WEEKDAYS, ",", ";", "("})


def _trim(doc: Doc, first: int, last: int) -> Span:
    while first < last - 1 and (
        (t := doc[first]).pos_ in _NOT_FIRST or t.tag_ == "PRP$" or t.lower_ in _ABOVE_ALL
    ):
        first += 1
    while last > first + 1 and doc[last - 1].pos_ in _NOT_LAST:
        last -= 1
    return _whole_words(doc, first, last)


_ABOVE_ALL = frozenset("especially particularly notably mainly chiefly".split())
_NOT_FIRST = frozenset({"DET", "PUNCT", "SPACE", "PART", "CCONJ"})
_NOT_LAST = _NOT_FIRST | {"ADP"}


def _whole_words(doc: Doc, first: int, last: int) -> Span:
    """The span with the rest of words that a hyphen joins to its ends: "peaceful co|-existence"."""
    while (
        first > 1
        and doc[first - 1].text == "-"
        and not (doc[first - 1].whitespace_ or doc[first - 2].whitespace_)
    ):
        first -= 2
    while (
        last + 1 < len(doc)
        and doc[last].text == "-"
        and not (doc[last].whitespace_ or doc[last - 1].whitespace_)
    ):
        last += 2
    return doc[first:last]
