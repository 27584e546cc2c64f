"""Bytes become the text they hold, or a refusal that says why."""

from __future__ import annotations

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import EncodingError, InputError
from dateline.intake.decode import decode

REPORT = "“Rebels” shelled the café in Tal Afar – the army’s officers said on Monday. Señor Muñoz counted 12 dead… "


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings_are_told(codec: str) -> None:
    decoded = decode(REPORT.encode(codec), "x")
    assert decoded.text == REPORT
    assert decoded.note is None


@pytest.mark.parametrize(("mark", "codec"), [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_BE, "utf-32-be")])
def test_big_endian_marks_are_known(mark: bytes, codec: str) -> None:
    assert decode(mark + REPORT.encode(codec), "x").text == REPORT


@pytest.mark.parametrize("times", [1, 30])
@pytest.mark.parametrize(("codec", "spelled"), [("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman")])
def test_old_encodings_are_told_with_a_note(codec: str, spelled: str, times: int) -> None:
    decoded = decode((REPORT * times).encode(codec), "old.txt")
    assert decoded.text == REPORT * times
    assert decoded.note == f"old.txt is not UTF-8; it was read as {spelled}"


def test_what_several_code_pages_read_alike_is_windows_1252() -> None:
    assert decode(b"The army\x92s caf\xe9 burned.", "x").encoding == "cp1252"


def test_an_encoding_that_cannot_be_told_is_refused() -> None:
    with pytest.raises(EncodingError, match=r"x: it is not UTF-8 \(line 2, byte 14\)"):
        decode("Report\nThe caf\u00e9 of Se\u00f1or Mu\u00f1oz burned".encode("cp437"), "x")


@pytest.mark.parametrize("cut", [1, 2])
def test_utf8_cut_within_a_character_is_not_taken_for_an_old_encoding(cut: int) -> None:
    with pytest.raises(EncodingError, match="UTF-8 with a broken character in line 1"):
        decode("The army’s men shot — at us…".encode()[:-cut], "x")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n...", "a PDF"),
        (b"PK\x03\x04abc", "a zip archive"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"GIF89a", "GIF"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"{\\rtf1", "RTF"),
        (b"text with \x00 in it", "NUL"),
        (b"\x01\x02\x03\x04\x05\x06\x07", "control characters"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=f"cannot read f: .*{what}"):
        decode(data, "f")


def test_a_broken_utf16_is_refused() -> None:
    with pytest.raises(EncodingError, match="UTF-16"):
        decode(codecs.BOM_UTF16_LE + b"a\x00b", "x")


def test_a_web_page_is_read_with_a_warning() -> None:
    note = decode(b"<!DOCTYPE html><p>Troops entered.</p>", "page.html").note
    assert note is not None
    assert "web page" in note


def test_line_ends_are_kept() -> None:
    assert decode(b"a\r\nb\rc\n", "x").text == "a\r\nb\rc\n"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_utf8_comes_back_as_it_was(text: str) -> None:
    # A mark at the head is no part of the text; RTF and the like are named by their first characters.
    plain = text.lstrip("\ufeff")
    if not plain.startswith(("{\\rtf", "%PDF-", "GIF8", "BZh")):
        assert decode(plain.encode(), "x").text == plain


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_an_input_error(data: bytes) -> None:
    with contextlib.suppress(InputError):
        decode(data, "x").text.encode()
