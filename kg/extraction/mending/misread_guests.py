"""Guests, hosts and witnesses whom the parser hangs on other words, set right in place.

"Received in audience [envoys of Norway]", "welcomed her [visiting counterpart]", "was asked to mediate [by
X]": whom a verb is of, and by whom or in whose presence it was done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.names.title_heads import is_title
from kg.extraction.tokens.counterparts import is_counterpart, is_equal
from kg.extraction.triggers.receipts import BORNE
from kg.extraction.triggers.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_token import Token


def restore_agent(by: Token) -> None:
    """Hangs what "by" names on the verb that it is of: who came by whom, and who appointed somebody; and what
    somebody hands over on what he brings.
    """
    if by.head.tag_ == "VBN" and by.head.lemma_ in _BRINGING:
        _restore_brought(by.head)
    if by.head.lower_ == "assisted" and by.head.tag_ == "VBN":
        _restore_assisted(by.head, by)
    if by.dep_ != "agent" and by.head.dep_ == "dobj" and by.head.head.dep_ == "xcomp":
        _restore_appointer(by)
    else:
        _restore_by(by)


def _restore_assisted(verb: Token, by: Token) -> None:
    """Makes who assists somebody at talks one who accompanies him: "X was assisted by Ambassador Y"; not "the
    police, assisted by the army".
    """
    whom = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), verb.head if verb.dep_ == "acl" else None)
    who = next((c for c in by.rights if c.dep_ == "pobj"), None)
    people = [t for t in (whom, who) if t is not None and t.pos_ == "PROPN" and t.ent_type_ == "PERSON"]
    if len(people) > 1:
        verb.lemma_ = "accompany"


def _restore_brought(brings: Token) -> None:
    """Hangs by whom a message is brought on it, not on who sent it: "received a message from the king,
    [delivered by X]".
    """
    got = next((t for t in brings.ancestors if t.pos_ == "VERB"), brings)
    thing = next((c for c in got.rights if c.dep_ == "dobj" and c.lemma_.lower() in BORNE), None)
    if got.lemma_ in {"receive", "send"} and thing is not None and thing.i < brings.i:
        brings.hang(thing, "relcl" if brings.dep_ == "relcl" else "acl")


_BRINGING = frozenset("deliver hand convey carry bring present transmit".split())


def restore_partner(with_: Token) -> None:
    """Hangs with whom a meeting was on the verb, not on the house where it was, or the event beside which:
    "held talks on Monday at the palace [with President X]", "on the sidelines of a summit [with X]"; not
    "held talks at the palace with the red roof".
    """
    if with_.head.lemma_ in _DESCRIBING:
        _restore_described(with_)
        return
    house, at = with_.head, with_.head.head
    of = next((c for c in house.rights if c.lower_ == "of" and c.i < with_.i), None)
    if of is not None and house.lemma_ in _LENGTHS:
        talks = next((c for c in of.rights if c.dep_ == "pobj" and names_meeting(c)), None)
        if talks is not None:
            with_.hang(talks)  # "an hour [of talks in Lima] with President X"
        return
    if house.dep_ == "appos" and at.dep_ == "pobj":
        at = at.head  # "in the White House [living quarters]"
    if at.head.lemma_ in _MEETING and at.lower_ in _WHERE and not names_meeting(house):
        pass  # "met for a second time with X", "met in a tent outside Lima with X"
    elif at.lower_ == "of" and at.head.lemma_.lower() in _BESIDE and at.head.dep_ == "pobj":
        at = at.head.head
    elif house.lemma_.lower() in _BESIDE and house.dep_ == "pobj":
        pass
    elif house.dep_ != "pobj" or house.lemma_.lower() not in _HOUSES or at.lower_ not in {"at", "in"}:
        return
    if at.head.pos_ == "ADV" and at.head.head.lemma_ in _MEETING:
        at = at.head  # "met a short way off at the palace with X"
    partner = next((c for c in with_.rights if c.dep_ == "pobj"), None)
    known = partner is not None and (is_title(partner) or is_counterpart(partner))
    person = partner is not None and (partner.ent_type_ == "PERSON" or known)
    event = names_meeting(at.head) or (at.head.pos_ == "VERB" and at.head.lemma_ not in _ALONE)
    if person and event and at.head.i < at.i:
        with_.hang(at.head)


def _restore_described(with_: Token) -> None:
    """Hangs with whom talks were on the talks, and where and when they were, not on who tells how they went:
    "described talks [here Saturday with X] as useful"; not "described the talks with relief".
    """
    verb = with_.head
    talks = next((c for c in verb.rights if c.dep_ == "dobj" and c.i < with_.i), None)
    partner = next((c for c in with_.rights if c.dep_ == "pobj"), None)
    if talks is None or partner is None or not names_meeting(talks):
        return
    known = partner.ent_type_ in {"PERSON", "GPE", "ORG"} or is_title(partner) or is_counterpart(partner)
    between = [c for c in verb.rights if talks.i < c.i < with_.i]
    if known and all(c.dep_ in {"npadvmod", "advmod", "prep"} for c in between):
        for word in (*between, with_):
            word.hang(talks)


_DESCRIBING = frozenset("describe praise hail call characterise characterize term dub welcome label".split())


def restore_staged(clause: Token) -> None:
    """Hangs by whom talks are staged on the talks: "talks between X and Y, [brokered by Z]", read as of Y;
    "the talks took place in Oslo today, [chaired by Z]", read as of "took";
    "talks in Oslo on Monday [mediated by Z]", read as of Monday or of "held"; "a meeting between Peruvian
    and Chilean ministers [hosted by Z]", read as if Z hosted the ministers.
    """
    side = clause.head
    by = any(c.dep_ == "agent" for c in clause.rights)
    if clause.lemma_ not in _STAGING or clause.left_edge.i == 0:
        return
    apart = clause.doc[clause.left_edge.i - 1].text == ","
    if side.pos_ == "VERB" and by and apart:
        event = next((c for c in side.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    elif side.pos_ == "VERB" and by:
        event = next((c for c in side.rights if c.dep_ == "dobj" and c.i < clause.i), None)
    elif side.pos_ == "PROPN" and (apart or (by and side.ent_type_ in {"DATE", "GPE"})):
        event = next((t for t in side.ancestors if t.pos_ == "NOUN"), None)
    elif side.tag_ == "NNS" and by and side.dep_ in {"pobj", "conj"} and not names_meeting(side):
        sides = (t for t in side.ancestors if t.lower_ in {"between", "of", "with"})
        event = next((t.head for t in sides), None)
    else:
        return
    if event is not None and event.i < clause.i and names_meeting(event):
        clause.hang(event, "acl")


_STAGING = frozenset(
    "broker mediate host co-host facilitate chair co-chair moderate sponsor convene organise organize".split()
)
_MEETING = frozenset("meet confer huddle".split())
_WHERE = frozenset("at in for inside outside near aboard".split())
_ALONE = frozenset("speak say tell appear announce".split())
"""Verbs of one beside whom another may only stand: "spoke at the palace with X by her side"."""
_LENGTHS = frozenset("minute hour day week month round".split())
_BESIDE = frozenset({"sideline", "margin", "fringe"})
_HOUSES = frozenset(
    """
    palace headquarters lounge hotel residence office villa ministry embassy airport resort house mansion
    lodge castle building centre center compound complex retreat guesthouse base headquarter border
    frontier checkpoint
    """.split()
)
_APPOINTING = frozenset("appoint name choose pick task ask invite designate select".split())


def _restore_appointer(by: Token) -> None:
    """Hangs who appointed somebody, and when, on that: "was asked to mediate the talks [by X in March]"."""
    doing = by.head.head
    chosen = doing.head
    passive = any(c.dep_ == "auxpass" for c in chosen.lefts) and chosen.tag_ == "VBN"
    if chosen.lemma_ not in _APPOINTING or not passive or any(c.dep_ == "agent" for c in chosen.rights):
        return
    after = [c for c in doing.rights if c.dep_ == "prep" and c.i > by.i]
    for word in (by, *after):
        word.hang(chosen, "agent" if word is by else "prep")


def restore_received(audience: Token) -> None:
    """Parts whom somebody received from "in audience": "received in audience [envoys of Norway]"."""
    guest = audience.head if audience.dep_ == "compound" else None
    into = audience.doc[audience.i - 1] if audience.i else audience
    verb = into.head
    if into.lower_ != "in" or into.dep_ != "prep" or verb.lemma_ not in _GRANTING:
        return
    if guest is not None and guest.head is into:
        guest.hang(verb, "dobj")
        audience.hang(into, "pobj")
    elif audience.head is into and not any(c.dep_ == "dobj" for c in verb.rights):
        for named in [c for c in verb.rights if c.dep_ == "npadvmod" and c.ent_type_ == "PERSON"]:
            named.hang(verb, "dobj")


_GRANTING = frozenset({"receive", "greet"})


def _restore_by(by: Token) -> None:
    """Hangs who makes a journey on the journey, not on a verb that is not passive: "the talks follow on the
    heels of a visit to Lima [by X]".
    """
    if by.dep_ == "prep" and by.head.dep_ == "pobj":
        _restore_company(by)
    if by.dep_ != "agent" or by.head.tag_ not in {"VBZ", "VBP", "VBD"} or by.head.i > by.i:
        return
    verb = by.head
    if any(c.dep_ == "auxpass" for c in verb.lefts):
        return
    between = reversed(by.doc[verb.i + 1 : by.i])
    journey = next((t for t in between if t.lemma_ in JOURNEYS and t.pos_ == "NOUN"), None)
    if journey is not None and journey.right_edge.i == by.i - 1:
        by.hang(journey, "prep")


def _restore_company(by: Token) -> None:
    """Hangs who receives or comes along on the verb, not on the journey: "was received on arrival [by X]",
    "is accompanied on her visit [by Minister X]", "was accompanied to the talks [by X]"; not on one that
    another makes: "spoke on a visit by X".
    """
    journey = by.head
    verb = journey.head.head
    passive = verb.tag_ == "VBN" and (verb.dep_ == "acl" or any(c.dep_ == "auxpass" for c in verb.lefts))
    whose = any(c.lower_ in {"a", "an"} for c in journey.lefts)
    on_way = journey.head.lower_ in _ON_WAY or (journey.head.lower_ == "to" and verb.lemma_ == "accompany")
    if on_way and verb.lemma_ in _SEEING and passive and not whose:
        by.hang(verb, "agent")


_ON_WAY = frozenset("on upon at during in".split())
_SEEING = frozenset("receive welcome greet meet accompany join".split())


def restore_witnessed(presence: Token) -> None:
    """Hangs who is received on the verb, not on who is present, or for whom it is done: "received, in the
    presence of X, [Minister Y]", "received on behalf of X, [Minister Y]"; not "received Y in the presence of
    X, the premier".
    """
    verb = presence.head.head
    of = next((c for c in presence.rights if c.lower_ == "of"), None)
    if of is None or verb.lemma_ not in _BEFORE_WITNESS or verb.pos_ != "VERB":
        return
    guest = next((c for c in verb.children if c.dep_ in {"dobj", "auxpass"}), None)
    witness = next((c for c in of.rights if c.dep_ == "pobj"), None)
    if presence.lower_ == "behalf" and guest is not None and witness is not None and is_title(witness):
        _restore_behalf(verb, witness, guest)
        return
    behind = [] if witness is None else [c for c in witness.rights if c.dep_ in {"appos", "conj"}]
    behind = [c for c in behind if c.ent_type_ == "PERSON" or is_title(c)]
    if not behind or presence.head.i < verb.i:
        return
    if guest is not None and behind[-1].right_edge.i + 1 == guest.i - sum(1 for _ in guest.lefts):
        behind[-1].hang(guest, "compound")  # "the visiting Omani minister | X"
    if guest is not None or behind[0].doc[behind[0].left_edge.i - 1].text != ",":
        return
    behind[0].hang(verb, "dobj")
    for name in behind[1:]:
        name.hang(behind[0])


def _restore_behalf(verb: Token, office: Token, name: Token) -> None:
    """Takes for whom somebody is received for the holder of the office before it: "received on behalf of the
    Secretary-General, [X], the ambassador of Peru, Y", read as if X was received.
    """
    guest = next((c for c in name.rights if c.dep_ == "appos" and is_title(c)), None)
    comma = name.doc[name.left_edge.i - 1].text
    if guest is not None and comma == "," and name.left_edge.i - 2 <= office.right_edge.i:
        name.hang(office, "appos")
        guest.hang(verb, "dobj")


def restore_named(people: Token) -> None:
    """Hangs the names of those met on the noun that counts them, not on the verb: "met three leaders,
    [Chancellor X, President Y and Z]", "met the leaders of the region: [X and Y]"; not "met the leaders, X
    said".
    """
    before, doc = people.head, people.doc
    for from_ in doc[people.i + 1 : people.i + 2]:
        if from_.lower_ == "from" and from_.head.pos_ == "VERB" and is_equal(people):
            from_.hang(people, "prep")  # "met her colleagues [from the region]: X and Y"
    last = people.i if doc[people.i + 1 : people.i + 2].text == "," else people.right_edge.i
    joint = doc[last + 1 : last + 2].text
    verb = before.head if people.dep_ == "pobj" and before.dep_ == "prep" else before
    if people.dep_ not in {"dobj", "pobj"} or joint not in {",", ":"} or verb.pos_ != "VERB":
        return
    if joint == "," and last != people.i:
        return
    name = next((c for c in verb.rights if c.i > last + 1 and c.dep_ != "punct"), None)
    if name is None or name.dep_ not in {"npadvmod", "dobj", "dep"} or name.ent_type_ != "PERSON":
        return
    if name.left_edge.i == last + 2 and any(c.dep_ == "conj" for c in name.rights):
        name.hang(people, "appos")


PEOPLE = frozenset("leaders presidents ministers officials envoys diplomats counterparts colleagues".split())
_BEFORE_WITNESS = frozenset("receive meet welcome host".split())


def is_somebody(word: Token) -> bool:
    """Whether a word before a noun names a person, or an office: "the French ambassador"."""
    return word.ent_type_ == "PERSON" or (word.pos_ == "NOUN" and is_title(word))


JOURNEYS = frozenset({"visit", "trip", "tour", "journey", "stop", "stopover"})


def restore_echo(did: Token) -> None:
    """Lists who is told to do likewise with who does so: "A took part, as did [B]", "the talks were attended
    by A, as was [B]"; not "A met B, as did C", who may have met apart.
    """
    verb = did.head
    if did.dep_ != "advcl" or verb.lemma_ not in _JOINING or did.i == 0 or did.doc[did.i - 1].lower_ != "as":
        return
    behind = (c for c in did.rights if c.dep_ in {"nsubj", "attr"})
    other = next((c for c in behind if c.left_edge.i == did.i + 1), None)
    by = (o for c in verb.rights if c.dep_ == "agent" for o in c.rights if o.dep_ == "pobj")
    subjects = (c for c in verb.lefts if c.dep_ == "nsubj")
    first = next(subjects if did.lower_ == "did" else by, None)
    if other is None or first is None or (verb.lemma_ == "take" and not _takes_part(verb)):
        return
    other.hang(first, "conj")


def _takes_part(verb: Token) -> bool:
    return any(c.lower_ == "part" and c.dep_ == "dobj" for c in verb.rights)


_JOINING = frozenset("attend participate take join visit arrive come travel".split())
