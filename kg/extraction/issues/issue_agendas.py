"""What is said in so many words to be a topic: "Water topped the agenda", "The talks focused on water"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.extraction.issues.issue_clefts import cleft_topics, listed_agenda, talk_was_of, there_was
from kg.extraction.issues.issue_differences import DIFFERING_VERBS, differences
from kg.extraction.issues.issue_heads import is_question, topics_after, topics_at
from kg.extraction.issues.issue_light import LIGHT_VERBS, WHERE, light_topics
from kg.extraction.issues.issue_lists import NOUNS
from kg.extraction.issues.issue_phrases import words
from kg.extraction.issues.issue_spoken import (
    SPOKEN_OF,
    SUBJECTS,
    TELLING,
    came_up,
    dominates,
    filled_with,
    given_attention,
    is_open_question,
    is_up_for,
    makes_part,
    one_of_those,
    spoken_of,
    takes_up,
)
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.per_token import per_token
from kg.lexicon import per_lexicon

_TREATS = frozenset("discuss address cover tackle review explore examine consider treat concern".split())
_SUBJECT, _CLAUSAL = {"nsubj", "nsubjpass"}, {"csubj", "csubjpass"}
_RAISING = frozenset(
    "expect likely set due schedule certain sure bind bound seem appear continue slate".split()
)
_HIGH = frozenset("high top prominent prominently first foremost uppermost".split())
_CORE = frozenset("top centre center heart core head forefront".split())
_NAMES = frozenset("topic issue subject matter item question point theme priority".split())
_FIRST = frozenset("be feature figure stand come rank".split())
"""Verbs behind an agenda that opens the sentence."""
_TURNING = frozenset("turn move shift".split())
_SPANNING = frozenset({"range", "vary"})
_NAMING = frozenset({"include", "be", "feature"})


@per_lexicon
def governed(table: str) -> Mapping[str, frozenset[str]]:
    """The prepositions of each verb of a class of ``verb:prepositions``."""
    return {verb: frozenset(preps.split()) for verb, _, preps in (e.partition(":") for e in words()[table])}


@per_token
def agenda_topics(verb: Token) -> Sequence[Token]:
    """The heads that a verb says were topics of a contact, wherever the contact itself is named.

    "On the agenda were water and trade" gives both; "He was the topic of a film" none, a person being none.
    They are found once for a document.
    """
    return tuple(_agenda_topics(verb))


def _agenda_topics(verb: Token) -> Iterator[Token]:
    if verb.lemma_.lower() in _saying():
        yield from subject_topics(verb)
        yield from _put_first(verb)
        yield from _of_contact(verb)
        yield from spoken_of(verb)
        yield from filled_with(verb)
        yield from light_topics(verb, passive=True)
    if verb.lemma_ in {"be", "take"}:
        yield from cleft_topics(verb)
        yield from there_was(verb)
        yield from talk_was_of(verb)
    yield from listed_agenda(verb)
    if verb.lemma_ in DIFFERING_VERBS:
        yield from differences(verb)
    if verb.lemma_ in _COUNTING:
        yield from _counted_among(verb)
    for child in verb.rights:
        if child.lower_ == "with" and child.dep_ in {"prep", "mark"}:
            yield from _with_agenda(child)


def _counted_among(verb: Token) -> Iterator[Token]:
    """What somebody counts among the topics: "She named fish and visas among the issues to be discussed"."""
    things = [c for c in verb.rights if c.dep_ == "dobj"]
    words_after = [c for t in (verb, *(x for o in things for x in o.subtree)) for c in t.rights]
    if any(c.lower_ == "among" and _agenda_place(c) for c in words_after):
        for thing in things:
            yield from topics_at(thing)


_COUNTING = frozenset("mention list name cite count identify".split())


@per_lexicon
def _saying() -> frozenset[str]:
    """The verbs that may say what a topic is, but for what a phrase with "with" adds."""
    return _placing().union(governed("about")) | _TREATS | _TURNING | _NAMING | _SPANNING | LIGHT_VERBS


@per_lexicon
def _placing() -> frozenset[str]:
    """The verbs that may put their subject among the topics."""
    return words()["foremost"] | TELLING | _FIRST | {"remain", "loom", "arise", "form"}


def subjects(verb: Token) -> list[Token]:
    """Its subjects; of "expected to top" in "Syria is expected to top the agenda" Syria."""
    here = [c for c in verb.lefts if c.dep_ in _SUBJECT or (c.dep_ in _CLAUSAL and is_question(c))]
    governor = verb.head
    if here or verb.dep_ not in {"xcomp", "acomp", "oprd"}:
        return here
    raised = verb.dep_ == "acomp" or governor.lemma_.lower() in _RAISING or governor.lower_ in _RAISING
    return subjects(governor) if raised else []


def subject_topics(verb: Token) -> Iterator[Token]:
    """Subjects that are said to be topics, and what a contact was dominated by.

    "Water and trade were topics of discussion", "Water topped the agenda", "Fishing is on the agenda"; not
    "He was the topic of a film", a person being none, nor "Fishing was not on the agenda".
    """
    table = words()
    lemma = verb.lemma_.lower()
    if lemma not in _placing() or _denied(verb):
        return
    complements = [c for c in verb.rights if c.dep_ in {"attr", "dobj", "prep", "acomp", "advmod"}]
    standing = False
    for child in complements:
        name = child.lemma_.lower()
        if lemma in {"be", "remain"} and child.dep_ == "attr":
            standing |= name in table["standing"] or is_open_question(child) or one_of_those(child)
        elif lemma in {"be", "remain", "stand", "rank", "figure", "feature"} and child.dep_ != "dobj":
            standing |= _agenda_place(child) and child.lower_ != "under"
        elif lemma in table["foremost"] and child.dep_ == "dobj":
            standing |= name in table["contact"] or name == "agenda"
        if lemma in {"figure", "feature", "loom", "arise"} and child.dep_ == "prep":
            standing |= any(c.lemma_.lower() in table["contact"] | {"agenda"} for c in child.rights)
    standing |= came_up(verb) or dominates(verb) or takes_up(verb) or makes_part(verb)
    standing |= given_attention(verb)
    if lemma in table["foremost"] and _passive_contact(verb):
        for child in verb.rights:
            if child.dep_ == "agent":
                yield from topics_after(child)
    if standing:
        for subject in (*subjects(verb), *_so_were(verb)):
            yield from topics_at(_opening(subject, verb))


def _so_were(verb: Token) -> list[Token]:
    """What is said to be so, too: "Visas were among the topics, and so [was] trade"."""
    again = (c for c in verb.rights if c.dep_ == "conj" and any(t.lower_ == "so" for t in c.lefts))
    return [s for c in again for s in c.rights if s.dep_ in {"nsubj", "attr"}]


def _denied(verb: Token) -> bool:
    """Whether a clause is said not to be so: "was not the focus", "I don't think Syria is the focus".

    So is "(will not come) unless visas are on the table".
    """
    above = verb.head if verb.dep_ == "ccomp" else verb
    said = (verb, above) if above.lemma_ in _SUPPOSING else (verb,)
    return any(c.dep_ == "neg" or c.lower_ in {"unless", "if"} for v in said for c in v.children)


_SUPPOSING = frozenset("think believe expect suppose imagine".split())


def _agenda_place(token: Token) -> bool:
    """Whether words put a thing before those who meet: "(high) on the agenda", "at the heart of the talks".

    "Among the topics", "at issue", "up for debate" and "under discussion", too; not "at the top of a hill".
    """
    if token.lower_ in _HIGH and token.pos_ not in NOUNS:
        return any(c.dep_ == "prep" and _agenda_place(c) for c in token.rights)
    if token.lower_ == "up":
        return is_up_for(token)
    contact = words()["encounter"] | {"agenda"}
    for noun in (c for c in token.rights if c.dep_ == "pobj"):
        lemma = noun.lemma_.lower()
        of = {o.lemma_.lower() for p in noun.rights if p.lower_ == "of" for o in p.rights}
        if token.lower_ in {"on", "atop"} and (lemma in {"agenda", "table", "menu"} or _list_of_theirs(noun)):
            return True
        if token.lower_ == "at" and (
            (lemma == "issue" and noun.i == token.i + 1) or (lemma in _CORE and bool(of & contact))
        ):
            return True
        if (
            token.lower_ == "among"
            and lemma in _NAMES
            and (lemma in {"topic", "theme"} or _discussed(noun) or of & (contact | words()["participants"]))
        ):
            return True
        if token.lower_ == "under" and lemma in {"discussion", "negotiation", "consideration"}:
            return True
    return False


def _list_of_theirs(noun: Token) -> bool:
    """Whether it is the list or the minds of those who meet: "on the ministers' list are visas", "visas were
    on their minds"; not "on a watch list".
    """
    if noun.lower_ == "minds":
        return any(c.dep_ == "poss" for c in noun.lefts)
    whose = [c for c in noun.lefts if c.dep_ == "poss" and c.tag_ == "NNS"]
    return noun.lower_ == "list" and any(c.lemma_.lower() in words()["participants"] for c in whose)


def _discussed(noun: Token) -> bool:
    """Whether a noun is of what was spoken of: "matters discussed", "items on the agenda"."""
    told = [c for c in noun.rights if c.dep_ in {"acl", "relcl"}]
    told += [x for c in told for x in c.rights if x.dep_ == "xcomp"]  # "said to have been discussed"
    listed = noun.lemma_ == "item" and any(c.lemma_ == "agree" for c in told)
    views = [s for c in told if c.lemma_ in {"share", "exchange"} for s in c.lefts if s.dep_ == "nsubjpass"]
    if listed or any(s.lemma_ in words()["views"] for s in views):
        return True  # "the items agreed on", "the issues on which views were shared"
    return any(c.lemma_.lower() in SPOKEN_OF | _TREATS for c in told) or any(
        c.dep_ == "prep" and c.lower_ != "among" and _agenda_place(c) for c in noun.rights
    )


def _put_first(verb: Token) -> Iterator[Token]:
    """What follows an agenda that opens the sentence: "High on the agenda was oil", "At issue is a dam".

    Not "On the table was a vase of flowers" before anybody met: that is for the caller to know.
    """
    if verb.lemma_.lower() not in _FIRST:
        return
    if any(_agenda_place(c) for c in verb.lefts):
        for child in verb.rights:
            if child.dep_ in {"nsubj", "nsubjpass", "attr"}:
                yield from topics_at(child)


def _of_contact(verb: Token) -> Iterator[Token]:
    """What talks or an agenda are said to be on: "The talks focused on oil", "Topics included oil and visas".

    "The talks raised hopes" and "The meeting included officials" name none.
    """
    lemma = verb.lemma_.lower()
    preps = governed("about").get(lemma, frozenset())
    if lemma in _SPANNING:
        preps |= {"from", "to"}
    elif lemma in _TURNING:
        preps |= {"to"}
    if not preps and lemma not in _TREATS and lemma not in _NAMING:
        return
    names = {s.lemma_.lower() for s in subjects(verb)}
    if (
        verb.dep_ == "xcomp" and verb.head.lemma_.lower() in SPOKEN_OF
    ):  # "Other matters discussed included ..."
        names |= {s.lemma_.lower() for s in subjects(verb.head)} & _NAMES and {"topic"}
    if not names & SUBJECTS:
        return
    named = bool(names & {"agenda", "topic", "theme"})
    for child in verb.rights:
        if child.dep_ in {"prep", "agent", "prt"} and child.lower_ in preps and not _only_issues(verb):
            moved = lemma in {"move", "shift"}  # "The talks moved to Geneva"
            yield from (t for t in topics_after(child) if not (moved and t.ent_type_ in WHERE))
        elif child.dep_ in {"dobj", "attr"} and (
            (lemma in _TREATS and not _only_issues(verb)) or (named and lemma in _NAMING)
        ):
            yield from topics_at(child)


def _only_issues(verb: Token) -> bool:
    """Whether nothing but "issues" is the subject, of which much is said that is no topic."""
    return {s.lemma_.lower() for s in subjects(verb)} <= {"issue", "topic", "theme"}


def _with_agenda(preposition: Token) -> Iterator[Token]:
    """Topics that a phrase adds: "with trade and energy high on the agenda"; not "with an agenda"."""
    for noun in preposition.rights:
        if noun.dep_ == "pobj":
            listed = [noun, *(c for c in noun.subtree if c.dep_ == "conj" and c.head.pos_ in NOUNS)]
            if any(
                _agenda_place(c)
                for item in listed
                for c in item.rights
                if c.dep_ in {"prep", "amod", "advmod"}
            ) or _to_loom(listed):
                yield from topics_at(noun)


def _to_loom(listed: list[Token]) -> bool:
    """Whether things are, or are expected to be, spoken of most: "with visas topping the agenda", "with visas
    expected to figure prominently".
    """
    told = [c for item in listed for c in item.rights if c.dep_ == "acl"]
    verbs = [v for c in told if c.lower_ in _EXPECTED for v in c.rights if v.dep_ == "xcomp"]
    verbs += [c for c in told if c.tag_ == "VBG"]
    return any(
        (v.lemma_ in {"figure", "feature", "loom"} and any(t.lower_ in _HIGH | {"large"} for t in v.rights))
        or (v.lemma_.lower() in words()["foremost"] and any(t.lemma_ in SUBJECTS for t in v.rights))
        for v in verbs
    )


_EXPECTED = frozenset("expected set likely due sure certain bound tipped poised".split())


def _passive_contact(verb: Token) -> bool:
    """Whether a contact or its agenda is the passive subject: "The dinner was dominated by ..."."""
    table = words()
    return any(
        c.dep_ == "nsubjpass" and (c.lemma_.lower() in table["contact"] or c.lemma_.lower() == "agenda")
        for c in verb.lefts
    )


def _opening(subject: Token, verb: Token) -> Token:
    """The subject, or the noun that opens the sentence where the parse took a pronoun before the verb for it.

    "Oil and the tankers built to carry it were topics": the parser sees "it were topics", below "Oil".
    """
    root = verb.sent.root
    misread = subject.pos_ == "PRON" and root.pos_ in NOUNS and root.i < subject.i and root.is_ancestor(verb)
    return root if misread else subject
