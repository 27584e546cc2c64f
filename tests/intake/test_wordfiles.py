"""A Word document gives its paragraphs and rows in their order; a damaged or swollen one is refused."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml

from dateline.errors import InputError
from dateline.intake.wordfiles import is_docx, read_docx

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def made(*paragraphs: str, title: str = "", xml: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if xml:
        document.element.body.insert(0, parse_xml(xml.replace(" ", f" {NAMESPACE} ", 1)))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(data: bytes, **changed: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name.replace("/", "_").replace(".xml", ""), old.read(name)))
    return out.getvalue()


def test_paragraphs_and_rows_come_in_their_order() -> None:
    document = docx.Document()
    document.add_heading("Army takes Kalmir")
    document.add_paragraph("Troops entered the port on Monday.\nThey left.")
    table = document.add_table(2, 2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("Town", "Killed", "Kalmir", "5"), strict=True
    ):
        cell.text = text
    document.add_paragraph("")
    document.add_paragraph("Residents returned.")
    out = io.BytesIO()
    document.save(out)
    found = read_docx(out.getvalue(), "x.docx")
    assert found.text == (
        "Army takes Kalmir\n\nTroops entered the port on Monday.\nThey left.\n\nTown | Killed\n\nKalmir | 5\n\n"
        "Residents returned."
    )
    assert found.published is None


def test_its_title_and_author_are_taken_and_those_of_the_template_are_not() -> None:
    assert read_docx(made("Troops entered.", title="Sitrep 4"), "x").title == "Sitrep 4"
    found = read_docx(made("Troops entered."), "x")
    assert (found.title, found.author) == (None, None)


def test_changes_that_are_tracked_count_as_made() -> None:
    xml = (
        '<w:p ><w:r><w:t xml:space="preserve">Troops </w:t></w:r><w:del w:id="1" w:author="a"><w:r><w:delText>left'
        '</w:delText></w:r></w:del><w:ins w:id="2" w:author="a"><w:r><w:t>entered</w:t></w:r></w:ins><w:moveFrom w:id="3" '
        'w:author="a"><w:r><w:t> never</w:t></w:r></w:moveFrom><w:hyperlink><w:r><w:t> Kalmir.</w:t></w:r></w:hyperlink></w:p>'
    )
    assert read_docx(made(xml=xml), "x").text == "Troops entered Kalmir."


def test_a_box_of_text_is_a_paragraph_of_its_own_and_a_table_in_a_cell_is_part_of_its_row() -> None:
    box = "<w:p ><w:r><w:t>Troops entered.</w:t></w:r><w:r><w:pict><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:pict></w:r></w:p>"
    assert read_docx(made(xml=box), "x").text == "In a box.\n\nTroops entered."
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>within</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    cell = "<w:tc><w:p><w:r><w:t>Kalmir</w:t></w:r></w:p></w:tc>"
    table = f"<w:tbl ><w:tr>{cell}<w:tc><w:p/>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    assert read_docx(made(xml=table), "x").text == "Kalmir | within"


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (made(), "holds no text"),
        (made("Troops entered.")[:20_000], "is damaged"),
        (repacked(made("Troops entered."), word_document=b"<w:document"), "is damaged"),
        (repacked(made("Troops entered."), word_document=b" " * 31_000_000), "unpacks to too much"),
        (repacked(made("Troops entered."), docProps_custom=b""), None),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, cause: str | None) -> None:
    if cause is None:
        assert read_docx(data, "x.docx").text == "Troops entered."
        return
    with pytest.raises(InputError, match=rf"cannot read x\.docx: this Word document {cause}"):
        read_docx(data, "x.docx")


def test_entities_are_not_expanded() -> None:
    data = made("Troops entered MARK.")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml")
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    spoiled = body.replace(b"MARK", b"&a;&b;").replace(b"<w:document", declared + b"<w:document", 1)
    try:
        text = read_docx(repacked(data, word_document=spoiled), "x").text
    except InputError:
        return
    assert "aaaa" not in text
    assert "root" not in text


def test_a_zip_of_something_else_is_no_word_document() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("report.txt", "Troops entered.")
    assert not is_docx(out)
    assert not is_docx(io.BytesIO(b"PK\x03\x04"))
    assert is_docx(io.BytesIO(made("x")))
