"""Where and when people met, which the parser hangs on what is told of one of them in between.

"Met X, who is on a visit to Peru, in Lima on Monday" says where they met, not where the visit is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.triggers.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_WHERE = frozenset({"in", "at"})
_WHEN = frozenset({"on"})
_WHO = frozenset({"who", "whose", "which", "where"})
_PEOPLE = frozenset(
    "counterpart minister president premier ambassador envoy leader official delegation".split()
)


_DISCUSSING = frozenset(
    "discussed discuss discusses discussing explored explore explores exploring reviewed examined".split()
)


def restore_asides(doc: Doc) -> None:
    """Hangs place and day behind an aside, and with whom something is discussed, on the verb, in place."""
    for who in doc.having(_WHO):
        _restore_behind(who)
    for led in doc.having({"led", "headed"}):
        _restore_leader(led)
    for held in doc.having({"held", "attended"}):
        _restore_held(held)
    for here in doc.having({"here"}):
        _restore_here(here)
    for verb in doc.having({"reported", "said"}):
        _restore_said(verb)
    for word in doc.having(_LATELY):
        _restore_listed(word)
    for verb in doc.having(_DISCUSSING):
        if verb.pos_ == "VERB":
            _restore_partner(verb)


_LATELY = frozenset({"newly", "recently", "freshly"})


def _restore_listed(lately: Token) -> None:
    """Joins who got an office lately to whom "and" joins him: "met President X, and [newly elected Y] in",
    where the parser begins anew.
    """
    doc, i = lately.doc, lately.i
    if i < 3 or i + 2 >= len(doc) or doc[i - 1].lower_ != "and" or doc[i - 2].text != ",":
        return
    first, got = doc[i - 3], doc[i + 1]
    if first.ent_type_ != "PERSON" or first.dep_ == "compound" or got.tag_ != "VBN":
        return
    name = got.head if got.dep_ == "amod" else next((c for c in got.rights if c.dep_ == "dobj"), got)
    while name.dep_ == "compound" and name.head.i > name.i:
        name = name.head
    if name.ent_type_ != "PERSON" or name.i < i or name.dep_ in {"conj", "nsubj", "nsubjpass"}:
        return
    name.hang(first, "conj")
    doc[i - 1].hang(first, "cc")
    got.hang(name, "amod")


def _restore_behind(who: Token) -> None:
    """Hangs what follows the comma that ends an aside on the verb before it: "met X, who took office in May,
    [in Lima] [on Tuesday]"; not "met X, who was in Lima, Peru, on Monday", nor where the verb has its own.
    """
    told = next((t for t in who.ancestors if t.dep_ == "relcl"), None)
    doc, first = who.doc, who.i - 1
    if told is None or first < 1 or doc[first].text != "," or told.i < who.i:
        return
    verb = next((t for t in told.head.ancestors if t.pos_ == "VERB"), None)
    if verb is None or told.head.i > who.i or (told.head.i < verb.i and verb.i < who.i):
        return
    inside = [t for t in told.subtree if t.dep_ in {"prep", "npadvmod"} and t.i > told.i]
    opening = next((t for t in inside if _is_behind(t, told)), None)
    if opening is None:
        return
    if told.head.i < verb.i:  # "X, who is on a visit to Lima, on Tuesday met Y"
        follows = doc[opening.right_edge.i + 1]
        if opening.right_edge.i + 1 == verb.i or (
            follows.dep_ in {"aux", "auxpass"} and follows.head is verb
        ):
            opening.hang(verb)
        return
    own = {c.lower_ for c in verb.rights if c.dep_ == "prep" and c.i < who.i}
    for word in [t for t in inside if t.i >= opening.i and (t is opening or t.head.i < opening.i)]:
        if word.lower_ not in own or word.lower_ not in _WHERE | _WHEN:
            word.hang(verb)


def _restore_leader(led: Token) -> None:
    """Hangs by whom it is led on the delegation: "received a delegation from Peru on a visit, [led by X]";
    not "a delegation held talks, led by X", nor where no team is told of.
    """
    doc, event = led.doc, led.head
    apart = led.i > 1 and doc[led.i - 1].text == ","
    if led.tag_ != "VBN" or led.dep_ not in {"acl", "relcl", "advcl"} or not apart:
        return
    if not any(c.dep_ == "agent" for c in led.rights) or event.lemma_.lower() in _TEAMS:
        return
    verb = next((t for t in (event, *event.ancestors) if t.pos_ == "VERB"), None)
    teams = [t for t in doc[led.sent.start : led.i] if t.pos_ == "NOUN" and t.lemma_.lower() in _TEAMS]
    team = teams[0] if len(teams) == 1 else None
    coming = verb is not None and team is not None and _comes(verb, team)
    if team is not None and (coming or team in event.subtree):
        led.hang(team, "acl")


def _restore_said(verb: Token) -> None:
    """Hangs on what is said what stands before who says it: "X left, [on a visit], the agency reported"."""
    if verb.tag_ == "VBD" and verb.dep_ == "ccomp" and verb.i > 1:
        _restore_speaker(verb)
    told = next((c for c in verb.lefts if c.dep_ == "ccomp"), None)
    if told is None or verb.pos_ != "VERB":
        return
    for prep in [c for c in verb.lefts if c.dep_ == "prep" and c.lower_ == "on" and told.i < c.i]:
        prep.hang(told)


def _restore_speaker(verb: Token) -> None:
    """Makes who says so the subject, not one of those who meet: "will hold talks with Peru, [Torre Tagle]
    said"; not "met X and Y, he said".
    """
    who = verb.doc[verb.i - 1]
    if who.dep_ not in {"conj", "appos"} or who.pos_ != "PROPN" or who.left_edge.i < 1:
        return
    comma = verb.doc[who.left_edge.i - 1].text == "," and not any(c.dep_ == "cc" for c in who.head.rights)
    if comma and verb.head.i < who.i and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.lefts):
        who.hang(verb, "nsubj")


def _restore_held(held: Token) -> None:
    """Hangs where a meeting was held on its noun: "During the meeting, [held at the palace], they agreed", "X
    chaired the meeting of ministers, [held in Lima]"; not "X told the meeting, held up by rain".
    """
    doc = held.doc
    noun = doc[held.i - 2] if held.i > 1 and doc[held.i - 1].text == "," else held
    verb = held.head
    if held.tag_ == "VBN" and held.dep_ == "advcl" and verb.i < noun.i < held.i and verb.pos_ == "VERB":
        objects = [c for c in verb.rights if c.dep_ == "dobj" and c.i < held.i]
        told = objects[-1:] if any(c.dep_ in {"prep", "npadvmod"} for c in held.rights) else []
        for event in told:
            if event.pos_ == "NOUN" and names_meeting(event) and event.right_edge.i == held.i - 2:
                held.hang(event, "acl")
        return
    aside = held.tag_ == "VBN" and held.dep_ in {"advcl", "conj", "csubj"} and held.head.i > held.i
    if aside and noun.dep_ == "pobj" and noun.pos_ == "NOUN" and names_meeting(noun):
        held.hang(noun, "acl")


def _restore_here(here: Token) -> None:
    """Hangs the place of what is said before it there: "will meet X on Monday [here] to discuss trade", "at
    the close of the conference [here] yesterday".
    """
    doc, over = here.doc, here.head
    if here.dep_ != "advmod" or here.i == 0 or here.i + 1 >= len(doc):
        return
    before, after = doc[here.i - 1], doc[here.i + 1]
    if over.ent_type_ == "DATE" and over.dep_ == "pobj" and over.i < here.i:
        here.hang(over.head.head)
    elif after.lower_ == "to" and after.head is over and over.dep_ == "advcl" and over.head.pos_ == "VERB":
        here.hang(over.head)
    elif before.dep_ == "pobj" and before.head.head is over and names_meeting(before):
        when = [after] if after.dep_ == "npadvmod" and after.head is over else []
        for word in (here, *when):
            word.hang(before)
    elif over is before and over.dep_ in {"pobj", "dobj"} and not names_meeting(over):
        verb = next((t for t in over.ancestors if t.pos_ == "VERB"), None)
        if verb is not None and verb.i < here.i:  # "held talks with ministers [here] [on Monday]"
            for word in (here, *(c for c in here.rights if c.dep_ == "prep")):
                word.hang(verb)


def _comes(verb: Token, team: Token) -> bool:
    """Whether a verb tells where a team comes or that it is received: "arrived", "welcomed a delegation"."""
    if team.dep_ == "nsubj":
        return verb.lemma_ in {"arrive", "come", "visit", "fly", "land", "begin", "travel"}
    return team.dep_ in {"dobj", "nsubjpass"} and verb.lemma_ in _RECEIVING


_TEAMS = frozenset({"delegation", "team"})
_RECEIVING = frozenset("welcome receive host send dispatch greet meet".split())


def _is_behind(word: Token, told: Token) -> bool:
    """Whether a place or a day stands behind the comma that ends an aside: "in" of "who is in Lima, in"."""
    doc = word.doc
    noun = next((c for c in word.children if c.dep_ == "pobj"), None)
    if word.i - 2 <= told.i or doc[word.i - 1].text != "," or noun is None:
        return False
    dated = word.lower_ in _WHEN and noun.ent_type_ == "DATE"
    placed = word.lower_ in _WHERE and (
        noun.ent_type_ in {"GPE", "FAC", "DATE", "LOC"} or noun.pos_ == "PROPN"
    )
    last = doc[word.i - 2]
    land = last.ent_type_ == "GPE" and _second_of_town(last)
    return (dated or placed) and not land and not any(t.text == ";" for t in doc[told.i : word.i])


def _second_of_town(last: Token) -> bool:
    """Whether a name is the land of the town before it: "Peru" of "in Lima, Peru,"."""
    first = last
    while first.i and first.doc[first.i - 1].ent_type_ == "GPE":
        first = first.doc[first.i - 1]
    before = first.doc[first.i - 2] if first.i > 1 and first.doc[first.i - 1].text == "," else None
    return before is not None and before.ent_type_ == "GPE"


def _restore_partner(verb: Token) -> None:
    """Hangs with whom something is discussed on the verb: "discussed expanding trade [with Minister X]",
    "discussed ways to end the war [with President X]"; not "discussed expanding trade with China", nor
    "discussed holding a summit with X", "discussed ways to deal with X".
    """
    doing = next((c for c in verb.rights if _is_done(c)), None)
    if doing is None or doing.left_edge.i > verb.i + 3:
        return
    for with_ in [t for t in doing.subtree if t.lower_ == "with" and t.dep_ == "prep"]:
        noun = _partner(with_)
        if noun is None or not _is_person(noun) or with_.head.lemma_ in _WITH_SOMEBODY:
            continue
        between = with_.doc[doing.i : with_.i]
        if any(t.pos_ == "NOUN" and names_meeting(t) for t in between):
            return
        behind = [t for t in doing.subtree if t.i > with_.i and t.head.i < with_.i]
        with_.hang(verb)
        for word in behind:
            if word.dep_ in {"prep", "npadvmod"} and word.head.i < with_.i:
                word.hang(verb)
        return


def _is_done(word: Token) -> bool:
    """Whether a word tells what might be done: "expanding trade", "ways to expand trade", "how to do it"."""
    if word.tag_ == "VBG":
        return word.dep_ in {"xcomp", "ccomp", "dobj"}
    if word.dep_ == "dobj" and word.lemma_.lower() in _WAYS:
        clauses_ = (c for c in word.rights if c.dep_ in {"relcl", "acl", "prep"})
        return any(c.pos_ == "VERB" or any(t.tag_ == "VBG" for t in c.rights) for c in clauses_)
    asked = any(c.lower_ in {"how", "whether"} for c in word.lefts)
    return word.dep_ in {"ccomp", "xcomp"} and asked and any(c.lower_ == "to" for c in word.lefts)


_WAYS = frozenset(
    "way means method measure step opportunity possibility prospect option effort avenue".split()
)
_WITH_SOMEBODY = frozenset(
    """
    deal work cooperate meet speak talk negotiate engage cope agree side live coordinate collaborate consult
    communicate reconcile relationship friendship dispute feud row quarrel rivalry
    """.split()
)
"""Verbs and nouns of what is done with somebody: "ways to deal with President X"."""


def _partner(with_: Token) -> Token | None:
    """Who stands behind "with", also where "visiting" before the name is read as a verb."""
    for guest in [c for c in with_.children if c.dep_ == "pcomp" and c.lower_ == "visiting"]:
        name = next((c for c in guest.rights if c.dep_ == "dobj" and c.ent_type_ == "PERSON"), None)
        if name is not None:
            for child in [c for c in guest.rights if c is not name]:
                child.hang(with_.head)
            name.hang(with_, "pobj")
            guest.hang(name, "amod")
    return next((c for c in with_.children if c.dep_ == "pobj"), None)


def _is_person(noun: Token) -> bool:
    """Whether a noun names or describes somebody: "Minister X", "her counterpart"."""
    return noun.ent_type_ == "PERSON" or (noun.pos_ == "NOUN" and noun.lemma_.lower() in _PEOPLE)
