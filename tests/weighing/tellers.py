"""Claims of made reports, written down in a line each, for the tests of joining."""

from __future__ import annotations

from datetime import date
from typing import Any

from dateline.library.records import DocumentRecord, StoredClaim, claim_key, content_hash
from dateline.model import Certainty, Claim, Count, Counted, Kind, Mention, PassageKind, Place, Source, Span, When

# Villages of a valley: two that are neighbours, one far away, and the town that the first lies in.
PLACES: dict[str, tuple[float, float, float]] = {
    "Orlan": (44.10, 17.20, 2.0),
    "Besta": (44.15, 17.24, 2.0),
    "Farum": (45.90, 18.90, 2.0),
    "Karst": (44.11, 17.21, 12.0),
}
SIDES = {"Army": ("army", "state forces", "XA"), "Front": ("front", "rebel group", "front")}


class Report:
    """A report that grows a sentence at a time; `claims` are those of all its sentences."""

    def __init__(self, id: str, published: str | None = "2024-03-06", title: str | None = None) -> None:
        day = date.fromisoformat(published) if published else None
        self.record = DocumentRecord(content_hash(id), id, title, f"Outlet {id}", None, day)
        self.text = ""
        self._given: list[tuple[dict[str, Any], str]] = []

    def says(self, sentence: str, *claims: dict[str, Any]) -> Report:
        """One more sentence with its claims; see `claim`."""
        start = len(self.text)
        self.text += sentence + " "
        self._given += [({**fields, "sentence_start": start}, sentence) for fields in claims]
        return self

    @property
    def claims(self) -> list[StoredClaim]:
        """The claims of the report as a library gives them."""
        return [self._stored(fields, sentence) for fields, sentence in self._given]

    def _stored(self, fields: dict[str, Any], sentence: str) -> StoredClaim:
        made = Claim(
            kind=fields["kind"],
            trigger=self._span(Span, fields, "at"),
            agents=tuple(self._actor(fields, name) for name in fields["by"]),
            targets=tuple(self._actor(fields, name) for name in fields["to"]),
            place=self._place(fields),
            when=self._when(fields),
            counts=tuple(self._count(fields, *count) for count in fields["counts"]),
            said_by=tuple(self._span(Source, fields, name, name=name) for name in fields["said_by"]),
            certainty=fields["certainty"],
            negated=fields["negated"],
            passage=fields["passage"],
        ).with_id(self.record.id)
        return StoredClaim(claim_key(self.record.id, made.id), made, self.record, sentence)

    def _span(self, model: Any, fields: dict[str, Any], words: str, **more: Any) -> Any:
        text = fields[words] if words in ("at", "place", "when") else words
        start = self.text.index(text, fields["sentence_start"])
        return model(start=start, end=start + len(text), text=text, **more)

    def _actor(self, fields: dict[str, Any], name: str) -> Mention:
        id, kind, side = SIDES.get(name, (None, None, None))
        return self._span(Mention, fields, name, name=name, id=id, kind=kind, side=side)

    def _place(self, fields: dict[str, Any]) -> Place | None:
        if fields["place"] is None:
            return None
        name = fields["meaning"] or fields["place"]
        lat, lon, km = PLACES.get(name, (None, None, None))
        id = f"valley:{name}" if name in PLACES else None
        return self._span(Place, fields, "place", name=name, lat=lat, lon=lon, precision_km=km, id=id)

    def _when(self, fields: dict[str, Any]) -> When | None:
        if fields["days"] is None:
            return None
        start, end = (date.fromisoformat(day) for day in (fields["days"], fields["until"] or fields["days"]))
        value = fields["value"] or start.isoformat()
        nowhere = Span(start=fields["sentence_start"], end=fields["sentence_start"], text="")
        evidence = self._span(Span, fields, fields["told"]) if fields["told"] else nowhere
        return When(start=start, end=end, value=value, evidence=evidence)

    def _count(self, fields: dict[str, Any], words: str, of: Counted, low: int, high: int | None) -> Count:
        return self._span(Count, fields, words, of=of, low=low, high=high)


def claim(
    kind: str,
    at: str,
    *,
    place: str | None = None,
    meaning: str | None = None,
    days: str | None = None,
    until: str | None = None,
    value: str | None = None,
    told: str | None = None,
    by: tuple[str, ...] = (),
    to: tuple[str, ...] = (),
    counts: tuple[tuple[str, Counted, int, int | None], ...] = (),
    said_by: tuple[str, ...] = (),
    certainty: str = "stated",
    negated: bool = False,
    passage: str = "body",
) -> dict[str, Any]:
    """What a claim says: `at` is its trigger, `place` the words for its place and `meaning` the name that they mean,
    `told` the words for the day."""
    return {
        "kind": Kind(kind),
        "at": at,
        "place": place,
        "meaning": meaning,
        "days": days,
        "until": until,
        "value": value,
        "told": told,
        "by": by,
        "to": to,
        "counts": counts,
        "said_by": said_by,
        "certainty": Certainty(certainty),
        "negated": negated,
        "passage": PassageKind(passage),
    }


def killed(words: str, figure: int) -> tuple[str, Counted, int, int]:
    """A figure of people killed."""
    return words, Counted.KILLED, figure, figure


def together(tellings: Any) -> list[list[str]]:
    """The triggers of each telling, for a test to look at."""
    return [[m.stored.claim.trigger.text for m in telling.members] for telling in tellings]
