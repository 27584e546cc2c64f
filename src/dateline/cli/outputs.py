"""What is printed: readings as tables, JSON, JSON Lines and CSV."""

from __future__ import annotations

import csv
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from dateline.showing import claims_table, figure, harmless, legend, marked_text

if TYPE_CHECKING:
    from dateline.cli.inputs import Incoming
    from dateline.model import Claim, Reading

COLUMNS = (
    *("document", "claim", "kind", "trigger", "agents", "targets", "place", "lat", "lon", "country"),
    *("when_start", "when_end", "counts", "said_by", "certainty", "negated", "passage", "start", "end"),
    *("published", "title", "outlet", "url"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Writer(Protocol):
    """Prints readings one by one."""

    def write(self, document: Incoming, reading: Reading) -> None:
        """Print a reading."""

    def close(self) -> None:
        """Print what ends the output."""


def standard_console() -> Console:
    """A console on standard output: as wide as COLUMNS says or the terminal is, 80 columns where there is none."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        width = int(columns)
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 80
    return Console(width=max(width, 40), highlight=False, markup=False, emoji=False)


def print_table(table_for: Callable[[int], Table]) -> None:
    """Print the table that `table_for` makes for the width there is."""
    _set_output(errors="replace")
    console = standard_console()
    if console.is_terminal:
        console.print(table_for(console.width))
    else:
        print_plain(console, table_for(console.width))


def print_lines(lines: Iterable[str]) -> None:
    """Print lines of text, harmless to a terminal."""
    _set_output(errors="replace")
    for line in lines:
        print(harmless(line))


def print_plain(console: Console, *shown: RenderableType, soft_wrap: bool = False) -> None:
    """Print for a file or a pipe: without blanks at the ends of lines."""
    with console.capture() as captured:
        for each in shown:
            console.print(each, soft_wrap=soft_wrap)
    sys.stdout.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))


class TableWriter:
    """A heading and a table for each document, and before them its text with the evidence marked, where asked for."""

    def __init__(self, show_text: bool) -> None:
        _set_output(errors="replace")
        self._console = standard_console()
        self._show_text = show_text
        self._first = True

    def write(self, document: Incoming, reading: Reading) -> None:
        """Print the table of a reading."""
        console = self._console
        if console.is_terminal:
            self._print(console, document, reading)
            return
        with console.capture() as captured:
            self._print(console, document, reading)
        sys.stdout.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))

    def _print(self, console: Console, document: Incoming, reading: Reading) -> None:
        if not self._first:
            console.print()
        self._first = False
        if self._show_text:
            colour = console.is_terminal and not console.no_color
            console.print(marked_text(document.text, reading, colour=colour), soft_wrap=not console.is_terminal)
            console.print()
            if colour and reading.claims:
                console.print(legend())
                console.print()
        console.print(self._heading(document, reading), overflow="fold")
        if reading.claims:
            console.print(claims_table(reading, console.width))

    def close(self) -> None:
        """Nothing ends a table."""

    def _heading(self, document: Incoming, reading: Reading) -> Text:
        number = len(reading.claims)
        found = "no claims found" if not number else "1 claim" if number == 1 else f"{number} claims"
        about = document.about
        told = [about.outlet, f"published {about.published}" if about.published else None, found]
        heading = Text(harmless(" ".join(document.name.split())), "bold")
        return heading.append(": " + harmless(", ".join(part for part in told if part)), "not bold")


class JsonLinesWriter:
    """A reading a line."""

    def __init__(self) -> None:
        _set_output()

    def write(self, document: Incoming, reading: Reading) -> None:
        """Print a reading on a line."""
        sys.stdout.write(reading.to_json() + "\n")

    def close(self) -> None:
        """Nothing ends JSON Lines."""


class JsonWriter:
    """One reading as an object, or several as a list."""

    def __init__(self, several: bool) -> None:
        _set_output()
        self._several = several
        self._before = "[\n" if several else ""

    def write(self, document: Incoming, reading: Reading) -> None:
        """Print a reading."""
        sys.stdout.write(self._before + reading.to_json(indent=2))
        self._before = ",\n"

    def close(self) -> None:
        """End the list, or the line."""
        if self._several:
            sys.stdout.write("[]\n" if self._before == "[\n" else "\n]\n")
        elif self._before:
            sys.stdout.write("\n")


class CsvWriter:
    """A row a claim, a column a field; several names in a cell are parted by semicolons."""

    def __init__(self) -> None:
        _set_output()
        self._csv = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
        self._csv.writeheader()

    def write(self, document: Incoming, reading: Reading) -> None:
        """Print the claims of a reading."""
        self._csv.writerows(_row(document, claim) for claim in reading.claims)

    def close(self) -> None:
        """Nothing ends CSV."""


def _row(document: Incoming, claim: Claim) -> dict[str, Any]:
    about, place, when = document.about, claim.place, claim.when
    row: dict[str, Any] = {
        "document": document.name,
        "claim": claim.id,
        "kind": claim.kind.value,
        "trigger": claim.trigger.text,
        "agents": "; ".join(agent.name for agent in claim.agents),
        "targets": "; ".join(target.name for target in claim.targets),
        "place": place and place.name,
        "country": place and place.country,
        "when_start": when and when.start,
        "when_end": when and when.end,
        "counts": "; ".join(figure(count) for count in claim.counts),
        "said_by": "; ".join(source.name for source in claim.said_by),
        "certainty": claim.certainty.value,
        "negated": "true" if claim.negated else "false",
        "passage": claim.passage.value,
        "published": about.published,
        "title": about.title,
        "outlet": about.outlet,
        "url": about.url,
    }
    # A spreadsheet takes a cell that begins with one of these signs for a formula.
    row = {
        key: f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
        for key, value in row.items()
    }
    row |= {"lat": place and place.lat, "lon": place and place.lon}
    return row | {"start": claim.trigger.start, "end": claim.trigger.end}


def _set_output(errors: str = "strict") -> None:
    """Machines get UTF-8 whatever the locale says; a person's terminal keeps its encoding."""
    if errors == "strict":
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    else:
        sys.stdout.reconfigure(errors=errors)  # type: ignore[union-attr]
