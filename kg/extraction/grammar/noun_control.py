"""Who does what an infinitive after a noun says: "Oslo accepted an invitation to visit"."""

from __future__ import annotations

from kg.extraction.grammar.relatives import TALKS
from kg.extraction.tokens.frozen_token import Token

_OWN = frozenset(
    """
    invitation decision plan intention promise pledge offer desire wish attempt effort bid refusal readiness
    willingness agreement commitment threat vow preparedness hope reluctance opportunity occasion chance
    initiative move drive push endeavour endeavor proposal
    """.split()
)
"""Nouns of what the subject of their verb will do: "dropped his plan to meet X"."""
_JOURNEYS = frozenset("trip visit journey mission tour flight stop".split())
_TRAVELLING = frozenset("make take begin start undertake pay plan end finish cancel postpone cut".split())
_CHANCES = frozenset("possibility prospect idea chance option principle".split())
_TALKING = frozenset("discuss explore consider weigh mull raise examine study accept float entertain".split())
_ANSWERED = frozenset("agree consent accede".split())
_GIVING = frozenset("extend issue send give hand renew convey repeat offer".split())


def invitation(noun: Token) -> Token | None:
    """The invitation to what stands behind "for" or "to", or ``None``: of "an invitation for a visit",
    "extended an invitation to X for a visit", "accepted an invitation from X to a summit".
    """
    return _asked_for(noun, frozenset({"invitation"}), frozenset({"for", "to"}))


def request(noun: Token) -> Token | None:
    """The request for what stands behind "for", or ``None``: of "a request for a meeting", "received a
    request from Peru for a meeting".
    """
    return _asked_for(noun, _REQUESTS)


_REQUESTS = frozenset({"request", "proposal", "appeal", "bid", "call", "plea"})


def answer(asked: Token) -> Token | None:
    """The verb of who answers a request, or ``None``: "turned down a request", "agreed to a request"."""
    verb = asked.head if asked.dep_ == "dobj" else asked.head.head
    answered = asked.dep_ in {"dobj", "pobj"} and verb.lemma_ in _ANSWERING
    return verb if answered and verb.pos_ == "VERB" else None


def _asked_for(
    noun: Token, words: frozenset[str], links: frozenset[str] = frozenset({"for"})
) -> Token | None:
    if noun.dep_ != "pobj" or noun.head.lower_ not in links:
        return None
    above = noun.head.head
    beside = (c for c in above.children if c.dep_ in {"dobj", "nsubjpass"} and c.i < noun.i)
    return next((t for t in (above, *beside) if t.lemma_.lower() in words), None)


LENGTHS = frozenset("minute hour day week month".split())


WILLING = frozenset({"open", "amenable", "receptive"})
"""Who would do a thing: "is open to meeting X"."""


def governor(preposition: Token) -> Token:
    """What a preposition or a chain of them hangs on: "barred" of "barred X from going", "left" of "left a
    day before meeting X" and of "left after hours of haggling with X", "is" of "is open to meeting X", "met"
    of "in addition to calling on X, she met Y", "was" of "was a hero after meeting X".
    """
    if preposition.lower_ in _THEN and preposition.dep_ == "prep" and preposition.head.dep_ == "attr":
        return preposition.head.head
    hangs = preposition.pos_ in ("ADP", "SCONJ") and preposition.head.i != preposition.i
    within = preposition.dep_ == "pobj" and (
        preposition.lemma_ in LENGTHS or preposition.lower_ == "addition"
    )
    if hangs or within:
        return governor(preposition.head)
    willing = preposition.dep_ == "acomp" and preposition.lower_ in WILLING
    return preposition.head if willing or preposition.dep_ == "npadvmod" else preposition


_THEN = frozenset("after since before following".split())


def verb_of_bearer(verb: Token) -> Token | None:
    """The verb whose subject does what an infinitive after a noun says, or ``None``.

    "accepted" of "Oslo accepted an invitation to visit", "flew" of "flew out on a trip to see X"; none for
    "extended an invitation to visit", which
    another is to do, and for "the visitor to see".
    """
    noun = verb.head
    if (copula := first_to(verb)) is not None:
        return copula
    if is_chance(verb):
        talked = noun.head.head
        if noun.head.dep_ == "pobj" and talked.lower_ in {"to", "on"}:  # "agreed to the idea of meeting X"
            return talked.head if talked.head.lemma_ in _ANSWERED else None
        return talked if noun.head.dep_ == "dobj" and talked.lemma_ in _TALKING else None
    if verb.dep_ != "acl" or verb.tag_ != "VB":
        return None
    if noun.lemma_.lower() in _JOURNEYS:
        on_it = noun.dep_ == "pobj" and noun.head.lower_ in {"on", "for"}
        above = governor(noun.head) if on_it else noun.head
        made = on_it or (noun.dep_ == "dobj" and above.lemma_ in _TRAVELLING)
        return above if made and above.pos_ in {"VERB", "AUX"} else None
    if sets_up_another(noun, verb):
        inside = noun.dep_ == "pobj" and noun.head.lower_ == "in"
        of_others = any(c.lower_ in {"between", "by"} for o in verb.rights for c in o.rights)
        return governor(noun.head) if inside and not of_others else None
    if noun.lemma_.lower() not in _OWN or _made_by(noun, verb) is not None:
        return None
    above = noun.head
    own = noun.dep_ in {"dobj", "attr"} and above.pos_ in {"VERB", "AUX"}
    given = noun.lemma_.lower() == "invitation" and above.lemma_.lower() in _GIVING
    return above if own and not given else None


def owner(verb: Token) -> Token | None:
    """Who will do what an infinitive after a noun says where another speaks of it, or ``None``.

    Lund of "confirmed Lund's plan to visit Oslo" and of "carried an offer from Lund to visit Oslo", Berg of
    "extended an invitation to Berg to visit Oslo"; so "his" of "spoke before his trip to Oslo to meet X".
    """
    noun = verb.head
    lemma = noun.lemma_.lower()
    if verb.dep_ == "pcomp" and lemma in {"after", "before", "following"} and noun.head.lemma_ == "come":
        return next(iter(spoken_by(noun.head)), None)  # "X's remarks came after meeting Y"
    if verb.dep_ == "pcomp" and lemma in {"after", "before", "following"} and noun.head.dep_ == "acl":
        return _who_says(noun.head)
    if verb.dep_ not in {"acl", "relcl"} or verb.tag_ != "VB" or lemma not in _OWN | _ASKED | _JOURNEYS:
        return None
    if lemma in _JOURNEYS:
        return next((c for c in noun.lefts if c.dep_ == "poss"), None) if only_when(noun) else None
    if lemma == "invitation":
        hosts = (noun, noun.head) if noun.head.lemma_.lower() in _GIVING else (noun,)
        to = (p for h in hosts for p in h.rights if p.lower_ in {"to", "for"} and noun.i < p.i < verb.i)
        return next((o for p in to for o in p.rights if o.dep_ == "pobj"), None)
    own = next((c for c in noun.lefts if c.dep_ == "poss" and c.pos_ != "PRON"), None)
    return own or _made_by(noun, verb)


def _who_says(issued: Token) -> Token | None:
    """Who says what stands in a statement: Y of "in a statement | issued | after meeting X, Y said"."""
    words = issued.head
    front = words.head if words.dep_ == "pobj" and words.head.dep_ == "prep" else None
    if issued.tag_ != "VBN" or front is None or front.head.pos_ != "VERB" or front.i > front.head.i:
        return None
    return next((c for c in front.head.lefts if c.dep_ == "nsubj" and c.i > issued.i), None)


def spoken_by(verb: Token) -> list[Token]:
    """Whose words a clause tells of: "X's remarks came after talks", "the comments by X followed a call"."""
    words = [c for c in verb.lefts if c.dep_ == "nsubj" and c.lemma_.lower() in _SAID]
    own = [c for s in words for c in s.lefts if c.dep_ == "poss"]
    by = (p for s in words for p in s.rights if p.lower_ in {"by", "from", "of"})
    return own or [o for p in by for o in p.rights if o.dep_ == "pobj"]


_SAID = frozenset("remark comment statement warning announcement assurance pledge appeal accusation".split())
_SAID |= {"visit", "trip", "tour", "journey"}
_ANSWERING = frozenset(
    """
    accept reject decline refuse turn spurn snub rebuff ignore shun agree accede respond consent brush dismiss
    resist heed grant
    """.split()
)
_OFFERED = frozenset("offer proposal suggestion call request demand".split())
_JOINT = frozenset(
    "meet hold have resume talk negotiate sit begin start open enter discuss speak confer".split()
)


def answered(verb: Token) -> Token | None:
    """The verb by which who would do it, too, answers what one offers to do: "accepted Lund's offer to meet";
    not of "rejected Lund's proposal to meet the rebels".
    """
    noun = verb.head
    prep = noun.head if noun.dep_ == "pobj" and noun.head.lower_ == "to" else noun
    above = prep.head
    taken = above.lemma_ in _ANSWERING and (prep.dep_ == "prep" or noun.dep_ == "dobj")
    if noun.lemma_.lower() not in _OFFERED or not taken or verb.lemma_ not in _JOINT:
        return None
    whom = verb.lemma_ == "meet" and any(c.dep_ == "dobj" for c in verb.rights)
    named = whom or any(c.lower_ == "with" for t in (verb, *verb.rights) for c in t.rights)
    return None if named else above


def _made_by(noun: Token, verb: Token) -> Token | None:
    """Whose offer or plan it is by "from" or "by": Lund of "an offer from Lund to visit Oslo"; not of "an
    invitation from Lund to visit Oslo", which another is to do.
    """
    if noun.lemma_.lower() == "invitation":
        return None
    by = (p for p in noun.rights if p.lower_ in {"from", "by"} and noun.i < p.i < verb.i)
    return next((o for p in by for o in p.rights if o.dep_ == "pobj"), None)


def only_when(journey: Token) -> str | None:
    """The word by which a journey only says when something else is: "before", "after", "ahead"."""
    if journey.lemma_.lower() not in _JOURNEYS:
        return None
    before = journey.head if journey.dep_ == "pobj" else journey
    before = before.head if before.lower_ == "of" else before
    return before.lower_ if before.lower_ in {"before", "after", "following", "ahead"} else None


_ASKED = frozenset("proposal request demand choice right failure ability need move".split())


def is_chance(verb: Token) -> bool:
    """Whether a verb is only thought of: "discussed the possibility of meeting in Oslo", "the chance that
    they will meet", "discussed meeting there", "talked about meeting"; not "the claim that they will meet".
    """
    of = verb.head
    if verb.dep_ == "acl" and any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.lefts):
        return of.lemma_.lower() in _CHANCES
    if verb.tag_ == "VBG" and (of.lemma_, verb.dep_) == ("discuss", "xcomp"):
        return True
    if verb.dep_ == "pcomp" and of.lower_ == "about" and of.head.lemma_ in {"talk", "speak"}:
        return verb.tag_ == "VBG"
    return verb.dep_ == "pcomp" and of.lower_ == "of" and of.head.lemma_.lower() in _CHANCES


def seizing(noun: Token) -> Token | None:
    """The verb by which a chance is not only open: "took the opportunity to meet X", "had a chance to".

    Not of "is happy to have the opportunity to meet X", "had no chance to".
    """
    verb = having_chance(noun)
    return verb if verb is not None and not any(c.lower_ == "to" for c in verb.lefts) else None


def having_chance(noun: Token) -> Token | None:
    """The verb of who has a chance or wants one: "hopes to have an opportunity"; not "had no chance"."""
    verb = noun.head
    mine = noun.dep_ == "dobj" and noun.lemma_.lower() in {"opportunity", "chance", "occasion"}
    less = any(c.dep_ == "neg" for c in verb.lefts) or any(c.lower_ == "no" for c in noun.lefts)
    return verb if mine and verb.lemma_ in _SEIZING and not less else None


_SEIZING = frozenset("take have use get seize".split())


def first_to(verb: Token) -> Token | None:
    """The "became" of "X became the first leader to visit Oslo", "the most senior one", "one of the first to
    be received by Y", or ``None``; not of "the first visit to be hosted by Y".
    """
    noun = verb.head
    of_them = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "one"
    whole = noun.head.head if of_them else noun
    if verb.dep_ not in {"relcl", "acl"} or not (verb.tag_ == "VB" or _to_be(verb)) or whole.dep_ != "attr":
        return None
    told = any(c.lower_ in _RANKS or c.lemma_.lower() in _RANKS for c in (noun, *noun.lefts))
    told = told or any(t.tag_ in {"JJS", "RBS"} for c in noun.lefts for t in c.subtree)
    return whole.head if told and whole.head.lemma_ in {"be", "become"} else None


def _to_be(verb: Token) -> bool:
    """Whether a passive says what is done to somebody: "the first leader to be received"."""
    marks = {c.lower_ for c in verb.lefts if c.dep_ in {"aux", "auxpass"}}
    return verb.tag_ == "VBN" and marks == {"to", "be"} and verb.head.lemma_ not in TALKS | _JOURNEYS


def is_first_to(verb: Token) -> bool:
    """Whether somebody is by now the first to do it: "is the first leader to visit Oslo", "was among the
    first to do so"; not "will be".
    """
    copula, above = first_to(verb), verb.head
    among = verb.dep_ == "xcomp" and any(c.lower_ == "among" and c.dep_ == "prep" for c in above.rights)
    by_now = among and above.lower_ in {"is", "are", "was", "were"}
    return by_now or (copula is not None and copula.lower_ == "is")


def was_first_to(verb: Token) -> bool:
    """Whether something was the first of which it is told: "was the first visit to be hosted by X"."""
    noun = verb.head
    rank = any(c.lower_ in _RANKS for c in noun.lefts)
    return rank and verb.dep_ in {"relcl", "acl"} and noun.dep_ == "attr" and noun.head.lower_ == "was"


_RANKS = frozenset("first second third last latest only".split())


def sets_up_another(noun: Token, clause: Token) -> bool:
    """Whether what talks are held for is another event: "are in talks to hold a summit in June", "in talks to
    arrange a visit"; not "talks to be held in June".
    """
    if clause.dep_ != "acl" or clause.tag_ != "VB" or noun.lemma_.lower() not in TALKS:
        return False
    events = (c for c in clause.rights if c.dep_ == "dobj" and c.lemma_.lower() in _EVENTS)
    return clause.lemma_ in {"visit", "meet"} or (clause.lemma_ in _SETTING_UP and any(events))


_SETTING_UP = frozenset("arrange hold host organise organize set schedule convene plan prepare".split())
_EVENTS = frozenset("summit meeting talk visit trip conference round call session dialogue".split())


_CUSTOMARY = frozenset("rare unusual uncommon customary usual common normal traditional".split())


def is_custom(verb: Token) -> bool:
    """Whether an infinitive is what often or seldom happens: "it is rare for a president to visit Oslo"."""
    told = verb.tag_ == "VB" and verb.dep_ in {"advcl", "xcomp", "ccomp"} and verb.head.lower_ == "is"
    return told and any(c.dep_ == "acomp" and c.lower_ in _CUSTOMARY for c in verb.head.rights)


def had_asked(verb: Token) -> bool:
    """Whether somebody had invited whom he then saw: "was the guest of X, who [had invited] her to Oslo for
    talks"; not "X, who had invited her to Oslo for talks, fell ill", "will see X, who had invited her".
    """
    had = verb.lemma_ == "invite" and any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.lefts)
    host = verb.head
    if not had or verb.dep_ != "relcl" or host.dep_ not in {"dobj", "pobj", "agent"}:
        return False
    above = next((t for t in host.ancestors if t.pos_ in {"VERB", "AUX"}), host)
    return above.tag_ == "VBD" or (above.tag_ == "VBN" and any(c.lower_ == "was" for c in above.lefts))
