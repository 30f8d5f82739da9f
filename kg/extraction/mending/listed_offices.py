"""Lists of offices that the parser takes apart.

"Met the king of A, [the emir of B] and the leader of C" is read as if the emir were the king, "met the aide
of A, the head of the council, [and leaders of parties]" as if the leaders were something that somebody does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.actors.group_countries import group_class
from kg.extraction.mending.misread_towns import restore_land
from kg.extraction.names.title_heads import is_title
from kg.extraction.tokens.counterparts import is_equal

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc, Span
    from kg.extraction.tokens.frozen_token import Token

_OF = frozenset({"of", "to", "for"})
_LAND = frozenset({"NORP", "GPE"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_BELOW = frozenset({"appos", "conj", "pobj", "dobj", "prep"})


def restore_members(token: Token) -> None:
    """Lists with each other whom one meets, where the parser takes one for another, in place."""
    restore_office(token)
    restore_kin(token)
    restore_equal(token)
    restore_last(token)


def restore_office(token: Token) -> None:
    """Joins an office to the one before it in a list: "the king of A, [the emir of B] and the leader of C".

    So without "of", where the two are of two states: "the Peruvian minister, [Chilean minister] and X". Not
    what only says who somebody is: "met the king of A, the president of the council". A land behind a town
    is set right first: "in Lima, Peru, [X and Y] agreed".
    """
    restore_land(token)
    if token.dep_ == "appos" and (_is_further(token) or _is_another(token)):
        token.hang(token.head, "conj")
        return
    if token.dep_ != "appos" or not (is_title(token) and token.pos_ in _NOUNS):
        return
    comma = token.left_edge.i - 1
    if comma < 1 or token.doc[comma].text != ",":
        return
    before = token.doc[comma - 1]
    first = next((t for t in (before, *before.ancestors) if t.i < token.i and _is_office(t)), None)
    if first is None or token in first.ancestors:
        return
    listed = _is_office(token) and _lists_office(token) and _ends_list(first, token)
    if listed or _of_two_states(first, token) or (_is_office(token) and _lists_last(token)):
        token.hang(first, "conj")
        if first.dep_ == "appos":
            restore_office(first)  # of four the second, now that the third goes on the list


def restore_called(doc: Doc) -> None:
    """Lists with each other offices without names that are called present, in place: "Present were the
    foreign minister, [the director of the press office] and [Chile's ambassador]"; not "Present was the
    foreign minister, the king's brother".
    """
    for said in doc.having({"present", "attended"}):
        along = (said, said.head, *said.children)
        lower = {"were", "was"} if said.lower_ == "present" else {"by"}
        opened = next((t for t in along if t.lower_ in lower and t.i > said.i), None)
        if opened is None or said.i > said.sent.start + 2 + 20 * (said.lower_ == "attended"):
            continue
        words = doc[opened.i + 1 : said.sent.end]
        nouns = [t for t in words if t.pos_ == "NOUN" and (is_title(t) or group_class(t) == "delegation")]
        row = [t for t in nouns if t.left_edge.i in {opened.i + 1, *_behind_joints(words)}]
        if len(row) > 2 and not any(t.ent_type_ == "PERSON" for t in words):
            for other in row[1:]:
                if row[0] not in other.subtree:
                    other.hang(row[0], "conj")


def _behind_joints(words: Span) -> set[int]:
    """The places behind commas and "and"."""
    return {t.i + 1 for t in words if t.text == "," or t.lower_ == "and"}


def _ends_list(first: Token, token: Token) -> bool:
    """Whether nothing but further offices follows on the first: "among the king of A, [emir of B], premier of
    C and president of D", where the parser joins the last to the first.
    """
    rest = (c for c in first.rights if c.i > token.right_edge.i)
    return all(c.dep_ in {"cc", "punct"} or (c.dep_ == "conj" and _is_office(c)) for c in rest)


def _is_further(name: Token) -> bool:
    """Whether a name with another office goes on with a list: "Peruvian and Chilean ministers, [UN chief X]
    and President Y"; not "two ministers, Foreign Minister X and Minister Y", which says who they are.
    """
    people, last = name.head, next((c for c in name.rights if c.dep_ == "conj"), None)
    if people.tag_ != "NNS" or people.lemma_ not in _RANKED or last is None:
        return False
    offices = [_titles(name), _titles(last)]
    apart = all(own and people.lemma_ not in own for own in offices)
    return apart and {name.ent_type_, last.ent_type_} == {"PERSON"}


def _is_another(name: Token) -> bool:
    """Whether a name with an office of its own stands behind another person's: "met Chile's minister X, newly
    elected [Bolivian President Y] and Z"; not "President X, Ana X's husband".
    """
    person = name.head
    both = name.ent_type_ == person.ent_type_ == "PERSON" and name.lower_ != person.lower_
    whole = all(
        any(c.ent_type_ == "PERSON" and c.dep_ == "compound" for c in t.lefts) for t in (name, person)
    )
    comma = name.doc[name.left_edge.i - 1].text == ","
    known = bool(_titles(person)) or any(c.dep_ == "poss" for c in person.lefts)
    alone = sum(c.dep_ == "nsubj" for c in person.head.lefts) < 2  # "with A, B, C, D said"
    after = [t for t in name.doc[name.i + 1 : name.i + 3] if t.text != ","][:1]
    speaks = any(t.pos_ in {"VERB", "AUX"} for t in after)  # "will meet X, spokeswoman Y told the press"
    alone = alone and not speaks and any(c.dep_ == "conj" for c in name.rights)
    return both and whole and comma and known and alone and bool(_titles(name))


def _titles(name: Token) -> list[str]:
    return [c.lemma_.lower() for c in name.lefts if is_title(c)]


_RANKED = frozenset("minister president ambassador premier chancellor king negotiator".split())


def restore_last(token: Token) -> None:
    """Joins the last of a list to those whom one meets, not to the verb: "met the king of A, the emir of B,
    [and leaders of parties]".
    """
    verb = token.head
    if token.dep_ != "conj" or verb.pos_ != "VERB" or not _is_last(token, verb):
        return
    whom = _met(verb, token)
    if whom is not None:
        first = token.left_edge.i
        for joint in [
            c for c in verb.rights if c.dep_ in {"cc", "punct"} and whom.right_edge.i < c.i < first
        ]:
            joint.hang(whom)
        token.hang(whom, "conj")


def restore_further(token: Token) -> None:
    """Joins an office to those whom one meets, not to the verb: "met with the king of A; [the emir of B]; and
    leaders of parties", "met President X of A, [the envoy of B], and Y".
    """
    restore_equal(token)
    verb = token.head
    apart = token.left_edge.i > 1 and token.doc[token.left_edge.i - 1].text in {",", ";"}
    if verb.pos_ != "VERB" or token.i < verb.i or not (apart and token.pos_ in _NOUNS and _is_office(token)):
        return
    whom = _met(verb, token)
    if whom is not None and _is_somebody(whom):
        token.hang(whom, "conj")


def restore_kin(token: Token) -> None:
    """Lists with a person whom he has to do with, where both have names: "met President X, [his predecessor],
    Y, and Z"; not "met President X, his host, in Lima", which X may be, nor "met X, his host, [Y] and Z".
    """
    whose = token.dep_ == "appos" and any(c.tag_ == "PRP$" for c in token.lefts)
    if not whose or token.lemma_ not in _KIN or token.head.ent_type_ != "PERSON":
        return
    for other in [c for c in token.rights if c.dep_ == "conj" and c.ent_type_ == "PERSON"]:
        other.hang(token.head, "conj")
    named = (c for c in token.rights if c.dep_ == "appos" and c.pos_ == "PROPN")
    if any(n.ent_type_ == "PERSON" or any(c.ent_type_ == "PERSON" for c in n.subtree) for n in named):
        token.hang(token.head, "conj")


def restore_equal(name: Token) -> None:
    """Takes a name for that of a counterpart, not of where he is from: "her counterpart from Peru, [Luis
    Soto], met her".
    """
    comma = name.left_edge.i - 1
    if comma < 3 or name.ent_type_ != "PERSON" or name.doc[comma].text != ",":
        return
    word = name.doc[comma - 1]
    while word.dep_ == "pobj" and word.head.lower_ in {"of", "from", "at"} and 0 < word.head.i < word.i:
        word = word.head.nbor(-1)
    if word.i < comma - 1 and is_equal(word) and word not in name.subtree:
        name.hang(word, "appos")


_KIN = frozenset("host predecessor successor deputy colleague counterpart guest wife husband spouse".split())


def _met(verb: Token, last: Token) -> Token | None:
    """Whom somebody meets right before the last of a list: an office, a person or people; else ``None``."""
    whom = next((c for c in verb.rights if c.dep_ == "dobj" and c.i < last.i), None)
    for with_ in (c for word in (verb, whom) if word is not None for c in word.rights if c.lower_ == "with"):
        whom = next((c for c in with_.rights if c.dep_ == "pobj"), whom)
    if whom is None or not _is_somebody(whom) or whom.i > last.i:
        return None
    between = last.doc[whom.right_edge.i + 1 : last.left_edge.i]
    return whom if all(t.text in {",", ";", "and", "&"} for t in between) else None


def _is_last(token: Token, verb: Token) -> bool:
    """Whether a noun that is read as joined to a verb ends a list of people: "and leaders of parties"."""
    first = token.left_edge.i
    joined = token.i > verb.i and first > 1 and token.doc[first - 1].lower_ == "and"
    own = any(c.dep_ in {"nsubj", "aux", "cop", "acl"} for c in token.children)
    return joined and not own and token.pos_ in _NOUNS and _is_somebody(token)


def _is_somebody(noun: Token) -> bool:
    """Whether a noun is of people: a person, an office, "leaders of parties"."""
    return noun.ent_type_ == "PERSON" or is_title(noun) or group_class(noun) is not None


def _is_office(noun: Token) -> bool:
    """Whether a noun is an office of something: "king" of "the king of A", "envoy" of "envoy to B and C"."""
    of = any(c.lower_ in _OF and c.dep_ == "prep" for t in (noun, *_general(noun)) for c in t.rights)
    return (of or _land(noun) is not None) and noun.pos_ in _NOUNS and is_title(noun)


def _general(noun: Token) -> list[Token]:
    """The word behind an office that is part of it: "general" of "the director general of the agency"."""
    return [c for c in noun.rights if c.i == noun.i + 1 and c.lower_ == "general"]


def _land(noun: Token) -> str | None:
    """Whose office it is by an adjective or a possessive: "Peruvian minister", "Peru's minister"."""
    own = (c for c in noun.lefts if c.ent_type_ in _LAND and c.dep_ in {"amod", "poss", "compound", "nmod"})
    return next((c.lower_ for c in own), None)


def _land_behind(noun: Token) -> str | None:
    """Whose office it is by "of": "minister of foreign affairs of Peru"; not "ambassador to Peru"."""
    while (of := next((c for c in noun.rights if c.lower_ == "of"), None)) is not None:
        inner = next((c for c in of.rights if c.dep_ == "pobj"), None)
        if inner is None or inner.ent_type_ == "GPE":
            return None if inner is None else inner.lower_
        noun = inner
    return None


def _of_two_states(first: Token, second: Token) -> bool:
    """Whether two offices are of two states, so that nobody has both."""
    lands = _land(first) or _land_behind(first), _land(second) or _land_behind(second)
    return None not in lands and lands[0] != lands[1]


def _lists_office(noun: Token) -> bool:
    """Whether "and" and another office follow an office: "the emir of B and the leader of C"."""
    return any(c.dep_ == "conj" and _is_office(c) and c.i > noun.i for c in noun.rights)


def _lists_last(noun: Token) -> bool:
    """Whether the last of a list follows that is read as joined to the verb: "the emir of B, and leaders"."""
    top: Token = noun.head
    while top.dep_ in _BELOW and top.pos_ != "VERB" and top.head is not top:
        top = top.head
    behind = (c for c in top.rights if c.dep_ == "conj" and c.i > noun.i) if top.pos_ == "VERB" else ()
    return any(_is_last(c, top) and c.left_edge.i - 3 <= noun.right_edge.i for c in behind)
