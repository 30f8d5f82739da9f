"""Articles a few at a time: all of them, in order, and the error that ended their reading after them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model import Article
from kg.sources.grouping import MOST, groups

ITEMS = st.lists(
    st.one_of(
        st.sampled_from([Article("a", "x" * n) for n in (0, 10, 9_000, 30_000)]),
        st.just(SourceError("b.txt: is empty")),
    ),
    max_size=40,
)


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(ITEMS, st.integers(1, MOST))
def test_all_items_come_in_order(items: list[Article | SourceError], most: int) -> None:
    found = list(groups(items, most))
    assert [item for group, _ in found for item in group] == items
    assert all(0 < len(group) <= most for group, _ in found)
    assert all(error is None for _, error in found)


def test_long_articles_are_in_small_groups() -> None:
    items = [Article(str(n), "x" * 20_000) for n in range(4)]
    assert [len(group) for group, _ in groups(items)] == [2, 2]
    assert [len(group) for group, _ in groups([Article(str(n), "x") for n in range(30)])] == [12, 12, 6]


def test_what_came_before_an_error_is_given_first() -> None:
    def items() -> Iterator[Article]:
        yield Article("a", "x")
        yield Article("b", "y")
        raise ValueError("the disk is gone")

    (found,) = groups(items())
    assert [item.id for item in found[0] if isinstance(item, Article)] == ["a", "b"]
    assert str(found[1]) == "the disk is gone"


def test_an_error_before_the_first_item_is_raised() -> None:
    def items() -> Iterator[Article]:
        raise ValueError("no such file")
        yield

    with pytest.raises(ValueError, match="no such file"):
        list(groups(items()))


def test_no_more_is_read_than_is_asked_for() -> None:
    source = iter([Article(str(n), "x") for n in range(30)])
    next(groups(source))
    assert len(list(source)) == 30 - MOST
