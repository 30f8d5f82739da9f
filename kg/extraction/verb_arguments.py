"""The arguments of verbs that denote meetings: who meets, visits, hosts, calls, mediates."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction import clauses
from kg.extraction.arguments import Arguments, anchor, destination, resolved
from kg.extraction.scene import Scene
from kg.extraction.triggers import Trigger


def verb_arguments(scene: Scene, trigger: Trigger, out: Arguments) -> None:
    verb, frame = trigger.token, trigger.frame.frame
    doers = resolved(scene, clauses.doers(verb))
    with_ = resolved(scene, clauses.prepositional(verb, "with", "alongside"))
    if frame == "visit":
        out.add(doers, anchor(clauses.doers(verb), verb), "role-visitor")
        destination(scene, clauses.objects(verb), out)
        if not out.places and not out.parties:
            hosts = tuple(i for o in clauses.objects(verb) for i in scene.resolve_all(o))
            out.add(hosts, verb, "role-host")
    elif frame == "go":
        out.add(doers, anchor(clauses.doers(verb), verb), "role-visitor")
        destination(scene, clauses.prepositional(verb, "to", "in", "into", "for", "at"), out)
    elif frame == "host":
        out.add(doers, anchor(clauses.doers(verb), verb), "role-host")
        out.add(resolved(scene, clauses.objects(verb)), anchor(clauses.objects(verb), verb), "role-visitor")
    elif frame == "visiting":
        out.add(scene.resolve(verb.head), verb.head, "role-visitor")
        governor = clauses.clause_of(verb.head)
        hosts = clauses.doers(governor)
        if verb.head.dep_ in {"dobj", "dative", "pobj", "compound", "appos", "nsubj"}:
            out.add(
                resolved(scene, [h for h in hosts if h.i != verb.head.i]), anchor(hosts, verb), "role-host"
            )
    elif frame == "mediate":
        out.add(doers, anchor(clauses.doers(verb), verb), "role-mediator")
        out.add(resolved(scene, clauses.prepositional(verb, "between", "among")), verb)
    else:
        role = "role-participant"
        out.add(doers, anchor(clauses.doers(verb), verb), role)
        if frame in {"meet", "call"}:
            objects = [o for o in clauses.objects(verb) if o.i != verb.i]
            if not clauses.is_passive(verb) or clauses.agent(verb):
                out.add(resolved(scene, objects), anchor(objects, verb), role)
        out.add(with_, anchor(clauses.prepositional(verb, "with"), verb), role)
        if frame == "meet" and verb.dep_ == "advcl" and verb.tag_ == "VBG" and not with_:
            told = [
                c for c in verb.head.children if c.dep_ in {"dobj", "dative"}
            ]  # "Meeting in Oslo, A told B"
            out.add(resolved(scene, told), anchor(told, verb), role)
        if frame in {"with", "discuss"}:
            partners = clauses.prepositional(verb, "to") if trigger.frame.lemma in {"speak", "talk"} else []
            out.add(resolved(scene, partners), anchor(partners, verb), role)
    out.places.extend(p for p in scene.places.located(verb) if p not in out.places)
    _place_after_object(scene, verb, out)


def _place_after_object(scene: Scene, verb: Token, out: Arguments) -> None:
    """ "met Putin in Moscow" parsed as "Putin in Moscow": a place that hangs on the object or the partner."""
    if out.places:
        return
    for child in verb.children:
        if child.dep_ == "dobj" or (child.dep_ == "prep" and child.lower_ == "with"):
            hosts = [child] if child.dep_ == "dobj" else [c for c in child.children if c.dep_ == "pobj"]
            for host in hosts:
                for noun in clauses.conjuncts(host):
                    out.places.extend(p for p in scene.places.located(noun) if p not in out.places)
