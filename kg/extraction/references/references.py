"""What noun phrases refer to: names, offices, groups, pronouns, "the two sides", "his counterpart"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kg import gazetteer
from kg.extraction.actors.actors import MOVEMENTS, ActorDraft, ActorIndex
from kg.extraction.actors.called_bodies import bodies_apposed, body_called, of_several, people, told_again
from kg.extraction.actors.group_countries import countries_of, group_class, noun_shared
from kg.extraction.actors.member_lists import members_told, of_their_team
from kg.extraction.actors.partitives import those_of
from kg.extraction.grammar import clauses
from kg.extraction.grammar.relatives import meant_by
from kg.extraction.names.name_words import STYLES
from kg.extraction.names.title_heads import is_title
from kg.extraction.offices.office_index import OfficeIndex
from kg.extraction.references.camps import camps_told, government_at_war
from kg.extraction.references.counterpart_references import counterpart
from kg.extraction.references.groups import SIDES, groups_at, side_noun
from kg.extraction.references.guests import guest_or_host
from kg.extraction.references.known_holders import POPES, so_styled
from kg.extraction.references.last_named import SETS_OF, last_set, nation
from kg.extraction.references.named_beside import named_beside
from kg.extraction.references.office_references import office
from kg.extraction.references.pronouns import plural_subject, pronoun
from kg.extraction.references.rank_plurals import holders_together, told_of_both
from kg.extraction.references.sides import sides_of_group, two_sides
from kg.extraction.references.told_groups import meets, told_together
from kg.extraction.references.two_told import told_as_group, two_just_told, two_who_met
from kg.extraction.tokens.counterparts import is_counterpart, is_equal
from kg.extraction.tokens.frozen_token import Token

_SINGULAR = frozenset("he she him her his himself herself".split())
_PLURAL = frozenset("they them their themselves both".split())
_SETS = {"two": 2, "pair": 2, "duo": 2, "trio": 3, "three": 3, "four": 4, "five": 5, "six": 6}
_INSTITUTION = frozenset(
    """
    ministry department agency bloc alliance organization organisation union council commission court
    parliament league body
    """.split()
)
_BODIES = frozenset("bloc alliance union organization organisation body grouping cartel".split())
_BLOCS = frozenset({"bloc", "alliance", "grouping"})
_ARGUMENT = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss"})
_WHERE = frozenset("in at near from to outside into through via for".split())
_WITHIN = frozenset("in at near outside".split())
_SENDING = frozenset("send dispatch deploy appoint".split())


class Resolver:
    """Finds the actors that a noun phrase denotes; answers are memorised, since asking may make groups.

    Order of the rules: the name itself, a title beside a name, relative pronouns, "the two sides",
    groups, pronouns, offices without a name, counterparts, institutions spoken of again.
    """

    def __init__(self, index: ActorIndex, offices: OfficeIndex) -> None:
        self.index = index
        self.offices = offices
        self.doc = index.doc
        self.tokens = index.tokens
        index.settled = {}
        self._memory: dict[int, tuple[str, ...]] = {}

    def resolve(self, token: Token) -> tuple[str, ...]:
        """Local ids of the actors that the noun phrase headed by ``token`` denotes, without conjuncts."""
        known = self._memory.get(token.i)
        if known is None:
            self._memory[token.i] = ()  # stops cycles of reference
            known = self._memory[token.i] = self._resolve(token)
        return known

    def rename(self, old: str, new: str) -> None:
        """Lets all that denoted one actor denote another, who is the same."""
        for i, ids in self._memory.items():
            if old in ids:
                self._memory[i] = tuple(dict.fromkeys(new if id_ == old else id_ for id_ in ids))

    def resolve_all(self, token: Token) -> tuple[str, ...]:
        """The same for the phrase and those coordinated with it ("A, B and C", "A, as well as B")."""
        out: dict[str, None] = {}
        for noun in clauses.conjuncts(token):
            for id_ in self.resolve(noun):
                out.setdefault(id_)
        return tuple(out)

    def _resolve(self, token: Token) -> tuple[str, ...]:
        index, lower = self.index, token.lower_
        if token.i in index.owner:
            if (titled := self._titled(token)) is not None:
                return (titled,)
            return self._pair(token) or (index.owner[token.i],)
        if token.i in index.title_owner:  # "Presidents X of P and Y of Q" are both
            several = named_beside(self, token) if token.tag_ in {"NNS", "NNPS"} else ()
            return several if len(several) > 1 else (index.title_owner[token.i],)
        if token.dep_ in _ARGUMENT and lower in {"who", "which", "that", "whom", "whose"}:
            told_of = meant_by(token, clauses.clause_of(token))
            return tuple(dict.fromkeys(i for t in told_of for i in self.resolve(t)))
        if (
            lower in _SETS
            and token.dep_ in {"nsubj", "nsubjpass", "poss", "pobj", "dobj"}
            and not any(c.lower_ == "of" for c in token.children)
            and (_SETS[lower] < 4 or self.definite(token))
        ):
            told = two_who_met(self, token) or told_as_group(self, token, _SETS[lower], plural_subject)
            if not told and _SETS[lower] == 2 and (met := two_just_told(self, token)):
                told = met[1]
            sets = (last_set(self, token, kinds, _SETS[lower], strict=False) for kinds in SETS_OF)
            return told or next((ids for ids in sets if ids), ())
        if lower in STYLES | POPES and (styled := so_styled(self, token)):
            return styled
        if lower in {"former", "latter"} and token.dep_ in _ARGUMENT and self.definite(token):
            two = last_set(self, token, ("person",), 2, strict=False)
            return two[:1] if lower == "former" else two[1:]
        if (whole := those_of(token)) is not None:
            return self.resolve_all(whole)
        if token.pos_ == "PRON" or lower in _PLURAL or lower in _SINGULAR:
            return pronoun(self, token)
        return self._resolve_nominal(token)

    def _resolve_nominal(self, token: Token) -> tuple[str, ...]:
        index = self.index
        if (shared := noun_shared(index, token)) is not None:
            return self.resolve(shared)
        found = named_beside(self, token) or body_called(index, token) or bodies_apposed(index, token)
        found = found or camps_told(self, token) or two_sides(self, token)
        if not found and told_again(token):  # "talks with the bloc", "the group said"
            found = self._last(("organization",), token.i, 600)
        found = found or guest_or_host(self, token)
        if found:
            return found
        if token.lower_ == "side" and (states := countries_of(index, token)):
            return tuple(states)  # "the Tajik side"
        if members := members_told(token):
            return of_their_team(index, token, [i for t in members for i in self.resolve(t)])
        if group_class(token) is not None:
            return holders_together(self, token) or told_of_both(self, token) or self._group(token)
        if is_equal(token) and (is_counterpart(token) or countries_of(index, token)):
            return counterpart(self, token)
        if is_title(token):
            return office(self, token)
        if token.lemma_ in _INSTITUTION and self.definite(token):
            return self._last(("organization",), token.i, 600)
        if token.i in index.adjective and token.dep_ not in {"amod", "compound", "nmod", "poss"}:
            return nation(self, token) or (index.adjective[token.i],)
        named = nation(self, token) if token.i in index.by_token else ()
        return named or people(index, token) or self._seat(token) or government_at_war(self, token)

    def _titled(self, token: Token) -> str | None:
        """The person in whose title a body stands that the parser took for a head: "Peru (PE) envoy X"."""
        person = self.index.title_owner.get(token.i)
        if person is None or token.dep_ not in {"nsubj", "nsubjpass", "dobj", "pobj"}:
            return None
        following = token.i + 1
        while self.index.title_owner.get(following) == person:
            following += 1
        return person if self.index.owner.get(following) == person and following > token.i + 1 else None

    def _pair(self, token: Token) -> tuple[str, ...]:
        """The actors of a word that joins several ("U.S.-ASEAN"), else ()."""
        shared = self.index.shared.get(token.i)
        return tuple(dict.fromkeys(shared)) if shared else ()

    # --- pronouns ----------------------------------------------------------------------------------

    def named_before(self, i: int, kinds: Collection[str], window: int) -> list[tuple[int, str]]:
        """Head token and actor of the names of these kinds within ``window`` tokens before ``i``."""
        drafts = self.index.drafts
        out = [
            (self.doc[first:last].root.i, id_)
            for first, last, id_ in self.index.spans
            if i - window <= first < i and drafts[id_].kind in kinds
        ]
        return sorted(out)

    # --- nominals ----------------------------------------------------------------------------------

    def definite(self, token: Token) -> bool:
        """Whether the noun is one that the reader knows: "the ministry", "its ministry", not "a ministry"."""
        return any(
            c.lower_ in {"the", "this", "that", "these", "those", "its", "their", "both", "two"}
            for c in token.children
            if c.i < token.i
        )

    def first_place(self, id_: str) -> int:
        """The first token of the first name of an actor, 0 for one without a name."""
        return min((a for a, b, o in self.index.spans if o == id_), default=0)

    def _group(self, token: Token) -> tuple[str, ...]:
        if token.lemma_ in {"counterpart"}:
            return counterpart(self, token)
        ids = told_together(self.index, token) or groups_at(self.index, token)
        if len(ids) == 1 and not self.index.drafts[ids[0]].represents:
            self._sent_by(token, self.index.drafts[ids[0]])
            if not self.index.drafts[ids[0]].represents:
                self.index.drafts[ids[0]].represents = list(sides_of_group(self, token))
        return ids

    def _sent_by(self, token: Token, draft: ActorDraft) -> None:
        """Gives a delegation the principal that sends or leads it.

        "The president dispatched a delegation", "the minister went to Oslo with a delegation".
        """
        verb = token.head
        if token.dep_ == "pobj" and verb.lower_ == "with" and verb.head.pos_ == "VERB":
            if draft.type != "actor-officials" or group_class(token) != "delegation" or meets(verb.head):
                return  # not "met with a delegation", "held talks with it"
            verb = verb.head
        elif token.dep_ not in {"dobj", "nsubjpass"} or verb.lemma_ not in _SENDING:
            return
        sender = self.principals(i for s in clauses.doers(verb) for i in self.resolve(s))
        if sender:
            draft.represents = list(sender if token.tag_ == "NNS" else sender[:1])
            alone = len(draft.represents) == 1 and self.index.drafts[sender[0]].kind == "country"
            draft.country = sender[0] if alone else None
            if draft.type == "actor-officials":
                draft.kind = "delegation"

    def _last(self, kinds: tuple[str, ...], i: int, window: int) -> tuple[str, ...]:
        word = self.doc[i].lemma_
        for _, id_ in reversed(self.named_before(i, kinds, window)):
            draft = self.index.drafts[id_]
            if (
                word in draft.name.lower()
                or (
                    (word in _BODIES or (word == "group" and of_several(self.doc[i])))
                    and draft.type == "actor-intergovernmental"
                )
                or (word in {"group", "movement"} and draft.type in MOVEMENTS)
            ):
                owner = self.index.drafts.get(next(iter(draft.represents), ""))
                if word in _BLOCS and owner is not None and owner.type == "actor-intergovernmental":
                    draft = owner  # "the bloc" after the Commission is the Union
                self.index.mention(draft, i, i + 1, 0.7)
                return (draft.id,)
        return ()

    def _seat(self, token: Token) -> tuple[str, ...]:
        """The country for which a capital stands where it acts: "Oslo should act", not "arrived in Oslo"."""
        match = self.index.by_token.get(token.i)
        if (
            match is None
            or match.via != "city"
            or token.dep_
            not in {"nsubj", "nsubjpass", "poss", "dobj", "conj", "pobj", "agent", "compound", "npadvmod"}
        ):
            return ()
        first = token  # "meetings in Lima, Oslo and | Rome"
        while first.dep_ == "conj" and first.head.i < first.i:
            first = first.head
        where = _WHERE if first.i == token.i else _WITHIN
        if first.dep_ == "pobj" and first.head.lower_ in where and self.index.by_token.get(first.i):
            return ()
        entry = gazetteer.metonym(match.entry.name)
        if entry is None:
            return ()
        draft = self.index.land(entry.key)
        self.index.mention(draft, match.start, match.end, 0.8)
        return (draft.id,)

    # --- whom actors serve -------------------------------------------------------------------------

    def principals(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The countries and bodies that actors act for, in order, each once; a private person gives none."""
        out: list[str] = []
        for id_ in ids:
            for principal in self._principals(id_, 0):
                if principal not in out:
                    out.append(principal)
        return tuple(out)

    def direct_principals(self, id_: str) -> tuple[str, ...]:
        """For whom an actor takes part: the body that a delegation represents, else the country served."""
        draft = self.index.drafts[id_]
        if draft.kind in {"delegation", "group"} and draft.represents:
            return tuple(draft.represents)
        if draft.kind == "person" and self._legislator(id_):
            return ()  # members of a parliament speak for themselves; their country stays a party
        return (
            ()
            if draft.kind == "country" or draft.type == "actor-joint-body"
            else tuple(p for p in self._principals(id_, 0) if p != id_)
        )

    def _legislator(self, id_: str) -> bool:
        """Whether the first office said of a person is one in a legislature."""
        held = self.offices.of(id_)
        body = self.offices.offices[held[0].office].body if held else None
        return body is not None and self.index.drafts[body].type == "actor-legislature"

    def _side_of_its_own(self, draft: ActorDraft) -> bool:
        """Whether a group is a party to a conflict: "the Syrian opposition", "the rebels", not "the army"."""
        if any(self.index.drafts[r].kind != "country" for r in draft.represents):
            return False  # "M23 rebels" are M23
        return any(side_noun(self.doc[i]) in SIDES for i in draft.heads)

    def _unknown(self, bodies: Sequence[str]) -> bool:
        """Whether of none of some bodies anything is known: a minister's councils, no union of states."""
        return not bodies or all(self.index.drafts[b].key is None for b in bodies)

    def _principals(self, id_: str, depth: int) -> tuple[str, ...]:
        draft = self.index.drafts[id_]
        if draft.kind == "country":
            return (id_,)
        if draft.type == "actor-armed-group" or (draft.kind == "group" and self._side_of_its_own(draft)):
            return (id_,)  # rebels are a party of their own, not their country
        if draft.country is not None and draft.represents and self.offices.governs(id_, draft.country):
            return (draft.country, *self.offices.presided(id_))  # "Peru's president and the union's chairman"
        if draft.country is not None and self._unknown(draft.represents):
            return (draft.country,)
        if draft.represents and depth < 4:
            return tuple(p for r in draft.represents for p in self._principals(r, depth + 1))
        if draft.country is not None:
            return (draft.country,)
        if draft.type == "actor-joint-body":
            return tuple(draft.members)
        return (id_,) if draft.kind == "organization" else ()
