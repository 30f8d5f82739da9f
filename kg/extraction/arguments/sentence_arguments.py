"""All that the sentence of a trigger says of its meeting: who, where, at whose request."""

from __future__ import annotations

from kg.extraction.arguments.arguments import Arguments
from kg.extraction.arguments.auspices import under_auspices
from kg.extraction.arguments.follow_ups import among_them, followed_by
from kg.extraction.arguments.last_meetings import since_last
from kg.extraction.arguments.meals import at_table
from kg.extraction.arguments.noun_arguments import noun_arguments
from kg.extraction.arguments.programmes import on_programme
from kg.extraction.arguments.relative_arguments import travelling_there
from kg.extraction.arguments.two_events import told_beside
from kg.extraction.arguments.verb_arguments import verb_arguments
from kg.extraction.arguments.visit_arguments import from_abroad
from kg.extraction.arguments.whose_journey import after_journey
from kg.extraction.grammar import clauses
from kg.extraction.scene import Scene
from kg.extraction.tokens.word_places import lemmas_within
from kg.extraction.triggers.triggers import Trigger
from kg.extraction.triggers.verb_status import undoes


def arguments_of(scene: Scene, trigger: Trigger) -> Arguments:
    """The arguments that stand in the sentence of the trigger."""
    out = Arguments()
    if trigger.nominal:
        noun_arguments(scene, trigger, out)
        on_programme(scene, trigger.token, out)
        followed_by(scene, trigger.token, out)
        among_them(scene, trigger.token, out)
        travelling_there(scene, trigger.token, out)
    else:
        verb_arguments(scene, trigger, out)
    since_last(scene, trigger.token, out)
    at_table(scene, trigger, out)
    _at_request(scene, trigger, out)
    under_auspices(scene, trigger.token, out)
    if trigger.family == "visit" and trigger.nominal:
        after_journey(scene, trigger.token, out)
    if trigger.family == "visit":
        from_abroad(scene, out)
    if not trigger.nominal and trigger.family == "meeting" and not out.places:
        before = clauses.prepositional(trigger.token, "since")  # "have not met since Geneva in May"
        out.places.extend(p for t in before if (p := scene.places.at(t)) is not None)
    return out


_REQUESTS = frozenset("request instigation behest invitation".split())


_OF_A_SERIES = frozenset("earlier previous next further another second".split())


def _at_request(scene: Scene, trigger: Trigger, out: Arguments) -> None:
    """Who asked for the meeting: "the council met at Peru's request", "flew in at the invitation of X"; not
    who only asked that others meet, or do not: "talks between A and B were put off at the request of C".
    """
    sent = trigger.token.sent
    if not lemmas_within(trigger.token.doc, _REQUESTS, sent.start, sent.end):
        return
    for host in dict.fromkeys((trigger.token, clauses.clause_of(trigger.token))):
        if host is not trigger.token and told_beside(trigger.token):
            continue  # "after this meeting, X will visit Y at the invitation of Z"
        if undoes(host) and not _OF_A_SERIES.isdisjoint(c.lower_ for c in trigger.token.lefts):
            continue  # "an earlier summit was put off at the request of X": of all who hold them
        for noun in (o for o in clauses.prepositional(host, "at", "on", "upon") if o.lemma_ in _REQUESTS):
            askers = [c for c in noun.lefts if c.dep_ == "poss"] + clauses.prepositional(noun, "of")
            if trigger.family != "visit" and len(set(scene.principals(out.actors))) > 1:
                continue
            role = "role-host" if trigger.family == "visit" else "role-participant"
            out.add(tuple(i for a in askers for i in scene.resolve_all(a)), noun, role)
