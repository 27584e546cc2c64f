"""A name that nothing is known of: a place where a place is taken, a person where one is caught."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from dateline.model import Kind

if TYPE_CHECKING:
    from dateline.reading.reader import Reader

FIRST = "Troops shelled the port of Dorin on Sunday and killed four rebels.\n\n"


@pytest.mark.parametrize(
    ("sentence", "kind", "place"),
    [
        ("The army said that Karmar Shuna was not captured.", Kind.CAPTURE, "Karmar Shuna"),
        ("Tumri, a small village up the valley, was seized on Monday.", Kind.CAPTURE, "Tumri"),
        ("The ministry denied that Zalmesta had been seized.", Kind.CAPTURE, "Zalmesta"),
        ("Rebels seized Kal Doro from the army.", Kind.CAPTURE, "Kal Doro"),
        ("Ahmed Karimi was captured on Monday.", Kind.DETAIN, None),
        ("Commander Varo Nasib was captured on Monday.", Kind.DETAIN, None),
    ],
)
def test_a_place_is_taken_and_a_person_caught(reader: Reader, sentence: str, kind: Kind, place: str | None) -> None:
    claims = reader.read(FIRST + sentence, published=date(2019, 3, 12)).claims
    (claim,) = [c for c in claims if c.trigger.start > len(FIRST) and c.trigger.text in ("captured", "seized")]
    assert (claim.kind, claim.place.text if claim.place else None) == (kind, place)
