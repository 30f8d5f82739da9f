"""What people decided: a small text file of pairs of nodes that are the same, different, or unsure.

One decision a line, six fields parted by blanks, of which the last runs to the end of the line::

    same       ev:2025-05-23-meeting-3b64  ev:2025-05-meeting-9d37  mk  2025-06-02  both are the fifth round
    different  id:john-hart-0a1b           id:john-hart-7c9d        mk  2025-06-02  father and son

Nodes are prefixed names or whole IRIs. ``#`` begins a comment. Of two decisions on one pair the later line
counts. What "same" joins in a chain must nowhere be "different".
"""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import get_args

from kg.alignment.judging import Verdict
from kg.errors import DecisionError
from kg.vocab import PREFIXES, shortened

HEADER = "# Decisions on identity: VERDICT NODE NODE WHO DATE WHY; see 'kg review --help'.\n"
_VERDICTS: tuple[str, ...] = get_args(Verdict)
_FIELDS = 6
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; ``line`` is where it stands in its file, 0 for one that stands in none."""

    verdict: Verdict
    one: str
    other: str
    who: str
    when: date
    why: str
    line: int = 0

    @property
    def pair(self) -> tuple[str, str]:
        """The two nodes in order."""
        return min(self.one, self.other), max(self.one, self.other)

    def text(self) -> str:
        """The line of the file, without its end."""
        nodes = f"{shortened(self.one)}  {shortened(self.other)}"
        return f"{self.verdict:<10} {nodes}  {self.who}  {self.when.isoformat()}  {self.why}".rstrip()


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions that do not contradict each other, one for each pair, and what is doubtful about them."""

    of: Mapping[tuple[str, str], Decision]
    warnings: tuple[str, ...] = ()

    def pairs(self, verdict: Verdict) -> list[tuple[str, str]]:
        """The pairs of one verdict, sorted."""
        return sorted(pair for pair, decision in self.of.items() if decision.verdict == verdict)


NONE = Decisions({})


def read_decisions(path: str | Path) -> Decisions:
    """The decisions of a file. Raises ``DecisionError`` with the line of what is malformed or contradicts."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is not UTF-8"
        raise DecisionError(f"{path}: cannot be read: {reason}") from error
    return decisions(parse(text, str(path)), str(path))


def parse(text: str, name: str = "decisions") -> list[Decision]:
    """Every decision of a text, in its order. Raises ``DecisionError`` naming the first bad line."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip()
        if bare and not bare.startswith("#"):
            found.append(_decision(bare, number, f"{name}, line {number}"))
    return found


def _decision(line: str, number: int, place: str) -> Decision:
    fields = _BLANK.split(line, maxsplit=_FIELDS - 1)
    if fields[0] not in _VERDICTS:
        raise DecisionError(f"{place}: {fields[0]!r} is no verdict; write {', '.join(_VERDICTS)}")
    if len(fields) < _FIELDS - 1:
        raise DecisionError(f"{place}: write VERDICT NODE NODE WHO DATE WHY; found {len(fields)} fields")
    verdict, one, other, who, day = fields[: _FIELDS - 1]
    try:
        when = date.fromisoformat(day)
    except ValueError:
        raise DecisionError(f"{place}: {day!r} is no date; write it as 2025-06-02") from None
    nodes = [_node(it, place) for it in (one, other)]
    if nodes[0] == nodes[1]:
        raise DecisionError(f"{place}: {one} is compared with itself")
    if _sort(nodes[0]) != _sort(nodes[1]):
        raise DecisionError(f"{place}: {one} and {other} are things of different sorts")
    why = fields[-1] if len(fields) == _FIELDS else ""
    return Decision(verdict, nodes[0], nodes[1], who, when, why, number)  # type: ignore[arg-type]


def _node(text: str, place: str) -> str:
    if text.startswith("<") and text.endswith(">"):
        text = text[1:-1]
    if text.startswith(("http://", "https://")):
        return text
    prefix, colon, local = text.partition(":")
    if not colon or prefix not in PREFIXES or not local:
        raise DecisionError(f"{place}: {text!r} is no node; write a prefixed name (ev:..., id:...) or an IRI")
    return PREFIXES[prefix] + local


def _sort(node: str) -> str:
    return node.rpartition("/")[0]


def decisions(found: Sequence[Decision], name: str = "decisions") -> Decisions:
    """Decisions without contradiction: the later of two on a pair counts, with a warning.

    Raises ``DecisionError`` where a chain of "same" joins what is "different", with the chain.
    """
    of: dict[tuple[str, str], Decision] = {}
    warnings = []
    for decision in found:
        before = of.get(decision.pair)
        if before is not None and before.verdict != decision.verdict:
            warnings.append(
                f"{name}, line {decision.line}: {decision.verdict} overrides {before.verdict} of line"
                f" {before.line} on {_named(*decision.pair)}"
            )
        of[decision.pair] = decision
    for pair in sorted(of):
        if of[pair].verdict == "different":
            chain = _chain(pair[0], pair[1], [d for d in of.values() if d.verdict == "same"])
            if chain:
                raise DecisionError(_contradiction(name, of[pair], chain))
    return Decisions(dict(sorted(of.items())), tuple(warnings))


def _chain(start: str, end: str, same: Iterable[Decision]) -> list[Decision]:
    """The shortest chain of decisions that joins two nodes; empty where there is none."""
    beside: dict[str, list[tuple[str, Decision]]] = {}
    for decision in sorted(same, key=lambda d: d.pair):
        beside.setdefault(decision.one, []).append((decision.other, decision))
        beside.setdefault(decision.other, []).append((decision.one, decision))
    way: dict[str, list[Decision]] = {start: []}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        if node == end:
            return way[node]
        for other, decision in beside.get(node, []):
            if other not in way:
                way[other] = [*way[node], decision]
                queue.append(other)
    return []


def _contradiction(name: str, different: Decision, chain: Sequence[Decision]) -> str:
    links = "; ".join(f"{_named(d.one, d.other)} are the same (line {d.line})" for d in chain)
    return (
        f"{name}, line {different.line}: {_named(different.one, different.other)} are decided to be"
        f" different, but {links}. Take out or change one of these lines"
    )


def _named(one: str, other: str) -> str:
    return f"{shortened(one)} and {shortened(other)}"


def append(path: str | Path, decision: Decision) -> None:
    """Adds a decision to its file, which is made where it is missing; the line is on disk on return.

    Raises ``DecisionError``, and leaves the file as it was, when it is malformed or would contradict itself.
    """
    target = Path(path)
    before = target.read_text(encoding="utf-8-sig") if target.exists() else HEADER
    if before and not before.endswith("\n"):
        before += "\n"
    after = f"{before}{decision.text()}\n"
    decisions(parse(after, str(path)), str(path))
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(after)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(target)
    except OSError as error:
        raise DecisionError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        beside.unlink(missing_ok=True)
