"""Bytes to text: the encoding is told by its mark or by what the bytes allow, and never guessed at random.

Line ends are kept as they are, so that offsets count the characters of the file; a byte order mark is no part of
the text.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dateline.errors import EncodingError, InputError

# What a file of another kind begins with, and what to do about it.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "save its text first, for example with pdftotext"),
    (b"{\\rtf", "an RTF document", "save it as plain text first"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an older Office program", "save it as plain text first"),
    (b"PK\x03\x04", "a zip archive or an Office document", "unpack it or save it as plain text first"),
    (b"PK\x05\x06", "an empty zip archive", "give a text file"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh91AY&SY", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
    (b"\x89PNG\r\n", "an image (PNG)", "give the text of the report"),
    (b"\xff\xd8\xff", "an image (JPEG)", "give the text of the report"),
    (b"GIF8", "an image (GIF)", "give the text of the report"),
    (b"II*\x00", "an image (TIFF)", "give the text of the report"),
    (b"MM\x00*", "an image (TIFF)", "give the text of the report"),
    (b"SQLite format 3\x00", "a SQLite database", "give a text file"),
    (b"\x7fELF", "a program", "give a text file"),
)
# The longer marks stand first: that of UTF-16 is the beginning of that of UTF-32.
_BYTE_ORDER_MARKS: tuple[tuple[bytes, str, str], ...] = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
# The one-byte encodings in which reports written in Europe, on old Macs and in Cyrillic reach a desk.
_LEGACY = ("cp1252", "cp1250", "cp1251", "cp1254", "iso8859_15", "mac_roman", "koi8_r")
_MOST_CHAOS = 0.1
# Signs of a wrong guess: a capital after a small letter ("cafŽ"), a low quote after a letter, a sign no report uses.
_IMPLAUSIBLE = re.compile(
    r"(?:(?<=[a-z])[À-ÖØ-ÞŒŠŽŸ](?![A-Z])|(?<=\w)[‚„]|[^\w\s!-~“”‘’‚„–—…•·€£¥§°©®™«»‹›†‡¿¡½¼¾²³¹ªº\u00ad´¨¸№])"
)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROL = 0.05


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding that its bytes were in; `note` tells a person what was assumed, where anything was."""

    text: str
    encoding: str
    note: str | None = None


def decode(data: bytes, name: str) -> Decoded:
    """The text that the bytes hold, without a byte order mark and otherwise as it is.

    A byte order mark decides; without one, UTF-8 is tried, then the old one-byte encodings. `name` is what messages
    call the bytes. Raises InputError for what is no text, EncodingError for text whose encoding cannot be told.
    """
    for magic, what, remedy in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"cannot read {name}: it is {what}, not text; {remedy}")
    for mark, codec, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return Decoded(_decode_marked(data[len(mark) :], codec, encoding, name), encoding)
    if b"\x00" in data:
        raise EncodingError(
            f"cannot read {name}: it holds NUL bytes, so it is no text, or UTF-16 without a byte order mark; "
            "save it as UTF-8 text"
        )
    if len(_CONTROL.findall(data)) > _MOST_CONTROL * len(data):
        raise InputError(f"cannot read {name}: it is full of control characters, not text; give a text file")
    try:
        return Decoded(data.decode("utf-8"), "UTF-8", _note_on_html(data, name))
    except UnicodeDecodeError as error:
        return _decode_legacy(data, error, name)


def _note_on_html(data: bytes, name: str) -> str | None:
    if data[:1000].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return f"{name} is a web page; its tags are read as if they were text, so save the report's text alone"
    return None


def _decode_marked(data: bytes, codec: str, encoding: str, name: str) -> str:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"cannot read {name}: it is marked as {encoding} but breaks off or errs at byte {error.start}; "
            "save it as UTF-8 text"
        ) from error
    if "\x00" in text:
        raise EncodingError(f"cannot read {name}: it holds NUL characters, so it is no text; save it as UTF-8 text")
    return text


def _decode_legacy(data: bytes, error: UnicodeDecodeError, name: str) -> Decoded:
    line = data.count(b"\n", 0, error.start) + 1
    if _is_damaged_utf8(data):
        raise EncodingError(
            f"cannot read {name}: it is UTF-8 with a broken character in line {line} (byte {error.start}); "
            "mend that character, or get the file anew"
        )
    import charset_normalizer  # here, for it is slow to load and seldom needed

    matches = charset_normalizer.from_bytes(data, cp_isolation=list(_LEGACY), preemptive_behaviour=False)
    # Code pages that give the same characters come as one match; their order of preference is that of _LEGACY.
    for codec in _LEGACY:
        for match in matches:
            if codec in match.could_be_from_charset and match.chaos <= _MOST_CHAOS:
                text = str(match)
                if not _IMPLAUSIBLE.search(text):
                    return Decoded(text, codec, f"{name} is not UTF-8; it was read as {_spelled(codec)}")
    raise EncodingError(
        f"cannot read {name}: it is not UTF-8 (line {line}, byte {error.start}) and its encoding cannot be told; "
        "save it as UTF-8 text"
    )


def _is_damaged_utf8(data: bytes) -> bool:
    """Are most of the non-ASCII characters good UTF-8? In text of another encoding few are, and by chance."""
    text = data.decode("utf-8", "surrogateescape")
    broken = sum("\ud800" <= char <= "\udfff" for char in text)
    good = sum(char > "\x7f" for char in text) - broken
    # A character cut at the very end leaves up to three broken bytes.
    return good > 0 and good >= broken - 3


def _spelled(codec: str) -> str:
    names = {"mac_roman": "Mac Roman", "iso8859_15": "ISO 8859-15", "koi8_r": "KOI8-R"}
    return names.get(codec, codec.replace("cp", "Windows-"))
