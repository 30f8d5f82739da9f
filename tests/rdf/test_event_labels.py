"""Labels of meetings as a build writes them."""

import pytest

import kg
from kg.linking.link import link
from kg.rdf.event_labels import event_label
from kg.rdf.scope import Scope


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "President Ana Torres of Peru met President Camila Soto of Chile at the Torre Palace in Lima.",
            "Summit of Ana Torres and Camila Soto in Lima",
        ),
        (
            "President Ana Torres of Peru met President Camila Soto of Chile at the Torre Palace.",
            "Summit of Ana Torres and Camila Soto at Torre Palace",
        ),
        (
            "President Ana Torres of Peru met President Camila Soto of Chile in Lima.",
            "Summit of Ana Torres and Camila Soto in Lima",
        ),
    ],
)
def test_a_meeting_is_named_after_the_town_of_its_venue(text: str, label: str) -> None:
    found = kg.extract(text)
    scope = Scope(found, link(found))
    assert [event_label(scope, meeting) for meeting in found.meetings] == [label]
