"""Expressions of time: what is found, what days it denotes, and what is left open."""

from __future__ import annotations

import calendar
import itertools
import time
from datetime import date, timedelta

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extraction.mending.set_right import view_of
from kg.extraction.times.calendar_bounds import edtf_bounds, edtf_of
from kg.extraction.times.time_patterns import STARTER, openers, pattern_rows, patterns
from kg.extraction.times.time_readings import READINGS
from kg.extraction.times.time_words import may_begin
from kg.extraction.times.times import duration_of, find_times, intersect, ordinal_of, resolve, with_duration
from kg.extraction.tokens.frozen_doc import Doc
from kg.model import Article, Time
from kg.nlp.annotate import annotate

# expression | day of writing (empty: none) | tense (empty: unknown) | EDTF (empty: no bounds)
# 2025-05-21 is a Wednesday, 2022-01-02 a Sunday, 2023-12-30 a Saturday, 2024-02-29 a Thursday.
RESOLVED = """
on Tuesday | | past |
on Tuesday | | |
yesterday | | past |
last week | | past |
in November | | past |
May 21 | | |
three years ago | | past |
this weekend | | future |
in September last year | | |
in two days | | future |
next spring | | |
later in the day | | |
the second half of the year | | |
on Tuesday | 2025-05-21 | past | 2025-05-20
on Tuesday | 2025-05-21 | | 2025-05-20
on Tuesday | 2025-05-21 | present | 2025-05-20
on Tuesday | 2025-05-21 | future | 2025-05-27
On Wednesday | 2025-05-21 | past | 2025-05-21
on Wednesday | 2025-05-21 | future | 2025-05-21
Thursday | 2025-05-21 | past | 2025-05-15
Thursday | 2025-05-21 | future | 2025-05-22
ON MONDAY | 2025-05-21 | past | 2025-05-19
on Mon. | 2025-05-21 | past | 2025-05-19
Thurs. | 2025-05-21 | future | 2025-05-22
Sunday's | 2025-05-21 | past | 2025-05-18
after Friday's | 2025-05-21 | past | 2025-05-16
last Tuesday | 2025-05-21 | past | 2025-05-20
last Wednesday | 2025-05-21 | past | 2025-05-14
this Friday | 2025-05-21 | | 2025-05-23
this Monday | 2025-05-21 | | 2025-05-19
this coming Wednesday | 2025-05-21 | | 2025-05-28
this past Sunday | 2025-05-21 | | 2025-05-18
next Wednesday | 2025-05-21 | future | 2025-05-28
next Friday | 2025-05-21 | | 2025-05-30
next Tuesday | 2022-01-02 | future | 2022-01-04
the coming Saturday | 2025-05-21 | | 2025-05-24
Tuesday morning | 2025-05-21 | past | 2025-05-20
on Tuesday evening | 2025-05-21 | past | 2025-05-20
late on Wednesday | 2025-05-21 | past | 2025-05-21
late Sunday | 2025-05-21 | past | 2025-05-18
earlier on Friday | 2025-05-21 | past | 2025-05-16
in the early hours of Saturday morning | 2025-05-21 | past | 2025-05-17
just before noon on Friday | 2025-05-21 | future | 2025-05-23
by noon on Friday | 2025-05-21 | future | /2025-05-23
at 10 a.m. on Thursday | 2025-05-21 | future | 2025-05-22
on Wednesday last week | 2025-05-21 | past | 2025-05-14
on Friday next week | 2025-05-21 | future | 2025-05-30
Monday of this week | 2025-05-21 | | 2025-05-19
a week from Friday | 2025-05-21 | future | 2025-05-30
on Friday week | 2025-05-21 | future | 2025-05-30
a week from today | 2025-05-21 | future | 2025-05-28
a week from now | 2025-05-21 | future | 2025-05-26/2025-06-01
a year ago today | 2025-05-21 | past | 2024-05-21
the week before last | 2025-05-21 | past | 2025-05-05/2025-05-11
the weekend before last | 2025-05-21 | past | 2025-05-10/2025-05-11
before the year is out | 2025-05-21 | future | 2025
on April, 24, 1997 | 2025-05-21 | past | 1997-04-24
Monday and Tuesday | 2025-05-21 | past | 2025-05-19/2025-05-20
Thursday and Friday | 2025-05-21 | past | 2025-05-15/2025-05-16
Thursday and Friday | 2025-05-21 | future | 2025-05-22/2025-05-23
Tuesday and Wednesday | 2025-05-20 | past | 2025-05-13/2025-05-14
Tuesday and Wednesday | 2025-05-20 | present | 2025-05-20/2025-05-21
from Monday to Wednesday | 2025-05-21 | past | 2025-05-19/2025-05-21
from Tuesday until Thursday | 2025-05-21 | future | 2025-05-27/2025-05-29
Friday-Saturday | 2025-05-21 | future | 2025-05-23/2025-05-24
on Saturday and Sunday | 2025-05-21 | past | 2025-05-17/2025-05-18
between Monday and Thursday | 2025-05-23 | past | 2025-05-19/2025-05-22
Sunday through Tuesday | 2025-05-21 | future | 2025-05-25/2025-05-27
next Monday and Tuesday | 2025-05-21 | | 2025-05-26/2025-05-27
on Monday, Tuesday and Wednesday | 2025-05-21 | past | 2025-05-19/2025-05-21
since Monday | 2025-05-21 | past | 2025-05-19/
until Friday | 2025-05-21 | future | /2025-05-23
until Friday | 2025-05-21 | | /2025-05-23
by Thursday | 2025-05-21 | future | /2025-05-22
before Saturday | 2025-05-21 | future | /2025-05-23
after Sunday | 2025-05-21 | past | 2025-05-19/
beginning Sunday | 2025-05-21 | future | 2025-05-25/
today | 2025-05-21 | | 2025-05-21
today (Wednesday) | 2025-05-21 | | 2025-05-21
earlier today | 2025-05-21 | past | 2025-05-21
today's | 2025-05-21 | | 2025-05-21
today and tomorrow | 2025-05-21 | future | 2025-05-21/2025-05-22
yesterday and again today | 2025-05-21 | past | 2025-05-20/2025-05-21
this noon | 2025-05-21 | future | 2025-05-21
yesterday | 2025-05-21 | past | 2025-05-20
yesterday evening | 2025-05-21 | past | 2025-05-20
tomorrow | 2025-05-21 | future | 2025-05-22
tomorrow morning | 2023-12-31 | future | 2024-01-01
tonight | 2025-05-21 | | 2025-05-21
this morning | 2025-05-21 | | 2025-05-21
this afternoon | 2025-05-21 | | 2025-05-21
last night | 2025-05-21 | | 2025-05-20
overnight | 2025-05-21 | past | 2025-05-20/2025-05-21
the day before yesterday | 2025-05-21 | past | 2025-05-19
the day after tomorrow | 2025-05-21 | future | 2025-05-23
later in the day | 2025-05-21 | future | 2025-05-21
earlier in the day | 2025-05-21 | past | 2025-05-21
last week | 2025-05-21 | past | 2025-05-12/2025-05-18
last week | 2025-05-19 | past | 2025-05-12/2025-05-18
last week's | 2025-05-18 | past | 2025-05-05/2025-05-11
this week | 2025-05-21 | | 2025-05-19/2025-05-25
earlier this week | 2025-05-21 | past | 2025-05-19/2025-05-25
later this week | 2025-05-21 | future | 2025-05-19/2025-05-25
this week | 2025-05-25 | future | 2025-05-26/2025-06-01
this week | 2025-05-25 | past | 2025-05-19/2025-05-25
later in the week | 2025-05-21 | future | 2025-05-19/2025-05-25
next week | 2022-01-02 | future | 2022-01-03/2022-01-09
the coming week | 2025-05-21 | future | 2025-05-26/2025-06-01
by the end of next week | 2025-05-21 | future | /2025-06-01
starting next week | 2025-05-21 | future | 2025-05-26/2025-06-01
over the past week | 2025-05-21 | past | 2025-05-14/2025-05-21
this weekend | 2025-05-20 | future | 2025-05-24/2025-05-25
last weekend | 2025-05-21 | past | 2025-05-17/2025-05-18
next weekend | 2025-05-21 | future | 2025-05-31/2025-06-01
over the weekend | 2025-05-21 | past | 2025-05-17/2025-05-18
over the weekend | 2025-05-21 | future | 2025-05-24/2025-05-25
at the weekend | 2025-05-25 | past | 2025-05-24/2025-05-25
last month | 2025-05-21 | past | 2025-04
last month | 2022-01-02 | past | 2021-12
this month | 2025-05-21 | | 2025-05
earlier this month | 2025-05-21 | past | 2025-05
later this month | 2016-03-08 | future | 2016-03
next month | 2023-12-30 | future | 2024-01
early next month | 2025-05-21 | future | 2025-06
at the end of the month | 2025-05-21 | future | 2025-05
by the end of the month | 2025-05-21 | future | 2025-05
last year | 2025-05-21 | past | 2024
late last year | 2025-05-21 | past | 2024
this year | 2025-05-21 | | 2025
earlier this year | 2025-05-21 | past | 2025
next year | 2025-05-21 | future | 2026
early next year | 2025-05-21 | future | 2026
by the end of the year | 2025-05-21 | future | 2025
before the end of the year | 2025-05-21 | future | 2025
this past spring | 2025-05-21 | past | 2025-03/2025-05
this past spring | 2025-03-21 | past | 2024-03/2024-05
by year-end | 2025-05-21 | future | 2025
since the start of the year | 2025-05-21 | past | 2025/
since last year | 2025-05-21 | past | 2024/
last quarter | 2025-05-21 | past | 2025-01/2025-03
next quarter | 2025-11-21 | future | 2026-01/2026-03
this decade | 2025-05-21 | | 202X
two days ago | 2025-05-21 | past | 2025-05-19
a day ago | 2025-05-21 | past | 2025-05-20
48 hours ago | 2025-05-21 | past | 2025-05-19
a week ago | 2025-05-21 | past | 2025-05-12/2025-05-18
three weeks ago | 2025-05-21 | past | 2025-04-28/2025-05-04
a month ago | 2025-05-21 | past | 2025-04
15 months ago | 2025-05-21 | past | 2024-02
three years ago | 2025-05-21 | past | 2022
nearly two years ago | 2025-05-21 | past | 2023
a decade ago | 2025-05-21 | past | 2015
more than two years ago | 2025-05-21 | past | /2023
twenty-one years ago | 2025-05-21 | past | 2004
in two days | 2025-05-21 | future | 2025-05-23
in two weeks | 2025-05-21 | future | 2025-06-02/2025-06-08
in two weeks | 2025-05-21 | past |
in 88 years | 2025-05-21 | |
in two weeks' time | 2025-05-21 | | 2025-06-02/2025-06-08
in two weeks time | 2025-05-21 | | 2025-06-02/2025-06-08
within 10 days | 2025-05-21 | future | 2025-05-21/2025-05-31
a week from now | 2025-05-21 | | 2025-05-26/2025-06-01
three months from now | 2025-11-30 | future | 2026-02
in the past two weeks | 2025-05-21 | past | 2025-05-07/2025-05-21
over the last three months | 2025-05-31 | past | 2025-02-28/2025-05-31
over the next five years | 2025-05-21 | future | 2025-05-21/2030-05-21
May 21 | 2025-05-21 | | 2025-05-21
on May 14 | 2025-05-21 | past | 2025-05-14
On May 14 | 2025-05-21 | future | 2025-05-14
on May 30 | 2025-05-21 | future | 2025-05-30
on May 30 | 2025-05-21 | | 2025-05-30
on December 19 | 2025-05-21 | past | 2024-12-19
on January 4 | 2023-12-30 | future | 2024-01-04
on January 4 | 2023-12-30 | past | 2024-01-04
on December 28 | 2022-01-02 | past | 2021-12-28
on Sept. 11 | 2025-05-21 | past | 2024-09-11
Feb 3 | 2016-02-25 | past | 2016-02-03
21 May | 2025-05-23 | past | 2025-05-21
the 21st of May | 2025-05-23 | past | 2025-05-21
May 21st | 2025-05-23 | past | 2025-05-21
21st May 2024 | | | 2024-05-21
May 21, 2025 | | | 2025-05-21
on 7 February 2019 | | past | 2019-02-07
Thursday, March 31, 2016 | | | 2016-03-31
Tuesday, May 20 | 2025-05-21 | past | 2025-05-20
Monday, January 1 | 2025-05-21 | past | 2024-01-01
on Friday 7 June 2024 | | | 2024-06-07
the evening of May 20 | 2025-05-21 | past | 2025-05-20
on May 3 last year | 2025-05-21 | past | 2024-05-03
on February 29 | 2024-02-29 | past | 2024-02-29
on February 29 | 2025-05-21 | past | 2024-02-29
on February 30 | 2025-05-21 | past |
May 45 | 2025-05-21 | |
2025-05-21 | | | 2025-05-21
on 2024-02-29 | | | 2024-02-29
2024-02-31 | | |
21/05/2025 | | | 2025-05-21
05/21/2025 | | | 2025-05-21
04/05/2025 | | |
05/05/2025 | | | 2025-05-05
04.05.2025 | | | 2025-05-04
since 12 April | 2025-05-20 | past | 2025-04-12/
until July 9 | 2025-05-21 | future | /2025-07-09
by June 1 | 2025-05-21 | future | /2025-06-01
before May 5, 2024 | | | /2024-05-04
after October 7, 2023 | | | 2023-10-08/
around April 9 | 2016-04-02 | future | 2016-04-09
on the 3rd, | 2025-05-21 | past |
on the 3rd of this month | 2025-05-21 | past | 2025-05-03
today and Sunday | 2025-05-21 | future | 2025-05-21/2025-05-25
today and Monday | 2025-05-21 | past | 2025-05-19/2025-05-21
tomorrow and Saturday | 2025-05-21 | future | 2025-05-22/2025-05-24
yesterday and on Monday | 2025-05-21 | past | 2025-05-19/2025-05-20
on Monday and yesterday | 2025-05-21 | past | 2025-05-19/2025-05-20
today and Sunday | | future |
this Wednesday (May 21) | 2025-05-21 | future | 2025-05-21
last Friday (16 May) | 2025-05-21 | past | 2025-05-16
on the Fourth of July | 2025-05-21 | future | 2025-07-04
the second of May | 2025-05-21 | past | 2025-05-02
the twenty-first of June 2024 | | | 2024-06-21
on New Year's Eve | 2025-05-21 | past | 2024-12-31
on Christmas Day 2023 | | | 2023-12-25
on the 16th of that month | 2025-05-21 | past |
before the year was over | 2025-05-21 | future | 2025
May 21-23 | 2025-05-25 | past | 2025-05-21/2025-05-23
May 21–23, 2024 | | | 2024-05-21/2024-05-23
21-23 May 2025 | | | 2025-05-21/2025-05-23
from May 30 to June 2 | 2025-05-21 | future | 2025-05-30/2025-06-02
from 30 May to 2 June 2019 | | | 2019-05-30/2019-06-02
June 3 and 4 | 2025-05-21 | future | 2025-06-03/2025-06-04
on June 21 and 22 | 2025-05-21 | future | 2025-06-21/2025-06-22
between June 3 and June 5 | 2025-05-21 | future | 2025-06-03/2025-06-05
from 3 to 5 June | 2025-05-21 | future | 2025-06-03/2025-06-05
from June 15 to 17 | 2025-05-20 | future | 2025-06-15/2025-06-17
the July 15-17 | 2025-05-20 | future | 2025-07-15/2025-07-17
December 30 to January 2 | 2025-01-10 | past | 2024-12-30/2025-01-02
December 30, 2023 to January 2, 2024 | | | 2023-12-30/2024-01-02
from December 30 to January 2, 2024 | | | 2023-12-30/2024-01-02
from Monday, June 2 to Wednesday, June 4 | 2025-05-21 | future | 2025-06-02/2025-06-04
2025-05-21/2025-05-23 | | | 2025-05-21/2025-05-23
the week of May 5 | 2025-05-21 | past | 2025-05-05/2025-05-11
in November | 2025-05-21 | past | 2024-11
in November | 2025-05-21 | | 2024-11
in November | 2025-05-21 | future | 2025-11
in May | 2025-05-21 | past | 2025-05
in June | 2025-05-21 | past | 2024-06
in June | 2025-05-21 | future | 2025-06
November 2023 | | | 2023-11
in November 2023 | 2025-05-21 | future | 2023-11
in Nov. 2023 | | | 2023-11
in November of 2023 | | | 2023-11
last November | 2025-05-21 | past | 2024-11
last May | 2025-05-21 | past | 2024-05
last April | 2025-05-21 | past | 2025-04
next May | 2025-05-21 | future | 2026-05
next June | 2025-05-21 | future | 2025-06
this June | 2025-05-21 | future | 2025-06
in September last year | 2025-05-21 | past | 2024-09
by the end of March next year | 2025-05-21 | future | /2026-03
in early May | 2025-05-20 | past | 2025-05
in early June | 2016-05-28 | future | 2016-06
in mid-June 2004 | | | 2004-06
late November | 2025-05-21 | past | 2024-11
at the end of May | 2025-06-21 | past | 2025-05
the first week of May 2024 | | | 2024-05-01/2024-05-07
in the first half of May 2024 | | | 2024-05-01/2024-05-15
in the second half of May 2024 | | | 2024-05-16/2024-05-31
since March 2011 | | past | 2011-03/
by August | 2025-05-21 | future | /2025-08
until May 2030 | | | /2030-05
November's | 2025-05-21 | past | 2024-11
in April and May | 2025-05-21 | past | 2025-04/2025-05
in April and March | 2025-05-21 | past | 2025-03/2025-04
in December and January | 2025-05-21 | past | 2024-12/2025-01
between March and May 2023 | | | 2023-03/2023-05
from November 2022 to February 2023 | | | 2022-11/2023-02
November-January | 2025-05-21 | past | 2024-11/2025-01
in 2022 | | | 2022
in 2022 | 2025-05-21 | future | 2022
2013 | | | 2013
since 2015 | | past | 2015/
by 2030 | | | /2030
before 2022 | | | /2021
after 2015 | | | 2016/
until 2026 | | | /2026
in early 2011 | | | 2011
since late 2022 | | | 2022/
at the end of 2025 | | | 2025
in the first half of 2025 | | | 2025-01/2025-06
the second half of 2024 | | | 2024-07/2024-12
the second half of next year | 2025-05-21 | future | 2026-07/2026-12
the third quarter of 2024 | | | 2024-07/2024-09
in the first quarter of this year | 2025-05-21 | past | 2025-01/2025-03
Q4 2023 | | | 2023-10/2023-12
in the first three months of 2016 | | | 2016-01/2016-03
the last ten days of May 2024 | | | 2024-05-22/2024-05-31
between 2009 and 2011 | | | 2009/2011
from 2003 to 2005 | | | 2003/2005
in 2015 and 2016 | | | 2015/2016
2019-2022 | | | 2019/2022
in 2020-21 | | | 2020/2021
the 1990s | | | 199X
since the 1970s | | | 1970/
in the late 1980s | | | 198X
in the '90s | | | 199X
in the 20th century | | | 1901/2000
in spring 2022 | | | 2022-03/2022-05
in the summer of 2021 | | | 2021-06/2021-08
the winter of 2023 | | | 2023-12/2024-02
last autumn | 2025-05-21 | past | 2024-09/2024-11
last spring | 2025-05-21 | past | 2024-03/2024-05
this summer | 2025-05-21 | future | 2025-06/2025-08
next fall | 2025-05-21 | future | 2025-09/2025-11
on Tuesday (May 20) | 2025-05-21 | past | 2025-05-20
on Tuesday (20 May 2025) | | | 2025-05-20
Jan. 30-31 | 2024-02-15 | past | 2024-01-30/2024-01-31
from late May to early June | 2025-05-21 | future | 2025-05/2025-06
by end-2025 | | | /2025
mid-2024 | | | 2024
in mid-May | 2025-05-21 | past | 2025-05
in the past 24 hours | 2025-05-21 | past | 2025-05-20/2025-05-21
earlier in May | 2025-05-21 | past | 2025-05
in spring next year | 2025-05-21 | future | 2026-03/2026-05
the night of May 20 | 2025-05-21 | past | 2025-05-20
a fortnight ago | 2025-05-21 | past | 2025-05-05/2025-05-11
in the afternoon | 2025-05-21 | past |
in the coming days | 2025-05-21 | future |
in the next two weeks | 2025-05-21 | future | 2025-05-21/2025-06-04
in two weeks | 2025-05-21 | future | 2025-06-02/2025-06-08
in recent weeks | 2025-05-21 | past |
recently | 2025-05-21 | past |
very soon | 2025-05-21 | future |
a few days ago | 2025-05-21 | past |
in the near future | 2025-05-21 | future |
as soon as possible | 2025-05-21 | future |
the following day | 2025-05-21 | past |
two weeks later | 2025-05-21 | past |
a day before the summit | 2025-05-21 | past |
that night | 2025-05-21 | past |
"""

RESOLVED_ROWS = 339


def rows_of(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]


def read_edtf(edtf: str) -> tuple[date | None, date | None]:
    """The bounds of an EDTF, read independently of the code under test."""
    out: list[date | None] = []
    ends = edtf.split("/") if "/" in edtf else [edtf, edtf]
    for i, end in enumerate(ends):
        if not end:
            out.append(None)
            continue
        parts = [int(p) for p in end.replace("X", "09"[i]).split("-")]
        year = parts[0]
        month = parts[1] if len(parts) > 1 else (1, 12)[i]
        day = parts[2] if len(parts) > 2 else (1, calendar.monthrange(year, month)[1])[i]
        out.append(date(year, month, day))
    return out[0], out[1]


def test_row_count() -> None:
    assert len(rows_of(RESOLVED)) == RESOLVED_ROWS
    assert RESOLVED_ROWS >= 200


@pytest.mark.parametrize(("words", "anchor", "tense", "edtf"), rows_of(RESOLVED))
def test_resolve(words: str, anchor: str, tense: str, edtf: str) -> None:
    time = resolve(words, date.fromisoformat(anchor) if anchor else None, tense=tense or None)  # type: ignore[arg-type]
    assert time is not None or words == "on the 3rd,"
    if time is None:
        return
    assert time.edtf == (edtf or None)
    assert (time.earliest, time.latest) == (read_edtf(edtf) if edtf else (None, None))
    assert time.expressions == (words,)


def test_each_pattern_matches_its_example() -> None:
    table = pattern_rows()
    assert len(table) == len(patterns()) >= 50
    for row, (kind, pattern) in zip(table, patterns(), strict=True):
        assert kind == row["kind"]
        assert kind in READINGS
        assert pattern.fullmatch(row["example"]), row["example"]


def test_runs_of_blanks_are_read_in_one_way() -> None:
    """Each way to part a run would be tried where the words end amiss: as many as blanks to the power of gaps."""
    words = "for over about three and a half months and three weekx".replace(" ", " " * 30)
    assert [kind for kind, pattern in patterns() if pattern.match(words)] == ["duration"]
    assert all(pattern.fullmatch(words) is None for _, pattern in patterns())


@pytest.mark.parametrize("words", [r[0] for r in rows_of(RESOLVED)] + [r["example"] for r in pattern_rows()])
def test_each_expression_has_a_known_first_word(words: str) -> None:
    assert STARTER.match(words)


@pytest.mark.parametrize("row", range(len(pattern_rows())), ids=lambda n: f"row{n + 1}")
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_a_pattern_matches_may_begin(row: int, data: st.DataObject) -> None:
    """The filter before the patterns is told nothing of them but their letters; each must pass it."""
    pattern = patterns()[row][1]
    words = data.draw(st.from_regex(pattern, fullmatch=True))
    assert row in [number for number, *_ in may_begin(words, 0)]
    high = words.upper()
    assert row in [number for number, *_ in may_begin(high, 0)] or not pattern.match(high)


_PARTS = [
    *itertools.chain.from_iterable(row["pattern"].replace("(", " ").replace("?", " ").split() for row in pattern_rows()),
    "no later than", "up to", "ahead of", "prior to", "Mondayish", "marchers", "Marchers", "May", "MAY", "mayor", "Mar. 3",
    "sun", "Sun, 3", "'90s", "’9", "x'90", "3rd", "1,234", "٣", "ſpring", "K", "İ", "Q3", "q", "twenty-one", "today2",
    "the_day", "and/or", "e.g. today", "post-May", "-", ".", "/", "'", "’", ",", "said",
]  # fmt: skip


_split = spacy.blank("en")


@given(st.lists(st.tuples(st.sampled_from(_PARTS), st.sampled_from([" ", "", "\n", "-", "  "]))))
@settings(max_examples=400, deadline=None)
def test_openers_are_the_starts(parts: list[tuple[str, str]]) -> None:
    """Looking at whole words first finds what going through the text letter by letter finds."""
    for text in (words := "".join(map("".join, parts)), words.upper(), words.title()):
        tokens = Doc(_split(text)).tokens
        assert list(openers(text, tokens)) == [found.start() for found in STARTER.finditer(text)]


@pytest.mark.parametrize("words", ["noonPm\nJanuary 0", "noonam on January 3"])
def test_letters_of_a_class_are_pieces(words: str) -> None:
    assert may_begin(words, 0)


@pytest.mark.parametrize(
    "words", ["in the Oval Office", "of warm ties", "the", "on", "one of the", "for more than", "as", ""]
)
def test_what_is_no_expression_is_not_tried(words: str) -> None:
    assert not may_begin(words, 0)
    assert not any(pattern.match(words) for _, pattern in patterns())


SUMMIT = Time(date(2023, 11, 15), date(2023, 11, 15), "2023-11-15")
SESSION = Time(date(2024, 1, 30), date(2024, 1, 31), "2024-01-30/2024-01-31")
MONTH = Time(date(2023, 11, 1), date(2023, 11, 30), "2023-11")
YEAR = Time(date(2023, 1, 1), date(2023, 12, 31), "2023")

REFERRED = [
    ("on the 16th of that month", MONTH, None, "2023-11-16"),
    ("on the 16th of that month", YEAR, None, None),
    ("the following day", SUMMIT, None, "2023-11-16"),
    ("the next day", SESSION, None, "2024-02-01"),
    ("the previous day", SESSION, None, "2024-01-29"),
    ("a day before the summit", SUMMIT, None, "2023-11-14"),
    ("the day after the talks", SESSION, None, "2024-02-01"),
    ("two days later", SUMMIT, None, "2023-11-17"),
    ("three days earlier", SUMMIT, None, "2023-11-12"),
    ("48 hours after", SUMMIT, None, "2023-11-17"),
    ("two weeks later", SUMMIT, None, "2023-11-27/2023-12-03"),
    ("a month before", SUMMIT, None, "2023-10"),
    ("a year later", SUMMIT, None, "2024"),
    ("a year earlier", YEAR, None, "2022"),
    ("the same day", SUMMIT, None, "2023-11-15"),
    ("later that day", SUMMIT, None, "2023-11-15"),
    ("that night", SUMMIT, None, "2023-11-15"),
    ("In the evening", SUMMIT, None, "2023-11-15"),
    ("later in the day", SUMMIT, None, "2023-11-15"),
    ("the following week", SUMMIT, None, "2023-11-20/2023-11-26"),
    ("that week", SUMMIT, None, "2023-11-13/2023-11-19"),
    ("the previous month", MONTH, None, "2023-10"),
    ("the following year", MONTH, None, "2024"),
    ("that year", YEAR, None, "2023"),
    ("a day before the summit", MONTH, None, "2023-10-31/2023-11-29"),
    ("the previous week", YEAR, None, None),
    ("in October", MONTH, None, "2023-10"),
    ("in December", MONTH, "future", "2023-12"),
    ("in October 2022", MONTH, None, "2022-10"),
    ("on Tuesday", SUMMIT, None, None),
    ("last week", SUMMIT, None, None),
    ("the following day", Time(date(2023, 11, 1)), None, None),
]


def test_reference_count() -> None:
    assert len(REFERRED) == 32


@pytest.mark.parametrize(("words", "reference", "tense", "edtf"), REFERRED)
def test_resolve_against_an_event(words: str, reference: Time, tense: str | None, edtf: str | None) -> None:
    time = resolve(words, None, tense=tense, reference=reference)  # type: ignore[arg-type]
    assert time is not None
    assert time.edtf == edtf
    assert (time.earliest, time.latest) == (read_edtf(edtf) if edtf else (None, None))


def test_the_anchor_wins_for_words_that_do_not_refer_back() -> None:
    time = resolve("in October", date(2025, 5, 21), reference=Time(date(2019, 3, 1), date(2019, 3, 1)))
    assert time is not None
    assert time.edtf == "2024-10"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "the summit",
        "Geneva",
        "may",
        "march",
        "two sides",
        "24/7",
        "the floor",
        "Friday prayers",
        "65-year-old",
        "the second half",
        "when I was",
        "hello on Tuesday",
    ],
)
def test_not_a_time(words: str) -> None:
    assert resolve(words, date(2025, 5, 21)) is None


# sentence | expressions expected, separated by ";" (empty: none)
FOUND = """
The ministers of Norvia and Estland met on Tuesday. | on Tuesday
The envoy arrived late on Wednesday and left Thursday morning. | late on Wednesday;Thursday morning
They will meet in Oslo from Monday to Wednesday. | from Monday to Wednesday
Talks are planned for Friday and Saturday. | for Friday and Saturday
The talks were held in November 2023 in Lisbon. | in November 2023
The two leaders met in early May. | in early May
He visited Peru on May 21, 2025. | on May 21, 2025
The summit will run from May 30 to June 2. | from May 30 to June 2
She will travel to Chile on 3 and 4 June. | on 3 and 4 June
The accord was signed in 2015. | in 2015
Negotiations have been frozen since 2014. | since 2014
The bridge should be finished by 2030. | by 2030
He flew to Rabat last week and returns next month. | last week;next month
The premier spoke with his counterpart earlier today. | earlier today
They last met three years ago. | three years ago
The delegation will be in Accra this weekend. | this weekend
The ministers held a two-day meeting. | two-day
The call lasted 90 minutes. | lasted 90 minutes
They spoke for two hours. | for two hours
Both sides have met recently. | recently
A new round is expected in the coming days. | in the coming days
The following day, the president flew home. | The following day
He arrived a day before the summit. | a day before
He served as ambassador in the 1990s. | in the 1990s
The treaty was agreed in the summer of 2021. | in the summer of 2021
Growth slowed in the third quarter of 2024. | in the third quarter of 2024
Ahead of Saturday's meeting, both denied it. | Saturday's
Iran rejected the charge after Friday's talks. | Friday's
The parties criticised the 2015 deal. | 2015
They returned to the 2022 agreement with Norvia. | 2022
The minister attended the summit of 2016. | 2016
The delegations met on January
26 in Quito. | on January
26
It was the first visit by a premier in 88 years. | in 88 years
Officials met in Baku at noon on Friday. | at noon on Friday
They will meet again in two weeks' time. | in two weeks' time
The three ministers agreed to meet again later this month. | later this month
The paper was published on Sunday, 8 June 2025. | on Sunday, 8 June 2025
The delegation left on the same day. | on the same day
He met the envoy on Tuesday (May 20). | on Tuesday (May 20)
The talks on March 5 followed a call in February. | on March 5;in February
In March, the two sides agreed to talk. | In March
The May summit was a success. | May
Exports were up 9% from September. |
She will host him in a Sunday meeting. | Sunday
Markets close on a Sunday. |
It happened in the weeks before the vote. | weeks before
The next round will be held in Muscat next Wednesday or Thursday. | next Wednesday or Thursday
Their last meeting in Davos was on the evening of January 21. | on the evening of January 21
The president, who took office on 1 January 2023, left. | on 1 January 2023
He will be in Hanoi between June 3 and June 5. | between June 3 and June 5
The pact of November 2019 still holds. | November 2019
The talks resumed after a three-month break. | three-month
They are to meet by the end of the year. | by the end of the year
The minister will visit Quito early next year. | early next year
Ana Sol's party left following April's vote. | April's
The Refugee Act of 1980 was amended. |
They will reply at the earliest possible date. | at the earliest possible date
Happy Friday to all of you. |
It is held on the first Thursday in May. | in May
The two countries may sign a deal. |
They could march to the border. |
Prime Minister Theresa May met the king. |
The king praised Theresa May. |
He wrote in the Sunday Times. |
The Good Friday Agreement ended the conflict. |
The imam spoke at Friday prayers. |
Shops are open 24/7. |
The envoys met on the 24th in Quito. | on the 24th
The envoys met on the 24th floor. |
The envoys met members of the 15,000-strong army in Quito. |
The envoys discussed the 3.5 percent tariff in Quito. |
The 27 in Brussels agreed. |
The 65-year-old premier smiled. |
The team scored in the second half. |
Over 2000 soldiers took part. |
They met for the second time. |
He told Russia Today that he agreed. |
The Arab Spring changed the region. |
Prices may fall again. |
The two sides exchanged views. |
He lives at 1600 Garden Street. |
"""
FOUND_ROWS = 81


def sentences() -> list[tuple[str, list[str]]]:
    """The rows of ``FOUND``; one row may run over two lines."""
    out = []
    for chunk in FOUND.strip().replace("January\n26", "January\x0026").splitlines():
        sentence, expected = chunk.replace("\x00", "\n").rsplit("|", 1)
        out.append((sentence.strip(), [e.strip() for e in expected.split(";") if e.strip()]))
    return out


def test_sentence_count() -> None:
    assert len(sentences()) == FOUND_ROWS
    assert sum(not expected for _, expected in sentences()) >= 15


@pytest.mark.parametrize(("sentence", "expected"), sentences())
def test_find(sentence: str, expected: list[str]) -> None:
    doc = view_of(annotate(Article(id="t", text=sentence)))
    spans = find_times(doc)
    assert [s.text for s in spans] == expected
    for span in spans:
        assert doc.text[span.start : span.end] == span.text
        assert doc[span.first].idx <= span.start
        assert span.end <= doc[span.last - 1].idx + len(doc[span.last - 1])


def test_kinds_that_date_no_event() -> None:
    doc = view_of(
        annotate(Article(id="t", text="It was the first meeting since 2018. They praised the 2015 deal."))
    )
    assert [s.kind for s in find_times(doc)] == ["comparison", "modifier"]


def test_spans_do_not_overlap_and_keep_their_order() -> None:
    text = (
        "From Monday to Wednesday, May 19-21, 2025, and in late June 2026 or next year they met for two days."
    )
    spans = find_times(view_of(annotate(Article(id="t", text=text))))
    assert len(spans) >= 4
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


DURATIONS = [
    ("two-day", "P2D"),
    ("a two-day visit", "P2D"),
    ("three days of talks", "P3D"),
    ("a two-hour meeting", "PT2H"),
    ("lasted 90 minutes", "PT90M"),
    ("for two hours", "PT2H"),
    ("a 48-hour visit", "PT48H"),
    ("a week-long tour", "P1W"),
    ("a weeklong tour", "P1W"),
    ("half an hour", "PT30M"),
    ("a half-hour call", "PT30M"),
    ("an hour and a half", "PT1H30M"),
    ("two and a half hours", "PT2H30M"),
    ("two hours and 20 minutes", "PT2H20M"),
    ("a month-long mission", "P1M"),
    ("a day-long meeting", "P1D"),
    ("twenty-one days", "P21D"),
    ("a three-year mandate", "P3Y"),
    ("a year", "P1Y"),
    ("two days ago", None),
    ("a 45-year-old", None),
    ("two days later", None),
    ("the visit", None),
    ("on Tuesday", None),
]
ORDINALS = [
    ("first", 1),
    ("the inaugural session", 1),
    ("his maiden visit", 1),
    ("the third round of talks", 3),
    ("8th", 8),
    ("the 21st summit", 21),
    ("twelfth", 12),
    ("the twenty-first session", 21),
    ("the 42nd meeting", 42),
    ("Second", 2),
    ("the 11th", 11),
    ("the thirtieth anniversary", 30),
    ("latest", None),
    ("the next round", None),
    ("the first half", None),
    ("the first lady", None),
    ("the First Minister", None),
    ("two thirds", None),
    ("", None),
    ("the latest round", None),
]


def test_duration_and_ordinal_counts() -> None:
    assert (len(DURATIONS), len(ORDINALS)) == (24, 20)


@pytest.mark.parametrize(("words", "expected"), DURATIONS)
def test_duration(words: str, expected: str | None) -> None:
    assert duration_of(words) == expected


@pytest.mark.parametrize(("words", "expected"), ORDINALS)
def test_ordinal(words: str, expected: int | None) -> None:
    assert ordinal_of(words) == expected


def test_a_duration_resolves_to_its_length_and_no_days() -> None:
    assert resolve("two-day", date(2025, 5, 21)) == Time(expressions=("two-day",), duration="P2D")


@pytest.mark.parametrize(
    "unit",
    [
        "over ",
        "for about ",
        "in the early ",
        "on Monday, Tuesday, ",
        "the last ",
        "May 1 to ",
        "2 and a half ",
        "\n",
        " ",
    ],
)
def test_long_runs_take_linear_time(unit: str) -> None:
    def seconds(characters: int) -> float:
        words = unit * (characters // len(unit))
        begin = time.process_time()
        for opener in STARTER.finditer(words):
            for _, pattern in patterns():
                pattern.match(words, opener.start())
        resolve("on" + words, date(2025, 5, 21))
        duration_of(words)
        ordinal_of(words)
        return time.process_time() - begin

    short = min(seconds(5_000) for _ in range(3))
    assert seconds(20_000) < 10 * max(short, 0.001)  # linear is 4 times as long, quadratic 16 times


def test_intersect() -> None:
    year, month = resolve("in 2023", None), resolve("in November", date(2024, 1, 31))
    assert year is not None
    assert month is not None
    both = intersect(year, month)
    assert both.edtf == "2023-11"
    assert both.expressions == ("in 2023", "in November")
    since = resolve("since May 2, 2023", None)
    assert since is not None
    assert intersect(year, since).edtf == "2023-05-02/2023-12-31"


def test_intersect_of_strangers_keeps_the_first() -> None:
    a, b = (
        Time(date(2023, 1, 1), date(2023, 1, 1), "2023-01-01", ("x",)),
        Time(date(2024, 1, 1), None, "2024/", ("y",)),
    )
    assert intersect(a, b) == Time(date(2023, 1, 1), date(2023, 1, 1), "2023-01-01", ("x", "y"))


def test_with_duration() -> None:
    tuesday = resolve("on Tuesday", date(2024, 1, 31), tense="past")
    assert tuesday is not None
    assert with_duration(tuesday, 2).edtf == "2024-01-30/2024-01-31"
    assert with_duration(tuesday, 2).duration == "P2D"
    assert with_duration(tuesday, 1) == tuesday
    unresolved = Time(expressions=("on Tuesday",))
    assert with_duration(unresolved, 2) == unresolved
    start = resolve("beginning Sunday", date(2016, 1, 24), tense="future")
    assert start is not None
    assert with_duration(start, 3).edtf == "2016-01-24/2016-01-26"
    assert with_duration(Time(date.max, date.max), 2) == Time(date.max, date.max)


WORDS = st.lists(
    st.sampled_from(
        [
            "on",
            "in",
            "since",
            "until",
            "by",
            "before",
            "after",
            "from",
            "to",
            "the",
            "last",
            "next",
            "this",
            "early",
            "late",
            "end",
            "of",
            "first",
            "second",
            "half",
            "two",
            "three",
            "31",
            "2",
            "2025",
            "1999",
            "9999",
            "0",
            "May",
            "March",
            "November",
            "Tuesday",
            "Sunday",
            "week",
            "weeks",
            "month",
            "year",
            "years",
            "ago",
            "day",
            "later",
            "following",
            "summer",
            "decade",
            "1990s",
            "-",
            ",",
            "today",
            "yesterday",
            "weekend",
            "quarter",
            "21st",
            "coming",
            "past",
            "a",
            "hour",
        ]
    ),
    max_size=7,
).map(" ".join)
ANCHORS = st.none() | st.dates()
TENSES = st.sampled_from([None, "past", "present", "future"])
TIMES = st.tuples(st.none() | st.dates(), st.none() | st.integers(0, 800)).map(lambda p: _time(*p))


def _time(first: date | None, length: int | None) -> Time:
    last = None if first is None or length is None else _plus(first, length)
    return Time(first, last, edtf_of(first, last), ("e",))


def _plus(day: date, days: int) -> date:
    return day + timedelta(days=days) if day.toordinal() + days <= date.max.toordinal() else date.max


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=40) | WORDS, ANCHORS, TENSES, st.none() | TIMES)
def test_resolve_never_raises_and_its_bounds_agree(
    text: str, anchor: date | None, tense: str | None, ref: Time | None
) -> None:
    time = resolve(text, anchor, tense=tense, reference=ref)  # type: ignore[arg-type]
    assert time == resolve(text, anchor, tense=tense, reference=ref)  # type: ignore[arg-type]
    if time is None:
        return
    if time.earliest and time.latest:
        assert time.earliest <= time.latest
    assert time.edtf == edtf_of(time.earliest, time.latest)
    if time.edtf:
        assert edtf_bounds(time.edtf) == (time.earliest, time.latest) == read_edtf(time.edtf)
    again = resolve(time.expressions[0], anchor, tense=tense, reference=ref)  # type: ignore[arg-type]
    assert again == time


@settings(max_examples=200, deadline=None)
@given(st.none() | st.dates(), st.none() | st.dates())
def test_edtf_says_its_bounds(a: date | None, b: date | None) -> None:
    if a and b and a > b:
        a, b = b, a
    edtf = edtf_of(a, b)
    assert (edtf is None) == (a is None and b is None)
    if edtf is not None:
        assert edtf_bounds(edtf) == (a, b) == read_edtf(edtf)


@settings(max_examples=200, deadline=None)
@given(TIMES, TIMES)
def test_intersect_stays_within(a: Time, b: Time) -> None:
    both = intersect(a, b)
    assert intersect(both, both) == both
    if both.earliest and both.latest:
        assert both.earliest <= both.latest


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="on in May Tuesday 2025-,.\n", max_size=60))
def test_finding_never_raises(text: str) -> None:
    doc = view_of(annotate(Article(id="t", text=text)))
    spans = find_times(doc)
    assert all(doc.text[s.start : s.end] == s.text and s.first < s.last for s in spans)
