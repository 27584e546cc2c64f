"""What does a file hold? Its form is told by its first bytes, and each form is read by its own module, up to a limit."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import BinaryIO

from dateline.errors import DatelineError, InputError
from dateline.intake.decode import decode
from dateline.intake.files import MAX_BYTES, check_is_text, too_long
from dateline.intake.folders import Found, refused
from dateline.intake.jsonlines import read_lines
from dateline.intake.parts import JSON_LINES, TEXT, Part

_HEAD = 4096


def parts_of(found: Found, advance: Callable[[int], None]) -> Iterator[Part | DatelineError]:
    """The documents of a file in order, and for each that cannot be taken the error that says why.

    `advance` is told how many bytes of the file stand before the document that is given next.
    """
    try:
        with _opened(found) as stream:
            yield from _parts(stream, found, advance)
    except DatelineError as error:
        yield error
    except (OSError, ValueError) as error:
        yield refused(found, error)


def _parts(stream: BinaryIO, found: Found, advance: Callable[[int], None]) -> Iterator[Part | DatelineError]:
    if found.path.lower().endswith((".jsonl", ".ndjson")):
        yield from _lines(stream, found, advance)
        return
    if found.size > MAX_BYTES:
        raise too_long(found.name)
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise too_long(found.name)
    decoded = decode(data, found.name)
    check_is_text(decoded.text, found.name)
    yield Part(decoded.text, data, TEXT, note=decoded.note)


def _lines(stream: BinaryIO, found: Found, advance: Callable[[int], None]) -> Iterator[Part | DatelineError]:
    for line in read_lines(stream, found.name, english=False):
        if isinstance(line, DatelineError):
            yield line
            continue
        yield Part(
            text=line.text,
            raw=line.raw,
            media_type=JSON_LINES,
            within=f"line {line.number}",
            id=line.id,
            title=line.title,
            outlet=line.outlet,
            url=line.url,
            published=line.published,
            published_from="given",
        )
        if not found.stream:
            advance(stream.tell())


def _opened(found: Found) -> BinaryIO:
    if found.path == "-":
        if sys.stdin is None:
            raise InputError("cannot read standard input: it is closed; name a file")
        return os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    if found.stream:
        return open(found.path, "rb")
    # What was a file a moment ago may have become a pipe, and to open one without a writer would wait for ever.
    descriptor = os.open(found.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    stream = os.fdopen(descriptor, "rb")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        stream.close()
        return BytesIO()
    return stream
