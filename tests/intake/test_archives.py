"""A web archive gives what was fetched well; where it is cut, what stands before is taken and the cut is told."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline.errors import DatelineError, InputError
from dateline.intake import archives
from dateline.intake.archives import Record, read_records
from dateline.intake.received import Received, receive

PAGE = b"<html><body><p>Troops entered the port of Kalmir on Monday, the army said.</p></body></html>"


def made(*answers: tuple[str, str, bytes], packed: bool = True, kind: str = "response") -> bytes:
    """An archive of answers, each a status, a content type and a body, after a record that describes the archive."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "a test"}))
    for number, (status, content_type, body) in enumerate(answers):
        headers = [("Content-Type", content_type)]
        if body.startswith(b"\x1f\x8b"):
            headers.append(("Content-Encoding", "gzip"))
        http = StatusAndHeaders(status, headers, protocol="HTTP/1.1") if kind == "response" else None
        writer.write_record(
            writer.create_warc_record(
                f"https://c.example/{number}",
                kind,
                payload=io.BytesIO(body),
                http_headers=http,
                warc_content_type="" if http else content_type,
            )
        )
    return out.getvalue()


def read(data: bytes) -> list[Record | DatelineError]:
    return list(read_records(io.BytesIO(data), "x", lambda _: None))


@pytest.mark.parametrize("packed", [True, False])
def test_what_was_fetched_well_and_can_hold_a_report_is_taken(packed: bool) -> None:
    data = made(
        ("200 OK", "text/html; charset=utf-8", PAGE),
        ("404 Not Found", "text/html", PAGE),
        ("200 OK", "image/png", b"\x89PNG"),
        ("200 OK", "text/plain", b"Troops entered."),
        ("200 OK", "text/html", b""),
        ("200 OK", "text/html", gzip.compress(PAGE)),
        packed=packed,
    )
    assert read(data) == [
        Record(2, PAGE, "https://c.example/0", "text/html; charset=utf-8"),
        Record(5, b"Troops entered.", "https://c.example/3", "text/plain"),
        Record(7, PAGE, "https://c.example/5", "text/html"),
    ]


def test_resources_are_taken_and_requests_are_not() -> None:
    assert [
        record.data for record in read(made(("", "text/html", PAGE), kind="resource")) if isinstance(record, Record)
    ] == [PAGE]
    assert read(made(("", "text/html", PAGE), kind="metadata")) == []


@pytest.mark.parametrize("packed", [True, False])
def test_wherever_it_is_cut_what_stands_before_is_taken_and_the_cut_is_told(packed: bool) -> None:
    data = made(*(("200 OK", "text/html", PAGE) for _ in range(3)), packed=packed)
    whole = [record.number for record in read(data) if isinstance(record, Record)]
    assert whole == [2, 3, 4]
    silent = []
    for cut in range(20, len(data)):
        found = read(data[:cut])
        taken = [record.number for record in found if isinstance(record, Record)]
        assert taken == whole[: len(taken)]
        assert all(record.data == PAGE for record in found if isinstance(record, Record))
        if not any(isinstance(one, InputError) for one in found):
            silent.append(cut)
    # Between two records, and within the blank lines after one, nothing is missing that could be told.
    assert len(silent) <= 4 * 5 + 4


def test_a_bit_that_flipped_stops_it_there() -> None:
    data = bytearray(made(*(("200 OK", "text/html", PAGE) for _ in range(3))))
    data[len(data) * 2 // 3] ^= 0xFF
    *records, error = read(bytes(data))
    assert len(records) < 3
    assert "breaks off after record" in str(error)


def test_a_record_beyond_the_limit_is_named_and_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_RECORD", 1_000)
    bomb = gzip.compress(b"a" * 100_000)
    first, second, third = read(
        made(("200 OK", "text/html", b"a" * 2_000), ("200 OK", "text/html", bomb), ("200 OK", "text/html", PAGE))
    )
    assert str(first) == "cannot read record 2 of x: it is longer than 1,000 bytes; split it"
    assert "record 3 of x: it is longer" in str(second)
    assert isinstance(third, Record)


def test_nothing_is_written_to_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    data = made(("200 OK", "text/html", PAGE), ("200 OK", "text/html", PAGE), packed=False)
    read(data.replace(b"Content-Length: 1", b"Content-Length: 0", 1))
    assert capfd.readouterr().err == ""


def test_records_come_in_as_documents(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(
        made(
            ("200 OK", "text/html", PAGE),
            ("200 OK", "text/html", b"<html><body><a href=/>Home</a></body></html>"),
            (
                "200 OK",
                "application/rss+xml",
                b"<rss><channel><title>C</title><item><title>Army takes it</title></item></channel></rss>",
            ),
        )
    )
    page, nothing, entry = receive([str(path)])
    assert isinstance(page, Received)
    assert (page.name, page.origin) == (f"record 2 of {path}", f"{path} (record 2)")
    assert (page.url, page.outlet, page.raw, page.media_type) == ("https://c.example/0", "c.example", PAGE, "text/html")
    assert page.published is None
    assert str(nothing).startswith(f"cannot read record 3 of {path}: no report is found")
    assert isinstance(entry, Received)
    assert entry.name == f"entry 1 of record 4 of {path}"
