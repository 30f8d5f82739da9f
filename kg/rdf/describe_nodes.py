"""Triples of actors, places, offices, holdings and issues: one short function per class."""

from __future__ import annotations

from collections.abc import Iterator

from kg.codes import DIPC
from kg.model import Actor, Entity, Holding, Issue, Office, Place
from kg.rdf import labels, terms, written
from kg.rdf.scope import Scope, Triple
from kg.rdf.written import Written
from kg.scheme import ancestors, scheme
from kg.vocab import DIP, FOUND_SCHEME, ISSUE_SCHEME

TYPE = written.in_namespace("rdf", "type")
LABEL = written.in_namespace("rdfs", "label")
SAME_AS = written.in_namespace("owl", "sameAs")
ALT_LABEL = written.in_namespace("skos", "altLabel")
PREF_LABEL = written.in_namespace("skos", "prefLabel")
BROADER = written.in_namespace("skos", "broader")
IN_SCHEME = written.in_namespace("skos", "inScheme")
HAS_MEMBER = written.in_namespace("org", "hasMember")
CONTAINED_IN = written.in_namespace("schema", "containedInPlace")

ACTOR_CLASS = {
    "person": DIP.Person,
    "country": DIP.Country,
    "organization": DIP.Organization,
    "group": DIP.Group,
    "delegation": DIP.Delegation,
}


def actor(scope: Scope, it: Actor) -> Iterator[Triple]:
    """Class, names, type, country, principals (of groups only, by the ontology's domain) and members."""
    me, entity = scope.entity_node(it.id), scope.entity(it.id)
    yield me, TYPE, written.node(ACTOR_CLASS.get(entity.kind, ACTOR_CLASS[it.kind]))
    yield from _names(scope, it.id, entity)
    code = entity.type or it.type
    if code:
        yield me, written.node(DIP.actorType), written.node(DIPC[code])
    if it.country and scope.entity_node(it.country) != me:
        yield me, written.node(DIP.country), scope.entity_node(it.country)
    if it.kind in {"group", "delegation"}:
        for principal in scope.entity_nodes(it.represents):
            yield me, written.node(DIP.represents), principal
    for member in scope.entity_nodes(it.members):
        yield me, HAS_MEMBER, member


def place(scope: Scope, it: Place) -> Iterator[Triple]:
    """Names, landmark, containing place and country; nothing for a country, which its actor describes."""
    if it.actor:
        return
    me = scope.entity_node(it.id)
    yield me, TYPE, written.node(DIP.Place)
    yield from _names(scope, it.id, scope.entity(it.id))
    if it.near:
        yield me, written.node(DIP.near), scope.entity_node(it.near)
    if it.within:
        yield me, CONTAINED_IN, scope.entity_node(it.within)
    if it.country:
        yield me, written.node(DIP.country), scope.entity_node(it.country)


def office(scope: Scope, it: Office) -> Iterator[Triple]:
    """Names and the actor whose office it is."""
    me = scope.entity_node(it.id)
    yield me, TYPE, written.node(DIP.Position)
    yield from _names(scope, it.id, scope.entity(it.id))
    if it.body:
        yield me, written.node(DIP.positionIn), scope.entity_node(it.body)


def holding(scope: Scope, it: Holding) -> Iterator[Triple]:
    """Holder, position and status."""
    me = scope.holding_node(it.id)
    yield me, TYPE, written.node(DIP.PositionHolding)
    yield me, LABEL, written.text(labels.holding_label(scope.label(it.person), scope.label(it.office)))
    yield me, written.node(DIP.holder), scope.entity_node(it.person)
    yield me, written.node(DIP.position), scope.entity_node(it.office)
    yield me, written.node(DIP.holdingStatus), written.node(DIPC[it.status])


def issue(scope: Scope, it: Issue) -> Iterator[Triple]:
    """Label and scheme; one that the curated scheme lacks is marked by the scheme of issues found.

    A curated issue has the label that the scheme gives it, whatever the article calls it: those words are
    quotes of its mentions. One of the user's own lexicon comes with its parents, for no shipped file has
    them.
    """
    yield from _concept(scope.entity_node(it.id), scope.label(it.id), curated=it.concept is not None)
    slugs = (it.concept, *ancestors(it.concept)) if it.concept else ()
    for own in (scheme()[slug] for slug in slugs if scheme()[slug].own):
        yield from _concept(_issue_node(own.slug), own.label, curated=True)
        if own.broader:
            yield _issue_node(own.slug), BROADER, _issue_node(own.broader)


def _concept(me: Written, label: str, *, curated: bool) -> Iterator[Triple]:
    yield me, TYPE, written.node(DIP.Issue)
    yield me, TYPE, written.in_namespace("skos", "Concept")
    yield me, PREF_LABEL, written.text(label)
    yield me, LABEL, written.text(label)
    yield me, IN_SCHEME, written.node(ISSUE_SCHEME if curated else FOUND_SCHEME)


def _issue_node(slug: str) -> Written:
    return written.node(f"{ISSUE_SCHEME}/{slug}")


def _names(scope: Scope, local: str, entity: Entity) -> Iterator[Triple]:
    """Label, alternative labels and the identity link."""
    me = scope.entity_node(local)
    yield me, LABEL, written.text(entity.label or entity.local)
    for name in entity.names:
        if terms.clean(name) and terms.clean(name) != terms.clean(entity.label):
            yield me, ALT_LABEL, written.text(name)
    if entity.same_as:
        yield me, SAME_AS, written.in_namespace("wd", entity.same_as)
