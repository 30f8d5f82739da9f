"""The one city that a sentence of a meeting names, where no grammar ties it to anything else."""

from __future__ import annotations

from kg.extraction.actors.group_countries import group_class, ruled_from
from kg.extraction.grammar import clauses
from kg.extraction.grammar.noun_control import sets_up_another
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.series import one_more
from kg.extraction.places.capitals import capital_meant
from kg.extraction.places.whereabouts import heads_post
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.topic_times import of_event_told_of
from kg.extraction.triggers.triggers import names_meeting

_PREPS = frozenset({"in", "at", "outside", "near"})
_TOWNS = frozenset("city town resort village island".split())


def _sentences(draft: MeetingDraft) -> list[Token]:
    """The first word of the meeting in each of its sentences."""
    first: dict[int, Token] = {}
    for occurrence in draft.occurrences:
        first.setdefault(occurrence.trigger.token.sent.start, occurrence.trigger.token)
    return list(first.values())


def in_sentence(scene: Scene, draft: MeetingDraft, others: set[int]) -> list[str]:
    """The one city or venue that a sentence of the meeting gives with "in" or "at", not to another.

    ``others`` are the tokens of the other meetings' words.
    """
    for token in _sentences(draft):
        found: dict[str, None] = {}
        for noun in token.sent:
            if (
                noun.dep_ == "pobj"
                and noun.head.lower_ in _PREPS
                and noun.ent_type_ not in {"DATE", "ORG", "PERSON"}
            ):
                match = scene.index.by_token.get(noun.i)
                named = _is_town(scene, noun)
                if (
                    scene.hangs_on(noun.head.head, others)
                    or not (named or (match is None and capital_meant(scene.index, noun) is not None))
                    or ruled_from(scene.index, noun.head.head)
                    or _of_a_doer(noun.head.head, token)
                    or _before_or_after(noun, token)
                    or _on_the_way(noun.head.head, token)
                    or _told_of_another(noun, token, others)
                    or _of_speech(noun.head.head, token)
                    or _in_speech(noun, token)
                    or _of_another_noun(noun.head, token)
                    or scene.places.of_matter(noun.head, noun)
                    or _on_another_day(scene, noun, token)
                    or _of_a_promise(noun, token)
                    or _is_briefed_on(noun, token)
                    or _of_who_is_elsewhere(noun, token)
                    or of_event_told_of(noun, token)
                    or sets_up_another(token, noun.head.head)
                    or any(one_more(t) for t in (noun.head.head, *noun.head.head.rights))
                ):
                    continue
                if noun.head.head.pos_ == "NOUN" and noun.head.head.i != token.i and noun.head.head.ent_type_:
                    continue
                id_ = scene.places.of_object(noun)
                if (
                    id_ is not None
                    and not _at_home(scene, draft, id_)
                    and not _offered(noun.head.head, token)
                ):
                    found.setdefault(id_)
        if len(found) == 1:
            return list(found)
    return []


def _is_town(scene: Scene, noun: Token) -> bool:
    """Whether a noun is a town or venue by name, or has its name behind it: "in the town of Arica"."""
    called = [o for c in noun.rights if c.lower_ == "of" for o in c.rights] if noun.lower_ in _TOWNS else []
    for word in (noun, *called):
        match = scene.index.by_token.get(word.i)
        if match is not None and match.via == "city" and match.entry.type in {"city", "venue"}:
            return True
    return any(o.ent_type_ == "GPE" and o.i not in scene.index.by_token for o in called)


def _on_another_day(scene: Scene, noun: Token, token: Token) -> bool:
    """Whether a clause that goes on has its own day: "met X on Monday and spoke in Arica on Friday"."""
    own, here = clauses.clause_of(noun), clauses.clause_of(token)
    if own.dep_ != "conj" or own.head.i != here.i:
        return False
    days = [scene.doc[s.first : s.last].root for s in scene.times if s.kind in _DAYS]
    mine, theirs = ([t for t in days if clauses.clause_of(t).i == v.i] for v in (here, own))
    return bool(mine and theirs)


def _of_a_promise(noun: Token, token: Token) -> bool:
    """Whether a place is where something is to be done that is promised: "met X and vowed to build a port in
    Arica"; not "agreed to meet X in Arica".
    """
    verb = clauses.clause_of(noun)
    led = verb.dep_ == "xcomp" and clauses.is_infinitive(verb) and verb.head.lemma_ in _PROMISING
    return led and verb.i != token.i and not verb.is_ancestor(token)


def _is_briefed_on(noun: Token, token: Token) -> bool:
    """Whether a place is in what somebody is told of: "briefed X on the outcome of the talks in Sanaa"; not
    "briefed X on the plan in Lima", nor "on the sidelines of the summit in Lima".
    """
    matter = noun.head.head
    if token.lemma_ not in _BRIEFING or not (names_meeting(matter) or matter.lemma_ in _MATTERS):
        return False
    over = noun
    while over.head.i != token.i and over.head.i != over.i:
        over = over.head
    objects = {c.lemma_ for c in over.rights if c.dep_ == "pobj"}
    return over.dep_ == "prep" and over.lower_ in {"on", "of", "about"} and not objects & _EDGES


_BRIEFING = frozenset({"brief", "update", "inform"})
_MATTERS = frozenset("situation development event crisis conflict war fighting unrest violence".split())
_EDGES = frozenset({"sideline", "margin", "fringe", "eve"})


def _of_who_is_elsewhere(noun: Token, token: Token) -> bool:
    """Whether somebody is there who is set against it: "X will be in Rome, but the talks go on", "will meet
    X, while Y speaks to families in Rome"; not "met X while they were in Rome".
    """
    own, here = clauses.clause_of(noun), clauses.clause_of(token)
    if own.dep_ == "advcl" and any(c.lower_ == "while" for c in own.lefts) and not own.is_ancestor(token):
        return own.i != here.i and any(c.dep_ == "nsubj" and c.pos_ != "PRON" for c in own.lefts)
    apart = own.lemma_ == "be" and here.dep_ == "conj" and here.head.i == own.i
    return apart and any(c.dep_ == "cc" and c.lower_ == "but" for c in own.rights)


_PROMISING = frozenset("promise pledge vow agree offer undertake decide plan intend threaten refuse".split())
_DAYS = frozenset({"weekday", "date", "span", "relative", "deictic"})
_HAPPENING = frozenset("take hold occur happen begin end open".split())


def _of_another_noun(prep: Token, token: Token) -> bool:
    """Whether a clause says it of another noun: "signed a pact, which was negotiated in Oslo"."""
    verb = clauses.clause_of(prep)
    told = verb.dep_ == "relcl" and verb.head.i != token.i and verb.lemma_ not in _HAPPENING
    return (told and verb.i != token.i and not verb.is_ancestor(token)) or said_aside(prep, token)


def said_aside(word: Token, token: Token) -> bool:
    """Whether a participle behind a comma says it of another thing: "the pact, agreed in Oslo last month,
    dominated the talks"; not "the ministers, gathered in Oslo, met X" nor "the talks, held in Oslo".
    """
    verb = clauses.clause_of(word)
    thing = verb.head.pos_ == "NOUN" or verb.head.ent_type_ in {"ORG", "GPE"}
    aside = verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.doc[verb.i - 1].text == ","
    other = verb.head.i != token.i and not verb.is_ancestor(token)
    return thing and aside and other and group_class(verb.head) is None


def _of_a_doer(host: Token, token: Token) -> bool:
    """Whether a place is that of somebody: "a friend in Arica said that X met Y", "X, born in Arica", "was
    attended by the envoy in Arica", "the head of the UN mission in Arica".
    """
    if heads_post(host):
        return True
    if host.tag_ == "VBN" and host.dep_ == "acl" and host.head.pos_ == "PROPN":
        return True
    if host.i != token.i and host.lemma_.lower() in _POSTED and clauses.clause_of(host).lemma_ in _BESIDE:
        return True
    return host.i != token.i and host.pos_ == "NOUN" and host.dep_ in {"nsubj", "attr"}


_POSTED = frozenset("ambassador envoy consul attaché commissioner representative".split())
_BESIDE = frozenset("attend join accompany witness".split())


def _told_of_another(noun: Token, token: Token, others: set[int]) -> bool:
    """Whether a place is in a clause on another meeting: "met X on the summit, which is to be in Lima"."""
    above = [t for t in noun.ancestors if t.i != token.i and not t.is_ancestor(token)]
    set_down = [t.i for t in above if t.tag_ == "VBN" and t.lemma_ in {"schedule", "plan", "slate"}]
    planned = bool(set_down) and any(token.i < i < set_down[0] for i in others)
    return planned or any(t.i in others for t in above)


def _before_or_after(noun: Token, token: Token) -> bool:
    """Whether a place is that of what comes before or after: "met X two days after the summit in Lima", "met
    ahead of the summit that opens in Lima"; so of what goes on beside it: "met X amid attacks in Lima", not
    "amid tight security in Lima".
    """
    above = [t for t in noun.ancestors if not t.is_ancestor(token) and t.i > token.i]
    if any(t.lower_ in _AMID and not any(o.lemma_ in _RITES for o in t.rights) for t in above):
        return True
    return any(t.lower_ in _AHEAD or (t.lower_ in _AROUND and t.dep_ == "prep") for t in above)


def _on_the_way(verb: Token, token: Token) -> bool:
    """Whether a place is but a stop before the meeting: "on her way to talks with X she stopped in Lima"."""
    return verb.lemma_ == "stop" and token.i < verb.i and verb.is_ancestor(token)


_AMID = frozenset("amid amidst despite".split())
_RITES = frozenset("security secrecy ceremony pomp fanfare rain snow".split())


_AROUND = frozenset("after before following".split())
_AHEAD = frozenset({"ahead", "prior"})


def _at_home(scene: Scene, draft: MeetingDraft, place: str) -> bool:
    """Whether a place is where the visitors come from: "in Tokyo, the envoy of Japan put off her visit"."""
    visitors = [i for i, r in draft.participants.items() if r == "role-visitor"]
    country = scene.places.drafts[place].state
    return draft.family == "visit" and country is not None and country in scene.principals(visitors)


def _of_speech(host: Token, token: Token) -> bool:
    """Whether a place is where somebody tells of the meeting: "said in Lima that he had met X", "speaking in
    Lima, he said he would meet X", or has it done: "agreed in Lima that they should meet"; not "said in Lima
    after he had met X".
    """
    verb = clauses.clause_of(host)
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.lemma_ in _SPEAKING:
        verb = verb.head
    told = (t for t in (token, *token.ancestors) if t.dep_ == "ccomp" and t.head.i == verb.i)
    return verb.lemma_ in _SPEAKING | _RESOLVING and next(told, None) is not None


def _in_speech(noun: Token, token: Token) -> bool:
    """Whether a place is in what somebody says who only tells it at or after the meeting: "after meeting X, Y
    said that a vote would be held in Oslo"; not "Y said that he had met X in Oslo".
    """
    said = next((t for t in noun.ancestors if t.dep_ == "ccomp" and t.head.lemma_ in _SPEAKING), None)
    return said is not None and said.i != token.i and not said.is_ancestor(token)


_SPEAKING = frozenset("say tell speak add announce reveal confirm write address report declare state".split())
_RESOLVING = frozenset("agree decide resolve recommend urge demand".split())
_OFFERING = frozenset("offer propose announce urge invite reject demand suggest call postpone".split())


def _offered(verb: Token, token: Token) -> bool:
    """Whether the place is that of who offers or calls off a meeting: "in Oslo, X offered talks with Y"."""
    return verb.lemma_ in _OFFERING and token.head.i == verb.i and token.dep_ in {"dobj", "nsubjpass"}
