"""Builds claims and incidents of a text, each field named by its words."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dateline.coding import codes, sentence_around
from dateline.exports import Provenance, row_of_claim
from dateline.library.records import DocumentRecord, StoredClaim, claim_key, content_hash
from dateline.model import Claim, Count, Counted, Kind, Mention, Place, Source, Span, When

ABOUT = Provenance(
    library="mosul.dateline", as_of=datetime(2016, 11, 2, 8, 30, tzinfo=UTC), filters={"place": "Mosul"}, version="0.2"
)
MOSUL = {"name": "Mosul", "lat": 36.335, "lon": 43.11889, "country": "IQ", "id": "geonames:99072", "precision_km": 8.8}
NINEVEH = {
    "name": "Nineveh",
    "lat": 36.0,
    "lon": 42.5,
    "country": "IQ",
    "id": "dateline:nineveh",
    "precision_km": 110.0,
}
ARMY = {"name": "Iraqi Army", "id": "iq-army", "kind": "state forces", "side": "IQ"}
IS = {"name": "Islamic State", "id": "islamic-state", "kind": "rebel group", "side": "islamic-state"}


def document(outlet="Reuters", published=date(2016, 10, 31), **more) -> DocumentRecord:
    given = {
        "given_id": "r-1",
        "title": "Battle for Mosul",
        "url": "https://example.org/1",
        "published": published,
    } | more
    return DocumentRecord(id=content_hash(outlet, str(given)), outlet=outlet, **given)


class Builder:
    """Builds the claims of a text: each field is named by its words, which stand once in the text."""

    def __init__(self, text: str, record: DocumentRecord | None = None) -> None:
        self.text, self.record = text, record or document()

    def span(self, words: str) -> dict:
        start = self.text.index(words)
        return {"start": start, "end": start + len(words), "text": words}

    def claim(
        self, kind, trigger, *, agents=(), targets=(), place=None, when=None, counts=(), said_by=(), coded=True, **more
    ) -> StoredClaim:
        def mention(given):
            words, *known = given
            return Mention(**self.span(words), **({"name": words} | (known[0] if known else {})))

        claim = Claim(
            kind=Kind(kind),
            trigger=Span(**self.span(trigger)),
            agents=tuple(map(mention, agents)),
            targets=tuple(map(mention, targets)),
            place=Place(**self.span(place[0]), **place[1]) if place else None,
            when=When(start=when[1], end=when[2], value=when[3], evidence=Span(**self.span(when[0]))) if when else None,
            counts=tuple(Count(**self.span(w), of=Counted(of), low=low, high=high) for w, of, low, high in counts),
            said_by=tuple(Source(**self.span(words), name=words) for words in said_by),
            **more,
        )
        claim = claim.with_id(content_hash(self.text))
        if coded:
            claim = claim.model_copy(update={"codes": codes(claim, self.text)})
        at = claim.trigger
        sentence = sentence_around(self.text, at.start, at.end).strip()
        return StoredClaim(claim_key(self.record.id, claim.id), claim, self.record, sentence)


MONDAY = ("on Monday", date(2016, 10, 31), date(2016, 10, 31), "2016-10-31")


def row(text, *given, gazetteer=None, record=None, **more):
    """The row of a claim of a text: its arguments are those of `Builder.claim`."""
    return row_of_claim(Builder(text, record).claim(*given, **more), gazetteer=gazetteer)
