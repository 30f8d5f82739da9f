"""``kg shell``: what is typed becomes statements, answers, completions; errors end nothing but a script."""

from __future__ import annotations

import io
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, InMemoryHistory

from kg.cli import run as run_command_line
from kg.cli.repl.commands import COMMANDS
from kg.cli.repl.completing import OTHERS, Words
from kg.cli.repl.session import LeaveError, Session
from kg.cli.repl.statements import asked_by_name, is_whole, statements
from kg.cli.repl.terminal import history
from kg.errors import KgError, QueryError
from kg.glossary import terms
from kg.rdf.load import load, union
from kg.rdf.query import run
from kg.rdf.write import write
from kg.stores.workers import Request, Worker, answered
from tests.rdf.invented import EXTRACTION, LINKING, RUN

WHOLE = [
    ("meetings-timeline", True),
    (".help", True),
    ("SELECT ?x {", False),
    ("SELECT ?x { ?x a dip:Meeting }", True),
    ("SELECT ?x\n", False),
    ("SELECT ?x\n\n", True),
    ("PREFIX x: <urn:x>", False),
    ("PREFIX x: <urn:x>\n", False),
    ("prefix x: <urn:x> ask { ?s x:y '}' ", False),
    ("ask { ?s ?p '}' }", True),
    ("DESCRIBE id:Q20", True),
    ("DESCRIBE ?x WHERE", False),
    ("DESCRIBE <urn:a>", True),
    ("ASK { } }", True),
    ("", True),
]


@pytest.mark.parametrize(("text", "whole"), WHOLE)
def test_enter_runs_what_is_whole(text: str, whole: bool) -> None:
    assert is_whole(text) is whole


def test_lines_become_statements() -> None:
    text = (
        "# a remark\n\nactors\nSELECT ?m\nWHERE {\n\n ?m a dip:Meeting }\nORDER BY ?m\nLIMIT 2\n"
        "ASK { ?s ?p ?o }\nDESCRIBE id:Q20\n.help\nPREFIX x: <urn:x>\n\nASK { x:a ?p ?o }\nSELECT * {"
    )
    assert [(it.line, it.text) for it in statements(io.StringIO(text))] == [
        (3, "actors"),
        (4, "SELECT ?m\nWHERE {\n\n ?m a dip:Meeting }\nORDER BY ?m\nLIMIT 2"),
        (10, "ASK { ?s ?p ?o }"),
        (11, "DESCRIBE id:Q20"),
        (12, ".help"),
        (13, "PREFIX x: <urn:x>\n\nASK { x:a ?p ?o }"),
        (16, "SELECT * {"),
    ]


def test_parameters_are_words() -> None:
    assert asked_by_name('who-met-whom actor="Wang Yi" with=\'O"x\' since=2023') == (
        "who-met-whom",
        {"actor": "Wang Yi", "with": 'O"x', "since": "2023"},
    )
    for text, words in (("actors 'x", "no closing quotation"), ("actors x", "NAME=VALUE")):
        with pytest.raises(QueryError, match=words):
            asked_by_name(text)


class Here:
    """A source in this process."""

    def __init__(self, path: Path) -> None:
        self.view = union(load(path))
        self.times: list[float | None] = []

    def answer(self, asked: Request, seconds: float | None = None) -> tuple[str, bool]:
        self.times.append(seconds)
        return answered(self.view, asked)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from kg.rdf.describe import describe

    path = tmp_path_factory.mktemp("shell") / "graph.ttl"
    write(describe(EXTRACTION, LINKING, RUN), path)
    return path


@pytest.fixture
def session(graph: Path) -> Session:
    return Session(Here(graph), "a graph", None, None, None)


Typed = Callable[[str], tuple[str, str]]


@pytest.fixture
def typed(session: Session, capfdbinary: pytest.CaptureFixture[bytes]) -> Typed:
    def do(text: str) -> tuple[str, str]:
        session.execute(text)
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        return out.decode(), err.decode()

    return do


def test_questions_and_queries_are_answered(typed: Typed) -> None:
    assert "Ilo Varga" in typed('who-met-whom actor="Ada Brandt"')[0]
    assert typed("ASK { ?m a dip:Meeting }")[0] == "true\n"
    assert "a dip:Country" in typed("DESCRIBE id:Q90000001")[0]
    assert typed("   ") == ("", "")


def test_settings_hold_from_one_statement_to_the_next(session: Session, typed: Typed) -> None:
    assert typed(".limit 1") == ("", "Limit: 1 row.\n")
    out, err = typed("SELECT ?m { ?m a dip:Meeting }")
    assert out.count("\n") == 3
    assert "Only the first 1 row; '.limit off' gives all." in err
    typed(".limit off")
    typed(".format csv")
    assert typed("SELECT ?m { ?m a dip:Meeting }")[0].startswith("m\r\n")
    assert typed(".format auto")[1].startswith("Format: auto")
    typed(".timeout 2.5")
    typed("ASK {}")
    assert isinstance(session.source, Here)
    assert session.source.times[-1] == 2.5
    assert typed(".timeout off")[1] == "Timeout: off.\n"


def test_answers_go_to_a_file_when_told(typed: Typed, tmp_path: Path) -> None:
    typed(f".output {tmp_path / 'a.txt'}")
    assert typed("ASK { ?m a dip:Meeting }")[0] == ""
    typed(".output off")
    assert typed("ASK { ?m a dip:Meeting }")[0] == "true\n"
    assert (tmp_path / "a.txt").read_text() == "true\n"
    with pytest.raises(QueryError, match="cannot be written"):
        typed(f".output {tmp_path / 'none' / 'a.txt'}")


def test_every_command_is_in_the_help_and_does_what_it_says(typed: Typed) -> None:
    told = typed(".help")[0]
    assert all(name in told for name in COMMANDS)
    assert "visits" in typed(".questions visit")[0]
    assert "visitor=ACTOR" in typed(".show visits")[0]
    assert "dip:Meeting " in typed(".classes meeting")[0]
    assert "dip:hasParticipant " in typed(".properties partic")[0]
    assert "dip:      https://w3id.org/diplokg/ns#" in typed(".prefixes dip")[0]
    assert "# its algebra" in typed(".explain actors")[0]
    assert "a graph" in typed(".about")[0]
    with pytest.raises(LeaveError):
        typed(".quit")
    tried = {
        ".help",
        ".questions",
        ".show",
        ".classes",
        ".properties",
        ".prefixes",
        ".explain",
        ".about",
        ".quit",
    }
    assert set(COMMANDS) == tried | {".limit", ".format", ".timeout", ".output"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (".hlep", "did you mean .help"),
        (".xyzzy", "'.help' lists them"),
        (".format pdf", "no format is called 'pdf'"),
        (".limit -3", "a number of rows"),
        (".limit x", "a number of rows"),
        (".timeout soon", "a number of seconds"),
        (".timeout -1", "above 0"),
        (".timeout nan", "above 0"),
        (".show", "no question is called"),
        (".questions zzz", "no question has 'zzz'"),
        (".classes zzz", "nothing in the ontology"),
        (".explain", "say what"),
        ("actor", "did you mean"),
        ("actors country", "NAME=VALUE"),
        ("actors planet=Mars", "no parameter 'planet'"),
        ("SELECT ?x { ?x a dip:Meetin", "syntax error at line 1"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "offline"),
    ],
)
def test_mistakes_say_what_to_do(typed: Typed, text: str, words: str) -> None:
    with pytest.raises(KgError, match=words):
        typed(text)


@pytest.mark.parametrize("value", ['" } #', "} UNION { ?a ?b ?c", "a\\nb", "'x", "$(id)", "?x"])
def test_values_are_data(typed: Typed, value: str) -> None:
    import shlex

    assert typed(f"evidence label={shlex.quote(value)}")[0].count("\n") == 2  # head and rule, no row


NAMES = ["Ada Brandt", "Adam", "Ilo Varga", "O'Neil", 'The "Hook"']
OFFERED = [
    ("who-m", "who-met-whom"),
    ("SEL", "SELECT"),
    (".form", ".format"),
    (".format tu", "turtle"),
    (".show vis", "visits"),
    (".explain SELECT ?x { ?x a dip:Mee", "dip:Meeting"),
    (".explain visits vis", "visitor="),
    ("who-met-whom act", "actor="),
    ("who-met-whom actor=Ada", '"Ada Brandt"'),
    ('who-met-whom actor="Ada', '"Ada Brandt"'),
    ("who-met-whom actor=varga", '"Ilo Varga"'),
    ("who-met-whom actor=O'N", '"O\'Neil"'),
    ("who-met-whom actor=Ada", "Adam"),
    ("meetings-timeline status=held", "status-held"),
    ("SELECT ?meet { ?meet a ?c . ?m", "?meet"),
    ("SELECT ?m { ?m dip:hasPart", "dip:hasParticipant"),
    ("SELECT ?m { ?m dip:status dipc:status-h", "dipc:status-held"),
    ("SELECT ?m { ?m dip:about issue:narc", "issue:narcotics"),
    ("SELECT ?m { ?m sko", "skos:"),
    ("SELECT ?m { ?m skos:pref", "skos:prefLabel"),
    ("SELECT ?m { ?m a ?c } ord", "ORDER BY"),
]


def offered(text: str) -> list[str]:
    completer = Words(lambda class_: NAMES if class_ == "Actor" else [])
    return [
        it.text for it in completer.get_completions(Document(text), CompleteEvent(completion_requested=True))
    ]


@pytest.mark.parametrize(("text", "expected"), OFFERED)
def test_tab_offers(text: str, expected: str) -> None:
    assert expected in offered(text)


def test_tab_offers_nothing_that_cannot_stand_there() -> None:
    assert offered("who-met-whom actor=x actor")[:1] == []
    assert offered("no-such-question act") == []
    assert offered("who-met-whom since=20") == []
    assert not any("Hook" in it for it in offered("who-met-whom actor=The"))
    assert offered("SELECT ?m { ?m ") == []


def test_names_come_from_the_graph(session: Session) -> None:
    assert "Ada Brandt" in session.names("Actor", 5)
    assert "Port Amal" not in session.names("Actor", 5)
    assert "Port Amal" in session.names("Node", 5)


def test_terms_that_are_offered_are_in_the_ontology(graph: Path) -> None:
    assert len(terms("class")) > 15
    assert len(terms("property")) > 40
    assert len(terms("concept")) > 100
    assert all(it.words for kind in ("class", "property", "concept") for it in terms(kind))
    for name in OTHERS:
        run(union(load(graph)), f"ASK {{ {name} ?p ?o }}")  # the prefix is known


def test_history_is_kept_for_the_owner_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    kept = history()
    assert isinstance(kept, FileHistory)
    kept.append_string("ASK {\n}")
    assert (tmp_path / "kg" / "shell-history").stat().st_mode & 0o077 == 0
    assert list(history().load_history_strings()) == ["ASK {\n}"]
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert isinstance(history(), InMemoryHistory)


def shell(graph: Path, lines: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "kg", "shell", "--graph", str(graph), *options],
        input=lines, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def test_a_script_is_run_to_its_first_error(graph: Path) -> None:
    done = shell(
        graph, "\n.format csv\nSELECT (COUNT(*) AS ?n)\n{ ?m a dip:Meeting }\n\nASK { FILTR(1) }\nASK {}\n"
    )
    assert done.returncode == 2
    assert done.stdout == "n\n2\n"
    assert "kg: line 6: syntax error at line 1, column 7, at 'FILTR'" in done.stderr
    assert "Traceback" not in done.stderr
    done = shell(graph, "ASK { ?m a dip:Meeting }\n.quit\nnonsense\n")
    assert (done.returncode, done.stdout, done.stderr) == (0, "true\n", "")


def test_wrong_places_are_told(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["shell", "--graph", "-"]) == 2
    assert run_command_line(["shell", "--graph", str(graph), "--endpoint", "http://127.0.0.1:9/"]) == 2
    told = capsys.readouterr().err
    assert "name the graph by a file" in told
    assert "not both" in told


def test_a_worker_is_killed_when_time_is_up_and_replaced(graph: Path) -> None:
    worker = Worker(("file", str(graph)))
    try:
        endless = Request("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
        with pytest.raises(QueryError, match=r"no answer within 0\.5 s"):
            worker.answer(endless, 0.5)
        assert worker.answer(Request("ASK { ?m a dip:Meeting }")) == ("true\n", False)
        with pytest.raises(QueryError, match="did you mean FILTER") as caught:
            worker.answer(Request("ASK { FILTR(1) }"))
        assert caught.value.excerpt.endswith("      ^")
        assert worker.answer(Request("ASK { ?m a dip:Meeting }", format="json"))[0].startswith("{")
    finally:
        worker.close()
    missing = Worker(("file", str(graph.with_name("none.ttl"))))
    with pytest.raises(KgError, match=r"none\.ttl"):
        missing.answer(Request("ASK {}"))


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of Unix")
def test_a_person_at_a_terminal(graph: Path, tmp_path: Path) -> None:
    import pty

    command = [sys.executable, "-W", "ignore", "-m", "kg", "shell", "--graph", str(graph)]
    environment = {
        **os.environ,
        "TERM": "xterm",
        "XDG_STATE_HOME": str(tmp_path),
        "PROMPT_TOOLKIT_NO_CPR": "1",
    }
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        command, stdin=follower, stdout=follower, stderr=follower, env=environment, start_new_session=True,
        preexec_fn=lambda: __import__("fcntl").ioctl(0, __import__("termios").TIOCSCTTY, 0),
    )  # fmt: skip
    os.close(follower)

    def until(words: bytes) -> bytes:
        seen, end = b"", time.monotonic() + 120
        while words not in seen:
            assert time.monotonic() < end, seen[-500:]
            if select.select([leader], [], [], 0.5)[0]:
                seen += os.read(leader, 65536)
        return seen

    try:
        assert b"Asking " in until(b"kg>")
        os.write(leader, b"who-met\t")
        until(b"-whom")
        os.write(leader, b' actor="Ada Brandt"\r')
        until(b"Ilo Varga")
        os.write(leader, b"SELECT ?m {\r")
        until(b"..>")
        os.write(leader, b"FILTR(1) }\r")
        until(b"did you mean FILTER?")
        os.write(leader, b"SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }\r")
        until(b"?i }")
        time.sleep(2)
        os.write(leader, b"\x03")
        until(b"stopped")
        os.write(leader, b"ASK { ?m a dip:Meeting }\r")
        # before the next prompt the terminal and not the shell would take the end of input
        if b"kg>" not in until(b"true\r\n").partition(b"true\r\n")[2]:
            until(b"kg>")
        os.write(leader, b"\x04")
        assert process.wait(60) == 0
    finally:
        process.kill()
        process.wait()
        os.close(leader)
    kept = (tmp_path / "kg" / "shell-history").read_text(encoding="utf-8")
    assert "+SELECT ?m {\n+FILTR(1) }" in kept
