"""Lists of peoples before a noun for people, the first read as a subject: "Polish and Czech ministers"."""

from __future__ import annotations

from itertools import pairwise

from kg import gazetteer
from kg.extraction.actors.group_countries import group_class
from kg.extraction.tokens.frozen_doc import Span
from kg.extraction.tokens.frozen_token import Token


def restore_peoples(noun: Token) -> None:
    """Hangs all the peoples of a list before the people of whom they are said: "[Polish] and Czech ministers
    met", of which the first is read as a subject; not "a Pole and Czech ministers". So the states that a
    headline begins with: "[Poland], Czech ministers to meet", not "In Poland, Czech ministers met".
    """
    row = _states_before(noun) or _peoples_before(noun)
    if len(row) < 2 or group_class(noun) is None:
        return
    first = row[0]
    if first.head is noun or any(c.lower_ in {"a", "an", "one"} for c in first.lefts):
        return
    if noun.head in row:
        noun.hang(noun if first.head is first else first.head, first.dep_)
    elif first.dep_ == "pobj" and noun.dep_ in {"nsubj", "nsubjpass"}:  # "the talks of [Polish], [Czech
        noun.hang(first.head, "pobj")  # and Slovak ministers lasted]"
    elif first.head is not noun.head:
        return
    for word in [*first.lefts, *(c for p in row for c in p.rights if c.i > row[-1].i)]:
        word.hang(noun)
    first.hang(noun, "amod")
    for before, after in pairwise(row):
        after.hang(before, "conj")


def restore_pair(comma: Token) -> None:
    """Joins the two who begin a headline as subjects of its verb, in place: "[Peru, Chile] to hold talks",
    "[Kohl, Mitterrand] meet"; not "In Peru, Chile met", nor "Oslo, Norway hosts".
    """
    doc, start = comma.doc, comma.sent.start
    if not 0 < comma.i - start < _SHORT or comma.i + 2 >= comma.sent.end:
        return
    first, second = doc[comma.i - 1], end_of_name(doc[comma.i + 1])
    verb = doc[min(second.i + 1, comma.sent.end - 1)]
    verb = verb.head if verb.lower_ == "to" and verb.dep_ == "aux" else verb
    bare = verb.tag_ in {"VB", "VBP"} and verb.pos_ == "VERB" and second.i < verb.i <= second.i + 2
    names = doc[start : comma.i], doc[comma.i + 1 : second.i + 1]
    people = all(t.ent_type_ == "PERSON" for name in names for t in name)
    if not bare or not (people or all(map(_is_state, names))) or second.head not in {verb, first, comma}:
        return
    if first.head not in {verb, first, second} or (first.head is first and verb.head is not first):
        return
    if first.head is first:
        verb.hang(verb, "ROOT")
    first.hang(verb, "nsubj")
    comma.hang(first, "punct")
    second.hang(first, "conj")


_SHORT = 4


def end_of_name(first: Token) -> Token:
    """The last word of a name that begins with a token."""
    last = first
    while last.i + 1 < first.sent.end and last.nbor(1).ent_iob_ == "I" and first.ent_type_:
        last = last.nbor(1)
    return last


def _is_state(name: Span) -> bool:
    """Whether words are the name of a state and nothing else."""
    found = gazetteer.find([t.text for t in name])
    return len(found) == 1 and found[0].entry.kind == "country" and found[0].via == "name"


def _peoples_before(noun: Token) -> list[Token]:
    """The names of peoples that a noun ends, in order: "Polish", "Czech" of "Polish and Czech ministers"."""
    tokens, start, at = noun.doc.tokens, noun.sent.start, noun.i - 1
    while at > start and tokens[at].head is noun and tokens[at].text[:1].islower():
        at -= 1
    row: list[Token] = []
    while at >= start and _is_people(tokens[at]):
        row.insert(0, tokens[at])
        joint = at - 1
        while joint > start and tokens[joint].lower_ in _JOINTS and at - joint < 3:
            joint -= 1
        if joint == at - 1:
            break
        at = joint
    return row


def _states_before(noun: Token) -> list[Token]:
    """The two states, or state and people, before a noun with which a sentence begins and that a comma parts:
    "Peru", "Chile" of "Peru, Chile trade envoys meet"; [] of "Peru and Chile envoys".
    """
    words = noun.doc[noun.sent.start : noun.i]
    if len(words) < 3 or words[1].text != "," or noun.tag_ != "NNS" or noun.head.lemma_ == "say":
        return []
    first, second = gazetteer.find((words[0].text,)), gazetteer.find([t.text for t in words[2:4]])
    last = next((m.end + 1 for m in second if m.start == 0), 0)
    states = [m.entry.kind for m in (*first, *second)] == ["country"] * 2
    plain = last and all(t.tag_ in _PLAIN for t in words[last + 1 :])
    return [words[0], words[last]] if states and plain else []


_PLAIN = frozenset({"JJ", "NN"})


def _is_people(word: Token) -> bool:
    """Whether a word is the adjective of a people: "Polish", not "Poles"."""
    if not word.text[:1].isupper() or word.tag_ not in {"JJ", "NNP", "NN"}:
        return False
    found = gazetteer.find((word.text,))
    return bool(found) and found[0].via == "demonym"


_JOINTS = frozenset({"and", ",", "&"})
