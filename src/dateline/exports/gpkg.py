"""`gpkg`: a GeoPackage with one layer, `events`, of points in WGS 84 (EPSG:4326), written by GDAL."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from dateline.exports.arrow import Batches, flat, flat_fields
from dateline.exports.provenance import Provenance
from dateline.exports.rows import Row

LAYER: Final = "events"
# The table's own key is called fid; `id` stays the row's.
_GEOMETRY: Final = "geom"


def write(rows: Iterable[Row], path: Path, about: Provenance) -> int:
    """Write the rows; gives their number."""
    import pyarrow as pa
    import pyogrio

    point = pa.field(_GEOMETRY, pa.binary(), metadata={"ARROW:extension:name": "geoarrow.wkb"})
    schema = pa.schema([*flat_fields(), point])
    batches = Batches(rows, schema, lambda row: flat(row) | {_GEOMETRY: wkb(row)})
    try:
        with _dated(about):
            pyogrio.write_arrow(
                pa.RecordBatchReader.from_batches(schema, batches),
                path,
                layer=LAYER,
                driver="GPKG",
                geometry_name=_GEOMETRY,
                geometry_type="Point",
                crs="EPSG:4326",
                layer_options={"DESCRIPTION": about.sentence()},
            )
    except Exception:
        if batches.error is not None:
            raise batches.error from None
        raise
    return batches.number


def wkb(row: Row) -> bytes | None:
    """The row's point as well-known binary, longitude first; None where the place is not known."""
    where = row.where
    if where is None or where.lat is None or where.lon is None:
        return None
    return struct.pack("<BIdd", 1, 1, where.lon, where.lat)


@contextmanager
def _dated(about: Provenance) -> Iterator[None]:
    """A GeoPackage holds the time of its last change: let it be that of its newest report."""
    import pyogrio

    option: dict[str, Any] = {"OGR_CURRENT_DATE": about.moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")}
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options(option)
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
