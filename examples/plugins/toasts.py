"""An extractor: what the shipped one finds, and a statement of support wherever somebody raises a toast to
somebody.

    kg build article.txt --extractor toasts:extract -o graph.ttl
"""

from dataclasses import replace

from spacy.tokens import Doc

from kg.extraction.extract import extract as shipped
from kg.model import Act, Article, Extraction, Mention

version = "1"


def extract(doc: Doc, article: Article) -> Extraction:
    """The extraction with an act "support" for each "raised a toast to" between two actors of the article."""
    found = shipped(doc, article)
    speakers = {
        mention.end: actor.id
        for actor in found.actors
        if actor.kind == "person"
        for mention in actor.mentions
    }
    toasts = []
    for token in doc:
        start = token.idx
        if token.lower_ != "raised" or not article.text[start:].startswith("raised a toast"):
            continue
        end = start + len(article.text[start : token.sent.end_char].rstrip())
        speaker = speakers.get(start - 1)
        evidence = Mention(start, end, "asserted", 0.8)
        toasts.append(
            Act(
                id=f"toast{len(toasts) + 1}",
                kind="statement",
                type="act-support",
                content=(start, end),
                speakers=(speaker,) if speaker else (),
                stance="stance-supportive",
                mentions=(evidence,),
            )
        )
    return replace(found, acts=(*found.acts, *toasts))
