"""How alignment is measured: which annotated actors count as one."""

from __future__ import annotations

import pytest

from benchmarks.quality.identity import alike, called


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (["Bashar al-Assad"], ["Bashar Assad", "Assad"], True),
        (["Recep Tayyip Erdogan", "Erdogan"], ["Tayyip Erdogan"], True),
        (["Joe Biden"], ["Joseph R. Biden, Jr."], True),
        (["Abbas Araghchi", "Abbas Araqchi"], ["Abbas Araqchi"], True),
        (["Abbas Araghchi"], ["Ali Araghchi Rad"], False),
        (["Ana Costa"], ["Bea Costa"], False),
        (["Ana Costa", "the president"], ["THE PRESIDENT", "Bea Hart"], False),
    ],
)  # fmt: skip
def test_persons_who_count_as_one(one: list[str], other: list[str], same: bool) -> None:
    found = alike({"a:1": one, "b:1": other}, "person")
    assert (found["a:1"] == found["b:1"]) == same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (["NATO"], ["North Atlantic Treaty Organization"], True),
        (["Apple", "Apple Inc"], ["Apple Inc", "the firm"], True),
        (["Security Council", "UN"], ["United Nations", "UN"], False),
        (["Israeli government", "the government"], ["the government"], False),
        (["Norwegian Ministry", "Foreign Ministry"], ["Danish Ministry", "Foreign Ministry"], False),
    ],
)  # fmt: skip
def test_bodies_that_count_as_one(one: list[str], other: list[str], same: bool) -> None:
    found = alike({"a:1": one, "b:1": other}, "organization")
    assert (found["a:1"] == found["b:1"]) == same


@pytest.mark.parametrize(
    "name", ["Costa", "senior EU official", "source close to Hamas", "THE PRESIDENT", "The Pope"]
)
def test_what_is_no_full_name_is_not_measured(name: str) -> None:
    assert not called(name, "person")
