"""Events by year as bars, each a link to the events of that year."""

from __future__ import annotations

from collections.abc import Sequence

from kg.server.pages.frame import address, plural
from kg.server.pages.markup import Safe, tag

_HIGH = 44
_MOST = 34


def bars(
    years: Sequence[tuple[str, int]], path: str, since: str = "", until: str = "", **fields: object
) -> Safe | None:
    """The bars with a year below the first, the last and every fifth; nothing for a single year."""
    if len(years) < 2:
        return None
    most = max(many for _, many in years)
    step = max(14, min(_MOST, 900 // len(years)))
    items: list[Safe] = []
    for place, (year, many) in enumerate(years):
        high = max(2, round(_HIGH * many / most)) if many else 0
        inside = (not since or year >= since[:4]) and (not until or year <= until[:4])
        bar = tag(
            "rect",
            x=place * step + 1,
            y=_HIGH - high,
            width=step - 3,
            height=high,
            class_="bar in" if inside else "bar",
        )
        words = f"{year}: {plural(many, 'event')}"
        if many:
            target = address(path, **fields, since=year, until=year) + "#events"
            items.append(tag("a", tag("title", words), bar, href=target, aria_label=words))
        if place in (0, len(years) - 1) or (
            step >= 20 and year.endswith(("0", "5")) and 1 < place < len(years) - 2
        ):
            items.append(tag("text", year, x=place * step + step / 2, y=_HIGH + 14, text_anchor="middle"))
    wide = max(len(years) * step, 60)
    drawing = tag(
        "svg",
        items,
        viewBox=f"-14 0 {wide + 28} {_HIGH + 18}",
        width=wide + 28,
        height=_HIGH + 18,
        role="group",
        aria_label="Events by year",
        class_="years",
    )
    return tag("div", drawing, class_="years", tabindex="0", role="region", aria_label="Events by year")
