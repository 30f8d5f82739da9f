"""Who signs an accord: "A and B signed a treaty", "a pact signed in Oslo by A and B", "the truce that A
signed with B", "the treaty between A and B, initialled in Lima", "the Lima treaty, signed in 1998".
"""

from __future__ import annotations

from kg.extraction.arguments.arguments import Arguments, anchor, destination, names_person, resolved
from kg.extraction.arguments.process_parties import main_parties
from kg.extraction.arguments.signed_for import signing_sides
from kg.extraction.grammar import clauses
from kg.extraction.grammar.control import is_called_to
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.signed_accords import ACCORDS, is_accord, signed_before, signed_things
from kg.extraction.triggers.verb_guards import dated

_SIDES = ("with", "between", "among")
_OTHERS = frozenset(
    "relation tie war conflict dispute talk negotiation contact solidarity peace issue".split()
)


def add_signatories(scene: Scene, verb: Token, named: list[Token], out: Arguments) -> None:
    """Adds who signs, and the sides of what is signed, told on the verb or on the noun.

    ``named`` are those whom the preposition of the phrase names.
    """
    signing = clauses.doers(verb)
    out.add(resolved(scene, signing), anchor(signing, verb))
    out.add(resolved(scene, named), anchor(named, verb))
    beside = _joined(verb)
    out.add(resolved(scene, beside), anchor(beside, verb))
    for person, token in signing_sides(scene, verb):
        out.add((person,), token)
    sides = clauses.prepositional(verb, *_SIDES)
    for noun in _signed(verb):
        sides += [s for s in clauses.prepositional(noun, *_SIDES) if s not in sides]
    sides = sides or [o for noun in _signed(verb) for o in _with_inside(scene, noun)]
    out.add(resolved(scene, sides), anchor(sides, verb))
    goal = clauses.prepositional(verb.head, "to") if is_called_to(verb) else []
    if goal:  # "Peru invited X to Lima to sign a treaty"
        hosts = clauses.doers(verb.head)
        out.add(resolved(scene, hosts), anchor(hosts, verb), "role-host")
        destination(scene, goal, out)
    if not (signing or named or sides):
        out.add(_sides_known(scene, verb), verb)
    if not scene.places.located(verb):  # "put their names to a truce in Oslo"
        where = [p for n in _signed(verb) if n.head.lower_ == "to" for p in scene.places.located(n)]
        out.places.extend(p for p in where if p not in out.places)
    _signed_abroad(scene, verb, out)


def _joined(verb: Token) -> list[Token]:
    """Whom one joins who signs: B of "A joined B to sign a treaty", "A joined B in signing it"."""
    above = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "in" else verb.head
    inside = verb.dep_ in {"advcl", "xcomp", "pcomp"} and above.lemma_ == "join" and above.i < verb.i
    return clauses.objects(above) if inside and not clauses.is_passive(above) else []


def _signed_abroad(scene: Scene, verb: Token, out: Arguments) -> None:
    """Makes the state a party in which a minister of another one alone is said to sign "a" pact: "Peru's
    minister signed a trade deal in Oslo"; not "the climate treaty", nor a loan agreement, of which others are
    the other side.
    """
    signers = [scene.actor(i) for i in out.actors]
    where = [p for t in (verb, *_signed(verb)) for p in scene.places.located(t)]
    states = [s for p in (*out.places, *where) if (s := scene.places.drafts[p].state)]
    if len(signers) != 1 or not states or signers[0].country in {None, *states} or out.parties:
        return
    held = {w for title in scene.offices.titles_of(signers[0].id) for w in title.split()}
    pacts = [n for n in _signed(verb) if n.tag_ == "NN" and any(c.lower_ in {"a", "an"} for c in n.lefts)]
    shared = [n for n in pacts if n.lemma_ not in _OF_MANY and not {c.lower_ for c in n.lefts} & _OF_MONEY]
    if shared and held & _MINISTERS and not clauses.is_passive(verb):
        out.parties.append(states[0])


_MINISTERS = frozenset("minister president premier king emir sultan chancellor".split())
_OF_MANY = frozenset("convention charter protocol declaration document statement act contract".split())
_OF_MONEY = frozenset("loan credit financing grant bailout multilateral international global".split())


def _sides_known(scene: Scene, verb: Token) -> tuple[str, ...]:
    """Whose accord it is of which only the day or the place of signing is told: "the treaty signed in 1998".

    They are the states by which it is called ("the Peru-Chile treaty"), else the two of the article. So are
    those of "the accord will be signed in May", not of "a bill could be signed".
    """
    told = verb.tag_ == "VBN" and not any(c.dep_ == "neg" or c.lower_ == "off" for c in verb.children)
    nouns = [n for n in _signed(verb) if n.lemma_.lower() not in _OF_FIRMS] if told else []
    modal = next((c.lower_ for c in verb.children if c.tag_ == "MD"), None)
    if modal not in {None, "will", "shall", "'ll"}:
        return ()
    if verb.dep_ == "xcomp" or modal:
        nouns = [n for n in nouns if n.lower_ == "it" or any(c.lower_ in {"the", "this"} for c in n.lefts)]
    if not nouns or not (dated(verb) or scene.places.located(verb)):
        return ()
    if verb.dep_ == "relcl" and not is_accord(verb.head):  # "the hall in which the pact was signed in 1955"
        return ()
    words = [t for c in nouns[0].lefts if c.dep_ in {"amod", "compound", "nmod"} for t in c.subtree]
    called = tuple(dict.fromkeys(i for t in words for i in scene.resolve(t)))
    states = tuple(i for i in called if scene.actor(i).kind == "country")
    return states if len(states) > 1 else main_parties(scene)


_OF_FIRMS = frozenset({"contract", "charter", "convention", "document", "declaration"})


def _with_inside(scene: Scene, noun: Token) -> list[Token]:
    """Whom a "with" names that the parser hung on the topic: "signed an accord on | fish with President X".

    Of states and bodies only where the topic is not itself with somebody ("a declaration on ties with X").
    """
    withs = (t for t in noun.subtree if t.lower_ == "with" and t.i > noun.i and t.dep_ == "prep")
    found = ((t.head, o) for t in withs for o in clauses.prepositional(t.head, "with"))
    return [o for topic, o in found if names_person(scene, o) or topic.lemma_.lower() not in _OTHERS]


def _signed(verb: Token) -> list[Token]:
    """What is signed, with what it is "of": "memorandum" and "understanding"."""
    nouns = signed_things(verb)
    nouns += signed_before(verb)
    nouns = [n for n in nouns if is_accord(n)]
    return nouns + [o for n in nouns for o in clauses.prepositional(n, "of") if o.lemma_.lower() in ACCORDS]
