"""Words in an order that the parser does not know: "arrived in Oslo midday", "has today met", "was to see X,
and then meet Y", "the ministers of A and B - X and Y - met".

An hour right behind a town is the verb's, and so is a day behind "has"; a second infinitive goes on with what
was to be; those who are named between dashes do what the sentence tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.actors.group_countries import group_class
from kg.extraction.grammar.noun_control import WILLING
from kg.extraction.mending.misread_journeys import SET_DOWN, restore_planned
from kg.extraction.mending.misread_ranks import make_meet
from kg.extraction.names.name_words import SEATS
from kg.extraction.names.title_heads import is_title
from kg.extraction.tokens.counterparts import is_equal
from kg.extraction.tokens.sentences import DASHES
from kg.extraction.triggers.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_TIMES = frozenset({"TIME", "DATE"})
_WITHIN = frozenset({"amod", "compound", "nmod"})
_LABELS = _WITHIN | {"npadvmod", "conj", "cc", "acl", "advcl", "pobj"}
_CLAUSAL = frozenset({"before", "after", "until", "since"})
_LEADING = frozenset("mediate broker facilitate sponsor moderate chair host oversee".split())


def restore_orders(doc: Doc) -> None:
    """Hangs such words where they belong, in place."""
    _restore_members(doc)
    for token in (t for t in doc if t.dep_ in _LABELS):
        if token.dep_ in _WITHIN:
            if token.ent_type_ == "GPE":
                _restore_town(token)
            elif token.tag_ == "VBD":
                _restore_doing(token)
        elif token.dep_ == "npadvmod" and token.head.dep_ == "aux":
            token.hang(token.head.head, "npadvmod")  # "has today held talks"
        elif token.dep_ == "conj":
            _restore_joined(token)
        elif token.dep_ == "cc" and token.lower_ == "and":
            _restore_pair(token)
        elif token.dep_ in {"acl", "advcl", "pobj"}:
            _restore_participle(token)
    for token in doc.having({"meeting"}):
        _restore_meeting(token)
    for token in doc.having(_SAID):
        _restore_aside(token)
    for token in doc.having(SET_DOWN):
        restore_planned(token)
    _restore_arranged(doc)


def _restore_arranged(doc: Doc) -> None:
    """Makes him for whom things are arranged the subject of what he is to do: "plans are being made for [X to
    visit Oslo]"; not "are being made for the summit to mark the day".
    """
    for noun in doc.having({"arrangements", "preparations", "plans"}):
        verb = noun.head if noun.dep_ in {"nsubj", "nsubjpass", "dobj"} else noun
        for prep in [c for t in (verb, noun) for c in t.rights if c.lower_ == "for" and c.dep_ == "prep"]:
            who = next((o for o in prep.rights if o.dep_ == "pobj" and o.ent_type_ == "PERSON"), None)
            does = next((c for t in (verb, noun) for c in t.rights if c.tag_ == "VB" and c.i > prep.i), None)
            if who is None or does is None or does.left_edge.i != who.right_edge.i + 1:
                continue
            if any(c.lower_ == "to" and c.dep_ == "aux" for c in does.lefts):
                does.hang(noun, "acl")
                who.hang(does, "nsubj")
                prep.hang(does, "mark")


_SAID = frozenset({"said", "says", "added", "reported", "announced", "confirmed"})


def _restore_aside(said: Token) -> None:
    """Hangs what goes on behind who says it on what is told: "will fly, officials said, [to meet Y]"."""
    doc = said.doc
    teller = next((c for c in said.lefts if c.dep_ == "nsubj"), None)
    if teller is None or said.i + 1 >= len(doc) or doc[said.i + 1].text != "," or teller.left_edge.i == 0:
        return
    told = next((c for c in said.lefts if c.dep_ == "ccomp"), said.head if said.dep_ == "parataxis" else said)
    if told is said or told.i > teller.i or doc[teller.left_edge.i - 1].text != "," or teller.i != said.i - 1:
        return
    for word in [c for c in said.rights if c.i > said.i + 1]:
        if word.dep_ == "prep" and word.lower_ not in _WHEN_SAID:
            word.hang(told)
        elif word.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in word.lefts):
            word.hang(told, "xcomp" if told.lemma_ in _AWAITED else "advcl")


_AWAITED = frozenset("expect schedule plan set invite ask".split())
_WHEN_SAID = frozenset("after before following during at ahead according".split())
"""What tells on which occasion it was said."""


def _restore_joined(token: Token) -> None:
    """What is read as joined to another word: an infinitive, a name, a title."""
    if token.tag_ == "VB":
        _restore_plan(token)
    elif token.ent_type_ == "PERSON":
        _restore_peers(token)
    elif token.pos_ == "NOUN" and not token.rights:
        _restore_bearer(token)


def _restore_members(doc: Doc) -> None:
    """Hangs the seat of a member of parliament on the name before it: "X met [Ana Ruiz] MP in Oslo"."""
    for seat in doc.having(SEATS):
        name = doc[seat.i - 1]
        of_seat = seat.i > 0 and name.head is seat and name.dep_ == "compound" and name.ent_type_ == "PERSON"
        if of_seat and seat.text.isupper() and seat.head is not seat:
            for child in [c for c in seat.children if c is not name]:
                child.hang(name)
            name.hang(seat.head, seat.dep_)
            seat.hang(name, "nmod")


def _restore_doing(verb: Token) -> None:
    """Makes a verb with a subject of its own that of the sentence: "X [briefed] members of the council",
    read as members of a kind.
    """
    noun = verb.head
    own = any(c.dep_ == "nsubj" for c in verb.lefts)
    if not own or noun.i != verb.i + 1 or noun.tag_ != "NNS" or noun.dep_ != "ROOT":
        return
    behind = [c for c in noun.rights if c.lower_ != "of"]
    verb.hang(verb, "ROOT")
    noun.hang(verb, "dobj")
    for word in behind:
        word.hang(verb)


def _restore_participle(token: Token) -> None:
    if token.dep_ == "acl" and token.tag_ == "VBD":
        _restore_acting(token)
    elif token.dep_ == "advcl" and token.tag_ == "VBN" and token.lemma_ in _LEADING:
        _restore_led(token)
    elif token.dep_ == "pobj" and token.tag_ == "VBG" and token.head.head.lower_ in WILLING:
        token.dep_ = "pcomp"


def _restore_gerund(meeting: Token) -> None:
    """Hangs the partner on a gerund that has its day before: "came after [meeting on Monday with X]"."""
    prep = meeting.head
    if prep.lower_ not in {"after", "before", "following"} or any(c.dep_ == "det" for c in meeting.lefts):
        return
    meeting.dep_ = "pcomp"
    beside = next((c for c in prep.head.rights if c.lower_ == "with" and c.dep_ == "prep"), None)
    if beside is not None and beside.i == meeting.right_edge.i + 1:
        beside.hang(meeting)


def _restore_way(meeting: Token) -> None:
    """Hangs by what somebody ended or began a journey on the verb: "ended his tour [by meeting X]"."""
    by, verb = meeting.head, meeting.head.head.head
    if by.lower_ == "by" and by.head.dep_ == "dobj" and verb.pos_ == "VERB" and by.head.i < by.i:
        by.hang(verb)


def _restore_led(done: Token) -> None:
    """Hangs by whom talks are led on the talks, not on the verb: "held talks in Oslo on Monday, [mediated by
    Norway]".
    """
    verb, alone = done.head, not any(c.dep_ in _OWN for c in done.lefts)
    if not alone or done.i < verb.i + 2 or not any(c.dep_ == "agent" for c in done.rights):
        return
    between = (t for t in verb.subtree if verb.i < t.i < done.i and t.dep_ in {"dobj", "pobj"})
    talks = [t for t in between if t.pos_ == "NOUN" and names_meeting(t)]
    if talks and done.doc[done.i - 1].text == ",":
        done.hang(talks[-1], "acl")


_OWN = frozenset({"nsubj", "nsubjpass", "aux", "auxpass", "mark"})


def _restore_town(town: Token) -> None:
    """Hangs an hour on the verb, not on the town before it: "arrived in Oslo [midday] Tuesday"."""
    hour, prep = town.head, town.head.head
    beside = hour.i == town.i + 1 and hour.dep_ == "pobj" and prep.lower_ in {"in", "at"}
    if beside and hour.ent_type_ in _TIMES and town.left_edge.i == prep.i + 1:
        hour.hang(prep.head, "npadvmod")
        town.hang(prep, "pobj")


def _restore_plan(verb: Token) -> None:
    """Joins a second infinitive to the first: "was to see X, and then [meet] Y", read as joined to "was"."""
    be = verb.head
    if be.lemma_ != "be" or any(c.dep_ in {"aux", "nsubj", "nsubjpass"} for c in verb.lefts):
        return
    first = next((c for c in be.rights if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
    if first is not None and first.i < verb.i:
        verb.hang(first, "conj")


def _restore_meeting(word: Token) -> None:
    """Makes what is done between commas say more of those before it: "Envoys of Peru and Chile, [meeting] in
    Oslo, agreed", read as if a meeting agreed.
    """
    if word.tag_ == "VBG" and word.dep_ in {"pobj", "pcomp"}:
        _restore_gerund(word)
        _restore_way(word)
    doc, verb = word.doc, word.head
    after = doc.tokens[min(word.i + 1, len(doc) - 1)]
    if word.dep_ == "acl" or word.i < 2 or doc.tokens[word.i - 1].text != "," or after.pos_ != "ADP":
        return
    while verb.pos_ not in {"VERB", "AUX"} and verb.head is not verb:
        verb = verb.head
    people = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.i < word.i), None)
    end = word.right_edge.i
    closed = doc.tokens[end].text == "," or (end + 1 < len(doc) and doc.tokens[end + 1].text == ",")
    if people is None or not closed or end >= verb.i:
        return
    if people.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in people.rights):
        make_meet(word, people)


def _restore_bearer(title: Token) -> None:
    """Puts a name beside the title right before it, which a list joins to the subject: "Minister X and his
    Chilean counterpart [Y] agreed", read as if Y were another subject.
    """
    name = title.doc.tokens[min(title.i + 1, len(title.doc) - 1)]
    while name.dep_ == "compound" and name.head.i > name.i:
        name = name.head
    if name.dep_ != "nsubj" or name.ent_type_ != "PERSON" or name.left_edge.i != title.i + 1:
        return
    first = title
    while first.dep_ in {"conj", "appos"} and first.head.i < first.i:
        first = first.head
    if first.dep_ == "nsubj" and first.head is name.head and (is_equal(title) or is_title(title)):
        name.hang(title, "appos")


def _restore_peers(name: Token) -> None:
    """Takes as many names as states for those of the states: "talks with her Greek and Dutch counterparts, [X
    and Y]", read as if X were another one.
    """
    peers, before = name.head, name.left_edge.i - 1
    if peers.tag_ != "NNS" or not is_equal(peers) or name.doc[before].text != ",":
        return
    states = [t for c in peers.lefts if c.dep_ == "amod" for t in (c, *c.conjuncts) if t.ent_type_ == "NORP"]
    names = [name, *(t for t in name.subtree if t.dep_ == "conj" and t.ent_type_ == "PERSON")]
    if len(states) > 1 and len(states) == len({t.i for t in names}):
        name.hang(peers, "appos")


def _restore_pair(joint: Token) -> None:
    """Joins two subjects that the parser parts: "The European Union (EU) and [Peru] held talks", "X of Peru
    and [Y of Chile] met", read as X, and Y met; "before X and [Y] met", read as before X.
    """
    first = joint.head
    verb, prep = first.head, None
    if first.dep_ == "ROOT":
        verb = next((c for c in first.rights if c.dep_ == "conj" and c.pos_ == "VERB"), first)
    elif first.dep_ == "pobj" and verb.lower_ in _CLAUSAL:
        prep = verb
        verb = next((c for c in prep.head.rights if c.dep_ == "advcl" and c.i > joint.i), first)
    elif first.dep_ not in {"nsubj", "nsubjpass"} or joint.doc[joint.i - 1].text != ")":
        return
    subjects = (c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"} and c.i > joint.i)
    second = next((c for c in subjects if c.left_edge.i == joint.i + 1), None)
    if second is None or verb.pos_ not in {"VERB", "AUX"} or first.pos_ not in {"PROPN", "NOUN"}:
        return
    if first.dep_ == "ROOT":
        verb.hang(verb, "ROOT")
    if prep is not None or first.dep_ == "ROOT":
        first.hang(verb, second.dep_)
    if prep is not None:
        prep.hang(verb, "mark")
    second.hang(first, "conj")


def _restore_acting(verb: Token) -> None:
    """Makes those who are named between dashes the subject: "The ministers of A and B - X and Y - [met]"."""
    name, people = verb.head, verb.head.head
    if name.dep_ != "appos" or people.dep_ != "ROOT" or group_class(people) is None:
        return
    if name.i < verb.i and verb.doc[verb.i - 1].text in DASHES | {","}:
        verb.hang(verb, "ROOT")
        people.hang(verb, "nsubj")
        verb.pos_ = "VERB"
