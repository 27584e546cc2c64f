"""`parquet`: typed columns, with lists of agents, targets, figures and whole claims beside the flat ones. Nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dateline.exports.arrow import Batches, flat, flat_fields, nested, nested_fields, with_days
from dateline.exports.provenance import Provenance
from dateline.exports.rows import Row


def write(rows: Iterable[Row], path: Path, about: Provenance) -> int:
    """Write the rows; gives their number."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    lists = nested_fields()
    types = {field.name: field.type for field in lists}

    def values(row: Row) -> dict[str, Any]:
        return flat(row) | {name: with_days(value, types[name]) for name, value in nested(row).items()}

    said = {"description": about.sentence(), "as_of": about.moment.isoformat()}
    schema = pa.schema([*flat_fields(), *lists], metadata=said)
    batches = Batches(rows, schema, values)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)
    return batches.number
