"""Everything that the model misreads set right, before anything is asked of a document."""

from __future__ import annotations

from spacy.tokens import Doc as Parsed

from kg.extraction.mending.hosting_nouns import restore_hosting
from kg.extraction.mending.listed_offices import restore_called
from kg.extraction.mending.misread_asides import restore_asides
from kg.extraction.mending.misread_attributes import restore_attributes
from kg.extraction.mending.misread_brackets import restore_brackets
from kg.extraction.mending.misread_capitals import restore_capitals
from kg.extraction.mending.misread_chains import restore_chains
from kg.extraction.mending.misread_clauses import restore_clauses
from kg.extraction.mending.misread_co_chairs import restore_co_chairs
from kg.extraction.mending.misread_contrasts import restore_contrasts
from kg.extraction.mending.misread_day_asides import restore_day_asides
from kg.extraction.mending.misread_days import restore_days
from kg.extraction.mending.misread_entities import recut
from kg.extraction.mending.misread_infinitives import restore_infinitives
from kg.extraction.mending.misread_journeys import restore_journeys
from kg.extraction.mending.misread_lands import restore_lands
from kg.extraction.mending.misread_lists import restore_lists
from kg.extraction.mending.misread_members import restore_members
from kg.extraction.mending.misread_objects import restore_objects
from kg.extraction.mending.misread_offices import restore_offices
from kg.extraction.mending.misread_orders import restore_orders
from kg.extraction.mending.misread_owners import restore_owners
from kg.extraction.mending.misread_pairs import restore_pairs
from kg.extraction.mending.misread_predicates import restore_predicates
from kg.extraction.mending.misread_prepositions import restore_prepositions
from kg.extraction.mending.misread_ranks import restore_ranks
from kg.extraction.mending.misread_relatives import restore_relatives
from kg.extraction.mending.misread_sentences import join_sentences
from kg.extraction.mending.misread_settings import restore_settings
from kg.extraction.mending.misread_sides import restore_sides
from kg.extraction.mending.misread_speech import restore_speech
from kg.extraction.mending.misread_styles import restore_styles
from kg.extraction.mending.misread_subjects import restore_subjects
from kg.extraction.mending.misread_verbs import restore_verbs
from kg.extraction.mending.misread_visitors import restore_visitors
from kg.extraction.names.ruler_titles import level_rulers
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.per_token import settle


def view_of(doc: Parsed) -> Doc:
    """The document as the extraction looks at it: held ready, words that the model misreads set right."""
    view = Doc(doc)
    recut(view)
    restore_lands(view)
    restore_co_chairs(view)
    join_sentences(view)
    restore_verbs(view)
    restore_predicates(view)
    restore_infinitives(view)
    restore_relatives(view)
    restore_prepositions(view)
    restore_days(view)
    restore_day_asides(view)
    restore_capitals(view)
    restore_pairs(view)
    restore_attributes(view)
    restore_journeys(view)
    restore_clauses(view)
    restore_contrasts(view)
    restore_speech(view)
    restore_brackets(view)
    restore_offices(view)
    restore_chains(view)
    restore_ranks(view)
    restore_owners(view)
    restore_called(view)
    restore_lists(view)
    restore_members(view)
    restore_sides(view)
    restore_subjects(view)
    restore_settings(view)
    restore_asides(view)
    restore_visitors(view)
    restore_objects(view)
    restore_orders(view)
    restore_hosting(view)
    level_rulers(view)
    restore_styles(view)
    settle(view)
    return view
