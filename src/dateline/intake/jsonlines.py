"""JSON Lines: a document a line, `{"id", "text", "published", "title", "outlet", "url"}`; `text` alone is required.

Lines are read one at a time and no line is held beyond its limit, so that a file of any size takes little memory.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, BinaryIO, Protocol

from dateline.errors import DateError, DatelineError, EncodingError, InputError
from dateline.intake.dates import parse_date
from dateline.intake.files import MAX_CHARACTERS, check_encodable, check_is_text
from dateline.intake.language import check_english

MAX_LINE = 12 * MAX_CHARACTERS + 100_000  # JSON may spell a character in twelve bytes; and the other fields


@dataclass(frozen=True, slots=True)
class Line:
    """The document of one line; `number` counts lines from 1. What the line does not give is None.

    `raw` are the bytes of the line without its end.
    """

    number: int
    text: str
    id: str | None = None
    published: date | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    raw: bytes = field(default=b"", compare=False, repr=False)


def read_lines(stream: _Lines, name: str, english: bool = True) -> Iterator[Line | DatelineError]:
    """The documents of a stream of JSON Lines in order, and for each line that holds none the error that says why.

    Blank lines are passed over. Members of other names are ignored. A whole number as `id` becomes a string. `name` is
    what messages call the stream. A text that is not English is an error, unless `english` is false.
    """
    number = 0
    while raw := stream.readline(MAX_LINE + 1):
        number += 1
        called = f"line {number} of {name}"
        try:
            if len(raw) > MAX_LINE:
                _skip_line(stream, raw)
                raise InputError(f"cannot read {called}: it is longer than {MAX_LINE:,} bytes; split its text")
            if number == 1 and raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                raise EncodingError(f"cannot read {called}: it is UTF-16; save the file as UTF-8")
            line = _decoded(raw, called)
            if line.strip():
                parsed = parse_line(line, number, called)
                if english:
                    check_english(parsed.text, called)
                yield replace(parsed, raw=raw.rstrip(b"\r\n"))
        except DatelineError as error:
            yield error


def parse_line(line: str, number: int, called: str) -> Line:
    """The document that a line of JSON gives, of whatever language; messages call the line by `called`.

    Raises InputError or one of its kinds, or DateError, with the cause.
    """
    try:
        given = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(
            f"cannot read {called}: it is not JSON ({error.msg} at column {error.colno}); mend the line"
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"cannot read {called}: a number is too long or the nesting too deep; mend the line"
        ) from error
    return parse_document(given, number, called)


def parse_document(given: object, number: int, called: str) -> Line:
    """The document that a JSON object gives, as `parse_line` does, and raises."""
    if not isinstance(given, dict) or "text" not in given:
        wrong = 'it has no "text"' if isinstance(given, dict) else "it is not a JSON object"
        raise InputError(f'cannot read {called}: {wrong}; write {{"id": …, "text": …}}')
    if not isinstance(given["text"], str):
        raise InputError(f'cannot read {called}: "text" is {_kind(given["text"])}; make it a string')
    if type(given.get("id")) is int:
        given["id"] = str(given["id"])
    fields = {key: _string(given, key, called) for key in ("id", "published", "title", "outlet", "url")}
    published = fields.pop("published")
    try:
        day = parse_date(published) if published else None
    except DateError as error:
        raise DateError(f"cannot read {called}: {error}") from error
    check_is_text(given["text"], called)
    return Line(number, given["text"], fields["id"], day, fields["title"], fields["outlet"], fields["url"])


class _Lines(Protocol):
    def readline(self, limit: int = -1, /) -> bytes: ...


class Resumed:
    """A stream of which the first line was read already; it is given again."""

    def __init__(self, first: bytes, stream: BinaryIO) -> None:
        self._first, self._stream = first, stream

    def readline(self, limit: int = -1) -> bytes:
        """The next line, of no more bytes than `limit`."""
        if self._first:
            line, self._first = self._first[:limit], self._first[limit:] if limit >= 0 else b""
            return line
        return self._stream.readline(limit)


def _decoded(raw: bytes, called: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"cannot read {called}: byte {error.start} of it is not UTF-8; save the file as UTF-8"
        ) from error


def _string(given: dict[str, Any], key: str, called: str) -> str | None:
    value = given.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise InputError(f'cannot read {called}: "{key}" is {_kind(value)}; make it a string')
    check_encodable(value, called)
    return value


def _kind(value: object) -> str:
    kinds = {dict: "an object", list: "a list", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number" if isinstance(value, int | float) else "a string")


def _skip_line(stream: _Lines, raw: bytes) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = stream.readline(1 << 20)
