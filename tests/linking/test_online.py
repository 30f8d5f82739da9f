"""The online reconciler, on recorded answers: nothing here opens a socket."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from kg.errors import KgError
from kg.linking.online import Wanted, reconcile

RECORDED = {
    "Ada Brandt": [
        {"id": "Q900001", "label": "Ada Brandt", "description": "Norwegian politician", "match": {"text": "Ada Brandt"}},
        {"id": "Q900002", "label": "Ada Brandt", "description": "Danish painter", "match": {"text": "Ada Brandt"}},
        {"id": "Q900003", "label": "Ada Brandtner", "description": "Norwegian diplomat", "match": {"text": "Ada Brandtner"}},
    ],
    "Ilo Varga": [
        {"id": "Q900004", "label": "Ilo Varga", "description": "Hungarian minister", "match": {"text": "Ilo Varga"}},
        {"id": "Q900005", "label": "Ilo Varga", "description": "Hungarian actor", "match": {"text": "Ilo Varga"}},
    ],
    "Baltic Shipping Forum": [{"id": "Q900006", "label": "Baltic Shipping Forum"}],
}  # fmt: skip


class Recorder:
    """A session that answers from the table and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.client = httpx.Client(transport=httpx.MockTransport(self.answer))

    def answer(self, request: httpx.Request) -> httpx.Response:
        assert request.url.host == "www.wikidata.org"
        name = request.url.params["search"]
        self.asked.append(name)
        return httpx.Response(200, json={"search": RECORDED.get(name, [])})


@pytest.mark.parametrize(
    ("name", "country", "qid"),
    [
        ("Ada Brandt", "Norway", "Q900001"),
        ("Ada Brandt", "Denmark", "Q900002"),
        ("Ada Brandt", "France", None),
        ("Ada Brandt", None, None),
        ("Ilo Varga", "Hungary", None),
        ("Baltic Shipping Forum", "Norway", None),
        ("Nobody Known", "Norway", None),
    ],
)
def test_one_candidate_of_the_name_and_country_is_taken(
    name: str, country: str | None, qid: str | None
) -> None:
    found = list(reconcile([Wanted("id:x", name, country)], Recorder().client))
    assert [candidate.qid for _, candidate in found] == ([qid] if qid else [])


def test_answers_are_kept_and_not_asked_for_again(tmp_path: Path) -> None:
    cache, wanted = (
        tmp_path / "names.json",
        [Wanted("id:x", "Ada Brandt", "Norway"), Wanted("id:y", "ADA brandt", "Norway")],
    )
    first, second = Recorder(), Recorder()
    before = list(reconcile(wanted, first.client, cache))
    kept = cache.read_bytes()
    assert first.asked == ["Ada Brandt"]
    assert list(reconcile(wanted, second.client, cache)) == before
    assert second.asked == []
    assert cache.read_bytes() == kept
    assert json.loads(kept)["ada brandt"][0]["qid"] == "Q900001"


def test_failures_are_named_and_what_was_learned_is_kept(tmp_path: Path) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.params["search"] == "Ada Brandt":
            return httpx.Response(200, json={"search": RECORDED["Ada Brandt"]})
        return httpx.Response(503)

    client = httpx.Client(transport=httpx.MockTransport(answer))
    cache = tmp_path / "names.json"
    wanted = [Wanted("id:x", "Ada Brandt", "Norway"), Wanted("id:y", "Ilo Varga", "Hungary")]
    with pytest.raises(KgError, match="cannot be asked for 'Ilo Varga'"):
        list(reconcile(wanted, client, cache))
    assert list(json.loads(cache.read_text(encoding="utf-8"))) == ["ada brandt"]
    odd = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, text="<html>")))
    with pytest.raises(KgError, match="gave no list of candidates"):
        list(reconcile(wanted, odd))
    cache.write_text("[1]", encoding="utf-8")
    with pytest.raises(KgError, match="is no cache of names"):
        list(reconcile(wanted, client, cache))
