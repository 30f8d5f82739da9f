"""The words and names that are in force: the tables that ship, and what a user's own lexicon adds to them.

``rows`` is the one place that the tables of ``kg/data`` are read from, by whoever uses them: a lexicon of
the user (``read_lexicon``) that is active (``using``) is in what it gives. What is made from rows is
remembered by ``per_lexicon``, never by ``functools.cache``, so that two lexicons can be used in one process.
"""

from kg.lexicon.active import active, per_lexicon, use, using
from kg.lexicon.forms import FORMS
from kg.lexicon.overlay import read_lexicon
from kg.lexicon.rows import SHIPPED, Lexicon, Row
from kg.lexicon.tables import rows

__all__ = [
    "FORMS",
    "SHIPPED",
    "Lexicon",
    "Row",
    "active",
    "per_lexicon",
    "read_lexicon",
    "rows",
    "use",
    "using",
]
