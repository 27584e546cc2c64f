"""`csv`: a row an event, with nothing lost: flat columns to read, and every claim whole as JSON in the last."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dateline.exports.cells import write_csv
from dateline.exports.columns import CLAIMS, COLUMNS
from dateline.exports.provenance import Provenance
from dateline.exports.rows import Row


def write(rows: Iterable[Row], path: Path, about: Provenance) -> int:
    """Write the rows; gives their number."""
    columns = (*COLUMNS, CLAIMS)
    return write_csv(path, [[column.name for column in columns]], ([c.of(row) for c in columns] for row in rows))
