"""A page gives its report: paragraphs without menus, and what the page says of itself; else the cause is named."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.errors import EncodingError, InputError
from dateline.intake.webpages import read_page, text_of

HEAD = (
    '<title>Army takes Kalmir - Coastal Press</title><meta property="og:title" content="Army takes Kalmir">'
    '<meta property="og:site_name" content="Coastal Press"><meta name="author" content="Jo Doe">'
    '<meta property="article:published_time" content="2016-10-31T23:30:00+03:00">'
)
BODY = (
    "<header><a href=/>Home</a></header><nav><ul><li><a href=/w>World</a></li></ul></nav><article>"
    "<h1>Army takes Kalmir</h1>"
    "<p>KALMIR - Troops entered the <b>port</b> of <a href=/k>Kalmir</a> on Monday, killing five fighters.</p>"
    "<p>Residents said that\n   two houses were hit.<br>A clinic burned.</p></article>"
    "<aside><a href=/x>Rebels shell Dabir, killing nine</a></aside><footer>All rights reserved.</footer>"
)


def page(head: str = "", body: str = BODY) -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_the_report_stands_in_paragraphs_without_what_is_around_it() -> None:
    found = read_page(page(HEAD), "x.html")
    assert found.text == (
        "Army takes Kalmir\n\nKALMIR - Troops entered the port of Kalmir on Monday, killing five fighters.\n\n"
        "Residents said that two houses were hit.\n\nA clinic burned."
    )
    assert (found.title, found.outlet, found.author) == ("Army takes Kalmir", "Coastal Press", "Jo Doe")
    assert (found.published, found.published_from) == (date(2016, 10, 31), "page metadata")
    assert found.note is None


def test_a_page_without_metadata_says_nothing_of_itself() -> None:
    found = read_page(page(body="<p>Troops entered Kalmir on 3 May 2014, the army said.</p>"), "x.html")
    assert (found.published, found.published_from, found.outlet, found.url) == (None, None, None, None)


def test_the_address_it_was_fetched_from_is_its_address() -> None:
    canonical = '<link rel="canonical" href="https://other.example/story">'
    assert read_page(page(canonical), "x").url == "https://other.example/story"
    assert read_page(page(canonical), "x", url="https://fetched.example/a").url == "https://fetched.example/a"
    assert read_page(page('<link rel="canonical" href="https://other.example/">'), "x").url is None


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("", "no report is found"),
        ("<nav><a href=/>Home</a><a href=/a>About</a></nav>", "no report is found"),
        ("<script>var troops = 'entered the town of Kalmir';</script>", "no report is found"),
        ("<table><tr><td>" * 100_000 + "Troops entered.", "nests elements more than 250 deep"),
        ("<p>Troops entered the town." * 100_001, "more than 100,000 elements"),
        ("<p>" + "Troops entered. " * 600_000, "more than 8,000,000 bytes"),
        ("<p>" + "Troops entered. " * 70_000, "longer than 1,000,000 characters"),
    ],
)
def test_what_holds_no_report_or_too_much_is_refused_with_the_cause(body: str, cause: str) -> None:
    with pytest.raises(InputError, match=rf"cannot read x\.html: .*{cause}"):
        read_page(page(body=body), "x.html")


def test_white_space_without_end_takes_no_time_without_end() -> None:
    body = f"<p>Troops{' ' * 2_000_000}entered the town.</p>" + "\n" * 2_000_000
    assert read_page(page(body=body), "x").text == "Troops entered the town."


TEXT = "<p>The army’s café in Mosul burned on Monday.</p>"


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (page(body=TEXT), None),
        (page('<meta charset="windows-1252">', "").replace(b"<body>", b"<body>" + TEXT.encode("cp1252")), None),
        (page("", "").replace(b"<body>", b"<body>" + TEXT.encode("cp1252")), "ISO-8859-1"),
        (page("", "").replace(b"<body>", b"<body>" + TEXT.encode("cp1252")), None),
        (b"\xff\xfe" + page(body=TEXT).decode().encode("utf-16-le"), "utf-8"),
        (b"\xef\xbb\xbf" + page('<meta charset="windows-1252">', TEXT), "windows-1252"),
        (page('<meta charset="windows-1251">', TEXT), "utf-8"),
        (page('<meta charset="no-such">', TEXT), None),
        (b'<?xml version="1.0" encoding="utf-8"?>' + page(body=TEXT), None),
    ],
)
def test_its_encoding_is_what_it_says_or_what_its_bytes_allow(data: bytes, charset: str | None) -> None:
    assert read_page(data, "x", charset).text == "The army’s café in Mosul burned on Monday."


def test_a_broken_character_is_shown_and_noted() -> None:
    found = read_page(page(body=TEXT * 9).replace("é".encode(), b"\xc3", 1), "x")
    assert "caf� in" in found.text
    assert found.note == "x has 1 broken characters, shown as �"


def test_lines_that_are_set_stand_in_paragraphs_too() -> None:
    body = "<pre>KALMIR, Oct 31 - Troops entered the port\nof Kalmir on <b>Monday</b>\nthe army said.\n \nThey left.\n</pre>"
    assert read_page(page(body=body), "x").text == (
        "KALMIR, Oct 31 - Troops entered the port of Kalmir on Monday the army said.\n\nThey left."
    )


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(EncodingError, match="NUL bytes"):
        read_page(page().decode().encode("utf-16-le"), "x")


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>Troops  entered\n<b>Kalmir</b>.</p><p>They left.</p>", "Troops entered Kalmir.\n\nThey left."),
        ("Troops entered.<br/><br/>They left.", "Troops entered.\n\nThey left."),
        ("<ul><li>One</li><li>Two</li></ul>Tail", "One\n\nTwo\n\nTail"),
        ("Troops <script>x</script>entered<style>y</style>.", "Troops entered."),
        ("5 &lt; 6 &amp; caf&eacute;", "5 < 6 & café"),
        ("Plain.", "Plain."),
        (" ", ""),
    ],
)
def test_a_piece_of_html_gives_its_text(fragment: str, text: str) -> None:
    assert text_of(fragment, "x") == text
