"""The judgement of two entities: persons by name, country and office; bodies, places and offices by name.

Two nodes that tables link to different Wikidata ids are never one. A country that both name differently is
a veto. Nobody is merged over a bare surname unless country and office agree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from kg import gazetteer
from kg.alignment import names
from kg.alignment.entity_views import EntityView
from kg.alignment.judging import Judgement, Reason, judgement
from kg.alignment.person_names import SAME_NAME, VARIANT, compared, person_names

_COUNTRY, _OFFICE = 2.5, 2.5
_YEARS_OF_SURNAME = 4
_HASH = re.compile(r"-[0-9a-f]{10}$")
#: A key that more share tells nothing.
LARGE_BLOCK = 400
_GENERIC = frozenset(
    "administration affairs agency air airport army assembly authorities authority avenue bank board "
    "border cabinet central chamber christian club coalition commission committee communist congress "
    "conservative council court defence defense delegation democrat democratic democrats department "
    "deputies development embassy federal federation finance force forces foreign freedom front general "
    "government green group hall hotel house institute interior international justice labor liberal "
    "minister ministry movement national navy office opposition palace parliament party people peoples "
    "police port press progressive public representatives republican ruling secretariat security senate "
    "service social socialist society square staff state street supreme trade union unity university "
    "workers".split()
)


def entity_candidates(views: Sequence[EntityView]) -> Iterator[tuple[EntityView, EntityView]]:
    """The pairs of one kind that share a form of a name; each once, near linear in the number of views."""
    blocks: dict[tuple[str, ...], list[EntityView]] = defaultdict(list)
    for view in views:
        for key in sorted(entity_keys(view)):
            blocks[key].append(view)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        block = blocks[key]
        if len(block) > LARGE_BLOCK:
            continue
        for one, other in combinations(block, 2):
            if (one.node, other.node) not in seen:
                seen.add((one.node, other.node))
                yield one, other


def entity_keys(view: EntityView) -> set[tuple[str, ...]]:
    """What a partner has to share: full names folded, surname with office, acronym, words of a name."""
    if view.kind != "person":
        keys = {("name", *names.organization_words(name)) for name in proper_names(view)}
        return keys | {("acronym", a) for a in acronyms(view)}
    keys = set()
    for name in person_names(view):
        parts = names.person_words(name)
        ends = {names.spelling(parts[-1])} | ({names.spelling(parts[0])} if len(parts) == 2 else set())
        if len(parts) > 1:
            keys.add(("full", names.spelling(parts[-1]), parts[0][0]))
            keys.add(("unparted", names.unparted(name)))
            keys.add(("full", names.spelling(parts[1]), parts[0][0]))
            if bare := names.consonants(parts[-1]):
                keys.update(("consonants", bare, office) for office in view.offices)
        for end in ends:
            keys.update(("office", end, office) for office in view.offices)
    return keys


def proper_names(view: EntityView) -> list[str]:
    """The label and the names of two or more capitalised words: no "the agency", no lone word."""
    good = {n for n in view.names if sum(w[:1].isupper() for w in n.split()) > 1}
    return sorted({view.label} | good) if view.label else sorted(good)


def acronyms(view: EntityView) -> list[str]:
    """The acronyms among the names; of a body whose name is spelled out also those of its initials."""
    own = {n.replace(".", "") for n in view.names if names.is_acronym(n)}
    own |= {a for a in names.acronym_of(view.label) if len(a) > 2} if len(view.label.split()) > 2 else set()
    return sorted(own)


def judge_entities(one: EntityView, other: EntityView) -> Judgement:
    """The judgement of two entities of one kind."""
    reasons: list[Reason] = []
    veto = _different_ids(one, other, reasons)
    if one.kind == "person":
        veto |= _country(one, other, reasons)
        veto |= _person(one, other, reasons)
    elif one.kind == "position":
        veto |= _position(one, other, reasons)
    else:
        veto |= _country(one, other, reasons)
        veto |= _body(one, other, reasons)
    return judgement(one.node, other.node, reasons, veto=veto)


def _different_ids(one: EntityView, other: EntityView, reasons: list[Reason]) -> bool:
    if one.same_as and other.same_as and not one.same_as & other.same_as:
        ids = " and ".join(sorted(q.rpartition("/")[2] for q in one.same_as | other.same_as))
        reasons.append(Reason("identifier", -6.0, f"linked to different ids: {ids}"))
        return True
    if one.kind == "person":
        known = [gazetteer.person_named(view.label) for view in (one, other)]
        if known[0] and known[1] and known[0].key != known[1].key:
            reasons.append(Reason("identifier", -6.0, f"known as two: {known[0].name}, {known[1].name}"))
            return True
    return False


def _country(one: EntityView, other: EntityView, reasons: list[Reason]) -> bool:
    if one.countries and other.countries:
        if one.countries & other.countries:
            reasons.append(Reason("country", _COUNTRY, "same country"))
        else:
            reasons.append(Reason("country", -6.0, "different countries"))
            return True
    return False


def _person(one: EntityView, other: EntityView, reasons: list[Reason]) -> bool:
    """Name and office; whether the names exclude each other."""
    pairs = product(person_names(one), person_names(other))
    best = max((compared(a, b) for a, b in pairs), key=lambda r: (r.weight, r.words), default=None)
    if best is None or best.weight <= 0:
        reasons.append(Reason("name", -6.0, "names do not agree"))
        return True
    reasons.append(best)
    if best.criterion != "name" and one.articles & other.articles:
        reasons.append(Reason("side-by-side", -6.0, "an article tells them apart"))
        return True
    shared = sorted(set(one.offices) & set(other.offices))
    if shared:
        reasons.append(Reason("office", _OFFICE, f"same office: {_office(shared[0])}"))
    if best.criterion == "surname":
        near = _near_in_time(one, other, shared)
        if near is False:
            reasons.append(
                Reason("publication", -6.0, f"no office in common within {_YEARS_OF_SURNAME} years")
            )
            return True
        if near is None:
            reasons.append(Reason("publication", -1.5, "no day is known"))
    agreed = {reason.criterion for reason in reasons}
    if best.criterion in ("surname", "initials") and not {"country", "office"} <= agreed:
        reasons.append(Reason("surname", -1.0, "country and office do not both agree"))
    return False


def _near_in_time(one: EntityView, other: EntityView, shared: Iterable[str]) -> bool | None:
    """Whether two reports of a shared office lie within some years; ``None`` where no day is known."""
    pairs = [(a, b) for office in shared for a, b in product(one.offices[office], other.offices[office])]
    known = [abs((a - b).days) <= _YEARS_OF_SURNAME * 365 for a, b in pairs if a and b]
    return any(known) if known or not shared else None


def _body(one: EntityView, other: EntityView, reasons: list[Reason]) -> bool:
    """Names and acronyms of bodies and places."""
    ours, theirs = (
        {names.organization_words(n): n for n in proper_names(v) if names.organization_words(n)}
        for v in (one, other)
    )
    shared = sorted(set(ours) & set(theirs), key=lambda w: (-len(w), w))
    if shared:
        reasons.append(Reason("name", SAME_NAME, f"same name: {ours[shared[0]]}"))
        both_known = bool(one.countries and other.countries) or bool(one.within & other.within)
        if not both_known and _is_generic(shared[0]):
            reasons.append(Reason("name", -2.5, "a name that many bodies bear, and no country agrees"))
    else:
        _acronym(one, other, reasons)
    if one.articles & other.articles and names.words(one.label) != names.words(other.label):
        reasons.append(Reason("side-by-side", -6.0, "an article tells them apart"))
        return True
    if one.within and other.within and not one.within & other.within:
        reasons.append(Reason("place", -6.0, "in different places"))
        return True
    return False


def _acronym(one: EntityView, other: EntityView, reasons: list[Reason]) -> None:
    """An acronym on one side, its expansion on the other; named together in some article, or by initials."""
    for short, long in ((one, other), (other, one)):
        if not names.is_acronym(short.label):
            continue
        acronym = short.label.replace(".", "")
        if acronym in {n.replace(".", "") for n in long.names if names.is_acronym(n)}:
            reasons.append(Reason("acronym", SAME_NAME, f"{acronym} stands for {long.label} in an article"))
        elif acronym in names.acronym_of(long.label):
            reasons.append(Reason("acronym", 3.0, f"{acronym} are the initials of {long.label}"))
        else:
            continue
        return


def _is_generic(words: Sequence[str]) -> bool:
    return all(word in _GENERIC for word in words)


def _position(one: EntityView, other: EntityView, reasons: list[Reason]) -> bool:
    """Offices of one title and one body."""
    if one.countries and other.countries and not one.countries & other.countries:
        reasons.append(Reason("office", -6.0, "offices of different bodies"))
        return True
    if names.organization_words(one.label) == names.organization_words(other.label):
        known = bool(one.countries & other.countries)
        reasons.append(Reason("name", SAME_NAME if known else VARIANT, f"same title: {one.label}"))
    return False


def _office(iri: str) -> str:
    """An office in words, by its IRI: "President of Armenia", "minister of finance of norway"."""
    local = iri.rpartition("/")[2]
    linked = gazetteer.office_linked(local)
    return linked.label if linked else _HASH.sub("", local).replace("-", " ")
