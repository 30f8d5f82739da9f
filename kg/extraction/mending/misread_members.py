"""Those named of several who are told of, hung on them: "met five leaders in Oslo, [X and Y] among them".

The parser takes the names for a time or one more place, and the phrase for a part of the verb or of them.
They are read as "met five leaders, including X and Y".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.actors.group_countries import kind_of_people

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_WITHIN = frozenset({"conj", "compound", "pobj", "prep", "appos", "nmod"})


def restore_members(doc: Doc) -> None:
    """Hangs such names on the noun for the several, in place; names that stand with "with" are left."""
    for among in doc.having({"among"}):
        if doc[among.i + 1 : among.i + 2].text != "them":
            continue
        several = _several(among)
        name = _behind(among) or _before(among, several) if several is not None else None
        if several is None or name is None or name.i <= several.i:
            continue
        them = doc[among.i + 1]
        among.hang(several, "prep")
        name.hang(among, "pobj")
        them.hang(among, "det")
        doc.respell(among, "including")


def _several(among: Token) -> Token | None:
    """The last noun for several people before the phrase in its sentence."""
    before = among.doc[among.sent.start : among.i]
    return next((t for t in reversed(before) if t.tag_ == "NNS" and kind_of_people(t)), None)


def _behind(among: Token) -> Token | None:
    """The first of those named behind it: "among them President [X] of Peru and Y"."""
    first, end = among.i + 2, among.sent.end
    here = [t for t in among.doc[first:end] if t.left_edge.i == first and t.ent_type_ == "PERSON"]
    return here[-1] if here else None


def _before(among: Token, several: Token) -> Token | None:
    """The first of those named before it, behind a comma: ", [X] of Peru and Y among them"."""
    token, name = among.doc[among.i - 1], None
    while token.i > several.i and (token.ent_type_ == "PERSON" or token.dep_ in {"pobj", "prep"}):
        name = token if token.ent_type_ == "PERSON" else name
        if token.dep_ not in _WITHIN:
            break
        token = token.head
    if name is None or among.doc[name.left_edge.i - 1].text != ",":
        return None
    return name
