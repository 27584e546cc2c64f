"""`ged`: the columns of UCDP's Georeferenced Event Dataset 20.1, filled by its code book, for events that took a life."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from dateline.exports import ged_rules as rules
from dateline.exports.cells import joined
from dateline.exports.coded import Event, happened, write_events
from dateline.exports.deaths import deaths, total
from dateline.exports.numbers import number_of
from dateline.exports.provenance import Provenance
from dateline.exports.rows import Row
from dateline.library.records import DocumentRecord

COLUMNS: Final = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence"),
    *("conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name"),
    *("side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources"),
    *("source_article", "source_office", "source_date", "source_headline", "source_original"),
    *("where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt"),
    *("priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end"),
    *("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob"),
)
_YEAR: Final = 366


def write(rows: Iterable[Row], path: Path, about: Provenance, left_out: Counter[str]) -> int:
    """Write the events that UCDP codes; gives their number, and counts the others by why they are left out."""
    return write_events(path, COLUMNS, map(event, rows), left_out)


def event(row: Row) -> Event | str:
    """The row as an event of GED by column, or why it is none."""
    kind = row.codes.ucdp_type
    if kind is None:
        return "UCDP has no type of violence for it"
    tolls = deaths(row)
    all_dead = total(tolls)
    if all_dead.high < 1:
        return "no death is told"
    found = happened(row)
    if isinstance(found, str):
        return found
    where, country, days = found.where, found.country, found.days
    if days.days > _YEAR:
        return "its time is known only to more than a year"
    side_a, side_b = rules.sides(row, country)
    lost = rules.dead(row, tolls, all_dead, side_a, side_b)
    dyad = f"{side_a.name} - {side_b.name}"
    documents = row.documents
    date_prec = rules.date_prec(days)
    complete = days.told and side_a.is_told and side_b.is_told
    return {
        "id": number_of(row.id),
        "relid": f"{country.iso3}-{days.start.year}-{kind}-{row.id}",
        "year": days.start.year,
        "active_year": "",
        "code_status": "Clear" if complete else "Check",
        "type_of_violence": kind,
        "conflict_dset_id": "",
        "conflict_new_id": "",
        "conflict_name": dyad,
        "dyad_dset_id": "",
        "dyad_new_id": "",
        "dyad_name": dyad,
        "side_a_dset_id": "",
        "side_a_new_id": "",
        "side_a": side_a.name,
        "side_b_dset_id": "",
        "side_b_new_id": "",
        "side_b": side_b.name,
        "number_of_sources": row.independent,
        "source_article": joined(_article(document) for document in documents),
        "source_office": joined(d.outlet for d in documents if d.outlet),
        "source_date": joined(d.published for d in documents if d.published),
        "source_headline": joined(d.title for d in documents if d.title),
        "source_original": joined(row.origins),
        "where_prec": rules.where_prec(where),
        "where_coordinates": where.name,
        "where_description": where.text,
        "adm_1": where.admin1,
        "adm_2": where.admin2,
        "latitude": found.lat,
        "longitude": found.lon,
        "geom_wkt": f"POINT ({found.lon} {found.lat})",
        "priogrid_gid": rules.priogrid_gid(found.lat, found.lon),
        "country": country.ucdp_country or country.acled_country,
        "country_id": country.gw if country.gw is not None else "",
        "region": country.ucdp_region,
        "event_clarity": 1 if date_prec <= 3 else 2,  # 2 for what is told of a longer time as one
        "date_prec": date_prec,
        "date_start": days.start,
        "date_end": days.end,
        "deaths_a": lost.a,
        "deaths_b": lost.b,
        "deaths_civilians": lost.civilians,
        "deaths_unknown": lost.unknown,
        "best": lost.a + lost.b + lost.civilians + lost.unknown,
        "high": all_dead.high,
        "low": all_dead.low,
        "gwnoa": side_a.gw if side_a.gw is not None else "",
        "gwnob": side_b.gw if side_b.gw is not None else "",
    }


def _article(document: DocumentRecord) -> str:
    """A report as GED names it: outlet, day and headline; its id where it has none of them."""
    day = document.published.isoformat() if document.published else None
    return ",".join(filter(None, (document.outlet, day, document.title))) or document.name
