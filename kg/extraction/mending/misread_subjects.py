"""Subjects that the parser hung amiss, which are hung back in place: lists, and who stands behind a day.

"The summit ended after [X] and [Y had met]", "In Lima, [A and B] talked", "[Polish] and [Czech ministers]".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.mending.misread_contrasts import SUBJECTS
from kg.extraction.mending.misread_guests import JOURNEYS, restore_echo
from kg.extraction.mending.misread_numbers import restore_numbered, restore_talking
from kg.extraction.mending.misread_peoples import restore_pair, restore_peoples
from kg.extraction.mending.misread_posts import (
    first_of_two,
    first_of_two_offices,
    first_of_two_posts,
    join_agents,
)
from kg.extraction.mending.misread_towns import restore_members
from kg.extraction.times.calendar_bounds import WEEKDAYS

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_CONJUNCTIONS = frozenset("after before since until".split())


def restore_subjects(doc: Doc) -> None:
    """Hangs such names where they belong, in place."""
    _restore_after(doc)
    _restore_joint(doc)
    _restore_second(doc)
    _restore_first(doc)
    _restore_states(doc)
    _restore_two(doc)
    _restore_days(doc)
    _restore_partner(doc)
    _restore_named(doc)
    for meeting in doc.having({"meeting"}):
        _restore_met(meeting)
    for did in doc.having({"did", "was", "were"}):
        restore_echo(did)
    for after in doc.having({"after", "since"}):
        _restore_stay(after)
    for number in doc.having({"two", "three", "four"}):
        restore_numbered(number)
        restore_talking(number)
    for ruling in doc.having({"government"}):
        _restore_rebels(ruling)
    for rank in doc.having({"first", "last", "only"}):
        _restore_ranked(rank)
    for comma in doc.having({","}):
        restore_pair(comma)
    for noun in doc:
        if noun.tag_ == "NNS" and noun.i > noun.sent.start + 2:
            restore_peoples(noun)


def _restore_rebels(ruling: Token) -> None:
    """Hangs those who fight a government on it, not on whose it is: "[the government] of President X and
    [leftist rebels] met"; not "the government of Peru and Chile".
    """
    of = next((c for c in ruling.rights if c.lower_ == "of"), None)
    whose = next((c for c in of.rights if c.dep_ == "pobj"), None) if of is not None else None
    for rebels in [c for c in whose.rights if c.dep_ == "conj"] if whose is not None else []:
        joint = next((c for c in whose.rights if c.dep_ == "cc" and c.i < rebels.i), None) if whose else None
        if rebels.lemma_.lower() in _REBELS and rebels.tag_ == "NNS" and joint is not None:
            joint.hang(ruling, "cc")
            rebels.hang(ruling, "conj")


_REBELS = frozenset("rebel guerrilla insurgent separatist militant guerilla fighter".split())


def _restore_ranked(rank: Token) -> None:
    """Makes who is named the subject of what he was the first or last to do: "The last president to visit
    Peru was [X], in 1999", as in "X was the last president to visit Peru".
    """
    noun, was = rank.head, rank.head.head
    done = any(c.dep_ in {"relcl", "acl"} and c.tag_ == "VB" for c in noun.rights)
    name = next((c for c in was.rights if c.dep_ == "attr" and c.ent_type_ == "PERSON"), None)
    if noun.dep_ == "nsubj" and done and was.lower_ == "was" and name is not None:
        noun.dep_, name.dep_ = "attr", "nsubj"


def _restore_stay(after: Token) -> None:
    """Makes a visit what somebody came for, not what took office: "arrived in Lima, [his first visit to Peru]
    after President X took office in June", read with the visit and X as who did so.
    """
    verb = after.head
    first = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.i < after.i), None)
    came = next((c for c in verb.lefts if c.dep_ == "ccomp" and c.pos_ == "VERB"), None)
    behind = any(c.dep_ in {"nsubj", "nsubjpass"} and c.i > after.i for c in verb.lefts)
    if after.dep_ != "mark" or first is None or came is None or not behind or came.i > first.i:
        return
    if first.lemma_ in JOURNEYS and any(c.dep_ == "poss" for c in first.lefts):
        came.hang(came if verb.dep_ == "ROOT" else verb.head, verb.dep_)
        verb.hang(came, "advcl")
        first.hang(came, "npadvmod")


def _restore_second(doc: Doc) -> None:
    """Joins a second subject behind "and" to the first, or to whom it is told with: "P5+1 [and Peru] met",
    "the visit by X, the minister, [and Y] begins", read as two who do it.
    """
    for other in (t for t in doc if t.dep_ == "nsubj" and t.i > 1):
        joint = doc[other.left_edge.i - 1]
        first = joint.head
        if joint.dep_ != "cc" or first is other or first.i > other.i:
            continue
        own = first.dep_ == "nsubj" and first.head is other.head
        inside = [
            s for s in other.head.lefts if s.dep_ in SUBJECTS and s.i < first.i and s.is_ancestor(first)
        ]
        alone = first.dep_ == "pobj" and not any(c.dep_ == "conj" for c in first.rights)
        if own or (alone and inside and other.tag_ != "PRP"):  # "with X, and it has helped"
            other.hang(first, "conj")


def _restore_after(doc: Doc) -> None:
    """Makes two names the subject of one clause: "left after X and Y had met", read as "left after X" and
    "Y had met".
    """
    for word in doc.having(_CONJUNCTIONS):
        name = next(iter(word.rights), None)
        if word.dep_ != "prep" or name is None or not _is_name(name):
            continue
        joint = next(
            (t for t in doc[name.right_edge.i + 1 : name.right_edge.i + 2] if t.lower_ == "and"), None
        )
        for verb in [c for c in word.head.rights if joint is not None and c.dep_ == "conj"]:
            other = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
            if joint is None or other is None or other.left_edge.i != joint.i + 1 or not _is_name(other):
                continue
            verb.hang(word.head, "advcl")
            name.hang(verb, "nsubj")
            other.hang(name, "conj")
            joint.hang(name, "cc")
            word.hang(verb, "mark")
            break


def _is_name(noun: Token) -> bool:
    return noun.pos_ == "PROPN" and noun.ent_type_ not in {"DATE", "TIME"}


def _is_person(noun: Token) -> bool:
    """Whether a word closes the name of a person, as "May" of "Theresa May" does, too, which looks like a
    day.
    """
    given = any(
        c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN" and c.ent_type_ in {"", "PERSON"}
        for c in noun.lefts
    )
    return noun.pos_ == "PROPN" and (noun.ent_type_ == "PERSON" or (noun.ent_type_ in {"", "DATE"} and given))


def _restore_joint(doc: Doc) -> None:
    """Makes the first of two persons a subject: "Theresa May and X met", read as "Theresa May" and "X met",
    or with the first as a modifier of the second.
    """
    for joint in doc.having({"and"}):
        join_agents(joint)
        if joint.i:
            first_of_two_offices(joint)
            first_of_two_posts(joint)
        name = doc.tokens[joint.i - 1]
        name = name.head.head if name.dep_ == "pobj" and name.head.lower_ == "of" else name  # "X of Peru and"
        if joint.i == 0 or name.dep_ not in {"ROOT", "npadvmod", "nmod"} or not _is_person(name):
            continue
        if name.dep_ == "nmod" or name.i < joint.i - 1:
            first_of_two(name, joint)
            continue
        apart = name.dep_ == "ROOT"
        verb = next((c for c in name.rights if c.dep_ == "conj"), None) if apart else name.head
        if verb is None or joint.head not in (name, verb):
            continue
        other = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.left_edge.i == joint.i + 1), None)
        if other is None:
            continue
        if apart:
            verb.hang(verb, "ROOT")
            for left in [c for c in name.rights if c.i > verb.i]:
                left.hang(verb)
        name.hang(verb, "nsubj")
        joint.hang(name, "cc")
        other.hang(name, "conj")


def _restore_first(doc: Doc) -> None:
    """Makes the first of a list its first subject: "President X, Premier Y and Minister Z agreed", where X is
    read as an adverbial.
    """
    for name in doc:
        if name.dep_ != "npadvmod" or restore_members(name) or not _is_person(name):
            continue
        subjects = (c for c in name.head.lefts if c.dep_ == "nsubj" and c.left_edge.i == name.i + 2)
        listed = next((c for c in subjects if any(x.dep_ == "conj" for x in c.rights)), None)
        if listed is not None and doc[name.i + 1].text == ",":
            name.dep_ = "nsubj"


def _restore_states(doc: Doc) -> None:
    """Makes a list of states the first subjects that an opening clause took in: "Aimed at resolving the
    dispute, A, B, [C met D]".
    """
    for first in doc:
        joined = first.dep_ == "conj" and first.ent_type_ == "GPE" and first.head.pos_ == "NOUN"
        if not joined or doc[first.left_edge.i - 1].text != ",":
            continue
        end = first.right_edge.i + 1
        last = next((t for t in doc[end + 1 : end + 5] if t.dep_ == "nsubj" and t.ent_type_ == "GPE"), None)
        if last is not None and doc[end].text == "," and last.left_edge.i == end + 1 and last.head.i > last.i:
            first.hang(last.head, "nsubj")


def _restore_two(doc: Doc) -> None:
    """Lists two states or people at the head of a headline that act together: "[Peru, Chile] agree to sign
    pacts", read as Chile alone or as Peru by another name; not "In Peru, Chile agrees".
    """
    for verb in doc:
        if verb.tag_ != "VBP" or verb.i < _THIRD or doc[verb.i - 2].text != "," or verb.pos_ != "VERB":
            continue
        first, second = doc[verb.i - _THIRD], doc[verb.i - 1]
        alike = first.tag_ == second.tag_ == "NNP" and (first.ent_type_ == "GPE") == (
            second.ent_type_ == "GPE"
        )
        if (
            alike
            and first.is_sent_start
            and "DATE" not in {first.ent_type_, second.ent_type_}
            and first.head is verb
            and second.head in {verb, first}
        ):
            first.dep_ = "nsubj"
            second.hang(first, "conj")


_THIRD = 3


def _restore_days(doc: Doc) -> None:
    """Parts the day from who is told of right behind it: "On Monday | UN envoy X held talks", where the
    parser reads "Monday" as a word before "X".
    """
    for day in doc.having(WEEKDAYS):
        if day.dep_ not in {"compound", "nmod"} or day.i == 0:
            continue
        on, doer = doc[day.i - 1], day.head
        while doer.dep_ == "compound" and doer.head.i > doer.i:
            doer = doer.head  # "Monday UN envoy X"
        bare = on.lower_ == "on" and on.dep_ == "prep" and not any(c.dep_ == "pobj" for c in on.rights)
        if bare and doer.dep_ in {"nsubj", "nsubjpass"} and doer.i > day.i and on.head.i == doer.head.i:
            day.hang(on, "pobj")


def _restore_named(doc: Doc) -> None:
    """Makes two persons the names of the people told of, whom the parser lists with a place: "The two men at
    odds in Peru, [A and B], met".
    """
    for name in doc:
        if name.dep_ != "conj" or name.head.dep_ != "pobj" or name.head.ent_type_ not in {"GPE", "LOC"}:
            continue
        end = name.right_edge.i + 1
        parted = doc[name.left_edge.i - 1].text == "," and doc[end : end + 1].text == ","
        people = next((t for t in name.head.ancestors if t.dep_ in SUBJECTS), None)
        if people is None or people.tag_ != "NNS" or not parted or people.head.i < end:
            continue
        if _is_person(name) and any(c.dep_ == "conj" and _is_person(c) for c in name.rights):
            name.hang(people, "appos")


def _restore_met(meeting: Token) -> None:
    """Makes those who met the subject of what they did then: "Meeting in Lima, [X and Y] agreed", read as a
    list of "Meeting", X and Y; not "Meeting, dining and talking took an hour".
    """
    verb, doc = meeting.head, meeting.doc
    opens = meeting.tag_ == "VBG" and meeting.i == meeting.sent.start and meeting.dep_ in SUBJECTS
    if not opens or verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.i < meeting.i:
        return
    first = next((c for c in meeting.rights if c.dep_ == "conj" and c.ent_type_ in _MEETING), None)
    if (
        first is None
        or doc[first.left_edge.i - 1].text != ","
        or not any(c.dep_ == "prep" for c in meeting.rights)
    ):
        return
    first.hang(verb, "nsubj")
    meeting.hang(verb, "advcl")


_MEETING = frozenset({"PERSON", "GPE", "NORP"})


def _restore_partner(doc: Doc) -> None:
    """Makes who is read as another name of the partner the subject: "After meeting X, [Y said]", read as
    "After meeting" and "X, Y, said".
    """
    for doing in doc:
        if doing.dep_ != "pcomp" or doing.tag_ != "VBG" or any(c.dep_ == "dobj" for c in doing.rights):
            continue
        verb = doing.head.head
        partner = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if partner is None or partner.left_edge.i != doing.i + 1 or not _is_name(partner):
            continue
        other = next((c for c in partner.rights if c.dep_ in {"appos", "conj"} and _is_name(c)), None)
        if other is None or doc[other.left_edge.i - 1].text != ",":
            continue
        behind = [c for c in partner.rights if c.i > other.i]
        other.hang(verb, partner.dep_)
        partner.hang(doing, "dobj")
        for word in behind:
            word.hang(other)
