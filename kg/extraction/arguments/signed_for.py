"""Who acts for which side of a meeting told of before: "A signed for Peru and B for Chile".

Read from the words alone, since parsers take "B" for what "Peru" is joined with.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg import gazetteer
from kg.extraction.grammar import clauses
from kg.extraction.offices.service import serve
from kg.extraction.references.groups import SIDES
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token

ACTING = frozenset("sign initial speak lead negotiate".split())
_LINKS = frozenset({",", "and", "while", "the", ";"})


def acting_for(scene: Scene, verb: Token) -> Iterator[tuple[str, Token]]:
    """The persons said to act for a side, each with the word that names him; he serves it from now on.

    "A spoke for the rebels", "signed by A for Peru and B for Chile"; not "A spoke for an hour", "A signed for
    the parcel".
    """
    if verb.lemma_ not in ACTING:
        return
    by = next((c for c in verb.rights if c.dep_ == "agent"), None)
    if clauses.is_passive(verb) or by is not None:
        person, at = (None, 0) if by is None else _next(scene, by.i + 1)
    elif verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "for":
        people = [(i, t) for t in clauses.doers(verb) for i in scene.resolve(t)]
        person = people[0] if len(people) == 1 and scene.actor(people[0][0]).kind == "person" else None
        at = verb.i + 1
    else:
        return
    while person is not None and (side := _side(scene, at)) is not None:
        actor = scene.actor(person[0])
        if actor.country is None and not actor.represents:
            serve(scene.index, actor, side[0])
        yield person
        person, at = _next(scene, side[1])


def _side(scene: Scene, preposition: int) -> tuple[str, int] | None:
    """The state, body or party to a conflict named right after "for", and the token after it."""
    end = scene.doc[preposition].sent.end
    for token in scene.doc[preposition + 1 : end]:
        found = scene.resolve(token) or _seat(scene, token)
        kinds = [scene.actor(i).kind for i in found]
        if kinds in (["country"], ["organization"]) or (kinds and token.lemma_.lower() in SIDES):
            last = token.i + 1
            while last < end and scene.index.owner.get(last) == found[0]:
                last += 1
            return found[0], last
        if token.lower_ not in {"the", "government", "of"} and token.pos_ not in {"ADJ", "PROPN"}:
            return None
    return None


def signing_sides(scene: Scene, verb: Token) -> list[tuple[str, Token]]:
    """Who signs for two or more sides in the sentence of a verb, each with the word that names him, wherever
    the sides stand; they serve them from now on.

    "Signed on behalf of Peru by A and on behalf of Chile by B", "A signed for Peru, while B signed for
    Chile", "for Peru, the pact was signed by A; for Chile, by B".
    """
    items: list[tuple[str, Token | None]] = []
    at, end = verb.sent.start, verb.sent.end
    while at < end:
        side = _side_from(scene, at)
        if side is not None:
            items.append((side[0], None))
            at = side[1]
            continue
        person = scene.index.person_at(at)
        if person is not None and (not items or items[-1][0] != person):
            items.append((person, scene.doc[at]))
        at += 1
    found: dict[str, tuple[str, Token]] = {}
    free = ""
    for n, (id_, token) in enumerate(items):
        if token is None:
            free = "" if id_ in found else id_
            continue
        behind = items[n + 1][0] if n + 1 < len(items) and items[n + 1][1] is None else ""
        if side_id := free or behind:
            found.setdefault(side_id, (id_, token))
        free = ""
    if len(found) < 2 or len({id_ for id_, _ in found.values()}) < 2:
        return []
    for side_id, (id_, _) in found.items():
        actor = scene.actor(id_)
        if actor.country is None and not actor.represents:
            serve(scene.index, actor, side_id)
    return list(found.values())


def _side_from(scene: Scene, at: int) -> tuple[str, int] | None:
    """The side for which somebody signs from a token on, and the token after it: "on behalf of the Government
    of Peru", "for Peru", "from the Peruvian side".
    """
    words = [t.lower_ for t in scene.doc[at : at + 3]]
    if words == ["on", "behalf", "of"]:
        return _side(scene, at + 2)
    if words[:1] == ["for"]:
        return _side(scene, at)
    if words[:1] in (["from"], ["on"]) and words[1:2] == ["the"] and "side" in scene.doc[at : at + 5].text:
        return _side(scene, at)
    return None


def _seat(scene: Scene, token: Token) -> tuple[str, ...]:
    """The country for which its capital stands: "signed for Lima"."""
    match = scene.index.by_token.get(token.i)
    entry = gazetteer.metonym(match.entry.name) if match is not None and match.via == "city" else None
    return () if entry is None else (scene.index.known(entry).id,)


def _next(scene: Scene, first: int) -> tuple[tuple[str, Token] | None, int]:
    """The person after a joint who stands before a further "for", and where that "for" is."""
    doc, person = scene.doc, None
    for token in doc[first : doc[first - 1].sent.end]:
        if (id_ := scene.index.person_at(token.i)) is not None:
            person = (id_, token)
        elif token.lower_ == "for" and person is not None:
            return person, token.i
        elif token.lower_ not in _LINKS and token.i not in scene.index.title_owner:
            break
    return None, first


def leads_other(scene: Scene, verb: Token, team: Token) -> Iterator[tuple[str, Token]]:
    """Who is told without the verb to lead the other side: "A led the Peruvian side, | B the rebels"."""
    for token in scene.doc[team.i + 1 : verb.sent.end]:
        if (id_ := scene.index.person_at(token.i)) is not None:
            after = next((t for t in scene.doc[token.i : verb.sent.end] if t.lower_ == "the"), None)
            near = after is not None and scene.index.person_at(after.i - 1) == id_
            yield from [(id_, token)] if near else []
            return
        if token.lower_ not in {",", "and", "while", ";"} and token.i not in scene.index.title_owner:
            return
