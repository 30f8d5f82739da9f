"""The closed vocabulary: every class and property of the ontology, and the prefixes of a graph.

``DIP.Meeting`` is an IRI; a name that the ontology lacks raises
``AttributeError`` (also through ``[]``), so that a misspelt term can never get into a graph. A test
compares this module with ``ontology/diplokg.ttl`` both ways. Importing it reads no file.
"""

# ruff: noqa: N815 - the names are those of the ontology
from __future__ import annotations

from rdflib.namespace import DefinedNamespace, Namespace
from rdflib.term import URIRef

from kg.ids import BASE


class DIP(DefinedNamespace):
    """Classes and properties of the ontology."""

    _NS = Namespace(BASE + "ns#")
    _fail = True

    Actor: URIRef
    Person: URIRef
    Country: URIRef
    Organization: URIRef
    Group: URIRef
    Delegation: URIRef
    Position: URIRef
    PositionHolding: URIRef
    Place: URIRef
    Event: URIRef
    Meeting: URIRef
    Process: URIRef
    StatusChange: URIRef
    CommunicativeAct: URIRef
    Commitment: URIRef
    Request: URIRef
    Statement: URIRef
    Participation: URIRef
    Issue: URIRef
    Mention: URIRef
    IdentityJudgement: URIRef
    IdentityReason: URIRef
    Disagreement: URIRef

    actorType: URIRef
    country: URIRef
    represents: URIRef
    holder: URIRef
    position: URIRef
    positionIn: URIRef
    holdingStatus: URIRef
    near: URIRef
    hasParticipant: URIRef
    hasParty: URIRef
    hasParticipation: URIRef
    participant: URIRef
    role: URIRef
    onBehalfOf: URIRef
    inCapacity: URIRef
    takesPlaceAt: URIRef
    about: URIRef
    status: URIRef
    partOf: URIRef
    precedes: URIRef
    inResponseTo: URIRef
    processType: URIRef
    meetingFormat: URIRef
    changeType: URIRef
    affects: URIRef
    earliest: URIRef
    latest: URIRef
    edtf: URIRef
    timeExpression: URIRef
    speaker: URIRef
    addressee: URIRef
    reportedBy: URIRef
    actType: URIRef
    madeAt: URIRef
    content: URIRef
    envisages: URIRef
    stance: URIRef
    stanceToward: URIRef
    mentionOf: URIRef
    inArticle: URIRef
    begin: URIRef
    end: URIRef
    quote: URIRef
    confidence: URIRef
    factuality: URIRef
    judges: URIRef
    verdict: URIRef
    score: URIRef
    hasReason: URIRef
    criterion: URIRef
    weight: URIRef
    disagreementOn: URIRef
    aspect: URIRef
    claim: URIRef


for _name in DIP.__annotations__:  # rdflib makes them anew each time that one is asked for
    setattr(DIP, _name, DIP[_name])

ONTOLOGY = URIRef(BASE + "ns")
ISSUE_SCHEME = URIRef(BASE + "issue")
FOUND_SCHEME = URIRef(BASE + "issue/found")

#: What each prefix stands for, in the order in which files declare them.
PREFIXES: dict[str, str] = {
    "dip": BASE + "ns#",
    "dipc": BASE + "code/",
    "issue": BASE + "issue/",
    "id": BASE + "id/",
    "ev": BASE + "event/",
    "pt": BASE + "participation/",
    "hold": BASE + "holding/",
    "art": BASE + "article/",
    "m": BASE + "mention/",
    "run": BASE + "run/",
    "graph": BASE + "graph/",
    "align": BASE + "alignment/",
    "wd": "http://www.wikidata.org/entity/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/",
    "void": "http://rdfs.org/ns/void#",
    "oa": "http://www.w3.org/ns/oa#",
    "sh": "http://www.w3.org/ns/shacl#",
}


def shortened(iri: str) -> str:
    """The prefixed name of an IRI (``"id:Q30"``), the IRI itself where no prefix fits.

    >>> shortened("https://w3id.org/diplokg/id/Q30")
    'id:Q30'
    """
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = _PREFIX_OF.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix and cut < len(iri) else iri


_PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES.items()}
