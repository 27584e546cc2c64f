"""What commands share: options that several have, and how a command ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.run import complain
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.library.store import Library

LibraryAt = Annotated[
    str,
    typer.Option("--library", "-l", metavar="LIB", help="The library: a file, or postgresql://…", show_default=False),
]


class Shape(StrEnum):
    """What a list is printed as."""

    TABLE = "table"
    JSON = "json"


AsShape = Annotated[Shape, typer.Option("--format", "-f", help="What to print.")]


def open_library(address: str, *, create: bool = False) -> Library:
    """The library of an option; what is done to an old one is told on standard error. Raises LibraryError."""
    from dateline.library.store import Library

    return Library(address, create=create, tell=complain)


@contextmanager
def ends_well() -> Iterator[None]:
    """Ends the process with a line on standard error and an exit code of docs/errors.md, and without a traceback."""
    try:
        yield
        sys.stdout.flush()
    except DatelineError as error:
        complain(str(error))
        raise typer.Exit(error.exit_code) from error
    except ImportError as error:
        complain(f"the installation is incomplete: {error}; install dateline again")
        raise typer.Exit(4) from error
    except KeyboardInterrupt as error:
        raise typer.Exit(130) from error
    except OSError as error:
        complain(f"cannot go on: {error.strerror or error}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is left to print fails no second time at exit
        raise typer.Exit(1) from error


def print_json(content: Any) -> None:
    """Print a value as JSON, in UTF-8 whatever the locale says."""
    import json

    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
