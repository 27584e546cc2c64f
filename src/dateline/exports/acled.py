"""`acled`: the columns of ACLED's tables, filled by its code book. Events that it has no code for are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from dateline.exports import acled_rules as rules
from dateline.exports.acled_actors import actors, interaction
from dateline.exports.cells import joined
from dateline.exports.coded import Event, happened, write_events
from dateline.exports.deaths import deaths, total
from dateline.exports.notes import notes
from dateline.exports.numbers import number_of
from dateline.exports.provenance import Provenance
from dateline.exports.rows import Row

COLUMNS: Final = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
)


def write(rows: Iterable[Row], path: Path, about: Provenance, left_out: Counter[str]) -> int:
    """Write the events that ACLED codes; gives their number, and counts the others by why they are left out."""
    return write_events(path, COLUMNS, (event(row, about) for row in rows), left_out)


def event(row: Row, about: Provenance) -> Event | str:
    """The row as an event of ACLED by column, or why it is none."""
    kind, sub = row.codes.acled_event_type, row.codes.acled_sub_event_type
    if kind is None or sub is None:
        return "ACLED has no code for it"
    found = happened(row)
    if isinstance(found, str):
        return found
    where, country = found.where, found.country
    dated = rules.day(found.days)
    if dated is None:
        return "its time is known only to more than a month"
    day, time_precision = dated
    one, other = actors(row, country)
    return {
        "event_id_cnty": f"{country.iso3}{number_of(row.id)}",
        "event_date": day,
        "year": day.year,
        "time_precision": time_precision,
        "disorder_type": rules.disorder_type(kind, sub),
        "event_type": kind,
        "sub_event_type": sub,
        "actor1": one.name,
        "assoc_actor_1": joined(one.associated),
        "inter1": int(one.inter),
        "actor2": other.name,
        "assoc_actor_2": joined(other.associated),
        "inter2": int(other.inter),
        "interaction": interaction(one, other),
        "civilian_targeting": rules.civilian_targeting(kind, sub, one, other),
        "iso": country.iso_numeric,
        "region": country.acled_region,
        "country": country.acled_country,
        "admin1": where.admin1,
        "admin2": where.admin2,
        "admin3": "",
        "location": where.name,
        "latitude": found.lat,
        "longitude": found.lon,
        "geo_precision": rules.geo_precision(where),
        "source": joined(row.origins),
        "source_scale": rules.source_scale(row, country),
        "notes": notes(row),
        "fatalities": total(deaths(row)).low,
        "tags": rules.tags(row),
        "timestamp": int(about.moment.timestamp()),
    }
