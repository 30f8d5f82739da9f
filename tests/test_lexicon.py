"""A user's own lexicon: what its tables may say, what is said of mistakes, that it holds where it should only."""

from __future__ import annotations

import pickle
import re
import threading
from pathlib import Path

import pytest

import kg
from kg import gazetteer, lexicon, pipeline
from kg.built import Built
from kg.codes import codes
from kg.engines import local
from kg.errors import TableError
from kg.extraction.triggers.triggers import frames
from kg.lexicon import FORMS, SHIPPED, Lexicon, active, read_lexicon, using
from kg.lexicon.cells import _values
from kg.lexicon.tables import shipped
from kg.pipeline import open_lexicon
from kg.scheme import ancestors, scheme

TEXT = (
    "The trade ministers of Kenya and Norway held a stocktake on safeguard duties in Oslo on 3 May 2024, hosted by"
    " the Grain Corridor Secretariat."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A lexicon that knows what TEXT says."""
    return written(
        tmp_path / "trade",
        meetings="# own words\nlemma\tpos\tformat\nstocktake\tNOUN\ttalks\n",
        bodies="type\tname\tcountry\nactor-intergovernmental\tGrain Corridor Secretariat\nactor-agency\tTrade Desk\tfrance\n",
        issues="label\talt\tbroader\nsafeguard duties\tsafeguard tariffs|safeguard measures\ttariffs\n",
        metonyms="name\ttarget\nPort Quay\tGrain Corridor Secretariat\n",
        issue_words="class\twords\ndiscuss\tthresh+out,winnow\n",
    )


def written(folder: Path, **tables: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
    return folder


# --- what it teaches -------------------------------------------------------


def test_a_lexicon_teaches_words_bodies_and_issues(folder: Path) -> None:
    before = kg.extract(TEXT)
    with using(open_lexicon(folder)):
        after = kg.extract(TEXT)
    assert before.meetings == ()
    assert [m.format for m in after.meetings][:1] == ["format-talks"]
    assert [i.concept for i in after.issues] == ["safeguard-duties"]
    assert {a.key for a in after.actors} >= {"body:grain-corridor-secretariat", "country:KE", "country:NO"}


def test_what_is_left_out_is_as_in_shipped_rows_alike(folder: Path) -> None:
    with using(read_lexicon(folder)):
        frame = frames()["stocktake", "NOUN"]
        assert (frame.frame, frame.strength, frame.guard) == ("talks", "argument", "")
        desk = gazetteer.body_named("the Trade Desk")
        assert desk is not None
        assert (desk.key, desk.country, desk.type) == ("body:trade-desk", "country:FR", "actor-agency")
        assert str(getattr(gazetteer.metonym("Port Quay"), "key", "")) == "body:grain-corridor-secretariat"
        discuss = next(row["words"] for row in lexicon.rows("issue_words") if row["class"] == "discuss")
        assert discuss.startswith("discuss,")
        assert discuss.endswith(",thresh+out,winnow")


def test_a_row_of_the_same_key_replaces_the_shipped_one(tmp_path: Path) -> None:
    own = written(tmp_path / "own", meetings="pos\tlemma\tformat\tstrength\nNOUN\tforum\tsummit\tcore\n")
    with using(read_lexicon(own)):
        assert frames()["forum", "NOUN"].format == "summit"
        assert len(frames()) == len(shipped("meetings"))
    assert frames()["forum", "NOUN"].format == "conference"


def test_an_issue_of_a_shipped_slug_adds_labels(tmp_path: Path) -> None:
    own = written(tmp_path / "own", issues="slug\tlabel\nsanctions\tpunitive grain measures\n")
    with using(open_lexicon(own)):
        assert "punitive grain measures" in scheme()["sanctions"].alt
        assert not scheme()["sanctions"].own
        assert scheme()["sanctions"].label == "sanctions"
    assert "punitive grain measures" not in scheme()["sanctions"].alt


def test_issues_come_from_a_file_of_csv_or_turtle_too(tmp_path: Path) -> None:
    sheet = tmp_path / "climate.csv"
    sheet.write_text(
        'label,alt,broader\n"loss and damage, climate",loss and damage,climate-environment\n',
        encoding="utf-8",
    )
    turtle = tmp_path / "climate.ttl"
    turtle.write_text(
        "@prefix s: <http://www.w3.org/2004/02/skos/core#> . @prefix i: <https://w3id.org/diplokg/issue/> .\n"
        '<x:a> a s:Concept ; s:prefLabel "loss and damage, climate"@en ; s:altLabel "loss and damage" ;\n'
        "  s:broader i:climate-environment .",
        encoding="utf-8",
    )
    one, two = open_lexicon(issues=sheet), open_lexicon(issues=turtle)
    assert one == two
    assert one.digest == two.digest
    with using(one):
        assert ancestors("loss-and-damage-climate")[0] == "climate-environment"
        assert next(iter(scheme())) == "loss-and-damage-climate"


# --- where it holds --------------------------------------------------------


def test_a_lexicon_holds_in_its_block_and_thread_only(folder: Path) -> None:
    seen: list[Lexicon] = []
    with using(read_lexicon(folder)) as own:
        thread = threading.Thread(target=lambda: seen.append(active()))
        thread.start()
        thread.join()
        assert active() is own
        assert ("stocktake", "NOUN") in frames()
    assert seen == [SHIPPED]
    assert active() is SHIPPED
    assert ("stocktake", "NOUN") not in frames()


def test_workers_use_the_lexicon(folder: Path) -> None:
    article = kg.Article(id="a", text=TEXT)
    with using(open_lexicon(folder)):
        here = list(pipeline.build([article]))
        there = list(local.build([article, kg.Article(id="b", text=TEXT + " It ended.")], jobs=2))
    assert isinstance(here[0], Built)
    assert isinstance(there[0], Built)
    assert set(here[0].quads) == set(there[0].quads)
    assert any("safeguard-duties" in str(quad) for quad in there[0].quads)


def test_graphs_say_which_lexicon_they_come_from(folder: Path) -> None:
    article = kg.Article(id="a", text=TEXT)
    with using(open_lexicon(folder)) as own:
        texts = {str(quad.object) for quad in pipeline.process(article).quads}
        inside = pipeline.versions()
    assert any(f"own lexicon {own.digest}" in text for text in texts)
    assert not any("own lexicon" in str(quad.object) for quad in pipeline.process(article).quads)
    assert inside.differences(pipeline.versions()) == ("lexicon",)


def test_the_graph_describes_an_own_issue_and_conforms(folder: Path, tmp_path: Path) -> None:
    from kg.cli import run

    with using(open_lexicon(folder)):
        kg.build([kg.Article(id="a", text=TEXT)], tmp_path / "g.ttl")
    text = (tmp_path / "g.ttl").read_text(encoding="utf-8")
    assert re.search(r"issue:safeguard-duties\s.*skos:broader issue:tariffs", text, re.DOTALL)
    assert run(["check", str(tmp_path / "g.ttl")]) == 0


def test_the_digest_tells_what_is_said_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    own = read_lexicon(folder)
    again = written(
        tmp_path / "other",
        **{f.stem: "\n\n# a comment\n" + f.read_text(encoding="utf-8") + "\n" for f in folder.iterdir()},
    )
    assert read_lexicon(again) == own
    assert re.fullmatch(r"[0-9a-f]{12}", own.digest)
    assert pickle.loads(pickle.dumps(own)) == own  # noqa: S301 - made here
    written(again, meetings="lemma\tpos\tformat\nstocktake\tNOUN\tsummit\n")
    assert read_lexicon(again).digest != own.digest
    assert read_lexicon() is SHIPPED
    assert (
        str(own) == f"lexicon trade (bodies 2, issue_words 1, issues 1, meetings 1, metonyms 1; {own.digest})"
    )


# --- what is said of mistakes ----------------------------------------------

MISTAKES = [
    ("meeting", "x", "meeting.tsv: there is no table of this name; did you mean meetings.tsv?"),
    ("meetings", "", "meetings.tsv: is empty; the first line names columns"),
    ("meetings", "lemma\tpos\n", "meetings.tsv:1: the header lacks format;"),
    (
        "meetings",
        "lemma\tpos\tformt\n",
        "meetings.tsv:1: meetings has no column 'formt'; did you mean 'format'?",
    ),
    ("meetings", "lemma\tpos\tformat\tlemma\n", "the column 'lemma' stands twice"),
    ("meetings", "lemma\tpos\tformat\na\tNOUN\ttalks\tx\n", "meetings.tsv:2: 4 cells where the header has 3"),
    ("meetings", "lemma\tpos\tformat\na\tNOUN\n", "meetings.tsv:2: column format is empty"),
    ("meetings", "lemma\tpos\tformat\na\tNOUN\ttalk\n", "meetings.tsv:2: column format: 'talk' is none of"),
    ("meetings", "lemma\tpos\tformat\na\tNOUN\ttalk\n", "did you mean 'talks'?"),
    (
        "meetings",
        "lemma\tpos\tformat\nStock\tNOUN\ttalks\n",
        "column lemma: 'Stock': write the dictionary form",
    ),
    (
        "meetings",
        "lemma\tpos\tformat\na\tNOUN\ttalks\n\na\tNOUN\tsummit\n",
        "meetings.tsv:4: lemma 'a', pos 'NOUN' stands at ",
    ),
    ("meetings", "lemma\tpos\tformat\na b c\tNOUN\ttalks\n", "'a b c': a word of meetings has two words"),
    ("bodies", "name\ttype\nX Y\tagency\n", "bodies.tsv:2: column type: 'agency' is none of"),
    ("bodies", "name\ttype\tcountry\nX Y\tactor-agency\tFrnce\n", "column country: 'Frnce' names no country"),
    ("bodies", "name\ttype\tqid\nX Y\tactor-agency\t17\n", "column qid: '17' is not a Wikidata id"),
    (
        "bodies",
        "name\ttype\taliases\nX Y\tactor-agency\ta||b\n",
        "column aliases: 'a||b': an entry of the list is empty",
    ),
    ("bodies", "name\ttype\tkey\nX Y\tactor-agency\tX Y\n", "column key: 'X Y': a key is a word, a colon"),
    (
        "offices",
        "titles\tbody\tlabel\nchair\tNobody Such\tChair\n",
        "column body: 'Nobody Such' names no country",
    ),
    ("acts", "lemma\tpos\ttype\na\tVERB\tnonsense\n", "acts.tsv:2: column type: 'nonsense' is none of"),
    (
        "acts",
        "lemma\tpos\ttype\tframe\na\tVERB\tpledge\tobj=Q\n",
        "column frame: 'obj=Q' is not slots with roles",
    ),
    ("changes", "lemma\tpos\ttype\ttargets\na\tVERB\tlaunch\tboat\n", "column targets: 'boat': classes are"),
    ("issues", "label\tbroader\na b\tsanctins\n", "there is no issue 'sanctins'; did you mean 'sanctions'?"),
    ("issues", "label\tslug\tbroader\na\ta-a\tb-b\nb\tb-b\ta-a\n", "is above itself; issues form a tree"),
    ("issues", "label\tslug\na\tA A\n", "column slug: 'A A' is not lower-case words joined by hyphens"),
    ("issue_words", "class\twords\nnothing\ta\n", "issue_words.tsv:2: column class: 'nothing' is none of"),
    (
        "meetings",
        "lemma\tpos\tformat\nroyal visit\tNOUN\tstate-visit\n",
        "column frame is left out, but no shipped row with pos 'NOUN' and format 'state-visit' says what",
    ),
    (
        "members",
        "body\tcountry\tfrom\tuntil\nASEAN\tFrance\t2020\t2010\n",
        "members.tsv:2: column until: '2010' is before '2020'",
    ),
]


@pytest.mark.parametrize(("table", "text", "says"), MISTAKES)
def test_mistakes_are_named_with_file_line_and_column(
    table: str, text: str, says: str, tmp_path: Path
) -> None:
    with pytest.raises(TableError) as error:
        open_lexicon(written(tmp_path / "own", **{table: text}))
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_there_are_mistakes() -> None:
    assert len(MISTAKES) == 27


def test_folders_and_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    for path, says in [
        (tmp_path / "none", "there is no such folder"),
        (Path(__file__), "is a file; give the folder"),
        (written(tmp_path / "empty"), "holds no table"),
        (written(tmp_path / "bare", bodies="name\ttype\n"), "holds no row"),
    ]:
        with pytest.raises(TableError, match=says):
            open_lexicon(path)
    with pytest.raises(TableError, match="no such file or folder of issues"):
        open_lexicon(issues=tmp_path / "none.tsv")
    (tmp_path / "bare" / "bodies.tsv").write_bytes(b"name\ttype\nCaf\xe9\tactor-agency\n")
    with pytest.raises(TableError, match="is not UTF-8"):
        open_lexicon(tmp_path / "bare")
    (tmp_path / "i.ttl").write_text("this is no Turtle", encoding="utf-8")
    with pytest.raises(TableError, match=r"i\.ttl:1: this is no Turtle"):
        open_lexicon(issues=tmp_path / "i.ttl")


# --- that it is the one place ----------------------------------------------


def test_tables_are_read_in_one_place(root: Path) -> None:
    names = "|".join(FORMS)
    direct = [
        path.name
        for path in (root / "kg").rglob("*.py")
        if re.search(rf'data_file\("(?:{names})\.tsv"\)', path.read_text(encoding="utf-8"))
    ]
    assert direct == []


def test_what_is_made_from_tables_is_remembered_per_lexicon(root: Path) -> None:
    """``functools.cache`` over rows would give one lexicon's words to the next."""
    wrong = re.compile(
        r"@cache\ndef \w+\([^)]*\)[^\n]*\n(?:(?!\ndef |\n@).)*?\b(?:rows|scheme|table_rows)\(", re.S
    )
    found = {p.name for p in (root / "kg").rglob("*.py") if wrong.search(p.read_text(encoding="utf-8"))}
    assert found <= {"tables.py", "cells.py", "time_patterns.py"}  # of shipped rows, which never change


def test_formats_are_those_of_the_ontology() -> None:
    allowed = {f"format-{it}" for it in _values("meetings", "format")}
    assert allowed == set(codes("format-"))
