"""A verb of contact with whom it joins, and what their offices say of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.extraction.actors.actors import ActorDraft
from kg.extraction.arguments.arguments import Arguments
from kg.extraction.grammar import clauses
from kg.extraction.grammar.control import for_the_visit
from kg.extraction.references.groups import SIDES
from kg.extraction.references.interviews import SAYING, meets_asker
from kg.extraction.references.references import Resolver
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.arrivals import to_be_revived
from kg.extraction.triggers.event_course import JOURNEYS
from kg.extraction.triggers.hearers import meets_press
from kg.extraction.triggers.noun_guards import SELDOM
from kg.extraction.triggers.triggers import Trigger, frames
from kg.extraction.triggers.verb_guards import attends_rite, welcomers
from kg.model import Factuality

TRAVELLERS = frozenset({"person", "delegation", "group"})


@dataclass(frozen=True, slots=True)
class Contact:
    """A verb of contact and whom it joins; ``diplomatic`` are those who may act for a state or body."""

    trigger: Trigger
    arguments: Arguments
    factuality: Factuality
    actors: list[ActorDraft]
    diplomatic: list[ActorDraft]
    principals: set[str]
    abroad: bool
    titles: Callable[[str], list[str]]
    resolve: Callable[[Token], tuple[str, ...]]

    @property
    def verb(self) -> Token:
        """The word itself."""
        return self.trigger.token

    @property
    def strict(self) -> bool:
        """Whether the row asks for more than the word."""
        return self.trigger.frame.strength == "strict"

    @property
    def several(self) -> bool:
        """Whether it names two or more."""
        return len(self.actors) >= 2

    @property
    def both_sides(self) -> bool:
        """Whether it names two or more, if by one word: "the leaders of Norway and Chile", not "they"."""
        people = any(a.plural and a.kind == "group" for a in self.actors)
        named = any(t.pos_ == "NOUN" for t in clauses.doers(self.verb))
        return self.several or (people and named and len(self.principals) >= 2)


_ENVOYS = frozenset("ambassador envoy emissary commissioner representative nuncio".split())


def with_envoy(c: Contact) -> bool:
    """Whether one of two persons is an envoy by office, and the other a minister of no known country."""
    people = [a for a in c.actors if a.kind == "person"]
    envoys = [a for a in people if c.principals and _ENVOYS & title_words(c, a)]
    others = [a for a in people if a not in envoys and not a.represents and a.country is None]
    return bool(envoys) and any(_MINISTERS & title_words(c, a) for a in others)


def with_ruler(c: Contact) -> bool:
    """Whether somebody who serves a state is received by a person who holds an office of no known state."""
    people = [a for a in c.actors if a.kind == "person"]
    hosts = [a for a in people if c.arguments.actors[a.id] == "role-host"]
    unknown = [a for a in hosts if not a.represents and a.country is None and _MINISTERS & title_words(c, a)]
    return bool(unknown) and clauses.is_passive(c.verb) and any(a in c.diplomatic for a in c.actors)


def holds_office(actor: ActorDraft, titles: Callable[[str], list[str]]) -> bool:
    """Whether somebody of no known state or body is said to hold an office of one: "Minister X"."""
    words = {w for title in titles(actor.id) for w in title.split()}
    return actor.kind == "person" and not actor.represents and bool(words & (_MINISTERS | _ENVOYS | _BETWEEN))


def governs(c: Contact, actor: ActorDraft) -> bool:
    """Whether somebody holds an office at home, so that abroad is a visit: no envoy, who lives there."""
    return actor.country is not None and bool(_MINISTERS & title_words(c, actor))


def between_unlike(c: Contact) -> bool:
    """Whether people meet of whom some act for a state, and others for whom the text leaves open.

    "Minister A received B" and "the king received a delegation" are read, "A and B" of one state are not,
    nor "A was received by B, a farmer".
    """
    served = [a.country or a.represents or a.type == "actor-population" for a in c.actors]
    people = all(a.kind in TRAVELLERS for a in c.actors)
    hosts = [a for a in c.actors if c.arguments.actors[a.id] == "role-host"]
    public = bool(c.diplomatic) and all(a in c.diplomatic for a in hosts)
    return people and len(c.actors) >= 2 and public and not all(served)


_BETWEEN = frozenset("mediator facilitator negotiator".split())
_MINISTERS = frozenset("minister president premier king secretary emir sultan governor".split())


def title_words(c: Contact, actor: ActorDraft) -> set[str]:
    """The words of the titles of an actor of the contact."""
    return {w for title in c.titles(actor.id) for w in title.split()}


def with_rebels(c: Contact) -> bool:
    """Whether a leader of rebels, who is a side of his own, is among them: "rebel chief X received Y"."""
    return bool(c.principals) and any(_REBELS & title_words(c, a) for a in c.actors)


_REBELS = SIDES - {"opposition", "dissident"}


def of_two_camps(c: Contact) -> bool:
    """Whether two persons of one state are of two camps: "rival leaders X and Y met"; or it is abroad that
    "X and Y met in Oslo", not the president and his minister there.
    """
    people = [a for a in c.actors if a.kind == "person"]
    if len(people) != len(c.actors) or len(people) != 2:
        return False
    served = all(_STATE & title_words(c, a) for a in people)
    own = served or any(t.tag_ == "PRP$" and t.i > c.verb.i for t in c.verb.subtree)
    return (c.abroad and not own) or any(t.lemma_.lower() in _AT_ODDS for t in c.verb.subtree)


_AT_ODDS = frozenset({"rival", "feuding", "warring"})


def each_alone(verb: Token) -> bool:
    """Whether several do it each by himself: "A and B lunched separately"; not "met separately with C", nor
    "A and B met separately", from others.
    """
    apart = any(c.dep_ == "advmod" and c.lower_ == "separately" for c in verb.children)
    apart = apart and verb.lemma_ not in {"meet", "confer"}
    return apart and not (clauses.objects(verb) or clauses.prepositional(verb, "with", "by", "at", "for"))


def with_no_party(resolver: Resolver, verb: Token) -> bool:
    """Whether nobody is met who may be a side: "met the press", "lunched separately", "met with you"."""
    return meets_press(verb) or each_alone(verb) or meets_asker(resolver, verb) or _meets_reaction(verb)


def _meets_reaction(verb: Token) -> bool:
    """Whether it is an answer that is met with: "the plan met with resistance from A and B"."""
    found = clauses.prepositional(verb, "with") if verb.lemma_ == "meet" else []
    return bool(found) and all(o.lemma_.lower() in _REACTIONS for o in found)


_REACTIONS = frozenset(
    """
    reply response answer reaction success failure resistance opposition criticism scepticism skepticism
    approval disapproval refusal rejection silence protest setback difficulty obstacle enthusiasm hostility
    indifference suspicion outrage anger applause acclaim condemnation
    """.split()
)


def met_on_arrival(c: Contact) -> bool:
    """As in "the envoy was met by Minister A", "by a delegation of B"; not "X was met by police"."""
    agents = {i for t in welcomers(c.verb) for i in c.resolve(t)}
    welcoming = [a for a in c.actors if a.id in agents and (a.kind == "delegation" or _of_state(c, a))]
    guests = [a for a in c.diplomatic if a.id not in agents and a.kind in TRAVELLERS]
    return bool(welcoming) and bool(guests)


def _of_state(c: Contact, actor: ActorDraft) -> bool:
    return actor.kind == "person" and bool(_STATE & title_words(c, actor))


_STATE = frozenset("minister president premier king secretary emir governor ambassador envoy".split())


_ELSEWHERE = frozenset("after before following since despite".split())


def leads_to_meeting(verb: Token) -> bool:
    """Whether the journey leads to a meeting told of in the same sentence: "went to Oslo, where he met X".

    Not so "is due in Oslo and will see X", "was in Oslo on Monday, his first visit in years", nor "was in
    Oslo to discuss the border" and "spent a day in Oslo discussing it", which say not with whom.
    """
    after = {
        t.i
        for c in verb.children
        if c.dep_ == "conj" or (c.dep_ == "prep" and c.lower_ in _ELSEWHERE) or _is_time_of_others(c)
        for t in c.subtree
    }  # "went to Oslo after receiving X"
    found = (t for t in verb.subtree if t.i > verb.i and t.i not in after)
    found = (t for t in found if t.dep_ not in {"acl", "amod"})  # "in the coming days"
    found = (t for t in found if not to_be_revived(t, t.head))  # "landed to restart the talks of others"
    found = (t for t in found if not _is_prepared(t, verb))
    found = (t for t in found if t.lemma_ not in {"tour", "swing"})  # "was in Lima on the last leg of a tour"
    found = (t for t in found if not attends_rite(t))  # "left for Lima to attend a funeral"
    found = (t for t in found if t.lemma_ not in _STAGES or t.dep_ not in {"attr", "appos", "npadvmod"})
    if len(clauses.subjects(verb)) == 1:
        stays = verb.lemma_ in {"be", "spend"}
        spoken = (t for t in verb.subtree if t.lemma_ in _SPEAKING and (stays or t.pos_ == "VERB"))
        of = {x.i for t in spoken if not clauses.prepositional(t, "with", "to") for x in t.subtree}
        found = (t for t in found if t.i not in of)
    return any(_leads(t) and not _while_others(t, verb) for t in found)


def _is_time_of_others(said: Token) -> bool:
    """Whether words only say before or after what of others it was: "came to Oslo two days [ahead of a visit
    by X]", "a day [before X came]"; not "came to Oslo before she met X".
    """
    if said.dep_ == "advmod" and said.lower_ == "ahead":
        return True
    subject = clauses.child(said, "nsubj", "nsubjpass")
    time = any(c.dep_ == "mark" and c.lower_ in {"before", "after"} for c in said.lefts)
    return said.dep_ == "advcl" and time and subject is not None and subject.pos_ != "PRON"


def _is_prepared(word: Token, journey: Token) -> bool:
    """Whether somebody goes somewhere to prepare a meeting that is yet to come: "went to Oslo to set the date
    for a summit", "to lay the groundwork for talks"; not "to hold talks on a summit".
    """
    for above in word.ancestors:
        if above.i <= journey.i:
            return False
        if clauses.is_infinitive(above):
            return above.lemma_ in _PREPARING
    return False


_PREPARING = frozenset("prepare arrange set lay pave organise organize plan finalise finalize".split())


def _leads(word: Token) -> bool:
    """Whether a word tells of a meeting by itself or names with whom: "for a summit", "a dialogue with X",
    "to sign a treaty with X"; not "for consultations", "to revive the dialogue", "to press them to sign".
    """
    frame = frames().get((word.lemma_.lower(), word.pos_))
    if frame is None or frame.is_body or frame.guard in SELDOM:
        return False
    alone = frame.strength not in _WEAK and frame.format != "signing"
    return alone or bool(clauses.prepositional(word, "with", "between"))


_WEAK = frozenset({"argument", "possessive"})
_SPEAKING = frozenset({"discuss", "talk", "negotiate"})
_STAGES = JOURNEYS | {"stop", "stopover"}


def _while_others(word: Token, stay: Token) -> bool:
    """Whether a clause says what others did meanwhile: "was in Peru in May, when the G7 met there"."""
    verb = word
    while verb.dep_ not in {"advcl", "relcl", "ROOT"} and verb != stay:
        verb = verb.head
    when = verb != stay and any(c.lower_ == "when" and c.dep_ == "advmod" for c in verb.lefts)
    doers = clauses.subjects(verb) if when else []
    return bool(doers) and all(t.pos_ in {"NOUN", "PROPN"} for t in doers)


def asks(call: Token) -> bool:
    """Whether who calls on somebody wants a thing: "called on B to resign", "for a truce"; not "called on B,
    who is expected to resign", nor "on A and B, both of whom are".
    """
    further = {t.i for x in call.children if x.dep_ == "conj" for t in x.subtree}
    further |= {t.i for x in call.subtree if x is not call and _tells_of(x) for t in x.subtree}
    further |= {t.i for x in call.children if x.dep_ in _AIMS and for_the_visit(x) for t in x.subtree}
    after = [t for t in call.subtree if t.i > call.i + 1 and t.i not in further and not _of_title(t)]
    return any(t.lower_ in {"for", "that"} or (t.lower_ == "to" and t.pos_ == "PART") for t in after)


_AIMS = frozenset({"xcomp", "ccomp", "advcl"})


def _tells_of(verb: Token) -> bool:
    """Whether a clause tells of who is called on, "who is expected to", "both of whom want to", or of what
    the caller hopes: ", hoping to mend ties"; not ", urging him to resign".
    """
    if verb.tag_ == "VBG" and verb.lemma_ in _HOPING and verb.i and verb.doc[verb.i - 1].text == ",":
        return True
    of_them = any(t.lower_ in {"whom", "which"} for s in clauses.subjects(verb) for t in s.subtree)
    return verb.dep_ == "relcl" or (verb.dep_ in {"advcl", "acl", "ccomp"} and of_them)


_HOPING = frozenset({"hope", "seek", "aim", "try", "attempt"})


def spoke_before(c: Contact) -> bool:
    """Whether somebody has spoken with a person of another state, of which he then tells: "said after
    speaking with President Y that"; not "speaking with Y by his side", "after speaking to lawmakers".
    """
    when = c.verb.dep_ == "pcomp" and c.verb.head.lower_ in {"after", "before", "since", "following"}
    when = when and clauses.clause_of(c.verb.head.head).lemma_ in SAYING
    partners = {i for o in clauses.prepositional(c.verb, "with", "to") for i in c.resolve(o)}
    people = [a for a in c.actors if a.kind == "person"]
    return when and len(people) > 1 and len(c.principals) > 1 and any(a.id in partners for a in people)


_HOLDERS = frozenset("minister secretary adviser advisor commissioner envoy representative chief".split())


def _of_title(word: Token) -> bool:
    """Whether a "for" stands in an office: "called on Minister for Urban Development X"."""
    held = word.lower_ == "for" and word.i > 0 and word.nbor(-1).lemma_.lower() in _HOLDERS
    return held and word.i + 1 < len(word.doc) and word.nbor(1).text[:1].isupper()
