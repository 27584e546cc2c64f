"""Claims of invented reports, made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dateline.library.records import DocumentRecord, StoredClaim, claim_key
from dateline.model import Certainty, Claim, Count, Counted, Kind, Mention, PassageKind, Place, Source, Span, When
from dateline.weighing.reports import Report

PLACES = {
    "Karsa": {"lat": 33.10, "lon": 44.20, "country": "IQ", "id": "test:karsa"},
    "Deshtan": {"lat": 33.60, "lon": 44.90, "country": "IQ", "id": "test:deshtan"},
}
IDS = {
    "Islamic State": ("islamic-state", "rebel group", "islamic-state"),
    "Iraqi Army": ("iq-army", "state forces", "IQ"),
    "Peshmerga": ("peshmerga", "state forces", "krg"),
    "Congolese army": ("cd-army", "state forces", "CD"),
    "FARDC": ("cd-armed-forces", "state forces", "CD"),
    "Taliban": ("taliban", "rebel group", "taliban"),
}


@dataclass
class Told:
    """A report of sentences: each claim is made of words that stand in the text."""

    id: str
    text: str
    outlet: str | None = None
    published: date | None = date(2021, 5, 4)
    claims: list[StoredClaim] = field(default_factory=list)

    @property
    def report(self) -> Report:
        """The report as weighing takes it."""
        return Report(self.id, self.text, self.outlet, self.published)

    def _at(self, words: str) -> dict[str, Any]:
        start = self.text.index(words)
        return {"start": start, "end": start + len(words), "text": words}

    def says(
        self,
        kind: str,
        trigger: str,
        *,
        by: Sequence[tuple[str, str]] = (),
        agents: Sequence[str] = (),
        targets: Sequence[str] = (),
        place: str | tuple[str, str] | None = None,
        when: tuple[date, date, str] | None = None,
        counts: Sequence[tuple[str, int, int | None, str]] = (),
        negated: bool = False,
        certainty: str = "stated",
        passage: str = "body",
    ) -> StoredClaim:
        """Add a claim. `by` are (words of the text, resolved name); `place` a name, or (words, name)."""
        where = None
        if place is not None:
            words, name = place if isinstance(place, tuple) else (place, place)
            where = Place(**self._at(words), name=name, **PLACES.get(name, {}))
        claim = Claim(
            kind=Kind(kind),
            trigger=Span(**self._at(trigger)),
            agents=tuple(self._mention(words) for words in agents),
            targets=tuple(self._mention(words) for words in targets),
            place=where,
            when=When(start=when[0], end=when[1], value="", evidence=Span(**self._at(when[2]))) if when else None,
            counts=tuple(Count(**self._at(text), of=Counted(of), low=low, high=high) for of, low, high, text in counts),
            said_by=tuple(Source(**self._at(words), name=name) for words, name in by),
            negated=negated,
            certainty=Certainty(certainty),
            passage=PassageKind(passage),
        ).with_id(self.id)
        at = claim.trigger.start
        start = max(self.text.rfind(mark, 0, at) for mark in (". ", "\n")) + 1
        stop = self.text.find(".", claim.trigger.end)
        sentence = self.text[start : stop + 1 if stop >= 0 else None].strip()
        record = DocumentRecord(self.id, self.id, None, self.outlet, None, self.published)
        stored = StoredClaim(claim_key(self.id, claim.id), claim, record, sentence)
        self.claims.append(stored)
        return stored

    def _mention(self, words: str) -> Mention:
        known = next((name for name in IDS if name in words), None)
        if known is None:
            return Mention(**self._at(words), name=words)
        actor, kind, side = IDS[known]
        return Mention(**self._at(words), name=known, id=actor, kind=kind, side=side)
