"""Sides of talks, and holders of offices for a place, that the parser hangs on the wrong noun, in place.

"Talks with [the Front], [the Union] and [the Movement]", "between [the government of A] and [B rebels]",
"[the envoy for the Great Lakes region] [Ana Torres]", "[the Sudanese government] and [Darfuri rebels]",
"spoke after a meeting on Friday [with X]".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.actors.group_countries import group_class
from kg.extraction.mending.misread_posts import hang_on_post
from kg.extraction.names.title_heads import is_title
from kg.extraction.triggers.triggers import frames, names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_BODIES = frozenset({"ORG", "GPE", "NORP"})
_FOR = frozenset({"for", "to", "in", "of", "on"})


def restore_sides(doc: Doc) -> None:
    """Hangs such words where they belong, in place."""
    for token in doc:
        dep, person = token.dep_, token.ent_type_ == "PERSON"
        if person and _loose(token):
            _restore_other_office(token)
        elif dep == "appos":
            _restore_list(token)
            _restore_holder(token)
            _restore_plural(token)
            _restore_deputy(token)
        elif dep == "prep" and token.lower_ == "with":
            _restore_company(token)
        elif dep == "prep" and token.lower_ == "between":
            _restore_between(token)
        elif person and dep == "nmod":
            _restore_deputy(token)
        elif person and dep in _OBJECTS_TOO:
            _restore_charge(token)
        elif dep == "advcl" and token.tag_ in {"VBN", "VBD"}:
            _restore_after(token)
        elif dep in {"nmod", "compound"} and token.lower_ in _RULING:
            _restore_fighters(token)
        elif dep == "conj":
            (_restore_further if token.head.pos_ == "VERB" else _restore_also)(token)
            hang_on_post(token)
        elif dep in {"nmod", "compound", "amod"} and token.text in _HALVES:
            _restore_halves(token)


def _restore_list(second: Token) -> None:
    """Makes three bodies a list that is read as one and what it is: "with the Front, [the Union] and [the
    Movement]"; not "with Fatah, the ruling party, and Hamas", nor "the Front (FR)".
    """
    first, third = second.head, next((c for c in second.rights if c.dep_ == "conj"), None)
    plain = second.pos_ == "PROPN" and second.ent_type_ in _BODIES | {""}
    if third is None or not plain or not _is_body(first) or not _is_body(third):
        return
    doc, edge = second.doc, second.left_edge.i
    comma = edge > 0 and doc[edge - 1].text == "," and edge - 1 >= first.i
    joint = next((c for c in second.rights if c.lower_ == "and" and c.i < third.i), None)
    if comma and joint is not None and joint.i == second.i + 1:
        second.hang(first, "conj")


def _is_body(noun: Token) -> bool:
    """Whether a noun closes the name of a body or state."""
    return noun.pos_ == "PROPN" and noun.ent_type_ in _BODIES


def _restore_between(between: Token) -> None:
    """Parts the other side from whose government the one is: "between the government of A [and B rebels]",
    for one alone has nobody between; not "between the leaders of A and B".
    """
    side = next((c for c in between.rights if c.dep_ == "pobj"), None)
    if side is None or side.tag_ not in {"NN", "NNP"} or any(c.dep_ == "conj" for c in side.rights):
        return
    of = next((c for c in side.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    whose = next((c for c in of.rights if c.dep_ == "pobj"), None) if of is not None else None
    other = next((c for c in whose.rights if c.dep_ == "conj"), None) if whose is not None else None
    joint = next((c for c in whose.rights if c.dep_ == "cc"), None) if whose is not None else None
    if other is None or joint is None or joint.lower_ != "and":
        return
    people = other.tag_ in {"NNS", "NNPS"} and group_class(other) is not None
    if people or is_title(other) or other.ent_type_ == "PERSON":
        joint.hang(side, "cc")
        other.hang(side, "conj")


_RULING = frozenset("government army regime junta military".split())


def _restore_fighters(ruling: Token) -> None:
    """Parts those who fight a government from it: "[the Sudanese government] and [Darfuri rebels]" are two
    sides; not "government rebels", "government and army officials".
    """
    fighters, over = ruling.head, ruling.head.head
    joined = [c for c in ruling.rights if c.dep_ == "conj"]
    joint = any(c.lower_ == "and" for c in ruling.rights)
    told = any(c.dep_ == "det" or c.ent_type_ in {"NORP", "GPE"} for c in ruling.lefts)
    apart = fighters.tag_ == "NNS" and group_class(fighters) == "faction"
    if not (joint and told and apart and len(joined) == 1) or over is fighters:
        return
    ruling.hang(over, fighters.dep_)
    fighters.hang(ruling, "conj")
    joined[0].hang(fighters, "compound")


_HALVES = frozenset({"North", "South", "East", "West"})


def _restore_halves(first: Token) -> None:
    """Parts two countries of one name: "between [North] and [South Korea]"; not "North and South Korean"."""
    country, doc = first.head, first.doc
    joint = doc[first.i + 1] if first.i + 3 == country.i else first
    second = doc[country.i - 1]
    if joint.lower_ != "and" or second.text not in _HALVES - {first.text} or country.head is country:
        return
    if country.pos_ == "PROPN" and country.dep_ in {"pobj", "dobj", "nsubj", "nsubjpass", "conj"}:
        first.hang(country.head, country.dep_)
        country.hang(first, "conj")
        second.hang(country, "compound")
        first.pos_ = "PROPN"


def _restore_further(token: Token) -> None:
    """Joins whom somebody met next to the one before, not to the verb: "met the president of A and then [the
    prime minister of B]".
    """
    verb = token.head
    joint = next((c for c in verb.rights if c.dep_ == "cc" and c.i < token.i), None)
    first = next((c for c in verb.rights if c.dep_ == "dobj" and joint is not None and c.i < joint.i), None)
    people = token.pos_ in {"NOUN", "PROPN"} and is_title(token)
    if first is None or joint is None or not people or (verb.lemma_, "VERB") not in frames():
        return
    if all(c.dep_ in {"det", "amod", "compound", "poss", "advmod"} or c.i > token.i for c in token.children):
        token.hang(first, "conj")
        joint.hang(first, "cc")


def _restore_holder(name: Token) -> None:
    """Hangs a person behind an office for a place on the office: "envoy for the Great Lakes region [X]"."""
    place, before = name.head, name.doc[name.left_edge.i - 1] if name.left_edge.i else None
    if name.ent_type_ != "PERSON" or before is None or before is not place or place.dep_ != "pobj":
        return
    office = place.head.head
    if place.head.lower_ in _FOR and is_title(office) and office.pos_ == "NOUN":
        name.hang(office, "appos")


def _restore_after(done: Token) -> None:
    """Makes what was read as a clause the talks that it tells of: "agreed after [talks] mediated by Norway",
    for "by" tells who does it, and nothing is finite there.
    """
    mark = next((c for c in done.lefts if c.dep_ == "mark" and c.lower_ in _UPON), None)
    talks = next((c for c in done.lefts if c.dep_ == "nsubj" and c.pos_ == "NOUN"), None)
    by = any(c.dep_ == "agent" for c in done.rights)
    if mark is None or talks is None or not by or any(c.dep_ in {"aux", "auxpass"} for c in done.lefts):
        return
    if mark.i < talks.left_edge.i:
        over = done.head
        mark.hang(over, "prep")
        talks.hang(mark, "pobj")
        done.hang(talks, "acl")
        done.tag_, mark.pos_ = "VBN", "ADP"


_UPON = frozenset({"after", "before", "following"})


def _restore_company(with_: Token) -> None:
    """Hangs with whom something was done on the verb, not on its day: "signed a deal in 2016 [with X]"."""
    day = over = with_.head
    if day.ent_type_ != "DATE" or day.pos_ not in {"NOUN", "PROPN", "NUM"}:
        _restore_partner(with_)
        return
    while over.ent_type_ == "DATE" or over.dep_ in {"pobj", "prep"}:
        if over.head is over:
            return
        over = over.head
    if over.pos_ == "VERB" and over.i < day.i:
        with_.hang(over, "prep")


def _restore_partner(with_: Token) -> None:
    """Hangs with whom a meeting was on the meeting, not on what was done after it: "spoke after a meeting on
    Friday [with X]"; not "met Y after talks on Friday with X", for one meets with somebody, too.
    """
    doing = with_.head
    last = with_.doc[with_.i - 1] if with_.i else with_
    over = next((t for t in last.ancestors if t.right_edge.i == last.i and _is_talk(t)), None)
    if doing.pos_ != "VERB" or last.ent_type_ not in {"DATE", "TIME"} or over is None or over.dep_ != "pobj":
        return
    own = any(c.lower_ in {"with", "between"} for c in over.rights)
    partner = next((c for c in with_.rights if c.dep_ == "pobj"), None)
    if own or over.head.lower_ not in _UPON or partner is None or _is_talk(partner):
        return
    meets = (doing.lemma_, "VERB") in frames() and doing.lemma_ != "speak"
    if not meets or any(c.dep_ == "dobj" for c in doing.rights):
        with_.hang(over, "prep")


def _is_talk(noun: Token) -> bool:
    """Whether a noun is one of meeting."""
    return noun.pos_ == "NOUN" and names_meeting(noun)


def _restore_plural(several: Token) -> None:
    """Lists several behind one of whom the parser takes them for another name: "the speaker, X, [the foreign
    ministers of A and B], and the envoy"; not "X and Y, the foreign ministers of A and B".
    """
    one = several.head
    kind = group_class(several)
    alone = one.dep_ != "conj" and not any(c.dep_ == "conj" and c.i < several.i for c in one.rights)
    goes_on = any(c.dep_ == "conj" and c.i > several.i for c in (*one.rights, *several.rights))
    people = several.tag_ in {"NNS", "NNPS"} and kind == "officials" and one.ent_type_ == "PERSON"
    if people and alone and goes_on and one.head.pos_ != "PROPN":
        host = one.head if one.dep_ == "appos" else one
        for word in [several, *(c for c in one.rights if c.dep_ in {"conj", "cc"})]:
            word.hang(host, "cc" if word.dep_ == "cc" else "conj")


_ROLES = frozenset({"nsubj", "nsubjpass", "dobj"})
_OBJECTS_TOO = _ROLES | {"pobj"}


def _restore_deputy(name: Token) -> None:
    """Makes two of whom the first is read as a word before the second: "[Deputy Minister X] and envoy Y met",
    where the title of X is read as one of Y.
    """
    title, joint = name.head, name.doc[name.i + 1] if name.i + 1 < len(name.doc) else name
    if name.dep_ == "nmod" and name.i:
        before = name.doc[name.left_edge.i - 1]
        title = next((t for t in (before, name.doc[name.i - 2]) if is_title(t)), name)
    other = title.head
    while other.dep_ in {"compound", "nmod"} and other.head.i > other.i:
        other = other.head
    named = name.ent_type_ == other.ent_type_ == "PERSON" and other.dep_ in _OBJECTS_TOO
    ahead = title.i < name.i < other.i and title.dep_ in {"compound", "nmod"}
    if not named or not ahead or joint.lower_ != "and" or not is_title(title):
        return
    behind = [t for t in name.doc[joint.i + 1 : other.i] if t.head.i < joint.i]
    given = [t for t in name.doc[title.i + 1 : name.i] if t.head.i > name.i]
    name.hang(other.head, other.dep_)
    for word in [title, *given]:
        word.hang(name, "compound")
    other.hang(name, "conj")
    joint.hang(name, "cc")
    for word in behind:
        word.hang(other, "compound")


def _restore_other_office(name: Token) -> None:
    """Hangs a person who is read as an adverbial, or as a second object, on the office before: "by the UN
    envoy for Peru, [former President X]", "paid a call on the Chairman of the Party (PP), [X] on Monday".
    """
    edge = name.left_edge
    comma = edge.i if edge.text == "," else edge.i - 1
    if comma < 1 or name.doc[comma].text != ",":
        return
    last = name.doc[comma - 1]
    above = (t for t in (last, *last.ancestors) if t.right_edge.i == last.i and is_title(t))
    office = next(above, None)
    if office is None or office.tag_ not in {"NN", "NNP"} or office.dep_ not in {"pobj", "dobj"}:
        return
    if not any(t.ent_type_ == "PERSON" for t in office.subtree):
        name.hang(office, "appos")


def _restore_also(people: Token) -> None:
    """Lists people with those a meeting is with: "talks with X, as well as [the ministers of A and B]"."""
    meeting, at = people.head, people.left_edge.i
    if meeting.pos_ != "NOUN" or [t.lower_ for t in people.doc[max(0, at - 3) : at]] != ["as", "well", "as"]:
        return
    somebody = group_class(people) or is_title(people)
    if not somebody or not names_meeting(meeting):
        return
    with_ = next((c for c in meeting.rights if c.lower_ == "with" and c.i < at), None)
    partner = next((c for c in with_.rights if c.dep_ == "pobj"), None) if with_ is not None else None
    if partner is not None:
        people.hang(partner, "conj")


def _loose(person: Token) -> bool:
    """Whether a person is read as an adverbial, a second object, or as what a meeting is called."""
    dep = person.dep_
    if dep == "dobj":
        return any(c.dep_ == "dobj" and c.i < person.i for c in person.head.rights)
    return dep == "npadvmod" or (dep == "appos" and names_meeting(person.head))


def _restore_charge(name: Token) -> None:
    """Parts a person from the place of which they have charge: "[the minister for Europe] [X] met Y", where
    "Europe" is read as a first name, or "X" as whose word the office is.
    """
    if name.dep_ == "pobj":
        prep, office = name.head, name.head.head
        places = [c for c in name.lefts if c.i == prep.i + 1 and c.dep_ in {"compound", "nmod"}]
        place = places[0] if places and places[0].ent_type_ in _PLACES else None
        if place is None or prep.lower_ not in {"for", "to"} or not is_title(office):
            hang_on_post(name)
            return
        of_another = any(is_title(t) for t in name.doc[place.i : name.i])
        if place.i < name.i and office.i < prep.i and not of_another:
            place.hang(prep, "pobj")
            name.hang(office, "appos")
        return
    office = next((c for c in name.lefts if c.dep_ == "nmod" and is_title(c)), name)
    charge = next((c for c in office.rights if c.lower_ in {"for", "to"} and c.dep_ == "prep"), None)
    if office is not name and charge is not None:
        office.hang(name.head, name.dep_)
        name.hang(office, "appos")


_PLACES = frozenset({"GPE", "LOC"})
