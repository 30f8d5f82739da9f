"""A reader: press briefings as a service exports them, one file with records parted by lines of dashes.

kg build briefings.dump --from transcripts:read -o graph.ttl
"""

from collections.abc import Iterator

from kg.errors import SourceError
from kg.sources.record import Record, Source


def read(source: Source) -> Iterator[Record | SourceError]:
    """One record for each block: lines "Key: value", an empty line, the text."""
    try:
        blocks = source.open().read().decode("utf-8").split("\n-----\n")
    except UnicodeDecodeError as error:
        raise SourceError(f"{source.name}: is not UTF-8, so no dump of briefings.", source.name) from error
    for number, block in enumerate(blocks, 1):
        place = f"{source.name}, record {number}"
        head, gap, text = block.strip().partition("\n\n")
        if not gap:
            yield SourceError(f"{place}: has no text after its head; leave it out.", place)
            continue
        said = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
        fields = {"title": said.get("Title"), "published": said.get("Date"), "publisher": said.get("Office")}
        known = {name: value for name, value in fields.items() if value}
        yield Record(text=text, place=place, fields=known, id=said.get("Number"))
