"""Words that say that two mentions are of two events: "X met Y ahead of talks with Z", "trilateral".

What comes before or after something, or prepares it, is not that thing; nor are talks of two sides those of
three, or several rounds the one that is told of with its day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extraction.arguments.last_meetings import counted_from, first_since_end, looked_back_on, was_the_last
from kg.extraction.arguments.programmes import is_fresh
from kg.extraction.grammar import clauses
from kg.extraction.times import times
from kg.extraction.times.named_rounds import MANY, by_part, said_before, sides_of
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.greetings import as_they_met
from kg.extraction.triggers.laid_before import beforehand, laid_before, listed, then_told, to_follow, whole_of
from kg.extraction.triggers.occasion_verbs import SETTLING, at_edge, is_run_up
from kg.extraction.triggers.triggers import is_word

_AFTER = frozenset("before after following preceding".split())
_PHRASES = {
    "of": frozenset("ahead eve heels wake context light".split()),
    "to": frozenset({"prior", "previous"}),
    "for": frozenset({"exchange", "return"}),
}
_AROUND = frozenset("before after following of".split())
_SUBORDINATE, _FOLLOW = frozenset("before after since".split()), frozenset("follow precede prepare".split())
_PREPARE = frozenset("prepare preparation way groundwork ground stage".split())
_OVER = frozenset("end conclude close break adjourn wrap finish collapse drag go last continue".split())


def told_beside(token: Token) -> frozenset[int]:
    """The words around a mention that tell of something beside, before or after it, or that prepares it.

    "The meeting was held ahead of talks with X": of "talks" that are "held" and "meeting"; of "hosted" in
    "the meeting comes after X hosted Y", "comes" and "meeting"; of "held" and "talks" in "on the sidelines of
    the summit, X and Y held talks". Not "the talks ended after a long meeting".
    """
    found: set[int] = set()
    edge = at_edge(token) or _amid(token)
    around = [] if edge is None else list(clauses.ancestors_in_sentence(edge))[:1]
    for host in (*around, *_hosts(token)):
        above = [host, *clauses.ancestors_in_sentence(host)]
        verb = next((t for t in above if t.pos_ in {"VERB", "AUX"}), None)
        if verb is not None and verb.lemma_ in _OVER and not around:
            continue
        said = {"nsubj", "nsubjpass", "attr"}  # "it would be their first meeting after the summit"
        subjects = [] if verb is None else [c for c in verb.children if c.dep_ in said]
        prepared = verb is not None and verb.lemma_ in {"prepare", "follow"} and verb.dep_ == "advcl"
        acting = verb.head if verb is not None and prepared else verb if host in around else None
        objects = [] if acting is None else [c for c in acting.children if c.dep_ == "dobj"]
        found.update(t.i for t in (*above, *subjects, *objects))  # "held consultations to prepare the summit"
    found |= laid_before(token, _LARGE) | then_told(token)
    found |= _where_held(token) | _where_reported(token) | _told_of(token)
    return frozenset(found | listed(token))


_LARGE = frozenset("summit forum conference assembly congress ceremony parade funeral inauguration".split())


def _where_held(token: Token) -> set[int]:
    """The occasion at which a relative clause tells of this: "the forum, where he held a meeting with X"."""
    clause = clauses.clause_of(token)
    if clause.dep_ != "relcl" or not any(c.lower_ == "where" for c in clause.children):
        return set()
    above = (clause.head, *clauses.ancestors_in_sentence(clause.head))
    noun = next((t for t in above if t.lemma_.lower() in _LARGE), None)
    return set() if noun is None or token.lemma_.lower() in _LARGE else {noun.i}


_REPORTING = frozenset("tell inform assure brief update".split())


def _where_reported(token: Token) -> set[int]:
    """The gathering that is told of this: "told the board meeting that his talks in Lima were useful"; not
    that of which nothing is said, as in "told the conference that the talks were useful".
    """
    if not any(c.dep_ == "poss" or c.lower_ in {"with", "between", "in"} for c in token.children):
        return set()
    for clause in clauses.ancestors_in_sentence(token):
        if clause.dep_ == "ccomp" and clause.head.lemma_ in _REPORTING:
            heard = [o for o in clauses.objects(clause.head) if o.i < clause.i]
            return {o.i for o in heard if o.lemma_.lower() != token.lemma_.lower()}
    return set()


def _told_of(noun: Token) -> set[int]:
    """The words that tell of who is told about other talks: "briefed X on the talks in Lima", "met Y, who
    briefed him on the Lima talks".
    """
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"on", "about"} or verb.lemma_ not in _REPORTING:
        return set()
    above = [verb, *(clauses.ancestors_in_sentence(verb) if verb.dep_ == "relcl" else ())]
    return {t.i for t in above}


def _hosts(token: Token) -> Iterator[Token]:
    """What a mention is told to come before or after: what the words for that hang on."""
    first = whole_of(token)
    head = first.head
    if first.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _SUBORDINATE for c in first.children):
        yield head
    if first.dep_ in {"pobj", "pcomp"}:
        outer = head.head
        settled = head.lower_ in {"after", "following"} and outer.lemma_ in SETTLING - {"sign"}
        if settled or (head.lower_ in _AROUND and as_they_met(head)):
            return
        if (
            head.lower_ in _AFTER
            or is_fresh(head)
            or (head.lower_ == "since" and not clauses.is_negated(outer))
        ):
            yield outer
        elif outer.pos_ != "VERB" and outer.lower_ in _PHRASES.get(head.lower_, ()):
            yield _over_prepositions(outer)
        elif head.lower_ == "to" and is_run_up(outer):
            yield _over_prepositions(outer.head)
        elif head.lower_ == "for" and outer.lemma_.lower() in _PREPARE:
            yield outer
    if (first.dep_ == "dobj" and head.lemma_ in _FOLLOW) or _is_prepared(first):
        yield head if first.dep_ == "dobj" else head.head
    if first.dep_ == "pobj" and head.head.lemma_ in _FOLLOW and head.lower_ in {"by", "on", "from"}:
        yield head.head  # "the visit follows on from talks"


def _is_prepared(noun: Token) -> bool:
    """Whether something is done for a meeting to come about: "paving the way for talks to restart"."""
    head, subject = noun.head, noun.dep_ == "nsubj"
    return subject and any(c.lower_ == "for" for c in head.lefts) and head.head.lemma_.lower() in _PREPARE


_ALIKE = frozenset("similar previous earlier another further last next".split())


def of_others(token: Token) -> frozenset[int]:
    """The words of the sentence that tell of other events than a mention, which come before or after it.

    Of "the summit" in "ahead of the summit, X met Y" all but its own words; of "the meeting" in "the meeting
    comes after X hosted Y" what "hosted" governs.
    """
    sent = token.sent
    out: set[int] = set()
    if _ALIKE & {c.lower_ for c in token.lefts}:
        return frozenset()  # "organised the visit, following a similar visit": of the same people
    around = (t for h in _hosts(token) for t in (h, *h.children) if t.i == h.i or not t.is_ancestor(token))
    if any(is_word(t) for t in around) or _told_of(token):
        out.update(set(range(sent.start, sent.end)) - {t.i for t in token.subtree})
    for other in sent:
        if other.i != token.i and is_word(other) and token.i in told_beside(other):
            out.update(t.i for t in other.subtree)
    return frozenset(out)


def _amid(noun: Token) -> Token | None:
    """The "amid" under which a noun stands, or ``None``: "A met B amid a second phase of talks"."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    return noun.head if noun.dep_ == "pobj" and noun.head.lower_ in {"amid", "amidst"} else None


def _over_prepositions(word: Token) -> Token:
    """What a phrase of prepositions hangs on: "met" of "met on the eve of talks"."""
    while word.head.i != word.i and (word.pos_ in {"ADP", "ADV"} or word.lower_ in _TURNED):
        word = word.head
    return word


_TURNED = frozenset("eve heels wake context light".split())
_MORE = frozenset("next another further more additional".split())
_OTHER = frozenset("new fresh separate follow-up repeat".split())


def one_more(word: Token) -> bool:
    """Whether a word is of what comes after another one: "the next round", "more talks", "a second meeting",
    "will meet again"; not "the second meeting", which may be that told of.
    """
    if word.pos_ == "VERB":
        return any(c.lower_ == "again" and c.dep_ == "advmod" for c in word.children)
    left = {c.lower_ for c in word.lefts}
    if word.pos_ not in {"NOUN", "PROPN"} or left & _MORE:
        return bool(left & _MORE)
    said = {"".join(t.lower_ for t in c.subtree) for c in word.lefts if c.dep_ in {"amod", "compound"}}
    counted = any((times.ordinal_of(w) or 0) > 1 for w in said)
    return "a" in left and (counted or bool(said & _OTHER))


_LEVELS = {
    "ministerial": "minister", "ministers": "minister", "ministerial-level": "minister",
    "technical": "expert", "expert": "expert", "experts": "expert", "expert-level": "expert",
    "officials": "official", "ambassadorial": "envoy", "presidential": "head", "leaders": "head",
}  # fmt: skip


def _level(word: Token) -> str | None:
    """Of what rank the people are: "the summit", "the ministerial meeting", "experts of A and B met"."""
    if word.pos_ == "VERB":
        return _rank(clauses.doers(word))
    told = ("".join(t.lower_ for t in c.subtree if t.pos_ != "PART") for c in word.lefts)
    found = next(
        (_LEVELS[w] for words in told for w in (words, words.removesuffix("'")) if w in _LEVELS), None
    )
    found = found or _rank(clauses.prepositional(word, "of", "between", "among"))
    return found or ("head" if word.lemma_.lower() == "summit" else None)


_RANKS = dict.fromkeys("president king premier chancellor monarch".split(), "head") | {
    "minister": "minister", "expert": "expert", "technician": "expert", "ambassador": "envoy",
    "adviser": "aide", "advisor": "aide",
}  # fmt: skip


def _rank(people: Iterable[Token]) -> str | None:
    """The rank of several people told of by their office alone; ``None`` where it is of two kinds."""
    ranks = set()
    for noun in people:
        before = {c.lower_ for c in noun.lefts}
        rank = _RANKS.get(noun.lemma_.lower().removesuffix("s"))
        plural = noun.tag_ in {"NNS", "NNPS"} or (noun.tag_ == "NNP" and noun.lower_ not in _RANKS)
        if not plural or rank is None or before & _BELOW:
            return None
        ranks.add("head" if rank == "minister" and "prime" in before else rank)
    return ranks.pop() if len(ranks) == 1 else None


_BELOW = frozenset("deputy vice assistant former".split())


def is_held(noun: Token) -> bool:
    """Whether a noun with "a", or "talks" without an article, is what somebody holds or has."""
    held = noun.dep_ == "dobj" and noun.head.lemma_ in {"have", "hold"}
    bare = noun.lower_ in _COURSES and not any(c.dep_ in {"det", "poss"} for c in noun.lefts)
    return held and (bare or "a" in {c.lower_ for c in noun.lefts})


_COURSES = frozenset({"talks", "discussions", "consultations"})


def _several(noun: Token) -> bool:
    """Whether a noun is of more than one: "four rounds of talks", "recent meetings"; not "the talks"."""
    noun = by_part(noun, _ROUNDS)
    if noun.lemma_.lower() in MANY:
        return True
    left = {c.lower_ for c in noun.lefts}
    counted = any(c.dep_ == "nummod" and c.lower_ not in {"one", "1"} for c in noun.lefts)
    counted |= noun.lemma_ == "meeting" and "recent" in left
    return noun.tag_ in {"NNS", "NNPS"} and (counted or bool(left & _COUNTS))


_ROUNDS = MANY | {"round", "session"}
_COUNTS = frozenset({"several", "multiple", "numerous", "many"})


def _once(word: Token) -> bool:
    """Whether a word tells of a meeting before this: "they last met in Oslo in 2013", "had previously met",
    "had already met", "the last time they met", "had earlier held talks", "their second meeting since May,
    when they met", "the dialogue that resumed last month", "the first since talks broke"; not "met before".
    """
    verb = word.head if is_held(word) else word
    if verb.pos_ != "VERB":
        past = beforehand(word) or looked_back_on(word) or first_since_end(word) or was_the_last(word)
        return bool(past or any(map(_dated_past, word.rights)))
    said = {c.lower_ for c in verb.children if c.dep_ in {"advmod", "aux"}}
    if verb.dep_ == "relcl" and verb.head.lower_ == "time":
        said |= {c.lower_ for c in verb.head.lefts}
    return bool(said & _ONCE) or ("had" in said and bool(said & _SOONER)) or counted_from(verb)


_ONCE, _SOONER = frozenset("last previously before".split()), frozenset({"earlier", "already"})


def _dated_past(verb: Token) -> bool:
    """Whether a clause tells which event is meant by when it was: "that took place last month"."""
    which = verb.dep_ == "relcl" and any(c.lower_ == "that" and c.dep_[:5] == "nsubj" for c in verb.lefts)
    past = verb.tag_ == "VBD" or any(c.tag_ == "VBD" and c.dep_ == "auxpass" for c in verb.lefts)
    ago = (t for c in verb.rights if c.dep_ in {"npadvmod", "prep"} for t in (c, *c.children))
    return which and past and any(_LAST & {o.lower_ for o in t.lefts} for t in ago if t.ent_type_ == "DATE")


_LAST = frozenset({"last", "earlier"})


def _separate(noun: Token) -> bool:
    """Whether talks are told apart from others: "separate talks between X and Y", "talks are to follow"; not
    "separate meetings".
    """
    one = noun.tag_ in {"NN", "NNP"} or noun.lemma_ in {"talk", "negotiation"}
    return one and (any(c.lower_ == "separate" for c in noun.lefts) or to_follow(noun))


@dataclass(frozen=True, slots=True)
class Telling:
    """What a word and those around it say of its event, by which it is told apart from others."""

    sides: int | None
    level: str | None
    once: bool
    separate: bool
    several: bool
    before: frozenset[str]


def telling_of(word: Token) -> Telling:
    """What is said of the event of a word: of how many sides it is, of what rank, whether it was once before,
    is told apart or is several, and the words before it.
    """
    several, before = _several(word), said_before(word)
    return Telling(sides_of(word), _level(word), _once(word), _separate(word), several, before)


def other_event(one: Telling, other: Telling) -> bool:
    """Whether two are of another number of sides ("bilateral", "trilateral talks") or of people of other rank
    ("the summit" and "the ministerial meeting" before it), or only the second is told to have been once.
    """
    sides = one.sides is not None and other.sides is not None and one.sides != other.sides
    level = one.level is not None and other.level is not None and one.level != other.level
    return sides or level or (other.once and not one.once)
