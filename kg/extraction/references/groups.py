"""Groups and delegations: nominals that denote people together, with the countries that they act for."""

from __future__ import annotations

from kg.extraction.actors.actors import ActorDraft, ActorIndex
from kg.extraction.actors.group_countries import (
    FROM,
    countries_of,
    end_of_list,
    group_class,
    named_in_list,
    names_some,
)
from kg.extraction.actors.group_names import office_before, people_of
from kg.extraction.actors.listed_behind import begin_of_list
from kg.extraction.actors.staffs import chief_of, says_whose, without_owners
from kg.extraction.references.camps import rebels_joined
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.noun_guards import beside_government
from kg.ids import normal_name

SIDES = frozenset(
    "opposition rebel insurgent separatist guerrilla militant dissident maoist islamist".split()
)
"""Nouns for those who are a party to a conflict of their own, not people of their state."""

_MAX_SPLIT, NEAR = 3, 300
_SETS = frozenset({"quartet", "trio", "troika", "foursome"})  # "the quartet of A, B, C and D" are these
_OF_THE_EVENT = frozenset("first second third last latest next annual".split())
_NOT_FIRST = frozenset("DET PUNCT SPACE ADP CCONJ SCONJ PRON ADV".split())
_RANKS = frozenset("leader president minister secretary premier king head chief".split())


def extent(index: ActorIndex, token: Token) -> tuple[int, int]:
    """Tokens [first, last) of a nominal without its relative clauses and appositions.

    A list of states belongs to it as a whole, however it was parsed: "the ministers of A, B, and C".
    """
    first, last = token.left_edge.i, token.i + 1
    for child in token.children:
        if _tells_origin(token, child):
            last = max(last, max(t.i for t in child.subtree if t.dep_ != "relcl") + 1)
            edge = [t for t in child.subtree if t.dep_ in {"relcl", "acl", "appos"} or _adverbial(t)]
            people = [t for t in child.subtree if t.dep_ == "conj" and t.ent_type_ == "PERSON"]
            edge += [t for t in people if t.head.ent_type_ != "PERSON"]
            some = [t for t in child.subtree if names_some(t)]
            edge += [t for t in some if _includes_person(index, t)]
            last = max(min([last, *(t.left_edge.i for t in edge)]), end_of_list(index, child))
            last = min([last, *(t.left_edge.i for t in some if t.left_edge.i > child.i + 1)])
    doc = token.doc
    last = begin_of_list(index, token) or last
    first = max([first, *(c.right_edge.i + 1 for c in token.lefts if c.dep_ == "prep")])
    first = token.i if beside_government(token) else first
    while first < token.i and (
        doc[first].lower_ == "fellow"
        or (len(doc[first]) == 4 and doc[first].is_digit)  # "the 2027 Commonwealth leaders' summit"
        or (token.dep_ == "poss" and doc[first].lower_ in _OF_THE_EVENT)  # "his first EU leaders' summit"
        or (
            doc[first].pos_ in _NOT_FIRST
            and doc[first].lower_ != "then"
            and doc[first + 1].text != "-"  # "high-ranking delegation"
        )
    ):
        first += 1
    while last - 1 > token.i and doc[last - 1].pos_ in {"PUNCT", "SPACE", "CCONJ"}:
        last -= 1
    while index.owner.get(last) is not None and index.owner.get(last) == index.owner.get(last - 1):
        last += 1  # a name that the parser parts: "leaders of the Forces | for Renewal"
    return first, last


def _tells_origin(token: Token, child: Token) -> bool:
    """Whether a phrase says whose people they are: "envoys of Peru"; not "the opposition for ten days"."""
    if child.i < token.i or child.dep_ != "prep" or _apart(token, child) or not says_whose(token, child):
        return False
    return not any(c.dep_ == "pobj" and c.ent_type_ in {"DATE", "TIME"} for c in child.children)


def _apart(token: Token, prep: Token) -> bool:
    """Whether a phrase is apart from whom it tells of, by a comma or its sense: "the leaders, in Oslo for
    talks, agreed", "joined EU leaders for lunch".
    """
    if prep.lower_ == "for" and any(c.dep_ == "pobj" and c.lemma_ in _MET_FOR for c in prep.children):
        return True
    comma = any(c.text == "," and token.i < c.i < prep.i for c in token.children)
    return comma and prep.lower_ not in {"of", "from"}


_MET_FOR = frozenset("lunch dinner breakfast talk meeting summit session discussion dialogue".split())


def _includes_person(index: ActorIndex, prep: Token) -> bool:
    return any(c.dep_ == "pobj" and index.person_at(c.i) for c in prep.children)


def _adverbial(prep: Token) -> bool:
    """Whether a preposition tells where or when, not who: "envoys of the two camps [in Lima]"."""
    place = {"GPE", "FAC", "DATE"}
    inside = prep.dep_ == "prep" and prep.lower_ in {"in", "at", "on"}
    return inside and any(c.dep_ == "pobj" and c.ent_type_ in place for c in prep.children)


def groups_at(index: ActorIndex, token: Token) -> tuple[str, ...]:
    """Local ids of the group that a nominal denotes, one for each country when it names two or three; () for
    nouns that are no group nouns.
    """
    kind = group_class(token)
    if kind is None or (kind == "bloc" and any(c.tag_ == "WP$" for c in token.lefts)):
        return ()  # "the presidents, whose countries quarrel"
    if token.lemma_.lower() in SIDES and token.dep_ in {"compound", "amod"} and token.tag_ != "NNS":
        return ()  # "the rebel Front", "rebel-held"
    if token.dep_ == "conj" and token.head.tag_ == "NNS" and group_class(token.head) and _ahead(token):
        return groups_at(index, token.head)
    first, last = extent(index, token)
    principals = without_owners(index, countries_of(index, token), first, last)
    if kind in {"officials", "delegation"} and (rebels := rebels_joined(token)):
        camps = [_fighters(index, r) for r in rebels]
        theirs = {p for c in camps for p in (c, *index.drafts[c].represents)}
        ours = [p for p in principals if p not in theirs]
        return (_group(index, token, kind, first, _before(rebels[0]), ours).id, *camps)
    if kind == "bloc" and principals and token.lemma_ in {"side", "government", "administration", "capital"}:
        return tuple(principals)
    body = bool(principals) and all(index.drafts[p].kind == "organization" for p in principals)
    if token.lemma_.lower() in _SETS and not body:  # "the EU troika" is a group of the body
        return named_in_list(index, token)
    rank = token.lemma_.lower()  # "Presidents", taken for a name, is its own lemma
    ranked = rank in _RANKS or (token.tag_ in {"NNP", "NNPS"} and rank.removesuffix("s") in _RANKS)
    named_by_rank = (ranked and any(c.dep_ == "prep" for c in token.children)) or begin_of_list(index, token)
    named_by_rank = named_by_rank or bool(chief_of(index, token))  # "envoys of X and Y" are told of as one
    if kind in {"officials", "delegation"} and 2 <= len(principals) <= _MAX_SPLIT and not named_by_rank:
        parts = [_part(index, token, p, (first, last)) for p in principals]
        return tuple(
            _group(index, token, kind, *part, [p]).id for p, part in zip(principals, parts, strict=True)
        )
    return (_group(index, token, kind, first, last, principals).id,)


def _ahead(token: Token) -> bool:
    """Whether the noun before has what both share: "ministers and [officials] from Peru" are one group."""
    shared = any(c.dep_ == "prep" and c.lower_ in FROM and c.i > token.i for c in token.head.rights)
    return shared and not any(c.text[:1].isupper() or c.dep_ == "prep" for c in token.children)


def _before(rebels: Token) -> int:
    """The token after those joined with rebels: "envoys of Peru's government | and the rebels"."""
    last = rebels.left_edge.i
    while rebels.doc[last - 1].lower_ in {"and", "the", ",", "both"}:
        last -= 1
    return last


def _fighters(index: ActorIndex, noun: Token) -> str:
    """The group of those who fight the government that a noun beside it denotes: a side of its own."""
    first, last = extent(index, noun)
    draft = _group(index, noun, "faction", first, last, countries_of(index, noun))
    if not any(index.drafts[r].kind == "organization" for r in draft.represents):
        draft.type = draft.type or "actor-armed-group"
    return draft.id


def _part(index: ActorIndex, token: Token, principal: str, whole: tuple[int, int]) -> tuple[int, int]:
    """The words for the people of one country of several: "officials from A" of "officials from A and B".

    Of "A and B officials" they are "B officials" and, since nothing shorter names the others, the whole.
    """
    first, last = whole
    named = [i for i in range(first, last) if principal in {index.owner.get(i), index.adjective.get(i)}]
    others = [
        i
        for i in range(first, last)
        if (owner := index.owner.get(i) or index.adjective.get(i)) is not None
        and owner != principal
        and index.drafts[owner].kind in {"country", "organization"}
    ]
    if not named or not others:
        return whole
    if min(named) > token.i and max(named) < min(others):
        return first, max(named) + 1
    if max(others) < min(named) < token.i:
        return min(named), last
    return whole


def _group(
    index: ActorIndex, token: Token, kind: str, first: int, last: int, principals: list[str]
) -> ActorDraft:
    """The group in tokens [first, last): an earlier one spoken of again, or a new one."""
    noun = token.text if token.text[:-1].isupper() else token.text.lower()  # "FMs"
    text = " ".join(index.doc[first:last].text.split())
    split = len(principals) == 1 and len(countries_of(index, token)) > 1 and not rebels_joined(token)
    noun = f"{office_before(index, token)}{noun}" if split else noun
    name = f"{index.drafts[principals[0]].name} {noun}" if split else text
    draft = _same_group(index, kind, name, principals, token)
    if draft is None:
        draft = index.new(
            "delegation" if kind == "delegation" and principals else "group",
            name,
            type=_type(kind),
            plural=True,
        )
        if split and (people := people_of(index, principals[0], first, last)):
            draft.names.setdefault(
                f"{people} {noun}"
            )  # "Israeli negotiators" of "Israeli and Palestinian ones"
        draft.represents = list(principals) if kind != "population" else []
        draft.country = _country(index, principals)
    index.mention(draft, first, last, 0.85)
    if token.i not in draft.heads:
        draft.heads.append(token.i)
    return draft


def _type(kind: str) -> str | None:
    officials = "actor-officials" if kind in {"officials", "delegation"} else None
    return "actor-population" if kind == "population" else officials


def _country(index: ActorIndex, principals: list[str]) -> str | None:
    for id_ in principals:
        draft = index.drafts[id_]
        country = id_ if draft.kind == "country" else draft.country
        if country is not None:
            return country if len(principals) == 1 else None
    return None


_PLAIN = frozenset(
    "senior top high - level ranking other fellow more most some several many all both two various the of "
    "from for and a an these those their its his her officials".split()
)


def _qualities(index: ActorIndex, token: Token) -> frozenset[str]:
    """The words that tell a group from others of its noun: "finance" of "EU finance ministers"."""
    words = [t for c in token.lefts for t in c.subtree]
    return frozenset(
        t.lower_
        for t in words
        if t.is_alpha and t.lower_ not in _PLAIN and t.i not in index.owner and t.i not in index.adjective
    )


def side_noun(token: Token) -> str:
    """The noun of a group in the singular, also in capitals: "minister" of "the Ministers"."""
    word = token.lemma_.lower()
    one = word.removesuffix("ies") + "y" if word.endswith("ies") else word.removesuffix("s")
    return one if token.tag_ in {"NNP", "NNPS"} else word


_TRAVELLING = frozenset({"visiting", "accompanying"})
_BY_RANK = frozenset("minister secretary leader president premier negotiator envoy delegate".split())
"""Nouns for people of whom an article tells of one set: "the ministers", "ministers" are those told of."""


def _camp(noun: Token) -> str | None:
    """What fighters are called after, in the singular: "maoist" of "the Maoists" and of "Maoist rebels".

    Not of "two Maoists", "detained Maoists", who are some of them.
    """
    plain = (c.dep_ in {"det", "poss", "punct"} or c.text[:1].isupper() for c in noun.lefts)
    counted = any(c.tag_ == "CD" for c in noun.lefts)
    if counted or noun.tag_ not in {"NNS", "NNPS"} or not all(plain):
        return None
    called = noun.tag_ == "NNPS" or (noun.text[:1].isupper() and not noun.is_sent_start)
    if called and side_noun(noun) in SIDES:
        return side_noun(noun)
    before = noun.nbor(-1) if noun.i else noun
    named = before.text[:1].isupper() and before.head == noun
    return before.lower_ if named and group_class(noun) == "faction" and before.lower_ in SIDES else None


def _same_group(
    index: ActorIndex, kind: str, name: str, principals: list[str], token: Token
) -> ActorDraft | None:
    """An earlier group with the same words or the same noun, qualities and principals.

    A bare "the delegation" is the last one, "the ministers" are the last of the same noun.
    """
    definite = any(c.lower_ in {"the", "this", "that", "both"} for c in token.children)
    camp = _camp(token)
    candidates = [d for d in index.drafts.values() if d.kind in {"group", "delegation"}]
    wanted = normal_name(name)
    for draft in candidates:
        if draft.represents == principals and normal_name(draft.name) == wanted:
            return draft
        if camp is not None and any(_camp(index.tokens[i]) == camp for i in draft.heads):
            return draft
    if kind == "delegation" and not principals and definite:
        teams = [d for d in candidates if any(group_class(index.tokens[i]) == "delegation" for i in d.heads)]
        return teams[-1] if teams else None
    if kind == "delegation" and principals and (definite or any(c.dep_ == "poss" for c in token.lefts)):
        return _same_team(index, [d for d in candidates if d.represents == principals], token)
    if kind != "officials" and token.lemma_.lower() not in SIDES:
        return None
    own, noun, type_ = _qualities(index, token), side_noun(token), _type(kind)
    by_rank = not own and noun in _BY_RANK  # "NATO ministers" after "NATO foreign ministers"
    bare = by_rank and not any(token.lefts) and not any(c.dep_ == "prep" for c in token.rights)
    for draft in reversed(candidates):
        for i in draft.heads if draft.type == type_ else ():
            head = index.tokens[i]
            if side_noun(head) != noun or i == token.i:
                continue
            theirs = _qualities(index, head)
            if principals and draft.represents == principals and (own == theirs or by_rank):
                return draft
            near = 0 < token.i - i < NEAR
            told = draft.represents or theirs or kind == "faction"
            if not principals and told and (definite or bare) and own <= theirs and near:
                return draft
    return None


def _same_team(index: ActorIndex, teams: list[ActorDraft], token: Token) -> ActorDraft | None:
    """The last of some teams told of as closely or more: "a trade delegation of Peru", then "Peru's"."""
    own, noun = _qualities(index, token) - _TRAVELLING, side_noun(token)
    for draft in reversed(teams):
        heads = [index.tokens[i] for i in draft.heads]
        if any(side_noun(h) == noun and h.tag_ == token.tag_ and own <= _qualities(index, h) for h in heads):
            return draft
    return None
