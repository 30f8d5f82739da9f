"""The named actors of an article, found in one pass: persons, organizations, countries, institutions."""

from __future__ import annotations

from kg import gazetteer
from kg.extraction.actors.actors import ActorIndex
from kg.extraction.actors.body_epithets import body_epithets
from kg.extraction.actors.borne_names import is_anothers
from kg.extraction.actors.country_epithets import epithets
from kg.extraction.actors.divided_countries import halves, with_communities
from kg.extraction.actors.foreign_offices import with_foreign_office
from kg.extraction.actors.institutions import add_institutions
from kg.extraction.actors.namesakes import NAMESAKES, namesakes, of_a_province
from kg.extraction.actors.organizations import (
    add_organization,
    join_acronyms,
    organization_spans,
    organizations_as_bodies,
)
from kg.extraction.actors.organs import add_organs
from kg.extraction.actors.own_acronyms import of_countries, own_acronyms
from kg.extraction.actors.party_organs import add_party_organs
from kg.extraction.actors.people_of_movements import join_people
from kg.extraction.actors.persons import add_persons
from kg.extraction.actors.short_names import join_short_names
from kg.extraction.names.broken_names import with_names_joined
from kg.extraction.names.name_edges import posted_there
from kg.extraction.names.names import person_spans
from kg.extraction.names.title_words import NATIONAL_OFFICES
from kg.extraction.titles.titled_names import with_names_after_titles
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.gazetteer import Match
from kg.model import Article

_OTHER_NAMES = frozenset({"PERSON", "ORG", "PRODUCT", "WORK_OF_ART"})


def find_actors(doc: Doc, article: Article) -> ActorIndex:
    """The named actors of a document. Groups, offices and references come after (``kg.extraction.scene``)."""
    index = ActorIndex(doc, article)
    matches = [m for m in gazetteer.find([t.text for t in doc]) if _plausible(doc, m)]
    matches = _without_parts_of_names(
        doc, with_foreign_office(doc, _with_halves(doc, with_communities(doc, matches)))
    )
    matches = [*_without_namesakes(doc, matches), *namesakes(doc, matches), *halves(doc, matches)]
    matches = sorted([*matches, *of_countries(doc, matches)], key=lambda m: m.start)
    own = own_acronyms(doc, matches)
    matches = [m for m in matches if m.via != "body" or doc[m.start : m.end].text not in own]
    names = with_names_joined(doc, with_names_after_titles(doc, person_spans(doc, matches), matches))
    in_person = {i for n in names for i in range(n.first, n.last)}
    matches = [m for m in matches if m.via != "person" and in_person.isdisjoint(range(m.start, m.end))]
    called = [*epithets(doc, matches), *body_epithets(doc, matches)]
    index.by_token = {i: m for m in (*matches, *called) for i in range(m.start, m.end)}
    datelines = {t.i for span in doc.spans.get("dateline", []) for t in span}
    matches = [m for m in matches if m.start not in datelines]  # who reports from where takes no part
    organizations = [o for o in organization_spans(doc, matches, in_person) if o.start not in datelines]
    organizations = [o for o in organizations if o.text not in own]  # joined to what the text spells
    in_organization = {i: o for o in organizations for i in range(o.start, o.end)}
    add_persons(index, names, matches, in_organization)
    for span in organizations:
        if any(t.i not in index.owner for t in span):
            add_organization(index, span)
    for match in matches:
        if match.start not in in_organization or match.start not in index.owner:
            _gazetteer_actor(index, match)
    for match in called:
        index.stand_for(index.known(match.entry), match.start, match.end)
    add_institutions(index)
    add_organs(index)
    add_party_organs(index)
    join_acronyms(index)
    join_short_names(index)
    join_people(index)
    organizations_as_bodies(index)
    return index


_HALVES = frozenset("North South East West".split())
_PREFIXES = {
    word: f"country:{code}"
    for word, code in (
        pair.split(":")
        for pair in "sino:CN franco:FR anglo:GB russo:RU indo:IN turco:TR greco:GR italo:IT luso:PT".split()
    )
}
"""What stands for a country before a hyphen: "Anglo-Irish"."""


def _with_halves(doc: Doc, matches: list[Match]) -> list[Match]:
    """The matches, and what stands for a country with the name of the next: "North and South Korean envoys",
    "Sino-Indian talks".

    Not "the North and South Sudan", nor "North and East Africa": no two countries share these names.
    """
    out = []
    for match in matches:
        first = match.start - 2
        joined = first >= 0 and doc[match.start - 1].text in {"-", "–", "‑"}
        prefix = _PREFIXES.get(doc[first].lower_) if joined and match.entry.kind == "country" else None
        if prefix is not None:
            out.append(Match(first, first + 1, gazetteer.entry(prefix), "demonym"))
        half = doc[match.start].text
        if first >= 0 and half in _HALVES and doc[match.start - 1].lower_ in {"and", "or", "&"}:
            rest = [t.text for t in doc[match.start + 1 : match.end]]
            other = gazetteer.find([doc[first].text, *rest]) if doc[first].text in _HALVES - {half} else []
            if [(m.end, m.via) for m in other] == [(len(rest) + 1, match.via)]:
                out.append(Match(first, first + 1, other[0].entry, match.via))
        out.append(match)
    return out


_COMMON_HEADS = frozenset(
    "party union front movement congress league alliance council committee bank army organisation".split()
)


def _without_parts_of_names(doc: Doc, matches: list[Match]) -> list[Match]:
    """Without bodies that are only the end of a longer name: "the Social | Democratic Party", "the Sudan |
    People's Liberation Army".
    """
    known = {i for m in matches for i in range(m.start, m.end)}
    states = {m.end: m.entry.key for m in matches if m.entry.kind == "country" and m.via == "name"}

    def is_part(match: Match) -> bool:
        before = match.start - 1
        of_other = states.get(match.start, match.entry.country) != match.entry.country
        return (
            match.via == "body"
            and doc[match.end - 1].lower_ in _COMMON_HEADS
            and before >= 0
            and (match.end - match.start == 1 or before not in known or of_other)
            and doc[match.start].ent_iob_ == "I"
            and doc[match.start].ent_type_ == "ORG"
            and doc[before].text[:1].isupper()
            and doc[before].text[0].isalpha()
            and doc[before].pos_ != "DET"
        ) or _of_workers(doc, match)

    return [m for m in matches if not is_part(m)]


_SHARED = frozenset(
    {"actor-legislature", "actor-political-party", "actor-executive-office", "actor-armed-forces"}
)


def _without_namesakes(doc: Doc, matches: list[Match]) -> list[Match]:
    """Without bodies of one country whose bare name others share, where the text is not about that country.

    "The Senate", "the Joint Chiefs of Staff" of an article that does not name the United States, "the
    Nigerian Senate", "the House of Representatives of Nigeria".
    """
    doubtful = [m for m in matches if m.via == "body" and m.entry.ambiguous and m.entry.type in _SHARED]
    if not doubtful:
        return matches
    sure = [m for m in matches if m not in doubtful]
    named = {key for m in sure for key in (m.entry.key, m.entry.country) if key is not None}
    named |= {
        p.country for t in doc if t.pos_ == "PROPN" for p in gazetteer.persons_by_surname(t.text) if p.country
    }
    starts, ends = {m.start: m for m in sure}, {m.end: m for m in sure}

    def is_namesake(match: Match) -> bool:
        after = match.end + 1 if doc[match.end : match.end + 1].text == "of" else len(doc)
        after += doc[after : after + 1].text.lower() == "the"
        beside = [m for m in (ends.get(match.start), starts.get(after)) if m is not None]
        others = [m for m in beside if m.entry.kind == "country" and m.entry.key != match.entry.country]
        return bool(others) or match.entry.country not in named

    return [m for m in matches if m not in doubtful or not is_namesake(m)]


def _of_workers(doc: Doc, match: Match) -> bool:
    """Whether a body's one word begins a longer name: "the | Congress of Peruvian Trade Unions"."""
    inside = match.end + 1 < len(doc) and doc[match.end].lower_ == "of" and doc[match.end].ent_iob_ == "I"
    return match.via == "body" and doc[match.start].lower_ == "congress" and inside


_CONTINENTS = frozenset("south latin central meso pan inter ibero".split())


def _of_a_continent(doc: Doc, at: int) -> bool:
    """Whether "American" is of a part without the United States, or of all: "South American", "North American
    leaders"; not in a name, "the North American Agreement".
    """
    before = at - 2 if at > 1 and doc[at - 1].text in "-–" else at - 1
    north = doc[before].lower_ == "north" and not doc[at + 1 : at + 2].text[:1].isupper()
    return before >= 0 and (north or doc[before].lower_ in _CONTINENTS)


def _plausible(doc: Doc, match: Match) -> bool:
    """Whether the context allows the match: Jordan the person and Georgia the state are not countries."""
    span = doc[match.start : match.end]
    if any(t.is_space for t in span):
        return False
    if match.via == "name" and of_a_province(doc, match):
        return False
    if match.entry.ambiguous and match.via in {"name", "city"} and span.root.ent_type_ in _OTHER_NAMES:
        elsewhere = _a_place_elsewhere(doc, match) or _of_nobody(doc, match)
        return _has_officers(doc, match) or elsewhere or posted_there(doc, match.start)
    if match.via == "body" and match.end - match.start == 1 and match.entry.ambiguous:
        return span.root.ent_type_ in {"ORG", "GPE", "NORP"} or span.root.pos_ == "PROPN"
    if match.via == "body" and is_anothers(doc, match):
        return False
    if match.via == "demonym" and span.text == "American" and _of_a_continent(doc, match.start):
        return False
    if match.via == "demonym" and match.start and doc[match.start - 1].lower_ == "ethnic":
        return False  # "ethnic Albanian leader X" is none of Albania
    if match.via == "demonym" and _first_name(doc, match):
        return False
    common_noun = span.root.pos_ == "NOUN" and span.root.text.islower()
    return not (match.via == "demonym" and common_noun)


def _first_name(doc: Doc, match: Match) -> bool:
    """Whether an adjective is a first name between a title and a surname: "Minister German Ortiz"."""
    before = doc[match.start - 1].text if match.start else ""
    inside = doc[match.start].ent_type_ == "PERSON" and doc[match.end : match.end + 1].text.istitle()
    return inside and before in {"Minister", "President", "Senator", "Governor", "Mr.", "Mr"}


_OF_STATES = NATIONAL_OFFICES | frozenset("parliament government army ambassador minister".split())


def _has_officers(doc: Doc, match: Match) -> bool:
    """Whether a name that persons bear, too, has what only states have: "Jordan's King X", "Chad's army"."""
    whole = doc[match.start].ent_iob_ == "B" and doc[match.end : match.end + 1].text in {"'s", "’s"}
    if whole and _begins_name(doc, match.end + 1):
        return True  # "Chad's Idriss Deby"
    words = [t.lower_ for t in doc[match.end + 1 : match.end + 4]]
    return whole and any(" ".join(words[:n]) in _OF_STATES for n in (1, 2, 3))


def _begins_name(doc: Doc, at: int) -> bool:
    """Whether a person's name of two words begins at a token."""
    words = doc[at : at + 2]
    return len(words) == 2 and all(t.ent_type_ == "PERSON" and t.pos_ == "PROPN" for t in words)


def _a_place_elsewhere(doc: Doc, match: Match) -> bool:
    """Whether a name that persons bear, too, is a place each other time: "in Jordan ... thanked Jordan".

    Not where it is part of a longer name in the text, or stands behind a title: "Ann Jordan", "Mr Jordan".
    """
    if match.end != match.start + 1:
        return False
    name = doc[match.start].text
    same = [t for t in doc if t.text == name and t.i != match.start]
    alone = all(t.ent_type_ == "GPE" or _is_whole(t) for t in (doc[match.start], *same))
    before = doc[match.start - 1] if match.start else doc[match.start]
    return alone and any(t.ent_type_ == "GPE" for t in same) and before.pos_ != "PROPN"


def _is_whole(token: Token) -> bool:
    """Whether a word is an entity of its own."""
    after = token.nbor(1).ent_iob_ if token.i + 1 < len(token.doc) else "O"
    return token.ent_iob_ == "B" and after != "I"


def _of_nobody(doc: Doc, match: Match) -> bool:
    """Whether a name that the recogniser takes for a person's is borne by nobody: "talks with Chad", where no
    "Chad Moss" is told of.
    """
    word = doc[match.start]
    single = match.end == match.start + 1 and word.ent_type_ == "PERSON"
    beside = doc[max(0, match.start - 1) : match.end + 1]
    if not single or not _is_whole(word) or any(t.i != word.i and t.pos_ == "PROPN" for t in beside):
        return False
    return not any(len(e) > 1 and word.text in e.text.split() for e in doc.ents if e.label_ == "PERSON")


def _gazetteer_actor(index: ActorIndex, match: Match) -> None:
    """Makes the country or body of a match an actor; an adjective ("Chinese officials") only mentions it."""
    if match.via == "city" or match.entry.kind == "place":
        return
    draft = index.known(match.entry)
    root = index.doc[match.start : match.end].root
    if match.start in index.owner or match.start in index.adjective:
        joined = any(c in index.tokens[match.start].text for c in "-–")
        if joined or (match.end == match.start + 1 and root.text in NAMESAKES):
            first = index.owner.get(match.start) or index.adjective[match.start]
            for i in range(match.start, match.end):  # "the U.S.-North Korea summit" has two words for one
                if i not in index.adjective:
                    index.owner.setdefault(i, draft.id)
                index.shared.setdefault(i, [first]).append(draft.id)
            index.mention(draft, match.start, match.end, 0.8)
        return
    if match.via == "demonym" and not _stands_alone(root):
        for i in range(match.start, match.end):
            index.adjective[i] = draft.id
        index.mention(draft, match.start, match.end, 0.7)
        return
    if match.via == "demonym":
        return  # "Americans", "the Chinese": a population, resolved as a group
    index.own(draft, match.start, match.end, 0.97)


def _shares_noun(root: Token) -> bool:
    """Whether a people has the noun of the next: "the [Polish] and Czech ministers"."""
    if root.tag_ not in {"NNP", "JJ"} or any(c.lower_ in {"a", "an", "one"} for c in root.lefts):
        return False
    after = next((c for c in root.rights if c.dep_ == "conj"), None)
    if after is None or root.nbor(1).lower_ not in {"and", ",", "&"}:
        return False
    own = any(c.dep_ == "amod" and c.text[:1].isupper() for c in after.lefts)
    return own if after.tag_ == "NNS" else _shares_noun(after)


def _stands_alone(root: Token) -> bool:
    """Whether a demonym is a noun of its own ("the Chinese said"), not before another ("Chinese exports")."""
    if _shares_noun(root):
        return False
    first = root
    while first.dep_ == "conj" and first.head.i != first.i:  # "Cambodian and Thai generals"
        first = first.head
    return (
        root.pos_ in {"NOUN", "PROPN"} and first.dep_ not in {"amod", "compound", "nmod", "poss"}
    ) or root.tag_ in {"NNS", "NNPS"}
