"""What the arguments name, one document after the other: files, standard input, lines of JSON."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from dateline.errors import DatelineError, InputError
from dateline.intake.files import read_file, read_stream
from dateline.intake.jsonlines import read_lines

STANDARD_INPUT = "standard input"


@dataclass(frozen=True)
class About:
    """What the options say of every document that does not say it itself."""

    published: date | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Incoming:
    """A document on its way in: `name` is what a person knows it by, `note` what was assumed of it."""

    name: str
    text: str
    id: str | None
    about: About
    note: str | None = None


def from_files(paths: list[str], about: About) -> Iterator[Incoming | DatelineError]:
    """The document of each path, or why there is none; `-` is standard input. Of several, each has its path as id."""
    for path in paths:
        name = _called(path)
        try:
            decoded = read_stream(_standard_input(), name) if path == "-" else read_file(Path(path), name)
        except DatelineError as error:
            yield error
        else:
            yield Incoming(name, decoded.text, path if len(paths) > 1 else None, about, decoded.note)


def from_lines(path: str, about: About, advance: Callable[[int], None]) -> Iterator[Incoming | DatelineError]:
    """The document of each line of a file of JSON Lines; `advance` is told how far into the file it is."""
    name = _called(path)
    with _opened(path, name) as stream:
        for line in read_lines(stream, name):
            if stream.seekable():
                advance(stream.tell())
            if isinstance(line, DatelineError):
                yield line
                continue
            own = About(line.published or about.published, line.title, line.outlet or about.outlet, line.url)
            yield Incoming(line.id or f"line {line.number} of {name}", line.text, line.id, own)


def _called(path: str) -> str:
    """The name on one line, for messages and headings."""
    return STANDARD_INPUT if path == "-" else path.replace("\n", "␊")


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise InputError("cannot read standard input: it is closed; name a file")
    return sys.stdin.buffer


@contextmanager
def _opened(path: str, name: str) -> Iterator[BinaryIO]:
    if path == "-":
        yield _standard_input()
        return
    try:
        stream = Path(path).open("rb")  # noqa: SIM115 - closed below; what is raised while it is read passes by here
    except FileNotFoundError as error:
        raise InputError(f"cannot read {name}: there is no such file; check the name") from error
    except IsADirectoryError as error:
        raise InputError(f"cannot read {name}: it is a folder; name a file of JSON Lines") from error
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read {name}: {getattr(error, 'strerror', None) or error}; check the name") from error
    with stream:
        yield stream
