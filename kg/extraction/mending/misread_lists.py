"""Lists of meetings, and what stands before their verbs, that the parser hangs on whom one meets, in place.

"Had breakfast with X and lunch with Y", "the kings of A and B, the emir of C and the president of D".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.actors.group_countries import group_class
from kg.extraction.mending.listed_offices import restore_further, restore_members
from kg.extraction.mending.misread_posts import name_office, name_office_behind
from kg.extraction.mending.misread_teams import restore_leaders, restore_related, restore_team
from kg.extraction.mending.misread_towns import restore_land
from kg.extraction.names.title_heads import is_title
from kg.extraction.times.named_rounds import TURNS
from kg.extraction.tokens.counterparts import is_equal
from kg.extraction.triggers.triggers import frames, names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_DAYS = frozenset("day morning afternoon evening night week month year".split())
_WHICH = frozenset("next following same previous that later".split())
_HELD = frozenset("held had began opened ended resumed concluded".split())
_WITH, _BOUNDS = frozenset({"with", "between"}), frozenset("after before since until".split())


def restore_lists(doc: Doc) -> None:
    """Hangs such words where they belong, in place."""
    for token in doc:
        dep = token.dep_
        if dep in {"appos", "conj"}:
            _restore_next(token)
            restore_members(token)
            _restore_one(token)
            _restore_whose(token)
            restore_related(token)
            restore_team(token)
            _restore_others(token)
        elif dep in {"npadvmod", "dep"}:
            restore_team(token)
            restore_further(token)
            name_office_behind(token)
        elif dep == "prep" and token.lower_ == "of":
            _restore_event(token)
        elif dep == "prep" and token.lower_ == "with":
            _restore_singly(token)
            _restore_agenda(token)
            _restore_hearer(token)
        elif dep == "nsubj":
            _restore_day(token)
            name_office(token)
            restore_land(token)
        elif dep == "dobj":
            _restore_second(token)
        elif dep in {"nmod", "compound", "amod"} and token.ent_type_ == "PERSON":
            _restore_people(token)
            restore_leaders(token)
        elif dep == "amod" and token.ent_type_ == "NORP" and token.head.tag_ == "NNS":
            _restore_states(token)
        elif dep == "amod" and token.lower_ in _HELD:
            _restore_held(token)
        elif dep == "dative" and token.lower_ == "to":
            _restore_goal(token)


def _restore_goal(to: Token) -> None:
    """Hangs where somebody goes on the journey that is paid or made: "paid a rare visit [to Oslo]"."""
    journey = next((c for c in to.head.rights if c.dep_ == "dobj" and c.i == to.i - 1), None)
    if journey is None or to.head.lemma_ not in {"pay", "make"}:
        return
    if _is_event(journey) or journey.text == "Visit":  # "paid a State Visit to Oslo"
        to.hang(journey, "prep")


def _restore_people(name: Token) -> None:
    """Lists a person with other people, not as one of the words for them: "between Soto [and Chilean
    officials]", "met Soto [and Hutu rebel leaders]".

    Not so of "the Bush and Clinton aides", nor of "the Soto and Chilean plans".
    """
    noun = name.head
    land = next((c for c in name.rights if c.dep_ == "conj" and c.ent_type_ != "PERSON"), None)
    kind = group_class(noun)
    people = noun.tag_ == "NNS" and (kind == "officials" or kind == "delegation")
    if land is None or not people or noun.i < land.i or any(c.dep_ == "det" for c in noun.lefts):
        return
    for word in [c for c in noun.lefts if c.i < name.i]:
        word.hang(name)
    for word in [c for c in name.rights if c.i > land.i]:
        word.hang(noun)
    land.hang(noun, "amod")
    name.hang(noun.head, noun.dep_)
    noun.hang(name, "conj")


def _restore_states(people: Token) -> None:
    """Makes a state before adjectives of others one of those whose people they are: "his [US], Saudi and
    Turkish counterparts", read as the US and two; not "met in Cairo, Saudi and Turkish officials said".
    """
    noun, doc, first = people.head, people.doc, people
    while first.i > 1 and doc[first.i - 1].text == "," and doc[first.i - 2].ent_type_ in {"GPE", "ORG"}:
        first = doc[first.i - 2]
    whose = any(c.dep_ == "poss" for c in first.lefts)
    listed = any(c.dep_ == "conj" and c.ent_type_ == "NORP" for c in people.rights)
    over = first.head
    if first is people or not listed or noun in first.ancestors or not (whose or noun.head is first):
        return
    if group_class(noun) is None and not is_equal(noun):
        return
    role = first.dep_
    for word in [c for c in first.children if c.dep_ in {"poss", "det"} or c.i > noun.i]:
        word.hang(noun)
    noun.hang(over, role)
    for state in doc.tokens[first.i : people.i : 2]:
        state.hang(noun if state is first else first, "nmod" if state is first else "conj")
    people.hang(first, "conj")


def _restore_others(token: Token) -> None:
    """Lists others with a person, not the office: "met Ana Ruiz, the premier, [and other envoys]"."""
    office = token.head
    beside = token.dep_ == "conj" and office.dep_ == "appos" and office.head.ent_type_ == "PERSON"
    if beside and is_title(office) and any(c.lower_ == "other" for c in token.lefts):
        token.hang(office.head, "conj")


def _restore_next(token: Token) -> None:
    """Joins a meeting with a side of its own to the one before, not to whom that is with: "lunch with Y".

    Not what only says more of the one before: "talks with X, the first meeting with a king in years".
    """
    before = _event_joined(token)
    side = None if before is None else _side(token)
    if before is None or side is None or not (token.dep_ == "conj" or _goes_on(token)):
        return
    if side.head is not token:
        side.hang(token, "prep")
    if token.pos_ == "VERB":
        token.tag_, token.pos_, token.lemma_ = "NNS", "NOUN", token.lower_.removesuffix("s")
    old = token.head
    if old is not before:
        token.hang(before, "conj")
        for joint in [c for c in old.rights if c.dep_ in {"cc", "punct"} and c.i < token.i]:
            joint.hang(before)


def _event_joined(token: Token) -> Token | None:
    """The meeting of whose partner a meeting is read as a part: "breakfast" of "breakfast with X, lunch"."""
    if not _is_event(token):
        return None
    host = token.head
    if token.pos_ == "VERB":  # "a meeting with X and talks with Y", where "talks" is read as a verb
        return host if host.pos_ == "NOUN" and _is_event(host) and host.i < token.i else None
    while host.dep_ in {"conj", "appos"} and not _is_event(host):
        host = host.head
    with_ = host.head if host.dep_ == "pobj" else None
    event = _had(with_.head) if with_ is not None and with_.lower_ in _WITH else None
    found = event is not None and _is_event(event) and not _is_event(host) and event.i < token.i
    return event if found else None


def _had(word: Token) -> Token:
    """The meeting that a verb has: "lunch" of "had" in "had lunch with X and tea with Y"; else the word."""
    held = [c for c in word.rights if c.dep_ == "dobj" and _is_event(c)] if word.pos_ == "VERB" else []
    return held[0] if held else word


def _restore_second(token: Token) -> None:
    """Joins a second object to the meeting before it: "had lunch with X and [dinner] with Y"."""
    first = next((c for c in token.head.rights if c.dep_ == "dobj" and _is_event(c)), token)
    if first.i < token.i and _is_event(token) and _side(token) is not None:
        joint = token.doc[token.left_edge.i - 1]
        if joint.lower_ == "and":
            token.hang(first, "conj")
            joint.hang(first, "cc")


def _restore_one(token: Token) -> None:
    """Joins "one" to the meetings before it, not to whom they are with: "meetings with X, [one] with Y"."""
    own = any(c.lower_ == "with" for c in token.rights)
    partner = token.head
    if token.lower_ != "one" or not own or partner.dep_ != "pobj" or partner.head.lower_ != "with":
        return
    host = partner.head.head
    events = [host] if _is_event(host) else [c for c in host.rights if c.dep_ == "dobj" and _is_event(c)]
    for event in events[:1]:
        joint = [c for c in partner.rights if c.dep_ == "cc" and c.i == token.left_edge.i - 1]
        for word, dep in [(token, "conj"), *((c, "cc") for c in joint)]:
            word.hang(event, dep)


def _is_event(token: Token) -> bool:
    """Whether a word is a noun of meeting, or "talks" taken for a verb."""
    if token.pos_ == "VERB":
        return token.lower_ == "talks" and not any(c.dep_ in {"nsubj", "aux"} for c in token.lefts)
    return token.pos_ == "NOUN" and names_meeting(token)


def _side(token: Token) -> Token | None:
    """The "with" that follows a meeting, whatever the parser hangs it on."""
    own = next((c for c in token.rights if c.lower_ in _WITH), None)
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return own or (after if after is not None and after.lower_ == "with" else None)


def _goes_on(token: Token) -> bool:
    """Whether a list goes on behind a meeting in it with "and" and another one: "lunch with Y and dinner"."""
    behind = (c for t in (*token.subtree, token.head) for c in t.rights if c.i > token.i)
    return any(c.dep_ == "conj" and _is_event(c) and _side(c) is not None for c in behind)


def _restore_whose(token: Token) -> None:
    """Joins a person of a country to the one before, not to whose that one is: "X of A and [Y of B] met"."""
    land, of = token.head, token.head.head
    if land.dep_ != "pobj" or land.ent_type_ != "GPE" or of.lower_ != "of" or token.pos_ != "PROPN":
        return
    first = of.head
    own = next((c for c in token.rights if c.lower_ == "of" and c.dep_ == "prep"), None)
    whose = [] if own is None else [o for o in own.rights if o.ent_type_ == "GPE"]
    person = first.ent_type_ == "PERSON" and first.pos_ == "PROPN"
    if own is None or not whose or not person or own.ent_type_ or token.dep_ != "conj":
        return
    token.hang(first, "conj")
    for joint in [c for c in land.rights if c.dep_ in {"cc", "punct"} and c.i < token.i]:
        joint.hang(first)


def _restore_day(token: Token) -> None:
    """Takes a day for when somebody met, not for who did: "X met A, and [the next day] met B"."""
    verb = token.head
    if token.lemma_.lower() not in _DAYS or not _WHICH & {c.lower_ for c in token.lefts}:
        return
    joined = verb.dep_ == "conj" and any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.head.lefts)
    if joined and (verb.lemma_, "VERB") in frames() and token.i < verb.i:
        token.dep_ = "npadvmod"


def _restore_held(verb: Token) -> None:
    """Makes "the two" before a verb who does it: "after [the two] held talks", "[The two] held talks in May",
    read as two held talks.
    """
    noun, who = verb.head, verb.doc[verb.i - 1] if verb.i else verb
    number = who.lower_ in {"two", "three", "four", "both"} and who.head is noun
    word, whole = noun.head, noun.dep_ == "ROOT"
    if not number or not _is_event(noun) or not (whole or (noun.dep_ == "pobj" and word.lower_ in _BOUNDS)):
        return
    if word.head is word and not whole:  # "X after the two held talks", without a verb
        return
    before = [c for c in noun.lefts if c.i < who.i]
    verb.hang(verb if whole else word.head, "ROOT" if whole else "advcl")
    if not whole:
        word.hang(verb, "mark")
    who.hang(verb, "nsubj")
    for child in before:
        child.hang(who)
    noun.hang(verb, "dobj")
    verb.tag_ = "VBD"


def _restore_agenda(with_: Token) -> None:
    """Takes for a clause of its own what says what is spoken of, not with whom: "met in Oslo, [with Iran and
    Kosovo high on the agenda]", "with Iran topping the agenda"; not "talks with Iran on its agenda".
    """
    thing = next((c for c in with_.rights if c.dep_ == "pobj"), None)
    if thing is None:
        return
    inside = [c for c in thing.subtree if c.dep_ == "acl" and c.lemma_ in _TOPPING]
    topping = any(o.lemma_.lower() in _AGENDAS for c in inside for o in c.rights)
    at = thing.right_edge.i + 1
    behind = with_.doc[at : at + 2]
    on = next((t for t in behind if t.lower_ in {"on", "atop"}), None)
    placed = on is not None and (on.i == at or behind[0].lower_ in _HIGH)
    there = [o for o in on.rights if o.dep_ == "pobj"] if on is not None and placed else []
    bare = any(o.lemma_.lower() in _AGENDAS and {c.lower_ for c in o.children} <= {"the"} for o in there)
    if not topping and not bare:
        return
    if bare and on is not None:
        for word in [t for t in behind if t.i < on.i]:
            word.hang(thing, "advmod")
        on.hang(thing, "prep")
    with_.dep_ = "mark"


def _restore_hearer(with_: Token) -> None:
    """Hangs with whom a visit is discussed on the verb: "discussed plans for Y's visit [with Minister X]"."""
    visit = verb = with_.head
    while verb.dep_ in {"pobj", "prep", "dobj"} and verb.pos_ != "VERB":
        verb = verb.head
    if visit.lemma_ in {"visit", "trip"} and verb.lemma_ in {"discuss", "review", "prepare"}:
        with_.hang(verb, "prep")


_TOPPING = frozenset({"top", "dominate", "head"})
_AGENDAS = frozenset({"agenda", "table", "menu"})
_HIGH = frozenset("high also firmly squarely back still".split())


def _restore_event(of: Token) -> None:
    """Hangs an event on what part of it is told, not on its day: "the resumption on Monday [of talks]"."""
    day = of.head
    if day.dep_ != "pobj" or day.ent_type_ != "DATE":
        return
    part = day.head.head
    event = any(c.dep_ == "pobj" and _is_event(c) for c in of.rights)
    if event and part.lemma_.lower() in _PARTS and part.i < day.i < of.i:
        of.hang(part)


_PARTS = TURNS | {"end", "round"}


def _restore_singly(with_: Token) -> None:
    """Hangs whom one meets on the verb, not on how: "met [one by one] with X", "met [for an hour] with X"."""
    by = with_.head.head
    how = (with_.head.lower_ == "one" and by.lower_ == "by") or with_.head.ent_type_ == "TIME"
    if how and by.dep_ == "prep" and by.lower_ in {"by", "for"} and by.head.pos_ == "VERB":
        with_.hang(by.head)
