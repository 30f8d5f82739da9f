"""Predicates that say with a noun what a verb does: "will be host to the talks" as "will host the talks";
and verbs of what happens to an event that stand for what is done to it: "the talks slipped to June".

So do "plays host to", which is a verb of meeting where people are hosted: "played host to President X".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.triggers.triggers import frames, names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_VERBS = {
    "host": "host",
    "co-host": "co-host",
    "organiser": "organise",
    "organizer": "organize",
    "chair": "chair",
    "co-chair": "co-chair",
    "chairman": "chair",
    "chairwoman": "chair",
    "moderator": "moderate",
    "facilitator": "facilitate",
}
_WHOSE = frozenset({"of", "to", "for"})


def restore_hosting(doc: Doc) -> None:
    """Makes the verb of such a predicate, in place: "be" becomes "host", the meeting what is hosted.

    Not where somebody is the host of people or the chair of a body: "was host to 40 leaders".
    """
    for token in doc:
        played = token.dep_ == "dobj" and token.lower_ == "host" and token.head.lemma_ == "play"
        if played or (token.dep_ == "attr" and token.lemma_.lower() in _VERBS and token.head.lemma_ == "be"):
            _restore(token)
    for verb in doc.having(_SLIPPING):
        _put_off(verb)


_SLIPPING = frozenset("slip slips slipped slide slides slid moved moves".split())


def _put_off(verb: Token) -> None:
    """Takes an event that slips to another day for one that is put off: "the summit, once set for May, has
    [slipped] to June"; not "oil prices slipped to a new low", nor "the talks slid into chaos".
    """
    event = next((c for c in verb.lefts if c.dep_ == "nsubj" and names_meeting(c)), None)
    to = (c for c in verb.rights if c.dep_ == "prep" and c.lower_ in {"to", "into", "until"})
    days = [o for c in to for o in c.rights if o.ent_type_ == "DATE"]
    if event is not None and days:
        lemma = "move" if verb.lemma_ == "move" else "postpone"
        verb.lemma_, verb.pos_, verb.tag_ = lemma, "VERB", "VBN"
        event.dep_ = "nsubjpass"


def _restore(noun: Token) -> None:
    be = noun.head
    which = next((o for c in be.lefts if c.lower_ in _WHOSE for o in c.rights if o.tag_ == "WDT"), None)
    if which is not None and be.dep_ == "relcl":
        _restore_relative(noun, which)
        return
    behind = [c for c in (*noun.rights, *be.rights) if c.dep_ in {"prep", "dative"} and c.i == noun.i + 1]
    prep = next((c for c in behind if c.lower_ in _WHOSE), None)
    event = next((c for c in prep.rights if c.dep_ == "pobj"), None) if prep is not None else None
    if prep is None or event is None or event.pos_ != "NOUN":
        return
    frame = frames().get((event.lemma_.lower(), "NOUN"))
    if frame is None or frame.format == "visit":
        return
    event.hang(be, "dobj")
    prep.hang(noun)
    noun.hang(event, "dep")
    be.lemma_, be.pos_ = _VERBS[noun.lemma_.lower()], "VERB"


def _restore_relative(noun: Token, which: Token) -> None:
    """The same of a clause that begins with its meeting: "a conference on trade, [for which] Peru will play
    host in Lima".
    """
    be, prep = noun.head, which.head
    events = (t for t in (be.head, *be.head.ancestors) if (t.lemma_.lower(), "NOUN") in frames())
    event = next((t for t in events if t.pos_ == "NOUN" and t.i < be.i), None)
    if event is None or frames()[event.lemma_.lower(), "NOUN"].format == "visit":
        return
    for place in [c for c in noun.rights if c.dep_ == "prep"]:
        place.hang(be)
    be.hang(event, "relcl")
    which.hang(be, "dobj")
    prep.hang(noun)
    noun.hang(which, "dep")
    be.lemma_, be.pos_ = _VERBS[noun.lemma_.lower()], "VERB"
