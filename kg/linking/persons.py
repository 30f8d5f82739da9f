"""Which person an actor is: a leader of the table where the country agrees, else one of this name.

"Rather split than wrongly merge": a full name that the table knows is linked only when country or office
speaks for it, a bare surname only when both do and the years fit. Other bare surnames are known by office,
country and the year of the article, for offices change hands, and without these stay in their article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg import gazetteer
from kg.gazetteer import Entry
from kg.linking.entities import Known, from_entry, made
from kg.linking.naming import canonical_title
from kg.model import Actor, Entity, Office


def person_entity(actor: Actor, known: Known, offices: Sequence[Office]) -> tuple[Entity, Entry | None]:
    """The entity of a person and the table's entry; ``offices`` are those that the person holds."""
    names = (actor.name, *actor.names)
    entry = _leader(actor, known, offices)
    if entry is not None:
        return from_entry(entry, names), entry
    country = known.local(actor.country)
    scope = ""
    if len(actor.name.split()) > 1 and not _is_name(actor.name):
        scope = known.article_scope()
    elif len(actor.name.split()) < 2:
        held = [known.entities[o.id].local for o in offices if o.id in known.entities and o.body]
        day = known.extraction.article.published
        scope = f"{min(held)}:{day.year}" if held and country and day else known.article_scope()
    return made("person", actor.name, country, scope, names, actor.type), None


def _is_name(name: str) -> bool:
    """Whether this names somebody: "Ada Brandt", "Ilo de la Varga"; not "Palestinian official"."""
    return name.split()[-1][:1].isupper()


def _leader(actor: Actor, known: Known, offices: Sequence[Office]) -> Entry | None:
    if actor.key:
        try:
            entry = gazetteer.entry(actor.key)
        except KeyError:
            return None
        return (
            entry if entry.kind == "person" and _agrees(entry, actor, known, offices) is not False else None
        )
    named = gazetteer.person_named(actor.name)
    if named is not None and len(actor.name.split()) > 1:
        return named if _agrees(named, actor, known, offices) else None
    if len(actor.name.split()) > 1:
        return None
    fitting = [e for e in gazetteer.persons_by_surname(actor.name) if _certain(e, actor, known, offices)]
    return fitting[0] if len(fitting) == 1 else None


def _agrees(entry: Entry, actor: Actor, known: Known, offices: Sequence[Office]) -> bool | None:
    """True when country or office agrees, False when the country is another, ``None`` when none is said."""
    said = {known.entries[a].key for a in (actor.country, *actor.represents) if a in known.entries}
    bodies = {known.entries[o.body].key for o in offices if o.body in known.entries}
    homes = {known.entries[o.body].country for o in offices if o.body in known.entries}
    if entry.country in said | bodies | homes:
        return True
    if entry.country and entry.country.startswith("body:"):
        return True if any(b.startswith("body:") for b in bodies) else None
    return False if said and all(s.startswith("country:") for s in said) else None


def _certain(entry: Entry, actor: Actor, known: Known, offices: Sequence[Office]) -> bool:
    """Whether country, office and year all fit: "President Chirac" of France in an article of 1999."""
    if _agrees(entry, actor, known, offices) is not True:
        return False
    published = known.extraction.article.published
    note = gazetteer.office_note(entry.key)
    for part in note.split(", "):
        title = canonical_title(re.sub(r"\s(?:from )?\d{4}.*$", "", part))
        if any(canonical_title(o.title) == title for o in offices):
            return published is None or any(a <= published.year <= b for a, b in gazetteer.years_of(note))
    return False
