"""Fetching from servers of our own on this machine: politeness, limits, and what is refused."""

from __future__ import annotations

import gzip
import json
import socket
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from kg.cli import run
from kg.errors import SourceError
from kg.sources.addresses import is_public, page_address
from kg.sources.fetch import Fetched, Manners, fetch_each
from kg.sources.read import read
from kg.sources.saved import page_name
from tests.sources.site import Answer, Site

WORDS = "The foreign ministers of Norway and Chile met in Oslo to discuss fishing rights in the high seas."
PAGE = f"<html><head><title>Envoys meet</title><meta property='article:published_time' content='2024-01-31'></head><body><h1>Envoys meet</h1><p>{WORDS}</p></body></html>".encode()


def here(number: str) -> bool:
    return number == "127.0.0.1"


def fetched(folder: Path, *urls: str, **manners: object) -> list[Fetched | SourceError]:
    return list(fetch_each(urls, folder, Manners(**{"delay": 0.0, "allowed": here, **manners})))  # type: ignore[arg-type] # any of Manners


def fault(folder: Path, url: str, **manners: object) -> str:
    (item,) = fetched(folder, url, **manners)
    assert isinstance(item, SourceError), item
    assert "\n" not in str(item)
    assert not [path for path in folder.iterdir() if not path.name.startswith(".")], (
        "nothing is left in the folder"
    )
    return str(item)


# What is saved


def test_a_page_is_saved_with_its_headers_and_read_without_the_network(site: Site, tmp_path: Path) -> None:
    url = site.put(
        "/a/b?id=3", PAGE, ETag='"1"', Last_Modified="Wed, 31 Jan 2024 10:00:00 GMT", Set_Cookie="secret=1"
    )
    (item,) = fetched(tmp_path, url)
    assert isinstance(item, Fetched)
    assert item.changed
    assert item.page.file.read_bytes() == PAGE
    known = json.loads(item.page.file.with_suffix(".meta.json").read_text())
    assert known["url"] == known["requested"] == url
    assert known["headers"]["etag"] == '"1"'
    assert "set-cookie" not in known["headers"]
    (article,) = read([tmp_path])
    assert (article.url, article.title, str(article.published)) == (url, "Envoys meet", "2024-01-31")
    assert WORDS in article.text


def test_the_encoding_of_the_headers_is_used_when_the_page_is_read(site: Site, tmp_path: Path) -> None:
    site_url = site.put("/a", f"<p>Łódź: {WORDS}</p>".encode("iso8859-2"), "text/html; charset=ISO-8859-2")
    fetched(tmp_path, site_url)
    assert next(read([tmp_path])).text.startswith("Łódź")


def test_packed_answers_are_unpacked(site: Site, tmp_path: Path) -> None:
    (item,) = fetched(tmp_path, site.put("/a", gzip.compress(PAGE), Content_Encoding="gzip"))
    assert isinstance(item, Fetched)
    assert item.page.file.read_bytes() == PAGE


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [("application/rss+xml", ".rss"), ("application/pdf", ".pdf"), ("text/plain", ".txt"), ("application/xhtml+xml", ".html"), ("text/xml; charset=utf-8", ".xml")],
)  # fmt: skip
def test_other_kinds_get_their_suffix(kind: str, suffix: str, site: Site, tmp_path: Path) -> None:
    (item,) = fetched(tmp_path, site.put("/a", b"x", kind))
    assert isinstance(item, Fetched)
    assert item.page.file.suffix == suffix


def test_a_page_is_asked_for_again_only_if_it_has_changed(site: Site, tmp_path: Path) -> None:
    state = {"tag": '"1"'}

    def answer(request: BaseHTTPRequestHandler) -> Answer:
        same = request.headers.get("If-None-Match") == state["tag"]
        return (304, {}, b"") if same else (200, {"Content-Type": "text/html", "ETag": state["tag"]}, PAGE)

    site.pages["/a"] = answer
    results = []
    for tag in ('"1"', '"1"', '"2"'):
        state["tag"] = tag
        results += fetched(tmp_path, f"{site.url}/a")
    assert [isinstance(item, Fetched) and item.changed for item in results] == [True, False, True]
    assert len(list(tmp_path.iterdir())) == 2
    next(tmp_path.glob("*.html")).unlink()
    (item,) = fetched(tmp_path, f"{site.url}/a")
    assert isinstance(item, Fetched)
    assert item.changed, "without its page the headers say nothing"


def test_redirects_are_followed_and_the_last_address_is_kept(site: Site, tmp_path: Path) -> None:
    site.put("/new", PAGE)
    site.put("/old", b"", status=301, Location="/new#top")
    (item,) = fetched(tmp_path, f"{site.url}/old")
    assert isinstance(item, Fetched)
    assert item.page.url == f"{site.url}/new"


def test_names_of_files_stay_in_the_folder_and_differ(site: Site, tmp_path: Path) -> None:
    paths = ["/../../etc/passwd", "/..%2f..%2fx", "/a/b", "/a-b", "/a?b", "/" + "x" * 900, "/%00", "/CON"]
    addresses = [site.put(path, PAGE) for path in paths]
    for path in list(site.pages):
        site.pages[path.replace("/../..", "")] = site.pages[path]
    names = [page_name(address) for address in addresses]
    assert len(set(names)) == len(paths)
    assert all(len(name) < 120 and "/" not in name and not name.startswith(".") for name in names)
    (tmp_path / "in").mkdir()
    fetched(tmp_path / "in", *addresses)
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


# Politeness


def test_robots_txt_is_obeyed(site: Site, tmp_path: Path) -> None:
    site.put(
        "/robots.txt", b"User-agent: *\nDisallow: /private\nUser-agent: other\nDisallow: /\n", "text/plain"
    )
    good, bad = site.put("/a", PAGE), site.put("/private/a", PAGE)
    first, second = fetched(tmp_path, good, bad, agent="diplokg/1")
    assert isinstance(first, Fetched)
    assert "robots.txt asks not to read this page" in str(second)
    assert site.paths() == ["/a"]
    assert [path for path, _, _ in site.asked].count("/robots.txt") == 1


def test_robots_txt_that_names_us_is_obeyed(site: Site, tmp_path: Path) -> None:
    site.put("/robots.txt", b"User-agent: diplokg\nDisallow: /\n", "text/plain")
    assert "robots.txt" in fault(tmp_path, site.put("/a", PAGE), agent="diplokg/1")


@pytest.mark.parametrize(("status", "open_"), [(404, True), (403, True), (500, False), (503, False)])
def test_robots_txt_that_cannot_be_had(status: int, open_: bool, site: Site, tmp_path: Path) -> None:
    site.put("/robots.txt", b"", status=status)
    (item,) = fetched(tmp_path, site.put("/a", PAGE))
    assert isinstance(item, Fetched) is open_


def test_redirects_do_not_lead_around_robots_txt(site: Site, tmp_path: Path) -> None:
    site.put("/robots.txt", b"User-agent: *\nDisallow: /private\n", "text/plain")
    site.put("/private/a", PAGE)
    assert "robots.txt" in fault(tmp_path, site.put("/a", b"", status=302, Location="/private/a"))
    assert site.paths() == ["/a"]


@pytest.mark.parametrize(("delay", "rules"), [(0.3, b""), (0.0, b"User-agent: *\nCrawl-delay: 1\n")])
def test_a_host_is_given_time(delay: float, rules: bytes, site: Site, tmp_path: Path) -> None:
    site.put("/robots.txt", rules, "text/plain")
    fetched(tmp_path, site.put("/a", PAGE), site.put("/b", PAGE), delay=delay)
    times = [at for path, _, at in site.asked if path != "/robots.txt"]
    assert times[1] - times[0] >= (delay or 1.0) * 0.9


def test_the_name_given_is_ours_and_nothing_else_is_told(site: Site, tmp_path: Path) -> None:
    fetched(tmp_path, site.put("/a", PAGE), agent="diplokg/1 (desk@example.org)")
    _, headers, _ = site.asked[-1]
    assert headers["user-agent"] == "diplokg/1 (desk@example.org)"
    assert not {"cookie", "authorization", "referer"} & set(headers)


# What is refused


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True), ("8.8.8.8", True),
        ("127.0.0.1", False), ("127.8.9.1", False), ("0.0.0.0", False),  # noqa: S104 - nothing is bound
        ("10.1.2.3", False), ("172.16.0.1", False),
        ("192.168.1.1", False), ("169.254.169.254", False), ("100.64.0.1", False), ("224.0.0.1", False),
        ("255.255.255.255", False), ("::1", False), ("::", False), ("fe80::1%eth0", False), ("fc00::1", False),
        ("ff02::1", False), ("::ffff:127.0.0.1", False), ("::ffff:8.8.8.8", True), ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False), ("64:ff9b::808:808", True), ("240.0.0.1", False),
    ],
)  # fmt: skip
def test_public_addresses(number: str, public: bool) -> None:
    assert is_public(number) is public


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0", "[::1]", "[::ffff:127.0.0.1]", "127.1"],
)
def test_this_machine_is_not_asked(host: str, site: Site, tmp_path: Path) -> None:
    message = fault(tmp_path, f"http://{host}:{site.server.server_port}/a", allowed=is_public)
    assert "--allow-private" in message or "is not known" in message
    assert "/robots.txt" not in message, "the user asked for a page"
    assert site.asked == []


def test_a_redirect_to_a_private_address_is_not_followed(site: Site, tmp_path: Path) -> None:
    url = site.put("/a", b"", status=302, Location=f"http://127.0.0.2:{site.server.server_port}/secret")
    message = fault(tmp_path, url)
    assert message.startswith(f"{url} (sent on to http://127.0.0.2") or "127.0.0.2" in message
    assert "private network" in message
    assert site.paths() == ["/a"]


def test_a_name_that_stands_for_a_private_address_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.getaddrinfo

    def look_up(host: str, *rest: object, **more: object) -> object:
        answers = {"inside.example.org": ["10.0.0.7"], "both.example.org": ["127.0.0.1", "192.168.0.9"]}
        if host in answers:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80)) for number in answers[host]]
        return real(host, *rest, **more)  # type: ignore[arg-type] # passed on as it came

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert "inside.example.org is 10.0.0.7" in fault(tmp_path, "http://inside.example.org/a")
    assert "both.example.org is 192.168.0.9" in fault(tmp_path, "http://both.example.org/a")


def test_a_name_is_looked_up_once_for_each_visit_so_that_it_cannot_change(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    real = socket.getaddrinfo

    def look_up(host: str, *rest: object, **more: object) -> object:
        if host == "news.example.org":
            looked.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))]
        return real(host, *rest, **more)  # type: ignore[arg-type] # passed on as it came

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    site.put("/a", PAGE)
    (item,) = fetched(tmp_path, f"http://news.example.org:{site.server.server_port}/a")
    assert isinstance(item, Fetched)
    assert len(looked) == len(site.asked) == 2, "one for robots.txt, one for the page"
    assert site.asked[-1][1]["host"] == f"news.example.org:{site.server.server_port}"


@pytest.mark.parametrize(
    "place",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://127.0.0.1/a",
        "data:text/html,x",
        "http://user:word@127.0.0.1/",
    ],
)
def test_redirects_to_other_schemes_are_not_followed(place: str, site: Site, tmp_path: Path) -> None:
    message = fault(tmp_path, site.put("/a", b"", status=302, Location=place))
    assert "http" in message
    assert site.paths() == ["/a"]


@pytest.mark.parametrize(
    "text",
    [
        "file:///etc/passwd",
        "example.org/a",
        "javascript:x",
        "http://",
        "http://[::1",
        "http://a:b@example.org/",
        "http://example.org:99999/",
        "",
    ],
)
def test_addresses_that_are_none(text: str) -> None:
    with pytest.raises(SourceError):
        page_address(text)


def test_too_many_redirects(site: Site, tmp_path: Path) -> None:
    site.put("/loop", b"", status=302, Location="/loop")
    assert "more than 5 redirects" in fault(tmp_path, f"{site.url}/loop")
    assert len(site.paths()) == 6


def test_a_page_that_is_too_large_is_given_up_early(site: Site, tmp_path: Path) -> None:
    sent = {"bytes": 0}

    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.end_headers()
        while sent["bytes"] < 500_000_000:
            request.wfile.write(b"<p>" * 100_000)
            sent["bytes"] += 300_000

    site.pages["/a"] = endless
    assert "larger than 2 MB" in fault(tmp_path, f"{site.url}/a", size=2_000_000)
    assert sent["bytes"] < 50_000_000


def test_a_packed_bomb_is_given_up_early(site: Site, tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(200_000_000), 1)
    assert "larger than 20 MB" in fault(tmp_path, site.put("/a", bomb, Content_Encoding="gzip"))


@pytest.mark.parametrize(
    ("headers", "body", "message"),
    [
        ({"Content_Encoding": "br"}, b"x", "sent packed by 'br', which was not asked for"),
        ({"Content_Encoding": "gzip"}, b"no gzip", "what was sent is broken"),
        ({"Content_Encoding": "gzip"}, gzip.compress(PAGE)[:-9], "what was sent is cut off"),
        ({"Content_Length": "9999"}, b"short", "no answer, or not all of it, in time"),
    ],
    ids=["other coding", "broken", "half", "length"],
)
def test_answers_that_are_not_whole(
    headers: dict[str, str], body: bytes, message: str, site: Site, tmp_path: Path
) -> None:
    assert message in fault(tmp_path, site.put("/a", body, **headers), patience=1.0)


@pytest.mark.parametrize("slow", ["head", "body", "silence"])
def test_a_slow_server_is_given_up(slow: str, site: Site, tmp_path: Path) -> None:
    def drip(request: BaseHTTPRequestHandler) -> None:
        for number in range(200):
            if slow == "silence":
                time.sleep(0.1)
                continue
            if number == 0:
                request.wfile.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
                    + (b"" if slow == "head" else b"Content-Length: 9999\r\n\r\n")
                )
            request.wfile.write(f"X-{number}: x\r\n".encode() if slow == "head" else b"x")
            request.wfile.flush()
            time.sleep(0.1)

    site.pages["/a"] = drip
    site.put("/robots.txt", b"", "text/plain")
    started = time.monotonic()
    assert "no answer, or not all of it, in time" in fault(tmp_path, f"{site.url}/a", patience=0.8, time=1.0)
    assert time.monotonic() - started < 8


@pytest.mark.parametrize(
    ("status", "message"),
    [(404, "answers 404 Not Found"), (500, "answers 500"), (204, "answers 204"), (429, "answers 429")],
)
def test_answers_other_than_a_page(status: int, message: str, site: Site, tmp_path: Path) -> None:
    assert message in fault(tmp_path, site.put("/a", b"", status=status))


@pytest.mark.parametrize("kind", ["image/png", "application/octet-stream", "application/zip", ""])
def test_what_is_no_page_is_not_saved(kind: str, site: Site, tmp_path: Path) -> None:
    assert "not a page" in fault(tmp_path, site.put("/a", b"x", kind))


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "cannot be fetched" in fault(tmp_path, f"http://127.0.0.1:{port}/a")


# The command


def test_the_command_names_the_files_and_what_failed(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = site.put("/a", PAGE)
    code = run(
        [
            "fetch",
            good,
            f"{site.url}/none",
            good,
            "-o",
            str(tmp_path / "pages"),
            "--allow-private",
            "--delay",
            "0",
        ]
    )
    out, err = capsys.readouterr()
    assert code == 1
    assert [Path(line).suffix for line in out.splitlines()] == [".html"]
    assert f"not fetched: {site.url}/none: the server answers 404 Not Found." in err
    assert "1 page saved, 1 not fetched." in err
    assert run(["fetch", good, "-o", str(tmp_path / "pages"), "--allow-private", "-q"]) == 0
    assert run(["fetch", good, "-o", str(tmp_path / "other"), "-q"]) == 1, (
        "private addresses are refused by default"
    )
    assert "--allow-private" in capsys.readouterr().err


def test_the_command_reads_addresses_from_standard_input(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    monkeypatch.setattr(
        "sys.stdin", io.StringIO(f"# pages\n{site.put('/a', PAGE)}\n\n{site.put('/b', PAGE)}\n")
    )
    assert run(["fetch", "-", "-o", str(tmp_path), "--allow-private", "--delay", "0", "-q"]) == 0
    assert len(list(tmp_path.glob("*.html"))) == 2


def test_a_file_is_no_folder(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a").write_text("kept")
    assert run(["fetch", site.put("/a", PAGE), "-o", str(tmp_path / "a" / "b"), "--allow-private"]) == 2
    assert "cannot make this folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--delay", "-1"),
        ("--delay", "nan"),
        ("--timeout", "0"),
        ("--max-time", "-2"),
        ("--max-size", "0"),
        ("--max-redirects", "-1"),
    ],
)
def test_what_cannot_be_waited_or_taken_is_refused(
    option: str, value: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["fetch", "http://127.0.0.1:9/", "-o", str(tmp_path / "pages"), option, value]) == 2
    assert f"Invalid value for '{option}'" in capsys.readouterr().err
