"""Verbs of seeing and telling: who saw another or told him something has met him, who saw a thing has not."""

from __future__ import annotations

from kg.extraction.arguments.contact import Contact, between_unlike
from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.verb_guards import dated


def sees(c: Contact) -> bool:
    """As in "President A saw Chancellor B on Sunday" and "the presidents saw each other in May", not "A saw B
    as a rival", "saw B leave" nor "saw no other way"; nor "A was seen by B", but "was seen separately by B".
    """
    if _perceives(c) or (clauses.is_passive(c.verb) and not _apart(c.verb)):
        return False
    people = [a for a in c.actors if a.kind == "person"]
    if _each_other(c):
        groups = [a for a in c.actors if a.plural]
        return bool(groups or len(people) >= 2) and all(a in c.diplomatic for a in (*people, *groups))
    seen = {i for o in clauses.objects(c.verb) for i in c.resolve(o)}
    teams = [a for a in c.actors if a.type == "actor-officials"]
    officials = any(a.id in seen or a.kind == "delegation" for a in teams)
    several = len(people) >= (1 if officials else 2)  # "saw envoys of Peru", "a team saw X"
    return bool(seen) and several and (len(c.principals) >= 2 or between_unlike(c))


def _apart(verb: Token) -> bool:
    """Whether those who are seen are seen one by one, or alone, by whom a passive names."""
    return bool(clauses.agent(verb)) and any(c.lower_ in _SINGLY for c in verb.children)


_SINGLY = frozenset("separately individually privately jointly".split())


def _perceives(c: Contact) -> bool:
    """Whether what is seen is how somebody is or what he does, or somebody is only "seen off"; not "X, as the
    minister said, will see Y", "will see Y as well", "as soon as Monday".
    """
    off = any(x.lower_ == "off" for o in (c.verb, *clauses.objects(c.verb)) for x in o.rights)
    told = any(x.dep_ in _WHAT and not (x.pos_ == "ADJ" and _each_other(c)) for x in c.verb.children)
    behind = (p for x in (c.verb, *c.verb.children) for p in x.children if p.i > c.verb.i)
    said = (p for p in behind if p.lower_ == "as" and p.doc[p.i + 1 : p.i + 2].text.lower() not in _ALSO)
    return off or told or any(p.nbor(-1).lower_ != "so" for p in said)  # "saw him so as to persuade him"


_ALSO = frozenset("well soon early planned expected scheduled part".split())
_WHAT = frozenset({"prt", "ccomp", "xcomp", "oprd"})


def _each_other(c: Contact) -> bool:
    """Whether those who see are those who are seen: "each other", "one another"."""
    said = {"each other", "one another"}
    seen = [o for o in clauses.objects(c.verb) if o.i > 0]
    parted = any(o.lower_ == "one" and o.i + 1 < len(o.doc) and o.nbor().lower_ == "another" for o in seen)
    return parted or any(f"{o.nbor(-1).lower_} {o.lower_}" in said for o in seen)  # "one [another time]"


def tells(c: Contact) -> bool:
    """As in "President A told Minister B on Friday that", of two states, said to be somewhere or on a day."""
    two = len(c.actors) == len(c.diplomatic) == 2 and all(a.kind == "person" for a in c.actors)
    said = c.factuality != "negated" and (dated(c.verb) or bool(c.arguments.places))
    return two and said and len(c.principals) >= 2
