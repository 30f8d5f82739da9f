"""Participles before an office and a name that the parser takes for verbs: "X and visiting President Y met".

"X met toppled President Y" was read as if X toppled Y, "talks with departing Minister Y" as if Y were left,
"Visiting President X and Minister Y agreed" as if a visit to both agreed.
Such a word tells what the person is; the name takes its place in the sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.names.title_heads import is_title
from kg.extraction.triggers.triggers import frames, names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_TAGS = frozenset({"VBG", "VBN", "VBD", "VB"})
_OTHERS = frozenset({"to", "under", "earlier", "responsible", "for"})
_WITHIN = frozenset({"amod", "compound", "nmod"})
_PARTNERS = frozenset({"with", "between", "alongside"})
_SIDES = frozenset({"PERSON", "GPE", "ORG", "NORP"})
_DIRECT = frozenset({"meet", "host", "see", "brief"})
"""Frames of the verbs whose object is whom they join: "met", "received"."""


def restore_attributes(doc: Doc) -> None:
    """Hangs such words on the name they go with, in place, and the name where the word hung; so "Under"
    of "Under Secretary X", which is no preposition there.
    """
    _restore_places(doc)
    for token in doc:
        if token.lower_ in _OTHERS:
            _restore_other(token)
        if token.tag_ in _TAGS and token.pos_ == "VERB" and token.i + 1 < len(doc):
            name = _titled(token)
            if name is None:
                continue
            head, before = token.head, doc[max(token.i - 1, 0)]
            if (partner := _beside(token)) is not None:
                _swap(token, name, partner, "conj")
            elif name.head is not token:
                continue
            elif token.i == token.sent.start and _opens(token, name):
                _lead(token, name)
            elif token.dep_ == "pcomp" and before is head and _names_whom(head, token):
                _swap(token, name, head, "pobj")
            elif token.dep_ in {"xcomp", "acomp", "advcl", "ccomp"} and before is head and _takes(head):
                _swap(token, name, head, "dobj")
            elif before.lower_ == "met" and before.dep_ == "aux" and before.head is token:
                _lift(before, token, name)


def _names_whom(prep: Token, attribute: Token) -> bool:
    """Whether who is named behind a preposition and such a word is met by somebody, or acts: "led by [acting
    Minister X]".
    """
    acts = attribute.lower_ == "acting" and prep.lower_ in {"by", "with", "between"}
    return acts or _joins_by(prep) or _calls_by(prep)


def _joins_by(prep: Token) -> bool:
    """Whether a preposition tells whom one joins: "met | with"."""
    return prep.lower_ in _PARTNERS and _joins(prep.head)


def _calls_by(prep: Token) -> bool:
    """Whether a preposition tells on whom a call is paid: "a courtesy call | on visiting President X"."""
    return prep.lower_ in {"on", "upon"} and prep.head.lemma_ == "call"


_BESIDE = frozenset({"neighbouring", "neighboring"})


def _restore_places(doc: Doc) -> None:
    """Takes states for where something is, not for what one neighbours: "is in [neighbouring Peru]"."""
    for token in doc.having(_BESIDE):
        prep, state = token.head, next((c for c in token.rights if c.dep_ == "dobj"), None)
        if token.dep_ != "pcomp" or state is None or state.pos_ != "PROPN" or prep.pos_ != "ADP":
            continue
        for child in [c for c in token.rights if c is not state]:
            child.hang(prep.head)
        state.hang(prep, "pobj")
        token.hang(state, "amod")
        token.pos_, token.tag_ = "ADJ", "JJ"


def _restore_other(token: Token) -> None:
    """Hangs "to", "Under" and "Earlier" on what they go with, and who is "Minister Responsible for" it."""
    doc = token.doc
    if token.text == "Responsible" and token.dep_ in {"pobj", "dobj"}:
        _take_lead(token)
    if token.text == "Responsible" and is_title(token.head):
        _part_field(token.head, next((c for c in token.rights if c.lower_ == "for"), None))
    if token.lower_ == "to" and token.i and is_title(doc[token.i - 1]):
        _part_post(token)
    if token.lower_ == "for" and token.i == token.head.i + 1 and _names_holder(token):
        _part_field(token.head, token)
    if token.text == "Under" and token.pos_ == "ADP" and token.i + 2 < len(doc):
        _lower_in_rank(token)
    if token.text == "Earlier" and token.dep_ == "advmod" and token.i + 1 < len(doc):
        _of_earlier(token)


def _take_lead(responsible: Token) -> None:
    """Makes the office the head of what it is responsible for: "with [Minister] Responsible for Trade X"."""
    office = responsible.lefts[-1] if responsible.lefts else responsible
    if office.i != responsible.i - 1 or not is_title(office):
        return
    words = [*responsible.lefts[:-1], *responsible.rights]
    office.hang(responsible.head, responsible.dep_)
    responsible.hang(office, "amod")
    for word in words:
        word.hang(responsible if word.lower_ == "for" else office)


def _of_earlier(token: Token) -> None:
    """Makes "earlier" tell which meetings are meant: "[Earlier talks] failed", read as if it told when."""
    noun = token.doc[token.i + 1]
    plural = noun.tag_ == "NNS" and names_meeting(noun)
    if plural and noun.dep_ in {"nsubj", "nsubjpass"} and noun.head is token.head:
        token.hang(noun, "amod")
        token.pos_ = "ADJ"


def _part_post(to: Token) -> None:
    """Parts the town of an envoy from his name, which takes his place: "met the Peruvian ambassador to [Oslo]
    [Luis Castro]", read as if he were ambassador to Castro.
    """
    office, name = to.doc[to.i - 1], next((c for c in to.rights if c.dep_ == "pobj"), None)
    if name is None or name.ent_type_ != "PERSON" or office.head is name or is_title(name):
        return
    towns = [c for c in name.lefts if c.ent_type_ == "GPE" and c.dep_ in _WITHIN]
    if not towns or towns[0].left_edge.i != to.i + 1 or towns[-1].i > name.i - 1:
        return
    if any(is_title(t) for t in to.doc[towns[-1].i : name.i]):
        return  # "an aide to Kuwaiti Emir X"
    behind = [c for c in office.rights if c.i > name.i]
    name.hang(office.head if office.head is not office else name, office.dep_)
    for town in towns:
        town.hang(to, "pobj" if town is towns[-1] else "compound")
    for word in behind:
        word.hang(name)
    office.hang(name, "nmod")
    to.hang(office, "prep")


def _names_holder(for_: Token) -> bool:
    """Whether a whole name stands behind what an office is for: "Special Envoy | for Hostages Ana Solis"; not
    "a spokesman for Ana Solis".
    """
    words = [c for n in for_.rights if n.ent_type_ == "PERSON" for c in n.lefts]
    whole = any(c.ent_type_ == "PERSON" and c.dep_ == "compound" for c in words)
    return whole and for_.head.text[:1].isupper() and is_title(for_.head)


def _part_field(office: Token, for_: Token | None) -> None:
    """Parts who holds an office from what it is for: "Minister Responsible for Foreign Affairs [Solis]", "met
    Special Envoy for Hostages [Solis]".
    """
    name = (
        next((c for c in for_.rights if c.dep_ == "pobj" and c.ent_type_ == "PERSON"), None) if for_ else None
    )
    fields = [] if name is None else [c for c in name.lefts if c.dep_ == "compound" and not c.ent_type_]
    if name is None or not fields or for_ is None or any(map(is_title, fields)):
        _behind_comma(office, for_)
        return
    name.hang(office, "appos")
    for field in fields:
        field.hang(for_, "pobj" if field is fields[-1] else "compound")


def _behind_comma(office: Token, for_: Token | None) -> None:
    """Takes a name behind a comma for who holds the office, not for what it is for: "the Minister Responsible
    for Foreign Affairs, [Solis]".
    """
    for field in [c for c in for_.rights if c.dep_ == "pobj"] if for_ else ():
        for name in [c for c in field.rights if c.dep_ == "appos" and c.ent_type_ == "PERSON"]:
            name.hang(office, "appos")


def _lower_in_rank(under: Token) -> None:
    """Makes "Under" a part of the title behind it, and the name that hung on it that of a rank before it."""
    office = under.doc[under.i + 1]
    name, before = next(iter(under.rights), None), under.doc[under.i - 1] if under.i else None
    if office.text != "Secretary":
        return
    if name is not None:
        if before is None or before.pos_ != "PROPN" or before is under.sent[-1]:
            return  # "Under Secretary Kerry, America talked to Iran"
        name.hang(before.head, before.dep_)  # "with US Under Secretary X", "Deputy Under Secretary X met"
        before.hang(name, "compound")
    under.hang(office, "compound")
    under.pos_, under.tag_ = "PROPN", "NNP"


def _titled(token: Token) -> Token | None:
    """The name with an office that begins right behind: Arce of "[visiting] Chilean President Luis Arce"."""
    name = token.doc[token.i + 1]
    if not name.text[:1].isupper():
        return None
    while name.dep_ in _WITHIN and name.head.i > name.i:
        name = name.head
    held = any(is_title(c) for c in name.lefts)
    whole = name.left_edge.i == token.i + 1 and name.ent_type_ == "PERSON"
    return name if held and whole else None


def _beside(token: Token) -> Token | None:
    """The person to whom "and" joins the name: Torres of "Ana Torres and visiting President Y".

    What is no noun may be a verb that goes on, but for its form in "-ing": "met X and sacked Minister Y",
    "the premier came and met Minister Y".
    """
    if token.i < 2 or token.dep_ not in {"conj", "acl", "advcl"} or token.doc[token.i - 1].lower_ != "and":
        return None
    before = token.doc[token.i - 2]
    joined = token.tag_ == "VBG" or token.head.pos_ in {"NOUN", "PROPN"}
    someone = before.ent_type_ in _SIDES or before.tag_ == "NNS"
    if joined and someone and before.dep_ != "compound":
        return before
    office = token.head.pos_ not in {"VERB", "AUX"}
    held = office and any(is_title(c) for c in token.head.lefts)  # President Ana "Nita" Soto
    named = held or token.head.ent_type_ == "PERSON"
    return token.head if token.dep_ == "conj" and named else None


def _opens(token: Token, name: Token) -> bool:
    """Whether a sentence begins with "Visiting President X" and a verb without another subject."""
    verb = token.head
    lacks = verb.pos_ in {"VERB", "AUX"} and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
    begins = token.lower_ == "visiting" and token.dep_ in {"csubj", "csubjpass", "advcl"} and verb.i > name.i
    return begins and lacks and verb.tag_ in {"VBD", "VBZ", "VBP", "VBN"}


def _lead(token: Token, name: Token) -> None:
    """Makes the name behind such a word the subject of the sentence."""
    verb = token.head
    for child in [c for c in token.children if c is not name]:
        child.hang(verb)
    name.hang(verb, "nsubjpass" if token.dep_ == "csubjpass" else "nsubj")
    token.hang(name, "amod")


def _joins(word: Token) -> bool:
    """Whether a word before "with" is one of contact: "talks with", "met with"; not "charged with"."""
    return (word.lemma_.lower(), word.pos_) in frames()


def _takes(verb: Token) -> bool:
    """Whether a verb of meeting or receiving lacks its object."""
    frame = frames().get((verb.lemma_.lower(), "VERB"))
    return frame is not None and frame.frame in _DIRECT and not any(c.dep_ == "dobj" for c in verb.children)


def _swap(token: Token, name: Token, head: Token, dep: str) -> None:
    """Puts the name in the place of the word, and the word before the name."""
    old, owner = token.head, name.head
    if owner is not token and (owner not in (head, head.head) or name not in owner.children):
        return  # not the second subject of "X and disgraced President Y met", nor an apposition
    rest = [c for c in token.rights if c is not name]
    name.hang(head, dep)
    for child in rest:
        child.hang(old if old.pos_ == "VERB" else name)
    token.hang(name, "amod")


def _lift(verb: Token, token: Token, name: Token) -> None:
    """Makes "met", read as an auxiliary of the word, the verb of the clause: "X met toppled President Y"."""
    top = token.head
    verb.hang(verb if top is token else top, token.dep_)
    for child in [c for c in token.children if c is not name]:
        child.hang(verb)
    name.hang(verb, "dobj")
    token.hang(name, "amod")
    verb.pos_, verb.lemma_ = "VERB", "meet"
