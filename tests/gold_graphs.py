"""Graphs made from gold annotations, with mistakes put in on purpose, to try the evaluation on."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store

DIP = "https://w3id.org/diplokg/ns#"
CODE = "https://w3id.org/diplokg/code/"
NODE = "https://example.org/"
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
ALT = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
CLASSES = {"person": "Person", "country": "Country", "organization": "Organization", "group": "Group"}


class Draft:
    """A store under construction; ``loss`` is the share of facts that are left out or changed."""

    def __init__(self, text: str, seed: int, loss: float) -> None:
        self.store = Store()
        self.text = text
        self.dice = random.Random(seed)
        self.loss = loss

    def lost(self) -> bool:
        return self.dice.random() < self.loss

    def add(self, node: str, name: str, value: str | Literal) -> None:
        target = value if isinstance(value, Literal) else NamedNode(value)
        self.store.add(Quad(NamedNode(NODE + node), NamedNode(DIP + name), target))

    def typed(self, node: str, kind: str, label: str, *others: str) -> None:
        subject = NamedNode(NODE + node)
        self.store.add(Quad(subject, TYPE, NamedNode(DIP + kind)))
        self.store.add(Quad(subject, LABEL, Literal(label, language="en")))
        for other in others:
            self.store.add(Quad(subject, ALT, Literal(other, language="en")))

    def mention(self, node: str, phrase: str) -> None:
        begin = self.text.find(phrase)
        if begin < 0 or self.lost():
            return
        mention = f"mention-{node}-{begin}"
        self.store.add(Quad(NamedNode(NODE + mention), TYPE, NamedNode(DIP + "Mention")))
        self.add(mention, "mentionOf", NODE + node)
        self.add(mention, "begin", Literal(str(begin), datatype=INTEGER))
        self.add(mention, "end", Literal(str(begin + len(phrase)), datatype=INTEGER))
        self.add(mention, "quote", Literal(phrase))


def graph_of(annotation: Path, seed: int, loss: float) -> Store:
    """The graph that an annotation amounts to, a share ``loss`` of it wrong; the same for the same seed."""
    gold = json.loads(annotation.read_text(encoding="utf-8"))
    text = annotation.with_name(annotation.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
    draft = Draft(text, seed, loss)
    for actor in gold["actors"]:
        _actor(draft, actor)
    for meeting in gold["meetings"]:
        _meeting(draft, meeting)
    for act in gold.get("acts", []):
        _act(draft, act, act["kind"].capitalize())
    for number, change in enumerate(gold.get("changes", [])):
        _act(draft, {"id": f"change{number}", **change}, "StatusChange")
    return draft.store


def write_graph(store: Store, path: Path) -> None:
    """The store as N-Triples."""
    path.write_bytes(store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b"")


def _actor(draft: Draft, actor: dict[str, Any]) -> None:
    kind = "group" if draft.lost() else actor["type"]
    name = f"Not {actor['name']}" if draft.lost() else actor["name"]
    draft.typed(actor["id"], CLASSES[kind], name, *[a for a in actor.get("aliases", []) if not draft.lost()])
    for number, office in enumerate(actor.get("positions", [])):
        holding, post = f"{actor['id']}-holding{number}", f"{actor['id']}-post{number}"
        draft.typed(holding, "PositionHolding", "holding")
        draft.typed(post, "Position", "clerk" if draft.lost() else office["title"])
        draft.add(holding, "holder", NODE + actor["id"])
        draft.add(holding, "position", NODE + post)


def _meeting(draft: Draft, meeting: dict[str, Any]) -> None:
    node = meeting["id"]
    draft.typed(node, "Meeting", "meeting")
    for trigger in meeting["triggers"]:
        draft.mention(node, trigger)
    for name, slot in (("hasParticipant", "participants"), ("hasParty", "parties")):
        for actor in meeting[slot]:
            if not draft.lost():
                draft.add(node, name, NODE + actor)
    draft.add(node, "status", f"{CODE}status-{'planned' if draft.lost() else meeting['status']}")
    draft.add(node, "meetingFormat", f"{CODE}format-{'visit' if draft.lost() else meeting['format']}")
    if meeting.get("place"):
        draft.typed(f"{node}-place", "Place", "Elsewhere" if draft.lost() else meeting["place"])
        draft.add(node, "takesPlaceAt", f"{NODE}{node}-place")
    day = ((meeting.get("date") or {}).get("edtf") or "")[:10]
    if len(day) == 10 and day[4] == "-":
        draft.add(node, "earliest", Literal(day))
        if not draft.lost():
            draft.add(node, "latest", Literal(day))
    for number, issue in enumerate(meeting.get("issues", [])):
        draft.typed(f"{node}-issue{number}", "Issue", "weather" if draft.lost() else issue)
        draft.add(node, "about", f"{NODE}{node}-issue{number}")


def _act(draft: Draft, act: dict[str, Any], kind: str) -> None:
    draft.typed(act["id"], "Request" if draft.lost() else kind, "act")
    draft.mention(act["id"], act["trigger"])
    for speaker in act.get("speaker", []):
        if not draft.lost():
            draft.add(act["id"], "speaker", NODE + speaker)
