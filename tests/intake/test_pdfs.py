"""A PDF gives its text in paragraphs; one that is cut, locked or scanned is refused with that cause."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from dateline.errors import InputError
from dateline.intake.pdfs import paragraphs, read_pdf
from dateline.intake.received import About, Received, receive

FIRST = (
    "KALMIR (Coastal Press) - Troops entered the port of Kalmir on Monday, killing five fighters and wounding at least "
    "a dozen others, the army said in a statement that was read out on state television on Tuesday evening."
)
SECOND = "Residents said that two houses were hit. A clinic burned down."


def made(*texts: str, title: str = "Army takes the port") -> bytes:
    styles = getSampleStyleSheet()
    out = io.BytesIO()
    parts = [PageBreak() if text == "\f" else Paragraph(text, styles["Normal"]) for text in texts]
    SimpleDocTemplate(out, title=title).build(parts)
    return out.getvalue()


def with_metadata(data: bytes, **fields: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.add_metadata({f"/{key}": value for key, value in fields.items()})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_lines_are_joined_to_paragraphs() -> None:
    found = read_pdf(made("Army takes Kalmir", FIRST, SECOND), "x.pdf")
    assert found.text == f"Army takes Kalmir\n\n{FIRST}\n\n{SECOND}"
    assert found.title == "Army takes the port"


def test_a_sentence_goes_on_over_the_end_of_a_page() -> None:
    found = read_pdf(made("Troops entered the port of Kalmir on", "\f", "monday, killing five."), "x.pdf")
    assert found.text == "Troops entered the port of Kalmir on monday, killing five."


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.995])
def test_one_that_is_cut_is_refused(share: float) -> None:
    data = made(FIRST, SECOND)
    with pytest.raises(InputError, match=r"cannot read x\.pdf: this PDF breaks off before its end"):
        read_pdf(data[: int(len(data) * share)], "x.pdf")


def test_what_a_server_adds_at_the_end_does_no_harm() -> None:
    assert read_pdf(made(FIRST) + b"\n<!-- sent in 3 ms -->\n" * 50, "x").text == FIRST


def test_a_damaged_table_of_contents_is_mended() -> None:
    data = made(FIRST)
    at = data.rindex(b"startxref")
    assert read_pdf(data[:at] + b"startxref\n7\n%%EOF\n", "x").text == FIRST


def test_garbage_between_is_refused_with_the_cause() -> None:
    data = b"%PDF-1.4\n" + b"\x00garbage" * 500 + b"\nstartxref\n9\n%%EOF\n"
    with pytest.raises(InputError, match="this PDF is damaged"):
        read_pdf(data, "x.pdf")


def test_a_scan_is_refused_with_that_cause() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(100, 100, 200, 200, fill=1)
    canvas.save()
    with pytest.raises(InputError, match="holds no text, only pictures, as a scan does"):
        read_pdf(out.getvalue(), "x.pdf")


def test_a_locked_one_is_refused_and_one_with_an_empty_password_is_read() -> None:
    for password, readable in (("", True), ("secret", False)):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made(FIRST))))
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        if readable:
            assert read_pdf(out.getvalue(), "x").text == FIRST
        else:
            with pytest.raises(InputError, match="locked by a password"):
                read_pdf(out.getvalue(), "x.pdf")


def test_the_day_it_was_made_is_taken_where_nothing_better_is_given(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(with_metadata(made(FIRST), CreationDate="D:20161031080000+03'00'"))
    (found,) = receive([str(path)])
    assert isinstance(found, Received)
    assert (found.published, found.published_from) == (date(2016, 10, 31), "PDF creation date")
    (found,) = receive([str(path)], About(date(2016, 11, 1)))
    assert isinstance(found, Received)
    assert (found.published, found.published_from) == (date(2016, 11, 1), "given")


@pytest.mark.parametrize(
    "fields",
    [
        {"CreationDate": "D:20161031080000", "Creator": "Mozilla Firefox"},
        {"CreationDate": "D:20161031080000", "Producer": "Skia/PDF m90"},
        {"CreationDate": "D:29991031080000"},
        {"CreationDate": "D:00000000000000"},
        {"CreationDate": "yesterday"},
    ],
)
def test_the_day_of_printing_or_of_nonsense_is_not(fields: dict[str, str]) -> None:
    assert read_pdf(with_metadata(made(FIRST), **fields), "x").published is None


@pytest.mark.parametrize("title", ["Microsoft Word - Sitrep 4.docx", "untitled", "report final.pdf", "SITREP", ""])
def test_a_title_that_a_program_made_is_none(title: str) -> None:
    assert read_pdf(made(FIRST, title=title), "x").title is None


def test_headers_footers_and_page_numbers_are_left_out() -> None:
    pages = [
        ["Situation report 4", f"Troops took village {number} on Monday.", "", f"Page {number} of 3"]
        for number in (1, 2, 3)
    ]
    assert paragraphs(pages) == [f"Troops took village {number} on Monday." for number in (1, 2, 3)]


def test_words_that_were_broken_are_joined_and_others_keep_their_hyphen() -> None:
    lines = ["The army-backed fighters en-", "tered the town with the army-", "backed mayor and the many non-"]
    lines += [
        "English press, as they did in Jan-",
        "uary 2015 and all of the winter of 2016-",
        "17, with so\u00ad",
        "me pride.",
    ]
    assert paragraphs([lines]) == [
        "The army-backed fighters entered the town with the army-backed mayor and the many non-English press, as "
        "they did in January 2015 and all of the winter of 2016-17, with some pride."
    ]


def test_items_of_a_list_are_paragraphs() -> None:
    lines = ["In the last week of the month these things happened:", "• Troops entered the town of Kalmir and its"]
    lines += ["port on Monday", "• They left", "2. Others came"]
    assert paragraphs([lines]) == [
        "In the last week of the month these things happened:",
        "• Troops entered the town of Kalmir and its port on Monday",
        "• They left",
        "2. Others came",
    ]


def test_no_page_holds_no_paragraph() -> None:
    assert paragraphs([]) == paragraphs([[]]) == paragraphs([["", " "], ["3"]]) == []


@given(st.lists(st.lists(st.text("ab .(•", max_size=12), max_size=8), max_size=2))
def test_no_word_is_lost_where_lines_are_joined(pages: list[list[str]]) -> None:
    words = " ".join(line for page in pages for line in page).split()
    assert " ".join(paragraphs(pages)).split() == words
