"""The form is told by what is in a file, and its name decides only where that leaves a doubt."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.intake.forms import Form, form_of

FEED = b'<?xml version="1.0"?>\n<!-- made by hand -->\n<rss version="2.0"><channel/></rss>'


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(name, "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "path", "form"),
    [
        (b"Troops entered the town.", "report", Form.TEXT),
        (b"Troops entered the town.", "report.html", Form.TEXT),
        (b"", "report.html", Form.TEXT),
        (b"%PDF-1.7\n", "report.txt", Form.PDF),
        (b"\r\n%PDF-1.7\n", "report.pdf", Form.PDF),
        (zipped("word/document.xml"), "report.txt", Form.WORD),
        (zipped("xl/workbook.xml"), "report.docx", Form.TEXT),
        (b"PK\x03\x04broken", "report.docx", Form.TEXT),
        (b"  <!DOCTYPE html><p>x", "report.txt", Form.PAGE),
        (b"\xef\xbb\xbf<HTML><body>", "report.txt", Form.PAGE),
        ("\ufeff<html><body>".encode("utf-16-le"), "report", Form.PAGE),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "x", Form.PAGE),
        (b"<!-- saved --><html>", "x", Form.PAGE),
        (b"<table><tr><td>x", "x.html", Form.PAGE),
        (b"<p>Troops entered.</p>", "x.txt", Form.PAGE),
        (b"<3 is what he wrote", "x.txt", Form.TEXT),
        (b"Said <b>the army</b>: no.", "x.htm", Form.PAGE),
        (b"Said <b>the army</b>: no.", "x.txt", Form.TEXT),
        (FEED, "x.txt", Form.FEED),
        (FEED.replace(b"rss", b"feed"), "x.html", Form.FEED),
        (b'<rdf:RDF xmlns:rdf="x">', "x", Form.FEED),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss/>', "x", Form.FEED),
        (b'{"text": "a"}\n{"text": "b"}', "x", Form.LINES),
        (b'{"text": "' + b"a" * 50_000, "x", Form.LINES),
        (b"not JSON", "x.jsonl", Form.LINES),
        (b'{\n"text": "a"}', "x", Form.JSON),
        (b'[{"text": "a"}]', "x", Form.JSON),
        (b'[{"text": "a"', "x.json", Form.JSON),
        (b"[Editor's note: cut] Troops entered.", "x", Form.TEXT),
        (b"WARC/1.0\r\n", "x", Form.ARCHIVE),
        (gzip.compress(b"WARC/1.1\r\nWARC-Type", mtime=0), "x.gz", Form.ARCHIVE),
        (gzip.compress(b"Troops entered", mtime=0), "x.txt.gz", Form.TEXT),
        (b"\x1f\x8b", "x.gz", Form.TEXT),
    ],
)
def test_the_form_is_told_by_what_is_in_it(data: bytes, path: str, form: Form) -> None:
    stream = io.BytesIO(data)
    assert form_of(stream, path, path) is form
    assert stream.tell() == 0


def test_other_xml_is_refused_by_its_name() -> None:
    with pytest.raises(InputError, match=r"it is XML \(<kml>\), but neither a feed nor a web page"):
        form_of(io.BytesIO(b'<?xml version="1.0"?><kml>'), "x", "x")


@given(st.binary(max_size=300))
def test_no_bytes_break_it(data: bytes) -> None:
    for path in ("x", "x.html"):
        try:
            form_of(io.BytesIO(data), path, path)
        except InputError as error:
            assert "it is XML" in str(error)  # noqa: PT017 - most bytes raise nothing
