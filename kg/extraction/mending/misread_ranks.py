"""People of a rank on whom the parser hangs too much or too little: "called for an EU leaders meeting" has
leaders who meet, and in "leaders of the bloc, who met in Oslo" it is the bloc that met. "The heads of the
panel, X and Y," are X and Y; "the Group of 20 summit" is a summit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.actors.group_countries import group_class
from kg.extraction.names.title_heads import is_title
from kg.extraction.triggers.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token


_JOINED = frozenset({"appos", "conj"})
_WORDS = frozenset({"meeting", "who", "group"})


_SHORT = {"pms": "premier", "fms": "minister", "dpms": "minister", "nsas": "adviser"}


def restore_ranks(doc: Doc) -> None:
    """Hangs such words where they belong, in place; "the FMs" are ministers."""
    for token in doc.having(_SHORT):
        if token.text[:-1].isupper() and token.text[-1] == "s":
            token.tag_, token.pos_, token.lemma_ = "NNS", "NOUN", _SHORT[token.lower_]
    for token in (t for t in doc if t.dep_ in _JOINED or t.lower_ in _WORDS):
        if token.lower_ == "meeting" and token.i:
            _restore_meeting(token)
            _restore_noun(token)
        elif token.lower_ == "who":
            _restore_people(token)
        elif token.dep_ in _JOINED and token.pos_ == "PROPN" and token.ent_type_ in {"PERSON", ""}:
            _restore_holders(token)
            _restore_offices(token)
            _restore_unlike(token)
        elif token.text == "Group":
            _restore_group(token)
        elif token.dep_ == "appos":
            _restore_third(token)
            if token.tag_ == "NNS":
                _restore_beside(token)


def _restore_meeting(token: Token) -> None:
    """Makes "meeting" what those before it do, not what they are from: "delegates from 70 nations | meeting
    in Oslo".
    """
    if token.dep_ == "pobj" and token.head.lower_ == "on":
        _restore_body(token)
    if token.dep_ != "pobj" or token.head.lower_ not in {"of", "from"}:
        return
    doc = token.doc
    prep, before = token.head, doc[token.i - 1]
    states = before.tag_ == "NNS" and before.dep_ == "compound" and before.head is token
    after = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    if not states or after not in {"in", "at"} or any(c.dep_ == "det" for c in token.lefts):
        return
    rest = [c for c in token.lefts if c is not before]
    before.hang(prep, "pobj")
    for word in rest:
        word.hang(before)
    make_meet(token, prep.head)


def _restore_body(token: Token) -> None:
    """Makes "meeting" what those of a body for a state do: "ministers of the contact group on Peru | meeting
    in Oslo"; not "the report on the Peru meeting in Oslo".
    """
    on, state, doc = token.head, token.doc[token.i - 1], token.doc
    body, after = on.head, doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    own = state.i == on.i + 1 and state.head is token and state.ent_type_ == "GPE"
    if not own or body.lemma_.lower() not in _COLLECTIVES | _PANELS or after not in {"in", "at"}:
        return
    of = body.head if body.dep_ == "pobj" and body.head.lower_ in {"of", "from"} else None
    people = of.head if of is not None and of.head.tag_ == "NNS" else body
    state.hang(on, "pobj")
    make_meet(token, people)


def make_meet(meeting: Token, people: Token) -> None:
    """Makes "meeting" what people do who stand before it: "ministers | meeting in Oslo"."""
    meeting.hang(people, "acl")
    meeting.tag_, meeting.pos_, meeting.lemma_ = "VBG", "VERB", "meet"


_PANELS = frozenset("committee panel commission troika quartet".split())


def _restore_noun(token: Token) -> None:
    """Makes "meeting" the one thing that "a" tells of, no verb: "called for [an EU leaders meeting]"."""
    ranks = token.doc[token.i - 1]
    if token.tag_ != "VBG" or ranks.tag_ != "NNS" or (ranks.head is not token and token.head is not ranks):
        return
    if not any(c.lower_ in {"a", "an", "another"} and c.dep_ == "det" for c in ranks.lefts):
        return
    mark = next((c for c in token.lefts if c.dep_ == "mark" and c.lower_ == "for"), None)
    if token.head is ranks:
        token.hang(ranks.head, ranks.dep_)  # "proposed an EU leaders | meeting"
    elif mark is not None:
        mark.hang(token.head, "prep")
        token.hang(mark, "pobj")
    else:
        token.hang(token.head, "pobj" if token.dep_ == "pcomp" else "dobj")
    ranks.hang(token, "compound")
    for word in ranks.lefts:
        if word.dep_ == "det":
            word.hang(token)
    for word in token.rights:
        if word.dep_ in {"advcl", "xcomp"}:
            word.dep_ = "acl"
    token.tag_, token.pos_, token.lemma_ = "NN", "NOUN", "meeting"


def _restore_people(who: Token) -> None:
    """Hangs what a clause with "who" tells on people, not on the body that they are of: "[leaders] of the
    bloc, who met in Oslo", "[Anil Rao], head of the bureau, who was in Oslo", "[King X] of Oman, who met";
    on whom a meeting was with, not on the meeting: "held talks with [Minister X], who came to see him".
    """
    clause = who.head
    if clause.dep_ == "relcl" and who.i > 1 and clause.head.pos_ == "NOUN" and names_meeting(clause.head):
        name = who.doc[who.i - 1 - (who.doc[who.i - 1].text == ",")]
        while name.dep_ == "compound" and name.head.i < who.i and name.head.i > name.i:
            name = name.head
        if name.ent_type_ == "PERSON" and clause.head.i < name.i:
            clause.hang(name)
            return
    if clause.dep_ != "relcl" or clause.head.dep_ != "pobj":
        return
    body, prep = clause.head, clause.head.head
    people = prep.head
    of_body = body.ent_type_ in {"ORG", "GPE", "NORP"} or body.lemma_.lower() in _COLLECTIVES
    officials = people.tag_ == "NNS" and group_class(people) == "officials"
    if of_body and officials and prep.lower_ in {"of", "from"}:
        clause.hang(people)
    elif of_body and prep.lower_ == "of" and is_title(people):
        named = people.dep_ == "appos" and people.head.ent_type_ == "PERSON"
        clause.hang(people.head if named else people)
    elif body.ent_type_ == "GPE" and people.ent_type_ == "PERSON" and prep.lower_ in {"of", "from"}:
        clause.hang(people)


_COLLECTIVES = frozenset(
    "bloc alliance union organization organisation grouping group body council community forum cartel".split()
)


def _restore_holders(name: Token) -> None:
    """Puts the first of several names beside the people of a rank that they are, not beside what these are
    of: "the envoys to Peru, [Soto] and Arce".
    """
    doc, edge = name.doc, name.left_edge
    if edge.i < 3 or doc[edge.i - 1].text not in _OPENING or not _goes_on(name):
        return
    word = doc[edge.i - 2]
    while word.i > edge.i - _REACH and word.i >= name.sent.start and not _is_rank(word):
        inside = word.pos_ in {"NOUN", "PROPN", "ADJ", "DET", "NUM"} or word.lower_ in _JOINTS
        if not inside or word.ent_type_ == "PERSON" or word.i == 0:
            return
        word = doc[word.i - 1]
    behind = doc[word.i + 1]
    if not _is_rank(word) or behind.lower_ not in _OF or name.head is word or word in name.subtree:
        return
    below = word.is_ancestor(name.head) or name.dep_ == "conj"
    if name.head.pos_ == "VERB" or not below:
        return
    if behind.head is not word:
        behind.hang(word, "prep")
    name.hang(word, "appos")
    for other in [c for c in word.rights if c.dep_ == "appos" and c.i > name.i and c.ent_type_ == "PERSON"]:
        other.hang(name, "conj")


def _restore_offices(name: Token) -> None:
    """Takes two offices before a name for one person's: "[the bloc's chairman and Peruvian President],
    Ana Soto, met Y"; not "the president and foreign minister, Ana Soto," nor "and the minister".
    """
    doc, first = name.doc, name.head.head if name.head.dep_ == "conj" else name.head
    last = next((c for c in first.rights if c.dep_ == "conj" and c.i < name.i), None)
    joint = next((c for c in first.rights if c.lower_ == "and" and last is not None and c.i < last.i), None)
    if name.dep_ != "appos" or last is None or joint is None or not _one_office(first, last):
        return
    comma, end = doc[name.left_edge.i - 1], name.right_edge.i + 1
    behind = name.head is last or comma.i - last.right_edge.i in {0, 1}
    if comma.text != "," or not behind or doc[end : end + 1].text != ",":
        return
    over, dep = first.head, first.dep_
    if any(c.lower_ in {"were", "are", "have"} for c in over.lefts):
        return
    last.hang(over, dep)
    for word in [c for c in first.children if c.dep_ == "det" or c.i >= comma.i]:
        word.hang(last)
    first.hang(last, "nmod")
    name.hang(last, "appos")


def _one_office(first: Token, last: Token) -> bool:
    """Whether one person may hold two offices: a chairman and president, a deputy leader and minister."""
    titled = is_title(first) and is_title(last)
    several = first.tag_ in {"NNS", "NNPS"} or last.tag_ in {"NNS", "NNPS"} or first.ent_type_ == "PERSON"
    apart = any(c.dep_ in {"det", "poss"} for c in last.lefts)
    own = any(c.dep_ in {"compound", "nmod", "amod", "poss"} for c in first.lefts)
    return titled and not several and not apart and (own or first.lemma_.lower() not in _RULERS)


_RULERS = frozenset("president king queen emir sultan chancellor premier".split())


def _restore_unlike(name: Token) -> None:
    """Lists a person of another office with those of one, whom it does not name: "the presidents of Mali and
    Chad, [Kenyan Foreign Minister Soto] and others"; not "the presidents, General Soto and Marshal Ruiz".
    """
    ranks = name.head
    titles = {c.lemma_.lower() for c in name.lefts if c.lemma_.lower() in _OFFICES}
    several = ranks.lemma_.lower() if _is_rank(ranks) else ""
    if name.dep_ == "appos" and several in _OFFICES and titles and several not in titles:
        name.dep_ = "conj"


_OFFICES = frozenset("president minister ambassador secretary king premier".split())


def _restore_third(token: Token) -> None:
    """Lists a camp with the one before, which it does not explain: "the army, [opposition] and rebels"."""
    own, doc = token.head, token.doc
    last = next((c for c in token.rights if c.dep_ == "conj"), None)
    plain = token.dep_ == "appos" and token.pos_ == own.pos_ == "NOUN" and token.i == own.i + 2
    if not plain or last is None or group_class(last) is None:
        return
    if doc[last.right_edge.i + 1 : last.right_edge.i + 2].text != ",":
        token.dep_ = "conj"


def _is_rank(noun: Token) -> bool:
    """Whether a word is for several people of one office: "envoys", "co-chairs"."""
    return noun.tag_ in {"NNS", "NNPS"} and is_title(noun)


def _goes_on(name: Token) -> bool:
    """Whether another person is listed behind a name: "Soto [and Arce]", "Soto of Peru, Arce of"."""
    if any(c.dep_ == "conj" and c.ent_type_ == "PERSON" for c in name.rights):
        return True
    after = name.doc[name.right_edge.i + 1 : name.right_edge.i + 3]
    return len(after) == 2 and after[0].text in {",", "and"} and after[1].ent_type_ == "PERSON"


_OPENING = frozenset({",", "(", "-", "–", "—", ":"})
_OF = frozenset({"of", "to", "for", "from"})
_JOINTS = _OF | {"and", "the", "'s", "’s"}
_REACH = 14


def _restore_group(group: Token) -> None:
    """Makes what follows the number of a group's name the noun: "the [Group of 20] summit", "the [Group of
    Eight] foreign ministers"; not "the Group of Seven nations".
    """
    of = group.doc[group.i + 1 : group.i + 2]
    prep = of[0] if of and of[0].lower_ == "of" and of[0].head is group else None
    noun = next((c for c in prep.rights if c.dep_ == "pobj"), None) if prep is not None else None
    number = next((c for c in noun.lefts if c.dep_ == "nummod"), None) if noun is not None else None
    if prep is None or noun is None or number is None or number.i != prep.i + 1:
        return
    if noun.lemma_.lower() in _MEMBERS:
        return
    noun.hang(group.head, group.dep_)
    for word in [c for c in group.lefts if c.dep_ in {"det", "amod", "poss"}]:
        word.hang(noun)
    group.hang(noun, "compound")
    number.hang(prep, "pobj")


_MEMBERS = frozenset("nation country state economy power democracy member experts".split())


def _restore_beside(people: Token) -> None:
    """Lists several people beside whom they are read to name: "met Soto, [leaders of parties] and envoys"."""
    person = people.head
    if person.ent_type_ != "PERSON" or people.i < person.i:
        return
    if group_class(people) != "officials":
        return
    people.dep_ = "conj"
    inner = [o for c in people.rights if c.lower_ == "of" for o in c.rights if o.dep_ == "pobj"]
    for more in [c for o in inner for c in o.rights if c.dep_ == "conj" and c.tag_ == "NNS"]:
        if group_class(more) == "officials" and any(c.dep_ == "prep" for c in more.rights):
            more.hang(people)
