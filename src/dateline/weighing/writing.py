"""Which id an incident goes by, and how incidents are written into a library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from dateline.library.records import StoredClaim, content_hash
from dateline.library.store import some_of
from dateline.library.tables import incident, incident_claim
from dateline.weighing.describing import describe
from dateline.weighing.model import Incident
from dateline.weighing.originkey import OriginKey

_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Evidence:
    """What incidents are made of.

    `claims` are by id; `origins` those of the claims that are evidence; `copied` the report that a report copies;
    `prints` the hashes of waiting.py, by claim.
    """

    claims: Mapping[str, StoredClaim]
    origins: Mapping[str, OriginKey]
    copied: Mapping[str, str]
    prints: Mapping[str, str]

    def made_of(self, id: str) -> str:
        """A hash of all that an incident takes from a claim."""
        origin = self.origins.get(id)
        by = f"{origin.key}|{origin.name}|{origin.side}" if origin else None
        return content_hash(id, self.prints[id], by, self.copied.get(self.claims[id].document.id))


class Part(NamedTuple):
    """An incident on its way: its claims, the hash of what it is made of, and its id."""

    members: list[StoredClaim]
    as_was: str
    id: str


def parts(
    groups: Iterable[frozenset[str]], evidence: Evidence, there: Mapping[str, str], used: Collection[str]
) -> list[Part]:
    """The incidents with their ids: each goes on under the id of the one that most of its claims were in (`there`, by
    claim), and a new one gets an id that is not `used` by any incident of the library."""
    ordered = sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group[0]))
    bids: list[tuple[int, int, str]] = []
    for n, group in enumerate(ordered):
        votes: dict[str, int] = defaultdict(int)
        for id in group:
            if id in there:
                votes[there[id]] += 1
        bids += [(-number, n, old) for old, number in votes.items()]
    named: dict[int, str] = {}
    taken: set[str] = set()
    for _, n, old in sorted(bids):
        if n not in named and old not in taken:
            named[n] = old
            taken.add(old)
    taken.update(used)
    found = []
    for n, group in enumerate(ordered):
        id = named.get(n) or _free_id(group, taken)
        taken.add(id)
        as_was = content_hash(*(evidence.made_of(each) for each in group))
        found.append(Part([evidence.claims[each] for each in group], as_was, id))
    return found


def _free_id(group: Sequence[str], taken: Collection[str]) -> str:
    """A new incident's id: a hash of its claims; one that is in use by another incident is passed over."""
    id, number = content_hash("incident", *group), 0
    while id in taken:
        number += 1
        id = content_hash("incident", str(number), *group)
    return id


def write(
    connection: Connection,
    parts: Sequence[Part],
    evidence: Evidence,
    *,
    kept: Mapping[str, tuple[Any, ...]],
    gone: Collection[str],
) -> None:
    """Write incidents and whose claims are whose, and take out those that are `gone`.

    `kept` are the origins as they were, by claim, for those that people rejected.
    """
    rows, members = [], []
    for part in parts:
        rows.append(incident_row(describe(part.members, evidence.origins, evidence.copied, part.id), part.as_was))
        for each in part.members:
            origin = evidence.origins.get(each.id)
            key = (origin.key, origin.name, origin.side) if origin else kept.get(each.id, (None, None, None))
            values = {"origin": key[0], "origin_name": key[1], "origin_side": key[2]}
            members.append({"claim_id": each.id, "incident_id": part.id, **values})
    for some in some_of({member["claim_id"] for member in members}):
        connection.execute(delete(incident_claim).where(incident_claim.c.claim_id.in_(some)))
    for some in some_of(set(gone)):
        connection.execute(delete(incident_claim).where(incident_claim.c.incident_id.in_(some)))
        connection.execute(delete(incident).where(incident.c.id.in_(some)))
    there: set[str] = set()
    for some in some_of({row["id"] for row in rows}):
        there.update(connection.execute(select(incident.c.id).where(incident.c.id.in_(some))).scalars())
    for row in rows:
        if row["id"] in there:
            connection.execute(update(incident).where(incident.c.id == row["id"]).values(**row))
    insert_all(connection, incident, [row for row in rows if row["id"] not in there])
    insert_all(connection, incident_claim, members)


def incident_row(made: Incident, as_was: str) -> dict[str, Any]:
    """An incident as a row of the table; `as_was` is a hash of all that it was made of."""
    place, when = made.place, made.when
    return {
        "id": made.id,
        "kind": made.kind.value,
        "verdict": made.verdict.value,
        "independent": made.independent,
        "place": place and place.name,
        "country": place and place.country,
        "lat": place and place.lat,
        "lon": place and place.lon,
        "precision_km": place and place.precision_km,
        "when_start": when and when.start,
        "when_end": when and when.end,
        "claims": len(made.claims),
        "as_was": as_was,
        "content": made.model_dump(mode="json"),
    }


def insert_all(connection: Connection, table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, some thousands at a time."""
    for start in range(0, len(rows), _BATCH):
        connection.execute(insert(table), list(rows[start : start + _BATCH]))
