"""The formats of export by name, and how one is written: whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO, Final

from dateline.errors import DatelineError, ExtraError
from dateline.exports.provenance import Provenance
from dateline.exports.rows import Row


@dataclass(frozen=True, slots=True)
class Format:
    """A format of export.

    `suffix` ends the names of its files; `needs` is the extra of dateline that must be installed, with the modules of it
    that are asked for. `selects` tells that it takes only the events that its code book has a code for, and none that a
    person rejected.
    """

    name: str
    description: str
    suffix: str
    media_type: str
    module: str
    needs: str | None = None
    modules: tuple[str, ...] = ()
    selects: bool = False


REJECTED: Final = "rejected"  # as Row.judged has it
_CSV: Final = "text/csv; charset=utf-8"
FORMATS: Final[dict[str, Format]] = {
    format.name: format
    for format in (
        Format("csv", "a row an event, nothing lost", ".csv", _CSV, "plain_csv"),
        Format("jsonl", "a JSON object an event, nothing lost", ".jsonl", "application/x-ndjson", "jsonl"),
        Format(
            "parquet", "typed columns and lists, nothing lost", ".parquet", "application/vnd.apache.parquet", "parquet"
        ),
        Format("geojson", "points for a map on the web", ".geojson", "application/geo+json", "geojson"),
        Format(
            *("gpkg", "points for QGIS and other GIS", ".gpkg", "application/geopackage+sqlite3", "gpkg", "geo"),
            modules=("pyogrio",),
        ),
        Format("acled", "the columns of ACLED, by its code book", ".csv", _CSV, "acled", selects=True),
        Format("ged", "the columns of UCDP GED 20.1, by its code book", ".csv", _CSV, "ged", selects=True),
        Format("plover", "event records of PLOVER, in the columns of POLECAT", ".csv", _CSV, "plover", selects=True),
        Format("hxl", "a table with the hashtags of OCHA's HXL", ".csv", _CSV, "hxl"),
        Format(
            "datapackage",
            "a zip of CSV tables with typed schemas (Frictionless)",
            ".zip",
            "application/zip",
            "datapackage",
        ),
    )
}


def export(
    format: str,
    rows: Iterable[Row],
    path: Path | BinaryIO,
    *,
    about: Provenance,
    left_out: Counter[str] | None = None,
) -> int:
    """Write the rows in a format; gives how many were written.

    A file is written beside `path`, put on the disk and moved there in one step: whoever looks, and a run that was
    killed, finds the old file, or none, or the whole new one. A stream gets the whole file at the end. Rows that the
    format's code book has no place for are counted in `left_out` by the reason. Raises `DatelineError` for a format that
    does not exist or a file that cannot be written, and `ExtraError` where the format needs what is not installed.
    """
    chosen = FORMATS.get(format)
    if chosen is None:
        raise DatelineError(f"there is no format {format!r}; choose one of {', '.join(FORMATS)}")
    missing = [module for module in chosen.modules if find_spec(module) is None]
    if missing:
        raise ExtraError(
            f"the format {format} needs {', '.join(missing)}, which is not installed; "
            f"install it with: pip install 'dateline[{chosen.needs}]'"
        )
    write = import_module(f"dateline.exports.{chosen.module}").write
    counted: Counter[str] = Counter() if left_out is None else left_out
    with _working(path, chosen.suffix) as file:
        if chosen.selects:
            number: int = write(_kept(rows, counted), file, about, counted)
        else:
            number = write(rows, file, about)
        if isinstance(path, Path):
            _keep(file, path)
        else:
            with file.open("rb") as source:
                shutil.copyfileobj(source, path)
    return number


def _kept(rows: Iterable[Row], left_out: Counter[str]) -> Iterator[Row]:
    """The rows that nobody rejected: a table of a code book has no column that could say so."""
    for row in rows:
        if row.judged == REJECTED:
            left_out["it was rejected"] += 1
        else:
            yield row


@contextmanager
def _working(path: Path | BinaryIO, suffix: str) -> Iterator[Path]:
    """A file to write to, in a folder of its own beside `path`, since some writers put further files beside theirs."""
    beside = path.absolute().parent if isinstance(path, Path) else None
    try:
        folder = Path(tempfile.mkdtemp(prefix=".dateline-", suffix=".part", dir=beside))
    except OSError as error:
        raise DatelineError(f"{path} cannot be written: {error.strerror}; choose another file with -o") from error
    try:
        yield folder / f"export{suffix}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _keep(file: Path, path: Path) -> None:
    try:
        with file.open("rb+") as written:
            os.fsync(written.fileno())
        os.replace(file, path)
    except OSError as error:
        raise DatelineError(f"{path} cannot be written: {error.strerror}; choose another file with -o") from error
