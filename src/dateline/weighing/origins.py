"""Who stands behind a claim: the root of its chain, resolved across reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.library.records import StoredClaim
from dateline.model import PassageKind
from dateline.weighing.reports import Report


@dataclass(frozen=True, slots=True, order=True)
class OriginKey:
    """An origin: `key` is the same for all claims that hang on it, `name` is what a person knows it by.

    `side` is the side that it speaks for, as in a `Mention`: a principal's id or a state's code; None for those who
    take none, such as outlets and residents.
    """

    key: str
    name: str
    side: str | None = None


def origins(
    told: Sequence[StoredClaim], copies: Mapping[str, str], reports: Mapping[str, Report]
) -> dict[str, OriginKey]:
    """The origin of each claim, by the claim's id. A claim in an editor's comment has none.

    `copies` is what `copies.copies` gives; `reports` are the documents of the claims and of what those copy, by id.
    """
    return {
        stored.id: OriginKey(stored.document.outlet or stored.document.id, stored.document.outlet or stored.document.id)
        for stored in told
        if stored.claim.passage is not PassageKind.COMMENT
    }
