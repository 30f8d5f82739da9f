"""Whom an office means that no title beside a name says: "Mubarak flew home ... the Egyptian leader said"."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from kg import gazetteer
from kg.extraction.grammar.clauses import clause_of
from kg.extraction.names.name_words import FIELDS
from kg.extraction.references.subjects_aside import is_subject
from kg.extraction.tokens.frozen_token import Token
from kg.ids import normal_name

if TYPE_CHECKING:
    from kg.extraction.actors.actors import ActorDraft
    from kg.extraction.references.references import Resolver

_LEADING = frozenset(
    """
    president premier chancellor king queen emir sultan monarch leader ruler general secretary chairman head
    taoiseach
    """.split()
)
_CROWNED = frozenset("king queen emir sultan emperor".split())
_MEANT = {
    "leader": _LEADING | {"prime"},
    "ruler": _LEADING,
    "strongman": _LEADING,
    "monarch": _CROWNED,
    "sovereign": _CROWNED,
    "chief": frozenset("secretary director president commissioner chair chairman head chief".split()),
}
"""What a general word for who is at the head of a state or body may mean, by one word of the office."""
_RANKS = frozenset("prime crown vice deputy assistant under foreign defence defense interior finance".split())
_ALONE = frozenset(
    """
    president premier minister chancellor king queen emir sultan monarch leader ruler secretary envoy
    ambassador negotiator mediator chief
    """.split()
)
_NEAR, _FAR = 150, 400


def known_holder(
    resolver: Resolver, token: Token, title: str, body: str | None, *, past: bool = False
) -> str | None:
    """The person named in the article without an office who is in the one that a noun phrase says.

    First who is known to hold it in the year of the article: "Mubarak ... the Egyptian president", also "the
    president" alone where no other country's fits; then the only one named before who serves that country
    and of whom nothing else is said: "Peru's Ana Ruiz ... the Peruvian minister". Of what is said to be
    ``past``, who is known to have held it in any year: "Carter ... the former US president".
    """
    index = resolver.index
    people = _people(resolver, token, body)
    year = index.article.published.year if index.article.published else None
    for id_ in people:
        key = index.drafts[id_].key
        if key is None or (past and year and _held(key, year + 1, title, body)):
            continue
        if _held(key, None if past else year, title, body):
            return id_
    if past or body is None or title.split()[-1] not in _ALONE:
        return None
    before = [i for i in people if resolver.first_place(i) < token.i]
    only = before[0] if len(before) == 1 else None
    untold = only is not None and index.drafts[only].key is None and not resolver.offices.of(only)
    near = any(0 < token.i - i <= _NEAR for i in index.drafts[only].heads) if only is not None else False
    return only if untold and near else None


def spoken_of(resolver: Resolver, token: Token, verb: Token) -> set[str]:
    """Who is "he" or "her" in the clause of an office, and so not its holder: "She met the Peruvian one"."""
    sent = token.sent
    near = (t for t in resolver.doc[sent.start : token.i] if t.lower_ in _PRONOUNS and clause_of(t) == verb)
    return {i for t in near for i in resolver.resolve(t)}


_PRONOUNS = frozenset("he she his her".split())


def head_of_body(resolver: Resolver, token: Token, title: str, body: str | None) -> list[str]:
    """Who is named before as the first officer of a body of states that other words say is at its head.

    "OAS Secretary General X ... the head of the OAS", "the IAEA chief"; not "the UN human rights chief". So
    of a ministry: "Peru's foreign minister X ... the head of the Peruvian Foreign Ministry", and of what it
    does: "the head of Peruvian diplomacy".
    """
    draft = None if body is None else resolver.index.drafts[body]
    at_head = {title.split()[0], title.split()[-1]} & _AT_HEAD  # "head of the foreign ministry"
    if draft is not None and draft.kind == "country" and at_head and "diplomacy" in title.split():
        return _ministers(resolver, token, draft.id, {"foreign"})
    if draft is None or draft.kind != "organization":
        return []
    if draft.type == "actor-ministry":
        return _ministers(resolver, token, draft.country, _fields(draft.name)) if at_head else []
    if title in _AT_HEAD and draft.type == "actor-executive-office" and draft.country is not None:
        return _heads_of_state(resolver, token, draft.country)
    fighting = draft.type in {"actor-armed-group", "actor-political-party"}
    if not (fighting or draft.country is None):
        return []
    offices = resolver.offices
    first = dict.fromkeys(
        h.person
        for h in offices.holdings.values()
        if h.status == "holding-current"
        and offices.offices[h.office].body == body
        and _both_first(title, offices.offices[h.office].title.replace("-", " "))
        and resolver.first_place(h.person) < token.i
    )
    return list(first) if len(first) == 1 else []


def is_crowned(word: str, held: Collection[str]) -> bool:
    """Whether a word for who wears a crown, "the monarch", may be of who holds such offices."""
    return word in {"monarch", "sovereign", "ruler"} and any(t.split()[-1] in _CROWNED for t in held)


def so_styled(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Whom a form of address without a name means: the sultan told of before of "His Majesty will meet X";
    not who is named in the same clause, nor of "His Majesty King X". An excellency is the last of whom a
    sentence tells: "Minister X met Minister Y. His Excellency also met Z". "The pontiff" is the last pope.
    """
    if token.lower_ in POPES:
        popes = [i for _, i in resolver.named_before(token.i, ("person",), token.i) if _is_pope(resolver, i)]
        left = (c for c in token.lefts if c.lower_ != "holy")
        plain = all(c.dep_ in {"det", "amod"} and not c.ent_type_ for c in left)
        return tuple(popes[-1:]) if plain and any(c.lower_ == "the" for c in token.lefts) else ()
    whose = {c.lower_ for c in token.lefts if c.dep_ == "poss"} & {"his", "her"}
    if not whose or not token.text[:1].isupper() or token.dep_ in {"compound", "nmod"}:
        return ()
    if token.lower_ in {"excellency", "holiness"}:
        return _told_of(resolver, token)
    fitting = _CROWNED if token.lower_ == "majesty" else _PRINCELY
    here, found = None if token.dep_ == "poss" else clause_of(token), []
    for at, id_ in resolver.named_before(token.i, ("person",), token.i):
        held = {t.lower().split()[-1] for t in resolver.offices.titles_of(id_)} & fitting
        lady = bool(held & _LADIES)
        if held and lady == (whose == {"her"}) and clause_of(resolver.tokens[at]) != here:
            found.append(id_)
    return tuple(found[-1:])


POPES = frozenset({"pope", "pontiff"})


def _is_pope(resolver: Resolver, id_: str) -> bool:
    """Whether a person is called pope as part of his name: "Pope Leo"; not who leads another church."""
    return resolver.index.drafts[id_].name.startswith("Pope ")


def _told_of(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The last holder of an office before a token who is the subject of his sentence, not of this one; else
    the first whom the text names.
    """
    if not is_subject(token):
        return ()
    first: tuple[str, ...] = ()
    for at, id_ in reversed(resolver.named_before(token.i, ("person",), token.i)):
        name = resolver.tokens[at]
        while name.dep_ in {"compound", "appos"}:
            name = name.head
        told = is_subject(name) and name.head.dep_ == "ROOT" and name.sent != token.sent
        held = resolver.offices.titles_of(id_)
        if told and held:
            return (id_,)
        first = (id_,) if held and name.sent != token.sent else first
    return first


_LADIES = frozenset("queen princess empress sheikha".split())
_PRINCELY = frozenset("prince princess emir ruler sultan sheikh sheikha".split())


def seat_of(resolver: Resolver, token: Token) -> list[str]:
    """The state for whose capital somebody is, if for one: Russia of "Moscow's foreign minister"."""
    if token.lemma_.lower() not in _FOR_STATES:
        return []
    owners = (resolver.index.by_token.get(c.i) for c in token.lefts if c.dep_ == "poss")
    seats = (gazetteer.metonym(m.entry.name) for m in owners if m is not None and m.via == "city")
    return [resolver.index.known(s).id for s in seats if s is not None]


_FOR_STATES = frozenset(
    "minister diplomat envoy ambassador negotiator representative premier emissary".split()
)


def _both_first(title: str, held: str) -> bool:
    """Whether two titles may be of who is first in one body: "chief" and "secretary general", "president" and
    "head"; not "president" and "secretary general", which are two offices.
    """
    general, own = {title, held} & _AT_HEAD, {title, held} & _FIRST
    return bool(general) and len(general | own) == len({title, held})


def _heads_of_state(resolver: Resolver, token: Token, country: str) -> list[str]:
    """Who is named before as the president of a state, the only one: of "the Kremlin chief"."""
    index = resolver.index
    year = index.article.published.year if index.article.published else None
    named = dict.fromkeys(i for _, i in resolver.named_before(token.i, ("person",), token.i))
    found = [
        i
        for i in named
        if index.drafts[i].country == country
        and (
            "president" in resolver.offices.titles_of(i)
            or ((key := index.drafts[i].key) is not None and "President" in gazetteer.offices_held(key, year))
        )
    ]
    return found if len(found) == 1 else []


def _ministers(resolver: Resolver, token: Token, country: str | None, field: set[str]) -> list[str]:
    """Who is named before as the minister of a country for a field, the only one."""
    index = resolver.index
    found = dict.fromkeys(
        h.person
        for h in resolver.offices.holdings.values()
        if h.status == "holding-current"
        and _is_minister(title := resolver.offices.offices[h.office].title)
        and _fields(title) == field
        and index.drafts[h.person].country == country is not None
        and resolver.first_place(h.person) < token.i
    )
    return list(found) if field and len(found) == 1 else []


def _is_minister(title: str) -> bool:
    words = set(title.lower().split())
    return title.lower() == _AMERICAN or (bool(words & {"minister", "secretary"}) and not words & _BELOW)


def _fields(name: str) -> set[str]:
    """What a ministry or minister is for: "foreign" of "Ministry of Foreign Affairs", "foreign minister"."""
    if name.lower() == _AMERICAN:
        return {"foreign"}
    return {_ALIKE.get(w, w) for w in name.lower().split() if w in _OF_MINISTRIES}


_AMERICAN = "secretary of state"

_BELOW = frozenset("deputy vice assistant under permanent parliamentary junior former state".split())
_ALIKE = {"external": "foreign", "defense": "defence", "home": "interior", "internal": "interior"}
_OF_MINISTRIES = (FIELDS | {"foreign", "external", "home", "internal"}) - {"affairs", "relations", "state"}
_AT_HEAD = frozenset("head chief boss leader".split())
_FIRST = frozenset(
    {"secretary general", "director general", "managing director", "executive director", "president"}
    | {"chairman", "chairperson", "chairwoman", "executive secretary"}
)
"""Offices of who is at the head of a body of states."""


def _held(key: str, year: int | None, title: str, body: str | None) -> bool:
    """Whether the table knows a leader to hold an office in a year, in any where that is ``None``."""
    return any(means(title, held, exactly=body is None) for held in gazetteer.offices_held(key, year))


def _people(resolver: Resolver, token: Token, body: str | None) -> list[str]:
    """Local ids of the persons named who may be meant, the last named before a token first."""
    named = [i for _, i in reversed(resolver.named_before(token.i, ("person",), _FAR))]
    if body is not None:
        named += [d.id for d in resolver.index.drafts.values() if d.kind == "person" and d.heads]
        named = [i for i in named if _serves(resolver.index.drafts[i], body)]
    return [i for i in dict.fromkeys(named) if not resolver.index.drafts[i].unnamed]


def _serves(draft: ActorDraft, body: str) -> bool:
    return draft.country == body or body in draft.represents


def means(title: str, held: str, *, exactly: bool = False) -> bool:
    """Whether a title may say an office of the table: "leader" a president, "minister" a foreign minister.

    ``exactly``: only the office itself, where no country is said. "Minister" is never a prime minister.

    >>> means("leader", "President"), means("president", "Vice President")
    (True, False)
    """
    said, words = _words(title), _words(held)
    if not said or not words:
        return False
    if said == words:
        return True
    if exactly:
        return False
    if len(said) == 1 and (general := _MEANT.get(title)) is not None:
        return not {"deputy", "vice", "opposition", "former"} & words and bool(general & words)
    if title == "minister":
        return "minister" in words and "prime" not in words
    return said <= words and _RANKS & said == _RANKS & words


def _words(title: str) -> frozenset[str]:
    """The words of a title that tell offices apart, spelt one way."""
    plain = normal_name(title).replace("-", " ").replace("defence", "defense").replace("advisor", "adviser")
    plain = plain.replace("premier", "prime minister")
    return frozenset(plain.split()) - {"of", "for", "the", "affairs", "and"}
