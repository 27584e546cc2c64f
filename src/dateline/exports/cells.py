"""Cells of tables that a spreadsheet may open, and the CSV files made of them.

A spreadsheet runs a cell that begins with one of a few characters as a formula, and a report may hold such words. They
get an apostrophe before them, as OWASP's page on CSV injection advises. Numbers are numbers, and stay as they are.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

# The last four are full-width forms, which some spreadsheets read as the plain ones.
_FORMULA = re.compile("^'*[=+\\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile("^''*[=+\\-@\t\r\n＝＋－＠]")


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet runs; `unguarded` gives it back.

    >>> guarded("=cmd|' /C calc'!A0")
    "'=cmd|' /C calc'!A0"
    >>> guarded("Karama"), guarded("'+1")
    ('Karama', "''+1")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text of a cell that `guarded` made."""
    return cell[1:] if _GUARDED.match(cell) else cell


def cell(value: object) -> str | int | float:
    """A value as a cell: "" for None, ISO days, true and false in words, lists joined by "; ", text guarded."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        value = joined(value)
    return guarded(str(value))


def joined(values: Iterable[object]) -> str:
    """Values in one cell, each once, parted by "; "; a semicolon within one becomes a comma."""
    return "; ".join(dict.fromkeys(str(value).replace(";", ",") for value in values))


def write_csv(
    path: Path, heads: Sequence[Sequence[str]], rows: Iterable[Sequence[object]], *, delimiter: str = ","
) -> int:
    """Write a CSV file (RFC 4180, UTF-8) with the given head rows; gives the number of rows that follow them."""
    number = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerows(heads)
        for row in rows:
            writer.writerow([cell(value) for value in row])
            number += 1
    return number
