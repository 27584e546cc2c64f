"""What does a web archive (WARC) hold? The pages, texts and PDFs that were fetched well, one record at a time."""

from __future__ import annotations

import contextlib
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from dateline.errors import DatelineError, InputError

MAX_RECORD = 30_000_000  # bytes of a payload
# fmt: off
_TAKEN = frozenset({
    "text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/rss+xml",
    "application/atom+xml", "text/xml", "application/xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
})
# fmt: on
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Record:
    """The payload of a record: `number` counts all records of the archive from 1, `url` is where it was fetched."""

    number: int
    data: bytes
    url: str | None
    content_type: str


def read_records(stream: BinaryIO, name: str, advance: Callable[[int], None]) -> Iterator[Record | DatelineError]:
    """The records that can hold a report, and the error where the archive breaks off; those before it are given.

    Passed over are requests, what was answered with another status than 200, and pictures, scripts and the like. A
    payload is decoded as HTTP's headers say. `advance` is told how many bytes of the archive are read.
    """
    from warcio.archiveiterator import ArchiveIterator

    number = start = end = 0
    records = ArchiveIterator(stream)
    while True:
        try:
            # warcio writes what it finds odd to standard error, which is not its own here.
            with contextlib.redirect_stderr(io.StringIO()):
                record = next(records, None)
            if record is None:
                if records.err_count:
                    raise ValueError("a record is longer than it says")
                if not _ends_whole(stream, start, end):
                    raise EOFError
                return
            if not record.rec_headers.get_header("Content-Length"):
                raise EOFError
            number += 1
            found = _record(record, number, name)
            _drain(record.raw_stream)
            if record.raw_stream.limit > 0:
                number -= 1
                raise EOFError
            with contextlib.redirect_stderr(io.StringIO()):
                start = records.get_record_offset()
                end = start + records.get_record_length()
        except DatelineError as error:
            yield error
            continue
        except Exception as error:  # what warcio raises at a cut depends on where the cut falls
            yield _cut(name, number, error)
            return
        if found:
            yield found
        advance(stream.tell())


def _record(record: Any, number: int, name: str) -> Record | None:
    if record.rec_type == "response" and record.http_headers is not None:
        if record.http_headers.get_statuscode() != "200":
            return None
        content_type = record.http_headers.get_header("Content-Type") or ""
    elif record.rec_type in ("resource", "conversion"):
        content_type = record.rec_headers.get_header("Content-Type") or ""
    else:
        return None
    if content_type and content_type.split(";")[0].strip().lower() not in _TAKEN:
        return None
    data = record.content_stream().read(MAX_RECORD + 1)
    if len(data) > MAX_RECORD:
        _drain(record.raw_stream)
        raise InputError(f"cannot read record {number} of {name}: it is longer than {MAX_RECORD:,} bytes; split it")
    return Record(number, data, record.rec_headers.get_header("WARC-Target-URI"), content_type) if data else None


def _drain(stream: Any) -> None:
    while stream.read(_BLOCK):
        pass


def _ends_whole(stream: BinaryIO, start: int, end: int) -> bool:
    """Whether the last record, which stands between these, ends as it should, and nothing but blank lines follows it."""
    stream.seek(start)
    if stream.read(2) != b"\x1f\x8b":
        stream.seek(end)
        return not stream.read(_BLOCK).strip()
    unpacking = zlib.decompressobj(wbits=31)
    stream.seek(start)
    while block := stream.read(_BLOCK):
        while block:
            unpacking.decompress(block, _BLOCK)
            block = unpacking.unconsumed_tail
        if unpacking.eof:
            return not unpacking.unused_data and not stream.read(1)
    return False


def _cut(name: str, whole: int, error: BaseException | None) -> InputError:
    cause = f" ({' '.join(str(error).split())[:80]})" if isinstance(error, ValueError) else ""
    return InputError(
        f"cannot read {name} to its end: this web archive breaks off after record {whole}{cause}; "
        "the records before are taken, get the rest anew"
    )
