"""Relative pronouns that the parser hangs on other words: "with whom X is to [hold talks]", hung on "is",
"whom X is due to [meet] on Monday", hung on "on".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token


def restore_relatives(doc: Doc) -> None:
    """Hangs the pronoun, or the preposition before it, on what is to be done, in place; not "with whom he is
    happy to be seen".
    """
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


def _to_be_done(be: Token) -> Token | None:
    """What somebody "is to" do, "is due to", "was expected to"."""
    said = next((c for c in be.rights if c.dep_ == "acomp" and c.lower_ in _DUE), be)
    done = next((c for c in said.rights if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
    infinitive = done is not None and any(c.lower_ == "to" for c in done.lefts)
    return done if infinitive else None


_DUE = frozenset("due set bound scheduled slated".split())
