"""In which form is it? Told by the first bytes; the name's ending decides only between forms that look alike."""

from __future__ import annotations

import codecs
import json
import re
import zlib
from enum import StrEnum
from typing import BinaryIO

from dateline.errors import InputError
from dateline.intake.wordfiles import is_docx

HEAD = 16_384  # bytes


class Form(StrEnum):
    """A form in which reports come."""

    TEXT = "text"
    PAGE = "web page"
    PDF = "PDF"
    WORD = "Word document"
    FEED = "feed"
    LINES = "JSON Lines"
    JSON = "JSON"
    ARCHIVE = "web archive"


_FEEDS = frozenset({"rss", "feed", "rdf"})
_PAGE_TAGS = frozenset(["html", "head", "body", "title", "meta"])
_TAG = re.compile(r"<([a-z][a-z0-9]*)\b", re.I)
# What may stand before the first element: declarations, comments, white space.
_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!doctype\s+(?P<root>[\w:]+)[^>\[]*(?:\[.*?\]\s*)?>)", re.I | re.S)
_ROOT = re.compile(r"<(?:(?P<space>[a-z][\w.-]*):)?(?P<name>[a-z][\w.-]*)", re.I)


def form_of(stream: BinaryIO, path: str, name: str, content_type: str = "") -> Form:
    """The form of what a stream holds, which is left at its beginning; `content_type` is what came with it over HTTP.

    Raises InputError for XML that is neither a feed nor a web page. What is no text at all passes for text here, and
    is refused with its cause where it is decoded.
    """
    head = stream.read(HEAD)
    stream.seek(0)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return Form.PDF
    if head.startswith(b"PK\x03\x04"):
        word = is_docx(stream)
        stream.seek(0)
        return Form.WORD if word else Form.TEXT
    if head.startswith(b"WARC/") or _unpacked(head).startswith(b"WARC/"):
        return Form.ARCHIVE
    text = _text(head)
    ending = path.lower()
    if ending.endswith((".jsonl", ".ndjson")):
        return Form.LINES
    start = text.lstrip()
    if start.startswith(("{", "[")):
        return _json(start, whole=len(head) < HEAD, named=ending.endswith(".json"))
    if start.startswith("<"):
        return _markup(start, ending.endswith((".html", ".htm", ".xhtml")) or "html" in content_type, name)
    return Form.PAGE if ending.endswith((".html", ".htm", ".xhtml")) and _TAG.search(text) else Form.TEXT


def _markup(start: str, named: bool, name: str) -> Form:
    declared, at = "", 0
    while match := _PROLOG.match(start, at):
        declared = (match["root"] or declared).lower()
        at = match.end()
    root = _ROOT.match(start, at)
    tag = root["name"].lower() if root else ""
    if tag in _FEEDS:
        return Form.FEED
    if named or declared == "html" or tag in _PAGE_TAGS:
        return Form.PAGE
    if start.startswith("<?xml") and tag:
        raise InputError(
            f"cannot read {name}: it is XML (<{tag[:40]}>), but neither a feed nor a web page; give the report's text"
        )
    # A text may begin with a tag of its own, "<strong>Kalmir</strong>"; closed ones show a piece of a page.
    return Form.PAGE if tag and f"</{tag}>" in start.lower() else Form.TEXT


def _json(start: str, whole: bool, named: bool) -> Form:
    """Lines where the first is an object, JSON where all of it is or its name says so; a text may begin so, too."""
    line, _, rest = start.partition("\n")
    if _holds(line, dict):
        return Form.LINES
    if named or (whole and _holds(start, (dict, list))):
        return Form.JSON
    # A line longer than what was looked at is judged by how it begins.
    return Form.LINES if not rest and not whole and re.match(r'\{\s*"\w+"\s*:', line) else Form.TEXT


def _holds(text: str, kind: type | tuple[type, ...]) -> bool:
    try:
        return isinstance(json.loads(text), kind)
    except (ValueError, RecursionError):
        return False


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 16) if head.startswith(b"\x1f\x8b") else b""
    except zlib.error:
        return b""


def _text(head: bytes) -> str:
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if head.startswith(mark):
            return head[len(mark) :].decode(codec, "replace")
    return head.decode("latin-1")
