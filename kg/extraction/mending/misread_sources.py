"""What became of a plan, and when it is told, hung by the parser on other words.

"A summit first set for May but called off", "met X last month, a radio said", "said Tuesday talks were good".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.times.calendar_bounds import WEEKDAYS
from kg.extraction.triggers.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc


def restore_told(doc: Doc) -> None:
    """Hangs what undid a plan on the plan, and times on what is told or on who tells it, in place."""
    _restore_undone(doc)
    _restore_to_be_held(doc)
    _restore_before_source(doc)
    _restore_said_then(doc)
    _restore_behind_source(doc)


_AWAITED = frozenset("scheduled expected due set slated planned billed supposed".split())
_UNDOING = frozenset(
    "postponed cancelled canceled delayed deferred suspended scrapped shelved called put".split()
)


def _restore_undone(doc: Doc) -> None:
    """Hangs what became of a plan on the plan: "spoke of a summit first set for May but [postponed]"."""
    for but in doc.having({"but"}):
        done = doc[but.i + 1] if but.i + 1 < len(doc) else but
        done = doc[done.i + 1] if done.lower_ in {"later", "then"} and done.i + 1 < len(doc) else done
        if done.lower_ not in _UNDOING or done.dep_ != "conj" or done.tag_ not in {"VBN", "VBD"}:
            continue
        first = max(done.head.i, but.sent.start)
        plans = (t for t in doc[first : but.i] if t.lower_ in _AWAITED and t.dep_ == "acl")
        plan = next((t for t in plans if any(c.lower_ in _AT_FIRST for c in t.lefts)), None)
        if plan is not None and not any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in done.lefts):
            done.hang(plan, "conj")
            done.tag_ = "VBN"


def _restore_to_be_held(doc: Doc) -> None:
    """Hangs on an event what is told right behind it, and a comma, of when and where it will be: "will
    announce the summit with X, [to be held] in Oslo in May"; not "expects the summit, held in Oslo".
    """
    for to in doc.having({"to"}):
        held = to.head
        be = doc[to.i + 1] if to.i + 1 < len(doc) else to
        if to.i < 3 or doc[to.i - 1].text != "," or held.lemma_ not in _HOLDING or held.tag_ != "VBN":
            continue
        if be.lower_ != "be" or be.head.i != held.i or held.left_edge.i != to.i:
            continue
        before = doc[to.i - 2]
        above = [t for t in (before, *before.ancestors) if t.i < to.i and t.sent.start == to.sent.start]
        event = next((t for t in above if t.pos_ == "NOUN" and names_meeting(t)), None)
        if event is not None and event.dep_ in _GOVERNED and held.head.i != event.i:
            held.hang(event, "acl")


_HOLDING = frozenset("hold convene host organize organise".split())
_GOVERNED = frozenset({"dobj", "pobj", "attr"})


def _restore_before_source(doc: Doc) -> None:
    """Hangs a time on what is told, not on who tells it behind a comma: "met X [last month], a radio
    said"; not "called X, and the next day, at noon, announced".
    """
    for word in doc.having(_PAST_OR_TO_COME):
        day, before = word.head, doc[max(word.i - 1, 0)]
        if day.dep_ != "npadvmod" or day.i != word.i + 1 or word.i < 3 or day.i + 2 >= len(doc):
            continue
        source = day.head
        if doc[day.i + 1].text != "," or source.i < day.i + 2 or source.lemma_ not in _TELLING:
            continue
        told = next((t for t in (before, *before.ancestors) if t.pos_ == "VERB" and t.i < word.i), None)
        bare = before.pos_ not in {"PUNCT", "CCONJ", "DET"}
        if bare and told is not None and told.sent.start == word.sent.start:
            day.hang(told, "npadvmod")


def _restore_said_then(doc: Doc) -> None:
    """Makes the day between a verb of saying and talks that of the saying: "said [Tuesday] talks with X were
    good"; not "said Tuesday's talks were good".
    """
    for talks in doc.having(_BARE_TALKS):
        day, said = doc[max(talks.i - 1, 0)], doc[max(talks.i - 2, 0)]
        bare = day.lower_ in WEEKDAYS and day.head.i == talks.i and said.lemma_ in _TELLING
        if talks.i < 2 or not bare or talks.dep_ not in {"nsubj", "nsubjpass"}:
            continue
        day.hang(said, "npadvmod")
        talks.tag_, talks.pos_, talks.lemma_ = "NNS", "NOUN", talks.lower_[:-1]


def _restore_behind_source(doc: Doc) -> None:
    """Hangs an event that is told as that of a clause behind who tells it on the clause: "will meet in Oslo,
    an aide said Monday, [in their first talks] since May", "in what will be the first talks"; not "said in
    their first speech".
    """
    for whose in doc.having(_WHOSE):
        event, prep = whose.head, whose.head.head
        what = event.dep_ == "attr" and prep.dep_ == "pcomp"
        prep = prep.head if what else prep
        said = prep.head
        governed = what or (event.dep_ == "pobj" and whose.lower_ != "the")
        if not governed or prep.lower_ not in _DURING or prep.dep_ != "prep" or prep.i < 2:
            continue
        if said.lemma_ not in _TELLING or doc[prep.i - 1].text != "," or not names_meeting(event):
            continue
        told = next((c for c in said.lefts if c.dep_ == "ccomp"), None)
        told = said.head if said.dep_ == "parataxis" else told
        subject = next((c for c in said.lefts if c.dep_ == "nsubj"), None)
        if told is None or subject is None or not told.i < subject.i < prep.i:
            continue
        behind = [c for c in said.rights if c.dep_ == "advcl" and c.left_edge.i == event.i + 1]
        prep.hang(told)
        for clause in behind:
            clause.hang(event)


_WHOSE, _DURING = frozenset("his her their its the".split()), frozenset("in during at for".split())
_BARE_TALKS = frozenset("talks negotiations discussions consultations".split())
_PAST_OR_TO_COME = frozenset("last next this".split())
_TELLING = frozenset("say report announce tell state confirm reveal write claim add disclose".split())
_AT_FIRST = frozenset("initially originally first previously".split())
