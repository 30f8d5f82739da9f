"""Nouns for people who act together, and the countries and bodies that such a noun names as its own."""

from __future__ import annotations

import re

from kg import gazetteer
from kg.extraction.actors.actors import ActorIndex
from kg.extraction.actors.armed_groups import sent_by_fighters
from kg.extraction.actors.body_panels import sits_for_states
from kg.extraction.actors.called_bodies import bodies_apposed
from kg.extraction.actors.listed_behind import states_behind
from kg.extraction.actors.staffs import chief_of
from kg.extraction.grammar.saying import reports
from kg.extraction.names.name_words import PORTFOLIOS
from kg.extraction.names.title_words import only_backs
from kg.extraction.tokens.counterparts import has_neighbours, is_equal, is_leading, rank_of_ministries
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.words import group_nouns

_COLLECTIVE = frozenset(
    "delegation team mission opposition entourage contingent coalition military army brass junta quartet "
    "trio troika foursome leadership".split()
)
_NAMES = frozenset({"NNP", "NNPS"})
_CHARGED = PORTFOLIOS | {"foreign", "home", "prime"}
FROM = frozenset({"from", "of", "for"})
_RULERS = frozenset("authority official lawmaker politician".split())  # "officials in Oslo", not "diplomats"
_LEFT_MODIFIERS = frozenset("amod compound nmod poss appos npadvmod punct advmod".split())


def group_class(token: Token) -> str | None:
    """The class of a group noun (``officials``, ``delegation``, ``bloc``, ``faction``, ``population``) or
    ``None``: "officials" and "a delegation" are groups, "an official" is not.
    """
    nouns, lemma = group_nouns(), token.lemma_.lower()
    kind = nouns.get(lemma) or (rank_of_ministries(token) if lemma in {"director", "figure"} else None)
    if lemma in {"panel", "committee"}:  # "the AU panel", "a panel of presidents"
        return "delegation" if token.pos_ == "NOUN" and sits_for_states(token) else None
    if kind is None and is_equal(token) and (_abroad(token) or token.lower_ == "numbers"):
        kind = "officials"  # "her opposite numbers", "her European colleagues", not "her colleagues"
    if kind is None and token.tag_ in _NAMES and (token.lower_[-1:] == "s" or token.lower_ in _COLLECTIVE):
        singular = token.lower_.removesuffix("s")  # "Envoys", "the Foreign Secretaries", taken for names
        kind = nouns.get(re.sub("ie$", "y", singular)) if singular != "head" else None
        kind = "officials" if _of_states(token) else kind
        common = token.tag_ == "NNPS" or token.i == token.sent.start
        return kind if kind and (common or _of_a_post(token) or _charged(token)) else None
    if kind is None or token.pos_ not in {"NOUN", "PROPN"} or is_leading(token):
        return None
    plural = token.tag_ in {"NNS", "NNPS"} or (token.lower_.endswith("s") and token.lower_ != lemma)
    return kind if plural or lemma in _COLLECTIVE or kind == "faction" or sent_by_fighters(token) else None


def _abroad(token: Token) -> bool:
    """Whether a noun is of those from a state or part of the world: "his colleagues from Peru"."""
    away = any(o.ent_type_ == "GPE" for p in token.rights if p.lower_ == "from" for o in p.rights)
    return away or any(c.text[:1].isupper() for c in token.lefts)


def _of_states(token: Token) -> bool:
    """Whether a noun in capitals is of those who head states: "the Heads of State of Peru", "the Summit of
    Heads of State"; not in the name of a body: "the Conference of Heads of State of Peru and Chile".
    """
    named = token.i > 1 and token.nbor(-1).lower_ == "of" and token.nbor(-2).lower_ not in _MET
    if token.lower_ != "heads" or named:
        return False
    after = [t.lower_ for t in token.doc[token.i + 1 : token.i + 3]]
    return after in (["of", "state"], ["of", "government"])


_MET = frozenset("summit meeting session gathering".split())


def _of_a_post(token: Token) -> bool:
    """Whether a noun in capitals is of those in charge of something: "EU Ministers of Foreign Affairs"."""
    after = token.doc[token.i + 1 : token.i + 3]
    return len(after) == 2 and after[0].lower_ in {"of", "for"} and after[1].lower_ in _CHARGES | {"foreign"}


def _charged(token: Token) -> bool:
    """Whether a noun in capitals is told of by what it is in charge of and whose: "the Foreign Ministers of
    Peru", "the Foreign Ministers met"; not "Foreign Ministers X and Y", nor "Council of Ministers of Peru".
    """
    before = [c for c in token.lefts if c.dep_ in {"compound", "amod"}]
    ahead = token.doc[token.i + 1 : token.i + 2].text
    said = any(c.lower_ == "the" for c in token.lefts) and ahead.islower()
    return bool(before) and all(c.lower_ in _CHARGED for c in before) and (said or ahead.lower() in FROM)


def is_rank(token: Token) -> bool:
    """Whether a noun in capitals is a plural of officials: "the Foreign Secretaries"."""
    return token.text[:1].isupper() and group_class(token) == "officials"


def countries_of(index: ActorIndex, token: Token) -> list[str]:
    """Local ids of the countries and bodies that a nominal names as its own, in text order.

    "officials from the United States and China" -> both; "Chinese officials", "China's officials" -> China.
    """
    if index.settled is None:
        return states_behind(index, token) or _countries_of(index, token)
    known = index.settled.get(token.i)
    if known is None:
        known = index.settled[token.i] = states_behind(index, token) or _countries_of(index, token)
    return known


def _countries_of(index: ActorIndex, token: Token) -> list[str]:
    out: dict[int, str] = {}
    for child in token.children:
        parts: list[Token] = []
        if child.dep_ in _LEFT_MODIFIERS and child.i < token.i:
            parts = [t for t in child.subtree if not only_backs(t)]
        elif child.dep_ == "prep" and child.lower_ in FROM:
            prep = _of_which(child)
            parts = [*_objects_with_modifiers(index, prep), *_listed_countries(index, prep)]
        for part in parts:
            if named := _named_at(index, part):
                out.update({part.i + n: id_ for n, id_ in enumerate(named)})
            elif part.i > token.i and part.dep_ == "pobj" and kind_of_people(part):
                for n, inner in enumerate(countries_of(index, part)):  # "a team of envoys from A and B"
                    out.setdefault(part.i + n, inner)
    for people in _sharing(index, token):
        out[people.i] = index.adjective[people.i]
    served = kind_of_people(token) or is_equal(token)
    after = token.doc[token.i + 1 : token.i + 2] if served else None
    if after and after[0].lower_ == "from" and after[0].head.i != token.i:
        for part in _listed_countries(index, after[0]):  # "met his peer from A", hung on the verb
            out[part.i] = _named_at(index, part)[0]
    out |= _capitals_of(index, token)
    if not out:
        out = _governed_from(index, token) if ruled_from(index, token) else chief_of(index, token)
    return list(dict.fromkeys(out[i] for i in sorted(out)))


def _of_which(prep: Token) -> Token:
    """The second "of" of "the heads of state of A and B", "ministers of trade from A": else the first."""
    what = [c for c in prep.children if c.dep_ == "pobj" and c.lemma_.lower() in _CHARGES]
    if prep.lower_ not in {"of", "from"} or not what:
        return prep
    words = (c for w in (what[0], *what[0].conjuncts) for c in w.subtree if c.dep_ == "prep")
    inner = [c for c in words if c.lower_ in FROM]  # "of the ministries of trade | of Peru"
    return next((c for c in inner if any(o.ent_type_ == "GPE" for o in c.rights)), (inner or [prep])[0])


_CHARGES = PORTFOLIOS | set("state government staff mission delegation intelligence diplomacy affair".split())
_CHARGES |= set("ministry parliament republic kingdom nation region territory principality".split())


def noun_shared(index: ActorIndex, token: Token) -> Token | None:
    """The noun that a people shares with those named after it, where the parser took it for somebody.

    "ministers" for "Azerbaijani" of "the Azerbaijani and Armenian foreign ministers met".
    """
    if token.i not in index.adjective or any(c.lower_ in {"a", "an", "one"} for c in token.lefts):
        return None
    after = next((c for c in token.rights if c.dep_ == "conj"), None)
    if after is None or token.nbor(1).lower_ not in {"and", ",", "&"}:
        return None
    if after.tag_ == "NNS":
        own = any(c.i in index.adjective for c in after.lefts)
        return after if own and group_class(after) is not None else None
    return noun_shared(index, after)


def _sharing(index: ActorIndex, noun: Token) -> list[Token]:
    """The peoples before a noun that share it: "the [Polish], [Czech] and Slovak ministers"."""
    out: list[Token] = []
    token = noun
    while token.dep_ == "conj" and noun_shared(index, token.head) is noun:
        token = token.head
        out.append(token)
    return out


def _governed_from(index: ActorIndex, token: Token) -> dict[int, str]:
    """The countries and bodies whose seats are the objects of "in": "authorities in Oslo and Lima"."""
    out: dict[int, str] = {}
    inside = (c for p in token.rights if p.lower_ == "in" for c in p.children if c.dep_ == "pobj")
    for seat in (o for c in inside for o in (c, *c.conjuncts)):
        match = index.by_token.get(seat.i)
        entry = gazetteer.metonym(match.entry.name) if match is not None and match.via == "city" else None
        id_ = index.known(entry).id if entry is not None else _principal_at(index, seat)
        if id_ is not None:
            out[seat.i] = id_
    return out


_OF_A_CITY = frozenset("police city municipal council fire".split())


def _capitals_of(index: ActorIndex, noun: Token) -> dict[int, str]:
    """The countries for whose capitals people stand: "envoys from Moscow and Kyiv", not "police officers"."""
    if not kind_of_people(noun) or any(c.lower_ in _OF_A_CITY for c in noun.lefts):
        return {}
    return {i: id_ for c in noun.rights if c.lower_ in FROM for i, id_ in _seats_listed(index, c).items()}


def _seats_listed(index: ActorIndex, prep: Token) -> dict[int, str]:
    """The countries whose capitals are listed after a preposition: "envoys from Moscow, Kyiv and Ankara"."""
    out: dict[int, str] = {}
    for token in prep.doc[prep.i + 1 : prep.sent.end]:
        match = index.by_token.get(token.i)
        joined = match is not None and match.end < len(prep.doc) and prep.doc[match.end].text == "-"
        if joined or (match is None and token.lower_ not in _IN_LISTS):
            break  # "officials from Kyiv and | Moscow-backed rebels"
        entry = gazetteer.metonym(match.entry.name) if match is not None and match.via == "city" else None
        if entry is not None:
            out[token.i] = index.known(entry).id
    return out


def ruled_from(index: ActorIndex, token: Token) -> bool:
    """Whether "in Oslo" says from where people govern: "authorities in Oslo", "counterparts in Oslo and
    Lima", not "Somali officials", "her counterparts in Oslo".
    """
    several = (c.conjuncts for p in token.rights if p.lower_ == "in" for c in p.rights if c.dep_ == "pobj")
    if token.lemma_.lower() not in _RULERS and not (is_equal(token) and any(several)):
        return False
    words = (t for c in token.lefts for t in c.subtree)
    return not any(index.adjective.get(t.i) or _principal_at(index, t) for t in words)


def kind_of_people(token: Token) -> bool:
    """Whether the noun is a group of officials or a delegation."""
    return group_class(token) in {"officials", "delegation"}


def _listed_countries(index: ActorIndex, prep: Token) -> list[Token]:
    """The countries and bodies listed after a preposition: "from A, the B and C", "from states including A",
    read from the words alone, since parsers lose the thread of long lists.
    """
    out: list[Token] = []
    for token in prep.doc[prep.i + 1 : prep.sent.end]:
        if _begins_title(index, token.i) or (out and reports(token)):
            break  # "a delegation from Hamas and | US envoy X"
        if _side_at(index, token) is not None:
            out.append(token)
            continue
        again = out and token.lower_ == prep.lower_  # "of A and of B"
        within = token.i in index.by_token or token.lower_ in _IN_LISTS or again
        before = not out and (token.lower_ in _MEMBERS or token.pos_ in {"ADJ", "NUM"})
        if not within and not before:
            break
    return out


def _side_at(index: ActorIndex, token: Token) -> str | None:
    """The local id of the country or body that a word names, also by its people: "leaders of the Croats"."""
    match = index.by_token.get(token.i)
    plural = token.tag_ in {"NNPS", "NNS"} and match is not None and match.start == token.i > 0
    if match is not None and plural and match.via == "demonym" and match.entry.kind == "country":
        return index.known(match.entry).id if token.nbor(-1).lower_ == "the" else None
    return _principal_at(index, token)


def end_of_list(index: ActorIndex, prep: Token) -> int:
    """The token after the states that "and" closes after a preposition: "of A, B, and C |"; 0 for no list."""
    seats = [prep.doc[i] for i in _seats_listed(index, prep)]
    listed = sorted({*_listed_countries(index, prep), *seats}, key=lambda t: t.i)
    if len(listed) < 3 or listed[-1].i + 1 >= len(prep.doc) or listed[-1].nbor(1).tag_ == "POS":
        return 0
    parts = {t.i for t in listed}
    owner, first = index.owner.get(listed[-1].i), listed[-1].i
    while first - 1 in parts and index.owner.get(first - 1) == owner:
        first -= 1
    before = prep.doc[max(prep.i, first - 2) : first]
    return listed[-1].i + 1 if any(t.lower_ == "and" for t in before) else 0


def named_in_list(index: ActorIndex, token: Token) -> tuple[str, ...]:
    """The states and bodies of "the quartet of A, B and C", each once; () where fewer than two are told."""
    of = next((c for c in token.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    ids = tuple(dict.fromkeys(_named_at(index, t)[0] for t in _listed_countries(index, of))) if of else ()
    return ids if len(ids) > 1 else ()


def _begins_title(index: ActorIndex, i: int) -> bool:
    """Whether a country or body stands in the title before a person's name."""
    owner = index.title_owner.get(i)
    while index.title_owner.get(i) == owner and owner is not None:
        i += 1
    return owner is not None and index.owner.get(i) == owner


_IN_LISTS = frozenset("and the & as well including , ( ) -".split())
_MEMBERS = frozenset("countries nations states members powers".split())


def _objects_with_modifiers(index: ActorIndex, prep: Token) -> list[Token]:
    """The objects of a preposition, those coordinated with them, and the words that qualify each."""
    objects = (c for c in prep.children if c.dep_ in {"pobj", "pcomp"})
    nouns = [n for o in objects for n in (o, *(c for c in o.conjuncts if not index.person_at(c.i)))]
    modifiers = {"amod", "compound", "poss", "nmod"}
    before = {n.i: [c for c in n.lefts if c.dep_ in modifiers] for n in nouns}
    joined = {i: [x for c in own for x in (c, *c.conjuncts) if x.i < i] for i, own in before.items()}
    of_it = {n.i: [] if _principal_at(index, n) else joined[n.i] for n in nouns}  # "the Sudanese army" is one
    return [part for n in nouns for part in (n, *of_it[n.i])]


def _principal_at(index: ActorIndex, token: Token) -> str | None:
    """The local id of the country or organization that the token names, or ``None``."""
    id_ = None if only_backs(token) else index.owner.get(token.i)
    return id_ if id_ is not None and index.drafts[id_].kind in {"country", "organization"} else None


def _named_at(index: ActorIndex, token: Token) -> list[str]:
    """The countries and bodies that a word names, two of "the two Koreas", none of "Iraq's neighbours"."""
    if (apposed := bodies_apposed(index, token)) or has_neighbours(token):
        return list(apposed)  # "leaders of the main rebel group, the Free Front"
    id_ = _side_at(index, token) or (None if only_backs(token) else index.adjective.get(token.i))
    return index.shared.get(token.i, [id_]) if id_ is not None else []


def names_some(prep: Token) -> bool:
    """Whether a preposition names some of several: "leaders, including X", "ministers such as X"."""
    return prep.lower_ == "including" or (prep.lower_ == "as" and any(c.lower_ == "such" for c in prep.lefts))
