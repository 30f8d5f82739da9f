"""Who takes part in a meeting, where, and as what: the arguments of its trigger word."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extraction.actors.group_countries import FROM, group_class, names_some
from kg.extraction.arguments.country_again import country_again
from kg.extraction.arguments.person_lists import listed, named_from, root_of_name
from kg.extraction.grammar import clauses
from kg.extraction.places.whereabouts import town_of
from kg.extraction.scene import Scene
from kg.extraction.tokens.counterparts import is_equal
from kg.extraction.tokens.frozen_token import Token


@dataclass(slots=True)
class Arguments:
    """What one trigger says of its meeting: participants with roles and the words that say so."""

    actors: dict[str, str] = field(default_factory=dict)  # local id -> role code
    evidence: dict[str, tuple[int, int]] = field(default_factory=dict)  # local id -> tokens [first, last)
    parties: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    paired: bool = False  # "with", "between" or a compound of two says who the sides are
    # who only speaks or arrives at it: meetings are not told apart by them
    attending: dict[str, Token] = field(default_factory=dict)

    def add(self, ids: tuple[str, ...], token: Token, role: str = "role-participant") -> None:
        """Adds actors; the first role given to one stays unless it was the general one."""
        for id_ in ids:
            if self.actors.get(id_) in {None, "role-participant"}:
                self.actors[id_] = role
            self.evidence.setdefault(id_, (token.i, token.i + 1))


def resolved(scene: Scene, tokens: list[Token]) -> tuple[str, ...]:
    """Local ids of the actors that some nouns denote, in their order, each once."""
    if not tokens:
        return ()
    there = [t for t in tokens if not any(c.lower_ == "no" for c in t.lefts)]  # "joined by no aides"
    return tuple(dict.fromkeys(i for t in there for i in (*_named(scene, t), *_company(scene, t))))


def _named(scene: Scene, token: Token) -> tuple[str, ...]:
    """Whom a noun denotes with those listed after it; "his counterparts: A and B" are A and B alone."""
    doc = scene.doc
    if token.i + 2 < len(doc) and doc[token.i + 1].text == ":":
        first = next(
            (n for n in range(token.i + 2, min(token.i + 10, len(doc))) if scene.index.person_at(n)), None
        )
        people = named_from(scene, first)
        if len(people) > 1:
            return people
    own = (*scene.resolve(token), *_beside_team(scene, token))
    if (titled := _name_of_title(scene, token)) is not None:
        return (*own, *listed(scene, titled))  # "Prime Minister of Peru A, President of Chile B"
    if not scene.index.person_at(token.i):
        beside = [c.i for c in token.children if c.dep_ == "appos" and scene.index.person_at(c.i)]
        told = bool(beside) and (token.tag_ not in {"NNS", "NNPS"} or scene.index.owner[beside[0]] in own)
        return (*own, *listed(scene, beside[0])) if told else own  # "his colleague A and President B"
    ahead = named_from(scene, _listed_ahead(scene, token))
    return (*ahead, *own, *listed(scene, token.i))


def _beside_team(scene: Scene, token: Token) -> list[str]:
    """The persons put among those a group is from by the parser: "envoys from Peru and Minister X"."""
    origins = [c for p in token.rights if p.lower_ in FROM and p.dep_ == "prep" for c in p.children]
    if not origins or group_class(token) is None:
        return []
    if any(scene.index.person_at(o.i) for o in origins):
        return []  # "leaders of Prime Minister X's party"
    named = [n for o in origins if o.dep_ == "pobj" for n in o.conjuncts if scene.index.person_at(n.i)]
    return list(named_from(scene, named[0].i)) if named else []


def _name_of_title(scene: Scene, token: Token) -> int | None:
    """The name behind a title that the parser took for the head: "[President] of Chile Ana Soto"."""
    index = scene.index
    holder = index.title_owner.get(token.i)
    if holder is None or token.i in index.owner or token.tag_ in {"NNS", "NNPS"}:
        return None
    own = (t.i for t in scene.doc[token.i + 1 : token.i + 10] if index.owner.get(t.i) == holder)
    return next(own, None) if scene.resolve(token) == (holder,) else None


def _listed_ahead(scene: Scene, token: Token) -> int | None:
    """The first of the persons listed before a name who were read as parts of it: "with A and Premier B"."""
    inside = (t.i for t in token.subtree if t.i < token.i and scene.index.person_at(t.i))
    own = scene.index.owner[token.i]
    return next((i for i in inside if scene.index.owner[i] != own and own in listed(scene, i)), None)


_BETWEEN = frozenset(
    """
    at in here there today yesterday tonight on this morning afternoon evening the a his her visiting
    """.split()
)


def shifted_object(scene: Scene, verb: Token) -> list[Token]:
    """The person named after the adverbials of a verb: "received at the palace here today President X".

    Read from the words alone, since parsers lose such objects. [] for passives, for the name of who owns the
    object ("welcomed President X's decision"), and where another preposition or a verb stands before the
    name. A comma may stand before its title: "received here, | Norwegian Ambassador X", no subject there.
    """
    if clauses.is_passive(verb):
        return []
    comma = False
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if scene.index.person_at(token.i):
            root = root_of_name(scene, token.i)
            told = root.dep_ == "appos" and verb.tag_ != "VBG"  # "will meet on Friday, the minister, X, said"
            whole = root.head if told else root
            lost = whole.dep_ in ({"nsubj", "nsubjpass", "conj"} if comma else ())
            return [] if lost or root.dep_ in {"poss", "compound", "nmod"} else [token]
        if token.text == "," and token.i + 1 < verb.sent.end:
            comma = True
            if token.nbor(1).lower_ in _BETWEEN or token.i + 1 in scene.index.title_owner:
                continue
            if token.nbor(1).ent_type_ in {"DATE", "TIME", "NORP"}:
                continue  # "met, Tuesday, at the palace, the minister, X"
            if scene.index.person_at(token.i + 1) == scene.index.title_owner.get(token.i - 1, ""):
                continue  # "received here the minister of Peru, | X"
        if token.i in scene.index.title_owner or token.ent_type_ in {"FAC", "GPE", "DATE", "TIME", "ORG"}:
            continue
        if token.tag_ == "POS" and token.i - 1 in scene.index.owner:
            continue  # "received in turn Peru's minister X"
        if token.lower_ not in _BETWEEN and token.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"}:
            return []
    return []


def names_person(scene: Scene, noun: Token) -> bool:
    """Whether a noun denotes a person."""
    return any(scene.actor(i).kind == "person" for i in scene.resolve(noun))


def listed_states(scene: Scene, noun: Token) -> list[str]:
    """The countries and bodies listed after the one that a noun names: "A, B and C, who know it, take part".

    Read from the words alone, like persons; () where no "and" closes the list.
    """
    index = scene.index
    out: list[str] = []
    closed = False
    for token in noun.doc[noun.i : noun.sent.end]:
        owner = index.owner.get(token.i)
        if owner is not None and scene.actor(owner).kind in {"country", "organization"}:
            out.append(owner)
            if closed and token.i + 1 not in index.owner:
                return list(dict.fromkeys(out))
        elif not out or token.lower_ not in {",", "and", "the", "(", ")"}:
            return []  # "the Republic of Chad (RC)"
        closed = closed or token.lower_ == "and"
    return []


_JOINING = frozenset({"along", "together", "alongside", "including"})


def _company(scene: Scene, token: Token) -> tuple[str, ...]:
    """Who is said to be with somebody: "X, accompanied by Y", "X, along with Y"; not "X, with his wife"."""
    out: list[str] = _groups_listed(scene, token)
    for child in [*token.children, *_of_several(token)]:
        if child.dep_ == "acl" and child.lemma_ in {"accompany", "flank"}:
            out.extend(i for t in clauses.agent(child) for i in scene.resolve(t))
        elif child.dep_ == "acl" and child.lemma_ in {"lead", "head"}:  # "a team led by X and envoys of P"
            after = [t for t in clauses.agent(child) if t.dep_ == "conj" and group_class(t)]
            out.extend(i for t in after for i in scene.resolve(t))
        elif child.dep_ in {"prep", "cc", "advmod"} and _joins(child):
            inner = [child, *(c for c in child.children if c.dep_ == "prep" and c.lower_ == "with")]
            objects = [o for p in inner for o in p.children if o.dep_ == "pobj"]
            out.extend(i for o in objects for i in scene.resolve_all(o))
            out.extend(i for o in objects if scene.index.person_at(o.i) for i in listed(scene, o.i))
    return tuple(out)


def _groups_listed(scene: Scene, token: Token) -> list[str]:
    """The groups that a list of names ends with, hung on what stands beside one: "X, his counterpart Y and
    their ministers met".
    """
    if not scene.index.person_at(token.i):
        return []
    beside = [x for c in token.rights if c.dep_ == "appos" for x in (c, *c.rights) if x.dep_ == "appos"]
    named = (c for c in beside if scene.index.person_at(c.i) or is_equal(c))
    joined = [x for c in named for x in c.rights if x.dep_ == "conj"]
    return [i for x in joined if x.tag_ == "NNS" and group_class(x) for i in scene.resolve(x)]


def _of_several(token: Token) -> list[Token]:
    """The "including" behind those whom a group is from, or of whom there are many: "ministers from the
    states, such as X", "a number of officials including X".
    """
    of = (o for c in token.rights if c.lower_ == "of" for o in c.rights if o.tag_ == "NNS")
    if many := [c for o in of if group_class(o) for c in o.rights if names_some(c)]:
        return many
    preps = [c for c in token.rights if c.dep_ == "prep" and c.lower_ in FROM]
    states = [o for p in preps for o in p.children if o.dep_ == "pobj" and o.tag_ == "NNS"]
    named = [c for o in states for c in o.rights if names_some(c)]
    return named if named and group_class(token) else []


def _joins(word: Token) -> bool:
    """Whether a preposition says that somebody is there too: "along with X", "such as X"."""
    with_them = word.lower_ == "with" and any(c.lower_ in _JOINING for c in word.lefts)
    return with_them or word.lower_ in _JOINING or names_some(word)


def anchor(tokens: list[Token], default: Token) -> Token:
    """The word that is the evidence: the first of the nouns, else the trigger itself."""
    return tokens[0] if tokens else default


_HOMES = frozenset(
    "home house residence estate ranch dacha villa palace cabin farm retreat compound mansion resort".split()
)


def destination(scene: Scene, tokens: list[Token], out: Arguments) -> None:
    """Places visited, houses of government among them; their countries are the hosts, as parties, or the body
    whose seat it is.

    Whoever lives in a house visited is the host: "a visit to President X's ranch", "visited the villa of X";
    nobody without an office, as in "visited Tolstoy's estate".
    """
    for token in tokens:
        if token.lemma_.lower() in _HOMES:
            owners = [c for c in token.lefts if c.dep_ == "poss"] + clauses.prepositional(token, "of")
            at_home = [o for o in owners if o.pos_ == "PROPN" and names_person(scene, o)]
            known = tuple(i for i in resolved(scene, at_home) if scene.offices.titles_of(i))
            out.add(known, anchor(at_home, token), "role-host")
        place = scene.places.at(town_of(token)) or scene.places.house(token) or scene.places.called(token)
        if place is None and token.lower_ == "country":
            place = country_again(scene, token, scene.principals(out.actors))
        if place is None:  # "to the capital, Oslo"
            place = next((p for c in token.rights if c.dep_ == "appos" and (p := scene.places.at(c))), None)
        if place is None:
            inner = scene.places.located(token)
            place = inner[0] if inner else None
        host = _at_home(scene, token) or (None if place is None else scene.places.drafts[place].state)
        if place is not None:
            out.places.append(place)
        if host is not None:
            out.parties.append(host)


_SEATS = frozenset("headquarter headquarters secretariat hq".split())


def _at_home(scene: Scene, seat: Token) -> str | None:
    """The body of states whose seat is visited, not the state in which it lies: "visited the Union's
    headquarters in Oslo"; ``None`` for "visited the army headquarters in Oslo".
    """
    if seat.lemma_.lower() not in _SEATS:
        return None
    named = (scene.index.owner.get(t.i) for t in (*seat.lefts, seat, *clauses.prepositional(seat, "of")))
    return next((i for i in named if i and scene.actor(i).type == "actor-intergovernmental"), None)


def at_house(scene: Scene, word: Token, out: Arguments) -> bool:
    """Whether a house of government says where a meeting is, which makes its country one of the sides unless
    two are named: "White House talks with Peru".
    """
    place = scene.places.house(word)
    if place is None:
        return False
    country = scene.places.drafts[place].state
    out.places.extend([place] if place not in out.places else [])
    if country is not None and country not in out.parties and len(scene.principals(out.actors)) < 2:
        out.parties.append(country)
    return True


_SETTING_OUT = frozenset(
    "leave depart set head fly travel go arrive land come embark proceed continue expect send".split()
)


def stay(prep: Token) -> list[Token]:
    """Where somebody is or goes "on" a visit: "in China on an official visit", "left for China on a visit".

    To whatever the parser hangs "on".
    """
    if prep.head.pos_ in {"PROPN", "NOUN"}:
        return [prep.head]
    if prep.head.lemma_ == "be":
        return clauses.prepositional(prep.head, "in")
    if prep.head.lemma_ in _SETTING_OUT and (goals := clauses.prepositional(prep.head, "for", "to", "in")):
        return [g for g in goals if g.i < prep.i]
    before = prep.nbor(-1) if prep.i > prep.sent.start else prep
    inside = before.dep_ == "pobj" and before.head.lower_ == "in"
    return [before] if inside else []
