"""Whom an office without a name denotes: its holder, or a person known by it alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import gazetteer
from kg.extraction.actors.actors import ActorDraft
from kg.extraction.actors.group_countries import countries_of
from kg.extraction.grammar.clauses import clause_of
from kg.extraction.names.ruler_titles import of_emirate
from kg.extraction.names.title_heads import is_title
from kg.extraction.names.title_words import country_of_title
from kg.extraction.offices.service import serve
from kg.extraction.references.bare_offices import (
    holders_told,
    is_high,
    of_nobody,
    owner_of_bare,
    place_in_clause,
    presides,
    title_extent,
)
from kg.extraction.references.homecomings import of_home
from kg.extraction.references.host_offices import beside_another, host_of_bare, told_by_own
from kg.extraction.references.known_holders import head_of_body, is_crowned, known_holder, seat_of, spoken_of
from kg.extraction.references.lead_holders import (
    LEADING,
    gone_on_about,
    last_leading,
    leader_without_country,
    named_after_office,
    named_next,
    without_peers,
)
from kg.extraction.references.told_guests import the_visiting_one
from kg.extraction.references.unnamed_offices import ARGUED, second_of_one
from kg.extraction.references.unnamed_officials import told_without_name
from kg.extraction.titles.same_offices import both_sent, fits_official, may_be_held, same_title
from kg.extraction.titles.titles import TitleSpan, parse_title
from kg.extraction.tokens.frozen_token import Token

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver


def office(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Who an office without a name denotes: its holder if the text names one, else who is known by it."""
    if (bearer := _bearer(resolver, token)) is not None:
        return (bearer,)
    if of_nobody(token) and not presides(resolver, token):
        return ()
    first, last = title_extent(resolver, token)
    span = parse_title(resolver.doc, _past_owner(resolver, token, first), last, resolver.index.by_token)
    if span is None or span.status == "holding-designate":
        return () if span is None else _elected(resolver, token, span.title)
    body, before = _whose(resolver, token, span.title)
    before = before or head_of_body(resolver, token, span.title, body)
    if before and is_high(span.title) and any(c.lower_ in {"a", "an"} for c in token.lefts):
        return ()  # "the first visit by a Kenyan king"
    if before and (body is not None or resolver.definite(token) or token.text[:1].isupper()):
        if body is not None:
            _settle_body(resolver, before[-1], span.title, body)
        return (before[-1],)
    if definite := resolver.definite(token) or any(c.dep_ == "poss" for c in token.lefts):
        found = definite_office(resolver, token, span.title, body) or _known(resolver, token, span, body)
        if found or (body is None and not (token.text[:1].isupper() and is_high(span.title))):
            return found
    argument = place_in_clause(token) in ARGUED and not second_of_one(token)
    alone = token.text[:1].isupper() and argument and not definite
    if alone and (found := _known(resolver, token, span, body)):
        return found
    if body is None and token.text[:1].isupper() and argument and is_high(span.title):
        bare = owner_of_bare(resolver, token, span.title)
        return (unnamed(resolver, token, span.title, bare),)  # "The President spoke with ..." of a readout
    member = token.lower_ in _MEMBERS and span.title == token.lower_
    if body is None or (member and not (token.lower_ == "head" and _of_states(resolver, body))):
        return ()
    return (unnamed(resolver, token, span.title, body),)


def _elected(resolver: Resolver, token: Token, title: str) -> tuple[str, ...]:
    """Who is to hold an office, not who holds it: "Peru's president-elect met President X of Peru"."""
    (body, _), offices = _whose(resolver, token, title), resolver.offices
    for person in reversed(holders_told(resolver, title, body)):
        held = {h.status for h in offices.of(person) if same_title(offices.offices[h.office].title, title)}
        if "holding-designate" in held:
            return (person,)
    return () if body is None else (unnamed(resolver, token, title + _ELECT, body),)


_ELECT = "-elect"


def _whose(resolver: Resolver, token: Token, title: str) -> tuple[str | None, list[str]]:
    """The body of an office, by its title or by where its holder is met, and who holds it, named before."""
    body = title_body(resolver, token)
    before = _holders_before(resolver, token, title, body)
    host = host_of_bare(resolver, token, title, before) if body is None else None
    if body is None and host is None and (not before or len(before) > 1):
        host = told_by_own(resolver, token, title)
    return (body, before) if host is None else (host, _holders_before(resolver, token, title, host))


def _bearer(resolver: Resolver, token: Token) -> str | None:
    """Whose office it is by a name beside it: "the minister, X", "the head, Foreign Minister of Malta, X"."""
    beside = [c for c in token.children if c.dep_ in {"appos", "compound", "flat", "nmod"}]
    offices = [c for c in beside if c.dep_ == "appos" and is_title(c) and c.left_edge.pos_ != "DET"]
    for name in [n for c in offices for n in c.rights if n.dep_ == "appos"]:
        if resolver.doc[name.right_edge.i + 2 : name.right_edge.i + 3].text != "and":
            beside.append(name)
    if token.dep_ in {"nmod", "compound"} and token.i < token.head.i and token.left_edge.pos_ != "DET":
        beside.append(token.head)
    return next((p for t in beside if (p := resolver.index.person_at(t.i)) is not None), None)


def _of_states(resolver: Resolver, body: str) -> bool:
    """Whether a body is one of states, whose head is a public person: "the head of the OAS"."""
    return resolver.index.drafts[body].type == "actor-intergovernmental"


_MEMBERS = frozenset("member candidate deputy executive officer head".split())


def _holders_before(resolver: Resolver, token: Token, title: str, body: str | None) -> list[str]:
    """Who holds an office and is named before a token, the last named last; else all who hold it."""
    holders = holders_told(resolver, title, body)
    before = [h for h in holders if resolver.first_place(h) < token.i] or (
        holders if body is not None else [h for h in holders if named_next(resolver, token, h)]
    )
    if body is not None:  # "the Peruvian president" is who is told to be that before "President X"
        said = [h for h in before if resolver.offices.holds(h, title, body)]
        others = [h for h in before if not _beside(resolver, token, h)]
        before = said or _of_other_clauses(resolver, token, others)
    if body is None and len(before := the_visiting_one(resolver, token, before)) > 1:
        others = _of_other_clauses(resolver, token, before) or before
        before = without_peers(resolver, token, of_home(resolver, token, others))
    if len(before) > 1:
        before = [h for h in before if not _out_of_office(resolver, h)] or before
        named = {i: at for at, i in resolver.named_before(token.i, ("person",), token.i) if i in before}
        before.sort(key=lambda h: named.get(h, 0))
    return gone_on_about(resolver, token, before) if body is None else before


def _beside(resolver: Resolver, token: Token, person: str) -> bool:
    """Whether somebody is named behind a title in its clause: "The Minister met Peruvian Minister X"."""
    heads = (resolver.tokens[i] for i in resolver.index.drafts[person].heads)
    return any(t.i > token.i and t.sent == token.sent and clause_of(t) == clause_of(token) for t in heads)


def _of_other_clauses(resolver: Resolver, token: Token, persons: list[str]) -> list[str]:
    """Those not named in the clause of a title, which it cannot mean: "Minister X met the Peruvian one"."""
    if not persons:
        return []
    here = clause_of(token)
    named = resolver.named_before(token.i, ("person",), token.i - token.sent.start)
    beside = {i for at, i in named if clause_of(resolver.tokens[at]) == here} | spoken_of(
        resolver, token, here
    )
    return [p for p in persons if p not in beside]


def _known(resolver: Resolver, token: Token, span: TitleSpan, body: str | None) -> tuple[str, ...]:
    """Who is known to be in an office that is said of nobody by name; the office is then said of him."""
    past = span.status == "holding-former" and body is not None
    if span.status != "holding-current" and not past:
        return ()
    person = known_holder(resolver, token, span.title, body, past=past)
    if person is None:
        return ()
    extent = title_extent(resolver, token)
    served = body if body is not None else resolver.index.drafts[person].country
    resolver.offices.add(person, span.title, served, span.status, {"office": extent, "holding": extent})
    mention_unnamed(resolver, resolver.index.drafts[person], token)
    return (person,)


def _settle_body(resolver: Resolver, person: str, title: str, body: str) -> None:
    """Gives the office that is named with its country to its holder: "the king of Peru ... King Luis II"."""
    draft = resolver.index.drafts[person]
    sent = both_sent(title, title) and _of_states(resolver, body)  # "a UN mediator", known as of a state
    if (draft.country is not None and not sent) or draft.represents or {"for", "to"} & set(title.split()):
        return  # "the envoy for Syria" does not serve Syria
    for holding in resolver.offices.of(person):
        held = resolver.offices.offices[holding.office]
        if held.body is None and same_title(held.title, title):
            held.body = body
            serve(resolver.index, draft, body)


def title_body(resolver: Resolver, token: Token) -> str | None:
    """The local id of the country or body that a title names or implies.

    "The Turkish minister" -> Turkey; "its minister", "President X's envoy", "an envoy of President X" -> whom
    the owner acts for.
    """
    if ids := countries_of(resolver.index, token) or seat_of(resolver, token):
        return ids[0]
    for child in token.lefts:
        if child.dep_ == "poss" and (child.pos_ == "PRON" or resolver.index.person_at(child.i)):
            served = resolver.principals(resolver.resolve(child))
            return served[0] if served else None
    for prep in token.rights:
        senders = [c for c in prep.rights if prep.dep_ == "prep" and prep.lower_ in {"of", "from", "to"}]
        if senders and resolver.index.person_at(senders[0].i):
            served = resolver.principals(resolver.resolve(senders[0]))
            return served[0] if served else None
    if beside_another(token):
        person = resolver.index.person_at(token.head.i)
        beside = [person] if person is not None else countries_of(resolver.index, token.head)
        if served := resolver.principals(beside[:1]):
            return served[0]
    before = (t for c in token.lefts if c.dep_ in {"compound", "amod", "nmod"} for t in c.subtree)
    land = (o for c in token.rights if c.lower_ == "of" for o in c.rights)
    realm = " ".join(f"of {o.doc[o.left_edge.i : o.i + 1].text}" for o in land if o.dep_ == "pobj")
    only = country_of_title(of_emirate(" ".join((*(t.lower_ for t in before), token.lower_, realm)).strip()))
    return resolver.index.known(gazetteer.entry(only)).id if only is not None else None


def _past_owner(resolver: Resolver, token: Token, first: int) -> int:
    """Where a title begins after whose it is: at "special" of "President Ruiz's special envoy"."""
    owners = [c.right_edge.i + 1 for c in token.lefts if c.dep_ == "poss" and resolver.index.person_at(c.i)]
    return max([first, *owners])


def definite_office(resolver: Resolver, token: Token, title: str, body: str | None) -> tuple[str, ...]:
    """Who "the minister", "the US leader", "the Iranian diplomat" is: the last person whose office fits.

    Others come after those in office: "the Chinese leader" is not "Hu, then China's president", nor "the
    President" the president-elect named last.
    """
    word = "leader" if title in _HEADS_OF else title.split()[-1]
    if (told := told_without_name(resolver, token, word, body)) is not None:
        return (told,)
    named = [id_ for _, id_ in resolver.named_before(token.i, ("person",), 200 if body is None else 2000)]
    last = reversed(gone_on_about(resolver, token, named) if body is None and word != "official" else named)
    for id_ in sorted(last, key=lambda id_: _out_of_office(resolver, id_)):
        if body is not None and id_ not in persons_of(resolver, body):
            continue
        held = resolver.offices.titles_of(id_)
        if any(may_be_held(title, word, t) for t in held):
            return (id_,)
        if word in {"diplomat", "official"} and any(fits_official(word, t) for t in held):
            return (id_,)
        if body is not None and not held and _may_be_of_no_office(resolver, token, word, body):
            return (id_,)
        if (word == "leader" and set(held) & LEADING) or is_crowned(word, held):
            return (id_,)
    if word == "leader" and body is not None:
        people = [p for p in persons_of(resolver, body) if resolver.first_place(p) < token.i]
        if (at_head := last_leading(resolver, people)) is not None:
            return (at_head,)
        return leader_without_country(resolver, token, body)
    return ()


def _may_be_of_no_office(resolver: Resolver, token: Token, word: str, body: str) -> bool:
    """Whether "the US diplomat" may be somebody of whom no office is said; "the US envoy" only the one person
    of that country, not "Trump's envoy".
    """
    sent = word in _SENT and not any(resolver.index.person_at(c.i) for c in token.lefts)
    return word in {"diplomat", "official"} or (sent and len(persons_of(resolver, body)) == 1)


_SENT = frozenset("envoy mediator negotiator emissary".split())


def _out_of_office(resolver: Resolver, person: str) -> bool:
    """Whether all offices of a person that have been read are told to be of the past or still to come."""
    held = {h.status for h in resolver.offices.of(person)}
    past = all(t.startswith("last ") for t in resolver.offices.titles_of(person))  # "last premier to visit"
    return bool(held) and (past or held <= {"holding-former", "holding-then", "holding-designate"})


_HEADS_OF = frozenset({"head of state", "head of government"})


def persons_of(resolver: Resolver, body: str) -> list[str]:
    """Local ids of the persons who serve a country or body."""
    return [
        d.id
        for d in resolver.index.drafts.values()
        if d.kind == "person" and (d.country == body or body in d.represents)
    ]


def unnamed(resolver: Resolver, token: Token, title: str, body: str | None) -> str:
    """A person known only by office, "the Turkish foreign minister", or whom the next sentence names."""
    extents = dict.fromkeys(("office", "holding"), title_extent(resolver, token))
    if (named := named_after_office(resolver, token, title, body)) is not None:
        resolver.offices.add(named, title, body, "holding-current", extents)
        return mention_unnamed(resolver, resolver.index.drafts[named], token)
    for draft in resolver.index.drafts.values():
        _, held, owner = [*draft.name.split("|"), "", ""][:3]
        if draft.unnamed and owner == str(body) and same_title(held, title):
            return mention_unnamed(resolver, draft, token)
    draft = resolver.index.new("person", f"|{title}|{body}", unnamed=True)
    if body is not None:
        principal = resolver.index.drafts[body]
        if principal.type != "actor-armed-group":
            draft.country = body if principal.kind == "country" else principal.country
        if draft.country is None:
            draft.represents.append(body)
    mention_unnamed(resolver, draft, token)
    status = "holding-designate" if title.endswith(_ELECT) else "holding-current"
    resolver.offices.add(draft.id, title.removesuffix(_ELECT), body, status, extents)
    return draft.id


def mention_unnamed(resolver: Resolver, draft: ActorDraft, token: Token) -> str:
    """The local id of a person known by office, of whom the title becomes a mention."""
    first, last = title_extent(resolver, token)
    resolver.index.mention(draft, first, last, 0.75)
    return draft.id
