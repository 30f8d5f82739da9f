"""Subjects that the parser lost: those of a list that it read apart, and one within a participle before it.

"The ministers of A, B, and C met", "President A, President B and C met",
"Flanked by his minister, X, President Y met Z".
"""

from __future__ import annotations

from kg.extraction.names.title_heads import is_title
from kg.extraction.tokens.counterparts import is_equal
from kg.extraction.tokens.frozen_token import Token


def listed_apart(found: list[Token]) -> list[Token]:
    """The subjects before the last that one list joins with it: "[A] and [B] met", read as two subjects.

    So are those of a list that no "and" closes: "[A, B, C], [D] met".
    """
    out: list[Token] = []
    last = found[-1]
    for one in reversed(found[:-1]):
        listed = any(c.dep_ == "conj" for c in one.rights)
        edge = one.right_edge.i + (listed and one.right_edge.pos_ == "PROPN")
        gap = {t.lower_ for t in one.doc[edge : last.left_edge.i] if t.i != one.i}
        gap |= {c.lower_ for c in one.rights if c.dep_ in ("cc", "punct")}
        post = any(c.dep_ == "appos" and is_title(c) and c.right_edge.i == edge for c in one.rights)
        if post and one.doc[edge].pos_ == "PROPN" and edge + 1 == last.left_edge.i:
            gap = {","}  # "Minister A, [Peru's ambassador to Chile B] and C met"
        closed = listed or "and" in gap or any(c.dep_ == "conj" for c in found[-1].rights)
        # "[the president of P, X,] and Minister Y met", "[the minister, X,] and [her Danish counterpart]"
        office = is_title(last) or is_equal(last)
        people = (last.pos_ == "PROPN" or office) and (one.pos_ == "PROPN" or is_title(one))
        people = people or _counted_states(one, last) or {one.lemma_, last.lemma_} <= _TEAMS
        if not (gap and gap <= {",", "and", "&"} and closed and people):
            break
        out.insert(0, one)
        last = one
    return out


def _counted_states(one: Token, last: Token) -> bool:
    """Whether the second is a number of states beside one that is named: "ministers of P and six powers"."""
    counted = last.tag_ == "NNS" and any(c.dep_ == "nummod" for c in last.lefts)
    of = [o for c in one.rights if c.lower_ == "of" for o in c.rights if o.ent_type_ == "GPE"]
    return counted and one.tag_ == "NNS" and is_title(one) and bool(of)


def beside_name(holder: Token) -> list[Token]:
    """Who is joined to a name that stands beside its title: "Peru's Minister [Ana Rojas] and [her Danish
    counterpart] met", where the title is the subject.

    Not so "the ministers, X and Y", who are its holders, nor "X, president and founder".
    """
    if holder.tag_ not in ("NN", "NNP"):
        return []
    for name in holder.rights:
        if name.dep_ == "appos" and name.pos_ == "PROPN" and name.ent_type_ == "PERSON":
            return [c for c in name.rights if c.dep_ == "conj"] if is_title(holder) else []
    return []


def taken_for_modifier(name: Token) -> list[Token]:
    """The surname that the parser took for a part of the next name: "[X] and Peruvian Minister Ana Rojas"."""
    if (edge := name.left_edge) is not name and _unknown_beside(edge, name):
        return [edge]
    first = next(iter(name.lefts), None)
    if first is None or first.dep_ not in _MODIFIERS or first.ent_type_ != "PERSON" or first.pos_ != "PROPN":
        return []
    if any(c.tag_ == "POS" for c in first.rights):
        return []
    joined = any(c.dep_ == "cc" and c.lower_ == "and" and c.i == first.i + 1 for c in first.rights)
    return [first] if joined else []


def _unknown_beside(first: Token, name: Token) -> bool:
    """Whether a word that no recogniser took for a name stands before one with its nation: "[Paz] and Chilean
    Minister Juan Soto", not "Foreign and Defence Minister Juan Soto".
    """
    listed = first.doc[first.i + 1 : first.i + 3]
    plain = first.pos_ == "PROPN" and not first.ent_type_ and first.dep_ in _MODIFIERS
    return (
        plain and name.ent_type_ == "PERSON" and listed[0].lower_ == "and" and listed[1].ent_type_ == "NORP"
    )


_TEAMS = frozenset("delegation team side mission panel".split())
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})


def cut_short(found: list[Token]) -> Token | None:
    """The noun whose list of states was read apart: "the [ministers] of A, B, and | C met"; else ``None``.

    So is "[representatives] of A, | B and C met", where the parser took the noun for a measure.
    """
    if found[-1].ent_type_ == "GPE" and (noun := _taken_for_measure(found[-1])) is not None:
        return noun
    if len(found) < 2:
        return None
    noun, last = found[-2], found[-1]
    of = [c for c in noun.rights if c.dep_ == "prep" and c.lower_ in ("of", "from")]
    if noun.tag_ != "NNS" or not of or last.ent_type_ != "GPE":
        return None
    gap = noun.doc[of[-1].right_edge.i + 1 : last.left_edge.i]
    states = [t for t in of[-1].subtree if t.dep_ in ("pobj", "conj")]
    listed = len(states) > 1 and all(t.ent_type_ == "GPE" for t in states)
    return noun if listed and {t.lower_ for t in gap} in ({"and"}, {",", "and"}) else None


def _taken_for_measure(last: Token) -> Token | None:
    """The plural with a state of its own just before the states that were taken for the subject."""
    doc, comma = last.doc, last.left_edge.i - 1
    if comma < 3 or doc[comma].text != "," or not any(c.dep_ == "conj" for c in last.rights):
        return None
    noun = next((c for c in last.head.lefts if c.dep_ == "npadvmod" and c.tag_ == "NNS"), None)
    of = [] if noun is None else [c for c in noun.rights if c.dep_ == "prep" and c.lower_ in ("of", "from")]
    if not of or of[-1].right_edge.i != comma - 1 or doc[comma - 1].tag_ != "NNP":
        return None
    return noun


def joined_to_date(verb: Token) -> list[Token]:
    """The subject that the parser joined to a date: "In a note on Monday, [Peru and Chile] | condemned"."""
    before = verb.nbor(-1) if verb.i > verb.sent.start else verb
    while before.dep_ == "conj" and before.head.dep_ == "conj":
        before = before.head
    date = before.head
    apart = (
        before.dep_ == "conj" and before.left_edge.i > 1 and before.doc[before.left_edge.i - 1].text == ","
    )
    if not apart or date.ent_type_ != "DATE" or date.dep_ != "pobj" or not date.is_ancestor(before):
        return []
    plain = before.pos_ == "PROPN" and before.ent_type_ not in ("DATE", "TIME")
    return [before, *(c for c in before.rights if c.dep_ == "conj")] if plain and date.i < before.i else []


def swallowed(verb: Token) -> list[Token]:
    """The subject that the parser took into a participle before it: "Flanked by X, President | Y met Z",
    "After meeting X in Oslo, President | Y met Z".
    """
    if (beside := _beside_place(verb)) is not None:
        return [beside]
    if joined := joined_to_date(verb):
        return joined
    before = verb.nbor(-1) if verb.i > verb.sent.start else verb
    end = before.i
    if before.dep_ == "pobj" and before.head.lower_ == "of" and before.head.head.pos_ == "PROPN":
        before = before.head.head  # "Addressing the summit in Oslo, President X of Peru | called"
    if before.pos_ != "PROPN" or before.dep_ not in ("conj", "appos", "pobj", "dobj"):
        return []
    clause = next((c for c in verb.lefts if _of_participle(c)), None)
    if clause is None or clause.left_edge.i != verb.sent.start or clause.right_edge.i != end:
        return []
    return [before] if before.doc[before.left_edge.i - 1].text == "," else []


def _beside_place(verb: Token) -> Token | None:
    """The subject read as an apposition of the place in front: "At talks in Oslo, | the ministers agreed";
    so is a person's name beside another's: "At the invitation of X, | Y will come".
    """
    start = min([verb.i, *(c.i for c in verb.lefts if c.dep_ in ("aux", "neg"))])
    front = next((c for c in verb.lefts if c.dep_ == "prep" and c.i == verb.sent.start), None)
    if front is None or front.right_edge.i != start - 1:
        return None
    for noun in front.subtree:
        ends = noun.dep_ == "appos" and noun.right_edge.i == start - 1
        people = {noun.ent_type_, noun.head.ent_type_} == {"PERSON"}
        if ends and (people or noun.head.ent_type_ in _PLACES) and noun.doc[noun.left_edge.i - 1].text == ",":
            return noun
    return None


_PLACES = frozenset({"GPE", "LOC", "FAC"})


def _of_participle(clause: Token) -> bool:
    if clause.dep_ == "prep":
        return any(c.dep_ == "pcomp" and c.tag_ == "VBG" for c in clause.children)
    return clause.dep_ in ("advcl", "csubj") and clause.tag_ in ("VBN", "VBG")


def second_subject(verb: Token) -> Token | None:
    """The object that the parser took for another subject: Y of "hosted in Oslo, X later met President Y"."""
    found = [c for c in verb.children if c.dep_ == "nsubj"]
    apart = len(found) > 1 and found[0].i < verb.i < found[-1].i
    return found[-1] if apart else None
