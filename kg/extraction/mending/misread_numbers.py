"""Those who act and are told by their number alone, which the parser counts the next thing by: "[the two]
discussed fishing quotas", "[the two] hope to meet".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_token import Token


def restore_numbered(number: Token) -> None:
    """Makes "the two" the subject of what they mean to do or are to do: "[the two] hope to meet", read as two
    hopes, "proposed that [the three] meet", read as three meets.
    """
    verb = number.head
    if verb.tag_ != "NN" or verb.i != number.i + 1:
        return
    if verb.lower_ == "meet" and any(c.dep_ == "mark" for c in verb.lefts):
        _make_subject(number, verb)
    aim = next((c for c in verb.rights if c.dep_ in {"acl", "xcomp"} and c.tag_ == "VB"), None)
    if verb.lower_ not in _MEANING or aim is None:
        return
    if aim.left_edge.i == verb.i + 1 and aim.left_edge.tag_ == "TO":
        aim.dep_ = "xcomp"
        _make_subject(number, verb)


def _make_subject(number: Token, verb: Token) -> None:
    verb.tag_, verb.pos_ = "VBP", "VERB"
    number.dep_ = "nsubj"
    for child in [c for c in verb.lefts if c.i < number.i and c.dep_ in {"det", "predet"}]:
        child.hang(number)


_MEANING = frozenset("hope plan aim vow pledge promise need want look set seek move work start".split())


def restore_talking(number: Token) -> None:
    """Makes "the two" who speaks of a thing: "[The two] discussed fishing quotas and met again", "[The two]
    reviewed trade relations, she said", read as quotas that were discussed; not "the two disputed islands".
    """
    thing = number.head
    verb = number.doc[number.i + 1] if number.i + 1 < len(number.doc) else number
    told = verb.dep_ == "amod" and verb.head is thing and verb.lower_ in _SPOKEN
    if not told or not number.i or number.doc[number.i - 1].lower_ != "the" or not _take_place(verb, thing):
        return
    verb.tag_ = "VBD"
    for word in [c for c in thing.lefts if c.i < number.i]:
        word.hang(number if word.dep_ == "det" else verb)
    number.hang(verb, "nsubj")
    behind = [c for c in thing.rights if c.lower_ in {"according", "after", "during"} or c.dep_ == "punct"]
    thing.hang(verb, "dobj")
    for word in [c for c in behind if c.dep_ == "prep" or c.i + 1 == verb.sent.end]:
        word.hang(verb)
    for other in [c for c in thing.rights if c.dep_ == "conj" and c.tag_ == "VBD"]:
        other.hang(verb)


def _take_place(verb: Token, thing: Token) -> bool:
    """Hangs a verb where the thing hangs that it was read with; ``False`` where the thing does something."""
    above = thing.head
    joint = next((c for c in reversed(thing.rights) if c.dep_ == "cc"), None)
    if thing.dep_ == "ROOT":
        verb.hang(verb, "ROOT")
    elif thing.dep_ == "nsubj" and joint is not None and not any(c.i > joint.i for c in thing.rights):
        verb.hang(verb if above.dep_ == "ROOT" else above.head, above.dep_)
        thing.hang(verb)
        above.hang(verb, "conj")
        joint.hang(verb)
    elif thing.dep_ == "pobj" and above.lower_ in _BOUNDS and above.head is not above:
        verb.hang(above.head, "advcl")
        above.hang(verb, "mark")
    elif thing.dep_ in _TOLD and above.lemma_ in _SAYING:
        verb.hang(above, "ccomp")
    else:
        return False
    return True


_TOLD = frozenset("dep ccomp parataxis preconj dobj".split())
_SAYING = frozenset("say tell add state report note announce write".split())
_BOUNDS = frozenset("after before since until".split())
_SPOKEN = frozenset(
    """
    discussed reviewed explored agreed addressed examined signed raised exchanged condemned considered
    """.split()
)
