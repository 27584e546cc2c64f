"""A feed gives its entries, with what it says of each; one that could do harm is refused, one that is cut is told of."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.errors import DatelineError, InputError
from dateline.intake.feeds import read_entries, read_feed
from dateline.intake.parts import ATOM, RSS, Part

ITEM = (
    "<item><title>Army takes Kalmir</title><link>https://c.example/1</link><guid>g1</guid><author>Jo Doe</author>"
    "<pubDate>Mon, 31 Oct 2016 23:30:00 +0300</pubDate>"
    "<description>&lt;p&gt;Troops entered &lt;b&gt;Kalmir&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;They left.&lt;/p&gt;</description></item>"
)


def rss(*items: str, head: str = '<?xml version="1.0"?>') -> bytes:
    return f'{head}<rss version="2.0"><channel><title>Coastal Press</title>{"".join(items)}</channel></rss>'.encode()


def atom(entry: str) -> bytes:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Coastal Press</title><entry>{entry}</entry></feed>'
    ).encode()


def only(data: bytes) -> Part:
    (found,) = read_feed(data, "feed.xml")
    assert isinstance(found, Part), found
    return found


def test_an_entry_of_rss_comes_with_all_that_the_feed_says() -> None:
    found = only(rss(ITEM))
    assert found.text == "Troops entered Kalmir.\n\nThey left."
    assert (found.id, found.title, found.url) == ("g1", "Army takes Kalmir", "https://c.example/1")
    assert (found.outlet, found.author, found.within) == ("Coastal Press", "Jo Doe", "entry 1")
    assert (found.published, found.published_from) == (date(2016, 10, 31), "feed")
    assert (found.media_type, found.raw) == (RSS, rss(ITEM))


def test_an_entry_of_atom_does_too() -> None:
    found = only(
        atom(
            '<title type="html">Army &amp;amp; navy</title><link href="https://c.example/1"/><id>tag:1</id>'
            "<published>2016-10-31T23:30:00-05:00</published><updated>2017-01-01T00:00:00Z</updated>"
            '<summary>Short.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Troops '
            "entered <b>Kalmir</b>.</p></div></content><source><title>Harbour News</title></source>"
        )
    )
    assert (found.text, found.title, found.id) == ("Troops entered Kalmir.", "Army & navy", "tag:1")
    assert (found.published, found.outlet, found.media_type) == (date(2016, 10, 31), "Harbour News", ATOM)


def test_a_feed_of_rdf_does_too() -> None:
    found = only(
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Coastal Press</title></channel><item>'
        b"<title>T</title><link>https://c.example/1</link><description>Troops entered.</description>"
        b"<dc:date>2016-10-31T08:00:00Z</dc:date></item></rdf:RDF>"
    )
    assert (found.text, found.published, found.id) == ("Troops entered.", date(2016, 10, 31), "https://c.example/1")


@pytest.mark.parametrize(
    ("entry", "day"),
    [
        ("<published>2016-10-31T00:10:00+14:00</published>", date(2016, 10, 31)),
        ("<updated>2016-10-31T00:10:00Z</updated>", date(2016, 10, 31)),
        ("<published>31/10/2016</published>", None),
        ("<published>soon</published>", None),
        ("<published>2999-01-01T00:00:00Z</published>", None),
        ("", None),
    ],
)
def test_the_day_is_as_the_feed_writes_it(entry: str, day: date | None) -> None:
    assert only(atom(f"<title>T</title><content>Troops entered.</content>{entry}")).published == day


def test_content_is_whole_and_a_summary_or_a_headline_is_not() -> None:
    content = (
        '<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">Troops entered.</content:encoded>'
    )
    whole, summed, headline = read_entries(
        rss(
            f"<item>{content}<description>Short.</description></item>",
            ITEM,
            "<item><title>Army takes it</title></item>",
        ),
        "x",
    )
    assert not any(isinstance(entry, DatelineError) for entry in (whole, summed, headline))
    assert [entry.whole for entry in (whole, summed, headline)] == [True, False, False]  # type: ignore[union-attr]
    assert whole.part.text == "Troops entered."  # type: ignore[union-attr]
    assert headline.part.text == "Army takes it"  # type: ignore[union-attr]
    assert headline.part.note == "entry 3 of x holds a headline alone"  # type: ignore[union-attr]


def test_an_entry_without_a_word_is_named_and_stops_no_other() -> None:
    first, second = read_feed(rss("<item><link>https://c.example/2</link></item>", ITEM), "feed.xml")
    assert str(first).startswith("cannot read entry 1 of feed.xml: it has neither content nor a title")
    assert isinstance(second, Part)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://127.0.0.1/x">%a;]>',
    ],
)
def test_a_feed_that_declares_entities_is_refused(doctype: str) -> None:
    with pytest.raises(InputError, match=r"cannot read x: this feed declares entities of its own"):
        list(read_feed(rss(ITEM.replace("Army", "&b;"), head=doctype), "x"))


def test_a_feed_that_nests_without_end_is_refused() -> None:
    with pytest.raises(InputError, match="more than 250 deep"):
        list(read_feed(rss("<a>" * 100_000), "x"))


def test_of_a_feed_that_is_cut_the_entries_before_the_cut_are_taken() -> None:
    data = rss(ITEM, ITEM.replace("g1", "g2"), ITEM.replace("g1", "g3"))
    *entries, error = read_feed(data[: data.rindex(b"They left")], "x")
    assert [entry.id for entry in entries if isinstance(entry, Part)] == ["g1", "g2"]
    assert "cannot read x to its end: it breaks off after entry 2" in str(error)


def test_a_feed_with_a_flaw_is_read_and_the_flaw_is_noted() -> None:
    found = only(rss(ITEM.replace("Army takes", "Army & navy take")))
    assert found.title == "Army & navy take Kalmir"
    assert str(found.note).startswith("feed.xml is not well-formed XML (line 1")


@pytest.mark.parametrize("data", [rss(), b"<rss", b"<feed></feed>"])
def test_a_feed_without_entries_says_so(data: bytes) -> None:
    (error,) = read_feed(data, "x")
    assert isinstance(error, InputError)
