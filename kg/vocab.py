"""The closed vocabulary: every class, property and code of the ontology, and the prefixes of a graph.

``DIP.Meeting`` and ``DIPC["format-summit"]`` are IRIs; a name that the ontology lacks raises
``AttributeError`` (also through ``[]``), so that a misspelt term can never get into a graph. A test
compares this module with ``ontology/diplokg.ttl`` both ways. Importing it reads no file.
"""

# ruff: noqa: N815 - the names are those of the ontology
from __future__ import annotations

from collections.abc import Iterator

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


class DIPC(DefinedNamespace):
    """Concepts of the code lists and the lists themselves; names have hyphens, so ask with ``[]``."""

    _NS = Namespace(BASE + "code/")
    _fail = True
    _extras = [  # noqa: RUF012 - the base class of rdflib wants a plain list
        "actor-type",
        "actor-government-body",
        "actor-ministry",
        "actor-agency",
        "actor-executive-office",
        "actor-legislature",
        "actor-judiciary",
        "actor-armed-forces",
        "actor-law-enforcement",
        "actor-intelligence-service",
        "actor-intergovernmental",
        "actor-joint-body",
        "actor-political-party",
        "actor-ngo",
        "actor-company",
        "actor-media",
        "actor-research",
        "actor-armed-group",
        "actor-officials",
        "actor-population",
        "meeting-format",
        "format-meeting",
        "format-talks",
        "format-negotiation-round",
        "format-mediation",
        "format-working-group-session",
        "format-summit",
        "format-conference",
        "format-visit",
        "format-state-visit",
        "format-remote",
        "format-phone-call",
        "format-video-call",
        "format-signing",
        "event-status",
        "status-proposed",
        "status-planned",
        "status-ongoing",
        "status-held",
        "status-suspended",
        "status-postponed",
        "status-cancelled",
        "status-ended",
        "participation-role",
        "role-participant",
        "role-head-of-delegation",
        "role-chair",
        "role-host",
        "role-visitor",
        "role-organizer",
        "role-mediator",
        "role-observer",
        "role-initiator",
        "process-type",
        "process-relations",
        "process-dialogue",
        "process-negotiation",
        "process-cooperation",
        "process-dispute",
        "change-type",
        "change-launch",
        "change-suspension",
        "change-resumption",
        "change-postponement",
        "change-cancellation",
        "change-termination",
        "change-deterioration",
        "change-improvement",
        "act-type",
        "act-pledge",
        "act-agreement",
        "act-announcement-of-plan",
        "act-request",
        "act-demand",
        "act-appeal",
        "act-invitation",
        "act-assessment",
        "act-report",
        "act-support",
        "act-criticism",
        "act-accusation",
        "act-refusal",
        "act-denial",
        "act-threat",
        "act-condolence",
        "act-raising",
        "stance",
        "stance-supportive",
        "stance-opposed",
        "stance-mixed",
        "stance-neutral",
        "factuality",
        "fact-asserted",
        "fact-attributed",
        "fact-alleged",
        "fact-future",
        "fact-hypothetical",
        "fact-negated",
        "holding-status",
        "holding-current",
        "holding-then",
        "holding-former",
        "holding-acting",
        "holding-designate",
        "identity-verdict",
        "verdict-same",
        "verdict-different",
        "verdict-unsure",
        "identity-criterion",
        "criterion-name",
        "criterion-spelling",
        "criterion-middle-name",
        "criterion-initials",
        "criterion-surname",
        "criterion-acronym",
        "criterion-identifier",
        "criterion-country",
        "criterion-office",
        "criterion-side-by-side",
        "criterion-participants",
        "criterion-parties",
        "criterion-date",
        "criterion-publication",
        "criterion-place",
        "criterion-ordinal",
        "criterion-format",
        "criterion-status",
        "criterion-issue",
        "criterion-occasion",
        "disagreement-aspect",
        "aspect-time",
        "aspect-place",
        "aspect-participants",
        "aspect-status",
        "aspect-number",
    ]


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

#: Names of the code lists.
CODE_LISTS = (
    "actor-type",
    "meeting-format",
    "event-status",
    "participation-role",
    "process-type",
    "change-type",
    "act-type",
    "stance",
    "factuality",
    "holding-status",
    "identity-verdict",
    "identity-criterion",
    "disagreement-aspect",
)


def codes(prefix: str = "") -> Iterator[str]:
    """Names of the codes that begin with ``prefix`` (``"format-"``), in the order of the ontology.

    The names of the lists themselves are left out.
    """
    return (name for name in DIPC._extras if name.startswith(prefix) and name not in CODE_LISTS)


def shortened(iri: str) -> str:
    """The prefixed name of an IRI (``"id:Q30"``), the IRI itself where no prefix fits.

    >>> shortened("https://w3id.org/diplokg/id/Q30")
    'id:Q30'
    """
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = _PREFIX_OF.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix and cut < len(iri) else iri


_PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES.items()}
