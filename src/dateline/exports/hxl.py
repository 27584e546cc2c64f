"""`hxl`: a CSV with a row of hashtags of the Humanitarian Exchange Language 1.1 under its heads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from dateline.exports.cells import joined, write_csv
from dateline.exports.countries import country_of
from dateline.exports.deaths import deaths, total
from dateline.exports.notes import summary
from dateline.exports.provenance import Provenance
from dateline.exports.rows import Row, Where
from dateline.model import Counted


def write(rows: Iterable[Row], path: Path, about: Provenance) -> int:
    """Write the rows; gives their number."""
    heads = [[head for head, _, _ in COLUMNS], [tag for _, tag, _ in COLUMNS]]
    return write_csv(path, heads, ([of(row) for _, _, of in COLUMNS] for row in rows))


def _where(get: Callable[[Where], object]) -> Callable[[Row], object]:
    return lambda row: get(row.where) if row.where is not None else None


def _country(row: Row) -> str | None:
    known = country_of(row.where.country) if row.where is not None else None
    return known.acled_country if known is not None else None


def _killed(row: Row, name: str) -> int | None:
    tolls = deaths(row, estimated=False)
    return getattr(total(tolls), name) if tolls else None


def _least(of: Counted) -> Callable[[Row], int | None]:
    """The lowest figure that anyone gives; None where nobody gives one, or where it is said not to have happened."""

    def get(row: Row) -> int | None:
        lows = [figure.low for figure in row.figures if figure.of is of and not figure.part]
        return min(lows, default=None) if not row.negated else None

    return get


COLUMNS: Final[tuple[tuple[str, str, Callable[[Row], object]], ...]] = (
    ("Event", "#event+id", lambda row: row.id),
    ("Kind", "#event+type", lambda row: row.kind.value),
    ("What happened", "#description", summary),
    ("First day", "#date+start", lambda row: row.start),
    ("Last day", "#date+end", lambda row: row.end),
    ("Published", "#date+published", lambda row: row.published),
    ("Country", "#country+name", _country),
    ("Country code", "#country+code+v_iso2", _where(lambda where: where.country)),
    ("Division", "#adm1+name", _where(lambda where: where.admin1)),
    ("Place", "#loc+name", _where(lambda where: where.name)),
    ("Place type", "#loc+type", _where(lambda where: where.type)),
    ("Latitude", "#geo+lat", _where(lambda where: where.lat)),
    ("Longitude", "#geo+lon", _where(lambda where: where.lon)),
    ("Precision (km)", "#geo+precision", _where(lambda where: where.precision_km)),
    ("Who acts", "#group+agent+name", lambda row: joined(party.name for party in row.agents)),
    ("Acted upon", "#group+name+target", lambda row: joined(party.name for party in row.targets)),
    ("Killed", "#affected+killed", lambda row: _killed(row, "low")),
    ("Killed, highest", "#affected+killed+max", lambda row: _killed(row, "high")),
    ("Injured", "#affected+injured", _least(Counted.INJURED)),
    ("Abducted", "#affected+abducted", _least(Counted.ABDUCTED)),
    ("Detained", "#affected+detained", _least(Counted.DETAINED)),
    ("Displaced", "#affected+displaced", _least(Counted.DISPLACED)),
    ("Affected", "#affected", _least(Counted.AFFECTED)),
    ("Certainty", "#status+certainty", lambda row: row.certainty.value),
    ("Said not to have happened", "#status+negated", lambda row: row.negated),
    ("Verdict", "#status+verdict", lambda row: row.verdict),
    ("Judged", "#status+judged", lambda row: row.judged),
    ("Independent origins", "#indicator+num+origins", lambda row: row.independent),
    ("Origins", "#meta+origin", lambda row: joined(row.origins)),
    ("Outlets", "#meta+source", lambda row: joined(document.outlet for document in row.documents if document.outlet)),
    ("Address", "#meta+url", lambda row: joined(document.url for document in row.documents if document.url)),
)
