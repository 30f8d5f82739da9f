"""The verb on the occasion of which something is done: "said" of "said at a meeting with X"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.absences import withdraws

LIGHT = frozenset(
    """
    hold have attend begin start conduct carry host conclude lead join enter resume open continue chair take
    pay make wrap finish kick arrange line organize organise convene stage participate engage complete end
    undertake schedule plan launch summon sponsor co-chair co-host address skip boycott snub leave quit
    arrive travel fly come go head return gather sit meet set send dispatch land jet depart journey wind cut
    close round touch get secure obtain win proceed slip discuss plunge preside
    """.split()
)
RUN_BY = frozenset("chair host attend convene co-chair co-host".split())
"""What is said of who runs a meeting: "a summit in Oslo, co-chaired by Peru"."""
HAVING_IN = frozenset("host welcome receive treat".split())
"""What one does to guests "to" a meeting: "hosted X to a summit"."""
_OCCASION = frozenset("in at during for on after following before to since upon into".split())
SAYING = frozenset(
    """
    say tell add announce state note stress express declare agree reaffirm emphasize underscore warn sign
    discuss raise pledge vow thank praise convey urge reiterate reveal disclose explain confirm comment remark
    insist underline highlight defend recall acknowledge commend reject propose
    """.split()
)
TELLING = SAYING | {"speak"}
_OWN_VERBS = LIGHT | TELLING
_CONTACT = frozenset("see receive visit call phone".split())
_CAUSES = frozenset({"due", "owing", "thanks", "because"})


def is_run_up(noun: Token) -> bool:
    """Whether a noun is the time before something, or what comes before it: "in the run-up to the summit",
    "lead-up", "buildup", "a prelude to the summit", "on his way to talks"; not "paved the way to talks".
    """
    if noun.lower_ in {"way", "route"}:
        return noun.dep_ == "pobj" and noun.head.lower_ in {"on", "en"}
    if noun.lower_ in {"runup", "leadup", "buildup", "prelude", "precursor", "forerunner"}:
        return True
    if noun.lower_ != "up":
        return False
    before = [t.lower_ for t in noun.doc[max(0, noun.i - 2) : noun.i]]
    return before in (["run", "-"], ["lead", "-"], ["build", "-"])


def beyond_back(prep: Token) -> Token:
    """What a preposition hangs on, beyond a "back": "went" of "went back to talks"."""
    return prep.head.head if prep.head.lower_ == "back" else prep.head


def verb_of_occasion(noun: Token) -> Token | None:
    """The verb of which the noun is the occasion: "said during talks", "arrived for a meeting"."""
    prep = noun.head
    if prep.lower_ in {"to", "of"} and prep.head.lower_ in _CAUSES:
        return None  # "met due to X's visit": of X
    edge = at_edge(noun)
    if edge is not None:
        above = clauses.clause_of(edge)
        return above if above.pos_ in {"VERB", "AUX"} else None
    over = prep.lower_ == "over" and prep.head.lemma_ == "preside"
    known = over or follows_up(prep) or withdraws(noun)
    if prep.lower_ not in _OCCASION and prep.lower_ != "of" and not known:
        return None
    head = prep.head
    own = noun.lemma_.lower() in _JOURNEYS and not {"by", "from"} & {t.lower_ for t in noun.subtree}
    journey = {"ahead"} if own else set()
    witness = head.dep_ == "acomp" and noun.lemma_.lower() in {"sign", "signing", "signature"}
    present = {"present"} if witness else set()  # "were present at the signing"
    head = beyond_back(prep)
    while (head.pos_ == "ADP" or _press(head) or head.lower_ in journey | present) and head.head.i != head.i:
        head = head.head  # "ahead of", "on the sidelines of", "at a press conference after"
    temporal = prep.lower_ in {"during", "at", "after", "before", "following"} or _in_company(noun)
    head = _settling(head) if prep.lower_ in {"at", "during"} else head
    while (  # "discussed steps to deter tests during talks": the occasion is that of the main verb
        temporal
        and head.pos_ in {"VERB", "AUX", "NOUN"}
        and head.lemma_ not in _OWN_VERBS
        and not (head.pos_ == "VERB" and head.lemma_ in _CONTACT)
        and head.dep_ in {"acl", "xcomp", "advcl", "dobj", "pcomp", "relcl"}
        and not (head.dep_ == "xcomp" and any(c.lower_ in _TO_COME for c in noun.lefts))
        # "review the deal reached by A and B at talks"
        and not (head.dep_ in {"acl", "relcl"} and clauses.agent(head))
        and not _tells_where(head)
        and head.head.i != head.i
    ):
        need = head.head if head.dep_ == "acl" and head.head.dep_ == "pobj" else None
        head = (
            need.head.head if need is not None else head.head
        )  # "agreed on the need to raise trade at talks"
    return _supposed(head) if head.pos_ in {"VERB", "AUX"} else None


def follows_up(prep: Token) -> bool:
    """Whether somebody follows something up with what a preposition tells: "followed up with talks in Oslo";
    not "followed up on talks".
    """
    return prep.lower_ == "with" and prep.head.lemma_ == "follow" and clauses.has_particle(prep.head, "up")


def _tells_where(clause: Token) -> bool:
    """Whether a clause says what several did in a place: "Oslo, where he and the leaders approved it at a
    summit".
    """
    where = clause.dep_ == "relcl" and any(c.lower_ == "where" for c in clause.lefts)
    return where and any(c.dep_ == "nsubj" and list(c.conjuncts) for c in clause.lefts)


def _supposed(verb: Token) -> Token:
    """What somebody is only thought to have done: "is understood to have [said] at a session"."""
    if verb.lemma_ not in _THOUGHT or not clauses.is_passive(verb):
        return verb
    done = (c for c in verb.rights if c.dep_ == "xcomp" and any(a.lower_ == "have" for a in c.lefts))
    return next(done, verb)


_THOUGHT = frozenset("understand believe report think say know".split())
_JOURNEYS = frozenset("visit trip tour stop".split())
_TO_COME = frozenset("next upcoming forthcoming coming future".split())


def _settling(noun: Token) -> Token:
    """The verb that says of what something was settled: "[agreed] on steps to a truce at a meeting"."""
    above = noun
    while above.dep_ == "pobj" and above.head.dep_ == "prep":
        above = above.head.head
    return above if above.lemma_ in {"agree", "settle", "decide"} else noun


_OF_TALKS = frozenset(
    """
    progress breakthrough deadlock impasse stalemate role part interest participation confidence faith belief
    position stance step stage round issue point hitch snag success failure delay pause break gap involvement
    partner leverage development advance headway setback momentum turn word player voice say stake hand side
    """.split()
)
"""What talks themselves have, so that "in" hangs on it: "welcomed progress in talks with Peru"."""


def settled_in(noun: Token) -> Token | None:
    """The verb by which something is settled in talks: "[reached] a deal in talks", "[agreed] on a truce at
    talks", else ``None``; not "failed to reach a deal in talks".
    """
    deal = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ not in _AT_TALKS or deal.lemma_.lower() not in _SETTLED:
        return None
    agreed = deal.dep_ == "pobj" and deal.head.lower_ in {"on", "to"}
    verb = deal.head.head if agreed else deal.head
    told = verb.lemma_ == "agree" if agreed else deal.dep_ == "dobj" and verb.lemma_ in SETTLING
    return verb if told and verb.tag_ in {"VBD", "VBN"} else None


_AT_TALKS = frozenset({"in", "at", "during"})


def _in_company(noun: Token) -> bool:
    """Whether something is done in a meeting with others, though the parser hangs "in" on what is done:
    "promised more aid in talks with X"; not "the talks with X", "Peru's talks with X", which may be
    another's. So is what is settled: "reached a deal in talks".
    """
    if settled_in(noun) is not None:
        return True
    above = noun.head.head
    object_ = noun.head.lower_ == "in" and above.dep_ == "dobj" and above.lemma_.lower() not in _OF_TALKS
    known = any(
        c.lower_ in {"the", "this", "these"} or (c.dep_ == "poss" and c.tag_ != "PRP$") for c in noun.lefts
    )
    return object_ and not known and any(c.dep_ == "prep" and c.lower_ == "with" for c in noun.rights)


_SETTLED = frozenset(
    "deal agreement accord truce ceasefire compromise pact understanding consensus settlement".split()
)
SETTLING = frozenset("reach strike seal clinch sign conclude secure forge broker get win".split())
"""Verbs by which a deal is made: "reached an agreement after talks"."""
EDGES = frozenset({"sideline", "margin", "fringe"})
"""Nouns for where something else takes place beside an occasion."""


def at_edge(noun: Token) -> Token | None:
    """The "sidelines" or "margins" of which the noun is the occasion, or ``None``; so "end" in "spoke with
    X at the end of a summit", not of "agreed at the end of a summit"; "conjunction" of "in conjunction with".
    """
    if noun.dep_ == "pobj" and noun.head.lower_ == "with" and noun.head.head.lower_ == "conjunction":
        return noun.head.head
    edge = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    if edge is not None and edge.lemma_ in _COURSE and edge.dep_ == "pobj" and edge.head.lower_ == "of":
        edge = edge.head.head  # "on the sidelines of the work of the session"
    if edge is None or edge.lemma_.lower() in EDGES:
        return edge
    met = edge.dep_ == "pobj" and edge.head.lower_ == "at" and edge.head.head.lemma_ in _MEETING
    return edge if met and edge.lemma_ in _TURNS and noun.lemma_.lower() in _LARGE else None


_COURSE = frozenset("work works activity proceeding".split())
_MEETING = frozenset("meet speak talk confer huddle".split())
_TURNS = frozenset("start beginning opening end close conclusion".split())
_LARGE = frozenset("summit conference forum assembly congress".split())


def _press(noun: Token) -> bool:
    """Whether the noun is a talk with the press: "said at a news conference after the meeting"."""
    of_press = any(c.lower_ in {"press", "news"} for c in noun.lefts)
    return noun.dep_ == "pobj" and (noun.lemma_ in {"briefing", "interview"} or of_press)


def begun_with(noun: Token) -> Token | None:
    """The verb by which something begins or ends with an event: "began her visit on Monday with talks", "by
    holding talks", "by [meeting] X".
    """
    act = noun.head if noun.dep_ == "dobj" and noun.head.tag_ == "VBG" else noun
    by = act.dep_ == "pcomp" and act.tag_ == "VBG" and act.head.lower_ in {"by", "with"}
    if not by and (noun.dep_ != "pobj" or noun.head.lower_ != "with"):
        return None
    host = act.head.head if by else noun.head.head
    if host.dep_ == "dobj" and host.lemma_ in JOURNEYS_BEGUN:
        host = host.head
    return host if host.pos_ == "VERB" and host.lemma_ in BEGINNING else None


JOURNEYS_BEGUN = frozenset("visit trip tour journey stay stopover day".split())
"""What begins or ends with an event."""
BEGINNING = frozenset("begin start open kick launch end conclude wrap close cap mark celebrate".split())
"""Verbs of what begins or ends."""


def meets_press(verb: Token) -> bool:
    """Whether somebody speaks to the press: "hold a press conference", "brief the media", "give a
    statement".
    """
    told = [t.lower_ for o in clauses.objects(verb) for t in (o, *o.lefts)]
    stated = verb.lemma_ in {"make", "give", "issue"} and "statement" in told
    return stated or not _TO_PRESS.isdisjoint(told)


_TO_PRESS = frozenset("press news media reporters journalists".split())


def due_to(verb: Token) -> tuple[Token, ...]:
    """The words that say that something is to be done, on which its day may hang: "On Monday she [is] [due]
    to meet X"; none of "is glad to meet X".
    """
    due = verb.head
    bound = verb.dep_ == "xcomp" and due.dep_ == "acomp" and due.lower_ in _DUE
    return (due, due.head) if bound else ()


_DUE = frozenset("due set scheduled slated likely".split())


def told_first(partner: Token, people: Sequence[Token]) -> bool:
    """Whether the partner of a meeting opens the clause, right before who held it: "With President X she had
    talks on trade"; not "With X by her side, she held talks with Y", "With Peru in mind, she held talks".
    """
    if partner.head.lower_ != "with" or not people or partner.i > people[0].i:
        return False
    beside = (
        c for c in partner.rights if c.dep_ not in {"appos", "compound", "punct", "conj", "cc", "relcl"}
    )
    alone = all(c.dep_ == "prep" and c.lower_ in {"of", "from"} for c in beside)
    return alone and not any(
        c.lower_ in {"with", "between"} and c.i > people[0].i for c in people[0].head.subtree
    )
