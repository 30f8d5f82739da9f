"""Topics on which those who met are said to agree or to differ: "The sticking point is fish", "The two remain
divided over fish", "A ferry line was agreed on".
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.issues.issue_heads import topics_after, topics_at
from kg.extraction.issues.issue_phrases import words
from kg.extraction.issues.issue_speakers import are_several, continues, subjects_of
from kg.extraction.issues.issue_spoken import is_open_question
from kg.extraction.tokens.frozen_token import Token

_ON = frozenset({"on", "over", "about", "regarding"})
_BEING = frozenset({"be", "remain", "stay", "become"})
_PARTED = frozenset("divided split apart deadlocked disunited".split())
_AT = frozenset({"odds", "loggerheads", "variance"})
_DIFFERING = frozenset("disagree differ clash quarrel diverge".split())
_GAPS = frozenset("difference gap disagreement divide rift dispute row".split())
_CLOSING = frozenset("bridge narrow overcome settle resolve air reconcile".split())
_LASTING = frozenset("remain persist linger emerge surface arise".split())
_OUTCOMES = frozenset("breakthrough movement progress agreement headway consensus compromise deal".split())
_BONES = frozenset({"contention", "disagreement", "discord", "friction", "dispute"})
_ARRANGED = frozenset("date time venue place day agenda format timetable schedule text wording".split())
DIFFERING_VERBS = _BEING | _DIFFERING | _CLOSING | _LASTING | {"agree", "divide", "split"}


def differences(verb: Token) -> Iterator[Token]:
    """The topics on which a verb says that those who met agree, differ or come no further.

    "The sticking point was fish", "The two sides were at odds over fish", "There was no progress on fish",
    "Differences over fish remain", "A ferry line was agreed"; not "Voters are divided over fish".
    """
    lemma = verb.lemma_.lower()
    found = [c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}]
    if lemma in _BEING and any(map(_is_contentious, found)):
        yield from (t for c in verb.rights if c.dep_ in {"attr", "dobj"} for t in topics_at(c))
    elif _of_those_who_met(found) and (lemma in _DIFFERING or _parted(verb)):
        yield from _over(verb)
    elif lemma in _CLOSING and _of_those_who_met(subjects_of(verb)):
        yield from (t for c in verb.rights if c.dep_ == "dobj" and c.lemma_ in _GAPS for t in _over(c))
    if lemma in _LASTING:
        yield from (t for c in found if c.lemma_ in _GAPS and c.tag_ == "NNS" for t in _over(c))
    if lemma == "be" and any(c.dep_ == "expl" for c in verb.lefts):
        told = (c for c in verb.rights if c.dep_ in {"attr", "nsubj"} and c.lemma_ in _OUTCOMES)
        yield from (t for c in told for t in _over(c))
    if lemma == "agree" and any(c.dep_ == "auxpass" for c in verb.lefts):
        arranged = _ARRANGED | words()["contact"]
        yield from (t for c in found if c.lemma_ not in arranged for t in topics_at(c))


def _is_contentious(noun: Token) -> bool:
    """Whether a noun says that a thing is not agreed on: "the sticking points", "a bone of contention"."""
    of = (o for c in noun.rights if c.lower_ == "of" for o in c.rights)
    return is_open_question(noun) or any(o.lemma_ in _BONES for o in of)


def _of_those_who_met(found: list[Token]) -> bool:
    """Whether subjects are more than one of those who met: "they", "the two sides", "Rao and Lund"."""
    several = are_several(found) or any(s.lower_ == "pair" for s in found)
    return several and (continues(found) or any(map(_two_states, found)))


def _two_states(noun: Token) -> bool:
    """Whether both states are spoken of: "the two governments", "both countries"."""
    return noun.lemma_ in _STATES and any(c.lower_ in {"two", "both", "three"} for c in noun.lefts)


_STATES = frozenset("government country nation state neighbour neighbor capital".split())


def _parted(verb: Token) -> bool:
    """Whether a verb says of several that they are not of one mind: "remain divided", "are at odds"."""
    if verb.lower_ in _PARTED and any(c.dep_ == "auxpass" for c in verb.lefts):
        return True
    if verb.lemma_.lower() not in _BEING:
        return False
    at = (o for c in verb.rights if c.lower_ == "at" for o in c.rights)
    told = [c for c in verb.rights if c.dep_ in {"acomp", "attr", "xcomp", "advmod", "oprd"}]
    return any(c.lower_ in _PARTED for c in told) or any(o.lower_ in _AT for o in at)


def _over(word: Token) -> Iterator[Token]:
    """The topics behind "on" or "over", wherever below a word the parse hangs it, but within its clause."""
    for token in word.rights:
        if token.lower_ in _ON and token.dep_ == "prep":
            yield from topics_after(token)
        elif token.dep_ in {"prep", "acomp", "advmod", "pobj", "oprd", "xcomp"}:
            yield from _over(token)
