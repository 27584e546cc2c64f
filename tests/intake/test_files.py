"""Files and streams are read up to the limit; what cannot be read says why."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path

import pytest

from dateline.errors import EncodingError, InputError
from dateline.intake.files import MAX_CHARACTERS, check_text, read_file, read_stream


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"\xef\xbb\xbfTroops entered.\r\nThey left.\r\n")
    assert read_file(path).text == "Troops entered.\r\nThey left.\r\n"


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        (lambda path: None, "no such file"),
        (lambda path: path.mkdir(), "a folder"),
        (lambda path: path.write_bytes(b""), "empty"),
        (lambda path: path.write_bytes(b"\xef\xbb\xbf"), "empty"),
        (lambda path: path.write_bytes(b" \n\t\n"), "only white space"),
        (lambda path: path.write_text("a" * (MAX_CHARACTERS + 1)), "longer than 1,000,000 characters"),
        (lambda path: path.symlink_to(path), "symbolic links"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, make, cause: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "given"
    make(path)
    with pytest.raises(InputError, match=f"cannot read .*given: .*{cause}"):
        read_file(path)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge"
    with path.open("wb") as stream:
        stream.truncate(1 << 40)
    monkeypatch.setattr("dateline.intake.files.read_stream", None)
    with pytest.raises(InputError, match="longer than"):
        read_file(path)


def test_an_endless_stream_is_read_no_further_than_the_limit() -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            assert 0 < size < 5 * MAX_CHARACTERS
            return b"a" * size

    with pytest.raises(InputError, match="longer than"):
        read_stream(Endless(), "standard input")  # type: ignore[arg-type]


def test_a_long_text_within_the_limit_is_read() -> None:
    text = "Troops entered the town. " * (MAX_CHARACTERS // 25)
    assert read_stream(io.BytesIO(text.encode("utf-16")), "x").text == text


def test_a_file_without_access_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "closed"
    path.write_text("Troops entered.")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(InputError, match="access is denied"):
        read_file(path)


@pytest.mark.parametrize("text", ["bad \ud800 half", "\udc80"])
def test_half_a_surrogate_pair_is_refused(text: str) -> None:
    with pytest.raises(EncodingError, match="half a surrogate pair"):
        check_text(text, "x")
