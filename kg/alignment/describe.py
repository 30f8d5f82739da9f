"""Alignment to quads: the alignment graph, in the terms of the ontology.

It holds which node is replaced by which (``dcterms:isReplacedBy``), each judgement with its reasons and
score, the one value of each kind of a meeting that several articles report, what they say by source, and
where they disagree. Nothing is written where no two articles meet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from kg.alignment.align import Alignment
from kg.alignment.decisions import Decision
from kg.alignment.judging import Judgement
from kg.alignment.meeting_views import Known
from kg.alignment.names import NORMALISATION
from kg.alignment.reported import Claim, Disagreement, Meeting, reported_meetings
from kg.codes import DIPC
from kg.ids import digest
from kg.rdf import terms
from kg.rdf.aligned import ALIGNMENT, REPLACED_BY
from kg.vocab import DIP, shortened

#: Version of the rules by which entities and meetings are aligned.
RULES = "alignment-2"

_TYPE = terms.in_namespace("rdf", "type")
_LABEL = terms.in_namespace("rdfs", "label")
_ALT_LABEL = terms.in_namespace("skos", "altLabel")
_POSITION = terms.in_namespace("schema", "position")
_DERIVED = terms.in_namespace("prov", "wasDerivedFrom")

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def alignment_quads(alignment: Alignment) -> list[Quad]:
    """The alignment graph, sorted; empty where nothing is shared, merged or decided."""
    triples = {*_replaced(alignment), *_labels(alignment)}
    for judged in alignment.merged:
        triples.update(_judgement(judged))
    for decision in alignment.decided:
        triples.update(_decision(decision))
    for meeting in reported_meetings(alignment):
        triples.update(_meeting(meeting))
    if triples:
        triples.update(_graph())
    return [Quad(*triple, ALIGNMENT) for triple in sorted(triples, key=str)]


def meeting_quads(alignment: Alignment, known: Mapping[str, Known]) -> list[Quad]:
    """What ``alignment_quads`` says of the meetings of some articles whose entities are known elsewhere; with
    what it says of the graph itself.
    """
    triples = {it for meeting in reported_meetings(alignment, known) for it in _meeting(meeting)}
    if triples:
        triples.update(_graph())
    return [Quad(*triple, ALIGNMENT) for triple in sorted(triples, key=str)]


def _graph() -> Iterator[Triple]:
    yield ALIGNMENT, _TYPE, terms.in_namespace("void", "Dataset")
    yield ALIGNMENT, _LABEL, terms.text("Alignment of what several articles report")
    yield ALIGNMENT, terms.in_namespace("owl", "versionInfo"), terms.string(f"{RULES}, {NORMALISATION}")


def _replaced(alignment: Alignment) -> Iterator[Triple]:
    for old, new in alignment.replaced.items():
        yield terms.node(old), REPLACED_BY, terms.node(new)


def _labels(alignment: Alignment) -> Iterator[Triple]:
    """One label for what stands for several entities; the labels of the others as alternatives."""
    said: dict[str, set[str]] = {}
    shared = {*alignment.replaced, *alignment.replaced.values()}
    for article in alignment.articles:
        for record in article.entities:
            if record.node in shared:
                said.setdefault(record.node, set()).add(record.label)
    for new, group in alignment.groups().items():
        if new not in said:
            continue
        label = min(said[new], key=lambda words: (-len(words.split()), words))
        yield terms.node(new), _LABEL, terms.text(label)
        for other in sorted({words for node in group for words in said.get(node, ())} - {label}):
            yield terms.node(new), _ALT_LABEL, terms.text(other)


def judgement_node(pair: tuple[str, str]) -> NamedNode:
    """``alignment/{hash}`` of the two nodes."""
    return terms.in_namespace("align", digest(*(shortened(node) for node in pair)))


def _judgement(judged: Judgement) -> Iterator[Triple]:
    me = judgement_node(judged.pair)
    yield from _verdict(me, judged.pair, "same")
    yield me, terms.node(DIP.score), terms.decimal(judged.score)
    for number, reason in enumerate(judged.reasons, start=1):
        node = NamedNode(f"{me.value}-{number}")
        yield me, terms.node(DIP.hasReason), node
        yield node, _TYPE, terms.node(DIP.IdentityReason)
        yield node, _LABEL, terms.text(reason.words)
        yield node, terms.node(DIP.criterion), terms.node(DIPC[f"criterion-{reason.criterion}"])
        yield node, terms.node(DIP.weight), terms.decimal(reason.weight)


def _verdict(me: NamedNode, pair: tuple[str, str], verdict: str) -> Iterator[Triple]:
    yield me, _TYPE, terms.node(DIP.IdentityJudgement)
    yield me, _LABEL, terms.text(f"{shortened(pair[0])} and {shortened(pair[1])}: {verdict}")
    yield me, terms.node(DIP.verdict), terms.node(DIPC[f"verdict-{verdict}"])
    for node in pair:
        yield me, terms.node(DIP.judges), terms.node(node)


def _decision(decision: Decision) -> Iterator[Triple]:
    """What a person decided, with who, when and why."""
    me = judgement_node(decision.pair)
    yield from _verdict(me, decision.pair, decision.verdict)
    yield me, terms.in_namespace("dcterms", "creator"), terms.string(terms.clean(decision.who))
    yield me, terms.in_namespace("dcterms", "date"), terms.day(decision.when)
    if terms.clean(decision.why):
        yield me, terms.in_namespace("rdfs", "comment"), terms.text(decision.why, "und")


def _meeting(it: Meeting) -> Iterator[Triple]:
    me = terms.node(it.node)
    yield me, _LABEL, terms.text(it.label)
    yield me, terms.node(DIP.meetingFormat), terms.node(DIPC[f"format-{it.format}"])
    yield me, terms.node(DIP.status), terms.node(DIPC[f"status-{it.status}"])
    if it.earliest:
        yield me, terms.node(DIP.earliest), terms.day(it.earliest)
    if it.latest:
        yield me, terms.node(DIP.latest), terms.day(it.latest)
    if it.edtf:
        yield me, terms.node(DIP.edtf), terms.string(it.edtf)
    if it.ordinal is not None:
        yield me, _POSITION, terms.integer(it.ordinal)
    yield from _claims(it.node, it.claims)
    for disagreement in it.disagreements:
        yield from _disagreement(it, disagreement)


def _claims(event: str, claims: Sequence[Claim]) -> Iterator[Triple]:
    """Statements by source, as RDF's own reification: which articles give which value."""
    for claim in claims:
        me = _claim_node(event, claim)
        yield me, _TYPE, terms.in_namespace("rdf", "Statement")
        yield me, terms.in_namespace("rdf", "subject"), terms.node(event)
        yield me, terms.in_namespace("rdf", "predicate"), _property(claim.property)
        yield me, terms.in_namespace("rdf", "object"), _value(claim)
        for article in claim.articles:
            yield me, _DERIVED, terms.node(article)


def _disagreement(it: Meeting, of: Disagreement) -> Iterator[Triple]:
    me = terms.in_namespace("align", f"{of.aspect}-{digest(shortened(it.node))}")
    yield me, _TYPE, terms.node(DIP.Disagreement)
    yield me, _LABEL, terms.text(f"{it.label}: {of.words}")
    yield me, terms.node(DIP.disagreementOn), terms.node(it.node)
    yield me, terms.node(DIP.aspect), terms.node(DIPC[f"aspect-{of.aspect}"])
    for claim in of.claims:
        yield me, terms.node(DIP.claim), _claim_node(it.node, claim)
    yield from _claims(it.node, of.claims)


def _claim_node(event: str, claim: Claim) -> NamedNode:
    return terms.in_namespace("align", f"claim-{digest(shortened(event), claim.property, claim.value)}")


def _property(name: str) -> NamedNode:
    return _POSITION if name == "position" else terms.node(DIP[name])


def _value(claim: Claim) -> NamedNode | Literal:
    if claim.property == "status":
        return terms.node(DIPC[f"status-{claim.value}"])
    if claim.property == "position":
        return terms.integer(int(claim.value))
    if claim.property == "edtf":
        return terms.string(claim.value)
    if claim.property in ("earliest", "latest"):
        return Literal(claim.value, datatype=terms.in_namespace("xsd", "date"))
    return terms.node(claim.value)
