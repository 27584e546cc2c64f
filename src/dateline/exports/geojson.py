"""`geojson`: a feature an event (RFC 7946): a point in WGS 84, longitude first, or null where the place is not known."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from dateline.exports.columns import COLUMNS
from dateline.exports.provenance import Provenance
from dateline.exports.rows import Row


def write(rows: Iterable[Row], path: Path, about: Provenance) -> int:
    """Write the rows; gives their number."""
    number = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        head = {"description": about.sentence(), "as_of": about.moment.isoformat()}
        file.write('{"type":"FeatureCollection",' + json.dumps(head, ensure_ascii=False)[1:-1] + ',"features":[')
        for row in rows:
            file.write(",\n" if number else "\n")
            file.write(json.dumps(feature(row), ensure_ascii=False))
            number += 1
        file.write("\n]}\n")
    return number


def feature(row: Row) -> dict[str, Any]:
    """A row as a GeoJSON feature."""
    where = row.where
    known = where is not None and where.lat is not None and where.lon is not None
    return {
        "type": "Feature",
        "id": row.id,
        "geometry": {"type": "Point", "coordinates": [where.lon, where.lat]} if where is not None and known else None,
        "properties": {column.name: _plain(column.of(row)) for column in COLUMNS},
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
