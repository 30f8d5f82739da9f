"""``kg build --extractor llm``: what it says it will cost, whether it goes on, and what it says it has cost."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import run
from kg.llm.spending import ANSWER_PER_TEXT
from tests.llm.answers import answer_to
from tests.llm.conftest import TEXT
from tests.llm.served import KEY, MODEL, Reply, Served, completion, error
from tests.test_api import MISSING


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two articles; the current one is beside it."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "oslo.txt").write_text(TEXT, encoding="utf-8")
    (folder / "bergen.txt").write_text(TEXT.replace("Oslo", "Bergen"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def asking(served: Served) -> list[str]:
    return ["--extractor", "llm", "--llm-endpoint", served.url, "--llm-model", MODEL]


def test_costs_are_told_before_and_after(
    news: Path, asking: list[str], served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["build", str(news), *asking, "--yes", "--llm-prices", "2,10", "-o", "graph.trig"]
    assert run(command) == 0
    told = capsys.readouterr().err
    before = re.search(
        rf"llm: {MODEL} at {served.url}: 2 articles, 2 requests: about ([\d,]+) tokens in and ([\d,]+) out, "
        r"(\d+\.\d{4}) by the prices given\.",
        told,
    )
    assert before is not None, told
    tokens_in, tokens_out = (int(it.replace(",", "")) for it in before.groups()[:2])
    assert float(before[3]) == pytest.approx((2 * tokens_in + 10 * tokens_out) / 1e6, abs=1e-4)
    assert 4_000 < tokens_in < 20_000
    after = re.search(
        r"llm: 2 requests, 0 answered from the cache; 2,000 tokens in and (\d+) out, (\d+\.\d{4}) by", told
    )
    assert after is not None, told
    assert float(after[2]) == pytest.approx((2 * 2_000 + 10 * int(after[1])) / 1e6, abs=1e-4)
    assert re.search(r"llm: \d+ facts kept, none dropped\.", told)
    assert told.index("about") < told.index("facts kept")
    assert run(["verify", "graph.trig", "--source", "news/oslo.txt", "--source", "news/bergen.txt"]) == 0
    assert run(["check", "graph.trig"]) == 0
    capsys.readouterr()
    first = Path("graph.trig").read_bytes()
    assert run([it for it in command if it != "--yes"]) == 0, "nothing is to be paid, so nothing to be asked"
    told = capsys.readouterr().err
    assert "2 articles, all answered before: no request." in told
    assert "llm: 0 requests, 2 answered from the cache; 0 tokens in and 0 out, 0.0000 by" in told
    assert Path("graph.trig").read_bytes() == first
    assert len(served.asked) == 2


def test_the_estimate_of_answers_is_what_was_measured(root: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((root / "examples").glob("*.txt"))]
    assert len(texts) == 13
    measured = sum(len(answer_to(it)) for it in texts) / sum(map(len, texts))
    assert measured == pytest.approx(ANSWER_PER_TEXT, rel=0.1)


def test_dropped_facts_are_told_even_when_quiet(
    news: Path, asking: list[str], served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    served.answer = lambda text, _: completion(
        answer_to(text).replace('"name": "Kenji Ito"', '"name": "Taro Aso"')
    )
    assert run(["build", str(news), *asking, "--yes", "-q", "-o", "graph.trig"]) == 0
    told = capsys.readouterr().err
    assert "2 whose words are not in the text" in told
    assert "about something that is not there" in told
    assert "Aso" not in Path("graph.trig").read_text(encoding="utf-8")


def test_it_asks_whether_to_go_on(
    news: Path, asking: list[str], served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", str(news), *asking, "-o", "graph.trig"]) == 2
    told = capsys.readouterr().err
    assert "about" in told
    assert "nobody can be asked whether to go on: give --yes, or --llm-limit TOKENS." in told
    assert served.asked == []
    assert not Path("graph.trig").exists()


@pytest.mark.skipif(shutil.which("script") is None, reason="needs script(1), which makes a terminal")
@pytest.mark.parametrize(("typed", "requests"), [("n\n", 0), ("y\n", 2)])
def test_it_asks_on_a_terminal(
    news: Path, asking: list[str], served: Served, typed: str, requests: int
) -> None:
    command = " ".join([sys.executable, "-m", "kg", "build", str(news), *asking, "-o", "graph.trig"])
    done = subprocess.run(
        ["script", "-qec", command, "/dev/null"], input=typed, capture_output=True, text=True, check=False
    )
    assert "Go on? [y/N]" in done.stdout
    assert len(served.asked) == requests
    assert Path("graph.trig").exists() is bool(requests)
    assert (done.returncode == 0) is bool(requests)
    assert "Traceback" not in done.stdout


def test_a_limit_stops_the_run_and_a_higher_one_goes_on(
    news: Path, asking: list[str], served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    served.answer = lambda text, _: Reply(
        body={**completion(answer_to(text)).body, "usage": {"prompt_tokens": 6_000, "completion_tokens": 500}}
    )
    command = ["build", str(news), *asking, "--keep-going", "-o", "graph.trig"]
    assert run([*command, "--llm-limit", "7000"]) == 1
    told = capsys.readouterr().err
    assert "that may be more than --llm-limit 7,000; it stops there." in told
    assert "article oslo: not asked about: 6,500 of 7,000 tokens are spent (--llm-limit)" in told
    assert len(served.asked) == 1
    assert run([*command, "--llm-limit", "20000"]) == 0
    assert len(served.asked) == 2
    assert "1 request, 1 answered from the cache" in capsys.readouterr().err


def test_articles_that_fail_are_skipped_and_named(
    news: Path, asking: list[str], served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    served.answer = lambda text, _: (
        completion(None, refusal="No.") if "Bergen" in text else completion(answer_to(text))
    )
    assert run(["build", str(news), *asking, "--yes", "-o", "graph.trig"]) == 2
    assert "article bergen: the model refused: No." in capsys.readouterr().err
    assert run(["build", str(news), *asking, "--yes", "--keep-going", "-o", "graph.trig"]) == 1
    told = capsys.readouterr().err
    assert "article bergen: the model refused: No." in told
    assert "llm: 2 requests, 0 answered from the cache" in told
    assert "Oslo" in Path("graph.trig").read_text(encoding="utf-8")


def test_workers_share_the_sums(
    news: Path, asking: list[str], served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", str(news), *asking, "--yes", "--jobs", "2", "-o", "two.trig"]) == 0
    assert "llm: 2 requests, 0 answered from the cache; 2,000 tokens in" in capsys.readouterr().err
    assert run(["build", str(news), *asking, "-o", "one.trig"]) == 0
    assert Path("one.trig").read_bytes() == Path("two.trig").read_bytes()
    assert len(served.asked) == 2


def test_workspaces_are_asked_about_what_is_new(
    news: Path, asking: list[str], served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", str(news / "oslo.txt"), "-w", "talks", *asking, "--yes", "-q"]) == 0
    assert run(["add", str(news), "-w", "talks", *asking, "--yes"]) == 0
    assert "1 article, 1 request:" in capsys.readouterr().err
    assert run(["rebuild", "-w", "talks"]) == 0
    capsys.readouterr()
    assert run(["rebuild", "-w", "talks", *asking, "--llm-temperature", "none", "--yes"]) == 0
    assert "2 articles, 2 requests:" in capsys.readouterr().err
    assert run(["verify", "-w", "talks"]) == 0
    assert [it.get("temperature") for it in served.asked] == [0, 0, None, None]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--extractor", "llm"], "extractor llm: which endpoint? Give --llm-endpoint or set KG_LLM_ENDPOINT."),
        (["--extractor", "llm", "--llm-endpoint", "URL"], "which model? Give --llm-model or set KG_LLM_MODEL."),
        (["--llm-model", "x"], "--llm-model goes with --extractor llm."),
        (["--yes"], "--yes goes with --extractor llm."),
        (["--extractor", "lm"], "there is no extractor 'lm'; did you mean 'llm'?"),
        (["--extractor", "llm", "--llm-model", "x", "--llm-endpoint", "ftp://x"], "is no http or https address"),
        (["--extractor", "llm", "--llm-model", "x", "--llm-endpoint", "http://[::1"], "the endpoint is no address"),
        (
            ["--extractor", "llm", "--llm-model", "x", "--llm-endpoint", "https://me:secret@example.org/v1"],
            "the endpoint has a user, a password or a query in it",
        ),
        (
            ["--extractor", "llm", "--llm-model", "x", "--llm-endpoint", "https://api.example.org/v1"],
            "https://api.example.org/v1 needs a key; set KG_LLM_KEY in the environment.",
        ),
        (["--extractor", "llm", "--llm-temperature", "hot"], "'hot': write a number from 0 to 2, or 'none'."),
        (["--extractor", "llm", "--llm-prices", "1"], "'1': write IN,OUT, prices of a million tokens: 0.15,0.60."),
        (["--extractor", "llm", "--llm-prices", "nan,1"], "'nan,1': write IN,OUT"),
        (["--extractor", "llm", "--llm-limit", "0"], "0 is not in the range x>=1."),
    ],
)  # fmt: skip
def test_wrong_use_is_told(
    news: Path, served: Served, options: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [it.replace("URL", served.url) for it in options]
    assert run(["build", str(news), "-o", "graph.trig", *given]) == 2
    told = capsys.readouterr().err
    assert says in " ".join(told.split())
    assert "secret" not in told
    assert "Traceback" not in told
    assert served.asked == []


@pytest.mark.parametrize(
    ("key", "url", "says"),
    [
        (KEY, "http://192.0.2.1/v1", "would get the key unencrypted; use https, or unset KG_LLM_KEY."),
        ("two words", "https://api.example.org/v1", "what KG_LLM_KEY holds is no key"),
        ("ключ", "https://api.example.org/v1", "what KG_LLM_KEY holds is no key"),
    ],
)
def test_keys_that_must_not_be_sent_are_not(
    news: Path,
    key: str,
    url: str,
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KG_LLM_KEY", key)
    options = ["--extractor", "llm", "--llm-endpoint", url, "--llm-model", "x", "--yes"]
    assert run(["build", str(news), "-o", "graph.trig", *options]) == 2
    told = capsys.readouterr().err
    assert says in " ".join(told.split())
    assert key not in told


def test_a_bad_key_is_told_once(
    news: Path,
    asking: list[str],
    served: Served,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KG_LLM_KEY", KEY)
    served.answer = lambda *_: error(401, f"bad key {KEY}")
    assert run(["build", str(news), *asking, "--yes", "--keep-going", "-o", "graph.trig"]) == 1
    told = capsys.readouterr().err
    assert "refuses the key in KG_LLM_KEY (401: bad key ***)" in told
    assert KEY not in told
    assert len(served.asked) == 1
    assert not Path("graph.trig").exists()


def test_endpoint_and_model_may_stand_in_the_environment(
    news: Path, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_LLM_ENDPOINT", f"{served.url}/chat/completions/")
    monkeypatch.setenv("KG_LLM_MODEL", MODEL)
    assert run(["build", str(news), "--extractor", "llm", "--yes", "-q", "-o", "graph.trig"]) == 0
    assert len(served.asked) == 2


def test_spark_is_refused(news: Path, asking: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", str(news), *asking, "--yes", "--engine", "spark", "-o", "out"]) == 2
    assert "--extractor llm goes without --engine spark." in capsys.readouterr().err


def test_answers_that_cannot_be_kept_are_told_before_any_is_paid_for(
    news: Path, asking: list[str], served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    (news / "file").write_text("", encoding="utf-8")
    options = [*asking, "--yes", "--llm-cache", str(news / "file" / "cache"), "-o", "x.trig"]
    assert run(["build", str(news / "oslo.txt"), *options]) == 2
    assert "answers cannot be kept there" in capsys.readouterr().err
    assert served.asked == []


def test_without_the_extra_the_rest_works_and_says_what_to_install() -> None:
    call = (
        "from kg import llm; print(len(kg.extract('They met.').meetings) >= 0)\n"
        "    with llm.using(llm.Settings('http://127.0.0.1:9/v1', 'x')): kg.build([])"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", MISSING.format(library="jsonschema", call=call)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == (
        "True\nextractor llm needs jsonschema, which is not installed. "
        'Install it: pip install "diplokg[llm]"\n'
    )


def test_nothing_of_it_is_loaded_unless_it_is_chosen(news: Path) -> None:
    code = (
        "import sys; from kg.cli import run; "
        f"assert run(['build', {str(news)!r}, '-q', '-o', 'graph.ttl']) == 0; "
        "print([it for it in sys.modules if it.startswith(('kg.llm', 'jsonschema'))])"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


# --- the manual ------------------------------------------------------------------------------------------


@pytest.fixture
def page(root: Path) -> str:
    return (root / "docs" / "howto" / "ask-a-model.md").read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


def test_what_the_manual_shows_works(
    news: Path, page: str, served: Served, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_LLM_KEY", KEY)
    written = re.sub(r"https?://[\w.:]+/v1", served.url, page)
    lines = "".join(blocks(written, "console")).replace("\\\n", "").splitlines()
    commands = [shlex.split(it)[1:] for it in lines if it.startswith("kg ")]
    assert len(commands) == 2
    assert run([*commands[0], "--yes"]) == 0
    told = capsys.readouterr().err
    assert "2 articles, 2 requests: about 10," in told
    assert " 704 out, 0.0021 by the prices given." in told
    assert run(commands[1]) == 0
    capsys.readouterr()
    assert run(["build", str(news), "-o", "default.trig", "-q"]) == 0
    both = Path("default.trig").read_text(encoding="utf-8") + Path("read-by-model.trig").read_text(
        encoding="utf-8"
    )
    Path("both.trig").write_text(both, encoding="utf-8")
    assert run(["query", blocks(page, "sparql")[0], "--graph", "both.trig", "--format", "csv"]) == 0
    rows = capsys.readouterr().out.splitlines()[1:]
    assert len(rows) == 4  # two meetings in each article
    assert all("extractor llm NAME at temperature 0" in it and " | " in it for it in rows)
    (code,) = blocks(written, "python")
    exec(code, {})  # noqa: S102 - the manual's own
    assert "(0, 0) {" in capsys.readouterr().out, "all was answered before"
