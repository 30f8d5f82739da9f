"""Offices that follow from another person: counterparts, predecessors, and those of who heads a body."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.actors.actors import is_public
from kg.extraction.actors.group_countries import countries_of
from kg.extraction.grammar import clauses
from kg.extraction.names.title_heads import is_title
from kg.extraction.offices.counterpart_names import like_noun
from kg.extraction.offices.offices_told import HEADS
from kg.extraction.offices.service import serve
from kg.extraction.tokens.counterparts import equal_office, equal_secretary, is_counterpart, is_equal
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import lemmas_at

if TYPE_CHECKING:
    from kg.extraction.actors.actors import ActorIndex
    from kg.extraction.offices.office_index import OfficeIndex

BEFORE_AND_AFTER = {"predecessor": "holding-former", "successor": "holding-current"}


def relate(offices: OfficeIndex) -> None:
    """Adds the offices that no title beside the name says.

    "The Peruvian foreign minister, Ana Rojas, met her Norwegian counterpart Ola Berg": Berg is the Norwegian
    foreign minister; a president's counterpart has no office where it may be another one. "Rojas's
    predecessor Luis Vega" was foreign minister.
    """
    index = offices.index
    persons = sorted((a, b, o) for a, b, o in index.spans if index.drafts[o].kind == "person")
    for first, last, id_ in persons:
        noun = _relative_noun(offices, first, last)
        if noun is not None and not offices.of(id_):
            _serve_in_turn(offices, noun, id_)
            _share(offices, noun, first, last, id_)
    for token in (index.tokens[i] for i in lemmas_at(index.doc, _LEADERS)):
        if token.tag_ in {"VBZ", "VBP"} and token.dep_ == "relcl":
            if token.lemma_ in _HEADING:
                _heads(offices, token)
            _sits(index, token)
        elif token.lemma_ in _HEADING and token.tag_ == "VBN" and token.dep_ == "acl":
            _headed_by(offices, token)


def _relative_noun(offices: OfficeIndex, first: int, last: int) -> Token | None:
    """The noun "counterpart", "predecessor" or "successor" that a name stands beside."""
    doc = offices.index.doc
    at = first - 1
    while at > 0 and (doc[at].text == "," or is_title(doc[at])):
        at -= 1
    if at >= 0 and _relates(doc[at]):
        return doc[at]
    if (several := _listed_peers(offices.index, first)) is not None:
        return several
    root = doc[first:last].root
    while root.dep_ == "conj" and root.head.i < root.i:  # "his counterparts, X and Y"
        root = root.head
    if root.dep_ == "appos" and _relates(root.head):
        return root.head
    return like_noun(offices.index, last)  # "X, her Chilean counterpart"


def _listed_peers(index: ActorIndex, first: int) -> Token | None:
    """The noun "counterparts" whose list, with a state for each, a name stands in: "her counterparts: Peru's
    A and Chile's | B", "several counterparts, including Peru's | A", "from Peru, A, and Chile, | B".
    """
    at, told = first - 1, False
    while at > 0:
        token = index.doc[at]
        told = told or token.text in {"'s", "’s"}
        inside = token.text in {",", "and", "'s", "’s"} or at in index.by_token or at in index.owner
        if not inside:
            break
        at -= 1
    opened = index.doc[at].lower_ in (
        {":", "including"} if told else {"from"}
    )  # "from Peru, A, and Chile, B"
    noun = index.doc[at - 1 - (index.doc[at - 1].text == ",")] if opened and at > 1 else None
    return noun if noun is not None and noun.tag_ == "NNS" and is_counterpart(noun) else None


def _relates(noun: Token) -> bool:
    return is_equal(noun) or noun.lemma_.lower() in BEFORE_AND_AFTER


def _serve_in_turn(offices: OfficeIndex, noun: Token, id_: str) -> None:
    """The country of who stands in a list as long as that of states: "her Omani and Thai peers, X and Y"."""
    index = offices.index
    countries = countries_of(index, noun)
    if index.drafts[id_].country is not None or noun.tag_ != "NNS" or len(countries) < 2:
        return
    end = min(noun.i + 30, noun.sent.end)
    named = [o for a, _, o in sorted(index.spans) if noun.i < a < end and index.drafts[o].kind == "person"]
    if id_ in named[: len(countries)]:
        index.drafts[id_].country = countries[named.index(id_)]


_HEADING = {"head": "head", "lead": "leader", "chair": "chair", "command": "commander", "run": "head"}
_HEADS = frozenset(_HEADING)
_PARTS = frozenset("faction wing branch arm splinter party movement".split())


_ORGANS = frozenset(
    "division department commission committee delegation bureau office unit agency council section".split()
)


def _heads(offices: OfficeIndex, verb: Token) -> None:
    """The office of "X, who heads the Peru Fund", "X, who leads a wing of the Front", "X, who heads the
    ministry's Asia division"; not "leads talks".
    """
    index = offices.index
    led = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.lower_ == "who"), None)
    person = index.person_at(verb.head.i)
    if led is None or subject is None or person is None:
        return
    body, title = index.owner.get(led.i), _HEADING[verb.lemma_]
    if body is None and led.lemma_.lower() in _PARTS:
        inner = (o for c in led.rights if c.lower_ == "of" for o in c.rights if o.dep_ == "pobj")
        body = next((index.owner[o.i] for o in inner if o.i in index.owner), None)
    if body is None and led.lemma_.lower() in _ORGANS and verb.lemma_ != "run":
        kinds = {"amod", "compound"}
        own = [t for c in led.lefts if c.dep_ in kinds for t in c.subtree if t.dep_ in kinds]
        of = [*(c for c in led.lefts if c.dep_ == "poss"), *clauses.prepositional(led, "of")]
        body = next((index.owner[o.i] for o in of if o.i in index.owner), None)
        title = " ".join([title, "of", *(t.text for t in own if t.i not in index.by_token), led.text])
    elif body is None or index.drafts[body].kind != "organization":
        return
    extent = (verb.i, led.i + 1)
    offices.add(person, title, body, "holding-current", {"office": extent, "holding": extent})
    if body is not None and led.lemma_.lower() not in _PARTS:
        serve(index, index.drafts[person], body)


def _sits(index: ActorIndex, verb: Token) -> None:
    """Says whom "X, who presides over the Peruvian Senate", "X, who sits on the board of the Peru Fund" and
    "X, who leads Peru's diplomacy" serve; not "who presided over talks", "who leads Peru's opposition".
    """
    person = index.person_at(verb.head.i)
    if person is None or not any(c.dep_ == "nsubj" and c.lower_ == "who" for c in verb.lefts):
        return
    seats = clauses.prepositional(verb, *_SEATED.get(verb.lemma_, ()))
    led = [c for c in verb.rights if c.dep_ == "dobj"] if verb.lemma_ in _HEADS else []
    for seat in (*seats, *led):
        nouns = [seat, *(o for t in seat.subtree if t.lower_ == "of" for o in t.rights if o.dep_ == "pobj")]
        bodies = [t for t in nouns if t.lemma_.lower() in _SEATS or t.i in index.owner]
        whose = [c.i for t in bodies for c in t.lefts if c.dep_ in {"poss", "amod", "compound", "nmod"}]
        found = [o for i in whose if (o := index.owner.get(i) or index.adjective.get(i))]
        found += [index.owner[t.i] for t in bodies if t.i in index.owner]
        public = (o for o in found if index.drafts[o].kind == "country" or is_public(index.drafts[o]))
        if (body := next(public, None)) is not None:
            serve(index, index.drafts[person], body)
            return


_SEATED = {"preside": ("over",), "sit": ("on", "in")}
_LEADERS = _HEADS | frozenset(_SEATED)
_SEATS = _ORGANS | frozenset(
    """
    ministry government diplomacy parliament senate assembly cabinet congress army navy military police
    politburo board secretariat presidium embassy mission administration court bank
    """.split()
)


_CAMPS = _PARTS | frozenset("government opposition junta coalition alliance rebel militia regime".split())


def _headed_by(offices: OfficeIndex, verb: Token) -> None:
    """The office of who heads a body or camp: "the Peru Fund, chaired by X", "the faction led by X"; not "a
    team led by X", nor a meeting.
    """
    index = offices.index
    body, agents = index.owner.get(verb.head.i), clauses.agent(verb)
    person = index.person_at(agents[0].i) if len(agents) == 1 else None
    whole = body is not None and index.drafts[body].kind == "organization" and verb.lemma_ != "run"
    camp = body is None and verb.lemma_ in {"lead", "head"} and verb.head.lemma_.lower() in _CAMPS
    if (whole or camp) and person is not None:
        extent = (verb.i, agents[0].i + 1)
        offices.add(
            person, _HEADING[verb.lemma_], body, "holding-current", {"office": extent, "holding": extent}
        )


def _share(offices: OfficeIndex, noun: Token, first: int, last: int, id_: str) -> None:
    index = offices.index
    owner = _owner(offices, noun, id_)
    if owner is None:
        return
    person, lemma = index.drafts[id_], noun.lemma_.lower()
    if is_equal(noun):
        if person.country is None or not (is_counterpart(noun) or countries_of(index, noun)):
            return  # "his colleague X, the health minister"
        key = index.drafts[person.country].key
        held = offices.titles_of(owner)
        title = next(
            (e for t in held if (e := equal_office(t, key) or _as_secretary(index, t, owner, key))), None
        )
        if title is None:
            return
        body: str | None = person.country
        status = "holding-current"
    else:
        office = offices.offices[offices.of(owner)[0].office]
        title, body, status = office.title, office.body, BEFORE_AND_AFTER[lemma]
    start = noun.left_edge.i if noun.i - noun.left_edge.i <= 4 else noun.i
    extent = (min(start, first), max(last, noun.i + 1))
    offices.add(id_, title, body, status, {"office": (start, noun.i + 1), "holding": extent})


def _as_secretary(index: ActorIndex, title: str, owner: str, key: str | None) -> str | None:
    """The office of a foreign secretary's counterpart; if his country is unsaid, Britain is not told of."""
    if key is None:
        return None
    own = index.drafts[owner].country
    home = index.drafts[own].key if own is not None else _BRITAIN if _BRITAIN in index.by_key else None
    return equal_secretary(title, [k for k in (home, key) if k])


_BRITAIN = "country:GB"


def _owner(offices: OfficeIndex, noun: Token, other: str) -> str | None:
    """Whose counterpart, predecessor or successor somebody is, if that is told.

    Nobody is the counterpart of who serves the same state: "Kenya's foreign minister met Peru's president,
    Ana Ruiz, and his Peruvian | counterpart" is the minister's, and so it is where Ruiz is of no state told
    of; "the summit of Ana Ruiz and her Chilean | counterpart" is Ruiz's.
    """
    found, home = list(_owners(offices, noun, other)), offices.index.drafts[other].country
    if not (found and is_equal(noun) and home is not None):
        return next(iter(found), None)
    states = {id_: offices.index.drafts[id_].country for id_ in found}
    abroad = [id_ for id_ in found if states[id_] not in {None, home}]
    beside = noun.dep_ == "conj" and offices.index.person_at(noun.head.i) == found[0]
    if states[found[0]] == home or (beside and states[found[0]] is None):
        return abroad[0] if abroad else None if states[found[0]] == home else found[0]
    return found[0]


def _owners(offices: OfficeIndex, noun: Token, other: str) -> Iterator[str]:
    """Whose counterpart it may be, likeliest first: the possessor named, else persons in office before it."""
    index = offices.index
    for child in noun.lefts:
        if child.dep_ == "poss" and child.pos_ != "PRON":
            named = index.owner.get(child.i)
            if named is not None and offices.of(named):
                yield named
            return
    yield from _bearers_of_subject(offices, noun, other)
    yield from _told_of_before(offices, noun, other)
    sentence = noun.sent
    start = index.tokens[sentence.start - 1].sent.start if sentence.start else 0
    for i in range(noun.i - 1, start - 1, -1):
        named = index.owner.get(i) or index.title_owner.get(i)
        if (
            named is not None
            and named != other
            and index.drafts[named].kind == "person"
            and offices.of(named)
        ):
            yield named


def _bearers_of_subject(offices: OfficeIndex, noun: Token, other: str) -> Iterator[str]:
    """Who bears the office that the subject of a clause is, the last told of first: Kaya, president, of "the
    president met her Thai | counterpart", though a minister was named after her.
    """
    subject = next((s for s in clauses.subjects(clauses.clause_of(noun)) if is_title(s)), None)
    if subject is None or subject.tag_ != "NN" or not any(c.lower_ == "the" for c in subject.lefts):
        return
    index, word = offices.index, subject.lemma_.lower()
    for _, last, named in sorted(index.spans, reverse=True):
        before = last <= subject.i and named != other and index.drafts[named].kind == "person"
        if before and any(t.split()[-1] == word for t in offices.titles_of(named)):
            yield named


def _told_of_before(offices: OfficeIndex, noun: Token, other: str) -> Iterator[str]:
    """Of whom the sentence before tells, where "he" goes on: Soto of "Soto hosted Minister Berg. He met his
    Chilean | counterpart"; so the premier of Peru of "the Peruvian leader hosted Minister Berg".
    """
    subjects = clauses.subjects(clauses.clause_of(noun))
    start = noun.sent.start
    if not start or not any(s.lower_ in {"he", "she"} for s in subjects):
        return
    index = offices.index
    if {index.person_at(i) for i in range(start, noun.i)} - {None, other}:
        return
    for subject in clauses.subjects(index.tokens[start - 1].sent.root):
        named = index.owner.get(subject.i) or index.title_owner.get(subject.i)
        if named is not None and named != other and index.drafts[named].kind == "person":
            yield from (named,) if offices.of(named) else ()
        elif subject.lemma_.lower() == "leader" and (states := countries_of(index, subject)):
            before = (o for _, last, o in sorted(index.spans, reverse=True) if last <= start and o != other)
            led = (o for o in before if index.drafts[o].country == states[0])
            yield from (o for o in led if not HEADS.isdisjoint(offices.titles_of(o)))
