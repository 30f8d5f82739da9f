"""The words of the seed article that evidence what is said of it, and where our mentions are known to differ."""

from __future__ import annotations

#: The words that evidence each node in the annotation; issues by their place in the scheme.
EVIDENCE: dict[str, tuple[str, ...]] = {
    "session": (
        "met on Tuesday",
        "held its inaugural two-day meeting",
        "topics of discussion",
    ),
    "summit": (
        "met outside of San Francisco in November",
        "the Biden-Xi encounter in November 2023",
    ),
    "Taiwan visit": ("Nancy Pelosi’s visit to Taiwan",),
    "Beijing visit": ("a US Senate delegation that visited Beijing in October",),
    "relations": (
        "their tense relationship",
        "ties between the two superpowers",
    ),
    "cooperation": (
        "collaborative actions to stop the import of fentanyl",
        "collaboration in several areas, including drug trafficking",
        "cooperation in drugs and other areas",
    ),
    "dialogue": (
        "China & US In Talks",
        "the talks came to a halt",
    ),
    "dispute": ("deep divisions over Taiwan, human rights, commerce, and technology",),
    "suspension": (
        "China publicly ceased cooperation in drugs and other areas in 2022",
        "in protest of then-US House Speaker Nancy Pelosi’s visit to Taiwan",
        "the talks came to a halt",
    ),
    "resumption": ("resume collaboration in several areas, including drug trafficking",),
    "deterioration": ("ties between the two superpowers worsened",),
    "improvement": ("Before the Biden-Xi encounter in November 2023, the ice started to melt",),
    "pledge": (
        "they pledged to resume collaboration in several areas, including drug trafficking",
        "the accords",
    ),
    "request": (
        "the US is requesting that China take more measures to limit the export of ingredients",
        "ingredients that are allegedly transformed into the drug",
    ),
    "appeal": ("American pleas for assistance",),
    "refusal": ("China repeatedly rejected American pleas for assistance",),
    "criticism": (
        "claiming that Washington should address its issues rather than pointing the finger at China",
    ),
    "Wang's assessment": (
        "The two sides conducted detailed and practical discussions, according to Wang Xiaohong",
    ),
    "Daskal's report": (
        "President Biden dispatched a high-ranking delegation to underscore the importance of this issue to the American people, according to US team leader Jen Daskal",
    ),
    "CDC's report": (
        "According to the CDC, drug overdoses were responsible for over 100,000 fatalities in 2022. Synthetic narcotics like fentanyl were implicated in almost two-thirds",
    ),
    "condolence": (
        "Chinese authorities conveyed condolences to American victims of the opioid epidemic, according to a US Senate delegation",
    ),
    "raising": ("brought up the fentanyl issue",),
    "article on the accords": ("the accords represented a modest improvement",),
    "article on opioids": (
        "In the worst drug epidemic the United States has ever witnessed, synthetic opioids are the leading cause of death",
    ),
    "article on Mexico": ("This processing takes place mainly in Mexico",),
    "China": (
        "China",
        "the finger at China",
        "China publicly ceased cooperation",
    ),
    "Mexico": ("Mexico",),
    "Taiwan": ("visit to Taiwan",),
    "United States": (
        "US",
        "the United States and China",
        "the US is requesting",
        "Washington should address its issues",
    ),
    "Chinese delegation": ("officials from the United States and China",),
    "US Senate delegation": ("a US Senate delegation",),
    "US delegation": (
        "officials from the United States and China",
        "a high-ranking delegation",
        "US team",
    ),
    "American victims of the opioid epidemic": ("American victims of the opioid epidemic",),
    "Chinese authorities": ("Chinese authorities",),
    "Centers for Disease Control and Prevention": ("the CDC",),
    "US-China counternarcotics working group": ("newly formed counternarcotics working group",),
    "United States House of Representatives": ("US House",),
    "United States Senate": ("US Senate",),
    "White House": ("White House",),
    "Jen Daskal": ("Jen Daskal",),
    "Joe Biden": (
        "President Joe Biden",
        "President Biden",
        "Biden-Xi encounter",
    ),
    "Nancy Pelosi": ("Nancy Pelosi",),
    "Wang Xiaohong": ("Wang Xiaohong",),
    "Xi Jinping": (
        "President Xi Jinping",
        "Biden-Xi encounter",
    ),
    "Beijing": ("Beijing",),
    "San Francisco": ("San Francisco",),
    "near San Francisco": ("outside of San Francisco",),
    "Minister of Public Security of China": ("China’s minister of public security",),
    "President of China": ("President Xi Jinping of China",),
    "President of the United States": ("President Joe Biden",),
    "Speaker of the US House of Representatives": ("US House Speaker",),
    "White House deputy homeland security coordinator": ("White House deputy homeland security coordinator",),
    "Jen Daskal: White House deputy homeland security coordinator": (
        "Jen Daskal, a White House deputy homeland security coordinator",
    ),
    "Joe Biden: President of the United States": ("President Joe Biden",),
    "Nancy Pelosi: Speaker of the US House of Representatives": ("then-US House Speaker Nancy Pelosi",),
    "Wang Xiaohong: Minister of Public Security of China": (
        "Wang Xiaohong, China’s minister of public security",
    ),
    "Xi Jinping: President of China": ("President Xi Jinping of China",),
    "issue:bilateral-relations": ("tense relationship",),
    "issue:drug-trafficking": (
        "drug trafficking",
        "the smuggling of fentanyl into the US",
    ),
    "issue:export-controls": ("limit the export",),
    "issue:fentanyl": (
        "Fentanyl Crisis",
        "Fentanyl, a synthetic opioid",
        "the fentanyl issue",
    ),
    "issue:human-rights": ("human rights",),
    "issue:narcotics": (
        "counternarcotics",
        "cooperation in drugs",
    ),
    "issue:opioid-epidemic": (
        "the worst drug epidemic",
        "the opioid epidemic",
    ),
    "issue:precursor-chemicals": (
        "the Chinese chemicals used to make it",
        "ingredients",
    ),
    "issue:synthetic-opioids": (
        "synthetic opioids",
        "Synthetic narcotics",
    ),
    "issue:taiwan": ("divisions over Taiwan",),
    "issue:technology": ("technology",),
    "issue:trade": ("commerce",),
}

#: (node, words, why): words of the annotation on which our graph has no mention of the node.
MISSED: tuple[tuple[str, str, str], ...] = (
    ("session", "topics of discussion", "'were topics of discussion' is not read as speaking of the meeting"),
    (
        "issue:drug-trafficking",
        "the smuggling of fentanyl into the US",
        "smuggling of a drug is not read, import is",
    ),
)

#: (node, words, why): words on which our graph has a mention of the node and which do not speak of it.
FALSE: tuple[tuple[str, str, str], ...] = ()

#: (node, words): mentions of events beyond the annotation, which do speak of them.
FURTHER: tuple[tuple[str, str], ...] = (
    ("session", "Talks To Tackle"),
    ("session", "practical discussions"),
    ("relations", "the ice started to melt"),
)
