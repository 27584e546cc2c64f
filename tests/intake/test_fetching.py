"""What is fetched comes in as a file does; of a feed that only sums up, the articles are fetched too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from tests.intake.server import Site, running

from dateline.errors import DatelineError, FetchError
from dateline.intake.fetching import Fetched, fetch_feed, fetch_url
from dateline.intake.received import About, Received


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as found:
        yield found


def page(text: str) -> bytes:
    return f"<html><head><title>A page</title></head><body><p>{text}</p></body></html>".encode()


def item(number: int, *, whole: bool = False) -> str:
    content = "<content:encoded>Troops entered Kalmir, the feed says in full.</content:encoded>" if whole else ""
    return (
        f"<item><title>Title {number}</title><link>/{number}</link><guid>g{number}</guid>"
        f"<pubDate>31 Oct 2016</pubDate><description>Summary {number}.</description>{content}</item>"
    )


def feed(*items: str) -> bytes:
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Coastal Press</title>{''.join(items)}</channel></rss>"
    ).encode()


def documents(found: list[Fetched | DatelineError]) -> list[Received]:
    given = [document for one in found if isinstance(one, Fetched) for document in one.documents]
    return [document for document in given if isinstance(document, Received)]


def test_a_page_comes_in_with_its_address(site: Site) -> None:
    url = site.put("/a", page("Troops entered the port of Kalmir on Monday."), Content_Type="text/html", ETag='"1"')
    fetched = fetch_url(url, about=About(date(2016, 10, 31), None, "Coastal Press"), allow_private=True)
    (document,) = fetched.documents
    assert isinstance(document, Received)
    assert document.text == "Troops entered the port of Kalmir on Monday."
    assert (document.url, document.origin, document.name) == (url, url, url)
    assert (document.outlet, document.published, document.published_from) == (
        "Coastal Press",
        date(2016, 10, 31),
        "given",
    )
    again = fetch_url(url, allow_private=True, seen=fetched.validators)
    assert again == Fetched(url, (), fetched.validators, unchanged=True)


def test_its_encoding_may_come_over_http(site: Site) -> None:
    body = page("The army’s café in Mosul burned on Monday.").decode().encode("cp1252")
    url = site.put("/a", body, Content_Type='text/html; charset="ISO-8859-1"')
    (document,) = fetch_url(url, allow_private=True).documents
    assert getattr(document, "text", document) == "The army’s café in Mosul burned on Monday."


def test_whatever_a_file_can_hold_can_be_fetched(site: Site) -> None:
    (text,) = fetch_url(site.put("/a", b"Troops entered."), allow_private=True).documents
    assert getattr(text, "media_type", text) == "text/plain"
    entries = fetch_url(site.put("/b", feed(item(1), item(2))), allow_private=True).documents
    assert [getattr(entry, "id", entry) for entry in entries] == ["g1", "g2"]


def test_what_cannot_be_taken_is_told_among_the_documents(site: Site) -> None:
    (error,) = fetch_url(site.put("/a", b"\x89PNG\r\n"), allow_private=True).documents
    assert "it is an image (PNG)" in str(error)


def test_a_private_address_is_refused(site: Site) -> None:
    with pytest.raises(FetchError, match="private network"):
        fetch_url(site.put("/a", page("Troops entered the port.")))
    (error,) = fetch_feed(site.put("/feed", feed(item(1))))
    assert isinstance(error, FetchError)
    assert site.asked == []


def test_the_articles_that_a_feed_sums_up_are_fetched(site: Site) -> None:
    site.put("/1", page("Troops entered the port of Kalmir, the page says."))
    first, *rest = fetch_feed(site.put("/feed", feed(item(1), item(2, whole=True))), allow_private=True)
    (whole,) = documents([first])
    assert (whole.id, whole.text) == ("g2", "Troops entered Kalmir, the feed says in full.")
    (article,) = documents(rest)
    assert article.text == "Troops entered the port of Kalmir, the page says."
    assert (article.id, article.title, article.outlet) == ("g1", "Title 1", "Coastal Press")
    assert (article.published, article.published_from) == (date(2016, 10, 31), "feed")
    assert (article.url, article.media_type) == (f"{site.address}/1", "text/html")


def test_where_an_article_cannot_be_taken_the_summary_is(site: Site) -> None:
    site.put("/1", b"\x89PNG\r\n")
    found = documents(list(fetch_feed(site.put("/feed", feed(item(1), item(2))), allow_private=True)))
    assert [document.text for document in found] == ["Summary 1.", "Summary 2."]
    assert "its page was not taken: cannot read" in str(found[0].note)
    assert "the server answered 404" in str(found[1].note)


def test_a_feed_alone_is_enough_where_that_is_asked(site: Site) -> None:
    found = list(fetch_feed(site.put("/feed", feed(item(1))), allow_private=True, articles=False))
    assert [document.text for document in documents(found)] == ["Summary 1."]
    assert [path for path, _ in site.asked] == ["/feed"]


def test_what_has_not_changed_is_not_given_again(site: Site) -> None:
    url = site.put("/feed", feed(item(1)), ETag='"1"')
    site.put("/1", page("Troops entered the port of Kalmir."), ETag='"2"')
    first = [one for one in fetch_feed(url, allow_private=True) if isinstance(one, Fetched)]
    seen = {one.url: one.validators for one in first if one.validators}
    assert len(seen) == 2
    (again,) = fetch_feed(url, allow_private=True, seen=seen)
    assert isinstance(again, Fetched)
    assert again.unchanged
    site.put("/feed", feed(item(1), item(2)), ETag='"3"')
    _, old, _ = fetch_feed(url, allow_private=True, seen=seen)
    assert isinstance(old, Fetched)
    assert old.unchanged


def test_a_page_where_a_feed_should_be_is_an_error(site: Site) -> None:
    (error,) = fetch_feed(site.put("/feed", page("Troops entered the port.")), allow_private=True)
    assert isinstance(error, DatelineError)
