"""Who stands behind a claim: the root of its chain, resolved across reports.

docs/weighing.md defines an origin. The answer depends on the set of claims and reports alone, not on their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from dateline.library.records import StoredClaim
from dateline.model import Counted, PassageKind
from dateline.weighing.bodies import body_key, body_name, side_of_body
from dateline.weighing.country import common_country
from dateline.weighing.originkey import OriginKey
from dateline.weighing.persons import Person, same_people
from dateline.weighing.reports import Report
from dateline.weighing.sentences import RETOLD, likeness, sentence, sentences
from dateline.weighing.whosays import WhoSays


def origins(
    told: Sequence[StoredClaim], copies: Mapping[str, str], reports: Mapping[str, Report]
) -> dict[str, OriginKey]:
    """The origin of each claim, by the claim's id. A claim in an editor's comment has none.

    `copies` is what `copies.copies` gives; `reports` are the documents of the claims and of what those copy, by id.
    A document that is not among them is read by its claims alone.
    """
    by_document: dict[str, list[StoredClaim]] = defaultdict(list)
    for stored in told:
        if stored.claim.passage is not PassageKind.COMMENT:
            by_document[stored.document.id].append(stored)
    found: dict[str, OriginKey | Person] = {}
    sides: dict[Person, set[str]] = defaultdict(set)
    names: dict[Person, Counter[str]] = defaultdict(Counter)
    everywhere = common_country(told)
    outlets = frozenset(stored.document.outlet for stored in told if stored.document.outlet)
    for key in sorted(by_document):
        original = copies.get(key)
        one = WhoSays(
            by_document[key], reports.get(key), reports.get(original) if original else None, everywhere, outlets
        )
        for claim_id, (origin, name, side) in one.origins().items():
            found[claim_id] = origin
            if isinstance(origin, Person):
                names[origin][name] += 1
                if side:
                    sides[origin].add(side)
    found = _as_copied(found, by_document, copies, reports)
    return _named(found, names, sides)


def _as_copied(
    found: dict[str, OriginKey | Person],
    by_document: Mapping[str, list[StoredClaim]],
    copies: Mapping[str, str],
    reports: Mapping[str, Report],
) -> dict[str, OriginKey | Person]:
    """Give the claims that a copy tells in its own voice the origin of what they were copied from.

    What stands in no sentence of the original the copy has added, and tells in its own outlet's voice.
    """
    given = dict(found)
    for copy, original in copies.items():
        for stored in by_document.get(copy, ()):
            if stored.claim.said_by and not _is_vague(found[stored.id]):
                continue
            own = sentence(stored.sentence)
            kin = [other for other in by_document.get(original, ()) if other.claim.kind is stored.claim.kind]
            same = [other for other in kin if likeness(own, sentence(other.sentence)) >= RETOLD]
            if not same:
                # Reworded beyond likeness, yet it is the one claim of its kind with its figures.
                same = [other for other in kin if _figures(other) == _figures(stored)]
                same = same if len(same) == 1 and _may_be_one(stored, same[0]) else []
            if same:
                best = max(same, key=lambda other: (likeness(own, sentence(other.sentence)), other.id))
                given[stored.id] = found[best.id]
            elif stored.claim.said_by:
                continue
            elif original in reports and not any(
                likeness(own, known) >= RETOLD for known in sentences(reports[original].text)
            ):
                name = stored.document.outlet or stored.document.title or stored.document.id
                given[stored.id] = OriginKey(body_key(name), body_name(name), side_of_body(name))
    return given


def _figures(stored: StoredClaim) -> list[tuple[Counted, int, int | None]]:
    return [(count.of, count.low, count.high) for count in stored.claim.counts]


def _may_be_one(a: StoredClaim, b: StoredClaim) -> bool:
    """May two claims without a sentence in common be one: of one vague source, or with figures, or of one place?"""
    one, other = a.claim.place, b.claim.place
    return bool(a.claim.said_by or a.claim.counts) or bool(one and other and one.name == other.name)


def _is_vague(origin: OriginKey | Person) -> bool:
    """Is it somebody without a name, who may have one in the report that was copied?"""
    if isinstance(origin, Person):
        return False
    return origin.key.startswith("unnamed:") or (origin.key.startswith("body:") and origin.name.islower())


def _named(
    found: Mapping[str, OriginKey | Person],
    names: Mapping[Person, Counter[str]],
    sides: Mapping[Person, set[str]],
) -> dict[str, OriginKey]:
    """Give people their keys, one for all the ways in which reports name a person, and each origin one name."""
    heads = same_people(one for one in found.values() if isinstance(one, Person))
    people: dict[Person, Counter[str]] = defaultdict(Counter)
    their_sides: dict[Person, set[str]] = defaultdict(set)
    for one, head in sorted(heads.items(), key=lambda pair: pair[0].guessed):
        people[head] += names[one]
        if not (one.guessed and their_sides[head]):
            their_sides[head] |= sides[one]
    keyed: dict[str, OriginKey] = {}
    shown: dict[str, Counter[str]] = defaultdict(Counter)
    side: dict[str, set[str]] = defaultdict(set)
    for claim_id, origin in found.items():
        if isinstance(origin, Person):
            head = heads[origin]
            key = head.office or f"person:{' '.join(head.name)}:{head.country}"
            name = max(people[head], key=lambda n: (len(n), people[head][n], n))
            sided = sorted(their_sides[head])
            origin = OriginKey(key, name, sided[0] if len(sided) == 1 else None)
        keyed[claim_id] = origin
        shown[origin.key][origin.name] += 1
        if origin.side:
            side[origin.key].add(origin.side)
    best = {key: min(all_, key=lambda n: (-all_[n], -len(n), n)) for key, all_ in shown.items()}
    return {
        claim_id: OriginKey(origin.key, best[origin.key], min(side[origin.key], default=None))
        for claim_id, origin in keyed.items()
    }
