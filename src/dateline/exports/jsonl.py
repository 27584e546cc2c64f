"""`jsonl`: a JSON object a line, an event each, with its claims whole. Text stands as the reports have it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from dateline.exports.columns import record
from dateline.exports.provenance import Provenance
from dateline.exports.rows import Row


def write(rows: Iterable[Row], path: Path, about: Provenance) -> int:
    """Write the rows; gives their number."""
    number = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(json.dumps(record(row), ensure_ascii=False) + "\n")
            number += 1
    return number
