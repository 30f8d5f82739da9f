"""From which day "today" and weekdays are counted: that of the dateline, else that of publication."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import Article
from kg.pipeline import extract_article

TODAY = "Peruvian President Ana Torres met Chilean President Camila Soto in Lima today."
TUESDAY = TODAY.replace("today", "on Tuesday")
CASES = [
    # text, day of publication, day of the meeting
    (f"LIMA, March 12 (Reuters) - {TODAY}", date(2024, 3, 14), date(2024, 3, 12)),
    (f"LIMA, March 12, 2019 - {TUESDAY}", None, date(2019, 3, 12)),
    (f"LIMA, Dec 31 - {TODAY}", date(2024, 1, 2), date(2023, 12, 31)),
    (f"LIMA, Feb 2 - {TODAY}", date(2024, 3, 14), date(2024, 3, 14)),  # too long before: another day is meant
    (f"LIMA, March 12 - {TODAY}", None, None),  # no year, so no day
    (f"LIMA - {TODAY}", date(2024, 3, 14), date(2024, 3, 14)),
    (TODAY, None, None),
]


def test_count() -> None:
    assert len(CASES) == 7


@pytest.mark.parametrize(("text", "published", "held"), CASES)
def test_day(text: str, published: date | None, held: date | None) -> None:
    found = extract_article(Article("x", text, published=published))
    assert [(m.time.earliest, m.time.latest) for m in found.meetings] == [(held, held)]
    assert found.article.published == published, "what is known of the article is not touched"
