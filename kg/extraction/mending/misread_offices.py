"""Offices that the parser hangs on the wrong word: "the [heads of state] summit", "[Presidents] X and Y", and
"the deputy minister for Africa [Juan Soto] met"; and forms of address: "His Excellency [Juan Soto] met".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.names.name_words import STYLES
from kg.extraction.names.title_heads import is_title

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_SEVERAL = frozenset("presidents ministers premiers chancellors kings senators ambassadors leaders".split())
_CHARGES = frozenset("for to on in at".split())
"""What stands before that which an office is for."""
_APART = frozenset("poss nsubj nsubjpass dobj pobj conj appos".split())


def restore_offices(doc: Doc) -> None:
    """Sets right what single words tell: plural titles, those who head states, offices for a region."""
    for token in doc.having(_SEVERAL):
        named = token.dep_ == "compound" and token.head.ent_type_ == "PERSON"  # "Presidents Soto and Arce"
        if token.tag_ == "NNP" and (named or (token.dep_ in _APART and token.text[:1].isupper())):
            token.tag_ = "NNPS"  # "the ASEAN Foreign Ministers' Retreat"
    for style in doc.having(STYLES):
        _restore_style(style)
    for token in doc.having(_LISTED):
        _restore_holder(token)
        _restore_apposed(token)
    for led in doc.having({"led", "headed"}):
        _restore_leader(led)
    for token in doc.having({"designate", "elect"}):
        _restore_elect(token)
    for token in doc.having({"heads"}):
        _restore_heads(token)
    for also in doc.having({"and"}):
        _restore_second(also)
    for token in doc.having(_CHARGES):
        if token.dep_ == "prep" and is_title(token.head):
            _restore_bearer(token)
            _restore_region(token)
        elif token.dep_ == "prep" and token.head.pos_ == "VERB" and token.lower_ == "for":
            _restore_charge(token)


def _restore_second(also: Token) -> None:
    """Makes a further office of somebody his: "Juan Soto, President of Peru, and [Chairman of the Union],
    met", "President Juan Soto, and [current Chair of the Union], met"; not "Juan Soto, the president, and the
    chairman met", nor one with a name behind it.
    """
    doc = also.doc
    apart = also.i > 1 and doc[also.i - 1].text == ","
    behind = doc[also.i + 1 : also.i + 5] if apart else ()
    title = next((t for t in behind if t.text[:1].isupper() and is_title(t)), None)
    if title is None or title.dep_ != "conj" or title.tag_ not in {"NN", "NNP"} or title.head.i > also.i:
        return
    if any(t.lower_ not in _ALSO for t in doc[also.i + 1 : title.i]):
        return
    of = [c for c in title.rights if c.lower_ == "of" and c.i == title.i + 1]
    if not of or any(t.ent_type_ == "PERSON" for t in title.subtree):
        return
    holder = title.head if title.head.pos_ == "PROPN" else doc[also.i - 2]
    offices = [c for c in holder.rights if c.dep_ == "appos" and c.i < also.i and is_title(c)]
    titled = any(is_title(c) for c in holder.lefts)
    if holder.ent_type_ != "PERSON" or not (offices or titled):
        return
    for word in [c for c in title.rights if c.i > of[0].right_edge.i and title.head.pos_ == "VERB"]:
        word.hang(title.head)
    if offices:
        title.hang(offices[-1], "conj")
    else:
        title.hang(holder, "appos")


_ALSO = frozenset("current also acting concurrently outgoing incoming".split())
_LISTED = frozenset("minister president premier chancellor ambassador secretary chairman".split())


def _restore_holder(title: Token) -> None:
    """Hangs a name on the last title of a list, not on the first: "Peru's President, Ana Arce and Chile's
    Foreign Minister, [Juan Soto] will visit"; nothing where the last has its holder.
    """
    behind = title.doc[title.i + 1 : title.i + 5]
    name = next((t for t in behind if t.dep_ == "appos" and t.ent_type_ == "PERSON"), None)
    if name is None or behind[0].text != "," or name.left_edge.i != title.i + 2 or title.dep_ != "conj":
        return
    first = name.head
    held = any(c.dep_ == "appos" for c in title.rights)
    above = first is not title and first.is_ancestor(title)
    if above and not held and (first.ent_type_ == "PERSON" or is_title(first)):
        name.hang(title)


def _restore_leader(led: Token) -> None:
    """Hangs who leads on the people led, not on whose they are: "a delegation from the Kenyan government [led
    by Minister Soto]"; not "of the government led by President Soto", who leads that.
    """
    if led.dep_ != "acl":
        return
    of = led.head.head
    team = of.head
    if of.dep_ != "prep" or team.lemma_.lower() not in _TEAMS or led.head.lemma_ not in _WHOSE:
        return
    leaders = [t.lower_ for c in led.rights if c.dep_ == "agent" for t in c.subtree]
    if not set(leaders[:3]) & _RULING:
        led.hang(team)


_TEAMS = frozenset("delegation team mission group".split())
_WHOSE = frozenset("government ministry parliament party authority junta cabinet".split())
_RULING = frozenset("president prime premier chancellor king emir".split())


def _restore_apposed(title: Token) -> None:
    """Makes a name the holder of the office before it where the next office of the list has its own: "met the
    Peruvian President, [Juan Soto], and Chile's President, Ana Arce"; not "met the President, Juan Soto and
    Ana Arce", who are three.
    """
    name = next((c for c in title.rights if c.dep_ == "conj" and c.ent_type_ == "PERSON"), None)
    if name is None or not is_title(title) or name.left_edge.i != title.i + 2:
        return
    after = next((c for c in name.rights if c.dep_ == "conj" and is_title(c)), None)
    if after is not None and after.i + 2 < len(title.doc):
        comma, other = title.doc[after.i + 1], title.doc[after.i + 2]
        if comma.text == "," and other.ent_type_ == "PERSON":
            name.hang(title, "appos")


def _restore_style(style: Token) -> None:
    """Makes a name the noun behind a form of address: "His Excellency [Mr Juan Soto], President of Peru, and
    Her Excellency [Ana Arce] met"; and the subject, where nothing else is.
    """
    name = _named_behind(style)
    if name is None:
        return
    if style not in name.subtree:
        if name.head is style:
            name.hang(style.head if style.head is not style else name, style.dep_)
        for word in [c for c in style.children if c is not name]:
            word.hang(name)
        style.hang(name, "compound")
    office = name.head
    if name.dep_ == "conj" and office.dep_ == "appos" and office.head.ent_type_ == "PERSON":
        name.hang(office.head)  # "X, President of Peru and Her Excellency | Ana Arce"
    verb = next((t for t in name.ancestors if t.pos_ == "VERB"), name)
    after = name.doc[name.right_edge.i + 1 : name.right_edge.i + 2]
    if name.dep_ not in {"appos", "conj"} or verb.i < name.right_edge.i:
        return
    other = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if other is None and after and verb in {after[0], after[0].head}:
        name.hang(verb, "nsubj")  # "at the invitation of X, His Excellency | Juan Soto paid a visit"
    elif other is not None and office.ent_type_ == "GPE" and name.doc[other.left_edge.i - 1].lower_ == "and":
        name.hang(verb, "nsubj")  # "in Lima, Peru, His Excellency | Juan Soto, and Her Excellency Y met"
        other.hang(name, "conj")


def _named_behind(style: Token) -> Token | None:
    """The name that a form of address stands before: "His Excellency, | Mr Juan Soto"; else ``None``."""
    words = style.doc[style.i + 1 : style.i + 6]
    words = words[1:] if words and words[0].text == "," else words
    names = (t for t in words if t.ent_type_ == "PERSON" and t.dep_ != "compound")
    name = next(names, None)
    return name if name is not None and name.left_edge.i in {words[0].i, style.i, style.i - 1} else None


def _restore_elect(token: Token) -> None:
    """Makes the office the noun, not what says that it is not held yet: "met the [ambassador] designate",
    "Peru's [president]-elect said".
    """
    office = token.doc[token.i - 1] if token.i else token
    if office.text == "-" and token.i > 1:
        office = token.doc[token.i - 2]
    if office.head is token and office.dep_ in {"compound", "nmod"} and is_title(office):
        office.hang(token.head if token.head is not token else office, token.dep_)
        for word in [c for c in token.children if c is not office]:
            word.hang(office)
        token.hang(office, "amod")


def _restore_region(charge: Token) -> None:
    """Puts the second subject behind an office for a region beside it: "[Peru's deputy minister for Africa]
    [Juan Soto] met Y", read as two who do it; not "the minister for Africa, Juan Soto, met Y".
    """
    if charge.lower_ not in {"for", "to"}:
        return
    office, place = charge.head, next((c for c in charge.rights if c.dep_ == "pobj"), charge)
    for name in [c for c in place.rights if c.dep_ == "appos" and c.ent_type_ == "PERSON"]:
        if place.ent_type_ in {"LOC", "GPE"} and office.tag_ in {"NN", "NNP"}:
            name.hang(office, "appos")  # "the envoy for Mali, | former Peruvian President Juan Soto, met"
    if charge.lower_ == "to":
        return
    name = place.doc[place.i + 1] if place.i + 1 < len(place.doc) else charge
    while name.ent_type_ == "PERSON" and name.dep_ == "compound":
        name = name.head
    second = name.dep_ == office.dep_ == "nsubj" and name.head is office.head and name.i > place.i
    if second and name.ent_type_ == "PERSON" and place.ent_type_ in {"LOC", "GPE"}:
        name.hang(office, "appos")


def _restore_bearer(charge: Token) -> None:
    """Makes a name between commas the holder of the office before it, though the parser took it for when
    something was done: "sent its envoy for Asian affairs, [Ana Soto], | to Oslo".
    """
    office, verb = charge.head, charge.head.head
    at = charge.right_edge.i + 2
    name = charge.doc[at] if at < len(charge.doc) and charge.doc[at - 1].text == "," else charge
    while name.ent_type_ == "PERSON" and name.dep_ == "compound":
        name = name.head
    if name.ent_type_ != "PERSON" or name.dep_ != "npadvmod" or name.head is not verb:
        return
    name.hang(office, "appos")
    comma = next((c for c in name.rights if c.text == ","), None)
    for prep in [c for c in name.rights if comma is not None and c.dep_ == "prep" and c.i > comma.i]:
        prep.hang(verb)


def _restore_charge(charge: Token) -> None:
    """Hangs for what an office is on the office, not on what its holder met with: "met the visiting British
    minister of state [for Asia], X"; not "left the minister of state for Asia".
    """
    verb, place = charge.head, next((c for c in charge.rights if c.dep_ == "pobj"), charge)
    office = next((c for c in verb.rights if c.dep_ == "dobj" and c.right_edge.i == charge.i - 1), None)
    behind = charge.doc.tokens[place.right_edge.i + 1 : place.right_edge.i + 3]
    named = [t.text for t in behind[:1]] == [","] and behind[-1].ent_type_ == "PERSON"
    if office is not None and named and is_title(office) and place.ent_type_ in {"LOC", "GPE"}:
        charge.hang(office, "prep")


def _restore_heads(heads: Token) -> None:
    """Makes what follows those who head states the noun: "the [heads of state and government] summit"."""
    of = next((c for c in heads.rights if c.lower_ == "of" and c.i == heads.i + 1), None)
    noun = next((c for c in of.rights if c.dep_ == "pobj"), None) if of is not None else None
    if of is None or noun is None:
        return
    behind = heads.doc[noun.i + 1] if noun.i + 1 < len(heads.doc) else noun
    if noun.lower_ in _STATES and behind.lemma_.lower() in _GATHERINGS and behind.head is heads.head:
        for word in [c for c in heads.lefts if c.dep_ in {"det", "poss"}]:
            word.hang(behind)
        heads.hang(behind, "nmod")  # read as two things: "the Union heads of government | meeting"
        return
    state = next((c for c in noun.lefts if c.dep_ in {"compound", "nmod"} and c.i == of.i + 1), noun)
    if state.lower_ not in _STATES or noun.lemma_.lower() not in _GATHERINGS:
        return
    noun.hang(heads.head, heads.dep_)
    for word in [c for c in heads.lefts if c.dep_ in {"det", "poss"}]:
        word.hang(noun)
    for word in [c for c in heads.rights if c.i > noun.i]:
        word.hang(noun)
    heads.hang(noun, "nmod")
    state.hang(of, "pobj")


_STATES = frozenset({"state", "government"})
_GATHERINGS = frozenset("summit meeting conference session".split())
