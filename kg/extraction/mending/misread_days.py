"""Days between the parts of a verb, as papers of Africa put them: "is on Monday expected to meet X", "will on
Sunday visit Oslo". The parser takes the day for what is told, or the verb for a noun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.actors.group_countries import group_class
from kg.extraction.mending.misread_sources import restore_told
from kg.extraction.names.title_heads import is_title
from kg.extraction.triggers.occasion_verbs import LIGHT
from kg.extraction.triggers.triggers import frames, names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_DAYS = frozenset({"DATE", "TIME"})
_AWAITED = frozenset("scheduled expected due set slated planned billed supposed".split())
_CHAIRING, _LONGEST = frozenset({"chair", "lead", "open"}), 30
_UNDER = frozenset({"acl", "advcl", "xcomp", "acomp", "ccomp"})


def restore_days(doc: Doc) -> None:
    """Hangs day, verb and subject where they belong, in place."""
    _restore_scheduled(doc)
    _restore_due(doc)
    _restore_held(doc)
    _restore_planned(doc)
    for likely in doc.having(_OUTLOOKS):
        _restore_outlook(likely)
    _restore_sides(doc)
    restore_told(doc)
    for on in doc.having({"on"}):
        before, after = doc[max(0, on.i - 1)], on.i + 1
        within = before.tag_ == "MD"  # "will on Thursday, 28 September, host X"
        while after < len(doc) and (
            _of_day(doc[after]) or (within and doc[after].text == "," and _of_day(doc[after - 1]))
        ):
            after += 1
        if after == on.i + 1 or after == len(doc):
            continue
        word = doc[after]
        does = (word.lower_, "VERB") in frames() or word.lower_ in _CHAIRING
        if after < len(doc) and word.dep_ == "det" and word.head.dep_ == "npadvmod":
            _make_object(word.head)
        elif before.tag_ == "MD" and does and word.pos_ in {"NOUN", "PROPN"}:
            _make_verb(on, word)
        elif before.lemma_ == "be" and word.lower_ in _AWAITED and word.dep_ in _UNDER:
            _make_awaited(before, word)
        elif before.lemma_ == "be" and _is_done(word):
            _make_passive(before, word)
        elif word.lower_ == "and" and word.head.dep_ == "nmod" and word.head.ent_type_ in _DAYS:
            _part_people(on, word)
    for first in doc.having({"on", "in"}):
        if first.is_sent_start and first.dep_ == "prep":
            _part_minister(first)


def _of_day(word: Token) -> bool:
    return word.ent_type_ in _DAYS and word.pos_ not in {"VERB", "ADP"}


def _restore_due(doc: Doc) -> None:
    """Hangs what an event is due to do on the event, not on who speaks of it: "at their next meeting, [due to
    be hosted by X]", "discussed the summit, [scheduled to be held in Lima]"; not "attended the summit,
    expected to meet X".
    """
    for due in doc.having(_AWAITED):
        aim = next((c for c in due.rights if c.tag_[:2] == "VB" and c.dep_ in {"pcomp", "xcomp"}), None)
        told = due.head.pos_ == "VERB" and due.head.i < due.i and due.head.lemma_ != "be"
        named = due.lower_ == "due" and due.head.pos_ != "VERB"
        if aim is None or due.i < 2 or due.dep_ not in _ASIDE or not (told or named):
            continue
        apart = doc[due.i - 1].text == ","
        if not (_comes_about(aim) or (apart and due.lower_ == "due" and aim.tag_ == "VBN")):
            continue
        last = doc[due.i - 1 - apart]
        ends = (t for t in (last, *last.ancestors) if t.right_edge.i in {last.i, due.right_edge.i})
        event = next((t for t in ends if names_meeting(t)), None)
        if event is None or event.pos_ not in {"NOUN", "PROPN"} or not due.head.i <= event.i:
            continue
        if due.lower_ == "due":
            aim.hang(event, "acl")
            due.hang(aim, "advmod")
        else:
            due.hang(event, "acl")


def _restore_held(doc: Doc) -> None:
    """Hangs when and where an event is to be, and where something was agreed, on what they belong to."""
    for held in doc.having({"held"}):
        _restore_agreed(held)
    _restore_to_be_held(doc)


def _restore_to_be_held(doc: Doc) -> None:
    """Hangs when and where an event is to be on the event, not on what is done about it: "will attend the
    conference on Chile, [to be held in Oslo on Sunday]"; not "left early, to be replaced by X".
    """
    for to in doc.having({"to"}):
        aim = to.head
        last = doc[to.i - 1 - (doc[to.i - 1].text == ",")] if to.i > 1 else to
        hung = aim.dep_ == "advcl" or (aim.dep_ == "relcl" and not names_meeting(aim.head))
        if not hung or not _comes_about(aim) or not (last.i < to.i - 1 or names_meeting(last)):
            continue
        if aim.left_edge is not to or (aim.tag_ == "VBN" and aim.lemma_ not in _STAGED):
            continue
        event = next((t for t in (last, *last.ancestors) if names_meeting(t)), None)
        if event is not None and aim.head.i < event.i and event.pos_ in {"NOUN", "PROPN"}:
            aim.hang(event, "relcl")


def _restore_agreed(held: Token) -> None:
    """Hangs where something was agreed on the verb, not on what is to be done: "agreed to resume talks [at a
    meeting held Tuesday]"; not "agreed to resume talks at a meeting to be held in May".
    """
    event, at = held.head, held.head.head
    if (
        held.tag_ != "VBN"
        or held.dep_ != "acl"
        or event.dep_ != "pobj"
        or at.lower_ not in {"at", "in", "during"}
    ):
        return
    verb = next((t for t in at.ancestors if t.tag_ == "VBD" and t.lemma_ in _AGREEING), None)
    bare = at.head is not verb and not any(c.dep_ in {"aux", "auxpass"} for c in held.lefts)
    if verb is not None and verb.i < at.i and bare and names_meeting(event):
        at.hang(verb)


_AGREEING = frozenset("agree decide pledge promise vow resolve".split())
_STAGED = frozenset("hold host convene open stage chair organise organize attend co-host".split())


def _restore_planned(doc: Doc) -> None:
    """Hangs day and place of what is done as it was planned on the verb: "will meet as planned [on Sunday]",
    read as if it was planned on Sunday.
    """
    for as_ in doc.having({"as"}):
        plan = doc[as_.i + 1] if as_.i + 1 < len(doc) else as_
        verb = plan.head
        if plan.lower_ not in _PLANNED or as_.head is not plan or verb.i > as_.i or verb.pos_ != "VERB":
            continue
        for word in [c for c in plan.rights if c.dep_ in {"prep", "npadvmod"}]:
            word.hang(verb)


_PLANNED = frozenset("planned scheduled expected intended foreseen".split())


def _restore_outlook(likely: Token) -> None:
    """Takes "looks likely to begin" for "is likely to begin": who says so does not say what is done."""
    doc, to = likely.doc, likely.doc[likely.i + 1 : likely.i + 2]
    looks = doc[likely.i - 1] if likely.i else likely
    if looks.lemma_ not in {"look", "seem", "appear"} or likely.head is not looks or to.text != "to":
        return
    aim = to[0].head
    if likely.lower_ == "set":
        _make_passive(looks, likely)
        likely.tag_, likely.pos_ = "VBN", "VERB"
    else:
        looks.lemma_, looks.pos_ = "be", "AUX"
    if aim.tag_ == "VB" and aim.dep_ in {"advcl", "xcomp"}:
        aim.hang(likely, "xcomp")


def _restore_sides(doc: Doc) -> None:
    """Hangs day and sides of talks on them, not on the verb: "comes on the heels of talks [last week between
    X and Y]".
    """
    for between in doc.having({"between"}):
        verb, at = between.head, between.i - 1
        while at > verb.i and (doc[at].ent_type_ in _DAYS or doc[at].lower_ in {"on", "in"}):
            at -= 1
        noun = doc[at]
        dated = at not in {verb.i, between.i - 1}
        if not dated or verb.pos_ != "VERB" or noun.dep_ != "pobj" or not names_meeting(noun):
            continue
        for word in [c for c in verb.rights if at < c.i <= between.i]:
            word.hang(noun)


_OUTLOOKS = frozenset("set likely unlikely due certain bound poised".split())


def _make_object(noun: Token) -> None:
    """Makes a meeting behind a day the object of the verb: "will begin on Monday [a tour of Peru]"."""
    verb = noun.head
    begun = verb.pos_ == "VERB" and verb.lemma_ in LIGHT and names_meeting(noun)
    if begun and not any(c.dep_ == "dobj" for c in verb.rights):
        noun.dep_ = "dobj"


def _comes_about(verb: Token) -> bool:
    """Whether an infinitive says that an event comes about: "to be held", "to take place", "to open"."""
    if any(c.dep_ == "auxpass" for c in verb.lefts):
        return True
    return verb.lemma_ in _COMING or (verb.lemma_ == "take" and any(c.lower_ == "place" for c in verb.rights))


_MADE_KNOWN = frozenset("announced postponed agreed called proposed convened hosted brokered".split())
_COMING = frozenset("start begin open convene run kick resume end happen occur".split())
_ASIDE = frozenset({"prep", "advcl", "amod", "acl", "advmod"})


def _restore_scheduled(doc: Doc) -> None:
    """Makes what was set for a day the subject, not a clause about it: "the meeting [scheduled this week]
    will not take place", "the meeting, [announced on Monday by X], was called off".
    """
    for done in doc.having(_AWAITED | _MADE_KNOWN):
        event = next((c for c in done.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
        bare = all(c.dep_ not in {"aux", "auxpass", "mark"} for c in done.lefts)
        if done.dep_ not in {"csubj", "csubjpass"} or event is None or not bare:
            continue
        apart = done.tag_ == "VBD" and doc[done.i - 1].text == "," and doc[done.right_edge.i].text == ","
        set_for = all(c.dep_ not in {"dobj", "ccomp", "xcomp"} for c in done.rights)  # "talks set for May"
        if not (apart or set_for or done.tag_ == "VBN"):
            continue
        done.tag_, verb = "VBN", done.head
        event.hang(verb, "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.lefts) else "nsubj")
        done.hang(event, "acl")


def _part_people(on: Token, joint: Token) -> None:
    """Parts people from a day: "met X on Monday [and Peruvian officials] on Tuesday", read as officials of
    Monday; not "the Monday and Tuesday talks".
    """
    day, verb = joint.head, on.head
    people = day.head
    met = [c for c in verb.rights if c.dep_ in {"dobj", "prep"} and c.i < on.i]
    met += [c for w in met for c in w.rights if c.lower_ == "with"]
    who = [c for w in met for c in ((w, *w.rights) if w.lower_ == "with" or w.dep_ == "dobj" else ())]
    first = next((c for c in reversed(who) if c.dep_ in {"dobj", "pobj"} and c.i < on.i), None)
    some = group_class(people) is not None or is_title(people)
    if people.head is not on or first is None or not some or verb.pos_ != "VERB":
        return
    for word in [c for c in day.rights if c.i > joint.i]:
        word.hang(people, "amod")
    day.hang(on, "pobj")
    people.hang(first, "conj")
    joint.hang(first, "cc")


def _make_verb(on: Token, verb: Token) -> None:
    """Makes a noun behind a day the verb: "will on Sunday [visit] Oslo", "will on Monday [host] X"."""
    top = verb
    while top.dep_ == "compound" and top.head.i > top.i:
        top = top.head
    if top.head is on:
        _put_in_place(on, verb)
        if top is not verb:
            top.dep_ = "dobj"
        on.hang(verb, "prep")
        for day in [c for c in verb.lefts if c.i > on.i]:
            day.hang(on, "pobj")
    elif not any(c.tag_ == "MD" for c in verb.lefts):
        return
    for thing in verb.rights:
        if thing.left_edge.i == verb.i + 1 and thing.dep_ in {"appos", "npadvmod"} and thing.pos_ == "PROPN":
            thing.dep_ = "dobj"
    verb.tag_, verb.pos_, verb.lemma_ = "VB", "VERB", verb.lower_


def _make_awaited(be: Token, verb: Token) -> None:
    """Makes a participle behind a day the verb: "is on Monday [expected] to meet X"."""
    aim = next((c for c in verb.rights if c.tag_ == "VB"), None)
    if aim is None or not verb.tag_.startswith("VB"):
        return
    _make_passive(be, verb)
    aim.dep_, verb.tag_, verb.pos_ = "xcomp", "VBN", "VERB"


def _is_done(verb: Token) -> bool:
    """Whether a participle read as said of a day is what was done: "was on Monday [received] by X"."""
    of_day = verb.dep_ == "acl" and verb.head.ent_type_ in _DAYS and verb.head.i == verb.i - 1
    return of_day and verb.tag_ == "VBN" and (verb.lemma_, "VERB") in frames()


def _make_passive(be: Token, verb: Token) -> None:
    """Makes such a participle the verb: "was on Monday [received] by X"."""
    _put_in_place(be, verb)
    be.hang(verb, "auxpass")
    for child in verb.lefts:
        child.dep_ = "nsubjpass" if child.dep_ == "nsubj" else child.dep_


def _put_in_place(old: Token, new: Token) -> None:
    """Hangs a word where the one above it hung, and what else hung there on it."""
    head, dep = old.head, old.dep_
    new.hang(new if head is old else head, dep)
    for child in [c for c in old.children if c is not new]:
        child.hang(new)


def _part_minister(on: Token) -> None:
    """Parts a day from the office behind it: "On Monday | Minister for Trade X held talks", read as if X were
    the minister of Monday and the talks were held on him.
    """
    doc, end = on.doc, on.i + 1
    while end < len(doc) and doc[end].ent_type_ in _DAYS:
        end += 1
    days = [t for t in doc[on.i + 1 : end] if t.head.i >= end]
    if not days or end == len(doc) or not any(map(is_title, doc[end : end + 3])):
        return
    of = next((t for t in doc[on.i + 1 : end] if t.lower_ == "of"), on)
    last = next((t for t in reversed(days) if t.tag_ != "CD"), days[-1])
    if last.head.dep_ == "nsubj" and last.head.right_edge.i > end + _LONGEST:
        return
    for word in days:
        word.hang(of if word is last else last, "pobj" if word is last else "nummod")
    office = next((c for c in (*of.rights, *on.rights) if c.dep_ == "pobj" and c.i >= end), None)
    subject = next((c for c in on.head.lefts if c.dep_ in {"nsubj", "nsubjpass"} and c.i > on.i), None)
    if office is not None and subject is not None:
        office.hang(subject, "nmod")
    elif office is not None:
        passive = any(c.dep_ == "auxpass" for c in on.head.lefts)
        office.hang(on.head, "nsubjpass" if passive else "nsubj")
