"""Offices behind a short name in brackets, which the parser takes for other words for the body: "the African
Union (AU) [commissioner], X"; and what somebody did whose name has brackets behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.names.title_heads import is_title

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_IN_TITLE = frozenset({"PROPN", "NOUN", "ADJ"})


def restore_brackets(doc: Doc) -> None:
    """Hangs a body on the office behind its short name, in place: "the United Nations (UN) [special envoy for
    Haiti], X, met Y"; not "Norway (NATO) and", nor "the Union (AU), President X".
    """
    for bracket in doc.having({"("}):
        if bracket.i:
            _restore_doer(bracket)
            _restore_retired(bracket)
        short = doc[bracket.i + 1 : bracket.i + 3]
        if bracket.i == 0 or len(short) < 2 or short[1].text != ")" or not short[0].text.isupper():
            continue
        body, office = doc[bracket.i - 1], _office(doc, bracket.i + 3)
        if office is None or body.pos_ != "PROPN" or len(short[0].text) > 6:
            continue
        while body.dep_ in {"compound", "pobj", "prep"} and body.head.i < bracket.i:
            body = body.head
        if body.head is office or body is office.head:
            _put_behind(bracket, body, office)


def _restore_doer(bracket: Token) -> None:
    """Makes a name with brackets the subject of what its holder did, in place: "Ola Berg (52), the minister
    for trade, [met Y]", read as a name alone of whom the rest is told; not "Ola Berg (52), a man [called]".
    """
    name = bracket.doc[bracket.i - 1]
    if name.dep_ != "ROOT" or name.ent_type_ != "PERSON":
        return
    posts = [c for c in name.rights if c.dep_ in {"appos", "npadvmod"} and c.i > bracket.i]
    for verb in [v for c in posts for v in c.subtree if v.tag_ == "VBD" and v.dep_ in {"acl", "relcl"}]:
        own = not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.lefts)
        if own and verb.doc[verb.i - 1].text == ",":
            verb.hang(verb, "ROOT")
            for behind in [c for c in name.rights if c.i > verb.i]:
                behind.hang(verb)
            name.hang(verb, "nsubj")
            return


def _restore_retired(bracket: Token) -> None:
    """Makes one name of a rank and the name behind "retired", in place: "talks with Gen. (retd) Ola Berg",
    read as a general with whom he is not the same; not "met Gen. Berg (retired), X said".
    """
    doc, rank = bracket.doc, bracket.nbor(-1)
    behind = doc[bracket.i + 1 : bracket.i + 5]
    last = next((t.i for t in behind if t.text == ")"), None)
    if last is None or behind[0].lower_.rstrip(".") not in _RETIRED or rank.ent_type_ == "PERSON":
        return
    names = [t for t in doc[last + 1 : last + 6] if t.ent_type_ == "PERSON" and t.ent_iob_ != "O"]
    if not names or names[0].i != last + 1 or not rank.text[:1].isupper():
        return
    ends = next((t.i for t in names[1:] if t.ent_iob_ == "B"), names[-1].i + 1)
    name = doc[ends - 1]
    inside = range(rank.i + 1, name.i + 1)
    if rank in name.ancestors or rank.head.i not in inside:
        name.hang(rank.head, rank.dep_)
        for child in [c for c in rank.children if c.i > name.i]:
            child.hang(name)
    for token in [rank, *(doc[i] for i in inside if i != name.i)]:
        token.hang(name, "punct" if token.is_punct else "compound")


_RETIRED = frozenset({"retd", "ret", "rtd", "retired"})


def _office(doc: Doc, first: int) -> Token | None:
    """The office that begins there, the last word of its name before a name or a preposition."""
    found = None
    for token in doc[first : first + 5]:
        if token.pos_ not in _IN_TITLE or token.ent_type_ == "PERSON":
            break
        found = token if is_title(token) else found
    return found


def _put_behind(bracket: Token, body: Token, office: Token) -> None:
    if body is office.head:
        office.hang(body.head, body.dep_)
        for word in [c for c in body.rights if c.i > office.i]:
            word.hang(office)
    for token in body.doc[bracket.i : bracket.i + 3]:
        token.hang(body, "punct" if token.is_punct else "appos")
    for word in [c for c in body.lefts if c.dep_ == "det"]:
        word.hang(office)
    body.hang(office, "nmod")
