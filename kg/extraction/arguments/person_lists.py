"""Who is listed with a person, read from the words alone: parsers lose the thread of lists with titles."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.grammar.saying import say_lemma
from kg.extraction.names.name_words import FIELDS, STYLES
from kg.extraction.names.title_heads import is_title
from kg.extraction.scene import Scene
from kg.extraction.tokens.act_lexicon import act_lexicon
from kg.extraction.tokens.counterparts import is_counterpart
from kg.extraction.tokens.frozen_token import Token


def named_from(scene: Scene, first: int | None, verb: Token | None = None) -> tuple[str, ...]:
    """The person named at a token and those listed after, each once; () for ``None``."""
    if first is None:
        return ()
    return tuple(dict.fromkeys([scene.index.owner[first], *listed(scene, first, verb)]))


_LINKS = frozenset({",", "and", "&", ";", "(", ")", "of", "the", "'s", "’s", "both"})


def listed(scene: Scene, i: int, verb: Token | None = None) -> list[str]:
    """The persons listed after the one named at token ``i``: "A of Peru, President B, and C, its envoy".

    Read from the words alone, since parsers lose the thread of long lists with titles. It ends at any other
    word, and before a name that is the subject of a verb; at that verb itself, where it is given.
    """
    doc, index = scene.doc, scene.index
    out: list[str] = []
    current, comma, lasts, aside, told = index.owner[i], False, False, i, i
    for token in doc[i + 1 : doc[i].sent.end if verb is None else verb.i]:
        owner = index.owner.get(token.i)
        aside, told = _closing(token) if token.text == "(" else aside, _told_aside(token) or told
        if token.i <= told or (token.i <= aside and owner is None):
            continue  # "X of Peru (by video link), Y"
        if owner is not None and scene.actor(owner).kind == "person":
            if owner == current or _owns(scene, token.i) or _served(scene, token.i):
                continue
            root = root_of_name(scene, token.i)
            other = verb is None and root.dep_ in {"nsubj", "nsubjpass"} and root.head.i > root.i
            if not comma or other or _tells(root, lasts):
                return out
            out.append(owner)
            lasts = False
            current, comma = owner, False
            continue
        adds = _adds(token)
        lasts = lasts or adds or token.lower_ in {"and", "&"}
        comma = comma or adds or token.lower_ in {",", "and", "&", ";"}
        if token.i in index.title_owner or owner is not None or token.i in index.adjective:
            continue
        if token.pos_ == "PROPN":
            continue  # part of a title or a name that was not read: "and Energy Minister X"
        peer = is_counterpart(token) or (token.dep_ == "poss" and is_counterpart(token.head))
        linked = token.lower_ in _LINKS or adds or peer or _stands_for(scene, token) or _in_title(token)
        linked = linked or _of_team(token) or _of_post(scene, token)
        if not linked and not _dates_before_more(token):
            return out
    return out


def _closing(bracket: Token) -> int:
    """Where a short aside ends that opens at a bracket, else the bracket itself."""
    inside = bracket.doc[bracket.i + 1 : bracket.i + _ASIDE]
    return next((t.i for t in inside if t.text == ")"), bracket.i)


_ASIDE = 7


def _told_aside(token: Token) -> int | None:
    """Where a clause ends that says what somebody of a list is: "A, | who is the envoy to Peru |, and B"."""
    after = token.doc[token.i + 1 : token.sent.end]
    if token.lower_ != "who" or not after or after[0].lemma_ != "be":
        return None
    return next((t.i - 1 for t in after[: 2 * _ASIDE] if t.text in {",", ";"}), None)


def _of_team(token: Token) -> bool:
    """Whether a word is of a delegation listed between persons: "A, | the Chilean delegation |, and B"."""
    team = token if token.lemma_.lower() == "delegation" else token.head
    return team.lemma_.lower() == "delegation" and team.left_edge.i <= token.i <= team.i


def _of_post(scene: Scene, token: Token) -> bool:
    """Whether a word says where or whose office somebody holds that is named next: "Representative at the
    union | in | Cairo A", "Director of the Office of | His | Majesty B".
    """
    after = token.nbor() if token.i + 1 < len(scene.doc) else token
    if token.text in {"His", "Her"}:
        return after.lower_ in STYLES
    match = scene.index.by_token.get(after.i) if token.lower_ == "in" else None
    named = scene.index.person_at(match.end) if match is not None and match.end < len(scene.doc) else None
    return named is not None


_OFFICE_WORDS = FIELDS | {"of", "general"}
_OF_TITLES = frozenset("in to for at on state staff affairs a an".split())


def _in_title(token: Token) -> bool:
    """Whether a word is of a title that no name took: "the | adviser to X", "ambassador | in Lima", "chief of
    | staff", "the | Conservative | senators X and Y".
    """
    before = token.nbor(-1)
    if token.pos_ == "ADJ" and token.text[:1].isupper():
        return token.i + 1 < len(token.doc) and is_title(token.nbor())
    behind = is_title(before) or before.lower_ in _OFFICE_WORDS or before.text == ","
    return is_title(token) or (token.lower_ in _OF_TITLES and behind)


def _served(scene: Scene, i: int) -> bool:
    """Whether a name only tells whom somebody serves: "the chief adviser to Chilean President [Torres]"."""
    doc, before = scene.doc, next(a for a, b, _ in scene.index.spans if a <= i < b) - 1
    of_rank = frozenset({"the", "prime", "foreign", "vice", "-"})
    last = before
    while before > 0 and (is_title(doc[before]) or doc[before].lower_ in of_rank):
        before -= 1
    if before < last and before in scene.index.adjective:  # not "President of Chile X"
        before -= 1
    holder = is_title(doc[before - 1]) or doc[before - 1].lower_ == "staff"
    return holder and doc[before].lower_ in {"to", "of", "from"}


def _owns(scene: Scene, i: int) -> bool:
    """Whether a name only tells whose somebody is: "[Weber]'s adviser"."""
    _, last = next((a, b) for a, b, _ in scene.index.spans if a <= i < b)
    return scene.doc[last : last + 1].text in {"'s", "’s"}


def _tells(name: Token, lasts: bool) -> bool:
    """Whether who is named behind a comma only tells what the others did: "A met B, [the director C] | said".

    Not so of the last of a list: "A met B, C and D, told reporters".
    """
    after = name.doc[name.i + 1 : name.i + 3]
    verb = next((t for t in after if t.text != ","), name)
    return (
        not lasts and verb.tag_ in {"VBD", "VBZ"} and act_lexicon().first("SAY", say_lemma(verb)) is not None
    )


_ADDING = ("as well as", "and also", "along with", "together with", "in addition to")

_OF_ADDING = frozenset(w for words in _ADDING for w in words.split()) - {"and"}


def _adds(token: Token) -> bool:
    """Whether a word belongs to those that add somebody: "met X, as well as with Y", "X and also Y"."""
    if token.lower_ not in _OF_ADDING:
        return False
    around = " ".join(t.lower_ for t in token.doc[max(0, token.i - 3) : token.i + 3])
    return any(words in around for words in _ADDING)


def _dates_before_more(token: Token) -> bool:
    """Whether a word is of a date before somebody is added: "met X again | on Tuesday as well as Y"."""
    if token.lower_ not in {"on", "again"} and token.ent_type_ != "DATE":
        return False
    after = " ".join(t.lower_ for t in token.doc[token.i + 1 : token.i + 7])
    return "as well as" in after or "along with" in after


def _stands_for(scene: Scene, token: Token) -> bool:
    """Whether a word belongs to the country for which somebody is there: "for Peru", "on behalf of Peru"."""
    words = token.doc[token.i : token.i + 3]
    if token.lower_ in {"on", "behalf"}:
        return any(t.lower_ == "behalf" for t in words[:2])
    if token.text in {"(", ")"}:
        inner = token.i + 1 if token.text == "(" else token.i - 1
        return scene.index.owner.get(inner) is not None
    country = next((scene.index.owner[t.i] for t in words[1:] if t.i in scene.index.owner), None)
    return token.lower_ == "for" and country is not None and scene.actor(country).kind == "country"


def root_of_name(scene: Scene, i: int) -> Token:
    """The word of the name at a token on which its other words depend."""
    first, last = next((a, b) for a, b, _ in scene.index.spans if a <= i < b)
    return scene.doc[first:last].root


def listed_before(scene: Scene, verb: Token) -> Iterator[tuple[str, Token]]:
    """The persons of a list that is read apart before the verb: "A, envoy to P; B; and C | also attended"."""
    last = next((i for i in range(verb.i - 1, verb.sent.start, -1) if scene.index.person_at(i)), None)
    if last is None or verb.dep_ in {"relcl", "acl"}:
        return
    people = named_from(scene, first_person(scene, verb.sent.start, last), verb)
    if len(people) > 1 and people[-1] == scene.index.owner[last]:
        yield from ((id_, verb) for id_ in people)


def listed_within(scene: Scene, first: int, last: int) -> Iterator[tuple[str, Token]]:
    """The first person named among these tokens and those listed after, each with the first one's word."""
    at = first_person(scene, first, last)
    yield from ((id_, scene.doc[at or 0]) for id_ in named_from(scene, at))


def items_within(scene: Scene, first: int, last: int) -> Iterator[tuple[str, Token]]:
    """The persons of a list whose items semicolons part: "had with him A, his envoy; B, in charge; and C",
    "from Peru, A and B; from Chile, C"; of one item, those listed from the first person on.
    """
    start = first
    for end in (*(t.i for t in scene.doc[first:last] if t.text == ";"), last):
        at = first_person(scene, start, min(end, start + _OPENING))
        yield from ((id_, scene.doc[at or 0]) for id_ in named_from(scene, at))
        start = end + 1


_OPENING = 12
"""How many words of an item may stand before the name that it is about."""


def first_person(scene: Scene, first: int, last: int) -> int | None:
    """The first token of these that is of a person's name, or ``None``."""
    return next((i for i in range(first, last) if scene.index.person_at(i)), None)
