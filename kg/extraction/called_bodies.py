"""Bodies with a noun of their kind ("the Hamas movement") and peoples within a country ("Iraqi Kurds")."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.actors import ActorIndex

_OF_STATES = frozenset("bloc alliance cartel forum grouping organisation organization".split())
_OF_PEOPLE = _OF_STATES | frozenset(
    "group movement militia faction coalition network party insurgency".split()
)
_KINDS = {
    "actor-intergovernmental": _OF_STATES,
    "actor-armed-group": _OF_PEOPLE,
    "actor-political-party": _OF_PEOPLE,
}
_AT_HOME = frozenset("democrats republicans conservatives liberals socialists communists greens".split())


def body_called(index: ActorIndex, token: Token) -> tuple[str, ...]:
    """The body whose name stands before a noun of its kind: "the ASEAN bloc", "the African Union (AU) bloc".

    Nothing for "a UN group" and "EU officials", which are not the body itself.
    """
    doc, before = token.doc, token.i - 1
    if before not in index.owner and (before < 2 or doc[before].text != ")"):
        return ()
    if not token.text.islower() or any(c.lower_ in {"a", "an"} for c in token.lefts):
        return ()
    if before > 1 and doc[before].text == ")":
        while before > token.sent.start and doc[before].text != "(":
            before -= 1
        before -= 1
    id_ = index.owner.get(before)
    if id_ is None or doc[before].sent.start != token.sent.start:
        return ()
    fits = _KINDS.get(index.drafts[id_].type or "", frozenset())
    return (id_,) if token.lemma_.lower() in fits else ()


def people(index: ActorIndex, token: Token) -> tuple[str, ...]:
    """The part of a people that a plural with its country or "ethnic" denotes, as a group: "Bosnian Serbs".

    Not a bare "Serbs", which may be the nation's, nor a party's members at home.
    """
    if token.ent_type_ != "NORP" or token.pos_ not in {"PROPN", "NOUN"} or not token.lower_.endswith("s"):
        return ()
    if token.dep_ in {"amod", "compound", "nmod"} or token.lower_ in _AT_HOME:
        return ()
    told = [
        c
        for c in token.lefts
        if c.dep_ in {"amod", "compound", "nmod"}
        and (c.lower_ == "ethnic" or c.i in index.adjective or index.owner.get(c.i) is not None)
    ]
    if not told:
        return ()
    first = min(c.i for c in told)
    name = " ".join(index.doc[first : token.i + 1].text.split())
    known = next((d for d in index.drafts.values() if d.kind == "group" and d.name == name), None)
    draft = known or index.new("group", name, type="actor-population", plural=True)
    index.mention(draft, first, token.i + 1, 0.85)
    if token.i not in draft.heads:
        draft.heads.append(token.i)
    return (draft.id,)
