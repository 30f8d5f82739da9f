"""Everything that the model misreads set right, before anything is asked of a document."""

from __future__ import annotations

from spacy.tokens import Doc as Parsed

from kg.extraction.frozen_doc import Doc
from kg.extraction.hosting_nouns import restore_hosting
from kg.extraction.misread_asides import restore_asides
from kg.extraction.misread_attributes import restore_attributes
from kg.extraction.misread_chains import restore_chains
from kg.extraction.misread_clauses import restore_clauses
from kg.extraction.misread_co_chairs import restore_co_chairs
from kg.extraction.misread_days import restore_days
from kg.extraction.misread_entities import recut
from kg.extraction.misread_infinitives import restore_infinitives
from kg.extraction.misread_journeys import restore_journeys
from kg.extraction.misread_lands import restore_lands
from kg.extraction.misread_lists import restore_lists
from kg.extraction.misread_members import restore_members
from kg.extraction.misread_objects import restore_objects
from kg.extraction.misread_offices import restore_offices
from kg.extraction.misread_orders import restore_orders
from kg.extraction.misread_owners import restore_owners
from kg.extraction.misread_ranks import restore_ranks
from kg.extraction.misread_sentences import join_sentences
from kg.extraction.misread_settings import restore_settings
from kg.extraction.misread_sides import restore_sides
from kg.extraction.misread_styles import restore_styles
from kg.extraction.misread_subjects import restore_subjects
from kg.extraction.misread_verbs import restore_verbs
from kg.extraction.per_token import settle
from kg.extraction.ruler_titles import level_rulers


def view_of(doc: Parsed) -> Doc:
    """The document as the extraction looks at it: held ready, words that the model misreads set right."""
    view = Doc(doc)
    recut(view)
    restore_lands(view)
    restore_co_chairs(view)
    join_sentences(view)
    restore_verbs(view)
    restore_infinitives(view)
    restore_days(view)
    restore_attributes(view)
    restore_journeys(view)
    restore_clauses(view)
    restore_offices(view)
    restore_chains(view)
    restore_ranks(view)
    restore_owners(view)
    restore_lists(view)
    restore_members(view)
    restore_sides(view)
    restore_subjects(view)
    restore_settings(view)
    restore_asides(view)
    restore_objects(view)
    restore_orders(view)
    restore_hosting(view)
    level_rulers(view)
    restore_styles(view)
    settle(view)
    return view
