"""The example articles and their gold annotations are whole, exact and up to date.

``problems`` reads one annotation against its article and names everything that is wrong with it; the
tests below it show that it finds planted errors, so that its silence on the real files means something.
"""

from __future__ import annotations

import calendar
import copy
import hashlib
import json
import re
import runpy
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SCORER = ROOT.parent / "shared" / "eval" / "score.py"
Gold = dict[str, Any]

IDS = (
    "baghdad-reported-talks",
    "brussels-border-mediation",
    "everest-permit-fees",
    "geneva-flood-conference",
    "israel-jordan-declaration",
    "japan-visit-postponed",
    "macron-germany-state-visit",
    "mascarene-call-readout",
    "mexico-trip-cancelled",
    "nile-dam-talks",
    "pacific-forum-policing",
    "seed-article",
    "xian-summit-planned",
)
UNDATED = {"everest-permit-fees", "israel-jordan-declaration", "seed-article"}
FORMATS = {
    "meeting",
    "talks",
    "negotiation-round",
    "mediation",
    "working-group-session",
    "summit",
    "conference",
    "visit",
    "state-visit",
    "phone-call",
    "video-call",
    "signing",
}
STATUSES = {"held", "ongoing", "planned", "proposed", "postponed", "cancelled", "suspended"}
HOLDINGS = {"current", "former", "then", "acting", "designate"}
ACTOR_TYPES = {"person", "country", "organization", "group"}
ACTS = {
    "commitment": {"agreement", "pledge", "announcement-of-plan"},
    "request": {"demand", "request", "appeal", "invitation"},
    "statement": {
        "refusal",
        "criticism",
        "accusation",
        "denial",
        "support",
        "threat",
        "condolence",
        "raising",
        "assessment",
        "report",
    },
}
CHANGES = {
    "launch",
    "suspension",
    "resumption",
    "cancellation",
    "postponement",
    "termination",
    "deterioration",
    "improvement",
}
KEYS = {"id", "actors", "meetings", "acts", "changes", "issues"}
EARLIEST, LATEST = date(1990, 1, 1), date(2030, 12, 31)
MAX_ACTS = 12
MAX_TRIGGER_WORDS = 4


def text_of(article: str) -> str:
    """The article as it is read: line ends are LF whatever the checkout made of them."""
    return (EXAMPLES / f"{article}.txt").read_text(encoding="utf-8")


def gold_of(article: str) -> Gold:
    """The hand annotation of an article."""
    loaded: Gold = json.loads((EXAMPLES / f"{article}.gold.json").read_text(encoding="utf-8"))
    return loaded


def meta_of(article: str) -> dict[str, Any]:
    """What is known of an article beside its text."""
    loaded: dict[str, Any] = json.loads((EXAMPLES / f"{article}.meta.json").read_text(encoding="utf-8"))
    return loaded


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """The first and last day of ``2025``, ``2025-05``, ``2025-05-23`` or a span of two; an open side is None.

    Raises ValueError for anything else, for days that do not exist and for spans that run backwards.
    """
    sides = edtf.split("/")
    if len(sides) > 2 or not any(sides):
        raise ValueError(f"not a date or a span: {edtf!r}")
    first, last = (_day(sides[0], end=False), _day(sides[-1], end=True))
    if first and last and first > last:
        raise ValueError(f"runs backwards: {edtf!r}")
    return first, last


def _day(text: str, end: bool) -> date | None:
    if not text:
        return None
    found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text)
    if found is None:
        raise ValueError(f"not a date: {text!r}")
    year, month = int(found[1]), int(found[2] or (12 if end else 1))
    day = int(found[3] or (calendar.monthrange(year, month)[1] if end else 1))
    return date(year, month, day)


def problems(gold: Gold, text: str, published: date | None) -> list[str]:
    """Everything in an annotation that breaks the format or is not in the article; empty when it is sound."""
    found = [f"keys: {sorted(set(gold) ^ KEYS)}"] if set(gold) != KEYS else []
    found += _actor_problems(gold, text)
    for meeting in gold["meetings"]:
        found += _meeting_problems(meeting, text, {a["id"] for a in gold["actors"]}, published)
    found += _act_problems(gold, text) + _change_problems(gold, text)
    return found


def _repeated(values: Iterator[str] | list[str], what: str) -> list[str]:
    return [f"{what} twice: {value}" for value, n in Counter(values).items() if n > 1]


def _absent(values: list[str], text: str, what: str) -> list[str]:
    return [f"{what} not in the text: {value!r}" for value in values if not value or value not in text]


def _actor_problems(gold: Gold, text: str) -> list[str]:
    actors = gold["actors"]
    found = _repeated([a["id"] for a in actors], "actor id") + _repeated([a["name"] for a in actors], "actor")
    joined = " ".join(text.split())
    for actor in actors:
        found += _absent(actor["aliases"], text, f"alias of {actor['name']}")
        if not any(surface in text or surface in joined for surface in (actor["name"], *actor["aliases"])):
            found.append(f"actor not in the text: {actor['name']}")
        if actor["type"] not in ACTOR_TYPES:
            found.append(f"actor type: {actor['type']}")
        for position in actor["positions"]:
            if set(position) != {"title", "of", "status"} or position["status"] not in HOLDINGS:
                found.append(f"position: {position}")
    return found


def _meeting_problems(meeting: Gold, text: str, known: set[str], published: date | None) -> list[str]:
    found = _absent(meeting["triggers"], text, f"trigger of {meeting['id']}")
    found += [f"long trigger: {t}" for t in meeting["triggers"] if len(t.split()) > MAX_TRIGGER_WORDS]
    found += [] if meeting["triggers"] else [f"no trigger: {meeting['id']}"]
    found += [f"no such actor: {a}" for a in meeting["participants"] + meeting["parties"] if a not in known]
    found += _repeated(meeting["participants"], "participant") + _repeated(meeting["parties"], "party")
    if meeting["format"] not in FORMATS or meeting["status"] not in STATUSES:
        found.append(f"code: {meeting['format']} {meeting['status']}")
    if meeting["place"]:
        found += _absent([meeting["place"]], text, "place")
    if meeting["place_precision"] not in (("at", "near") if meeting["place"] else (None,)):
        found.append(f"place precision: {meeting['place_precision']}")
    return found + (_date_problems(meeting, text, published) if meeting["date"] else [])


def _date_problems(meeting: Gold, text: str, published: date | None) -> list[str]:
    expression, edtf = meeting["date"]["expression"], meeting["date"]["edtf"]
    found = _absent([expression], text, "date expression")
    if edtf is None:
        return found
    try:
        first, last = bounds(edtf)
    except ValueError as error:
        return [*found, str(error)]
    found += [f"far off: {edtf}" for day in (first, last) if day and not EARLIEST <= day <= LATEST]
    weekdays = re.findall("|".join(calendar.day_name), expression)
    if weekdays and (first is None or calendar.day_name[first.weekday()] != weekdays[0]):
        found.append(f"{expression!r} is not {edtf}")
    if weekdays and (published is None or first is None or abs((published - first).days) > 7):
        found.append(f"{expression!r} is more than a week from the publication")
    if published and meeting["status"] == "held" and first and first > published:
        found.append(f"held after the publication: {edtf}")
    if published and meeting["status"] in {"planned", "proposed"} and last and last < published:
        found.append(f"planned before the publication: {edtf}")
    return found


def _act_problems(gold: Gold, text: str) -> list[str]:
    known = {a["id"] for a in gold["actors"]}
    acts = gold["acts"]
    found = [f"more than {MAX_ACTS} acts"] if len(acts) > MAX_ACTS else []
    found += _repeated([a["id"] for a in acts], "act id") + _absent([a["trigger"] for a in acts], text, "act")
    for act in acts:
        if act["type"] not in ACTS.get(act["kind"], ()):
            found.append(f"act code: {act['kind']} {act['type']}")
        if not act["speaker"]:
            found.append(f"nobody speaks: {act['id']}")
        found += [f"no such actor: {a}" for a in act["speaker"] + act["addressee"] if a not in known]
    return found


def _change_problems(gold: Gold, text: str) -> list[str]:
    actors, meetings = ({x["id"] for x in gold[key]} for key in ("actors", "meetings"))
    found = _repeated([m["id"] for m in gold["meetings"]], "meeting id")
    found += _absent([c["trigger"] for c in gold["changes"]], text, "change")
    for change in gold["changes"]:
        if change["type"] not in CHANGES:
            found.append(f"change type: {change['type']}")
        if re.fullmatch(r"m\d+", change["affects"]) and change["affects"] not in meetings:
            found.append(f"no such meeting: {change['affects']}")
        found += [f"no such actor: {a}" for a in change["by"] if a not in actors]
    return found


def day_of(meta: dict[str, Any]) -> date | None:
    """The date of publication, None when it is unknown."""
    return date.fromisoformat(meta["published"]) if meta["published"] else None


def test_there_are_thirteen_articles_and_each_has_its_three_files() -> None:
    assert len(IDS) == 13
    for suffix in (".txt", ".meta.json", ".gold.json"):
        assert sorted(p.name for p in EXAMPLES.glob(f"*{suffix}")) == sorted(f"{i}{suffix}" for i in IDS)
    assert not list(EXAMPLES.glob("*.md")), "a folder is read for .md too"
    assert len(list((EXAMPLES / "markdown").glob("*.md"))) == 2


@pytest.mark.parametrize("article", IDS)
def test_annotation_is_sound(article: str) -> None:
    gold = gold_of(article)
    assert gold["id"] == article
    assert problems(gold, text_of(article), day_of(meta_of(article))) == []


@pytest.mark.parametrize("article", IDS)
def test_text_and_meta_agree(article: str) -> None:
    text, meta = text_of(article), meta_of(article)
    assert text == unicodedata.normalize("NFC", text) == text.strip()
    headline, blank, _ = text.split("\n", 2)
    assert (meta["id"], meta["title"], blank) == (article, headline, "")
    assert meta["chars"] == len(text)
    assert meta["sha256"] == hashlib.sha256(text.encode("utf-8")).hexdigest()
    assert 120 <= len(text.split()) <= 350
    assert (meta["published"] is None) == (article in UNDATED)


def test_every_format_status_and_kind_of_text_is_there() -> None:
    golds = {article: gold_of(article) for article in IDS}
    meetings = [m for gold in golds.values() for m in gold["meetings"]]
    assert {m["format"] for m in meetings} == FORMATS
    assert {m["status"] for m in meetings} == STATUSES
    assert [article for article, gold in golds.items() if not gold["meetings"]] == ["everest-permit-fees"]
    assert {c["type"] for gold in golds.values() for c in gold["changes"]} == CHANGES
    assert {a["kind"] for gold in golds.values() for a in gold["acts"]} == set(ACTS)
    assert {a["type"] for gold in golds.values() for a in gold["acts"]} >= {"denial", "report", "condolence"}
    assert len(meetings) == 59
    assert sum(len(gold["acts"]) for gold in golds.values()) == 67


def test_the_texts_differ_in_form() -> None:
    texts = {article: text_of(article) for article in IDS}
    assert max(map(len, texts["mascarene-call-readout"].split("\n"))) <= 70
    assert any(ord(c) > 0xFFFF for c in texts["mascarene-call-readout"]), "no character beyond the BMP"
    assert "GENEVA, Jan 9 (Agency) -" in texts["geneva-flood-conference"]
    assert "ASTANA, May 9. /XYZ/." in texts["xian-summit-planned"]
    curly = [article for article, text in texts.items() if "’" in text]
    straight = [article for article, text in texts.items() if "'" in text]
    assert len(curly) >= 5
    assert len(straight) >= 3
    years = {(meta_of(article)["published"] or "1994")[:4] for article in IDS}
    assert len(years) >= 8
    assert (min(years), max(years)) == ("1994", "2026")


def test_markdown_examples_have_front_matter() -> None:
    for path in (EXAMPLES / "markdown").glob("*.md"):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        assert [line.split(":")[0] for line in front.splitlines()] == ["title", "date", "publisher", "url"]
        assert 120 <= len(body.split()) <= 350


def test_jsonl_is_up_to_date() -> None:
    script = runpy.run_path(str(EXAMPLES / "make_jsonl.py"))
    content = (EXAMPLES / "examples.jsonl").read_text(encoding="utf-8")
    assert content == script["render"](), "run examples/make_jsonl.py"
    records = [json.loads(line) for line in content.splitlines()]
    assert [r["id"] for r in records] == sorted(IDS)
    assert {r["id"] for r in records if "published" not in r} == UNDATED


def test_jsonl_goes_out_of_date_when_an_article_changes(tmp_path: Path) -> None:
    script = runpy.run_path(str(EXAMPLES / "make_jsonl.py"))
    for name in ("nile-dam-talks.txt", "nile-dam-talks.meta.json"):
        (tmp_path / name).write_text((EXAMPLES / name).read_text(encoding="utf-8"), encoding="utf-8")
    before = script["render"](tmp_path)
    (tmp_path / "nile-dam-talks.txt").write_text("Other words", encoding="utf-8")
    assert script["render"](tmp_path) != before


def _broken(path: tuple[str | int, ...], value: object) -> Gold:
    """The annotation of the talks on the Nile with one value replaced."""
    gold = copy.deepcopy(gold_of("nile-dam-talks"))
    node: Any = gold
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    return gold


PLANTED: tuple[tuple[tuple[str | int, ...], object, str], ...] = (
    (("meetings", 0, "triggers"), ["held in Paris"], "trigger of m1 not in the text"),
    (("meetings", 0, "triggers"), [], "no trigger"),
    (("meetings", 0, "participants"), ["a99"], "no such actor: a99"),
    (("meetings", 0, "date"), {"expression": "on Sunday", "edtf": "2020-08-17"}, "is not 2020-08-17"),
    (("meetings", 0, "date"), {"expression": "on Sunday", "edtf": "2020-08-02"}, "more than a week"),
    (("meetings", 0, "date"), {"expression": "on July 21", "edtf": "2020-02-30"}, "day"),
    (("meetings", 0, "date"), {"expression": "on July 21", "edtf": "2020-07/2020-06"}, "runs backwards"),
    (("meetings", 0, "date"), {"expression": "on July 21", "edtf": "21 July"}, "not a date"),
    (("meetings", 0, "date"), {"expression": "on July 21", "edtf": "2120-07-21"}, "far off"),
    (("meetings", 0, "date"), {"expression": "on July 21", "edtf": "2020-09-21"}, "held after"),
    (("meetings", 1, "date"), {"expression": "on July 21", "edtf": "2020-07-21"}, "planned before"),
    (("meetings", 0, "format"), "banquet", "code: banquet held"),
    (("meetings", 0, "status"), "denied", "code: video-call denied"),
    (("meetings", 3, "place"), "Nairobi", "place not in the text"),
    (("meetings", 3, "place_precision"), None, "place precision"),
    (("meetings", 1, "id"), "m1", "meeting id twice"),
    (("actors", 0, "aliases"), ["Giza"], "alias of Egypt not in the text"),
    (("actors", 0, "name"), "Sudan", "actor twice"),
    (("actors", 0, "type"), "place", "actor type"),
    (("actors", 10, "positions"), [{"title": "x", "of": "y", "status": "past"}], "position"),
    (("acts", 0, "trigger"), "vowed", "act not in the text"),
    (("acts", 0, "kind"), "statement", "act code"),
    (("acts", 0, "speaker"), [], "nobody speaks"),
    (("acts", 0, "addressee"), ["a77"], "no such actor: a77"),
    (("changes", 0, "affects"), "m9", "no such meeting"),
    (("changes", 0, "type"), "pause", "change type"),
    (("changes", 0, "trigger"), "petered out", "change not in the text"),
    (("extra",), 1, "keys"),
)


def test_the_checker_has_its_planted_errors() -> None:
    assert len(PLANTED) == 28


@pytest.mark.parametrize(("path", "value", "complaint"), PLANTED)
def test_checker_finds_a_planted_error(path: tuple[str | int, ...], value: object, complaint: str) -> None:
    found = problems(_broken(path, value), text_of("nile-dam-talks"), date(2020, 8, 17))
    assert any(complaint in line for line in found), found


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2024", (date(2024, 1, 1), date(2024, 12, 31))),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2024-02-03", (date(2024, 2, 3), date(2024, 2, 3))),
        ("2024-02-03/2024-03", (date(2024, 2, 3), date(2024, 3, 31))),
        ("/2022", (None, date(2022, 12, 31))),
    ],
)
def test_bounds(edtf: str, expected: tuple[date | None, date | None]) -> None:
    assert bounds(edtf) == expected


def test_seed_article_is_the_original_to_the_byte() -> None:
    original = SCORER.parents[1] / "data" / "seed-article.txt"
    if not original.exists():
        pytest.skip("the seed article's original is not beside the project")
    assert (EXAMPLES / "seed-article.txt").read_bytes() == original.read_bytes()


def test_the_scorer_reads_the_annotations(tmp_path: Path) -> None:
    if not SCORER.exists():
        pytest.skip("the scorer is not beside the project")
    command = [sys.executable, str(SCORER), str(EXAMPLES), str(tmp_path), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    table = json.loads(done.stdout)
    assert (table["meeting"]["gold"], table["meeting"]["right"]) == (59, 0)
    assert (table["act"]["gold"], table["change"]["gold"]) == (67, 19)
