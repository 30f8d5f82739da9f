"""Which entity an actor, place, office or issue is: from a table by its key, else minted from a key."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg import gazetteer
from kg.gazetteer import Entry
from kg.ids import entity_key, minted, normal_name
from kg.linking import naming
from kg.model import Actor, Entity, Extraction, Issue, Office, Place
from kg.scheme import scheme

_ENTRY_KINDS = {"country": ("country",), "organization": ("organization",), "person": ("person",)}


@dataclass(slots=True)
class Known:
    """What has been linked so far in one article; local ids to entities and to table entries."""

    extraction: Extraction
    entities: dict[str, Entity] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    sha16: str = field(init=False)

    def __post_init__(self) -> None:
        self.sha16 = self.extraction.article.digest[:16]

    def local(self, actor: str | None) -> str:
        """The local part of an actor's IRI, ``""`` for none."""
        return self.entities[actor].local if actor in self.entities else ""

    def article_scope(self) -> str:
        """The scope of what must not be the same beyond this article."""
        return f"article:{self.sha16}"


def from_entry(entry: Entry, names: tuple[str, ...] = ()) -> Entity:
    """The entity of a row: its Wikidata id is the local part, else one minted from name and country."""
    country = gazetteer.entry(entry.country) if entry.country else None
    key = entity_key(entry.kind, entry.name, (country.qid or country.key) if country else "")
    return Entity(
        key=entry.key,
        kind=entry.kind,
        label=entry.name,
        local=entry.qid or minted(entry.name, key),
        names=_others(entry.name, names),
        same_as=entry.qid,
        type=entry.type if entry.kind == "organization" else None,
    )


def made(
    kind: str, label: str, country: str = "", scope: str = "",
    names: tuple[str, ...] = (), type_: str | None = None, named: str | None = None,
) -> Entity:  # fmt: skip
    """A minted entity; ``named`` is the canonical name of the key when the label reads differently."""
    key = entity_key(kind, named or label, country, scope)
    return Entity(key, kind, label, minted(label, key), _others(label, names), None, type_)


def _others(label: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(n for n in dict.fromkeys(names) if n and n != label)


def _keyed(key: str | None, kind: str) -> Entry | None:
    try:
        entry = gazetteer.entry(key) if key else None
    except KeyError:
        return None
    return entry if entry and entry.kind in _ENTRY_KINDS.get(kind, (kind,)) else None


def country_entity(actor: Actor) -> tuple[Entity, Entry | None]:
    """A country: by key or name from the table, minted where no table knows it."""
    names = (actor.name, *actor.names)
    entry = _keyed(actor.key, "country") or gazetteer.country_named(actor.name)
    if entry is not None:
        return from_entry(entry, names), entry
    return made("country", actor.name, names=actor.names), None


def organization_entity(actor: Actor, known: Known) -> tuple[Entity, Entry | None]:
    """An organization: by key, by name where the country agrees, else by canonical name and country.

    A body without country whose name is common words only ("the committee") stays in its article.
    """
    names = (actor.name, *actor.names)
    country = known.entries.get(actor.country or "")
    entry = _keyed(actor.key, "organization") or _body(actor.name, country)
    if entry is not None:
        return from_entry(entry, names), entry
    parties = [known.entries[m] for m in actor.members if m in known.entries]
    if actor.type == "actor-joint-body" or len(parties) > 1:
        label = naming.joint_body(actor.name, parties)
        scope = "" if len(parties) > 1 or _proper(label) else known.article_scope()
        return made("organization", label, "", scope, names, actor.type), None
    ministry = naming.ministry(actor.name, country)
    entry = gazetteer.body_named(ministry) if ministry else None
    if entry is not None:
        return from_entry(entry, names), entry
    label = ministry or re.sub(r"^(?:the|a|an) ", "", actor.name, flags=re.I)
    common = ministry is not None or not _proper(label)  # every country has a ministry of finance
    scope = "" if actor.country or not common else known.article_scope()
    return made("organization", label, known.local(actor.country), scope, names, actor.type), None


def _body(name: str, country: Entry | None) -> Entry | None:
    """The body of this name unless it belongs to another country; an ambiguous name needs agreement."""
    entry = gazetteer.body_named(name)
    if entry is None or (country and entry.country and entry.country != country.key):
        return None
    if entry.ambiguous and not (country and entry.country == country.key):
        return None
    return entry


def _proper(name: str) -> bool:
    return any(word[:1].isupper() for word in name.split())


def group_entity(actor: Actor, known: Known) -> Entity:
    """A group by name and country; without a country it is this article's own."""
    label = naming.of_country(actor.name, known.entries.get(actor.country or ""))
    scope = "" if actor.country else known.article_scope()
    return made("group", label, known.local(actor.country), scope, (actor.name, *actor.names), actor.type)


def delegation_entity(actor: Actor, known: Known, meeting: str | None) -> Entity:
    """A delegation by its principals within its meeting (``meeting`` is the local part of its IRI)."""
    principals = [
        (known.entities[r].label, known.entries.get(r)) for r in actor.represents if r in known.entities
    ]
    name = naming.delegation(actor.name, principals)
    first = min((m.start for m in actor.mentions), default=0)
    scope = f"ev:{meeting}" if meeting else f"{known.article_scope()}:{first}"
    return made("delegation", name, "", scope, (actor.name, *actor.names), actor.type)


def place_entity(place: Place, known: Known) -> tuple[Entity, Entry | None]:
    """A place: the node of its country actor, a row of the table, near a landmark, or by name."""
    if place.actor in known.entities:
        return known.entities[place.actor], known.entries.get(place.actor)
    if place.near in known.entities:
        return _near(place, known.entities[place.near]), None
    country = known.entries.get(place.country or "")
    entry = _keyed(place.key, "place") or _keyed(place.key, "country") or _city(place.name, country)
    if entry is not None:
        return from_entry(entry, (place.name,)), entry
    scope = known.local(place.within)
    if not scope and not place.country and not _proper(place.name):
        scope = known.article_scope()
    return made("place", place.name, known.local(place.country), scope), None


def _near(place: Place, landmark: Entity) -> Entity:
    label = f"near {landmark.label}"
    key = entity_key("place", label, "", landmark.local)
    return Entity(key, "place", label, minted(label, key), _others(label, (place.name,)))


def _city(name: str, country: Entry | None) -> Entry | None:
    entry = gazetteer.city_named(name)
    if entry is None or (country and entry.country and entry.country != country.key):
        return None
    return None if entry.ambiguous and not (country and entry.country == country.key) else entry


def office_entity(office: Office, known: Known) -> Entity:
    """An office: a listed one with its Wikidata id, else by canonical title and body.

    An office of nobody in particular stays in its article.
    """
    body = known.actors.get(office.body or "")
    entry = known.entries.get(office.body or "")
    listed = gazetteer.office_entry(office.key) if office.key else None
    listed = listed or (gazetteer.office(office.title, entry.key) if entry else None)
    listed = listed or (gazetteer.office(naming.canonical_title(office.title), entry.key) if entry else None)
    if listed is not None:
        key = entity_key("position", listed.label)
        local = listed.qid or minted(listed.label, key)
        names = _others(listed.label, (office.title,))
        return Entity(key, "position", listed.label, local, names, listed.qid)
    node = known.entities.get(office.body or "")
    if body is None or node is None:
        return made("position", naming.title_case(office.title), "", known.article_scope(), (office.title,))
    label = naming.office_label(office.title, entry, node.label, node.kind, node.type or body.type)
    return made("position", label, _country_of(office.body, known), names=(office.title,))


def _country_of(actor_id: str | None, known: Known) -> str:
    """The local part of the country that a body is or belongs to; of the body itself where it has none."""
    if actor_id is None or actor_id not in known.actors:
        return ""
    actor = known.actors[actor_id]
    if actor.kind == "country":
        return known.local(actor_id)
    entry = known.entries.get(actor_id)
    if entry is not None and entry.country:
        return from_entry(gazetteer.entry(entry.country)).local
    return known.local(actor.country) or known.local(actor_id)


def issue_entity(issue: Issue) -> Entity:
    """An issue of the scheme by its slug and label; one that the scheme lacks by its normal words."""
    concept = scheme().get(issue.concept or "")
    if issue.concept:
        label = concept.label if concept else issue.label
        names = _others(label, (issue.label,))
        return Entity(f"issue:{issue.concept}", "issue", label, issue.concept, names)
    key = entity_key("issue", issue.label)
    return Entity(key, "issue", issue.label, f"found-{minted(normal_name(issue.label), key)}")
