"""The table of act triggers (``kg/data/acts.tsv``) as frames, looked up by lemma and part of speech."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.errors import TableError
from kg.lexicon import Row, per_lexicon, rows
from kg.lexicon.forms import ROLES
from kg.model import ActKind

KIND_OF_TYPE: Mapping[str, ActKind] = {
    **dict.fromkeys(("pledge", "agreement", "announcement-of-plan"), "commitment"),
    **dict.fromkeys(("request", "demand", "appeal", "invitation"), "request"),
    **dict.fromkeys(
        (
            "assessment",
            "report",
            "support",
            "criticism",
            "accusation",
            "refusal",
            "denial",
            "threat",
            "condolence",
            "raising",
        ),
        "statement",
    ),
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One grammatical slot of a frame: its name (``obj``, ``comp``, a preposition), role, and whether it is
    one of those of which at least one must be filled.
    """

    name: str
    role: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the table; ``negated`` is the type of the negated act, ``None`` when there is then no
    act.
    """

    lemma: str
    pos: str
    particle: str | None
    type: str | None
    slots: tuple[Slot, ...]
    negated: str | None
    plover: str
    cameo: str

    @property
    def needed(self) -> tuple[Slot, ...]:
        """The slots of which one at least must be filled."""
        return tuple(s for s in self.slots if s.needed)


def _slots(text: str, where: str) -> tuple[Slot, ...]:
    out = []
    for part in text.split():
        if part == "-":
            continue
        name, sep, role = part.partition("=")
        bare = role.rstrip("!")
        if not sep or bare not in ROLES:
            raise TableError(f"{where}: slot {part!r} is not slot=role with role one of {' '.join(ROLES)}")
        out.append(Slot(name, bare, role.endswith("!")))
    return tuple(out)


def _frame(row: Row) -> Frame:
    kind_type = None if row["type"] == "-" else row["type"]
    negated = {"-": None, "=": kind_type}.get(row["negated"], row["negated"])
    if (
        row["pos"] in ("VERB", "NOUN", "ADJ", "SAY")
        and (kind_type or row["pos"] != "SAY")
        and kind_type not in KIND_OF_TYPE
    ):
        raise TableError(f"{row.where}: unknown act type {row['type']!r}")
    return Frame(
        row["lemma"],
        row["pos"],
        None if row["particle"] == "-" else row["particle"],
        kind_type,
        _slots(row["frame"], row.where) if row["pos"] in ("VERB", "NOUN", "ADJ", "SAY") else (),
        negated,
        row["plover"],
        row["cameo"],
    )


@dataclass(frozen=True)
class ActLexicon:
    """The frames by (part of speech, lemma), those with a particle first; later tables win over earlier
    ones.
    """

    frames: Mapping[tuple[str, str], tuple[Frame, ...]]
    lemmas: Mapping[str, frozenset[str]]
    """The lemmas by part of speech, none left out: for who asks every word of a text."""

    def get(self, pos: str, lemma: str) -> tuple[Frame, ...]:
        """The frames of this lemma, ``()`` when it is no trigger."""
        return self.frames.get((pos, lemma), ())

    def has(self, pos: str, lemma: str) -> bool:
        """Whether the lemma is in the table as this part of speech."""
        return (pos, lemma) in self.frames

    def first(self, pos: str, lemma: str) -> Frame | None:
        """The first frame of this lemma or ``None``."""
        found = self.frames.get((pos, lemma))
        return found[0] if found else None


def build_lexicon(table: Iterable[Row]) -> ActLexicon:
    """The lexicon of these rows of ``acts.tsv``; raises TableError with file and line of a malformed one."""
    found: dict[tuple[str, str, str | None, str], Frame] = {}
    for row in table:
        frame = _frame(row)
        force = frame.type or "" if frame.pos == "FORCE" else ""
        found[frame.pos, frame.lemma, frame.particle, force] = frame
    grouped: dict[tuple[str, str], list[Frame]] = {}
    for frame in found.values():
        grouped.setdefault((frame.pos, frame.lemma), []).append(frame)
    parts = {pos for pos, _ in grouped} | {"VERB", "NOUN", "ADJ", "SAY", "EVAL"}
    lemmas = {pos: frozenset(lemma for own, lemma in grouped if own == pos) for pos in parts}
    frames = {k: tuple(sorted(v, key=lambda f: f.particle is None)) for k, v in grouped.items()}
    return ActLexicon(frames, lemmas)


@per_lexicon
def act_lexicon() -> ActLexicon:
    """The lexicon of the table in force."""
    return build_lexicon(rows("acts"))
