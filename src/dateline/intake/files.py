"""Files and standard input, read whole up to a limit and never beyond it."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from dateline.errors import EncodingError, InputError
from dateline.intake.decode import Decoded, decode
from dateline.intake.language import check_english

MAX_CHARACTERS = 1_000_000
MAX_BYTES = 4 * MAX_CHARACTERS + 4  # no encoding takes more than four bytes a character; and a byte order mark


def read_file(path: Path, name: str | None = None) -> Decoded:
    """The text of a file, checked by `check_text`; messages call it by `name`, or by its path.

    Raises InputError or one of its kinds, with the cause.
    """
    name = name or str(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise InputError(f"cannot read {name}: it is a folder; name the files in it")
        if status.st_size > MAX_BYTES:
            raise too_long(name)
        with path.open("rb") as stream:
            return read_stream(stream, name)
    except FileNotFoundError as error:
        raise InputError(f"cannot read {name}: there is no such file; check the name") from error
    except PermissionError as error:
        raise InputError(f"cannot read {name}: access is denied; check its permissions") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the name
        cause = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        raise InputError(f"cannot read {name}: {cause}; check the name") from error


def read_stream(stream: BinaryIO, name: str) -> Decoded:
    """The text of a stream of bytes, checked by `check_text`; `name` is what messages call it."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise too_long(name)
    if not data:
        raise InputError(f"cannot read {name}: it is empty; give the text of a report")
    decoded = decode(data, name)
    check_text(decoded.text, name)
    return decoded


def check_text(text: str, name: str) -> None:
    """Raise InputError or one of its kinds where a text cannot be read as a report.

    Refused are what `check_is_text` refuses, and languages other than English.
    """
    check_is_text(text, name)
    check_english(text, name)


def check_is_text(text: str, name: str) -> None:
    """Raise InputError or one of its kinds where a text, of whatever language, cannot be kept as a report.

    Refused are: white space alone, more than MAX_CHARACTERS code points, characters that no text can hold (lone
    surrogates, NUL).
    """
    if not text or text.isspace():
        what = "it holds only white space" if text else "it is empty"
        raise InputError(f"cannot read {name}: {what}; give the text of a report")
    if len(text) > MAX_CHARACTERS:
        raise too_long(name)
    if "\x00" in text:
        raise EncodingError(f"cannot read {name}: it holds NUL characters, so it is no text; remove them")
    check_encodable(text, name)


def check_encodable(text: str, name: str) -> None:
    """Raise EncodingError for half a surrogate pair, which JSON can spell ("\\ud800") and no text can hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise EncodingError(
            f"cannot read {name}: character {error.start} is half a surrogate pair (U+{ord(text[error.start]):04X}); "
            "write the whole character"
        ) from error


def too_long(name: str) -> InputError:
    """The error for a text of more than MAX_CHARACTERS."""
    return InputError(
        f"cannot read {name}: it is longer than {MAX_CHARACTERS:,} characters; split it into single reports"
    )
