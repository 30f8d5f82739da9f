"""Words that stand for a noun whatever the tagger says: gerunds, adjectives alone, words cut at hyphens."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.absences import nobody_does
from kg.extraction.triggers.coming_about import comes_about


def adjective_alone(token: Token) -> bool:
    """Whether what the parser reads as an adjective stands for a noun: "down for a bilateral with X"."""
    return token.pos_ == "ADJ" and token.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass"}


def is_gerund(token: Token) -> bool:
    """Whether what the tagger takes for a participle is a noun: "its one-day sitting was attended by X",
    "will have meeting with X".
    """
    inside = token.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass", "attr"}
    had = token.dep_ == "dobj" and token.head.lemma_ == "have" and token.head.i < token.i
    return token.tag_ == "VBG" and inside and (had or any(c.dep_ in {"det", "poss"} for c in token.lefts))


def hyphenated(token: Token) -> str | None:
    """The word that ends with this token and was cut at hyphens: "sit-down", "tête-à-tête"; none where it
    only says how people met: "spoke one-on-one".
    """
    first = token.i
    while first >= 2 and token.doc[first - 1].text == "-" and not token.doc[first - 1].whitespace_:
        first -= 2
    verb = token.doc[first].head
    if verb.pos_ == "VERB" and verb.lemma_ in _SPEAKING and not any(True for _ in token.doc[first].lefts):
        return None
    return token.doc[first : token.i + 1].text.lower() if first < token.i else None


_SPEAKING = frozenset("speak talk meet confer converse sit".split())


def head_of_hyphenated(last: Token, joined: str) -> Token:
    """The part of a hyphenated word on which the others hang: the first "one" of "one-on-ones"."""
    first = last.doc[last.i - 2 * joined.count("-")]
    return first if first.is_ancestor(last) else last


def says_rank(whose: Token) -> bool:
    """Whether a possessive only says of what rank a meeting is: "held a [Foreign Ministers'] Meeting with X";
    not in "the ASEAN Foreign Ministers' Meeting with X". So it is in a name: "the Annual Leaders' Retreat",
    and of one in a row: "held [their 8th leaders'] retreat"; not "their leaders' retreat".
    """
    noun, words = whose.head, [c for c in whose.lefts if c.dep_ != "case"]
    if whose.tag_ in {"NNS", "NNPS"} and any(c.lower_ == "their" for c in words):
        return any(c.lower_ in _IN_A_ROW or c.ent_type_ == "ORDINAL" for c in words)
    if whose.text in _AT_THE_TOP and noun.text[:1].isupper():
        return not any(t.ent_type_ in {"GPE", "NORP", "ORG"} for c in words for t in c.subtree)
    plain = whose.tag_ == "NNPS" and any(c.lower_ in {"a", "an"} for c in words)
    plain = plain and not any(c.ent_type_ in {"GPE", "NORP", "ORG"} for c in words)
    return plain and any(c.lower_ in {"with", "between"} for h in (noun, noun.head) for c in h.rights)


_IN_A_ROW = frozenset({"annual", "yearly", "regular", "biennial"})
_AT_THE_TOP = frozenset({"Leaders", "Officials"})
_OF_A_BODY = frozenset("member secretariat secretary-general charter headquarters".split())


def has_members(noun: Token) -> bool:
    """Whether a noun that could be a meeting names a body, "members of the Conference on the Lakes", or what
    an envoy is for: "the special representative for Dialogue between Peru and Chile".
    """
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"of", "for"}:
        return False
    return noun.head.head.lemma_.lower() in (_OF_A_BODY if noun.head.lower_ == "of" else _SENT_FOR)


_SENT_FOR = frozenset("envoy representative coordinator co-ordinator adviser advisor rapporteur".split())


def is_related(noun: Token) -> bool:
    """Whether a noun only adds what goes with a meeting: "the summit and [related meetings]"; not "held
    trade-related talks".
    """
    related = any(c.lower_ == "related" and c.dep_ in {"amod", "compound"} for c in noun.lefts)
    return related and noun.dep_ == "conj" and noun.tag_ in {"NNS", "NNPS"}


def told_of_once(noun: Token) -> bool:
    """Whether somebody has what a noun means, once: "had an interaction", "during the interaction"; more than
    once only with somebody: "held separate interactions with the ministers"; not "had interactions online".
    """
    had = noun.dep_ == "dobj" and noun.head.lemma_ in _HAD
    if noun.tag_ == "NNS":
        return had and any(c.lower_ == "with" for c in (*noun.rights, *noun.head.rights))
    at = noun.dep_ == "pobj" and noun.head.lower_ in _AT
    said = any(c.dep_ in {"det", "poss"} for c in noun.lefts)
    return said and (had or at or noun.dep_ in {"nsubj", "nsubjpass"})


_HAD = frozenset("have hold take begin open end attend join arrange schedule plan".split())
_AT = frozenset("during at after before following in".split())


def is_furniture(noun: Token) -> bool:
    """Whether people sit at it: "sat down at a round table"; not "held a round table"."""
    if noun.dep_ != "pobj":
        return False
    seated = noun.head.lower_ in {"at", "about"} and noun.head.head.lemma_ in {"sit", "seat", "place"}
    return seated or noun.head.lower_ in {"across", "around", "round"}


def is_house(noun: Token) -> bool:
    """Whether a retreat is a house to which somebody withdraws: "at the presidential retreat at Camp David",
    "in his seaside retreat"; not "at a retreat in Oslo", "their annual retreat", nor to draw back "from" it.
    """
    whose = [c for c in noun.lefts if c.dep_ in {"amod", "compound", "poss", "nmod"}]
    lent = any(c.lemma_.lower() in _LODGED for c in whose) or any(c.lower_ in {"his", "her"} for c in whose)
    there = noun.dep_ == "pobj" and noun.head.lower_ in {"at", "to", "in", "from", "near"}
    left = any(c.lower_ == "from" for c in noun.rights if c.dep_ == "prep")
    return (there and lent) or left


_LODGED = frozenset(
    "presidential president premier king queen royal papal mountain mountaintop country countryside seaside "
    "lakeside hillside island ranch rural private holiday summer winter weekend".split()
)


def is_no_event(noun: Token) -> bool:
    """Whether a noun that could be a meeting is a body, an affair at home, goes with another, or is nowhere
    on record.
    """
    return has_members(noun) or is_at_home(noun) or is_related(noun) or _is_unrecorded(noun)


def _is_unrecorded(noun: Token) -> bool:
    """Whether nobody knows of such an event: "no handshake between X and Y was recorded", "no contact with X
    has been reported", "no talks have been held since May", "no envoy had held a meeting with X"; not "no
    meeting with X was planned", nor "no progress was reported at the talks".
    """
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in _HAVING:
        return nobody_does(verb) and all(c.lower_ not in {"the", "these", "those"} for c in noun.lefts)
    if noun.dep_ not in {"nsubj", "nsubjpass"} or all(c.lower_ != "no" for c in noun.lefts):
        return False
    so_far = comes_about(verb) and verb.tag_ == "VBN" and any(c.lower_ in {"has", "have"} for c in verb.lefts)
    return so_far or (noun.dep_ == "nsubjpass" and verb.lemma_ in _RECORDING)


_HAVING = frozenset("hold have conduct pay make".split())
_RECORDING = frozenset("record report register note observe see notice witness document photograph".split())


def is_at_home(noun: Token) -> bool:
    """Whether a meeting is of a body of the own state, no affair of others: "a meeting of the cabinet", "of
    his National Security Council", "of her Union Party"; not "of the Security Council". "A meeting of minds"
    is none.
    """
    bodies = clauses.prepositional(noun, "of")
    if any(b.lower_ == "party" and any(c.tag_ == "PRP$" for c in b.lefts) for b in bodies):
        return True
    national = any(b.lower_ == "council" and any(c.lower_ == "national" for c in b.lefts) for b in bodies)
    return national or any(b.lower_ in _AT_HOME for b in bodies)


_AT_HOME = frozenset("cabinet parliament congress knesset bundestag duma senate minds".split())


def of_a_third(noun: Token) -> bool:
    """Whether diplomacy between two is a third's, not that of leaders who visit each other: "began shuttle
    diplomacy between Peru and Chile"; not "restored shuttle diplomacy between the two countries".
    """
    of = noun.dep_ == "pobj" and noun.head.lower_ == "of"
    over = noun.head.head if of else noun.head
    between = clauses.prepositional(noun, "between")
    mutual = not between or any(o.lemma_.lower() in _THEMSELVES for o in between)
    own = any(c.dep_ == "poss" for c in noun.lefts)
    return own or not (mutual and over.lemma_.lower() in _TAKING_UP)


_THEMSELVES = frozenset("leader country nation neighbour neighbor president premier".split())
_TAKING_UP = frozenset("resume restore revive resumption restoration revival".split())


def before_participle(word: Token, participles: frozenset[str]) -> bool:
    """Whether the word only leads or backs the talks: "U.N.-brokered", "the US-backed negotiations"."""
    after = word.doc[word.i + 1 : word.i + 3]
    joined = len(after) == 2 and after[0].text in "-–" and after[1].lower_ in participles
    return joined or any(word.lower_.endswith("-" + participle) for participle in participles)


def modifiers(token: Token) -> list[Token]:
    """The words that modify a noun from the left, those inside hyphenated ones included."""
    return [
        t
        for c in token.lefts
        if c.dep_ in {"amod", "compound", "nmod", "npadvmod", "nummod", "det", "punct"}
        for t in c.subtree
    ]


def over_region(noun: Token) -> bool:
    """Whether a journey goes over several places: "her swing through the Pacific", "a tour of the region",
    "her European tour"; not "her Peruvian tour", nor "accompanied the king on an African tour".
    """
    if noun.lemma_.lower() in {"tour", "swing"} and any(c.lower_ in _OF_AREAS for c in noun.lefts):
        return clauses.clause_of(noun).lemma_ != "accompany"
    area = clauses.prepositional(noun, "through", "across", "around", "of", "to")
    return any(o.ent_type_ == "LOC" or o.lemma_.lower() in _AREAS for o in area)


_OF_AREAS = frozenset(
    """
    european african asian american mideast regional continental caribbean pacific balkan gulf nordic baltic
    """.split()
)
_AREAS = frozenset("region capital continent state country nation".split())


SPONSORING = frozenset("led brokered mediated hosted facilitated".split())
BACKING = frozenset("backed sponsored supported".split())


def is_joint_panel(word: Token) -> bool:
    """Whether a word before a noun is a body of two sides: "a [Joint Cooperation Committee] meeting", "the
    [High-Level Cooperation Council] meeting"; not "a committee meeting", "a joint parliamentary committee
    meeting", "the National Security Council meeting".
    """
    if word.lower_ not in _PANELS:
        return False
    named = {t.lower_ for t in word.subtree}
    if "joint" in named:
        return named.isdisjoint({"parliamentary", "select", "congressional", "senate"})
    return word.text[:1].isupper() and not _BETWEEN_STATES.isdisjoint(_capitals_before(word))


def _capitals_before(word: Token) -> set[str]:
    """The words of a name before its last one: "high", "level" and "cooperation" of "High-Level Cooperation
    Council".
    """
    out, doc, i = set[str](), word.doc, word.i - 1
    while i >= word.sent.start and (doc[i].text[:1].isupper() or doc[i].text == "-"):
        out.add(doc[i].lower_)
        i -= 1
    return out


_BETWEEN_STATES = frozenset(
    "cooperation level partnership coordination intergovernmental association".split()
)
_PANELS = frozenset({"committee", "council", "board", "team"})


def brings_aid(noun: Token) -> bool:
    """Whether a gathering is to give to whom it is for: "a donors' conference for Yemen", not "a meeting for
    ministers", "a peace conference for Yemen".
    """
    return any(c.lemma_.lower() in _GIVING for c in noun.lefts)


_GIVING = frozenset("donor aid relief reconstruction recovery pledging humanitarian assistance".split())
