"""What does a file hold? Each form is read by its own module, up to a limit of its own."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from dateline.errors import DatelineError, InputError
from dateline.intake import archives, feeds, pdfs, webpages, wordfiles
from dateline.intake.decode import decode
from dateline.intake.files import MAX_BYTES, check_is_text, too_long
from dateline.intake.folders import Found, refused
from dateline.intake.forms import Form, form_of
from dateline.intake.jsonlines import MAX_LINE, Line, Resumed, parse_document, parse_line, read_lines
from dateline.intake.parts import JSON_LINES, TEXT, Part

_LIMITS = {
    Form.TEXT: MAX_BYTES,
    Form.PAGE: webpages.MAX_PAGE,
    Form.PDF: pdfs.MAX_PDF,
    Form.WORD: wordfiles.MAX_DOCX,
    Form.FEED: feeds.MAX_FEED,
    Form.JSON: 50_000_000,
}
_MAX_STREAM = max(_LIMITS.values())


def parts_of(found: Found, advance: Callable[[int], None]) -> Iterator[Part | DatelineError]:
    """The documents of a file in order, and for each that cannot be taken the error that says why.

    `advance` is told how many bytes of the file stand before the document that is given next.
    """
    try:
        with _opened(found) as stream:
            if found.stream:
                first = stream.readline(MAX_LINE + 1)
                if first and form_of(BytesIO(first), found.path, found.name) is Form.LINES:
                    yield from _lines(Resumed(first, stream), found.name, lambda: None)
                    return
                stream = BytesIO(first + stream.read(_MAX_STREAM + 1 - len(first)))
            yield from parts_in(stream, found, advance)
    except DatelineError as error:
        yield error
    except (OSError, ValueError) as error:
        yield refused(found, error)


def parts_in(
    stream: BinaryIO, found: Found, advance: Callable[[int], None], content_type: str = "", url: str | None = None
) -> Iterator[Part | DatelineError]:
    """The documents of a stream that can be wound back, as `parts_of` gives them.

    `content_type` and `url` are what came with it over HTTP. Raises InputError or one of its kinds, or OSError.
    """
    name = found.name
    form = form_of(stream, found.path, name, content_type)
    if form is Form.LINES:
        yield from _lines(stream, name, lambda: advance(stream.tell()))
        return
    if form is Form.ARCHIVE:
        yield from _records(stream, found, advance)
        return
    limit = _LIMITS[form]
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    if size > limit:
        raise too_long(name) if form is Form.TEXT else _too_large(name, form)
    try:
        yield from _whole(stream.read(limit), form, name, content_type, url)
    except (DatelineError, OSError):
        raise
    except Exception as error:  # what the libraries for these forms raise at what is damaged on purpose is boundless
        cause = " ".join(f"{type(error).__name__}: {error}".split())[:100]
        raise InputError(f"cannot read {name}: this {form} is damaged ({cause}); get the file anew") from error


def _whole(data: bytes, form: Form, name: str, content_type: str, url: str | None) -> Iterator[Part | DatelineError]:
    match form:
        case Form.PAGE:
            charset = content_type.lower().partition("charset=")[2].split(";")[0].strip("\"' ") or None
            yield webpages.read_page(data, name, charset, url)
        case Form.PDF:
            yield replace(pdfs.read_pdf(data, name), url=url)
        case Form.WORD:
            yield replace(wordfiles.read_docx(data, name), url=url)
        case Form.FEED:
            yield from feeds.read_feed(data, name)
        case Form.JSON:
            yield from _json(data, name)
        case _:
            if not data:
                raise InputError(f"cannot read {name}: it is empty; give the text of a report")
            decoded = decode(data, name)
            check_is_text(decoded.text, name)
            yield Part(decoded.text, data, TEXT, url=url, note=decoded.note)


def _lines(stream: BinaryIO | Resumed, name: str, advance: Callable[[], None]) -> Iterator[Part | DatelineError]:
    for line in read_lines(stream, name, english=False):
        yield line if isinstance(line, DatelineError) else _of_line(line, f"line {line.number}")
        advance()


def _json(data: bytes, name: str) -> Iterator[Part | DatelineError]:
    """The document of a JSON object, or those of a list of them."""
    text = decode(data, name).text
    if not text.lstrip().startswith("["):
        yield replace(_of_line(parse_line(text, 1, name), ""), raw=data)
        return
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"cannot read {name}: it is not JSON ({error}); mend it") from error
    for number, document in enumerate(given, 1):
        called = f"document {number}"
        try:
            raw = json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")
            yield replace(_of_line(parse_document(document, number, f"{called} of {name}"), called), raw=raw)
        except DatelineError as error:
            yield error


def _of_line(line: Line, within: str) -> Part:
    return Part(
        text=line.text,
        raw=line.raw,
        media_type=JSON_LINES,
        within=within,
        id=line.id,
        title=line.title,
        outlet=line.outlet,
        url=line.url,
        published=line.published,
        published_from="given",
    )


def _records(stream: BinaryIO, found: Found, advance: Callable[[int], None]) -> Iterator[Part | DatelineError]:
    for record in archives.read_records(stream, found.name, advance):
        if isinstance(record, DatelineError):
            yield record
            continue
        within = f"record {record.number}"
        inner = replace(found, path=record.url or "", name=f"{within} of {found.name}")
        try:
            for part in parts_in(BytesIO(record.data), inner, lambda _: None, record.content_type, record.url):
                if isinstance(part, DatelineError):
                    yield part
                else:
                    yield replace(part, within=f"{part.within} of {within}" if part.within else within)
        except DatelineError as error:
            yield error


def _too_large(name: str, form: Form) -> InputError:
    return InputError(f"cannot read {name}: this {form} is larger than {_LIMITS[form]:,} bytes; split it")


@contextmanager
def _opened(found: Found) -> Iterator[BinaryIO]:
    if found.path == "-":
        if sys.stdin is None:
            raise InputError("cannot read standard input: it is closed; name a file")
        yield sys.stdin.buffer
        return
    # What was a file a moment ago may have become a pipe, and to open one without a writer would wait for ever.
    flags = os.O_RDONLY | (0 if found.stream else getattr(os, "O_NONBLOCK", 0)) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(found.path, flags), "rb") as stream:
        if not found.stream and not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise InputError(f"cannot read {found.name}: it is no file any more; name a file")
        yield stream
