"""What an endpoint may answer, and what is made of it: each case against a server on loopback."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg import llm
from kg.errors import ArticleError, KgError, PluginError
from kg.llm import endpoint as asking
from kg.llm.endpoint import retry_after
from kg.llm.extract import waiting
from kg.model import Article
from tests.llm.answers import answer_to
from tests.llm.conftest import TEXT
from tests.llm.served import KEY, MODEL, Reply, Served, completion, error, strict_faults


def build(settings: llm.Settings, *articles: Article) -> tuple[int, dict[str, int]]:
    """How many meetings were found, and what was counted."""
    with llm.using(settings) as run:
        quads = kg.build(list(articles), align=False)
    return len(list(kg.meetings(quads))), dict(run.spent().counts)


def failing(settings: llm.Settings, *articles: Article) -> KgError:
    with llm.using(settings), pytest.raises(KgError) as error:
        kg.build(list(articles), align=False)
    return error.value


# --- what is asked -----------------------------------------------------------------------------------


def test_a_request_is_as_the_protocol_has_it(
    settings: llm.Settings, served: Served, article: Article
) -> None:
    build(settings, article)
    (request,) = served.asked
    assert request["model"] == MODEL
    assert request["temperature"] == 0
    assert request["max_tokens"] == 16_000
    assert [it["role"] for it in request["messages"]] == ["system", "user"]
    assert request["messages"][1]["content"] == TEXT
    assert strict_faults(request["response_format"]["json_schema"]["schema"]) == []
    assert "authorization" not in served.headers[0]


def test_the_key_goes_into_one_header_only(
    settings: llm.Settings, served: Served, article: Article, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KG_LLM_KEY", KEY)
    served.key = KEY
    with llm.using(settings):
        kg.build([article], tmp_path / "graph.trig")
    assert served.headers[0]["authorization"] == f"Bearer {KEY}"
    assert KEY not in json.dumps(served.asked)
    kept = [it for it in tmp_path.rglob("*") if it.is_file()]
    assert len(kept) == 2
    assert all(KEY.encode() not in it.read_bytes() for it in kept)


def test_no_temperature_is_sent_where_the_model_takes_none(
    settings: llm.Settings, served: Served, article: Article
) -> None:
    build(replace(settings, temperature=None), article)
    assert "temperature" not in served.asked[0]


def test_newer_models_are_told_the_limit_by_its_newer_name(
    settings: llm.Settings, served: Served, article: Article
) -> None:
    def answer(text: str, _: int) -> Reply:
        if "max_tokens" in served.asked[-1]:
            return error(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")
        return completion(answer_to(text))

    served.answer = answer
    met, _ = build(settings, article, replace(article, text=TEXT.replace("Oslo", "Bergen")))
    assert met == 3  # in Oslo, in Bergen, and the talks in Tokyo that both tell of
    assert ["max_tokens" in it for it in served.asked] == [True, False, False]


def test_what_was_answered_is_not_asked_again(
    settings: llm.Settings, served: Served, article: Article
) -> None:
    first, counts = build(settings, article)
    assert (first, counts["requests"]) == (2, 1)
    again, counts = build(settings, article)
    assert (again, counts.get("requests", 0), counts["from_cache"]) == (2, 0, 1)
    assert len(served.asked) == 1


@pytest.mark.parametrize("changed", [{"model": "other"}, {"temperature": 0.5}, {"temperature": None}])
def test_another_model_or_temperature_is_asked_anew(
    settings: llm.Settings, served: Served, article: Article, changed: dict[str, object]
) -> None:
    build(settings, article)
    build(replace(settings, **changed), article)  # type: ignore[arg-type] # one of its fields
    assert len(served.asked) == 2


def test_a_damaged_answer_in_the_cache_is_asked_anew(
    settings: llm.Settings, served: Served, article: Article
) -> None:
    build(settings, article)
    (kept,) = settings.folder.rglob("*.json")
    for damage in ("", "{", "[]", '{"answer": {}}', kept.read_text().replace(MODEL, "other")):
        kept.write_text(damage)
        assert build(settings, article)[0] == 2
    assert len(served.asked) == 6


# --- what comes instead of an answer -------------------------------------------------------------------


def instead(first: Reply, times: int = 10_000) -> Callable[[str, int], Reply]:
    """That reply so many times, and then good answers."""
    return lambda text, number: first if number <= times else completion(answer_to(text))


CASES = [
    (completion(None, refusal="I can't\nhelp with \x1b[31mthat."), "the model refused: I can't help with  [31mthat.", 1),
    (completion("", finish="content_filter"), "a content filter of the endpoint kept the answer back", 1),
    (completion(""), "the answer is empty; asked 2 times", 2),
    (completion("I cannot do that, Dave."), "the answer is no JSON; asked 2 times", 2),
    (completion('{"actors": [{"id": "a1", "na'), "the answer is no JSON; asked 2 times", 2),
    (completion("[1, 2]"), "the answer is JSON, but not by the schema", 2),
    (completion('{"error": "no"}'), "the answer is JSON, but not by the schema", 2),
    (completion("[" * 100_000), "the answer is no JSON", 2),
    (completion('{"actors": [], "ordinal": ' + "9" * 5_000 + "}"), "the answer is no JSON", 2),
    (Reply(body={"object": "chat.completion", "choices": []}), "the answer has no choices with a message", 2),
    (Reply(body={"choices": [None]}), "the answer has no choices with a message", 2),
    (Reply(body={"choices": [{"message": "hello"}]}), "the answer has no choices with a message", 2),
    (error(503, "overloaded"), "failed 5 times with 503: overloaded", 5),
    (error(500, "oops"), "failed 5 times with 500: oops", 5),
    (Reply(502, b"<html><body><h1>Bad Gateway</h1></body></html>"), "failed 5 times with 502: Bad Gateway", 5),
]  # fmt: skip
FATAL = [
    (error(429, "You exceeded your quota"), "too many requests, says it after 5 attempts: You exceeded your quota", 5),
    (error(429, "slow", retry_after="3600"), "asks to be left alone for 3600 seconds", 1),
    (error(403, "not for you"), "asks for a key: set KG_LLM_KEY in the environment (403: not for you)", 1),
    (error(404, "The model does not exist"), "knows no model 'test-model-1', or is no such endpoint", 1),
    (error(402, "Insufficient balance"), "wants to be paid (402: Insufficient balance)", 1),
    (error(400, "response_format is not supported"), "gives no structured output by a JSON schema", 1),
    (error(400, "temperature must be 1"), "takes no such temperature (400: temperature must be 1)", 1),
    (error(422, "nonsense"), "failed with 422: nonsense", 1),
    (Reply(302, {}, {"Location": "http://127.0.0.1:1/"}), "redirects (302)", 1),
    (Reply(200, b"<html>Welcome to nginx!</html>"), "answers with something else than JSON", 1),
    (Reply(200, b"\xff\xfe\x00"), "answers with something else than JSON", 1),
    (Reply(200, b'"yes"'), "answers with something else than JSON", 1),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "says", "asked"), CASES)
def test_what_is_wrong_with_one_answer_is_said_of_its_article(
    settings: llm.Settings, served: Served, article: Article, reply: Reply, says: str, asked: int
) -> None:
    served.answer = instead(reply, asked)
    other = replace(article, id="other", text=TEXT.replace("Oslo", "Bergen"))
    with llm.using(settings):
        with pytest.raises(ArticleError) as error:
            kg.build([article], align=False)
        assert says in str(error.value)
        assert str(error.value).startswith("article berg: ")
        assert len(served.asked) == asked
        assert len(list(kg.meetings(kg.build([other], align=False)))) == 2
    assert len(list(settings.folder.rglob("*.json"))) == 1, "an answer that is none was kept"


@pytest.mark.parametrize(("reply", "says", "asked"), FATAL)
def test_what_is_wrong_with_the_endpoint_is_found_once(
    settings: llm.Settings, served: Served, article: Article, reply: Reply, says: str, asked: int
) -> None:
    served.answer = instead(reply)
    articles = [replace(article, id=f"n{it}", text=f"{TEXT}{it}") for it in range(3)]
    with llm.using(settings):
        for it in articles:
            with pytest.raises(PluginError) as error:
                kg.build([it], align=False)
            assert says in str(error.value)
            assert served.url in str(error.value)
    assert len(served.asked) == asked


@pytest.mark.parametrize(
    ("reply", "asked"),
    [(error(429, "wait", retry_after="0"), 3), (error(503, "wait"), 3), (error(500, "oops"), 2), (completion("{"), 2)],
)  # fmt: skip
def test_what_passes_is_waited_for(
    settings: llm.Settings, served: Served, article: Article, reply: Reply, asked: int
) -> None:
    served.answer = instead(reply, asked - 1)
    met, _ = build(settings, article)
    assert met == 2
    assert len(served.asked) == asked


def test_retry_after_is_obeyed(settings: llm.Settings, served: Served, article: Article) -> None:
    served.answer = instead(error(429, "wait", retry_after="1"), 1)
    began = time.monotonic()
    assert build(settings, article)[0] == 2
    assert time.monotonic() - began >= 1


def test_retry_after_may_be_a_date() -> None:
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert (retry_after("Fri, 01 Jan 2999 00:00:00 GMT") or 0) > 1e9
    assert [retry_after(it) for it in ("", "soon", "1e9", "Wed, 99 Oct 2015")] == [None] * 4


def test_bad_keys_are_told_and_never_shown(
    settings: llm.Settings, served: Served, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_LLM_KEY", KEY)
    served.key = "another"
    told = str(failing(settings, article))
    assert "refuses the key in KG_LLM_KEY (401: Incorrect API key provided: Bearer ***." in told
    assert KEY not in told
    assert len(served.asked) == 0


@pytest.mark.parametrize("reply", [Reply(pause=0.6, body={}), Reply(body={"x": "y" * 4_000}, drip=0.05)])
def test_time_outs_end(settings: llm.Settings, served: Served, article: Article, reply: Reply) -> None:
    served.answer = instead(reply)
    began = time.monotonic()
    error = failing(replace(settings, timeout=0.3), article)
    assert isinstance(error, ArticleError)
    assert str(error) == "article berg: no answer within 0.3 seconds, 2 times (--llm-timeout)."
    assert time.monotonic() - began < 20
    assert len(served.asked) == 2


def test_endless_answers_end(
    settings: llm.Settings, served: Served, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_LARGEST", 1 << 20)
    served.answer = instead(Reply(body={"x": "y" * (3 << 20)}))
    assert "its answer is larger than 1 MB" in str(failing(settings, article))


def test_nobody_there_is_told(article: Article) -> None:
    error = failing(llm.Settings("http://127.0.0.1:9/v1", MODEL), article)
    assert "http://127.0.0.1:9/v1: cannot be reached" in str(error)
    assert "tried 5 times" in str(error)


# --- answers that are cut off --------------------------------------------------------------------------


def test_a_text_whose_answer_is_cut_off_is_asked_about_in_halves(
    settings: llm.Settings, served: Served, article: Article
) -> None:
    longer = replace(
        article, text=f"{TEXT}\n{TEXT.replace('Oslo', 'Bergen')}\n{TEXT.replace('Oslo', 'Hamar')}"
    )
    assert len(longer.text) > 400
    cut = len(longer.text)
    served.answer = lambda text, _: completion(
        answer_to(text)[:500] if len(text) == cut else answer_to(text),
        finish="length" if len(text) == cut else "stop",
    )
    met, counts = build(settings, longer)
    texts = [it["messages"][1]["content"] for it in served.asked]
    assert texts[0] == longer.text
    assert "".join(texts[1:]) == longer.text
    assert len(texts) == 3
    assert met >= 4
    assert counts["requests"] == 3
    again, counts = build(settings, longer)
    assert (again, counts["from_cache"], counts.get("requests", 0)) == (met, 2, 0), "paid for once"
    assert list(waiting(longer, settings)) == []
    more = replace(settings, most=settings.most + 1)
    assert list(waiting(longer, more)) == [(0, len(longer.text))]


def test_a_short_text_whose_answer_is_cut_off_is_told(
    settings: llm.Settings, served: Served, article: Article
) -> None:
    served.answer = lambda text, _: completion(answer_to(text)[:50], finish="length")
    error = failing(settings, article)
    assert "article berg: the answer was cut off after" in str(error)
    assert "--llm-most-tokens" in str(error)
    assert str(failing(settings, article)).startswith(
        "article berg: the answer was cut off after 16000 tokens"
    )
    assert len(served.asked) == 1
    served.answer = lambda text, _: completion(answer_to(text))
    assert build(replace(settings, most=20_000), article)[0] == 2


def test_long_texts_are_asked_about_in_parts(
    settings: llm.Settings, served: Served, article: Article
) -> None:
    towns = ("Oslo", "Bergen", "Hamar", "Narvik", "Bodø", "Molde", "Moss", "Skien")
    paragraphs = [TEXT.replace("Oslo", it) + "Nobody spoke of anything else there. " * 80 for it in towns]
    longer = replace(article, text="\n".join(paragraphs))
    met, counts = build(settings, longer)
    texts = [it["messages"][1]["content"] for it in served.asked]
    assert "".join(texts) == longer.text
    assert all(len(it) <= 6_000 for it in texts)
    assert counts["requests"] == len(texts) > 1
    assert met >= 9  # one in each town, and in Tokyo
