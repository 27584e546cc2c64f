"""Which files do paths name? Folders are walked, links are followed once, and nothing that could block is opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.errors import DatelineError, InputError
from dateline.intake.naming import shown, spelled

STANDARD_INPUT = "standard input"
# What a shell names where a command's output is given as a file: <(command)
_STREAMS = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
_KINDS = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file that can be read: `path` opens it, `name` is what messages call it, `size` counts its bytes.

    A `stream`, such as standard input, is read as it comes, and its size is not known beforehand (0).
    """

    path: str
    name: str
    origin: str
    size: int = 0
    stream: bool = False


def find(paths: Iterable[str]) -> Iterator[Found | DatelineError]:
    """Each file that the paths name, and for each thing that is none the error that says why.

    A folder gives its files in the order of their names, then those of its folders; hidden ones are left out. A folder
    is walked once: a link that leads back into a folder above it is an error, and one to a folder that was walked
    already is passed over.
    """
    for path in paths:
        if path == "-":
            yield Found("-", STANDARD_INPUT, STANDARD_INPUT, stream=True)
            continue
        try:
            status = os.stat(path)
        except (OSError, ValueError) as error:
            yield _refused(path, error)
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _walk(path)
        elif path.startswith(_STREAMS) and not stat.S_ISREG(status.st_mode):
            yield Found(path, shown(path), spelled(path), stream=True)
        else:
            yield _file(path, status)


def _walk(top: str) -> Iterator[Found | DatelineError]:
    walked: set[tuple[int, int]] = set()
    # Each with the folders above it; not by recursion, for folders can be nested deeper than calls.
    waiting: list[tuple[str, frozenset[tuple[int, int]]]] = [(top, frozenset())]
    while waiting:
        folder, above = waiting.pop()
        try:
            status = os.stat(folder)
            names = sorted(name for name in os.listdir(folder) if not name.startswith("."))
        except OSError as error:
            yield _refused(folder, error)
            continue
        key = (status.st_dev, status.st_ino)
        if key in above:
            yield InputError(
                f"cannot read {shown(folder)}: it is a link that leads back to a folder above it; remove the link"
            )
        if key in walked:
            continue
        walked.add(key)
        folders: list[str] = []
        for name in names:
            path = os.path.join(folder, name)
            try:
                entry = os.stat(path)
            except OSError as error:
                yield _refused(path, error)
                continue
            if stat.S_ISDIR(entry.st_mode):
                folders.append(path)
            else:
                yield _file(path, entry)
        waiting.extend((path, above | {key}) for path in reversed(folders))


def _file(path: str, status: os.stat_result) -> Found | DatelineError:
    for is_kind, what in _KINDS:
        if is_kind(status.st_mode):
            return InputError(f"cannot read {shown(path)}: it is {what}, not a file; name a file")
    return Found(path, shown(path), spelled(os.path.abspath(path)), status.st_size)


def _refused(path: str, error: OSError | ValueError) -> InputError:
    if isinstance(error, FileNotFoundError):
        if os.path.islink(path):
            return InputError(f"cannot read {shown(path)}: it is a link to what is not there; mend or remove the link")
        return InputError(f"cannot read {shown(path)}: there is no such file; check the name")
    if isinstance(error, PermissionError):
        return InputError(f"cannot read {shown(path)}: access is denied; check its permissions")
    cause = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
    return InputError(f"cannot read {shown(path)}: {cause}; check the name")


def refused(found: Found, error: OSError | ValueError) -> InputError:
    """The error that says why a file that was found could not be opened or read after all."""
    return _refused(found.path, error)
