"""Infinitives that the parser takes for nouns: "is to [lunch] with President X on Thursday"; and those of
plans that it hangs on the verb before: "backed the initiative [to hold] a summit". So are verbs behind "will
in all likelihood".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.triggers.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_EITHER = frozenset("lunch breakfast brunch sup visit tour host brief talk stop".split())
"""Verbs of those who meet or travel that are nouns as well."""


_OF_VERBS = frozenset({"prep", "dobj", "npadvmod", "advcl", "attr"})


def restore_infinitives(doc: Doc) -> None:
    """Makes such a word the verb that it is, with what the parser hung on "is", in place; not "is due to
    talks", where the noun is a plural, nor "is open to a visit". So it hangs what is planned on the plan.
    """
    for plan in doc.having(_PLANS):
        _restore_plan(plan)
    for word in doc.having(_ODDS):
        if word.i > 2 and word.i + 1 < word.sent.end and doc[word.i - 3].tag_ == "MD":
            _restore_likely(word, doc[word.i + 1])
    for word in doc.having(_DINING):
        if word.tag_ == "NN" and word.dep_ == "advcl" and any(c.lower_ == "with" for c in word.rights):
            word.tag_, word.pos_, word.lemma_ = "VBG", "VERB", _DINING[word.lower_]
    for word in doc.having(_DUE):
        _restore_due(word)
    for word in doc.having(_LEADING):
        _restore_leading(word)
    for word in doc.having({"brief"}):
        _restore_brief(word)
    for word in doc.having(_EITHER):
        to = word.head
        if word.dep_ != "pobj" or word.tag_ != "NN" or to.lower_ != "to" or to.i != word.i - 1 or word.lefts:
            continue
        be = to.head
        if be.lemma_ != "be" or be.pos_ not in {"AUX", "VERB"} or be.i != to.i - 1:
            continue
        _make_infinitive(word, to, be)


def _restore_brief(word: Token) -> None:
    """Makes "brief" before a title the verb that it is: "is due to [brief] President X in Oslo", read as of a
    brief president.
    """
    name = word.head
    to = word.nbor(-1) if word.i else word
    due = to.head
    if word.dep_ != "amod" or to.lower_ != "to" or name.head not in {to, due.head}:
        return
    if name.ent_type_ != "PERSON" or name.dep_ not in {"pobj", "attr"}:
        return
    word.tag_, word.pos_, word.lemma_ = "VB", "VERB", "brief"
    word.hang(due, "xcomp")
    to.tag_, to.pos_ = "TO", "PART"
    to.hang(word, "aux")
    behind = [c for c in name.rights if c.dep_ == "prep" and c.lower_ != "of"]
    behind += [c for c in due.head.rights if c.i > name.i and c.dep_ in _OF_VERBS]
    for child in behind:
        child.hang(word)
    name.hang(word, "dobj")


_DUE = frozenset({"due", "likely", "poised", "set", "ready"})


def _restore_due(due: Token) -> None:
    """Makes what others are to do besides a clause, not a word on them: "ministers met, with leaders [due] to
    meet in May", as the parser has it for "expected"; not "met with leaders due to retire".
    """
    others, with_ = due.head, due.head.head
    to_do = next((c for c in due.rights if c.dep_ in {"xcomp", "pcomp"} and c.tag_ == "VB"), None)
    if due.dep_ not in {"amod", "acl"} or others.dep_ != "pobj" or to_do is None or due.i < others.i:
        return
    apart = with_.i == 0 or due.doc[with_.i - 1].text == ","
    if with_.lower_ == "with" and apart:
        due.tag_, due.pos_ = "VBN", "VERB"
        due.hang(with_, "pcomp")
        to_do.hang(due, "xcomp")
        others.hang(due, "nsubj")


_DINING = {"dining": "dine", "lunching": "lunch", "breakfasting": "breakfast"}
"""Verbs that are read as nouns behind a comma: "ended her day in Oslo, [dining] with X"."""
_PLANS = frozenset("initiative proposal offer bid invitation".split())


def _restore_plan(plan: Token) -> None:
    """Hangs what is to be done on the noun right before it: "backed Oman's initiative [to hold] a summit";
    not "took the initiative yesterday to hold a summit", nor "used the offer, to hold".
    """
    to = plan.doc[plan.i + 1] if plan.i + 1 < plan.sent.end else plan
    done = to.head
    right_behind = to.tag_ == "TO" and done.tag_ == "VB" and done.left_edge is to
    above = done.head is plan.head or done.head.is_ancestor(plan)
    if right_behind and above and done.dep_ == "advcl" and plan.dep_ in {"dobj", "pobj"}:
        done.hang(plan, "acl")


_ODDS = frozenset({"likelihood", "probability"})


def _restore_likely(odds: Token, verb: Token) -> None:
    """Makes a verb what will be done: "will in all likelihood [visit] Lima", "will in all likelihood [travel]
    to Lima to be trained", read as a visit in which somebody is, or as a travel that is trained.
    """
    doc = odds.doc
    modal, in_ = doc[odds.i - 3], doc[odds.i - 2]
    old = modal.head
    if in_.lower_ != "in" or verb.tag_ not in {"NN", "VB", "VBP"} or old in (verb, modal):
        return
    if not verb.is_ancestor(odds) or not old.is_ancestor(verb):
        return
    verb.hang(verb if old.dep_ == "ROOT" else old.head, old.dep_)
    verb.tag_, verb.pos_ = "VB", "VERB"
    for word in [c for c in old.children if c.i < verb.i or old is in_]:
        word.hang(verb, {"nsubjpass": "nsubj"}.get(word.dep_, word.dep_))
    if old is not in_:
        old.hang(verb, "advcl")
    in_.hang(verb, "prep")
    for word in [c for c in verb.lefts if c.i == odds.i - 1]:
        word.hang(odds, "det")
    odds.hang(in_, "pobj")
    for word in [c for c in verb.rights if c.dep_ == "appos"]:
        word.dep_ = "dobj"


_LEADING = frozenset({"chair", "head", "host"})


def _restore_leading(word: Token) -> None:
    """Makes a chair what somebody does: "is in Oslo on Sunday to [chair] talks"; not "is close to chair
    makers", nor "went to the chair".
    """
    talks, to = word.head, word.doc[word.i - 1] if word.i else word
    bare = word.dep_ == "compound" and word.tag_ == "NN" and talks.i == word.i + 1 and not word.lefts
    if not bare or to.lower_ != "to" or talks.head is not to or not names_meeting(talks):
        return
    verb = to.head
    while verb.pos_ in {"ADP", "NOUN", "PROPN"} and verb.dep_ != "ROOT":
        verb = verb.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return
    word.hang(verb, "advcl")
    to.hang(word, "aux")
    talks.hang(word, "dobj")
    to.tag_, to.pos_ = "TO", "PART"
    word.tag_, word.pos_ = "VB", "VERB"


def _make_infinitive(word: Token, to: Token, be: Token) -> None:
    behind = [
        c for c in be.rights if c.i > word.i and c.dep_ in {"prep", "dobj", "npadvmod", "advcl", "attr"}
    ]
    word.hang(be, "xcomp")
    to.hang(word, "aux")
    to.tag_, to.pos_ = "TO", "PART"
    word.tag_, word.pos_ = "VB", "VERB"
    for thing in behind:
        thing.hang(word, "dobj" if thing.dep_ == "attr" else thing.dep_)
