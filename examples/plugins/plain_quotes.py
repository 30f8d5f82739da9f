"""An annotator: the shipped one, after the marks of an archive that writes ``quotes'' have been made
quotation marks.

The text that is parsed has the length of the article's, so that all offsets stay true.

    kg build article.txt --annotator plain_quotes:annotate -o graph.ttl
"""

from dataclasses import replace

from spacy.tokens import Doc

from kg.model import Article
from kg.nlp.annotate import annotate as shipped


def annotate(article: Article) -> Doc:
    """The document of the article with doubled grave and acute accents read as quotation marks."""
    plain = article.text.replace("``", ' "').replace("''", '" ')
    return shipped(replace(article, text=plain))
