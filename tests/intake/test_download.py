"""What an address gives is taken within limits of time, size and redirects, from public hosts alone."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest
from tests.intake.server import Site, running

from dateline.errors import FetchError
from dateline.intake import download as module
from dateline.intake.download import Validators, download


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as found:
        yield found


def refused(url: str, cause: str, *, allow_private: bool = True) -> None:
    with pytest.raises(FetchError, match=cause) as error:
        download(url, allow_private=allow_private)
    assert str(error.value).startswith("cannot fetch ")


def test_what_is_there_is_given_with_its_type(site: Site) -> None:
    url = site.put("/a?b=c", b"Troops entered.", Content_Type="text/plain; charset=utf-8")
    got = download(f"{url}#part", allow_private=True)
    assert (got.url, got.data, got.content_type) == (url, b"Troops entered.", "text/plain; charset=utf-8")
    assert got.validators is None
    path, headers = site.asked[0]
    assert path == "/a?b=c"
    assert headers["User-Agent"].startswith("dateline/")
    assert headers["Host"] == site.address.removeprefix("http://")


def test_loopback_is_refused_unless_it_is_allowed_and_nothing_is_asked(site: Site) -> None:
    url = site.put("/", b"secret")
    refused(url, "local or private network", allow_private=False)
    refused(url.replace("127.0.0.1", "localhost"), "local or private network", allow_private=False)
    assert site.asked == []


def test_what_was_checked_is_what_is_asked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that would resolve to another address a moment later is not resolved again."""
    asked = []

    async def once(host: str, port: int, called: str, *, allow_private: bool) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    monkeypatch.setattr(module, "resolve", once)
    url = site.put("/a", b"Troops entered.").replace("127.0.0.1", "coastal.invalid")
    assert download(url).data == b"Troops entered."
    assert asked == ["coastal.invalid"]
    assert site.asked[0][1]["Host"].startswith("coastal.invalid:")


def test_a_redirect_to_a_private_host_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    first = module.resolve

    async def public_at_first(host: str, port: int, called: str, *, allow_private: bool) -> list[str]:
        return ["127.0.0.1"] if host == "coastal.invalid" else await first(host, port, called, allow_private=False)

    monkeypatch.setattr(module, "resolve", public_at_first)
    site.redirect("/a", site.put("/secret", b"secret"))
    refused(f"{site.address}/a".replace("127.0.0.1", "coastal.invalid"), "127.0.0.1 is an address of a local")
    assert [path for path, _ in site.asked] == ["/a"]


def test_redirects_are_followed_within_http(site: Site) -> None:
    end = site.put("/end", b"Troops entered.")
    site.redirect("/b", "/end", status=308)
    assert download(site.redirect("/a", f"{site.address}/b", status=301), allow_private=True).url == end


@pytest.mark.parametrize(
    ("to", "cause"),
    [
        ("file:///etc/passwd", "leads to no address of http or https"),
        ("ftp://a.example/", "leads to no address of http or https"),
        ("data:text/plain,x", "leads to no address"),
        ("http://user:secret@127.0.0.1/", "leads to an address with a password"),
        ("http://[broken", "is not found"),
        ("/loop", "leads on more than 5 times"),
    ],
)
def test_other_redirects_are_refused(site: Site, to: str, cause: str) -> None:
    refused(site.redirect("/loop", to), cause)


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://a.example/x", "a.example", "", "http://", "https:///x", "http://\n/"],
)
def test_what_is_no_address_of_http_is_refused(url: str) -> None:
    refused(url, "no address", allow_private=False)


def test_a_password_is_refused() -> None:
    refused("http://user:secret@a.example/", "address with a password in it")


def test_nothing_is_read_beyond_the_limit_of_size(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_DOWNLOAD", 1_000)
    refused(site.put("/said", b"a" * 1_001), "larger than 1,000 bytes")
    refused(site.endless("/unsaid", b"a" * 400), "larger than 1,000 bytes")
    refused(site.put("/bomb", gzip.compress(b"a" * 10_000_000), Content_Encoding="gzip"), "larger than 1,000 bytes")
    assert download(site.put("/just", b"a" * 1_000), allow_private=True).data == b"a" * 1_000


def test_nothing_is_waited_for_beyond_the_limit_of_time(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TOTAL_SECONDS", 0.3)
    refused(site.endless("/slow"), "takes longer than")


def test_a_server_that_does_not_answer_is_given_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "READ_SECONDS", 0.2)
    site.pages["/silent"] = lambda handler: handler.rfile.read()
    refused(f"{site.address}/silent", "does not answer in time")


@pytest.mark.parametrize(
    ("body", "headers", "cause"),
    [
        (b"x", {"Content_Encoding": "br"}, "packed in a way that was not asked for"),
        (b"x", {"Content_Encoding": "gzip, gzip"}, "packed in a way that was not asked for"),
        (b"not gzip at all", {"Content_Encoding": "gzip"}, "is damaged"),
        (gzip.compress(b"Troops entered." * 50, mtime=0)[:-9], {"Content_Encoding": "gzip"}, "breaks off"),
    ],
)
def test_what_is_packed_oddly_is_refused(site: Site, body: bytes, headers: dict[str, str], cause: str) -> None:
    refused(site.put("/a", body, **headers), cause)


def test_what_is_packed_as_asked_is_unpacked(site: Site) -> None:
    url = site.put("/a", gzip.compress(b"Troops entered."), Content_Encoding="gzip")
    assert download(url, allow_private=True).data == b"Troops entered."


def test_a_connection_that_breaks_off_is_told(site: Site) -> None:
    def broken(handler) -> None:  # type: ignore[no-untyped-def]
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"Troops")

    site.pages["/a"] = broken
    refused(f"{site.address}/a", "the connection failed")


def test_an_error_of_the_server_is_told(site: Site) -> None:
    refused(f"{site.address}/none", "the server answered 404 Not Found")
    refused(site.put("/500", b"", status=500), "the server answered 500")
    refused("http://127.0.0.1:1/", "the connection failed")


def test_it_is_asked_whether_there_is_anything_new(site: Site) -> None:
    url = site.put("/a", b"Troops entered.", ETag='"one"', Last_Modified="Mon, 31 Oct 2016 08:00:00 GMT")
    first = download(url, allow_private=True)
    assert first.validators == Validators(url, '"one"', "Mon, 31 Oct 2016 08:00:00 GMT")
    again = download(url, allow_private=True, seen=first.validators)
    assert (again.data, again.validators) == (None, first.validators)
    assert site.asked[1][1]["If-Modified-Since"] == "Mon, 31 Oct 2016 08:00:00 GMT"
    site.put("/a", b"Troops left.", ETag='"two"')
    assert download(url, allow_private=True, seen=first.validators).data == b"Troops left."


def test_what_one_address_said_is_sent_to_no_other(site: Site) -> None:
    end = site.put("/end", b"Troops entered.", ETag='"one"')
    start = site.redirect("/start", "/end")
    first = download(start, allow_private=True)
    assert first.validators == Validators(end, '"one"')
    assert download(start, allow_private=True, seen=first.validators).data is None
    assert ["If-None-Match" in headers for _, headers in site.asked] == [False, False, False, True]
