"""Verbs that say that somebody is not at a meeting: "boycotted the summit", "pulled out of talks"."""

from __future__ import annotations

from collections.abc import Collection

from kg.extraction.actors.group_countries import group_class
from kg.extraction.grammar import clauses, control
from kg.extraction.grammar.supposed_verbs import is_barred
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import lemmas_at
from kg.extraction.triggers.event_course import JOURNEYS

_ABSENT = frozenset("skip boycott miss shun snub".split())
STAYING = frozenset("attend skip boycott participate send dispatch stay sit show turn".split())
"""The verbs, by their lemmas, that tell in a sentence of their own that somebody was not there."""
_COMING = frozenset("attend join participate take appear come go travel send dispatch host".split())
_THERE = _COMING | {"be"}


def stays_away(verb: Token) -> bool:
    """Whether the verb says that somebody is not there: "boycotted the summit", "denied taking part in it".

    Who does "not hold talks" is a side of the talks that are not held.
    """
    if verb.lemma_ in _THERE and (is_denied(verb) or nobody_does(verb) or _not_accepted(verb)):
        return True
    if verb.lemma_ in _THERE and (_wondered(verb) or is_barred(verb) or _only_offered(verb)):
        return True
    if _absent(verb) or _shut_out(verb) or (verb.lemma_ in _THERE and _thought_better(verb)):
        return True
    if verb.lemma_ in {"leave", "depart"} and clauses.prepositional(verb, "before"):
        return True  # "left before the closing session"
    if verb.lemma_ in {"stay", "keep"} and any(c.lower_ == "away" for c in verb.children):
        return True
    if verb.lemma_ == "sit" and any(c.lower_ == "out" for c in verb.children):
        return True
    if verb.lemma_ in {"show", "turn"} and clauses.child(verb, "dobj", "attr", "acomp") is None:
        up = any(c.lower_ == "up" for c in verb.children)  # "did not show up", "did not show at the summit"
        here = verb.lemma_ == "show" and bool(clauses.prepositional(verb, "at", "for"))
        return (up or here) and _does_not_come(verb)
    return verb.lemma_ in _ABSENT or (verb.lemma_ in _COMING and _does_not_come(verb))


def kept_apart(verb: Token) -> bool:
    """Whether somebody is kept from it: "was barred from meeting X", "did not have time to meet X"; not "was
    not barred from meeting X".
    """
    word = verb.head
    if verb.dep_ in {"relcl", "acl"} and word.dep_ == "dobj" and word.lemma_ in {"time", "chance"}:
        no = clauses.is_negated(word.head) or any(c.lower_ == "no" for c in word.lefts)
        return no and word.head.lemma_ in {"have", "find", "get"}
    keeping = word.head
    return verb.dep_ == "pcomp" and control.keeps_from(keeping, word) and not clauses.is_negated(keeping)


def _absent(verb: Token) -> bool:
    return verb.lemma_ == "be" and any(c.dep_ == "acomp" and c.lower_ == "absent" for c in verb.rights)


def _only_offered(verb: Token) -> bool:
    """Whether somebody offered to be host to an event that is known: "had offered to host the talks"; not
    "offered to host talks between A and B".
    """
    offered = verb.lemma_ == "host" and verb.dep_ == "xcomp" and verb.head.lemma_ == "offer"
    known = (o for o in clauses.objects(verb) if [c.lower_ for c in o.lefts] == ["the"])
    return offered and any(not o.n_rights for o in known)


def _wondered(verb: Token) -> bool:
    """Whether it is open that somebody comes: "it is unclear whether X will attend the summit", "it is not
    known if X would be there"; not "will decide whether to attend".
    """
    asked = {c.lower_ for c in verb.lefts if c.dep_ == "mark"}
    own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.lefts)
    return own and (
        "whether" in asked or ("if" in asked and verb.head.lower_ in {"known", "clear", "unclear"})
    )


def _thought_better(verb: Token) -> bool:
    """Whether who was to come does not after all: "said he would attend the summit but later retracted",
    "was to attend it but pulled out".
    """
    above = verb.head if verb.dep_ in {"ccomp", "xcomp"} else verb
    ahead = any(c.lower_ in {"would", "to"} for c in verb.lefts)
    but = ahead and any(c.lower_ == "but" for t in (verb, above) for c in t.rights)
    went = (c for t in (verb, above) for c in t.rights if but and c.dep_ == "conj" and c.i > verb.i)
    return any(t.lemma_ in _RETRACTING or _goes_out(t) for t in went)


_RETRACTING = frozenset("retract withdraw cancel decline reconsider refuse".split())


def _goes_out(verb: Token) -> bool:
    """Whether somebody "pulled out" or "changed his mind"."""
    out = verb.lemma_ in {"pull", "back", "drop"} and any(c.lower_ == "out" for c in verb.rights)
    return out or (verb.lemma_ == "change" and any(c.lower_ == "mind" for c in verb.rights))


def _does_not_come(verb: Token) -> bool:
    """Whether who might come does not: "was unable to attend", "is not expected to", "is unlikely to"."""
    above = verb.head
    if verb.dep_ == "xcomp" and (above.lower_ == "unlikely" or above.lemma_.lower() in _AWAITED):
        said = above if above.pos_ == "VERB" else above.head
        if above.lower_ == "unlikely" or clauses.is_negated(said) or clauses.is_negated(above):
            return True
    able = verb.head if verb.dep_ == "xcomp" and verb.head.lower_ in {"able", "unable"} else None
    if verb.dep_ == "xcomp" and above.lemma_ in _REFUSING:
        return not clauses.is_negated(above)
    unable = able is not None and (able.lower_ == "unable" or clauses.is_negated(able.head))
    no_longer = any(c.lower_ == "longer" and c.dep_ == "advmod" for c in verb.children)
    return unable or no_longer or clauses.is_negated(verb) or _not_intended(verb)


def _not_intended(verb: Token) -> bool:
    """Whether nobody means to do it: "has no plans to [attend]", "has no intention of [attending]"."""
    noun = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ in {"of", "for"} else verb.head
    meant = noun.lemma_ in _INTENTIONS and noun.head.lemma_ in {"have", "be"}
    return meant and (clauses.is_negated(noun.head) or any(c.lower_ == "no" for c in noun.lefts))


_INTENTIONS = frozenset("plan intention intent wish desire reason".split())
_REFUSING = frozenset("refuse decline fail".split())
_AWAITED = frozenset("expect likely schedule due set plan".split())


def only_asked(verb: Token) -> bool:
    """Whether the clause only asks or says no: "unclear whether X would be present", "unable to attend",
    "without X being present".
    """
    if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return True
    if any(c.dep_ == "mark" and c.lower_ in {"whether", "if", "unless"} for c in verb.children):
        return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children) or stays_away(verb)
    return stays_away(verb)


def nobody_does(verb: Token) -> bool:
    """Whether the subject says that nobody does it: "no ministers attended", "neither A nor B attended"."""
    subjects = (c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"})
    return any(s.left_edge.lower_ in {"no", "neither"} for s in subjects)


def _not_accepted(verb: Token) -> bool:
    """Whether somebody was asked to do it and would not: "rejected an invitation to join the talks"."""
    asked, no = verb.head, verb.head.head
    if (
        verb.dep_ not in {"acl", "relcl"}
        or asked.lemma_.lower() not in {"invitation", "offer"}
        or asked.dep_ != "dobj"
    ):
        return False
    refused = no.lemma_ in {"reject", "decline", "refuse", "spurn", "rebuff"} or clauses.has_particle(
        no, "down"
    )
    return refused and not clauses.is_negated(no)


def absentees(meeting: Token) -> frozenset[int]:
    """The words for those who stay away, in the sentence of a meeting: "it was not attended by [A or B]", or
    in another: "[A and B] did not attend the conference"; not the meeting of "A summit with C will not come
    about" itself.
    """
    told = (meeting.doc[i] for i in lemmas_at(meeting.doc, _ELSEWHERE))
    elsewhere = [t for t in told if t.lemma_ != "be" or _absent(t)]
    verbs = [t for t in (*meeting.sent, *elsewhere) if t.pos_ in {"VERB", "AUX"} and stays_away(t)]
    people = [p for v in verbs for p in _who_is_away(v)]
    people += [p for t in meeting.sent if t.lemma_ in _JUDGING for p in _judged(t)]
    return frozenset(
        t.i for p in people if not p.is_ancestor(meeting) and p.i != meeting.i for t in p.subtree
    )


_JUDGING = frozenset(
    """
    condemn denounce criticise criticize praise commend hail laud censure blame accuse slam suspend expel
    sanction punish readmit reprimand warn urge press pressure ask order call threaten
    """.split()
)


def _judged(verb: Token) -> list[Token]:
    """The states that those who meet as a body judge from afar: Peru of "at the summit the Union condemned
    [Peru]", "the leaders called on [Peru] to yield"; none of "at the talks Chile urged Peru to yield".
    """
    if verb.pos_ != "VERB" or clauses.is_passive(verb):
        return []
    doers = clauses.subjects(verb)
    as_body = any(d.ent_type_ == "ORG" or (d.pos_ == "NOUN" and group_class(d) is not None) for d in doers)
    if not as_body:
        return []
    called = verb.lemma_ == "call"
    told = clauses.prepositional(verb, "on", "upon") if called else clauses.objects(verb)
    return [t for t in told if t.pos_ == "PROPN" and t.ent_type_ != "PERSON"]


def _who_is_away(verb: Token) -> list[Token]:
    """Those whom a verb of staying away tells of: of "was not attended by X" and "X skipped it" X, also of
    "X was left out of it".
    """
    if _shut_out(verb):
        return clauses.subjects(verb)
    return [*clauses.agent(verb), *(() if clauses.is_passive(verb) else clauses.doers(verb))]


def _shut_out(verb: Token) -> bool:
    """Whether others keep somebody away: "was left out of the talks", "were excluded from the meeting", "was
    not invited to it"; not "the issue was left out of the talks", whose subject is nobody.
    """
    if not clauses.is_passive(verb) or clauses.is_negated(verb):
        return clauses.is_passive(verb) and verb.lemma_ in {"invite", "represent"}
    return verb.lemma_ in _EXCLUDING or (
        verb.lemma_ in {"leave", "shut", "freeze", "lock", "keep"}
        and any(c.lower_ == "out" for c in verb.rights)
    )


_EXCLUDING = frozenset("exclude omit bar sideline".split())
_ELSEWHERE = frozenset("attend boycott skip participate be show turn".split())
"""Verbs that leave no doubt in another sentence than that of the meeting what somebody stays away from; of
"be" only "was absent".
"""
_CLAIMS = frozenset("report claim rumour rumor suggestion allegation speculation".split())


def is_denied(verb: Token) -> bool:
    """Whether somebody says that it is not so: "denied taking part", "dismissed reports that X attended"."""
    head = verb.head
    if verb.dep_ in {"acl", "relcl", "ccomp"} and head.lemma_.lower() in _CLAIMS:
        return head.head.lemma_.lower() in {"deny", "refute", "reject", "dismiss"}
    return verb.dep_ in {"ccomp", "xcomp"} and head.lemma_.lower() == "deny" and not clauses.is_negated(head)


def withdraws(noun: Token) -> bool:
    """Whether a side leaves what the noun says: "pulled out of a meeting with X", "withdrew from talks".

    Who "walked away from a summit" was there.
    """
    prep = noun.head
    verb = prep.head
    if noun.dep_ != "pobj" or prep.lower_ not in {"of", "from"} or clauses.is_negated(verb):
        return False
    if verb.lower_ in {"out", "away"}:
        verb = verb.head
    after = verb.doc[verb.i + 1].lower_ if verb.i + 1 < len(verb.doc) else ""
    if (verb.lemma_, after) == ("walk", "away"):
        return noun.lemma_.lower() in _LASTING
    return (verb.lemma_ == "withdraw" and prep.lower_ == "from") or (verb.lemma_, after) in _LEAVING


_LEAVING = frozenset({("pull", "out"), ("back", "out"), ("drop", "out")})
_LASTING = frozenset("talk negotiation dialogue process".split())


def after_own_journey(
    noun: Token, prep: str, known: Collection[str], people: tuple[str, ...], *, states: bool
) -> tuple[str, ...]:
    """The people who do something, none after or on the journey of another: "after A's visit, B spoke", "B
    and C met A during her visit", "B and C agreed on talks after a visit by A"; states may have been hosts.
    """
    by = not states and any(c.lower_ == "by" for c in noun.rights)
    whose = any(c.dep_ == "poss" for c in noun.lefts) or by
    owned = noun.lemma_.lower() in JOURNEYS and whose
    others = owned and bool(known) and not any(i in known for i in people)
    hers = any(c.tag_ == "PRP$" for c in noun.lefts) and prep == "during"
    return () if others and (prep in {"after", "following"} or hers) else people


def in_his_stead(verb: Token) -> bool:
    """Whether somebody sends others where he does not go: "skipped the summit and [sent] X instead"."""
    above = verb.head
    while above.dep_ in {"xcomp", "ccomp"} and not stays_away(above):
        above = above.head
    chosen = (c for c in above.children if c.dep_ == "xcomp" and any(x.dep_ == "neg" for x in c.lefts))
    away = stays_away(above) or any(c.lemma_ == "attend" for c in chosen)
    return verb.dep_ in {"conj", "advcl"} and away


def is_off(verb: Token) -> bool:
    """Whether a journey is said not to come about: "will not be coming to Oslo", "said she would not travel
    there"; not "will not go to Oslo unless", "did not go", "will not come to power in Oslo".
    """
    ahead = any(c.dep_ == "aux" and c.lower_ in {"will", "wo", "would"} for c in verb.lefts)
    only_if = (c for a in verb.rights if a.dep_ == "advcl" for c in a.lefts if c.dep_ == "mark")
    there = any(o.ent_type_ in _PLACES for o in clauses.prepositional(verb, "to", "into"))
    return ahead and there and verb.lemma_ in _TRAVELLING and not any(c.lower_ in _IF for c in only_if)


_TRAVELLING = frozenset("go come travel fly journey head".split())
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_IF = frozenset({"unless", "if"})


def is_no_journey(verb: Token) -> bool:
    """Whether a verb of going means something else: "came up with a plan in Oslo", "'Lima will agree,' she
    went on"; not "went on to Lima".
    """
    if verb.lemma_ == "come":
        return clauses.has_particle(verb, "up")
    on = any(c.lower_ == "on" and c.dep_ in {"prt", "advmod"} for c in verb.rights)
    says = any(c.dep_ == "ccomp" for c in verb.lefts)
    return verb.lemma_ == "go" and on and (says or not any(c.dep_ == "prep" for c in verb.rights))
