"""What an examination of a graph reports: one frozen value per finding, sorted the same way everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["violation", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or missing.

    ``node`` is the IRI that it is about and ``label`` that node's label or ``""``; ``path`` the property
    concerned (prefixed name) or ``""``; ``value`` the offending value as text or ``""``; ``graph`` the IRI
    of the article graph that it was found in, ``""`` for the default graph.
    """

    severity: Severity
    node: str
    label: str
    path: str
    message: str
    value: str = ""
    graph: str = ""

    def line(self) -> str:
        """One line fit for a terminal: severity, label or IRI, path, message, value, white space folded."""
        name = f"{self.label} <{self.node}>" if self.label else f"<{self.node}>"
        path = f" {self.path}" if self.path else ""
        value = f" ({self.value})" if self.value else ""
        return " ".join(f"{self.severity}: {name}{path}: {self.message}{value}".split())


def in_order(findings: list[Finding]) -> list[Finding]:
    """The distinct findings: violations first, then by node, path, message and value."""
    rank = {name: number for number, name in enumerate(SEVERITIES)}
    return sorted(
        set(findings),
        key=lambda f: (rank[f.severity], f.graph, f.node, f.path, f.message, f.value),
    )
