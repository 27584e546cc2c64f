"""`plover`: event records in PLOVER's ontology, with the columns in which POLECAT publishes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from dateline.exports.cells import joined
from dateline.exports.coded import Event, write_events
from dateline.exports.countries import country_of
from dateline.exports.data import load_yaml, refuse
from dateline.exports.parties import Known, known
from dateline.exports.provenance import Provenance
from dateline.exports.rows import Party, Row
from dateline.lexicon.actors import KINDS

COLUMNS: Final = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW"),
    *(
        "Primary Recipient Sector",
        "Recipient Sectors",
        "Recipient Title",
        "Recipient Name Raw",
        "Wikipedia Recipient ID",
    ),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename"),
    *("Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations"),
    *("Language", "Version"),
)
_QUADS: Final = {
    "Verbal Cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "Material Cooperation": ("COOPERATE", "AID", "RETREAT"),
    "Verbal Conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "Material Conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
_QUAD_OF: Final = {event: quad for quad, events in _QUADS.items() for event in events}
_TOWNS: Final = frozenset({"capital", "city", "town", "village"})
_GEONAMES: Final = "geonames:"


def write(rows: Iterable[Row], path: Path, about: Provenance, left_out: Counter[str]) -> int:
    """Write the events that PLOVER codes; gives their number, and counts the others by why they are left out."""
    return write_events(path, COLUMNS, (event(row, about) for row in rows), left_out)


def event(row: Row, about: Provenance) -> Event | str:
    """The row as a record by column, or why it is none. A date that no report tells is that of the first report."""
    if row.codes.plover_event is None:
        return "PLOVER has no code for it"
    where = row.where
    country = country_of(where.country) if where is not None else None
    iso = where.country if where is not None else None
    documents = row.documents
    id = where.id if where is not None and where.id is not None else ""
    return {
        "Event ID": row.id,
        "Event Date": row.start or row.published,
        "Event Type": row.codes.plover_event,
        "Event Mode": row.codes.plover_mode,
        "Intensity": "",
        "Quad Code": _QUAD_OF[row.codes.plover_event],
        "Contexts": "",
        **_party("Actor", row.agents, iso),
        **_party("Recipient", row.targets, iso),
        "Placename": where.name if where is not None else "",
        "City": where.name if where is not None and where.type in _TOWNS else "",
        "District": where.admin2 if where is not None else "",
        "Province": where.admin1 if where is not None else "",
        "Country": country.iso3 if country is not None else "",
        "Latitude": where.lat if where is not None else None,
        "Longitude": where.lon if where is not None else None,
        "GeoNames ID": id.removeprefix(_GEONAMES) if id.startswith(_GEONAMES) else "",
        "Raw Placename": where.text if where is not None else "",
        "Feature Type": where.type if where is not None else "",
        "Source": joined(document.outlet for document in documents if document.outlet),
        "Publication Date": row.published,
        "Story People": "",
        "Story Organizations": "",
        "Story Locations": "",
        "Language": joined(document.language for document in documents),
        "Version": f"dateline {about.version}",
    }


def _party(role: str, parties: Sequence[Party], iso: str | None) -> dict[str, object]:
    """The columns of one role; where several share it they are parted by semicolons, the first being the primary."""
    found = [known(party, iso) for party in parties]
    homes = [home for who in found if (home := country_of(who.state)) is not None]
    sectors = [sector for who in found if (sector := _sector(who))]
    return {
        f"{role} Name": joined(who.name for who in found),
        f"{role} Country": joined(home.iso3 for home in homes),
        f"{role} COW": joined(home.cow for home in homes if home.cow is not None),
        f"Primary {role} Sector": sectors[0] if sectors else "",
        f"{role} Sectors": joined(sectors),
        f"{role} Title": "",
        f"{role} Name Raw": joined(party.text for party in parties),
        f"Wikipedia {role} ID": "",
    }


def _sector(who: Known) -> str:
    if who.kind is not None:
        return _sectors()[who.kind]
    return "MIL" if who.is_state else "REB" if who.is_armed_group else "CVL" if who.is_civilian else ""


@cache
def _sectors() -> dict[str, str]:
    name, content = "plover_actors.yaml", load_yaml("plover_actors.yaml")
    mistakes = [f"no such kind of actor: {kind}" for kind in content if kind not in KINDS]
    mistakes += [f"{kind} is missing" for kind in sorted(KINDS) if kind not in content]
    mistakes += [f"{kind}: no code: {code!r}" for kind, code in content.items() if not isinstance(code, str)]
    refuse(name, mistakes)
    return dict(content)
