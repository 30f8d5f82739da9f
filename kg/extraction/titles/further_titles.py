"""Further offices of one person: the one in front of the title beside a name, and the one behind the next.

"[Peru's top diplomat], Foreign Minister X", "X, member of the Council, [Foreign Minister of China]".
"""

from __future__ import annotations

from kg.extraction.names.title_heads import is_title
from kg.extraction.titles.comma_titles import closes
from kg.extraction.titles.titles import TitleSpan, parse_title, title_after
from kg.extraction.tokens.frozen_doc import Doc
from kg.gazetteer import Match

_OF_WHAT = frozenset({"for", "to", "on"})
_LONGEST = 8
_NOMINAL = frozenset({"NOUN", "ADJ", "PROPN"})
_DOING = frozenset({"VERB", "AUX"})


def title_beyond(
    doc: Doc, before: TitleSpan | None, last: int, by_token: dict[int, Match]
) -> TitleSpan | None:
    """The office of a state that a name has in front of the one beside it, of which no state is said.

    "[Peru's top diplomat], Foreign Minister X, met"; not in a list: "Peru's premier, Minister X and Y",
    nor in "told Peru's president, Ambassador X said". So "[Peru's deputy], Minister X met" at the start, and
    what somebody is now: "[the UN envoy for Peru], former President X, met", or the chair of a body: "[the
    OSCE Chairman-in-Office], Peruvian Foreign Minister X"; also where the office beside the name is one of
    a body of no state told, "[Peru's envoy], Senate Speaker X".
    """
    if before is None or before.first < 3 or doc[before.first - 1].text != ",":
        return None
    was, end = doc[before.first].lower_ in _ONCE, before.first - 1
    if doc[max(0, end - 4) : end].text.lower() == "-in-office":
        end -= 4
    begin = end = _behind_head(doc, end) if was else end
    while begin > max(0, end - _LONGEST) and (doc[begin - 1].pos_ in _NOMINAL or begin - 1 in by_token):
        begin -= 1
    if begin > 1 and doc[begin - 1].text in {"'s", "’s"}:
        begin -= 2
        begin = by_token[begin].start if begin in by_token else begin
    opens = doc[begin].is_sent_start or (
        begin == 1 + doc[begin].sent.start and doc[begin - 1].lower_ == "the"
    )
    if not (closes(doc, last) or (opens and last < len(doc) and doc[last].pos_ in _DOING)):
        return None
    head, following = doc[end - 1], [t.lower_ for t in doc[last : last + 2]]
    whose = by_token.get(begin)
    via = {"name", "demonym", "body"} if was else {"name", "demonym"}
    at_home = before.body is None or _of_no_state(before.body, by_token)
    of_state = whose is not None and (was or at_home) and whose.via in via
    chairs = head.lower_.startswith("chair") and whose is not None and whose.end == end - 1
    of_body = whose is not None and chairs and whose.via == "body" and whose.entry.country is None
    listed = (
        following[:1] == ["and"] or following == [",", "and"] or (following[:1] == ["of"] and not of_body)
    )
    listed = listed or any(is_title(t) for t in doc[last + 1 : last + 2])
    plural = head.tag_ in {"NNS", "NNPS"} or head.ent_type_ == "PERSON"
    between = opens and head.lower_ in _BETWEEN_SIDES and doc[begin - 1].lower_ == "the"
    if between and not listed:  # "The facilitator, former President X, met"
        return parse_title(doc, begin, end, by_token)
    known = (
        (of_state or (of_body and doc[begin - 1].lower_ != "as")) and whose is not None and whose.end < end
    )
    if not (known and is_title(head)) or plural or listed:
        return None
    return parse_title(doc, begin, end, by_token)


def _of_no_state(body: tuple[int, int], by_token: dict[int, Match]) -> bool:
    """Whether words name an organ of a state without saying of which: "Parliament", "the Central Bank"."""
    match = by_token.get(body[0])
    if match is None or match.entry.qid is not None or match.entry.country is not None:
        return match is None
    return match.entry.name.lower().split()[-1] in _ORGANS


_ORGANS = frozenset("parliament senate assembly congress bank council duma".split())
_BETWEEN_SIDES = frozenset({"mediator", "facilitator", "negotiator"})
_ONCE = frozenset({"former", "ex", "one-time", "onetime"})


def _behind_head(doc: Doc, comma: int) -> int:
    """The token behind the head of an office that says for what it is: "envoy | for the region,"."""
    end = comma
    inner = _NOMINAL | {"DET"}
    while end > max(0, comma - _LONGEST) and (doc[end - 1].lower_ in _OF_WHAT or doc[end - 1].pos_ in inner):
        if is_title(doc[end - 1]):
            return end
        end -= 1
    return comma


def title_further(doc: Doc, after: TitleSpan, name: int, by_token: dict[int, Match]) -> TitleSpan | None:
    """The office behind the one that follows a name: "Wang Yi, member of the Council, | Foreign Minister of
    China, arrived"; not another's, "met Yi, the premier, Foreign Minister X and", nor one of a list.
    """
    found = title_after(doc, after.last, by_token) if doc[after.last : after.last + 1].text == "," else None
    if found is None or not closes(doc, found.last):
        return None
    if _ends_chain(doc, after, found):
        return found
    head = doc[found.head]
    same = head.dep_ == "appos" and head.head.i in {name, after.head} and head.tag_ in {"NN", "NNP"}
    listed = any(c.dep_ in {"cc", "conj"} for c in head.rights if c.i >= found.last)
    return found if same and not listed else None


def _ends_chain(doc: Doc, after: TitleSpan, found: TitleSpan) -> bool:
    """Whether an office behind another ends the list of what somebody is: "X, Vice President, [Premier and
    Ruler of Dubai], met"; not "X, the premier, Y and Z".
    """
    head = doc[found.head]
    behind = any(c.dep_ in {"cc", "conj"} for c in head.rights if c.i >= found.last)
    while head.dep_ == "conj" and head.head.i >= found.first:
        head = head.head
    joined = head.dep_ in {"conj", "appos"} and head.head.i == after.head and " and " in found.title
    return joined and not behind and head.tag_ in {"NN", "NNP"}
