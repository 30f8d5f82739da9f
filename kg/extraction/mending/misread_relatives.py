"""Relative pronouns that the parser hangs on other words: "with whom X is to [hold talks]", hung on "is",
"whom X is due to [meet] on Monday", hung on "on"; and clauses on a body that it hangs on its meeting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.triggers.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token


def restore_relatives(doc: Doc) -> None:
    """Hangs the pronoun, or the preposition before it, on what is to be done, in place; not "with whom he is
    happy to be seen".
    """
    for founded in doc.having(_FOUNDED):
        _restore_founded(founded)
    for word in doc.having({"whom", "which"}):
        if word.dep_ != "pobj":
            continue
        on = word.head
        if on.i > word.i:
            if on.head.pos_ == "VERB" and any(c.dep_ == "pobj" for c in on.rights):
                word.hang(on.head, "dobj")
        elif on.dep_ == "prep" and on.head.dep_ == "relcl" and on.head.lemma_ == "be" and on.head.i > word.i:
            done = _to_be_done(on.head)
            if done is not None:
                on.hang(done)


_FOUNDED = frozenset("established founded created formed constituted".split())


def _restore_founded(founded: Token) -> None:
    """Hangs what tells when a body was founded on the body: "the meeting of the [Joint Commission] that was
    established in 1987"; not "the round that was formed by P and Q", which names no body.
    """
    noun, first = founded.head, founded.left_edge.i
    if founded.dep_ not in {"relcl", "acl"} or founded.tag_ != "VBN" or not names_meeting(noun):
        return
    before = [t for t in founded.doc[noun.i + 1 : first] if t.dep_ == "pobj" and t.head.lower_ == "of"]
    body = before[-1] if before else noun
    behind = founded.doc[body.i + 1 : first]
    if body is not noun and body.pos_ == "PROPN" and all(t.text == "," for t in behind):
        founded.hang(body, founded.dep_)


def _to_be_done(be: Token) -> Token | None:
    """What somebody "is to" do, "is due to", "was expected to"."""
    said = next((c for c in be.rights if c.dep_ == "acomp" and c.lower_ in _DUE), be)
    done = next((c for c in said.rights if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
    infinitive = done is not None and any(c.lower_ == "to" for c in done.lefts)
    return done if infinitive else None


_DUE = frozenset("due set bound scheduled slated".split())
