"""The attitude of a statement: supportive, opposed, mixed or neutral."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extraction.grammar.clauses import is_negated
from kg.extraction.tokens.act_lexicon import act_lexicon
from kg.extraction.tokens.frozen_token import Token

BY_TYPE = {
    "support": "stance-supportive",
    "condolence": "stance-supportive",
    "criticism": "stance-opposed",
    "accusation": "stance-opposed",
    "refusal": "stance-opposed",
    "denial": "stance-opposed",
    "threat": "stance-opposed",
    "raising": "stance-neutral",
    "report": "stance-neutral",
}
OPPOSITE = {"supportive": "opposed", "opposed": "supportive", "mixed": "mixed"}


def stance_of(type_: str, tokens: Iterable[Token]) -> str:
    """The stance code of a statement of this type with these words of content.

    Criticism is opposed whatever its words; an assessment follows its words of judgement: "useful talks" is
    supportive, "no progress" opposed, "useful but difficult" mixed, "talks in June" neutral.
    """
    if type_ in BY_TYPE:
        return BY_TYPE[type_]
    found = set()
    lexicon = act_lexicon()
    judging = lexicon.lemmas["EVAL"]
    for token in tokens:
        if token.lower_ not in judging and token.lemma_.lower() not in judging:
            continue
        frame = lexicon.first("EVAL", token.lemma_.lower()) or lexicon.first("EVAL", token.lower_)
        if frame is not None and frame.type is not None:
            found.add(OPPOSITE[frame.type] if is_negated(token) else frame.type)
    if not found:
        return "stance-neutral"
    return f"stance-{next(iter(found))}" if len(found) == 1 else "stance-mixed"
