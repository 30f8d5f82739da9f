"""The code lists of the ontology: formats of meetings, kinds of actors, statuses, roles ... and their codes.

``DIPC["format-summit"]`` is an IRI; a name that the ontology lacks raises ``AttributeError``, so that a
misspelt code can never get into a graph. A test compares this module with ``ontology/diplokg.ttl`` both
ways. Importing it reads no file.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib.namespace import DefinedNamespace, Namespace

from kg.ids import BASE


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
