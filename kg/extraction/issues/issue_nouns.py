"""Which nouns of a sentence may head an issue of an event told in it or beside it."""

from __future__ import annotations

from collections.abc import Container

from kg.extraction.actors.families import KIN
from kg.extraction.actors.partitives import those_of
from kg.extraction.grammar import clauses
from kg.extraction.issues import issue_terms
from kg.extraction.issues.issue_frames import signed_topics
from kg.extraction.issues.issue_heads import VERBAL, agents
from kg.extraction.issues.issue_lists import NOUNS
from kg.extraction.issues.issue_phrases import SIGNING, phrase, words
from kg.extraction.places.place_words import TOWNS, VENUES
from kg.extraction.tokens.frozen_doc import Span
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.words import group_nouns
from kg.extraction.triggers.occasion_verbs import is_run_up
from kg.extraction.triggers.verb_status import undoes
from kg.lexicon import per_lexicon

_SKIPPED = {"PERSON", "DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"}
PLACES = {"GPE", "LOC", "FAC", "NORP"}


def headed_by(sentence: Span) -> list[int]:
    """The tokens of a sentence that may head an issue."""
    never = _never()
    nouns = (t for t in sentence if t.pos_ in NOUNS and t.lemma_.lower() not in never)
    return [t.i for t in nouns if _possible(t) and not _bare_name(t)]


def is_of_those_who_meet(head: Token) -> bool:
    """Whether a noun is of those who meet or report it, hardly of what about: "the presidents of both", "the
    rest of the delegation", "the EU troika", "citing the press service".
    """
    lemma = head.lemma_.lower()
    plural = head.tag_ in {"NNS", "NNPS"}
    if head.dep_ == "dobj" and head.head.lemma_ in _CITING and (lemma in _SOURCES or lemma in group_nouns()):
        return True  # "the agency reported, citing the press service"
    people = (
        group_nouns().get(lemma) == "officials"
        or lemma in _TOGETHER
        or _are_people(head)
        or lemma == "member"
        or lemma in KIN
        or those_of(head) is not None
    )
    return people or (plural and lemma in _STATES)


def _are_people(noun: Token) -> bool:
    """Whether a word counts people or states: "figures from public life", "most, none of the parties", "a
    majority of states", "two people"; not "figures on trade", "the people".
    """
    lemma = noun.lemma_.lower()
    if lemma == "figure":
        return any(c.lower_ == "from" for c in noun.rights)
    if lemma == "people":
        return any(c.dep_ == "nummod" for c in noun.lefts)
    of = [o.lemma_.lower() for c in noun.rights if c.lower_ == "of" for o in c.rights if o.dep_ == "pobj"]
    counted = (o in _STATES or o in group_nouns() or o == "party" for o in of)
    return lemma in {"majority", "handful", "none"} and any(counted)


_CITING = frozenset({"cite", "quote"})
_SOURCES = frozenset(
    """
    service source agency statement report office ministry media newspaper channel television website page
    spokesperson document correspondent embassy
    """.split()
)
_TOGETHER = frozenset({"troika", "quartet", "trio", "foursome"})
_STATES = frozenset({"country", "nation", "state", "government"})


def _bare_name(token: Token) -> bool:
    """A country, person or body as such ("the European Union"), unless the scheme knows it as a matter."""
    if token.ent_type_ not in PLACES and token.ent_type_ != "ORG":
        return False
    return not any(first <= token.i < last for first, last, _ in issue_terms.matches_in(phrase(token)))


_MEMBERS = frozenset(
    """
    member chairman co-chairman chairwoman chairperson co-chair deputy guest host man woman supporter crowd
    audience elect activist republican democrat politician dissident
    """.split()
)
_RESULTS = frozenset("accord agreement breakthrough deal outcome progress result success".split())
_NEAR = frozenset("at near outside".split())
_AT = VENUES.union("zone start beginning end close conclusion outset".split())
_BESIDE = frozenset({"behind", "since", "until", "under", "despite"})
_INNER = frozenset({"compound", "poss", "nmod"})


@per_lexicon
def _never() -> frozenset[str]:
    """The nouns that head no issue, wherever they stand: "met X and members of her party"."""
    table = words()
    officials = {lemma for lemma, group in group_nouns().items() if group == "officials"}
    located = table["locative"] - table["ground"]
    return located.union(table["participants"], table["contact"], table["generic"], officials, _MEMBERS)


def _possible(token: Token) -> bool:
    """Whether a noun may head an issue by what it hangs on, none being what ``_never`` says."""
    lemma, governor = token.lemma_.lower(), token.head
    if token.dep_ in _INNER or token.ent_type_ in _SKIPPED or len(token.text) < 2:
        return False
    if _of_numbered(token) or _is_called_after(token) or _tells_of_town(token) or is_honoured(token):
        return False
    if _is_region(token) or lemma in _UNITS or _is_their_field(token) or _is_their_government(token):
        return False  # "presidents of the region", "runs the department for Africa"
    if token.dep_ == "nsubj" and governor.lemma_ in _SAYING:
        return False  # "The farmers' union said ..."
    if token.dep_ == "pobj" and (
        lemma in words()["locative"]
        or governor.lower_ in _BESIDE
        or (governor.lower_ in _NEAR and lemma in _AT)  # "at an army base", "at the end"
        or (governor.lower_ == "without" and lemma in _RESULTS)
        or (governor.lower_ == "in" and lemma in {"presence", "charge"})  # "in the presence of X"
        or (governor.lower_ == "on" and lemma == "programme")  # "a tour is on the programme"
        or (governor.lower_ == "to" and lemma == "end" and governor.head.lemma_ in {"come", "draw", "bring"})
        or "because" in (governor.lower_, governor.head.lower_)
    ):
        return False  # "behind closed doors", "the first since the war", "ended without agreement"
    if governor.lemma_ in SIGNING and (signed_topics(token) or _bare_accord(token)):
        return False
    if _is_reason(token) or _of_others(token):
        return False
    if is_of_those_who_meet(token) or issue_terms.names_field(token):
        return False
    return not (token.lower_.endswith("up") and is_run_up(token))  # "in the run-up to the summit"


_REGIONS = frozenset(
    """
    region hemisphere continent north south east west north-east north-west south-east south-west northeast
    northwest southeast southwest
    """.split()
)
_IN = frozenset("in of to from across through into around within".split())
_UNITS = frozenset("department secretariat directorate bureau ministry".split())


def _is_region(noun: Token) -> bool:
    """Whether a noun only says where: "presidents of the [region]", "to the [north] of Lima"; not "plans for
    the [region]", "the Great Lakes [region]".
    """
    named = any(c.pos_ == "PROPN" for c in noun.lefts)
    where = noun.head.lower_ in _IN or (noun.dep_ == "appos" and noun.head.ent_type_ in PLACES)
    return noun.lemma_.lower() in _REGIONS and where and not named


def _is_their_field(noun: Token) -> bool:
    """Whether a noun tells what somebody who meets has to do with by office: "Rao, who is responsible for
    [ties] with Peru", "in charge of [aviation]", "Lund, whose field is [energy]".

    Not "Rao, who raised [visas]".
    """
    below = noun
    for above in noun.ancestors:
        if above.pos_ in VERBAL:
            return above.dep_ == "relcl" and _is_of_office(above)
        put = above.head.head.lemma_ in {"put", "place", "take"}
        charge = above.lower_ == "charge" and above.head.lower_ == "in" and not put
        if charge or above.lemma_ == "responsible":
            return below.lower_ in {"for", "of"}
        if above.lemma_.lower() in words()["encounter"]:
            return False
        below = above
    return False


def _is_of_office(verb: Token) -> bool:
    """Whether a relative clause tells an office: "who oversees", "whose field is"."""
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if subject is None:
        return False
    if verb.lemma_ == "be":
        whose = any(c.tag_ == "WP$" for c in subject.lefts)
        return whose and subject.lemma_.lower() in _FIELDS_OF_WORK
    return verb.lemma_ in _OVERSEEING and subject.lower_ in {"who", "which", "that"}


_FIELDS_OF_WORK = frozenset("field portfolio remit brief job area responsibility duty".split())
_OVERSEEING = frozenset("handle oversee cover run manage supervise direct chair".split())


def _is_their_government(noun: Token) -> bool:
    """Whether a noun is the government of a country, as such: "the Peruvian interim government"; not "a new
    government", "the government of national unity".
    """
    of = any(c.dep_ == "prep" for c in noun.rights)
    return noun.lemma_ == "government" and not of and any(c.ent_type_ in PLACES for c in noun.lefts)


def _is_called_after(noun: Token) -> bool:
    """Whether a noun says what a place is: "the port city of Arica"; not "the state of the talks"."""
    if noun.lemma_.lower() not in TOWNS | {"city", "capital"}:
        return False
    return any(o.ent_type_ in PLACES for c in noun.rights if c.lower_ == "of" for o in c.rights)


def _tells_of_town(noun: Token) -> bool:
    """Whether a noun only says which town or land is meant: "flew to Arica, capital of the border region"."""
    while (
        noun.dep_ == "pobj" and noun.head.lower_ in {"of", "in"} and noun.head.head.pos_ in {"NOUN", "PROPN"}
    ):
        noun = noun.head.head
    place = noun.head
    return noun.dep_ == "appos" and place.ent_type_ in PLACES and place.dep_ == "pobj"


def is_honoured(noun: Token) -> bool:
    """Whether wreaths or flowers are laid there: "lay a wreath at the war memorial"."""
    laid = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in {"at", "on", "before"} else noun
    return laid.lemma_ in _FLOWERS or any(c.dep_ == "dobj" and c.lemma_ in _FLOWERS for c in laid.children)


_FLOWERS = frozenset({"wreath", "flower", "bouquet"})


def _of_numbered(noun: Token) -> bool:
    """Whether a noun is of the name of a group of so many: "the Group of 20 major [economies]"; not "a group
    of farmers".
    """
    of = noun.head
    group = noun.dep_ == "pobj" and of.lower_ == "of" and of.head.text == "Group"
    return group and any(c.tag_ == "CD" for c in noun.lefts)


def _is_reason(token: Token) -> bool:
    """Whether it is why an event was called off: "citing security concerns", "cut it short after a flood"."""
    above = [t for t in token.ancestors if t.lower_ in _CAUSES and t.i < token.i]
    if any(undoes(t.head) for t in above):  # "put off due to tensions after an attack on a train"
        return True
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ == "dobj" and token.head.lower_ == "citing"


_CAUSES = frozenset({"after", "following", "due", "owing"})


def _bare_accord(token: Token) -> bool:
    """Whether nothing is said of an accord but who signs it: "signed a pact with X"."""
    bare = token.dep_ in {"dobj", "nsubjpass"} and token.lemma_.lower() in words()["deal"]
    return bare and len(phrase(token)) == 1


def _of_others(token: Token) -> bool:
    """Whether it is of what others than those who meet discuss: "a bill was discussed by farmers".

    Not "the bill was discussed by the ministers", "... by Rao".
    """
    subject = token
    while subject.dep_ != "nsubjpass":
        if subject.pos_ in VERBAL or subject.head.i == subject.i:
            return False
        subject = subject.head
    if subject.head.lemma_ not in words()["discuss"]:
        return False
    return any(
        a.pos_ == "NOUN" and a.lemma_.lower() not in words()["participants"] for a in agents(subject.head)
    )


_SAYING = frozenset("say tell add believe think want hope ask insist vow accuse thank warn urge".split())


def is_half_a_word(token: Token) -> bool:
    """Whether a noun is part of an adjective: "a [war]-torn island", "[oil]-rich", "closed-[door] talks"; not
    "[trade]-talks", "[peace]-keeping". So is "do-or-[die] talks".
    """
    words = token.doc[max(0, token.i - 2) : token.i + 3]
    at = min(token.i, 2)
    if at == 2 and words[1].text == "-" and words[0].lower_ in {"or", "and"}:
        return token.i > 3 and token.nbor(-3).text == "-"
    if at == 2 and words[1].text == "-" and words[0].lower_ == "closed":
        return token.lemma_.lower() == "door"
    joined = len(words) == at + 3 and words[at + 1].text == "-" and not words[at].whitespace_
    return joined and words[at + 2].tag_ in {"VBN", "JJ"} and words[at + 2].lower_ not in _FIELDS


_FIELDS = frozenset("military political economic nuclear cultural financial commercial".split())


def is_felt_for(token: Token) -> bool:
    """Whether a noun is, or says of what they are, those to whom something is felt or said: "conveyed
    condolences to the [victims] of the [flood]", "thanks to the [crews]"; not "damage to the [port]".
    """
    if token.dep_ == "pobj" and token.head.lower_ == "of":
        token = token.head.head
    if token.dep_ not in {"pobj", "dative"} or token.head.lower_ not in {"to", "for"}:
        return False
    said = token.head.head
    told = [said, *clauses.objects(said)] if said.pos_ == "VERB" else [said]
    return any(t.lemma_.lower() in _FELT for t in told)


_FELT = frozenset("condolence sympathy thanks gratitude greeting congratulation tribute apology".split())


def is_side_or_goal(token: Token, triggers: Container[int]) -> bool:
    """Whether a noun is told as a side of an event or as where it goes, of which the event is not: "the
    government" of "talks between the rebels and the government", "Chile" of "travels to Peru and to Chile".
    """
    while token.dep_ == "conj" and token.head.pos_ in NOUNS:
        token = token.head
    prep = token.head
    if token.dep_ != "pobj" or prep.dep_ not in {"prep", "conj"}:
        return False
    while prep.dep_ == "conj" and prep.head.dep_ in {"prep", "conj"}:
        prep = prep.head
    goal = prep.lower_ in {"to", "into"} and token.ent_type_ in PLACES and prep.head.pos_ in VERBAL
    return prep.head.i in triggers and (goal or prep.lower_ in {"between", "among"})
