"""Topics told by the form of a sentence: "Visas were what they discussed", "There was discussion of it"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extraction.issues.issue_heads import VERBAL, topics_after, topics_at
from kg.extraction.issues.issue_phrases import words
from kg.extraction.issues.issue_spoken import SPOKEN_OF, SUBJECTS
from kg.extraction.tokens.frozen_token import Token

_ABOUT = frozenset("about on of over upon with into".split())
_TALKING = frozenset("talk speak focus concentrate dwell confer converse deal look agree".split())
_SUBJECT = {"nsubj", "nsubjpass"}


def cleft_topics(verb: Token) -> Iterator[Token]:
    """What is said to be what was spoken of: "Visas were what the two talked about", "What they discussed was
    trade"; not "What they saw was a port".
    """
    if verb.lemma_ != "be":
        return
    for child in verb.children:
        if child.pos_ not in VERBAL or not _is_what_they_discussed(child):
            continue
        if child.i < verb.i:
            yield from (t for c in verb.rights if c.dep_ in _NAMED for t in topics_at(c))
        elif child.dep_ in {"ccomp", "attr"}:
            yield from (t for c in verb.lefts if c.dep_ == "nsubj" for t in topics_at(c))


_NAMED = {"attr", "nsubj", "ccomp"}


def _is_what_they_discussed(clause: Token) -> bool:
    """Whether a clause names what was spoken of: "what the two talked about", "what was talked about"."""
    first = clause.left_edge
    if first.lower_ != "what":
        return False
    subject = next((c for c in clause.lefts if c.dep_ in _SUBJECT), None)
    passive = subject is not None and subject.i == first.i and subject.dep_ == "nsubjpass"
    people = words()["participants"]
    if subject is None or not (
        passive or subject.pos_ in {"PRON", "NUM"} or subject.lemma_.lower() in people
    ):
        return False
    lemma = clause.lemma_.lower()
    stranded = any(c.dep_ in {"prep", "prt"} and _governs_nothing(c, first) for c in clause.rights)
    if lemma in _TALKING:
        return stranded
    particle = next((c.lower_ for c in clause.rights if c.dep_ in {"prt", "prep"}), None)
    known = lemma in words()["discuss"] | SPOKEN_OF or f"{lemma}+{particle}" in words()["discuss"]
    return known and (passive or first.head.i in {clause.i, *(c.i for c in clause.rights)})


def _governs_nothing(preposition: Token, asked: Token) -> bool:
    return preposition.lower_ in _ABOUT and all(c.i == asked.i for c in preposition.children)


def listed_agenda(verb: Token) -> Iterator[Token]:
    """What an agenda is said to hold behind a colon: "An agenda of two items was agreed: visas and fish"."""
    for noun in verb.children:
        if noun.lemma_ == "agenda" and noun.dep_ in {*_SUBJECT, "dobj"}:
            for item in noun.rights:
                if item.dep_ == "appos" and noun.doc[item.left_edge.i - 1].text == ":":
                    yield from topics_at(item)
                    yield from (t for c in item.rights if c.dep_ == "appos" for t in topics_at(c))


def there_was(verb: Token) -> Iterator[Token]:
    """What there was discussion of: "there was also discussion of visas"; not "there was talk of war", "there
    was no discussion of visas".
    """
    if verb.lemma_ == "be" and any(c.dep_ == "expl" for c in verb.lefts):
        for noun in verb.rights:
            denied = any(c.lower_ == "no" for c in noun.lefts)
            if noun.lemma_ == "discussion" and noun.dep_ in {"attr", "nsubj"} and not denied:
                for preposition in noun.rights:
                    if preposition.lower_ in {"of", "on", "about", "over"}:
                        yield from topics_after(preposition)


_TOLD: Mapping[str, frozenset[str]] = {"about": SUBJECTS, "of": frozenset({"talk", "conversation"})}


def talk_was_of(verb: Token) -> Iterator[Token]:
    """What talk is said to be of: "the talk was of visas", "the session was about visas and took in fish".

    Not "the talks were of great use" nor "the visit took in two towns".
    """
    subjects = [c for c in verb.lefts if c.dep_ == "nsubj"]
    if verb.lemma_ == "take" and any(c.lower_ == "in" and c.dep_ == "prt" for c in verb.rights):
        if any(s.lemma_.lower() in _TAKING_IN for s in subjects):
            yield from (t for c in verb.rights if c.dep_ == "dobj" for t in topics_at(c))
    elif verb.lemma_ == "be":
        for preposition in verb.rights:
            told = _TOLD.get(preposition.lower_, frozenset())
            if preposition.dep_ == "prep" and any(
                s.lemma_.lower() in told and (s.tag_ == "NN" or preposition.lower_ == "about")
                for s in subjects
            ):
                yield from (t for t in topics_after(preposition) if t.lemma_.lower() not in _WORTH)


_WORTH = frozenset("use value interest importance significance help nature kind length note benefit".split())
_TAKING_IN = SUBJECTS - {"visit", "gathering", "conference", "summit"}
