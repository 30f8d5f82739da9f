"""What the shipped tables know: countries, demonyms, cities, bodies, leaders, offices and seats.

The tables are ``kg/data/*.tsv`` (documented in ``kg/data/README.md``). They are read once, at the first
look-up, and a malformed row raises ``TableError`` with file and line. Names are compared without accents,
dots of initialisms, hyphens and kinds of apostrophe, but not without capitals: ``U.S.`` is ``US`` and
``Türkiye`` is ``Turkiye``, while ``us`` is no country and ``turkey`` a bird.
"""

from kg.gazetteer.epithets import states_called
from kg.gazetteer.led_bodies import body_led
from kg.gazetteer.lookup import (
    adjective_of,
    all_entries,
    body_named,
    capital_of,
    city_named,
    country_named,
    country_of_demonym,
    entry,
    find,
    is_capital,
    member_states,
    metonym,
    office,
    office_entry,
    office_linked,
    office_note,
    offices_held,
    person_named,
    persons_by_surname,
    spellings,
    surnames,
    years_of,
)
from kg.gazetteer.predecessors import not_yet_in_office, state_served, state_then
from kg.gazetteer.spelling import case_fits, words_of
from kg.gazetteer.tables import Entry, EntryKind, Match, OfficeEntry, Via

__all__ = [
    "Entry",
    "EntryKind",
    "Match",
    "OfficeEntry",
    "Via",
    "adjective_of",
    "all_entries",
    "body_led",
    "body_named",
    "capital_of",
    "case_fits",
    "city_named",
    "country_named",
    "country_of_demonym",
    "entry",
    "find",
    "is_capital",
    "member_states",
    "metonym",
    "not_yet_in_office",
    "office",
    "office_entry",
    "office_linked",
    "office_note",
    "offices_held",
    "person_named",
    "persons_by_surname",
    "spellings",
    "state_served",
    "state_then",
    "states_called",
    "surnames",
    "words_of",
    "years_of",
]
