"""Claims to export: some read from a text by hand, one full of what breaks tables."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dateline.codes import Codes
from dateline.coding import codes, sentence_around
from dateline.exports import Provenance, row_of_claim
from dateline.library.records import DocumentRecord, StoredClaim, claim_key, content_hash
from dateline.model import Certainty, Claim, Count, Counted, Kind, Mention, PassageKind, Place, Source, Span, When

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


@pytest.fixture(scope="session")
def claims() -> list[StoredClaim]:
    battle = Builder(
        "The Iraqi Army killed dozens of Islamic State fighters and lost four soldiers in Mosul on Monday, an officer said. "
        "An air strike on a market in Nineveh killed 12 civilians, including three children. "
        "The army may have taken the east bank."
    )
    hostile = Builder(
        '=HYPERLINK("http://x") fighters;\tshelled "the \u202emarket\n\nof +Mosul\', <b>@all</b> \x1b[31m.',
        document(outlet="-1+cmd", title="=1+1", published=None, given_id="@id", url=None),
    )
    return [
        battle.claim(
            "kill", "killed dozens", agents=[("The Iraqi Army", ARMY)],
            targets=[("dozens of Islamic State fighters", {"kind": "rebel group"})], place=("Mosul", MOSUL), when=MONDAY,
            counts=[("dozens", "killed", 12, None)], said_by=["an officer"],
        ),
        battle.claim(
            "kill", "killed 12", targets=[("12 civilians", {"kind": "civilians"}), ("three children", {"kind": "civilians"})],
            place=("Nineveh", NINEVEH), counts=[("12", "killed", 12, 12), ("three", "killed", 3, 3)],
        ),
        battle.claim("airstrike", "air strike", targets=[("a market",)], place=("Nineveh", NINEVEH)),
        battle.claim(
            "capture", "taken", agents=[("The army", ARMY)], certainty=Certainty.POSSIBLE,
            certainty_evidence=Span(**battle.span("may")), coded=False,
        ),
        hostile.claim(
            "shelling", "shelled", agents=[("=HYPERLINK(\"http://x\") fighters", {"kind": "militia"})],
            targets=[("\"the \u202emarket\n\nof +Mosul'", {"name": "+market"})],
            place=("+Mosul", {"name": "-Mosul", "lat": -36.3, "lon": -43.1}), negated=True,
            negation_evidence=Span(**hostile.span("@all")), passage=PassageKind.HEADLINE,
        ),
    ]  # fmt: skip


@pytest.fixture
def about() -> Provenance:
    return ABOUT


@pytest.fixture(scope="session")
def rows(claims):
    return [row_of_claim(claim) for claim in claims]


def coded(**fields) -> Codes:
    return Codes(**fields)
