"""To whom the claims of one incident are traced, where its reports together tell more than each alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from dateline.library.records import StoredClaim
from dateline.weighing.bodies import body_key
from dateline.weighing.originkey import OriginKey
from dateline.weighing.persons import is_office_of
from dateline.weighing.verdicts import Stance
from dateline.weighing.voices import country_called, is_press
from dateline.weighing.words import words

# "An AFP correspondent there", "our reporter", "journalists from the paper"; not "told reporters".
_SAW = re.compile(
    rf"\b(?:an?|our|the|this|two|three|[A-Z][\w.'’-]+)\s+(?:[\w.'’-]+\s+){{0,2}}(?:{'|'.join(sorted(words('witnessing_reporters')))})\b"
)


def traced(
    group: Sequence[StoredClaim], origins: Mapping[str, OriginKey], stance: Mapping[str, Stance]
) -> dict[str, OriginKey]:
    """The origin of each claim of an incident's `group`, by the claim's id.

    `origins` are those of each report by itself, `stance` says which claims are for the incident and which against it.
    """
    behind = {stored.id: origins[stored.id] for stored in group}
    return _through_its_bodies(_relayed(group, _quoted(group, behind, stance)))


def _quoted(
    group: Sequence[StoredClaim], behind: Mapping[str, OriginKey], stance: Mapping[str, Stance]
) -> dict[str, OriginKey]:
    """Trace what the press tells in its own voice to whom its report quotes for the same incident.

    "A bomb went off at the market. Seven people were killed, the hospital said": the paper is no second voice beside
    the hospital, unless its own people saw it. Relief bodies, monitors and ministries know what they tell themselves.
    """
    reports: dict[str, list[StoredClaim]] = defaultdict(list)
    for stored in group:
        reports[stored.document.id].append(stored)
    found = dict(behind)
    for told in reports.values():
        own = [s for s in told if not s.claim.said_by and is_press(behind[s.id].name)]
        voices = {behind[s.id] for s in own}
        quoted = [s for s in told if s.claim.said_by and behind[s.id] not in voices]
        is_seen = any(s.claim.said_by and behind[s.id] in voices for s in told) or any(
            _SAW.search(s.sentence) for s in told
        )
        if is_seen:
            continue
        for stored in own:
            fitting = [s for s in quoted if stance[s.id] == stance[stored.id]]
            if fitting:
                at = stored.claim.trigger.start
                nearest = min(fitting, key=lambda s: (abs(s.claim.trigger.start - at), s.id))
                found[stored.id] = behind[nearest.id]
    return found


def _relayed(group: Sequence[StoredClaim], behind: Mapping[str, OriginKey]) -> dict[str, OriginKey]:
    """Trace what is told after an outlet to whom that outlet itself, where its report is at hand, has it from.

    "Reuters reported" adds nothing to a general whom Reuters quotes for the same incident.
    """
    own: dict[str, Counter[OriginKey]] = {}
    for stored in group:
        if stored.document.outlet:
            own.setdefault(body_key(stored.document.outlet), Counter())[behind[stored.id]] += 1
    found = dict(behind)
    for stored in group:
        origin = behind[stored.id]
        outlet = body_key(stored.document.outlet) if stored.document.outlet else None
        # "AFP reported, quoting an elder": whom AFP's own report names.
        told_to = next((key for key in own if origin.key.startswith(f"unnamed:{key}:")), origin.key)
        from_it = own.get(told_to)
        if told_to != outlet and from_it and origin not in from_it:
            found[stored.id] = min(from_it, key=lambda one: (-from_it[one], one))
    return found


def _through_its_bodies(behind: dict[str, OriginKey]) -> dict[str, OriginKey]:
    """What is told of by its sort alone is the one of that sort that is quoted by name on the same incident.

    A country speaks through its bodies: "China said" is the foreign ministry in Beijing.
    """
    found = set(behind.values())
    bodies = sorted(one for one in found if one.key.startswith(("actor:", "body:")))
    meant: dict[OriginKey, OriginKey] = {}
    for one in bodies:
        if one.side and len(one.side) == 2 and country_called(one.name) == one.side:
            others = [other for other in bodies if other.side == one.side and country_called(other.name) is None]
            if len(others) == 1:
                meant[one] = others[0]
    for one in bodies:
        # "The TDF said" is the one office of the TDF that is quoted.
        offices = [other for other in bodies if is_office_of(other.key, one.key)]
        if len(offices) == 1:
            meant[one] = offices[0]
    for one in bodies:
        # "The district administration" is the "Karsa district administration" that is quoted too.
        fuller = [other for other in bodies if _is_told_fully(other, one)]
        if len(fuller) == 1:
            meant[one] = fuller[0]
    for one in found:
        # "The provincial hospital" of one report is the "Baghlan provincial hospital" of another.
        kind = one.key.split(":")[1] if one.key.startswith("office:") else None
        others = [other for other in bodies if kind and kind in other.key.removeprefix("body:").split(":")[0].split()]
        if len(others) == 1:
            meant[one] = others[0]
    return {claim: meant.get(origin, origin) for claim, origin in behind.items()}


def _is_told_fully(full: OriginKey, short: OriginKey) -> bool:
    """Is one body the other, told with the name of its place: both of the same general words, one with a name besides?"""
    a, b = ({*key.removeprefix("body:").split(":")[0].split()} for key in (full.key, short.key))
    is_general = short.name.split("(")[-1].rstrip(")").islower() and len(b) > 1
    return full.key.startswith("body:") and short.key.startswith("body:") and is_general and b < a
