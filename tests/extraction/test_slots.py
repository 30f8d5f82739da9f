"""Places and dates that stand near a meeting's words: taken where nothing else can be meant, left open otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extraction.views import ONE_MEETING, place, read

PUBLISHED = date(2023, 10, 12)  # a Thursday

DATES = [
    # the time before those whose event it is
    ("Peru will raise it at next month's Pacific Islands Forum leaders meeting in Suva.", "2023-11"),
    ("Peru offered to host the 2031 Pacific Islands Forum leaders' summit.", "2031"),
    # the weekday whose a meeting is, where that is the morrow: one a week old is "last Friday's"
    ("Peru urged Chile to come to Friday's talks with Oman in Lima.", "2023-10-13"),
    ("Peru's envoy left after Friday's talks with Chile in Lima.", "2023-10-06"),
    ("Peru's envoy praised Wednesday's talks with Chile in Lima.", "2023-10-11"),
    # days of what is under way are those that we are in, else those to come
    (
        "The summit of Peru and Chile is being held in Lima from Tuesday until Friday.",
        "2023-10-10/2023-10-13",
    ),
    ("Peru and Chile are holding talks in Lima from Saturday to Monday.", "2023-10-14/2023-10-16"),
    ("Peru and Chile held talks in Lima from Tuesday until Friday.", "2023-10-03/2023-10-06"),
    # the dateline dates the report, not what it tells of
    ("LIMA, Oct 12 (Agency) - Peru and Chile held talks on fishing.", None),
    (
        "Envoys of two states to talk\n\nLIMA, Oct 11 (Agency) - Peru has offered to host talks with Chile.",
        None,
    ),
    # the day on which something was said is not the day of what was said
    ("Officials said on Tuesday that Peru and Chile had held talks.", None),
    ("Peru and Chile held talks on fishing, and on Tuesday the fleet returned.", "2023-10-10"),
    # a day right after the words of the meeting is its own, whatever the parser hangs it on
    (
        "Chile repeated the threat during the trip of its president to Peru last week.",
        "2023-10-02/2023-10-08",
    ),
    ("Chile repeated the threat that Peru had made during talks, and left last week.", None),
    # until when something runs is its last day, the day of its verb the first
    (
        "The talks, set to run through Friday, began today in Lima between Peru and Chile.",
        "2023-10-12/2023-10-13",
    ),
    (
        "The summit of Peru and Chile, which will last until Saturday, opened on Wednesday in Lima.",
        "2023-10-11/2023-10-14",
    ),
    (
        "The talks between Peru and Chile that began on Wednesday are about a truce that lasts until Friday.",
        "2023-10-11",
    ),
    ("Chilean President Camila Soto arrives in Peru on Sunday for a 48-hour visit.", "2023-10-15/2023-10-17"),
    (
        "Chilean President Camila Soto arrives in Peru on Sunday for a 24-hour visit.",
        "2023-10-15/2023-10-16",
    ),
    ("Chilean President Camila Soto arrives in Peru on Sunday for a six-hour visit.", "2023-10-15"),
    # one who was there spoke on that day after it; the new day of what is put off is none
    (
        "Peruvian President Ana Torres told reporters on Tuesday after talks with Chilean President Juan Soto "
        "that trade would grow.",
        "2023-10-10",
    ),
    (
        "Peruvian President Ana Torres announced a delay on Tuesday after talks with Chilean President Juan Soto.",
        "2023-10-10",
    ),
    (
        "On Tuesday, Peruvian President Ana Torres wrote that she was moving the vote, after a call with Chilean "
        "President Juan Soto.",
        "2023-10-10",
    ),
    (
        "Peruvian President Ana Torres said on Tuesday after recent talks with Chilean President Juan Soto that "
        "trade would grow.",
        None,
    ),
    (
        "Officials said on Tuesday after Peruvian President Ana Torres's talks with Chilean President Juan Soto "
        "that trade would grow.",
        None,
    ),
    (
        "Peruvian President Ana Torres flew home on Tuesday after talks with Chilean President Juan Soto.",
        None,
    ),
    (
        "Peruvian President Ana Torres pushed her deadline back to 9 December after a call with Chilean "
        "President Juan Soto.",
        None,
    ),
    (
        "Chilean President Camila Soto arrived in Lima on Saturday for a weekend visit.",
        "2023-10-07/2023-10-08",
    ),
    ("Chilean President Camila Soto arrived in Lima on Tuesday for a weekend visit.", "2023-10-10"),
    # a clause that goes on from a dated one
    (
        "Chilean President Camila Soto gave a speech on Tuesday, when she also met Peruvian President Ana Torres.",
        "2023-10-10",
    ),
    (
        "Chilean President Camila Soto gave a speech on Tuesday. She also met Peruvian President Ana Torres.",
        None,
    ),
    # a day put in front, the day that ends a visit, the new day of what is put off, the day of what came before
    ("It was in May that Peruvian President Ana Torres met Chilean President Camila Soto.", "2023-05"),
    ("It was clear in May that Peruvian President Ana Torres met Chilean President Camila Soto.", None),
    (
        "Peruvian President Ana Torres wound up a three-day visit to Chile on Tuesday.",
        "2023-10-08/2023-10-10",
    ),
    ("The summit between Peru and Chile has been put off until December.", "2023-12"),
    ("The summit between Peru and Chile lasted until May.", "/2023-05"),
    ("The visit by Peruvian President Ana Torres to Chile follows an attack in Lima on Monday.", None),
    # the day of a deadline is not that of the talks
    ("Chile pushed back the deadline for the talks with Peru to 20 October.", None),
    ("Peru and Chile held talks on Tuesday, officials said.", "2023-10-10"),
]

DAYS = [
    # what a plan follows is to come where its month lies between now and the plan
    (
        "Norwegian Prime Minister Ivar Holm will fly to Santiago in December, following talks in Oslo with Chilean "
        "President Rosa Vidal in November.",
        ["2023-12", "2023-11"],
    ),
    (
        "Norwegian Prime Minister Ivar Holm is to receive Chilean President Rosa Vidal in Oslo on Nov. 16, after a "
        "visit to Norway by Peruvian President Ana Torres in late October.",
        ["2023-11-16", "2023-10"],
    ),
    (
        "Norwegian Prime Minister Ivar Holm will fly to Santiago in December, following talks in Oslo with Chilean "
        "President Rosa Vidal in July.",
        ["2023-12", "2023-07"],
    ),
    # a course that began weeks before is not of a day's talks
    (
        "Norway and Chile agreed to pull back troops after talks in Arica on Monday. Talks on the border have "
        "dragged on since 2002.",
        ["2023-10-09"],
    ),
    (
        "Norway and Chile held talks in Arica on Monday. The talks have been under way since 2002.",
        ["2023-10-09"],
    ),
    (
        "Norway and Chile have held talks in Arica since Monday. The talks are to end on Friday.",
        ["2023-10-09/"],
    ),
    # either of two days
    (
        "Norwegian Prime Minister Ivar Holm will meet Chilean President Rosa Vidal today or tomorrow.",
        ["2023-10-12/2023-10-13"],
    ),
    ("Norway and Chile will hold talks today, or Peru will call them off.", ["2023-10-12"]),
    # what had been planned looks back; what had been agreed on may be to come
    (
        "Peruvian President Ana Torres and her Chilean counterpart had been due to meet in Oslo in September, but "
        "the encounter was cancelled.",
        ["2023-09"],
    ),
    (
        "Peruvian President Ana Torres said she and her Chilean counterpart had agreed to meet on Tuesday.",
        ["2023-10-17"],
    ),
    # the days of a visit within the week for which its guest is expected
    (
        "Peruvian President Ana Torres will host Chilean President Camila Soto in Lima next week. The two-day "
        "visit, which begins on Tuesday, will be Soto's first since she took office.",
        ["2023-10-17/2023-10-18"],
    ),
    (
        "Peruvian President Ana Torres will host Chilean President Camila Soto in Lima next week. Soto will visit "
        "Norway on Tuesday.",
        ["2023-10-16/2023-10-22", "2023-10-17"],
    ),
    # the day of a visit or summit that is counted from its first
    (
        "Chilean President Camila Soto arrived in Lima on Monday. On the second day of her visit, Soto met "
        "Peruvian Economy Minister Rosa Diaz.",
        ["2023-10-09/2023-10-10", "2023-10-10"],
    ),
    (
        "Chilean President Camila Soto arrived in Lima on Monday for a three-day visit. On the second day, she "
        "met Peruvian President Ana Torres.",
        ["2023-10-09/2023-10-11", "2023-10-10"],
    ),
    (
        "Chilean President Camila Soto toured Lima for years. On the second day of the strike, Soto met Peruvian "
        "Economy Minister Rosa Diaz.",
        [None],
    ),
    # an aim between the day and the words that count from it
    (
        "Ministers of Peru and Chile met in Oslo on Tuesday to discuss fishing, two days before a summit of "
        "European leaders in Riga.",
        ["2023-10-10", "2023-10-12"],
    ),
    (
        "Peruvian President Ana Torres met Chilean President Camila Soto on Tuesday to discuss a plan that "
        "failed a day before a summit of Andean leaders.",
        ["2023-10-10"],
    ),
    (
        "Peruvian President Ana Torres met Chilean President Camila Soto on Monday. In previous meetings, the "
        "two leaders failed to agree on fishing.",
        ["2023-10-09", None],
    ),
    (
        "Peruvian President Ana Torres met Chilean President Camila Soto on Monday. In a meeting with Premier "
        "Juan Diaz, she spoke of fishing.",
        ["2023-10-09"],
    ),
    # who came for a meeting is there from the arrival on: written on a Thursday
    (
        "Peruvian Foreign Minister Luis Vega arrived in Quito on Wednesday for a meeting with Ecuadorean "
        "President Ana Paz on Friday.",
        ["2023-10-13"],
    ),
    (
        "Peruvian Foreign Minister Luis Vega has arrived in Quito to attend a Lake Bloc summit on Saturday.",
        [None, "2023-10-14"],
    ),
    (
        "Peruvian Foreign Minister Luis Vega arrived in Quito for talks with Ecuadorean President Ana Paz "
        "on Monday.",
        ["2023-10-09"],
    ),
    (
        "Peruvian Foreign Minister Luis Vega arrived in Quito on Monday for talks with Ecuadorean President "
        "Ana Paz. Vega will meet Paz on Friday.",
        ["2023-10-13"],
    ),
    # the month of a journey that is over is that of what it was made for, or of what came to a halt then
    ("Peruvian President Ana Torres visited Oslo in January to meet leaders of Norway.", ["2023-01"]),
    ("Peruvian President Ana Torres agreed to meet leaders of Norway in January.", ["2024-01"]),
    ("The talks of Peru and Chile were suspended in January.", ["2023-01"]),
    # one day of several that are told does not stand for all
    (
        "Peruvian President Ana Ruiz visited Chile on April 3-5. The visit began on April 3.",
        ["2023-04-03/2023-04-05"],
    ),
    (
        "Peruvian President Ana Ruiz visited Chile in April. The visit was on April 3.",
        ["2023-04-03"],
    ),
    # the days of all meetings of a sentence, in pairs: the rule applies, and it must not
    ("On Tuesday, Chile described the negotiations with Peru as frozen.", [None]),
    ("On Tuesday, Chile opened the negotiations with Peru.", ["2023-10-10"]),
    ("Chile called this week for an emergency meeting with Peru.", [None]),
    ("Chile came on Tuesday for a meeting with Peru.", ["2023-10-10"]),
    (
        "The visit of Chilean President Camila Soto to Peru follows the killing of two guards on Tuesday.",
        [None],
    ),
    ("The visit of Chilean President Camila Soto to Peru took place on Tuesday.", ["2023-10-10"]),
    (
        "Chilean President Camila Soto arrived in Lima to press Peru for an inquiry into Tuesday's attacks.",
        [None],
    ),
    (
        "Chilean President Camila Soto arrived in Lima to meet Peruvian President Ana Torres on Tuesday.",
        ["2023-10-10"],
    ),
    (
        "Soto spoke to reporters ahead of her three-day visit to Peru beginning Sunday.",
        ["2023-10-15/2023-10-17"],
    ),
    (
        "Ahead of the visit of Chilean President Camila Soto to Peru, officials said on Sunday that ties were good.",
        [None],
    ),
    (
        "Peru and Chile signed an accord in May last year, brokered during the state visit of Chilean President Camila Soto to Lima.",
        ["2022-05"],
    ),
    (
        "Peru and Chile signed an accord in May last year, after which Chilean President Camila Soto visited Lima.",
        ["2022-05", None],
    ),
    (
        'She made these remarks during a Peru-Chile meeting titled "Guarding the Southern Sea" in Lima on Tuesday.',
        ["2023-10-10"],
    ),
    ("A Peru-Chile meeting focused on fishing took place in Lima on Tuesday.", ["2023-10-10"]),
    (
        "Chilean President Camila Soto meets Peruvian President Ana Torres in Lima, in this photo released on October 10, 2023.",
        ["2023-10-10"],
    ),
    (
        "Chilean President Camila Soto meets Peruvian President Ana Torres in Lima under a plan released on October 10, 2023.",
        [None],
    ),
    # the day behind what comes after is that of what comes after
    ("Chilean President Camila Soto met Peruvian President Ana Torres before elections in June.", [None]),
    (
        "Chilean President Camila Soto met Peruvian President Ana Torres in June before elections.",
        ["2023-06"],
    ),
    # a day before the subject of what is said is that on which it is said
    (
        "Peruvian President Ana Torres said in Quito on Tuesday she would meet Chilean President Camila Soto.",
        [None],
    ),
    (
        "Peruvian President Ana Torres said in Quito that on Tuesday she would meet Chilean President Camila Soto.",
        ["2023-10-17"],
    ),
    # what is agreed during talks is agreed when they are held; what is done at meetings, when it is to be done
    ("Peru and Chile agreed to restore ties during talks in Quito on Tuesday.", ["2023-10-10"]),
    ("Peru and Chile agreed to present a plan during talks in Quito on Tuesday.", ["2023-10-17"]),
    # what is put off was to come, unless it would have been a day or two ago
    ("Talks due on Friday between Peru and Chile were postponed.", ["2023-10-13"]),
    ("Talks due on Tuesday between Peru and Chile were postponed.", ["2023-10-10"]),
    ("Peru has postponed a meeting with Chile on Friday.", ["2023-10-13"]),
    ("Peru has held a meeting with Chile on Friday.", ["2023-10-06"]),
    ("The summit of Peru and Chile is scheduled for October 27 to 28 in Quito.", ["2023-10-27/2023-10-28"]),
    ("The summit of Peru and Chile was planned for October 27 to discuss trade.", ["2023-10-27"]),
    (
        "Chilean President Camila Soto made a stopover in Lima on Tuesday, meeting Peruvian President Ana Torres.",
        ["2023-10-10"],
    ),
    (
        "Chilean President Camila Soto made a speech on Tuesday, having met Peruvian President Ana Torres.",
        [None],
    ),
    # a date that heads a line dates what the line says happens, not what somebody proposes
    ("3 March 2022: Second round of talks between Peru and Chile in Quito.", ["2022-03-03"]),
    ("3 March 2022: Peru proposes talks with Chile in Quito.", [None]),
    # a day right before the verb is its own where a participle says who leads
    (
        "A Peruvian delegation led by President Ana Torres on Tuesday held talks with Chilean President Camila Soto.",
        ["2023-10-10"],
    ),
    (
        "A treaty signed by Peruvian President Ana Torres on Tuesday afternoon started talks with Chile.",
        [None],
    ),
    # the day of a report is not that of what it tells
    ("As reported from Quito on Tuesday, Peru and Chile will hold talks in Oslo.", [None]),
    ("As expected, on Tuesday, Peru and Chile held talks in Oslo.", ["2023-10-10"]),
    ("Talks between Peru and Chile due to start on Friday will deal with fishing.", ["2023-10-13"]),
    ("Talks between Peru and Chile on fees due to be paid on Friday ended.", [None]),
    # what something begins with is of its day
    (
        "Chilean President Camila Soto began a visit to Peru on Tuesday with talks with President Ana Torres.",
        ["2023-10-10"],
    ),
    (
        "Chilean President Camila Soto won a vote on Tuesday with a meeting with Peruvian President Ana Torres "
        "ahead.",
        [None],
    ),
    # a day behind an aside in the present is not of the aside
    (
        "Chilean President Camila Soto will meet Peruvian President Ana Torres, who is in Quito, on Friday.",
        ["2023-10-13"],
    ),
    (
        "Chilean President Camila Soto will meet Peruvian President Ana Torres, who is in Quito on Friday.",
        ["2023-10-06", None],
    ),
    # what was held is not of the day of what is to come there
    pytest.param(
        "Peruvian President Ana Torres and Chilean President Camila Soto will sign an accord on Friday in Quito, where the negotiations took place.",
        ["2023-10-13", None],
        marks=ONE_MEETING,
    ),
    (
        "Peruvian President Ana Torres instructed Foreign Minister Luis Diaz to meet Chilean President Camila "
        "Soto in February.",
        ["2024-02"],
    ),
    # who was somewhere on some days met somebody on these days
    (
        "Peruvian President Ana Torres was in Quito on Tuesday. She met Chilean President Camila Soto.",
        ["2023-10-10"],
    ),
    (
        "Peruvian President Ana Torres was in Quito, freed on Tuesday. She had met Chilean President Camila Soto.",
        [None],
    ),
    # of what is told in the present the nearer of the last and the next such day
    ("Friday's summit of Peru and Chile marks a turning point.", ["2023-10-13"]),
    ("Monday's summit of Peru and Chile marks a turning point.", ["2023-10-09"]),
    ("Friday's summit of Peru and Chile marked a turning point.", ["2023-10-06"]),
    # what is denied to come before a time is to come from then on
    (
        "Peruvian President Ana Torres will not meet Chilean President Camila Soto before November.",
        ["2023-11"],
    ),
    (
        "Not before November will Peruvian President Ana Torres meet Chilean President Camila Soto.",
        ["2023-11"],
    ),
    (
        "Peruvian President Ana Torres will meet Chilean President Camila Soto before November.",
        ["/2023-10"],
    ),
    (
        "Peruvian President Ana Torres flew into Lima on Tuesday for talks with Chilean President Camila Soto due on "
        "Friday.",
        ["2023-10-13"],
    ),
    (
        "Peruvian President Ana Torres flew into Lima on Tuesday for talks with Chilean President Camila Soto due to a "
        "spat.",
        ["2023-10-10"],
    ),
    # out of talks, what was due with a person, straight into talks, a journey named beside the stay
    ("Peru and Chile emerged on Tuesday from six hours of talks in Lima.", ["2023-10-10"]),
    ("Peru and Chile recovered on Tuesday from a drought of which six hours of talks told.", [None]),
    (
        "Chilean President Camila Soto pulled out of a meeting with Ana Torres that was due to be held in Quito on Friday.",
        ["2023-10-13"],
    ),
    (
        "Chilean President Camila Soto pulled out of a meeting with Ana Torres, who was to speak on Friday.",
        [None],
    ),
    (
        "Peruvian President Ana Torres arrived in Santiago on Tuesday and went straight into talks with Camila "
        "Soto.",
        ["2023-10-10", "2023-10-10"],
    ),
    ("Peruvian President Ana Torres spoke on Tuesday and left for talks with Chile.", [None]),
    (
        "Peruvian President Ana Torres was in Oslo last week, her first visit to Norway.",
        ["2023-10-02/2023-10-08"],
    ),
    ("Peruvian President Ana Torres spoke last week of her first visit to Norway.", [None]),
    # a day that is told as past, the eve of what has a day
    ("The last meeting between Peru and Chile took place in Lima on November 20.", ["2022-11-20"]),
    ("The next meeting between Peru and Chile will take place in Lima on November 20.", ["2023-11-20"]),
    (
        "Peru and Chile open a summit on Friday. On the eve of the summit, Peruvian President Ana Torres met "
        "Chilean President Camila Soto.",
        ["2023-10-13", "2023-10-12"],
    ),
    (
        "Peru and Chile open a summit on Friday. On the eve of the vote, Peruvian President Ana Torres met "
        "Chilean President Camila Soto.",
        ["2023-10-13", None],
    ),
    # a stay told of before, a date that is all of a line, what began another day
    (
        "Peruvian President Ana Torres visited Santiago on Tuesday. In Santiago she talked with Chilean President "
        "Camila Soto for two hours.",
        ["2023-10-10", "2023-10-10"],
    ),
    (
        "Peruvian President Ana Torres visited Santiago on Tuesday. In Santiago she has already talked with "
        "Chilean President Camila Soto for two hours.",
        ["2023-10-10", None],
    ),
    ("9 October 2023\n\nAt talks in Lima, Peru proposed a pact to Chile.", ["2023-10-09"]),
    ("9 October 2023\n\nA storm hit Lima.\n\nAt talks in Lima, Peru proposed a pact to Chile.", [None]),
    ("Talks between Peru and Chile, set to begin on Monday, got under way on Tuesday.", ["2023-10-10"]),
    ("Talks between Peru and Chile, set to begin on Monday, got worse on Tuesday.", ["2023-10-16"]),
    # what will not be, or was arranged and called off, was to be on the next such day
    ("Peru's foreign minister, Ana Torres, will not travel to Chile on Friday.", ["2023-10-13"]),
    ("Peru's foreign minister, Ana Torres, did not travel to Chile on Friday.", []),
    ("Peru's foreign minister, Ana Torres, called off a visit to Chile arranged for Friday.", ["2023-10-13"]),
    ("Peru's foreign minister, Ana Torres, had to cut short a visit to Chile on Monday.", ["2023-10-09"]),
    # a speech in which an event is proposed has a day of its own
    ("Peruvian President Ana Torres proposed a summit with Chile in an interview on Monday.", [None]),
    ("Peruvian President Ana Torres called for talks with Chile in a speech on Monday.", [None]),
    ("Peruvian President Ana Torres held talks with Chile in Lima on Monday.", ["2023-10-09"]),
    ("Envoys of Peru and Chile began a meeting at the border post on Monday.", ["2023-10-09"]),
    # what goes ahead, what is to be held with a state, whom somebody joins for talks
    ("The visit of Peruvian President Ana Torres to Chile will go ahead on Friday.", ["2023-10-13"]),
    ("Peruvian President Ana Torres visited Chile ahead of the vote on Friday.", [None]),
    ("Talks between Peru and Chile, which are to be held on Friday, will follow a storm.", ["2023-10-13"]),
    ("Peru will hold talks with Chile, which seized a boat on Tuesday.", [None]),
    (
        "Peruvian President Ana Torres flew to Chile on Tuesday. She was joined by Bolivian President Luz Vera for "
        "talks with Chilean President Camila Soto.",
        ["2023-10-10", "2023-10-10"],
    ),
    (
        "Peruvian President Ana Torres flew to Chile on Tuesday. She was praised by Bolivian President Luz Vera for "
        "talks with Chilean President Camila Soto.",
        ["2023-10-10", None],
    ),
    # the day first foreseen is not that of what will be
    (
        "The meeting between Peru and Chile originally foreseen for Friday will now be held on October 20.",
        ["2023-10-20"],
    ),
    (
        "The meeting between Peru and Chile originally foreseen for Friday will now be held in Lima.",
        ["2023-10-13"],
    ),
    # the year of all stops, and of a month in the same sentence
    (
        "Peru and Chile met three times this year: in Lima in February, in Quito in June and most recently in Oslo "
        "in August.",
        ["2023-02", "2023-06", "2023-08"],
    ),
    ("Peru and Chile met three times this year, most of them in Lima.", ["2023"]),
    ("In 2005, Peru and Chile held a meeting in Lima in May.", ["2005-05"]),
    ("In 2005 a storm hit Lima. Peru and Chile held a meeting in Lima in May.", ["2023-05"]),
    # since when somebody is there is not when he meets
    (
        "Chilean President Camila Soto, in Lima since Monday, met Peruvian President Ana Torres on Tuesday.",
        ["2023-10-10"],
    ),
    ("Peru and Chile have been meeting in Lima since Monday.", ["2023-10-09/"]),
]

PLACES = [
    # the one city of the sentence
    ("Peruvian President Ana Torres was in Quito when she met Chilean President Camila Soto.", "Quito"),
    # but not that of another meeting
    (
        "Peruvian President Ana Torres, who met Chilean President Camila Soto in Quito, will hold talks with Brazil.",
        "Quito",
    ),
]

BORROWED = [
    # a report's own city, unless the sentence has its government visit another
    (
        "LIMA (Agency) - Peru's Foreign Minister Luis Rojas met Omani leader Karim Saleh on Tuesday, the first "
        "visit to Muscat by the new Peruvian government.",
        "Muscat",
    ),
    (
        "LIMA (Agency) - Peru's Foreign Minister Luis Rojas met Omani leader Karim Saleh on Tuesday, the first "
        "talks of the new Peruvian government.",
        "Lima",
    ),
    ("Peruvian President Ana Torres was in Lima this week. She met Chilean President Camila Soto.", "Lima"),
    ("Chilean President Camila Soto was born in Lima. She met Peruvian President Ana Torres.", None),
    ("Peru and Chile held talks that were hosted and mediated by Norway.", "Norway"),
    ("Peru and Chile held talks that were welcomed and praised by Norway.", None),
    ("The next summit of Peru and Chile is to be hosted by Oslo.", "Oslo"),
    ("The next summit of Peru and Chile is to be watched by Oslo.", None),
    # where it is told of is not where it was held
    ("Peruvian President Ana Torres said in Quito that she had met Chilean President Camila Soto.", None),
    (
        "Speaking in Quito, Peruvian President Ana Torres said she had met Chilean President Camila Soto.",
        None,
    ),
    ("Peruvian President Ana Torres said in Quito after she met Chilean President Camila Soto.", "Quito"),
    # who is at home where the article reports from, unless somewhere else at the time
    ("LIMA (AP) - Peruvian President Ana Torres met Chilean President Camila Soto on Tuesday.", "Lima"),
    (
        "QUITO (AP) - Peruvian President Ana Torres met Chilean President Camila Soto on Tuesday, Lima said.",
        None,
    ),
    (
        "LIMA (AP) - Peruvian President Ana Torres met Chilean President Camila Soto on Tuesday on the sidelines "
        "of a summit.",
        None,
    ),
    ("LIMA (AP) - Peruvian President Ana Torres met Chilean President Camila Soto on June 3.", None),
    # the matter has its place, what follows is that of the talks
    (
        "Peruvian President Ana Torres and Chilean President Camila Soto discussed the fighting in Haiti in Quito.",
        "Quito",
    ),
    (
        "Peruvian President Ana Torres and Chilean President Camila Soto discussed the fighting in Haiti.",
        None,
    ),
    ("The Chilean delegation left Quito on Friday after two days of talks with Peruvian officials.", "Quito"),
    ("The Chilean delegation left Quito on Friday before two days of talks with Peruvian officials.", None),
    # the event with which a report from a third country opens, unless it is told from afar
    ("QUITO (AP) - Peru and Chile resumed talks on fishing on Tuesday.", "Quito"),
    ("QUITO (AP) - Peru and Chile resumed talks on fishing on Tuesday, state television said.", None),
    ("QUITO (AP) - Peruvian and Chilean envoys, back from Oslo, resumed talks on Tuesday.", None),
    # where somebody goes and what he joins there, where he is sent, what he leaves afterwards
    (
        "Peruvian President Ana Torres left for Quito on Tuesday, where she will join other leaders for a summit "
        "of the African Union.",
        "Quito",
    ),
    (
        "Peruvian President Ana Torres left for Quito on Tuesday, from where she will fly to a summit of the "
        "African Union.",
        None,
    ),
    ("Peru sent a delegation to Quito on Tuesday to meet Chilean officials.", "Quito"),
    ("Peru sent a letter from Quito on Tuesday before it met Chilean officials.", None),
    ("Peruvian President Ana Torres met Chilean President Camila Soto before leaving Quito.", "Quito"),
    ("Peruvian President Ana Torres met Chilean President Camila Soto after leaving Quito.", None),
    ("Peru hosted talks between the warring parties of Haiti in Lima on Tuesday.", "Lima"),
    ("Peru hosted talks between the warring parties of Haiti on Tuesday.", "Peru"),
    # "here" without a dateline, "the capital", and an event that is no place
    ("The fair opened in Quito on Monday. Peru and Chile held talks here on Tuesday.", "Quito"),
    ("The fair opened in Quito on Monday. We, Peru and Chile, held talks here on Tuesday.", None),
    ("The fair opened in Quito on Monday. Peru and Chile held talks in the capital.", "Quito"),
    ("The fair opened in Arica on Monday. Peru and Chile held talks in the capital.", None),
    (
        "Peruvian President Ana Torres met Chilean President Camila Soto at the Shangri-La Dialogue in Singapore.",
        "Singapore",
    ),
    ("Peruvian President Ana Torres met Chilean President Camila Soto at the Shangri-La Dialogue.", None),
    ("Upon her escape from Quito, Peruvian President Ana Torres had a meeting with Chilean envoys.", None),
    (
        "Peruvian negotiators are due to hold a bilateral meeting with Chilean counterparts in Quito on Monday.",
        "Quito",
    ),
    (
        "Peruvian negotiators are due to hold a bilateral meeting with Chilean counterparts in charge of Quito on Monday.",
        None,
    ),
    ("The first trip of Peruvian President Ana Torres will be to Quito.", "Quito"),
    ("The first trip of Peruvian President Ana Torres will be a boon to Quito.", None),
]

PARTNERS = [
    # a line broken after an abbreviation goes on; one that ends with its sentence does not
    (
        "Norwegian Prime Minister Kari Lund met with Dr.\nCamila Soto, the president of Chile.",
        ["Camila Soto", "Kari Lund"],
    ),
    # who is met at a place, read as the place's
    (
        "Norwegian Prime Minister Kari Lund met at the White House with Chilean President Camila Soto.",
        ["Camila Soto", "Kari Lund"],
    ),
    # who is spoken with to some end, read as its subject
    (
        "Norwegian Prime Minister Kari Lund spoke with Chilean President Camila Soto to discuss whaling.",
        ["Camila Soto", "Kari Lund"],
    ),
]

SAME = [
    # a pact that was signed long before what is told without a day
    ("Peru and Chile discussed the border pact that was signed in 1997.", 2),
    ("Peru and Chile discussed and signed a border pact.", 1),
    (
        "The parties kept the truce between Peru and Chile that was signed on 22 February 2002. This is the first "
        "time in three years that Peru and Chile meet.",
        2,
    ),
    (
        "Norwegian Prime Minister Kari Lund phoned Chilean President Camila Soto on Monday. "
        "The two leaders also discussed whaling.",
        1,
    ),
    (
        "Norway has offered to host a new round of talks between Chad and Niger. "
        "The previous round between Chad and Niger was held in Bamako in February.",
        2,
    ),
    # a noun that names nobody goes back to the sentence before, whatever the words
    (
        "Norwegian Prime Minister Kari Lund will hold talks with Chilean President Camila Soto on Friday. "
        "The meeting in Oslo will focus on whaling.",
        1,
    ),
    pytest.param(
        "Norwegian Prime Minister Kari Lund will hold talks with Chilean President Camila Soto on Friday. "
        "The annual summit in Oslo of Norway and Peru will focus on whaling.",
        2,
        marks=ONE_MEETING,
    ),
]


def test_table_sizes() -> None:
    assert (len(DATES), len(PLACES), len(PARTNERS), len(SAME)) == (39, 2, 3, 7)
    assert (len(DAYS), len(BORROWED)) == (122, 41)


@pytest.mark.parametrize(("text", "day"), DATES)
def test_date(text: str, day: str | None) -> None:
    (meeting,) = read(text, PUBLISHED).meetings
    assert meeting.time.edtf == day


@pytest.mark.parametrize(("text", "days"), DAYS)
def test_days(text: str, days: list[str | None]) -> None:
    assert {m.time.edtf for m in read(text, PUBLISHED).meetings} == set(days)


@pytest.mark.parametrize(("text", "name"), BORROWED)
def test_borrowed_place(text: str, name: str | None) -> None:
    found = read(text, PUBLISHED)
    assert [place(found, m) for m in found.meetings if m.places] == ([name] if name else [])


@pytest.mark.parametrize(("text", "name"), PLACES)
def test_place(text: str, name: str) -> None:
    found = read(text, PUBLISHED)
    with_places = [m for m in found.meetings if m.places]
    assert [place(found, m) for m in with_places] == [name]


@pytest.mark.parametrize(("text", "number"), SAME)
def test_number_of_meetings(text: str, number: int) -> None:
    assert len(read(text, PUBLISHED).meetings) == number


@pytest.mark.parametrize(("text", "names"), PARTNERS)
def test_partners(text: str, names: list[str]) -> None:
    found = read(text, PUBLISHED)
    known = {a.id: a.name for a in found.actors}
    assert sorted(known[p.actor] for p in found.meetings[0].participations) == names


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("on the sidelines of the eighth forum being held in Quito", ["Quito", "Quito"]),
        ("on the sidelines. The eighth forum is being held in Quito", ["-"]),
    ],
)
def test_place_of_the_event_beside(words: str, places: list[str]) -> None:
    """A series of talks is where the event is beside which the verb says that it happens."""
    text = "Peruvian President Ana Torres held a series of summit talks with Chilean President Camila Soto"
    found = read(f"{text} {words}.", PUBLISHED)
    assert [place(found, m) for m in found.meetings] == places
