"""What of a claim is kept a second time, beside its content, so that it can be sought."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.coding import sentence_around
from dateline.gazetteer.folding import fold
from dateline.library.records import claim_key
from dateline.model import Claim, Mention, Source

__all__ = ["claim_row", "mention_rows", "named"]


def claim_row(document_id: str, read: str, each: Claim, title: str | None) -> dict[str, Any]:
    """The row of a claim of a document whose text is `read`."""
    place, when = each.place, each.when
    sentence = sentence_around(read, each.trigger.start, each.trigger.end).strip()
    names = {m.name for _, mentions in named(each) for m in mentions} | ({place.name} if place else set())
    return {
        "id": claim_key(document_id, each.id),
        "document_id": document_id,
        "kind": each.kind.value,
        "certainty": each.certainty.value,
        "negated": each.negated,
        "passage": each.passage.value,
        "current": True,
        "place": place and place.name,
        "place_folded": place and fold(place.name),
        "place_id": place and place.id,
        "country": place and place.country,
        "lat": place and place.lat,
        "lon": place and place.lon,
        "when_start": when and when.start,
        "when_end": when and when.end,
        "sentence": sentence,
        "words": "\n".join([sentence, *sorted(names), title or ""]).strip(),
        "content": each.model_dump(mode="json"),
    }


def named(each: Claim) -> Iterator[tuple[str, tuple[Mention | Source, ...]]]:
    """The actors and speakers of a claim by their role in the table of mentions."""
    yield "agent", each.agents
    yield "target", each.targets
    yield "says", each.said_by


def mention_rows(claim_id: str, each: Claim) -> Iterator[dict[str, Any]]:
    """A row for each actor and speaker of a claim."""
    for role, mentions in named(each):
        for position, who in enumerate(mentions):
            yield {
                "claim_id": claim_id,
                "role": role,
                "position": position,
                "name": who.name,
                "folded": fold(who.name),
                "actor_id": who.id,
                "side": getattr(who, "side", None),
            }
