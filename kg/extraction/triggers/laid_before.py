"""Occasions that are none of those told of around them: a thing is yet to be laid before them, or they are
listed beside another.
"""

from __future__ import annotations

from collections.abc import Collection

from kg.extraction.grammar import clauses
from kg.extraction.grammar.noun_control import LENGTHS
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import sentence_before
from kg.extraction.triggers.event_course import MEALS
from kg.extraction.triggers.triggers import is_word


def laid_before(noun: Token, large: Collection[str]) -> set[int]:
    """The words around a thing that is yet to be dealt with at an occasion: "met to work on a plan that will
    be put to the conference", "a draft to be adopted at the summit".
    """
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"to", "at"} or noun.lemma_.lower() not in large:
        return set()
    clause = noun.head.head
    ahead = any(c.lower_ in {"to", "will", "would"} for c in clause.lefts)
    while clause.dep_ == "xcomp" and clause.head.pos_ == "VERB":
        clause = clause.head
    if not ahead or clause.dep_ not in {"relcl", "acl"} or clause.head.lower_ in _TIMES:
        return set()
    return {t.i for t in (clause.head, *clauses.ancestors_in_sentence(clause.head))}


_TIMES = frozenset("date time day place venue".split())


def whole_of(word: Token) -> Token:
    """The first of those listed, and what tells their length: "days" of "the heels of two days of talks"; not
    of "after two days of talks".
    """
    while True:
        if word.dep_ == "conj" and word.head.pos_ == word.pos_:
            word = word.head
            continue
        length = word.head.head if word.dep_ == "pobj" and word.head.lower_ == "of" else word
        if length is word or length.lemma_ not in LENGTHS or length.head.lower_ != "of":
            return word
        word = length


def listed(noun: Token) -> set[int]:
    """The meeting beside which another with sides of its own is listed: "a meeting between A and B and talks
    between their delegations"; not "a meeting and talks between A and B".
    """
    if (about := _spoken_of(noun)) is not None:
        return about
    other = noun.head
    both = noun.dep_ == "conj" and noun.pos_ == other.pos_ == "NOUN" and is_word(other)
    sided = both and all(any(c.lower_ in {"with", "between"} for c in n.rights) for n in (noun, other))
    return {other.i} if sided else set()


def _spoken_of(noun: Token) -> set[int] | None:
    """The talks that are told to be about another meeting: "the talks dealt with the summit to be held on
    Friday"; not "the meeting focused on talks".
    """
    by = noun.head if noun.dep_ == "pobj" else None
    if noun.dep_ == "nsubjpass" and noun.head.dep_ == "advcl" and noun.left_edge.i > noun.sent.start:
        by = noun.doc[noun.left_edge.i - 1]  # "dealt with the meeting to be held"
    verb = noun.head if by is None else by.head
    said = _ABOUT.get(verb.lemma_.lower())
    if said is None or noun.pos_ != "NOUN" or (by.lower_ if by is not None else noun.dep_) not in said:
        return None
    if not any(c.lower_ == "the" for c in noun.lefts):
        return None
    talks = [s for s in clauses.subjects(verb) if s.pos_ == "NOUN" and is_word(s)]
    return {verb.i, *(t.i for t in talks)} if talks else None


_ON, _OBJECT = frozenset({"on", "upon"}), frozenset({"dobj"})
_ABOUT = {
    "deal": frozenset({"with"}), "focus": _ON, "center": _ON, "centre": _ON, "touch": _ON, "concentrate": _ON,
    "cover": _OBJECT, "address": _OBJECT, "tackle": _OBJECT, "review": _OBJECT, "concern": _OBJECT,
}  # fmt: skip


def then_told(token: Token) -> frozenset[int]:
    """What came before it: "met" of "met alone, and then [held talks] with X", "A met B. This was followed by
    [talks] with C"; what came after it there: "talks" of "held talks in Oslo, where they had [met] Y".
    """
    if there := _told_there(token):
        return there
    if (before := gone_on_from(token)) is not None:
        return frozenset(t.i for t in before.sent if is_word(t))
    verb = clauses.clause_of(token)
    if verb.dep_ != "conj" or not any(c.lower_ == "then" for c in verb.lefts):
        return frozenset()
    first = verb.head
    return frozenset({first.i, *(c.i for c in first.children if c.dep_ == "dobj")})


def _told_there(token: Token) -> frozenset[int]:
    """What else is told of in the place of which a clause with "where" says what was done there before or is
    after it: "held talks in Oslo, where they had earlier [met] Y"; not "held talks in Oslo, where they met".
    """
    verb = clauses.clause_of(token)
    while verb.dep_ in {"xcomp", "conj"} and verb.head.pos_ in {"VERB", "AUX"}:
        verb = verb.head
    words = {c.lower_ for c in verb.lefts}
    if verb.dep_ != "relcl" or "where" not in words or not words & _AT_OTHER_TIMES:
        return frozenset()
    around = list(clauses.ancestors_in_sentence(verb))
    things = [c for t in around if t.pos_ == "VERB" for c in t.children if c.dep_ == "dobj"]
    return frozenset(t.i for t in (*around, *things))


_AT_OTHER_TIMES = frozenset("had earlier previously later afterwards subsequently".split())


def beforehand(noun: Token) -> bool:
    """Whether a meeting comes before the one told of: "preliminary meetings", not "the preliminary talks"."""
    words = {c.lower_ for c in noun.lefts}
    return bool(words & {"preliminary", "preparatory"}) and "the" not in words


def to_follow(noun: Token) -> bool:
    """Whether it is to come after what was told: "talks are to follow", "will follow within days", or a meal
    that came after it: "then gave a banquet for X"; not "the talks will follow a new format", "gave a lunch".
    """
    verb = noun.head
    if noun.lemma_.lower() in MEALS and verb.lemma_ in _GIVING:
        return any(c.lower_ in _AFTERWARDS and c.dep_ in {"advmod", "npadvmod"} for c in verb.children)
    then = verb if verb.lemma_ == "follow" else clauses.child(verb, "xcomp")
    if noun.dep_ != "nsubj" or then is None or then.lemma_ != "follow" or clauses.objects(then):
        return False
    return any(c.lower_ in {"will", "to", "would"} for c in then.lefts)


_AFTERWARDS = frozenset("later then subsequently afterwards afterward".split())
_GIVING = frozenset("give host hold offer throw tender have attend".split())


def gone_on_from(noun: Token) -> Token | None:
    """The word for a meeting that the sentence before tells of and that talks follow: "[met] B in Oslo. This
    was followed by talks with C", "The meeting was followed by talks"; ``None`` for meals and where its sides
    are named.
    """
    follows = noun.head.head if noun.dep_ == "pobj" and noun.head.dep_ == "agent" else None
    if follows is None or follows.lemma_ != "follow" or noun.lemma_.lower() in MEALS:
        return None
    subject = clauses.child(follows, "nsubjpass")
    before = sentence_before(noun) if subject is not None and subject.i <= noun.sent.start + 3 else None
    if subject is None or before is None:
        return None
    known = subject.lower_ in _THIS or (is_word(subject) and _is_bare(subject))
    said = (t for t in reversed(list(before)) if is_word(t)) if known else ()
    return next((t for t in said if clauses.clause_of(t).dep_ in {"ROOT", "xcomp", "conj"}), None)


def _is_bare(noun: Token) -> bool:
    the = any(c.lower_ in {"the", "their", "these"} for c in noun.lefts)
    return the and not any(c.lower_ in {"of", "between", "with"} for c in noun.rights)


_THIS = frozenset({"this", "that", "it", "these", "which"})


def comes_beside(preposition: Token) -> bool:
    """Whether a "by" says what comes before or after an event, of which the days told are: "was preceded on
    Friday [by] talks", "followed by a dinner".
    """
    agent = preposition.dep_ == "agent" and preposition.lower_ == "by"
    return agent and preposition.head.lemma_ in {"follow", "precede"}


def dates_followed(root: Token, noun: Token) -> bool | None:
    """Whether words of time, by their first word in the tree, are of what an event is told to follow or to
    come after: "the visit follows Friday's talks", "comes on the heels of talks on Friday"; not "comes on
    Friday". ``None`` where that is not told.
    """
    if noun.dep_ not in {"nsubj", "nsubjpass"}:
        return None
    behind = [c for c in noun.head.rights if noun.i < c.i]
    if noun.head.lemma_ in {"follow", "precede"}:
        if clauses.is_passive(noun.head):  # "will be preceded on Friday by talks"
            return root.i > noun.head.i and any(c.dep_ == "agent" for c in behind)
        followed = [c for c in behind if c.dep_ in {"dobj", "agent"} or c.lower_ == "from"]
        return any(c.i < root.i or c.is_ancestor(root) for c in followed)
    if noun.head.lemma_ != "come":
        return None
    upon = [c for c in behind if c.dep_ == "prep" and c.i < root.i and root.head.i != c.i]
    turned = [c for c in upon if c.lower_ in _APART or any(t.lower_ in _TURNING for t in c.children)]
    return True if turned else None


_APART = frozenset({"after", "before", "ahead"})
_TURNING = frozenset("eve heels wake aftermath".split())


def is_prepared(word: Token) -> bool:
    """Whether a word is for what is being prepared: "prepared [a summit]", "paved the way [for] a summit"."""
    if word.dep_ in {"dobj", "pcomp"} and word.head.lemma_ == "prepare":
        return True
    ground = [word.head, *(c for c in word.head.children if c.dep_ == "dobj")]
    return word.lower_ == "for" and word.dep_ == "prep" and any(t.lemma_ in _GROUND for t in ground)


_GROUND = frozenset("prepare preparation way ground groundwork stage path".split())
