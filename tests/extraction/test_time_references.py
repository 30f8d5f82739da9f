"""Days that count from other days of the text, and last days: text -> when its last meeting takes place."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extraction.meetings.meeting_days import until
from kg.model import Time
from tests.extraction.views import ONE_MEETING, read

PUBLISHED = date(2023, 10, 12)  # a Thursday
A, B = "Kenyan President Moses Kariuki", "Peruvian President Ana Torres"

ROWS = [
    # counted from the nearest day before
    (f"{A} gave a speech in Lima on Monday. The next day he met {B}.", "2023-10-10"),
    (f"{A} gave a speech in Lima on Tuesday. He had met {B} the night before.", "2023-10-09"),
    (f"{A} gave a speech in Lima on 3 May. In the evening he met {B}.", "2023-05-03"),
    (f"{A} gave a speech in Lima on Monday. Later that day he met {B}.", "2023-10-09"),
    # "that day" goes on further than "the next day"
    (
        f"{A} flew to Lima on Monday. It was hot. A choir sang. He ate. He slept. That evening he met {B}.",
        "2023-10-09",
    ),
    (
        f"{A} flew to Lima on Monday. It was hot. A choir sang. He ate. He slept. The next day he met {B}.",
        None,
    ),
    # a month after the one told of before
    (f"{A} gave a speech in Lima in December 2021. He met {B} the following July.", "2022-07"),
    (f"{A} gave a speech in Lima on 4 March 2021. He met {B} the following May.", "2021-05"),
    (f"{A} gave a speech in Lima. He met {B} the following July.", None),
    # nothing to count from, or only a month
    (f"{A} gave a speech in Lima. The next day he met {B}.", None),
    (f"{A} gave a speech in Lima in May. The next day he met {B}.", None),
    # the nearest is that of the same sentence
    (f"{A} gave a speech on Monday, flew to Lima on Tuesday and met {B} the following day.", "2023-10-11"),
    # what comes counts from what is to come, not from when that was said; nothing past from a journey to come
    (f"{A} will visit Lima on 20 October, he said on Monday. A day later he will meet {B}.", "2023-10-21"),
    (f"{A} will visit Lima on 20 October, he said on Monday. A day later he met {B}.", "2023-10-10"),
    (f"{A} was in Lima on Monday and travels to Quito on Friday. The next day he met {B}.", "2023-10-10"),
    (f"{A} travels to Lima on Friday. The next day he will meet {B}.", "2023-10-14"),
    # hours of talks are of the day of what came of them, and so is what is told hours later, or as going on
    (f"{A} and {B} agreed on Monday to open the border after ten hours of talks in Lima.", "2023-10-09"),
    (f"{A} met Jan Vos of Norway in Oslo on Monday. Hours later in Lima, he met {B}.", "2023-10-09"),
    (f"{A} was in Oslo on Monday. He had met {B} on Sunday. He met Jan Vos of Norway.", "2023-10-09"),
    (
        "Lake Union leaders opened a summit in Lima on Tuesday. The meeting runs until Friday.",
        "2023-10-10/2023-10-13",
    ),
    (f"{A} called off a visit to Lima, where he was to have met {B} on Friday.", "2023-10-13"),
    # "the same day" is one day, not one of several
    (f"{A} gave a speech in Lima on Monday. The same day he met {B}.", "2023-10-09"),
    (f"{A} is in Lima from 9 to 11 October. The same day he met {B}.", None),
    # a month that no verb tells of is the nearer one; a season may be the name of another event
    ("Ministers of Peru and Chile expressed support for November's Andean summit in Quito.", "2023-11"),
    ("Peru and Chile held talks in November.", "2022-11"),
    # a day in front that is a sentence of its own to the parser
    (f"This Monday (October 9) {A} met {B} in Lima.", "2023-10-09"),
    (f"It was a Monday (October 9). {A} met {B} in Lima.", None),
    # how long before, with the day behind it; a day of the month told of
    (f"{A} phoned {B} a week earlier, on the 5th.", "2023-10-05"),
    (f"All looked better in June. On the 16th of that month {A} met {B}.", "2023-06-16"),
    (f"In 2022 all looked better. On the 16th of that month {A} met {B}.", None),
    (f"{A} flew to Lima early in the day on Monday, 2 October. That evening he met {B}.", "2023-10-02"),
    # two days are of one meeting, or each of its own verb
    (f"{A} and {B} conferred in Lima on Tuesday and yesterday.", "2023-10-10/2023-10-11"),
    (f"{A} flew into Lima on Monday and today met {B}.", "2023-10-12"),
    # since when and until when a relative clause says
    (
        "Talks between Peru and Chile, which opened on Monday and run through October 20, are in Lima.",
        "2023-10-09/2023-10-20",
    ),
    (
        "Lima is the venue for the meeting of the ministers of Peru and Chile, which runs from Thursday to Saturday.",
        "2023-10-12/2023-10-14",
    ),
    (
        "Lima was the venue for the meeting of the ministers of Peru and Chile, which ran from Thursday to Saturday.",
        "2023-10-05/2023-10-07",
    ),
    # the date of an event, no deadline for it
    ("November 21 is the date of the next summit of Peru and Chile.", "2023-11-21"),
    ("Peru and Chile have set November 21 as the date for their next summit.", "2023-11-21"),
    ("November 21 is the deadline for the talks between Peru and Chile.", None),
    ("The date of the summit of Peru and Chile was set on May 3.", None),
    (
        "Peru, Chile and Bolivia brought their leaders together Wednesday for one of their rare summits.",
        "2023-10-11",
    ),
    # who spoke at a meeting or after it is told to have spoken that day right before, and is the same
    (f"{A} said on Monday that trade grew. He made the remark as {B} called on him in Lima.", "2023-10-09"),
    (f"{A} said on Monday that trade grew. He made the remark after he met {B} on Sunday.", "2023-10-08"),
    (
        "Peru said on Monday that it was ready. It said so after its minister Ana Torres had talked to Chilean envoy Juan Soto.",
        "2023-10-09",
    ),
    (
        f"{A} on Monday described the trip as a success. Receiving {B}, he noted that trade was growing.",
        "2023-10-09",
    ),
    (f"Jan Vos of Norway said on Monday that trade grew. {A} made the remark after he met {B}.", None),
    (f"{A} said on Monday that trade grew. He recalled the time when he met {B}.", None),
    # one goes on to another meeting, and comes somewhere
    (f"{A} met Jan Vos of Norway in Lima on Monday. He went on to a meeting with {B}.", "2023-10-09"),
    (f"{A} came back to Lima on Monday. After seeing {B}, he said that he was hopeful.", "2023-10-09"),
    (f"On Tuesday Lima awaits {A}. There he has a meeting with {B}.", "2023-10-17"),
    (f"{A} will fly to Lima on Monday for three days. There he will hold talks with {B}.", None),
    (f"{A} will visit Lima on 20 October. He will also call on {B}.", None),
    (
        f"On Tuesday Lima awaits {A}. There he has an appointment with {B} and may be received by Jan Vos.",
        "2023-10-17",
    ),
    (f"{A} came back here Monday. After seeing {B}, he said that on Sunday he would rest.", "2023-10-09"),
    (
        f"{A} met Jan Vos in Lima on Monday. Lunch was afterwards given by {B} for {A}; guests joined them.",
        "2023-10-09",
    ),
    # the day first thought of is none, and what runs on goes on
    (
        "Peru and Chile will hold their next summit, which was to have been in Lima at the end of October, on 12 November instead.",
        "2023-11-12",
    ),
    (
        "Peru and Chile will hold their next summit, which was delayed at the end of September, on 12 November.",
        "2023-11-12",
    ),
    (
        f"{A} spoke to the session of the General Assembly, which began on Monday and runs to October 20.",
        "2023-10-09/2023-10-20",
    ),
    # a leap day is the last or the next one
    (f"{A} met {B} in Lima on 29 February.", "2020-02-29"),
    (f"{A} will meet {B} in Lima on 29 February.", "2024-02-29"),
    pytest.param(
        f"{A} met {B} at the spring meetings of the bank last week.",
        "2023-10-02/2023-10-08",
        marks=ONE_MEETING,
    ),
    (f"{A} met {B} in spring.", "2023-03/2023-05"),
    # what somebody tried to bring about was for a day that is gone; what he is trying, for one to come
    ("Norway tried to arrange a meeting between Peru and Chile in Lima in May.", "2023-05"),
    ("Norway is trying to arrange a meeting between Peru and Chile in Lima in May.", "2024-05"),
    # what was only to be is dated by the nearer of the last and the next such day
    (f"{A} was to meet {B} in Lima in January, but fell ill.", "2024-01"),
    (f"{A} was due to travel to Lima to meet {B} in May, but fell ill.", "2023-05"),
    # the year before a day, a day in brackets, and the month so called
    (f"{A} met {B} in Lima this year on January 23.", "2023-01-23"),
    (f"{A} met {B} in Lima last year on 3 March.", "2022-03-03"),
    (f"{A} met {B} in Lima this Saturday (7).", "2023-10-07"),
    (f"{A} will meet {B} in Lima on Friday and Saturday (13 and 14 October).", "2023-10-13/2023-10-14"),
    (f"{A} will meet {B} in Lima in the month of June.", "2024-06"),
    ("Ministers of Peru and Chile meeting in Lima on Friday are expected to agree.", "2023-10-13"),
    # what is named behind the words is what they count from; what was put off is dated by when it will be
    (f"{A} met the press on Monday. A summit with {B} will be held three weeks ahead of the vote.", None),
    ("Talks between Peru and Chile, which were put off in May, will be held on Saturday.", "2023-10-14"),
    (f"{A} said on Monday that his talks with {B} had failed, a day after returning from Lima.", None),
    (f"{A} gave a speech on Monday and met {B} a day later, returning from Lima.", "2023-10-10"),
    # a journey dates the meeting that it is for
    (f"{A} flew to Lima on Monday to meet {B}.", "2023-10-09"),
    (f"{A} decided on Monday to meet {B} in Lima.", None),
    # the year of an entry of a chronicle: that of the line, or of the last date above that has one
    ("A chronology:\n1991: May 4: Peru goes to the polls.\nJune 2: Peru and Chile hold talks.", "1991-06-02"),
    ("A chronology:\n1991:\nJan 5 - Peru and Chile hold talks in Lima.", "1991-01-05"),
    ("A chronology:\nMay 4, 1991: Peru goes to the polls.\nJune 2: Peru and Chile hold talks.", "1991-06-02"),
    (
        "A chronology:\nMay 4, 2020: Peru goes to the polls.\nMarch 2: Peru and Chile hold talks.",
        "2023-03-02",
    ),
    ("A chronology:\n1991: A vote in Peru.\nJune 2: Peru and Chile hold talks.", "2023-06-02"),
    # a last day
    ("Peru and Chile wrapped up a two-day summit in Lima on Wednesday.", "2023-10-10/2023-10-11"),
    ("Peru and Chile began a two-day summit in Lima on Thursday.", "2023-10-12/2023-10-13"),
    ("Talks between Peru and Chile ended on Tuesday without a deal.", "2023-10-10"),
    # since when something is the first is not when it is
    ("It was the first summit between Peru and Chile in 88 years.", None),
    ("Peru and Chile held talks in May, the first in 88 years.", "2023-05"),
    # where somebody is for a meeting, or meanwhile
    (f"{A} was in Lima on Monday to see {B}.", "2023-10-09"),
    (f"{A} was on Monday said to want to see {B}.", None),
    (f"{A} spent two days in Lima last week, meeting {B}.", "2023-10-02/2023-10-08"),
    (f"{A} spoke in Lima on Monday, having met {B}.", None),
    # a progressive has a month to come, unless a year is said
    ("Chile is hosting a summit with Peru in May.", "2024-05"),
    ("Chile was hosting a summit with Peru in May.", "2023-05"),
    ("The ministers spoke of the summit that Chile is hosting in Lima on Monday.", "2023-10-16"),
    # what follows has a day of its own
    (f"{A}'s visit to Lima was followed by a fire in May.", None),
    (f"{A}'s visit to Lima was followed closely in May.", "2023-05"),
    # whence somebody comes it was before
    (f"{A} arrives on Monday from Lima, where he met {B}.", None),
    (f"{A} arrived on Monday in Lima, where he met {B}.", "2023-10-09"),
    # behind the sides
    (f"Aides arranged a call between {A} and {B}, held on Monday.", "2023-10-09"),
    (f"Aides arranged a call between {A} and {B}, who won in 2019.", None),
    # days of talks, and which day of a meeting it is
    ("Peru and Chile ended two days of talks in Lima on Tuesday.", "2023-10-09/2023-10-10"),
    ("Talks between Peru and Chile in Lima entered their third day on Wednesday.", "2023-10-09/2023-10-11"),
    ("Talks between Peru and Chile in Lima entered a third phase on Wednesday.", "2023-10-11"),
    ("A summit of Peru and Chile in Lima had been due to begin on Saturday.", "2023-10-14"),
    # when it was called off, or put off, is not when it is
    (f"{A} on Monday cancelled a visit to Peru.", None),
    (f"{A} on Monday cancelled a visit to Peru planned for next week.", "2023-10-16/2023-10-22"),
    (f"{A} on Monday put off a visit to Peru until June.", "2024-06"),
    # a last day in the next clause
    ("Talks between Peru and Chile began on Monday and ended on Wednesday.", "2023-10-09/2023-10-11"),
    ("Talks between Peru and Chile began on Monday and the strike ended on Wednesday.", "2023-10-09"),
    # a year or month told of before
    (f"{A} was in Lima in May 2019. In June of the same year he met {B}.", "2019-06"),
    (f"{A} was in Lima in May 2019. In June that year he met {B}.", "2019-06"),
    (f"{A} was in Lima in May 2019. The following month he met {B}.", "2019-06"),
    (f"{A} was in Lima in May 2019. Two years later he met {B}.", "2021"),
    (f"{A} was in Lima. In June of the same year he met {B}.", None),
    # a past year that the next sentence goes on with; not in a new paragraph, nor backwards
    (f"{A} was in Lima in May 2019. In June he met {B}.", "2019-06"),
    (f"{A} was in Lima in May 2019. In April he met {B}.", "2023-04"),
    (f"{A} was in Lima in May 2019. Last June he met {B}.", "2023-06"),
    (f"{A} was in Lima in May 2019.\n\nIn June he met {B}.", "2023-06"),
    (f"{A} was in Lima in May 2019. In June he will meet {B}.", "2024-06"),
    # no day of anything: a house, not a season
    (f"{A} met {B} last evening at his summer residence.", "2023-10-11"),
    (f"{A} met {B} at the Winter Palace in Lima.", None),
    (f"{A} met {B} in the summer in Lima.", "2023-06/2023-08"),
    (f"{A} met {B} two days after the summit in Lima on May 3.", "2023-05-05"),
    (f"{A} met {B} two days after the summit in Lima, which ended on May 3.", None),
    (
        f"{A} will meet {B}. It would be the first meeting of the two since the summit in Rome in April.",
        "2023-04",
    ),
    (f"Visiting Lima on Monday, {A} met {B}.", "2023-10-09"),
    (f"Criticised by Lima on Monday, {A} met {B}.", None),
    ("Peru and Chile will meet again in 10 days time.", "2023-10-22"),
    (f"Ahead of Saturday's vote, {A} met {B} on Tuesday.", "2023-10-10"),
    (f"{A} met {B} ahead of Saturday's vote.", None),
    (f"{A} left Lima on Tuesday at the end of a two-day visit to Peru.", "2023-10-09/2023-10-10"),
    (f"{A} returned home on Tuesday after wrapping up a three-day visit to Peru.", "2023-10-08/2023-10-10"),
    (f"{A} arrived in Lima on Tuesday on a two-day visit to Peru.", "2023-10-10/2023-10-11"),
    (f"{A} will visit Peru for three days from November 6.", "2023-11-06/2023-11-08"),
    (f"{A} will be in Lima for two days beginning on Sunday.", "2023-10-15/2023-10-16"),
    ("Officials said they were trying to arrange a meeting of Peru and Chile by November.", "/2023-11"),
    (f"{A} had come on Tuesday on a two-day visit.", "2023-10-10/2023-10-11"),
    (f"{A} flew to Peru on Tuesday for the first time in three weeks.", "2023-10-10"),
    (f"{A} spoke in Nairobi on Tuesday after a three-day visit to Peru.", None),
    ("Peru and Chile are to hold talks for the first time since May 2021, when they met in Oslo.", "2021-05"),
    (
        "Peru and Chile are to hold talks for the first time since May 2021, as their envoys met in Oslo.",
        None,
    ),
    (
        f"“I had good discussions with President Ana Torres of Peru today,” {A} told reporters on Monday.",
        "2023-10-09",
    ),
    (f"{A} told reporters on Monday that he would hold talks with {B} today.", "2023-10-12"),
    (f"The ministry announced on Monday a meeting between {A} and {B}.", None),
    (
        "The talks between Peru and Chile, which began on Monday and are due to end on Friday, went well.",
        "2023-10-09/2023-10-13",
    ),
    (
        "The talks between Peru and Chile, which began on Monday as a strike was to end on Friday, went well.",
        "2023-10-09",
    ),
    # counted from what the sentence tells, behind or before it
    (f"A day after receiving {B} in Nairobi, {A} flew home on Tuesday.", "2023-10-09"),
    (f"The strike on Monday came two days after {A} met {B} in Lima.", "2023-10-07"),
    (f"Peru recalled its envoy on Monday, a week after talks between {A} and {B}.", "2023-10-02"),
    (f"Peru recalled its envoy on Monday, two days before talks between {A} and {B}.", "2023-10-11"),
    (f"Peru recalled its envoy on Monday, some days after talks between {A} and {B}.", None),
    (f"Peru recalled its envoy on Monday, about a week after talks between {A} and {B}.", None),
    (f"Two days after talks between {A} and {B}, the fighting went on.", None),
    (f"Peru's president flew home on Monday, just hours after talks between {A} and {B}.", "2023-10-09"),
    (f"Peru fired a missile on Monday, hours before {A} met {B} in Lima.", "2023-10-09"),
    (f"Peru fired a missile on Monday, 48 hours before {A} met {B} in Lima.", None),
    (f"Peru fired a missile hours before {A} met {B} in Lima.", None),
    # of one of two occasions joined by "and"; of what follows at once
    (
        f"{A} was in Lima on Monday, first in a meeting with Ana Soto and then in a meeting with {B}.",
        "2023-10-09",
    ),
    (
        f"{A} met Chilean President Eva Soto in Lima on Monday. This was followed by talks with {B}.",
        "2023-10-09",
    ),
    (
        f"{A} met Chilean President Eva Soto in Lima on Monday. This was followed by talks with {B} in Rome.",
        None,
    ),
    # a date that only says which event is meant is no day told of
    (f"{A} spoke on Tuesday of the May 5 raids. Earlier in the day he met {B}.", "2023-10-10"),
    (f"{A} spoke in Lima on May 5 of raids. Earlier in the day he met {B}.", "2023-05-05"),
    # beside what is dated, and on a journey that ends
    (f"Norway opens a summit in Oslo next Tuesday, with {A} expected to meet {B} there.", "2023-10-17"),
    (f"{A} wound up a tour in Lima on Monday, meeting {B} for an hour.", "2023-10-09"),
    (f"{A} wound up a speech in Lima on Monday, meeting {B} for an hour.", None),
    (f"Talks between {A} and {B}, due to resume in Oslo on Tuesday, were called off.", "2023-10-10"),
    # what comes next in the week is not of the day that is told of
    (
        f"{A} met Ana Soto on Monday. She is due in Quito on Friday. {A} was to see {B} later in the day.",
        "2023-10-09",
    ),
    (f"{A} will be in Quito on Friday and see {B} later in the day.", "2023-10-13"),
    # the nearer of two weekdays
    (f"Peru cancelled Friday's talks with {B}.", "2023-10-13"),
    (f"Peru cancelled Wednesday's talks with {B}.", "2023-10-11"),
    (f"{A} flies to Sicily for a summit with {B} starting on Friday.", "2023-10-13/"),
    (f"{A} held a summit with {B} starting on Monday.", "2023-10-09/"),
    # what the next sentence sets down
    (f"{A} and {B} will hold a summit next month. The date was set for November 14.", "2023-11-14"),
    (f"{A} has put off his trip to Lima, planned for October 14. The new date is October 20.", "2023-10-20"),
    (f"{A} will meet {B} in Lima. The date of the election is November 14.", None),
]

ENDING = [
    (f"{A} flew to Lima for a summit with {B}. The summit will end on Saturday.", "ongoing"),
    (f"{A} will go to Lima for a summit with {B}. The summit will begin on Saturday.", "planned"),
]


def test_tables_are_whole() -> None:
    assert (len(ROWS), len(ENDING)) == (176, 2)


@pytest.mark.parametrize(("text", "day"), ROWS)
def test_day(text: str, day: str | None) -> None:
    assert read(text, PUBLISHED).meetings[-1].time.edtf == day


def test_last_day() -> None:
    monday, friday = (Time(date(2023, 10, n), date(2023, 10, n)) for n in (9, 13))
    assert until(monday, friday, 0, stays=True).edtf == "2023-10-09/2023-10-13"
    assert until(Time(), friday, 3, stays=True).edtf == "2023-10-11/2023-10-13"
    assert until(Time(), friday, 0, stays=True).edtf == "/2023-10-13"
    assert until(Time(), friday, 0, stays=False).edtf == "2023-10-13"


@pytest.mark.parametrize(("text", "status"), ENDING)
def test_what_will_end_goes_on(text: str, status: str) -> None:
    assert read(text, PUBLISHED).meetings[-1].status == f"status-{status}"
